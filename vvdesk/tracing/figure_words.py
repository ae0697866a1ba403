"""What a figure over several fiches is called, and how it is computed, in Dutch."""

from typing import Final

from vvdesk.dashboard.months import planned_words
from vvdesk.dashboard.parts import Dashboard
from vvdesk.values import dag_to_text

_MONEY: Final = {
    "ruimte": "Beleidsruimte (begroot)",
    "vak": "Uitvoering VAK",
    "vek": "Uitvoering VEK",
}
_TITLES: Final = {
    "fiches": "Aantal projecten",
    "volledig": "Volledige fiches",
    "mijlpalen": "Aantal mijlpalen",
    "voorbij": "Mijlpalen over tijd",
    "onveranderd": "Voortgang (bijna) ongewijzigd",
    "sinds-vorig": "Mijlpalen later gepland dan op het vorige meetmoment",
    "sinds-basislijn": "Mijlpalen later gepland dan in de eerste planning",
    "geld:leeg": "Projecten met een leeg bedrag",
}
_COUNTED: Final = {
    "fiches": "Het aantal projectfiches.",
    "volledig": "Het aantal fiches waarvan elk verplicht veld ingevuld is.",
    "mijlpalen": "Het aantal mijlpalen.",
    "onveranderd": "Het aantal projecten waarvan de beschrijving van de voortgang (bijna) dezelfde "
    "is als op het vorige meetmoment.",
    "status": "Het aantal projecten met deze projectstatus.",
    "mijlpaalstatus": "Het aantal mijlpalen met deze status.",
    "maand": "Het aantal mijlpalen dat dan gepland is.",
    "sinds-vorig": "Het aantal mijlpalen waarvan de geplande timing verschoof sinds het vorige "
    "meetmoment. Mijlpalen zonder datum en afgevoerde mijlpalen tellen niet mee.",
    "sinds-basislijn": "Het aantal mijlpalen waarvan de geplande timing verschoof sinds de eerste "
    "planning. Mijlpalen zonder datum en afgevoerde mijlpalen tellen niet mee.",
    "geld:leeg": "Het aantal projecten waarvan minstens één van de drie bedragen niet ingevuld is.",
}
SUM: Final = (
    "De som van wat ingevuld is, in hele euro. Een bedrag dat niet ingevuld is, telt niet mee; het "
    "is geen 0."
)
SHARE: Final = (
    "{what} gedeeld door de beleidsruimte, over de projecten waarvan beide ingevuld zijn: "
    "{part} van {whole}, afgerond op een tiende van een procent."
)
DIFFERENCE: Final = "Het cijfer van {now} min dat van {then}. Elk van beide heeft een eigen code."


def title_of(dashboard: Dashboard, key: str) -> str:
    """Return what a figure is called, also when nothing is counted in it.

    Args:
        dashboard: Where it stands.
        key: Of the list behind it.
    """
    first, _, rest = key.partition(":")
    if key in _TITLES:
        return _TITLES[key]
    if first in {"status", "mijlpaalstatus"}:
        what = "Projecten" if first == "status" else "Mijlpalen"
        return f"{what} met status {status_label(dashboard, first, rest)}"
    if first == "geld":
        name, _, part = rest.partition(":")
        behind = {"leeg": ": niet ingevuld", "aandeel": " als deel van de beleidsruimte"}
        return _MONEY[name] + behind.get(part, "")
    if first in {"sinds-vorig", "sinds-basislijn"}:
        return _moved(dashboard, key)
    return _planned(dashboard, rest) if first == "maand" else dashboard.behind[key].title


def _moved(dashboard: Dashboard, key: str) -> str:
    """Return what a count of mijlpalen that moved is called."""
    both = (dashboard.sinds_vorig, dashboard.sinds_basislijn)
    known = {each.key: (moves.since, each.label) for moves in both if moves for each in moves.rows}
    since, label = known[key]
    later = "" if key.endswith(":vroeger") else " later"
    return f"Timing van mijlpalen sinds {since}: {label}{later}"


def _planned(dashboard: Dashboard, rest: str) -> str:
    """Return what a count of mijlpalen planned at some time is called."""
    maand, _, status = rest.partition(":")
    word = f" met status {status_label(dashboard, 'mijlpaalstatus', status)}" if status else ""
    telling = next(each for each in dashboard.maanden if each.key == f"maand:{maand}")
    return f"Mijlpalen {planned_words(telling)}{word}"


def how_counted(dashboard: Dashboard, key: str) -> str:
    """Return how a count is made."""
    if key == "voorbij":
        day = dag_to_text(dashboard.peildatum)
        return f"Het aantal open mijlpalen waarvan de geplande timing vóór de peildatum {day} ligt."
    first = key.partition(":")[0]
    if first == "geld" and key not in _COUNTED:
        return "Het aantal projecten waarvan dit bedrag niet ingevuld is."
    return _COUNTED.get(key) or _COUNTED.get(first, "Het aantal in de lijst hieronder.")


def status_label(dashboard: Dashboard, list_name: str, key: str) -> str:
    """Return the word of a status; "niet ingevuld" for none."""
    name = "projectstatus" if list_name == "status" else list_name
    row = dashboard.referentie.statussen.get((name, key))
    return str(row.label) if row is not None else key or "niet ingevuld"
