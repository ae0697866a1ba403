"""The meetmoment itself: its name and days, stored when a field is left, and opening the next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.job import Runner
from ui.pages.question import Question
from ui.pages.reading_column import ReadingColumn
from ui.pages.uitvraag_deeds import Settling
from ui.pages.uitvraag_next import NextMoment
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.meetmoment_settings import MEETMOMENT, is_handed_out, read_list

_SIGNS = 90
"""How wide the form is, in average signs."""


class MomentSection(QWidget):
    """Naam, peildatum en deadline van het meetmoment, en het volgende.

    Signals:
        opened(str): The next meetmoment was opened; its name.

    Args:
        settling: Changes it.
        runner: Runs long work.
        icons: For buttons.
        theme: For colours.
    """

    opened = Signal(str)

    def __init__(
        self,
        settling: Settling,
        runner: Runner,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settling = settling
        self.lines: dict[str, QLineEdit] = {}
        self.questions: dict[str, Question] = {}
        self._stored: dict[str, str] = {}
        for veld in MEETMOMENT.velden:
            line = self.lines[veld.naam] = QLineEdit()
            line.editingFinished.connect(lambda naam=veld.naam: self._on_left(naam))
            self.questions[veld.naam] = Question(veld.label, veld.hint, line, theme, icons)
        self.open_next = QPushButton(icons.get("calendar-plus"), "Volgend meetmoment openen…")
        self.next = NextMoment(settling, runner, icons, theme)
        self.next.hide()
        self._lay_out()
        self.open_next.clicked.connect(self._on_open_next)
        self.next.cancelled.connect(self._on_cancelled)
        self.next.opened.connect(self.opened)

    def begin(self) -> None:
        """Show what the meetmoment says now."""
        desk, moment = self._settling.live.desk, self._settling.moment
        locked, row = self._settling.locked, read_list(desk.workspace, moment.naam, MEETMOMENT)[0]
        for veld, value in zip(MEETMOMENT.velden, row.waarden, strict=True):
            line = self.lines[veld.naam]
            self._stored[veld.naam] = str(value)
            line.setText(str(value))
            fixed = veld.naam == "naam" and is_handed_out(desk.workspace, moment.naam)
            line.setReadOnly(bool(locked) or fixed)
            line.setProperty("readOnlyLook", line.isReadOnly())
            line.style().unpolish(line)
            line.style().polish(line)
            self.questions[veld.naam].tell("")
        is_last = desk.workspace.meetmomenten()[-1].id == moment.id
        self.open_next.setVisible(is_last and not desk.workspace.read_only)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(2 * GRID)
        for question in self.questions.values():
            inside.addWidget(question)
        content = ReadingColumn(_SIGNS)
        column = content.column
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(wrapped_label(MEETMOMENT.titel, "heading"))
        column.addWidget(wrapped_label(MEETMOMENT.hint, "hint"))
        column.addWidget(card)
        column.addWidget(self.next)
        row = WrappingRow()
        row.addWidget(self.open_next)
        column.addLayout(row)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)

    def _on_left(self, naam: str) -> None:
        line = self.lines[naam]
        if line.isReadOnly() or line.text() == self._stored[naam]:
            self.questions[naam].tell("")
            return
        problem = self._settling.change(MEETMOMENT, "", naam, line.text())
        self.questions[naam].tell(problem)
        if not problem:
            desk, moment = self._settling.live.desk, self._settling.moment
            row = read_list(desk.workspace, moment.naam, MEETMOMENT)[0]
            names = [veld.naam for veld in MEETMOMENT.velden]
            self._stored[naam] = str(row.waarden[names.index(naam)])
            line.setText(self._stored[naam])

    def _on_open_next(self) -> None:
        self.open_next.hide()
        self.next.begin()
        self.next.show()

    def _on_cancelled(self) -> None:
        self.next.hide()
        self.open_next.show()
        self.open_next.setFocus()
