"""From the bytes of a file to numbered lines."""

import unicodedata
from pathlib import Path
from typing import NamedTuple

from vvdesk.errors import Refused, Unavailable
from vvdesk.exchange.published_report.model import Problems
from vvdesk.richtext import clean_text

MAX_BYTES = 50 * 1024 * 1024
MAX_LINES = 1_000_000
"""A report on 181 projects has some 11,000."""


class Line(NamedTuple):
    """One line of the report.

    Attributes:
        number: Counted from 1.
        text: Without its line end.
        page_break: Whether it is a heading that a new page merely repeats; then text is "".
    """

    number: int
    text: str
    page_break: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen of it."""
        return not self.text.strip()

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return " ".join(self.text.split())


def read_bytes(path: Path) -> bytes:
    """Read a file, but no more of it than shows that it is too large.

    Raises:
        Unavailable: The file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unavailable(
            f'Het bestand "{path.name}" kan niet gelezen worden ({error.strerror or error}). '
            "Kijk na of het bestaat en of je het mag openen."
        ) from error
    return data


def decoded(data: bytes) -> str:
    """Take bytes as a text in UTF-8, with or without a byte order mark.

    Raises:
        Refused: More than 50 MB, or not UTF-8: another encoding would have to be guessed, and a
            wrong guess changes names.
    """
    if len(data) > MAX_BYTES:
        raise Refused(
            "Het rapport is groter dan 50 MB. Verwacht: de tekst van één voortgangsrapport. Kies "
            "een ander bestand."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(
            f"Het rapport is geen tekst in UTF-8: op regel {line} staat een teken dat zo niet te "
            'lezen is. Open het in een tekstverwerker en bewaar het als tekst met codering "UTF-8".'
        ) from error


def split(text: str, problems: Problems) -> list[Line]:
    """Cut a text into lines, without what no text should hold.

    Args:
        text: The whole report.
        problems: Receives one note per line with control characters; these are left out.

    Returns:
        All lines, also blank ones, in NFC.

    Raises:
        Refused: More than a million lines.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise Refused(
            "Het rapport heeft meer dan een miljoen regels. Verwacht: de tekst van één "
            "voortgangsrapport. Kies een ander bestand."
        )
    lines: list[Line] = []
    for number, raw in enumerate(unicodedata.normalize("NFC", text).split("\n"), 1):
        tidy = raw.strip("\f")
        if not tidy.isprintable():
            tidy = _without_control(number, tidy, problems)
        lines.append(Line(number, tidy))
    return lines


def _without_control(number: int, text: str, problems: Problems) -> str:
    """Leave out control characters; tabs stay, for they separate cells."""
    cells = [clean_text(cell).replace("\n", " ") for cell in text.split("\t")]
    clean = "\t".join(cells)
    if len(clean) != len(text):
        problems.add(
            number, clean, "Hier stonden tekens die niet zichtbaar zijn; ze zijn weggelaten."
        )
    return clean
