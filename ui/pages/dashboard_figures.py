"""The figures above the charts, each a button that opens the list behind it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.forms.status_chip import StatusChips
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.charts.text import signed
from vvdesk.dashboard.parts import Kerncijfer

_LARGER = 1.7
_PADDING = GRID


class FigureRow(QWidget):
    """De kerncijfers, naast elkaar.

    Signals:
        chosen(str): A figure was pressed: its key.

    Args:
        chips: Draws the shapes of statuses.
    """

    chosen = Signal(str)

    def __init__(self, chips: StatusChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self.tiles: dict[str, FigureTile] = {}
        self._row = WrappingRow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figures(self, figures: Iterable[Kerncijfer], vorig: str) -> None:
        """Show other figures; what has the keyboard keeps it.

        Args:
            figures: In order.
            vorig: What they changed since; empty for nothing.
        """
        wanted = {each.key: each for each in figures}
        if list(wanted) != list(self.tiles):
            self._make(wanted)
        for key, figure in wanted.items():
            self.tiles[key].show_figure(figure, vorig)

    def _make(self, keys: Iterable[str]) -> None:
        for tile in self.tiles.values():
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = {}
        for key in keys:
            tile = FigureTile(self._chips, self)
            tile.clicked.connect(partial(self.chosen.emit, key))
            self.tiles[key] = tile
            self._row.addWidget(tile)
            tile.show()


class FigureTile(QAbstractButton):
    """Eén kerncijfer: groot het cijfer, eronder wat het telt.

    Args:
        chips: Draws the shape of a status.
    """

    def __init__(self, chips: StatusChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self._figure: Kerncijfer | None = None
        self._change = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        chips.theme.changed.connect(self.updateGeometry)

    def show_figure(self, figure: Kerncijfer, vorig: str) -> None:
        """Show another figure."""
        self._figure = figure
        self._change = f"({signed(figure.change)})" if figure.change else ""
        said = f"{figure.text} {figure.label}"
        if self._change:
            said += f", {signed(figure.change or 0)} sinds {vorig}"
        self.setAccessibleName(said)
        self.setToolTip(figure.title)
        self.setEnabled(bool(figure.title))  # a nought has nothing behind it
        is_link = Qt.CursorShape.PointingHandCursor
        self.setCursor(is_link if figure.title else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for both lines."""
        if self._figure is None:
            return QSize()
        large, small = QFontMetrics(self._large()), self.fontMetrics()
        above = large.horizontalAdvance(self._figure.text) + self._shape_room()
        if self._change:
            above += small.horizontalAdvance(self._change) + GRID // 2
        width = max(above, small.horizontalAdvance(self._figure.label)) + 2 * _PADDING + 4
        return QSize(width, large.height() + small.height() + 2 * _PADDING)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for all of it."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card with its figure."""
        if self._figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        large, small = QFontMetrics(self._large()), self.fontMetrics()
        x, y = float(_PADDING + 2), float(_PADDING)
        if self._figure.status:
            side = small.height() * 0.8
            square = QRectF(x, y + (large.height() - side) / 2, side, side)
            self._chips.paint_shape(painter, square, "projectstatus", self._figure.status)
        x += self._shape_room()
        painter.setFont(self._large())
        painter.setPen(self._colour("accent" if self.isEnabled() else "muted"))
        painter.drawText(round(x), round(y + large.ascent()), self._figure.text)
        painter.setFont(self.font())
        if self._change:
            painter.setPen(self._colour("text"))
            after = x + large.horizontalAdvance(self._figure.text) + GRID / 2
            painter.drawText(round(after), round(y + large.ascent()), self._change)
        painter.setPen(self._colour("text"))
        below = y + large.height() + small.ascent()
        painter.drawText(_PADDING + 2, round(below), self._figure.label)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show that the mouse came or went."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the size of another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _paint_card(self, painter: QPainter) -> None:
        edge, width = "line", 1.0
        if self.hasFocus():
            edge, width = "accent", 2.0
        elif self.underMouse():
            edge = "edge"
        painter.setPen(QPen(self._colour(edge), width))
        painter.setBrush(self._colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _shape_room(self) -> int:
        has_shape = self._figure is not None and self._figure.status
        return round(self.fontMetrics().height() * 0.8) + GRID // 2 if has_shape else 0

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _colour(self, role: str) -> QColor:
        return self._chips.theme.colour(role)
