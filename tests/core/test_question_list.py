"""What people read of questions: at a field and in the list, and what can be done there."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from stores import ACTOR, DWSE, OV, fiche, new_store

from vvdesk import questions
from vvdesk.audit import Actor
from vvdesk.desk import Desk
from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Antwoordreden, Staat, Vraagstaat
from vvdesk.question_list import (
    count_states,
    first_wanted,
    listed_questions,
    may_answer,
    may_ask,
    narrowed,
)
from vvdesk.store.workspace import Workspace

OPEN, ANSWERED, CLOSED = Vraagstaat.OPEN, Vraagstaat.BEANTWOORD, Vraagstaat.GESLOTEN


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    contents = fiche(titel="Digitale sprong"), fiche("VV016", trekkende_entiteit=DWSE)
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as workspace:
        yield Desk(workspace, ACTOR)


@pytest.fixture
def dossier(tmp_path: Path) -> Any:
    with Workspace.open(new_store(tmp_path / "ov.vvd", fiche(), entiteit=OV)) as workspace:
        yield Desk(workspace, ACTOR)


def ask(desk: Desk, project: str, pad: str = "titel") -> str:
    return questions.ask(desk.workspace, None, project, pad, "Klopt dit?", ACTOR)


def test_a_question_is_told_with_who_and_what(desk: Desk) -> None:
    vraag_id = ask(desk, "VV015", "mijlpalen.VV015-M01.timing")
    (found,) = listed_questions(desk)
    assert (found.titel, found.entiteit) == ("Digitale sprong", OV)
    assert found.plaats == "Mijlpaal VV015-M01 › Geplande timing"
    assert found.asked.startswith("Vraag van tester, ")
    assert (found.answered, found.closed, found.is_handed_out) == ("", "", False)
    departement = Actor("departement", "x")
    questions.answer(desk.workspace, vraag_id, Antwoordreden.LATER, "In juni.", departement)
    questions.close(desk.workspace, vraag_id, departement, "Besproken.")
    (found,) = listed_questions(desk, "VV015")
    assert found.answered.startswith("Antwoord van departement, ")
    assert found.answered.endswith(": Later: In juni.")
    assert found.closed.startswith("Gesloten door departement, ")
    assert found.closed.endswith(": Besproken.")
    assert listed_questions(desk, "VV016") == []


def test_the_list_narrows_and_counts(desk: Desk) -> None:
    first, other = ask(desk, "VV015"), ask(desk, "VV016")
    questions.answer(desk.workspace, first, Antwoordreden.BEVESTIGD, "", ACTOR)
    rows = listed_questions(desk)
    assert [each.id for each in narrowed(rows, OPEN, "")] == [other]
    assert [each.id for each in narrowed(rows, None, OV)] == [first]
    assert narrowed(rows, CLOSED, "") == []
    assert count_states(rows, "") == Counter({OPEN: 1, ANSWERED: 1})
    assert count_states(rows, DWSE) == Counter({OPEN: 1})


@pytest.mark.parametrize(
    ("counts", "central", "dossier"),
    [
        (Counter({OPEN: 2, ANSWERED: 1}), ANSWERED, OPEN),
        (Counter({OPEN: 2}), OPEN, OPEN),
        (Counter({ANSWERED: 2}), ANSWERED, ANSWERED),
        (Counter({CLOSED: 2}), None, None),
    ],
)
def test_what_waits_for_who_works_here_comes_first(
    counts: Counter[Vraagstaat], central: Vraagstaat | None, dossier: Vraagstaat | None
) -> None:
    assert first_wanted(counts, is_central=True) is central
    assert first_wanted(counts, is_central=False) is dossier


def test_a_central_file_asks_until_its_meetmoment_is_closed(desk: Desk) -> None:
    assert may_ask(desk)
    assert not may_answer(desk, "VV015")
    close_meetmoment(desk.workspace, "april 2021", ACTOR, None)
    assert not may_ask(Desk(desk.workspace, ACTOR))


def test_a_dossier_answers_until_it_is_handed_in(dossier: Desk) -> None:
    assert not may_ask(dossier)
    assert may_answer(dossier, "VV015")
    assert not may_answer(dossier, "VV999")
    for staat, may in ((Staat.INGEDIEND, False), (Staat.GOEDGEKEURD, True)):
        with Editing(dossier.workspace, ACTOR).step("Staat") as work:
            work.set_staat(1, "VV015", staat)
        dossier.forget()
        assert may_answer(dossier, "VV015") is may
