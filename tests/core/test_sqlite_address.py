"""How files are named to SQLite."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from stores import names_in, new_store

from vvdesk.store.sqlite_address import sqlite_address
from vvdesk.store.workspace import Workspace

OLD = Path(__file__).parents[1] / "files" / "formaat-1.vvd"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PurePosixPath("/map 1/a.vvd"), "file:///map%201/a.vvd?mode=ro"),
        (PureWindowsPath(r"C:\map 1\a.vvd"), "file:///C:/map%201/a.vvd?mode=ro"),
        (
            PureWindowsPath(r"\\server\deel\map 1\a.vvd"),
            "file:////server/deel/map%201/a.vvd?mode=ro",
        ),
    ],
)
def test_a_file_is_named_without_the_name_of_a_machine(path, expected):
    assert sqlite_address(path, "ro") == expected


def test_sqlite_refuses_the_name_of_a_machine_and_takes_it_in_the_path():
    share = PureWindowsPath(r"\\server\deel\a.vvd")
    with pytest.raises(sqlite3.OperationalError, match="uri authority"):
        sqlite3.connect(share.as_uri(), uri=True)
    # Elsewhere than on Windows there are no shares: the address is understood, the file missing.
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(sqlite_address(share, "ro"), uri=True)


def test_signs_that_mean_something_in_an_address_are_part_of_the_name(tmp_path):
    odd = tmp_path / "stand 100% van #3; waarom?.vvd"
    with closing(sqlite3.connect(sqlite_address(odd, "rwc"), uri=True)) as made:
        made.execute("CREATE TABLE een (twee)")
    with closing(sqlite3.connect(sqlite_address(odd, "ro", immutable=True), uri=True)) as opened:
        assert opened.execute("SELECT name FROM sqlite_master").fetchall() == [("een",)]
    assert odd.is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
def test_files_with_such_names_are_made_opened_and_upgraded(tmp_path):
    made = new_store(tmp_path / "stand 100% van #3; waarom?.vvd")
    old = Path(shutil.copy(OLD, tmp_path / "oud 100% van #3; waarom?.vvd"))
    for path in (made, old):
        with Workspace.open(path) as workspace:
            assert workspace.plan.code
    assert {made.name, old.name} <= set(names_in(tmp_path))
    assert "stand 100% van #3; waarom" not in names_in(tmp_path)
