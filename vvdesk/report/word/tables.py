"""Tables of a Word report: fields with their labels, grids with a head that comes back, legends."""

from collections.abc import Sequence
from copy import copy
from typing import Final, Protocol

from lxml import etree

from vvdesk.report.content import (
    Align,
    Column,
    Fields,
    Grid,
    GridRow,
    Legend,
    Line,
    Prose,
    RowKind,
    Words,
)
from vvdesk.report.word.names import NAMESPACES, TBL, TC, TR, P, child
from vvdesk.report.word.places import Rank
from vvdesk.report.word.text import Text, piece_text

_CODE_WIDTH: Final = 1_840
"""Twips for the column of reference codes, 3,2 cm: the longest word of a code fits in it."""
_CODE_HEAD: Final = "Code"
_LABEL_SHARE: Final = 0.27
_STATUS_SHARE: Final = 0.32
_KEPT_WHOLE: Final = 700
"""Characters in a row up to which it never breaks over two pages; about a third of a page."""
_ENTRY_HEADS: Final = ("Status", "Betekenis")
_FIELD_HEADS: Final = ("Gegeven", "Inhoud")


class WriteProse(Protocol):
    """Writes a rich text into a cell, without its code."""

    def __call__(self, parent: etree._Element, prose: Prose) -> None:
        """Append the paragraphs of `prose` to `parent`."""


class Tables:
    """Writes the tables of one report.

    Args:
        text: Writes what stands in them.
        write_prose: Writes a rich text into a cell.
        styles: The ids of the template's styles by name.
        width: Between the margins of the page, in twips.

    Attributes:
        rank: How well a row suits its own code where the report is now.
    """

    def __init__(
        self, text: Text, write_prose: WriteProse, styles: dict[str, str], width: int
    ) -> None:
        self._text = text
        self._write_prose = write_prose
        self._styles = styles
        self._width = width
        self._cells: dict[tuple[int, int, bool], etree._Element] = {}
        self.rank = Rank.ELSEWHERE

    def fields(self, parent: etree._Element, fields: Fields) -> None:
        """Append labels with their values."""
        has_codes = any(line.code for line in fields.lines)
        room = self._width - (_CODE_WIDTH if has_codes else 0)
        label = round(room * _LABEL_SHARE)
        widths = [label, room - label, *([_CODE_WIDTH] if has_codes else [])]
        heads = [*_FIELD_HEADS, _CODE_HEAD][: len(widths)]
        table = self._table(parent, "vvdesk velden", fields.caption, widths, first_column=True)
        self._head(table, heads, widths)
        for line in fields.lines:
            row = _row(table, whole=_length_of(line) <= _KEPT_WHOLE)
            self._text.run(_paragraph(self._cell(row, widths[0])), line.label)
            self._content(self._cell(row, widths[1]), line)
            if has_codes:
                self._code(self._cell(row, widths[2]), line.code)

    def grid(self, parent: etree._Element, grid: Grid) -> None:
        """Append a grid; its caption is printed by the caller."""
        widths = self._widths(grid)
        table = self._table(parent, "vvdesk tabel", grid.caption, widths)
        heads = [column.label for column in grid.columns]
        self._head(table, [*heads, _CODE_HEAD][: len(widths)], widths, grid.columns)
        for at, row in enumerate(grid.rows):
            below = grid.rows[at + 1] if at + 1 < len(grid.rows) else None
            if row.kind is RowKind.DETAIL:
                self._detail(table, row, widths)
            else:
                keep = below is not None and below.kind is RowKind.DETAIL
                self._plain(table, grid, row, widths, keep=keep)

    def legend(self, parent: etree._Element, legend: Legend) -> None:
        """Append statuses with what they mean."""
        first = round(self._width * _STATUS_SHARE)
        widths = [first, self._width - first]
        table = self._table(parent, "vvdesk tabel", "Legende van de statussen", widths)
        self._head(table, _ENTRY_HEADS, widths)
        for look, sentence in legend.entries:
            row = _row(table, whole=True)
            self._text.chip(_paragraph(self._cell(row, widths[0])), look)
            self._text.run(_paragraph(self._cell(row, widths[1])), sentence)

    def _plain(
        self, table: etree._Element, grid: Grid, row: GridRow, widths: Sequence[int], *, keep: bool
    ) -> None:
        total = row.kind is RowKind.TOTAL
        length = sum(_words_length(words) for words in row.cells)
        made = _row(table, whole=length <= _KEPT_WHOLE)
        keep = keep and length <= _KEPT_WHOLE
        for column, words, width in zip(grid.columns, row.cells, widths, strict=False):
            cell = self._cell(made, width, ruled=total)
            right = column.align is Align.RIGHT
            paragraph = self._text.paragraph(cell, keep=keep, right=right)
            self._text.words(paragraph, words, own=row.code, bold=total)
        for width in widths[len(row.cells) : len(grid.columns)]:
            _paragraph(self._cell(made, width, ruled=total))
        if grid.has_codes:
            self._code(self._cell(made, widths[-1], ruled=total), row.code)

    def _detail(self, table: etree._Element, row: GridRow, widths: Sequence[int]) -> None:
        length = sum(map(_length_of, row.lines)) + sum(map(_words_length, row.cells))
        made = _row(table, whole=length <= _KEPT_WHOLE)
        cell = self._cell(made, sum(widths), span=len(widths))
        for words in row.cells:
            self._text.words(_paragraph(cell), words)
        for line in row.lines:
            paragraph = _paragraph(cell)
            self._text.run(paragraph, f"{line.label}: ", bold=True)
            if isinstance(line.content, Prose):
                self._write_prose(cell, line.content)
            else:
                self._text.words(paragraph, line.content, own=line.code)
            if line.code:
                self._text.run(paragraph, " ")
                self._text.code(paragraph, line.code, self.rank)
        if not row.cells and not row.lines:
            _paragraph(cell)

    def _content(self, cell: etree._Element, line: Line) -> None:
        if isinstance(line.content, Prose):
            self._write_prose(cell, line.content)
        else:
            self._text.words(_paragraph(cell), line.content, own=line.code)

    def _cell(
        self, row: etree._Element, width: int, *, span: int = 1, ruled: bool = False
    ) -> etree._Element:
        """Append an empty cell: a copy, which costs a third of making it again."""
        known = self._cells.get((width, span, ruled))
        if known is None:
            known = self._cells[width, span, ruled] = _new_cell(width, span, ruled=ruled)
        cell = copy(known)
        row.append(cell)
        return cell

    def _code(self, cell: etree._Element, code: str) -> None:
        made = self._text.paragraph(cell, self._styles["vvdesk referentiecode"])
        self._text.code(made, code, self.rank)

    def _widths(self, grid: Grid) -> list[int]:
        room = self._width - (_CODE_WIDTH if grid.has_codes else 0)
        weights = [max(column.weight, 1) for column in grid.columns]
        widths = [room * weight // sum(weights) for weight in weights]
        widths[-1] += room - sum(widths)
        return [*widths, _CODE_WIDTH] if grid.has_codes else widths

    def _table(
        self,
        parent: etree._Element,
        style: str,
        caption: str,
        widths: Sequence[int],
        *,
        first_column: bool = False,
    ) -> etree._Element:
        table = etree.SubElement(parent, TBL)
        properties = child(table, "tblPr")
        child(properties, "tblStyle", val=self._styles[style])
        child(properties, "tblW", w=str(sum(widths)), type="dxa")
        child(properties, "tblLayout", type="fixed")
        # The number says the same as the attributes, for Word of before 2010.
        child(
            properties, "tblLook", val="00A0" if first_column else "0020", firstRow="1",
            lastRow="0", firstColumn="1" if first_column else "0", lastColumn="0", noHBand="1",
            noVBand="1",
        )  # fmt: skip
        child(properties, "tblCaption", val=self._text.safe(" ".join(caption.split())))
        grid = child(table, "tblGrid")
        for width in widths:
            child(grid, "gridCol", w=str(width))
        return table

    def _head(
        self,
        table: etree._Element,
        labels: Sequence[str],
        widths: Sequence[int],
        columns: Sequence[Column] = (),
    ) -> None:
        row = _row(table, whole=True, head=True)
        for at, (label, width) in enumerate(zip(labels, widths, strict=True)):
            right = at < len(columns) and columns[at].align is Align.RIGHT
            self._text.run(
                self._text.paragraph(self._cell(row, width), keep=True, right=right), label
            )


def _row(table: etree._Element, *, whole: bool, head: bool = False) -> etree._Element:
    row = etree.SubElement(table, TR)
    if whole or head:
        properties = child(row, "trPr")
        if whole:
            child(properties, "cantSplit")
        if head:
            child(properties, "tblHeader")
    return row


def _new_cell(width: int, span: int, *, ruled: bool) -> etree._Element:
    cell = etree.Element(TC, nsmap=NAMESPACES)
    properties = child(cell, "tcPr")
    child(properties, "tcW", w=str(width), type="dxa")
    if span > 1:
        child(properties, "gridSpan", val=str(span))
    if ruled:
        child(child(properties, "tcBorders"), "top", val="single", sz="8", space="0", color="auto")
    return cell


def _paragraph(cell: etree._Element) -> etree._Element:
    return etree.SubElement(cell, P)


def _length_of(line: Line) -> int:
    if isinstance(line.content, Prose):
        return sum(len(block.text) for block in line.content.blocks)
    return _words_length(line.content)


def _words_length(words: Words) -> int:
    return sum(len(piece_text(piece)) for piece in words)
