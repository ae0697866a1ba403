"""What stands in place of the list when there is nothing to list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import GRID
from vvdesk.project_list import Wens


class NothingFound(QWidget):
    """Zegt waarom er geen projecten staan, en wat je kunt doen.

    Signals:
        clear_requested(): The filter is to be cleared.
    """

    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._hint = QLabel(), QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("role", "heading")
        self._hint.setProperty("role", "hint")
        self._clear = QPushButton("Filter wissen")
        self._clear.clicked.connect(self.clear_requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        layout.addStretch(1)
        for label in (self._text, self._hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addSpacing(GRID)
        layout.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def explain(self, wens: Wens, unready: str, *, is_empty: bool) -> None:
        """Say why nothing is listed.

        Args:
            wens: What was wished.
            unready: Why there may be more later, in Dutch; empty when all is known.
            is_empty: The file has no projects at all.
        """
        if is_empty:
            text = "Dit meetmoment heeft nog geen projecten."
            hint = "Begin met Nieuw dossier, of lees een werkboek in (Ctrl+Shift+I)."
        elif wens.text:
            text = f"Geen project gevonden voor “{wens.text}”."
            hint = unready or "Gebruik minder of andere woorden; elk woord moet voorkomen."
        else:
            text = "Geen project voldoet aan deze filter."
            hint = unready or "Kies iets anders, of wis de filter."
        self._text.setText(text)
        self._hint.setText(hint)
        self._clear.setVisible(not is_empty)
