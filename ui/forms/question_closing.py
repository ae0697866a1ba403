"""Closing a question where it stands; who did not ask it says why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.forms.words_box import WordsBox
from ui.theme import GRID, Theme
from vvdesk.question_list import ListedVraag


class ClosingBox(QWidget):
    """De knop om een vraag te sluiten, met een nota waar die nodig is.

    Signals:
        closed(str): The question is to be closed, with this nota.

    Args:
        vraag: The question.
        is_mine: Whether who works here asked it.
        theme: Its colours.
    """

    closed = Signal(str)

    def __init__(
        self, vraag: ListedVraag, *, is_mine: bool, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_mine, self._theme = is_mine, theme
        self._nota = WordsBox(
            "Nota bij het sluiten", f"{vraag.gesteld_door} stelde deze vraag: waarom sluit je ze?"
        )
        self._problem = QLabel("Schrijf in een zin waarom je ze sluit.")
        self._button = QPushButton("Vraag sluiten" if is_mine else "Vraag sluiten…")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for widget in (self._nota, self._problem):
            column.addWidget(widget)
            widget.hide()
        line = QHBoxLayout()
        line.addWidget(self._button)
        line.addStretch(1)
        column.addLayout(line)
        self._button.clicked.connect(self._on_clicked)
        self._nota.submitted.connect(self._on_clicked)
        self._nota.left.connect(self._on_left)
        self._nota.textChanged.connect(self._problem.hide)
        self.setFocusProxy(self._button)
        theme.changed.connect(self._paint)
        self._paint()

    def _on_clicked(self) -> None:
        if self._is_mine:
            self.closed.emit("")
        elif self._nota.isHidden():
            self._nota.show()
            self._button.setText("Vraag sluiten")
            self._nota.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._nota.words():
            self.closed.emit(self._nota.words())
        else:
            self._problem.show()
            self._nota.setFocus()

    def _on_left(self) -> None:
        self._nota.hide()
        self._problem.hide()
        self._button.setText("Vraag sluiten…")
        self._button.setFocus()

    def _paint(self) -> None:
        self._problem.setStyleSheet(f"color: {self._theme.colours.fout};")
