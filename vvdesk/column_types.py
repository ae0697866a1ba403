"""How values that databases do not know are stored: days, exact numbers and names, as text."""

from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from vvdesk.errors import Refused
from vvdesk.values import normal_number


class DagColumn(TypeDecorator[date]):
    """A day as ISO text: legible with any tool, and sorts as a date."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        """Return the value of what is stored."""
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise _damaged(value) from error


class GetalColumn(TypeDecorator[Decimal]):
    """An exact number as text, because SQLite has no decimals."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else f"{normal_number(value):f}"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Return the value of what is stored."""
        if value is None:
            return None
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise _damaged(value) from error


class NamenColumn(TypeDecorator[tuple[str, ...]]):
    """Names one per line; a name itself is always one line."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str | None:
        """Return what is stored."""
        return "\n".join(value) if value else None

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...]:
        """Return the value of what is stored."""
        return tuple(value.split("\n")) if value else ()


def _damaged(value: str) -> Refused:
    return Refused(
        f'Het bestand is beschadigd: er staat "{value[:30]}" waar een datum of getal hoort. Neem '
        "een eerdere versie (vvdesk-cli versions)."
    )
