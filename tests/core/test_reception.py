"""The board of receptions: who sent in what, in time or late, and figures that add up."""

from datetime import date, timedelta

import pytest
from merge_sample import inzending_of, merge, put, samples, uitvraag
from sqlalchemy import func, select
from stores import ACTOR, DWSE, FILE_ONLY, OV, fiche, new_store

from vvdesk.audit import Actor
from vvdesk.content import read_contents
from vvdesk.copying import copy_store
from vvdesk.editing import Editing
from vvdesk.model import Entiteit, Meetmoment, Staat, Stap
from vvdesk.project_counts import Counts
from vvdesk.reception import Ontvangst, Wens, board, findings_of
from vvdesk.rules import completeness
from vvdesk.states import approve, send_back
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

ELS = Actor("els", "kanselarij-1")
TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)
FAR = date(2999, 1, 1)


@pytest.fixture
def workspace(make_store):
    """OV with VV015 and VV017, DWSE with VV016; all concept, nothing came in."""
    with Workspace.open(make_store(*samples())) as opened:
        yield opened


def step(workspace, change, actor=ACTOR):
    with Editing(workspace, actor).step("Stap") as work:
        change(work)


def set_deadline(workspace, day, entiteit=None):
    def change(work):
        if entiteit is None:
            work.change(Meetmoment, {"id": 1}, {"deadline": day})
        else:
            work.change(Entiteit, {"meetmoment_id": 1, "naam": entiteit}, {"deadline": day})

    step(workspace, change)


def hand_in(workspace, *projects):
    step(
        workspace,
        lambda work: [work.set_staat(1, each, Staat.INGEDIEND, namens="Jan") for each in projects],
    )


def row(workspace, key, today=TODAY):
    return next(each for each in board(workspace, None, today).entiteiten if each.key == key)


def test_before_anything_came_every_entiteit_stands_there_without(workspace):
    found = board(workspace, None, TODAY)
    assert {each.key for each in found.entiteiten} == {OV, DWSE}
    assert {each.ontvangst for each in found.entiteiten} == {Ontvangst.NIET_ONTVANGEN}
    assert found.count(Ontvangst.NIET_ONTVANGEN) == 2
    ov = row(workspace, OV)
    assert (ov.kort, ov.laatste, ov.inzendingen, ov.uitvraag_op) == ("DOV", None, 0, "")
    assert (ov.tally.fiches, ov.tally.missing, ov.tally.handed_in) == (2, 2, 0)


def test_the_deadline_of_an_entiteit_comes_before_that_of_the_meetmoment(workspace):
    set_deadline(workspace, FAR)
    set_deadline(workspace, TODAY, OV)
    assert row(workspace, DWSE).deadline == FAR
    assert row(workspace, OV).deadline == TODAY
    assert row(workspace, OV).ontvangst is Ontvangst.NIET_ONTVANGEN
    assert row(workspace, OV, TOMORROW).ontvangst is Ontvangst.TE_LAAT
    assert row(workspace, DWSE, TOMORROW).ontvangst is Ontvangst.NIET_ONTVANGEN


def test_a_merged_inzending_says_which_file_from_whom_and_when(workspace, tmp_path):
    workspace.close()
    book = uitvraag(workspace.path, tmp_path / "dwse.xlsx", DWSE)
    put(book, "Projecten", "Uitvoering VAK", 1, 7)
    merge(workspace.path, book)
    with Workspace.open(workspace.path) as opened:
        found = row(opened, DWSE)
        assert found.laatste is not None
        assert (found.laatste.bestand, found.laatste.door) == ("dwse.xlsx", "tester")
        assert found.inzendingen == 1
        assert found.uitvraag_op
        assert found.ontvangst in {Ontvangst.ONTVANGEN, Ontvangst.DEELS_ONTVANGEN}
        assert row(opened, OV).laatste is None
        hand_in(opened, "VV016")
        set_deadline(opened, LONG_AGO)
        assert row(opened, DWSE).ontvangst is Ontvangst.LAAT_ONTVANGEN


def test_an_inzending_that_was_taken_back_does_not_count(workspace, tmp_path):
    workspace.close()
    book = uitvraag(workspace.path, tmp_path / "dwse.xlsx", DWSE)
    put(book, "Projecten", "Uitvoering VAK", 1, 7)
    (outcome,) = merge(workspace.path, book)
    with Workspace.open(workspace.path) as opened:
        undo(opened, ACTOR, outcome.stap)
        assert row(opened, DWSE).laatste is None
        assert row(opened, DWSE).ontvangst is Ontvangst.NIET_ONTVANGEN
        with opened.session() as session:
            taken_back = session.scalar(select(func.max(Stap.n)))
        undo(opened, ACTOR, taken_back)
        assert row(opened, DWSE).inzendingen == 1


def test_a_dossier_that_came_in_as_a_workbook_names_its_sender(workspace, tmp_path):
    workspace.close()
    dossier = uitvraag(workspace.path, tmp_path / "ov.vvd", OV)
    merge(workspace.path, inzending_of(dossier, tmp_path / "terug.xlsx"))
    with Workspace.open(workspace.path) as opened:
        assert row(opened, OV).laatste.bestand == "terug.xlsx"


def test_part_of_the_fiches_is_received_in_part_and_late_once_the_day_is_over(workspace):
    set_deadline(workspace, TODAY)
    hand_in(workspace, "VV015")
    assert row(workspace, OV).ontvangst is Ontvangst.DEELS_ONTVANGEN
    assert row(workspace, OV, TOMORROW).ontvangst is Ontvangst.TE_LAAT
    hand_in(workspace, "VV017")
    assert row(workspace, OV, TOMORROW).ontvangst is Ontvangst.ONTVANGEN


@FILE_ONLY
def test_what_was_sent_back_waits_for_the_entiteit_with_its_reason(workspace):
    hand_in(workspace, "VV015", "VV017")
    approve(workspace, None, ["VV017"], ELS)
    send_back(workspace, None, ["VV015"], ELS, "Bedrag klopt niet")
    found = row(workspace, OV)
    assert found.ontvangst is Ontvangst.TERUGGESTUURD
    assert (found.tally.missing, found.tally.decided) == (1, 1)
    sent, approved = found.fiches
    assert (sent.reden, sent.besluit_door, sent.uitzondering) == ("Bedrag klopt niet", "els", "")
    assert (approved.reden, approved.besluit_door) == ("", "els")
    assert sent.ingediend.wie == "Jan"
    hand_in(workspace, "VV015")
    again = row(workspace, OV).fiches[0]
    assert (again.reden, again.besluit_door) == ("", "")


@FILE_ONLY
def test_all_approved_is_accepted_and_exceptions_are_counted(workspace):
    hand_in(workspace, "VV015", "VV016", "VV017")
    jan = Actor("jan", "thuis")
    approve(workspace, None, ["VV015", "VV017"], jan, uitzondering="Niemand anders")
    found = board(workspace, None, TODAY)
    assert row(workspace, OV).ontvangst is Ontvangst.AANVAARD
    assert found.tally.uitzonderingen == 2
    assert row(workspace, OV).fiches[0].uitzondering == "Niemand anders"


def test_a_speerpunt_stands_where_the_last_of_its_fiches_stands(tmp_path):
    contents = (
        fiche("VV015", speerpunt="1"),
        fiche("VV016", speerpunt="1", trekkende_entiteit=DWSE),
        fiche("VV017", speerpunt="2"),
        fiche("VV018", trekkende_entiteit=None),
    )
    with Workspace.open(new_store(tmp_path / "c.vvd", *contents)) as workspace:
        set_deadline(workspace, FAR)
        set_deadline(workspace, LONG_AGO, DWSE)
        hand_in(workspace, "VV015")
        found = {each.key: each for each in board(workspace, None, TODAY).speerpunten}
        assert found["1"].ontvangst is Ontvangst.TE_LAAT
        assert found["2"].ontvangst is Ontvangst.NIET_ONTVANGEN
        assert found[""].naam == "Zonder speerpunt"
        hand_in(workspace, "VV016", "VV017")
        found = {each.key: each for each in board(workspace, None, TODAY).speerpunten}
        assert found["1"].ontvangst is Ontvangst.LAAT_ONTVANGEN
        assert found["2"].ontvangst is Ontvangst.ONTVANGEN
        approve(workspace, None, ["VV015", "VV016", "VV017"], ELS)
        found = {each.key: each for each in board(workspace, None, TODAY).speerpunten}
        assert found["1"].ontvangst is Ontvangst.AANVAARD
        last = board(workspace, None, TODAY).entiteiten[-1]
        assert (last.key, last.naam) == ("", "Zonder trekkende entiteit")


def test_the_figures_add_up_over_entiteiten_and_over_speerpunten(central):
    with Workspace.open(central) as workspace:
        found = board(workspace, None, TODAY)
    for rows in (found.entiteiten, found.speerpunten):
        assert sum(each.tally.fiches for each in rows) == found.tally.fiches == 9
        assert sum(each.tally.answered for each in rows) == found.tally.answered
        assert sum(each.tally.required for each in rows) == found.tally.required
    assert sum(found.tally.per_staat.values()) == 9
    assert found.tally.missing + found.tally.to_judge + found.tally.decided == 9
    assert sum(found.count(each) for each in Ontvangst) == len(found.entiteiten)


def test_the_database_counts_completeness_as_the_rules_do(central, tmp_path):
    gaps = (
        fiche("VV015", 0, 0, titel=None),
        fiche("VV016", 3, 2, projectstatus=None, financiering__beleidsruimte=None),
        fiche("VV017", 1, 0, ministers=("Jan Jambon", "Bart Somers"), voortgang="Iets"),
    )
    for path in (central, new_store(tmp_path / "gaten.vvd", *gaps)):
        with Workspace.open(path) as workspace, workspace.connection() as connection:
            told = {each.project: each for each in board(workspace).entiteiten[0].fiches}
            for fiches in board(workspace).entiteiten[1:]:
                told |= {each.project: each for each in fiches.fiches}
            for code, inhoud in read_contents(connection, 1).items():
                whole = completeness(inhoud)
                assert (told[code].answered, told[code].required) == (
                    whole.answered,
                    whole.required,
                ), code
                assert told[code].percentage == whole.percentage


def test_the_filters_ask_for_what_is_missing_late_or_waiting(workspace):
    set_deadline(workspace, FAR)
    set_deadline(workspace, LONG_AGO, DWSE)
    hand_in(workspace, "VV015", "VV017")
    ov, dwse = row(workspace, OV), row(workspace, DWSE)
    fits = {wens: (ov.fits(wens), dwse.fits(wens)) for wens in Wens}
    assert fits == {
        Wens.ALLES: (True, True),
        Wens.ONTBREEKT: (False, True),
        Wens.TE_LAAT: (False, True),
        Wens.NA_TE_KIJKEN: (True, False),
    }


def test_findings_are_added_up_once_every_fiche_was_counted(workspace):
    ov = row(workspace, OV)
    counts = {"VV015": Counts(80, 1, 2, "")}
    assert findings_of(ov, counts) is None
    counts["VV017"] = Counts(80, 0, 1, "")
    assert findings_of(ov, counts) == (1, 3)


def test_an_empty_meetmoment_has_an_empty_board(tmp_path):
    with Workspace.open(new_store(tmp_path / "leeg.vvd")) as workspace:
        found = board(workspace)
    assert (found.entiteiten, found.speerpunten, found.tally.fiches) == ((), (), 0)
    assert found.tally.percentage == 100


@pytest.mark.centraal
def test_a_server_shows_the_same_board_as_the_file_it_was_copied_from(central, server):
    with Workspace.open(central) as workspace:
        set_deadline(workspace, LONG_AGO)
        hand_in(workspace, "VV015", "VV017")
        approve(workspace, None, ["VV015"], Actor("jan", "thuis"), uitzondering="Niemand anders")
        here = board(workspace, None, TODAY)
    copy_store(central, server)
    with Workspace.open(server) as workspace:
        assert board(workspace, None, TODAY) == here
