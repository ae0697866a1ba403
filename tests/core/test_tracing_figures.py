"""Tracing a figure over several fiches: it equals the overview, and its parts add up to it."""

from datetime import date

import pytest
from stores import ACTOR, fiche, mijlpaal, new_store

from vvdesk.anchors import group_code
from vvdesk.content import read_contents
from vvdesk.dashboard.figure_codes import group_of, what_of
from vvdesk.dashboard.figures import figures
from vvdesk.dashboard.selection import NO_SPEERPUNT
from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.plan import load_plan
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import Onderwerp, numbered_themes, theme_group, trace


@pytest.fixture
def store(central):
    """Two meetmomenten: amounts, a status, a timing and a theme changed, an amount emptied."""
    with Workspace.open(central) as workspace:
        close_meetmoment(workspace, None, ACTOR, "klaar")
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        with Editing(workspace, ACTOR).step("Invullen") as work:
            work.set(2, "VV015", "financiering.vak", 212_500_000)
            work.set(2, "VV016", "financiering.vek", None)
            work.set(2, "VV016", "financiering.beleidsruimte", None)
            work.set(2, "VV017", "projectstatus", "bijzondere_aandacht")
            work.set(2, "VV018", "projectstatus", None)
            work.set(2, "VV019", "speerpunt", None)
            work.set(2, "VV112", "speerpunt", "02")
            work.set(2, "VV015", "mijlpalen.VV015-M01.timing", date(2021, 1, 1))
            work.set(2, "VV015", "mijlpalen.VV015-M02.timing", date(2026, 1, 1))
            work.set(2, "VV015", "mijlpalen.VV015-M03.timing", None)
            work.set(2, "VV015", "themas", ("Digitale inclusie", "Iets nieuws"))
            work.set(2, "VV016", "themas", ("Digitale inclusie",))
    return central


def all_of(workspace, moment, speerpunt):
    group = group_of(speerpunt)
    return group, figures(workspace, moment, speerpunt)


@pytest.mark.parametrize("speerpunt", [None, "04", "02", NO_SPEERPUNT])
@pytest.mark.parametrize(("moment", "number"), [("april 2021", 1), ("september 2021", 2)])
def test_every_count_of_the_overview_equals_its_trace_and_its_parts(
    store, speerpunt, moment, number
):
    with Workspace.open(store, read_only=True) as workspace:
        group, overview = all_of(workspace, moment, speerpunt)
        for key, behind in overview.behind.items():
            nummer, what = what_of(key)
            if nummer or not what or key in {"geld:ruimte", "geld:vak", "geld:vek"}:
                continue
            found = trace(workspace, group_code(number, group, what))
            assert found.onderwerp is Onderwerp.CIJFER
            assert found.waarde == len(behind.mijlpalen or behind.projects), key
            assert found.waarde == sum(each.waarde for each in found.delen), key
            assert found.berekening


@pytest.mark.parametrize("speerpunt", [None, "04", "02", NO_SPEERPUNT])
def test_sums_and_shares_equal_the_overview_and_the_sum_of_their_parts(store, speerpunt):
    with Workspace.open(store, read_only=True) as workspace:
        group, overview = all_of(workspace, None, speerpunt)
        total = overview.geld_totaal
        for what, som in (("BELEIDSRUIMTE", total.ruimte), ("VAK", total.vak), ("VEK", total.vek)):
            found = trace(workspace, group_code(2, group, what))
            amounts = [each.waarde for each in found.delen]
            assert found.waarde == som.euro == (sum(amounts) if amounts else None)
            assert len(found.niet_ingevuld) == som.missing
        for what, share in (("VAK-AANDEEL", total.vak_share), ("VEK-AANDEEL", total.vek_share)):
            assert trace(workspace, group_code(2, group, what)).waarde == share


def test_statuses_per_speerpunt_add_up_to_those_of_the_plan(store):
    with Workspace.open(store, read_only=True) as workspace:
        whole = trace(workspace, "2/PLAN-STATUS-NA_AGENDERING").waarde
        parts = [
            trace(workspace, f"2/{group}-STATUS-NA_AGENDERING").waarde
            for group in ("S02", "S04", "S00")
        ]
        assert whole == sum(parts) > 0
        none = trace(workspace, "2/PLAN-STATUS-GEEN")
        assert [each.code for each in none.delen] == ["2/VV018-PROJECTSTATUS"]
        assert trace(workspace, "2/PLAN-STATUS-OPGESTART").berekening


def test_each_part_has_a_code_that_can_be_traced_with_the_same_value(store):
    with Workspace.open(store, read_only=True) as workspace:
        for code in ("2/PLAN-VAK", "2/S04-BELEIDSRUIMTE", "2/PLAN-SINDS_VORIG", "2/PLAN-OVERTIJD"):
            for part in trace(workspace, code).delen:
                found = trace(workspace, part.code)
                if found.onderwerp is Onderwerp.VELD:
                    assert (found.waarde, found.tekst) == (part.waarde, part.tekst)
                else:
                    assert found.velden[0].tekst == part.label


def test_a_difference_is_this_figure_minus_that_of_the_meetmoment_before(store):
    with Workspace.open(store, read_only=True) as workspace:
        found = trace(workspace, "2/PLAN-VAK-VERSCHIL")
        now, then = trace(workspace, "2/PLAN-VAK"), trace(workspace, "1/PLAN-VAK")
        assert found.waarde == now.waarde - then.waarde == sum(each.waarde for each in found.delen)
        assert found.tekst == "+212.500.000 EUR"
        assert [each.code for each in found.delen] == ["2/PLAN-VAK", "1/PLAN-VAK"]
        assert trace(workspace, "2/PLAN-STATUS-GEEN-VERSCHIL").tekst == "+1"
        assert trace(workspace, "2/PLAN-MIJLPALEN-VERSCHIL").waarde == 0
        assert trace(workspace, "2/PLAN-VAK-AANDEEL-VERSCHIL").tekst.endswith(" procentpunt")
        unknown = trace(workspace, "2/S02-VAK-VERSCHIL")
        assert (unknown.waarde, len(unknown.niet_ingevuld)) == (None, 1)


def test_a_group_lists_its_figures_each_with_a_code_of_its_own(store):
    with Workspace.open(store, read_only=True) as workspace:
        for code in ("2/PLAN", "2/S04", "2/S00", "2/PLAN-FINANCIERING", "2/T1"):
            found = trace(workspace, code)
            assert found.onderwerp is Onderwerp.GROEP
            for each in found.velden:
                assert trace(workspace, each.code).tekst == each.tekst
        assert [each.code for each in trace(workspace, "1/S04-FINANCIERING").velden] == [
            "1/S04-BELEIDSRUIMTE",
            "1/S04-VAK",
            "1/S04-VEK",
        ]


def test_a_figure_with_nothing_in_it_has_a_name_and_a_way_of_counting_all_the_same(store):
    with Workspace.open(store, read_only=True) as workspace:
        for what in ("SINDS_VORIG-HALFJAAR", "GEPLAND-2021_10", "STATUS-NOG_NIET_GESTART"):
            found = trace(workspace, f"2/PLAN-{what}")
            assert found.waarde == 0
            assert ":" not in found.titel.partition(": het hele plan")[0].removeprefix(
                "Timing van mijlpalen sinds april 2021:"
            )
            assert found.berekening


def test_a_theme_is_counted_and_added_over_its_projects(store):
    with Workspace.open(store, read_only=True) as workspace:
        with workspace.connection() as connection:
            contents = read_contents(connection, 2)
            themes = numbered_themes(read_referentie(connection, 2), contents)
        assert themes[-1] == "Iets nieuws"
        group = theme_group("Digitale inclusie", themes)
        assert trace(workspace, f"2/{group}-PROJECTEN").waarde == 2
        room = trace(workspace, f"2/{group}-BELEIDSRUIMTE")
        assert room.waarde == sum(each.waarde for each in room.delen)
        assert [each.code for each in room.niet_ingevuld] == ["2/VV016-BELEIDSRUIMTE"]
        assert trace(workspace, f"2/{group}-BELEIDSRUIMTE-LEEG").waarde == 1
        empty = trace(workspace, f"1/{group}-VAK")
        assert (empty.waarde, empty.tekst, empty.delen) == (None, "", ())


def test_a_plan_without_fiches_has_figures_of_nothing(tmp_path):
    path = new_store(tmp_path / "leeg.vvd")
    with Workspace.open(path, read_only=True) as workspace:
        assert trace(workspace, "1/PLAN-PROJECTEN").waarde == 0
        assert trace(workspace, "1/PLAN-VAK").tekst == ""
        assert trace(workspace, "1/PLAN-VAK-AANDEEL").waarde is None
        assert trace(workspace, "1/PLAN").velden


def test_what_no_list_knows_is_shown_as_it_stands(tmp_path):
    made = fiche("VV015", 0, 0, projectstatus="vreemd", titel=None)
    made.tables["mijlpalen"]["VV015-M01"] = mijlpaal("VV015-M01", 1, titel=None, status="vreemd",
                                                    timing=None)  # fmt: skip
    path = new_store(tmp_path / "centraal.vvd", made)
    with Workspace.open(path, read_only=True) as workspace:
        found = trace(workspace, "1/PLAN-STATUS-VREEMD")
        assert (found.waarde, found.delen[0].tekst) == (1, "vreemd")
        assert found.delen[0].label == "VV015 zonder titel"
        (part,) = trace(workspace, "1/PLAN-MIJLPALEN").delen
        assert (part.label, part.tekst) == ("zonder titel", "zonder datum, vreemd")
        assert trace(workspace, "1/PLAN-GEPLAND-GEEN_DATUM").titel.startswith(
            "Mijlpalen zonder datum"
        )
