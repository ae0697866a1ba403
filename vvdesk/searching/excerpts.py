"""What was found, read from the store again: the whole text, or the piece with the most hits."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from vvdesk.content import SINGLE, TABLES
from vvdesk.kinds import ChoiceLists
from vvdesk.model import Conflict, Inzending, Overgang, Toelichting, Vraag, Wijziging
from vvdesk.searching.ledgers import finding_words
from vvdesk.searching.left_out import value_words
from vvdesk.searching.parts import SOORTEN, Treffer
from vvdesk.searching.query import Term, Zoekvraag
from vvdesk.store.sealed_tables import BEVINDING, RAPPORT
from vvdesk.store.workspace import Workspace

_WORD: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BEFORE: Final = 60
_NEAR: Final = 160
"""Characters behind a hit in which others are seen along with it."""
_LOOKED_AT: Final = 30
"""Hits of one text that are weighed against each other."""
_LONGEST: Final = 320
_CUT: Final = "…"
_NO_LISTS: Final[ChoiceLists] = {}
_SOURCES: Final[dict[str, type[Any]]] = {
    **SINGLE,
    **TABLES,
    "vraag": Vraag,
    "conflict": Conflict,
    "overgang": Overgang,
    "toelichting": Toelichting,
    "wijziging": Wijziging,
    "inzending": Inzending,
}
_NUMBERED: Final = frozenset({"conflict", "overgang", "wijziging", "inzending", "rapport"})
"""Ledgers of which a row is known by its number alone."""
_SEALED: Final = {"bevinding": BEVINDING, "rapport": RAPPORT}


class Stuk(NamedTuple):
    """A piece of a text.

    Attributes:
        tekst: Never empty.
        is_treffer: Whether it is what was looked for.
    """

    tekst: str
    is_treffer: bool = False


@dataclass(frozen=True, slots=True)
class Getoond:
    """What is shown of something found.

    Attributes:
        treffer: What was found.
        stukken: The piece with the most hits, on one line.
    """

    treffer: Treffer
    stukken: tuple[Stuk, ...]

    @property
    def tekst(self) -> str:
        """The pieces as one text."""
        return "".join(each.tekst for each in self.stukken)


def excerpts(workspace: Workspace, treffers: Sequence[Treffer], query: Zoekvraag) -> list[Getoond]:
    """Read the pieces around what was found.

    Args:
        workspace: The store that was searched.
        treffers: What was found; a page of them, not all.
        query: What was asked.

    Raises:
        Unavailable: The file cannot be read now.
    """
    with workspace.connection() as connection:
        texts = [_text(connection, each) for each in treffers]
    return [Getoond(each, excerpt(text, query)) for each, text in zip(treffers, texts, strict=True)]


def whole_text(workspace: Workspace, treffer: Treffer) -> str:
    """Return all of the text in which something was found.

    Raises:
        Unavailable: The file cannot be read now.
    """
    with workspace.connection() as connection:
        return _text(connection, treffer)


def marked(text: str, query: Zoekvraag) -> tuple[Stuk, ...]:
    """Cut a text at the words that were looked for; together the pieces are the text."""
    return tuple(_cut(text, _hits(text, query.wel)))


def excerpt(text: str, query: Zoekvraag, longest: int = _LONGEST) -> tuple[Stuk, ...]:
    """Return the piece with the most hits, on one line, with … for what was left out.

    Args:
        text: Plain.
        query: What was asked.
        longest: Characters.
    """
    line = " ".join(text.split())
    hits = _hits(line, query.wel)
    start = 0
    if hits and len(line) > longest:
        first = _richest(line, hits)
        start = line.rfind(" ", 0, max(first - _BEFORE, 0)) + 1
    end = len(line)
    if end - start > longest:
        end = max(line.rfind(" ", start, start + longest), start + longest // 2)
    inside = [(a - start, b - start) for a, b in hits if a >= start and b <= end]
    pieces = list(_cut(line[start:end], inside))
    before, after = [Stuk(f"{_CUT} ")] * (start > 0), [Stuk(f" {_CUT}")] * (end < len(line))
    return (*before, *pieces, *after)


def _richest(line: str, hits: list[tuple[int, int]]) -> int:
    """Return where the hit begins that has the most different ones close behind it."""
    best, most = hits[0][0], 0
    for start, _end in hits[:_LOOKED_AT]:
        near = {_folded(line[a:b]) for a, b in hits if start <= a and b <= start + _NEAR}
        if len(near) > most:
            best, most = start, len(near)
    return best


def _cut(text: str, hits: list[tuple[int, int]]) -> Iterator[Stuk]:
    at = 0
    for start, end in hits:
        if start > at:
            yield Stuk(text[at:start])
        yield Stuk(text[start:end], is_treffer=True)
        at = end
    if at < len(text):
        yield Stuk(text[at:])


def _hits(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return from where to where what was looked for stands, in order, without overlap."""
    spans = [(found.start(), found.end(), _folded(found[0])) for found in _WORD.finditer(text)]
    wanted = [([_folded(word) for word in term.woorden], term.is_begin) for term in terms]
    hits: list[tuple[int, int]] = []
    for at, (start, _end, word) in enumerate(spans):
        for words, is_begin in wanted:
            if not (word.startswith(words[0]) if is_begin else word == words[0]):
                continue
            last = at + len(words) - 1
            if last >= len(spans) or (hits and start < hits[-1][1]):
                continue
            if _same([spans[place][2] for place in range(at, last + 1)], words, is_begin=is_begin):
                hits.append((start, spans[last][1]))
                break
    return hits


def _same(found: list[str], words: list[str], *, is_begin: bool) -> bool:
    if found[:-1] != words[:-1]:
        return False
    return found[-1].startswith(words[-1]) if is_begin else found[-1] == words[-1]


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _text(connection: Connection, treffer: Treffer) -> str:
    given = {"moment": treffer.meetmoment_id, "project": treffer.project, "row": treffer.rij}
    source, name = treffer.soort.bron, treffer.soort.naam
    if source == "bevinding":  # it reads the same as long as it stood; told where it began
        moment, _dot, number = treffer.rij.partition(".")
        given |= {"moment": int(moment), "row": int(number)}
    elif source in _NUMBERED:
        given["row"] = int(treffer.rij)
    row = connection.execute(_query(SOORTEN.index(treffer.soort)), given).first()
    if row is None:
        return ""
    if source == "bevinding":
        return finding_words(*row)
    if source == "conflict" and name != "nota":
        return value_words(*row)
    field, value = treffer.soort.veld, row[0]
    return field.kind.to_text(value or (), _NO_LISTS) if field and value else value or ""


@cache
def _query(soort: int) -> Select[Any]:
    """Return what is asked for the text of one row."""
    source, name = SOORTEN[soort].bron, SOORTEN[soort].naam
    c = (_SEALED[source] if source in _SEALED else cast("Any", _SOURCES[source]).__table__).c
    row: BindParameter[Any] = bindparam("row")
    if source == "bevinding":
        found = select(c.regel, c.melding)
        return found.where(c.meetmoment_id == bindparam("moment"), c.volgnummer == row)
    if source == "wijziging":
        return select(c[name]).where(c.n == row)
    if source in _NUMBERED:
        texts = [c[name]] if source != "conflict" or name == "nota" else [c.pad, c[name]]
        return select(*texts).where(c.id == row)
    query = select(c[name]).where(c.project_code == bindparam("project"))
    query = query.where(c.meetmoment_id == bindparam("moment"))
    if source == "toelichting":
        return query.where(c.regel + " " + c.plaats == row)
    return query if source in SINGLE else query.where(c.id == row)
