"""Momentopnamen of which the schema is right and the rest is not, and everything that reads one."""

import io
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from merge_sample import central, change, merge, put, uitvraag
from moments_sample import change as change_at
from moments_sample import next_moment
from seal_forger import copied
from sealed_sample import sealed
from stores import ACTOR

from vvdesk import __main__ as program
from vvdesk.merging import Resolve
from vvdesk.questions import ask
from vvdesk.store.workspace import Workspace

LONGEST = 5.0
"""Seconds of processor time for any answer."""
VALUES: dict[str, Any] = {
    "bytes": b"\xff\x00\x80",
    "nothing": None,
    "empty": "",
    "huge": 1e308,
    "endless": float("inf"),
    "most": 2**63 - 1,
    "least": -(2**63),
    "half": 1.5,
    "negative": -1,
    "word": "veel",
    "nul": "a\x00b",
    "path": "../../../tmp/elders",
    "device": "C:\\CON",
    "formula": '=cmd|"/c calc"!A1',
    "script": "javascript:alert(1)",
    "terminal": "\x1b[2J\u202eomgekeerd\r\n\x07",
    "day": "9999-99-99",
    "early": "0001-01-01",
    "late": "9999-12-31",
    "deep": "[" * 100_000,
    "object": '{"a": {"b": [1, null, "c"]}}',
    "long": "lang " * 200_000,
    "two lines": "een\ntwee",
    "no unicode": ("ff41",),
    "half a sign": ("eda080",),
}
"""What is put in a cell; a tuple holds the bytes of a text in hexadecimal."""


def rich(folder: Path) -> Path:
    """Make a momentopname in which most tables have rows."""
    store = central(folder)
    book = uitvraag(store, folder / "ov.xlsx")
    put(book, "Projecten", "Uitvoering VAK", 1, 400_000)
    change(store, "VV015", financiering__vak=300_000)
    merge(store, book, resolve=Resolve.INCOMING)
    with Workspace.open(store) as workspace:
        ask(workspace, None, "VV015", "titel", "Klopt dit?", ACTOR)
    next_moment(store)
    change_at(store, 2, VV015__titel="Later", VV016__financiering__vak=250_000)
    report = folder / "rapport.pdf"
    report.write_bytes(b"%PDF-1.7\n" + random.Random(6).randbytes(2_000))
    return sealed(folder, of=store, reports=[report])


def cells(path: Path) -> list[tuple[str, str]]:
    """Return every column of every table with rows."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            (table, row[1])
            for (table,) in names.fetchall()
            if connection.execute(f'SELECT 1 FROM "{table}"').fetchone()  # noqa: S608 - of the schema
            for row in connection.execute(f'PRAGMA table_info("{table}")')
        ]


def with_cell(path: Path, table: str, column: str, value: Any, target: str) -> Path | None:
    """Put a value in a column, as whoever edits bytes can; the schema reads as before.

    Returns:
        The file; None when SQLite itself cannot keep such a value there.
    """
    forged = copied(path, target)
    with closing(sqlite3.connect(forged, isolation_level=None)) as connection:
        kept = connection.execute("SELECT * FROM sqlite_master").fetchall()
        version = connection.execute("PRAGMA schema_version").fetchone()[0]
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(replace(sql, 'STRICT', ''), 'NOT NULL', '') "
            "WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%'"
        )
        connection.execute(f"PRAGMA schema_version = {version + 1}")
    with closing(sqlite3.connect(forged, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        changed = _put(connection, table, column, value)
        connection.execute("PRAGMA writable_schema = ON")
        for each in kept:
            connection.execute("DELETE FROM sqlite_master WHERE name = ?", (each[1],))
            connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", each)
        connection.execute(f"PRAGMA schema_version = {version}")
    return forged if changed else None


def _put(connection: sqlite3.Connection, table: str, column: str, value: Any) -> int:
    what, given = ("?", value) if not isinstance(value, tuple) else ("CAST(? AS TEXT)", None)
    if given is None and isinstance(value, tuple):
        given = bytes.fromhex(value[0])
    rows = connection.execute(f'SELECT rowid FROM "{table}"').fetchall()  # noqa: S608 - of the schema
    changed = 0
    for (row,) in rows:
        try:
            connection.execute(
                f'UPDATE "{table}" SET "{column}" = {what} WHERE rowid = ?',  # noqa: S608 - of the schema
                (given, row),
            )
        except sqlite3.IntegrityError:
            continue  # a key that would stand twice
        changed += 1
    return changed


def verbs(path: Path, out: Path) -> Iterator[list[str]]:
    """Yield everything an auditor can ask of a file."""
    file = str(path)
    yield ["verify", file, "--no-evidence"]
    for code in ("1/VV015-VAK", "2/VV015", "1/S04-PROJECTEN", "2/VV015-M01"):
        yield ["trace", file, code]
    yield ["diff", file, "--from", "april 2021", "--to", "september 2021", "--out", f"{out}/d.csv"]
    yield ["life", file, "VV015-M01"]
    yield ["search", file, "titel", "--out", f"{out}/s.csv"]
    yield ["sample", file, "--size", "2", "--seed", "x", "--stratify", "bedrag", "--json"]
    yield ["audit-export", file, "--project", "VV015", "--out", f"{out}/auditdossier"]
    for verb in ("dump", "log", "questions", "conflicts", "merges", "status"):
        yield [verb, file]


def asked(path: Path, out: Path, *only: str) -> list[str]:
    """Ask everything of a file.

    Args:
        path: The file.
        out: A folder, in which alone anything may be written.
        only: Verbs; all when there are none.

    Returns:
        What went wrong otherwise than with one Dutch sentence.
    """
    before, wrong = _look(path), []
    for arguments in verbs(path, out):
        if only and arguments[0] not in only:
            continue
        said, told, start = io.StringIO(), io.StringIO(), time.process_time()
        with redirect_stdout(said), redirect_stderr(told):
            code = program.main(arguments)
        sentence = told.getvalue().strip()
        name = " ".join([arguments[0], *arguments[2:3]])
        if "onverwachte fout" in sentence:
            wrong.append(f"{name}: {sentence}")
        if code == program.REFUSED and sentence and not sentence.endswith((".", "?")):
            wrong.append(f"{name} tells no sentence: {sentence}")
        if "\x1b" in sentence or "\u202e" in sentence or "Traceback" in sentence:
            wrong.append(f"{name} repeats what the file says: {sentence!r}")
        if time.process_time() - start > LONGEST:
            wrong.append(f"{name} takes long")
    if _look(path) != before:
        wrong.append("the file was changed")
    return wrong


def _look(path: Path) -> tuple[list[str], bytes]:
    names = sorted(each.name for each in path.parent.iterdir()) if path.parent.is_dir() else []
    return names, path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""
