"""Making the tables of a new file, with the triggers that keep what must never change."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Executable, create_engine, event, text

from vvdesk.model import Entity, Fiche
from vvdesk.store.file_format import APPLICATION_ID, FORMAT_VERSION, prepare

_CLOSED = "Dit meetmoment is gesloten."
_APPEND_ONLY = "Het wijzigingsspoor kan niet veranderd worden."
_OF_A_MEETMOMENT = ("fiche", "financiering", "mijlpaal", "agendering")
_APPEND_ONLY_TABLES = ("wijziging", "stap", "overgang")
_DECIDED = "Deze fiche is goedgekeurd."
_OF_A_FICHE = ("financiering", "mijlpaal", "agendering", "toelichting")
_NOT_CONTENT = {"meetmoment_id", "project_code", "staat", "versie"}


def make_file(path: Path, *statements: Executable) -> None:
    """Make a new file at `path` with all tables, and run `statements` in it.

    Raises:
        sqlite3.DatabaseError: The disk refuses.
    """
    path.unlink(missing_ok=True)
    sqlite3.connect(path).close()
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None})
    event.listen(engine, "connect", lambda connection, _record: prepare(connection))
    # One transaction for all: by itself the driver would commit after each table.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            create_schema(connection)
            for statement in statements:
                connection.execute(statement)
    finally:
        engine.dispose()


def create_schema(connection: Connection) -> None:
    """Make all tables and triggers of the present format, and stamp the file with it."""
    Entity.metadata.create_all(connection)
    for statement in trigger_statements():
        connection.execute(text(statement))
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
        connection.execute(text(statement))


def revision(version: int) -> str:
    """Return the name of the upgrade that leads to format `version`."""
    return f"{version:04}"


def trigger_statements() -> list[str]:
    """Return the SQL of all triggers: closed is closed, approved is locked, trails only grow."""
    closed = [
        _trigger(f"{table}_{event.lower()}_closed", event, table, _is_closed(rows), _CLOSED)
        for table in _OF_A_MEETMOMENT
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["NEW", "OLD"]), ("DELETE", ["OLD"]))
    ]
    kept = [
        _trigger(f"{table}_{event.lower()}_kept", event, table, "1", _APPEND_ONLY)
        for table in _APPEND_ONLY_TABLES
        for event in ("UPDATE", "DELETE")
    ]
    reopened = _trigger(
        "meetmoment_update_closed", "UPDATE", "meetmoment", "OLD.fase = 'gesloten'", _CLOSED
    )
    return [*closed, *kept, reopened, *_decided_triggers()]


def _decided_triggers() -> list[str]:
    """Return the SQL of what locks an approved fiche: all it says, not its state."""
    fields = [column.name for column in Fiche.__table__.c if column.name not in _NOT_CONTENT]
    decided = "OLD.staat IN ('goedgekeurd', 'gepubliceerd')"
    own = [
        _trigger(
            "fiche_update_decided", f"UPDATE OF {', '.join(fields)}", "fiche", decided, _DECIDED
        ),
        _trigger("fiche_delete_decided", "DELETE", "fiche", decided, _DECIDED),
    ]
    of_it = [
        _trigger(f"{table}_{event.lower()}_decided", event, table, _is_decided(row), _DECIDED)
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


def _trigger(name: str, event: str, table: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
