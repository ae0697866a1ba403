"""Tables of a page: a caption, heads that say of what they are the head, and a column of codes."""

from math import ceil
from typing import Final

from vvdesk.report.content import Align, Column, Fields, Grid, GridRow, Line, Prose, RowKind
from vvdesk.report.places import row_rank
from vvdesk.report.web.elements import NOTHING, Html, below, element
from vvdesk.report.web.places import Places, line_rank
from vvdesk.report.web.style import PageStyle
from vvdesk.report.web.words import WordsWriter

CODE: Final = "Code"
"""The head of a column of reference codes."""
_PER_SIGN, _LARGE_PER_SIGN = 0.8, 1.0
"""Percent of the width that a sign of a code takes, in a wide table and in a narrow one."""
_BESIDES, _MOST = 2, 36
"""Percent around a code; and the most that codes may take, before they go on in a second line."""


class TableWriter:
    """Writes tables.

    Args:
        words: Writes what stands in a cell.
        places: The ids of the page.
        style: Its classes.
    """

    def __init__(self, words: WordsWriter, places: Places, style: PageStyle) -> None:
        self._words, self._places, self._style = words, places, style

    def fields(self, fields: Fields, *, is_fiche: bool) -> Html:
        """Return labels with their values: a row each, the label as its head."""
        has_codes = any(line.code for line in fields.lines)
        heads = ("Gegeven", "Waarde", CODE) if has_codes else ("Gegeven", "Waarde")
        rows = (self._field(line, has_codes=has_codes, is_fiche=is_fiche) for line in fields.lines)
        return element(
            "table",
            element("caption", fields.caption, class_="spoken"),
            element(
                "thead",
                element("tr", *(element("th", head, scope="col") for head in heads)),
                class_="spoken",
            ),
            element("tbody", below(rows)),
            class_="fields",
        )

    def grid(self, grid: Grid, *, is_fiche: bool) -> Html:
        """Return a table whose head comes back on every printed page."""
        caption = self._places.new_id("tabel")
        heads = [_head(column) for column in grid.columns]
        if grid.has_codes:
            heads.append(element("th", CODE, scope="col", class_="codes"))
        table = element(
            "table",
            element(
                "caption", grid.caption, id=caption, class_=None if grid.is_titled else "spoken"
            ),
            element("colgroup", *self._columns(grid)),
            element("thead", element("tr", *heads)),
            element("tbody", below(self._row(grid, row, is_fiche=is_fiche) for row in grid.rows)),
            class_="grid small" if _is_small(grid) else "grid",
        )
        return element("div", table, class_="scroll", data_caption=caption)

    def _field(self, line: Line, *, has_codes: bool, is_fiche: bool) -> Html:
        place = self._places.claim(line.code, line_rank(line, is_fiche=is_fiche))
        here = line.code if place else ""
        cells = [
            element("th", line.label, scope="row"),
            element("td", self._content(line, here, is_fiche=is_fiche)),
        ]
        if has_codes:
            code = self._words.code(line.code, here) if line.code else NOTHING
            cells.append(element("td", code, class_="codes"))
        return element("tr", *cells, id=place)

    def _content(self, line: Line, here: str, *, is_fiche: bool) -> Html:
        if not isinstance(line.content, Prose):
            return self._words.words(line.content, here)
        place = self._places.claim(line.content.code, row_rank(is_fiche=is_fiche))
        return element("div", self._words.prose(line.content), class_="prose", id=place)

    def _columns(self, grid: Grid) -> list[Html]:
        codes = _code_share(grid)
        room = 100 - codes if grid.has_codes else 100
        whole = sum(column.weight for column in grid.columns) or 1
        shares = [column.weight * room // whole for column in grid.columns]
        if grid.has_codes:
            shares.append(codes)
        return [element("col", class_=self._style.of_width(share)) for share in shares]

    def _row(self, grid: Grid, row: GridRow, *, is_fiche: bool) -> Html:
        if row.kind is RowKind.DETAIL:
            return self._detail(grid, row, is_fiche=is_fiche)
        place = self._places.claim(row.code, row_rank(is_fiche=is_fiche))
        here = row.code if place else ""
        cells = [
            self._cell(column, self._words.words(words, here), is_first=at == 0)
            for at, (column, words) in enumerate(zip(grid.columns, row.cells, strict=True))
        ]
        if grid.has_codes:
            code = self._words.code(row.code, here) if row.code else NOTHING
            label = CODE if row.code else None
            cells.append(element("td", code, class_="codes", data_label=label))
        return element("tr", *cells, id=place, class_=None if _is_plain(row) else row.kind.value)

    def _cell(self, column: Column, shown: Html, *, is_first: bool) -> Html:
        right = "right" if column.align is Align.RIGHT else None
        if is_first and shown.source:
            return element("th", shown, scope="row", class_=right)
        return element("td", shown, class_=right, data_label=column.label or None)

    def _detail(self, grid: Grid, row: GridRow, *, is_fiche: bool) -> Html:
        span = str(len(grid.columns) + grid.has_codes)
        place = self._places.claim(row.code, row_rank(is_fiche=is_fiche))
        here = row.code if place else ""
        parts = [element("p", self._words.words(words, here)) for words in row.cells]
        if row.code:
            parts.append(element("p", self._words.code(row.code, here)))
        if row.lines:
            lines = (self._said(line, is_fiche=is_fiche) for line in row.lines)
            parts.append(element("dl", *lines, class_="said"))
        return element("tr", element("td", *parts, colspan=span), class_="detail", id=place)

    def _said(self, line: Line, *, is_fiche: bool) -> Html:
        place = self._places.claim(line.code, line_rank(line, is_fiche=is_fiche))
        here = line.code if place else ""
        shown = [self._content(line, here, is_fiche=is_fiche)]
        if line.code:
            shown += [Html(" "), self._words.code(line.code, here)]
        return element("div", element("dt", line.label), element("dd", *shown), id=place)


def _head(column: Column) -> Html:
    right = "right" if column.align is Align.RIGHT else None
    if not column.label:
        return element("td", class_=right)
    return element("th", column.label, scope="col", class_=right)


def _is_small(grid: Grid) -> bool:
    """Tell whether it has a word and a number per row: over the whole width, too far apart."""
    return [column.align for column in grid.columns] == [Align.LEFT, Align.RIGHT]


def _code_share(grid: Grid) -> int:
    longest = max((len(row.code) for row in grid.rows), default=0)
    per_sign = _LARGE_PER_SIGN if _is_small(grid) else _PER_SIGN
    return min(ceil(longest * per_sign) + _BESIDES, _MOST)


def _is_plain(row: GridRow) -> bool:
    return row.kind is RowKind.PLAIN
