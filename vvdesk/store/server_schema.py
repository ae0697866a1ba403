"""Making the tables of a plan on PostgreSQL, in a schema of their own, and keeping them up to date.

Every connection names that schema in its search path.
"""

from typing import Any, Final

from sqlalchemy import Connection, text

from vvdesk.errors import Misused, NewerFormat, Refused
from vvdesk.model import Entity
from vvdesk.store.file_format import FORMAT_VERSION
from vvdesk.store.schema import revision
from vvdesk.store.server_triggers import SCHEMA, replace_triggers
from vvdesk.store.upgrade import run_scripts

__all__ = [
    "OLDEST_SERVER",
    "SCHEMA",
    "check_database",
    "create_schema",
    "database_row",
    "format_of",
    "sorts_by_code_point",
    "upgrade_schema",
    "use_schema",
]
OLDEST_SERVER: Final = 13
"""PostgreSQL's major version; older ones get no more repairs."""
SORTED_BY_CODE_POINT: Final = {"C", "POSIX", "C.UTF-8", "C.UTF8"}
"""Collations, in capitals, that sort as SQLite does: reports must not depend on the store."""


def check_database(connection: Connection) -> None:
    """Look whether a database keeps and sorts text as a file does.

    Raises:
        Refused: It has another encoding or collation, or the server is too old.
    """
    row = database_row(connection)
    found = connection.scalar(text("SELECT current_setting('server_version_num')::integer"))
    if (found or 0) // 10_000 < OLDEST_SERVER:
        raise Refused(
            f"De server draait PostgreSQL {(found or 0) // 10_000}; vvdesk heeft minstens "
            f"{OLDEST_SERVER} nodig. Vraag de beheerder van de server om bij te werken."
        )
    if row["codering"] != "UTF8" or not sorts_by_code_point(row):
        raise Refused(
            f'Databank "{row["datname"]}" heeft codering {row["codering"]} en sortering '
            f"{row['datcollate']}; vvdesk heeft UTF8 en C nodig, om overal even te sorteren. Maak "
            f'een nieuwe databank: CREATE DATABASE "{row["datname"]}" TEMPLATE template0 ENCODING '
            "'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';"
        )


def database_row(connection: Connection) -> dict[str, Any]:
    """Return what the server says of the present database, with its `codering` by name."""
    row: dict[str, Any] = connection.execute(
        text(
            "SELECT to_jsonb(d) || jsonb_build_object('codering', pg_encoding_to_char(encoding)) "
            "FROM pg_database d WHERE datname = current_database()"
        )
    ).scalar_one()
    return row


def sorts_by_code_point(row: dict[str, Any]) -> bool:
    """Tell from a row of pg_database whether its text sorts as SQLite's."""
    provider = row.get("datlocprovider", "c")
    if provider == "b":  # PostgreSQL's own, since 17: C, C.UTF-8 and PG_UNICODE_FAST all do
        return True
    return provider == "c" and str(row["datcollate"]).upper() in SORTED_BY_CODE_POINT


def format_of(connection: Connection) -> int | None:
    """Return the format of the tables in a database; None when vvdesk has none there."""
    if not connection.scalar(
        text("SELECT to_regclass(:name) IS NOT NULL"), {"name": f"{SCHEMA}.alembic_version"}
    ):
        return None
    version = connection.scalar(text(f"SELECT version_num FROM {SCHEMA}.alembic_version"))  # noqa: S608 - a constant
    return int(version) if version else None


def create_schema(connection: Connection) -> None:
    """Make schema, tables and triggers of the present format in an empty database.

    Args:
        connection: A transaction; whoever makes it owns all.

    Raises:
        Refused: The database does not sort as it should.
        Misused: vvdesk has tables there already.
    """
    check_database(connection)
    if format_of(connection) is not None:
        raise Misused(
            "Deze databank is al ingericht voor vvdesk. Kijk ze na met vvdesk-cli server check."
        )
    # IF NOT EXISTS asks for the right to make one even where it exists.
    if connection.scalar(text("SELECT to_regnamespace(:name) IS NULL"), {"name": SCHEMA}):
        connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
    use_schema(connection)
    Entity.metadata.create_all(connection, checkfirst=False)
    replace_triggers(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num TEXT NOT NULL "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY)"
    )
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:revision)"),
        {"revision": revision(FORMAT_VERSION)},
    )


def use_schema(connection: Connection) -> None:
    """Let names without a schema be found in ours, until the transaction ends."""
    connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")


def upgrade_schema(connection: Connection) -> tuple[int, int]:
    """Bring the tables to the present format with the same scripts that upgrade a file.

    Args:
        connection: A transaction of the owner: all of it happens, or nothing.

    Returns:
        The format before and after.

    Raises:
        Refused: There are no tables of vvdesk, or of a later one.
    """
    before = format_of(connection)
    if before is None:
        raise Refused(
            "In deze databank staan geen tabellen van vvdesk. Richt ze eerst in met "
            "vvdesk-cli server init."
        )
    if before > FORMAT_VERSION:
        raise NewerFormat(
            f"Deze databank heeft formaat {before}; dit programma kent {FORMAT_VERSION}. Werk "
            "vvdesk bij."
        )
    use_schema(connection)
    if before < FORMAT_VERSION:
        run_scripts(connection)
    return before, FORMAT_VERSION
