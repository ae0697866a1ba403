"""Answering a question where it is asked: a word, a sentence, and one button."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.forms.words_box import WordsBox
from ui.pages.question import ChoiceBox
from ui.theme import GRID, Theme
from vvdesk.model import Antwoordreden, Vraagstaat
from vvdesk.question_list import ListedVraag
from vvdesk.question_words import MEANINGS, REASONS, why_no_answer

_CHOOSE = "Kies een reden"
_NO_REASON = "Kies eerst een reden."


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is being typed.

    Attributes:
        reden: What is chosen; None for nothing yet.
        tekst: What is typed.
    """

    reden: Antwoordreden | None
    tekst: str


class AnswerBox(QWidget):
    """Het vak om op een vraag te antwoorden.

    Signals:
        answered(object, str): The `Antwoordreden` and the sentence.
        drafted(object): What is being typed; see `Draft`. None when that is let go.

    Args:
        vraag: The question; when it was answered, the box opens only when somebody wants to.
        draft: What was being typed before; None for nothing.
        theme: Its colours.
        is_open: Whether a question that nobody answered shows its fields at once.
    """

    answered = Signal(object, str)
    drafted = Signal(object)

    def __init__(
        self,
        vraag: ListedVraag,
        draft: Draft | None,
        theme: Theme,
        *,
        is_open: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vraag, self._theme = vraag, theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        is_new = vraag.staat is Vraagstaat.OPEN
        self._closes = not (is_new and is_open)
        self._again = QPushButton("Antwoorden…" if is_new else "Antwoord wijzigen…")
        self._again.clicked.connect(self._on_again)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self._fields = QWidget()
        column.addWidget(self._fields)
        self._lay_out_fields()
        self._fill(draft or Draft(vraag.reden, vraag.antwoord))
        self._show_fields(shown=not self._closes or draft is not None)
        self._reason.currentIndexChanged.connect(self._on_edited)
        self._words.textChanged.connect(self._on_edited)
        theme.changed.connect(self._paint)

    def _lay_out_fields(self) -> None:
        self._reason = ChoiceBox([_CHOOSE, *REASONS.values()])
        self._reason.setAccessibleName("Reden van je antwoord")
        for place, reason in enumerate(REASONS, start=1):
            meaning = f"{REASONS[reason]}: {MEANINGS[reason]}"
            self._reason.setItemData(place, meaning, Qt.ItemDataRole.ToolTipRole)
        self._words = WordsBox("Antwoord in een zin", "Antwoord in een zin (Ctrl+Enter bewaart)")
        self._words.submitted.connect(self._on_submitted)
        self._words.left.connect(self._on_left)
        self._button = QPushButton("Antwoorden")
        self._button.clicked.connect(self._on_submitted)
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.hide()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._reason, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._words, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self._hint)

    def _chosen(self) -> Antwoordreden | None:
        place = self._reason.currentIndex()
        return list(REASONS)[place - 1] if place > 0 else None

    def _fill(self, draft: Draft) -> None:
        self._reason.setCurrentIndex(
            0 if draft.reden is None else 1 + list(REASONS).index(draft.reden)
        )
        self._words.setPlainText(draft.tekst)

    def _show_fields(self, *, shown: bool) -> None:
        self._fields.setVisible(shown)
        self._again.setVisible(not shown)
        self.setFocusProxy(self._reason if shown else self._again)

    def _on_again(self) -> None:
        self._show_fields(shown=True)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self._tell("")
        self.drafted.emit(Draft(self._chosen(), self._words.toPlainText()))

    def _on_submitted(self) -> None:
        reden, tekst = self._chosen(), self._words.words()
        problem = _NO_REASON if reden is None else why_no_answer(reden, tekst)
        if reden is None or problem is not None:
            self._tell(problem or "")
            (self._reason if reden is None else self._words).setFocus()
            return
        self.drafted.emit(None)
        self.answered.emit(reden, tekst)

    def _on_left(self) -> None:
        """Let go of what is typed; an answer that stood there stands there still."""
        self._fill(Draft(self._vraag.reden, self._vraag.antwoord))
        self._tell("")
        self.drafted.emit(None)
        if self._closes:
            self._show_fields(shown=False)
            self._again.setFocus()

    def _tell(self, problem: str) -> None:
        self._hint.setText(problem)
        self._hint.setVisible(bool(problem))
        self._words.setAccessibleDescription(problem)
        self._paint()

    def _paint(self) -> None:
        self._hint.setStyleSheet(f"color: {self._theme.colours.fout};")
