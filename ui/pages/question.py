"""One question of a small form: the label above, a hint, the control, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.theme import GRID, Theme


class Question(QWidget):
    """A control with its words around it.

    Args:
        words: The label; becomes the control's accessible name.
        hint: One sentence that is always visible; empty for none.
        control: What is typed or chosen in.
        theme: For the colours.
        icons: For the icon of a problem.
        beside: Stands right of the control, such as a button.
    """

    def __init__(
        self,
        words: str,
        hint: str,
        control: QWidget,
        theme: Theme,
        icons: Icons,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._control, self._hint, self._theme, self._icons = control, hint, theme, icons
        label = text_label(words, "label")
        label.setBuddy(control)
        for each in (control, *_parts(control)):
            each.setAccessibleName(words)
        control.setAccessibleDescription(hint)
        self._picture, self._problem = QLabel(), text_label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(label)
        if hint:
            column.addWidget(text_label(hint, "hint"))
        line = QHBoxLayout()
        line.addWidget(control, 1)
        if beside is not None:
            line.addWidget(beside)
        column.addLayout(line)
        column.addWidget(self._make_problem())
        theme.changed.connect(self._paint_problem)

    @property
    def problem(self) -> str:
        """What is wrong; empty for nothing."""
        return self._problem.text()

    def tell(self, problem: str) -> None:
        """Say under the control what is wrong with it; the empty text takes that back."""
        if problem == self.problem:
            return
        self._problem.setText(problem)
        self._control.setAccessibleDescription(f"{problem} {self._hint}".strip())
        self._control.setProperty("severity", "fout" if problem else "")
        style = self._control.style()
        style.unpolish(self._control)
        style.polish(self._control)
        self._paint_problem()
        self._problem_line.setVisible(bool(problem))

    def _make_problem(self) -> QWidget:
        self._picture.setAccessibleName("Fout")
        self._problem_line = QWidget()
        line = QHBoxLayout(self._problem_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._problem, 1)
        self._problem_line.hide()
        return self._problem_line

    def _paint_problem(self) -> None:
        if self.problem:
            size, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
            self._picture.setPixmap(self._icons.pixmap("circle-x", "fout", size, ratio))
            self._problem.setStyleSheet(f"color: {self._theme.colours.fout};")


def _parts(control: QWidget) -> list[QWidget]:
    """Return the parts of a box that a screen reader meets by themselves: its list, its field."""
    if not isinstance(control, QComboBox):
        return []
    field = control.lineEdit()
    return [control.view(), field] if field is not None else [control.view()]


class NamesBox(QComboBox):
    """A list of names in which one can type; the mouse wheel never chooses.

    Args:
        names: What can be chosen.
    """

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        self.addItems(list(names))
        self.setCurrentIndex(-1)
        if completer := self.completer():
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll instead."""
        event.ignore()


class ChoiceBox(QComboBox):
    """A list to choose from; the mouse wheel never chooses.

    Args:
        names: What can be chosen; the first is.
    """

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(names))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the form scroll instead."""
        event.ignore()


def text_label(text: str, role: str = "") -> QLabel:
    """Return a label of plain text that takes as many lines as it needs.

    Args:
        text: What it says.
        role: How the style sheet draws it: title, heading, label or hint.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
