"""Asking for the passphrase of a key, when something is going to be signed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.job import Job, Runner
from ui.pages.key_wizard_field import PassphraseField
from ui.pages.question import Question, text_label
from ui.text_dialog import TextDialog
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.sealing.keys import KeyFolder, OwnKey

_CHARACTERS = 68


class PassphraseDialog(TextDialog):
    """Vraagt de wachtzin van een sleutel en opent die; blijft open zolang ze niet past.

    Signals:
        unlocked(object): The `SecretKey`; the dialog closes.

    Args:
        folder: The keys.
        key: Which one.
        runner: Opens it beside the window.
        icons: For shapes.
        theme: For colours.
        parent: The window it belongs to.
    """

    unlocked = Signal(object)

    def __init__(
        self,
        folder: KeyFolder,
        key: OwnKey,
        runner: Runner,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_CHARACTERS, parent)
        self.setWindowTitle("Wachtzin van de sleutel")
        self._folder, self._key, self._runner = folder, key, runner
        self._is_busy = False
        self.field = PassphraseField(icons)
        self._question = Question("Wachtzin", "", self.field, theme, icons)
        self.open_button = QPushButton("Ondertekenen")
        self.open_button.setProperty("role", "primary")
        self.open_button.setDefault(True)
        self.cancel_button = QPushButton("Annuleren")
        self._lay_out()
        self.field.changed.connect(lambda: self._question.tell(""))
        self.open_button.clicked.connect(self.unlock)
        self.cancel_button.clicked.connect(self.reject)
        self.field.line.setFocus()

    @property
    def problem(self) -> str:
        """What is wrong; empty for nothing."""
        return self._question.problem

    def unlock(self) -> None:
        """Try what was typed."""
        passphrase = self.field.passphrase
        if self._is_busy:
            return
        if not passphrase:
            self._question.tell("Geef de wachtzin van deze sleutel.")
            self.field.line.setFocus()
            return
        path = self._key.path
        job = Job(lambda _progress: self._folder.unlock(path, passphrase), self)
        job.succeeded.connect(self._on_unlocked)
        job.failed.connect(self._on_failed)
        job.finished.connect(lambda: self._show_busy(False))
        self._show_busy(True)
        self._runner.start(job)

    def done(self, result: int) -> None:
        """Close, and forget what was typed."""
        self.field.clear()
        super().done(result)

    def _on_unlocked(self, key: object) -> None:
        self.unlocked.emit(key)
        self.done(QDialog.DialogCode.Accepted)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self._show_busy(False)
        self._question.tell(str(error))
        self.field.line.setFocus()
        self.field.line.selectAll()

    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - of a signal
        self._is_busy = busy
        self.field.setEnabled(not busy)
        self.open_button.setEnabled(not busy)
        self.open_button.setText("Sleutel openen…" if busy else "Ondertekenen")

    def _lay_out(self) -> None:
        key = self._key
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label("Ondertekenen met je sleutel", "heading"))
        column.addWidget(text_label(f"{key.naam} · sleutel {key.key_id}", "hint"))
        column.addWidget(self._question)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.cancel_button)
        column.addLayout(buttons)
