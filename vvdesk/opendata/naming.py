"""What the data set and its files are called, for people and for catalogues."""

import re
import unicodedata
from typing import Final

from vvdesk.opendata.reading import Published

PACKAGE_NAME: Final = "datapackage.json"
DCAT_NAME: Final = "dcat.jsonld"
README_NAME: Final = "LEESMIJ.txt"
PAGE_NAME: Final = "woordenboek.html"
KEYWORDS: Final = ("relanceplan", "projecten", "mijlpalen", "begroting", "voortgang")


def slug(published: Published) -> str:
    """Return the short name of a data set: `vlaamse-veerkracht-april-2021`."""
    parts = [published.plan_code, published.last.naam]
    if len(published.moments) > 1:
        parts.append("alle-meetmomenten")
    plain = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "projectfiches"


def title(published: Published) -> str:
    """Return the title: `Projectfiches Relanceplan Vlaamse Veerkracht, april 2021`."""
    first, last = published.moments[0].naam, published.last.naam
    when = last if len(published.moments) == 1 else f"{first} tot en met {last}"
    return f"Projectfiches {published.plan}, {when}"


def description(published: Published) -> str:
    """Return what the data set holds, in a few Dutch sentences."""
    last = published.last
    said = (
        f"De projectfiches van {published.plan} met peildatum {last.peildatum:%d/%m/%Y}: "
        "omschrijving, betrokkenen, agendering, status, mijlpalen en financiering van elk project. "
        "Het zijn dezelfde gegevens als in het voortgangsrapport, als tabellen (CSV) en als JSON."
    )
    return said if published.is_final else f"{said} {PROVISIONAL}"


PROVISIONAL: Final = "De gegevens zijn voorlopig: het meetmoment is nog niet gesloten."
