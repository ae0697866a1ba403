"""What narrows the board of receptions, and which of its two halves is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QTabBar, QVBoxLayout, QWidget

from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.reception import Board, BoardRow, Wens

_LABELS = {
    Wens.ALLES: "Alles",
    Wens.ONTBREEKT: "Ontbreekt",
    Wens.TE_LAAT: "Te laat",
    Wens.NA_TE_KIJKEN: "Na te kijken",
}
_HALVES = ("Per entiteit", "Per speerpunt")


class ReceptionFilter(QWidget):
    """De tabbladen en de keuze wat je wilt zien.

    Signals:
        changed(): Other rows are wished.

    Attributes:
        halves: Per entiteit or per speerpunt.
        choices: What is wished, to its button.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.halves = QTabBar()
        self.halves.setAccessibleName("Indeling")
        self.halves.setExpanding(False)
        self.halves.setDrawBase(False)
        for label in _HALVES:
            self.halves.addTab(label)
        self.choices: dict[Wens, QRadioButton] = {}
        group = QButtonGroup(self)
        row = WrappingRow()
        row.setSpacing(2 * GRID)
        row.addWidget(self.halves)
        for wens, label in _LABELS.items():
            choice = QRadioButton(label)
            choice.setMinimumHeight(3 * GRID)
            choice.toggled.connect(self._on_toggled)
            group.addButton(choice)
            self.choices[wens] = choice
            row.addWidget(choice)
        self.choices[Wens.ALLES].setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        self.halves.currentChanged.connect(lambda _at: self.changed.emit())
        self.halves.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def is_per_entiteit(self) -> bool:
        """Tell whether entiteiten are shown, else speerpunten."""
        return self.halves.currentIndex() == 0

    @property
    def wens(self) -> Wens:
        """What is wished."""
        return next(wens for wens, choice in self.choices.items() if choice.isChecked())

    def rows(self, board: Board) -> tuple[BoardRow, ...]:
        """Return the rows that are wished."""
        return tuple(row for row in self._half(board) if row.fits(self.wens))

    def show_board(self, board: Board) -> None:
        """Show how many rows each choice gives."""
        self.halves.setTabText(0, f"{_HALVES[0]} ({len(board.entiteiten)})")
        self.halves.setTabText(1, f"{_HALVES[1]} ({len(board.speerpunten)})")
        for wens, choice in self.choices.items():
            count = sum(row.fits(wens) for row in self._half(board))
            choice.setText(f"{_LABELS[wens]} ({count})")
            choice.setAccessibleName(f"Toon: {_LABELS[wens].lower()}, {count}")

    def _half(self, board: Board) -> tuple[BoardRow, ...]:
        return board.entiteiten if self.is_per_entiteit else board.speerpunten

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        if is_on:
            self.changed.emit()
