"""Tables of a report as data for the typesetter: fields of a fiche, grids, legends."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from vvdesk.report.content import Badge, Fields, Grid, GridRow, Legend, Line, Prose, RowKind, Words
from vvdesk.report.pdf.fit import (
    LABEL,
    TEXT,
    VALUE,
    Room,
    code_points,
    is_short,
    rooms,
    weights,
)
from vvdesk.report.pdf.words import Data, Texts

_MANY: Final = 5
"""Lines below a row; so many may be broken over two pages."""
_LEGEND: Final = Room(TEXT.points - 170)


def fields_data(fields: Fields, texts: Texts) -> Data:
    """Return labels with their values.

    Args:
        fields: What they are.
        texts: Makes their words.
    """
    lines = [_line(line, texts, LABEL, VALUE) for line in fields.lines]
    return {"type": "fields", "lines": lines, "codes": any("code" in line for line in lines)}


def grid_data(grid: Grid, texts: Texts) -> Data:
    """Return a grid; arguments as `fields_data`."""
    codes = code_points(row.code for row in grid.rows)
    shares = weights(grid.columns, _column_texts(grid), codes=codes)
    places = rooms(shares, codes=codes)
    rows = [_row(row, texts, places) for row in grid.rows]
    if codes:
        _hold(rows)
    return {
        "type": "grid",
        "title": texts.text(grid.caption).strip() if grid.is_titled else "",
        "columns": [
            {"label": texts.text(column.label, room), "weight": share, "align": column.align.value}
            for column, share, room in zip(grid.columns, shares, places, strict=True)
        ],
        "codes": codes,
        "rows": rows,
        "joined": [at for at, row in enumerate(rows) if at and row["kind"] == RowKind.DETAIL.value],
        "spans": [at for at, row in enumerate(rows, 1) if "holds" in row],
        "totals": [at for at, row in enumerate(rows, 1) if row["kind"] == RowKind.TOTAL.value],
    }


def legend_data(legend: Legend, texts: Texts) -> Data:
    """Return statuses with what they mean."""
    entries = [
        {"look": texts.look(look), "text": texts.text(words, _LEGEND)}
        for look, words in legend.entries
    ]
    return {"type": "legend", "entries": entries}


def _column_texts(grid: Grid) -> list[Iterable[str]]:
    rows = [row.cells for row in grid.rows if row.kind is not RowKind.DETAIL]
    return [
        [_measured(row[at]) for row in rows if at < len(row)] for at in range(len(grid.columns))
    ]


def _measured(words: Words) -> str:
    """Return the words; those of a chip longer by its edges."""
    return "".join(
        " ".join(f"{word}__" for word in each.look.label.split())
        if isinstance(each, Badge)
        else each.text
        for each in words
    )


def _row(row: GridRow, texts: Texts, places: tuple[Room, ...]) -> Data:
    data: Data = {"kind": row.kind.value}
    if row.kind is RowKind.DETAIL:
        return data | _detail(row, texts)
    counted = [room.lines(_plain(cell)) for cell, room in zip(row.cells, places, strict=False)]
    data["keep"] = is_short(max(counted, default=1))
    data["cells"] = [texts.words(cell, room) for cell, room in zip(row.cells, places, strict=False)]
    data["cells"] += [[]] * (len(places) - len(row.cells))
    said = [_plain(cell) for cell in row.cells] + [""] * (len(places) - len(row.cells))
    data["hyphenated"] = [
        room.is_narrow_for(text) for text, room in zip(said, places, strict=False)
    ]
    if row.code:
        data["code"] = texts.code(row.code)
    return data


def _hold(rows: list[Data]) -> None:
    """Mark rows that stay on one page with what is said of them below."""
    for row, below in pairwise(rows):
        if row["kind"] != RowKind.DETAIL.value == below["kind"] and row["keep"] and below["keep"]:
            row["holds"] = below["held"] = True


def _detail(row: GridRow, texts: Texts) -> Data:
    if row.lines:
        lines = [_line(line, texts, TEXT, TEXT) for line in row.lines]
        return {
            "lines": lines,
            "keep": all(line["keep"] for line in lines[:2]) and len(lines) < _MANY,
        }
    words: Words = row.cells[0] if row.cells else ()
    return {"words": texts.words(words, TEXT), "keep": is_short(TEXT.lines(_plain(words)))}


def _line(line: Line, texts: Texts, label: Room, value: Room) -> Data:
    data: Data = {"label": texts.text(line.label, label)}
    if isinstance(line.content, Prose):
        data["rich"] = texts.rich(line.content, value)
        said = "\n".join(block.text for block in line.content.blocks)
    else:
        data["words"] = texts.words(line.content, value)
        said = _plain(line.content)
    data["keep"] = is_short(max(label.lines(line.label), value.lines(said)))
    if line.code:
        data["code"] = texts.code(line.code)
    return data


def _plain(words: Words) -> str:
    return "".join(
        f"{each.look.shape} {each.look.label}" if isinstance(each, Badge) else each.text
        for each in words
    )
