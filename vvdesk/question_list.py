"""The questions of an open file as people read them: at a field, and in the list of all of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from vvdesk.day_words import day_in_words
from vvdesk.model import Antwoordreden, Fiche, Staat, Vraag, Vraagstaat
from vvdesk.question_words import REASONS, place_name
from vvdesk.questions import questions
from vvdesk.view import View


@dataclass(frozen=True, slots=True)
class ListedVraag:
    """One question with all that is shown of it.

    Attributes:
        id: The same in every file.
        project: The project's code.
        titel: Of the project.
        entiteit: Who leads the project, and answers.
        pad: The field or row, as in a dump; empty for the whole fiche.
        plaats: The same for people.
        tekst: The question.
        staat: Where it stands.
        gesteld_door: Who asked.
        asked: Who asked and when: "Vraag van A. Peeters, 12 november".
        answered: The answer with who gave it and when; empty for none.
        closed: Who closed it, when and why; empty when it is not closed.
        reden: The answer in one word; None for none.
        antwoord: The answer in a sentence; may be empty.
        is_handed_out: Whether the entiteit got it.
    """

    id: str
    project: str
    titel: str
    entiteit: str
    pad: str
    plaats: str
    tekst: str
    staat: Vraagstaat
    gesteld_door: str
    asked: str
    answered: str
    closed: str
    reden: Antwoordreden | None
    antwoord: str
    is_handed_out: bool


def listed_questions(view: View, project: str | None = None) -> list[ListedVraag]:
    """Return the questions of the meetmoment that is looked at, by project and field.

    Args:
        view: The open file.
        project: Only those on this project; None for all.
    """
    found = questions(view.workspace, view.meetmoment.naam, project)
    columns = Fiche.__table__.c
    query = select(columns.project_code, columns.titel, columns.trekkende_entiteit)
    query = query.where(columns.meetmoment_id == view.meetmoment.id)
    if project is not None:
        query = query.where(columns.project_code == project)
    with view.workspace.connection() as connection:
        rows = connection.execute(query).all() if found else []
    fiches = {code: (titel or "", entiteit or "") for code, titel, entiteit in rows}
    now = datetime.now().astimezone()
    return [_listed(vraag, fiches.get(vraag.project_code, ("", "")), now) for vraag in found]


def narrowed(
    rows: Iterable[ListedVraag], staat: Vraagstaat | None, entiteit: str
) -> list[ListedVraag]:
    """Return the questions that stand so (None for all) of one entiteit (empty for all)."""
    return [row for row in rows if staat in {None, row.staat} and entiteit in {"", row.entiteit}]


def count_states(rows: Iterable[ListedVraag], entiteit: str) -> Counter[Vraagstaat]:
    """Count the questions of one entiteit (empty for all) by where they stand."""
    return Counter(row.staat for row in narrowed(rows, None, entiteit))


def first_wanted(counts: Counter[Vraagstaat], *, is_central: bool) -> Vraagstaat | None:
    """Return the state to look at first: what waits for who works here; None for all."""
    order = [Vraagstaat.OPEN, Vraagstaat.BEANTWOORD]
    wanted = reversed(order) if is_central else order
    return next((staat for staat in wanted if counts[staat]), None)


def may_answer(view: View, project: str) -> bool:
    """Tell whether questions on a project can be answered here: in a dossier that is at hand.

    An approved fiche can still answer; one that was handed in is taken back first.
    """
    if view.entiteit is None or view.closed_reason() is not None:
        return False
    inhoud = view.fiche_or_none(project)
    return inhoud is not None and inhoud.staat != Staat.INGEDIEND


def may_ask(view: View) -> bool:
    """Tell whether questions can be asked and closed here: in a central file that is open."""
    return view.entiteit is None and view.closed_reason() is None


def _listed(vraag: Vraag, fiche: tuple[str, str], now: datetime) -> ListedVraag:
    reden = Antwoordreden(vraag.reden) if vraag.reden else None
    return ListedVraag(
        vraag.id,
        vraag.project_code,
        *fiche,
        vraag.pad,
        place_name(vraag.pad),
        vraag.tekst,
        Vraagstaat(vraag.staat),
        vraag.gesteld_door,
        f"Vraag van {_signed(vraag.gesteld_door, vraag.gesteld_op, now)}",
        _answer(vraag, reden, now),
        _closing(vraag, now),
        reden,
        vraag.antwoord or "",
        vraag.meegegeven_op is not None,
    )


def _answer(vraag: Vraag, reden: Antwoordreden | None, now: datetime) -> str:
    if reden is None:
        return ""
    says = f"{REASONS[reden]}: {vraag.antwoord}" if vraag.antwoord else f"{REASONS[reden]}."
    return f"Antwoord van {_signed(vraag.beantwoord_door, vraag.beantwoord_op, now)}: {says}"


def _closing(vraag: Vraag, now: datetime) -> str:
    if vraag.staat != Vraagstaat.GESLOTEN:
        return ""
    why = f": {vraag.slotnota}" if vraag.slotnota else "."
    return f"Gesloten door {_signed(vraag.gesloten_door, vraag.gesloten_op, now)}{why}"


def _signed(wie: str | None, moment: str | None, now: datetime) -> str:
    """Return who and on which day, in the time of this machine."""
    name = wie or "iemand"
    if not moment:
        return name
    day = datetime.fromisoformat(moment).astimezone(now.tzinfo).date()
    return f"{name}, {day_in_words(day, now.date())}"
