"""Settling a meetmoment and handing out from a central store on a server."""

from datetime import date

import pytest
from server_sample import fill
from sqlalchemy import select
from stores import ACTOR, DWSE, OV, fiche

from vvdesk.audit import first_broken
from vvdesk.content import read_contents
from vvdesk.errors import Misused
from vvdesk.meetmoment_lists import DREMPELS, ENTITEITEN, MINISTERS, PROJECTSTATUSSEN
from vvdesk.meetmoment_settings import add, change, put_back, remove
from vvdesk.meetmomenten import open_next
from vvdesk.model import Uitvraag
from vvdesk.perimeter import leave_out, perimeter, take_in
from vvdesk.plan import load_plan
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.uitvraag import hand_out_all, offered

pytestmark = pytest.mark.centraal


@pytest.fixture
def workspace(server):
    fill(server, fiche("VV015", 3, 2), fiche("VV016", trekkende_entiteit=DWSE))
    with Workspace.open(server) as opened:
        yield opened
        with opened.connection() as connection:
            assert first_broken(connection) is None


def test_reference_data_is_settled_as_in_a_file(workspace):
    assert change(workspace, None, DREMPELS, "achterstand_punten", "waarde", "30", ACTOR)
    assert change(workspace, None, ENTITEITEN, OV, "deadline", "15/04/2021", ACTOR)
    add(workspace, None, MINISTERS, "An Peeters", ACTOR)
    gone = remove(workspace, None, MINISTERS, "An Peeters", ACTOR)
    put_back(workspace, None, gone, ACTOR)
    with pytest.raises(Misused, match="VV015"):
        remove(workspace, None, PROJECTSTATUSSEN, "opgestart", ACTOR)
    with workspace.connection() as connection:
        found = read_referentie(connection, 1)
    assert found.drempel("achterstand_punten") == 30
    assert found.deadlines == {OV: date(2021, 4, 15)}
    assert "An Peeters" in found.lists["minister"]


def test_a_project_leaves_and_comes_back_as_it_was(workspace):
    with workspace.connection() as connection:
        before = read_contents(connection, 1)["VV015"]
    leave_out(workspace, None, ["VV015"], "Overgedragen", ACTOR)
    assert [(each.project, each.is_in) for each in perimeter(workspace)] == [
        ("VV015", False),
        ("VV016", True),
    ]
    take_in(workspace, None, ["VV015"], ACTOR)
    with workspace.connection() as connection:
        after = read_contents(connection, 1)["VV015"]
    assert (after.values, after.tables) == (before.values, before.tables)


def test_the_next_meetmoment_opens_and_everybody_gets_a_file(workspace, tmp_path):
    plan = load_plan("vlaamse-veerkracht")
    open_next(
        workspace, plan, "september 2021", date(2021, 8, 31), ACTOR,
        leave_out=["VV016"], reden="Weg",
    )  # fmt: skip
    assert [each.entiteit for each in offered(workspace).ontvangers] == [OV]
    done = hand_out_all(workspace, None, tmp_path / "uit", "vvd", ACTOR)
    assert [each.problem for each in done] == [""]
    with workspace.session() as session:
        assert [row.entiteit for row in session.scalars(select(Uitvraag))] == [OV]
