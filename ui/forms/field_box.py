"""One field of the form: its label above it, the editor, its hint, and what is found there."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.desk import UNREAD
from ui.forms.editor import Editor
from ui.forms.finding_line import FindingLine
from ui.forms.question_lines import QuestionLines
from ui.forms.value_editor import ValueEditor
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.rules import Gewogen, Severity

_LONGEST_EARLIER = 60


class FieldBox(QWidget):
    """Een veld van de fiche met alles wat erbij hoort.

    Signals:
        entered(str): The keyboard came to the field at this path.
        explained(object, str): A toelichting was written; see `FindingLine`.
        taken_back(str): The typed text at this path may go.

    Args:
        path: The field, as in a dump.
        editor: Its editor; belongs to the box from now on.
        icons: For the findings.
        theme: For the findings.

    Attributes:
        questions: What the coordinator asks here; None as long as nothing was asked.
    """

    entered = Signal(str)
    explained = Signal(object, str)
    taken_back = Signal(str)

    def __init__(
        self, path: str, editor: Editor, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.path, self.editor = path, editor
        self._icons, self._theme = icons, theme
        self._shown: list[Gewogen] = []
        self.questions: QuestionLines | None = None
        about = editor.field.about
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        head = QHBoxLayout()
        self._label = QLabel(f"{about.label} *" if about.required else about.label, self)
        self._label.setProperty("role", "label")
        self._label.setBuddy(editor.control())
        self._label.setWordWrap(True)
        if about.required:
            self._label.setToolTip("Verplicht bij het indienen")
        head.addWidget(self._label, 1)
        self._earlier = QLabel(self)
        self._earlier.setProperty("role", "hint")
        self._earlier.setTextFormat(Qt.TextFormat.PlainText)
        self._earlier.setWordWrap(True)
        self._earlier.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._earlier, 2)
        layout.addLayout(head)
        layout.addWidget(editor)
        hint = QLabel(about.hint, self)
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        layout.addWidget(hint)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        if isinstance(editor, ValueEditor):
            editor.entered.connect(self._on_entered)
        else:
            editor.control().installEventFilter(self)

    def show_earlier(self, text: str) -> None:
        """Show what the previous meetmoment said; the empty text shows nothing."""
        short = " ".join(text.split())
        if len(short) > _LONGEST_EARLIER:
            short = f"{short[:_LONGEST_EARLIER].rstrip()}… (F6)"
        self._earlier.setText(f"vorige keer: {short}" if short else "")
        self._earlier.setToolTip(text)
        self._earlier.setVisible(bool(short))  # empty, it leaves its room to the label

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        self.editor.show_value(value)

    def take_questions(self, lines: QuestionLines) -> None:
        """Keep the questions at this field under it."""
        self.questions = lines
        whole = self.layout()
        if whole is not None:
            whole.addWidget(lines)

    def show_findings(self, found: Sequence[Gewogen], *, may_edit: bool) -> None:
        """Show what is found at this field; lines that stay the same stay as they are."""
        if list(found) == self._shown:
            return
        self._shown = list(found)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            self._lines.addWidget(self._line(each, may_edit=may_edit))
        worst = {each.finding.severity for each in found}
        heavy = [s for s in (Severity.FOUT, Severity.WAARSCHUWING) if s in worst]
        self.editor.mark(heavy[0].value if heavy else "")
        said = " ".join(each.finding.message for each in found)
        self.editor.control().setAccessibleDescription(f"{self.editor.field.about.hint} {said}")

    def _line(self, each: Gewogen, *, may_edit: bool) -> FindingLine:
        line = FindingLine(
            each,
            self._icons,
            self._theme,
            may_edit=may_edit,
            is_refusal=each.finding.code == UNREAD,
        )
        line.explained.connect(self.explained)
        line.taken_back.connect(lambda: self.taken_back.emit(self.path))
        return line

    def _on_entered(self) -> None:
        self.entered.emit(self.path)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hear the keyboard come in."""
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self.path)
        return False
