"""The list of projects: find one, see where all of them stand, open it."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.job import Runner
from ui.pages.project_board import ProjectBoard
from ui.pages.project_facets import ProjectFacets
from ui.pages.project_filter import ProjectFilter
from ui.pages.project_heading import ProjectHeading
from ui.pages.project_work import PAINTING, ProjectWork
from ui.theme import GRID, Theme
from vvdesk.project_list import ProjectList, Volgorde, Wens, read_list

_REPAINT_AFTER, _LIST_AGAIN_AFTER = 400, 1000
"""Milliseconds after counts came in: to paint them, and to filter and order by them again."""
_BEGIN_AFTER = 100
"""Milliseconds from showing the page to the work beside it: painting comes first."""
_BY_COUNTS = {Volgorde.VOLLEDIG, Volgorde.BEVINDINGEN}


class ProjectListPage(QWidget):
    """De lijst van projecten, per speerpunt en cluster.

    Signals:
        opened(str): This project's fiche is wanted.
        export_requested(object): These projects (a list of codes) are to be exported.

    Args:
        live_desk: The open file.
        runner: Reads texts and counts findings beside the window.
        chips: Draws statuses.
        icons: For filter, buttons and findings.
        theme: Where the colours come from.
    """

    opened = Signal(str)
    export_requested = Signal(object)

    def __init__(
        self,
        live_desk: LiveDesk,
        runner: Runner,
        chips: StatusChips,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._runner, self._is_started = live_desk, runner, False
        self._heading = ProjectHeading(icons, self)
        self._projects = _read(live_desk)
        self._work = self._new_work()
        self._filter = ProjectFilter(icons, self)
        is_central = live_desk.desk.entiteit is None
        self._facets = ProjectFacets(live_desk.desk.referentie.lists, is_central, self)
        self._board = ProjectBoard(self._projects, chips, icons, theme, is_central, self)
        self._repaint = _timer(_REPAINT_AFTER, self._on_counts_in, self)
        self._again = _timer(_LIST_AGAIN_AFTER, self._on_counts_settled, self)
        self._lay_out()
        self._connect()
        self._list()
        self._board.mark(live_desk.project)

    def focus_filter(self) -> None:
        """Put the keyboard in the filter, with what stands there selected."""
        self._filter.setFocus()
        self._filter.selectAll()

    def show_only(self, title: str, projects: Iterable[str]) -> None:
        """Show these projects only; `title` says which they are."""
        self._filter.clear()
        self._facets.narrow_to(title, projects)
        self._board.view.setFocus()

    def neighbour(self, project: str, steps: int) -> str | None:
        """Return the project so many steps further in the order shown.

        Args:
            project: Where to count from; when it is not shown, the whole list counts by code.
            steps: Negative for back.
        """
        return self._board.neighbour(project, steps)

    def listed(self) -> list[str]:
        """Return the codes of what is shown, from top to bottom."""
        return [self._projects.codes[row] for row in self._board.order()]

    def reload(self) -> None:
        """Read everything anew, after something outside the desk changed the file."""
        self.stop()
        self._projects = _read(self._live)
        self._work = self._new_work()
        self._list()
        self._begin()

    def stop(self) -> None:
        """Stop what works beside the window; before the file is closed."""
        for each in (self._repaint, self._again, self._work):
            each.stop()
        self._work.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show what was edited meanwhile, and begin to count once the list stands there."""
        super().showEvent(event)
        self._work.hold(is_hidden=False)
        self._catch_up()
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the interpreter to the page that is looked at now."""
        super().hideEvent(event)
        self._work.hold(is_hidden=True)

    def _begin(self) -> None:
        if self.isVisible() and not self._is_started:
            self._is_started = True
            self._board.centre()
            QTimer.singleShot(_BEGIN_AFTER, self._work, self._work.start)

    def _new_work(self) -> ProjectWork:
        self._is_started = False
        work = ProjectWork(self._live, self._projects, self._runner, self)
        work.index_ready.connect(self._on_index_ready)
        work.counted.connect(self._on_counted)
        work.progressed.connect(self._heading.show_progress)
        work.finished.connect(self._on_work_finished)
        return work

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for widget in (self._filter, self._facets, self._heading):
            layout.addWidget(widget)
        layout.addWidget(self._board, 1)
        above = (*self._facets.controls(), *self._heading.controls())
        _tab_through(self._filter, *above, self._board.view)
        self.setFocusProxy(self._filter)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._list)
        self._filter.entered.connect(self._board.enter)
        self._filter.chosen.connect(self._on_chosen)
        self._facets.changed.connect(self._list)
        self._heading.order_changed.connect(self._list)
        self._heading.export_requested.connect(lambda: self.export_requested.emit(self.listed()))
        self._heading.fold_requested.connect(lambda is_open: self._list(fold=is_open))
        self._board.scrolled.connect(lambda: self._work.give_way())  # noqa: PLW0108 - it may be new
        self._board.order_requested.connect(self._heading.order_by)
        self._board.opened.connect(self.opened)
        self._board.typed.connect(self._filter.type_on)
        self._board.left_upwards.connect(self._filter.setFocus)
        self._board.clear_requested.connect(self._on_clear)
        self._live.shown.connect(self._board.mark)
        self._live.edited.connect(self._on_edited)
        self._live.findings_changed.connect(self._on_edited)

    def _wens(self) -> Wens:
        return self._facets.wens(self._filter.text())

    def _list(self, *_: object, fold: bool | None = None) -> None:
        """Show what is wished, in the order that is wished; the cursor stays on its project."""
        self._work.give_way()
        wens, heading = self._wens(), self._heading
        rows = self._projects.listed(wens, self._work.index)
        heading.show_count(len(rows), len(self._projects))
        self._board.show_order(heading.volgorde, descending=heading.descending)
        if rows:
            groups = self._projects.arranged(rows, heading.volgorde, descending=heading.descending)
            filtered = wens != Wens()
            self._board.show_groups(self._projects, groups, is_filtered=filtered, fold=fold)
        else:
            self._board.show_nothing(self._projects, wens, self._work.lacking(wens))

    def _catch_up(self) -> None:
        """Take over what was edited since the list was last looked at."""
        was_edited, has_changed = self._work.catch_up()
        if has_changed or (was_edited and self._wens() != Wens()):
            self._list()
        self._board.refresh()

    def _on_chosen(self) -> None:
        if listed := self.listed():
            self.opened.emit(self._board.at_hand() or listed[0])

    def _on_clear(self) -> None:
        self._filter.setFocus()
        self._facets.clear()
        self._filter.clear()

    def _on_edited(self, project: str, _paths: object = None) -> None:
        self._work.note(project)
        if self.isVisible():
            self._catch_up()

    def _on_index_ready(self) -> None:
        if self._filter.text():
            self._list()

    def _on_counted(self) -> None:
        _start(self._repaint)
        if self._depends_on_counts():
            _start(self._again)

    def _on_work_finished(self) -> None:
        self._heading.show_progress(0, 0)
        self._on_counts_settled()

    def _on_counts_in(self) -> None:
        self._work.give_way(PAINTING)
        self._board.refresh()

    def _on_counts_settled(self) -> None:
        self._board.refresh()
        if self._depends_on_counts():
            self._list()

    def _depends_on_counts(self) -> bool:
        wens = self._wens()
        return bool(wens.text) or wens.asks_counts or self._heading.volgorde in _BY_COUNTS


def _tab_through(*widgets: QWidget) -> None:
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def _timer(wait: int, act: Callable[[], object], parent: QWidget) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=wait)
    timer.timeout.connect(act)
    return timer


def _start(timer: QTimer) -> None:
    if not timer.isActive():
        timer.start()


def _read(live: LiveDesk) -> ProjectList:
    desk = live.desk
    with desk.workspace.connection() as connection:
        return read_list(connection, desk.meetmoment.id, desk.referentie.lists)
