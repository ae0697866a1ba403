"""The clipboard as a rich text: which of its texts is read, and how."""

import csv
import re
from io import StringIO

from vvdesk.richtext.blocks import Run
from vvdesk.richtext.lines import LineReader
from vvdesk.richtext.markup import to_html
from vvdesk.richtext.normal import clean_text
from vvdesk.richtext.plain import from_plain
from vvdesk.richtext.word import Pasted, from_clipboard_html

MAX_HTML = 2_000_000
"""Characters: HTML that is longer is not read; its plain text is."""

_SHEET = re.compile(
    r"excel\.sheet|schemas-microsoft-com:office:excel|google-sheets-html-origin|\bsdval=",
    re.IGNORECASE,
)


def from_clipboard(html: str, plain: str) -> Pasted:
    """Choose between the two texts that a clipboard gives, and read the better one.

    Args:
        html: As copied; "" when there is none.
        plain: The same without style.

    Returns:
        The rich text. Rows of a worksheet become lines, their cells separated by "; " so that
        two figures never become one; lines of plain text that begin with a bullet become lists.
    """
    if html and plain.strip() and _SHEET.search(html, 0, 20_000):
        return Pasted(from_plain(_rows(plain)), simplified="\t" in plain)
    if html and len(html) <= MAX_HTML:
        return from_clipboard_html(html)
    if html or "\n" not in plain.strip():
        return Pasted(from_plain(plain), simplified=bool(html))
    return Pasted(from_lines(plain))


def from_lines(plain: str) -> str:
    """Read plain text in which signs make the lists, as in `vvdesk.richtext.lines`."""
    reader = LineReader()
    for line in clean_text(plain).split("\n"):
        reader.take([Run(line)])
    return to_html(reader.blocks())


def _rows(plain: str) -> str:
    """Write tab separated cells as lines; a cell with line ends stands between quotes."""
    try:
        rows = list(csv.reader(StringIO(plain, newline=""), dialect="excel-tab"))
    except csv.Error:
        rows = [line.split("\t") for line in plain.splitlines()]
    return "\n".join("; ".join(cell for cell in row if cell.strip()) for row in rows)
