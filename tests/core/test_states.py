"""Approving, sending back, reopening and publishing: four eyes, reasons, and a locked store."""

import sqlite3
from contextlib import closing

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from stores import ACTOR, DWSE, FILE_ONLY, OV, fiche, mijlpaal, new_store

from vvdesk.audit import Actor, now
from vvdesk.content import read_contents
from vvdesk.copying import copy_store
from vvdesk.desk import Desk
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Stale
from vvdesk.handing_out import hand_out
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Conflict, Inzending, Keuze, Staat, Vraag, Wijziging
from vvdesk.states import (
    Hindered,
    approve,
    exceptions,
    overgangen,
    publish,
    reopen,
    send_back,
)
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

ELS = Actor("els", "kanselarij-1")
WRONG = mijlpaal("VV018-M01", 1, timing=None)


@pytest.fixture
def path(make_store):
    """A central file: VV015 and VV016 handed in by Jan, VV017 a concept, VV018 with a fout."""
    wrong = fiche("VV018")
    wrong.tables["mijlpalen"]["VV018-M01"] = WRONG
    contents = (fiche("VV015"), fiche("VV016", trekkende_entiteit=DWSE), fiche("VV017"), wrong)
    made = make_store(*contents)
    with Workspace.open(made) as workspace:
        hand_in(workspace, "VV015", "VV016", "VV018")
    return made


@pytest.fixture
def workspace(path):
    with Workspace.open(path) as opened:
        yield opened


def hand_in(workspace, *projects, namens="Jan Janssens", actor=ACTOR):
    with Editing(workspace, actor).step("Inzending samenvoegen") as work:
        for project in projects:
            work.set_staat(1, project, Staat.INGEDIEND, namens=namens)


def states(workspace):
    with workspace.connection() as connection:
        return {code: each.staat for code, each in read_contents(connection, 1).items()}


def ask(workspace, project, staat="open"):
    row = {
        "id": f"v-{project}-{staat}",
        "meetmoment_id": 1,
        "project_code": project,
        "pad": "titel",
        "tekst": "Klopt dit?",
        "staat": staat,
        "gesteld_door": "els",
        "gesteld_op": now(),
    }
    with Editing(workspace, ELS).step("Vraag stellen") as work:
        work.manage(Vraag, [row], {"id": row["id"]}, meetmoment_id=1, project=project)


def conflict(workspace, project):
    inzending = {
        "id": 1,
        "meetmoment_id": 1,
        "entiteit": OV,
        "bestandsnaam": "OV.xlsx",
        "sha256": "a" * 64,
        "inhoud_digest": "b" * 64,
        "export_volgnummer": 1,
        "ontvangen_op": now(),
        "ontvangen_door": "els",
        "stap": 99,
        "tellers": "{}",
    }
    row = {
        "id": 1,
        "meetmoment_id": 1,
        "project_code": project,
        "pad": "titel",
        "basis": '"X"',
        "centraal": '"Y"',
        "ontvangen": '"Z"',
        "inzending_id": 1,
        "blad": "Projecten",
        "cel": "C4",
        "keuze": Keuze.OPEN.value,
    }
    with Editing(workspace, ELS).step("Conflict") as work:
        work.manage(Inzending, [inzending], {"id": 1}, meetmoment_id=1)
        work.manage(Conflict, [row], {"id": 1}, meetmoment_id=1, project=project)


@FILE_ONLY
def test_a_colleague_approves_what_somebody_else_handed_in(workspace):
    assert approve(workspace, None, ["VV016", "VV015", "VV016"], ELS) == ("VV016", "VV015")
    assert states(workspace) == {
        "VV015": "goedgekeurd",
        "VV016": "goedgekeurd",
        "VV017": "concept",
        "VV018": "ingediend",
    }
    approved = overgangen(workspace, None, "VV015")[-1]
    assert (approved.van, approved.naar, approved.wie) == ("ingediend", "goedgekeurd", "els")
    assert (approved.reden, approved.uitzondering) == (None, None)
    assert exceptions(workspace) == []


@FILE_ONLY
@pytest.mark.parametrize("name", ["Jan Janssens", " jan  JANSSENS ", "Ｊan Janssens"])
def test_who_handed_in_does_not_approve_however_the_name_is_spelled(workspace, name):
    with pytest.raises(Hindered, match="VV015 heb je zelf ingediend, als Jan Janssens") as caught:
        approve(workspace, None, ["VV015"], Actor(name, "thuis"))
    assert caught.value.wijkt
    assert states(workspace)["VV015"] == "ingediend"


def test_who_read_the_file_in_may_approve_when_somebody_else_sent_it(workspace):
    approve(workspace, None, ["VV015"], ACTOR)
    assert states(workspace)["VV015"] == "goedgekeurd"


@FILE_ONLY
def test_an_exception_lets_it_through_and_stays_named_and_dated(workspace):
    jan = Actor("Jan Janssens", "thuis")
    approve(workspace, None, ["VV015"], jan, uitzondering="  Geen collega \n tot maandag ")
    (told,) = exceptions(workspace)
    assert (told.project_code, told.wie, told.uitzondering) == (
        "VV015", "Jan Janssens", "Geen collega tot maandag",
    )  # fmt: skip
    assert told.tijd.startswith("20")
    with workspace.session() as session:
        row = session.query(Wijziging).order_by(Wijziging.n.desc()).first()
    assert row.reden == "Uitzondering (zelf ingediend): Geen collega tot maandag"


def test_an_exception_is_kept_only_where_it_was_needed(workspace):
    ask(workspace, "VV016")
    approve(workspace, None, ["VV015", "VV016"], ELS, uitzondering="Antwoord kwam telefonisch")
    assert [each.project_code for each in exceptions(workspace)] == ["VV016"]
    told = overgangen(workspace, None, "VV016")[-1].reden
    assert told == "Uitzondering (1 open vraag): Antwoord kwam telefonisch"


@FILE_ONLY
def test_nobody_approves_alone_when_it_is_not_known_who_handed_in(workspace, path):
    workspace.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE fiche SET staat = 'ingediend' WHERE project_code = 'VV017'")
    with Workspace.open(path) as opened:
        with pytest.raises(Hindered, match="Van VV017 is niet bekend wie indiende"):
            approve(opened, None, ["VV017"], ELS)
        approve(opened, None, ["VV017"], ELS, uitzondering="Op papier ontvangen")
        assert states(opened)["VV017"] == "goedgekeurd"


def test_a_fout_and_an_open_conflict_yield_to_no_exception(workspace):
    conflict(workspace, "VV015")
    with pytest.raises(Hindered) as caught:
        approve(workspace, None, ["VV018", "VV016", "VV015"], ELS, uitzondering="Toch")
    assert [each.project for each in caught.value.hindernissen] == ["VV015", "VV018"]
    assert not caught.value.wijkt
    assert "VV015 heeft 1 open conflict; beslis eerst." in str(caught.value)
    assert "VV018 heeft 1 fout" in str(caught.value)
    assert states(workspace)["VV016"] == "ingediend"


def test_a_question_that_was_answered_does_not_stand_in_the_way(workspace):
    ask(workspace, "VV015", "beantwoord")
    ask(workspace, "VV016")
    approve(workspace, None, ["VV015"], ELS)
    with pytest.raises(Hindered, match="VV016 heeft 1 open vraag; sluit die eerst") as caught:
        approve(workspace, None, ["VV016"], ELS)
    assert caught.value.wijkt


def test_all_or_nothing_with_one_sentence_per_fiche(workspace):
    with pytest.raises(Hindered) as caught:
        approve(workspace, None, ["VV015", "VV017", "VV999"], ELS)
    assert str(caught.value).split("\n") == [
        "Er is niets veranderd.",
        "VV017 is nog concept; alleen een ingediende fiche kan goedgekeurd worden.",
        "VV999 heeft geen fiche in dit meetmoment.",
    ]
    assert states(workspace)["VV015"] == "ingediend"


def test_many_hindrances_do_not_make_an_endless_message(workspace):
    with pytest.raises(Hindered) as caught:
        approve(workspace, None, [f"VV{number}" for number in range(200, 250)], ELS)
    assert str(caught.value).endswith("En nog 30 andere.")
    assert len(caught.value.hindernissen) == 50


@FILE_ONLY
def test_sending_back_needs_a_reason_and_a_new_inzending_undoes_it(workspace):
    with pytest.raises(Misused, match="Geef de reden van het terugsturen"):
        send_back(workspace, None, ["VV015"], ELS, "  ")
    with pytest.raises(Misused, match="De reden van het terugsturen"):
        send_back(workspace, None, ["VV015"], ELS, "a\x00b")
    send_back(workspace, None, ["VV015"], ELS, "Bedrag klopt niet")
    assert overgangen(workspace, None, "VV015")[-1].reden == "Bedrag klopt niet"
    hand_in(workspace, "VV015", namens="Piet")
    with pytest.raises(Hindered, match="als Piet"):
        approve(workspace, None, ["VV015"], Actor("piet", "thuis"))
    approve(workspace, None, ["VV015"], Actor("Jan Janssens", "thuis"))


def test_reopening_asks_a_reason_and_is_no_handing_in(workspace):
    approve(workspace, None, ["VV015"], ELS)
    with pytest.raises(Misused, match="Geef de reden van het heropenen"):
        reopen(workspace, None, ["VV015"], ELS, "")
    with pytest.raises(Hindered, match=r"VV015 is goedgekeurd; .*heropen"):
        send_back(workspace, None, ["VV015"], ELS, "fout")
    reopen(workspace, None, ["VV015"], ELS, "Nieuw bedrag")
    assert states(workspace)["VV015"] == "ingediend"
    assert overgangen(workspace, None, "VV015")[-1].reden == "Nieuw bedrag"
    approve(workspace, None, ["VV015"], ELS)


def test_publishing_follows_approval_and_can_be_reopened(workspace):
    with pytest.raises(Hindered, match="VV015 is ingediend; alleen een goedgekeurde fiche"):
        publish(workspace, None, ["VV015"], ELS)
    approve(workspace, None, ["VV015"], ELS)
    publish(workspace, None, ["VV015"], ELS)
    with pytest.raises(Hindered, match="VV015 is al gepubliceerd"):
        publish(workspace, None, ["VV015"], ELS)
    reopen(workspace, None, ["VV015"], ELS, "Rechtzetting")
    assert states(workspace)["VV015"] == "ingediend"


@FILE_ONLY
def test_undo_makes_nobody_the_one_who_handed_in(workspace):
    send_back(workspace, None, ["VV015"], ACTOR, "Bedrag klopt niet")
    undo(workspace, ELS)
    assert states(workspace)["VV015"] == "ingediend"
    with pytest.raises(Hindered, match="als Jan Janssens"):
        approve(workspace, None, ["VV015"], Actor("jan janssens", "thuis"))
    approve(workspace, None, ["VV015"], ELS)


@FILE_ONLY
def test_a_change_while_the_fiche_was_examined_is_not_approved(workspace):
    def meanwhile(done, total, _label):
        if done == total:
            with Editing(workspace, ACTOR).step("Wijzigen") as work:
                work.set(1, "VV015", "titel", "Anders")

    with pytest.raises(Stale, match="VV015 is intussen gewijzigd door tester"):
        approve(workspace, None, ["VV015"], ELS, progress=meanwhile)
    assert states(workspace)["VV015"] == "ingediend"


def test_only_a_central_file_decides(tmp_path):
    dossier = new_store(tmp_path / "ov.vvd", fiche("VV015"), entiteit=OV)
    with Workspace.open(dossier) as workspace, pytest.raises(Misused, match="is het dossier van"):
        approve(workspace, None, ["VV015"], ELS)


def test_something_must_be_chosen_and_the_meetmoment_open(workspace):
    with pytest.raises(Misused, match="geen fiche gekozen"):
        publish(workspace, None, [], ELS)
    close_meetmoment(workspace, None, ACTOR, None)
    with pytest.raises(ReadOnly, match="gesloten"):
        approve(workspace, None, ["VV015"], ELS)


def test_the_door_refuses_a_change_of_an_approved_fiche(workspace):
    approve(workspace, None, ["VV015"], ELS)
    for change in (
        lambda work: work.set(1, "VV015", "titel", "Anders"),
        lambda work: work.set(1, "VV015", "financiering.vak", 5),
        lambda work: work.add_row(1, "VV015", "mijlpalen", mijlpaal()),
        lambda work: work.remove_row(1, "VV015", "mijlpalen", "VV015-M01"),
        lambda work: work.explain(1, "VV015", "VV-MIJ-05", "", "x", "Daarom"),
    ):
        with pytest.raises(ReadOnly), Editing(workspace, ELS).step("Wijzigen") as work:
            change(work)
    reopen(workspace, None, ["VV015"], ELS, "Nog een wijziging")
    with Editing(workspace, ELS).step("Wijzigen") as work:
        work.set(1, "VV015", "titel", "Anders")


@FILE_ONLY
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fiche SET titel = 'x' WHERE project_code = 'VV015'",
        "UPDATE financiering SET vak = 9 WHERE project_code = 'VV015'",
        "DELETE FROM financiering WHERE project_code = 'VV015'",
        "UPDATE mijlpaal SET titel = 'x' WHERE project_code = 'VV015'",
        "DELETE FROM mijlpaal WHERE project_code = 'VV015'",
        "DELETE FROM fiche WHERE project_code = 'VV015'",
        "DELETE FROM agendering WHERE project_code = 'VV015'",
        "DELETE FROM overgang",
        "UPDATE overgang SET wie = 'iemand anders'",
    ],
)
def test_the_store_itself_locks_an_approved_fiche_and_its_history(path, statement):
    with Workspace.open(path) as workspace:
        approve(workspace, None, ["VV015"], ELS)
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match=r"goedgekeurd|wijzigingsspoor"),
    ):
        connection.execute(statement)


def test_a_decided_conflict_no_longer_stands_in_the_way(workspace):
    conflict(workspace, "VV015")
    with Editing(workspace, ELS).step("Beslissen") as work:
        work.change(Conflict, {"id": 1}, {"keuze": Keuze.CENTRAAL.value})
    approve(workspace, None, ["VV015"], ELS)
    assert states(workspace)["VV015"] == "goedgekeurd"


@FILE_ONLY
@pytest.mark.centraal
def test_a_server_keeps_the_same_states_and_the_same_lock(path, server):
    copy_store(path, server)
    with Workspace.open(server) as workspace:
        hand_in(workspace, "VV017", namens=None)
        with pytest.raises(Hindered, match="VV017 heb je zelf ingediend"):
            approve(workspace, None, ["VV017"], Actor("Onder een andere naam", "thuis"))
        approve(workspace, None, ["VV015", "VV016"], ELS)
        publish(workspace, None, ["VV016"], ELS)
        reopen(workspace, None, ["VV016"], ELS, "Rechtzetting")
        send_back(workspace, None, ["VV016"], ELS, "Bedrag klopt niet")
        assert states(workspace) == {
            "VV015": "goedgekeurd",
            "VV016": "teruggestuurd",
            "VV017": "ingediend",
            "VV018": "ingediend",
        }
        with (
            pytest.raises(ReadOnly),
            workspace.writing() as connection,
        ):
            connection.execute(text("UPDATE fiche SET titel = 'x' WHERE project_code = 'VV015'"))


@FILE_ONLY
@pytest.mark.centraal
def test_on_a_server_a_colleague_who_was_first_is_not_run_over(path, server):
    copy_store(path, server)
    with Workspace.open(server) as mine, Workspace.open(server) as theirs:

        def meanwhile(done, total, _label):
            if done == total:
                send_back(theirs, None, ["VV015"], ACTOR, "Bedrag klopt niet")

        with pytest.raises(Stale, match="VV015 is intussen gewijzigd door "):
            approve(mine, None, ["VV015", "VV016"], ELS, progress=meanwhile)
        assert states(mine)["VV015"] == "teruggestuurd"
        assert states(mine)["VV016"] == "ingediend"


def test_the_entiteit_reads_why_its_fiche_came_back(tmp_path):
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015"), fiche("VV016"))
    with Workspace.open(path) as central:
        with Editing(central, ACTOR).step("Indienen") as work:
            work.set_staat(1, "VV015", Staat.INGEDIEND, namens="An Peeters")
        send_back(central, None, ["VV015"], ACTOR, "De VAK ligt hoger dan de beleidsruimte.")
        for name in ("ov.vvd", "ov.xlsx"):
            hand_out(central, None, OV, tmp_path / name, ACTOR)
    with Workspace.open(tmp_path / "ov.vvd") as dossier:
        desk = Desk(dossier, ACTOR)
        told = desk.sent_back("VV015")
        assert (told.wie, told.reden) == ("tester", "De VAK ligt hoger dan de beleidsruimte.")
        assert desk.sent_back("VV016") is None
    first = load_workbook(tmp_path / "ov.xlsx").worksheets[0]
    said = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value]
    assert said[said.index("VV015") + 1] == "De VAK ligt hoger dan de beleidsruimte."
