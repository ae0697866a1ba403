"""The rows of a store as the database keeps them, past what columns would make of them."""

from collections.abc import Generator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Table, literal_column, select, text

_ROWS_AT_ONCE: Final = 1_000
_FILES_AT_ONCE: Final = 5
"""Rows that hold a whole workbook."""


def stored_rows(
    connection: Connection, table: Table, condition: str | None = None
) -> Generator[tuple[Any, ...], None, None]:
    """Yield the rows of a table, in the order of their key.

    Args:
        connection: Of the store; anything but SQLite is told to order texts as SQLite does.
        table: Which table.
        condition: SQL that picks the rows; None for all.
    """
    columns: Sequence[Any] = [literal_column(f'"{column.name}"') for column in table.columns]
    is_sqlite = connection.dialect.name == "sqlite"
    keys = [
        column if is_sqlite or column.type.python_type is int else column.collate("C")
        for column in table.primary_key.columns
    ]
    query = select(*columns).select_from(table).order_by(*keys)
    if condition is not None:
        query = query.where(text(condition))
    has_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    at_once = _FILES_AT_ONCE if has_files else _ROWS_AT_ONCE
    with connection.execute(query, execution_options={"yield_per": at_once}) as found:
        for row in found:
            yield tuple(row)
