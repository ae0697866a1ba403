"""What the reader of a published progress report hands over: plain data, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the report that could not be read, or was read with a doubt.

    Attributes:
        line: Line of the text, counted from 1.
        found: What stands there, shortened.
        explanation: A Dutch sentence: what it means and what to do.
    """

    line: int
    found: str
    explanation: str

    def __str__(self) -> str:
        found = f' "{self.found}"' if self.found else ""
        return f"Regel {self.line}:{found} {self.explanation}"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A cluster or speerpunt as the report writes it: "04. Opleidings- en loopbaanoffensief".

    Attributes:
        nummer: Two digits.
        titel: The title without its number.
    """

    nummer: str
    titel: str


@dataclass(frozen=True, slots=True)
class PublishedAgendering:
    """One document on the agenda of the Vlaamse Regering.

    Attributes:
        titel: The whole title, on one line.
        url: Its address; None where the report has no link or an empty one.
        soort: "nota", "bijlage", "advies", "BVR", "mededeling" or None: only what the title says.
        line: Line of the text where it begins.
    """

    titel: str
    url: str | None
    soort: str | None
    line: int


@dataclass(frozen=True, slots=True)
class PublishedMijlpaal:
    """One row of the table of beoogde realisaties.

    Attributes:
        titel: Plain text; a newline between paragraphs.
        timing: The planned day; None when the cell is not an existing day as dd/mm/jjjj.
        timing_tekst: The cell as printed.
        status: The label as printed.
        beslissingen: Plain text; a newline between paragraphs.
        line: Line of the text where the row begins.
    """

    titel: str
    timing: date | None
    timing_tekst: str
    status: str
    beslissingen: str
    line: int


@dataclass(frozen=True, slots=True)
class PublishedFiche:
    """One projectfiche of the report.

    Attributes:
        code: `VV` and three digits.
        titel: As the heading of the fiche writes it.
        line: Line of that heading.
        ministers: Names, in the order of the report.
        trekkende_entiteit: Name; "" when missing.
        webpagina: The address where the report has one, else the text as printed.
        betrokken_entiteiten: Names, in the order of the report.
        belanghebbenden: Plain text.
        cluster: None when missing or without a number.
        speerpunt: None when missing or without a number.
        omschrijving: Canonical rich text.
        agenderingen: In the order of the report.
        projectstatus: The label as printed; "" when missing.
        voortgang: Canonical rich text.
        mijlpalen: In the order of the report.
        beleidsruimte: Whole EUR; None when missing or not readable for certain.
        vak: As beleidsruimte.
        vek: As beleidsruimte.
        lines: Name of a field to the line of the text that it comes from.
    """

    code: str
    titel: str
    line: int
    ministers: tuple[str, ...]
    trekkende_entiteit: str
    webpagina: str
    betrokken_entiteiten: tuple[str, ...]
    belanghebbenden: str
    cluster: Numbered | None
    speerpunt: Numbered | None
    omschrijving: str
    agenderingen: tuple[PublishedAgendering, ...]
    projectstatus: str
    voortgang: str
    mijlpalen: tuple[PublishedMijlpaal, ...]
    beleidsruimte: int | None
    vak: int | None
    vek: int | None
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """All that was read of one report.

    Attributes:
        meetmoment: Its name, such as "april 2021"; "" when the report does not say.
        speerpunten: The speerpunten of which it lists projects, in order.
        fiches: In the order of the report; every code once.
        problems: Ordered by line; empty when every word found its place.
    """

    meetmoment: str
    speerpunten: tuple[Numbered, ...]
    fiches: tuple[PublishedFiche, ...]
    problems: tuple[Problem, ...]


class Problems:
    """Collects problems, and no more of them than a person can read."""

    MOST = 1000
    _LONGEST = 120

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._more = 0

    def add(self, line: int, found: str, explanation: str) -> None:
        """Note a problem; beyond the first thousand they are only counted."""
        if len(self._found) >= self.MOST:
            self._more += 1
            return
        found = " ".join(found.split())
        if len(found) > self._LONGEST:
            found = found[: self._LONGEST - 1].rstrip() + "…"
        self._found.append(Problem(line, found, explanation))

    def all(self) -> tuple[Problem, ...]:
        """Return what was noted, by line; the last one tells how many are left out."""
        found = sorted(self._found, key=lambda problem: problem.line)
        if self._more:
            text = f"Nog {self._more} andere problemen zijn niet getoond. Kijk het hele bestand na."
            found.append(Problem(found[-1].line, "", text))
        return tuple(found)
