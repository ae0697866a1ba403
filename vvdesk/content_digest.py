"""The digest of what the fiches of a meetmoment say, whatever the order they are stored in.

Two stores with the same digest report the same. Ids and places of rows do not count: a row that
was typed into a workbook gets the next id when it is merged, so its id tells in which order
inzendingen came, not what they say.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from json.encoder import encode_basestring as _text
from typing import Any, NamedTuple

from vvdesk.audit import canonical_json
from vvdesk.content import TABLES, Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.kinds import DAG, Kind

_DAY = "basislijn"
_REMEMBERED = 4_096
"""Values of a kind of which the text is kept: days, numbers and names come back often."""


def content_digest(contents: Mapping[str, Inhoud]) -> str:
    """Return the digest of all fiches of one meetmoment.

    Args:
        contents: Project code to content, in any order.

    Returns:
        SHA-256, hexadecimal.
    """
    return combined_digest({code: fiche_digest(inhoud) for code, inhoud in contents.items()})


def combined_digest(fiches: Mapping[str, str]) -> str:
    """Return the digest of all fiches, of which each has been digested already.

    Args:
        fiches: Project code to `fiche_digest`.
    """
    lines = "".join(f"{code}:{digest}\n" for code, digest in sorted(fiches.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def fiche_digest(inhoud: Inhoud) -> str:
    """Return the digest of one fiche: its values and its rows; not its state."""
    tables = ",".join(
        f"{_text(name)}:[{','.join(map(_text, sorted(_rows(name, rows.values()))))}]"
        for name, rows in sorted(inhoud.tables.items())
    )
    own = _said(_single_members(), inhoud.values)
    said = f"[{_text(inhoud.project)},{own},{{{tables}}}]"
    return hashlib.sha256(said.encode()).hexdigest()


def _rows(table: str, rows: Iterable[Rij]) -> Iterator[str]:
    members = _row_members(table)
    for row in rows:
        values = row.values
        if row.basislijn is not None:
            values = {**values, _DAY: row.basislijn}
        yield _said(members, values)


class _Member(NamedTuple):
    """How a field stands in the canonical JSON of what it belongs to.

    Attributes:
        name: Of the field.
        start: What stands before its value.
        written: Returns a value as it stands there.
    """

    name: str
    start: str
    written: Callable[[Any], str]


_Members = tuple[_Member, ...]


def _said(members: _Members, values: Mapping[str, Any]) -> str:
    """Return what `canonical_json` gives of these values, without building it first.

    A whole plan is digested when a report is made, when it is sealed and when that is verified; so
    this is written for speed.
    """
    get = values.get
    said = [
        start + written(value)
        for name, start, written in members
        if (value := get(name)) is not None and value != ()
    ]
    return "{" + ",".join(said) + "}"


def _members(kinds: Mapping[str, Kind]) -> _Members:
    return tuple(
        _Member(name, f"{_text(name)}:", _writing(kind)) for name, kind in sorted(kinds.items())
    )


def _writing(kind: Kind) -> Callable[[Any], str]:
    """Return what writes the values of a kind: a text as it is, others once for many times."""
    if type(kind).to_json is Kind.to_json:
        return _text

    @lru_cache(_REMEMBERED)
    def written(value: Any) -> str:
        return canonical_json(kind.to_json(value))

    return written


@cache
def _single_members() -> _Members:
    return _members({path: field.kind for path, field in single_fields().items()})


@cache
def _row_members(table: str) -> _Members:
    kinds = {field.name: field.kind for field in fields_of(TABLES[table])}
    return _members({_DAY: DAG, **kinds})
