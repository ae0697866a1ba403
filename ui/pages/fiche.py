"""The page on which one fiche is filled in: parts, the form beside them, problems below."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.forms.layout import LAYOUT, Part, part_of
from ui.forms.section_form import SectionForm
from ui.icons import Icons
from ui.pages.band import CompletenessFoot
from ui.pages.missing_menu import missing_menu
from ui.pages.problems import ProblemsPanel
from ui.pages.questions_fiche import FicheQuestions
from ui.pages.returned_note import ReturnedNote
from ui.pages.section_list import SectionList, part_states
from ui.theme import Theme
from vvdesk.day_words import moment_in_words
from vvdesk.rules import Gewogen

_LIST_WIDTH = 300
_PANEL_HEIGHT = 180
MakeForm = Callable[[Part, QWidget], SectionForm]
"""Makes the form of one part, when it is first shown."""


class FichePage(QWidget):
    """Het formulier van de fiche in de hand.

    Signals:
        entered(str): The keyboard came to the field at this path.
        versions_requested(): The list of versions is wanted.

    Args:
        live: The open file.
        make_form: See `MakeForm`.
        icons: For the list and the panel.
        theme: For the list and the panel.
    """

    entered = Signal(str)

    def __init__(
        self,
        live: LiveDesk,
        make_form: MakeForm,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._make_form = live, make_form
        self._changed: tuple[datetime, str] | None = None
        self._forms: dict[int, SectionForm] = {}
        self._shown_locked: str | None = None
        self._stale: set[int] = set()
        self.parts = SectionList(icons, theme)
        self.foot = CompletenessFoot(theme)
        self.problems = ProblemsPanel(icons, theme)
        self._stack = QStackedWidget()
        self._questions = FicheQuestions(live, icons, theme, self)
        self._returned = ReturnedNote(live, icons, theme)
        _lay_out(self, (self._returned, self._questions.strip), self._stack)
        self._findings = QTimer(self, singleShot=True, interval=0)
        self._findings.timeout.connect(self._show_findings)
        self.parts.chosen.connect(self._on_part_chosen)
        self.problems.jump_requested.connect(self.show_path)
        self.problems.explained.connect(live.explain)
        self.problems.closed.connect(lambda: self.problems.setVisible(False))
        self.foot.missing.clicked.connect(self._show_missing)
        live.shown.connect(self._on_shown)
        live.edited.connect(self._on_edited)
        live.findings_changed.connect(self._on_findings_changed)
        live.read_only_changed.connect(self._on_read_only_changed)
        for place, part in enumerate(LAYOUT, start=1):
            keys = QShortcut(QKeySequence(f"Ctrl+{part.number or place}"), self)
            keys.setContext(Qt.ShortcutContext.WindowShortcut)
            keys.activated.connect(lambda at=place - 1: self.choose_part(at))

    @property
    def part(self) -> int:
        """The place in `LAYOUT` of the part that is shown."""
        return self.parts.currentIndex().row()

    def form(self) -> SectionForm | None:
        """Return the form that is shown; None before a fiche is in hand."""
        return self._forms.get(self.part)

    def choose_part(self, place: int) -> None:
        """Show another part and bring the keyboard to its first field."""
        self.parts.choose(place % len(LAYOUT))
        if (form := self.form()) is not None:
            form.focus_first()

    def show_path(self, path: str) -> None:
        """Show the part in which `path` sits and bring the keyboard to it."""
        self.parts.choose(part_of(path))
        form = self.form()
        if form is not None and not form.show_path(path):
            form.focus_first()

    def step_problem(self, steps: int) -> None:
        """Go to the next (or previous) problem as things are at this moment."""
        self._findings.stop()
        self._show_findings()
        self.problems.setVisible(True)
        self.problems.step(steps)

    def begin_question(self, path: str) -> None:
        """Open the box to ask something at the field at `path`; empty for the whole fiche."""
        self.parts.choose(part_of(path))
        form = self.form()
        if form is not None:
            self._questions.begin(path, form)

    def catch_up(self) -> None:
        """Show the questions as colleagues left them."""
        self._questions.load()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the questions as they are now: elsewhere some may be answered or closed."""
        super().showEvent(event)
        self._questions.load()

    def panes(self) -> tuple[QWidget, ...]:
        """Return where Ctrl+F6 brings the keyboard, in order."""
        form = self.form()
        return tuple(each for each in (self.parts, form, self.problems.view) if each is not None)

    def _on_shown(self, project: str) -> None:
        if not project:
            return
        self._changed = self._live.desk.latest_change(project)
        self._shown_locked = self._live.read_only_reason()
        self._stale = set(self._forms)
        self._returned.load()
        self._questions.load()
        self.parts.choose(max(self.part, 0))
        self._on_part_chosen(self.part)
        self._show_findings()

    def _on_part_chosen(self, place: int) -> None:
        if not self._live.project:
            return
        self._live.flush()
        if place not in self._forms:
            # A child of the stack from the start: moving it there would style all of it anew.
            form = self._make_form(LAYOUT[place], self._stack)
            form.entered.connect(self.entered)
            self._forms[place] = form
            self._stale.add(place)
            self._stack.addWidget(form)
        self._fill(place)
        self._stack.setCurrentWidget(self._forms[place])
        self._questions.show_in(place, self._forms[place])

    def _fill(self, place: int) -> None:
        if place in self._stale:
            self._stale.discard(place)
            self._forms[place].show_fiche()
            self._forms[place].show_findings(_by_path(self._live.problems(self._live.project)))

    def _on_edited(self, project: str, paths: frozenset[str]) -> None:
        if project == self._live.project:
            self._changed = datetime.now(UTC), self._live.whose
            for place, form in self._forms.items():
                if place not in self._stale:
                    form.follow(paths)

    def _on_findings_changed(self, project: str) -> None:
        if project == self._live.project:
            self._findings.start()

    def _on_read_only_changed(self) -> None:
        if not self._live.project:
            return
        self._returned.load()
        reason = self._live.read_only_reason()
        self.problems.may_edit = reason is None
        if reason != self._shown_locked:
            self._shown_locked = reason
            self._stale = set(self._forms)
            self._fill(self.part)

    def _show_findings(self) -> None:
        live = self._live
        if not live.project:
            return
        found = live.problems(live.project)
        self.problems.show_problems(found)
        by_path = _by_path(found)
        for place, form in self._forms.items():
            if place not in self._stale:
                form.show_findings(by_path)
        states = part_states(found, live.desk.completeness(live.project))
        self.parts.states.show_states(states)
        done, asked = sum(s.answered for s in states), sum(s.required for s in states)
        percentage = 100 * done // asked if asked else 100
        self.foot.show_state(percentage, asked - done, _in_words(self._changed))

    def _show_missing(self) -> None:
        """List what is not answered yet; choosing one goes there."""
        menu = missing_menu(self._live, self.show_path, self)
        menu.popup(self.foot.missing.mapToGlobal(self.foot.missing.rect().bottomLeft()))


def _in_words(changed: tuple[datetime, str] | None) -> str:
    if changed is None:
        return ""
    moment, wie = changed
    when = moment_in_words(moment, datetime.now().astimezone())
    return f"Laatst gewijzigd door {wie}, {when}"


def _by_path(found: Iterable[Gewogen]) -> dict[str, list[Gewogen]]:
    placed: dict[str, list[Gewogen]] = {}
    for each in found:
        placed.setdefault(each.finding.path, []).append(each)
    return placed


def _lay_out(page: FichePage, asked: tuple[QWidget, ...], stack: QWidget) -> None:
    """Put the parts at the left, what is asked and the form beside them, the problems below."""
    above = QSplitter(Qt.Orientation.Vertical)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(above)
    beside = QSplitter(Qt.Orientation.Horizontal)
    above.addWidget(beside)
    beside.addWidget(_column(page.parts, page.foot, roomy=page.parts))
    beside.addWidget(_column(*asked, stack, roomy=stack))
    beside.setStretchFactor(1, 1)
    beside.setSizes([_LIST_WIDTH, 900])
    beside.setChildrenCollapsible(False)
    above.addWidget(page.problems)
    above.setStretchFactor(0, 1)
    above.setSizes([600, _PANEL_HEIGHT])
    above.setChildrenCollapsible(False)


def _column(*widgets: QWidget, roomy: QWidget) -> QWidget:
    """Return widgets below each other; `roomy` gets what room is left."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    for each in widgets:
        column.addWidget(each, int(each is roomy))
    return made
