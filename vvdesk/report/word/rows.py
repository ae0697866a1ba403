"""Rows of tables as copies of rows that were made once: a third of the work of making each."""

from collections.abc import Sequence
from copy import copy
from typing import Final, NamedTuple

from lxml import etree

from vvdesk.report.word.elements import new_paragraph
from vvdesk.report.word.names import ONLY_WORD, TC, TR, child, w

_THICK: Final = {"val": "single", "sz": "8", "space": "0", "color": "auto"}
"""The line above a total."""
_NONE: Final = {"val": "nil"}
_APART: Final = "120"
"""Twips that keep a number apart from the words in the next column."""


class Cell(NamedTuple):
    """What a cell is before anything stands in it.

    Attributes:
        width: In twips.
        style: The id of the style of its paragraph; empty for the ordinary one.
        right: Whether its paragraph is set to the right.
        keep: Whether it stays on the page of what follows.
        ruled: Whether a thick line stands above it.
        open_above: Whether no line stands above it, as it says more of the row there.
        open_below: Whether no line stands below it.
        span: How many columns it takes.
        is_bare: Whether it has no paragraph yet, because a rich text comes in it.
    """

    width: int
    style: str = ""
    right: bool = False
    keep: bool = False
    ruled: bool = False
    open_above: bool = False
    open_below: bool = False
    span: int = 1
    is_bare: bool = False


class Rows:
    """Makes rows, each kind once; every other one is a copy."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[Cell, ...], bool, bool], etree._Element] = {}

    def add(
        self, table: etree._Element, cells: Sequence[Cell], *, whole: bool, is_head: bool = False
    ) -> list[etree._Element]:
        """Append a row; return its cells, with the paragraph of each as the last thing in it.

        Args:
            table: What it comes in.
            cells: From left to right.
            whole: Whether it never breaks over two pages.
            is_head: Whether it comes back on every page.
        """
        key = tuple(cells), whole, is_head
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _row(cells, whole=whole, is_head=is_head)
        made = copy(known)
        table.append(made)
        return list(made)[-len(cells) :]


def _row(cells: Sequence[Cell], *, whole: bool, is_head: bool) -> etree._Element:
    row = etree.Element(TR, nsmap=ONLY_WORD)
    if whole or is_head:
        properties = child(row, "trPr")
        if whole:
            child(properties, "cantSplit")
        if is_head:
            child(properties, "tblHeader")
    for cell in cells:
        _fill(etree.SubElement(row, TC), cell)
    return row


def _fill(made: etree._Element, cell: Cell) -> None:
    properties = child(made, "tcPr")
    child(properties, "tcW", w=str(cell.width), type="dxa")
    if cell.span > 1:
        child(properties, "gridSpan", val=str(cell.span))
    if cell.ruled or cell.open_above or cell.open_below:
        borders = child(properties, "tcBorders")
        if cell.ruled or cell.open_above:
            child(borders, "top", **(_THICK if cell.ruled else _NONE))
        if cell.open_below:
            child(borders, "bottom", **_NONE)
    if not cell.is_bare:
        paragraph = new_paragraph(cell.style, keep=cell.keep, right=cell.right)
        made.append(paragraph)
        if cell.right:
            indent = etree.Element(w("ind"))
            indent.set(w("right"), _APART)
            paragraph[0][-1].addprevious(indent)
