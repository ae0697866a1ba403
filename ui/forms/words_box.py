"""A small box for a sentence or two: Ctrl+Enter is done, Escape is never mind."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.theme import GRID


class WordsBox(QPlainTextEdit):
    """Een vak voor een korte tekst.

    Signals:
        submitted(): Ctrl+Enter: the text is done.
        left(): Escape: never mind.

    Args:
        name: What screen readers say.
        prompt: What stands, muted, in the empty box.
        lines: How many are in sight.
    """

    submitted = Signal()
    left = Signal()

    def __init__(
        self, name: str, prompt: str, lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the lines, in the size of the text."""
        margins = 2 * self.frameWidth() + round(2 * self.document().documentMargin()) + GRID
        return QSize(
            super().sizeHint().width(), self._lines * self.fontMetrics().lineSpacing() + margins
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for all lines, and for little width."""
        return QSize(20 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())

    def words(self) -> str:
        """Return the text on one line."""
        return " ".join(self.toPlainText().split())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of Ctrl+Enter and of Escape; leave the rest to the box."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
