"""The moment after which nobody waits any more: the window stands on the screen."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Tells once that a window was painted.

    Signals:
        passed(): It stands there; what could wait may be built now.

    Args:
        window: Which window; owns this.
    """

    passed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice the paint, and tell when all that hangs in the window is painted too."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.passed.emit)
        return False
