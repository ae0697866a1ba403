"""The tree of projects on the screen: its columns, its keys, and which groups are open."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from ui.pages.project_delegate import ProjectDelegate
from ui.pages.project_tree import (
    BEVINDINGEN,
    ENTITEIT,
    HEADERS,
    PROJECT,
    STAAT,
    STATUS,
    VOLLEDIG,
    GroupKey,
    ProjectTree,
)
from ui.theme import GRID

MOST_OPEN = 400
"""Projects; a longer list begins with its groups closed."""
_MOST_UNFOLDED = 3000
"""Projects; of a longer list only the speerpunten open at once: all would stop the window."""
_LEAST_TITLE = 40
"""Signs of a title; the columns of least use make room for it."""
_DISPENSABLE = (STAAT, ENTITEIT, VOLLEDIG, BEVINDINGEN, STATUS)


class ProjectView(QTreeView):
    """De boom van speerpunten, clusters en projecten.

    Signals:
        opened(str): Enter or a double click on this project.
        typed(str): A letter was typed, meant for the filter.
        left_upwards(): Up on the first row.
        cleared(): Esc.

    Args:
        tree: What it shows.
        delegate: Who paints it.
        without: Columns that say nothing in this file.
    """

    opened = Signal(str)
    typed = Signal(str)
    left_upwards = Signal()
    cleared = Signal()

    def __init__(
        self,
        tree: ProjectTree,
        delegate: ProjectDelegate,
        without: frozenset[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tree, self._delegate, self._without = tree, delegate, without
        self._open: dict[GroupKey, bool] = {}
        self._restoring = self._remembers = False
        self.setAccessibleName("Projecten")
        self.setModel(tree)
        self.setItemDelegate(delegate)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(PROJECT, QHeaderView.ResizeMode.Stretch)
        head.setSectionsMovable(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        self.doubleClicked.connect(self._on_double_clicked)
        self.expanded.connect(lambda index: self._note(index, is_open=True))
        self.collapsed.connect(lambda index: self._note(index, is_open=False))

    def restore(self, count: int, *, is_filtered: bool, fold: bool | None = None) -> None:
        """Open and close the groups again after the tree shows others.

        That is cheap as long as Qt has not laid the new rows out.

        Args:
            count: How many projects it shows; many stay closed.
            is_filtered: What was found is opened, and what is done to it is not remembered.
            fold: Open or close every group; None for as they were.
        """
        self._restoring, self._remembers = True, not is_filtered
        usual = count <= MOST_OPEN
        for index in self._tree.groups():
            key = self._tree.key_at(index)
            known = usual if is_filtered else self._open.get(key, usual)
            if fold is not None:
                known = fold and (count <= _MOST_UNFOLDED or len(key) == 1)
            if fold is not None and self._remembers:
                self._open[key] = known
            self.setFirstColumnSpanned(index.row(), index.parent(), True)
            self.setExpanded(index, known)
        self._restoring = False

    def choose(self, row: int | None) -> None:
        """Put the cursor on a project, and open the groups around it; on nothing for None."""
        index = QModelIndex() if row is None else self._tree.index_of(row)
        if not index.isValid():
            self.selectionModel().clear()
            return
        for around in (index.parent().parent(), index.parent()):
            if not self.isExpanded(around):
                self._restoring = True
                self.setExpanded(around, True)
                self._restoring = False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def fit_columns(self) -> None:
        """Give each column its width; in a narrow window the least useful ones go."""
        self.setIndentation(self._side() + GRID)
        room = self.viewport().width()
        least = self.fontMetrics().averageCharWidth() * _LEAST_TITLE
        widths = {
            column: self._delegate.width(column, self.font())
            for column in range(len(HEADERS))
            if column != PROJECT and column not in self._without
        }
        for column in _DISPENSABLE:
            if sum(widths.values()) + least <= room:
                break
            widths.pop(column, None)
        for column in range(len(HEADERS)):
            if column != PROJECT:
                self.setColumnHidden(column, column not in widths)
                self.setColumnWidth(column, widths.get(column, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open, go back to the filter, or walk as any tree does."""
        key, current = event.key(), self.currentIndex()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current.isValid():
            self._activate(current)
        elif key == Qt.Key.Key_Escape:
            self.cleared.emit()
        elif key == Qt.Key.Key_Up and not self.indexAbove(current).isValid():
            self.left_upwards.emit()
        elif _is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have a row to begin at, so that the focus can be seen."""
        if not self.currentIndex().isValid() and self._tree.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            first = self._tree.index(0, 0)
            self.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make room for the titles."""
        super().resizeEvent(event)
        self.fit_columns()

    def drawBranches(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground of the indentation as that of the row."""
        is_selected = self.selectionModel().isRowSelected(index.row(), index.parent())
        painter.fillRect(rect, self._delegate.ground(is_selected=is_selected, view=self))
        if not self._tree.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        picture = self._delegate.picture(
            name, "on_accent" if is_selected and self.hasFocus() else "text", self._side(), self
        )
        left = rect.right() + 1 - (self.indentation() + self._side()) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - self._side()) // 2, picture)

    def _side(self) -> int:
        """Return how large an arrow is."""
        return self.fontMetrics().height()

    def _activate(self, index: QModelIndex) -> None:
        if code := self._tree.code_at(index):
            self.opened.emit(code)
        else:
            self.setExpanded(index, not self.isExpanded(index))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if code := self._tree.code_at(index):
            self.opened.emit(code)

    def _note(self, index: QModelIndex, *, is_open: bool) -> None:
        if self._remembers and not self._restoring:
            self._open[self._tree.key_at(index)] = is_open


def _is_letter(event: QKeyEvent) -> bool:
    modifiers = Qt.KeyboardModifier
    with_command = event.modifiers() & (modifiers.ControlModifier | modifiers.AltModifier)
    return bool(event.text().strip()) and event.text().isprintable() and not with_command
