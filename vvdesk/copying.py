"""Copying a whole plan: a file to a server, back, or to another file, without losing anything.

A copy counts only after it was compared with its source: a digest per table of what both say, and
the chain of the audit trail. Until then the target stays as it was.
"""

import hashlib
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg import DataError
from sqlalchemy import Connection, LargeBinary, Table, literal_column, select

from vvdesk.atomic import replace_file
from vvdesk.audit import first_broken, head
from vvdesk.errors import Misused, Refused
from vvdesk.jobs import Progress, silent
from vvdesk.model import Entity, Plan
from vvdesk.store.file_format import FORMAT_VERSION, check_header, check_inside
from vvdesk.store.place import Place, ServerUrl
from vvdesk.store.schema import make_file
from vvdesk.store.server_admin import administering, own
from vvdesk.store.server_schema import format_of
from vvdesk.store.workspace import Workspace, understood

_ROWS_AT_ONCE = 1_000
_FILES_AT_ONCE = 5
"""Rows that hold a whole workbook."""
_TABLES = Entity.metadata.sorted_tables


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, and the proof.

    Attributes:
        rows: Table to how many rows.
        digests: Table to the digest of all its rows, the same on both sides.
        trail: How many rows the audit trail has and the hash of the last.
    """

    rows: Mapping[str, int]
    digests: Mapping[str, str]
    trail: tuple[int, str]


def copy_store(source: Place, target: Place, progress: Progress = silent) -> Copied:
    """Copy everything of a store, the audit trail included, to a place where nothing is yet.

    Args:
        source: A file or a server; it is only read, and an older file is brought up to date on
            the way.
        target: A file that does not exist, or a prepared database without a plan; there the login
            must be an administrator's, because names in the audit trail are those of others.
        progress: Called per thousand rows.

    Raises:
        Misused: The target holds something already.
        Refused: The source is damaged, or holds what the target cannot keep.
        Unavailable: One of both cannot be reached or refuses.
        Cancelled: The user stopped; the target is as it was.
    """
    if isinstance(target, Path):
        _check_new(target)
    with (
        Workspace.open(source, read_only=True) as opened,
        opened.connection() as reading,
    ):
        copying = _Copying(source, reading, progress)
        if isinstance(target, ServerUrl):
            copying.to_server(target)
        else:
            copying.to_file(target)
    return Copied(copying.rows, copying.digests, copying.trail)


def table_digests(connection: Connection) -> dict[str, str]:
    """Return per table a digest of all its rows; equal where file and server say the same."""
    return {table.name: _digest(connection, table)[0] for table in _TABLES}


class _Copying:
    """One copy under way.

    Attributes:
        rows: Table to how many rows, as the source has them.
        digests: Table to digest, as the source has them.
        trail: The head of the audit trail.
    """

    def __init__(self, source: Place, reading: Connection, progress: Progress) -> None:
        self.rows: dict[str, int] = {}
        self.digests: dict[str, str] = {}
        self.trail = head(reading)
        self._source, self._reading, self._progress = source, reading, progress
        self._done, self._total = 0, 0
        broken = first_broken(reading)
        if broken is not None:
            raise Refused(
                f'Het wijzigingsspoor van "{source.name}" klopt niet vanaf regel {broken}; het '
                "is niet gekopieerd. Zoek eerst uit wat er gebeurd is (vvdesk-cli check)."
            )
        for table in _TABLES:
            self.digests[table.name], self.rows[table.name] = _digest(reading, table)
        self._total = 2 * sum(self.rows.values())

    def to_file(self, target: Path) -> None:
        """Fill a new file under another name, and put it in place when it proved right."""

        def write(path: Path) -> None:
            with understood(target):
                make_file(path, fill=lambda made: self._fill(made, _insert))

        def verify(path: Path) -> None:
            check_inside(path, check_header(path), thorough=True)
            with Workspace.open(path, read_only=True) as made, made.connection() as connection:
                self._check_trail(connection)

        replace_file(target, write, verify)

    def to_server(self, target: ServerUrl) -> None:
        """Fill an empty database in one transaction, with its guards out of the way."""
        with administering(target) as writing:
            _check_empty(target, writing)
            own(writing)
            for table in _TABLES:
                writing.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
            self._fill(writing, _copy_in)
            for table in _TABLES:
                writing.exec_driver_sql(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")
            self._check_trail(writing)

    def _fill(
        self,
        writing: Connection,
        write: Callable[[Connection, Table, Iterator[tuple[Any, ...]]], None],
    ) -> None:
        """Write all rows and compare what then stands there with the source."""
        for table in _TABLES:
            try:
                with closing(_rows(self._reading, table)) as rows:
                    write(writing, table, self._told(rows, table.name))
            except DataError as error:
                raise Refused(
                    f'Tabel {table.name} van "{self._source.name}" bevat iets dat het doel niet '
                    f"kan bewaren ({str(error).partition(chr(10))[0]}). Er is niets gekopieerd."
                ) from error
        for table in _TABLES:
            digest, _count = _digest(writing, table, self._told)
            if digest != self.digests[table.name]:
                raise Refused(
                    f"Tabel {table.name} is na het kopiëren niet gelijk aan die van "
                    f'"{self._source.name}". Er is niets gekopieerd; meld dit.'
                )

    def _check_trail(self, writing: Connection) -> None:
        self._progress(self._total, self._total, "")
        if first_broken(writing) is not None or head(writing) != self.trail:
            raise Refused(
                f'Het wijzigingsspoor is na het kopiëren niet gelijk aan dat van "'
                f'{self._source.name}". Er is niets gekopieerd; meld dit.'
            )

    def _told(self, rows: Iterator[tuple[Any, ...]], table: str) -> Iterator[tuple[Any, ...]]:
        """Pass rows on, and tell how far it is."""
        for row in rows:
            if self._done % _ROWS_AT_ONCE == 0:
                self._progress(self._done, self._total, table)
            self._done += 1
            yield row


def _check_new(target: Path) -> None:
    if target.suffix.lower() != ".vvd":
        raise Misused(f'"{target.name}" moet eindigen op .vvd.')
    if target.exists():
        raise Misused(
            f'"{target.name}" bestaat al; kies een andere naam, er wordt niets overschreven.'
        )


def _check_empty(target: ServerUrl, connection: Connection) -> None:
    if format_of(connection) != FORMAT_VERSION:
        raise Refused(
            f'"{target.name}" is niet ingericht voor deze vvdesk. Doe eerst vvdesk-cli server init '
            "of vvdesk-cli server upgrade."
        )
    if connection.execute(select(Plan.id).limit(1)).first() is not None:
        raise Misused(
            f'"{target.name}" bevat al een plan; kies een lege databank, er wordt niets '
            "overschreven."
        )


def _rows(connection: Connection, table: Table) -> Generator[tuple[Any, ...], None, None]:
    """Yield the rows of a table as the database keeps them, in the order of their key."""
    columns: list[Any] = [literal_column(f'"{column.name}"') for column in table.columns]
    query = select(*columns).select_from(table).order_by(*table.primary_key.columns)
    has_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    at_once = _FILES_AT_ONCE if has_files else _ROWS_AT_ONCE
    with connection.execute(query, execution_options={"yield_per": at_once}) as found:
        for row in found:
            yield tuple(row)


def _digest(
    connection: Connection,
    table: Table,
    told: Callable[[Iterator[tuple[Any, ...]], str], Iterator[tuple[Any, ...]]] | None = None,
) -> tuple[str, int]:
    """Return a digest of all rows of a table, and how many there are."""
    digest, count = hashlib.sha256(), 0
    with closing(_rows(connection, table)) as rows:
        for row in told(rows, table.name) if told else rows:
            line = json.dumps([_plain(value) for value in row], ensure_ascii=False)
            digest.update(f"{line}\n".encode())
            count += 1
    return digest.hexdigest(), count


def _plain(value: Any) -> Any:
    """Return a value as JSON can say it; the length and digest of bytes, told from a text."""
    if isinstance(value, bytes | memoryview):
        return {"bytes": len(value), "sha256": hashlib.sha256(value).hexdigest()}
    return value


def _insert(connection: Connection, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
    """Write rows into a file as they are, past what columns would make of them."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    signs = ", ".join("?" for _column in table.columns)
    cursor: Any = connection.connection.cursor()
    # Only names of our own tables are put into it.
    cursor.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({signs})', rows)  # noqa: S608


def _copy_in(connection: Connection, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
    """Write rows into a server in one stream."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
