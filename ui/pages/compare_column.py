"""A column of widgets that wrap text, of which one can change without measuring all others.

A box layout asks every text for its height at every insertion; with a hundred differences that
takes longer than building them.
"""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import GRID

_LONGEST_LINE = 180
"""Characters."""
_OUT_OF_SIGHT = -100_000


class CardColumn(QWidget):
    """Widgets onder elkaar, elk zo hoog als zijn tekst vraagt.

    What is put in stands out of sight until `arrange` is called, here or by whoever puts it in:
    arranging paints all that is in sight again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._heights: dict[QWidget, int] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.arrange)

    def widgets(self) -> list[QWidget]:
        """Return what stands here, from top to bottom."""
        return list(self._widgets)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget at this place; one that stands here already moves."""
        if widget in self._widgets:
            self._widgets.remove(widget)
        else:
            widget.setParent(self)
            widget.move(0, _OUT_OF_SIGHT)
            widget.show()
            self._heights[widget] = _height(widget, self._width())
            widget.installEventFilter(self)
        self._widgets.insert(place, widget)

    def remove(self, widget: QWidget) -> None:
        """Take a widget out, for good."""
        self._widgets.remove(widget)
        self._heights.pop(widget, None)
        widget.removeEventFilter(self)
        widget.hide()
        widget.deleteLater()
        self._timer.start()

    def arrange(self) -> None:
        """Give every widget its place; only what changed is measured."""
        self._timer.stop()
        width, top = self._width(), 0
        for widget in self._widgets:
            if widget not in self._heights:
                self._heights[widget] = _height(widget, width)
            widget.setGeometry(0, top, width, self._heights[widget])
            top += self._heights[widget] + GRID
        self.setMinimumHeight(top + GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Measure everything anew when the width is another one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._heights.clear()
            self.arrange()

    def event(self, event: QEvent) -> bool:
        """Measure labels anew when one of them changed: it tells its parent, not itself."""
        if event.type() is QEvent.Type.LayoutRequest:
            for widget in [each for each in self._heights if each.layout() is None]:
                del self._heights[widget]
            self._timer.start()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Measure a widget anew when what is in it changed."""
        if event.type() is QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self._heights.pop(watched, None)
            self._timer.start()
        return super().eventFilter(watched, event)

    def _width(self) -> int:
        """Lines of text stay short enough to be read, however wide the window is."""
        widest = self.fontMetrics().averageCharWidth() * _LONGEST_LINE
        return min(self.width() - GRID, widest)


def _height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    wanted = widget.heightForWidth(width) if widget.hasHeightForWidth() else -1
    return wanted if wanted >= 0 else widget.sizeHint().height()
