"""The table of beoogde realisaties, whose rows may go on after a page break."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vvdesk.exchange.published_report.inline import html_blocks, styled
from vvdesk.exchange.published_report.labels import TABLE_HEADER
from vvdesk.exchange.published_report.model import Problems, PublishedMijlpaal
from vvdesk.exchange.published_report.names import day
from vvdesk.exchange.published_report.prose import joined
from vvdesk.exchange.published_report.text_file import Line
from vvdesk.richtext import Block, Run, to_html, to_plain

_RULE = re.compile(r":?-{2,}:?")
_COLUMNS = len(TABLE_HEADER)
_TITEL, _TIMING, _STATUS, _BESLISSINGEN = range(_COLUMNS)


@dataclass(slots=True)
class _Row:
    """One mijlpaal while it is being read: per column the parts that pages cut it in."""

    line: int
    columns: list[list[str]]

    def text(self, column: int) -> str:
        return " ".join(filter(None, self.columns[column]))


def read_mijlpalen(
    lines: Sequence[Line], statuses: Collection[str], problems: Problems
) -> tuple[PublishedMijlpaal, ...]:
    """Read the table.

    Args:
        lines: The lines of the section, with blank lines and page breaks; tabs between columns.
        statuses: The labels that a status may have; they tell where a broken status is whole.
        problems: Receives what cannot be read or placed.

    Returns:
        One mijlpaal per row; a row that went on after a page break is whole again.
    """
    table = _Table(statuses, problems)
    for line in lines:
        table.take(line)
    return tuple(table.finished(row) for row in table.rows)


class _Table:
    """Decides for every line whether it is a new row or goes on with the last one."""

    def __init__(self, statuses: Collection[str], problems: Problems) -> None:
        self.rows: list[_Row] = []
        self._statuses = {" ".join(status.split()).casefold() for status in statuses}
        self._problems = problems
        self._apart = True

    def take(self, line: Line) -> None:
        """Take the next line of the section."""
        cells = [cell.strip() for cell in line.text.split("\t")]
        if line.blank or line.page_break or _is_header(cells):
            self._apart = True
        elif all(_RULE.fullmatch(cell) for cell in cells if cell):
            pass  # the line that text formats draw under the head of a table
        elif len(cells) == 1:
            self._without_columns(line)
        else:
            self._take(line, self._four(line, cells))

    def finished(self, row: _Row) -> PublishedMijlpaal:
        """Return the row with its day read."""
        timing_tekst = row.text(_TIMING)
        timing = day(timing_tekst)
        if timing is None:
            self._problems.add(
                row.line,
                timing_tekst,
                f'is de geplande timing van de mijlpaal "{row.text(_TITEL)[:60]}", maar geen '
                "bestaande datum (dd/mm/jjjj). De timing is leeg gelaten; vul ze zelf in."
                if timing_tekst
                else f'De mijlpaal "{row.text(_TITEL)[:60]}" heeft geen geplande timing.',
            )
        return PublishedMijlpaal(
            titel=joined(row.columns[_TITEL]),
            timing=timing,
            timing_tekst=timing_tekst,
            status=row.text(_STATUS),
            beslissingen=joined(row.columns[_BESLISSINGEN]),
            line=row.line,
        )

    def _take(self, line: Line, cells: list[str]) -> None:
        texts = [self._plain(line, cell) for cell in cells]
        if self._goes_on(line, texts):
            for column, text in zip(self.rows[-1].columns, texts, strict=True):
                column.append(text)
        else:
            self.rows.append(_Row(line.number, [[text] for text in texts]))
        self._apart = False

    def _goes_on(self, line: Line, texts: list[str]) -> bool:
        """Tell whether a row goes on with the last one: it has no timing or no title of its own."""
        titel, timing, status, _ = texts
        if not self.rows or (titel and timing):
            return False
        if titel and status and not self._completes(status):
            return False
        if not self._apart:
            self._problems.add(
                line.number,
                " ".join(texts),
                "Deze rij is bij de vorige mijlpaal gevoegd, want ze is onvolledig. Kijk het na.",
            )
        return True

    def _completes(self, status: str) -> bool:
        """Tell whether a status is the rest of that of the last row ("Op" and "schema")."""
        before = self.rows[-1].text(_STATUS)
        whole = f"{before} {status}".strip().casefold()
        return not before or (before.casefold() not in self._statuses and whole in self._statuses)

    def _without_columns(self, line: Line) -> None:
        """Take a line without tabs: the rest of a status, or else of a title."""
        text = self._plain(line, line.text.strip())
        if not self.rows:
            self._problems.add(line.number, text, "Deze regel hoort bij geen mijlpaal.")
            return
        is_status = bool(self.rows[-1].text(_STATUS)) and self._completes(text)
        self.rows[-1].columns[_STATUS if is_status else _TITEL].append(text)
        self._apart = False
        if not is_status:
            self._problems.add(
                line.number,
                text,
                "Deze regel heeft geen kolommen; hij is bij de titel van de vorige mijlpaal "
                "gevoegd. Kijk het na.",
            )

    def _four(self, line: Line, cells: list[str]) -> list[str]:
        """Return exactly four cells; what stands in a fifth joins the last."""
        extra = [cell for cell in cells[_COLUMNS:] if cell]
        if extra:
            self._problems.add(
                line.number,
                " ".join(extra),
                "Deze rij heeft meer dan vier kolommen; de laatste zijn samengevoegd.",
            )
        cells = (cells + [""] * _COLUMNS)[:_COLUMNS]
        cells[_BESLISSINGEN] = " ".join([cells[_BESLISSINGEN], *extra]).strip()
        return cells

    def _plain(self, line: Line, cell: str) -> str:
        """Return a cell as plain text, one line per paragraph; styles are taken off and told."""
        blocks = html_blocks(line.number, cell, self._problems) or (Block("p", 0, (Run(cell),)),)
        styled_blocks = [
            Block(block.kind, block.level, tuple(styled(block.runs).runs)) for block in blocks
        ]
        runs = [run for block in styled_blocks for run in block.runs]
        if any(run.bold or run.italic or run.href for run in runs):
            targets = " ".join(run.href for run in runs if run.href)
            self._problems.add(
                line.number,
                f"{cell[:60]} {targets}".strip(),
                "De opmaak (vet, cursief of een link) is weggelaten: hier kan alleen gewone tekst.",
            )
        lines = to_plain(to_html(styled_blocks)).split("\n")
        return "\n".join(" ".join(each.split()) for each in lines if each.strip())


def _is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row is the head of the table, which every page repeats."""
    names = [" ".join(cell.split()).strip("*").casefold() for cell in cells if cell]
    return bool(names) and names[0] == TABLE_HEADER[0] and set(names) <= set(TABLE_HEADER)
