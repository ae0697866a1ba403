"""The list of fiches beside a trace: a meetmoment, a filter, and the projects per speerpunt."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.job import Job, Runner
from ui.pages.project_delegate import ProjectDelegate
from ui.pages.project_filter import ProjectFilter
from ui.pages.project_tree import HEADERS, PROJECT, ProjectTree
from ui.pages.project_view import ProjectView
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress
from vvdesk.model import Meetmoment
from vvdesk.plan.referentie import read_referentie
from vvdesk.project_list import ProjectList, Wens, read_list
from vvdesk.store.workspace import Workspace

_WITHOUT = frozenset(range(len(HEADERS))) - {PROJECT}


class _Moments(QComboBox):
    """A choice that the wheel does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class InquiryList(QWidget):
    """De fiches van één meetmoment.

    Signals:
        chosen(str, int): The fiche of this project at this meetmoment is looked at.
        opened(): Enter or a double click: the fiche itself is wanted.
        failed(str): The list cannot be read, and why.

    Args:
        workspace: The open store.
        moments: Its meetmomenten, earliest first.
        runner: Reads the list.
        icons: Where pictures come from.
        theme: Where colours come from.
    """

    chosen = Signal(str, int)
    opened = Signal()
    failed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        moments: Sequence[Meetmoment],
        runner: Runner,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._runner = workspace, runner
        self._project = ""
        self._is_choosing = False
        self._shown_for = 0
        self.moments, self.filter = _Moments(), ProjectFilter(icons)
        for each in reversed(moments):
            self.moments.addItem(each.naam, each.id)
        with workspace.connection() as connection:
            referentie = read_referentie(connection, moments[-1].id)
        self.tree = ProjectTree(ProjectList(_nothing(), referentie.lists))
        self._delegate = ProjectDelegate(StatusChips(referentie, theme), icons, theme, self)
        self.view = ProjectView(self.tree, self._delegate, _WITHOUT)
        self._count = QLabel()
        self._lay_out()
        self._connect()

    @property
    def moment_id(self) -> int:
        """The meetmoment in hand."""
        return int(self.moments.currentData())

    def begin(self) -> None:
        """Read the projects, when that was not done for this meetmoment."""
        if self._shown_for != self.moment_id:
            self._read()

    def mark(self, project: str, moment_id: int) -> None:
        """Put the cursor on a project without asking for it; on nothing for the empty text."""
        self._project = project
        if moment_id != self.moment_id:
            self.moments.setCurrentIndex(self.moments.findData(moment_id))
            self._read()
            return
        self._choose()

    def _lay_out(self) -> None:
        self.view.setHeaderHidden(True)
        self.moments.setAccessibleName("Meetmoment")
        caption = QLabel("&Meetmoment")
        caption.setProperty("role", "heading")
        caption.setBuddy(self.moments)
        self.filter.setPlaceholderText("Zoek een fiche")
        self.filter.setAccessibleName("Zoeken op code, titel, entiteit of status")
        self._count.setProperty("role", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for each in (caption, self.moments, self.filter):
            layout.addWidget(each)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._count)

    def _connect(self) -> None:
        self.moments.activated.connect(self._on_moment)
        self.filter.textChanged.connect(self._filter)
        self.filter.entered.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.filter.chosen.connect(self._open_first)
        self.view.typed.connect(self.filter.type_on)
        self.view.left_upwards.connect(self.filter.setFocus)
        self.view.cleared.connect(self.filter.clear)
        self.view.opened.connect(self._on_opened)
        self.view.selectionModel().currentChanged.connect(self._on_current)

    def _read(self) -> None:
        workspace, moment_id = self._workspace, self.moment_id
        self._shown_for = moment_id

        def task(_progress: Progress) -> tuple[int, ProjectList, list[str]]:
            with workspace.connection() as connection:
                lists = read_referentie(connection, moment_id).lists
                projects = read_list(connection, moment_id, lists)
            return moment_id, projects, projects.search_words()

        job = Job(task, self)
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._on_failed)
        self._runner.start(job)

    def _on_read(self, found: tuple[int, ProjectList, list[str]]) -> None:
        moment_id, projects, words = found
        if moment_id == self.moment_id:
            projects.take_words(words)
            self.tree.projects = projects
            self._filter()

    def _on_failed(self, error: Exception) -> None:
        self._shown_for = 0
        if not isinstance(error, VvdeskError):
            raise error
        self.failed.emit(str(error))

    def _filter(self) -> None:
        projects, wens = self.tree.projects, Wens(text=self.filter.text())
        rows = projects.listed(wens)
        self._is_choosing = True
        self.tree.show_groups(projects.arranged(rows), projects)
        self.view.restore(len(rows), is_filtered=bool(wens.text))
        self._is_choosing = False
        self._choose()
        one = "1 fiche" if len(rows) == 1 else f"{len(rows)} fiches"
        total = len(projects.codes)
        self._count.setText(f"{one} van {total}" if wens.text else one)

    def _choose(self) -> None:
        projects = self.tree.projects
        self._delegate.in_hand = self._project
        self._is_choosing = True
        row = projects.codes.index(self._project) if self._project in projects.codes else None
        self.view.choose(row)
        self._is_choosing = False
        self.view.viewport().update()

    def _on_moment(self) -> None:
        self._read()
        if self._project:
            self.chosen.emit(self._project, self.moment_id)

    def _on_current(self, current: QModelIndex | QPersistentModelIndex) -> None:
        code = "" if self._is_choosing else self.tree.code_at(current)
        if code and code != self._project:
            self._take(code)

    def _on_opened(self, code: str) -> None:
        if code != self._project:
            self._take(code)
        self.opened.emit()

    def _open_first(self) -> None:
        order = self.tree.order()
        if order:
            code = self.tree.projects.codes[order[0]]
            self._on_opened(self._project if self._is_listed(order) else code)

    def _is_listed(self, order: Sequence[int]) -> bool:
        codes = self.tree.projects.codes
        return any(codes[row] == self._project for row in order)

    def _take(self, code: str) -> None:
        self._project = code
        self._choose()
        self.chosen.emit(code, self.moment_id)


def _nothing() -> dict[str, list[str]]:
    """Return the columns of a list without projects."""
    names = ("code", "titel", "entiteit", "speerpunt", "cluster", "status", "staat")
    return {name: [] for name in names}
