"""How one row of the command palette looks: icon, what it does, where it stands, its keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import Icons
from ui.palette_model import ENTRY, NOT_NOW, Entry
from ui.theme import GRID, Theme

_LEAST_HEIGHT = 32


class RowPainter(QStyledItemDelegate):
    """Draws entries of the palette; no widget per row, so that thousands cost nothing.

    Args:
        icons: Where the icons come from.
        theme: Where the colours come from.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of every row; the width is the list's."""
        metrics: QFontMetrics = option.fontMetrics
        return QSize(0, max(metrics.height() + 2 * GRID, _LEAST_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        entry: Entry = index.data(ENTRY)
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) and entry.is_enabled
        painter.save()
        painter.setFont(option.font)
        if chosen:
            painter.fillRect(row, self._theme.colour("accent"))
        inner = row.adjusted(GRID, 0, -GRID, 0)
        inner.setLeft(self._paint_icon(painter, inner, entry, chosen=chosen))
        inner.setRight(self._paint_keys(painter, inner, entry, chosen=chosen))
        self._paint_words(painter, inner, entry, chosen=chosen)
        painter.restore()

    def _paint_icon(self, painter: QPainter, inner: QRect, entry: Entry, *, chosen: bool) -> int:
        """Return where the words begin."""
        size = painter.fontMetrics().height()
        if entry.icon:
            role = "on_accent" if chosen else ("muted" if entry.is_enabled else "edge")
            ratio = painter.device().devicePixelRatio()
            top = inner.top() + (inner.height() - size) // 2
            picture = self._icons.pixmap(entry.icon, role, size, ratio)
            painter.drawPixmap(inner.left(), top, picture)
        return inner.left() + size + GRID

    def _paint_keys(self, painter: QPainter, inner: QRect, entry: Entry, *, chosen: bool) -> int:
        """Return where the words have to end."""
        told = entry.keys if entry.is_enabled else NOT_NOW
        if not told:
            return inner.right()
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(told) + GRID, metrics.height() + GRID // 2
        top = inner.top() + (inner.height() - height) // 2
        box = QRect(inner.right() - width, top, width, height)
        painter.setPen(self._theme.colour("on_accent" if chosen else "muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)
        if entry.is_enabled:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("on_accent" if chosen else "edge"), 1))
            painter.drawRoundedRect(box, 3, 3)
        return box.left() - GRID

    def _paint_words(self, painter: QPainter, inner: QRect, entry: Entry, *, chosen: bool) -> None:
        """Draw what it is called, and after that, calmer, where it stands."""
        metrics = painter.fontMetrics()
        detail = min(metrics.horizontalAdvance(entry.detail), inner.width() // 3)
        room = inner.width() - detail - 2 * GRID
        label = metrics.elidedText(entry.label, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._theme.colour("on_accent" if chosen else _ink(entry)))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, middle, label)
        rest = inner.adjusted(metrics.horizontalAdvance(label) + 2 * GRID, 0, 0, 0)
        painter.setPen(self._theme.colour("on_accent" if chosen else "muted"))
        calm = QFont(painter.font())
        calm.setPointSizeF(calm.pointSizeF() * 0.9)
        painter.setFont(calm)
        told = painter.fontMetrics().elidedText(
            entry.detail, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, middle, told)


def _ink(entry: Entry) -> str:
    return "text" if entry.is_enabled else "muted"
