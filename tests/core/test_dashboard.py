"""The overview: every figure is what an independent count of the fiches gives, list and all."""

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median

import pytest
from openpyxl import load_workbook
from server_sample import fill
from stores import ACTOR, DWSE, fiche, mijlpaal, new_store

from vvdesk.charts.chart import Cell, Table
from vvdesk.content import read_contents
from vvdesk.dashboard.charts import charts_of, slip_sentence, status_series
from vvdesk.dashboard.figures import NO_SPEERPUNT, figures
from vvdesk.dashboard.files import write_picture, write_tables
from vvdesk.editing import Editing
from vvdesk.errors import Misused, Unavailable
from vvdesk.importing import import_report
from vvdesk.jobs import Cancelled
from vvdesk.line_edits import LineEditor, parse_line
from vvdesk.meetmomenten import open_next
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.rules import completeness
from vvdesk.store.workspace import Workspace

SAID = "<p>" + "Scholen bestelden toestellen en leraren volgden opleidingen. " * 3 + "</p>"
SAID_AGAIN = SAID.replace("bestelden", "kochten", 1)
SAID_ANEW = "<p>" + "De eerste toestellen zijn geleverd; nu volgt het netwerk zelf. " * 3 + "</p>"
PLAN = "vlaamse-veerkracht"


def kerncijfers(dashboard):
    return {each.key: each.text for each in dashboard.kerncijfers}


@pytest.fixture
def two(make_store):
    """Three projects at their second meetmoment, with a bit of everything."""
    contents = (
        fiche("VV015", mijlpalen=3, speerpunt="04", ministers=("Ben Weyts",), voortgang=SAID),
        fiche("VV016", mijlpalen=2, speerpunt="04", ministers=("Hilde Crevits", "Ben Weyts"),
              voortgang=SAID, financiering__vak=250_000),
        fiche("VV017", mijlpalen=1, speerpunt=None, voortgang=SAID,
              financiering__beleidsruimte=None, financiering__vak=None),
    )  # fmt: skip
    with Workspace.open(make_store(*contents)) as workspace:
        open_next(workspace, load_plan(PLAN), "september 2021", date(2021, 8, 31), ACTOR)
        yield workspace


def change(workspace, moment, **paths):
    with Editing(workspace, ACTOR).step("Wijzigen") as work:
        for name, value in paths.items():
            project, _, path = name.partition("__")
            work.set(moment, project, path.replace("__", ".").replace("_M", "-M"), value)


def test_april_2021_has_its_golden_figures(central):
    with Workspace.open(central) as workspace:
        found = figures(workspace)
    assert kerncijfers(found)["fiches"] == "9"
    assert kerncijfers(found)["mijlpalen"] == "32"
    [row] = found.speerpunten
    assert row.counts == {"na_agendering": 7, "opgestart": 2}
    assert found.mijlpaalstatus.counts == {"op_schema": 31, "nog_niet_gestart": 1}
    total = found.geld_totaal
    assert [total.ruimte.euro, total.vak.euro, total.vek.euro] == [
        1_054_000_000, 4_000_000, 1_000_000,
    ]  # fmt: skip
    assert total.vak_share == 4
    assert (found.vorig, found.sinds_vorig, found.sinds_basislijn) == ("", None, None)
    assert list(charts_of(found)) == ["speerpunten", "mijlpaalstatus", "maanden", "geld"]
    assert [each.project for each in found.aandacht] == ["VV178"]
    assert found.aandacht[0].text == "beleidsruimte is 0 EUR, wel 3 mijlpalen"
    assert len(found.kiesbare_ministers) == 3


def test_the_published_report_has_its_golden_figures(seeds, tmp_path):
    with Workspace.open(new_store(tmp_path / "a.vvd")) as workspace:
        import_report(workspace, seeds / "voortgangsrapport-april-2021-speerpunt-04.txt", ACTOR)
        found = figures(workspace)
    assert found.speerpunten[0].counts == {"na_agendering": 7, "opgestart": 2}
    assert found.mijlpaalstatus.total == 32
    assert found.geld_totaal.ruimte.euro == 1_054_000_000


def test_the_sample_of_september_is_counted_as_by_hand(central):
    with Workspace.open(central) as workspace:
        open_next(workspace, load_plan(PLAN), "september 2021", date(2021, 8, 31), ACTOR)
        editor = LineEditor(workspace, ACTOR)
        for path in sorted((resources() / "voorbeeld" / "september-2021").glob("d*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                editor.apply(parse_line(line))
        found = figures(workspace)
        with workspace.connection() as connection:
            now, then = read_contents(connection, 2), read_contents(connection, 1)
    rows = {
        row.id: row.values for each in now.values() for row in each.tables["mijlpalen"].values()
    }
    were = {
        row.id: row.values for each in then.values() for row in each.tables["mijlpalen"].values()
    }
    moved = [(rows[key]["timing"] - were[key]["timing"]).days for key in rows]
    later = [days for days in moved if days > 0]
    assert found.sinds_vorig.later == len(later) == 5
    assert found.sinds_vorig.median == median(later)
    assert found.sinds_vorig.earlier == sum(days < 0 for days in moved)
    assert found.sinds_basislijn.later == 5
    assert "27 van 32 mijlpalen bleven op hun datum" in slip_sentence(found.sinds_vorig)
    assert found.mijlpaalstatus.counts == Counter(each["status"] for each in rows.values())
    assert found.mijlpaalstatus.changes["gerealiseerd"] == 5
    assert found.geld_totaal.vak.euro == sum(
        each.values["financiering.vak"] for each in now.values()
    )
    assert kerncijfers(found)["status:bijzondere_aandacht"] == "1"
    assert found.aandacht[0].path == "projectstatus"
    assert found.aandacht[0].text == "staat op “Bijzondere aandacht nodig”"


def test_every_figure_in_a_chart_has_its_list_of_the_same_length(two):
    change(two, 2, VV015__mijlpalen__VV015_M01__timing=date(2024, 6, 30))
    found = figures(two)
    for chart in charts_of(found).values():
        for hit in chart.hit_boxes(900):
            assert hit.key in found.behind, hit
    for telling in (*found.speerpunten, *found.maanden):
        for status, count in telling.counts.items():
            behind = found.behind[f"{telling.key}:{status}"]
            assert count == len(behind.mijlpalen or behind.projects)
            assert behind.title
    for each in found.kerncijfers:
        if each.text.isdigit():
            behind = found.behind.get(each.key)
            counted = len(behind.mijlpalen or behind.projects) if behind else 0
            assert counted == int(each.text), each
    assert len(found.behind) == len(list(found.behind)) > 10
    assert 3 not in found.behind
    with pytest.raises(KeyError):
        found.behind["niets"]


def test_all_months_together_are_all_mijlpalen(two):
    change(
        two,
        2,
        VV015__mijlpalen__VV015_M01__timing=date(2021, 10, 1),
        VV015__mijlpalen__VV015_M02__timing=date(2020, 1, 1),
        VV015__mijlpalen__VV015_M03__timing=None,
    )
    months = figures(two).maanden
    assert sum(each.total for each in months) == 6
    named = {f"{each.label} {each.group}".strip(): each.total for each in months if each.total}
    assert named == {"2020": 1, "okt 2021": 1, "2023": 3, "geen datum": 1}
    assert months[0].label == "2020"
    assert months[1].key == "maand:2021-03"


def test_every_status_of_projects_has_a_list_with_a_name(two):
    found = figures(two)
    named = {key: each.title for key, each in found.behind.items() if key.startswith("status:")}
    listed = [code for key in named for code in found.behind[key].projects]
    assert sorted(listed) == sorted(found.behind["fiches"].projects)
    assert named["status:opgestart"] == "Projecten met status Opgestart"


def test_what_is_left_of_a_year_with_months_of_its_own_is_named_so(two):
    change(
        two,
        2,
        VV015__mijlpalen__VV015_M01__timing=date(2022, 12, 1),
        VV015__mijlpalen__VV015_M02__timing=date(2021, 2, 1),
    )
    found = figures(two)
    named = {f"{each.label} {each.group}".strip() for each in found.maanden if each.total}
    assert named == {"eerder 2021", "later 2022", "2023"}
    titles = {found.behind[each.key].title for each in found.maanden if each.total}
    assert titles == {
        "Mijlpalen gepland eerder in 2021",
        "Mijlpalen gepland later in 2022",
        "Mijlpalen gepland in 2023",
    }


def test_what_was_not_filled_in_is_counted_apart_and_is_not_nought(two):
    found = figures(two)
    total = found.geld_totaal
    assert (total.ruimte.euro, total.ruimte.missing) == (2_000_000, 1)
    assert total.vak_share == 125
    [_known, without] = found.geld
    assert (without.label, without.vak.euro, without.vak.missing) == ("Zonder speerpunt", None, 1)
    assert (without.vak_share, without.vek.euro) == (None, 0)
    assert found.behind[f"{without.vak.key}:leeg"].projects == ("VV017",)
    assert kerncijfers(found)["geld:leeg"] == "1"


def test_a_filter_leaves_the_projects_of_one_speerpunt_or_one_minister(two):
    assert kerncijfers(figures(two, speerpunt="04"))["fiches"] == "2"
    assert kerncijfers(figures(two, speerpunt=NO_SPEERPUNT))["mijlpalen"] == "1"
    alone = figures(two, speerpunt="04", minister="Hilde Crevits")
    assert alone.behind["fiches"].projects == ("VV016",)
    assert alone.mijlpaalstatus.total == 2
    assert alone.kerncijfers[0].change == 0
    assert [key for key, _label in alone.kiesbare_speerpunten] == ["04", NO_SPEERPUNT]
    nobody = figures(two, minister="Niemand")
    assert nobody.is_empty
    assert nobody.geld_totaal.vak.euro is None
    assert kerncijfers(nobody)["geld:vak"] == "onbekend"


def test_a_change_of_status_is_told_against_the_meetmoment_before(two):
    change(two, 2, VV015__projectstatus="bijkomende_actie", VV016__projectstatus=None)
    found = figures(two)
    row = found.speerpunten[0]
    assert row.counts == {"bijkomende_actie": 1, "": 1}
    assert row.changes == {"bijkomende_actie": 1, "": 1, "opgestart": -2}
    chart = charts_of(found)["speerpunten"]
    assert "Zonder status" in chart.table().headers
    top = {each.key: each for each in found.kerncijfers}["status:bijkomende_actie"]
    assert (top.text, top.change, top.status) == ("1", 1, "bijkomende_actie")


def test_a_text_is_the_same_when_hardly_a_word_differs(two):
    change(two, 2, VV016__voortgang=SAID_AGAIN, VV017__voortgang=SAID_ANEW)
    found = figures(two)
    assert found.behind["onveranderd"].projects == ("VV015", "VV016")
    change(two, 2, VV015__voortgang=None)
    assert figures(two).behind["onveranderd"].projects == ("VV016",)


def test_a_mijlpaal_that_keeps_moving_and_a_day_that_has_passed_ask_for_attention(two):
    path = "VV015__mijlpalen__VV015_M02__timing"
    change(two, 2, **{path: date(2024, 6, 30)})
    open_next(two, load_plan(PLAN), "december 2021", date(2021, 12, 31), ACTOR)
    change(two, 3, **{path: date(2025, 6, 30)})
    change(two, 3, VV016__mijlpalen__VV016_M01__timing=date(2021, 12, 1))
    change(two, 3, VV015__mijlpalen__VV015_M01__timing=date(2022, 12, 31))
    found = figures(two)
    said = {(each.project, each.path, each.text) for each in found.aandacht}
    assert ("VV015", "mijlpalen.VV015-M02.timing", "mijlpaal 2 verschoof 2 keer") in said
    assert (
        "VV016", "mijlpalen.VV016-M01.status",
        "mijlpaal 1: “Op schema”, maar 01/12/2021 is voorbij",
    ) in said  # fmt: skip
    assert kerncijfers(found)["voorbij"] == "1"
    assert found.sinds_vorig.earlier == 2
    assert found.sinds_basislijn.later == 1
    assert found.sinds_basislijn.median == 547
    assert "547 dagen" in slip_sentence(found.sinds_basislijn)
    assert figures(two, "september 2021").sinds_vorig.since == "april 2021"


def test_a_mijlpaal_that_ended_without_being_reached_did_not_move(two):
    change(two, 2, VV015__mijlpalen__VV015_M01__timing=date(2025, 1, 1))
    change(two, 2, VV015__mijlpalen__VV015_M01__lot="geschrapt")
    found = figures(two)
    assert found.sinds_vorig.later == 0
    assert found.sinds_vorig.compared == 5
    assert slip_sentence(found.sinds_vorig) == "5 van 5 mijlpalen bleven op hun datum."
    assert slip_sentence(None) == ""


def test_one_project_without_money_and_one_mijlpaal_is_told_in_the_singular(two):
    change(two, 2, VV017__financiering__beleidsruimte=0)
    assert "beleidsruimte is 0 EUR, wel 1 mijlpaal" in [each.text for each in figures(two).aandacht]


def test_a_fiche_counts_as_complete_when_the_rules_say_so(central):
    paths = ["titel", "voortgang", "ministers", "financiering.vek", "cluster"]
    with Workspace.open(central) as workspace:
        with workspace.connection() as connection:
            codes = list(read_contents(connection, 1))
        with Editing(workspace, ACTOR).step("Leegmaken") as work:
            for code, path in zip(codes, paths, strict=False):
                work.set(1, code, path, () if path == "ministers" else None)
            work.set(1, codes[5], f"mijlpalen.{codes[5]}-M01.timing", None)
            work.set(1, codes[6], f"agenderingen.{codes[6]}-A01.titel", None)
            work.remove_row(1, "VV177", "mijlpalen", "VV177-M01")
        with workspace.connection() as connection:
            contents = read_contents(connection, 1)
        wanted = [code for code, each in contents.items() if completeness(each).percentage == 100]
        found = figures(workspace)
    complete = found.behind["volledig"].projects if "volledig" in found.behind else ()
    assert list(complete) == wanted
    assert 0 < len(wanted) < len(contents) - 6


def test_a_status_that_the_plan_does_not_know_is_shown_as_it_is_called(two):
    referentie = figures(two).referentie
    series = status_series(referentie, "projectstatus", ["", "opgestart", "oud"])
    assert [(each.key, each.label, each.vorm) for each in series[-2:]] == [
        ("", "Zonder status", "?"), ("oud", "oud", "?"),
    ]  # fmt: skip


def test_counting_can_be_cancelled_and_tells_how_far_it_is(two):
    told = []

    def stop(done, total, label):
        told.append((done, total, label))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        figures(two, progress=stop)
    assert [done for done, _total, _label in told] == [0, 1, 2]
    with pytest.raises(Misused, match="bestaat niet"):
        figures(two, "mei 1999")


def test_an_empty_meetmoment_has_nothing_to_show(tmp_path):
    with Workspace.open(new_store(tmp_path / "leeg.vvd")) as workspace:
        found = figures(workspace)
    assert found.is_empty
    assert list(charts_of(found)) == ["speerpunten", "mijlpaalstatus", "maanden", "geld"]
    assert kerncijfers(found)["geld:vak"] == "onbekend"


def test_several_speerpunten_have_a_line_of_all_together(tmp_path):
    contents = fiche("VV015", speerpunt="04"), fiche("VV020", speerpunt="05"), fiche("VV021", speerpunt="99", trekkende_entiteit=DWSE)  # fmt: skip  # noqa: E501 - three fiches in a row
    with Workspace.open(new_store(tmp_path / "c.vvd", *contents)) as workspace:
        chart = charts_of(figures(workspace))["geld"]
    assert [row.label for row in chart.rows][2:] == ["99", "Alle speerpunten samen"]
    assert chart.rows[-1].ruimte.euro == 3_000_000


@pytest.mark.centraal
def test_the_figures_of_a_database_on_a_server_are_those_of_a_file(server, tmp_path):
    contents = [
        fiche("VV015", mijlpalen=3, speerpunt="04", ministers=("Ben Weyts",), voortgang=SAID),
        fiche("VV016", speerpunt=None, financiering__vak=None),
    ]
    place = fill(server, *contents)
    file = new_store(tmp_path / "c.vvd", *contents)
    seen = []
    for each in (place, file):
        with Workspace.open(each) as workspace:
            open_next(workspace, load_plan(PLAN), "september 2021", date(2021, 8, 31), ACTOR)
            change(workspace, 2, VV015__mijlpalen__VV015_M02__timing=date(2024, 6, 30))
            found = figures(workspace)
            seen.append(
                (
                    found.kerncijfers, found.speerpunten, found.maanden, found.geld,
                    found.sinds_vorig, found.aandacht, dict(found.behind),
                )
            )  # fmt: skip
    assert seen[0] == seen[1]


def test_tables_become_a_workbook_with_figures_as_numbers(two, tmp_path):
    target = tmp_path / "overzicht.xlsx"
    tables = [chart.table() for chart in charts_of(figures(two)).values()]
    evil = Table("=a/b[c]", ("x",), ((Cell("=1+1"),),))
    write_tables([*tables, evil], target)
    book = load_workbook(target)
    assert len(book.sheetnames) == len(tables) + 1
    assert book.sheetnames[0] == "1. Projectstatus per speerpunt"
    sheet = book[book.sheetnames[3]]
    assert sheet["B2"].value == 2_000_000
    last = book[book.sheetnames[-1]]["A2"]
    assert (last.value, last.data_type) == ("=1+1", "s")
    with zipfile.ZipFile(target) as parts:
        assert b"<f>" not in parts.read(f"xl/worksheets/sheet{len(book.sheetnames)}.xml")


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path):
    write_picture(b"<svg/>", tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_bytes() == b"<svg/>"
    with pytest.raises(Unavailable):
        write_picture(b"", tmp_path / "geen map" / "a.svg")


def test_rows_added_later_have_no_previous_planning(two):
    with Editing(two, ACTOR).step("Nieuw") as work:
        work.add_row(2, "VV017", "mijlpalen", mijlpaal("", 2))
    found = figures(two)
    assert found.mijlpaalstatus.total == 7
    assert found.sinds_vorig.compared == 6
