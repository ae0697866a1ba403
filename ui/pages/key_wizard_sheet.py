"""The second step of making a key: its recovery sheet, printed or kept as a PDF."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.job import Task
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.key_wizard_paper import WIDTH_PX, print_page
from ui.pages.key_wizard_told import ToldLine
from ui.pages.question import text_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.sealing.keys import OwnKey

_WHY = (
    "Met dit blad én je wachtzin maak je de sleutel opnieuw als deze computer verloren gaat. Leg "
    "het in een kluis, en schrijf de wachtzin er niet op."
)
_PDF = "PDF (*.pdf)"


class SheetPage(QWidget):
    """Drukt het herstelblad van een sleutel af, of bewaart het.

    Signals:
        confirmed(bool): Somebody says to have the sheet, or no longer.

    Args:
        job: Where long work is told.
        messages: Asks for a file and a printer.
        icons: For the buttons.
        theme: For colours.
    """

    confirmed = Signal(bool)

    def __init__(
        self,
        job: JobArea,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._job, self._messages = job, messages
        self._key: OwnKey | None = None
        self.print_button = QPushButton(icons.get("printer"), "Afdrukken…")
        self.save_button = QPushButton(icons.get("file-down"), "Bewaren als PDF…")
        self.have = QCheckBox("Ik heb het blad")
        self._problem = ToldLine(icons, theme)
        buttons = WrappingRow()
        for button, act in ((self.print_button, self.print_out), (self.save_button, self.save)):
            button.clicked.connect(act)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label(_WHY))
        column.addLayout(buttons)
        column.addWidget(self.have)
        column.addWidget(self._problem)
        column.addStretch(1)
        self.have.toggled.connect(self._on_have)

    def show_key(self, key: OwnKey) -> None:
        """Work for a key."""
        self._key = key

    def is_complete(self) -> bool:
        """Tell whether somebody has the sheet; else says so."""
        if not self.have.isChecked():
            self._problem.show_text(
                "Druk het blad af of bewaar het, en vink dan aan dat je het hebt.",
                "triangle-alert",
                "waarschuwing",
            )
            self.have.setFocus()
        return self.have.isChecked()

    def print_out(self) -> None:
        """Make the sheet and let a printer be chosen."""
        if (key := self._key) is not None:
            self._job.run(_picture(key), "Het herstelblad wordt gemaakt…", self._on_picture)

    def save(self) -> None:
        """Ask where, and keep the sheet as a PDF."""
        key = self._key
        if key is None:
            return
        proposed = Path.home() / f"herstelblad-{key.key_id}.pdf"
        target = self._messages.file_to_save(self.window(), "Herstelblad bewaren", _PDF, proposed)
        if target is None:
            return
        if target.suffix.casefold() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        self._job.run(
            _kept(key, target),
            "Het herstelblad wordt bewaard…",
            lambda _done: self._on_saved(target),
            lambda _error: (Offer("Andere plaats…", self.save),),
        )

    def _on_picture(self, png: bytes) -> None:
        if self._key is not None:
            title = f"Herstelblad {self._key.key_id}"
            print_page(png, title, self._messages, self.window())

    def _on_saved(self, target: Path) -> None:
        self._job.tell(
            f'Bewaard als "{target.name}". Druk het af en wis daarna het bestand: het hoort in een '
            "kluis, niet op deze computer.",
            Tone.GOOD,
            Offer("Openen", lambda: self._messages.open_outside(target)),
        )

    def _on_have(self, has_it: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._problem.show_text("")
        self.confirmed.emit(has_it)


def _picture(key: OwnKey) -> Task:
    def task(_progress: object) -> bytes:
        from vvdesk.key_sheet import sheet_picture  # noqa: PLC0415 - Typst loads long, in the job only

        return sheet_picture(key, datetime.now(UTC).astimezone().date(), WIDTH_PX)

    return task


def _kept(key: OwnKey, target: Path) -> Task:
    def task(_progress: object) -> None:
        from vvdesk.key_sheet import write_key_sheet  # noqa: PLC0415 - Typst loads long, in the job only

        write_key_sheet(key, target)

    return task
