"""The card of one fiche on the start page: how it is painted, and where it can be clicked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import Icons
from ui.pages.recent_words import COMPLETE, Card, Sign
from ui.theme import GRID, Theme

CARD_ROLE = Qt.ItemDataRole.UserRole
"""The `Card` of a row."""
PIN, DROP, LOCATE = "pin", "drop", "locate"
"""What can be clicked in a card besides the card itself."""
SMALLEST_TARGET = 24
_PADDING = 3 * GRID // 2
_GAP = GRID
"""Below each card, before the next."""
_SMALLEST_BAR, _LARGEST_BAR = 6 * GRID, 22 * GRID


class CardDelegate(QStyledItemDelegate):
    """Paints cards, and knows where in a card can be clicked.

    Args:
        theme: For the colours.
        icons: For the icons.
        view: Where the cards stand.
    """

    def __init__(self, theme: Theme, icons: Icons, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._icons, self._view = theme, icons, view
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self.hovered: tuple[int, str] = (-1, "")
        theme.changed.connect(self._pictures.clear)

    def zones(self, card: Card, rect: QRect, font: QFont) -> dict[str, QRect]:
        """Return where in a card that fills `rect` can be clicked, by what it does."""
        inner = _inside(rect)
        metrics = QFontMetrics(font)
        side = _side(metrics)
        top = inner.top() - GRID // 2
        found = {DROP: QRect(inner.right() - side, top, side, side)}
        if card.missing:
            width = metrics.horizontalAdvance("Zoeken…") + 3 * GRID
            found[LOCATE] = QRect(inner.left(), inner.bottom() - side, width, side)
        else:
            found[PIN] = found[DROP].translated(-side, 0)
        return found

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for three lines of text in the present size."""
        font = option.font
        line = QFontMetrics(_bold(font)).height()
        lowest = _side(QFontMetrics(font)) if index.data(CARD_ROLE).missing else line
        return QSize(30 * GRID, 2 * line + lowest + 2 * GRID + 2 * _PADDING + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        card: Card = index.data(CARD_ROLE)
        rect: QRect = option.rect
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index)
        _CardPainter(self, painter, card, rect, font, index.row()).paint()
        painter.restore()

    def colour(self, role: str) -> QColor:
        """Return a colour by its role."""
        return self._theme.colour(role)

    def picture(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        """Return an icon, drawn once per colour and size."""
        key = (name, role, size, ratio)
        if key not in self._pictures:
            self._pictures[key] = self._icons.pixmap(name, role, size, ratio)
        return self._pictures[key]

    def _paint_ground(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # Not from the option's state: loading its type takes 4 % of the time to the first paint.
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        hovered = self.hovered[0] == index.row()
        edge = "accent" if focused else "edge" if hovered else "line"
        width = 2 if focused else 1
        painter.setPen(QPen(self.colour(edge), width))
        painter.setBrush(self.colour("surface"))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1 - _GAP), 6, 6)


class _CardPainter:
    """The painting of one card, once."""

    def __init__(
        self,
        delegate: CardDelegate,
        painter: QPainter,
        card: Card,
        rect: QRect,
        font: QFont,
        row: int,
    ) -> None:
        self._delegate, self._painter, self._card = delegate, painter, card
        self._zones = delegate.zones(card, rect, font)
        self._inner = _inside(rect)
        self._font, self._row = font, row
        self._metrics = QFontMetrics(font)
        self._line = QFontMetrics(_bold(font)).height()
        self._ratio = painter.device().devicePixelRatioF()

    def paint(self) -> None:
        """Paint title, place and the lowest line, and what can be clicked."""
        buttons = [self._zones[name] for name in (PIN, DROP) if name in self._zones]
        left = min(each.left() for each in buttons) - GRID
        role = "muted" if self._card.missing else "text"
        top, full = self._inner.top(), self._inner
        title = QRect(full.left(), top, left - full.left(), self._line)
        self._write(title, self._card.title, role, _bold(self._font))
        self._paint_middle(top + self._line + GRID)
        if self._card.missing:
            self._paint_locate()
        else:
            self._paint_lowest(full.bottom() - self._line + 1)
            pinned = self._card.entry.pinned
            self._paint_icon_button(PIN, "pin", "accent" if pinned else "muted")
        self._paint_icon_button(DROP, "x", "muted")

    def _paint_middle(self, top: int) -> None:
        full, changed = self._inner, self._card.changed
        room = self._metrics.horizontalAdvance(changed) + GRID
        line = QRect(full.left(), top - GRID // 2, full.width(), self._line)
        self._write(line.adjusted(0, 0, -room - GRID, 0), self._card.place, "muted", self._font)
        self._write(line, changed, "muted", self._font, Qt.AlignmentFlag.AlignRight)

    def _paint_lowest(self, top: int) -> None:
        entry, signs = self._card.entry, self._card.signs
        x, gap = self._inner.left(), 2 * GRID
        if entry.volledig >= 0 and not entry.ingediend:
            words = f"{entry.volledig} % volledig"
            needed = self._metrics.horizontalAdvance(words) + gap
            needed += sum(self._width(each) + gap for each in signs)
            bar = min(self._inner.width() - needed - GRID, _LARGEST_BAR)
            if bar >= _SMALLEST_BAR:
                self._paint_bar(QRect(x, top, bar, self._line), entry.volledig)
                x += bar + GRID
            x = self._paint_sign(Sign(words, "text", ""), x, top) + gap
        for sign in signs:
            x = self._paint_sign(sign, x, top) + gap

    def _paint_bar(self, room: QRect, percent: int) -> None:
        height = max(GRID, self._line // 2)
        bar = QRectF(room.left(), room.center().y() - height / 2 + 1, room.width(), height)
        self._painter.setPen(QPen(self._delegate.colour("edge"), 1))
        self._painter.setBrush(self._delegate.colour("window"))
        self._painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        filled = bar.adjusted(0.5, 0.5, -0.5, -0.5)
        filled.setWidth(filled.width() * min(percent, COMPLETE) / COMPLETE)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._delegate.colour("good" if percent >= COMPLETE else "accent"))
        self._painter.drawRoundedRect(filled, 3, 3)

    def _paint_sign(self, sign: Sign, x: int, top: int) -> int:
        """Paint icon and words; returns where they end."""
        if sign.icon:
            size = self._metrics.height()
            self._draw_icon(sign.icon, sign.role, QPoint(x, top + (self._line - size) // 2), size)
            x += size + GRID // 2
        room = QRect(x, top, max(self._inner.right() - x, 0), self._line)
        self._write(room, sign.text, sign.role, self._font)
        return x + self._metrics.horizontalAdvance(sign.text)

    def _width(self, sign: Sign) -> int:
        icon = self._metrics.height() + GRID // 2 if sign.icon else 0
        return icon + self._metrics.horizontalAdvance(sign.text)

    def _paint_locate(self) -> None:
        zone = QRectF(self._zones[LOCATE])
        self._painter.setPen(QPen(self._delegate.colour(self._edge(LOCATE)), 1))
        self._painter.setBrush(self._delegate.colour("raised"))
        self._painter.drawRoundedRect(zone, 4, 4)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._write(self._zones[LOCATE], "Zoeken…", "text", self._font, centre)

    def _paint_icon_button(self, name: str, icon: str, role: str) -> None:
        zone = self._zones[name]
        if self._delegate.hovered == (self._row, name):
            self._painter.setPen(QPen(self._delegate.colour("edge"), 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(QRectF(zone), 4, 4)
        size = self._metrics.height()
        half = QPoint(size // 2 - 1, size // 2 - 1)
        self._draw_icon(icon, role, zone.center() - half, size)

    def _edge(self, name: str) -> str:
        return "accent" if self._delegate.hovered == (self._row, name) else "edge"

    def _draw_icon(self, name: str, role: str, at: QPoint, size: int) -> None:
        self._painter.drawPixmap(at, self._delegate.picture(name, role, size, self._ratio))

    def _write(
        self,
        room: QRect,
        text: str,
        role: str,
        font: QFont,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._painter.setPen(self._delegate.colour(role))
        self._painter.setFont(font)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        self._painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), shown)


def _side(metrics: QFontMetrics) -> int:
    """Return how large what can be clicked is."""
    return max(SMALLEST_TARGET, metrics.height() + GRID)


def _inside(rect: QRect) -> QRect:
    return rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING - _GAP)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
