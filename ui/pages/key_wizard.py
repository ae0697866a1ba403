"""Making a key to seal with, in three steps; or bringing one back from its recovery sheet."""

from enum import IntEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Tone
from ui.pages.job_area import JobArea
from ui.pages.key_wizard_frame import KeyDialog
from ui.pages.key_wizard_name import NamePage
from ui.pages.key_wizard_public import PublicKeyPage
from ui.pages.key_wizard_restore import RestorePage
from ui.pages.key_wizard_sheet import SheetPage
from ui.pages.key_wizard_told import ToldLine
from ui.pages.key_wizard_unlock import PassphraseDialog
from ui.pages.step_line import StepLine
from ui.theme import GRID, Theme
from vvdesk.sealing.keys import KeyFolder, OwnKey

__all__ = ["KeyWizard", "PassphraseDialog"]

_STEPS = ("Wachtzin", "Herstelblad", "Publieke sleutel")
_SIZE = QSize(80 * GRID, 76 * GRID)


class Step(IntEnum):
    """Where somebody is."""

    NAME = 0
    SHEET = 1
    PUBLIC = 2
    RESTORE = 3


_VERBS = {
    Step.NAME: "Sleutel maken",
    Step.SHEET: "Volgende",
    Step.PUBLIC: "Klaar",
    Step.RESTORE: "Sleutel herstellen",
}
_HALF_DONE = (
    "De sleutel is gemaakt. Het herstelblad en de publieke sleutel nog niet: je kunt dit venster "
    "sluiten en dat later doen."
)
_STATES = {
    Step.NAME: ("Er is nog niets gemaakt.", "info", "muted"),
    Step.SHEET: (_HALF_DONE, "circle-check", "good"),
    Step.PUBLIC: (
        "De sleutel is klaar om te ondertekenen. De publieke sleutel is nog niet bewaard.",
        "circle-check",
        "good",
    ),
    Step.RESTORE: ("Er is nog niets hersteld.", "info", "muted"),
}
_ALL_DONE = "Alles is klaar: de sleutel, en de publieke sleutel voor de auditors."


class KeyWizard(KeyDialog):
    """Maakt in drie stappen een sleutel; tussenin sluiten verliest niets van wat gemaakt is.

    Signals:
        made(str): There is a key, made or brought back; its id.

    Args:
        folder: The keys.
        runner: Runs long work.
        messages: Asks for files.
        icons: For shapes.
        theme: For colours.
        parent: The window it belongs to.
        key: A key that is there already: the sheet and the public key are made again.
    """

    made = Signal(str)

    def __init__(
        self,
        folder: KeyFolder,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        key: OwnKey | None = None,
    ) -> None:
        self.job = JobArea(runner, icons, theme)
        super().__init__("Sleutel om te verzegelen", self.job, _SIZE, theme.zoom, parent)
        self._folder = folder
        self.name_page, self.restore_page = NamePage(icons, theme), RestorePage(icons, theme)
        self.sheet_page = SheetPage(self.job, messages, icons, theme)
        self.public_page = PublicKeyPage(folder, self.job, messages, icons)
        self._pages = {
            Step.NAME: self.name_page,
            Step.SHEET: self.sheet_page,
            Step.PUBLIC: self.public_page,
            Step.RESTORE: self.restore_page,
        }
        self._steps, self.state = StepLine(_STEPS, theme), ToldLine(icons, theme)
        self.next_button, self.close_button = QPushButton(), QPushButton("Annuleren")
        self.next_button.setProperty("role", "primary")
        self.next_button.setDefault(True)
        self._step = Step.NAME
        self._began_at: tuple[Step, QWidget | None] = Step.NAME, None
        self._lay_out()
        self._connect()
        self._go(Step.NAME)
        if key is not None:
            self._show_key(key, Step.SHEET)

    @property
    def step(self) -> Step:
        """Where somebody is."""
        return self._step

    def reject(self) -> None:
        """Close; not while a key is being written, which takes a moment."""
        if not self.job.is_busy:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and forget what was typed."""
        self._forget()
        super().done(result)

    def next(self) -> None:
        """Do what the yellow button says."""
        act = {
            Step.NAME: self._make,
            Step.SHEET: self._leave_sheet,
            Step.PUBLIC: self.accept,
            Step.RESTORE: self._restore,
        }[self.step]
        if not self.job.is_busy:
            act()
        if (control := self.focusWidget()) is not None:
            self.area.ensureWidgetVisible(control)

    def _make(self) -> None:
        page = self.name_page
        if page.is_complete():
            naam, passphrase = page.naam.text(), page.first.passphrase
            self.job.run(
                lambda _progress: self._folder.make(passphrase, naam),
                "De sleutel wordt gemaakt…",
                self._on_made,
            )

    def _restore(self) -> None:
        page = self.restore_page
        if page.is_complete():
            lines, naam = page.lines.toPlainText(), page.naam.text()
            passphrase = page.passphrase.passphrase
            self.job.run(
                lambda _progress: self._folder.restore(lines, passphrase, naam),
                "De sleutel wordt hersteld…",
                self._on_restored,
            )

    def _leave_sheet(self) -> None:
        if self.sheet_page.is_complete():
            self._go(Step.PUBLIC)

    def _on_made(self, key: OwnKey) -> None:
        self._show_key(key, Step.SHEET)
        self.made.emit(key.key_id)

    def _on_restored(self, key: OwnKey) -> None:
        self._show_key(key, Step.PUBLIC)
        self.job.tell(
            "De sleutel is hersteld. Vergelijk de vingerafdruk met die op het blad.",
            Tone.GOOD,
        )
        self.made.emit(key.key_id)

    def _on_kept(self) -> None:
        self.state.show_text(_ALL_DONE, "circle-check", "good")

    def _show_key(self, key: OwnKey, step: Step) -> None:
        self._forget()
        self.sheet_page.show_key(key)
        self.public_page.show_key(key)
        self._go(step)

    def _forget(self) -> None:
        self.name_page.forget()
        self.restore_page.forget()

    def _go(self, step: Step) -> None:
        self._step = step
        for each, page in self._pages.items():
            page.setVisible(each is step)
        self.area.verticalScrollBar().setValue(0)
        self._steps.setVisible(step is not Step.RESTORE)
        if step is not Step.RESTORE:
            self._steps.show_step(step)
        self.job.notices.clear()
        self.state.show_text(*_STATES[step])
        self.next_button.setText(_VERBS[step])
        is_made = step in {Step.SHEET, Step.PUBLIC}
        self.close_button.setText("Sluiten" if is_made else "Annuleren")
        self.close_button.setVisible(step is not Step.PUBLIC)
        self._focus_first()

    def _focus_first(self) -> None:
        {
            Step.NAME: self.name_page.naam,
            Step.SHEET: self.sheet_page.print_button,
            Step.PUBLIC: self.public_page.save_button,
            Step.RESTORE: self.restore_page.lines,
        }[self._step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.next_button.clicked.connect(self.next)
        self.close_button.clicked.connect(self.reject)
        self.name_page.restore_requested.connect(lambda: self._go(Step.RESTORE))
        self.restore_page.back_requested.connect(lambda: self._go(Step.NAME))
        self.public_page.kept.connect(self._on_kept)
        self.job.busy_changed.connect(self._on_busy)

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        if busy:
            self._began_at = self._step, self.focusWidget()
        for part in (self.next_button, self.close_button, *self._pages.values()):
            part.setEnabled(not busy)
        if busy:
            return
        # What is disabled loses the keyboard, and cannot be given it before work has ended.
        step, control = self._began_at
        if step is self._step and control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_first()

    def _lay_out(self) -> None:
        self.column.addWidget(self._steps)
        for page in self._pages.values():  # one of them is shown, and only that one takes room
            self.add_part(page, 1)
        self.foot.addWidget(self.state)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        buttons.addWidget(self.close_button)
        self.foot.addLayout(buttons)
