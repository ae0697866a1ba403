"""What the board of receptions says in words and signs: shape, word and colour together."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from vvdesk.model import Staat
from vvdesk.number_words import counted
from vvdesk.reception import Board, BoardRow, FicheStand, Ontvangst, Tally
from vvdesk.states import Hindered

_MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Sign:
    """A chip: its shape, its word, and the role of its colour.

    Attributes:
        vorm: As in the reference data of statuses: ○ ◐ ● ▲ ◆ ✓, anything else an empty square.
        woord: What stands beside the shape.
        role: Of `Colours`; `<role>_surface` lies behind it, for `muted` the window's own ground.
    """

    vorm: str
    woord: str
    role: str


ONTVANGST: Final = {
    Ontvangst.NIET_ONTVANGEN: Sign("○", "Niet ontvangen", "muted"),
    Ontvangst.DEELS_ONTVANGEN: Sign("◐", "Deels ontvangen", "aandachtspunt"),
    Ontvangst.TE_LAAT: Sign("▲", "Te laat", "fout"),
    Ontvangst.ONTVANGEN: Sign("●", "Ontvangen", "aandachtspunt"),
    Ontvangst.LAAT_ONTVANGEN: Sign("●", "Laat ontvangen", "waarschuwing"),
    Ontvangst.TERUGGESTUURD: Sign("◆", "Teruggestuurd", "waarschuwing"),
    Ontvangst.AANVAARD: Sign("✓", "Aanvaard", "good"),
}
STAAT: Final = {
    Staat.CONCEPT.value: Sign("○", "Concept", "muted"),
    Staat.INGEDIEND.value: Sign("●", "Ingediend", "aandachtspunt"),
    Staat.TERUGGESTUURD.value: Sign("◆", "Teruggestuurd", "waarschuwing"),
    Staat.GOEDGEKEURD.value: Sign("✓", "Goedgekeurd", "good"),
    Staat.GEPUBLICEERD.value: Sign("□", "Gepubliceerd", "good"),
}


def moment(utc: str) -> str:
    """Write a stored moment in the time of this machine: `03/11/2026 14:02`."""
    return f"{datetime.fromisoformat(utc).astimezone():%d/%m/%Y %H:%M}"


def day(found: date | None) -> str:
    """Write a day; the empty text for none."""
    return f"{found:%d/%m/%Y}" if found else ""


def received(row: BoardRow) -> str:
    """Say when the last inzending was read in, and from whom."""
    last = row.laatste
    if last is None:
        return ""
    sender = f" van {last.afzender}" if last.afzender else ""
    return f"{moment(last.op)}{sender}"


def about(row: BoardRow) -> str:
    """Say what belongs above the fiches of a row: uitvraag, last inzending, fiches by state."""
    parts = []
    if row.laatste is not None:
        count = f" ({row.inzendingen} inzendingen)" if row.inzendingen > 1 else ""
        parts.append(
            f'Laatste inzending: "{row.laatste.bestand}", ingelezen op {moment(row.laatste.op)} '
            f"door {row.laatste.door}{count}"
        )
    if row.uitvraag_op:
        parts.append(f"uitvraag meegegeven op {moment(row.uitvraag_op)}")
    parts.append(states(row.tally))
    text = " · ".join(parts)
    return f"{text[0].upper()}{text[1:]}"


def states(tally: Tally) -> str:
    """Say how many fiches are in each state that occurs; the numbers add up to all fiches."""
    told = [f"{count} {staat}" for staat, count in tally.per_staat.items() if count]
    return f"{counted(tally.fiches, 'fiche', 'fiches')}: {', '.join(told) or 'geen'}"


def totals(board: Board) -> str:
    """Say how everything stands; in both halves the numbers add up."""
    stands = [f"{count} {each.value}" for each in Ontvangst if (count := board.count(each))]
    entiteiten = counted(len(board.entiteiten), "entiteit", "entiteiten")
    told = f"{entiteiten}: {', '.join(stands)} · {states(board.tally)}"
    if count := board.tally.uitzonderingen:
        told += f" · {count} met uitzondering goedgekeurd"
    if count := board.zonder_afzender:
        told += f" · {counted(count, 'inzending', 'inzendingen')} zonder entiteit"
    return told


def handed_in(fiche: FicheStand) -> str:
    """Say who handed a fiche in, and when."""
    found = fiche.ingediend
    if found is None:
        return ""
    return f"{found.wie}, {moment(found.tijd)}"


def remark(fiche: FicheStand) -> str:
    """Say what has to be known of a decision: the reason of a return, an exception."""
    if fiche.uitzondering:
        return (
            f"Uitzondering door {fiche.besluit_door} op {moment(fiche.besluit_op)}: "
            f"{fiche.uitzondering}"
        )
    if fiche.reden:
        return f"Teruggestuurd door {fiche.besluit_door}: {fiche.reden}"
    if fiche.besluit_door:
        return f"Goedgekeurd door {fiche.besluit_door} op {moment(fiche.besluit_op)}"
    return ""


def waiting(fiche: FicheStand) -> str:
    """Say what is open at a fiche: conflicts, questions, answers."""
    told = []
    if fiche.conflicts:
        told.append(counted(fiche.conflicts, "conflict", "conflicten"))
    if fiche.vragen:
        told.append(counted(fiche.vragen, "vraag", "vragen"))
    if fiche.antwoorden:
        told.append(counted(fiche.antwoorden, "antwoord", "antwoorden"))
    return ", ".join(told)


def refused(error: Hindered) -> str:
    """Say why nothing was done, one sentence per fiche; the rest is counted."""
    told = [each.tekst for each in error.hindernissen[:_MOST_SENTENCES]]
    more = len(error.hindernissen) - _MOST_SENTENCES
    if more > 0:
        told.append(f"En nog {more} andere.")
    return "\n".join(["Er is niets veranderd.", *told])
