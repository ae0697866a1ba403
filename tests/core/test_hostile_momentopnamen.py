"""Momentopnamen mangled as a whole, block by block and cell by cell: one sentence, and no harm."""

import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hostile_momentopnamen import LONGEST, VALUES, asked, cells, rich, with_cell

from vvdesk.dump import dump_text
from vvdesk.errors import NewerFormat, Refused, Unavailable, VvdeskError
from vvdesk.sealing.verdict import NoKeys, Oordeel
from vvdesk.sealing.verifying import verify, verify_file
from vvdesk.store import sealed_store
from vvdesk.store.workspace import Workspace

PAGE = 4096
BLOCK = 512
FEW = 6
SAMPLED = 8
READING = ("search", "dump", "log", "questions", "conflicts", "status", "life", "audit-export")
"""What works on values only where the file is open; the others compute with them afterwards."""
_SEED = 20211130


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A momentopname with an inzending, a question, a report and two meetmomenten."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return rich(tmp_path_factory.mktemp("rijk"))


def judged(path: Path) -> str:
    """Verify a file that is not as it was sealed, and read all of it; return the sentence."""
    before, start = path.read_bytes(), time.process_time()
    found = verify_file(path, NoKeys(), evidence=False)
    assert found.oordeel is Oordeel.GEWIJZIGD, found.zin
    with suppress(VvdeskError), Workspace.open(path) as workspace:
        dump_text(workspace)
    assert time.process_time() - start < LONGEST
    assert path.read_bytes() == before
    assert found.zin.endswith(".")
    assert found.zin.isprintable()
    return found.zin


def mangled(made: Path, folder: Path, content: bytes) -> Path:
    path = folder / made.name
    path.write_bytes(content)
    return path


def cuts(size: int, count: int) -> list[int]:
    """Return lengths at the edges of blocks, and those around the header."""
    chance = random.Random(_SEED)
    return [0, 1, 16, 100, BLOCK, PAGE, size - BLOCK, size - 1] + [
        BLOCK * chance.randrange(1, size // BLOCK) for _ in range(count)
    ]


def test_cut_off_at_any_block_it_says_so(made: Path, tmp_path: Path) -> None:
    data = made.read_bytes()
    for size in cuts(len(data), FEW):
        sentence = judged(mangled(made, tmp_path, data[:size]))
        assert ("afgebroken" if size > 100 else "geen momentopname") in sentence or size == 100


@pytest.mark.torture
def test_cut_off_at_every_block_it_says_so(made: Path, tmp_path: Path) -> None:
    data = made.read_bytes()
    for size in range(BLOCK, len(data), BLOCK):
        assert "afgebroken" in judged(mangled(made, tmp_path, data[:size]))


@pytest.mark.parametrize("behind", [b"\0", bytes(PAGE), b"PK\x05\x06" + bytes(18)])
def test_what_stands_behind_the_end_is_seen(made: Path, tmp_path: Path, behind: bytes) -> None:
    judged(mangled(made, tmp_path, made.read_bytes() + behind))


def exchanged(data: bytes, chance: random.Random) -> bytes:
    one, other = (PAGE * each for each in chance.sample(range(1, len(data) // PAGE), 2))
    changed = bytearray(data)
    changed[one : one + PAGE] = data[other : other + PAGE]
    changed[other : other + PAGE] = data[one : one + PAGE]
    return bytes(changed)


def doubled(data: bytes, chance: random.Random) -> bytes:
    one, other = (PAGE * each for each in chance.sample(range(len(data) // PAGE), 2))
    return data[:one] + data[other : other + PAGE] + data[one + PAGE :]


def emptied(data: bytes, chance: random.Random) -> bytes:
    one = PAGE * chance.randrange(len(data) // PAGE)
    return data[:one] + bytes(PAGE) + data[one + PAGE :]


def scrambled(data: bytes, chance: random.Random) -> bytes:
    one = PAGE * chance.randrange(len(data) // PAGE)
    return data[:one] + chance.randbytes(PAGE) + data[one + PAGE :]


def left_out(data: bytes, chance: random.Random) -> bytes:
    one = PAGE * chance.randrange(1, len(data) // PAGE)
    return data[:one] + data[one + PAGE :]


@pytest.mark.parametrize("times", [FEW // 2, pytest.param(100, marks=pytest.mark.torture)])
@pytest.mark.parametrize("change", [exchanged, doubled, emptied, scrambled, left_out])
def test_blocks_in_another_order_are_found(
    made: Path, tmp_path: Path, change: Callable[[bytes, random.Random], bytes], times: int
) -> None:
    data = made.read_bytes()
    for seed in range(times):
        judged(mangled(made, tmp_path, change(data, random.Random(seed))))


@pytest.mark.parametrize(
    ("place", "there"),
    [
        (16, b"\x02\x00"), (16, b"\x00\x01"), (16, b"\x00\x00"), (16, b"\x00\x03"),
        (18, b"\x02\x02"), (18, b"\x01\x02"), (18, b"\x03\x03"), (20, b"\x20"), (20, b"\xff"),
        (21, b"\x01\x01\x01"),
        (28, bytes(4)), (28, b"\x00\x00\x00\x01"), (28, b"\xff\xff\xff\xff"),
        (32, b"\x00\x00\x00\x05\x00\x00\x00\x05"), (44, b"\x00\x00\x00\x09"),
        (52, b"\x00\x00\x00\x03"), (56, b"\x00\x00\x00\x02"), (56, b"\x00\x00\x00\x09"),
        (60, bytes(4)),
        (60, b"\x00\x00\x00\x02"), (60, b"\x00\x00\x00\x04"), (60, b"\xff\xff\xff\xff"),
        (64, b"\x00\x00\x00\x01"), (68, bytes(4)), (68, b"VVD1"),
    ],
)  # fmt: skip
def test_another_number_in_the_header_is_found(
    made: Path, tmp_path: Path, place: int, there: bytes
) -> None:
    data = made.read_bytes()
    changed = data[:place] + there + data[place + len(there) :]
    if changed == data:
        pytest.skip("that is what stands there")
    judged(mangled(made, tmp_path, changed))


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
OF_FICHE = "(SELECT rootpage FROM sqlite_master WHERE name = 'fiche')"
BLANKS = "replace(hex(zeroblob(9000000)), '0', ' ')"
SCHEMAS = {
    "a column that computes": (
        "ALTER TABLE plan ADD COLUMN x TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000)))",
    ),
    "a view without end": (
        "ALTER TABLE bevinding RENAME TO echt",
        f"CREATE VIEW bevinding AS {ENDLESS}",
    ),
    "a manifest that fills the memory": (
        "ALTER TABLE zegel RENAME TO echt",
        "CREATE VIEW zegel AS SELECT id, hex(zeroblob(400000000)) AS manifest FROM echt",
    ),
    "a search table": ("CREATE VIRTUAL TABLE zoek USING fts5(tekst)",),
    "a check that loads a library": (
        "CREATE TABLE lading (x CHECK (load_extension('/tmp/kwaad') IS NULL))",
    ),
    "a default that loads a library": (
        "CREATE TABLE lading (x DEFAULT (load_extension('/tmp/kwaad')))",
    ),
    "an index that computes": ("CREATE INDEX i ON fiche (hex(titel))",),
    "a trigger": ("CREATE TRIGGER t AFTER UPDATE ON fiche BEGIN DELETE FROM zegel; END",),
    "a guard that is gone": ("DROP TRIGGER stap_delete_kept",),
    "another name of a column": ("ALTER TABLE fiche RENAME COLUMN titel TO kop",),
    "a table more": ("CREATE TABLE meer (x)",),
    "statistics": ("ANALYZE",),
    "a table less": ("DROP TABLE bevinding",),
    "no seal": ("DROP TABLE zegel",),
    "words that are no SQL": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE' WHERE name = 'plan'",
    ),
    "a table in the place of another": (
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET rootpage = {OF_FICHE} WHERE name = 'plan'",  # noqa: S608 - our own words
    ),
    "a table on no page": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'meetmoment'",
    ),
    "a table on the first page": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'fiche'",
    ),
    "a name of bytes": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = x'ff00' WHERE name = 'plan'",
    ),
    "a kind of bytes": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET type = x'ff00' WHERE name = 'plan'",
    ),
    "no name": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = NULL WHERE type = 'trigger'",
    ),
    "a very long text": (
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = sql || {BLANKS} WHERE name = 'plan'",  # noqa: S608 - our own words
    ),
}
"""What somebody makes of the tables; each has to be refused before anything is read from them."""


@pytest.mark.parametrize("what", SCHEMAS)
def test_other_tables_are_refused_before_they_are_read(
    made: Path, tmp_path: Path, what: str
) -> None:
    path = Path(shutil.copy(made, tmp_path))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in SCHEMAS[what]:
            connection.execute(statement)
    judged(path)


def test_a_value_that_vvdesk_never_wrote_is_told_in_one_sentence(
    made: Path, tmp_path: Path
) -> None:
    chance, told = random.Random(_SEED), {}
    found = cells(made)
    for table, column in chance.sample(found, SAMPLED):
        value = chance.choice(list(VALUES))
        path = with_cell(made, table, column, VALUES[value], "cel.vvs")
        if path is None:
            continue
        wrong = asked(path, tmp_path, "verify", "trace", "search", "log")
        if wrong:
            told[f"{table}.{column} = {value}"] = wrong
    assert told == {}


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("UPDATE speerpunt SET nummer = NULL", "trace"),
        ("UPDATE agendering SET datum = char(27) || '[2J'", "trace"),
        ("UPDATE meetmoment SET peildatum = 'gisteren'", "search"),
    ],
)
def test_a_value_of_another_kind_names_the_file_and_asks_for_the_seal(
    made: Path, tmp_path: Path, statement: str, verb: str
) -> None:
    table, column = statement.split()[1], statement.split()[3]
    value = {"nummer": None, "datum": "\x1b[2J", "peildatum": "gisteren"}[column]
    path = with_cell(made, table, column, value, "vreemd.vvs")
    assert path is not None
    assert asked(path, tmp_path, verb) == []
    with pytest.raises(Refused, match="Kijk het zegel na") as refused, Workspace.open(path) as own:
        dump_text(own)
    assert str(refused.value).startswith('"vreemd.vvs"')
    assert str(refused.value).isprintable()
    assert "versions" not in str(refused.value)


@pytest.mark.torture
@pytest.mark.parametrize("value", VALUES)
def test_no_value_in_any_cell_is_a_fault_of_the_program(
    made: Path, tmp_path: Path, value: str
) -> None:
    told = {}
    for table, column in cells(made):
        path = with_cell(made, table, column, VALUES[value], "cel.vvs")
        if path is not None and (wrong := asked(path, tmp_path, *READING)):
            told[f"{table}.{column}"] = wrong
    assert told == {}


def test_what_is_no_file_is_told_and_not_waited_for(made: Path, tmp_path: Path) -> None:
    loop = tmp_path / "lus.vvs"
    loop.symlink_to(loop)
    odd = [tmp_path, loop, tmp_path / "weg.vvs", tmp_path / "map" / "weg.vvs"]
    odd += [path for path in (Path("/dev/zero"), Path("/dev/null")) if path.exists()]
    for path in odd:
        with pytest.raises((Refused, Unavailable)) as refused:
            Workspace.open(path)
        assert path.name in str(refused.value)
        with pytest.raises(Unavailable):
            verify_file(path, NoKeys())
    link = tmp_path / "koppeling.vvs"
    link.symlink_to(made)
    assert verify_file(link, NoKeys(), evidence=False).verschillen == ()


def test_a_file_that_may_not_be_read_says_so(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made, tmp_path))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    for act in (Workspace.open, lambda where: verify_file(where, NoKeys())):
        with pytest.raises((Refused, Unavailable), match=path.name):
            act(path)


def test_a_file_that_grows_or_goes_after_opening_stays_what_it_was(
    made: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(made, tmp_path))
    with Workspace.open(path) as workspace:
        whole = dump_text(workspace)
        with path.open("ab") as file:
            file.write(b"er komt nog iets")
        assert dump_text(workspace) == whole
        path.write_bytes(b"")
        assert dump_text(workspace) == whole
        path.unlink()
        assert dump_text(workspace) == whole


def test_half_a_copy_that_still_arrives_is_told_as_cut_off(made: Path, tmp_path: Path) -> None:
    data, path = made.read_bytes(), tmp_path / "onderweg.vvs"
    with path.open("wb") as arriving:
        for start in range(0, len(data), len(data) // 3 + 1):
            arriving.write(data[start : start + len(data) // 3 + 1])
            arriving.flush()
            if arriving.tell() < len(data):
                assert "afgebroken" in judged(path)
    assert verify_file(path, NoKeys(), evidence=False).verschillen == ()


def test_a_later_format_is_not_called_damaged(made: Path, tmp_path: Path) -> None:
    data = made.read_bytes()
    path = mangled(made, tmp_path, data[:60] + b"\x00\x00\x00\x09" + data[64:])
    with pytest.raises(NewerFormat, match="Werk vvdesk bij"):
        Workspace.open(path)


@pytest.mark.parametrize("left", [0, 100, PAGE, 5 * PAGE])
def test_a_large_one_that_is_cut_off_while_it_is_open_says_so(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setattr(sealed_store, "LARGEST_IN_MEMORY", 0)
    path = Path(shutil.copy(made, tmp_path))
    with Workspace.open(path) as workspace:
        assert workspace.sealed_bytes is None
        with path.open("r+b") as file:
            file.truncate(left)
        with pytest.raises((Refused, Unavailable)) as refused:
            dump_text(workspace)
        assert path.name in str(refused.value)
        assert "versions" not in str(refused.value)
        with suppress(Unavailable):
            assert verify(workspace, NoKeys()).oordeel is Oordeel.GEWIJZIGD
