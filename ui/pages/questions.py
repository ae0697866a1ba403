"""The page with all questions of the open file: read one, deal with it, go to its field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.forms.question_answer import Draft
from ui.forms.question_line import Looks, Manner
from ui.forms.question_lines import QuestionLines
from ui.icons import Icons
from ui.pages.page_names import PROJECTS
from ui.pages.questions_deeds import QuestionDeeds
from ui.pages.questions_facets import QuestionFacets
from ui.pages.questions_model import QuestionsModel
from ui.pages.questions_view import QuestionsView
from ui.pages.scrolled import scroll_frameless
from ui.theme import GRID, Theme
from vvdesk.question_list import (
    ListedVraag,
    count_states,
    first_wanted,
    listed_questions,
    may_answer,
    may_ask,
    narrowed,
)

_WIDE = 100
"""Average signs across from which the question stands beside the list, not under it."""
_NONE_CENTRAL = (
    "Er zijn nog geen vragen.",
    "Stel er een bij een veld van een fiche; ze gaat mee met de volgende uitvraag.",
)
_NONE_DOSSIER = (
    "De coördinator stelde geen vragen.",
    "Vragen komen mee met de uitvraag en staan dan hier en bij hun veld.",
)
_NONE_HERE = ("Hier zijn geen vragen.", "Kies hierboven een andere staat of entiteit.")


class QuestionsPage(QWidget):
    """De vragen van de coördinator en de antwoorden erop.

    Signals:
        fiche_requested(str, str): The fiche of this project is wanted, at the field at this path.
        page_requested(str): Another page is wanted; its name in `ui.pages.page_names`.

    Args:
        live: The open file.
        icons: For the questions.
        theme: For the questions.
    """

    fiche_requested = Signal(str, str)
    page_requested = Signal(str)

    def __init__(
        self, live: LiveDesk, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._deeds = QuestionDeeds(live, self)
        self._drafts: dict[str, Draft] = {}
        self._all: list[ListedVraag] = []
        self._was_shown = False
        looks = Looks(icons, theme)
        self._model = QuestionsModel(self)
        self._is_central = live.desk.entiteit is None
        self.view = QuestionsView(self._model, looks, with_entiteit=self._is_central)
        self.facets = QuestionFacets(self)
        self.detail = QuestionLines(looks)
        self._title, self._text, self._hint = QLabel("Vragen"), QLabel(), QLabel()
        self._about, self._place = QLabel(), QLabel()
        self._to_field = QPushButton("Naar het veld")
        self.to_projects = QPushButton(icons.get("list-tree"), "Naar Projecten")
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Read the questions, and put the keyboard where work begins."""
        self._read()
        self._take_keyboard()

    def _read(self) -> None:
        """Read the questions anew; the first time, show what waits for who works here."""
        self._all = listed_questions(self._live.desk)
        self.facets.show_entiteiten(sorted({each.entiteit for each in self._all if each.entiteit}))
        if not self._was_shown:
            self._was_shown = True
            counts = count_states(self._all, "")
            self.facets.show_state(first_wanted(counts, is_central=self._is_central))
        self._list()

    def catch_up(self) -> None:
        """Read the questions anew after colleagues changed some; lines that are the same stay."""
        self._read()

    def _take_keyboard(self) -> None:
        """Begin at a question; where none is listed, at what brings some."""
        if self._stack.currentIndex() == 0:
            self.view.setFocus()
        elif self._all:
            self.facets.take_keyboard()
        else:
            self.to_projects.setFocus()

    def at_hand(self) -> ListedVraag | None:
        """Return the question that is looked at; None for none."""
        return self._model.at(self.view.at_hand())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the question beside the list where there is room, else under it."""
        super().resizeEvent(event)
        is_wide = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        self.setAccessibleName("Vragen")
        self._title.setProperty("role", "title")
        column.addWidget(self._title)
        column.addWidget(self.facets)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.view)
        self._split.addWidget(self._detail_area())
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._nothing())
        column.addWidget(self._stack, 1)

    def _detail_area(self) -> QScrollArea:
        inside = QFrame()
        inside.setProperty("role", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for label, role in ((self._about, "heading"), (self._place, "hint")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self._to_field, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(GRID)
        column.addWidget(self.detail)
        column.addStretch(1)
        area = QScrollArea()
        scroll_frameless(area)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _nothing(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(GRID)
        column.addStretch(1)
        for label, role in ((self._text, "heading"), (self._hint, "hint")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addWidget(self.to_projects, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return empty

    def _connect(self) -> None:
        self.facets.changed.connect(self._list)
        self.view.row_changed.connect(lambda _row: self._show_detail())
        self.view.opened.connect(lambda _row: self._go())
        self._to_field.clicked.connect(self._go)
        self.to_projects.clicked.connect(lambda: self.page_requested.emit(PROJECTS))
        self.detail.answered.connect(self._deeds.answer)
        self.detail.closed.connect(self._deeds.close)
        self.detail.reopened.connect(self._deeds.reopen)
        self.detail.drafted.connect(self._on_drafted)
        self._deeds.changed.connect(lambda _project: self._read())

    def _list(self) -> None:
        """List what is wanted; the keyboard stays at its question, else at the same height."""
        kept, row = self.at_hand(), self.view.at_hand()
        entiteit = self.facets.entiteit
        self.facets.show_counts(count_states(self._all, entiteit))
        rows = narrowed(self._all, self.facets.staat, entiteit)
        self._model.show_rows(rows)
        none = _NONE_CENTRAL if self._is_central else _NONE_DOSSIER
        text, hint = _NONE_HERE if self._all else none
        self._text.setText(text)
        self._hint.setText(hint)
        self.facets.setVisible(bool(self._all))
        self.to_projects.setVisible(not self._all)
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows:
            found = self._model.row_of(kept.id) if kept is not None else -1
            self.view.go_to(found if found >= 0 else min(max(row, 0), len(rows) - 1))
        self._show_detail()

    def _show_detail(self) -> None:
        vraag = self.at_hand()
        manner = Manner.READ
        if may_ask(self._live.desk):
            manner = Manner.CLOSE
        elif vraag is not None and may_answer(self._live.desk, vraag.project):
            manner = Manner.ANSWER
        shown = [] if vraag is None else [vraag]
        self.detail.show_questions(shown, manner, self._deeds.me, self._drafts)
        if vraag is not None:
            self._about.setText(
                f"{vraag.project} – {vraag.titel}" if vraag.titel else vraag.project
            )
            whose = f" · {vraag.entiteit}" if self._is_central and vraag.entiteit else ""
            self._place.setText(f"{vraag.plaats}{whose}")
            self._to_field.setText("Naar het veld" if vraag.pad else "Naar de fiche")

    def _go(self) -> None:
        vraag = self.at_hand()
        if vraag is not None:
            self.fiche_requested.emit(vraag.project, vraag.pad)

    def _on_drafted(self, vraag_id: str, draft: Draft | None) -> None:
        if draft is None:
            self._drafts.pop(vraag_id, None)
        else:
            self._drafts[vraag_id] = draft
