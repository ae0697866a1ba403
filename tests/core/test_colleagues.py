"""What colleagues did meanwhile."""

import pytest
from server_sample import fill
from stores import ACTOR, fiche, new_store

from vvdesk.colleagues import Watch
from vvdesk.editing import Editing
from vvdesk.model import Entiteit
from vvdesk.store.workspace import Workspace


@pytest.fixture
def pair(server):
    """A database with two fiches, opened by two people."""
    place = fill(server, fiche("VV015"), fiche("VV016"))
    with Workspace.open(place) as mine, Workspace.open(place) as other:
        yield mine, other


def set_titel(workspace, text, project="VV015"):
    with Editing(workspace, ACTOR).step("Titel wijzigen") as work:
        work.set(1, project, "titel", text)


@pytest.mark.centraal
def test_what_a_colleague_changed_is_told_once(pair):
    mine, other = pair
    watch = Watch(mine)
    assert not watch.changes()
    set_titel(other, "Anders")
    changes = watch.changes()
    assert changes.projects(1) == {"VV015": other.login}
    assert changes.wie == (other.login,)
    assert not changes.outside
    assert not watch.changes()


@pytest.mark.centraal
def test_what_one_did_oneself_is_no_news(pair):
    mine, other = pair
    watch = Watch(mine)
    set_titel(mine, "Van mij")
    set_titel(other, "Van een collega", "VV016")
    set_titel(mine, "Nog eens van mij")
    assert set(watch.changes().projects(1)) == {"VV016"}
    assert not mine.own_steps


@pytest.mark.centraal
def test_a_step_that_failed_hides_nothing_of_a_colleague(pair):
    mine, other = pair
    watch = Watch(mine)
    with pytest.raises(ZeroDivisionError), Editing(mine, ACTOR).step("Mislukt") as work:
        work.set(1, "VV015", "titel", "Mislukt")
        _ = 1 // 0
    with Editing(mine, ACTOR).step("Niets") as work:
        work.set(1, "VV015", "titel", "Project VV015")
    set_titel(other, "Anders")
    assert set(watch.changes().projects(1)) == {"VV015"}


@pytest.mark.centraal
def test_a_change_of_reference_data_is_told_as_outside_the_fiches(pair):
    mine, other = pair
    watch = Watch(mine)
    with Editing(other, ACTOR).step("Beheren") as work:
        work.manage(Entiteit, [], {"aantal": 0}, meetmoment_id=1)
    changes = watch.changes()
    assert changes.outside
    assert not changes.fiches


def test_in_a_file_there_are_no_colleagues(tmp_path):
    with Workspace.open(new_store(tmp_path / "a.vvd", fiche())) as workspace:
        watch = Watch(workspace)
        set_titel(workspace, "Anders")
        assert not watch.changes()
