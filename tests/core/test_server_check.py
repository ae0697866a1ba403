"""Looking a server over: what is right is called right, and every tampering is found."""

import pytest
from stores import ACTOR

from vvdesk.meetmomenten import create_store
from vvdesk.plan import load_plan
from vvdesk.server_check import check_server
from vvdesk.store.server_admin import administering, own, upgrade_server

pytestmark = pytest.mark.centraal


_EMPTIED = (
    "CREATE OR REPLACE FUNCTION wijziging_insert_signed() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN RETURN NEW; END $$"
)


def _wrong(server):
    """What needs attention, but the line: a test server has no TLS."""
    return {each.what: each for each in check_server(server) if each.advice} | {"Verbinding": None}


def _tamper(server, *statements):
    with administering(server) as connection:
        own(connection)
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_prepared_server_is_right_but_for_its_line(server):
    assert set(_wrong(server)) == {"Verbinding"}


def test_an_unprepared_database_is_told_what_to_do(bare_server):
    assert "server init" in _wrong(bare_server)["Formaat"].advice


@pytest.mark.parametrize(
    "statement",
    [
        "GRANT DELETE ON wijziging TO vvdesk_coordinator",
        "GRANT INSERT ON fiche TO vvdesk_auditor",
        "REVOKE SELECT ON fiche FROM vvdesk_auditor",
        "GRANT UPDATE ON alembic_version TO vvdesk_coordinator",
    ],
)
def test_a_right_too_many_or_too_few_is_found_and_mended_by_an_upgrade(server, statement):
    _tamper(server, statement)
    assert "Rechten" in _wrong(server)
    upgrade_server(server)
    assert set(_wrong(server)) == {"Verbinding"}


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE wijziging DISABLE TRIGGER wijziging_delete_kept",
        "DROP TRIGGER fiche_update_closed ON fiche",
        _EMPTIED,
    ],
)
def test_a_lock_that_was_opened_is_found_and_mended_by_an_upgrade(server, statement):
    _tamper(server, statement)
    assert "Sloten" in _wrong(server)
    upgrade_server(server)
    assert set(_wrong(server)) == {"Verbinding"}


def test_a_door_that_was_left_open_for_everybody_is_found(server):
    with administering(server) as connection:
        connection.exec_driver_sql(f'GRANT TEMPORARY ON DATABASE "{server.database}" TO PUBLIC')
    assert "TEMPORARY" in _wrong(server)["Buitenstaanders"].found
    upgrade_server(server)
    assert set(_wrong(server)) == {"Verbinding"}


def test_a_trail_that_was_edited_by_the_owner_is_found(server):
    create_store(server, load_plan("vlaamse-veerkracht"), "april 2021", _day(), ACTOR)
    assert set(_wrong(server)) == {"Verbinding"}
    _tamper(
        server,
        "ALTER TABLE wijziging DISABLE TRIGGER USER",
        "UPDATE wijziging SET wie = 'ander' WHERE n = 2",
        "ALTER TABLE wijziging ENABLE TRIGGER USER",
    )
    assert "regel 2" in _wrong(server)["Wijzigingsspoor"].found


def _day():
    return load_plan("vlaamse-veerkracht").meetmoment("april 2021").peildatum
