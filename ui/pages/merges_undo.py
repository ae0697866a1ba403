"""The question before a whole merge is taken back, on the page itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.pages.notice_bar import announce
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID


class UndoCard(QFrame):
    """Wat er gebeurt als je een samenvoeging ongedaan maakt.

    Signals:
        confirmed(): The person wants it.
        declined(): The person does not want it.
    """

    confirmed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.text = wrapped_label()
        self.no, self.yes = QPushButton("Laten staan"), QPushButton("Ja, maak ongedaan")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self._on_no)

    def ask(self, what: str) -> None:
        """Ask about one merge; the keyboard is on the safe answer."""
        text = (
            f"{what}. Alle waarden, nieuwe rijen en staten gaan terug naar hoe ze ervoor waren, en "
            "de conflicten van deze inzendingen vervallen. De inzendingen kun je daarna opnieuw "
            "inlezen."
        )
        self.text.setText(text)
        self.show()
        self.no.setFocus()
        announce(self, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_no()
        else:
            super().keyPressEvent(event)

    def _on_no(self) -> None:
        self.hide()
        self.declined.emit()
