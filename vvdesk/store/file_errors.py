"""What SQLite says of a file, as a sentence that the user can act on."""

import sqlite3
from typing import Protocol

from vvdesk.errors import ReadOnly, Refused, Unavailable, VvdeskError


class HasName(Protocol):
    """What a message names: a path."""

    @property
    def name(self) -> str:
        """As people know it."""


TRIGGERS: dict[str, tuple[type[VvdeskError], str]] = {
    "Dit meetmoment is gesloten": (
        ReadOnly,
        "Dit meetmoment is gesloten; er kan niets meer wijzigen.",
    ),
    "Deze fiche is goedgekeurd": (
        ReadOnly,
        "Deze fiche is goedgekeurd; ze kan pas wijzigen nadat ze heropend is.",
    ),
    "wijzigingsspoor": (ReadOnly, "Het wijzigingsspoor kan niet veranderd worden."),
}
"""What the triggers of a store say, file or server, to what it means."""

_CAUSES: dict[str, tuple[type[VvdeskError], str]] = {
    "disk is full": (Unavailable, "De schijf is vol. Maak plaats vrij en probeer opnieuw."),
    "readonly": (
        Unavailable,
        (
            "Het bestand is op de schijf vervangen, verplaatst of alleen-lezen gemaakt terwijl het "
            "open was. Sluit het, kijk de map na en open het opnieuw."
        ),
    ),
    "disk i/o error": (
        Unavailable,
        "Schrijven naar de schijf lukt niet. Kijk na of de schijf vol of losgekoppeld is.",
    ),
    "database is locked": (
        Unavailable,
        "Een ander programma houdt het bestand bezet. Probeer opnieuw.",
    ),
    "unable to open": (Unavailable, "Het bestand of zijn map is niet meer bereikbaar."),
    **TRIGGERS,
    "decode to UTF-8": (
        Refused,
        "Het bestand is beschadigd. Neem een eerdere versie (vvdesk-cli versions).",
    ),
    "malformed": (
        Refused,
        "Het bestand is beschadigd. Neem een eerdere versie (vvdesk-cli versions).",
    ),
}


def explained(path: HasName, error: Exception) -> VvdeskError | Exception:
    """Return the sentence for what went wrong; the error itself where it is a fault of our own."""
    # What the database itself says: the values of the statement are none of its words.
    said = str(getattr(error, "orig", None) or error).casefold()
    family, sentence = next(
        (meaning for sign, meaning in _CAUSES.items() if sign.casefold() in said), _by_class(error)
    )
    if family is None:
        return error
    return family(f'"{path.name}": {sentence} Wat al bewaard was, is niet veranderd.')


def _by_class(error: Exception) -> tuple[type[VvdeskError] | None, str]:
    """Tell the surroundings and a damaged file from a fault of our own by the error's class."""
    cause = getattr(error, "orig", None) or error
    if isinstance(
        cause, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError
    ):
        return None, ""
    if isinstance(cause, sqlite3.OperationalError):
        return Unavailable, f"De schijf of het bestand weigert ({cause})."
    return Refused, f"Het bestand is beschadigd ({cause})."
