"""How statuses are shown in a report, and what each of them means."""

from typing import Any, Final

from vvdesk.plan.referentie import Referentie
from vvdesk.report.content import StatusLook

PROJECTSTATUS: Final = "projectstatus"
MIJLPAALSTATUS: Final = "mijlpaalstatus"
WITHOUT_STATUS: Final = "Zonder status"

_MEANINGS: Final = {
    (PROJECTSTATUS, "nog_niet_gestart"): "De uitvoering van het project is nog niet begonnen.",
    (PROJECTSTATUS, "opgestart"): "Het project is begonnen.",
    (PROJECTSTATUS, "na_agendering"): (
        "Het project is begonnen nadat er een document over op de agenda van de Vlaamse Regering "
        "stond."
    ),
    (PROJECTSTATUS, "gerealiseerd"): "Wat het project wou bereiken, is bereikt.",
    (PROJECTSTATUS, "bijzondere_aandacht"): (
        "Het project loopt minder vlot dan gepland. De fiche zegt hoe dat komt en wat eraan "
        "gebeurt."
    ),
    (PROJECTSTATUS, "bijkomende_actie"): (
        "Het project haalt zijn doel niet zonder bijkomende actie. De fiche zegt hoe dat komt en "
        "wat eraan gebeurt."
    ),
    (PROJECTSTATUS, "stopgezet"): "Het project gaat niet verder.",
    (MIJLPAALSTATUS, "nog_niet_gestart"): "Er is nog niet aan begonnen.",
    (MIJLPAALSTATUS, "op_schema"): "Het werk loopt zoals gepland.",
    (MIJLPAALSTATUS, "gerealiseerd"): "De mijlpaal is bereikt.",
}
_UNEXPLAINED: Final = "Deze status komt uit de keuzelijst van het meetmoment."


def status_look(referentie: Referentie, list_name: str, key: str | None) -> StatusLook:
    """Return how a status is shown.

    Args:
        referentie: The reference data of the meetmoment.
        list_name: `projectstatus` or `mijlpaalstatus`.
        key: Of the status; one that the meetmoment does not know, or none, gets a plain look.
    """
    row = referentie.statussen.get((list_name, key or ""))
    if row is None:
        label = key or WITHOUT_STATUS
        return StatusLook(key or "", label, "?", "#E0E0E0", "#6B6B6B", "#F2F2F2", "#3D3D3D")
    return _look(row)


def status_keys(referentie: Referentie, list_name: str) -> tuple[str, ...]:
    """Return the keys of the statuses of a list, in the plan's order."""
    return tuple(key for name, key in referentie.statussen if name == list_name)


def meaning(list_name: str, key: str) -> str:
    """Return in one sentence what a status means."""
    return _MEANINGS.get((list_name, key), _UNEXPLAINED)


def _look(row: Any) -> StatusLook:
    border = "" if row.rand in {None, row.vulling} else row.rand
    return StatusLook(
        row.sleutel,
        row.label,
        row.vorm,
        row.vulling,
        border,
        row.licht_achtergrond,
        row.licht_tekst,
    )
