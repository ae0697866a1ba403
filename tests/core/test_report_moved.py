"""What slipped and changed stands in the report, each with the code of the field it comes from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median

import pytest
from stores import ACTOR, fiche, mijlpaal, new_store

from vvdesk.anchors import parse_code
from vvdesk.compare.wording import Part
from vvdesk.dashboard.figures import figures
from vvdesk.editing import Editing
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import open_next
from vvdesk.perimeter import leave_out
from vvdesk.plan import load_plan
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Badge,
    Figure,
    Grid,
    GridRow,
    Listing,
    Paragraph,
    Revision,
    RowKind,
    Section,
    Style,
)
from vvdesk.report.moved.money import signed
from vvdesk.report.moved.report import build_moved, moved_chapter
from vvdesk.report.moved.words import short_title
from vvdesk.report.reading import read_source
from vvdesk.report.request import Request
from vvdesk.rules import Maatstaf, Situatie, examine, rules_named
from vvdesk.store.workspace import Workspace

SEPTEMBER, DECEMBER = "september 2021", "december 2021"
SAID = "<p>" + "Scholen bestelden toestellen en leraren volgden opleidingen. " * 3 + "</p>"
SAID_AGAIN = SAID.replace("bestelden", "kochten", 1)
ANEW = "<p>" + "De eerste toestellen zijn geleverd; nu volgt het netwerk zelf. " * 3 + "</p>"
CONFIRMED = "Ongewijzigd bevestigd."


def begin(path):
    """Make a store of April 2021 with five projects; VV019 is of another speerpunt."""
    new_store(
        path,
        fiche("VV015", mijlpalen=6, speerpunt="04", voortgang=SAID),
        fiche("VV016", mijlpalen=2, speerpunt="04", voortgang=SAID, projectstatus="na_agendering"),
        fiche("VV017", mijlpalen=1, speerpunt="04", voortgang=SAID, financiering__vak=None),
        fiche("VV018", mijlpalen=1, speerpunt="04", voortgang=SAID),
        fiche("VV019", mijlpalen=1, speerpunt="05", voortgang=ANEW, projectstatus="na_agendering"),
    )
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Begin") as work:
        for row_id, values in {
            "VV015-M02": {"titel": "Alle scholen hebben wifi in elke klas"},
            "VV015-M03": {"titel": "Leraren volgden nascholing"},
            "VV015-M04": {"streefwaarde": Decimal(400), "eenheid": "scholen"},
            "VV015-M05": {"lot": "geschrapt", "lot_toelichting": "Valt samen met M01."},
            "VV016-M01": {"nulwaarde": Decimal(90), "streefwaarde": Decimal(10)},
            "VV016-M02": {"status": "gerealiseerd"},
        }.items():
            for name, value in values.items():
                work.set(1, row_id[:5], f"mijlpalen.{row_id}.{name}", value)
    return path


def go_on(workspace):
    """Open September, in which all that can move does."""
    plan = load_plan("vlaamse-veerkracht")
    open_next(workspace, plan, SEPTEMBER, date(2021, 8, 31), ACTOR)
    leave_out(workspace, None, ["VV018"], "Overgedragen aan het lokale niveau.", ACTOR)
    with Editing(workspace, ACTOR).step("September") as work:
        for row_id, values in {
            "VV015-M01": {"timing": date(2024, 6, 30), "reden": "Nieuwe aanbesteding."},
            "VV015-M02": {"titel": "Alle scholen hebben glasvezel", "timing": date(2023, 9, 30)},
            "VV015-M03": {"titel": "Leraren volgden  Nascholing"},
            "VV015-M04": {"streefwaarde": Decimal(300), "eenheid": "klassen"},
            "VV016-M01": {"streefwaarde": Decimal(20), "timing": date(2024, 1, 15)},
            "VV016-M02": {"status": "op_schema"},
            "VV017-M01": {"lot": "samengevoegd", "lot_toelichting": "Gaat op in VV015-M01."},
        }.items():
            for name, value in values.items():
                work.set(2, row_id[:5], f"mijlpalen.{row_id}.{name}", value)
        work.remove_row(2, "VV015", "mijlpalen", "VV015-M06")
        work.add_row(2, "VV017", "mijlpalen", mijlpaal("", 9))
        work.set(2, "VV016", "projectstatus", "opgestart")
        work.set(2, "VV016", "voortgang", SAID_AGAIN)
        work.set(2, "VV017", "voortgang", ANEW)
        work.set(2, "VV015", "financiering.beleidsruimte", 1_500_000)
        work.set(2, "VV015", "financiering.verschuiving_toelichting", "Van VV033.")
        work.set(2, "VV016", "financiering.beleidsruimte", 500_000)
        work.set(2, "VV015", "financiering.vak", 200)
        work.set(2, "VV017", "financiering.vak", 7)
        work.set(2, "VV019", "financiering.vek", -1)
        work.add_fiche(2, fiche("VV020", mijlpalen=2, speerpunt="04"))


@pytest.fixture(scope="module")
def store(tmp_path_factory, _module_home):
    path = begin(tmp_path_factory.mktemp("verschoven") / "centraal.vvd")
    with Workspace.open(path) as workspace:
        go_on(workspace)
    return path


@pytest.fixture(scope="module")
def _module_home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="module")
def chapter(store):
    with Workspace.open(store, read_only=True) as workspace:
        return build_moved(workspace, Request()).chapters[0]


def part(chapter: Section, name: str) -> Section:
    """Return a part of the chapter by the end of its anchor."""
    (found,) = (
        each
        for each in chapter.blocks
        if isinstance(each, Section) and each.anchor == f"verschuivingen-{name}"
    )
    return found


def lead(section: Section) -> str:
    first = section.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.style is Style.LEAD
    return text(first.words)


def tables(section: Section) -> list[list[GridRow]]:
    return [list(block.rows) for block in section.blocks if isinstance(block, Grid)]


def text(words) -> str:
    return "".join(each.look.label if isinstance(each, Badge) else each.text for each in words)


def cells(row: GridRow) -> list[str]:
    return [text(each) for each in row.cells]


def reasons(rows: list[GridRow]) -> list[str]:
    """Return what stands under the rows of a table."""
    details = [row for row in rows if row.kind is RowKind.DETAIL]
    assert {line.label for row in details for line in row.lines} <= {"Reden"}
    return [text(line.content) for row in details for line in row.lines]


def all_rows(chapter: Section) -> list[GridRow]:
    return [
        row
        for section in chapter.blocks
        if isinstance(section, Section)
        for table in tables(section)
        for row in table
    ]


def test_timing_says_old_new_how_far_and_why_the_furthest_first(chapter) -> None:
    (found,) = tables(part(chapter, "timing"))
    rows = found[::2]
    assert [cells(row) for row in rows] == [
        ["VV015-M01 Stap 1", "31/12/2023", "30/06/2024", "6 maanden later"],
        ["VV016-M01 Stap 1", "31/12/2023", "15/01/2024", "15 dagen later"],
        ["VV015-M02 Alle scholen hebben glasvezel", "31/12/2023", "30/09/2023",
         "3 maanden vroeger"],
    ]  # fmt: skip
    assert reasons(found) == ["Nieuwe aanbesteding.", NOT_FILLED_IN, NOT_FILLED_IN]
    assert [row.code for row in rows] == [
        "2/VV015-M01-TIMING",
        "2/VV016-M01-TIMING",
        "2/VV015-M02-TIMING",
    ]
    was, now = rows[0].cells[1][0], rows[0].cells[2][0]
    assert isinstance(was, Figure)
    assert isinstance(now, Figure)
    assert (was.code, now.code) == ("1/VV015-M01-TIMING", "2/VV015-M01-TIMING")


def test_timing_begins_with_how_many_the_median_and_the_largest(chapter) -> None:
    assert lead(part(chapter, "timing")) == (
        "2 van de 7 mijlpalen komen later dan in april 2021, doorgaans 98,5 dagen (mediaan); "
        "het verst VV015-M01, 6 maanden later; 1 komt vroeger."
    )
    assert median([182, 15]) == 98.5


def test_timing_counts_as_the_overview_does(store, chapter) -> None:
    with Workspace.open(store, read_only=True) as workspace:
        dashboard = figures(workspace)
    for name, since in (
        ("timing", dashboard.sinds_vorig),
        ("eerste-planning", dashboard.sinds_basislijn),
    ):
        said = lead(part(chapter, name))
        assert since is not None
        assert said.startswith(f"{since.later} van de {since.compared} mijlpalen")
        assert f"{since.earlier} komt vroeger" in said


def test_the_first_planning_of_the_second_meetmoment_is_not_listed_twice(chapter) -> None:
    section = part(chapter, "eerste-planning")
    assert tables(section) == []
    assert lead(section).endswith("want de eerste planning is die van april 2021.")


def test_a_reworded_mijlpaal_shows_which_words_and_a_slight_change_is_counted(chapter) -> None:
    section = part(chapter, "formulering")
    (rows,) = tables(section)
    (row,) = rows
    words = [each for each in row.cells[1] if isinstance(each, Revision)]
    kept = [each.text for each in words if each.part is not Part.INSERTED]
    new = [each.text for each in words if each.part is not Part.DELETED]
    assert "".join(kept) == "Alle scholen hebben wifi in elke klas"
    assert "".join(new) == "Alle scholen hebben glasvezel"
    assert row.code == "2/VV015-M02-TITEL"
    assert "nog 1 mijlpaal" in text(section.blocks[-1].words)


def test_a_lower_streefwaarde_and_another_eenheid_are_told_also_when_less_is_better(
    chapter,
) -> None:
    (rows,) = tables(part(chapter, "streefwaarden"))
    assert reasons(rows) == [NOT_FILLED_IN] * 3
    assert [(cells(row)[1:], row.code) for row in rows[::2]] == [
        (["Streefwaarde", "400", "300"], "2/VV015-M04-STREEFWAARDE"),
        (["Eenheid", "scholen", "klassen"], "2/VV015-M04-EENHEID"),
        (["Streefwaarde", "10", "20"], "2/VV016-M01-STREEFWAARDE"),
    ]
    assert lead(part(chapter, "streefwaarden")).startswith("2 mijlpalen beloven minder")


def test_a_mijlpaal_that_vanished_has_its_lot_or_asks_for_attention_and_stands_first(
    chapter,
) -> None:
    section = part(chapter, "weggevallen")
    gone, ending = tables(section)
    assert [(cells(row)[1:], row.code) for row in gone] == [
        (["Zonder lot", "vraagt aandacht: niemand zei wat ermee gebeurde"], "1/VV015-M06"),
        (["Geschrapt", "Valt samen met M01."], "1/VV015-M05"),
    ]
    assert [(cells(row)[1:], row.code) for row in ending] == [
        (["Samengevoegd met", "Gaat op in VV015-M01."], "2/VV017-M01-LOT")
    ]
    assert lead(section).startswith("2 mijlpalen vielen weg sinds april 2021, waarvan 1 zonder lot")


def test_a_new_mijlpaal_is_told_with_its_timing(chapter) -> None:
    (rows,) = tables(part(chapter, "nieuw"))
    assert [(cells(row)[1], row.code) for row in rows] == [("31/12/2023", "2/VV017-M02")]


def test_projects_that_went_and_came_are_told_with_the_reason(chapter) -> None:
    gone, came = tables(part(chapter, "projecten"))
    assert [(cells(row), row.code) for row in gone] == [
        (["VV018 Project VV018", "1", "Overgedragen aan het lokale niveau."], "1/VV018")
    ]
    assert [(cells(row), row.code) for row in came] == [(["VV020 Project VV020", "2"], "2/VV020")]


def test_a_text_that_stayed_is_told_word_for_word_or_nearly(chapter) -> None:
    (rows,) = tables(part(chapter, "ongewijzigd"))
    assert [(cells(row)[1:], row.code) for row in rows] == [
        (["letterlijk dezelfde", "niet bevestigd"], "2/VV015-VOORTGANG"),
        (["bijna dezelfde", "niet bevestigd"], "2/VV016-VOORTGANG"),
        (["letterlijk dezelfde", "niet bevestigd"], "2/VV019-VOORTGANG"),
    ]


def test_a_step_back_of_a_status_is_marked(chapter) -> None:
    projects, rows = tables(part(chapter, "statussen"))
    assert [(cells(row)[1:], row.code) for row in projects] == [
        (["Opgestart na agendering VR", "Opgestart", "gaat achteruit"], "2/VV016-PROJECTSTATUS")
    ]
    assert [(cells(row)[1:], row.code) for row in rows] == [
        (["Gerealiseerd", "Op schema", "niet langer gerealiseerd"], "2/VV016-M02-STATUS")
    ]
    assert "1 project gaat achteruit" in lead(part(chapter, "statussen"))


def test_amounts_tell_difference_share_explanation_and_total(chapter) -> None:
    ruimte, vak, vek = tables(part(chapter, "bedragen"))
    assert [cells(row)[1:] for row in ruimte if row.kind is not RowKind.DETAIL] == [
        ["1.000.000 EUR", "1.500.000 EUR", "+500.000 EUR\n+50,0 %"],
        ["1.000.000 EUR", "500.000 EUR", "−500.000 EUR\n−50,0 %"],
        ["2.000.000 EUR", "2.000.000 EUR", "0 EUR"],
    ]
    assert [row.kind for row in ruimte] == [
        RowKind.PLAIN, RowKind.DETAIL, RowKind.PLAIN, RowKind.TOTAL,
    ]  # fmt: skip
    assert text(ruimte[1].lines[0].content) == "Van VV033."
    assert [cells(row)[1:] for row in vak] == [
        ["0 EUR", "200 EUR", "+200 EUR"],
        [NOT_FILLED_IN, "7 EUR", ""],
    ]
    assert [cells(row)[1:] for row in vek] == [["0 EUR", "−1 EUR", "−1 EUR"]]
    assert "1 bedrag van de uitvoering daalt" in lead(part(chapter, "bedragen"))


def test_the_computed_status_stands_beside_the_reported_one_with_its_proof(chapter) -> None:
    others, same = tables(part(chapter, "berekend"))
    assert [cells(row)[0][:5] for row in others] == ["VV015", "VV016", "VV017", "VV020"]
    assert [cells(row)[0][:5] for row in same] == ["VV019"]
    reported, computed, proof = cells(others[0])[1:]
    assert (reported, computed) == ("Opgestart", "Opgestart na agendering VR")
    assert proof == "Er is 1 agendering (2/VV015-A01)."
    assert others[0].code == "2/VV015-PROJECTSTATUS"


def test_the_chapter_begins_with_how_many_there_are_of_each(chapter) -> None:
    short = next(block for block in chapter.blocks if isinstance(block, Grid))
    counts = {cells(row)[0]: cells(row)[1] for row in short.rows}
    assert counts["Mijlpalen later dan in april 2021"] == "2"
    assert counts["Mijlpalen weggevallen"] == "2"
    assert counts["Projecten weggevallen of nieuw"] == "2"
    assert len(short.rows) == sum(isinstance(block, Section) for block in chapter.blocks)


def test_every_code_can_be_looked_up(chapter) -> None:
    codes = {
        piece.code
        for row in all_rows(chapter)
        for cell in row.cells
        for piece in cell
        if isinstance(piece, Figure | Badge) and piece.code
    } | {row.code for row in all_rows(chapter) if row.code}
    assert len(codes) > 40
    for code in codes:
        assert str(parse_code(code)) == code


def test_the_same_store_gives_the_same_report(store, chapter) -> None:
    with Workspace.open(store, read_only=True) as workspace:
        again = build_moved(workspace, Request())
    assert again.chapters[0] == chapter
    assert (again.title, again.subtitle) == (
        "Verschuivingen en wijzigingen",
        "Overzicht van alle projecten",
    )
    assert (again.meetmoment, again.peildatum) == (SEPTEMBER, date(2021, 8, 31))
    assert not again.is_final


def test_a_speerpunt_is_told_alone(store) -> None:
    with Workspace.open(store, read_only=True) as workspace:
        document = build_moved(workspace, Request(speerpunten=("05",)))
        chapter = document.chapters[0]
        other = build_moved(workspace, Request(speerpunten=("04",))).chapters[0]
    assert document.subtitle.startswith("Speerpunt 05. ")
    assert {row.code[2:7] for row in all_rows(chapter) if row.code} == {"VV019"}
    assert "naar een speerpunt gegaan" in text(part(other, "projecten").blocks[-1].words)


def test_the_first_meetmoment_says_that_there_is_nothing_to_compare_with(store) -> None:
    with Workspace.open(store, read_only=True) as workspace:
        chapter = build_moved(workspace, Request(meetmoment="april 2021")).chapters[0]
    assert "eerste meetmoment" in lead(chapter)
    assert [each.anchor for each in chapter.blocks if isinstance(each, Section)] == [
        "verschuivingen-berekend"
    ]


def test_when_nothing_moved_that_is_said_in_one_list(tmp_path) -> None:
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015"), fiche("VV016"))
    with Workspace.open(path) as workspace:
        open_next(workspace, load_plan("vlaamse-veerkracht"), SEPTEMBER, date(2021, 8, 31), ACTOR)
        chapter = build_moved(workspace, Request()).chapters[0]
    parts = [each.title for each in chapter.blocks if isinstance(each, Section)]
    assert parts == ["Berekende status"]
    (listing,) = (each for each in chapter.blocks if isinstance(each, Listing))
    said = [text(item) for item in listing.items]
    assert len(said) == 10
    assert all(each.endswith(".") for each in said)
    assert "Het zijn dezelfde projecten als in april 2021." in said


def test_a_meetmoment_without_projects_makes_a_report_too(tmp_path) -> None:
    with Workspace.open(new_store(tmp_path / "centraal.vvd")) as workspace:
        for _again in range(2):
            chapter = build_moved(workspace, Request()).chapters[0]
            assert "geen projecten" in lead(part(chapter, "berekend"))
            if _again == 0:
                open_next(
                    workspace, load_plan("vlaamse-veerkracht"), SEPTEMBER, date(2021, 8, 31), ACTOR
                )


def confirm(workspace, project: str, tekst: str) -> None:
    """Write a toelichting on a repeated text, as the page that compares does."""
    source = read_source(workspace, Request())
    situatie = Situatie.of(
        source.contents[project], source.vorige[project], Maatstaf.of(source.referentie)
    )
    (finding,) = examine(situatie, rules_named("VV-PRJ-07"))
    with Editing(workspace, ACTOR).step("Bevestigen") as work:
        work.explain(
            source.moment.id, project, "VV-PRJ-07", "voortgang", finding.fingerprint, tekst
        )


def test_a_text_that_was_confirmed_says_so_until_it_changes(tmp_path) -> None:
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015", voortgang=SAID))
    with Workspace.open(path) as workspace:
        open_next(workspace, load_plan("vlaamse-veerkracht"), SEPTEMBER, date(2021, 8, 31), ACTOR)
        confirm(workspace, "VV015", CONFIRMED)
        section = part(build_moved(workspace, Request()).chapters[0], "ongewijzigd")
        assert cells(tables(section)[0][0])[2] == CONFIRMED
        assert lead(section).endswith("; 1 daarvan is bevestigd.")
        with Editing(workspace, ACTOR).step("Anders") as work:
            work.set(2, "VV015", "voortgang", SAID_AGAIN)
        section = part(build_moved(workspace, Request()).chapters[0], "ongewijzigd")
        assert cells(tables(section)[0][0])[2] == "niet bevestigd"


def test_since_the_first_planning_counts_how_often_a_timing_moved(tmp_path) -> None:
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015", mijlpalen=2))
    plan = load_plan("vlaamse-veerkracht")
    with Workspace.open(path) as workspace:
        moments = (
            (2, SEPTEMBER, date(2021, 8, 31), date(2024, 1, 31)),
            (3, DECEMBER, date(2021, 12, 31), date(2024, 12, 31)),
        )
        for moment, naam, peildatum, timing in moments:
            open_next(workspace, plan, naam, peildatum, ACTOR)
            with Editing(workspace, ACTOR).step("Later") as work:
                work.set(moment, "VV015", "mijlpalen.VV015-M01.timing", timing)
        chapter = build_moved(workspace, Request()).chapters[0]
    (rows,) = tables(part(chapter, "eerste-planning"))
    assert [cells(row)[1:] for row in rows] == [
        ["31/12/2023", "31/12/2024", "12 maanden later", "2"]
    ]
    assert lead(part(chapter, "timing")) == (
        "1 van de 2 mijlpalen komt later dan in september 2021: VV015-M01, 11 maanden later."
    )


def test_stopping_is_possible_between_parts(store) -> None:
    def stop(_done, _total, label) -> None:
        if label == "Verschuivingen zoeken":
            raise Cancelled

    with Workspace.open(store, read_only=True) as workspace, pytest.raises(Cancelled):
        build_moved(workspace, Request(), stop)


def test_the_chapter_needs_no_reasons_of_those_who_left(store) -> None:
    with Workspace.open(store, read_only=True) as workspace:
        source = read_source(workspace, Request())
    assert source.vertrokken == {"VV018": "Overgedragen aan het lokale niveau."}
    chapter = moved_chapter(replace(source, vertrokken={}))
    (gone, _came) = tables(part(chapter, "projecten"))
    assert cells(gone[0])[2] == "vraagt aandacht: er staat geen reden bij"


@pytest.mark.parametrize(
    ("amount", "written"), [(4000, "+4.000 EUR"), (-4000, "−4.000 EUR"), (0, "0 EUR")]
)
def test_a_difference_is_written_with_its_sign(amount, written) -> None:
    assert signed(amount) == written


@pytest.mark.parametrize(
    ("titel", "shown"),
    [
        (None, ""),
        ("kort\nen goed", "kort en goed"),
        ("woord " * 30, ("woord " * 10).strip() + "\N{NO-BREAK SPACE}…"),
        ("Eerste zin. " * 10, ("Eerste zin. " * 5).strip(" .") + "\N{NO-BREAK SPACE}…"),
        ("x" * 200, "x" * 60 + "\N{NO-BREAK SPACE}…"),
    ],
)
def test_a_long_title_is_cut_after_a_whole_word(titel, shown) -> None:
    assert short_title(titel) == shown
