"""Rich text to and from one cell of a workbook, in a form that people can read and type.

In the cell an empty line starts a paragraph and Alt+Enter is a line break; items of lists begin
with "• " or "1. ", three spaces further in per level; a link is written "tekst (https://…)".
Bold and italic are the cell's own.

What people type is read leniently: "- ", "* ", "• ", "· ", "▪ " and "– " at the start of a line
begin a bullet, "1. " and "1) " a numbered item. A number counts only as such when it is the one
that is expected there (1, then 2, …): "2021. Een jaar" stays text, and no figure ever changes.
A line without a mark right after an item belongs to that item; after an empty line it is a
paragraph. A dash within a line is never a list.

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

from vvdesk.richtext import Block, Kind, Run, clean_text, parse, to_html
from vvdesk.richtext.plain import hang, layout

SIGN = "\u2060"

_ITEM = re.compile(r"(?P<indent>[ ]*)(?:(?P<bullet>[-*•·▪–])|(?P<number>\d{1,4})[.)])[ ]+(?=[^ ])")
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
    reading = _Reading()
    for line in _lines(runs):
        reading.take(line)
    return to_html(reading.blocks())


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


class _Reading:
    """Makes blocks of the lines of one cell."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[Run] = []
        self._kind: Kind = "p"
        self._level = 0
        self._counts: list[tuple[int, Kind, int]] = []

    def take(self, line: list[CellRun]) -> None:
        """Take the next line of the cell."""
        words = _words(line)
        item = _ITEM.match(words)
        if not words.strip(" "):
            self._close()
        elif item is not None and (kind := self._item_kind(item)):
            self._close()
            self._kind, self._level = kind, len(item["indent"])
            self._open = list(_linked(_from(line, item.end())))
        else:
            self._more(line)

    def blocks(self) -> list[Block]:
        """Return what was read; levels are widths of indentation, which normalising counts."""
        self._close()
        return self._blocks

    def _more(self, line: list[CellRun]) -> None:
        """Take a line that begins nothing: it goes on, or is a paragraph."""
        if self._open:
            self._open.append(Run("\n"))
        else:
            self._counts.clear()
        start = len(_words(line)) - len(_words(line).lstrip(" "))
        if _words(line).startswith(SIGN, start) and _looks_like_item(_words(line)[start:]):
            start += 1
        self._open += _linked(_from(line, start))

    def _close(self) -> None:
        if self._open:
            self._blocks.append(Block(self._kind, self._level, tuple(self._open)))
        self._open, self._kind, self._level = [], "p", 0

    def _item_kind(self, item: re.Match[str]) -> Kind | None:
        """Tell which list an item belongs to; None when its number is not the one expected."""
        level = len(item["indent"])
        kind: Kind = "ul" if item["bullet"] else "ol"
        same_list = next((each for each in self._counts if each[0] >= level), None)
        expected = same_list[2] + 1 if same_list is not None and same_list[1] == kind else 1
        if kind == "ol" and int(item["number"]) != expected:
            return None
        outer = [each for each in self._counts if each[0] < level]
        self._counts = [*outer, (level, kind, expected)]
        return kind


def _from(line: list[CellRun], start: int, end: int | None = None) -> list[CellRun]:
    """Return the part of a line between two positions, style and all."""
    result: list[CellRun] = []
    position = 0
    for run in line:
        stop = len(run.text) if end is None else max(end - position, 0)
        text = run.text[max(start - position, 0) : stop]
        if text:
            result.append(CellRun(text, run.bold, run.italic))
        position += len(run.text)
    return result


def _linked(line: list[CellRun]) -> Iterator[Run]:
    """Yield the runs of a line; links are found by the signs around them."""
    words = _words(line)
    position = 0
    while found := _MARKED.search(words, position):
        href = found["href"] or found["text"]
        if _ADDRESS.fullmatch(href):
            yield from _plain(_from(line, position, found.start()), None)
            yield from _plain(_from(line, *found.span("text")), href)
            position = found.end()
        else:  # a sign that closes nothing: the next one may open a link
            yield from _plain(_from(line, position, found.end() - 1), None)
            position = found.end() - 1
    yield from _plain(_from(line, position), None)


def _plain(line: list[CellRun], href: str | None) -> Iterator[Run]:
    return (Run(run.text, run.bold, run.italic, href) for run in line)
