"""One fiche of the report: its seven sections read into values."""

from collections.abc import Collection

from vvdesk.exchange.published_report.agenda import read_agenderingen
from vvdesk.exchange.published_report.inline import html_blocks, styled
from vvdesk.exchange.published_report.labels import (
    BETROKKENEN,
    FINANCIERING,
    SITUERING,
    VOORTGANG,
    Section,
)
from vvdesk.exchange.published_report.model import Numbered, Problems, PublishedFiche
from vvdesk.exchange.published_report.names import amount, entiteiten, numbered, persons
from vvdesk.exchange.published_report.pairs import Cell, Pairs, read_pairs
from vvdesk.exchange.published_report.prose import Prose
from vvdesk.exchange.published_report.structure import RawFiche
from vvdesk.exchange.published_report.table import read_mijlpalen
from vvdesk.exchange.published_report.text_file import Line
from vvdesk.richtext import Run
from vvdesk.richtext.lines import words

_OPTIONAL = frozenset({"webpagina", "betrokken_entiteiten", "belanghebbenden"})
_NOT_PLACED = "Deze regel hoort bij geen bekende rij van {section} en is niet ingelezen."


class FicheReader:
    """Reads fiches one after another.

    Args:
        entities: Names of entiteiten that exist.
        statuses: Labels that the status of a mijlpaal may have.
        problems: Receives what cannot be read or placed.
    """

    def __init__(
        self, entities: Collection[str], statuses: Collection[str], problems: Problems
    ) -> None:
        self._entities = entities
        self._statuses = statuses
        self._problems = problems

    def read(self, raw: RawFiche) -> PublishedFiche:
        """Read the sections of one fiche; what is missing is empty, and told."""
        self._tell_missing(raw)
        people = self._pairs(raw, Section.BETROKKENEN, BETROKKENEN)
        place = self._pairs(raw, Section.SITUERING, SITUERING)
        money = self._pairs(raw, Section.FINANCIERING, FINANCIERING, one_line=True)
        status, progress = _progress(raw.sections.get(Section.VOORTGANG, []))
        self._tell_unplaced(status, Section.VOORTGANG)
        for name, label in VOORTGANG.items():
            if name not in status.cells and Section.VOORTGANG in raw.sections:
                self._tell_no_row(raw, Section.VOORTGANG, label)
        agenda = raw.sections.get(Section.AGENDERING, [])
        table = raw.sections.get(Section.MIJLPALEN, [])
        cells = people.cells | place.cells | money.cells | status.cells
        lines = {name: cell.line for name, cell in cells.items()}
        return PublishedFiche(
            code=raw.code,
            titel=raw.titel,
            line=raw.line,
            ministers=persons(self._lines_of(people, "ministers")),
            trekkende_entiteit=self._text(people, "trekkende_entiteit"),
            webpagina=self._webpage(people),
            betrokken_entiteiten=entiteiten(
                self._lines_of(people, "betrokken_entiteiten"), self._entities
            ),
            belanghebbenden=self._text(people, "belanghebbenden"),
            cluster=self._numbered(place, "cluster"),
            speerpunt=self._numbered(place, "speerpunt"),
            omschrijving=self._prose(raw.sections.get(Section.OMSCHRIJVING, [])),
            agenderingen=read_agenderingen(agenda, self._problems),
            projectstatus=self._text(status, "projectstatus"),
            voortgang=self._prose(progress),
            mijlpalen=read_mijlpalen(table, self._statuses, self._problems),
            beleidsruimte=self._amount(money, "beleidsruimte"),
            vak=self._amount(money, "vak"),
            vek=self._amount(money, "vek"),
            lines=_sections(raw) | lines,
        )

    def _pairs(
        self, raw: RawFiche, section: Section, labels: dict[str, str], *, one_line: bool = False
    ) -> Pairs:
        pairs = read_pairs(raw.sections.get(section, []), labels, one_line=one_line)
        self._tell_unplaced(pairs, section)
        for name, label in labels.items():
            if section in raw.sections and name not in pairs.cells and name not in _OPTIONAL:
                self._tell_no_row(raw, section, label)
        return pairs

    def _tell_no_row(self, raw: RawFiche, section: Section, label: str) -> None:
        text = f'heeft bij {section.value} geen rij "{label}"; dat veld is leeg.'
        self._problems.add(raw.starts[section], raw.code, text)

    def _tell_unplaced(self, pairs: Pairs, section: Section) -> None:
        for line in pairs.unplaced:
            text = _NOT_PLACED.format(section=section.value)
            self._problems.add(line.number, line.text, text)

    def _tell_missing(self, raw: RawFiche) -> None:
        for section in Section:
            if section not in raw.sections and section is not Section.AGENDERING:
                text = f'De fiche heeft geen sectie "{section.value}"; die velden zijn leeg.'
                self._problems.add(raw.line, raw.code, text)

    def _lines_of(self, pairs: Pairs, name: str) -> str:
        """Return a value without marks, a newline between its lines."""
        cell = pairs.cells.get(name)
        return "\n".join(self._plain(line) for line in cell.lines) if cell else ""

    def _text(self, pairs: Pairs, name: str) -> str:
        """Return a value without marks on one line."""
        return " ".join(self._lines_of(pairs, name).split())

    def _plain(self, line: Line) -> str:
        blocks = html_blocks(line.number, line.text, self._problems)
        texts = [block.runs for block in blocks] if blocks is not None else [(Run(line.text),)]
        return "\n".join(" ".join(words(styled(runs).runs).split()) for runs in texts)

    def _webpage(self, people: Pairs) -> str:
        """Return the address of the link, or what is printed where the link has none."""
        cell = people.cells.get("webpagina", Cell(0))
        runs = [run for line in cell.lines for run in styled([Run(line.text)]).runs]
        return next((run.href for run in runs if run.href), self._text(people, "webpagina"))

    def _numbered(self, place: Pairs, name: str) -> Numbered | None:
        found = numbered(text := self._text(place, name))
        if text and found is None:
            expected = (
                f'Verwacht bij "{SITUERING[name]}": een nummer en een titel, zoals 04. Titel.'
            )
            self._problems.add(
                place.cells[name].line, text, f"{expected} Het veld is leeg gelaten."
            )
        return found

    def _amount(self, money: Pairs, name: str) -> int | None:
        cell = money.cells.get(name)
        found = amount(cell.text) if cell else None
        if cell and found is None:
            self._problems.add(
                cell.line,
                cell.text,
                f'is geen bedrag bij "{FINANCIERING[name]}". Verwacht: hele euro zoals 375.000.000 '
                "EUR. Het veld is leeg gelaten; vul het zelf in.",
            )
        return found

    def _prose(self, lines: list[Line]) -> str:
        prose = Prose(self._problems)
        for line in lines:
            prose.take(line)
        return prose.html()


def _progress(lines: list[Line]) -> tuple[Pairs, list[Line]]:
    """Divide the section in the row of the status and the lines of the description."""
    label = VOORTGANG["voortgang"].casefold()
    description: list[Line] = []
    before: list[Line] = []
    for line in lines:
        cell, tab, value = line.text.partition("\t")
        if " ".join(cell.split()).strip("*:").casefold() == label and (tab or not description):
            value_line = Line(line.number, value)
            description.append(value_line)
        elif description:
            description.append(line)
        else:
            before.append(line)
    pairs = read_pairs(before, {"projectstatus": VOORTGANG["projectstatus"]})
    if description:
        pairs.cells["voortgang"] = Cell(description[0].number)
    return pairs, description


def _sections(raw: RawFiche) -> dict[str, int]:
    """Return the lines of the sections that are one value."""
    names = {
        Section.OMSCHRIJVING: "omschrijving",
        Section.AGENDERING: "agenderingen",
        Section.MIJLPALEN: "mijlpalen",
    }
    found = {name: raw.starts[each] for each, name in names.items() if each in raw.starts}
    return {"code": raw.line, "titel": raw.line} | found
