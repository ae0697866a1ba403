"""What each role may do on a server, found out by trying."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from dataclasses import replace

import psycopg
import pytest
from server_sample import fill
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from vvdesk.errors import Misused, Unavailable
from vvdesk.model import Entity
from vvdesk.store.roles import Rol, rights_of
from vvdesk.store.schema import APPEND_ONLY_TABLES
from vvdesk.store.server_admin import add_login, administering, initialise
from vvdesk.store.server_store import server_engine
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal

PASSWORD = "een lang woord % met 'tekens' :x"  # noqa: S105 - of a server that goes after the test
TABLES = [table.name for table in Entity.metadata.sorted_tables]


def allowed(place, *statements):
    """Try statements one by one with a login; return those that the server does not forbid."""
    engine = server_engine(place)
    found = []
    with engine.connect() as connection:
        for statement in statements:
            try:
                connection.exec_driver_sql(statement)
                found.append(statement)
            except DBAPIError as error:
                if not isinstance(error.orig, psycopg.errors.InsufficientPrivilege):
                    found.append(f"{statement}: {error}")
            connection.rollback()
    engine.dispose()
    return found


def attempts(table):
    """One statement of each verb on a table; none changes a row, rights are looked at first."""
    column = next(iter(Entity.metadata.tables[table].columns)).name
    return {
        "INSERT": f"INSERT INTO {table} SELECT * FROM {table} WHERE false",  # noqa: S608 - our own names
        "UPDATE": f"UPDATE {table} SET {column} = {column} WHERE false",  # noqa: S608 - our own names
        "DELETE": f"DELETE FROM {table} WHERE false",  # noqa: S608 - our own names
        "TRUNCATE": f"TRUNCATE {table} CASCADE",
        "ALTER": f"ALTER TABLE {table} DISABLE TRIGGER USER",
        "DROP": f"DROP TABLE {table} CASCADE",
        "TRIGGER": f"CREATE TRIGGER x BEFORE INSERT ON {table} EXECUTE FUNCTION "
        "suppress_redundant_updates_trigger()",
    }


BUILDING = [
    "CREATE TABLE eigen (a integer)",
    "CREATE TABLE public.eigen (a integer)",
    "CREATE TEMP TABLE eigen (a integer)",
    "CREATE SCHEMA eigen",
    "CREATE FUNCTION eigen() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "DROP FUNCTION wijziging_insert_chained() CASCADE",
    "UPDATE alembic_version SET version_num = '0009'",
    "INSERT INTO alembic_version VALUES ('0009')",
    "CREATE ROLE eigen",
    "SET ROLE vvdesk_eigenaar",
    "SET session_replication_role = replica",
    "SET SESSION AUTHORIZATION postgres",
    "COPY plan FROM PROGRAM 'true'",
    "SELECT rolpassword FROM pg_authid",
]


@pytest.mark.parametrize("rol", list(Rol))
def test_nobody_builds_anything_with_the_login_of_a_person(login, rol):
    assert allowed(login(rol), *BUILDING) == []


def test_an_auditor_changes_nothing_at_all(login):
    tried = [statement for table in TABLES for statement in attempts(table).values()]
    assert allowed(login(Rol.AUDITOR), *tried) == []


def test_an_auditor_reads_every_table(login):
    place = login(Rol.AUDITOR)
    with administering(place) as connection:
        for table in TABLES:
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 - our own names


def test_a_coordinator_may_do_per_table_what_the_program_needs_and_no_more(login):
    tried = {table: attempts(table) for table in TABLES}
    meant = [
        tried[table][verb.strip()]
        for table in TABLES
        for verb in rights_of(table).split(",")
        if "(" not in verb
    ]
    every = [statement for of_one in tried.values() for statement in of_one.values()]
    assert sorted(allowed(login(Rol.COORDINATOR), *every)) == sorted(meant)


@pytest.mark.parametrize("table", [*APPEND_ONLY_TABLES, "inzending", "uitvraag", "plan"])
def test_evidence_only_grows_for_a_coordinator(table):
    assert rights_of(table) == "INSERT"


def test_of_a_merge_a_coordinator_changes_only_that_it_was_taken_back(login):
    taken_back = "UPDATE samenvoeging SET teruggenomen_door_stap = 1 WHERE false"
    rewritten = "UPDATE samenvoeging SET document = '' WHERE false"
    assert allowed(login(Rol.COORDINATOR), taken_back, rewritten) == [taken_back]


def test_an_auditor_opens_to_read_with_the_reason(server, login):
    fill(server)
    with Workspace.open(login(Rol.AUDITOR)) as workspace:
        assert workspace.read_only is not None
        assert "auditor" in workspace.read_only


def test_a_login_that_becomes_auditor_loses_the_right_to_write(login):
    login(Rol.COORDINATOR)
    place = login(Rol.AUDITOR)
    assert allowed(place, "INSERT INTO project SELECT * FROM project WHERE false") == []


def test_a_new_password_takes_the_place_of_the_old_one_and_is_kept_scrambled(server, login):
    place = login(Rol.COORDINATOR)
    assert not add_login(server, place.user, "een ander lang woord", Rol.COORDINATOR)
    with administering(server) as connection:
        kept = connection.scalar(
            text("SELECT rolpassword FROM pg_authid WHERE rolname = :name"), {"name": place.user}
        )
    assert proves(kept, "een ander lang woord")
    assert not proves(kept, PASSWORD)


def proves(verifier, password):
    """Do what the server does at a login (RFC 5802): does this password fit what it kept?"""
    method, salted, keys = verifier.split("$")
    rounds, salt = salted.split(":")
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), b64decode(salt), int(rounds))
    client = hmac.digest(key, b"Client Key", "sha256")
    stored = b64encode(hashlib.sha256(client).digest()).decode()
    return method == "SCRAM-SHA-256" and stored == keys.split(":")[0]


@pytest.mark.parametrize("naam", ["", "Anja", "pg_monitor", "vvdesk_auditor", 'a"b', "a b", "1a"])
def test_a_name_that_can_be_no_login_is_refused(server, naam):
    with pytest.raises(Misused, match="login"):
        add_login(server, naam, PASSWORD, Rol.AUDITOR)


def test_a_short_password_is_refused(server):
    with pytest.raises(Misused, match="te kort"):
        add_login(server, "anja", "kort", Rol.AUDITOR)


def test_the_login_of_an_administrator_is_left_alone(server):
    with pytest.raises(Misused, match="beheerder"):
        add_login(server, "postgres", PASSWORD, Rol.AUDITOR)


def test_an_administrator_without_all_powers_can_prepare_a_database(bare_server):
    """A managed server gives no superuser: the right to make roles and the database are enough."""
    name = f"beheer_{bare_server.database[-8:]}"
    with administering(bare_server) as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN CREATEROLE")
        connection.exec_driver_sql(f'ALTER DATABASE "{bare_server.database}" OWNER TO {name}')
    place = replace(bare_server, user=name)
    try:
        initialise(place)
        add_login(place, f"{name}_a", PASSWORD, Rol.COORDINATOR)
        assert allowed(replace(place, user=f"{name}_a"), "SELECT 1 FROM fiche")
    finally:
        with administering(bare_server) as connection:
            connection.exec_driver_sql(
                f'ALTER DATABASE "{bare_server.database}" OWNER TO CURRENT_USER'
            )
            connection.exec_driver_sql(f"DROP OWNED BY {name}, {name}_a")
            connection.exec_driver_sql(f"DROP ROLE {name}_a, {name}")


def test_a_login_without_a_role_of_ours_is_not_let_in(server):
    name = f"vreemd_{server.database[-8:]}"
    with administering(server) as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
    try:
        with pytest.raises(Unavailable):
            Workspace.open(replace(server, user=name))
    finally:
        with administering(server) as connection:
            connection.exec_driver_sql(f"DROP ROLE {name}")
