import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from stores import ACTOR, fiche, names_in, new_store

from vvdesk.audit import first_broken
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Misused, NewerFormat, ReadOnly, Refused, Unavailable
from vvdesk.store import file_format
from vvdesk.store.schema import create_schema
from vvdesk.store.versions import restore, versions
from vvdesk.store.workspace import Workspace

OLD = Path(__file__).parents[1] / "files" / "formaat-1.vvd"


@pytest.fixture
def path(tmp_path):
    return new_store(tmp_path / "centraal.vvd", fiche("VV015"), fiche("VV016"))


def contents(path, meetmoment_id=1):
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        return read_contents(connection, meetmoment_id)


def overwrite(path, place, value):
    with path.open("r+b") as file:
        file.seek(place)
        file.write(value)


def test_the_schema_of_a_new_file_is_the_one_the_format_expects():
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_schema(connection)
        digest = file_format.schema_digest(connection.connection.dbapi_connection)
    assert file_format.SCHEMA_DIGESTS[file_format.FORMAT_VERSION] == digest


def test_closing_leaves_one_file(path, tmp_path):
    with Workspace.open(path):
        pass
    assert names_in(tmp_path) == [path.name]


def test_a_changed_schema_rolls_back_with_its_transaction(path):
    with Workspace.open(path) as workspace:
        with pytest.raises(RuntimeError), workspace.writing() as connection:
            connection.execute(text("CREATE TABLE extra (x)"))
            raise RuntimeError
        with workspace.connection() as connection:
            found = connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name='extra'"))
    assert found == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"PK\x03\x04rest", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "Office"),
        (b"hallo", "ander programma"),
    ],
)
def test_a_foreign_file_is_told_what_it_is(tmp_path, content, said):
    foreign = tmp_path / "x.vvd"
    foreign.write_bytes(content)
    with pytest.raises(Refused, match=said):
        Workspace.open(foreign)
    assert names_in(tmp_path) == ["x.vvd"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(Refused, match="bestaat niet"):
        Workspace.open(tmp_path / "weg.vvd", read_only=True)
    with pytest.raises(Refused, match="map"):
        Workspace.open(tmp_path, read_only=True)


def test_a_newer_format_is_refused_before_anything_is_read(path):
    overwrite(path, 60, (99).to_bytes(4, "big"))
    with pytest.raises(NewerFormat, match="nieuwere vvdesk"):
        Workspace.open(path)


def test_another_programs_database_is_refused(path):
    overwrite(path, 68, (7).to_bytes(4, "big"))
    with pytest.raises(Refused, match="ander programma"):
        Workspace.open(path)


def test_a_sealed_file_is_no_work_file(path):
    overwrite(path, 68, file_format.SEALED_APPLICATION_ID.to_bytes(4, "big"))
    with pytest.raises(Refused, match="momentopname"):
        Workspace.open(path)


def test_a_file_in_write_ahead_mode_is_refused(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    with pytest.raises(Refused, match="kopiëren"):
        Workspace.open(path)


def test_a_stale_log_of_another_program_is_never_applied(path):
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 100)
    with pytest.raises(Refused, match="-wal"):
        Workspace.open(path)


def test_a_cut_off_file_is_refused(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refused, match="afgebroken"):
        Workspace.open(path)


def test_a_file_with_garbage_pages_is_refused(path):
    overwrite(path, 4096 * 2, b"\xff" * 4096 * 3)
    with pytest.raises(Refused, match=r"beschadigd|opbouw"):
        Workspace.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE extra (x)",
        "CREATE TRIGGER t AFTER INSERT ON fiche BEGIN SELECT 1; END",
        "DROP TRIGGER wijziging_update_kept",
    ],
)
def test_a_file_whose_structure_was_changed_is_refused(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    with pytest.raises(Refused, match="opbouw"):
        Workspace.open(path)


def test_a_read_only_store_refuses_writing(path):
    with Workspace.open(path, read_only=True) as workspace:
        with pytest.raises(ReadOnly), Editing(workspace, ACTOR).step("x") as work:
            work.set(1, "VV015", "titel", "Anders")
        with pytest.raises(Unavailable), workspace.connection() as connection:
            connection.execute(text("DELETE FROM mijlpaal"))


def test_the_audit_trail_can_only_grow(path):
    with closing(sqlite3.connect(path)) as connection:
        for statement in (
            "UPDATE wijziging SET nieuw='0'",
            "DELETE FROM wijziging",
            "DELETE FROM stap",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="wijzigingsspoor"):
                connection.execute(statement)


def test_an_edited_audit_row_breaks_the_chain(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER wijziging_update_kept")
        connection.execute("UPDATE wijziging SET wie='iemand anders' WHERE n=3")
        connection.commit()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert first_broken(connection) == 3
    engine.dispose()


def test_a_file_of_the_first_format_opens_upgraded_with_the_same_content(tmp_path):
    path = tmp_path / "oud.vvd"
    shutil.copy(OLD, path)
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        found = read_contents(connection, 2)
        assert first_broken(connection) is None
        assert connection.scalar(text("SELECT count(*) FROM inzending WHERE bestand IS NULL")) == 1
    assert found["VV177"].values["financiering.vak"] == 1_250_000
    assert str(found["VV177"].tables["mijlpalen"]["VV177-M01"].basislijn) == "2023-12-31"
    assert [version.reason for version in versions(path)] == ["upgrade"]
    assert file_format.check_header(path) == file_format.FORMAT_VERSION


def test_a_file_of_the_second_format_opens_upgraded_with_what_is_approved_locked(tmp_path):
    path = tmp_path / "oud.vvd"
    shutil.copy(OLD.with_name("formaat-2.vvd"), path)
    with Workspace.open(path) as workspace, workspace.connection() as connection:
        found = read_contents(connection, 1)
        assert first_broken(connection) is None
    assert found["VV015"].values["financiering.beleidsruimte"] == 375_000_000
    assert found["VV016"].staat == "goedgekeurd"
    assert {each.versie for each in found.values()} == {0}
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="Deze fiche is goedgekeurd"),
    ):
        connection.execute("UPDATE fiche SET titel='x' WHERE project_code='VV016'")


def test_an_old_file_may_be_viewed_without_being_changed(tmp_path):
    path = tmp_path / "oud.vvd"
    shutil.copy(OLD, path)
    before = path.read_bytes()
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        assert set(read_contents(connection, 2)) == {"VV015", "VV177"}
    assert path.read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "oud.vvd"
    shutil.copy(OLD, path)
    before = path.read_bytes()
    monkeypatch.setitem(file_format.SCHEMA_DIGESTS, file_format.FORMAT_VERSION, "anders")
    with pytest.raises(Refused):
        Workspace.open(path)
    assert path.read_bytes() == before
    assert names_in(tmp_path) == ["oud.vvd"]


def test_a_version_is_kept_at_opening_only_after_a_change(path):
    with Workspace.open(path):
        pass
    count = len(versions(path))
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("x") as work:
        work.set(1, "VV015", "titel", "Anders")
    assert len(versions(path)) == count
    with Workspace.open(path):
        pass
    assert len(versions(path)) == count + 1


@pytest.mark.parametrize("reason", ["opening", "import", "merge", "upgrade", "bewaren"])
def test_every_kind_of_version_leads_back(path, tmp_path, reason):
    before = contents(path)
    with Workspace.open(path) as workspace:
        with Editing(workspace, ACTOR).step("x") as work:
            work.set(1, "VV016", "titel", "Tussenstand")
        workspace.keep_version(reason)
        kept = versions(path)[0]
        with Editing(workspace, ACTOR).step("y") as work:
            work.set(1, "VV016", "titel", "Later")
    assert kept.reason == reason
    restore(kept, tmp_path / "terug.vvd")
    found = contents(tmp_path / "terug.vvd")
    assert found["VV016"].values["titel"] == "Tussenstand"
    assert found["VV015"] == before["VV015"]


def test_going_back_never_overwrites(path):
    with Workspace.open(path):
        kept = versions(path)[0]
    with pytest.raises(Misused, match="bestaat al"):
        restore(kept, path)


def test_versions_are_bounded_in_number(path):
    with Workspace.open(path) as workspace:
        for number in range(15):
            with Editing(workspace, ACTOR).step("x") as work:
                work.set(1, "VV015", "titel", f"Titel {number}")
            workspace.keep_version("bewaren")
    assert len(versions(path)) == 10


def test_versions_are_bounded_in_size(path, monkeypatch):
    monkeypatch.setattr("vvdesk.store.versions.LARGEST_TOTAL", 3 * path.stat().st_size)
    with Workspace.open(path) as workspace:
        for number in range(6):
            with Editing(workspace, ACTOR).step("x") as work:
                work.set(1, "VV015", "titel", f"Titel {number}")
            workspace.keep_version("bewaren")
    assert 1 <= len(versions(path)) <= 3


def test_a_version_that_cannot_be_kept_stops_what_came_after(path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("x") as work:
        work.set(1, "VV015", "titel", "Anders")
    monkeypatch.setattr("vvdesk.store.versions._backup", full)
    with pytest.raises(Unavailable, match="veilige kopie"):
        Workspace.open(path)


def test_a_file_replaced_underneath_is_noticed(path, tmp_path):
    copy = tmp_path / "kopie.vvd"
    shutil.copy(path, copy)
    with Workspace.open(path) as workspace:
        copy.replace(path)
        with (
            pytest.raises(Unavailable, match="vervangen"),
            Editing(workspace, ACTOR).step("x") as work,
        ):
            work.set(1, "VV015", "titel", "Anders")
