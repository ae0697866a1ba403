"""The table of a mijlpaal's life: words that came and went marked, statuses as chips."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.forms.status_chip import StatusChips
from ui.pages.life_model import HEADERS, REASON, STATUS, TARGET, TITLE, TOLD, Cell, Index, LifeModel
from ui.theme import GRID
from vvdesk.compare.wording import Part
from vvdesk.mijlpaal_life import Levensloop

_LIST = "mijlpaalstatus"
_SENTENCES = frozenset({TARGET, TITLE, REASON, TOLD})
"""Columns that wrap, and share the room that the others leave."""
_HIDDEN_WHEN_EMPTY = (TARGET, TOLD)
"""Columns that give their room to the others where this mijlpaal has nothing in them."""
_LEAST_WORDS = 18
"""Average signs of a column with sentences in it."""
_MOST_WORDS = 60
"""Average signs that a column asks for, however long its sentences are."""
_MOST_LINES = 12


class LifeTable(QTableView):
    """De tabel; elke waarde heeft een referentiecode.

    Signals:
        code_requested(str): Enter or a double click on a value with this code.

    Args:
        model: The life.
        chips: Draws statuses.
    """

    code_requested = Signal(str)

    def __init__(self, model: LifeModel, chips: StatusChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self.setModel(model)
        self.setItemDelegate(_Delegate(chips, self))
        self.setAccessibleName("Mijlpaal per meetmoment")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.sectionResized.connect(lambda: self.resizeRowsToContents())  # noqa: PLW0108 - drops what the signal says
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.doubleClicked.connect(self._open)

    def show_life(self, life: Levensloop) -> None:
        """Show another mijlpaal; meetmomenten are few, so that rows may be measured."""
        model = self.model()
        if isinstance(model, LifeModel):
            model.show_life(life)
        for column in _HIDDEN_WHEN_EMPTY:
            # A reason that is not there tells something; a follow-up or a target does not.
            self.setColumnHidden(column, not self._texts(column))
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the headers and some lines."""
        return QSize(10 * GRID, 8 * self.fontMetrics().lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the trace with Enter, and copy what is selected."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have a value to begin at, so that the focus can be seen."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        head = self.horizontalHeader()
        head.blockSignals(True)  # each column would measure all rows again
        least = [self._least(column) for column in range(len(HEADERS))]
        wanted = [self._wanted(column, width) for column, width in enumerate(least)]
        left = max(room - sum(least), 0)
        for column, width in enumerate(least):
            if self.isColumnHidden(column):
                continue
            self.setColumnWidth(column, width + left * wanted[column] // max(sum(wanted), 1))
        head.blockSignals(False)
        self.updateGeometries()
        self.resizeRowsToContents()

    def _least(self, column: int) -> int:
        """Return how wide a column must be for its header, its chips, or what does not wrap."""
        if self.isColumnHidden(column):
            return 0
        least = self.horizontalHeader().sectionSizeHint(column)
        if column == STATUS:
            return max(least, self._chips.largest(_LIST, self.font()).width() + 2 * GRID)
        words = self._widest(column)
        if column in _SENTENCES:
            words = min(words, _LEAST_WORDS * self.fontMetrics().averageCharWidth())
        return max(least, words)

    def _wanted(self, column: int, least: int) -> int:
        """Return how much wider a column would like to be; what is empty wants nothing."""
        if column not in _SENTENCES or self.isColumnHidden(column):
            return 0
        most = _MOST_WORDS * self.fontMetrics().averageCharWidth()
        return max(min(self._widest(column), most) - least, 0)

    def _widest(self, column: int) -> int:
        """Return how wide the longest text of a column is on one line."""
        widths = map(self.fontMetrics().horizontalAdvance, self._texts(column))
        return max(widths, default=0) + 3 * GRID

    def _texts(self, column: int) -> list[str]:
        """Return what stands in a column."""
        model = self.model()
        texts = (model.index(row, column).data() for row in range(model.rowCount()))
        return [text for text in texts if text]

    def _open(self, index: Index) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(cell, Cell) and cell.code:
            self.code_requested.emit(cell.code)

    def _copy(self) -> None:
        chosen = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        rows: dict[int, list[str]] = {}
        for each in chosen:
            rows.setdefault(each.row(), []).append(str(each.data() or "").replace("\n", " "))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))


class _Delegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, chips: StatusChips, parent: QTableView) -> None:
        super().__init__(parent)
        self._chips, self._theme, self._table = chips, chips.theme, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Ask for all lines, within reason."""
        cell = index.data(Qt.ItemDataRole.UserRole)
        width = self._table.columnWidth(index.column()) - 2 * GRID
        lines = len(self._layout(cell, self._table.font(), width, focused=False)[1])
        spacing = self._table.fontMetrics().lineSpacing()
        height = max(1, min(lines, _MOST_LINES)) * spacing + 2 * GRID
        if index.column() == STATUS and cell.status:
            chip = self._chips.size(_LIST, cell.status, self._table.font()).height() + GRID
            height = max(height, chip)
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; what changed has a bar at its left."""
        cell = index.data(Qt.ItemDataRole.UserRole)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = is_selected and option.widget.hasFocus()
        painter.save()
        painter.setFont(self._table.font())
        ground = "accent" if focused else "line" if is_selected else "surface"
        painter.fillRect(option.rect, self._theme.colour(ground))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        ink = self._theme.colour("on_accent" if focused else "text")
        if cell.is_changed:
            bar = QRectF(option.rect.left() + 1, option.rect.top() + 3, 3, option.rect.height() - 6)
            painter.fillRect(bar, self._theme.colour("on_accent" if focused else "accent"))
        room = option.rect.adjusted(GRID, GRID, -GRID, -GRID)
        painter.setPen(ink)
        if index.column() == STATUS and cell.status:
            self._chip(painter, room, cell.status, selected=focused)
        else:
            layout, _lines = self._layout(cell, painter.font(), room.width(), focused=focused)
            painter.setClipRect(option.rect)
            layout.draw(painter, QPointF(room.topLeft()))
        painter.restore()

    def _chip(self, painter: QPainter, room: QRect, status: str, *, selected: bool) -> None:
        height = self._chips.size(_LIST, status, painter.font()).height()
        line = QRect(room.left(), room.top() - GRID // 2, room.width(), height)
        self._chips.paint(painter, line, _LIST, status, selected=selected)

    def _layout(
        self, cell: Cell, font: QFont, width: int, *, focused: bool
    ) -> tuple[QTextLayout, list[float]]:
        """Break a text over lines; return it with the place of each line."""
        # A line end within one paragraph is another sign to Qt.
        text = "".join(each.text for each in cell.segments).replace("\n", "\u2028")
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(cell, focused=focused))
        places: list[float] = []
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, GRID))
            line.setPosition(QPointF(0, height))
            places.append(height)
            height += line.height()
        layout.endLayout()
        return layout, places

    def _formats(self, cell: Cell, *, focused: bool) -> list[QTextLayout.FormatRange]:
        found, at = [], 0
        for each in cell.segments:
            if each.part is not Part.EQUAL:
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = at, len(each.text)
                look = QTextCharFormat()
                is_new = each.part is Part.INSERTED
                look.setFontUnderline(is_new)
                look.setFontStrikeOut(not is_new)
                if not focused:
                    look.setBackground(self._theme.colour("inserted" if is_new else "deleted"))
                mark.format = look
                found.append(mark)
            at += len(each.text)
        return found
