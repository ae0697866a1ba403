"""The places (`volgorde`) of the rows of a table: which rows get another one, and as few as can be.

Rows stand in the order of their place; every changed place is a line in the audit trail, so
inserting or moving a row leaves alone whatever may stay.
"""

from collections.abc import Mapping, Sequence


def places_after_moving(order: Sequence[str], places: Mapping[str, int]) -> dict[str, int]:
    """Return the rows that need another place, so that they stand in `order`.

    Args:
        order: Ids of all rows, as wanted.
        places: Id to place as it is now.
    """
    free = sorted(places[each] for each in order)
    return _changed(order, places, _rising(free))


def places_after_inserting(
    order: Sequence[str], places: Mapping[str, int], at: int, count: int = 1
) -> tuple[int, dict[str, int]]:
    """Make room for new rows.

    Args:
        order: Ids of the rows, as they stand.
        places: Id to place as it is now.
        at: The number (from 0) that the first new row gets in the table.
        count: How many rows come.

    Returns:
        The place of the first new row, the others following; and the rows that need another.
    """
    wanted: list[int | None] = [places[each] for each in order]
    wanted[at:at] = [None] * count
    rising = _rising(wanted)
    rest = rising[:at] + rising[at + count :]
    return rising[at], _changed(order, places, rest)


def _rising(places: Sequence[int | None]) -> list[int]:
    """Return places that go up strictly, the same as given wherever that is possible."""
    made: list[int] = []
    last = 0
    for each in places:
        last = each if each is not None and each > last else last + 1
        made.append(last)
    return made


def _changed(
    order: Sequence[str], places: Mapping[str, int], wanted: Sequence[int]
) -> dict[str, int]:
    pairs = zip(order, wanted, strict=True)
    return {each: place for each, place in pairs if places[each] != place}
