"""The tables of a server: what a file refuses, they refuse, and they grow with the same scripts."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from vvdesk.errors import Misused, NewerFormat, Refused
from vvdesk.store import schema, server_schema, server_triggers
from vvdesk.store.file_format import FORMAT_VERSION
from vvdesk.store.server_admin import administering, initialise, own, upgrade_server
from vvdesk.store.server_store import server_engine

pytestmark = pytest.mark.centraal


def test_an_initialised_database_has_the_present_format_and_every_table(server):
    with administering(server) as connection:
        assert server_schema.format_of(connection) == FORMAT_VERSION
        tables = set(
            connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'vvdesk'"))
        )
    assert tables == {*schema.Entity.metadata.tables, "alembic_version"}


def test_everything_belongs_to_the_owner_and_to_nobody_who_logs_in(server):
    with administering(server) as connection:
        owners = connection.scalars(
            text(
                "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class "
                "WHERE relnamespace = 'vvdesk'::regnamespace"
            )
        )
        assert set(owners) == {server_triggers.OWNER}


def test_initialising_twice_is_refused_and_changes_nothing(server):
    with pytest.raises(Misused, match="al ingericht"):
        initialise(server)


def test_every_guard_of_a_file_is_a_trigger_of_the_server_with_the_same_sentence(server):
    with administering(server) as connection:
        found = dict(
            connection.execute(
                text(
                    "SELECT t.tgname, pg_get_functiondef(t.tgfoid) FROM pg_trigger t "
                    "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal "
                    "AND c.relnamespace = 'vvdesk'::regnamespace"
                )
            ).all()
        )
    assert len(schema.guards()) > 20
    for guard in schema.guards():
        assert guard.message in found[guard.name]


@pytest.mark.parametrize("table", schema.APPEND_ONLY_TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET stap = 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_not_even_the_owner_changes_the_trail(server, table, verb):
    if table == "stap":
        verb = verb.replace("stap =", "n =")
    with administering(server) as connection:
        own(connection)
        server_schema.use_schema(connection)
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        connection.exec_driver_sql("INSERT INTO meetmoment VALUES (1, 'm', '', '', 'open', '')")
        connection.exec_driver_sql(_ROWS[table])
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        with pytest.raises(DatabaseError, match="wijzigingsspoor kan niet veranderd"):
            connection.exec_driver_sql(verb.format(table))
        connection.rollback()


_ROWS = {
    "stap": "INSERT INTO stap VALUES (1, 'Begin', 'nu', 'iemand')",
    "wijziging": (
        "INSERT INTO wijziging VALUES (1, 1, 'nu', 'iemand', 'm', 'p', 'wijzigen', 1, 'VV001', "
        "'fiche', 'titel', 'null', 'null', NULL, NULL, 'a', 'b')"
    ),
    "overgang": (
        "INSERT INTO overgang VALUES (1, 1, 'VV001', 'concept', 'ingediend', 'nu', 'iemand', "
        "NULL, NULL, NULL, NULL, 1)"
    ),
}


def _put_back(server, version):
    """Take away what later formats added, as a database that was never upgraded."""
    later = {
        2: [
            "DROP TABLE overgang, samenvoeging, vraag CASCADE",
            "ALTER TABLE fiche DROP COLUMN versie CASCADE",
        ],
        1: ["ALTER TABLE inzending DROP COLUMN bestand"],
    }
    with administering(server) as connection:
        own(connection)
        server_schema.use_schema(connection)
        for name in list(connection.scalars(text(_TRIGGER_FUNCTIONS))):
            connection.exec_driver_sql(f"DROP FUNCTION {name} CASCADE")
        for each in range(FORMAT_VERSION - 1, version - 1, -1):
            for statement in later[each]:
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version:04}'")  # noqa: S608 - a number


_TRIGGER_FUNCTIONS = (
    "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'vvdesk'::regnamespace"
)
_STRUCTURE = {
    "columns": (
        "SELECT table_name, column_name, ordinal_position, data_type, is_nullable, "
        "column_default FROM information_schema.columns WHERE table_schema = 'vvdesk' "
        "ORDER BY 1, 2"
    ),
    "constraints": (
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'vvdesk'::regnamespace ORDER BY 1, 2"
    ),
    "indexes": (
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'vvdesk' ORDER BY 1"
    ),
    "triggers": (
        "SELECT tgname, pg_get_triggerdef(oid), pg_get_functiondef(tgfoid) FROM pg_trigger "
        "WHERE NOT tgisinternal ORDER BY 1"
    ),
    "rights": (
        "SELECT table_name, grantee, privilege_type, NULL FROM "
        "information_schema.table_privileges WHERE table_schema = 'vvdesk' UNION ALL "
        "SELECT table_name, grantee, privilege_type, column_name FROM "
        "information_schema.column_privileges WHERE table_schema = 'vvdesk' ORDER BY 1, 2, 3, 4"
    ),
}


def _structure(server):
    with administering(server) as connection:
        return {
            what: [tuple(row) for row in connection.execute(text(query))]
            for what, query in _STRUCTURE.items()
        }


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_database_upgraded_equals_a_fresh_one(server, version):
    fresh = _structure(server)
    _put_back(server, version)
    assert _structure(server) != fresh
    assert upgrade_server(server) == (version, FORMAT_VERSION)
    upgraded = _structure(server)
    # A column that was dropped and added again has a higher number; their order is the same.
    for structure in (fresh, upgraded):
        structure["columns"] = [row[:2] + row[3:] for row in structure["columns"]]
    assert upgraded == fresh


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(server, monkeypatch):
    _put_back(server, 2)
    before = _structure(server)
    broken = server_triggers.Trigger("x", "fiche", "NONSENSE", "TRUE", "x")
    monkeypatch.setattr(server_triggers, "triggers", lambda: [broken])
    with pytest.raises(DatabaseError, match="NONSENSE"):
        upgrade_server(server)
    assert _structure(server) == before


def test_a_database_of_a_later_program_is_not_upgraded(server):
    with administering(server) as connection:
        connection.exec_driver_sql("UPDATE vvdesk.alembic_version SET version_num = '0099'")
    with pytest.raises(NewerFormat, match="formaat 99"):
        upgrade_server(server)


def test_an_empty_database_is_not_upgraded_but_told_what_to_do(bare_server):
    with pytest.raises(Refused, match="server init"):
        upgrade_server(bare_server)


@pytest.mark.parametrize(
    "how",
    [
        "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'",
        "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'nl' LC_COLLATE 'C' LC_CTYPE 'C'",
    ],
)
def test_a_database_that_sorts_otherwise_than_a_file_is_refused(bare_server, how):
    name = bare_server.database
    other = replace(bare_server, database="postgres")
    engine = server_engine(other).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 {how}")
    engine.dispose()
    with pytest.raises(Refused, match="TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"):
        initialise(bare_server)


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ({"datcollate": "C"}, True),
        ({"datcollate": "POSIX", "datlocprovider": "c"}, True),
        ({"datcollate": "C.utf8", "datlocprovider": "c"}, True),
        ({"datcollate": "nl_BE.UTF-8", "datlocprovider": "c"}, False),
        ({"datcollate": "C", "datlocprovider": "i"}, False),
        ({"datcollate": "nl_BE.UTF-8", "datlocprovider": "b"}, True),
    ],
)
def test_only_collations_that_sort_by_code_point_fit(row, fits):
    assert server_schema.sorts_by_code_point(row) is fits
