"""The status chip: shape, word and colour together, in tables, lists, boxes and on pages.

Shapes are drawn, not written: a font may lack ◐ or show it as a coloured picture.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import GRID, Theme
from vvdesk.plan.referentie import Referentie

_SIDE = GRID
_GAP = GRID * 3 // 4
_ABOVE = GRID // 4
_SHAPE_TO_TEXT = 0.62
"""Width of a shape as part of the height of a line of text."""


@dataclass(frozen=True, slots=True)
class _Paints:
    """What one chip looks like now."""

    label: str
    vorm: str
    ground: QColor
    ink: QColor
    edge: QColor


class StatusChips:
    """Draws the statuses of one meetmoment, for delegates and for widgets that paint.

    Args:
        referentie: Where labels, shapes and colours come from.
        theme: Whether light or dark colours hold; asked again at every drawing.
    """

    def __init__(self, referentie: Referentie, theme: Theme) -> None:
        self.theme = theme
        self._statussen = referentie.statussen
        self._lists = referentie.lists

    def label(self, list_name: str, key: str | None) -> str:
        """Return the word of a status; an unknown key itself, the empty text for none."""
        row = self._statussen.get((list_name, key or ""))
        return str(row.label) if row is not None else key or ""

    def is_drawn(self, list_name: str) -> bool:
        """Tell whether the entries of this list are statuses, drawn as chips."""
        return any(known == list_name for known, _key in self._statussen)

    def size(self, list_name: str, key: str | None, font: QFont) -> QSize:
        """Return how large the whole chip is; empty for no status."""
        if not key:
            return QSize()
        metrics = QFontMetrics(font)
        text = metrics.horizontalAdvance(self.label(list_name, key))
        width = 2 * _SIDE + _shape_width(metrics) + _GAP + text + 1
        return QSize(width, metrics.height() + 2 * _ABOVE + 2)

    def largest(self, list_name: str, font: QFont) -> QSize:
        """Return the size in which every chip of the list fits."""
        found = QSize()
        for key in self._lists[list_name].keys():  # noqa: SIM118 - Choices is no dict
            found = found.expandedTo(self.size(list_name, key, font))
        return found

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        list_name: str,
        key: str | None,
        *,
        selected: bool = False,
    ) -> None:
        """Draw a chip in the painter's font, at the left of `rect`, in the middle of its height.

        Args:
            painter: Whose state is the same afterwards.
            rect: The room there is; a word that does not fit ends in "…".
            list_name: `projectstatus` or `mijlpaalstatus`.
            key: The status; nothing is drawn for none, and an unknown key as a plain frame.
            selected: It lies on the colour of a selection, and gets an edge that stands off it.
        """
        if not key or rect.isEmpty():
            return
        wish = self.size(list_name, key, painter.font())
        width, height = min(wish.width(), rect.width()), min(wish.height(), rect.height())
        top = rect.top() + (rect.height() - height) // 2
        chip = QRectF(rect.left(), top, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, chip, self._paints(list_name, key), selected=selected)
        painter.restore()

    def paint_shape(self, painter: QPainter, square: QRectF, list_name: str, key: str) -> None:
        """Draw only the shape of a status; pen and brush are changed."""
        look = self._paints(list_name, key)
        draw_shape(painter, square, look.vorm, look.ink)

    def _draw(self, painter: QPainter, chip: QRectF, look: _Paints, *, selected: bool) -> None:
        metrics = QFontMetrics(painter.font())
        radius = min(chip.height() / 2, GRID * 1.5)
        edge = self.theme.colour("on_accent") if selected else look.edge
        painter.setPen(QPen(edge, 1.5 if selected else 1.0))
        painter.setBrush(look.ground)
        painter.drawRoundedRect(chip, radius, radius)
        side = _shape_width(metrics)
        shape = QRectF(chip.left() + _SIDE, chip.center().y() - side / 2, side, side)
        draw_shape(painter, shape, look.vorm, look.ink)
        words = chip.adjusted(_SIDE + side + _GAP, 0, -_SIDE / 2, 0)
        text = metrics.elidedText(look.label, Qt.TextElideMode.ElideRight, int(words.width()) + 1)
        painter.setPen(look.ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paints(self, list_name: str, key: str) -> _Paints:
        row = self._statussen.get((list_name, key))
        if row is None:
            colour = self.theme.colour
            return _Paints(key, "", colour("surface"), colour("muted"), colour("edge"))
        dark = self.theme.is_dark
        ink = QColor(row.donker_tekst if dark else row.licht_tekst)
        ground = QColor(row.donker_achtergrond if dark else row.licht_achtergrond)
        edge = QColor(ink)
        if row.rand in {None, row.vulling}:
            edge.setAlphaF(0.35)
        return _Paints(row.label, row.vorm, ground, ink, edge)


class ChipLabel(QWidget):
    """One status on a page, as a chip that is only looked at.

    Args:
        chips: Who draws it.
    """

    def __init__(self, chips: StatusChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self._list_name, self._key = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        chips.theme.changed.connect(self._on_theme_changed)

    def show_status(self, list_name: str, key: str | None) -> None:
        """Show another status; nothing at all for None."""
        self._list_name, self._key = list_name, key or ""
        self.setAccessibleName(self._chips.label(list_name, key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the whole chip."""
        return self._chips.size(self._list_name, self._key, self.font())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the shape and some letters; the rest may be elided."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), 6 * whole.height()), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the chip."""
        painter = QPainter(self)
        self._chips.paint(painter, self.rect(), self._list_name, self._key)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the size of another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class ShapeLabel(QWidget):
    """Only the shape of a status, beside a word that somebody else shows.

    Args:
        chips: Who knows it.
    """

    def __init__(self, chips: StatusChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self._list_name, self._key = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chips.theme.changed.connect(self.update)

    def show_status(self, list_name: str, key: str | None) -> None:
        """Show the shape of another status."""
        self._list_name, self._key = list_name, key or ""
        self.update()

    def is_drawn(self) -> bool:
        """Tell whether there is a shape to show."""
        return self._chips.is_drawn(self._list_name)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a shape beside text."""
        side = _shape_width(self.fontMetrics()) + 2
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._chips.paint_shape(painter, square, self._list_name, self._key)
        painter.end()


def draw_shape(painter: QPainter, square: QRectF, vorm: str, ink: QColor) -> None:
    """Draw the shape of a status (○ ◐ ● ▲ ◆ ✓ ×); an unknown sign is an empty square.

    Args:
        painter: Antialiasing is on; pen and brush are changed.
        square: Where; strokes stay inside.
        vorm: The sign, as in the reference data.
        ink: Its colour.
    """
    stroke = max(1.4, square.width() / 7)
    inside = square.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
    pen = QPen(ink, stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES.get(vorm, _square)(painter, inside, ink)


def _open_circle(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    painter.drawEllipse(square)


def _half_circle(painter: QPainter, square: QRectF, ink: QColor) -> None:
    painter.drawEllipse(square)
    painter.setBrush(ink)
    painter.drawPie(square, 90 * 16, 180 * 16)


def _circle(painter: QPainter, square: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(square)


def _triangle(painter: QPainter, square: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(_points(square, (0.5, 0.06), (1, 0.94), (0, 0.94)))


def _diamond(painter: QPainter, square: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(_points(square, (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)))


def _tick(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    painter.drawPolyline(_points(square, (0.02, 0.55), (0.36, 0.9), (0.98, 0.14)))


def _cross(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    painter.drawPolyline(_points(square, (0.1, 0.1), (0.9, 0.9)))
    painter.drawPolyline(_points(square, (0.9, 0.1), (0.1, 0.9)))


def _square(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    painter.drawRect(square)


def _points(square: QRectF, *places: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(square.left() + x * square.width(), square.top() + y * square.height())
            for x, y in places
        ]
    )


_SHAPES: dict[str, Callable[[QPainter, QRectF, QColor], None]] = {
    "○": _open_circle,
    "◐": _half_circle,
    "●": _circle,
    "▲": _triangle,
    "◆": _diamond,
    "✓": _tick,
    "×": _cross,
}


def _shape_width(metrics: QFontMetrics) -> int:
    return round(metrics.height() * _SHAPE_TO_TEXT)
