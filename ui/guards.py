"""Habits of Qt that lose work or fight the window, stopped for the whole program.

The wheel changes a combo box or a date that it happens to roll over; with Ctrl it is about the size
of text everywhere, whatever it hangs over; and text fields keep Ctrl+Z for themselves, so that the
one undo of the window would never hear of it.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent, QWindow
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar
from shiboken6 import isValid

_OWN_UNDO = "own_undo"
"""A dynamic property: a field that belongs to no fiche keeps its own undo."""
_NOTCH = 120
"""What a wheel says of one click; touch pads say less at a time."""


class Guards(QObject):
    """Listens where the wheel comes in and where the keyboard is, and stops those.

    Hearing every event of the program would be simpler; it cost a third of every key typed.

    Signals:
        zoomed(int): Ctrl and the wheel ask for larger (1) or smaller (-1) text.

    Args:
        application: Whose events.
    """

    zoomed = Signal(int)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._rolled = 0
        application.focusWindowChanged.connect(self._on_window_changed)
        application.focusObjectChanged.connect(self._on_field_changed)
        self._field: QObject | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stop the wheel over values, and let undo and redo through to the window."""
        kind = event.type()
        if kind is QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._stop_wheel(watched, event)
        if (
            kind is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not watched.property(_OWN_UNDO)
            and _is_undo(event)
        ):
            event.ignore()
            return True
        return False

    def _on_window_changed(self, window: QWindow | None) -> None:
        """Hear what the system brings to this window; asking twice changes nothing."""
        if window is not None:
            window.installEventFilter(self)

    def _on_field_changed(self, field: QObject | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = field
        if field is not None:
            field.installEventFilter(self)

    def _stop_wheel(self, watched: QObject, event: QWheelEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._rolled += event.angleDelta().y()
            if notches := int(self._rolled / _NOTCH):
                self._rolled -= notches * _NOTCH
                self.zoomed.emit(1 if notches > 0 else -1)
            event.accept()
            return True
        self._rolled = 0
        under: QObject | None = watched
        if isinstance(watched, QWindow):
            under = QApplication.widgetAt(event.globalPosition().toPoint())
        if _changes_by_wheel(under):
            event.ignore()
            return True
        return False


def _changes_by_wheel(widget: QObject | None) -> bool:
    if isinstance(widget, QScrollBar):
        return False
    return isinstance(widget, QComboBox | QAbstractSpinBox | QAbstractSlider)


def _is_undo(event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and (event.matches(keys.Undo) or event.matches(keys.Redo))
