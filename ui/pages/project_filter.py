"""The field above the list of projects in which one types what one looks for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.icons import Icons


class ProjectFilter(QLineEdit):
    """Het zoekveld; de lijst eronder volgt elke toets.

    Signals:
        entered(): Down: into the list.
        chosen(): Enter: open what is at hand in the list, or its first project.

    Args:
        icons: For the magnifying glass.
    """

    entered = Signal()
    chosen = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Zoek op code, titel, entiteit, status, bevinding of tekst")
        self.setAccessibleName("Zoeken in de projecten")
        self.setAccessibleDescription("De lijst toont meteen alleen wat gevonden is.")
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName("Zoekveld leegmaken")
        picture = icons.get("search", "muted")
        self.addAction(picture, QLineEdit.ActionPosition.LeadingPosition).setText("Zoeken")
        self.setProperty("own_undo", True)

    def type_on(self, text: str) -> None:
        """Take the keyboard, and what was typed elsewhere behind what stands here."""
        self.setFocus()
        self.setText(self.text() + text)

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
