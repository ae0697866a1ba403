"""What the amounts and statuses come to before and after a plan is carried out."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.forms.status_chip import StatusChips
from ui.pages.conflicts_value import ValueLine
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.kinds import ChoiceLists
from vvdesk.merging import PlanTotals
from vvdesk.values import euro_to_text

_AMOUNTS = (("Beleidsruimte", "beleidsruimte"), ("VAK", "vak"), ("VEK", "vek"))
_STATUSES = (("Projecten", "projectstatus"), ("Mijlpalen", "mijlpaalstatus"))


class PlanTotalsView(QWidget):
    """Beleidsruimte, VAK, VEK en de statussen, voor en na.

    Args:
        chips: Draws statuses.
        lists: The order of the statuses.
    """

    def __init__(
        self, chips: StatusChips, lists: ChoiceLists, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chips, self._lists = chips, lists
        self._cells: dict[tuple[int, int], QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        for column, head in enumerate(("", "Nu", "Na verwerking", "Verschil")):
            self._put(0, column, head, "hint")
        for row, (name, _key) in enumerate(_AMOUNTS, start=1):
            self._put(row, 0, name, "label")
        self._grid.setColumnStretch(4, 1)
        self._statuses: dict[str, WrappingRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(self._grid)
        for name, key in _STATUSES:
            holder = QWidget()
            statuses = self._statuses[key] = WrappingRow(holder)
            statuses.addWidget(_label(name, "label"))
            layout.addWidget(holder)
        layout.addStretch(1)
        self.setAccessibleName("Totalen voor en na")

    def show_totals(self, totals: PlanTotals) -> None:
        """Show what it comes to with the choices made so far."""
        for row, (_name, key) in enumerate(_AMOUNTS, start=1):
            before, after = getattr(totals.before, key), getattr(totals.after, key)
            self._put(row, 1, _amount(before, totals.before.missing.get(key, 0)))
            self._put(row, 2, _amount(after, totals.after.missing.get(key, 0)))
            self._put(row, 3, signed(after - before))
        for _name, key in _STATUSES:
            self._show_statuses(key, getattr(totals.before, key), getattr(totals.after, key))

    def _show_statuses(
        self, key: str, before: Mapping[str | None, int], after: Mapping[str | None, int]
    ) -> None:
        row = self._statuses[key]
        while (item := row.takeAt(1)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        order = dict.fromkeys([*self._lists[key].keys(), *before, *after])
        order[None] = order.pop(None, None)  # without a status comes last
        for status in (each for each in order if before.get(each) or after.get(each)):
            was, becomes = before.get(status, 0), after.get(status, 0)
            chip = ValueLine(self._chips)
            if status is None:
                chip.show_text("Geen status")
            else:
                chip.show_status(key, status)
            change = "" if was == becomes else f" ({_plus(becomes - was)})"
            label = _label(f"{becomes}{change}", "label" if change else "")
            row.addWidget(_beside(chip, label))
        row.invalidate()

    def _put(self, row: int, column: int, text: str, role: str = "") -> None:
        if (row, column) not in self._cells:
            cell = self._cells[row, column] = _label("", role)
            right = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(cell, row, column, right)
        self._cells[row, column].setText(text)


def summary(totals: PlanTotals) -> str:
    """Tell in one line what the amounts come to."""
    parts = [
        f"{name} {euro_to_text(getattr(totals.after, key))} "
        f"({signed(getattr(totals.after, key) - getattr(totals.before, key))})"
        for name, key in _AMOUNTS
    ]
    return " · ".join(parts)


def signed(amount: int) -> str:
    """Write a difference with its sign."""
    return f"{'+' if amount >= 0 else ''}{euro_to_text(amount)}".replace("-", "−")


def _plus(number: int) -> str:
    return f"{number:+}".replace("-", "−")


def _amount(amount: int, missing: int) -> str:
    lacking = f" · {missing} niet ingevuld" if missing else ""
    return f"{euro_to_text(amount)}{lacking}"


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, GRID, 0)
    row.setSpacing(GRID // 2)
    for widget in widgets:
        row.addWidget(widget)
    return holder
