"""The peers of merging: no safety, no plan, no trail; only reading rows and storing them."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from vvdesk import kinds
from vvdesk.exchange.workbook.sheets import BASISLIJN, BLADEN, CODE, Blad
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal

_MONEY = "financiering."
_ENTITIES: dict[str, type[Any]] = {"mijlpalen": Mijlpaal, "agenderingen": Agendering}


def calamine_and_executemany(paths: Sequence[Path], target: Path) -> None:
    """Read all workbooks with calamine and store their rows in one transaction."""
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for blad in BLADEN:
            columns = [f'"{each.key}"' for each in blad.columns]
            key = ", ".join(columns[: 2 if blad.collection else 1])
            connection.execute(
                f'CREATE TABLE "{blad.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))'
            )
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        for path in paths:
            for blad, rows in sheets_of(path):
                marks = ", ".join("?" * len(blad.columns))
                connection.executemany(
                    f'INSERT OR REPLACE INTO "{blad.name}" VALUES ({marks})',  # noqa: S608 - ours
                    rows,
                )
        connection.execute("COMMIT")


def sheets_of(path: Path) -> Iterator[tuple[Blad, list[list[Any]]]]:
    """Read the sheets of a workbook with calamine, and their rows as a database takes them."""
    book = CalamineWorkbook.from_path(path)
    for blad in BLADEN:
        rows = _below(book.get_sheet_by_name(blad.name).to_python(), blad)
        yield blad, [[_stored(value) for value in row] for row in rows]


def openpyxl_and_orm(paths: Sequence[Path], target: Path, meetmoment_id: int) -> None:
    """Read workbooks with openpyxl and `merge()` every row into a copy of the store."""
    engine = create_engine(f"sqlite:///{target}")
    with Session(engine) as session, session.begin():
        for path in paths:
            book = load_workbook(path)
            for blad in BLADEN:
                for row in _below(list(book[blad.name].iter_rows(values_only=True)), blad):
                    for entity in _entities(blad, row, meetmoment_id):
                        session.merge(entity)
    engine.dispose()


def _below(rows: Sequence[Sequence[Any]], blad: Blad) -> Iterator[list[Any]]:
    """Yield the rows below the labels that say which project they are about."""
    width = len(blad.columns)
    labels = [each.header for each in blad.columns]
    start = next(place for place, row in enumerate(rows) if list(row[:width]) == labels)
    for row in rows[start + 1 :]:
        if row[0]:
            yield [*row[:width], *[None] * (width - len(row))]


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _entities(blad: Blad, row: Sequence[Any], meetmoment_id: int) -> Iterator[Any]:
    values = {
        column.key: _typed(column.kind, value)
        for column, value in zip(blad.columns, row, strict=True)
    }
    shared = {"meetmoment_id": meetmoment_id, CODE: values.pop(CODE)}
    values.pop(BASISLIJN, None)
    if blad.collection:
        yield _ENTITIES[blad.collection](**shared, **values)
        return
    money = {key: values.pop(key) for key in list(values) if key.startswith(_MONEY)}
    yield Fiche(**shared, **values)
    yield Financiering(**shared, **{key.removeprefix(_MONEY): money[key] for key in money})


def _typed(kind: kinds.Kind, value: Any) -> Any:
    """Return a cell's value as its column stores it, as a plain program would: trusting it."""
    if kind in {kinds.MINISTERS, kinds.ENTITEITEN, kinds.THEMAS}:
        return tuple(str(value).split("; ")) if value else ()
    if value in {None, ""}:
        return None
    if kind is kinds.DAG:
        return value.date() if isinstance(value, dt.datetime) else None
    if kind is kinds.GETAL:
        return Decimal(str(value))
    return int(value) if kind is kinds.EURO else str(value)
