"""Above the ledger of conflicts: open or decided ones, and words to look for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QToolButton,
    QWidget,
)

from ui.theme import GRID


class LedgerHeading(QWidget):
    """Titel, de keuze tussen open en beslist, en het zoekveld.

    Signals:
        changed(): Something else is wished.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("Conflicten")
        title.setProperty("role", "title")
        self.open_ones, self.decided = QRadioButton("Open"), QRadioButton("Beslist")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek op project, veld, entiteit, bestand of waarde")
        self.search.setAccessibleName("Zoeken in de conflicten")
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName("Zoekveld leegmaken")
        self.search.setProperty("own_undo", True)
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(title)
        for radio in (self.open_ones, self.decided):
            group.addButton(radio)
            radio.setMinimumHeight(3 * GRID)
            layout.addWidget(radio)
        layout.addWidget(self.search, 1)
        self.open_ones.setChecked(True)
        self.open_ones.toggled.connect(lambda _on: self.changed.emit())
        self.search.textChanged.connect(lambda _text: self.changed.emit())

    def show_counts(self, waiting: int, decided: int) -> None:
        """Tell how many there are of both."""
        self.open_ones.setText(f"Open ({waiting})")
        self.decided.setText(f"Beslist ({decided})")
