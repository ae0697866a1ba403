"""Where one file of a batch stands, in a shape, a few words and a sentence."""

from dataclasses import dataclass

from vvdesk.merging import Count, PlannedWorkbook
from vvdesk.number_words import counted


@dataclass(frozen=True, slots=True)
class FileState:
    """Hoe het met één bestand van de stapel staat.

    Attributes:
        icon: Its shape.
        role: The colour of the shape.
        words: "9 fiches", "2 conflicten", "geweigerd".
        sentence: What there is to know; empty for nothing.
    """

    icon: str
    role: str
    words: str
    sentence: str = ""


_NO_BASE = (
    "Dit werkboek heeft geen verborgen blad _basis meer, dus elk verschil is een conflict. Kies "
    "bij een conflict “Ontvangen” en dan “Voor heel” het project om per project te bevestigen."
)


def file_state(workbook: PlannedWorkbook) -> FileState:
    """Tell where a file of the plan stands."""
    told = workbook.message or ""
    if workbook.needs_confirmation:
        return FileState("circle-question-mark", "waarschuwing", "vraagt bevestiging", told)
    if workbook.status == "rejected":
        return FileState("circle-x", "fout", "geweigerd", told)
    if workbook.already is not None:
        return FileState("refresh-cw", "muted", "al ingelezen", told)
    parts = [counted(workbook.projects, "fiche", "fiches")]
    refused = workbook.counters[Count.REFUSED]
    if workbook.conflicts:
        parts.append(counted(workbook.conflicts, "conflict", "conflicten"))
    if refused:
        parts.append(f"{counted(refused, 'rij', 'rijen')} geweigerd")
    words = " · ".join(parts)
    if workbook.without_base:
        sentence = f"{told} {_NO_BASE}".strip()
        return FileState("circle-question-mark", "waarschuwing", words, sentence)
    if workbook.conflicts or refused:
        return FileState("triangle-alert", "waarschuwing", words, told)
    return FileState("circle-check", "good", words, told)


def is_refused(workbook: PlannedWorkbook) -> bool:
    """Tell whether something of a file was refused, so that an error copy has something to say."""
    return (
        workbook.path.suffix.lower() == ".xlsx"
        and not workbook.needs_confirmation
        and (workbook.status == "rejected" or workbook.counters[Count.REFUSED] > 0)
    )


def comes_in(workbook: PlannedWorkbook) -> bool:
    """Tell whether carrying the plan out has something to do for a file."""
    is_new = workbook.already is None or workbook.conflicts > 0
    return workbook.status == "accepted" and is_new


def reason(workbook: PlannedWorkbook) -> str:
    """Return why a file does not come in, without its name: that stands above it already."""
    told = workbook.message or ""
    for quote in "\"'":
        told = told.removeprefix(f"{quote}{workbook.path.name}{quote} ")
    return told.removeprefix("is niet gelezen: ")
