"""Whether a momentopname is signed, and with which key."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.question import ChoiceBox
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.sealing.keys import OwnKey

_NO_KEY = "Op deze computer staat nog geen sleutel. Maak er één, of verzegel zonder handtekening."
_SIGNED = (
    "Wie je publieke sleutel heeft, ziet meteen dat de momentopname van jullie komt en dat er "
    "niets aan veranderd is."
)
_UNSIGNED = (
    "De auditor ziet dan dat de inhoud bij het zegel past, maar niet van wie ze komt. Geef hem de "
    "controlecode langs een andere weg, bijvoorbeeld telefonisch."
)


class SealingSignature(QFrame):
    """Ondertekenen of niet.

    Signals:
        key_wanted(): Somebody wants to make a key.
        papers_wanted(object): Somebody wants the sheet and the public key of this `OwnKey`.

    Args:
        icons: For the button.

    Attributes:
        signed: The choice to sign.
        unsigned: The choice not to.
        keys: The keys of this person, the newest first.
        make: Asks for a new key.
        papers: Asks for the recovery sheet and the public key of the one that is chosen.
    """

    key_wanted = Signal()
    papers_wanted = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, OwnKey] = {}
        self.signed = QRadioButton("Ondertekenen met sleutel:")
        self.unsigned = QRadioButton("Zonder handtekening")
        self.keys = ChoiceBox([])
        self.make = QPushButton(icons.get("key-round"), "Sleutel maken…")
        self.papers = QPushButton(icons.get("printer"), "Herstelblad en publieke sleutel…")
        self._said, self._note = wrapped_label(role="hint"), wrapped_label(role="hint")
        self._lay_out()
        self.signed.toggled.connect(lambda _on: self._show_state())
        self.make.clicked.connect(self.key_wanted)
        self.papers.clicked.connect(self._on_papers)
        self._show_state()

    @property
    def key(self) -> OwnKey | None:
        """The key that signs; None for no signature."""
        return self._keys.get(self.keys.currentData()) if self.signed.isChecked() else None

    @property
    def said(self) -> str:
        """What the choice means."""
        return self._said.text()

    def offer(self, keys: Sequence[OwnKey], chosen: str = "") -> None:
        """Offer keys, and keep what was chosen.

        Args:
            keys: The newest first.
            chosen: Id of the key to choose, and to sign with; empty for what was chosen.
        """
        had_none = not self._keys
        wanted = chosen or self.keys.currentData()
        blocker = QSignalBlocker(self.keys)
        self._keys = {each.key_id: each for each in keys}
        self.keys.clear()
        for each in keys:
            self.keys.addItem(f"{each.naam or 'Zonder naam'} · {each.fingerprint}", each.key_id)
        self.keys.setCurrentIndex(max(self.keys.findData(wanted), 0))
        blocker.unblock()
        if not keys:
            self.unsigned.setChecked(True)
        elif had_none or chosen:
            self.signed.setChecked(True)
        self._show_state()

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self._group = QButtonGroup(self)
        for button in (self.signed, self.unsigned):
            self._group.addButton(button)
        self.unsigned.setChecked(True)
        self.keys.setAccessibleName("Sleutel")
        self.keys.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.keys.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = WrappingRow()
        row.addWidget(self.signed)
        row.addWidget(self.keys)
        row.addWidget(self.papers)
        row.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(wrapped_label("Handtekening", "label"))
        column.addWidget(self._note)
        column.addLayout(row)
        column.addWidget(self.unsigned)
        column.addWidget(self._said)

    def _on_papers(self) -> None:
        self.papers_wanted.emit(self._keys[self.keys.currentData()])

    def _show_state(self) -> None:
        has_keys = bool(self._keys)
        self.papers.setVisible(has_keys)
        self.signed.setEnabled(has_keys)
        self.keys.setVisible(has_keys)
        self.keys.setEnabled(self.signed.isChecked())
        self._note.setText("" if has_keys else _NO_KEY)
        self._note.setVisible(not has_keys)
        self._said.setText(_SIGNED if self.signed.isChecked() else _UNSIGNED)
