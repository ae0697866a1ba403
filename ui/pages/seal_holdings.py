"""What is in a momentopname: the files that are kept in it, and the rows of each table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.reception_models import Column
from ui.pages.seal_facts import FactsGrid
from ui.pages.seal_listing import SealListing
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.sealing.digests import TableDigest
from vvdesk.sealing.kept_files import KeptFile
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.seal_words import Fact, size, when

_NO_FILES = "In deze momentopname zitten geen ingediende bestanden en geen rapporten."
_FILES = (
    Column("Bestand", "", lambda row: row.naam),
    Column("Soort", "inzending 00", lambda row: row.soort.value),
    Column("Entiteit", "Departement Omgeving en nog iets", lambda row: row.entiteit),
    Column("Ontvangen", "00/00/0000 00:00", lambda row: when(row.ontvangen_op)),
    Column("Omvang", "niet bewaard", lambda row: _size(row.omvang)),
    Column("SHA-256", "0123456789abcdef…", lambda row: f"{row.sha256[:16]}…"),
)
_TABLES = (
    Column("Tabel", "", lambda row: row[0]),
    Column("Rijen", "000.000.000", lambda row: str(row[1].rijen)),
    Column("SHA-256", "d" * 64, lambda row: row[1].sha256),
)


class KeptFiles(QWidget):
    """De bestanden die in de momentopname zitten; ze worden hier nooit geopend.

    Signals:
        copy_requested(object): Somebody wants a copy of a `KeptFile`.

    Args:
        icons: For buttons.
        theme: For colours.

    Attributes:
        table: One row for each.
        save: Asks for a copy of the one at hand.
    """

    copy_requested = Signal(object)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = wrapped_label("Bewijsstukken en rapporten", "heading")
        self._nothing = wrapped_label(_NO_FILES, "hint")
        self.table = SealListing(
            _FILES, "Bewijsstukken en rapporten", lambda row: row.place, (5, 3, 1), icons, theme
        )
        self.detail = FactsGrid(icons, theme, "Het gekozen bestand")
        self.save = QPushButton(icons.get("save"), "Bewaar een kopie…")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        for part in (self._title, self._nothing, self.table, self.detail):
            column.addWidget(part)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.save.clicked.connect(self._on_save)
        self.table.chosen.connect(self._on_chosen)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.table.opened.connect(lambda _kept: self._on_save())

    def show_files(self, files: Sequence[KeptFile]) -> None:
        """Show others."""
        self.table.show_all(files)
        if files and not self.table.selected():
            self.table.selectRow(0)
        self._nothing.setVisible(not files)
        for part in (self.table, self.detail, self.save):
            part.setVisible(bool(files))
        self._on_chosen()

    def _at_hand(self) -> KeptFile | None:
        row, rows = self.table.currentIndex().row(), self.table.rows_model.rows
        return rows[row] if 0 <= row < len(rows) else None

    def _on_chosen(self) -> None:
        kept = self._at_hand()
        self.save.setEnabled(kept is not None and kept.omvang is not None)
        if kept is None:
            self.detail.show_facts(())
            return
        found = [Fact("Bestand", kept.naam), Fact("SHA-256", kept.sha256, is_code=True)]
        if kept.entiteit:
            found.insert(1, Fact("Entiteit", kept.entiteit))
        if kept.omvang is None:
            found.append(Fact("Niet bewaard", "Het bestand was te groot; alleen de SHA-256 staat."))
        self.detail.show_facts(found)

    def _on_save(self) -> None:
        kept = self._at_hand()
        if kept is not None and kept.omvang is not None:
            self.copy_requested.emit(kept)


class SealedTables(QWidget):
    """De tabellen van de momentopname, met hun rijen en hun SHA-256.

    Args:
        icons: For cells.
        theme: For colours.

    Attributes:
        table: One row for each.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = SealListing(_TABLES, "Tabellen", lambda row: row[0], (), icons, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(wrapped_label("Tabellen", "heading"))
        column.addWidget(self.table)

    def show_manifest(self, manifest: Manifest | None) -> None:
        """Show what a manifest says; nothing without one."""
        rows: list[tuple[str, TableDigest]] = sorted(manifest.tabellen.items()) if manifest else []
        self.table.show_all(rows)
        self.setVisible(bool(rows))


def _size(count: int | None) -> str:
    return "niet bewaard" if count is None else size(count)
