"""One sheet while it is written, which remembers what every cell was meant to hold.

After the file is written it is read back and compared with that memory: that a library returned
without complaint is no proof of anything.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from xlsxwriter.worksheet import Worksheet

from vvdesk.errors import Refused
from vvdesk.exchange.rich_cells import CellRun
from vvdesk.exchange.workbook.exact_texts import is_like_markup, shielded
from vvdesk.exchange.workbook.house import CellFormats, Format, House

LONGEST_CELL: Final = 32_767
"""Characters, counted as Excel does: a sign outside the basic plane counts for two."""
_LINKABLE: Final = re.compile(
    r"""(?:https?://|mailto:)[^\s<>"{}|\\^`\[\]]{1,2000}|internal:.{1,200}"""
)
_MOST_LINKS: Final = 65_000
"""Excel takes 65.530 links on a sheet, and addresses of 2.079 characters."""
_LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "'")


class Formula(NamedTuple):
    """A cell that computes; `text` without the equals sign."""

    text: str


Meant = str | int | Decimal | Formula
"""What one cell was meant to hold."""


class OwnSheet(Worksheet):  # type: ignore[misc] # XlsxWriter comes without types
    """A worksheet of XlsxWriter that does two things its own way; both are tested.

    WORKAROUND: XlsxWriter marks every row with a height as set by hand, and Excel then never
    adapts it again (https://github.com/jmcnamara/XlsxWriter, Worksheet._write_row). Without that
    mark the height is what the sheet opens with, and rows grow with what is typed into them.

    WORKAROUND: it looks for some 150 functions of recent Excel in every formula, which takes longer
    than writing the sheet (the same, Worksheet._prepare_formula). Our formulas use none of those.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row":
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _prepare_formula(self, formula: str, *_expand: bool) -> str:
        return formula.removeprefix("=")


class Page:
    """Writes cells and remembers them; rows and columns are counted from 0, as in XlsxWriter.

    Args:
        sheet: The worksheet.
        house: For the formats of rich text.

    Attributes:
        sheet: The worksheet, for what is not a cell: widths, tables, validations.
        house: The formats of the workbook.
        cells: (row, column), both from 1 as in the reader, to what was meant.
    """

    def __init__(self, sheet: Any, house: House) -> None:
        self.sheet = sheet
        self.house = house
        self.cells: dict[tuple[int, int], Meant] = {}
        self._links = 0

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.sheet.name)

    def text(self, row: int, column: int, text: str, formats: CellFormats | Format) -> None:
        """Write a text; never a formula, whatever it begins with. An empty text is a blank.

        Raises:
            Refused: It is longer than a cell can hold.
        """
        plain, quoted = formats if isinstance(formats, CellFormats) else (formats, formats)
        if not text:
            self.sheet.write_blank(row, column, None, plain)
            return
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        chosen = quoted if text.startswith(_LIKE_A_FORMULA) else plain
        self._check(self._put(row, column, text, chosen), row, column)
        self.cells[row + 1, column + 1] = text

    def number(self, row: int, column: int, number: int | Decimal, format_: Format) -> None:
        """Write a number of at most fifteen significant digits."""
        value = number if isinstance(number, int) else float(number)
        self._check(self.sheet.write_number(row, column, value, format_), row, column)
        self.cells[row + 1, column + 1] = number

    def rich(self, row: int, column: int, runs: Sequence[CellRun], formats: CellFormats) -> None:
        """Write a text of at least two signs with bold and italic stretches.

        Raises:
            Refused: It is longer than a cell can hold.
        """
        text = "".join(run.text for run in runs)
        parts: list[Any] = []
        for run in _at_least_two(runs):
            parts += (self.house.run(bold=run.bold, italic=run.italic), shielded(run.text))
        chosen = formats.quoted if text.startswith(_LIKE_A_FORMULA) else formats.plain
        self._check(self.sheet.write_rich_string(row, column, *parts, chosen), row, column)
        self.cells[row + 1, column + 1] = text

    def link(self, row: int, column: int, target: str, text: str, format_: Format) -> None:
        """Write a text that leads somewhere: an address, or `internal:'Blad'!A1`.

        An address that Excel might not take, or one too many, is a text without a link.
        """
        if not _LINKABLE.fullmatch(target) or self._links >= _MOST_LINKS:
            self.text(row, column, text, format_)
            return
        self._links += 1
        self._check(self.sheet.write_url(row, column, target, format_, text), row, column)
        if is_like_markup(text):
            self._check(self._put(row, column, text, format_), row, column)
        self.cells[row + 1, column + 1] = text

    def blank(self, row: int, column: int, format_: Format) -> None:
        """Write an empty cell that only has a format."""
        self.sheet.write_blank(row, column, None, format_)

    def formula(
        self, row: int, column: int, formula: str, format_: Format, value: float | str = 0
    ) -> None:
        """Write a formula with the value it has now, for programs that do not compute."""
        self._check(
            self.sheet.write_formula(row, column, f"={formula}", format_, value), row, column
        )
        self.cells[row + 1, column + 1] = Formula(formula)

    def _put(self, row: int, column: int, text: str, format_: Format) -> int:
        if is_like_markup(text):
            font, safe = self.house.font, shielded(text)
            return int(
                self.sheet.write_rich_string(row, column, font, safe[:1], font, safe[1:], format_)
            )
        return int(self.sheet.write_string(row, column, text, format_))

    def _check(self, answer: int, row: int, column: int) -> None:
        if answer:
            raise Refused(
                f"Rij {row + 1}, kolom {column + 1} van blad {self.name} is niet te schrijven: "
                f"de tekst is langer dan de {LONGEST_CELL} tekens van een cel. Maak ze korter."
            )


def length_in_cell(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _at_least_two(runs: Sequence[CellRun]) -> Sequence[CellRun]:
    """Cut a single stretch in two: XlsxWriter takes no fewer."""
    if len(runs) != 1:
        return runs
    only = runs[0]
    return only._replace(text=only.text[:1]), only._replace(text=only.text[1:])
