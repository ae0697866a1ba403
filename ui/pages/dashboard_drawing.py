"""One chart, drawn as large as there is room for, in the colours of the window."""

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pages.dashboard_look import palette_of, size_of
from ui.theme import GRID, Theme
from vvdesk.charts.chart import Chart
from vvdesk.charts.drawing import Drawing, HitBox
from vvdesk.charts.palette import LIGHT

MARGIN = 3.0
"""Around the drawing, for the ring around what is at hand."""
_LEAST_WIDTH = 32 * GRID
_PICTURE_WIDTH = 900
_PICTURE_SCALE = 2
_MOST_KEPT = 8
"""Drawings in different widths; a layout asks for some before it decides."""


class DrawnChart(QWidget):
    """Een getekende grafiek.

    Args:
        theme: Where colours come from.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._drawn: dict[tuple[int, float], Drawing] = {}
        self._picture: tuple[tuple[int, int, float], QPixmap] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._forget)

    def draw(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = chart
        self._forget()

    def hits(self) -> list[HitBox]:
        """Return what can be pointed at now, in the order of reading."""
        drawing = self._drawing(self.width())
        return drawing.hit_boxes() if drawing else []

    def place_of(self, key: str) -> QPointF:
        """Return the middle of the first mark of a key, in this widget."""
        box = next(each for each in self.hits() if each.key == key).boxes[0]
        middle = QPointF(box.x + box.width / 2, box.y + box.height / 2)
        return middle + QPointF(MARGIN, MARGIN)

    def svg(self) -> bytes:
        """Return the chart as a document of its own: light, with its title above it."""
        if self._chart is None:
            return b""
        return self._chart.svg(LIGHT, _PICTURE_WIDTH, titled=True).encode()

    def image(self) -> QImage:
        """Return what `svg` draws, as a picture."""
        renderer = QSvgRenderer(QByteArray(self.svg()))
        image = QImage(renderer.defaultSize() * _PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.surface))
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        return image

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wish for the width of a column of the page."""
        width = 72 * GRID
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough to read labels."""
        return QSize(_LEAST_WIDTH, 6 * GRID)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that a narrow chart may be higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return how high the chart is in this width."""
        drawing = self._drawing(width)
        return round(drawing.bottom + 2 * MARGIN + 1) if drawing else 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw in the size of another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._forget()

    def _drawing(self, width: int) -> Drawing | None:
        if self._chart is None:
            return None
        size = size_of(self.font())
        key = (width, size)
        if key not in self._drawn:
            if len(self._drawn) > _MOST_KEPT:
                self._drawn.clear()
            room = max(width, _LEAST_WIDTH) - 2 * MARGIN
            palette = palette_of(self._theme, self.font())
            self._drawn[key] = self._chart.drawn(palette, room, size=size)
        return self._drawn[key]

    def _pixmap(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (self.width(), self.height(), ratio)
        drawing = self._drawing(self.width())
        if drawing is None or self._chart is None:
            return QPixmap()
        if self._picture is None or self._picture[0] != key:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            source = drawing.svg(self._chart.title, self._chart.alt)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(MARGIN, MARGIN, drawing.width, drawing.bottom)
            QSvgRenderer(QByteArray(source.encode())).render(painter, area)
            painter.end()
            self._picture = (key, made)
        return self._picture[1]

    def _forget(self) -> None:
        self._drawn.clear()
        self._picture = None
        self.updateGeometry()
        self.update()
