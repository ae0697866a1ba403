"""How wide the columns of a table are and how high its rows, so that every text is seen whole."""

from PySide6.QtWidgets import QTableView

from ui.forms.rows_header import RowsHeader
from ui.forms.rows_model import RowsModel
from ui.forms.rows_paint import CellPainter
from vvdesk.dictionary import Field

_ROWS_MEASURED_AT_ONCE = 150
"""More rows than this are measured when they come into sight."""
_LEAST_CHARACTERS = 14
_SHORT_KINDS = {"day", "number", "code"}


class RowsSizes:
    """Meet kolommen en rijen van één tabel.

    Args:
        table: Whose sizes.
        header: Its headers.
        model: The rows.
        painter: How much room a cell needs.
    """

    def __init__(
        self, table: QTableView, header: RowsHeader, model: RowsModel, painter: CellPainter
    ) -> None:
        self._table, self._header = table, header
        self._rows, self._painter = model, painter
        self._is_fitting = self._is_by_hand = False
        self._width = 0
        header.sectionResized.connect(self._on_section_resized)

    def fit(self) -> None:
        """Give columns and rows the size that what they hold needs."""
        self._is_by_hand = False
        self.fit_to_width()

    def fit_to_width(self) -> None:
        """Fit to the width there is now; a scroll bar that comes moves no column set by hand."""
        if not self._is_by_hand or self._table.width() != self._width:
            self._is_fitting = True
            self._fit_columns()
            self._is_fitting = self._is_by_hand = False
            self._width = self._table.width()
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give rows their height; columns stay as they are."""
        self._header.fit()
        if self._are_few():
            for row in range(self._rows.rowCount()):
                self.fit_row(row)
        else:
            self.fit_rows_in_sight()

    def fit_row(self, row: int) -> None:
        """Give one row the height of its longest text."""
        table, font = self._table, self._table.font()
        height = max(
            self._painter.height(self._rows.index(row, column), table.columnWidth(column), font)
            for column in range(self._rows.columnCount())
        )
        if table.rowHeight(row) != height:
            table.setRowHeight(row, height)

    def fit_rows_in_sight(self) -> None:
        """Measure the rows in sight, when there are too many to measure all."""
        if self._are_few():
            return
        table = self._table
        row, bottom = max(table.rowAt(0), 0), table.viewport().height()
        while row < self._rows.rowCount() and table.rowViewportPosition(row) < bottom:
            self.fit_row(row)
            row += 1

    def _on_section_resized(self) -> None:
        self._is_by_hand = self._is_by_hand or not self._is_fitting

    def _are_few(self) -> bool:
        return self._rows.rowCount() <= _ROWS_MEASURED_AT_ONCE

    def _fit_columns(self) -> None:
        """Short columns get what their values need; long ones share what is left."""
        table, columns = self._table, self._rows.columns
        least = table.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS
        widths, weights = [], {}
        for at, each in enumerate(columns):
            wanted = least * (1 if at else 2)
            if _is_short(each):
                wanted = self._painter.column_width(each, table.font())
            else:
                weights[at] = each.about.width * (1 if at else 2)
            widths.append(max(wanted, self._header.least_width(at)))
        _share(widths, weights, table.viewport().width())
        for at, width in enumerate(widths):
            if table.columnWidth(at) != width:
                table.setColumnWidth(at, width)


def _share(widths: list[int], weights: dict[int, int], whole: int) -> None:
    """Widen the columns in `weights` by their weight, until together they fill the whole."""
    growing = dict(weights)
    while growing:
        left = whole - sum(width for at, width in enumerate(widths) if at not in growing)
        total = sum(growing.values())
        small = [at for at, weight in growing.items() if left * weight // total <= widths[at]]
        if not small:
            for at, weight in growing.items():
                widths[at] = left * weight // total
            return
        for at in small:
            del growing[at]


def is_choice(column: Field) -> bool:
    """Tell whether the values of a column are chosen from a list."""
    return hasattr(column.kind, "list_name")


def _is_short(column: Field) -> bool:
    return is_choice(column) or column.kind.name in _SHORT_KINDS
