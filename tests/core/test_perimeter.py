from datetime import date

import pytest
from sqlalchemy import select
from stores import ACTOR, FILE_ONLY, fiche

from vvdesk.audit import first_broken
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.model import Conflict, Inzending, Keuze, Staat
from vvdesk.perimeter import codes_in, leave_out, perimeter, take_in
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

PLAN = load_plan("vlaamse-veerkracht")
SEPTEMBER = ("september 2021", date(2021, 8, 31))


@pytest.fixture
def workspace(make_store):
    contents = fiche("VV015", 3, 2), fiche("VV016"), fiche("VV017")
    with Workspace.open(make_store(*contents)) as opened:
        yield opened


def contents(workspace, meetmoment_id=1):
    with workspace.connection() as connection:
        assert first_broken(connection) is None
        return read_contents(connection, meetmoment_id)


def places(workspace, meetmoment=None):
    return {each.project: each for each in perimeter(workspace, meetmoment)}


@FILE_ONLY
def test_a_project_leaves_with_a_reason_and_the_list_keeps_it(workspace):
    leave_out(workspace, None, ["vv015"], "Overgedragen  aan het Rijk", ACTOR)
    assert list(contents(workspace)) == ["VV016", "VV017"]
    found = places(workspace)
    assert found["VV016"].is_in
    gone = found["VV015"]
    assert (gone.is_in, gone.reden, gone.wie) == (False, "Overgedragen aan het Rijk", "tester")
    assert gone.titel == "Project VV015"


def test_a_project_that_comes_back_says_what_it_said_when_it_left(workspace):
    before = contents(workspace)["VV015"]
    leave_out(workspace, None, ["VV015"], "Vergissing", ACTOR)
    take_in(workspace, None, ["VV015"], ACTOR)
    after = contents(workspace)["VV015"]
    assert after.values == before.values
    assert after.tables == before.tables
    assert places(workspace)["VV015"].is_in


def test_leaving_is_one_step_that_can_be_undone(workspace):
    before = contents(workspace)
    leave_out(workspace, None, ["VV015", "VV016"], "Afgerond", ACTOR)
    assert undo(workspace, ACTOR) == "2 projecten uit de perimeter"
    assert contents(workspace) == before
    assert places(workspace)["VV015"].is_in


def test_without_a_reason_nobody_leaves(workspace):
    for reden in ("", "  \n "):
        with pytest.raises(Misused, match="waarom"):
            leave_out(workspace, None, ["VV015"], reden, ACTOR)
    assert "VV015" in contents(workspace)


def test_an_approved_fiche_stays_and_with_it_the_others_of_that_step(workspace):
    with Editing(workspace, ACTOR).step("x") as work:
        work.set_staat(1, "VV016", Staat.GOEDGEKEURD)
    assert "Heropen" in places(workspace)["VV016"].kan_niet_weg
    with pytest.raises(ReadOnly, match="VV016"):
        leave_out(workspace, None, ["VV015", "VV016"], "Weg", ACTOR)
    assert len(contents(workspace)) == 3


def test_an_unknown_project_cannot_leave_and_none_comes_in_twice(workspace):
    with pytest.raises(Misused, match="VV099"):
        leave_out(workspace, None, ["VV099"], "Weg", ACTOR)
    with pytest.raises(Misused, match="heeft al een fiche"):
        take_in(workspace, None, ["VV015"], ACTOR)
    with pytest.raises(Misused, match="VV001 tot VV181"):
        take_in(workspace, None, ["VV999"], ACTOR)


def test_a_project_that_never_had_a_fiche_comes_in_empty(workspace):
    take_in(workspace, None, ["vv100"], ACTOR)
    assert contents(workspace)["VV100"].values["titel"] is None


def test_the_next_meetmoment_opens_without_those_that_left(workspace):
    open_next(workspace, PLAN, *SEPTEMBER, ACTOR, leave_out=["VV016"], reden="Stopgezet")
    assert list(contents(workspace, 2)) == ["VV015", "VV017"]
    assert places(workspace)["VV016"].reden == "Stopgezet"
    assert places(workspace, "april 2021")["VV016"].is_in
    take_in(workspace, None, ["VV016"], ACTOR)
    assert contents(workspace, 2)["VV016"].values["titel"] == "Project VV016"


def test_opening_without_a_reason_or_without_such_a_project_changes_nothing(workspace):
    with pytest.raises(Misused, match="waarom"):
        open_next(workspace, PLAN, *SEPTEMBER, ACTOR, leave_out=["VV016"])
    with pytest.raises(Misused, match="geen fiche van VV099"):
        open_next(workspace, PLAN, *SEPTEMBER, ACTOR, leave_out=["VV099"], reden="Weg")
    assert len(workspace.meetmomenten()) == 1


def test_who_had_a_fiche_last_time_and_has_none_now_is_listed(workspace):
    open_next(workspace, PLAN, *SEPTEMBER, ACTOR)
    with Editing(workspace, ACTOR).step("x") as work:
        work.remove_fiche(2, "VV017")
    gone = places(workspace)["VV017"]
    assert (gone.is_in, gone.reden, gone.titel) == (False, "", "Project VV017")


def test_a_closed_meetmoment_keeps_its_perimeter(workspace):
    close_meetmoment(workspace, None, ACTOR, None)
    with pytest.raises(ReadOnly, match="gesloten"):
        leave_out(workspace, None, ["VV015"], "Weg", ACTOR)
    with pytest.raises(ReadOnly, match="gesloten"):
        take_in(workspace, None, ["VV100"], ACTOR)


def test_the_open_conflicts_of_a_project_that_leaves_lapse(workspace):
    received = {
        "id": 1, "meetmoment_id": 1, "bestandsnaam": "uit.xlsx", "sha256": "", "inhoud_digest": "",
        "ontvangen_op": "", "ontvangen_door": "", "stap": 1, "tellers": "{}",
    }  # fmt: skip
    shared = {
        "meetmoment_id": 1, "pad": "titel", "basis": "null", "centraal": "null", "blad": "",
        "ontvangen": "null", "inzending_id": 1, "cel": "", "keuze": Keuze.OPEN.value,
    }  # fmt: skip
    both = [
        {"id": 1, "project_code": "VV015", **shared},
        {"id": 2, "project_code": "VV016", **shared},
    ]
    with Editing(workspace, ACTOR).step("x") as work:
        work.manage(Inzending, [received], {})
        work.manage(Conflict, both, {})
    leave_out(workspace, None, ["VV015"], "Weg", ACTOR)
    with workspace.session() as session:
        found = {each.project_code: each for each in session.scalars(select(Conflict))}
    assert (found["VV015"].keuze, found["VV015"].nota) == (Keuze.VERVALLEN, "Weg")
    assert found["VV016"].keuze == Keuze.OPEN


def test_codes_are_read_as_people_type_them():
    assert codes_in(" vv015, VV016;vv017 vv015") == ["VV015", "VV016", "VV017"]
    assert codes_in("") == []
