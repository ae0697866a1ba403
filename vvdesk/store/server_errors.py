"""What PostgreSQL says, as a sentence that the user can act on.

A server says who it is by a code of five signs (SQLSTATE); a connection that never came about has
none, and is told by the words of the client library, which never hold the password.
"""

import re

from vvdesk.errors import ReadOnly, Refused, Unavailable, VvdeskError
from vvdesk.store.file_errors import TRIGGERS, HasName

_Meaning = tuple[type[VvdeskError], str]


class NotLetIn(Unavailable):
    """The server does not know this login with this password; another password may help."""


_ASK = "Vraag het de beheerder van de server."
_DROPPED: _Meaning = (
    Unavailable,
    (
        "De verbinding met de server viel weg; wat je net deed is niet bewaard. Kijk je netwerk "
        "(VPN) na en probeer opnieuw."
    ),
)
_NOT_LET_IN: _Meaning = (
    NotLetIn,
    (
        "De server laat je niet binnen: je login of wachtwoord klopt niet, of je mag niet bij deze "
        f"databank. Kijk ze na en probeer opnieuw. {_ASK}"
    ),
)
_NO_DATABASE: _Meaning = (
    Refused,
    f"Deze databank bestaat niet op de server. Kijk de naam na. {_ASK}",
)
_NO_ANSWER: _Meaning = (
    Unavailable,
    (
        "De server antwoordt niet. Kijk na of het adres en de poort kloppen, of je op het netwerk "
        "(VPN) zit en of de server draait, en probeer opnieuw."
    ),
)
_NO_TLS: _Meaning = (
    Unavailable,
    (
        "De beveiligde verbinding (TLS) met de server lukt niet: het certificaat of de instelling "
        f"sslmode past niet. {_ASK}"
    ),
)
_FULL: _Meaning = (
    Unavailable,
    f"De server heeft geen plaats of geheugen meer. Er is niets bewaard. {_ASK}",
)
_STOPPING: _Meaning = (
    Unavailable,
    (
        "De server is gestopt of herstart en verbrak de verbinding; wat je net deed is niet "
        "bewaard. Probeer het straks opnieuw."
    ),
)
_NO_TABLES: _Meaning = (
    Refused,
    (
        "In deze databank staat geen plan van vvdesk, of je login mag er niet bij. Laat de "
        "beheerder vvdesk-cli server init uitvoeren."
    ),
)
_BUSY: _Meaning = (
    Unavailable,
    (
        "Een collega is net iets groots aan het bewaren, bijvoorbeeld een samenvoeging. Er is "
        "niets bewaard. Wacht even en probeer opnieuw."
    ),
)
_TOGETHER: _Meaning = (
    Unavailable,
    "Een collega wijzigde op hetzelfde ogenblik hetzelfde. Er is niets bewaard. Probeer opnieuw.",
)

_BY_CODE: dict[str, _Meaning] = {
    "28": _NOT_LET_IN,
    "3D000": _NO_DATABASE,
    "3F000": _NO_TABLES,
    "42P01": _NO_TABLES,
    "08": _DROPPED,
    "25P03": _DROPPED,
    "57P01": _STOPPING,
    "57P02": _STOPPING,
    "57P03": (Unavailable, "De server start net op of stopt. Probeer het straks opnieuw."),
    "57P05": _DROPPED,
    "57014": (
        Unavailable,
        (
            "De server deed er langer dan een minuut over en stopte ermee. Er is niets bewaard. "
            f"Probeer opnieuw; lukt het dan niet, {_ASK[0].lower()}{_ASK[1:]}"
        ),
    ),
    "55P03": _BUSY,
    "40001": _TOGETHER,
    "40P01": _TOGETHER,
    "53300": (
        Unavailable,
        f"Er werken te veel mensen tegelijk op de server. Probeer het straks opnieuw. {_ASK}",
    ),
    "53": _FULL,
    "58": _FULL,
    "42501": (
        ReadOnly,
        f"Je login mag dit niet lezen of wijzigen. Er is niets bewaard. {_ASK}",
    ),
    "25006": (
        ReadOnly,
        (
            "De server is nu een kopie die je alleen kunt lezen. Er is niets bewaard. Open "
            "opnieuw: dan neemt vvdesk de hoofdserver als het adres die noemt."
        ),
    ),
    "XX": (Refused, f"De databank op de server is beschadigd. Werk niet verder. {_ASK}"),
}
"""SQLSTATE, or how it starts, to what it means; a whole code counts before a start."""

_BY_WORDS: tuple[tuple[str, _Meaning], ...] = (
    (r"password authentication failed|no password supplied|role .* does not exist", _NOT_LET_IN),
    (r"no pg_hba\.conf entry|authentication failed|permission denied for database", _NOT_LET_IN),
    (r"database .* does not exist", _NO_DATABASE),
    (r"certificate|\bssl\b|\btls\b|root\.crt", _NO_TLS),
    (r"too many (clients|connections)|remaining connection slots", _BY_CODE["53300"]),
    (r"starting up|shutting down", _BY_CODE["57P03"]),
    (r"connection refused|could not translate host|resolve host|timeout expired", _NO_ANSWER),
    (r"no such file or directory|network is unreachable|no route to host", _NO_ANSWER),
    (r"connection timeout|name or service not known|timed out$", _NO_ANSWER),
    (r"server closed the connection|connection is (lost|closed)|consuming input", _DROPPED),
    (r"eof detected|connection reset|broken pipe|terminating connection", _DROPPED),
    (r"could not receive data|could not send data|no connection to the server", _DROPPED),
    (r"connection failed|connection to server", _NO_ANSWER),
)
"""What the client library says of a connection, in its own words, to what it means."""


def explained(place: HasName, error: Exception) -> VvdeskError | Exception:
    """Return the sentence for what went wrong; the error itself where it is a fault of our own."""
    cause = getattr(error, "orig", None) or error
    # The first line of what the server says: its details may hold values.
    said = getattr(getattr(cause, "diag", None), "message_primary", None) or str(cause)
    for sign, (family, sentence) in TRIGGERS.items():
        if sign in said:
            return family(f'"{place.name}": {sentence} Wat al bewaard was, is niet veranderd.')
    meaning = _by_code(getattr(cause, "sqlstate", None)) or _by_words(cause, said)
    if meaning is None:
        return error
    family, sentence = meaning
    return family(f'"{place.name}": {sentence}')


def is_of_the_driver(error: Exception) -> bool:
    """Tell whether psycopg said it, outside of what SQLAlchemy wraps."""
    return type(error).__module__.partition(".")[0] == "psycopg"


def _by_code(code: str | None) -> _Meaning | None:
    if code is None:
        return None
    return _BY_CODE.get(code) or _BY_CODE.get(code[:2])


def _by_words(cause: Exception, said: str) -> _Meaning | None:
    # Only what the client library says of itself: a sentence of the server has a code.
    if getattr(cause, "sqlstate", None) is not None:
        return None
    if type(cause).__name__ not in _OF_THE_CONNECTION:
        return None
    for words, meaning in _BY_WORDS:
        if re.search(words, said, re.IGNORECASE):
            return meaning
    return _DROPPED


_OF_THE_CONNECTION = {"OperationalError", "InterfaceError", "ConnectionTimeout"}
"""The classes of psycopg that tell of the connection; named, so that a file loads no psycopg."""
