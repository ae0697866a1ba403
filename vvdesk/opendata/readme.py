"""LEESMIJ.txt: what the folder holds, for whoever finds it."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from vvdesk.opendata import naming
from vvdesk.opendata.json_form import JSON_NAME, SCHEMA_NAME
from vvdesk.opendata.licences import Voorwaarden
from vvdesk.opendata.privacy import CONTACT_RULE
from vvdesk.opendata.reading import Published
from vvdesk.opendata.tables import TABLES

_WIDTH: Final = 88
_FORM: Final = (
    (
        "De tabellen zijn CSV: UTF-8, een komma tussen de cellen, aanhalingstekens waar "
        "nodig, dagen als jjjj-mm-dd, bedragen als gehele getallen in euro, getallen met een "
        "punt voor de decimalen. Een lege cel is niet ingevuld; dat is iets anders dan 0."
    ),
    (
        "Elke tabel begint met het nummer van het meetmoment. Verbind twee tabellen altijd op "
        "het meetmoment samen met de andere sleutel, want namen en statussen kunnen per "
        "meetmoment verschillen."
    ),
    (
        "Een rekenblad voert een tekst die begint met =, +, - of @ uit als formule. Daarom "
        "staat er één spatie voor zo'n teken aan het begin van een tekst, na een puntkomma en "
        "aan het begin van een regel. Haal die spatie weg en je hebt precies wat ingevuld is. "
        "In de JSON staan deze spaties niet."
    ),
    (
        "Een rekenblad dat een CSV rechtstreeks opent, kan codes als 04 in getallen "
        "veranderen. Lees het bestand daarom in (in Excel: Gegevens, Uit tekst/CSV) met UTF-8 "
        "en een komma, of gebruik de JSON."
    ),
    (
        "De kolom verwijzing is de referentiecode die ook in het voortgangsrapport staat, "
        "bijvoorbeeld 1/VV015: meetmoment 1, project VV015."
    ),
)
_NOT_HERE: Final = (
    "Niet opgenomen: wie iets invulde of wijzigde, het wijzigingsspoor, de ingediende bestanden, "
    "vragen en toelichtingen van de coördinator, en waar een fiche staat op weg naar het rapport."
)


def readme_bytes(published: Published, terms: Voorwaarden, rows: Mapping[str, int]) -> bytes:
    """Return the text.

    Args:
        published: What is in the data set.
        terms: Licence and publisher.
        rows: Name of a table to its number of rows.
    """
    return ("\n".join(_lines(published, terms, rows)) + "\n").encode()


def _lines(published: Published, terms: Voorwaarden, rows: Mapping[str, int]) -> Iterator[str]:
    title = naming.title(published)
    yield from (title, "=" * len(title), "")
    yield from _wrapped(naming.description(published))
    yield ""
    for moment in published.moments:
        yield (
            f"Meetmoment {moment.nummer}: {moment.naam}, peildatum {moment.peildatum:%d/%m/%Y}, "
            f"controlecode {moment.controlecode}"
        )
    yield from ("", f"Uitgever: {terms.uitgever}")
    if terms.contact:
        yield f"Vragen: {terms.contact}"
    yield from (f"Licentie: {terms.licentie.titel}", f"  {terms.licentie.url}", "")
    yield from _files(rows)
    yield from ("", "Hoe lees je dit", "---------------")
    for paragraph in (*_FORM, CONTACT_RULE, _NOT_HERE):
        yield from _wrapped(paragraph)
        yield ""


def _files(rows: Mapping[str, int]) -> Iterator[str]:
    yield from ("Bestanden", "---------")
    for table in TABLES:
        yield f"{table.path:28} {rows[table.name]:>7} rijen  {table.title}"
    for name, about in (
        (JSON_NAME, "alle projectfiches, volledig, met opmaak als HTML"),
        (SCHEMA_NAME, "JSON Schema (2020-12) van dat bestand"),
        ("woordenboek.csv", "wat elke kolom betekent, als tabel"),
        (naming.PAGE_NAME, "hetzelfde als pagina"),
        (naming.PACKAGE_NAME, "Data Package: types en sleutels van de tabellen"),
        (naming.DCAT_NAME, "beschrijving voor dataportalen (DCAT-AP)"),
    ):
        yield f"{name:28} {about}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
