"""Tracing a reference code of one fiche back to the cell, the person and the reason."""

import json
from datetime import date

import pytest
import typer
from merge_sample import central as central_file
from merge_sample import change, merge, put, uitvraag
from sealed_sample import sealed
from sqlalchemy import insert, update
from stores import ACTOR, mijlpaal
from typer.testing import CliRunner

from vvdesk import validation
from vvdesk.anchors import field_code
from vvdesk.audit import Plaats
from vvdesk.commands.trace import trace_code
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.merging import settle
from vvdesk.model import Fiche, Handeling, Keuze, Mijlpaal, Staat
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import Onderwerp, trace
from vvdesk.undo import undo

VAK = "Uitvoering VAK"


def traced(store, code):
    with Workspace.open(store, read_only=True) as workspace:
        return trace(workspace, code)


def run(*arguments):
    app = typer.Typer()
    app.command()(trace_code)
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert done.exit_code == 0, done.exception
    return done.output


def next_moment(store):
    with Workspace.open(store) as workspace:
        close_meetmoment(workspace, None, ACTOR, "klaar")
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)


def edit(store, project, path, value, moment=2, reden=None):
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Bijwerken") as work:
        work.set(moment, project, path, value, reden=reden)


@pytest.fixture
def in_conflict(tmp_path):
    """A central file and a workbook that both changed the VAK of VV015; merged, undecided."""
    store = central_file(tmp_path)
    book = uitvraag(store, tmp_path / "ov.xlsx")
    put(book, "Projecten", VAK, 1, 400)
    change(store, "VV015", financiering__vak=300)
    merge(store, book)
    return store


def decide(store, keuze, **own):
    with Workspace.open(store) as workspace:
        settle(workspace, 1, keuze, "De entiteit belde het door.", ACTOR, **own)


def test_a_value_from_a_workbook_names_file_sheet_cell_and_sender(tmp_path):
    store = central_file(tmp_path)
    merge(store, put(uitvraag(store, tmp_path / "ov.xlsx"), "Projecten", VAK, 1, 400))
    found = traced(store, "1/VV015-VAK")
    (link,) = found.herkomst
    assert (link.bron.bestand, link.bron.blad) == ("ov.xlsx", "Projecten")
    assert link.bron.cel.endswith("4")
    assert len(link.bron.sha256) == 64
    assert "ov.xlsx › Projecten" in link.zin
    assert [each.nieuw for each in link.gebeurtenissen] == ["0 EUR", "400 EUR"]
    assert (found.waarde, found.tekst) == (400, "400 EUR")


def test_from_the_report_through_a_decided_conflict_to_the_cell(in_conflict):
    assert traced(in_conflict, "1/VV015-VEK").beslissingen == ()
    waiting = traced(in_conflict, "1/VV015-VAK")
    assert (waiting.waarde, waiting.beslissingen[0].keuze) == (300, "open")
    decide(in_conflict, Keuze.ONTVANGEN)
    found = traced(in_conflict, field_code(1, "VV015", "financiering.vak"))
    (decision,) = found.beslissingen
    assert (decision.centraal, decision.ontvangen, decision.gekozen) == (
        "300 EUR",
        "400 EUR",
        "400 EUR",
    )
    assert (decision.nota, decision.door) == ("De entiteit belde het door.", ACTOR.wie)
    (link,) = found.herkomst
    assert link.bron == decision.bron
    assert (link.bron.bestand, link.bron.blad) == ("ov.xlsx", "Projecten")
    assert "In een conflict gekozen uit ov.xlsx › Projecten" in link.zin
    assert "De entiteit belde het door." in link.zin


def test_a_value_of_ones_own_chosen_in_a_conflict_names_no_cell_as_its_source(in_conflict):
    decide(in_conflict, Keuze.EIGEN, eigen=350)
    found = traced(in_conflict, "1/VV015-VAK")
    assert found.tekst == "350 EUR"
    assert found.herkomst[0].bron is None
    assert "andere waarde gekozen" in found.herkomst[0].zin


def test_a_conflict_in_which_the_central_value_stayed_is_told_too(in_conflict):
    decide(in_conflict, Keuze.CENTRAAL)
    found = traced(in_conflict, "1/VV015-VAK")
    assert (found.tekst, found.beslissingen[0].keuze) == ("300 EUR", "centraal")
    assert found.herkomst[0].zin.startswith(f"Ingevuld door {ACTOR.wie}")


def test_a_value_carried_over_follows_back_to_where_it_was_filled_in(central):
    next_moment(central)
    found = traced(central, "2/VV015-M01-TIMING")
    now, first = found.herkomst
    assert (now.meetmoment, now.zin, now.is_overgenomen) == (
        "september 2021",
        "Overgenomen uit april 2021.",
        True,
    )
    assert (first.meetmoment, first.bron.bestand) == ("april 2021", "april-2021.txt")
    assert first.bron.cel.startswith("regel ")
    assert [each.code for each in found.standen] == ["1/VV015-M01-TIMING", "2/VV015-M01-TIMING"]


def test_a_value_changed_since_is_not_told_as_carried_over(central):
    next_moment(central)
    edit(central, "VV015", "financiering.vak", 5, reden="Verbeterd na nazicht.")
    found = traced(central, "2/VV015-VAK")
    (link,) = found.herkomst
    assert not link.is_overgenomen
    assert link.gebeurtenissen[-1].reden == "Verbeterd na nazicht."
    assert [stand.tekst for stand in found.standen] == ["0 EUR", "5 EUR"]


def test_a_change_that_was_taken_back_leads_to_where_the_value_came_from(central):
    next_moment(central)
    edit(central, "VV015", "financiering.vak", 5)
    with Workspace.open(central) as workspace:
        undo(workspace, ACTOR)
    found = traced(central, "2/VV015-VAK")
    assert found.tekst == "0 EUR"
    assert found.herkomst[0].zin.startswith("Overgenomen uit april 2021. Teruggezet door")
    assert found.herkomst[-1].bron.bestand == "april-2021.txt"


def test_a_field_that_nobody_filled_in_says_so(central):
    found = traced(central, "1/VV015-DOELGROEP")
    assert (found.waarde, found.tekst) == (None, "")
    assert found.herkomst[0].zin == "Nooit ingevuld."
    edit(central, "VV015", "doelgroep", "leerlingen", moment=1)
    edit(central, "VV015", "doelgroep", None, moment=1)
    assert traced(central, "1/VV015-DOELGROEP").herkomst[0].zin.startswith("Leeggemaakt door")


def test_a_row_typed_by_hand_and_its_fields_are_traced(central):
    with Workspace.open(central) as workspace, Editing(workspace, ACTOR).step("Rij") as work:
        made = work.add_row(1, "VV015", "mijlpalen", mijlpaal(titel="Nieuw"))
    row = traced(central, f"1/{made}")
    assert row.onderwerp is Onderwerp.RIJ
    assert row.velden[0].tekst == "Nieuw"
    assert row.velden[0].code == f"1/{made}-TITEL"
    assert row.herkomst[0].gebeurtenissen[0].handeling == "toevoegen"
    assert row.herkomst[0].zin.startswith(f"Toegevoegd door {ACTOR.wie}")
    field = traced(central, f"1/{made}-TITEL")
    assert field.herkomst[0].zin.startswith(f"Ingevuld door {ACTOR.wie}")


def test_a_row_and_a_fiche_tell_where_they_come_from(central):
    next_moment(central)
    for code in ("VV015", "VV015-M01"):
        assert traced(central, f"2/{code}").herkomst[0].zin == "Overgenomen uit april 2021."
        assert traced(central, f"1/{code}").herkomst[0].bron.bestand == "april-2021.txt"


def test_a_whole_fiche_shows_all_its_fields_and_rows_with_their_codes(central):
    found = traced(central, "1/vv015")
    assert found.onderwerp is Onderwerp.FICHE
    codes = [each.code for each in found.velden]
    assert {"1/VV015-TITEL", "1/VV015-VAK", "1/VV015-M01", "1/VV015-A01"} <= set(codes)
    assert len(codes) == len(set(codes))
    with Workspace.open(central, read_only=True) as workspace:
        for code in codes:
            assert trace(workspace, code).code == code


def test_a_finding_there_is_told_with_why_it_may_stand(central):
    finding = next(
        each for each in traced(central, "1/VV015").bevindingen if each.staat == "uit te leggen"
    )
    with Workspace.open(central) as workspace:
        validation.explain(workspace, None, "VV015", finding.regel, "Zo afgesproken.", ACTOR)
    told = next(
        each for each in traced(central, "1/VV015").bevindingen if each.regel == finding.regel
    )
    assert (told.staat, told.toelichting, told.wie) == ("toegelicht", "Zo afgesproken.", ACTOR.wie)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("zomaar", "geen referentiecode"),
        ("1/VV015-ONZIN", "geen veld"),
        ("7/VV015-VAK", "geen meetmoment 7"),
        ("1/VV999", "VV999 heeft op meetmoment april 2021 geen fiche"),
        ("1/VV015-M77-TIMING", "VV015-M77 staat op meetmoment april 2021 niet in de fiche"),
        ("1/S93-VAK", "Speerpunt 93 bestaat niet"),
        ("1/PLAN-ONZIN", "geen cijfer over projecten"),
        ("1/PLAN-VAK-VERSCHIL", "eerste meetmoment"),
        ("1/T9", "geen thema T9"),
        ("1/T1-ONZIN", "geen cijfer over een thema"),
    ],
)
def test_what_does_not_exist_is_refused_with_a_dutch_sentence(central, code, said):
    with pytest.raises(Misused, match=said):
        traced(central, code)


def test_an_explanation_of_a_finding_that_is_gone_is_told_as_lapsed(central):
    with Workspace.open(central) as workspace, Editing(workspace, ACTOR).step("Uitleg") as work:
        work.explain(1, "VV015", "VV-PRJ-99", "titel", "vingerafdruk", "Zo afgesproken.")
    told = traced(central, "1/VV015-TITEL").bevindingen[-1]
    assert (told.staat, told.melding, told.plaats) == ("vervallen", "", "")
    assert traced(central, "1/VV015").bevindingen[-1].plaats == "Titel"
    assert not traced(central, "1/VV015-VAK").bevindingen[1:]


def test_state_and_place_in_the_table_are_told_of_a_fiche_and_its_rows(central):
    with Workspace.open(central) as workspace, Editing(workspace, ACTOR).step("Indienen") as work:
        work.move_row(1, "VV015", "mijlpalen", "VV015-M01", 9)
        work.set_staat(1, "VV015", Staat.INGEDIEND)
    *_, moved, handed_in = traced(central, "1/VV015").herkomst[0].gebeurtenissen
    assert (moved.plaats, moved.nieuw) == ("VV015-M01 › Plaats in de tabel", "9")
    assert (handed_in.plaats, handed_in.nieuw) == ("Staat van de fiche", "ingediend")
    row = traced(central, "1/VV015-M01")
    assert row.herkomst[0].gebeurtenissen[-1].nieuw == "9"


def test_a_field_of_an_earlier_version_of_the_program_is_shown_as_it_stands(central):
    with Workspace.open(central) as workspace, Editing(workspace, ACTOR).step("Oud") as work:
        place = Plaats(1, "VV015", "fiche", "oude_naam")
        work._trail.note(Handeling.WIJZIGEN, place, ("a", "b"))
    last = traced(central, "1/VV015").herkomst[0].gebeurtenissen[-1]
    assert (last.plaats, last.oud, last.nieuw) == ("oude_naam", "a", "b")


def test_a_value_or_row_that_the_trail_does_not_know_is_said(central):
    with Workspace.open(central) as workspace, workspace.writing() as connection:
        connection.execute(
            update(Fiche).where(Fiche.project_code == "VV015").values(doelgroep="leerlingen")
        )
        row = {"meetmoment_id": 1, "project_code": "VV015", "id": "VV015-M99", "volgorde": 99}
        connection.execute(insert(Mijlpaal), [row])
    found = traced(central, "1/VV015-DOELGROEP")
    assert "vertelt niet waar" in found.herkomst[0].zin
    assert traced(central, "1/VV015-M99").herkomst == ()


def test_a_first_value_that_was_taken_back_leaves_the_field_emptied_by_that_step(central):
    edit(central, "VV015", "doelgroep", "leerlingen", moment=1)
    with Workspace.open(central) as workspace:
        undo(workspace, ACTOR)
    (link,) = traced(central, "1/VV015-DOELGROEP").herkomst
    assert link.zin.startswith("Leeggemaakt door")
    assert link.gebeurtenissen[-1].maakt_ongedaan == link.gebeurtenissen[0].stap


def test_a_row_that_is_there_at_another_meetmoment_is_said(central):
    next_moment(central)
    with Workspace.open(central) as workspace, Editing(workspace, ACTOR).step("Weg") as work:
        work.remove_row(2, "VV015", "mijlpalen", "VV015-M01")
    with pytest.raises(Misused, match=r"Wel op: april 2021\."):
        traced(central, "2/VV015-M01-TIMING")
    assert traced(central, "1/VV015-M01-TIMING").standen[1].bestaat is False


def test_every_field_of_every_sample_fiche_can_be_traced_to_the_report(central):
    with Workspace.open(central, read_only=True) as workspace:
        with workspace.connection() as connection:
            inhoud = read_contents(connection, 1)["VV112"]
        for path, value in inhoud.paths():
            found = trace(workspace, field_code(1, "VV112", path))
            source = found.herkomst[-1]
            if value is None or value == ():
                assert source.zin == "Nooit ingevuld."
            else:
                assert source.bron.bestand == "april-2021.txt", path


def test_the_command_tells_it_in_dutch_and_as_json(in_conflict):
    decide(in_conflict, Keuze.ONTVANGEN)
    said = run(in_conflict, "1/vv015-vak")
    assert said.startswith("1/VV015-VAK  Uitvoering VAK van VV015\n")
    for words in ("400 EUR", "ov.xlsx", "blad Projecten", "Conflict 1", "De entiteit belde"):
        assert words in said
    told = json.loads(run(in_conflict, "1/vv015-vak", "--json"))
    assert told["waarde"] == 400
    assert told["peildatum"] == "2021-03-31"
    assert told["herkomst"][0]["bron"]["blad"] == "Projecten"


def test_of_a_momentopname_the_command_says_that_nothing_can_change_any_more(tmp_path):
    assert "(nog open bij het verzegelen)" in run(sealed(tmp_path), "1/VV015-VAK")


def test_the_command_shows_rows_fiches_and_figures(central):
    next_moment(central)
    assert "Beoogde realisaties" in run(central, "2/VV015-M01")
    assert "niet ingevuld" in run(central, "2/VV015-DOELGROEP")
    assert "Bestaat uit (9)" in run(central, "2/S04-VAK")
    for vak in range(1, 25):
        edit(central, "VV015", "financiering.vak", vak)
    assert "met --json" in run(central, "2/VV015")
    assert "Per meetmoment" in run(central, "2/VV015-VAK")


def test_a_store_opened_to_read_is_not_changed_by_tracing(central):
    before = central.read_bytes()
    traced(central, "1/VV015")
    assert central.read_bytes() == before
