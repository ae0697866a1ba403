"""How the cells of the uitvraag are painted: ticks that grow with the text, room around words."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QIcon, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import Icons
from ui.theme import GRID, Theme

Index = QModelIndex | QPersistentModelIndex
_ROUND = 3
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Cells(QStyledItemDelegate):
    """Schildert cellen: een vinkje, of een vorm met tekst.

    Args:
        icons: For ticks.
        theme: For colours.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: Index
    ) -> QSize:
        """Wish for room around the words."""
        text = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(text + 2 * GRID, option.fontMetrics.height() + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_other = bool(option.features & QStyleOptionViewItem.ViewItemFeature.Alternate)
        ground = "accent" if is_selected else "window" if is_other else "surface"
        painter.save()
        painter.fillRect(option.rect, self._theme.colour(ground))
        inside = option.rect.adjusted(GRID, 0, -GRID, 0)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            self._paint_tick(painter, inside, index, is_selected=is_selected)
        else:
            self._paint_text(painter, inside, option, index, is_selected=is_selected)
        if option.state & QStyle.StateFlag.State_HasFocus and not is_selected:
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Let a click anywhere in its cell turn a tick."""
        may_tick = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        if not may_tick or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and event.button() is Qt.MouseButton.LeftButton
        ):
            turn(model, index)
        return True

    def _paint_tick(
        self, painter: QPainter, inside: QRect, index: Index, *, is_selected: bool
    ) -> None:
        is_on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        may_tick = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        edge = "on_accent" if is_selected else "edge"
        fill = edge if is_selected else "accent" if may_tick else "muted"
        tick = "accent" if is_selected else "on_accent" if may_tick else "surface"
        side = _side(painter)
        box = QRectF(inside.left() + 0.5, _top(inside, side) + 0.5, side - 1, side - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour(fill if is_on else edge))
        painter.setBrush(self._theme.colour(fill) if is_on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        if is_on:
            ratio = painter.device().devicePixelRatio()
            picture = self._icons.pixmap("check", tick, side - GRID // 4, ratio)
            painter.drawPixmap(box.topLeft() + QPointF(GRID / 8, GRID / 8), picture)

    def _paint_text(
        self,
        painter: QPainter,
        inside: QRect,
        option: QStyleOptionViewItem,
        index: Index,
        *,
        is_selected: bool,
    ) -> None:
        colour = index.data(Qt.ItemDataRole.ForegroundRole) or self._theme.colour("text")
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            side = _side(painter)
            mode = QIcon.Mode.Selected if is_selected else QIcon.Mode.Normal
            icon.paint(painter, QRect(inside.left(), _top(inside, side), side, side), _CENTRE, mode)
            inside = inside.adjusted(side + GRID, 0, 0, 0)
        painter.setPen(self._theme.colour("on_accent") if is_selected else colour)
        text = " ".join(str(index.data() or "").split())
        fits = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(_CENTRE), fits)


def turn(model: QAbstractItemModel, index: Index) -> bool:
    """Turn the tick of a cell; return False where there is none to turn."""
    if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
        return False
    is_on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
    state = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
    return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


def _side(painter: QPainter) -> int:
    return painter.fontMetrics().height() + GRID // 4


def _top(inside: QRect, side: int) -> int:
    return inside.top() + (inside.height() - side) // 2
