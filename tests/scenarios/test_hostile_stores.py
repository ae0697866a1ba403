"""Files that claim to be a `.vvd`: refused in one sentence, at once, or opened as they are."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from stores import fiche, new_store

from vvdesk.dump import dump_text
from vvdesk.errors import Refused, VvdeskError
from vvdesk.store.workspace import Workspace

FLIPS, MANY_FLIPS = 100, 2_000
LONGEST = 1.0
"""Seconds of processor time for saying no."""
OPENED = "geopend."
_SEED = 20210331

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n"
TENFOLD = "meetmoment_id, project_code, 10 * beleidsruimte AS beleidsruimte, vak, vek"
BULK = "1, hex(randomblob(9)), 'x', hex(randomblob(9)), 'x', hex(zeroblob(9000)), 'x', 'x'"
TRAPS = {
    "a view in the place of a table": (
        "ALTER TABLE fiche RENAME TO echt",
        "CREATE VIEW fiche AS SELECT * FROM echt",
    ),
    "an amount ten times as large": (
        "ALTER TABLE financiering RENAME TO echt",
        f"CREATE VIEW financiering AS SELECT {TENFOLD} FROM echt",  # noqa: S608 - our own words
    ),
    "a view without end": ("DROP TABLE toelichting", f"CREATE VIEW toelichting AS {ENDLESS}"),
    "a view that fills the memory": (
        "DROP TABLE toelichting",
        "CREATE VIEW toelichting AS SELECT zeroblob(800000000) AS tekst",
    ),
    "a trigger that writes": (
        "CREATE TRIGGER t AFTER UPDATE ON fiche BEGIN UPDATE financiering SET vak = 0; END",
    ),
    "a trigger that is gone": ("DROP TRIGGER stap_delete_kept",),
    "a column that computes": (
        "ALTER TABLE plan ADD COLUMN x TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000)))",
    ),
    "an index that computes": ("CREATE INDEX i ON fiche (hex(titel))",),
    "a search table": ("CREATE VIRTUAL TABLE zoek USING fts5(tekst)",),
    "a table of very many columns": (
        f"CREATE TABLE breed ({', '.join(f'c{number}' for number in range(1900))})",
    ),
    "a check that loads a library": (
        "CREATE TABLE lading (x CHECK (load_extension('/tmp/kwaad') IS NULL))",
    ),
    "a table that is gone": ("DROP TABLE conflict",),
    "another version of the schema": ("PRAGMA user_version = 1",),
    "no plan": ("DELETE FROM plan",),
    "no meetmoment": ("PRAGMA foreign_keys = OFF", "DELETE FROM meetmoment"),
}
"""What somebody does to a good file with another program."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with some content."""
    return new_store(
        tmp_path_factory.mktemp("goed") / "goed.vvd", fiche("VV015", 3), fiche("VV016")
    )


def said(path: Path, *, read_only: bool) -> str:
    """Open a file and read all of it; return what it is refused for, or `OPENED`.

    Whatever a file holds, nothing else than the family of errors for users may come out.
    """
    before, start, sentence = path.read_bytes(), time.process_time(), OPENED
    try:
        with Workspace.open(path, read_only=read_only) as workspace:
            workspace.meetmoment()
            dump_text(workspace)
    except VvdeskError as error:
        sentence = str(error)
    assert time.process_time() - start <= LONGEST
    assert sentence.endswith(".")
    assert sentence == OPENED or path.read_bytes() == before
    return sentence


@pytest.mark.parametrize("read_only", [True, False], ids=["read", "write"])
@pytest.mark.parametrize("trap", TRAPS)
def test_a_file_that_was_tampered_with_is_refused_at_once(
    trap: str, good: Path, tmp_path: Path, *, read_only: bool
) -> None:
    path = shutil.copy(good, tmp_path / "val.vvd")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in TRAPS[trap]:
            connection.execute(statement)
    assert said(path, read_only=read_only) != OPENED


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:16],
        lambda data: data[:100],
        lambda data: data[:4096],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data[:100] + bytes(len(data) - 100),
        lambda data: data[:16] + b"\x00\x01" + data[18:],
        lambda data: data[:16] + b"\x02\x00" + data[18:],
        lambda data: data[:20] + b"\xff" + data[21:],
        lambda data: data[:28] + b"\xff\xff\xff\xff" + data[32:],
        lambda data: data[:44] + b"\x00\x00\x00\x09" + data[48:],
        lambda data: data[:56] + b"\x00\x00\x00\x02" + data[60:],
    ],
    ids=[
        "magic-only", "header-only", "first-page", "half", "last-byte-gone", "zeroes",
        "page-size-1", "page-size-512", "reserved-bytes", "page-count", "schema-format", "utf-16",
    ],
)  # fmt: skip
def test_a_mangled_file_is_refused_at_once(
    change: Callable[[bytes], bytes], good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "stuk.vvd"
    path.write_bytes(change(good.read_bytes()))
    for read_only in (True, False):
        assert said(path, read_only=read_only) != OPENED


def flip_and_open(good: Path, folder: Path, seeds: range) -> int:
    """Open copies in which one bit differs; return how many were refused."""
    whole = good.read_bytes()
    refused = 0
    for seed in seeds:
        chance = random.Random(seed)
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path = folder / "om.vvd"
        path.write_bytes(changed)
        refused += said(path, read_only=True) != OPENED
    return refused


def test_a_flipped_bit_never_crashes(good: Path, tmp_path: Path) -> None:
    assert flip_and_open(good, tmp_path, range(_SEED, _SEED + FLIPS)) > 0


@pytest.mark.torture
def test_many_flipped_bits_never_crash(good: Path, tmp_path: Path) -> None:
    assert flip_and_open(good, tmp_path, range(MANY_FLIPS)) > 0


def test_a_journal_of_another_copy_is_never_applied(good: Path, tmp_path: Path) -> None:
    other = shutil.copy(good, tmp_path / "ander.vvd")
    journal = tmp_path / "ander.vvd-journal"
    connection = sqlite3.connect(other, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE fiche SET titel = 'Van een andere kopie'")
    connection.execute(f"INSERT INTO toelichting SELECT {BULK} FROM wijziging")  # noqa: S608 - our own words
    stale = journal.read_bytes()
    assert stale.startswith(b"\xd9\xd5\x05\xf9")  # it would be applied
    connection.close()
    path = shutil.copy(good, tmp_path / "goed.vvd")
    path.with_name("goed.vvd-journal").write_bytes(stale)
    with pytest.raises(Refused, match="goed\\.vvd-journal"):
        Workspace.open(path)
    assert path.read_bytes() == good.read_bytes()
