"""One question of the coordinator: what is asked, what was answered, and room to do something."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.forms.question_answer import AnswerBox, Draft
from ui.forms.question_closing import ClosingBox
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.model import Vraagstaat
from vvdesk.question_list import ListedVraag
from vvdesk.question_words import STATES

PICTURES = {
    Vraagstaat.OPEN: ("message-circle-question-mark", "waarschuwing"),
    Vraagstaat.BEANTWOORD: ("message-circle-reply", "aandachtspunt"),
    Vraagstaat.GESLOTEN: ("circle-check", "good"),
}
"""The shape and the colour of each state; its word always stands beside it."""
_ICON_SIZE = 16


class Manner(Enum):
    """What can be done with questions here."""

    READ = "lezen"
    ANSWER = "antwoorden"
    CLOSE = "sluiten"


@dataclass(frozen=True, slots=True)
class Looks:
    """What a question is drawn with.

    Attributes:
        icons: Where its icon comes from.
        theme: Its colours.
    """

    icons: Icons
    theme: Theme


class QuestionLine(QFrame):
    """Eén vraag, bij haar veld of in de lijst.

    Signals:
        answered(object, object, str): The `ListedVraag` gets this `Antwoordreden` and sentence.
        closed(object, str): The `ListedVraag` is to be closed, with this nota.
        reopened(object): The `ListedVraag` is to be opened again.
        drafted(str, object): What is being typed for the question with this id; see `Draft`.
        place_requested(object): The field of the `ListedVraag` is wanted.

    Args:
        vraag: The question.
        looks: See `Looks`.
        manner: What can be done.
        me: Who works here; a question of somebody else is closed with a nota.
        draft: What was being typed before; None for nothing.
        with_place: Whether it says where it belongs, and leads there.
    """

    answered = Signal(object, object, str)
    closed = Signal(object, str)
    reopened = Signal(object)
    drafted = Signal(str, object)
    place_requested = Signal(object)

    def __init__(
        self,
        vraag: ListedVraag,
        looks: Looks,
        manner: Manner,
        me: str,
        draft: Draft | None = None,
        *,
        with_place: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.vraag, self._looks = vraag, looks
        self.setAccessibleName(f"{STATES[vraag.staat]}: {vraag.asked}")
        self._first: QWidget | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(GRID // 2)
        self._lay_out()
        if with_place:
            self._lead_to_place()
        for said in (vraag.answered, vraag.closed):
            if said:
                self._column.addWidget(_label(said))
        if manner is Manner.ANSWER and vraag.staat is not Vraagstaat.GESLOTEN:
            self._offer_answer(draft, is_open=not with_place)
        elif manner is Manner.CLOSE:
            self._offer_closing(is_mine=vraag.gesteld_door == me)
        looks.theme.changed.connect(self._paint)
        self._paint()

    def begin(self) -> None:
        """Bring the keyboard to where it is answered or closed."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        """Put all that is said beside the picture, and the state at the end of the line."""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        line.setSpacing(GRID)
        self._picture = QLabel(self)
        self._picture.setAccessibleName(STATES[self.vraag.staat])
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._column, 1)
        self._column.addWidget(_label(f"{self.vraag.asked}: {self.vraag.tekst}"))
        self._state = QLabel(STATES[self.vraag.staat], self)
        line.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)

    def _lead_to_place(self) -> None:
        about = f"Over: {self.vraag.plaats}"
        if not self.vraag.pad:
            label = _label(about)
            label.setProperty("role", "hint")
            self._column.addWidget(label)
            return
        place = QPushButton(about)
        place.setProperty("role", "link")
        place.setToolTip("Ga naar dit veld")
        place.clicked.connect(lambda: self.place_requested.emit(self.vraag))
        self._column.addWidget(place, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_answer(self, draft: Draft | None, *, is_open: bool) -> None:
        box = AnswerBox(self.vraag, draft, self._looks.theme, is_open=is_open, parent=self)
        box.answered.connect(lambda reden, tekst: self.answered.emit(self.vraag, reden, tekst))
        box.drafted.connect(lambda typed: self.drafted.emit(self.vraag.id, typed))
        self._column.addWidget(box)
        self._first = box

    def _offer_closing(self, *, is_mine: bool) -> None:
        if self.vraag.staat is Vraagstaat.GESLOTEN:
            again = QPushButton("Heropenen")
            again.clicked.connect(lambda: self.reopened.emit(self.vraag))
            self._column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
            self._first = again
            return
        if self.vraag.staat is Vraagstaat.OPEN:
            went, waits = "Meegegeven; nog geen antwoord.", "Gaat mee met de volgende uitvraag."
            hint = _label(went if self.vraag.is_handed_out else waits)
            hint.setProperty("role", "hint")
            self._column.addWidget(hint)
        box = ClosingBox(self.vraag, is_mine=is_mine, theme=self._looks.theme, parent=self)
        box.closed.connect(lambda nota: self.closed.emit(self.vraag, nota))
        self._column.addWidget(box)
        self._first = box

    def _paint(self) -> None:
        """Take the colours of the look, and the size of the text beside it."""
        name, role = PICTURES[self.vraag.staat]
        size, ratio = max(_ICON_SIZE, self.fontMetrics().ascent()), self.devicePixelRatioF()
        self._picture.setPixmap(self._looks.icons.pixmap(name, role, size, ratio))
        colour = getattr(self._looks.theme.colours, role)
        self._state.setStyleSheet(f"color: {colour}; font-weight: 600;")


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
