"""Holding the rules against a situation: what is found, in the order of the fiche."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from vvdesk.content import TABLES, single_fields
from vvdesk.dictionary import Sectie, fields_of
from vvdesk.rules.catalogue import PLAN_RULES, RULES
from vvdesk.rules.rule import Finding, Melding, Rule, Scope, Severity
from vvdesk.rules.situation import Projectfiche, Situatie

_Rules = tuple[Rule, ...]
_Place = tuple[int, int, int, str]
_Found = tuple[_Place, Finding]

_WHOLE_FICHE = (-1, -1, -1)


def examine(
    situatie: Situatie, rules: Sequence[Rule] = RULES, afzender: str | None = None
) -> list[Finding]:
    """Hold `rules` against one fiche.

    Args:
        situatie: The fiche, its past and the measures.
        rules: Which rules; rules over the plan are left to `examine_plan`.
        afzender: The entiteit that hands it in; None leaves what `situatie` says.

    Returns:
        The findings in the order of the fiche: by section, row, field and code.
    """
    if afzender is not None:
        situatie = replace(situatie, afzender=afzender)
    by_scope = _by_scope(tuple(rules))
    found = [
        *_on_fiche(by_scope[Scope.FICHE], situatie),
        *_on_agenderingen(by_scope[Scope.AGENDERING], situatie),
        *_on_mijlpalen(by_scope[Scope.MIJLPAAL], situatie),
    ]
    found.sort(key=itemgetter(0))
    return [finding for _place, finding in found]


def examine_plan(
    situaties: Sequence[Situatie], rules: Sequence[Rule] = PLAN_RULES
) -> list[Finding]:
    """Hold the rules over the whole plan against all fiches together.

    Args:
        situaties: Every fiche of the meetmoment; with less than the whole plan, what is summed
            over it makes no sense.
        rules: Which rules; rules on one fiche are left to `examine`.

    Returns:
        The findings in the order of the rules; `project` is empty for those about all of it.
    """
    found = []
    for each in rules:
        if each.scope is not Scope.PLAN:
            continue
        fields = tuple(
            f"{situatie.fiche.code}.{path}" for path in each.fields for situatie in situaties
        )
        values = tuple(
            _value(situatie.fiche, path) for path in each.fields for situatie in situaties
        )
        for hit in each.check(situaties):
            project, tekst = hit if isinstance(hit, Melding) else ("", hit)
            found.append(Finding(each.code, each.severity, tekst, project, "", fields, values))
    return found


def _on_fiche(rules: _Rules, situatie: Situatie) -> Iterator[_Found]:
    fiche, vorige = situatie.fiche, situatie.vorige
    for each in rules:
        for hit in each.check(situatie):
            path, tekst = hit if isinstance(hit, Melding) else (each.fields[0], hit)
            values = tuple(_value(fiche, name) for name in each.fields)
            if each.compares and vorige is not None:
                values += tuple(_value(vorige, name) for name in each.fields)
            yield (*_place(path, fiche), each.code), _finding(each, situatie, tekst, path, values)


def _on_agenderingen(rules: _Rules, situatie: Situatie) -> Iterator[_Found]:
    for at, row in enumerate(situatie.fiche.agenderingen):
        for each in rules:
            for hit in each.check(situatie, row):
                yield _in_row(each, situatie, hit, ("agenderingen", at, row.id), each.read(row))


def _on_mijlpalen(rules: _Rules, situatie: Situatie) -> Iterator[_Found]:
    """Call for each mijlpaal only the rules that can have something to say about it.

    That is what makes checking a whole plan as quick as reading it.
    """
    for at, row in enumerate(situatie.fiche.mijlpalen):
        alone, comparing = _apart(rules, row.status)
        for each in alone:
            for hit in each.check(situatie, row):
                yield _in_row(each, situatie, hit, ("mijlpalen", at, row.id), each.read(row))
        vorige = row.vorige
        if vorige is None:
            continue
        for each in comparing:
            for hit in each.check(situatie, row, vorige):
                values = each.read(row) + each.read(vorige)
                yield _in_row(each, situatie, hit, ("mijlpalen", at, row.id), values)


@lru_cache(maxsize=8)
def _by_scope(rules: _Rules) -> dict[Scope, _Rules]:
    return {scope: tuple(each for each in rules if each.scope is scope) for scope in Scope}


@lru_cache(maxsize=64)
def _apart(rules: _Rules, status: str | None) -> tuple[_Rules, _Rules]:
    """Return the rules for mijlpalen of a status: those that look at now, those that compare."""
    apt = [each for each in rules if each.status is None or each.status == status]
    alone = tuple(each for each in apt if not each.compares)
    return alone, tuple(each for each in apt if each.compares)


def _in_row(
    each: Rule,
    situatie: Situatie,
    hit: str | Melding,
    row: tuple[str, int, str],
    values: tuple[Any, ...],
) -> _Found:
    name, at, row_id = row
    field, tekst = hit if isinstance(hit, Melding) else (each.fields[0], hit)
    section, place = _order_in_rows(name)[field]
    finding = _finding(each, situatie, tekst, f"{name}.{row_id}.{field}", values)
    return (section, at, place, each.code), finding


def _finding(
    each: Rule, situatie: Situatie, tekst: str, path: str, values: tuple[Any, ...]
) -> Finding:
    raised = each.switchable and situatie.maatstaf.streefwaarde_is_fout
    return Finding(
        each.code,
        Severity.FOUT if raised else each.severity,
        tekst,
        situatie.fiche.code,
        path,
        each.fields if len(values) == len(each.fields) else each.compared,
        values,
        each.may_be_lifted,
    )


def _value(fiche: Projectfiche, path: str) -> Any:
    """Return the value at `path`; for a field of rows, the pairs of row and value."""
    collection, _, name = path.rpartition(".")
    if collection in TABLES:
        return tuple((row.id, getattr(row, name)) for row in getattr(fiche, collection))
    return getattr(getattr(fiche, collection) if collection else fiche, name)


def _place(path: str, fiche: Projectfiche) -> tuple[int, int, int]:
    """Tell where a path stands; a row that is gone comes after the rows that are there."""
    single = _order_of_fields()
    if path in single:
        return single[path]
    collection, _, rest = path.partition(".")
    row_id, _, field = rest.partition(".")
    if collection not in TABLES:
        return _WHOLE_FICHE
    ids = [row.id for row in getattr(fiche, collection)]
    section, place = _order_in_rows(collection)[field]
    return section, ids.index(row_id) if row_id in ids else len(ids), place


@cache
def _order_of_fields() -> dict[str, tuple[int, int, int]]:
    """Return path to (section, -1, place) for what a fiche has once."""
    sections = list(Sectie)
    return {
        path: (sections.index(field.about.section), -1, place)
        for place, (path, field) in enumerate(single_fields().items())
    }


@cache
def _order_in_rows(name: str) -> dict[str, tuple[int, int]]:
    """Return field to (section, place) for the rows of a table; the row itself is called ''."""
    sections = list(Sectie)
    found = {
        field.name: (sections.index(field.about.section), place)
        for place, field in enumerate(fields_of(TABLES[name]))
    }
    return {**found, "": (min(section for section, _place in found.values()), -1)}
