"""Lines of text that a reader walks through: a fiche, or a trace, without any look."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

NOT_FILLED_IN: Final = "niet ingevuld"


class Soort(StrEnum):
    """Wat voor regel het is."""

    TITEL = "titel"
    KOP = "kop"
    RIJ = "rij"
    """The head of one row of a table within the fiche."""
    WAARDE = "waarde"
    """A label with what stands there."""
    TEKST = "tekst"
    NOOT = "noot"
    """Less important text."""


class Doel(StrEnum):
    """Waar een regel naartoe leidt."""

    GEEN = ""
    CODE = "code"
    """The trace of a reference code."""
    KOPIEREN = "kopieren"
    """A text that is copied whole, because the line only shows a part of it."""
    BEWIJSSTUK = "bewijsstuk"
    """The submitted file with this SHA-256."""
    LEVENSLOOP = "levensloop"
    """The life of this mijlpaal."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One line.

    Attributes:
        soort: What it is.
        tekst: What it says; empty for a value that nobody filled in.
        label: What the text is about; empty for none.
        code: The reference code of what stands here; empty for none.
        doel: Where it leads.
        wat: The code, text, digest or mijlpaal that it leads to.
        actie: The words of that lead; empty when the code is those words.
    """

    soort: Soort
    tekst: str
    label: str = ""
    code: str = ""
    doel: Doel = Doel.GEEN
    wat: str = ""
    actie: str = ""


def title(text: str, code: str = "") -> Regel:
    """Return the line that says what all of it is about."""
    return Regel(Soort.TITEL, text, code=code)


def heading(text: str) -> Regel:
    """Return the head of a part."""
    return Regel(Soort.KOP, text)


def words(text: str) -> Regel:
    """Return a line of plain text."""
    return Regel(Soort.TEKST, text)


def value(label: str, text: str) -> Regel:
    """Return a label with what stands there."""
    return Regel(Soort.WAARDE, text, label)


def leading_value(label: str, text: str, code: str) -> Regel:
    """Return a label with what stands there, leading to the trace of it."""
    return Regel(Soort.WAARDE, text, label, code, Doel.CODE, code)


def as_text(lines: Iterable[Regel]) -> str:
    """Write lines as plain text, for the clipboard."""
    return "\n".join(_as_text(each) for each in lines).strip() + "\n"


def _as_text(line: Regel) -> str:
    code = f"  [{line.code}]" if line.code else ""
    if line.soort in {Soort.TITEL, Soort.TEKST, Soort.NOOT}:
        return f"{line.tekst}{code}"
    if line.soort is Soort.WAARDE:
        # What is copied away must not lose what the window only leads to.
        text = line.wat if line.doel is Doel.KOPIEREN else line.tekst or NOT_FILLED_IN
        return f"{line.label}: {text}{code}" if line.label else f"{text}{code}"
    return f"\n{line.tekst}{code}"
