"""How the value of one field of a fiche stands in a report."""

from decimal import Decimal
from typing import Any, Final

from vvdesk import richtext
from vvdesk.anchors import field_code
from vvdesk.charts.text import with_minus
from vvdesk.content import Inhoud, single_fields
from vvdesk.dictionary import Field
from vvdesk.kinds import MIJLPAALSTATUS, OPMAAK, PROJECTSTATUS, REGELS, TEKST, URL, Kind
from vvdesk.plan.referentie import Referentie
from vvdesk.report.content import NOT_FILLED_IN, Badge, Figure, Line, Prose, StatusLook, Words
from vvdesk.report.looks import status_look
from vvdesk.richtext import Block, Run

_ADDRESSES: Final[frozenset[Kind]] = frozenset({TEKST, REGELS, URL})
"""Kinds of which a value may be an address, and nothing but that."""
_STATUSES: Final[dict[Kind, str]] = {
    PROJECTSTATUS: "projectstatus",
    MIJLPAALSTATUS: "mijlpaalstatus",
}


class FieldWords:
    """Puts the fields of the fiches of one meetmoment into words; they are the source of these.

    Args:
        referentie: The reference data of the meetmoment.
    """

    def __init__(self, referentie: Referentie) -> None:
        self._lists, self._referentie = referentie.lists, referentie
        self._moment_id = referentie.meetmoment_id
        self._looks: dict[tuple[str, str], StatusLook] = {}
        self._labels: dict[tuple[str, Any], str] = {}

    def line(self, inhoud: Inhoud, path: str) -> Line:
        """Return a field of which a fiche has one, with its label."""
        field, value = single_fields()[path], inhoud.values[path]
        code = field_code(self._moment_id, inhoud.project, path)
        if field.kind is OPMAAK and value:
            return Line(field.about.label, Prose(prose_blocks(value)), code)
        return Line(field.about.label, self.words(field.kind, value, code), code)

    def row_line(self, field: Field, value: Any, row_code: str) -> Line:
        """Return a field of a row of a table, with its label; the row itself shows a code."""
        words = self.words(field.kind, value, f"{row_code}-{field.name.upper()}")
        return Line(field.about.label, words)

    def words(self, kind: Kind, value: Any, code: str) -> Words:
        """Return a value; "niet ingevuld" when there is none, "0 EUR" when that was filled in."""
        if (list_name := _STATUSES.get(kind)) and value:
            return (Badge(self.look(list_name, value), code, is_source=True),)
        text = self._text(kind, value)
        if not text:
            return (not_filled_in(code),)
        address = address_of(text) if kind in _ADDRESSES else None
        if address is not None:
            return (Run(text, href=address),)
        return (Figure(text, code, is_source=True),)

    def look(self, list_name: str, key: str | None) -> StatusLook:
        """Return how a status is shown."""
        at = list_name, key or ""
        if at not in self._looks:
            self._looks[at] = status_look(self._referentie, list_name, key)
        return self._looks[at]

    def _text(self, kind: Kind, value: Any) -> str:
        if isinstance(value, int | Decimal):
            return with_minus(kind.to_text(value, self._lists))
        if not isinstance(value, str) or kind in _ADDRESSES:
            return kind.to_text(value, self._lists)
        at = kind.name, value
        if at not in self._labels:  # a choice is looked up in its list, thousands of times the same
            self._labels[at] = kind.to_text(value, self._lists)
        return self._labels[at]


def not_filled_in(code: str = "") -> Figure:
    """Return what stands at an empty field."""
    return Figure(NOT_FILLED_IN, code, is_source=bool(code), is_empty=True)


def prose_blocks(html: str) -> tuple[Block, ...]:
    """Return a rich text as blocks; at least one when there is any text."""
    try:
        return richtext.parse(html)
    except richtext.TooDeep:
        return (Block("p", 0, (Run(html),)),)


def address_of(text: str) -> str | None:
    """Return the address that a text is, when it may be followed; None for any other text."""
    if not text.casefold().startswith(("http://", "https://", "mailto:", "www.")):
        return None
    return richtext.typed_address(text)
