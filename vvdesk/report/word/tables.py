"""Tables of a Word report: fields with their labels, grids with a head that comes back, legends."""

from collections.abc import Sequence
from copy import copy
from typing import Final, NamedTuple, Protocol

from lxml import etree

from vvdesk.report.content import (
    Align,
    Fields,
    Grid,
    GridRow,
    Legend,
    Line,
    Prose,
    RowKind,
    Words,
)
from vvdesk.report.places import Rank
from vvdesk.report.word.columns import code_width, column_widths
from vvdesk.report.word.names import ONLY_WORD, TBL, VAL, P, child
from vvdesk.report.word.rows import Cell, Rows
from vvdesk.report.word.text import Text, piece_text

_CODE_HEAD: Final = "Code"
_GRID_STYLE, _FIELDS_STYLE = "vvdesk tabel", "vvdesk velden"
_LABEL_SHARE: Final = 0.27
_STATUS_SHARE: Final = 0.32
_KEPT_WHOLE: Final = 700
"""Characters in a row up to which it never breaks over two pages; about a third of a page."""
_ENTRY_HEADS: Final = ("Status", "Betekenis")
_FIELD_HEADS: Final = ("Gegeven", "Inhoud")


class Head(NamedTuple):
    """What stands above a column.

    Attributes:
        label: Its words.
        width: Of the column, in twips.
        right: Whether it is set to the right.
    """

    label: str
    width: int
    right: bool = False


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
        self._rows = Rows()
        self._tables: dict[tuple[str, tuple[Head, ...]], etree._Element] = {}
        self._code_style = styles["vvdesk referentiecode"]
        self.rank = Rank.ELSEWHERE

    def fields(self, parent: etree._Element, fields: Fields) -> None:
        """Append labels with their values."""
        has_codes = any(line.code for line in fields.lines)
        code = code_width(self._width) if has_codes else 0
        room = self._width - code
        label = round(room * _LABEL_SHARE)
        widths = [label, room - label, *([code] if has_codes else [])]
        labels = (*_FIELD_HEADS, _CODE_HEAD)
        heads = [Head(*each) for each in zip(labels, widths, strict=False)]
        table = self._table(parent, _FIELDS_STYLE, fields.caption, heads)
        codes = [Cell(code, self._code_style)] if has_codes else []
        plain = [Cell(widths[0]), Cell(widths[1]), *codes]
        rich = [Cell(widths[0]), Cell(widths[1], is_bare=True), *codes]
        for line in fields.lines:
            is_rich = isinstance(line.content, Prose)
            whole = _length_of(line) <= _KEPT_WHOLE
            cells = self._rows.add(table, rich if is_rich else plain, whole=whole)
            self._text.run(cells[0][-1], line.label)
            self._content(cells[1], line)
            if has_codes:
                self._text.code(cells[2][-1], line.code, self.rank)

    def grid(self, parent: etree._Element, grid: Grid) -> None:
        """Append a grid; its caption is printed by the caller."""
        widths = column_widths(grid, self._width)
        heads = [
            Head(column.label, width, right=column.align is Align.RIGHT)
            for column, width in zip(grid.columns, widths, strict=False)
        ]
        if grid.has_codes:
            heads.append(Head(_CODE_HEAD, widths[-1]))
        table = self._table(parent, _GRID_STYLE, grid.caption, heads)
        for at, row in enumerate(grid.rows):
            below = grid.rows[at + 1] if at + 1 < len(grid.rows) else None
            if row.kind is RowKind.DETAIL:
                self._detail(table, row, widths)
            else:
                more = below is not None and below.kind is RowKind.DETAIL
                self._plain(table, grid, row, widths, more=more)

    def legend(self, parent: etree._Element, legend: Legend) -> None:
        """Append statuses with what they mean."""
        first = round(self._width * _STATUS_SHARE)
        widths = [first, self._width - first]
        heads = [Head(*each) for each in zip(_ENTRY_HEADS, widths, strict=True)]
        table = self._table(parent, _GRID_STYLE, "Legende van de statussen", heads)
        for look, sentence in legend.entries:
            first_cell, second = self._rows.add(table, [Cell(each) for each in widths], whole=True)
            self._text.chip(first_cell[-1], look)
            self._text.run(second[-1], sentence)

    def _plain(
        self, table: etree._Element, grid: Grid, row: GridRow, widths: Sequence[int], *, more: bool
    ) -> None:
        total = row.kind is RowKind.TOTAL
        length = sum(_words_length(words) for words in row.cells)
        whole = length <= _KEPT_WHOLE
        shapes = [
            Cell(width, "", column.align is Align.RIGHT, more and whole, total, open_below=more)
            for column, width in zip(grid.columns, widths, strict=False)
        ]
        if grid.has_codes:
            shapes.append(Cell(widths[-1], self._code_style, ruled=total, open_below=more))
        cells = self._rows.add(table, shapes, whole=whole)
        for cell, words in zip(cells, row.cells[: len(grid.columns)], strict=False):
            self._text.words(cell[-1], words, own=row.code, bold=total)
        if grid.has_codes:
            self._text.code(cells[-1][-1], row.code, self.rank)

    def _detail(self, table: etree._Element, row: GridRow, widths: Sequence[int]) -> None:
        length = sum(map(_length_of, row.lines)) + sum(map(_words_length, row.cells))
        shape = Cell(sum(widths), span=len(widths), open_above=True, is_bare=True)
        (cell,) = self._rows.add(table, [shape], whole=length <= _KEPT_WHOLE)
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
            self._text.words(cell[-1], line.content, own=line.code)

    def _table(
        self, parent: etree._Element, style: str, caption: str, heads: Sequence[Head]
    ) -> etree._Element:
        """Append a table with its head: a copy of the first that was like it."""
        key = style, tuple(heads)
        known = self._tables.get(key)
        if known is None:
            known = self._tables[key] = self._new_table(style, heads)
        table = copy(known)
        table[0][-1].set(VAL, self._text.safe(" ".join(caption.split())))
        parent.append(table)
        return table

    def _new_table(self, style: str, heads: Sequence[Head]) -> etree._Element:
        table = etree.Element(TBL, nsmap=ONLY_WORD)
        properties = child(table, "tblPr")
        child(properties, "tblStyle", val=self._styles[style])
        child(properties, "tblW", w=str(sum(head.width for head in heads)), type="dxa")
        child(properties, "tblLayout", type="fixed")
        is_labelled = style == _FIELDS_STYLE
        # The number says the same as the attributes, for Word of before 2010.
        child(
            properties, "tblLook", val="00A0" if is_labelled else "0020", firstRow="1",
            lastRow="0", firstColumn="1" if is_labelled else "0", lastColumn="0", noHBand="1",
            noVBand="1",
        )  # fmt: skip
        child(properties, "tblCaption", val="")
        grid = child(table, "tblGrid")
        for head in heads:
            child(grid, "gridCol", w=str(head.width))
        shapes = [Cell(head.width, right=head.right, keep=True) for head in heads]
        cells = self._rows.add(table, shapes, whole=True, is_head=True)
        for cell, head in zip(cells, heads, strict=True):
            self._text.run(cell[-1], head.label)
        return table


def _paragraph(cell: etree._Element) -> etree._Element:
    return etree.SubElement(cell, P)


def _length_of(line: Line) -> int:
    if isinstance(line.content, Prose):
        return sum(len(block.text) for block in line.content.blocks)
    return _words_length(line.content)


def _words_length(words: Words) -> int:
    return sum(len(piece_text(piece)) for piece in words)
