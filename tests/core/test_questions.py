"""Questions in one store: asked, answered, closed, and what the trail keeps of them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from stores import ACTOR, FILE_ONLY, OV, fiche, new_store

from vvdesk import questions
from vvdesk.audit import Actor, first_broken
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Antwoordreden, Handeling, Staat, Vraag, Vraagstaat, Wijziging
from vvdesk.question_words import is_place, place_name, reason_named
from vvdesk.store.workspace import Workspace
from vvdesk.trail import read_trail
from vvdesk.values import Unreadable

OTHER = Actor("collega", "testbank")
TEKST = "Waarom is dit bedrag verdubbeld?"
CODE, PAD = "VV015", "financiering.vak"


@pytest.fixture
def workspace(make_store: Any) -> Any:
    with Workspace.open(make_store(fiche(), fiche("VV017"))) as opened:
        yield opened


@pytest.fixture
def dossier(tmp_path: Path) -> Any:
    path = new_store(tmp_path / "ov.vvd", fiche(), entiteit=OV)
    with Workspace.open(path) as opened:
        yield opened


def ask(workspace: Workspace, pad: str = PAD, tekst: str = TEKST, project: str = CODE) -> str:
    return questions.ask(workspace, None, project, pad, tekst, ACTOR)


def only(workspace: Workspace) -> Vraag:
    (found,) = questions.questions(workspace)
    return found


def lift(dossier: Workspace, vraag_id: str = "0a0b0c0d0e0f") -> str:
    """Put a question in a dossier, as an uitvraag does."""
    row = {
        "id": vraag_id, "meetmoment_id": 1, "project_code": CODE, "pad": PAD, "tekst": TEKST,
        "staat": "open", "gesteld_door": "A. Peeters", "gesteld_op": "2026-11-12T09:14:00+00:00",
    }  # fmt: skip
    with Editing(dossier, ACTOR).step("Uitvraag") as work:
        work.manage(Vraag, [row], row, meetmoment_id=1, project=CODE)
    return vraag_id


@FILE_ONLY
def test_a_question_stands_at_its_field_open_and_signed(workspace: Workspace) -> None:
    made = ask(workspace, tekst="  Waarom is dit\nbedrag verdubbeld? ")
    found = only(workspace)
    assert (found.id, found.project_code, found.pad, found.tekst) == (made, CODE, PAD, TEKST)
    assert (found.staat, found.gesteld_door) == (Vraagstaat.OPEN, ACTOR.wie)
    assert found.meegegeven_op is None


@pytest.mark.parametrize("pad", ["", "titel", "mijlpalen.VV015-M01", "mijlpalen.VV015-M01.timing"])
def test_a_fiche_a_field_and_a_row_can_be_asked_about(workspace: Workspace, pad: str) -> None:
    ask(workspace, pad)
    assert only(workspace).pad == pad


@pytest.mark.parametrize(
    ("pad", "tekst", "project", "sentence"),
    [
        ("winst", TEKST, CODE, "is geen veld van een projectfiche"),
        ("mijlpalen.VV015-M09.timing", TEKST, CODE, "heeft geen rij VV015-M09"),
        ("mijlpalen.VV015-M09", TEKST, CODE, "is geen veld van een projectfiche"),
        (PAD, TEKST, "VV999", "heeft geen fiche"),
        (PAD, " \n ", CODE, "Een vraag heeft een tekst nodig"),
        (PAD, "x" * 4_001, CODE, "De vraag is te lang (4001 tekens"),
        (PAD, "Waarom\x07?", CODE, "U+0007"),
    ],
)
def test_what_cannot_be_asked_is_said(
    workspace: Workspace, pad: str, tekst: str, project: str, sentence: str
) -> None:
    with pytest.raises(Misused) as error:
        ask(workspace, pad, tekst, project)
    assert sentence in str(error.value)
    assert questions.questions(workspace) == []


def test_a_dossier_asks_and_closes_nothing(dossier: Workspace) -> None:
    with pytest.raises(ReadOnly, match="alleen in het centrale bestand"):
        ask(dossier)
    vraag_id = lift(dossier)
    with pytest.raises(ReadOnly, match="alleen in het centrale bestand"):
        questions.close(dossier, vraag_id, ACTOR)
    with pytest.raises(ReadOnly, match="alleen in het centrale bestand"):
        questions.reopen(dossier, vraag_id, ACTOR)


def test_a_closed_meetmoment_stays_silent(workspace: Workspace) -> None:
    vraag_id = ask(workspace)
    close_meetmoment(workspace, "april 2021", ACTOR, "Klaar.")
    with pytest.raises(ReadOnly, match="is gesloten"):
        ask(workspace)
    with pytest.raises(ReadOnly, match="is gesloten"):
        questions.answer(workspace, vraag_id, Antwoordreden.BEVESTIGD, "", ACTOR)
    with pytest.raises(ReadOnly, match="is gesloten"):
        questions.close(workspace, vraag_id, ACTOR)


def test_an_approved_fiche_can_be_asked_about_and_answers(workspace: Workspace) -> None:
    with Editing(workspace, ACTOR).step("Goedkeuren") as work:
        work.set_staat(1, CODE, Staat.GOEDGEKEURD)
    vraag_id = ask(workspace)
    questions.answer(workspace, vraag_id, Antwoordreden.BEVESTIGD, "", ACTOR)
    assert only(workspace).staat == Vraagstaat.BEANTWOORD


def test_an_answer_in_a_dossier_is_signed_and_may_be_given_again(dossier: Workspace) -> None:
    vraag_id = lift(dossier)
    questions.answer(dossier, vraag_id, Antwoordreden.LATER, "Tegen  juni.", OTHER)
    found = only(dossier)
    assert (found.staat, found.reden, found.antwoord) == ("beantwoord", "later", "Tegen juni.")
    assert found.beantwoord_door == "collega"
    questions.answer(dossier, vraag_id, Antwoordreden.AANGEPAST, "", ACTOR)
    found = only(dossier)
    assert (found.reden, found.antwoord, found.beantwoord_door) == ("aangepast", None, "tester")


def test_an_answer_that_changes_nothing_leaves_no_trace(dossier: Workspace) -> None:
    vraag_id = lift(dossier)
    questions.answer(dossier, vraag_id, Antwoordreden.BEVESTIGD, "Klopt.", ACTOR)
    before = trail(dossier)
    questions.answer(dossier, vraag_id, Antwoordreden.BEVESTIGD, "Klopt.", OTHER)
    assert trail(dossier) == before


@pytest.mark.parametrize("reden", [Antwoordreden.LATER, Antwoordreden.NIET_VAN_TOEPASSING])
def test_some_reasons_ask_for_a_sentence(dossier: Workspace, reden: Antwoordreden) -> None:
    vraag_id = lift(dossier)
    with pytest.raises(Misused, match="hoort een zin"):
        questions.answer(dossier, vraag_id, reden, " ", ACTOR)


def test_a_dossier_that_was_handed_in_answers_after_it_is_taken_back(dossier: Workspace) -> None:
    vraag_id = lift(dossier)
    with Editing(dossier, ACTOR).step("Indienen") as work:
        work.set_staat(1, CODE, Staat.INGEDIEND)
    with pytest.raises(ReadOnly, match="Neem de inzending terug om nog te antwoorden"):
        questions.answer(dossier, vraag_id, Antwoordreden.BEVESTIGD, "", ACTOR)


@FILE_ONLY
def test_the_asker_closes_without_more_and_a_colleague_says_why(workspace: Workspace) -> None:
    vraag_id = ask(workspace)
    with pytest.raises(Misused, match=r"tester stelde deze vraag\. Schrijf in een nota"):
        questions.close(workspace, vraag_id, OTHER)
    questions.close(workspace, vraag_id, OTHER, "Besproken op het overleg.")
    found = only(workspace)
    assert (found.gesloten_door, found.slotnota) == ("collega", "Besproken op het overleg.")
    questions.reopen(workspace, vraag_id, ACTOR)
    assert (only(workspace).staat, only(workspace).gesloten_op) == ("open", None)
    questions.close(workspace, vraag_id, ACTOR)
    assert only(workspace).staat == "gesloten"


@FILE_ONLY
def test_a_closed_question_takes_nothing_more(workspace: Workspace) -> None:
    vraag_id = ask(workspace)
    questions.close(workspace, vraag_id, ACTOR)
    with pytest.raises(Misused, match="al gesloten door tester"):
        questions.answer(workspace, vraag_id, Antwoordreden.BEVESTIGD, "", ACTOR)
    with pytest.raises(Misused, match="al gesloten"):
        questions.close(workspace, vraag_id, ACTOR)


def test_opening_again_keeps_the_answer(workspace: Workspace) -> None:
    vraag_id = ask(workspace)
    with pytest.raises(Misused, match="niet gesloten"):
        questions.reopen(workspace, vraag_id, ACTOR)
    questions.answer(workspace, vraag_id, Antwoordreden.BEVESTIGD, "", ACTOR)
    questions.close(workspace, vraag_id, ACTOR)
    questions.reopen(workspace, vraag_id, ACTOR)
    assert only(workspace).staat == "beantwoord"


def test_the_beginning_of_an_id_is_enough_when_one_question_has_it(dossier: Workspace) -> None:
    lift(dossier, "0a0b0c0d0e0f")
    lift(dossier, "0a1b0c0d0e0f")
    assert questions.question(dossier, "0A0")["id"] == "0a0b0c0d0e0f"
    with pytest.raises(Misused, match="Meer dan één vraag"):
        questions.question(dossier, "0a")
    for unknown in ("ff", "", "%"):
        with pytest.raises(Misused, match="Er is geen vraag met kenmerk"):
            questions.question(dossier, unknown)


def test_questions_are_listed_in_order_and_counted(workspace: Workspace) -> None:
    late = ask(workspace, "titel", project="VV017")
    first, second = ask(workspace, ""), ask(workspace, PAD)
    questions.answer(workspace, second, Antwoordreden.BEVESTIGD, "", ACTOR)
    assert [each.id for each in questions.questions(workspace)] == [first, second, late]
    assert [each.id for each in questions.questions(workspace, project="VV017")] == [late]
    answered = questions.questions(workspace, staat=Vraagstaat.BEANTWOORD)
    assert [each.id for each in answered] == [second]
    assert questions.count_questions(workspace) == {
        CODE: Counter({Vraagstaat.OPEN: 1, Vraagstaat.BEANTWOORD: 1}),
        "VV017": Counter({Vraagstaat.OPEN: 1}),
    }


def test_the_trail_keeps_every_answer_and_the_fiche_counts_versions(workspace: Workspace) -> None:
    vraag_id = ask(workspace)
    questions.answer(workspace, vraag_id, Antwoordreden.LATER, "Tegen juni.", ACTOR)
    questions.answer(workspace, vraag_id, Antwoordreden.AANGEPAST, "", ACTOR)
    questions.close(workspace, vraag_id, ACTOR)
    with workspace.connection() as connection:
        rows = connection.execute(
            select(Wijziging.veld, Wijziging.oud, Wijziging.nieuw)
            .where(Wijziging.handeling == Handeling.VRAGEN.value)
            .order_by(Wijziging.n)
        ).all()
        told = [each.plaats for each in read_trail(connection, CODE)]
        assert first_broken(connection) is None
    answers = [(json.loads(oud), json.loads(nieuw)) for veld, oud, nieuw in rows if veld == "reden"]
    assert answers == [(None, "later"), ("later", "aangepast")]
    texts = [json.loads(oud) for veld, oud, _nieuw in rows if veld == "antwoord"]
    assert texts == [None, "Tegen juni."]
    assert f"vraag.1.{CODE}.{vraag_id}.staat" in told


def trail(workspace: Workspace) -> int:
    with workspace.connection() as connection:
        return len(list(read_trail(connection)))


def test_places_and_reasons_have_names_for_people() -> None:
    assert place_name("") == "De hele fiche"
    assert place_name("mijlpalen.VV015-M01") == "Mijlpaal VV015-M01"
    assert place_name("mijlpalen.VV015-M01.timing") == "Mijlpaal VV015-M01 › Geplande timing"
    assert place_name("winst") == "winst"
    assert reason_named("niet van toepassing") is Antwoordreden.NIET_VAN_TOEPASSING
    assert reason_named("niet_van_toepassing") is Antwoordreden.NIET_VAN_TOEPASSING
    with pytest.raises(Unreadable, match="Kies uit: Aangepast, Bevestigd"):
        reason_named("misschien")


@pytest.mark.parametrize(
    ("pad", "fits"),
    [
        ("", True),
        ("titel", True),
        ("mijlpalen.VV015-M01", True),
        ("mijlpalen.VV015-M01.timing", True),
        ("mijlpalen.VV017-M01.timing", False),
        ("mijlpalen.VV015-M01.winst", False),
        ("mijlpalen", False),
        ("winst", False),
    ],
)
def test_a_place_must_be_possible_in_that_fiche(pad: str, fits: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_place(pad, CODE) is fits
