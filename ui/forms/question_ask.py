"""Asking something at a field: one box under it, and it goes along with the next uitvraag."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.forms.words_box import WordsBox
from ui.theme import GRID

_LINES = 3


class AskBox(QFrame):
    """Het vak voor een nieuwe vraag.

    Signals:
        asked(str): The question.
        left(): Never mind.

    Args:
        about: What it is about, for people: the label of the field.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        column.setSpacing(GRID // 2)
        label = QLabel(f"Vraag bij {about}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "label")
        label.setWordWrap(True)
        self._words = WordsBox(
            f"Vraag bij {about}", "Wat wil je weten? (Ctrl+Enter bewaart, Esc sluit)", _LINES
        )
        label.setBuddy(self._words)
        hint = QLabel("De entiteit krijgt je vraag met de volgende uitvraag.")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self._done = QPushButton("Vraag stellen")
        cancel = QPushButton("Annuleren")
        cancel.setProperty("role", "quiet")
        for widget in (label, self._words, hint):
            column.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self._done)
        line.addWidget(cancel)
        line.addStretch(1)
        column.addLayout(line)
        self._words.submitted.connect(self._on_submitted)
        self._words.left.connect(self.left)
        self._words.textChanged.connect(self._on_edited)
        self._done.clicked.connect(self._on_submitted)
        cancel.clicked.connect(self.left)
        self._on_edited()

    def begin(self) -> None:
        """Bring the keyboard to the text."""
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_edited(self) -> None:
        self._done.setEnabled(bool(self._words.words()))

    def _on_submitted(self) -> None:
        if self._words.words():
            self.asked.emit(self._words.words())
