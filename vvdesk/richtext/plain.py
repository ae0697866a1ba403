"""Rich text as plain text: for comparing, searching, measuring, and for what has no style."""

import re

from vvdesk.richtext.blocks import Block, Run, numbers
from vvdesk.richtext.markup import parse, to_html
from vvdesk.richtext.normal import clean_text

INDENT = "   "
"""What one level of a list stands further to the right."""

_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def from_plain(text: str) -> str:
    """Make a rich text of plain text; nothing in it is interpreted.

    Args:
        text: An empty line starts a new paragraph, a single line end is a line break.

    Returns:
        Canonical HTML; "" when the text is blank.
    """
    parts = _EMPTY_LINE.split(clean_text(text))
    return to_html(Block("p", 0, (Run(part),)) for part in parts)


def to_plain(html: str) -> str:
    """Write a rich text as plain text, without addresses of links.

    Args:
        html: Canonical HTML, or any other.

    Returns:
        Paragraphs with an empty line between them, items of lists each on a line of their own
        after "• " or "1. ", three spaces further in per level.

    Raises:
        TooDeep: Lists or tables are nested more than ten deep.
    """
    blocks = parse(html)
    parts: list[str] = []
    for (separator, prefix), block in zip(layout(blocks), blocks, strict=True):
        body = block.text if block.kind == "p" else block.text.replace("\n", "\n" + hang(prefix))
        parts += (separator, prefix, body)
    return "".join(parts)


def visible_length(html: str) -> int:
    """Count the characters that a reader sees; marks of lists and addresses do not count.

    Raises:
        TooDeep: Lists or tables are nested more than ten deep.
    """
    blocks = parse(html)
    return sum(len(block.text) for block in blocks) + max(len(blocks) - 1, 0)


def layout(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Work out what comes before each block where only characters can show it.

    Args:
        blocks: Blocks in normal form.

    Returns:
        One pair per block: the line ends before it, and the mark of its list with indentation.
    """
    result: list[tuple[str, str]] = []
    previous: Block | None = None
    for block, number in zip(blocks, numbers(blocks), strict=True):
        ends = "\n\n" if block.kind == "p" else "\n"
        mark = {"p": "", "ul": "• ", "ol": f"{number}. "}[block.kind]
        result.append((ends if previous else "", INDENT * block.level + mark))
        previous = block
    return result


def hang(prefix: str) -> str:
    """Return the blanks under which the further lines of an item begin."""
    return " " * len(prefix)
