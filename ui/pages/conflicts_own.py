"""A value of one's own for a field in conflict, in the editor that its form has too."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.forms.editor import Editor
from ui.forms.making import EditorContext, editor_for
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.dictionary import Field
from vvdesk.values import Unreadable


class OwnValue(QWidget):
    """Het invulveld voor een eigen waarde; wat er niet als waarde te lezen is, staat eronder.

    Signals:
        entered(): The keyboard came into the field.
        given(object): Somebody gave this value, and went on.
        left_alone(): The keyboard left, and nothing was typed.

    Args:
        context: What editors need.
    """

    entered = Signal()
    given = Signal(object)
    left_alone = Signal()

    def __init__(self, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.editor: Editor | None = None
        self._is_touched = False
        self._problem = wrapped_label()
        self._problem.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID // 2)
        self._layout.addWidget(self._problem)
        context.theme.changed.connect(self._restyle)

    @property
    def problem(self) -> str:
        """Why what stands there is no value; empty when it is."""
        return self._problem.text()

    def show_field(self, field: Field | None) -> None:
        """Have the editor of another field; None for none."""
        gone, self.editor = self.editor, None
        self._tell("")
        self._is_touched = False
        if gone is not None:
            gone.blockSignals(True)  # the keyboard leaves it by this, not by a person
            gone.hide()
            gone.deleteLater()
        if field is None:
            return
        editor = self.editor = editor_for(field, self._context, self)
        editor.touched.connect(self._on_touched)
        editor.left.connect(self._on_left)
        self._layout.insertWidget(0, editor)
        editor.control().setAccessibleName(f"Zelf: {field.about.label}")
        editor.control().installEventFilter(self)
        editor.show()

    def show_value(self, value: Any) -> None:
        """Let this value stand there."""
        if self.editor is not None:
            self.editor.show_value(value)
            self._is_touched = False
            self._tell("")

    def take_keyboard(self) -> None:
        """Bring the keyboard into the editor."""
        if self.editor is not None:
            control = self.editor.control()
            control.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(control, QLineEdit):
                control.selectAll()

    def finish(self) -> bool:
        """Give what was typed; return False when it is no value, which is told below it."""
        if self.editor is None or not self._is_touched:
            return not self.problem
        try:
            value = self.editor.value()
        except Unreadable as error:
            self._tell(str(error))
            return False
        self._is_touched = False
        self._tell("")
        self.given.emit(value)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hear the keyboard come in, and take Enter in a line as the end of it."""
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enters = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if event.key() in enters and isinstance(watched, QLineEdit):
                self.finish()
        return super().eventFilter(watched, event)

    def _on_left(self) -> None:
        if not self._is_touched and not self.problem:
            self.left_alone.emit()
        else:
            self.finish()

    def _on_touched(self) -> None:
        self._is_touched = True

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if self.editor is not None:
            self.editor.mark("fout" if problem else "")
        self._restyle()

    def _restyle(self) -> None:
        self._problem.setStyleSheet(f"color: {self._context.theme.colours.fout};")
