"""The last step of making a key: its public half, for whoever checks what it signed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.notice_bar import announce
from ui.pages.question import text_label
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.errors import VvdeskError
from vvdesk.sealing.keys import KeyFolder, OwnKey

_WHY = (
    "Met de publieke sleutel kijkt een auditor na dat jouw dienst verzegelde. Die is niet geheim: "
    "geef het bestand mee, en zeg de vingerafdruk aan de telefoon of in een brief."
)
_KINDS = "Publieke sleutel (*.pub)"


class PublicKeyPage(QWidget):
    """Toont de vingerafdruk van een sleutel en bewaart de publieke helft.

    Signals:
        kept(): The public key was saved.

    Args:
        folder: The keys.
        job: Where news is told.
        messages: Asks for a file.
        icons: For the buttons.
    """

    kept = Signal()

    def __init__(
        self,
        folder: KeyFolder,
        job: JobArea,
        messages: Messages,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._job, self._messages = folder, job, messages
        self._key: OwnKey | None = None
        self.fingerprint, self.facts = QLabel(), wrapped_label(role="hint")
        self.copy_button = QPushButton(icons.get("copy"), "Kopieer")
        self.save_button = QPushButton(icons.get("file-down"), "Publieke sleutel bewaren…")
        self._lay_out()
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)

    def show_key(self, key: OwnKey) -> None:
        """Show a key."""
        self._key = key
        self.fingerprint.setText(key.fingerprint)
        self.facts.setText(f"Sleutelnummer {key.key_id} · {key.naam}")
        self.fingerprint.setAccessibleName(f"Vingerafdruk {key.fingerprint}")

    def copy(self) -> None:
        """Put the fingerprint on the clipboard."""
        QGuiApplication.clipboard().setText(self.fingerprint.text())
        self.copy_button.setText("Gekopieerd")
        announce(self, f"Vingerafdruk gekopieerd: {self.fingerprint.text()}")

    def save(self) -> None:
        """Ask where, and write the public key."""
        key = self._key
        if key is None:
            return
        proposed = Path.home() / f"zegelsleutel-{key.key_id}.pub"
        target = self._messages.file_to_save(
            self.window(), "Publieke sleutel bewaren", _KINDS, proposed
        )
        if target is None:
            return
        if target.suffix.casefold() != ".pub":
            target = target.with_name(f"{target.name}.pub")
        try:
            self._folder.export_public(target, key.key_id)
        except VvdeskError as error:
            self._job.tell(str(error), Tone.ERROR, Offer("Andere plaats…", self.save))
            return
        self._job.tell(f'Bewaard als "{target.name}". Dit bestand mag je mailen.', Tone.GOOD)
        self.kept.emit()

    def _lay_out(self) -> None:
        self.fingerprint.setTextFormat(Qt.TextFormat.PlainText)
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.fingerprint.setProperty("role", "title")
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inner.setSpacing(GRID)
        inner.addWidget(text_label("Vingerafdruk", "label"))
        code = WrappingRow()
        code.addWidget(self.fingerprint)
        code.addWidget(self.copy_button)
        inner.addLayout(code)
        inner.addWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label(_WHY))
        column.addWidget(card)
        column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
