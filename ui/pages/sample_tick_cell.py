"""The cell with the tick in the list of projects, as large as its text."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFontInfo, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import Icons
from ui.theme import GRID, Theme

_ROUND = 3
_PICTURE = 16 / 9
"""Logical pixels of a tick for each point of text, as that of a check box."""
_TICK = Qt.ItemDataRole.CheckStateRole
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class TickCell(QStyledItemDelegate):
    """Draws the tick and the code; a press anywhere in the cell ticks.

    Args:
        icons: For the tick.
        theme: For colours.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell; what is selected looks as in the other columns."""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_on = Qt.CheckState(index.data(_TICK)) is Qt.CheckState.Checked
        colour = self._theme.colour
        side = round(QFontInfo(option.font).pointSizeF() * _PICTURE)
        top = option.rect.top() + (option.rect.height() - side) // 2
        box = QRectF(option.rect.left() + GRID + 0.5, top + 0.5, side - 1, side - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected:
            painter.fillRect(option.rect, option.palette.highlight())
        painter.setPen(colour("accent" if is_on and not is_selected else "edge"))
        painter.setBrush(colour("accent" if is_on else "surface"))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        if is_on:
            ratio = painter.device().devicePixelRatio()
            tick = self._icons.pixmap("check", "on_accent", side - GRID // 4, ratio)
            painter.drawPixmap(box.topLeft() + QPointF(GRID / 8, GRID / 8), tick)
        palette = option.palette
        painter.setPen((palette.highlightedText() if is_selected else palette.text()).color())
        words = option.rect.adjusted(side + 2 * GRID, 0, 0, 0)
        painter.drawText(words, int(_LEFT), str(index.data()))
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick at the release of the left button."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        is_release = event.type() is QEvent.Type.MouseButtonRelease
        if is_release and event.button() is Qt.MouseButton.LeftButton:
            model.setData(index, None, _TICK)
        return is_release
