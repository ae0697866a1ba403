"""The verbs with which a coordinator decides about fiches, and `status`, in this process."""

import json

import pytest
from merge_sample import central
from stores import ACTOR, DWSE, OV, new_store

from vvdesk.audit import Actor
from vvdesk.commands.states import approve_fiches, publish_fiches, reopen_fiches, return_fiches
from vvdesk.commands.status import status
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.model import Meetmoment, Staat
from vvdesk.states import Hindered
from vvdesk.store.workspace import Workspace


@pytest.fixture
def path(tmp_path):
    """A central file in which Jan handed in VV015 and VV017 of OV; VV016 of DWSE is missing."""
    made = central(tmp_path)
    with Workspace.open(made) as workspace, Editing(workspace, ACTOR).step("Inzending") as work:
        for project in ("VV015", "VV017"):
            work.set_staat(1, project, Staat.INGEDIEND, namens="Jan")
    return made


def state(path, project):
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        return read_contents(connection, 1)[project].staat


def test_approving_by_code_and_by_entiteit(path, capsys):
    approve_fiches(path, ["vv015"])
    assert capsys.readouterr().out == "1 fiche goedgekeurd: VV015.\n"
    approve_fiches(path, entiteit="DOV")
    assert state(path, "VV017") == "goedgekeurd"
    publish_fiches(path, entiteit="DOV")
    reopen_fiches(path, "Nieuw bedrag", entiteit="dov")
    assert capsys.readouterr().out.endswith("2 fiches heropend: VV015, VV017.\n")
    return_fiches(path, "Bedrag klopt niet", ["VV015"])
    assert (state(path, "VV015"), state(path, "VV017")) == ("teruggestuurd", "ingediend")


def test_an_exception_is_named_in_status(path, capsys, monkeypatch):
    me = Actor("Jan", "thuis")
    monkeypatch.setattr("vvdesk.commands.states.myself", lambda *_: me)
    with pytest.raises(Hindered, match="zelf ingediend"):
        approve_fiches(path, ["VV015"])
    approve_fiches(path, ["VV015"], exception="Geen collega")
    status(path)
    said = capsys.readouterr().out
    assert "Uitzondering: VV015, goedgekeurd door Jan op " in said
    assert said.endswith(": Geen collega\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "Geef projectcodes, of --entiteit"),
        ({"projects": ["VV015"], "entiteit": "DOV"}, "Geef projectcodes, of --entiteit"),
        ({"entiteit": "Bestaat niet"}, "staat niet in meetmoment"),
        ({"entiteit": DWSE}, "heeft geen fiches die ingediend zijn"),
    ],
)
def test_what_is_asked_must_be_clear(path, arguments, message):
    with pytest.raises(Misused, match=message):
        approve_fiches(path, **arguments)


def test_status_is_a_table_that_adds_up(path, capsys):
    status(path)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Meetmoment april 2021"
    ov = next(line for line in lines if line.startswith(OV))
    assert "2 van 2" in ov
    assert "ontvangen" in ov
    assert "Zonder speerpunt" in "\n".join(lines)
    assert lines[-1].startswith("Samen 3 fiches: 1 concept, 2 ingediend, 0 teruggestuurd")


def test_status_can_count_findings_and_speak_json(path, capsys):
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Dag") as work:
        work.change(Meetmoment, {"id": 1}, {"deadline": None})
    status(path, findings=True)
    assert "waarschuwingen" in capsys.readouterr().out
    status(path, findings=True, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["total"]["count"] == sum(each["count"] for each in told["entiteiten"]) == 3
    ov = next(each for each in told["entiteiten"] if each["key"] == OV)
    assert (ov["state"], ov["received"], ov["errors"]) == ("ontvangen", None, 0)
    assert ov["fiches"][0]["handed_in_by"] == "Jan"
    assert "warnings" in ov


def test_status_of_an_empty_file_says_so(tmp_path, capsys):
    status(new_store(tmp_path / "leeg.vvd"))
    assert "nog geen fiches" in capsys.readouterr().out
