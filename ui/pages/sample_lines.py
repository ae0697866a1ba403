"""The columns of the two tables of a sample: its strata, and the units that were drawn."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.icons import Icons
from ui.pages.reception_models import Column
from ui.pages.seal_listing import SealListing
from ui.theme import Theme
from vvdesk.charts.text import in_dutch, in_euro
from vvdesk.sampling import Getrokken, Stratum

_STRATA = (
    Column("Stratum", "", lambda row: row.naam),
    Column("In de populatie", "100.000", lambda row: in_dutch(row.aantal)),
    Column("Samen", "100.000.000.000 EUR", lambda row: _euro(row.bedrag)),
    Column("Getrokken", "100.000", lambda row: in_dutch(row.getrokken)),
)
_SUM, _RANK, _STRATUM, _AMOUNT, _DIGEST = 2, 1, 2, 3, 4


class StrataTable(SealListing):
    """De strata, met hoeveel er uit elk getrokken worden; signals as those of `SealListing`."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            _STRATA, "Strata", lambda row: row.sleutel, (_SUM,), icons, theme, parent
        )  # fmt: skip

    def show_strata(self, strata: Sequence[Stratum]) -> None:
        """Show strata; the column of amounts only where amounts count."""
        self.show_all(strata)
        if not any(each.bedrag is not None for each in strata):
            self.show_rows(strata, without=(_SUM,))


class DrawnTable(SealListing):
    """De getrokken eenheden; signals as those of `SealListing`."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        self._names: dict[str, str] = {}
        columns = (
            Column("Getrokken", "", lambda row: f"{row.code}  {row.naam}"),
            Column("Rang", "10.000", lambda row: in_dutch(row.rang)),
            Column("Stratum", "x" * 22, lambda row: self._names.get(row.stratum, "")),
            Column("Bedrag", "100.000.000.000 EUR", lambda row: _euro(row.bedrag)),
            Column("SHA-256 begint met", "0" * 16, lambda row: row.sha256[:16]),
        )
        dispensable = (_DIGEST, _RANK, _AMOUNT, _STRATUM)
        super().__init__(
            columns, "Getrokken eenheden", _code, dispensable, icons, theme, parent
        )  # fmt: skip

    def show_drawn(self, units: Sequence[Getrokken], strata: Sequence[Stratum]) -> None:
        """Show what was drawn."""
        self._names = {each.sleutel: each.naam for each in strata}
        self.show_all(units)
        without = {_STRATUM} if len(strata) == 1 else set()
        if not any(each.bedrag is not None for each in units):
            without.add(_AMOUNT)
        self.show_rows(units, without=tuple(without))


def _code(unit: Getrokken) -> str:
    return unit.code


def _euro(amount: int | None) -> str:
    return "" if amount is None else in_euro(amount)
