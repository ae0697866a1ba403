"""A coordinator's whole round on a server, with no more rights than a coordinator has."""

from datetime import date

import pytest
from server_sample import fill, person
from stores import new_store

from vvdesk import merging, questions, reception, states, uitvraag
from vvdesk.audit import Actor, first_broken
from vvdesk.content import read_contents
from vvdesk.content_digest import content_digest
from vvdesk.dashboard import figures as dashboard
from vvdesk.editing import Editing
from vvdesk.importing import import_report
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.model import Antwoordreden, Staat
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace
from vvdesk.validation import validate_store

pytestmark = pytest.mark.centraal
AN = Actor("an", "testbank")
TODAY = date(2021, 4, 1)


@pytest.fixture
def place(server):
    """A database with a plan, opened by somebody who is coordinator and nothing more."""
    fill(server)
    with person(server, "vvdesk_coordinator") as coordinator:
        yield coordinator


def whole_round(store, folder):
    """Do all that a coordinator does in a meetmoment; return what it said."""
    folder.mkdir()
    with Workspace.open(store) as workspace:
        actor = AN.known_as(workspace.login)
        said = [import_report(workspace, resources() / "voorbeeld" / "april-2021.txt", actor).added]
        said.append([each.finding.code for each in validate_store(workspace, None)])
        asked = questions.ask(workspace, None, "VV015", "titel", "Waarom?", actor)
        questions.answer(workspace, asked, Antwoordreden.BEVESTIGD, "Daarom", actor)
        questions.close(workspace, asked, actor, "In orde")
        with Editing(workspace, actor).step("Indienen") as work:
            for code in ("VV015", "VV017"):
                work.set_staat(1, code, Staat.INGEDIEND, namens="bo")
        said.append(states.approve(workspace, None, ["VV015"], actor, uitzondering="Vakantie"))
        said.append(states.reopen(workspace, None, ["VV015"], actor, "Er ontbreekt nog iets"))
        uitvraag.hand_out_all(workspace, None, folder, "xlsx", actor)
        with merging.plan_merge(workspace, sorted(folder.glob("*.xlsx")), readers=0) as plan:
            said.append(merging.plan_totals(workspace, plan))
            done = merging.apply_plan(workspace, plan, actor)
        said.append([each.status for each in done])
        board = reception.board(workspace, None, TODAY)
        said.append([(row.naam, row.ontvangst, len(row.fiches)) for row in board.entiteiten])
        said.append(dashboard.figures(workspace))
        merging.take_back_merge(workspace, 1, actor)
        with workspace.connection() as connection:
            said.append(content_digest(read_contents(connection, 1)))
        next_day = date(2021, 9, 30)
        open_next(workspace, load_plan("vlaamse-veerkracht"), "september 2021", next_day, actor)
        close_meetmoment(workspace, "april 2021", actor, None)
        with workspace.connection() as connection:
            said.append(content_digest(read_contents(connection, 2)))
            assert first_broken(connection) is None
    return said


def test_a_whole_round_says_the_same_on_a_server_as_in_a_file(place, tmp_path):
    here = whole_round(new_store(tmp_path / "centraal.vvd"), tmp_path / "bestand")
    there = whole_round(place, tmp_path / "server")
    for of_file, of_server in zip(here, there, strict=True):
        assert of_file == of_server
