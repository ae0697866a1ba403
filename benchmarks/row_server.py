"""Rows about a central store on PostgreSQL: merging into it, and copying a plan there and back."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.merge_peers import sheets_of
from benchmarks.row_merge import PATIENT, merge_into, post_of
from benchmarks.servers import NO_SERVER, VARIABLE, database, has_server
from vvdesk.copying import copy_store
from vvdesk.exchange.workbook.sheets import BLADEN
from vvdesk.model import Entity
from vvdesk.store.place import ServerUrl
from vvdesk.store.server_triggers import SCHEMA

_TABLES = tuple(table.name for table in Entity.metadata.sorted_tables)
_MERGING = 3.0
_IMPATIENT = 100
"""Inzendingen where nobody has time for a thousand."""


def merging(bench: Bench) -> Iterator[Figure]:
    """Time merging into a server against calamine and COPY of the same rows."""
    if not has_server():
        print(f"merge-server: {NO_SERVER}")
        return
    post = post_of(bench)
    number = len(post.inzendingen) if max(bench.scales) >= PATIENT else _IMPATIENT
    files = post.inzendingen[:number]
    runs = 1 if bench.quick else 3
    with database() as filled:
        copy_store(post.central, filled)
        with ExitStack() as stack:

            def ours(place: ServerUrl) -> None:
                came_in = merge_into(place, files, None)
                if came_in != len(files):
                    raise AssertionError(f"{came_in} of {len(files)} came in")

            def floor(place: ServerUrl) -> None:
                _calamine_and_copy(files, place)

            fresh = Contestant(
                ours,
                lambda: stack.enter_context(database(filled)),
                lambda _made: stack.close(),
            )
            plain = Contestant(
                floor, lambda: stack.enter_context(database()), lambda _made: stack.close()
            )
            taken, peer = in_turn(fresh, plain, runs=runs, warm_up=False)
    what = f"merge {len(files)} inzendingen into PostgreSQL, with reader processes"
    peer_is = "calamine and COPY of the same rows, no plan, no trail"
    yield Figure("merge-server", what, taken, peer, peer_is, _MERGING, runs=runs)


def copying(bench: Bench) -> Iterator[Figure]:
    """Time copying a file to a server and back against moving the same rows unproved."""
    if not has_server():
        print(f"copy: {NO_SERVER}")
        return
    path = bench.store(bench.real)
    size = f"{path.stat().st_size / 2**20:.0f} MB"
    runs = 1 if bench.quick else 3
    with ExitStack() as stack, database() as filled:
        copy_store(path, filled)
        there = in_turn(
            Contestant(
                lambda place: copy_store(path, place),
                lambda: stack.enter_context(database()),
                lambda _made: stack.close(),
            ),
            Contestant(
                lambda place: _copy_plainly(path, place),
                lambda: stack.enter_context(database()),
                lambda _made: stack.close(),
            ),
            runs=runs,
            warm_up=False,
        )
        back = in_turn(
            Contestant(lambda target: copy_store(filled, target), lambda: bench.new_path("vvd")),
            Contestant(lambda target: _fetch_plainly(filled, target), lambda: bench.new_path("db")),
            runs=runs,
            warm_up=False,
        )
    proof = "with digests of both sides, the trail walked"
    there_is = "sqlite3 reading and COPY writing the same rows, nothing compared"
    back_is = "psycopg reading and sqlite3 writing the same rows, nothing compared"
    what = f"copy a file of {size} to a server, {proof}"
    yield Figure("copy", what, there[0], there[1], there_is, None, runs=runs)
    what = f"copy a server to a file of {size}, {proof}"
    yield Figure("copy", what, back[0], back[1], back_is, None, runs=runs)


def _calamine_and_copy(paths: Sequence[Path], place: ServerUrl) -> None:
    """Read all workbooks with calamine and stream their rows in one transaction."""
    books = [{blad.name: rows for blad, rows in sheets_of(path)} for path in paths]
    with _plain(place) as connection, connection.cursor() as cursor:
        for blad in BLADEN:
            table = sql.Identifier(f"blad_{blad.name.lower()}")
            columns = sql.SQL(", ").join(
                sql.SQL("{} text").format(sql.Identifier(each.key)) for each in blad.columns
            )
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(table, columns))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as stream:
                for row in chain.from_iterable(book[blad.name] for book in books):
                    stream.write_row(row)


def _copy_plainly(path: Path, place: ServerUrl) -> None:
    """Move all rows of a file into tables without types, keys or guards."""
    with (
        closing(sqlite3.connect(path)) as source,
        _plain(place) as connection,
        connection.cursor() as cursor,
    ):
        for name in _TABLES:
            rows = source.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - our own tables
            table = sql.Identifier(f"los_{name}")
            columns = sql.SQL(", ").join(
                sql.SQL("{} text").format(sql.Identifier(each[0])) for each in rows.description
            )
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(table, columns))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as stream:
                for row in rows:
                    stream.write_row(row)


def _fetch_plainly(place: ServerUrl, target: Path) -> None:
    """Move all rows of a server into a file without keys or guards."""
    with _plain(place) as connection, closing(sqlite3.connect(target)) as made:
        for name in _TABLES:
            with connection.cursor(name="los") as cursor:
                cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(SCHEMA, name)))
                columns = [each.name for each in cursor.description or ()]
                marks = ", ".join("?" * len(columns))
                quoted = ", ".join(f'"{each}"' for each in columns)
                made.execute(f'CREATE TABLE "{name}" ({quoted})')
                made.executemany(f'INSERT INTO "{name}" VALUES ({marks})', cursor)  # noqa: S608 - ours
        made.commit()


def _plain(place: ServerUrl) -> psycopg.Connection[Any]:
    return psycopg.connect(os.environ[VARIABLE], dbname=place.database)
