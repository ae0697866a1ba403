"""A fiche and a trace as lines to read: each value with its code, each step in order of time."""

from dataclasses import replace
from datetime import date

import pytest
from merge_sample import central as central_file
from merge_sample import change, merge, put, uitvraag
from stores import ACTOR, fiche, new_store

from vvdesk.anchors import parse_code
from vvdesk.content import read_contents
from vvdesk.errors import Misused, Refused
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.merging import settle
from vvdesk.model import Keuze
from vvdesk.plan import load_plan
from vvdesk.sealing.kept_files import save_copy
from vvdesk.sealing.kept_inzending import kept_inzending
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace
from vvdesk.tracing.shown_fiche import shown_fiche, whole_code
from vvdesk.tracing.shown_lines import Doel, Soort, as_text
from vvdesk.tracing.trace_lines import part_lines, parts_title, trace_lines

VAK = "Uitvoering VAK"


@pytest.fixture
def merged(tmp_path):
    """A central file with the VAK of VV015 from a workbook, against what stood there."""
    store = central_file(tmp_path)
    book = put(uitvraag(store, tmp_path / "ov.xlsx"), "Projecten", VAK, 1, 400)
    change(store, "VV015", financiering__vak=300)
    merge(store, book)
    with Workspace.open(store) as workspace:
        settle(workspace, 1, Keuze.ONTVANGEN, "De entiteit belde het door.", ACTOR)
        yield workspace


def lines_of(workspace, code):
    return trace_lines(trace(workspace, code))


def told(lines, label):
    return [each.tekst for each in lines if each.label == label]


def test_every_filled_in_value_of_a_fiche_is_shown_with_its_own_code(central):
    with Workspace.open(central, read_only=True) as workspace:
        with workspace.connection() as connection:
            inhoud = read_contents(connection, 1, ["VV015"])["VV015"]
        shown = shown_fiche(workspace, "VV015", 1)
        codes = [each.code for each in shown.regels if each.code]
        assert len(codes) == len(set(codes))
        pointed_at = {parse_code(each).path for each in codes}
        filled = {path for path, value in inhoud.paths() if value not in (None, ())}
        assert filled <= pointed_at
        for line in shown.regels:
            if line.soort is Soort.WAARDE and line.code:
                assert trace(workspace, line.code).tekst == line.tekst


def test_a_fiche_reads_in_the_order_of_the_report(central):
    with Workspace.open(central, read_only=True) as workspace:
        shown = shown_fiche(workspace, "VV015", 1)
    heads = [each.tekst for each in shown.regels if each.soort is Soort.KOP]
    assert heads[:3] == ["Project", "Betrokkenen", "Projectsituering"]
    assert shown.regels[0].code == "1/VV015"
    assert heads.index("Agendering Vlaamse Regering") < heads.index("Projectfinanciering")


def test_a_mijlpaal_leads_to_its_life_and_tells_what_is_empty(tmp_path):
    store = new_store(tmp_path / "c.vvd", fiche("VV015", 1, 1))
    with Workspace.open(store, read_only=True) as workspace:
        lines = shown_fiche(workspace, "VV015", 1).regels
    (row,) = (each for each in lines if each.doel is Doel.LEVENSLOOP)
    assert (row.code, row.wat) == ("1/VV015-M01", "VV015-M01")
    notes = [each.tekst for each in lines if each.soort is Soort.NOOT]
    assert any(each.startswith("Niet ingevuld: Indicator, ") for each in notes)
    assert told(lines, "Geplande timing") == ["31/12/2023"]


def test_a_fiche_without_rows_says_so(tmp_path):
    store = new_store(tmp_path / "c.vvd", fiche("VV015", 0, 0))
    with Workspace.open(store, read_only=True) as workspace:
        text = as_text(shown_fiche(workspace, "VV015", 1).regels)
    assert "Deze fiche heeft geen mijlpalen." in text
    assert "Dit project is niet geagendeerd." in text
    assert "Uitvoering VAK: 0 EUR  [1/VV015-VAK]" in text
    assert "Beschrijving voortgang: niet ingevuld  [1/VV015-VOORTGANG]" in text


def test_a_project_without_a_fiche_there_says_where_it_has_one(tmp_path):
    store = new_store(tmp_path / "c.vvd", fiche("VV015"))
    told_so = pytest.raises(Misused, match="VV099 heeft op meetmoment april 2021 geen fiche")
    with Workspace.open(store, read_only=True) as workspace, told_so:
        shown_fiche(workspace, "VV099", 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("vv015", "2/VV015"),
        (" VV015-m01 ", "2/VV015-M01"),
        ("S04-VAK", "2/S04-VAK"),
        ("1 / VV015 – vak", "1/VV015-VAK"),
    ],
)
def test_a_code_without_a_meetmoment_is_about_the_one_in_hand(typed, code):
    assert str(whole_code(typed, 2)) == code


@pytest.mark.parametrize("typed", ["", "   ", "iets", "VV", "1/"])
def test_what_is_no_code_is_told(typed):
    with pytest.raises(Misused, match="is geen referentiecode"):
        whole_code(typed, 1)


def test_a_trace_leads_to_file_sheet_cell_and_decision(merged):
    lines = lines_of(merged, "1/VV015-VAK")
    assert told(lines, "Waarde") == ["400 EUR"]
    assert told(lines, "Bestand") == ["ov.xlsx"]
    (place,) = told(lines, "Blad en cel")
    assert place.startswith("Projecten › ")
    assert told(lines, "Gekozen") == ["400 EUR (ontvangen)"]
    assert told(lines, "Nota") == ["De entiteit belde het door."]
    assert told(lines, "Centraal") == ["300 EUR"]
    changes = told(lines, "Wijziging")
    assert changes[-1].startswith("300 EUR → 400 EUR")


def test_the_digest_is_shown_short_and_copied_whole(merged):
    lines = lines_of(merged, "1/VV015-VAK")
    (digest,) = (each for each in lines if each.doel is Doel.KOPIEREN)
    assert len(digest.wat) == 64
    assert digest.tekst == f"{digest.wat[:12]}…"
    assert f"SHA-256: {digest.wat}" in as_text(lines)


def test_the_evidence_is_saved_byte_for_byte(merged, tmp_path):
    (lead,) = (each for each in lines_of(merged, "1/VV015-VAK") if each.doel is Doel.BEWIJSSTUK)
    kept = kept_inzending(merged, lead.wat)
    save_copy(merged, kept, tmp_path / "bewijs.xlsx")
    assert (tmp_path / "bewijs.xlsx").read_bytes() == (tmp_path / "ov.xlsx").read_bytes()
    with pytest.raises(Misused, match="Er is geen inzending met SHA-256"):
        kept_inzending(merged, "0" * 64)
    with pytest.raises(Refused, match="niet het bestand"):
        save_copy(merged, replace(kept, sha256="0" * 64), tmp_path / "anders.xlsx")


def test_a_figure_tells_what_it_is_added_from_and_what_is_missing(tmp_path):
    contents = fiche("VV015"), fiche("VV016", financiering__vak=None)
    with Workspace.open(new_store(tmp_path / "c.vvd", *contents), read_only=True) as workspace:
        found = trace(workspace, "1/PLAN-VAK")
        group = trace(workspace, "1/PLAN")
    assert parts_title(found) == "Opgeteld uit 2 delen, waarvan 1 niet ingevuld"
    parts = part_lines(found)
    assert [each.tekst for each in parts if each.soort is Soort.KOP] == [
        "Opgeteld uit (1)",
        "Niet ingevuld (1)",
    ]
    assert [each.wat for each in parts if each.doel is Doel.CODE] == [
        "1/VV015-VAK",
        "1/VV016-VAK",
    ]
    assert parts_title(group).endswith(" cijfers")
    assert all(each.doel is Doel.CODE for each in part_lines(group)[1:])


def test_steps_stand_in_the_order_of_time_and_lead_to_each_meetmoment(tmp_path):
    store = central_file(tmp_path)
    merge(store, put(uitvraag(store, tmp_path / "ov.xlsx"), "Projecten", VAK, 1, 400))
    with Workspace.open(store) as workspace:
        close_meetmoment(workspace, None, ACTOR, "klaar")
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        lines = lines_of(workspace, "2/VV015-VAK")
    rows = [each.tekst for each in lines if each.soort is Soort.RIJ]
    assert rows[:2] == ["april 2021", "september 2021"]
    assert any("Overgenomen uit april 2021." in each.tekst for each in lines)
    stands = [each.wat for each in lines if each.doel is Doel.CODE]
    assert stands == ["1/VV015-VAK", "2/VV015-VAK"]


def test_a_row_lists_its_fields_and_what_was_found(tmp_path):
    store = new_store(tmp_path / "c.vvd", fiche("VV015", 1, 1))
    with Workspace.open(store, read_only=True) as workspace:
        lines = lines_of(workspace, "1/VV015-M01")
        whole = lines_of(workspace, "1/VV015")
    leads = {each.wat for each in lines if each.doel is Doel.CODE}
    assert {"1/VV015-M01-TIMING", "1/VV015-M01-INDICATOR"} <= leads
    assert "Bevindingen en toelichtingen" in [each.tekst for each in whole]
