"""The field in which one types what one looks for in all texts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.icons import Icons


class SearchField(QLineEdit):
    """Het zoekveld; de lijst eronder volgt elke toets.

    Signals:
        entered(): Down: into the list.
        chosen(): Enter: the trace of what is at hand in the list.

    Args:
        icons: For the magnifying glass.
    """

    entered = Signal()
    chosen = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Zoek in alle teksten van alle meetmomenten")
        self.setAccessibleName("Zoeken in alle teksten")
        self.setAccessibleDescription("De lijst toont meteen alleen wat gevonden is.")
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName("Zoekveld leegmaken")
        picture = icons.get("search", "muted")
        self.addAction(picture, QLineEdit.ActionPosition.LeadingPosition).setText("Zoeken")
        self.setProperty("own_undo", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Steer the list with the keys that mean nothing in one line of text."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Down:
            self.entered.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
