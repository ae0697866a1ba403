"""Why an answer of an inzending is not taken, in Dutch sentences that keep what it said."""

from typing import Final

from vvdesk.merge.known_questions import Known
from vvdesk.question_words import REASONS, place_name
from vvdesk.submission import SubmittedVraag

_SHOWN: Final = 80


def unknown(submitted: SubmittedVraag) -> str:
    """Say that the store has no such question."""
    return (
        f"Deze vraag bij {submitted.project} staat niet in dit bestand, dus is het antwoord niet "
        f"overgenomen: {_shown(submitted)}"
    )


def closed(submitted: SubmittedVraag, known: Known) -> str:
    """Say that the question takes no answer any more."""
    return (
        f"De vraag bij {known.project}, {place_name(known.pad)}, is al gesloten door "
        f"{known.gesloten_door}. Dit antwoord is niet overgenomen: {_shown(submitted)}"
    )


def replaced(submitted: SubmittedVraag, known: Known) -> str:
    """Say that this answer stood there before, and was replaced."""
    return (
        f"Dit antwoord bij {known.project}, {place_name(known.pad)}, werd al vervangen door "
        f'"{_in_words(known.reden, known.antwoord)}". Dat blijft staan; niet overgenomen: '
        f"{_shown(submitted)}"
    )


def _shown(submitted: SubmittedVraag) -> str:
    return f'"{_in_words(submitted.reden, submitted.antwoord)}".'


def _in_words(reden: str, antwoord: str) -> str:
    known = {each.value: label for each, label in REASONS.items()}
    word = known.get(reden, reden[:_SHOWN])
    text = antwoord if len(antwoord) <= _SHOWN else f"{antwoord[:_SHOWN]}…"
    return f"{word}: {text}" if text else word
