"""Which projects and mijlpalen have another status than at the previous meetmoment."""

from collections.abc import Collection, Sequence
from typing import Final

from vvdesk.number_words import counted
from vvdesk.report.content import Badge, Column, Grid, GridRow
from vvdesk.report.fiche.field_words import FieldWords
from vvdesk.report.looks import MIJLPAALSTATUS, PROJECTSTATUS
from vvdesk.report.moved.pairs import Mijlpaalpaar, Paren
from vvdesk.report.moved.words import Deel, grid, lead, named_fiche, named_row, part, since
from vvdesk.richtext import Run
from vvdesk.rules.maatstaf import GEREALISEERD

_BACKWARDS: Final = Run("gaat achteruit", bold=True)
_NO_LONGER: Final = Run("niet langer gerealiseerd", bold=True)
_COLUMNS: Final = (Column("Was", 25), Column("Is", 25))
_REMARK: Final = Column("Opmerking", 20)


def status_changes(paren: Paren) -> Deel:
    """Return which projects and mijlpalen have another status; a step back is marked."""
    projects = [
        code
        for code, (nu, toen) in paren.fiches.items()
        if nu.values[PROJECTSTATUS] != toen.values[PROJECTSTATUS]
    ]
    rows = [
        each for each in paren.mijlpalen if each.nu.values["status"] != each.toen.values["status"]
    ]
    back = {code for code in projects if _goes_back(paren, code)}
    told = _Rows(paren)
    tables = (
        *_table(
            f"Projecten met een andere status {since(paren)}",
            "Project",
            [told.project(code, is_back=code in back) for code in projects],
        ),
        *_table(
            f"Mijlpalen met een andere status {since(paren)}",
            "Mijlpaal",
            [told.mijlpaal(each) for each in rows],
        ),
    )
    sentence = _said(paren, projects, back, rows)
    section = part("Andere statussen", "statussen", lead(sentence), *tables)
    return Deel(section, "projecten met een andere status", len(projects))


class _Rows:
    """Makes the rows; each status looks as its own meetmoment shows it."""

    def __init__(self, paren: Paren) -> None:
        self._paren = paren
        self._now = FieldWords(paren.source.referentie)
        self._then = FieldWords(paren.vorige_referentie)

    def project(self, code: str, *, is_back: bool) -> GridRow:
        nu, toen = self._paren.fiches[code]
        was = self._then.look(PROJECTSTATUS, toen.values[PROJECTSTATUS])
        now = self._now.look(PROJECTSTATUS, nu.values[PROJECTSTATUS])
        return GridRow(
            (
                named_fiche(self._paren.now(code), nu),
                (Badge(was, self._paren.then(code, PROJECTSTATUS)),),
                (Badge(now, self._paren.now(code, PROJECTSTATUS)),),
                (_BACKWARDS,) if is_back else (),
            ),
            self._paren.now(code, PROJECTSTATUS),
        )

    def mijlpaal(self, each: Mijlpaalpaar) -> GridRow:
        path, project = f"{each.path}.status", each.project
        before = each.toen.values["status"]
        was = self._then.look(MIJLPAALSTATUS, before)
        now = self._now.look(MIJLPAALSTATUS, each.nu.values["status"])
        return GridRow(
            (
                named_row(self._paren.now(project, each.path), each.nu),
                (Badge(was, self._paren.then(project, path)),),
                (Badge(now, self._paren.now(project, path)),),
                (_NO_LONGER,) if before == GEREALISEERD else (),
            ),
            self._paren.now(project, path),
        )


def _table(caption: str, what: str, rows: Sequence[GridRow]) -> tuple[Grid, ...]:
    """Return a table; without a column for remarks when there are none."""
    columns = (Column(what, 40), *_COLUMNS)
    if any(row.cells[-1] for row in rows):
        return grid(caption, (*columns, _REMARK), rows)
    return grid(caption, columns, [GridRow(row.cells[:-1], row.code) for row in rows])


def _said(
    paren: Paren, projects: Sequence[str], back: Collection[str], rows: Sequence[Mijlpaalpaar]
) -> str:
    if not projects and not rows:
        return f"Geen enkel project en geen enkele mijlpaal heeft een andere status {since(paren)}."
    moved = [
        counted(number, one, several)
        for number, one, several in (
            (len(projects), "project", "projecten"),
            (len(rows), "mijlpaal", "mijlpalen"),
        )
        if number
    ]
    have = "heeft" if len(projects) + len(rows) == 1 else "hebben"
    behind = f"{counted(len(back), 'project gaat', 'projecten gaan')} achteruit." if back else ""
    behind = behind or "Geen enkel project gaat achteruit."
    return f"{' en '.join(moved)} {have} een andere status dan in {paren.vorig.naam}. {behind}"


def _goes_back(paren: Paren, code: str) -> bool:
    """Tell whether the status lies lower in the order of progress, as VV-PRJ-03 sees it."""
    nu, toen = paren.fiches[code]
    now, before = (paren.maatstaf.rang(each.values[PROJECTSTATUS]) for each in (nu, toen))
    return now is not None and before is not None and now < before
