"""Under which conditions the data may be used, by whom it is published, and where."""

from dataclasses import dataclass
from typing import Final

from vvdesk.errors import Misused
from vvdesk.richtext import typed_address


@dataclass(frozen=True, slots=True)
class Licentie:
    """A licence for open data.

    Attributes:
        naam: Its short name, as typed on the command line.
        titel: Its title.
        url: Its own address.
    """

    naam: str
    titel: str
    url: str


_FLEMISH: Final = "https://data.vlaanderen.be/id/licentie"
MODELLICENTIE: Final = Licentie(
    "modellicentie-gratis-hergebruik",
    "Modellicentie Gratis Hergebruik v1.0",
    f"{_FLEMISH}/modellicentie-gratis-hergebruik/v1.0",
)
LICENTIES: Final = (
    MODELLICENTIE,
    Licentie(
        "creative-commons-zero",
        "Creative Commons Zero verklaring v1.0",
        f"{_FLEMISH}/creative-commons-zero-verklaring/v1.0",
    ),
    Licentie(
        "cc-by-4.0",
        "Creative Commons Naamsvermelding 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
)
"""Those that can be named; another one is given by its address."""


@dataclass(frozen=True, slots=True)
class Voorwaarden:
    """What the metadata says besides the data itself.

    Attributes:
        licentie: Under which licence the data may be used again.
        uitgever: Who publishes it.
        contact: A mail or web address for questions; empty for none.
        adres: The address of the folder once it is published, ending in /; empty while unknown.
    """

    licentie: Licentie = MODELLICENTIE
    uitgever: str = "Vlaamse overheid"
    contact: str = ""
    adres: str = ""


def licence_named(text: str) -> Licentie:
    """Return the licence that somebody named, or gave by its address.

    Raises:
        Misused: It is no known name and no web address.
    """
    wanted = text.strip()
    for each in LICENTIES:
        if wanted.casefold() in {each.naam, each.titel.casefold(), each.url}:
            return each
    if _is_web(wanted):
        return Licentie("andere", wanted, wanted)
    names = ", ".join(each.naam for each in LICENTIES)
    raise Misused(
        f'"{wanted}" is geen licentie die dit programma kent. Kies uit: {names}; of geef het '
        "webadres van een andere licentie."
    )


def conditions(
    licentie: str | None = None,
    uitgever: str | None = None,
    contact: str | None = None,
    adres: str | None = None,
) -> Voorwaarden:
    """Return the conditions that somebody typed; None for what is usual.

    Raises:
        Misused: The licence is unknown, or an address is none.
    """
    usual = Voorwaarden()
    where = (adres or "").strip()
    if where and not _is_web(where):
        raise Misused(f'"{where}" is geen webadres. Geef een adres dat begint met https://.')
    mail = (contact or "").strip()
    if mail and typed_address(mail) is None:
        raise Misused(f'"{mail}" is geen mailadres of webadres. Voorbeeld: relance@voorbeeld.be.')
    return Voorwaarden(
        licence_named(licentie) if licentie else usual.licentie,
        " ".join((uitgever or "").split()) or usual.uitgever,
        mail,
        where.rstrip("/") + "/" if where else "",
    )


def _is_web(text: str) -> bool:
    found = typed_address(text)
    return found is not None and found.startswith(("http://", "https://")) and " " not in text
