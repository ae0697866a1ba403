"""The cells of one sheet: sparse, strictly in order, each with exactly what the file holds."""

from xml.etree.ElementTree import Element

from vvdesk.errors import Refused
from vvdesk.exchange.reader.model import Area, Cell, reference
from vvdesk.exchange.reader.references import (
    COLUMNS,
    LAST_COLUMN,
    LAST_ROW,
    column_number,
    read_area,
)
from vvdesk.exchange.reader.styles import Style
from vvdesk.exchange.reader.texts import clean_text
from vvdesk.exchange.reader.values import Book, ValueReader

_new = tuple.__new__  # a NamedTuple made so takes a third of the time


class CellReader:
    """Takes the rows of one sheet, in pieces, and keeps the cells that hold something.

    Args:
        name: Of the sheet, for messages.
        namespace: Prefix of all tags, `{…}`.
        book: What the sheets share.

    Attributes:
        cells: By row and column, from 1, in reading order.
        hidden_rows: Rows with hidden set.
        arrays: Areas filled by one formula, whose other cells look like plain values.
    """

    def __init__(self, name: str, namespace: str, book: Book) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.arrays: list[Area] = []
        self._name = name
        self._namespace = namespace
        self._book = book
        self._styles = book.styles
        self._usual = book.usual
        self._values = ValueReader(name, book)
        self._row_tag = f"{namespace}row"
        self._cell_tag = f"{namespace}c"
        self._value_tag = f"{namespace}v"
        self._row = 0
        self._empty = 0

    def read(self, rows: list[Element]) -> None:
        """Read further rows.

        Raises:
            Refused: Rows or cells are out of order, doubled or out of range, or there are too many.
        """
        for row in rows:
            if row.tag != self._row_tag:
                raise self._refused(f"na rij {self._row}", f"staat iets onbekends: '{row.tag}'")
            number = self._row_number(row)
            before = len(self.cells)
            self._read_cells(row, number)
            self._empty = self._empty + 1 if len(self.cells) == before else 0
            if self._empty > self._book.limits.empty_rows:
                raise Refused(
                    f"blad '{self._name}' heeft meer dan {self._book.limits.empty_rows} lege rijen "
                    "met opmaak na elkaar. Wis de opmaak van de lege rijen en bewaar opnieuw."
                )
            self._book.cells += len(self.cells) - before
        if self._book.cells > self._book.limits.cells:
            raise Refused(
                f"de werkmap heeft meer dan {self._book.limits.cells} ingevulde cellen. "
                "Stuur alleen de bladen van de uitvraag in."
            )

    def _row_number(self, row: Element) -> int:
        digits = row.get("r")
        if digits is None:
            number = self._row + 1
        else:
            is_plain = digits.isascii() and digits.isdigit() and digits[0] != "0"
            number = int(digits) if is_plain and len(digits) <= len(str(LAST_ROW)) else 0
        if not self._row < number <= LAST_ROW:
            raise self._refused(
                f"rij '{(digits or '')[:20]}' na rij {self._row}",
                "staat niet op volgorde, is dubbel of bestaat niet",
            )
        self._row = number
        if row.get("hidden") in {"1", "true"}:
            self.hidden_rows.add(number)
        return number

    def _read_cells(self, row: Element, number: int) -> None:
        digits = str(number)
        cut = -len(digits)
        previous = 0
        cells, columns, tag, value = self.cells, COLUMNS, self._cell_tag, self._value
        last = self._book.limits.columns if number <= self._book.limits.rows else 0
        for cell in row:
            name = cell.get("r")
            if name is None:
                column = previous + 1
            else:
                column = columns.get(name[:cut], 0) if name[cut:] == digits else 0
            if column <= previous or cell.tag != tag:
                column = self._far_column(cell, digits, previous)
            previous = column
            if not len(cell) and cell.text is None:
                continue
            at = (number, column)
            found = value(cell, at)
            if found is not None:
                if column > last:
                    raise self._too_far(at)
                cells[at] = found

    def _too_far(self, at: tuple[int, int]) -> Refused:
        limits = self._book.limits
        return self._refused(
            f"cel {reference(*at)}", f"ligt voorbij rij {limits.rows} of kolom {limits.columns}"
        )

    def _far_column(self, cell: Element, digits: str, previous: int) -> int:
        """Return the column of a cell that is out of the ordinary, or refuse it."""
        name = cell.get("r", "")
        column = column_number(name.removesuffix(digits)) if name.endswith(digits) else 0
        if cell.tag == f"{self._namespace}extLst":
            return previous
        if cell.tag != self._cell_tag or not previous < column <= LAST_COLUMN:
            raise self._refused(
                f"cel '{name[:20]}' in rij {digits}",
                "staat niet op volgorde, is dubbel of bestaat niet",
            )
        return column

    def _value(self, cell: Element, at: tuple[int, int]) -> Cell | None:
        children = len(cell)
        if not children:
            if cell.text and cell.text.strip():
                raise self._refused(f"cel {reference(*at)}", "bevat losse tekst")
            return None
        style = self._styles.get(cell.get("s")) or self._values.unknown_style(at)
        first = cell[0]
        if children > 1 or first.tag != self._value_tag or len(first) or cell.text or first.tail:
            return self._uncommon(cell, style, at)
        kind, raw = cell.get("t"), first.text or ""
        if kind == "s" and style.plain and raw in self._usual:
            text, runs = self._usual[raw]
            return _new(Cell, ("text", text, style.number_format, runs, None, True))
        return self._values.decode(kind, raw, style, at)

    def _uncommon(self, cell: Element, style: Style, at: tuple[int, int]) -> Cell | None:
        """Read a cell with a formula, a text of its own, additions, or blanks in between."""
        children = {child.tag.removeprefix(self._namespace): child for child in cell}
        if "f" in children:
            return self._formula(children["f"], style, at)
        stray = "".join([cell.text or "", *(child.tail or "" for child in cell)])
        is_doubled = len(children) != len(cell)
        children.pop("extLst", None)
        value, inline = children.get("v"), children.get("is")
        if len(children) == 1 and not is_doubled and not stray.strip():
            if value is not None and not len(value):
                return self._values.decode(cell.get("t"), value.text or "", style, at)
            if inline is not None and cell.get("t") == "inlineStr":
                return self._values.inline(inline, self._namespace, style, at)
        raw = "".join(cell.itertext())
        return self._values.unreadable(raw, style, at) if raw.strip() or children else None

    def _formula(self, formula: Element, style: Style, at: tuple[int, int]) -> Cell:
        area = formula.get("ref")
        if area is not None and formula.get("t") in {"array", "dataTable"}:
            found = read_area(area)
            if found is None:
                raise self._refused(f"cel {reference(*at)}", "heeft een matrix zonder bereik")
            self.arrays.append(found)
        text = clean_text("".join(formula.itertext()))[0][: self._book.limits.text]
        return _new(Cell, ("formula", text, style.number_format, None, None, True))

    def _refused(self, where: str, what: str) -> Refused:
        return Refused(
            f"op blad '{self._name}': {where} {what}. "
            "Bewaar de werkmap opnieuw in Excel of LibreOffice, als .xlsx."
        )
