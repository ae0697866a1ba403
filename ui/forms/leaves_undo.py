"""What boxes of plain text share: undo, redo and the window's keys are the window's."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.forms.value_editor import is_for_the_window, without_undo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Box
else:
    _Box = object  # Qt's own class comes second, and there can only be one


class LeavesUndo(_Box):
    """Mixed into a box of text, before Qt's class."""

    def event(self, event: QEvent) -> bool:
        """Refuse the keys that belong to the window, before they count as typing."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_for_the_window(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Type, but never undo: the window does that."""
        if is_for_the_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Show the menu without undo and redo."""
        if not isinstance(self, QLineEdit | QPlainTextEdit):
            return
        menu = without_undo(self.createStandardContextMenu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
