"""Copying a plan between files and servers: nothing is lost, and nothing is half."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from stores import ACTOR, fiche, names_in, new_store

from vvdesk import copying
from vvdesk.audit import first_broken
from vvdesk.copying import copy_store, table_digests
from vvdesk.dump import dump_text
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Refused, VvdeskError
from vvdesk.importing import import_report
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.model import Entity, Inzending, Staat
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.store.roles import Rol
from vvdesk.store.server_admin import administering
from vvdesk.store.workspace import Workspace


@pytest.fixture
def lived_in(central):
    """A central file with all that guards hold back: a closed meetmoment, an approved fiche."""
    with Workspace.open(central) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        close_meetmoment(workspace, "april 2021", ACTOR, None)
        first = next(iter(_projects(workspace)))
        editing = Editing(workspace, ACTOR)
        with editing.step("Rare waarden") as work:
            work.set(2, first, "titel", 'É € "\\" \U0001f600 \x7f \u200b')
            work.set(2, first, "financiering.beleidsruimte", 4_300_000_000_000)
        with editing.step("Een bestand") as work:
            row = {
                "id": 1, "meetmoment_id": 2, "bestandsnaam": "a.xlsx", "sha256": "0",
                "inhoud_digest": "0", "export_volgnummer": 0, "ontvangen_op": "nu",
                "ontvangen_door": "ik", "stap": work.stap, "tellers": "{}",
                "bestand": bytes(range(256)) * 40,
            }  # fmt: skip
            work.manage(Inzending, [row], {"bestand": "a.xlsx"}, meetmoment_id=2)
        with editing.step("Goedkeuren") as work:
            work.set_staat(2, first, Staat.GOEDGEKEURD)
    return central


def _projects(workspace):
    with workspace.connection() as connection:
        return list(connection.scalars(text("SELECT code FROM project ORDER BY code")))


def _said(place):
    with Workspace.open(place, read_only=True) as workspace, workspace.connection() as connection:
        assert first_broken(connection) is None
        return dump_text(workspace), table_digests(connection), workspace.plan.bestand_id


@pytest.mark.centraal
def test_a_file_comes_back_from_a_server_exactly_as_it_was(lived_in, server, tmp_path):
    there = copy_store(lived_in, server)
    back = copy_store(server, tmp_path / "terug.vvd")
    assert _said(lived_in) == _said(server) == _said(tmp_path / "terug.vvd")
    assert there == back
    assert there.rows["fiche"] == 18
    assert there.rows["wijziging"] == there.trail[0]
    assert names_in(tmp_path) == ["centraal.vvd", "terug.vvd"]


@pytest.mark.centraal
def test_after_copying_the_server_guards_again(lived_in, server):
    copy_store(lived_in, server)
    with Workspace.open(server) as workspace:
        with pytest.raises(ReadOnly), workspace.writing() as connection:
            connection.exec_driver_sql("UPDATE fiche SET titel = 'x' WHERE meetmoment_id = 1")
        with pytest.raises(ReadOnly), workspace.writing() as connection:
            connection.exec_driver_sql("DELETE FROM wijziging")
        project = _projects(workspace)[1]
        with Editing(workspace, ACTOR).step("Verder werken") as work:
            work.set(2, project, "titel", "Verder")
        with workspace.connection() as connection:
            assert first_broken(connection) is None


def test_a_file_copied_to_a_file_says_the_same(lived_in, tmp_path):
    copied = copy_store(lived_in, tmp_path / "kopie.vvd")
    assert _said(lived_in) == _said(tmp_path / "kopie.vvd")
    assert copied.rows["meetmoment"] == 2


def test_a_file_of_an_earlier_format_is_brought_up_to_date_on_the_way(tmp_path):
    old = Path(__file__).parents[1] / "files" / "formaat-2.vvd"
    before = old.read_bytes()
    copy_store(old, tmp_path / "nieuw.vvd")
    assert _said(tmp_path / "nieuw.vvd")[0] == _said(old)[0]
    assert old.read_bytes() == before


@pytest.mark.centraal
def test_a_server_with_a_plan_is_not_overwritten(central, server):
    copy_store(central, server)
    before = _said(server)
    with pytest.raises(Misused, match="bevat al een plan"):
        copy_store(central, server)
    assert _said(server) == before


def test_a_file_that_exists_is_not_overwritten(central, tmp_path):
    other = new_store(tmp_path / "ander.vvd", fiche())
    before = other.read_bytes()
    with pytest.raises(Misused, match="bestaat al"):
        copy_store(central, other)
    assert other.read_bytes() == before


@pytest.mark.centraal
def test_a_database_that_was_not_prepared_is_refused_with_what_to_do(central, bare_server):
    with pytest.raises(Refused, match="server init"):
        copy_store(central, bare_server)


@pytest.mark.centraal
def test_a_coordinator_cannot_bring_in_the_names_of_others(central, server, login):
    with pytest.raises(VvdeskError):
        copy_store(central, login(Rol.COORDINATOR))
    assert _is_empty(server)


def _stopping_after(reports):
    def progress(_done, _total, _label):
        seen.append(_done)
        if len(seen) > reports:
            raise Cancelled

    seen = []
    return progress


def _is_empty(server):
    with administering(server) as connection:
        counts = [
            connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our own names
            for table in Entity.metadata.tables
        ]
    return not any(counts)


@pytest.mark.centraal
@pytest.mark.parametrize("reports", [0, 3, 9])
def test_a_copy_to_a_server_that_is_stopped_leaves_it_empty(lived_in, server, reports, monkeypatch):
    monkeypatch.setattr(copying, "_ROWS_AT_ONCE", 100)
    with pytest.raises(Cancelled):
        copy_store(lived_in, server, _stopping_after(reports))
    assert _is_empty(server)
    copy_store(lived_in, server)
    assert _said(lived_in) == _said(server)


@pytest.mark.parametrize("reports", [0, 3, 9])
def test_a_copy_to_a_file_that_is_stopped_leaves_nothing_behind(
    lived_in, tmp_path, reports, monkeypatch
):
    monkeypatch.setattr(copying, "_ROWS_AT_ONCE", 100)
    with pytest.raises(Cancelled):
        copy_store(lived_in, tmp_path / "kopie.vvd", _stopping_after(reports))
    assert names_in(tmp_path) == ["centraal.vvd"]


@pytest.mark.centraal
def test_a_text_that_a_server_cannot_keep_is_refused_by_table_and_leaves_it_empty(lived_in, server):
    with closing(sqlite3.connect(lived_in)) as connection, connection:
        connection.execute("UPDATE inzending SET bestandsnaam = 'a' || char(0) || 'b'")
    with pytest.raises(Refused, match="Tabel inzending"):
        copy_store(lived_in, server)
    assert _is_empty(server)


def test_a_file_with_a_broken_trail_is_not_copied(central, tmp_path):
    with closing(sqlite3.connect(central)) as connection, connection:
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'wijziging_update_kept'"
        ).fetchone()
        connection.execute("DROP TRIGGER wijziging_update_kept")
        connection.execute("UPDATE wijziging SET wie = 'ander' WHERE n = 3")
        connection.execute(sql)
    with pytest.raises(Refused, match="vanaf regel 3"):
        copy_store(central, tmp_path / "kopie.vvd")
    assert names_in(tmp_path) == ["centraal.vvd"]


@pytest.mark.centraal
def test_a_report_imported_on_a_server_says_what_it_says_in_a_file(central, server, tmp_path):
    copy_store(new_store(tmp_path / "leeg.vvd"), server)
    with Workspace.open(server) as workspace:
        import_report(workspace, resources() / "voorbeeld" / "april-2021.txt", ACTOR)
    assert _said(server)[0] == _said(central)[0]


@pytest.mark.centraal
def test_an_auditor_takes_a_complete_copy_home(lived_in, server, login, tmp_path):
    copy_store(lived_in, server)
    copy_store(login(Rol.AUDITOR), tmp_path / "kopie.vvd")
    assert _said(lived_in) == _said(tmp_path / "kopie.vvd")
