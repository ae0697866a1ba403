"""The questions on the fiche in hand, each brought to its field of the form."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.desk import LiveDesk
from ui.forms.layout import part_of
from ui.forms.question_answer import Draft
from ui.forms.question_line import Looks, Manner
from ui.forms.question_lines import QuestionLines
from ui.forms.section_form import SectionForm
from ui.icons import Icons
from ui.notices import Tone
from ui.pages.questions_deeds import QuestionDeeds
from ui.pages.questions_strip import QuestionStrip
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.model import Vraagstaat
from vvdesk.question_list import ListedVraag, listed_questions, may_answer, may_ask
from vvdesk.question_words import place_name

_NOT_HERE = "Vragen stelt de coördinator, in het centrale bestand. Hier antwoord je erop."
_NOT_NOW = "In dit bestand kan nu niets gevraagd worden: het is alleen te lezen."


class FicheQuestions(QObject):
    """Houdt de vragen bij hun velden, en voert uit wat je ermee doet.

    Args:
        live: The open file.
        icons: For the questions.
        theme: For the questions.

    Attributes:
        strip: The questions that have no field in the form; stands above it.
    """

    def __init__(
        self, live: LiveDesk, icons: Icons, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._deeds = QuestionDeeds(live, self)
        self._looks = Looks(icons, theme)
        self._drafts: dict[str, Draft] = {}
        self._found: list[ListedVraag] = []
        self._form: SectionForm | None = None
        self._part = 0
        self.strip = QuestionStrip(self._looks)
        self._tie(self.strip.lines)
        self._deeds.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read the questions on the fiche in hand; those that are closed stand in the list only."""
        project, view = self._live.project, self._live.desk
        try:
            found = listed_questions(view, project) if project else []
        except VvdeskError:
            return  # what is shown stays; whoever stores something tells what is wrong
        self._found = [each for each in found if each.staat is not Vraagstaat.GESLOTEN]
        if self._form is not None:
            self.show_in(self._part, self._form)

    def show_in(self, part: int, form: SectionForm) -> None:
        """Show the questions of one part at the fields of its form."""
        if form is not self._form:
            self.strip.lines.end()
        self._part, self._form = part, form
        placed: dict[str, list[ListedVraag]] = {}
        for each in self._found:
            placed.setdefault(each.pad, []).append(each)
        for path, box in form.boxes.items():
            if path in placed or box.questions is not None:
                self._show(self._at(form, path), placed.get(path, []))
        others = [e for e in self._found if part_of(e.pad) == part and e.pad not in form.boxes]
        self._show(self.strip.lines, others)
        self.strip.setVisible(not self.strip.lines.isHidden())

    def begin(self, path: str, form: SectionForm) -> None:
        """Open the box for a question at the field at `path` of a form, or above the form."""
        if not may_ask(self._live.desk):
            sentence = _NOT_NOW if self._live.desk.entiteit is None else _NOT_HERE
            self._live.tell(sentence, Tone.WARNING)
            return
        has_field = path in form.boxes
        lines = self._at(form, path) if has_field else self.strip.lines
        about = place_name(path)
        lines.begin(path, about if path else "de hele fiche")
        if not has_field:
            self.strip.show()
        _into_sight(lines)

    def _at(self, form: SectionForm, path: str) -> QuestionLines:
        box = form.boxes[path]
        if box.questions is None:
            lines = QuestionLines(self._looks)
            box.take_questions(lines)
            self._tie(lines)
            return lines
        return box.questions

    def _show(self, lines: QuestionLines, found: list[ListedVraag]) -> None:
        view = self._live.desk
        manner = Manner.READ
        if may_ask(view):
            manner = Manner.CLOSE
        elif self._live.project and may_answer(view, self._live.project):
            manner = Manner.ANSWER
        lines.show_questions(found, manner, self._deeds.me, self._drafts)

    def _tie(self, lines: QuestionLines) -> None:
        lines.answered.connect(self._deeds.answer)
        lines.closed.connect(self._deeds.close)
        lines.reopened.connect(self._deeds.reopen)
        lines.drafted.connect(self._on_drafted)
        lines.place_requested.connect(
            lambda vraag: self._live.jump_requested.emit(vraag.project, vraag.pad)
        )
        lines.asked.connect(lambda path, text: self._on_asked(lines, path, text))

    def _on_asked(self, lines: QuestionLines, path: str, text: str) -> None:
        if self._deeds.ask(self._live.project, path, text):
            lines.end()
            self.strip.setVisible(not self.strip.lines.isHidden())

    def _on_drafted(self, vraag_id: str, draft: Draft | None) -> None:
        if draft is None:
            self._drafts.pop(vraag_id, None)
        else:
            self._drafts[vraag_id] = draft

    def _on_changed(self, project: str) -> None:
        if project == self._live.project:
            self.load()


def _into_sight(widget: QWidget) -> None:
    """Scroll to a widget after the layout made room for it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        found = area
        QTimer.singleShot(0, widget, lambda: found.ensureWidgetVisible(widget, 0, 2 * GRID))
