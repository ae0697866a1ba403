"""The texts beside the fiches: questions, findings, decisions, reasons and the names of files."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, func, select, union

from vvdesk.content import parse_path
from vvdesk.errors import Misused
from vvdesk.model import Conflict, Inzending, Overgang, Toelichting, Vraag, Wijziging
from vvdesk.searching.left_out import left_out
from vvdesk.searching.parts import PLAN, Tekst, columns_of
from vvdesk.store.sealed_tables import BEVINDING, RAPPORT

_AT_ONCE: Final = 2_000
_Entry = tuple[str, int, str, str, tuple[str | None, ...]]
"""Project, meetmoment, id of the row, path as in the ledger, and the texts in their order."""


class Ledgers:
    """Reads them, some projects at a time.

    Args:
        connection: Only read from.
        moments: The ids of all meetmomenten, earliest first.
        is_sealed: Whether it is a momentopname; only that has findings and reports.
    """

    def __init__(
        self, connection: Connection, moments: Sequence[int], *, is_sealed: bool = False
    ) -> None:
        self._connection, self._moments, self._is_sealed = connection, moments, is_sealed
        self._places = {moment: place for place, moment in enumerate(moments)}
        self._files = _files_by_project(connection)
        self._findings = _findings(connection, self._places) if is_sealed else iter(())
        self._next = next(self._findings, None)

    def texts(self, projects: Sequence[str]) -> Iterator[Tekst]:
        """Yield the texts of some projects, in no order.

        Args:
            projects: Codes, sorted, that come after those that were asked before; the empty code
                asks for what belongs to no project.
        """
        for ledger in _QUERIES:
            yield from self._of_ledger(ledger, projects)
        for project in projects:
            for entry in self._files.pop(project, ()):
                yield from self._told("inzending", entry)
        while self._next is not None and self._next.project <= projects[-1]:
            yield self._next
            self._next = next(self._findings, None)
        if PLAN in projects and self._moments:
            yield from self._of_the_plan(self._moments[-1])

    def _of_ledger(self, ledger: str, projects: Sequence[str]) -> Iterator[Tekst]:
        given = {"moments": self._moments, "projects": projects}
        for project, moment, row, pad, *told in self._connection.execute(_QUERIES[ledger], given):
            texts = tuple(told)
            if ledger == "conflict":
                nota, keuze, ontvangen, centraal = told
                texts = (nota, *left_out(pad, keuze, ontvangen, centraal))
            yield from self._told(ledger, (project, moment, str(row), pad, texts))

    def _told(self, ledger: str, entry: _Entry) -> Iterator[Tekst]:
        project, moment, row, pad, texts = entry
        place = self._places.get(moment)
        for soort, text in zip(columns_of(ledger), texts, strict=True):
            if text and place is not None:
                yield Tekst(project, soort, row, place, place, text, known_path(pad))

    def _of_the_plan(self, last: int) -> Iterator[Tekst]:
        """Yield why a meetmoment was closed, and which reports were sealed."""
        for number, row, reason in self._connection.execute(_PLAN_REASONS):
            table, _dot, key = row.partition(".")
            named = int(key) if table == "meetmoment" and key.isdecimal() else last
            moment = named if named in self._places else last
            yield from self._told("wijziging", (PLAN, moment, str(number), "", (reason,)))
        if self._is_sealed:
            query = select(RAPPORT.c.id, RAPPORT.c.naam).order_by(RAPPORT.c.id)
            for number, name in self._connection.execute(query):
                yield from self._told("rapport", (PLAN, last, str(number), "", (name,)))


def known_path(pad: str | None) -> str:
    """Return a path as reference codes need it; empty when it names no field of a fiche.

    Args:
        pad: As in a dump; or table and column of a row of the trail (`fiche.titel`).
    """
    path = (pad or "").removeprefix("fiche.")
    try:
        return str(parse_path(path)) if path else ""
    except Misused:
        return ""


def _queries() -> Iterator[tuple[str, Select[Any]]]:
    """Yield what is read of some projects: project, meetmoment, row, path, texts."""
    v = Vraag.__table__.c
    asked = select(v.project_code, v.meetmoment_id, v.id, v.pad, v.tekst, v.antwoord, v.slotnota)
    yield "vraag", _some(asked, v).order_by(v.project_code, v.id)
    t = Toelichting.__table__.c
    named = t.regel + " " + t.plaats
    told = select(t.project_code, t.meetmoment_id, named, t.plaats, t.tekst)
    yield "toelichting", _some(told, t).order_by(t.project_code, t.regel, t.plaats)
    c = Conflict.__table__.c
    chosen = select(
        c.project_code, c.meetmoment_id, c.id, c.pad, c.nota, c.keuze, c.ontvangen, c.centraal
    )
    yield "conflict", _some(chosen, c).order_by(c.project_code, c.id)
    o = Overgang.__table__.c
    went = select(
        o.project_code, o.meetmoment_id, o.id, func.coalesce(None, ""), o.reden, o.uitzondering
    )
    yield "overgang", _some(went, o).order_by(o.project_code, o.id)
    w = Wijziging.__table__.c
    first = func.min(w.n)  # one reason stands at every field that a step touched
    pad = func.min(w.rij + "." + w.veld)
    changed = select(w.project_code, w.meetmoment_id, first, pad, w.reden)
    changed = changed.where(w.reden.is_not(None))
    changed = changed.group_by(w.stap, w.project_code, w.meetmoment_id, w.reden)
    yield "wijziging", _some(changed, w).order_by(w.project_code, first)


def _some(query: Select[Any], columns: Any) -> Select[Any]:
    query = query.where(columns.meetmoment_id.in_(bindparam("moments", expanding=True)))
    return query.where(columns.project_code.in_(bindparam("projects", expanding=True)))


_QUERIES: Final = dict(_queries())


def _plan_reasons() -> Select[Any]:
    c = Wijziging.__table__.c
    first = func.min(c.n)
    query = select(first, c.rij, c.reden).where(c.project_code.is_(None), c.reden.is_not(None))
    # What was decided over a conflict is found with the conflict.
    query = query.where(c.rij.not_like("conflict.%"))
    return query.group_by(c.stap, c.rij, c.reden).order_by(first)


_PLAN_REASONS: Final = _plan_reasons()


def _files_by_project(connection: Connection) -> dict[str, list[_Entry]]:
    """Return the inzendingen of every project that one brought something of; or of none."""
    i, o, c = Inzending.__table__.c, Overgang.__table__.c, Conflict.__table__.c
    w = Wijziging.__table__.c
    brought = union(
        select(o.inzending_id, o.project_code).where(o.inzending_id.is_not(None)),
        select(c.inzending_id, c.project_code),
        select(i.id, w.project_code).where(w.stap == i.stap, w.project_code.is_not(None)),
    ).subquery()
    number, project = brought.c
    query = (
        select(i.id, i.meetmoment_id, i.bestandsnaam, i.afzender, project)
        .join_from(Inzending.__table__, brought, i.id == number, isouter=True)
        .order_by(i.id)
    )
    found: dict[str, list[_Entry]] = {}
    for row, moment, name, sender, code in connection.execute(query):
        entry = (code or PLAN, moment, str(row), "", (name, sender))
        found.setdefault(code or PLAN, []).append(entry)
    return found


def _findings(connection: Connection, places: dict[int, int]) -> Iterator[Tekst]:
    """Yield the findings of a momentopname by project, each once for as long as it stayed."""
    (soort,) = columns_of("bevinding")
    c = BEVINDING.c
    same = (c.project_code, c.regel, c.plaats, c.melding)
    query = select(*same, c.meetmoment_id, c.volgnummer).order_by(*same, c.meetmoment_id)
    rows = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    for (project, rule, pad, said), group in groupby(rows, key=lambda row: tuple(row[:4])):
        for van, tot, row in _unbroken(group, places):
            text = finding_words(rule, said)
            yield Tekst(project, soort, row, van, tot, text, known_path(pad))


def finding_words(rule: str, said: str) -> str:
    """Return a finding as it is searched and shown: with the code of its rule."""
    return f"{rule}: {said}"


def _unbroken(rows: Iterable[Any], places: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where a finding stood, and the first row of it."""
    first, last, named = -1, -1, ""
    for *_same, moment, number in rows:
        place = places.get(moment)
        if place is None or (named and place == last):
            continue
        if named and place == last + 1:
            last = place
            continue
        if named:
            yield first, last, named
        first, last, named = place, place, f"{moment}.{number}"
    if named:
        yield first, last, named
