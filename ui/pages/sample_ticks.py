"""The model of projects that can be ticked, filtered while somebody types."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from vvdesk.sampling.population import Unit

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Project", "Titel", "Trekkende entiteit")
_ROOT = QModelIndex()
_TICK = Qt.ItemDataRole.CheckStateRole


class TickModel(QAbstractTableModel):
    """Projecten om aan te vinken; wat niet getoond wordt, blijft aangevinkt.

    Signals:
        ticks_changed(): Others are ticked.
    """

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._units: tuple[Unit, ...] = ()
        self._texts: list[str] = []
        self._shown: list[int] = []
        self._ticked: set[str] = set()
        self._words: list[str] = []

    @property
    def total(self) -> int:
        """How many projects there are, shown or not."""
        return len(self._units)

    def offer(self, units: Sequence[Unit]) -> None:
        """Offer other projects; what was ticked and is still there stays ticked."""
        self._units = tuple(units)
        self._texts = [f"{each.code} {each.naam} {each.entiteit}".casefold() for each in units]
        self._ticked &= {each.code for each in units}
        self._show()
        self.ticks_changed.emit()

    def show_only(self, words: str) -> None:
        """Show the projects in which all these words stand."""
        self._words = words.casefold().split()
        self._show()

    def ticked(self) -> tuple[str, ...]:
        """Return the ticked codes, in the order of the list."""
        return tuple(each.code for each in self._units if each.code in self._ticked)

    def tick(self, codes: Iterable[str]) -> None:
        """Tick these, and no others."""
        known = {each.code for each in self._units}
        self._ticked = set(codes) & known
        self._renew()

    def tick_shown(self) -> None:
        """Tick everything that is shown, besides what was."""
        self._ticked |= {self._units[at].code for at in self._shown}
        self._renew()

    def toggle(self, row: int) -> None:
        """Tick a shown row, or no longer."""
        self._ticked ^= {self.unit(row).code}
        self._renew()

    def unit(self, row: int) -> Unit:
        """Return the project of a shown row."""
        return self._units[self._shown[row]]

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many projects are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return len(HEADS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        is_head = orientation is Qt.Orientation.Horizontal
        return HEADS[section] if is_head and role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says."""
        unit, column = self.unit(index.row()), index.column()
        text = (unit.code, unit.naam or "zonder titel", unit.entiteit)[column]
        roles = Qt.ItemDataRole
        if role == _TICK and column == 0:
            states = Qt.CheckState
            return states.Checked if unit.code in self._ticked else states.Unchecked
        if role == roles.AccessibleTextRole and column == 0:
            state = "aangevinkt" if unit.code in self._ticked else "niet aangevinkt"
            return f"{unit.code} {unit.naam}, {state}"
        if role in {roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole}:
            return text
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, _value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tick, or no longer."""
        if role != _TICK or index.column() != 0:
            return False
        self.toggle(index.row())
        return True

    def _show(self) -> None:
        self.beginResetModel()
        words = self._words
        self._shown = [
            at for at, text in enumerate(self._texts) if all(word in text for word in words)
        ]
        self.endResetModel()

    def _renew(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        self.ticks_changed.emit()
