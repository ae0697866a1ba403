"""The document of a merge in words: values as people write them, whatever wrote the document.

A document may come out of a store that another program made, so nothing in it is believed: what
does not fit is shown as it stands.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from vvdesk.content import parse_path
from vvdesk.errors import Misused
from vvdesk.kinds import ChoiceLists
from vvdesk.values import Unreadable, euro_to_text

COUNTERS: Final = {
    "new": "nieuw",
    "changed": "gewijzigd",
    "unchanged": "ongewijzigd",
    "conflict": "conflict",
    "refused": "geweigerd",
}
AMOUNTS: Final = {
    "beleidsruimte": "Beleidsruimte (begroot)",
    "vak": "Uitvoering VAK",
    "vek": "Uitvoering VEK",
}
STATUSES: Final = {"projectstatus": "Projectstatus", "mijlpaalstatus": "Status van de mijlpalen"}
KEUZEN: Final = {
    "open": "blijft open",
    "centraal": "centraal",
    "ontvangen": "ontvangen",
    "eigen": "eigen waarde",
}
COLUMNS: Final = (
    "Project", "Veld", "Wat", "Meegegeven", "Nu centraal", "Ontvangen", "Waar", "Keuze en nota",
)  # fmt: skip


class Words:
    """Puts a document into words.

    Args:
        document: As `document_of` gives it.
        lists: The choices of its meetmoment; None to show keys where labels are not known.
    """

    def __init__(self, document: dict[str, Any], lists: ChoiceLists | None = None) -> None:
        self._document = document
        self._lists = lists

    @property
    def title(self) -> str:
        """What stands above it."""
        return f"Samenvoeging: {self._document.get('titel', '')}"

    @property
    def about(self) -> str:
        """Of which meetmoment, when and by whom."""
        parts = [
            f"Meetmoment {self._document['meetmoment']}"
            if self._document.get("meetmoment")
            else "",
            _moment(str(self._document.get("tijd", ""))),
            str(self._document.get("wie", "")),
        ]
        return " · ".join(part for part in parts if part)

    @property
    def workbooks(self) -> list[dict[str, Any]]:
        """The inzendingen."""
        return list(self._document.get("werkboeken", ()))

    def counted(self, counters: dict[str, int] | None = None) -> str:
        """Return counters as a sum: `3 nieuw + 21 gewijzigd … = 175 rijen`."""
        told = self._document.get("tellers", {}) if counters is None else counters
        parts = [f"{_number(told.get(key, 0))} {name}" for key, name in COUNTERS.items()]
        return f"{' + '.join(parts)} = {_number(sum(told.values()))} rijen"

    def totals(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield what is counted, before, after and the difference."""
        totals = self._document.get("totalen")
        if not totals:
            return
        before, after = totals["voor"], totals["na"]
        for key, name in AMOUNTS.items():
            one, other = before[key], after[key]
            difference = f"{_sign(other - one)}{euro_to_text(abs(other - one))}"
            yield name, euro_to_text(one), euro_to_text(other), difference
            missing = (before["ontbreekt"][key], after["ontbreekt"][key])
            if any(missing):
                yield f"{name}: niet ingevuld", *_compared(*missing)
        for key, name in STATUSES.items():
            for status in sorted({*before[key], *after[key]}):
                label = self._status(key, status)
                told = _compared(before[key].get(status, 0), after[key].get(status, 0))
                yield f"{name}: {label}", *told

    def rows(self, workbook: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """Yield the lines of one inzending, a text for every column."""
        for row in workbook.get("regels", ()):
            keuze = KEUZEN.get(row.get("keuze", ""), "")
            told = " – ".join(part for part in (keuze, row.get("nota")) if part)
            yield (
                str(row["project"]),
                str(row["label"]),
                str(row["soort"]),
                *(self._value(row, key) for key in ("basis", "centraal", "ontvangen")),
                " ".join(part for part in (row["blad"], row["cel"]) if part),
                told or str(row.get("melding") or ""),
            )

    def _value(self, row: dict[str, Any], key: str) -> str:
        value = row.get(key)
        if value is None:
            return ""
        try:
            kind = parse_path(str(row["pad"])).field.kind
            return kind.to_text(kind.from_json(value), self._lists)
        except (Misused, Unreadable):
            return str(value)

    def _status(self, name: str, key: str) -> str:
        if not key:
            return "niet ingevuld"
        labels = self._lists.get(name) if self._lists else None
        return labels.label(key) if labels is not None and key in labels else key


def _compared(one: int, other: int) -> tuple[str, str, str]:
    difference = f"{_sign(other - one)}{_number(abs(other - one))}"
    return _number(one), _number(other), difference


def _sign(difference: int) -> str:
    return "" if difference == 0 else "+" if difference > 0 else "−"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _moment(utc: str) -> str:
    try:
        return f"{datetime.fromisoformat(utc).astimezone():%d/%m/%Y %H:%M}"
    except ValueError:
        return utc
