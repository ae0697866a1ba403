"""Where undo ends: approvals, what a colleague did, and a fiche that comes back as it was."""

import pytest
from server_sample import fill
from stores import ACTOR, fiche, new_store

from vvdesk.audit import Actor, first_broken
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.model import Staat
from vvdesk.overgangen import handed_in_by
from vvdesk.perimeter import leave_out
from vvdesk.states import Hindered, approve, publish, reopen, send_back
from vvdesk.store.roles import Rol
from vvdesk.store.workspace import Workspace
from vvdesk.undo import last_step, undo

ELS = Actor("els", "kanselarij-1")


@pytest.fixture
def workspace(tmp_path):
    """A central file in which Jan handed in VV015 and VV016."""
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015"), fiche("VV016"))
    with Workspace.open(path) as opened:
        with Editing(opened, ACTOR).step("Inzending samenvoegen") as work:
            for code in ("VV015", "VV016"):
                work.set_staat(1, code, Staat.INGEDIEND, namens="Jan")
        yield opened


def staat(workspace, project="VV015"):
    with workspace.connection() as connection:
        return read_contents(connection, 1)[project].staat


def whole(workspace):
    with workspace.connection() as connection:
        return {
            code: (each.staat, each.values, each.tables)
            for code, each in read_contents(connection, 1).items()
        }


def test_an_approval_is_not_undone_but_reopened(workspace):
    approve(workspace, None, ["VV015", "VV016"], ELS)
    with pytest.raises(Misused, match=r"werd in deze stap goedgekeurd; .* Gebruik Heropenen"):
        undo(workspace, ELS)
    publish(workspace, None, ["VV015"], ELS)
    with pytest.raises(Misused, match=r"VV015 werd in deze stap gepubliceerd; .* Heropenen"):
        undo(workspace, ELS)
    assert (staat(workspace), staat(workspace, "VV016")) == ("gepubliceerd", "goedgekeurd")


def test_no_undo_gives_an_approval_back(workspace):
    approve(workspace, None, ["VV015"], ELS)
    reopen(workspace, None, ["VV015"], ELS, "Nieuw bedrag")
    reopened = last_step(workspace).n
    with pytest.raises(Misused, match=r"VV015 werd in deze stap heropend; .* opnieuw goed"):
        undo(workspace, ACTOR)
    send_back(workspace, None, ["VV015"], ELS, "Fout")
    with pytest.raises(Misused, match="heropend"):
        undo(workspace, ACTOR, reopened)
    undo(workspace, ACTOR)
    assert staat(workspace) == "ingediend"


def test_a_fiche_that_left_the_perimeter_comes_back_as_handed_in(workspace):
    before = whole(workspace)
    for _ in range(2):
        leave_out(workspace, None, ["VV015"], "Geschrapt", ELS)
        undo(workspace, ELS)
        assert whole(workspace) == before
    with workspace.connection() as connection:
        assert handed_in_by(connection, 1)["VV015"].wie == "Jan"
        assert first_broken(connection) is None
    send_back(workspace, None, ["VV015"], ELS, "Fout")
    leave_out(workspace, None, ["VV015"], "Geschrapt", ELS)
    undo(workspace, ELS)
    assert staat(workspace) == "teruggestuurd"


@pytest.mark.centraal
def test_on_a_server_the_last_step_is_ones_own(server, login):
    fill(server, fiche("VV015"), fiche("VV016"))
    with Workspace.open(login(Rol.COORDINATOR)) as mine, Workspace.open(server) as theirs:
        with pytest.raises(Misused, match=f"geen stap van {mine.login} .* met zijn nummer"):
            undo(mine, ACTOR)
        with Editing(mine, ACTOR).step("Van mij") as work:
            work.set(1, "VV015", "titel", "Van mij")
        with Editing(theirs, ACTOR).step("Van een collega") as work:
            work.set(1, "VV016", "titel", "Van een collega")
        hers = last_step(theirs).n
        assert undo(mine, ACTOR) == "Van mij"
        with pytest.raises(Misused, match="geen stap van"):
            undo(mine, ACTOR)
        assert undo(mine, ACTOR, hers) == "Van een collega"


@pytest.mark.parametrize("name", ["jose  PEETERS", "Jose\u0301 Peeters", "José\u200b Peeters"])
def test_no_spelling_of_ones_own_name_makes_one_a_colleague(workspace, name):
    with Editing(workspace, ACTOR).step("Inzending samenvoegen") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND, namens="José Peeters")
    with pytest.raises(Hindered, match="heb je zelf ingediend"):
        approve(workspace, None, ["VV015"], Actor(name, "thuis"))
