"""What somebody asks for: which report, of what, with which chapters, in which form."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Soort(StrEnum):
    """Welk rapport."""

    VOORTGANG = "voortgang"
    """Every project in its seven sections, with a summary before them."""
    VERSCHUIVINGEN = "verschuivingen"
    """Only what moved since the previous meetmoment and since the first planning."""
    THEMA = "thema"
    """The relanceplannen of one theme, for a wide public."""


class Vorm(StrEnum):
    """Waarin het gemaakt wordt; de waarde is de extensie."""

    PDF = "pdf"
    WORD = "docx"
    WEB = "html"
    EXCEL = "xlsx"
    """The consolidated workbook; only of a whole meetmoment."""


class Hoofdstuk(StrEnum):
    """Een hoofdstuk dat in het voortgangsrapport kan staan, in volgorde."""

    LEGENDE = "legende"
    SAMENVATTING = "samenvatting"
    PROJECTEN = "projecten"
    VERSCHUIVINGEN = "verschuivingen"
    HERKOMST = "herkomst"
    """Of which addends each total consists."""


ALL_CHAPTERS: Final = frozenset(Hoofdstuk)


@dataclass(frozen=True, slots=True)
class Request:
    """One report that is asked for.

    Attributes:
        soort: Which report.
        meetmoment: The name of a meetmoment; None for the latest.
        speerpunten: Numbers ("04"); empty for the whole plan.
        thema: Of `Soort.THEMA`: which theme.
        hoofdstukken: Of `Soort.VOORTGANG`: which chapters.
    """

    soort: Soort = Soort.VOORTGANG
    meetmoment: str | None = None
    speerpunten: tuple[str, ...] = ()
    thema: str | None = None
    hoofdstukken: frozenset[Hoofdstuk] = field(default=ALL_CHAPTERS)
