"""Whatever code a report prints, tracing explains it, also when a page broke it over two lines."""

from datetime import date

import pytest
from report_walk import cited, of_kind
from stores import ACTOR, fiche, new_store

from vvdesk.anchors import parse_code
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.plan import load_plan
from vvdesk.report.building import build
from vvdesk.report.content import GridRow, Line, Prose
from vvdesk.report.request import Request, Soort
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace

THEMA = "Digitale inclusie"


@pytest.fixture
def workspace(tmp_path):
    """Three meetmomenten, with what no list knows: statuses, a speerpunt, amounts out of bounds.

    The status "gerealiseerd" exists from the second meetmoment on.
    """
    contents = [fiche(f"VV00{number}", 2, speerpunt="04", themas=(THEMA,)) for number in (1, 2, 3)]
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as opened:
        with Editing(opened, ACTOR).step("Wild") as work:
            work.set(1, "VV001", "financiering.vak", -5)
            work.set(1, "VV002", "financiering.vek", 9 * 10**15)
            work.set(1, "VV003", "projectstatus", "geen_bekende_sleutel")
            work.set(1, "VV003", "mijlpalen.VV003-M01.status", "ook_geen")
            work.set(1, "VV003", "speerpunt", "99")
            work.set(1, "VV002", "mijlpalen.VV002-M01.timing", date(9999, 12, 31))
        for number, (name, day) in enumerate(
            [("september 2021", date(2021, 9, 30)), ("maart 2022", date(2022, 3, 31))], 2
        ):
            close_meetmoment(opened, None, ACTOR, "klaar")
            open_next(opened, load_plan("vlaamse-veerkracht"), name, day, ACTOR)
            with Editing(opened, ACTOR).step("Invullen") as work:
                work.set(number, "VV001", "projectstatus", "gerealiseerd")
                work.set(number, "VV001", "mijlpalen.VV001-M02.timing", date(2024, number, 1))
                work.set(number, "VV002", "financiering.vek", None)
        yield opened


def codes_of(document):
    """Return every code that a report cites or prints."""
    printed = {each.code for kind in (GridRow, Line, Prose) for each in of_kind(document, kind)}
    return sorted((printed | {each.code for each in cited(document)}) - {""})


@pytest.mark.parametrize(
    ("soort", "meetmoment"),
    [
        (Soort.VOORTGANG, "april 2021"),
        (Soort.VOORTGANG, "maart 2022"),
        (Soort.VERSCHUIVINGEN, "maart 2022"),
        (Soort.THEMA, "maart 2022"),
    ],
)
def test_every_code_of_every_report_is_explained_and_every_total_as_printed(
    workspace, soort, meetmoment
):
    thema = THEMA if soort is Soort.THEMA else None
    document = build(workspace, Request(soort, meetmoment, thema=thema))
    found = {code: trace(workspace, code) for code in codes_of(document)}
    assert all(each.code == code for code, each in found.items())
    totals = {
        (each.code, each.text)
        for each in cited(document)
        if hasattr(each, "text") and not each.is_empty and parse_code(each.code).what
    }
    assert totals
    for code, text in totals:
        assert found[code].tekst == text, code


def test_a_status_that_the_previous_meetmoment_did_not_know_counted_for_nothing_then(workspace):
    parts = trace(workspace, "2/PLAN-STATUS-GEREALISEERD-VERSCHIL").delen
    assert [part.waarde for part in parts] == [1, 0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2/VV178-M02-STA-\nTUS", "2/VV178-M02-STATUS"),
        ("2/VV015-TREKKENDE_\u200b\nENTITEIT", "2/VV015-TREKKENDE_ENTITEIT"),
        ("2/PLAN-STATUS-\nNA_\u200bAGENDERING", "2/PLAN-STATUS-NA_AGENDERING"),
        ("2/VV015\u2011VAK", "2/VV015-VAK"),
        (" 2 / vv015 \N{EN DASH} vak ", "2/VV015-VAK"),
        ("2/VV015-\u00adTITEL\ufeff", "2/VV015-TITEL"),
    ],
)
def test_a_code_copied_from_a_page_is_read(typed, meant):
    assert str(parse_code(typed)) == meant


@pytest.mark.parametrize(
    ("code", "project", "path"),
    [
        ("1/VV00001-VAK", "VV00001", "financiering.vak"),
        ("1/VV18100-M04-TIMING", "VV18100", "mijlpalen.VV18100-M04.timing"),
        ("2/STAD01-M02-AB3D", "STAD01", "mijlpalen.STAD01-M02-AB3D"),
    ],
)
def test_a_code_of_any_plan_is_read(code, project, path):
    found = parse_code(code)
    assert (found.project, found.path, str(found)) == (project, path, code)


@pytest.mark.parametrize("typed", ["1/S04-VAK", "1/S00", "1/T2-BELEIDSRUIMTE", "1/PLAN"])
def test_a_group_is_never_taken_for_a_project(typed):
    assert (parse_code(typed).project, str(parse_code(typed))) == ("", typed)


def test_a_value_of_a_plan_with_long_codes_is_traced(tmp_path):
    store = new_store(tmp_path / "groot.vvd", fiche("VV00001", 2, financiering__vak=12))
    with Workspace.open(store) as opened:
        assert trace(opened, "1/VV00001-VAK").waarde == 12
        assert trace(opened, "1/VV00001-M02-STATUS").waarde == "op_schema"


@pytest.mark.parametrize("typed", ["1/S4-VAK", "1/T12345", "1/VV-VAK", "1/015-VAK"])
def test_half_a_code_is_refused(typed):
    with pytest.raises(Misused, match="geen referentiecode"):
        parse_code(typed)


@pytest.mark.parametrize("typed", ["1/VV015-", "1/VV015--", "1/VV015-M01-", "١/VV015", "x" * 9_000])
def test_what_only_looks_like_a_code_is_refused_in_one_short_sentence(typed):
    with pytest.raises(Misused) as refused:
        parse_code(typed)
    assert len(str(refused.value)) < 250
