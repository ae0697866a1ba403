"""What somebody wants when making a new file, as typed, and what is still wrong with it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vvdesk.plan import PlanFile
from vvdesk.values import Unreadable, type_dag

SUFFIX = ".vvd"
LONGEST_NAME = 60
"""Characters of the name of a meetmoment; it stands in headings and file names."""


@dataclass(frozen=True, slots=True)
class NewDossier:
    """A new file, in the words of `vvdesk.meetmomenten.create_store`.

    Attributes:
        path: Where it comes; nothing stands there.
        plan: Where the reference data comes from.
        meetmoment: Its name: "september 2021".
        peildatum: The day on which the status is reported.
        entiteit: Whose dossier it is, by its official name; None for a central file.
        deadline: Day by which inzendingen are due; None for none.
    """

    path: Path
    plan: PlanFile
    meetmoment: str
    peildatum: date
    entiteit: str | None
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Typed:
    """The same as it stands in the form, exactly as typed."""

    plan: PlanFile
    meetmoment: str = ""
    peildatum: str = ""
    entiteit: str | None = None
    deadline: str = ""
    path: str = ""


def judged(typed: Typed, today: date) -> NewDossier | dict[str, str]:
    """Return the new file that was typed, or what is wrong with it.

    Args:
        typed: What stands in the form; `entiteit` None for a central file.
        today: What "vandaag" means.

    Returns:
        What to make; or by name of the attribute of `Typed` a Dutch sentence.
    """
    problems: dict[str, str] = {}
    days = {name: _day(typed, name, today, problems) for name in ("peildatum", "deadline")}
    peildatum, deadline = days["peildatum"], days["deadline"]
    if peildatum is None and "peildatum" not in problems:
        problems["peildatum"] = "Vul de peildatum in, bijvoorbeeld 31/08/2021."
    if peildatum and deadline and deadline < peildatum:
        problems["deadline"] = "De uiterste dag ligt vóór de peildatum. Kies een latere dag."
    naam = " ".join(typed.meetmoment.split())
    problems |= _about("meetmoment", _wrong_with_name(naam))
    entiteit = _official(typed, peildatum or today)
    if typed.entiteit is not None and entiteit is None:
        problems["entiteit"] = _wrong_with_entiteit(typed.entiteit)
    problems |= _about("path", _wrong_with_path(typed.path))
    if problems or peildatum is None:
        return problems
    path = Path(typed.path.strip())
    return NewDossier(path, typed.plan, naam, peildatum, entiteit, deadline)


def proposed_name(meetmoment: str, entiteit: str | None) -> str:
    """Return a name for the file: `dossier-september-2021.vvd`, `centraal-september-2021.vvd`."""
    words = ["centraal" if entiteit is None else "dossier", *meetmoment.casefold().split()]
    kept = ["".join(sign for sign in word if sign.isalnum()) for word in words]
    return "-".join(word for word in kept if word) + SUFFIX


def _day(typed: Typed, name: str, today: date, problems: dict[str, str]) -> date | None:
    text: str = getattr(typed, name)
    if not text.strip():
        return None
    try:
        return type_dag(text, today)
    except Unreadable as error:
        problems[name] = str(error)
        return None


def _about(name: str, problem: str) -> dict[str, str]:
    return {name: problem} if problem else {}


def _wrong_with_name(naam: str) -> str:
    if not naam:
        return 'Geef het meetmoment een naam, bijvoorbeeld "september 2021".'
    if len(naam) > LONGEST_NAME:
        return f"Deze naam is te lang: {len(naam)} tekens. Gebruik er hoogstens {LONGEST_NAME}."
    return ""


def _wrong_with_entiteit(entiteit: str) -> str:
    if not entiteit.strip():
        return "Kies een entiteit, of kies een centraal bestand."
    return f'"{entiteit.strip()}" staat niet in het plan. Kies een entiteit uit de lijst.'


def _official(typed: Typed, day: date) -> str | None:
    if typed.entiteit is None:
        return None
    choices = typed.plan.valid_at(day).entiteit
    key = choices.key_for(typed.entiteit)
    return None if key is None else choices.label(key)


def _wrong_with_path(text: str) -> str:
    if not text.strip():
        return "Kies waar het bestand komt."
    path = Path(text.strip())
    if path.suffix.lower() != SUFFIX:
        return f'"{path.name}" moet eindigen op {SUFFIX}.'
    if not path.is_absolute() or not path.parent.is_dir():
        return f'De map "{path.parent}" bestaat niet. Kies een andere map.'
    if path.exists():
        return f'"{path.name}" bestaat al in die map. Kies een andere naam.'
    return ""
