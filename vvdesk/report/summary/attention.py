"""The part of the summary about what a reader should look at first."""

from itertools import groupby

from vvdesk.dashboard.parts import Aandacht
from vvdesk.report.content import (
    Column,
    Figure,
    Grid,
    GridRow,
    Paragraph,
    Piece,
    Section,
)
from vvdesk.report.totals import Totals
from vvdesk.richtext import Run

_TITLE, _ANCHOR = "Wat aandacht vraagt", "samenvatting-aandacht"
_NOTHING = (
    "Geen enkel project staat op een status die uitleg vraagt, en geen enkele mijlpaal op schema "
    "is voorbij."
)
_COLUMNS = (Column("Project", 42), Column("Waarover", 18), Column("Wat er is", 40))


def attention_part(totals: Totals) -> Section:
    """Return what asks for attention, a row per project; each matter leads to its field."""
    found = totals.dashboard.aandacht
    if not found:
        return Section(_TITLE, _ANCHOR, (Paragraph((Run(_NOTHING),)),))
    # What is the matter with one project stays together, where the first of it stands.
    places: dict[tuple[str, str], int] = {}
    for each in found:
        places.setdefault(_group(each), len(places))
    ordered = sorted(found, key=lambda each: places[_group(each)])
    rows = tuple(_row(totals, tuple(same)) for _key, same in groupby(ordered, _group))
    return Section(_TITLE, _ANCHOR, (Grid(_TITLE, _COLUMNS, rows, is_titled=False),))


def _group(matter: Aandacht) -> tuple[str, str]:
    return matter.soort, matter.project


def _row(totals: Totals, matters: tuple[Aandacht, ...]) -> GridRow:
    source, project = totals.source, matters[0].project
    codes = [source.code(project, each.path) for each in matters]
    said: list[Piece] = []
    for each, code in zip(matters, codes, strict=True):
        said += (Run("\n"),) if said else ()
        said.append(Figure(each.text, code))
    titel = source.contents[project].values["titel"] or ""
    named = (Figure(project, source.code(project)), Run(f" {titel}"))
    # A row has one code; that of the whole fiche has its place at the fiche.
    code = codes[0] if len(codes) == 1 else ""
    return GridRow((named, (Run(matters[0].soort),), tuple(said)), code)
