"""Questions in a central store on a server: asked, handed out, answered, merged and closed."""

from pathlib import Path
from typing import Any

import pytest
from merge_sample import inzending_of
from server_sample import fill
from stores import ACTOR, OV, fiche

from vvdesk import questions
from vvdesk.audit import Actor, first_broken
from vvdesk.errors import Misused, ReadOnly
from vvdesk.handing_out import hand_out
from vvdesk.merging import apply_plan, plan_merge
from vvdesk.model import Antwoordreden
from vvdesk.store.roles import Rol
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal
DEPARTEMENT = Actor("departement", "testbank")


@pytest.fixture
def workspace(server: Any) -> Any:
    fill(server, fiche("VV015", 3, 2))
    with Workspace.open(server) as opened:
        yield opened
        with opened.connection() as connection:
            assert first_broken(connection) is None


def test_a_question_makes_its_round(workspace: Workspace, tmp_path: Path) -> None:
    made = questions.ask(workspace, None, "VV015", "financiering.vak", "Waarom?", ACTOR)
    hand_out(workspace, None, OV, tmp_path / "ov.vvd", ACTOR)
    with Workspace.open(tmp_path / "ov.vvd") as dossier:
        questions.answer(dossier, made, Antwoordreden.LATER, "In juni.", DEPARTEMENT)
    book = inzending_of(tmp_path / "ov.vvd", tmp_path / "in.xlsx")
    apply_plan(workspace, plan_merge(workspace, [book], readers=0), ACTOR)
    (found,) = questions.questions(workspace)
    assert (found.staat, found.reden, found.antwoord) == ("beantwoord", "later", "In juni.")
    assert found.gesteld_door == workspace.login
    questions.close(workspace, made[:5], ACTOR)
    assert questions.questions(workspace)[0].staat == "gesloten"


def test_a_colleague_is_known_by_the_login_and_says_why(workspace: Workspace, login: Any) -> None:
    made = questions.ask(workspace, None, "VV015", "", "Waarom?", ACTOR)
    with Workspace.open(login(Rol.COORDINATOR)) as other:
        with pytest.raises(Misused, match="stelde deze vraag"):
            questions.close(other, made, ACTOR)
        questions.close(other, made, ACTOR, "Besproken.")
        assert questions.questions(other)[0].gesloten_door == other.login


def test_an_auditor_reads_and_asks_nothing(workspace: Workspace, login: Any) -> None:
    made = questions.ask(workspace, None, "VV015", "", "Waarom?", ACTOR)
    with Workspace.open(login(Rol.AUDITOR)) as auditor:
        assert [each.id for each in questions.questions(auditor)] == [made]
        with pytest.raises(ReadOnly):
            questions.ask(auditor, None, "VV015", "", "En dit?", ACTOR)
