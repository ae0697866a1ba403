"""Rich text to and from one cell of a workbook, in a form that people can read and type.

In the cell an empty line starts a paragraph and Alt+Enter is a line break; items of lists begin
with "• " or "1. ", three spaces further in per level; a link is written "tekst (https://…)".
Bold and italic are the cell's own.

What people type is read leniently (see `vvdesk.richtext.lines`): "- een", "1) twee", Alt+Enter.
"2021. Een jaar" stays text, and so does a dash within a line.

What vvdesk writes comes back exactly, also where characters alone would be ambiguous. U+2060
(word joiner, of no width) says so: before a line that only looks like an item of a list, and
around a link. Hence an address that somebody types, or a link from which that sign was lost, is
kept as the words that stand there: "tekst (https://…)". Only a text that itself holds a U+2060
before and after something like "tekst (https://…)" becomes a link.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, Protocol

from vvdesk.richtext import Block, Run, clean_text, parse, to_html
from vvdesk.richtext.lines import LineReader, part, words
from vvdesk.richtext.plain import hang, layout

SIGN = "\u2060"

_LOOKS_LIKE_ITEM = re.compile(r"[ ]*(?:[-*•·▪–]|\d{1,4}[.)])[ ]")
_MARKED = re.compile(
    rf"{SIGN}(?P<text>[^{SIGN}]+?)"
    rf"(?: \((?P<href>(?:https?://|mailto:)[^\s{SIGN}]+)\))?{SIGN}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


class CellRun(NamedTuple):
    """A stretch of a cell's text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


class StyledText(Protocol):
    """What a reader of workbooks tells of a stretch of text."""

    @property
    def text(self) -> str:
        """The characters."""

    @property
    def bold(self) -> bool:
        """Whether it is set in bold."""

    @property
    def italic(self) -> bool:
        """Whether it is set in italics."""


def to_cell(html: str) -> tuple[CellRun, ...]:
    """Write a rich text for one cell.

    Args:
        html: Canonical HTML, or any other.

    Returns:
        The runs of the cell in reading order, equal neighbours joined; empty for an empty text.

    Raises:
        TooDeep: Lists or tables are nested more than ten deep.
    """
    blocks = parse(html)
    runs: list[CellRun] = []
    for (separator, prefix), block in zip(layout(blocks), blocks, strict=True):
        runs.append(CellRun(separator + prefix))
        lines = list(_lines(_block_runs(block)))
        for index, line in enumerate(lines):
            if index:
                runs.append(CellRun("\n" + hang(prefix)))
            first_of_item = index == 0 and block.kind != "p"
            if not first_of_item and _looks_like_item(_words(line)):
                runs.append(CellRun(SIGN))
            runs.extend(line)
    return tuple(_joined(runs))


def from_cell(runs: Iterable[StyledText]) -> str:
    """Read what one cell holds as rich text.

    Args:
        runs: The styled runs of the cell; a cell with a plain text is one run.

    Returns:
        Canonical HTML; "" when the cell shows nothing.
    """
    reader = LineReader()
    for cell_line in _lines(runs):
        line = [Run(run.text, bool(run.bold), bool(run.italic)) for run in cell_line]
        text = words(line)
        start = len(text) - len(text.lstrip(" "))
        if text.startswith(SIGN, start) and _looks_like_item(text[start:]):
            reader.more(list(_linked(part(line, start + 1))))
        else:
            reader.take(list(_linked(line)))
    return to_html(reader.blocks())


def _block_runs(block: Block) -> Iterator[CellRun]:
    """Yield the runs of a block; signs stand around each line of a link."""
    for href, linked in groupby(block.runs, lambda run: run.href):
        runs = [CellRun(run.text, run.bold, run.italic) for run in linked]
        if href is None:
            yield from runs
            continue
        for index, line in enumerate(_lines(runs)):
            yield CellRun("\n" * (index > 0) + SIGN)
            yield from line
            yield CellRun(SIGN if _words(line) == href else f" ({href}){SIGN}")


def _lines(runs: Iterable[StyledText]) -> Iterator[list[CellRun]]:
    """Cut runs at their line ends."""
    line: list[CellRun] = []
    for run in runs:
        first, *others = clean_text(run.text).split("\n")
        line.append(CellRun(first, run.bold, run.italic))
        for other in others:
            yield line
            line = [CellRun(other, run.bold, run.italic)]
    yield line


def _words(line: Iterable[CellRun]) -> str:
    return "".join(run.text for run in line)


def _looks_like_item(words: str) -> bool:
    """Tell whether a line needs a sign, or has one, to say that it is no item of a list."""
    return _LOOKS_LIKE_ITEM.match(words.lstrip(SIGN) + " ") is not None


def _joined(runs: Iterable[CellRun]) -> Iterator[CellRun]:
    """Make one run of neighbours in the same style; leave out what is empty."""
    for (bold, italic), group in groupby((run for run in runs if run.text), lambda run: run[1:]):
        yield CellRun(_words(group), bold, italic)


def _linked(line: list[Run]) -> Iterator[Run]:
    """Yield the runs of a line; links are found by the signs around them."""
    text = words(line)
    position = 0
    while found := _MARKED.search(text, position):
        href = found["href"] or found["text"]
        if _ADDRESS.fullmatch(href):
            yield from part(line, position, found.start())
            for run in part(line, *found.span("text")):
                yield Run(run.text, run.bold, run.italic, href)
            position = found.end()
        else:  # a sign that closes nothing: the next one may open a link
            yield from part(line, position, found.end() - 1)
            position = found.end() - 1
    yield from part(line, position)
