"""What opens in a cell to type or to choose; a plain box over the cell, nothing that pops up."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.forms.rows_model import Index
from ui.forms.rows_paint import CellPainter
from ui.theme import GRID

KEY_ROLE = Qt.ItemDataRole.UserRole
CLEAR = "Leeg maken"


class CellText(QPlainTextEdit):
    """A text of a cell, on one line or several.

    Args:
        label: The column's label, for who cannot see where the box stands.
        above: Pixels more above the text than a box has, so that it stands still on opening.
        has_lines: Line breaks belong to the text; else a pasted one becomes a space.
    """

    def __init__(self, label: str, *, has_lines: bool, above: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setViewportMargins(0, above, 0, 0)
        self._table = parent
        self.has_lines = has_lines
        self._cell = QRect()
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._grow)

    def show_text(self, text: str, *, replace: bool) -> None:
        """Show a text, to type over (`replace`) or to go on at its end; says nothing of it."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        if replace:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def text(self) -> str:
        """Return what stands there, as typed."""
        return self.toPlainText()

    def break_line(self) -> None:
        """Go on at the next line, where a text may have lines."""
        if self.has_lines:
            self.insertPlainText("\n")

    def fit(self, cell: QRect) -> None:
        """Lie over `cell`, and grow downwards with the text as far as the table goes."""
        self._cell = cell
        self.setGeometry(cell)
        self._grow()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste text; in a cell of one line a line break becomes a space."""
        if not source.hasText():
            return
        text = source.text()
        self.insertPlainText(text if self.has_lines else " ".join(text.split()))

    def _grow(self) -> None:
        if self._cell.isNull():
            return
        # The document counts lines as they wrap; its edge and padding are what the box has over.
        lines = self.document().documentLayout().documentSize().height()
        over = self.height() - self.viewport().height()
        needed = round(lines) * self.fontMetrics().lineSpacing() + over
        room = self._table.height()
        height = min(max(self._cell.height(), needed), room)
        top = max(min(self._cell.top(), room - height), 0)
        self.setGeometry(self._cell.left(), top, self._cell.width(), height)
        is_cut = needed > height
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if is_cut else bars.ScrollBarAlwaysOff
        )


class CellChoice(QListWidget):
    """The entries of a list to choose one from, laid over the cell.

    Args:
        label: The column's label.
        entries: Pairs of key and label.
        list_name: The list, for its chips; empty when its entries are plain words.
        painter: Who draws chips, and has the colours.
    """

    def __init__(
        self,
        label: str,
        entries: Sequence[tuple[str, str]],
        list_name: str,
        painter: CellPainter,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._table = parent
        self.setAccessibleName(label)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Entries(list_name, painter, self))
        for key, text in [*entries, ("", CLEAR)]:
            item = QListWidgetItem(text, self)
            item.setData(KEY_ROLE, key)

    def show_key(self, key: str | None) -> None:
        """Stand at an entry; at the first when there is none."""
        keys = [self.item(row).data(KEY_ROLE) for row in range(self.count())]
        self.setCurrentRow(keys.index(key) if key in keys else 0)

    def text(self) -> str:
        """Return the text that stands for the chosen entry; the empty text for none."""
        item = self.currentItem()
        return item.text() if item.data(KEY_ROLE) else ""

    def fit(self, cell: QRect) -> None:
        """Lie over `cell`, as long as the entries need and the table allows."""
        room = self._table.rect()
        edge = 2 * self.frameWidth()
        width = max(cell.width(), self.sizeHintForColumn(0) + edge)
        height = min(self.count() * self.sizeHintForRow(0) + edge + 2, room.height())
        left = max(min(cell.left(), room.width() - width), 0)
        top = max(min(cell.top(), room.height() - height), 0)
        self.setGeometry(left, top, min(width, room.width()), height)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll a long list; never let the table move away beneath it."""
        super().wheelEvent(event)
        event.accept()


class _Entries(QStyledItemDelegate):
    """Draws the entries: statuses as chips, others as words."""

    def __init__(self, list_name: str, painter: CellPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._list_name = list_name
        self._chips, self._theme = painter.chips, painter.theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the chip or the word, at least a target to hit."""
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(index.data())
        if self._list_name:
            font = option.font
            width = max(
                width, self._chips.size(self._list_name, index.data(KEY_ROLE), font).width()
            )
        return QSize(width + 3 * GRID, max(metrics.height() + 2 * GRID, 3 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry, the one the keyboard is at with a bar at its left."""
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setFont(option.font)
        painter.fillRect(rect, self._theme.colour("surface"))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("aandachtspunt_surface"))
            bar = QRect(rect.left(), rect.top(), GRID // 2, rect.height())
            painter.fillRect(bar, self._theme.colour("accent"))
        inside = rect.adjusted(GRID + GRID // 2, 0, -GRID, 0)
        key = index.data(KEY_ROLE)
        if key and self._list_name:
            self._chips.paint(painter, inside, self._list_name, key)
        else:
            painter.setPen(self._theme.colour("text" if key else "muted"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.restore()
