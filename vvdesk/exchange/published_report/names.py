"""Values of single cells: names, numbered titles, amounts and days. Never a guess."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from vvdesk.exchange.published_report.labels import NUMBERED
from vvdesk.exchange.published_report.model import Numbered

_BETWEEN_PERSONS = re.compile(r"\s*[,;\n]\s*|\s+en\s+")
_PERSON = re.compile(
    r"[A-ZÀ-Ý][\w'’.-]*(?: (?:[A-ZÀ-Ý][\w'’.-]*|van|de|der|den|ten|ter|el|al|d'))*"
    r" [A-ZÀ-Ý][\w'’.-]*"
)
_BEFORE_ENTITEIT = re.compile(r",\s+(?=(?:Departement|Agentschap)\s)")
_AMOUNT = re.compile(r"(?P<amount>\d{1,3}(?:\.\d{3}){0,4})\s?EUR", re.ASCII)
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_LONGEST_NAME = 8
"""Commas that one name of an entiteit may hold; the longest known one holds three."""


def persons(cell: str) -> tuple[str, ...]:
    """Split a cell of names of persons.

    Args:
        cell: Names between commas, semicolons, line ends or "en".

    Returns:
        The names; the whole cell as one name when a part does not look like a person's name.
    """
    parts = tuple(filter(None, _BETWEEN_PERSONS.split(cell.strip())))
    if len(parts) > 1 and all(_PERSON.fullmatch(part) for part in parts):
        return parts
    return (" ".join(cell.split()),) if cell.strip() else ()


def entiteiten(cell: str, known: Collection[str]) -> tuple[str, ...]:
    """Split a cell of names of entiteiten, some of which hold commas themselves.

    Args:
        cell: Names between semicolons or line ends, perhaps between commas.
        known: Names that exist.

    Returns:
        The names. A comma separates only when every part is a known name, or when a new
        "Departement" or "Agentschap" begins after it; else it is taken as part of the name.
    """
    folded = {_folded(name) for name in known}
    names: list[str] = []
    for chunk in re.split(r"[;\n]", cell):
        name = " ".join(chunk.split()).strip(" ,")
        if name:
            names += _known_names(name.split(", "), folded) or _BEFORE_ENTITEIT.split(name)
    return tuple(names)


def _known_names(parts: Sequence[str], known: Collection[str]) -> list[str]:
    """Join neighbouring parts into known names, the longest first; [] when one part is left over.

    Works from the end: `best[i]` is how far the first name reaches in a division of parts[i:].
    """
    best: dict[int, int] = {len(parts): len(parts)}
    for start in range(len(parts) - 1, -1, -1):
        for end in range(min(start + _LONGEST_NAME, len(parts)), start, -1):
            if end in best and _folded(", ".join(parts[start:end])) in known:
                best[start] = end
                break
    if 0 not in best:
        return []
    names: list[str] = []
    start = 0
    while start < len(parts):
        names.append(", ".join(parts[start : best[start]]))
        start = best[start]
    return names


def numbered(cell: str) -> Numbered | None:
    """Read "04. Titel"; None when there is no number."""
    found = NUMBERED.fullmatch(" ".join(cell.split()))
    return Numbered(found["nummer"].zfill(2), found["titel"]) if found else None


def amount(cell: str) -> int | None:
    """Read whole EUR as the report writes it, "375.000.000 EUR"; None for anything else."""
    found = _AMOUNT.fullmatch(cell.strip())
    return int(found["amount"].replace(".", "")) if found else None


def day(cell: str) -> date | None:
    """Read an existing day as dd/mm/jjjj; None for anything else."""
    found = _DAY.fullmatch(cell.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
