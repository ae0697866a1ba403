"""The digests of a momentopname: of every table, and of every file that is kept in one.

They are made with SQL that the stock program `sqlite3` runs too, on nothing but the file's own
schema, so that anybody can make them again: a row is a JSON array of its columns, rows stand in the
order of the key, each ends with a newline, and a file stands there by its length. The files
themselves are digested one by one.

Source:
    EXCHANGE.md, Momentopname; the procedure by hand stands in docs/momentopname.md.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vvdesk.jobs import Progress, silent

SEAL_TABLE: Final = "zegel"
"""The one table that is not digested: it holds the digests."""
_ROWS_AT_ONCE: Final = 2_000
_COLUMNS: Final = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"


@dataclass(frozen=True, slots=True)
class TableDigest:
    """What a table says.

    Attributes:
        rijen: How many rows.
        sha256: Of all of them, hexadecimal.
    """

    rijen: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file that is kept in a row.

    Attributes:
        tabel: The table.
        sleutel: The row's key.
        kolom: The column.
        omvang: In bytes.
        sha256: Of its bytes, hexadecimal.
    """

    tabel: str
    sleutel: tuple[int | str, ...]
    kolom: str
    omvang: int
    sha256: str

    @property
    def place(self) -> str:
        """Where it is kept: `inzending/12/bestand`."""
        return "/".join((self.tabel, *map(str, self.sleutel), self.kolom))


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a table: all, those of the key, and those that hold files."""

    names: tuple[str, ...]
    key: tuple[str, ...]
    files: tuple[str, ...]


def digested_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that are digested, in the order of their names."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' AND name <> ? ORDER BY name",
        (SEAL_TABLE,),
    )
    return [name for (name,) in rows]


def canonical_query(connection: sqlite3.Connection, table: str) -> str:
    """Return the SQL that gives the canonical text of every row of a table, in order."""
    shape = _shape(connection, table)
    columns = ", ".join(
        f"length({_quoted(name)})" if name in shape.files else _quoted(name) for name in shape.names
    )
    order = ", ".join(_quoted(name) for name in shape.key or ("rowid",))
    # Only names out of the file's own schema, quoted, are put into it.
    return f"SELECT json_array({columns}) FROM {_quoted(table)} ORDER BY {order}"  # noqa: S608


def table_digest(
    connection: sqlite3.Connection, table: str, progress: Progress = silent
) -> TableDigest:
    """Return the digest of one table.

    Args:
        connection: Only read from.
        table: Its name.
        progress: Called every two thousand rows.

    Raises:
        sqlite3.DatabaseError: The file is damaged.
        Cancelled: The user stopped.
    """
    digest, count = hashlib.sha256(), 0
    query = canonical_query(connection, table)
    # As bytes: turning every row into text and back costs more than digesting it.
    texts, connection.text_factory = connection.text_factory, bytes
    try:
        cursor = connection.cursor()
        cursor.row_factory = None
        found = cursor.execute(query)
        while rows := found.fetchmany(_ROWS_AT_ONCE):
            digest.update(b"".join([row[0] + b"\n" for row in rows]))
            count += len(rows)
            progress(count, 0, table)
    finally:
        connection.text_factory = texts
    return TableDigest(count, digest.hexdigest())


def attachments(connection: sqlite3.Connection, progress: Progress = silent) -> Iterator[Bijlage]:
    """Yield every file that is kept, in the order of tables, columns and keys.

    Raises:
        sqlite3.DatabaseError: The file is damaged.
        Cancelled: The user stopped.
    """
    for table in digested_tables(connection):
        shape = _shape(connection, table)
        for column in shape.files:
            keys = ", ".join(map(_quoted, shape.key))
            query = (
                f"SELECT {_quoted(column)}, {keys} FROM {_quoted(table)} "  # noqa: S608 - as above
                f"WHERE {_quoted(column)} IS NOT NULL ORDER BY {keys}"
            )
            for data, *key in connection.execute(query):
                progress(0, 0, table)
                sha256 = hashlib.sha256(data).hexdigest()
                yield Bijlage(table, tuple(key), column, len(data), sha256)


def content_sha256(tables: Mapping[str, TableDigest], kept: Sequence[Bijlage]) -> str:
    """Return the one digest over all tables and all files; equal content gives an equal one."""
    lines = [f"{name} {each.rijen} {each.sha256}\n" for name, each in sorted(tables.items())]
    lines += sorted(f"{each.place} {each.omvang} {each.sha256}\n" for each in kept)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _shape(connection: sqlite3.Connection, table: str) -> _Shape:
    rows: list[tuple[str, str, int]] = connection.execute(_COLUMNS, (table,)).fetchall()
    key = sorted((place, name) for name, _type, place in rows if place)
    return _Shape(
        tuple(name for name, _type, _place in rows),
        tuple(name for _place, name in key),
        tuple(name for name, kind, _place in rows if kind.upper() == "BLOB"),
    )


def _quoted(name: Any) -> str:
    return '"' + str(name).replace('"', '""') + '"'
