"""Whatever changed between two meetmomenten, the chapter tells all of it, and nothing else."""

from datetime import date
from decimal import Decimal

from factories import PEILDATUM, fiche, later, mijlpaal, referentie
from hypothesis import given, settings
from hypothesis import strategies as st

from vvdesk.anchors import parse_code
from vvdesk.compare.changes import Soort, compare_meetmomenten
from vvdesk.dashboard.reading import Stand
from vvdesk.model import Meetmoment
from vvdesk.report.content import Badge, Figure, Grid, GridRow, RowKind, Section
from vvdesk.report.moved.report import moved_chapter
from vvdesk.report.reading import Source
from vvdesk.rules import Maatstaf

SEPTEMBER = date(2021, 8, 31)
NOW, THEN = referentie(SEPTEMBER), referentie(PEILDATUM)
MAATSTAF = Maatstaf.of(NOW)
AMOUNTS = ("financiering.beleidsruimte", "financiering.vak", "financiering.vek")

TEXTS = st.none() | st.sampled_from(["Wifi in 400 scholen", "Wifi in 500 scholen", "#{x}\n<b>", ""])
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))
NUMBERS = st.none() | st.integers(-3, 3).map(Decimal)
STATUSES = st.sampled_from([None, "nog_niet_gestart", "op_schema", "gerealiseerd", "vreemd"])
MONEY = st.none() | st.integers(-(10**15) + 1, 10**15 - 1)


@st.composite
def changed_row(draw, row_id):
    return mijlpaal(
        row_id,
        basislijn=draw(DAYS),
        titel=draw(TEXTS),
        timing=draw(DAYS),
        status=draw(STATUSES),
        nulwaarde=draw(NUMBERS),
        streefwaarde=draw(NUMBERS),
        eenheid=draw(st.sampled_from([None, "scholen", "klassen"])),
        lot=draw(st.sampled_from([None, None, "geschrapt", "gerealiseerd", "vreemd"])),
        reden=draw(TEXTS),
    )


@st.composite
def changed_fiche(draw, code):
    rows = [draw(changed_row(f"{code}-M{at:02}")) for at in range(1, 5) if draw(st.booleans())]
    values = {path: draw(MONEY) for path in AMOUNTS}
    status = draw(st.sampled_from([None, "vreemd", *(key for _list, key in NOW.statussen)]))
    return fiche(
        code, mijlpalen=rows, values={**values, "projectstatus": status, "titel": draw(TEXTS)}
    )


@st.composite
def contents(draw):
    codes = ("VV015", "VV016", "VV017")
    return {code: draw(changed_fiche(code)) for code in codes if draw(st.booleans())}


def source(now, then) -> Source:
    """Return what would have been read, without a store."""
    moments = [
        Meetmoment(id=at, naam=naam, peildatum=day)
        for at, naam, day in ((1, "april 2021", PEILDATUM), (2, "september 2021", SEPTEMBER))
    ]
    repeated = frozenset(
        code
        for code in now
        if code in then and now[code].values["voortgang"] == then[code].values["voortgang"]
    )
    stand = Stand(2, NOW, MAATSTAF, {}, [], frozenset(), "april 2021", {}, {}, repeated, {})
    return Source(
        "Plan", moments[1], moments[0], NOW, THEN, now, then, stand, (), "Z3RQ-ZANS-BG14-H4EH"
    )


def rows_of(chapter: Section, name: str) -> list[list[GridRow]]:
    """Return the rows of a part; a part in which nothing moved is not there."""
    return [
        [row for row in block.rows if row.kind is RowKind.PLAIN]
        for section in chapter.blocks
        if isinstance(section, Section) and section.anchor == f"verschuivingen-{name}"
        for block in section.blocks
        if isinstance(block, Grid)
    ]


def codes(chapter: Section, name: str) -> list[str]:
    return [row.code for table in rows_of(chapter, name) for row in table]


@settings(max_examples=30)
@given(contents(), contents())
def test_the_chapter_tells_what_a_comparison_field_by_field_finds(now, then) -> None:
    told = source(now, then)
    chapter = moved_chapter(told)
    changes = compare_meetmomenten(then, now)
    fields = {(each.project, each.path) for each in changes if each.soort is Soort.GEWIJZIGD}

    def of(*endings: str) -> set[str]:
        return {
            told.code(project, path) for project, path in fields if path.endswith(tuple(endings))
        }

    assert set(codes(chapter, "bedragen")) == of(*AMOUNTS)
    assert set(codes(chapter, "statussen")) == of("projectstatus", ".status")
    assert set(codes(chapter, "timing")) <= of(".timing")
    assert set(codes(chapter, "formulering")) <= of(".titel")
    assert set(codes(chapter, "streefwaarden")) <= of(".streefwaarde", ".eenheid")
    went = [each for each in changes if each.soort is Soort.WEGGEVALLEN]
    gone = {f"1/{each.path.partition('.')[2] or each.project}" for each in went}
    gone_now = {code for code in codes(chapter, "weggevallen") if code.startswith("1/")}
    gone_projects = {code for code in codes(chapter, "projecten") if code.startswith("1/")}
    assert gone_now | gone_projects == gone
    came = {
        f"2/{each.path.partition('.')[2] or each.project}"
        for each in changes
        if each.soort is Soort.TOEGEVOEGD
    }
    new_projects = {code for code in codes(chapter, "projecten") if code.startswith("2/")}
    assert {*codes(chapter, "nieuw"), *new_projects} == came


@settings(max_examples=30)
@given(contents(), contents())
def test_what_comes_later_one_way_comes_earlier_the_other_way(now, then) -> None:
    for one in (*now.values(), *then.values()):
        for row in one.tables["mijlpalen"].values():
            row.values["lot"] = None
    there, back = (
        codes(moved_chapter(source(*pair)), "timing") for pair in ((now, then), (then, now))
    )
    assert sorted(there) == sorted(back)


@settings(max_examples=30)
@given(contents(), contents())
def test_every_code_can_be_looked_up_and_every_table_has_its_cells(now, then) -> None:
    chapter = moved_chapter(source(now, then))
    for section in chapter.blocks:
        for block in section.blocks if isinstance(section, Section) else [section]:
            if not isinstance(block, Grid):
                continue
            for row in block.rows:
                assert row.kind is RowKind.DETAIL or len(row.cells) == len(block.columns)
                cited = [row.code, *(
                    piece.code for cell in row.cells for piece in cell
                    if isinstance(piece, Figure | Badge)
                )]  # fmt: skip
                for code in filter(None, cited):
                    assert str(parse_code(code)) == code


def test_nothing_but_news_moves_nothing() -> None:
    then = {"VV015": fiche()}
    now = {"VV015": later(then["VV015"])}
    chapter = moved_chapter(source(now, then))
    tables = [
        name for name in ("timing", "bedragen", "statussen", "nieuw") if rows_of(chapter, name)
    ]
    assert tables == []
