"""What a cell takes, said in Dutch while somebody fills it in; nothing here is relied upon.

Excel lets a paste replace a validation, so everything is examined again when the workbook comes
back. These only save people a second round.
"""

from datetime import date
from typing import Any, Final

from vvdesk import kinds
from vvdesk.exchange.workbook.cells import chosen_from, takes_several
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.sheets import BASISLIJN, CODE, ROW_ID, Blad, Column
from vvdesk.kinds import ChoiceLists
from vvdesk.values import LARGEST_AMOUNT

PROJECT_LIST: Final = "project"
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


def list_range(name: str) -> str:
    """Return the name under which the choices of list `name` are known in the workbook."""
    return f"lijst_{name}"


def validate_column(
    page: Page, blad: Blad, column: Column, area: Area, spare_from: int, lists: ChoiceLists
) -> None:
    """Put the validation of one column on its cells.

    Args:
        page: The sheet.
        blad: Its layout.
        column: Which column.
        area: All its cells, spare rows included.
        spare_from: First spare row: a new row needs a project code, an existing one has it.
        lists: The choices of the meetmoment.
    """
    top, left, bottom, right = area
    if column.key in {CODE, ROW_ID, BASISLIJN}:
        is_new_code = column.key == CODE and spare_from <= bottom
        fixed_to = spare_from - 1 if is_new_code else bottom
        if fixed_to >= top:
            page.sheet.data_validation(top, left, fixed_to, right, _fixed(blad, column))
        if is_new_code:
            page.sheet.data_validation(spare_from, left, bottom, right, _project())
        return
    if (options := _options(column, lists)) is not None:
        page.sheet.data_validation(top, left, bottom, right, options)


def _options(column: Column, lists: ChoiceLists) -> dict[str, Any] | None:
    choices = chosen_from(column.kind, lists)
    if choices is not None and choices.entries:
        return _several(column) if takes_several(column.kind) else _choice(column)
    return {kinds.DAG: _day, kinds.EURO: _amount, kinds.GETAL: _number}.get(
        column.kind, lambda _column: None
    )(column)


def _choice(column: Column) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={list_range(_list_name(column))}",
        **_error(column, "Kies een waarde uit de lijst: klik op het pijltje naast de cel."),
    }


def _several(column: Column) -> dict[str, Any]:
    """Offer a list, and let several names be typed: no validation can check those."""
    return {
        "validate": "list",
        "source": f"={list_range(_list_name(column))}",
        "show_error": False,
        "input_title": column.header[:_LONGEST_TITLE],
        "input_message": "Kies een naam, of typ er meer met een puntkomma ertussen.",
    }


def _day(column: Column) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": _FIRST_DAY,
        "maximum": _LAST_DAY,
        **_error(column, "Dit is geen datum. Gebruik dd/mm/jjjj, bijvoorbeeld 31/12/2023."),
    }


def _amount(column: Column) -> dict[str, Any]:
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": -LARGEST_AMOUNT,
        "maximum": LARGEST_AMOUNT,
        **_error(
            column,
            "Geef een bedrag in hele euro, zonder tekst: typ 375000000. De rest komt vanzelf.",
        ),
    }


def _number(column: Column) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -(10**15),
        "maximum": 10**15,
        **_error(
            column, "Geef een getal, bijvoorbeeld 12,5. De eenheid hoort in een kolom ernaast."
        ),
    }


def _fixed(blad: Blad, column: Column) -> dict[str, Any]:
    """Refuse any typing: locking the cell would do so too, but would also stop sorting."""
    return {
        "validate": "custom",
        "value": "=FALSE",
        "ignore_blank": False,
        **_error(
            column,
            f'"{column.header}" ligt vast: hieraan herkennen we elke {blad.noun}. Druk op Escape.',
        ),
    }


def _project() -> dict[str, Any]:
    message = "Kies de code van een project uit dit werkboek: klik op het pijltje naast de cel."
    return {
        "validate": "list",
        "source": f"={list_range(PROJECT_LIST)}",
        "error_title": "Projectcode",
        "error_message": message,
    }


def _error(column: Column, message: str) -> dict[str, str]:
    return {
        "error_title": column.header[:_LONGEST_TITLE],
        "error_message": message[:_LONGEST_MESSAGE],
    }


def _list_name(column: Column) -> str:
    return str(getattr(column.kind, "list_name", ""))
