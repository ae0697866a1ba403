"""What a rich text consists of: blocks of runs, no more than the report can show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vvdesk.errors import Refused

Kind = Literal["p", "ul", "ol"]

MAX_DEPTH = 10
"""Lists (or tables) inside one another; a deeper text is refused before anything parses it."""


class TooDeep(Refused):
    """A rich text nests more lists than anybody can read, or than a parser should be asked to."""

    def __init__(self) -> None:
        super().__init__(
            f"De opgemaakte tekst heeft meer dan {MAX_DEPTH} lijsten of tabellen in elkaar. "
            f"Verwacht: hoogstens {MAX_DEPTH} niveaus. Maak de lijst vlakker of plak de tekst "
            "zonder opmaak."
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Attributes:
        text: Plain characters, nothing escaped; a newline is a line break within the block.
        bold: Whether it is set in bold.
        italic: Whether it is set in italics.
        href: Target of the link, an http, https or mailto address; None for ordinary text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or one item of a list.

    Attributes:
        kind: "p" for a paragraph, "ul" for a bullet, "ol" for a numbered item.
        level: Depth of the list, 0 for the outermost; always 0 for a paragraph.
        runs: The text, in reading order.
    """

    kind: Kind
    level: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without their style; a newline is a line break."""
        return "".join(run.text for run in self.runs)


def numbers(blocks: Iterable[Block]) -> list[int]:
    """Count the items of the numbered lists.

    Args:
        blocks: Blocks in normal form.

    Returns:
        One figure per block: the number of a numbered item, 0 for anything else. Counting starts
        again at 1 after a paragraph, in another list, and in every list within a list.
    """
    counted: list[int] = []
    open_lists: list[tuple[Kind, int]] = []
    for block in blocks:
        if block.kind == "p":
            open_lists.clear()
            counted.append(0)
            continue
        del open_lists[block.level + 1 :]
        previous = open_lists.pop() if len(open_lists) > block.level else None
        number = previous[1] + 1 if previous is not None and previous[0] == block.kind else 1
        open_lists.append((block.kind, number))
        counted.append(number if block.kind == "ol" else 0)
    return counted
