"""Marks within a line of the report: bold between asterisks, links between brackets."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from vvdesk.exchange.published_report.model import Problems
from vvdesk.richtext import Block, Run, TooDeep, clean_href, parse
from vvdesk.richtext.lines import part, words

_BOLD = "**"
_LINK = re.compile(
    r"\[(?P<text>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
    r"\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
)
_TAG = re.compile(
    r"</?(?:p|ul|ol|li|strong|em|b|i|u|br|a|div|span|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE
)


class Styled(NamedTuple):
    """Runs in which the marks have become style.

    Attributes:
        runs: The words, without marks.
        doubt: Whether a mark was left as it stood: bold that does not end, a link that may not be
            followed.
    """

    runs: list[Run]
    doubt: bool


def html_blocks(line: int, text: str, problems: Problems) -> tuple[Block, ...] | None:
    """Read a text in which the report prints tags.

    Args:
        line: Line of the report, for a problem.
        text: A line or a cell.
        problems: Told of lists that are nested too deep; then the tags are taken off.

    Returns:
        Blocks; None when the text holds no tags.
    """
    if not _TAG.search(text):
        return None
    try:
        return parse(text)
    except TooDeep as error:
        problems.add(line, text, f"{error} Alleen de woorden zijn ingelezen.")
        return (Block("p", 0, (Run(_TAG.sub(" ", text)),)),)


def styled(runs: Sequence[Run]) -> Styled:
    """Turn the marks within one block into style; "(#)" is a link without an address."""
    bold, unpaired = _emboldened(runs)
    text = words(bold)
    result: list[Run] = []
    position = 0
    doubt = unpaired
    for found in _LINK.finditer(text) if "](" in text else ():
        target = found["target"]
        href = clean_href(target)
        doubt = doubt or (href is None and target not in {"", "#"})
        result += part(bold, position, found.start())
        result += [
            Run(run.text, run.bold, run.italic, href or run.href)
            for run in part(bold, *found.span("text"))
        ]
        position = found.end()
    return Styled(result + part(bold, position), doubt)


def _emboldened(runs: Sequence[Run]) -> tuple[list[Run], bool]:
    """Turn pairs of asterisks into bold; a last one without a partner stays what it is."""
    total = sum(run.text.count(_BOLD) for run in runs)
    if not total:
        return list(runs), False
    result: list[Run] = []
    seen = 0
    for run in runs:
        first, *others = run.text.split(_BOLD)
        result.append(_bolder(run, first, seen))
        for other in others:
            seen += 1
            alone = seen == total and total % 2 == 1
            result.append(_bolder(run, _BOLD * alone + other, seen - alone))
    return [run for run in result if run.text], total % 2 == 1


def _bolder(run: Run, text: str, marks: int) -> Run:
    return Run(text, run.bold or marks % 2 == 1, run.italic, run.href)
