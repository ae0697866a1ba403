"""The momentopnamen that were made before, as the central file noted them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.reception_models import Column
from ui.pages.seal_facts import FactsGrid
from ui.pages.seal_listing import SealListing
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.sealing.seal_notes import SealNote
from vvdesk.sealing.seal_words import Fact, when

_NOTHING = (
    "Nog geen. Van elke momentopname die je maakt, komt hier te staan wanneer en door wie ze "
    "gemaakt is, met haar controlecode."
)
_COLUMNS = (
    Column("Meetmoment", "", lambda row: row.meetmoment),
    Column("Aard", "tussentijds", lambda row: row.aard.value),
    Column("Gemaakt op", "00/00/0000 00:00", lambda row: when(row.tijd)),
    Column("Door", "Jan Janssens van Aa", lambda row: row.wie),
    Column("Controlecode", "WWWW-WWWW-WWWW-WWWW", lambda row: row.controlecode),
)


class EarlierSeals(QWidget):
    """Eerdere momentopnamen, de laatste eerst.

    Args:
        icons: For buttons.
        theme: For colours.

    Attributes:
        table: One row for each.
        copy: Copies the code of the one at hand.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = wrapped_label(_NOTHING, "hint")
        self.table = SealListing(
            _COLUMNS, "Eerdere momentopnamen", lambda row: row.sha256, (3, 1, 2), icons, theme
        )
        self.detail = FactsGrid(icons, theme, "De gekozen momentopname")
        self.copy = QPushButton(icons.get("copy"), "Kopieer controlecode")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(wrapped_label("Eerdere momentopnamen", "heading"))
        for part in (self._nothing, self.table, self.detail):
            column.addWidget(part)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.chosen.connect(self._on_chosen)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.copy.clicked.connect(self._on_copy)
        self.show_seals(())

    def show_seals(self, seals: Sequence[SealNote]) -> None:
        """Show these, oldest first as they were noted."""
        self.table.show_all([*reversed(seals)])
        if seals and not self.table.selected():
            self.table.selectRow(0)
        self._nothing.setVisible(not seals)
        for part in (self.table, self.detail, self.copy):
            part.setVisible(bool(seals))
        self._on_chosen()

    def let_go(self) -> None:
        """Forget which one is at hand; the latest will be."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())

    def _at_hand(self) -> SealNote | None:
        row, rows = self.table.currentIndex().row(), self.table.rows_model.rows
        return rows[row] if 0 <= row < len(rows) else None

    def _on_chosen(self) -> None:
        note = self._at_hand()
        if note is None:
            self.detail.show_facts(())
            return
        self.detail.show_facts(
            [
                Fact("Bestand", note.bestandsnaam),
                Fact("Sleutel", note.sleutel or "niet ondertekend", is_code=bool(note.sleutel)),
                Fact("SHA-256 van het manifest", note.sha256, is_code=True),
            ]
        )

    def _on_copy(self) -> None:
        if (note := self._at_hand()) is not None:
            QGuiApplication.clipboard().setText(note.controlecode)
            announce(self, "Controlecode gekopieerd.")
