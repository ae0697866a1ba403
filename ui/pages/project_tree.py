"""The projects as Qt wants them: speerpunt, cluster, project, out of two flat lists of places."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vvdesk.number_words import counted
from vvdesk.project_counts import Counts
from vvdesk.project_list import Clustergroep, ProjectList, Speerpuntgroep, Volgorde

Index = QModelIndex | QPersistentModelIndex
PROJECT, STATUS, ENTITEIT, VOLLEDIG, BEVINDINGEN, STAAT = range(6)
HEADERS = ("Project", "Status", "Trekkende entiteit", "Volledig", "Bevindingen", "Staat")
ORDERS = (
    Volgorde.CODE,
    Volgorde.STATUS,
    Volgorde.ENTITEIT,
    Volgorde.VOLLEDIG,
    Volgorde.BEVINDINGEN,
    Volgorde.STAAT,
)
"""By what each column orders."""
_COLUMN_NAMES = {STATUS: "status", ENTITEIT: "entiteit", STAAT: "staat"}
_NOWHERE = QModelIndex()
_ROLES = Qt.ItemDataRole
_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _GROUP | Qt.ItemFlag.ItemNeverHasChildren

GroupKey = tuple[str, ...]
"""What a group is remembered by: speerpunt, or speerpunt and cluster."""


class ProjectTree(QAbstractItemModel):
    """Speerpunten with clusters with projects.

    The number in an index names its parent: 0 the root, then the speerpunten, then the clusters.
    So there is no object per project, and a filter replaces two short lists.

    Args:
        projects: What the rows of the groups point into.
    """

    def __init__(self, projects: ProjectList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.projects = projects
        self._groups: Sequence[Speerpuntgroep] = ()
        self._clusters: list[Clustergroep] = []
        self._first: list[int] = []
        self._above: list[int] = []

    def show_groups(self, groups: Sequence[Speerpuntgroep], projects: ProjectList) -> None:
        """Show other groups, or the same ones otherwise ordered."""
        self.beginResetModel()
        self.projects, self._groups = projects, groups
        self._clusters, self._first, self._above = [], [], []
        for place, group in enumerate(groups):
            self._first.append(len(self._clusters))
            self._clusters += group.clusters
            self._above += [place] * len(group.clusters)
        self.endResetModel()

    def row_at(self, index: Index) -> int | None:
        """Return the project's row in the list; None for a group."""
        cluster = int(index.internalId()) - 1 - len(self._groups)
        return self._clusters[cluster].rows[index.row()] if cluster >= 0 else None

    def code_at(self, index: Index) -> str:
        """Return the project's code; empty for a group or for nothing."""
        row = self.row_at(index) if index.isValid() else None
        return "" if row is None else self.projects.codes[row]

    def counts_at(self, index: Index) -> Counts | None:
        """Return how the project stands; None for a group, or while that is not known yet."""
        row = self.row_at(index)
        return None if row is None else self.projects.counts[row]

    def group_at(self, index: Index) -> tuple[str, int]:
        """Return the label of a group and how many projects it has."""
        if index.internalId() == 0:
            group = self._groups[index.row()]
            return group.label, group.count
        cluster = self._clusters[self._first[int(index.internalId()) - 1] + index.row()]
        return cluster.label, len(cluster.rows)

    def key_at(self, index: Index) -> GroupKey:
        """Return what a group is remembered by."""
        if index.internalId() == 0:
            return (self._groups[index.row()].key,)
        above = int(index.internalId()) - 1
        return self._groups[above].key, self._clusters[self._first[above] + index.row()].key

    def groups(self) -> list[QModelIndex]:
        """Return the indexes of all groups, a speerpunt before its clusters."""
        found = []
        for place, group in enumerate(self._groups):
            top = self.index(place, 0)
            found.append(top)
            found += [self.index(inside, 0, top) for inside in range(len(group.clusters))]
        return found

    def order(self) -> list[int]:
        """Return the rows of all projects, from top to bottom."""
        return [row for cluster in self._clusters for row in cluster.rows]

    def index_of(self, row: int) -> QModelIndex:
        """Return the index of a project; invalid when it is not shown."""
        for at, cluster in enumerate(self._clusters):
            if row in cluster.rows:
                return self.createIndex(cluster.rows.index(row), 0, 1 + len(self._groups) + at)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return an index; Qt's rule."""
        if not parent.isValid():
            return self.createIndex(row, column, 0)
        number = int(parent.internalId())
        if number == 0:
            return self.createIndex(row, column, 1 + parent.row())
        at = self._first[number - 1] + parent.row()
        return self.createIndex(row, column, 1 + len(self._groups) + at)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override] # Qt's other parent() has no argument
        """Return the group around an index; Qt's rule."""
        number = int(index.internalId()) if index.isValid() else 0
        if number == 0:
            return QModelIndex()
        if number <= len(self._groups):
            return self.createIndex(number - 1, 0, 0)
        at = number - 1 - len(self._groups)
        above = self._above[at]
        return self.createIndex(at - self._first[above], 0, 1 + above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the children; Qt's rule."""
        if not parent.isValid():
            return len(self._groups)
        number = int(parent.internalId())
        if number == 0:
            return len(self._groups[parent.row()].clusters)
        if number <= len(self._groups):
            return len(self._clusters[self._first[number - 1] + parent.row()].rows)
        return 0

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:  # noqa: N802 - Qt's name
        """Tell that every group has children: an empty one is not shown."""
        return not parent.isValid() or int(parent.internalId()) <= len(self._groups)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return len(HEADERS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell Qt that projects have nothing below them, which saves it most questions."""
        return _LEAF if int(index.internalId()) > len(self._groups) else _GROUP

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _ROLES.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> object:
        """Return what a cell says in words; the delegate draws it."""
        if role not in {_ROLES.DisplayRole, _ROLES.ToolTipRole, _ROLES.AccessibleTextRole}:
            return None
        row = self.row_at(index)
        if row is None:
            label, count = self.group_at(index)
            told = f"{label}, {counted(count, 'project', 'projecten')}"
            return told if index.column() == PROJECT else None
        if role == _ROLES.AccessibleTextRole and index.column() == PROJECT:
            return self._sentence(row)
        return self._cell(row, index.column())

    def _cell(self, row: int, column: int) -> str:
        if column == PROJECT:
            return f"{self.projects.codes[row]} {self.projects.columns['titel'][row]}"
        if column in _COLUMN_NAMES:
            return self.projects.text(_COLUMN_NAMES[column], row)
        counts = self.projects.counts[row]
        if counts is None:
            return "nog niet geteld"
        return f"{counts.percentage} %" if column == VOLLEDIG else in_words(counts)

    def _sentence(self, row: int) -> str:
        parts = [self._cell(row, PROJECT), self._cell(row, STATUS) or "geen status"]
        if (counts := self.projects.counts[row]) is not None:
            parts += [f"{counts.percentage} % volledig", in_words(counts)]
        return ", ".join(parts)


def in_words(counts: Counts) -> str:
    """Say what still has to be solved: "1 fout, 2 waarschuwingen"."""
    told = []
    if counts.fouten:
        told.append(counted(counts.fouten, "fout", "fouten"))
    if count := counts.waarschuwingen:
        told.append(counted(count, "waarschuwing", "waarschuwingen"))
    return ", ".join(told) or "geen"
