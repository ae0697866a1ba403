"""Running text of the report: paragraphs and lists, also where a page breaks them."""

from vvdesk.exchange.published_report.inline import html_blocks, styled
from vvdesk.exchange.published_report.model import Problems
from vvdesk.exchange.published_report.text_file import Line
from vvdesk.richtext import Block, Run, to_html
from vvdesk.richtext.lines import ITEM, LineReader

_CLOSERS = "\"'”’»)]*"
_OPENERS = "\"'“‘«([*"
_ENDS = ".!?…:;"


def ends_sentence(text: str) -> bool:
    """Tell whether a text stops where a sentence may stop."""
    return text.rstrip().rstrip(_CLOSERS).endswith(tuple(_ENDS))


def starts_lower(text: str) -> bool:
    """Tell whether a text begins in the middle of a sentence, to judge by its first letter."""
    return text.lstrip().lstrip(_OPENERS)[:1].islower()


def joined(parts: list[str]) -> str:
    """Join the parts of a cell that a page break cut: a new sentence gets a line of its own."""
    result: list[str] = []
    for each in filter(None, parts):
        if result:
            new = ends_sentence(result[-1]) and not starts_lower(each)
            result.append("\n" if new else " ")
        result.append(each)
    return "".join(result)


class Prose:
    """Reads one rich text, line by line."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._reader = LineReader()
        self._last = ""
        self._page_break = False
        self._start = 0

    def take(self, line: Line) -> None:
        """Take the next line, or a page break."""
        if line.page_break:
            self._page_break = bool(self._last)
        elif line.blank:
            self._reader.close()
        else:
            self._take(line, line.text.rstrip())

    def html(self) -> str:
        """Return what was read as canonical rich text."""
        blocks = []
        for block in self._reader.blocks():
            runs, doubt = styled(block.runs)
            if doubt:
                self._problems.add(
                    self._start,
                    block.text,
                    "Een teken voor vet of een link in deze tekst is onvolledig; het staat er nog "
                    "zoals het in het rapport stond. Kijk het na.",
                )
            blocks.append(Block(block.kind, block.level, tuple(runs)))
        return to_html(blocks)

    def _take(self, line: Line, text: str) -> None:
        self._start = self._start or line.number
        blocks = html_blocks(line.number, text, self._problems)
        first = blocks[0].text if blocks else text
        if self._goes_on_after_page(line, first, is_item=bool(blocks is None and ITEM.match(text))):
            self._reader.reopen()
            self._more(blocks, text)
        elif blocks is not None:
            self._add(blocks)
        else:
            middle = not ends_sentence(self._last) and starts_lower(text)
            self._reader.take([Run(text)], " " if middle else "\n")
        self._page_break = False
        self._last = blocks[-1].text if blocks else text

    def _more(self, blocks: tuple[Block, ...] | None, text: str) -> None:
        if blocks:
            self._reader.more(blocks[0].runs, " ")
            self._add(blocks[1:])
        else:
            self._reader.more([Run(text)], " ")

    def _add(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self._reader.add(block)

    def _goes_on_after_page(self, line: Line, text: str, *, is_item: bool) -> bool:
        """Tell whether a page broke a sentence that goes on here."""
        if not self._page_break or is_item:
            return False
        unfinished, lower = not ends_sentence(self._last), starts_lower(text)
        if unfinished != lower:
            self._problems.add(
                line.number,
                text,
                "Deze tekst is aan de vorige bladzijde vastgemaakt, maar het kan ook een nieuwe "
                "alinea zijn. Kijk het na.",
            )
        return unfinished or lower
