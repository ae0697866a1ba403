"""Where the projects stand on the page: the tree, or why there is none to show."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.pages.project_delegate import ProjectDelegate
from ui.pages.project_nothing import NothingFound
from ui.pages.project_tree import ENTITEIT, ORDERS, ProjectTree
from ui.pages.project_view import ProjectView
from ui.theme import Theme
from vvdesk.project_list import ProjectList, Speerpuntgroep, Volgorde, Wens


class ProjectBoard(QStackedWidget):
    """De boom van projecten, met een cursor die bij zijn project blijft.

    Signals:
        opened(str): This project's fiche is wanted.
        typed(str): A letter was typed, meant for the filter.
        left_upwards(): Up on the first row.
        clear_requested(): Nothing is to be filtered any more.
        scrolled(): Other rows came into sight.
        order_requested(object): Order by this `Volgorde`, or turn it round.

    Args:
        projects: What is shown.
        chips: Draws statuses.
        icons: For findings.
        theme: Where the colours come from.
        is_central: The projects are of several entiteiten, which are shown then.
    """

    opened = Signal(str)
    typed = Signal(str)
    left_upwards = Signal()
    clear_requested = Signal()
    scrolled = Signal()
    order_requested = Signal(object)

    def __init__(
        self,
        projects: ProjectList,
        chips: StatusChips,
        icons: Icons,
        theme: Theme,
        is_central: bool,  # noqa: FBT001 - what kind of file it is
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._projects = projects
        self._tree = ProjectTree(projects, self)
        self._delegate = ProjectDelegate(chips, icons, theme, self)
        without = frozenset() if is_central else frozenset({ENTITEIT})
        self.view = ProjectView(self._tree, self._delegate, without, self)
        self.nothing = NothingFound(self)
        self.addWidget(self.view)
        self.addWidget(self.nothing)
        self.view.opened.connect(self.opened)
        self.view.typed.connect(self.typed)
        self.view.left_upwards.connect(self.left_upwards)
        self.view.cleared.connect(self.clear_requested)
        self.nothing.clear_requested.connect(self.clear_requested)
        self.view.verticalScrollBar().valueChanged.connect(lambda _at: self.scrolled.emit())
        self.view.header().sectionClicked.connect(
            lambda column: self.order_requested.emit(ORDERS[column])
        )
        theme.changed.connect(self._on_theme_changed)

    def show_groups(
        self,
        projects: ProjectList,
        groups: Sequence[Speerpuntgroep],
        *,
        is_filtered: bool,
        fold: bool | None,
    ) -> None:
        """Show other groups of projects.

        Args:
            projects: What their rows point into.
            groups: At least one.
            is_filtered: As `ProjectView.restore`.
            fold: As `ProjectView.restore`.
        """
        at_hand = self.at_hand()
        self._projects = projects
        self._tree.show_groups(groups, projects)
        count = sum(each.count for each in groups)
        self.view.restore(count, is_filtered=is_filtered, fold=fold)
        if at_hand and fold is not False:
            self.choose(at_hand)
        self.setCurrentWidget(self.view)

    def show_nothing(self, projects: ProjectList, wens: Wens, unready: str) -> None:
        """Say why there is nothing to show; arguments as `NothingFound.explain`."""
        self._projects = projects
        self._tree.show_groups((), projects)
        self.nothing.explain(wens, unready, is_empty=not projects.codes)
        self.setCurrentWidget(self.nothing)

    def show_order(self, volgorde: Volgorde, *, descending: bool) -> None:
        """Show in the head of the tree by what it is ordered."""
        orders = Qt.SortOrder
        direction = orders.DescendingOrder if descending else orders.AscendingOrder
        self.view.header().setSortIndicator(ORDERS.index(volgorde), direction)

    def order(self) -> list[int]:
        """Return the rows of what is shown, from top to bottom."""
        return self._tree.order()

    def neighbour(self, project: str, steps: int) -> str | None:
        """Return the project so many steps further; as `ProjectListPage.neighbour`."""
        order = self.order()
        row = self._projects.row(project)
        if row is None:
            return None
        if row not in order:
            order = list(range(len(self._projects)))
        at = order.index(row) + steps
        return self._projects.codes[order[at]] if 0 <= at < len(order) else None

    def at_hand(self) -> str:
        """Return the code of the project at the cursor; empty on a group or on nothing."""
        return self._tree.code_at(self.view.currentIndex())

    def choose(self, project: str) -> None:
        """Put the cursor on a project, if it is shown."""
        row = self._projects.row(project)
        if row is not None and self._tree.index_of(row).isValid():
            self.view.choose(row)

    def mark(self, project: str) -> None:
        """Mark the project whose fiche is in hand, and put the cursor on it."""
        self._delegate.in_hand = project
        self.choose(project)
        self.refresh()

    def enter(self) -> None:
        """Put the keyboard in the tree, on the project at hand or else the first."""
        if order := self.order():
            if not self.at_hand():
                self.view.choose(order[0])
            self.view.setFocus()

    def centre(self) -> None:
        """Scroll so that what stands around the project at hand can be seen."""
        self.view.scrollTo(self.view.currentIndex(), ProjectView.ScrollHint.PositionAtCenter)

    def refresh(self) -> None:
        """Paint again what is in sight."""
        self.view.viewport().update()

    def _on_theme_changed(self) -> None:
        self.view.fit_columns()
        self.view.doItemsLayout()
        self.view.scrollTo(self.view.currentIndex())
