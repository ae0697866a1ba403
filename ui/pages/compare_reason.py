"""The line in which somebody writes why a mijlpaal changed, right at the difference."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from ui.theme import GRID


class ReasonLine(QWidget):
    """Eén regel voor de reden van een wijziging.

    What was typed stays as typed while the keyboard is in it.

    Signals:
        touched(): Something was typed.
        left(): The keyboard went elsewhere after something was typed.

    Args:
        about: The label of what changed, for screen readers.
    """

    touched = Signal()
    left = Signal()

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        caption = QLabel("Reden van wijziging")
        caption.setProperty("role", "label")
        self._field = QLineEdit()
        self._field.setPlaceholderText("Waarom is dit anders dan vorige keer?")
        self._field.setAccessibleName(f"Reden van wijziging bij {about}")
        self._field.textEdited.connect(self.touched)
        self._field.editingFinished.connect(self._on_finished)
        caption.setBuddy(self._field)
        self.setFocusProxy(self._field)
        layout.addWidget(caption)
        layout.addWidget(self._field, 1)

    def text(self) -> str:
        """Return what stands there."""
        return self._field.text()

    def show_text(self, text: str) -> None:
        """Show what is stored, unless somebody is typing here."""
        flat = " ".join(text.split())
        if not (self._field.hasFocus() and self._field.isModified()) and self.text() != flat:
            self._field.setText(flat)

    def set_required(self, required: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Mark the line as the one that a fout is about."""
        wanted = "fout" if required else ""
        if self._field.property("severity") != wanted:
            self._field.setProperty("severity", wanted)
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the reason as text to select and copy."""
        self._field.setReadOnly(read_only)
        self._field.setProperty("readOnlyLook", "true" if read_only else "false")

    def _on_finished(self) -> None:
        if self._field.isModified():
            self._field.setModified(False)
            self.left.emit()
