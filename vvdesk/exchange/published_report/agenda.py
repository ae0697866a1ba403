"""The section AGENDERING VLAAMSE REGERING: titles of documents, most of them links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vvdesk.exchange.published_report.inline import html_blocks, styled
from vvdesk.exchange.published_report.model import Problems, PublishedAgendering
from vvdesk.exchange.published_report.prose import starts_lower
from vvdesk.exchange.published_report.text_file import Line
from vvdesk.richtext import Run
from vvdesk.richtext.lines import words

_SOORTEN = {soort.casefold(): soort for soort in ("nota", "bijlage", "advies", "BVR", "mededeling")}
_SUFFIX = re.compile(r".*\s[-–]\s+(?P<soort>\w+)\W*", re.DOTALL)
_BULLET = re.compile(r"\s*[-*•]\s+")
_GOES_ON = frozenset(
    {"aan", "bij", "betreffende", "de", "dat", "die", "door", "een", "en", "het", "houdende", "in"}
    | {"inzake", "met", "naar", "of", "om", "onder", "op", "over", "te", "ten", "ter", "tot"}
    | {"uit", "van", "voor", "wat", "wegens", "-", "–"}
)
"""Words after which no title ends."""


@dataclass(slots=True)
class _Item:
    """One document while it is being read."""

    line: int
    runs: list[Run]
    last: str


def read_agenderingen(lines: Sequence[Line], problems: Problems) -> tuple[PublishedAgendering, ...]:
    """Read the documents of the section.

    Args:
        lines: The lines of the section, with blank lines and page breaks.
        problems: Receives what is doubtful.

    Returns:
        The documents in order; one that a page break cut in two is whole again.
    """
    reader = _Agenda(problems)
    for line in lines:
        reader.take(line)
    return tuple(reader.finished(item) for item in reader.items)


class _Agenda:
    """Decides for every line whether it begins a document or goes on with one."""

    def __init__(self, problems: Problems) -> None:
        self.items: list[_Item] = []
        self._problems = problems
        self._apart = True
        self._page_break = False
        self._brackets = 0

    def take(self, line: Line) -> None:
        if line.page_break:
            self._page_break = bool(self.items)
        elif line.blank:
            self._apart = True
        else:
            blocks = html_blocks(line.number, line.text, self._problems)
            if blocks is None:
                self._add(line, [Run(line.text.strip())])
            for block in blocks or ():
                self._add(line, list(block.runs))

    def _add(self, line: Line, runs: list[Run]) -> None:
        text = words(runs)
        if self._begins(line, text):
            self.items.append(_Item(line.number, [], ""))
            self._brackets = 0
            bullet = _BULLET.match(text)
            runs = [Run(text[bullet.end() :])] if bullet else runs
        item = self.items[-1]
        item.runs += [Run(" "), *runs]
        item.last = text
        self._brackets += text.count("[") - text.count("]")
        self._apart = self._page_break = False

    def _begins(self, line: Line, text: str) -> bool:
        if not self.items:
            return True
        last = self.items[-1].last
        if self._page_break:
            return not self._goes_on_after_page(line, _plain(last), text)
        if self._brackets > 0:
            return False
        finished = last.endswith(")") or text.startswith("[") or _BULLET.match(text) is not None
        return self._apart or finished

    def _goes_on_after_page(self, line: Line, last: str, text: str) -> bool:
        """Tell whether a page broke a title that goes on here."""
        lower = starts_lower(text)
        unfinished = last.rstrip().rpartition(" ")[2].casefold() in _GOES_ON or last.endswith(",")
        if soort_of(last) is not None or not (lower or unfinished or self._brackets > 0):
            return False
        if not lower:
            self._problems.add(
                line.number,
                text,
                "Deze titel is aan de vorige bladzijde vastgemaakt. Kijk na of dat klopt.",
            )
        return True

    def finished(self, item: _Item) -> PublishedAgendering:
        """Return the document without marks."""
        runs, doubt = styled(item.runs)
        titel = " ".join(words(runs).split())
        urls = list(dict.fromkeys(run.href for run in runs if run.href))
        if doubt or len(urls) > 1:
            self._problems.add(
                item.line,
                titel,
                "De link van dit document is onvolledig of er zijn er meer dan één. Kijk ze na.",
            )
        return PublishedAgendering(titel, urls[0] if urls else None, soort_of(titel), item.line)


def soort_of(titel: str) -> str | None:
    """Return the kind of document that a title names: "… - nota", or "MED …" in front."""
    found = _SUFFIX.fullmatch(titel)
    soort = _SOORTEN.get(found["soort"].casefold()) if found else None
    return soort or ("mededeling" if titel.startswith("MED ") else None)


def _plain(text: str) -> str:
    return words(styled([Run(text)]).runs)
