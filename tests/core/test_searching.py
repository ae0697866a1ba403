"""Searching in all texts of all meetmomenten."""

import csv
from contextlib import closing
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sealed_sample import sealed
from stores import ACTOR, OV, fiche, new_store

from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import open_next
from vvdesk.model import Staat
from vvdesk.plan import load_plan
from vvdesk.questions import ask
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.searching import (
    Filter,
    Gevraagd,
    SearchIndex,
    Volgorde,
    Vondst,
    excerpt,
    excerpts,
    marked,
    parse_query,
    whole_text,
    write_results,
)
from vvdesk.store.workspace import Workspace

_LONG = (
    "Eerst iets anders. " * 30 + "Hier staat de elektrolyse midden in de tekst. " + "Slot. " * 90
)


@pytest.fixture
def workspace(tmp_path):
    """VV015 changes its status and its omschrijving in the second meetmoment; VV016 stays."""
    path = new_store(
        tmp_path / "centraal.vvd",
        fiche(
            "VV015",
            titel="Digisprong",
            omschrijving="<p>Laptops voor Gê<strong>nt</strong></p><p>en Brugge</p>",
            speerpunt="04",
        ),
        fiche("VV016", titel="Relance-plan laptops", oorzaak=_LONG, speerpunt="05"),
    )
    with Workspace.open(path) as opened:
        plan = load_plan("vlaamse-veerkracht")
        open_next(opened, plan, "november 2021", date(2021, 9, 30), ACTOR)
        with Editing(opened, ACTOR).step("Bijwerken") as work:
            work.set(2, "VV015", "omschrijving", "<p>Tablets voor Gent</p>")
            work.set(2, "VV015", "projectstatus", "vertraagd")
        yield opened


@pytest.fixture
def index(workspace):
    """All of it, read."""
    with closing(SearchIndex.build(workspace)) as made:
        yield made


def codes(index, text, wanted=None, **how):
    """The reference codes of what is found."""
    return [each.code for each in index.find(parse_query(text), wanted, **how).treffers]


def test_capitals_accents_and_markup_do_not_count(index):
    assert codes(index, "GENT laptops") == ["1/VV015-OMSCHRIJVING"]
    assert codes(index, "gênt tablets") == ["2/VV015-OMSCHRIJVING"]


def test_phrases_beginnings_and_words_that_must_not_occur(index):
    assert codes(index, '"laptops voor gent"') == ["1/VV015-OMSCHRIJVING"]
    assert codes(index, '"voor laptops"') == []
    assert codes(index, "elektro*") == ["2/VV016-OORZAAK"]
    assert codes(index, "elektro") == []
    assert codes(index, "laptops -gent") == ["2/VV016-TITEL"]
    assert codes(index, "relance-plan") == ["2/VV016-TITEL"]


def test_codes_of_projects_and_rows_are_found(index):
    assert codes(index, "VV016-M01") == ["2/VV016-M01-TITEL"]
    assert "2/VV016-TITEL" in codes(index, "vv016")


def test_titles_come_first_or_projects_in_their_order(index):
    assert codes(index, "laptops") == ["2/VV016-TITEL", "1/VV015-OMSCHRIJVING"]
    by_project = codes(index, "laptops", volgorde=Volgorde.PROJECT)
    assert by_project == ["1/VV015-OMSCHRIJVING", "2/VV016-TITEL"]


def test_a_text_that_stayed_the_same_is_found_once_with_its_span(index):
    (found,) = index.find(parse_query("elektrolyse")).treffers
    assert (found.van, found.tot, found.meetmoment_id) == (1, 2, 2)
    assert codes(index, "elektrolyse", is_apart=True) == ["1/VV016-OORZAAK", "2/VV016-OORZAAK"]
    assert codes(index, "elektrolyse", Filter(frozenset({1}))) == ["1/VV016-OORZAAK"]


def test_filters_hold_at_one_and_the_same_meetmoment(index):
    late = frozenset({"vertraagd"})
    assert codes(index, "digisprong", Filter(statussen=late)) == ["2/VV015-TITEL"]
    assert codes(index, "digisprong", Filter(frozenset({1}), statussen=late)) == []
    assert codes(index, "laptops", Filter(speerpunten=frozenset({"05"}))) == ["2/VV016-TITEL"]
    assert codes(index, "laptops", Filter(groepen=frozenset({"Projectomschrijving"}))) == [
        "1/VV015-OMSCHRIJVING"
    ]
    assert codes(index, "digisprong", Filter(entiteiten=frozenset({OV}))) == ["2/VV015-TITEL"]
    assert codes(index, "digisprong", Filter(entiteiten=frozenset({"niemand"}))) == []


def test_more_than_is_asked_for_is_told(index):
    found = index.find(parse_query("VV016"), most=1)
    assert (len(found.treffers), found.is_alles) == (1, False)


def test_questions_and_reasons_are_texts_too(tmp_path):
    path = new_store(tmp_path / "c.vvd", fiche("VV015"))
    with Workspace.open(path) as workspace:
        ask(workspace, None, "VV015", "financiering.vak", "Waarom zo weinig krediet?", ACTOR)
        with Editing(workspace, ACTOR).step("Indienen") as work:
            work.set_staat(1, "VV015", Staat.INGEDIEND, "afspraak met de inspectie")
        with closing(SearchIndex.build(workspace)) as index:
            assert codes(index, "krediet") == ["1/VV015-VAK"]
            found = index.find(parse_query("inspectie")).treffers
            assert [each.code for each in found][:1] == ["1/VV015"]
            assert whole_text(workspace, found[0]) == "afspraak met de inspectie"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_nothing_that_is_typed_can_go_wrong(text):
    once = parse_query(text, is_typing=True)
    assert parse_query(once.text) == once
    pieces = marked(text, once)
    assert "".join(each.tekst for each in pieces) == text


@pytest.mark.parametrize("text", ['"', "-", "a AND", "NEAR(a", "^x", "tekst:x", "{", "\ue000m0"])
def test_no_syntax_of_the_index_can_be_typed(index, text):
    assert isinstance(index.find(parse_query(text, is_typing=True)), Vondst)


def test_the_excerpt_shows_the_first_hit_and_marks_it(workspace, index):
    query = parse_query("elektrolyse")
    (shown,) = excerpts(workspace, index.find(query).treffers, query)
    assert [each.tekst for each in shown.stukken if each.is_treffer] == ["elektrolyse"]
    assert shown.tekst.startswith("… ")
    assert shown.tekst.endswith(" …")
    assert excerpt("Gênt", parse_query("gent"))[0].is_treffer


def test_who_stops_gets_no_index(workspace):
    def stop(*_told):
        raise Cancelled

    with pytest.raises(Cancelled):
        SearchIndex.build(workspace, stop)


def test_the_list_tells_what_was_asked_and_starts_no_formula(workspace, tmp_path):
    with Editing(workspace, ACTOR).step("Zetten") as work:
        work.set(2, "VV015", "oorzaak", "=HYPERLINK laptops")
    query = parse_query("hyperlink")
    with closing(SearchIndex.build(workspace)) as fresh:
        found = fresh.find(query)
    asked = Gevraagd(query, Filter(frozenset({2})))
    write_results(workspace, found, asked, tmp_path / "uit.csv")
    write_results(workspace, found, asked, tmp_path / "uit.xlsx")
    text = (tmp_path / "uit.csv").read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert rows[0] == ["Gezocht", "hyperlink"]
    assert rows[1] == ["Filters", "meetmoment: november 2021"]
    assert rows[4] == ["Controlecode", "niet verzegeld"]
    assert rows[-1][-1] == " =HYPERLINK laptops"
    book = openpyxl.load_workbook(tmp_path / "uit.xlsx")
    assert book["Gevonden"]["H2"].value == "=HYPERLINK laptops"
    with pytest.raises(Misused, match=r"\.csv of \.xlsx"):
        write_results(workspace, found, asked, tmp_path / "uit.pdf")


def test_a_momentopname_is_searched_and_its_controlecode_told(tmp_path):
    with Workspace.open(sealed(tmp_path)) as workspace:
        query = parse_query("VV*")
        with closing(SearchIndex.build(workspace)) as index:
            found = index.find(query)
        target = tmp_path / "lijst.csv"
        count = write_results(workspace, found, Gevraagd(query, Filter()), target)
        manifest = manifest_of(workspace)
    assert count > 0
    assert f"Controlecode;{manifest.controlecode}" in target.read_text("utf-8-sig")
