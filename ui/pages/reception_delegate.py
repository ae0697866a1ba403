"""How the cells of the tables of receptions are painted: chip, bar, findings, or plain text."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.forms.status_chip import draw_shape
from ui.icons import Icons
from ui.pages.reception_models import PAYLOAD, Found, Name, Share
from ui.pages.reception_words import Sign
from ui.theme import GRID, Theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_SHAPE_TO_TEXT = 0.62
_BAR = 6
_WHOLE = 100


class ReceptionDelegate(QStyledItemDelegate):
    """Paints the cells of both tables.

    Args:
        icons: For findings.
        theme: Where the colours come from.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row the same height."""
        return QSize(GRID * 10, option.fontMetrics.height() + 2 * GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        selected = is_selected and option.widget.hasFocus()
        painter.save()
        painter.setFont(option.font)
        if is_selected:
            # Paler while the keyboard is elsewhere, so that it is clear where one types.
            painter.fillRect(option.rect, self._theme.colour("accent" if selected else "line"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.colour("window"))
        painter.setPen(self._theme.colour("on_accent" if selected else "text"))
        room = option.rect.adjusted(GRID, 0, -GRID, 0)
        payload = index.data(PAYLOAD)
        if isinstance(payload, Sign):
            self._sign(painter, room, payload, selected=selected)
        elif isinstance(payload, Share):
            self._share(painter, room, payload.percentage, selected=selected)
        elif isinstance(payload, Found):
            self._found(painter, room, payload, selected=selected)
        elif isinstance(payload, Name):
            _name(painter, room, payload)
        else:
            _text(painter, room, str(index.data() or ""))
        painter.restore()

    def _sign(self, painter: QPainter, room: QRect, sign: Sign, *, selected: bool) -> None:
        metrics = painter.fontMetrics()
        side = round(metrics.height() * _SHAPE_TO_TEXT)
        words = metrics.horizontalAdvance(sign.woord)
        width = min(room.width(), words + side + 3 * GRID)
        height = min(metrics.height() + GRID // 2 + 2, room.height())
        top = room.top() + (room.height() - height) // 2
        chip = QRectF(room.left(), top, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
        ink = self._theme.colour(sign.role)
        edge = QColor(ink)
        edge.setAlphaF(0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("on_accent") if selected else edge, 1.0))
        ground = "surface" if sign.role == "muted" else f"{sign.role}_surface"
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        shape = QRectF(chip.left() + GRID, chip.center().y() - side / 2, side, side)
        draw_shape(painter, shape, sign.vorm, ink)
        inside = chip.adjusted(GRID + side + GRID * 3 // 4, 0, -GRID / 2, 0)
        painter.setPen(ink)
        shown = metrics.elidedText(sign.woord, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
        painter.drawText(inside, _LEFT, shown)

    def _share(self, painter: QPainter, room: QRect, percentage: int, *, selected: bool) -> None:
        role = "good" if percentage == _WHOLE else "accent"
        ink = self._theme.colour("on_accent" if selected else role)
        edge = ink if selected else self._theme.colour("edge")
        wide = painter.fontMetrics().horizontalAdvance("100 %")
        painter.drawText(room, _RIGHT, f"{percentage} %")
        top = room.center().y() - _BAR / 2 + 0.5
        bar = QRectF(room.left() + 0.5, top, room.width() - wide - GRID - 1, _BAR)
        done = QRectF(bar)
        done.setWidth(bar.width() * percentage / _WHOLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(done, _BAR / 2, _BAR / 2)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def _found(self, painter: QPainter, room: QRect, found: Found, *, selected: bool) -> None:
        metrics = painter.fontMetrics()
        if not any(found):
            painter.setPen(self._theme.colour("on_accent" if selected else "muted"))
            painter.drawText(room, _LEFT, "geen")
            return
        left, size = room.left(), metrics.height()
        told = (
            ("circle-x", "fout", found.fouten),
            ("triangle-alert", "waarschuwing", found.waarschuwingen),
        )
        for name, role, count in told:
            if not count:
                continue
            ink = "on_accent" if selected else role
            picture = self._icons.pixmap(name, ink, size, painter.device().devicePixelRatio())
            painter.drawPixmap(left, room.top() + (room.height() - size) // 2, picture)
            left += size + GRID // 2
            painter.setPen(self._theme.colour(ink))
            part = QRect(left, room.top(), max(room.right() - left, 0), room.height())
            painter.drawText(part, _LEFT, str(count))
            left += metrics.horizontalAdvance(str(count)) + GRID * 3 // 2


def _name(painter: QPainter, room: QRect, name: Name) -> None:
    font = painter.font()
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.drawText(room, _LEFT, name.code)
    left = room.left() + painter.fontMetrics().horizontalAdvance(name.code) + GRID * 3 // 2
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    _text(painter, QRect(left, room.top(), max(room.right() - left, 0), room.height()), name.titel)


def _text(painter: QPainter, room: QRect, text: str) -> None:
    metrics: QFontMetrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)
