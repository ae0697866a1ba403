"""What Ontvangst says while there are no fiches to wait for."""

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID


class NothingReceived(QWidget):
    """De lege ontvangst, met de eerste stap.

    Attributes:
        projects: Leads to the list of projects.
    """

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.projects = QPushButton(icons.get("list"), "Naar Projecten")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        inside.addWidget(wrapped_label("Dit meetmoment heeft nog geen fiches", "heading"))
        inside.addWidget(
            wrapped_label(
                "Hier volg je per entiteit en per speerpunt wat ontvangen is. Voeg eerst fiches "
                "toe bij Projecten, of lees een gepubliceerd rapport in."
            )
        )
        row = WrappingRow()
        row.addWidget(self.projects)
        inside.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)
