"""Answers of an inzending against the questions of the store: the one sent in last counts.

Like toelichtingen they are no content of a fiche, so they never wait in the ledger. A closed
question takes no answer any more, and what was replaced does not come back by itself. A dossier
that takes in an uitvraag also gets the questions themselves; the central file never does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from vvdesk.content import Inhoud
from vvdesk.errors import Misused
from vvdesk.merge import answer_words
from vvdesk.merge.answers_written import take_back_answers, write_answers
from vvdesk.merge.drawn import Count, Counters, no_counters
from vvdesk.merge.known_questions import AnswerStep, CentralVragen, Known
from vvdesk.model import Antwoordreden, Vraagstaat
from vvdesk.question_words import cleaned, has_place, place_name, why_no_answer
from vvdesk.submission import Submission, SubmittedVraag, Warned

__all__ = [
    "AnswerStep",
    "Answered",
    "CentralVragen",
    "answers_json",
    "draw_answers",
    "take_back_answers",
    "write_answers",
]

_LEADER: Final = "trekkende_entiteit"


@dataclass(slots=True)
class Answered:
    """What one inzending would change of the questions.

    Attributes:
        steps: In reading order.
        counters: What became of them; they add up to the questions read.
        warnings: What a person should know about those that were not taken.
    """

    steps: list[AnswerStep] = field(default_factory=list)
    counters: Counters = field(default_factory=no_counters)
    warnings: list[Warned] = field(default_factory=list)

    @property
    def projects(self) -> set[str]:
        """The projects of which a question changes."""
        return {step.project for step in self.steps}


def draw_answers(
    submission: Submission, contents: Mapping[str, Inhoud], central: CentralVragen, *, dossier: bool
) -> Answered:
    """Work out what an inzending would change of the questions.

    Args:
        submission: What it says; its entiteit in official spelling.
        contents: Project to fiche, of the projects in the inzending, after its rows were merged.
        central: Those of the store; not changed.
        dossier: Whether the store is a dossier, which takes questions too.

    Returns:
        Steps and counters. Nothing is written.
    """
    drawn = Answered()
    present = central.read({each.id for each in submission.vragen if each.problem is None})
    for each in submission.vragen:
        known = present.get(each.id)
        inhoud = contents.get(each.project)
        problem = each.problem or _why_not(each, known, inhoud, submission, dossier=dossier)
        if problem is not None:
            drawn.counters[Count.REFUSED] += 1
            if each.problem is None:
                drawn.warnings.append(Warned(each.sheet, each.cell, problem))
        elif known is None:
            drawn.counters[Count.NEW] += dossier
            drawn.counters[Count.UNCHANGED] += not dossier
            if dossier:
                drawn.steps.append(_step(each, None))
        else:
            _judge(drawn, each, known, central)
    return drawn


def _judge(drawn: Answered, each: SubmittedVraag, known: Known, central: CentralVragen) -> None:
    """Compare the answer to a question that the store knows."""
    answer = (str(each.reden), each.antwoord)
    if not each.reden or answer == known.answer:
        count = Count.UNCHANGED
    elif known.staat == Vraagstaat.GESLOTEN.value:
        count = Count.REFUSED
        drawn.warnings.append(Warned(each.sheet, each.cell, answer_words.closed(each, known)))
    elif known.reden and central.stood_before(each.id, known, answer):
        count = Count.UNCHANGED
        drawn.warnings.append(Warned(each.sheet, each.cell, answer_words.replaced(each, known)))
    else:
        count = Count.CHANGED if known.reden else Count.NEW
        drawn.steps.append(_step(each, known))
    drawn.counters[count] += 1


def answers_json(counters: Counters, steps: Iterable[AnswerStep]) -> dict[str, Any]:
    """Return what becomes of answers as `merge --json` prints it; empty when there are none."""
    if not any(counters.values()):
        return {}
    counts = {count.value: counters[count] for count in counters if count is not Count.CONFLICT}
    return {"vragen": {**counts, "changes": [_as_json(step) for step in steps]}}


def _as_json(step: AnswerStep) -> dict[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": step.cell,
        "project": step.project,
        "field": step.pad,
        "question": step.vraag,
        "old": {"reason": step.old_reden, "text": step.old_tekst} if step.old_reden else None,
        "new": {"reason": str(step.reden), "text": step.tekst} if step.reden else None,
    }


def _step(each: SubmittedVraag, known: Known | None) -> AnswerStep:
    """Return what is written; of a known question what the store says of it, not the inzending."""
    return AnswerStep(
        each.id,
        known.project if known else each.project,
        known.pad if known else each.pad,
        known.tekst if known else each.tekst,
        str(each.reden),
        each.antwoord,
        (known.reden or None) if known else None,
        (known.antwoord or None) if known else None,
        each.sheet,
        each.cell,
        None if known else each,
    )


def _why_not(
    submitted: SubmittedVraag,
    known: Known | None,
    inhoud: Inhoud | None,
    submission: Submission,
    *,
    dossier: bool,
) -> str | None:
    """Return why a question cannot be taken, in Dutch; None when it can."""
    project = submitted.project
    if known is None and not dossier:
        return answer_words.unknown(submitted) if submitted.reden else None
    if known is not None and known.project != project:
        return f"Deze vraag gaat over {known.project}, niet over {project}. Zet terug wat er stond."
    if inhoud is None:
        return f"Project {project} staat niet in dit bestand; dit antwoord is niet overgenomen."
    leader = inhoud.values.get(_LEADER)
    if submission.entiteit is not None and leader and leader != submission.entiteit:
        return (
            f"Project {project} is van {leader}, en deze inzending komt van "
            f"{submission.entiteit}; dit antwoord is niet overgenomen."
        )
    return _why_unreadable(submitted, inhoud, known)


def _why_unreadable(submitted: SubmittedVraag, inhoud: Inhoud, known: Known | None) -> str | None:
    """Return what no vvdesk would have written; a dossier that came in is not believed either."""
    try:
        if known is None:
            cleaned(submitted.tekst, "De vraag")
            if not has_place(inhoud, submitted.pad):
                return f"{inhoud.project} heeft geen {place_name(submitted.pad)} (meer)."
        if submitted.reden:
            reden = Antwoordreden(submitted.reden)
            return why_no_answer(reden, cleaned(submitted.antwoord, "Het antwoord"))
    except Misused as error:
        return str(error)
    except ValueError:
        return f'"{submitted.reden[:40]}" is geen antwoord dat dit programma kent.'
    if known is None and not submitted.tekst:
        return "Bij deze vraag staat geen tekst; ze is niet overgenomen."
    return None
