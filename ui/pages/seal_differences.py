"""What is not as it was sealed: where, what stands there, what should, and what that means."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.reception_models import Column
from ui.pages.seal_facts import FactsGrid
from ui.pages.seal_listing import SealListing
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.sealing.difference_files import HEADERS, as_text, cells_of
from vvdesk.sealing.seal_words import Fact
from vvdesk.sealing.verdict import Verdict, Verschil

_COLUMNS = (
    Column("Plaats", "", lambda row: row.plaats),
    Column("Onderdeel", "Wijzigingsspoor", lambda row: row.onderdeel),
    Column("Gevonden", "een waarde van dertig tekens lang", lambda row: row.gevonden),
    Column("Verwacht", "een waarde van dertig tekens lang", lambda row: row.verwacht),
)


class Differences(QWidget):
    """De verschillen met wat verzegeld werd.

    Signals:
        save_requested(): Somebody wants them in a file.

    Args:
        icons: For buttons.
        theme: For colours.

    Attributes:
        table: One row for each.
        copy: Copies the chosen ones, or all.
        save: Saves all of them.
    """

    save_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verschillen: tuple[Verschil, ...] = ()
        self._title = wrapped_label(role="heading")
        self.table = SealListing(_COLUMNS, "Verschillen", _key, (3, 2), icons, theme)
        self.detail = FactsGrid(icons, theme, "Het gekozen verschil")
        self.copy = QPushButton(icons.get("copy"), "Kopiëren")
        self.save = QPushButton(icons.get("save"), "Bewaren als…")
        self._lay_out()
        self.table.chosen.connect(self._on_chosen)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self.save_requested)
        self.hide()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show what differs; nothing when nothing does."""
        self._verschillen = verdict.verschillen if verdict else ()
        count = len(self._verschillen)
        self._title.setText("1 verschil" if count == 1 else f"{count} verschillen")
        self.table.show_all(self._verschillen)
        if count and not self.table.selected():
            self.table.selectRow(0)
        self._on_chosen()
        self.setVisible(bool(count))

    def _lay_out(self) -> None:
        buttons = WrappingRow()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        for part in (self._title, self.table, self.detail):
            column.addWidget(part)
        column.addLayout(buttons)

    def _on_chosen(self) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._verschillen):
            self.detail.show_facts(())
            return
        cells = cells_of(self._verschillen[row])
        self.detail.show_facts([Fact(*pair) for pair in zip(HEADERS, cells, strict=True)])

    def _on_copy(self) -> None:
        chosen = self.table.selected()
        several = chosen if len(chosen) > 1 else self._verschillen
        QGuiApplication.clipboard().setText(as_text(several))
        announce(self, f"{len(several)} gekopieerd.")


def _key(verschil: Verschil) -> str:
    return "\0".join(cells_of(verschil))
