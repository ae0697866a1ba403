"""The amounts of both sides: totals, and every project behind their difference."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.dashboard_table import TableView
from ui.pages.moments_model import Index
from ui.pages.moments_table import MomentsTable
from ui.pages.reception_part import ReceptionPart
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.charts.chart import Table
from vvdesk.moments_compared.money import amounts_table, sums_table
from vvdesk.moments_compared.parts import MomentsCompared

_ROOT = QModelIndex()
_SHARES = (0, 1, 0, 0, 0, 0)
_AMOUNT = "+99.000.000.000"
_SAMPLES = {0: "VV000-M00", 2: "Beleidsruimte", 3: _AMOUNT, 4: _AMOUNT, 5: _AMOUNT}
_WAS, _IS = 3, 4
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NONE = "Geen enkel bedrag is veranderd."
_HINT = (
    "Wat niet ingevuld is, telt niet mee in een totaal en is geen 0. Druk op Enter in een bedrag "
    "om het na te speuren."
)


class AmountsModel(QAbstractTableModel):
    """De bedragen die veranderd zijn, rij voor rij."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = Table("", ("",) * len(_SHARES), ())

    def show_table(self, table: Table) -> None:
        """Show other amounts."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def key(self, index: Index) -> str:
        """Return the reference code of a cell; empty for none."""
        return self._table.rows[index.row()][index.column()].key

    def keys(self, row: int) -> Sequence[str]:
        """Return the codes of a row, the later first."""
        cells = self._table.rows[row]
        return [cells[at].key for at in (_IS, _WAS)]

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Count the amounts."""
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return len(self._table.headers)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._table.headers[section]
            if role == Qt.ItemDataRole.TextAlignmentRole and section >= _WAS:
                return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; figures stand at the right."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._table.rows[index.row()][index.column()].text
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= _WAS:
            return _RIGHT
        return None


class MomentsAmounts(ReceptionPart):
    """Beleidsruimte, VAK en VEK, links en rechts.

    Signals:
        code_requested(str): Show the trace of this reference code.
    """

    code_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = (True, True)
        self.sums: TableView | None = None
        self.model = AmountsModel(self)
        self.table = MomentsTable(self.model, "Bedragen per project", _SHARES, _SAMPLES)
        self._heading = wrapped_label("Per project", "heading")
        self._nothing, hint = wrapped_label(_NONE), wrapped_label(_HINT, "hint")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, GRID, 0, 0)
        self._layout.setSpacing(GRID)
        self._layout.addWidget(wrapped_label("Totalen", "heading"))
        self._layout.addWidget(self._heading)
        self._layout.addWidget(hint)
        self._layout.addWidget(self._nothing)
        self._layout.addWidget(self.table, 1)
        self.table.opened.connect(self._on_opened)

    def show_compared(self, compared: MomentsCompared, own: tuple[bool, bool]) -> None:
        """Show other amounts; `own` as for the list of differences."""
        self._own = own
        totals = sums_table(compared)
        if self.sums is None:
            self.sums = TableView(totals)
            self._layout.insertWidget(1, self.sums)
        else:
            self.sums.show_table(totals)
        self.model.show_table(amounts_table(compared))
        has_rows = bool(compared.bedragen)
        self.table.setVisible(has_rows)
        self._nothing.setVisible(not has_rows)

    def _on_opened(self, index: QModelIndex) -> None:
        """Lead to the amount at hand, or to the later one when a name is at hand."""
        left, right = self._own
        leads = {_WAS: left, _IS: right}
        if index.column() in leads:
            codes = [self.model.key(index) if leads[index.column()] else ""]
        else:
            later, earlier = self.model.keys(index.row())
            codes = [later if right else "", earlier if left else ""]
        code = next(filter(None, codes), "")
        if code:
            self.code_requested.emit(code)
