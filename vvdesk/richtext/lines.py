"""Rich text from lines of text: what stands at the start of a line makes the lists.

Used wherever people (or a report) write lists with signs: cells of a workbook, a published text.
"- ", "* ", "• ", "· ", "▪ " and "– " begin a bullet, "1. " and "1) " a numbered item. A number
counts only when it is the one expected there (1, then 2, …): no figure ever changes. Further
indentation is a deeper list. A line without a mark belongs to the item or paragraph before it; an
empty line ends that. A dash within a line is never a list.
"""

import re
from collections.abc import Sequence

from vvdesk.richtext.blocks import Block, Kind, Run

ITEM = re.compile(r"(?P<indent>[ ]*)(?:(?P<bullet>[-*•·▪–])|(?P<number>\d{1,4})[.)])[ ]+(?=[^ ])")


def words(line: Sequence[Run]) -> str:
    """Return the text of a line without its style."""
    return "".join(run.text for run in line)


def part(line: Sequence[Run], start: int, end: int | None = None) -> list[Run]:
    """Return the part of a line between two positions in its words, style and all."""
    result: list[Run] = []
    position = 0
    for run in line:
        stop = len(run.text) if end is None else max(end - position, 0)
        text = run.text[max(start - position, 0) : stop]
        if text:
            result.append(Run(text, run.bold, run.italic, run.href))
        position += len(run.text)
    return result


class LineReader:
    """Makes blocks of lines that come in reading order."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[Run] = []
        self._kind: Kind = "p"
        self._level = 0
        self._counts: list[tuple[int, Kind, int]] = []

    def take(self, line: Sequence[Run], separator: str = "\n") -> None:
        """Take the next line; `separator` joins it to an open block that it goes on with."""
        text = words(line)
        item = ITEM.match(text)
        if not text.strip(" "):
            self.close()
        elif item is not None and (kind := self._item_kind(item)):
            self.close()
            self._kind, self._level = kind, len(item["indent"])
            self._open = part(line, item.end())
        else:
            self.more(line, separator)

    def more(self, line: Sequence[Run], separator: str = "\n") -> None:
        """Take a line that begins no item: it goes on with what is open, or is a paragraph."""
        if self._open:
            self._open.append(Run(separator))
        else:
            self._counts.clear()
        self._open.extend(line)

    def add(self, block: Block) -> None:
        """Take a block that was read elsewhere."""
        self.close()
        self._counts.clear()
        self._blocks.append(block)

    def close(self) -> None:
        """End the block that is open, if any."""
        if self._open:
            self._blocks.append(Block(self._kind, self._level, tuple(self._open)))
        self._open, self._kind, self._level = [], "p", 0

    def reopen(self) -> None:
        """Go on with the last block, as when a page ended in the middle of it."""
        if not self._open and self._blocks:
            last = self._blocks.pop()
            self._open, self._kind, self._level = list(last.runs), last.kind, last.level

    def blocks(self) -> list[Block]:
        """Return what was read; levels are widths of indentation, which normalising counts."""
        self.close()
        return self._blocks

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
