"""Opening a file for work falls back to reading, with the reason."""

import sqlite3
from contextlib import closing

import pytest
from stores import fiche, new_store

from vvdesk.content import read_contents
from vvdesk.errors import NewerFormat, ReadOnly, Refused, Unavailable
from vvdesk.opening import open_for_work
from vvdesk.store.workspace import Workspace


def test_a_free_file_is_opened_to_write(tmp_path):
    with open_for_work(new_store(tmp_path / "ov.vvd", fiche())) as workspace:
        assert workspace.read_only is None


def test_a_file_that_somebody_works_in_is_opened_to_read_with_who_and_since_when(tmp_path):
    path = new_store(tmp_path / "ov.vvd", fiche())
    with Workspace.open(path), open_for_work(path) as second:
        assert "in gebruik door" in second.read_only
        with pytest.raises(ReadOnly), second.writing():
            pass


def test_a_file_that_is_not_there_is_refused_as_such(tmp_path):
    with pytest.raises((Unavailable, Refused), match="weg"):
        open_for_work(tmp_path / "weg.vvd")


def later(path, *changes):
    """Make a file as a later vvdesk might."""
    with closing(sqlite3.connect(path)) as connection:
        for change in (*changes, "PRAGMA user_version = 7"):
            connection.execute(change)
        connection.commit()
    return path


def test_a_later_format_that_only_has_more_can_be_read_with_the_way_out(tmp_path):
    path = later(
        new_store(tmp_path / "ov.vvd", fiche()),
        "ALTER TABLE fiche ADD COLUMN kleur TEXT",
        "CREATE TABLE bijlage (n INTEGER PRIMARY KEY, inhoud BLOB)",
    )
    before = path.read_bytes()
    with open_for_work(path) as workspace:
        assert workspace.read_only == (
            "Gemaakt met een nieuwere vvdesk (formaat 7); je kunt kijken maar niet wijzigen. "
            "Installeer de nieuwe versie om verder te werken."
        )
        with workspace.connection() as connection:
            assert read_contents(connection, 1)["VV015"].values["titel"] == "Project VV015"
        with pytest.raises(ReadOnly), workspace.writing():
            pass
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".~lock*"))


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE fiche RENAME TO fiches",
        "ALTER TABLE fiche RENAME COLUMN titel TO naam",
        "DROP TABLE toelichting",
    ],
)
def test_a_later_format_that_lacks_something_is_refused(tmp_path, change):
    path = later(new_store(tmp_path / "ov.vvd", fiche()), change)
    with pytest.raises(NewerFormat, match=r"formaat 7, dit programma kent \d+"):
        open_for_work(path)


def test_a_damaged_file_of_a_later_format_is_refused_as_damaged(tmp_path):
    path = later(new_store(tmp_path / "ov.vvd", fiche()))
    content = bytearray(path.read_bytes())
    content[8192:40960] = bytes(32768)
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"beschadigd|gesleuteld"):
        open_for_work(path)
