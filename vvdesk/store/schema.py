"""Making the tables of a new file, with the guards that keep what must never change.

The guards themselves belong to no database: `server_triggers` makes PostgreSQL's of them.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Executable, create_engine, event, text

from vvdesk.model import Entity, Fiche
from vvdesk.store.file_format import APPLICATION_ID, FORMAT_VERSION, prepare

_CLOSED = "Dit meetmoment is gesloten."
APPEND_ONLY = "Het wijzigingsspoor kan niet veranderd worden."
_OF_A_MEETMOMENT = ("fiche", "financiering", "mijlpaal", "agendering")
APPEND_ONLY_TABLES = ("wijziging", "stap", "overgang")
"""What only grows: the audit trail, its steps, and who moved which fiche to which state."""
_DECIDED = "Deze fiche is goedgekeurd."
_OF_A_FICHE = ("financiering", "mijlpaal", "agendering", "toelichting")
_NOT_CONTENT = {"staat", "versie"}


@dataclass(frozen=True, slots=True)
class Guard:
    """One thing that a store refuses by itself, whoever asks.

    Attributes:
        name: Of its trigger.
        event: `INSERT`, `DELETE`, `UPDATE` or `UPDATE OF` with columns.
        table: The table it guards.
        condition: The SQL that is true when it refuses; None when it always does. `NEW` and `OLD`
            are the rows.
        message: The Dutch sentence with which it refuses.
    """

    name: str
    event: str
    table: str
    condition: str | None
    message: str


def make_file(
    path: Path, *statements: Executable, fill: Callable[[Connection], None] | None = None
) -> None:
    """Make a new file at `path` with all tables, and run `statements` in it.

    Args:
        path: Where; what stands there goes.
        statements: Run when all is made.
        fill: Writes rows before there are guards; for what was closed or approved elsewhere.

    Raises:
        sqlite3.DatabaseError: The disk refuses.
    """
    path.unlink(missing_ok=True)
    sqlite3.connect(path).close()
    # Not as one text: a question mark in a name would begin the options.
    address = URL.create("sqlite", database=str(path))
    engine = create_engine(address, connect_args={"isolation_level": None})
    event.listen(engine, "connect", lambda connection, _record: prepare(connection))
    # One transaction for all: by itself the driver would commit after each table.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            create_schema(connection, fill)
            for statement in statements:
                connection.execute(statement)
    finally:
        engine.dispose()


def create_schema(connection: Connection, fill: Callable[[Connection], None] | None = None) -> None:
    """Make all tables and triggers of the present format, and stamp the file with it."""
    Entity.metadata.create_all(connection, checkfirst=False)
    if fill is not None:
        fill(connection)
    for statement in trigger_statements():
        connection.exec_driver_sql(statement)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num TEXT NOT NULL "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY)"
        )
    )
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:revision)"),
        {"revision": revision(FORMAT_VERSION)},
    )
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={FORMAT_VERSION}")


def replace_triggers(connection: Connection) -> None:
    """Give a store that is being upgraded the triggers of the present format."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for name in list(names.scalars()):
        connection.execute(text(f"DROP TRIGGER {name}"))
    for statement in trigger_statements():
        connection.exec_driver_sql(statement)


def revision(version: int) -> str:
    """Return the name of the upgrade that leads to format `version`."""
    return f"{version:04}"


def trigger_statements() -> list[str]:
    """Return the SQL of all triggers of a file."""
    return [
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"WHEN {guard.condition or '1'} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        for guard in guards()
    ]


def guards() -> list[Guard]:
    """Return all that a store refuses: closed is closed, approved is locked, trails only grow."""
    closed = [
        Guard(f"{table}_{event.lower()}_closed", event, table, _is_closed(rows), _CLOSED)
        for table in _OF_A_MEETMOMENT
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["NEW", "OLD"]), ("DELETE", ["OLD"]))
    ]
    kept = [
        Guard(f"{table}_{event.lower()}_kept", event, table, None, APPEND_ONLY)
        for table in APPEND_ONLY_TABLES
        for event in ("UPDATE", "DELETE")
    ]
    reopened = Guard(
        "meetmoment_update_closed", "UPDATE", "meetmoment", "OLD.fase = 'gesloten'", _CLOSED
    )
    return [*closed, *kept, reopened, *_decided_guards()]


def _decided_guards() -> list[Guard]:
    """Return what locks an approved fiche: all it says, not its state."""
    fields = [column.name for column in Fiche.__table__.c if column.name not in _NOT_CONTENT]
    decided = "OLD.staat IN ('goedgekeurd', 'gepubliceerd')"
    own = [
        Guard("fiche_update_decided", f"UPDATE OF {', '.join(fields)}", "fiche", decided, _DECIDED),
        Guard("fiche_delete_decided", "DELETE", "fiche", decided, _DECIDED),
    ]
    of_it = [
        Guard(f"{table}_{event.lower()}_decided", event, table, _is_decided(row), _DECIDED)
        for table in _OF_A_FICHE
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ]
    return [*own, *of_it]


def _is_decided(row: str) -> str:
    # Only names from this module are put into it.
    return (
        f"EXISTS (SELECT 1 FROM fiche WHERE meetmoment_id = {row}.meetmoment_id "  # noqa: S608
        f"AND project_code = {row}.project_code AND staat IN ('goedgekeurd', 'gepubliceerd'))"
    )


def _is_closed(rows: list[str]) -> str:
    ids = ", ".join(f"{row}.meetmoment_id" for row in rows)
    # Only names from this module are put into it.
    return f"EXISTS (SELECT 1 FROM meetmoment WHERE id IN ({ids}) AND fase = 'gesloten')"  # noqa: S608
