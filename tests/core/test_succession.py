"""Whether one momentopname goes on where an earlier one ended."""

import re

import pytest
import typer
from seal_forger import edited, rehashed, with_trail_rebuilt
from sealed_sample import sealed
from stores import ACTOR, fiche, new_store

from vvdesk.commands.verify import verify
from vvdesk.editing import Editing
from vvdesk.sealing.succession import succession
from vvdesk.store.workspace import Workspace


@pytest.fixture
def central(tmp_path):
    return new_store(tmp_path / "centraal.vvd", fiche("VV015"), fiche("VV016"))


def edit(central, title):
    with Workspace.open(central) as workspace, Editing(workspace, ACTOR).step("Titel") as work:
        work.set(1, "VV015", "titel", title)


def told(later, earlier):
    with Workspace.open(later) as now, Workspace.open(earlier) as then:
        return succession(now, then)


def test_the_next_one_follows(tmp_path, central):
    first = sealed(tmp_path, of=central, name="eerste.vvs")
    edit(central, "Later")
    second = sealed(tmp_path, of=central, name="tweede.vvs")
    found = told(second, first)
    assert found.is_goed
    assert "die hieraan voorafging" in found.tekst


def test_one_after_the_next_follows_too_and_says_that_there_was_another(tmp_path, central):
    first = sealed(tmp_path, of=central, name="eerste.vvs")
    edit(central, "Later")
    sealed(tmp_path, of=central, name="tweede.vvs")
    third = sealed(tmp_path, of=central, name="derde.vvs")
    found = told(third, first)
    assert found.is_goed
    assert "nog een momentopname" in found.tekst


def test_the_other_way_round_is_told(tmp_path, central):
    first = sealed(tmp_path, of=central, name="eerste.vvs")
    edit(central, "Later")
    second = sealed(tmp_path, of=central, name="tweede.vvs")
    found = told(first, second)
    assert found.is_goed is False
    assert "afgeknipt" in found.tekst


def test_a_trail_that_was_made_anew_is_seen(tmp_path, central):
    first = sealed(tmp_path, of=central, name="eerste.vvs")
    edit(central, "Later")
    second = sealed(tmp_path, of=central, name="tweede.vvs")
    changed = edited(second, "UPDATE wijziging SET wie = 'iemand anders' WHERE n = 2")
    forged = rehashed(with_trail_rebuilt(changed))
    found = told(forged, first)
    assert found.is_goed is False
    assert "herschreven" in found.tekst


def test_another_file_is_not_followed(tmp_path, central):
    other = sealed(tmp_path, name="andere.vvs")
    found = told(sealed(tmp_path, of=central, name="eerste.vvs"), other)
    assert found.is_goed is False
    assert "ander bestand" in found.tekst


def test_a_central_file_is_no_momentopname(tmp_path, central):
    assert told(sealed(tmp_path, of=central), central).is_goed is False


def test_the_command_tells_and_ends_with_three(tmp_path, central, capsys):
    first = sealed(tmp_path, of=central, name="eerste.vvs")
    edit(central, "Later")
    second = sealed(tmp_path, of=central, name="tweede.vvs")
    verify(second, previous=first, evidence=False)
    assert re.search(
        r"Vorige +in orde +Het wijzigingsspoor van eerste\.vvs", capsys.readouterr().out
    )
    with pytest.raises(typer.Exit) as ended:
        verify(first, previous=second, evidence=False)
    assert ended.value.exit_code == 3
    assert re.search(r"Vorige +FOUT", capsys.readouterr().out)
