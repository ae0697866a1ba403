"""The fixed words of the report: labels of sections and rows, and what surrounds the fiches."""

import re
from enum import Enum


class Section(Enum):
    """The seven sections of a projectfiche, with the label that the report prints."""

    BETROKKENEN = "BETROKKENEN"
    SITUERING = "PROJECTSITUERING"
    OMSCHRIJVING = "PROJECTOMSCHRIJVING"
    AGENDERING = "AGENDERING VLAAMSE REGERING"
    VOORTGANG = "ALGEMENE PROJECTVOORTGANG"
    MIJLPALEN = "GEDETAILLEERDE PROJECTVOORTGANG"
    FINANCIERING = "PROJECTFINANCIERING"


BETROKKENEN = {
    "ministers": "Bevoegde minister(s)",
    "trekkende_entiteit": "Trekkende entiteit VO",
    "webpagina": "Webpagina trekkende entiteit m.b.t. project",
    "betrokken_entiteiten": "Betrokken entiteit(en) VO",
    "belanghebbenden": "Belanghebbenden",
}
SITUERING = {"cluster": "Cluster Relanceplan", "speerpunt": "Speerpunt Relanceplan"}
VOORTGANG = {"projectstatus": "Projectstatus", "voortgang": "Beschrijving voortgang"}
FINANCIERING = {
    "beleidsruimte": "Beleidsruimte (begroot)",
    "vak": "Uitvoering VAK",
    "vek": "Uitvoering VEK",
}
TABLE_HEADER = (
    "beoogde realisaties",
    "geplande timing",
    "status",
    "noodzakelijke politieke beslissingen",
)

HEADING = re.compile(r"(?P<code>VV\d{3})\s*[-–—]\s*(?P<titel>\S.*)", re.ASCII)
CONTENTS_ENTRY = re.compile(r"(?P<entry>.*\S)\s*\.{4,}\s*\d{1,4}")
NUMBERED = re.compile(r"(?P<nummer>\d{1,2})\.\s+(?P<titel>\S.*)")
PAGE_NUMBER = re.compile(
    r"(?:pagina |p\. ?|[-–] ?)?\d{1,4}(?: ?[-–]| ?(?:van|/) ?\d{1,4})?", re.IGNORECASE
)
RUNNING_HEADER = re.compile(
    r"Monitoring Relanceplan Vlaamse Veerkracht|Voortgangsrapport meetmoment \S.*", re.IGNORECASE
)
MEETMOMENT = re.compile(r"(?:.*\s)?meetmoment\s+(?P<naam>\S.*)", re.IGNORECASE)
COVER_SPEERPUNT = re.compile(r"Speerpunt (?P<numbered>\d{1,2}\.\s+\S.*)", re.IGNORECASE)

_COVER = re.compile(
    r"monitoring|relanceplan|vlaamse|veerkracht|voortgangsrapportering"
    r"|overzicht van alle projecten|inhoud(?:stafel|sopgave)?",
    re.IGNORECASE,
)
_COLOPHON = re.compile(
    r"departement|kanselarij( &| en)?|(kanselarij (&|en) )?buitenlandse zaken"
    r"|[A-ZÀ-Ý][^\d\t]{2,40} \d{1,4}[a-z]?( bus \d{1,4})?|\d{4} [A-ZÀ-Ý][a-zà-ÿ-]+"
    r"|(?:https?://)?www\.[a-z0-9./-]+",
    re.IGNORECASE,
)
_COLOPHON_START = "DEPARTEMENT"


def bare(text: str) -> str:
    """Return a line without marks of bold and headings, with single spaces."""
    return " ".join(text.split()).strip("*# ")


def section_of(text: str) -> Section | None:
    """Return the section of which this line is the heading; the rest of its row is blank."""
    if len(text) > 100:  # noqa: PLR2004 - far beyond any label; spares the work on long lines
        return None
    try:
        return Section(bare(text))
    except ValueError:
        return None


def is_furniture(text: str) -> bool:
    """Tell whether a line outside the fiches is known: cover, contents, headers, address."""
    line = bare(text)
    known = (_COVER, _COLOPHON, CONTENTS_ENTRY, RUNNING_HEADER, MEETMOMENT, PAGE_NUMBER)
    return any(pattern.fullmatch(line) for pattern in (*known, COVER_SPEERPUNT, NUMBERED))


def starts_colophon(text: str, following: str) -> bool:
    """Tell whether the department's address block begins here."""
    return bare(text) == _COLOPHON_START and bare(following).startswith("KANSELARIJ")
