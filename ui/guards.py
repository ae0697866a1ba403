"""Two habits of Qt that lose work, stopped for the whole program.

The wheel changes a combo box or a date that it happens to roll over; and text fields keep Ctrl+Z
for themselves, so that the one undo of the window would never hear of it.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar

_OWN_UNDO = "own_undo"
"""A dynamic property: a field that belongs to no fiche keeps its own undo."""


class Guards(QObject):
    """Listens to every event of the program, and stops those two.

    Args:
        application: Whose events.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stop the wheel over values, and let undo and redo through to the window."""
        kind = event.type()
        if kind is QEvent.Type.Wheel and _changes_by_wheel(watched):
            event.ignore()
            return True
        if (
            kind is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not watched.property(_OWN_UNDO)
            and _is_undo(event)
        ):
            event.ignore()
            return True
        return False


def _changes_by_wheel(widget: QObject) -> bool:
    if isinstance(widget, QScrollBar):
        return False
    return isinstance(widget, QComboBox | QAbstractSpinBox | QAbstractSlider)


def _is_undo(event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and (event.matches(keys.Undo) or event.matches(keys.Redo))
