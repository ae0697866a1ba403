"""The rows of the three sheets, made of the content of fiches."""

from collections.abc import Iterable, Mapping
from typing import Any

from vvdesk.content import Inhoud
from vvdesk.exchange.workbook.sheets import BASISLIJN, CODE, ROW_ID, Blad

Row = dict[str, Any]
"""Key of the column to the value of its kind."""


def rows_of(blad: Blad, contents: Iterable[Inhoud]) -> list[Row]:
    """Return the rows of one sheet, in the order of the fiches and of their tables."""
    if not blad.collection:
        return [{CODE: inhoud.project, **inhoud.values} for inhoud in contents]
    return [
        {
            CODE: inhoud.project,
            ROW_ID: row.id,
            BASISLIJN: row.basislijn,
            **row.values,
        }
        for inhoud in contents
        for row in inhoud.tables[blad.collection].values()
    ]


def row_name(row: Mapping[str, Any]) -> str:
    """Return the id under which the base of a row is kept: that of a fiche is its project code."""
    return str(row.get(ROW_ID) or row[CODE])
