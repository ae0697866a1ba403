"""Long lists of a comparison: rows of one height, columns that share the width there is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme import GRID

_LEAST_ROWS = 5


class MomentsTable(QTableView):
    """Een lijst van duizenden rijen; Enter leidt verder.

    Signals:
        row_changed(int): The keyboard stands on another row; -1 for none.
        opened(QModelIndex): Enter or a double click on this cell.

    Args:
        model: What it shows.
        name: What it is called, for a screen reader.
        shares: How the columns share the width, one figure each; 0 for one that has a sample.
        samples: Column to the longest text that must be read whole.
    """

    row_changed = Signal(int)
    opened = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        shares: Sequence[int],
        samples: Mapping[int, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shares, self._samples = tuple(shares), dict(samples)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(f"QTableView::item {{ padding: 0 {GRID // 2}px; }}")
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.modelReset.connect(self._on_reset)
        self.doubleClicked.connect(self.opened)
        self._fit()

    def enter(self) -> None:
        """Put the keyboard here, on the row at hand or else the first."""
        self._have_a_row()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open on Enter; Ctrl+C copies the row, a tab between its cells."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif is_enter and not modifiers and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have a row to begin at, so that the focus can be seen."""
        self._have_a_row()
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _have_a_row(self) -> None:
        if not self.currentIndex().isValid() and self.model().rowCount():
            flags = QItemSelectionModel.SelectionFlag
            first = self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)

    def _copy(self) -> None:
        row, model = self.currentIndex().row(), self.model()
        if row >= 0:
            texts = [str(model.index(row, at).data() or "") for at in range(model.columnCount())]
            QGuiApplication.clipboard().setText("\t".join(texts))

    def _fit(self) -> None:
        """Give all rows one height: measuring each takes too long where there are thousands."""
        line = max(self.fontMetrics().height() + GRID, 3 * GRID)
        self.verticalHeader().setDefaultSectionSize(line)
        self.setMinimumHeight((_LEAST_ROWS + 1) * line + 2 * GRID)
        self._share()

    def _share(self) -> None:
        metrics, whole = self.fontMetrics(), sum(self._shares)
        taken = {
            column: metrics.horizontalAdvance(text) + 3 * GRID
            for column, text in self._samples.items()
        }
        left = max(self.viewport().width() - sum(taken.values()), 0)
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, taken.get(column, left * share // whole))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.row_changed.emit(index.row() if index.isValid() else -1)

    def _on_reset(self) -> None:
        if self.hasFocus():
            self._have_a_row()
        self.row_changed.emit(self.currentIndex().row())
