"""One chart on the screen: pointed at with the mouse, walked through with the arrows."""

from collections.abc import Container

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.pages.dashboard_drawing import MARGIN, DrawnChart
from ui.pages.notice_bar import announce
from ui.theme import Theme
from vvdesk.charts.chart import Chart
from vvdesk.charts.drawing import HitBox
from vvdesk.charts.marks import Box

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_TURNS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChartView(DrawnChart):
    """Een grafiek; elk cijfer erin leidt naar de lijst erachter.

    Signals:
        chosen(str): A figure was clicked, or Enter pressed on it: its key.
        copied(): Somebody wants the chart on the clipboard.
        arrived(QPoint): The keyboard came to a figure in this place.

    Args:
        theme: Where colours come from.
    """

    chosen = Signal(str)
    copied = Signal()
    arrived = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._lists: Container[str] = ()
        self._current, self._hovered = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_chart(self, chart: Chart, lists: Container[str]) -> None:
        """Show another chart.

        Args:
            chart: What is drawn.
            lists: The keys that a list stands behind.
        """
        self._lists = lists
        self.setAccessibleName(f"Grafiek: {chart.title}")
        self.setAccessibleDescription(chart.alt)
        self.draw(chart)
        if self._current not in {each.key for each in self.hits()}:
            self._current = ""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the chart, and a ring around what is pointed at or at hand."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hits = {each.key: each for each in self.hits()}
        if self._hovered in hits and self._hovered in self._lists:
            self._ring(painter, hits[self._hovered], 1.5)
        if self.hasFocus():
            if self._current in hits:
                self._ring(painter, hits[self._current], 2.5)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk through the figures with the arrows; Enter opens the list behind one."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif key in _STEPS:
            self._step(_STEPS[Qt.Key(key)])
        elif key in _TURNS:
            self._turn(_TURNS[Qt.Key(key)])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show what lies under the mouse, and that it can be clicked."""
        hit = self._hit_at(event.position())
        key = hit.key if hit else ""
        if key != self._hovered:
            self._hovered = key
            is_link = key in self._lists
            shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the list behind what was clicked."""
        hit = self._hit_at(event.position())
        if hit is not None and event.button() is Qt.MouseButton.LeftButton:
            self._current = hit.key
            self.update()
            self._choose(hit.key)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Point at nothing."""
        super().leaveEvent(event)
        self._hovered = ""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the first figure for who comes with the keyboard."""
        super().focusInEvent(event)
        if not self._current and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._go(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say in words what lies under the mouse."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), hit.text if hit else "", self)
            return True
        return super().event(event)

    def _step(self, steps: int) -> None:
        keys = [each.key for each in self.hits()]
        if self._current in keys:
            self._go(min(max(keys.index(self._current) + steps, 0), len(keys) - 1))
        else:
            self._go(0)

    def _turn(self, direction: int) -> None:
        """Go to the nearest figure above or below."""
        hits = self.hits()
        now = next((each.boxes[0] for each in hits if each.key == self._current), None)
        if now is None:
            self._go(0)
            return
        beyond = [
            (_distance(now, each.boxes[0]), place)
            for place, each in enumerate(hits)
            if direction * (_middle(each.boxes[0]) - _middle(now)) > now.height / 2
        ]
        if beyond:
            self._go(min(beyond)[1])

    def _go(self, place: int) -> None:
        hits = self.hits()
        if hits:
            hit = hits[place]
            self._current = hit.key
            announce(self, hit.text)
            self.arrived.emit(self.place_of(hit.key).toPoint())
            self.setAccessibleName(f"{self._chart.title if self._chart else ''}: {hit.text}")
            self.update()

    def _choose(self, key: str) -> None:
        if key in self._lists:
            self.chosen.emit(key)

    def _hit_at(self, place: QPointF) -> HitBox | None:
        x, y = place.x() - MARGIN, place.y() - MARGIN
        found = [each for each in self.hits() if any(box.holds(x, y) for box in each.boxes)]
        return found[-1] if found else None

    def _ring(self, painter: QPainter, hit: HitBox, width: float) -> None:
        painter.setPen(QPen(self._theme.colour("accent"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in hit.boxes:
            rect = QRectF(box.x, box.y, box.width, box.height).translated(MARGIN, MARGIN)
            painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2)


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _distance(one: Box, other: Box) -> tuple[float, float]:
    """Compare by height first, then sideways."""
    return abs(_middle(one) - _middle(other)), abs(
        one.x + one.width / 2 - other.x - other.width / 2
    )
