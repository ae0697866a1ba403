"""The value of one cell: its kind and exactly what the file holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from vvdesk.exchange.reader.limits import Limits
from vvdesk.exchange.reader.model import Cell, CellRun, Kind
from vvdesk.exchange.reader.notices import NoticeList
from vvdesk.exchange.reader.numbers import exact_number, small_number
from vvdesk.exchange.reader.styles import PLAIN, Style
from vvdesk.exchange.reader.texts import Text, TextReader, clean_text, styled_runs

_BOOLS = {"1": True, "true": True, "0": False, "false": False}
_ISO_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?Z?)?"
)
_SHOWN = 60

_new = tuple.__new__  # a NamedTuple made so takes a third of the time


@dataclass(slots=True)
class Book:
    """What the sheets of one workbook share while they are read.

    Attributes:
        limits: The bounds to keep.
        texts: The table of shared strings.
        text_reader: For texts inside cells; counts characters.
        styles: Formats by the text of attribute `s`.
        notices: What a person should know.
        cells: How many cells with a value were found so far.
        usual: Shared strings by the text of their index, as they are in a cell whose font is
            neither bold nor italic; those of which there is more to say are not in it.
    """

    limits: Limits
    texts: list[Text]
    text_reader: TextReader
    styles: dict[str | None, Style]
    notices: NoticeList
    cells: int = 0
    usual: dict[str, tuple[str, tuple[CellRun, ...] | None]] = field(init=False)

    def __post_init__(self) -> None:
        """Pick the texts that most cells can take over as they are."""
        most = self.limits.text
        self.usual = {
            str(index): (text, usual)
            for index, (text, _, usual, clean) in enumerate(self.texts)
            if clean and 0 < len(text) <= most
        }


class ValueReader:
    """Reads the values of the cells of one sheet.

    Args:
        name: Of the sheet, for notices.
        book: What the sheets share.
    """

    def __init__(self, name: str, book: Book) -> None:
        self._name = name
        self._book = book

    def decode(self, kind: str | None, raw: str, style: Style, at: tuple[int, int]) -> Cell | None:
        """Read a value by its type; None when it is empty.

        Args:
            kind: Attribute `t` of the cell.
            raw: The text of the value.
            style: Of the cell.
            at: Row and column from 1, for notices.
        """
        decoder = _DECODERS.get(kind)
        return decoder(self, raw, style, at) if decoder else self.unreadable(raw, style, at)

    def inline(
        self, item: Element, namespace: str, style: Style, at: tuple[int, int]
    ) -> Cell | None:
        """Read a text that stands in the cell with its own formatting."""
        return self.from_text(self._book.text_reader.inline(item, namespace), style, at)

    def number(self, raw: str, style: Style, at: tuple[int, int]) -> Cell | None:
        """Read a number; an empty value is no cell."""
        if not raw:
            return None
        found = exact_number(raw)
        if found is None:
            return self.unreadable(raw, style, at)
        number, exact = found
        if not exact:
            self._note(at, "number", f"Het getal {raw[:_SHOWN]} heeft meer dan 15 cijfers.")
        return _new(Cell, ("number", number, style.number_format, None, None, exact))

    def shared(self, raw: str, style: Style, at: tuple[int, int]) -> Cell | None:
        """Read a text by its index in the table of shared strings."""
        index = small_number(raw.strip())
        if index is None or index >= len(self._book.texts):
            return self.unreadable(raw, style, at)
        return self.from_text(self._book.texts[index], style, at)

    def text(self, raw: str, style: Style, at: tuple[int, int]) -> Cell | None:
        """Read a text that stands in the value itself."""
        text, clean = clean_text(raw)
        return self.from_text(Text(text, None, None, clean), style, at)

    def from_text(self, found: Text, style: Style, at: tuple[int, int]) -> Cell | None:
        """Take over a text; an empty one is no cell, one that is too long is not readable."""
        text, runs, _, clean = found
        if not clean:
            self._note(at, "text", "Onzichtbare stuurtekens zijn uit deze tekst gehaald.")
        if len(text) > self._book.limits.text:
            return self.unreadable(text, style, at)
        if not text and clean:
            return None
        styled = None
        if runs or style.bold or style.italic:
            styled = styled_runs(found, bold=style.bold, italic=style.italic)
        return _new(Cell, ("text", text, style.number_format, styled, None, clean))

    def bool(self, raw: str, style: Style, at: tuple[int, int]) -> Cell | None:
        """Read a yes or no."""
        value = _BOOLS.get(raw.strip())
        if value is None:
            return self.unreadable(raw, style, at)
        return Cell("bool", value, style.number_format, None, None, exact=True)

    def error(self, raw: str, style: Style, _at: tuple[int, int]) -> Cell | None:
        """Read an error such as `#N/A`."""
        return _as("error", raw, style)

    def date(self, raw: str, style: Style, at: tuple[int, int]) -> Cell | None:
        """Read a date in ISO notation."""
        if not _ISO_DATE.fullmatch(raw):
            return self.unreadable(raw, style, at)
        return _as("date", raw, style)

    def unreadable(self, raw: str, style: Style, at: tuple[int, int]) -> Cell:
        """Keep the beginning of a value that the file format does not allow."""
        shown = clean_text(raw)[0][:_SHOWN]
        self._note(at, "number", f"De inhoud '{shown}' is geen geldige waarde voor een cel.")
        return Cell("unreadable", shown, style.number_format, None, None, exact=False)

    def unknown_style(self, at: tuple[int, int]) -> Style:
        """Note that the format of a cell does not exist, and do without."""
        self._note(at, "text", "De opmaak van deze cel bestaat niet in de werkmap.")
        return PLAIN

    def _note(self, at: tuple[int, int], subject: str, text: str) -> None:
        self._book.notices.add(subject, text, self._name, at)


_DECODERS: dict[str | None, Callable[[ValueReader, str, Style, tuple[int, int]], Cell | None]] = {
    None: ValueReader.number,
    "n": ValueReader.number,
    "s": ValueReader.shared,
    "b": ValueReader.bool,
    "e": ValueReader.error,
    "d": ValueReader.date,
    "str": ValueReader.text,
}
"""How the value of a cell is read, by its type; a text with formatting is another matter."""


def _as(kind: Kind, raw: str, style: Style) -> Cell:
    return Cell(kind, clean_text(raw)[0], style.number_format, None, None, exact=True)
