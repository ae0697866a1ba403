"""The bytes of a momentopname that no row uses: zero when it is sealed, and still when checked.

SQLite never looks at the unused part of a page, so nothing else finds what was written or flipped
there. `zero_slack` wipes it once the file is made; whatever stands there later was put there later.

Source:
    sqlite.org/fileformat2.html, sections 1.5 (overflow) and 1.6 (b-tree pages).
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from vvdesk.jobs import Progress, silent

_FILE_HEADER: Final = 100
_TABLE_LEAF, _TABLE_INTERIOR, _INDEX_LEAF, _INDEX_INTERIOR = 13, 5, 10, 2
_KINDS: Final = frozenset({_TABLE_LEAF, _TABLE_INTERIOR, _INDEX_LEAF, _INDEX_INTERIOR})
_INTERIOR: Final = frozenset({_TABLE_INTERIOR, _INDEX_INTERIOR})
_LARGEST_PAGE: Final = 65_536
_SMALLEST_CELL: Final = 4
_POINTER: Final = 4
_PAGES_BETWEEN: Final = 500
_MORE_FOLLOWS: Final = 0x80
Pages = Callable[[int], bytes]
"""Gives the bytes of a page by its number, counted from 1."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How large the parts of a file are.

    Attributes:
        page: Bytes of a page.
        pages: How many there are.
    """

    page: int
    pages: int

    @classmethod
    def of(cls, head: bytes) -> "Layout":
        """Return what the header of a file tells."""
        page = _two(head, 16)
        return cls(_LARGEST_PAGE if page == 1 else page, int.from_bytes(head[28:32], "big"))

    @property
    def least(self) -> int:
        """How many bytes of a long payload stand in the cell itself at least."""
        return (self.page - 12) * 32 // 255 - 23

    def local(self, payload: int, kind: int) -> int:
        """Return how many bytes of a payload stand in the cell itself."""
        most = self.page - 35 if kind == _TABLE_LEAF else (self.page - 12) * 64 // 255 - 23
        if payload <= most:
            return payload
        some = self.least + (payload - self.least) % (self.page - _POINTER)
        return some if some <= most else self.least


class Slack(NamedTuple):
    """A part of a page that no row uses, and that is not zero.

    Attributes:
        page: The number of the page, counted from 1.
        start: Where it begins in the page.
        end: Where it ends.
    """

    page: int
    start: int
    end: int


def used_slack(read: Pages, layout: Layout, progress: Progress) -> Iterator[Slack]:
    """Yield the parts with something in them that no row uses.

    Args:
        read: Gives a page.
        layout: Of the file; its pages passed SQLite's own check, and none of them is free.
        progress: Called every five hundred pages.

    Raises:
        LookupError: A page points outside itself; SQLite's own check finds that too.
        ValueError: The same.
        Cancelled: The user stopped.
    """
    try:
        for number in range(1, layout.pages + 1):
            if number % _PAGES_BETWEEN == 0:
                progress(number, layout.pages, "De ongebruikte ruimte wordt nagekeken")
            data, start = read(number), _FILE_HEADER if number == 1 else 0
            # An overflow page begins with the number of the next one, so with a zero.
            if data[start] not in _KINDS:
                continue
            page = _Page(data, start, layout)
            for first, length in page.overflowing():
                yield from _tail(read, first, length, layout)
            for one, end in page.unused():
                if data.count(0, one, end) != end - one:
                    yield Slack(number, one, end)
    except struct.error as error:
        raise ValueError(str(error)) from error


def zero_slack(path: Path, progress: Progress = silent) -> None:
    """Wipe every byte that no row uses, in a file that nobody has open.

    Args:
        path: A whole SQLite file without free pages.
        progress: Called every five hundred pages.

    Raises:
        OSError: The disk refuses.
        Cancelled: The user stopped; the file says what it said.
    """
    with path.open("r+b") as file:
        layout = Layout.of(file.read(_FILE_HEADER))

        def read(number: int) -> bytes:
            file.seek((number - 1) * layout.page)
            return file.read(layout.page)

        for each in list(used_slack(read, layout, progress)):
            file.seek((each.page - 1) * layout.page + each.start)
            file.write(bytes(each.end - each.start))


class _Page:
    """One page of a table or index."""

    def __init__(self, page: bytes, start: int, layout: Layout) -> None:
        self._page, self._layout, self._kind = page, layout, page[start]
        self._free, cells, content = struct.unpack_from(">HHH", page, start + 1)
        self._has_holes = bool(self._free or page[start + 7])
        self._content = content or len(page)
        pointers = start + (12 if self._kind in _INTERIOR else 8)
        self._end = pointers + 2 * cells
        self._starts = sorted(struct.unpack_from(f">{cells}H", page, pointers))

    def overflowing(self) -> Iterator[tuple[int, int]]:
        """Yield the first overflow page of each long payload, and how many bytes are there."""
        ends = [*self._starts[1:], len(self._page)]
        least = self._layout.least
        for start, end in zip(self._starts, ends, strict=False):
            if end - start > least:
                _end, first, rest = self._extent(start)
                if rest:
                    yield first, rest

    def unused(self) -> Iterator[tuple[int, int]]:
        """Yield the parts that no cell uses, as begin and end."""
        if not self._has_holes:
            # Then the cells fill the page from the first one to the end.
            yield self._end, self._content
            return
        used = [(start, self._extent(start)[0]) for start in self._starts]
        at = self._end
        for start, end in sorted([*used, *self._freeblocks()]):
            if start > at:
                yield at, start
            at = max(at, end)
        if at < len(self._page):
            yield at, len(self._page)

    def _freeblocks(self) -> Iterator[tuple[int, int]]:
        """Yield the heads of the free blocks; what follows a head is unused."""
        at, left = self._free, len(self._page)
        while at and left:
            yield at, at + _SMALLEST_CELL
            at, left = _two(self._page, at), left - 1

    def _extent(self, start: int) -> tuple[int, int, int]:
        """Return where a cell ends, its first overflow page, and how many bytes are there."""
        page, kind = self._page, self._kind
        payload, at = _varint(page, start + (_POINTER if kind in _INTERIOR else 0))
        least = start + _SMALLEST_CELL
        if kind == _TABLE_INTERIOR:
            return max(at, least), 0, 0
        if kind == _TABLE_LEAF:
            _row, at = _varint(page, at)
        local = self._layout.local(payload, kind)
        end = at + local
        if local == payload:
            return max(end, least), 0, 0
        return end + _POINTER, int.from_bytes(page[end : end + _POINTER], "big"), payload - local


def _tail(read: Pages, first: int, length: int, layout: Layout) -> Iterator[Slack]:
    """Yield what stands behind the end of a payload, in the last of its pages."""
    room = layout.page - _POINTER
    number, left = first, length
    if left > room * layout.pages:
        raise ValueError("a value longer than its file")
    while left > room:
        number, left = int.from_bytes(read(number)[:_POINTER], "big"), left - room
    page, used = read(number), _POINTER + left
    if page.count(0, used) != len(page) - used:
        yield Slack(number, used, len(page))


def _two(page: bytes, at: int) -> int:
    return page[at] << 8 | page[at + 1]


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = page[at + step]
        value = value << 7 | byte & (_MORE_FOLLOWS - 1)
        if byte < _MORE_FOLLOWS:
            return value, at + step + 1
    return value << 8 | page[at + 8], at + 9
