"""The questions at one place of the fiche, and the box to ask another."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.forms.question_answer import Draft
from ui.forms.question_ask import AskBox
from ui.forms.question_line import Looks, Manner, QuestionLine
from ui.theme import GRID
from vvdesk.question_list import ListedVraag


class QuestionLines(QWidget):
    """De vragen bij één veld, of bij wat geen veld van het formulier is.

    Signals:
        answered(object, object, str): As `QuestionLine`; so are the next four.
        closed(object, str): As `QuestionLine`.
        reopened(object): As `QuestionLine`.
        drafted(str, object): As `QuestionLine`.
        place_requested(object): As `QuestionLine`.
        asked(str, str): A question for the field at this path.

    Args:
        looks: What questions are drawn with.
        with_place: Whether each says where it belongs.
    """

    answered = Signal(object, object, str)
    closed = Signal(object, str)
    reopened = Signal(object)
    drafted = Signal(str, object)
    place_requested = Signal(object)
    asked = Signal(str, str)

    def __init__(
        self, looks: Looks, *, with_place: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._looks, self._with_place = looks, with_place
        self._shown: tuple[object, ...] = ()
        self._ask: AskBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self.hide()

    def show_questions(
        self,
        found: Sequence[ListedVraag],
        manner: Manner,
        me: str,
        drafts: Mapping[str, Draft],
    ) -> None:
        """Show these questions; lines that stay the same stay as they are.

        Args:
            found: From top to bottom.
            manner: What can be done with them.
            me: Who works here.
            drafts: Id of a question to the answer that is being typed.
        """
        wanted = (*found, manner)
        if wanted == self._shown:
            return
        self._shown = wanted
        was_here = any(
            each.hasFocus() for line in self.lines() for each in line.findChildren(QWidget)
        )
        for line in self.lines():
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, vraag in enumerate(found):
            line = QuestionLine(
                vraag, self._looks, manner, me, drafts.get(vraag.id),
                with_place=self._with_place, parent=self,
            )  # fmt: skip
            line.answered.connect(self.answered)
            line.closed.connect(self.closed)
            line.reopened.connect(self.reopened)
            line.drafted.connect(self.drafted)
            line.place_requested.connect(self.place_requested)
            self._column.insertWidget(place, line)
            line.show()
        self.setVisible(bool(found) or self._ask is not None)
        if was_here and found:
            self.lines()[0].begin()

    def lines(self) -> list[QuestionLine]:
        """Return the lines, from top to bottom."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, QuestionLine)]

    def begin(self, path: str, about: str) -> None:
        """Open the box to ask something.

        Args:
            path: The field, as in a dump.
            about: What it is called by people.
        """
        self.end()
        self._ask = AskBox(about, self)
        self._ask.asked.connect(lambda text: self.asked.emit(path, text))
        self._ask.left.connect(self.end)
        self._column.addWidget(self._ask)
        self.show()
        self._ask.show()
        self._ask.begin()

    def end(self) -> None:
        """Close the box to ask, if it is open."""
        if self._ask is not None:
            self._column.removeWidget(self._ask)
            self._ask.hide()
            self._ask.deleteLater()
            self._ask = None
            self.setVisible(bool(self.lines()))
