"""Holding the rules against a situation: what is found, in the order of the fiche."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from vvdesk.content import TABLES, single_fields
from vvdesk.dictionary import Sectie, fields_of
from vvdesk.rules.catalogue import PLAN_RULES, RULES
from vvdesk.rules.rule import Finding, Melding, Rule, Scope, Severity
from vvdesk.rules.situation import Agenderingrij, Mijlpaalrij, Projectfiche, Situatie

_About = tuple[tuple[str, Any], ...]
_Place = tuple[int, int, int, str]

_WHOLE_FICHE = (-1, -1, -1)
_ROW_PATH_PARTS = 3


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
    fiche = situatie.fiche
    found = list(_on_fiche([each for each in rules if each.scope is Scope.FICHE], situatie))
    for scope, name, rows in (
        (Scope.MIJLPAAL, "mijlpalen", fiche.mijlpalen),
        (Scope.AGENDERING, "agenderingen", fiche.agenderingen),
    ):
        found += _on_rows([each for each in rules if each.scope is scope], situatie, name, rows)
    return _in_order(found, fiche)


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
        about = tuple(
            (f"{situatie.fiche.code}.{path}", _value(situatie.fiche, path))
            for path in each.fields
            for situatie in situaties
        )
        for hit in each.check(situaties):
            project, tekst = hit if isinstance(hit, Melding) else ("", hit)
            found.append(Finding(each.code, each.severity, tekst, project, "", about))
    return found


def _on_fiche(rules: list[Rule], situatie: Situatie) -> Iterator[Finding]:
    for each in rules:
        for hit in each.check(situatie):
            path, tekst = hit if isinstance(hit, Melding) else (each.fields[0], hit)
            yield _finding(each, situatie, tekst, path, _about_fiche(each, situatie))


def _on_rows(
    rules: list[Rule],
    situatie: Situatie,
    name: str,
    rows: Sequence[Mijlpaalrij] | Sequence[Agenderingrij],
) -> Iterator[Finding]:
    checks = [(each, each.check) for each in rules]
    for row in rows:
        for each, check in checks:
            for hit in check(situatie, row):
                field, tekst = hit if isinstance(hit, Melding) else (each.fields[0], hit)
                stem = f"{name}.{row.id}."
                yield _finding(each, situatie, tekst, stem + field, _about_row(each, row, stem))


def _finding(each: Rule, situatie: Situatie, tekst: str, path: str, about: _About) -> Finding:
    raised = each.switchable and situatie.maatstaf.streefwaarde_is_fout
    severity = Severity.FOUT if raised else each.severity
    return Finding(each.code, severity, tekst, situatie.fiche.code, path, about, each.may_be_lifted)


def _about_row(each: Rule, row: Mijlpaalrij | Agenderingrij, stem: str) -> _About:
    about = tuple((stem + name, getattr(row, name)) for name in each.fields)
    earlier = getattr(row, "vorige", None) if each.compares else None
    if earlier is None:
        return about
    return about + tuple((f"vorige:{stem}{name}", getattr(earlier, name)) for name in each.fields)


def _about_fiche(each: Rule, situatie: Situatie) -> _About:
    about = tuple((path, _value(situatie.fiche, path)) for path in each.fields)
    earlier = situatie.vorige if each.compares else None
    if earlier is None:
        return about
    return about + tuple((f"vorige:{path}", _value(earlier, path)) for path in each.fields)


def _value(fiche: Projectfiche, path: str) -> Any:
    """Return the value at `path`; for a field of rows, the pairs of row and value."""
    collection, _, name = path.rpartition(".")
    if collection in TABLES:
        return tuple((row.id, getattr(row, name)) for row in getattr(fiche, collection))
    return getattr(getattr(fiche, collection) if collection else fiche, name)


def _in_order(found: list[Finding], fiche: Projectfiche) -> list[Finding]:
    if len(found) < 2:  # noqa: PLR2004 - one thing is in order by itself
        return found
    rows = {row.id: at for at, row in enumerate(fiche.mijlpalen)}
    rows.update((row.id, at) for at, row in enumerate(fiche.agenderingen))
    return sorted(found, key=lambda finding: _place(finding, rows))


def _place(finding: Finding, rows: dict[str, int]) -> _Place:
    """Tell where a finding stands; a row that is gone comes after the rows that are there."""
    single, in_rows = _order_of_fields()
    if finding.path in single:
        return (*single[finding.path], finding.code)
    collection, _, rest = finding.path.partition(".")
    row, _, field = rest.partition(".")
    if collection not in TABLES:
        return (*_WHOLE_FICHE, finding.code)
    section, place = in_rows.get((collection, field), (in_rows[collection, ""][0], -1))
    return (section, rows.get(row, len(rows)), place, finding.code)


@cache
def _order_of_fields() -> tuple[
    dict[str, tuple[int, int, int]], dict[tuple[str, str], tuple[int, int]]
]:
    """Return (section, -1, place) per path, and (section, place) per field of rows."""
    sections = list(Sectie)
    single = {
        path: (sections.index(field.about.section), -1, place)
        for place, (path, field) in enumerate(single_fields().items())
    }
    in_rows: dict[tuple[str, str], tuple[int, int]] = {}
    for name, entity in TABLES.items():
        for place, field in enumerate(fields_of(entity)):
            section = sections.index(field.about.section)
            in_rows[name, field.name] = (section, place)
            in_rows[name, ""] = (section, -1)
    return single, in_rows
