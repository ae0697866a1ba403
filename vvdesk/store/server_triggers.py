"""The triggers of a server: they refuse what a file refuses, and that anybody signs for another.

They name the schema themselves, so that nobody's search path leads them elsewhere.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from vvdesk.model import Entity, Wijziging
from vvdesk.store.schema import APPEND_ONLY, APPEND_ONLY_TABLES, guards

SCHEMA: Final = "vvdesk"
"""Where our tables stand in the database."""
OWNER: Final = "vvdesk_eigenaar"
"""Who owns them; administrators are members of this role."""

_START_OF_CHAIN = "0" * 64
_BROKEN_CHAIN = "Deze regel sluit niet aan op het wijzigingsspoor."
_OTHER_NAME = "In het wijzigingsspoor schrijf je alleen onder je eigen naam."
_ONE_PLAN = "Deze databank bevat al een plan."
_SILENT = "Een wijziging zonder regel in het wijzigingsspoor wordt niet bewaard."
_NOT_MOVED = "De staat van een fiche wijzigt alleen met een regel in het wijzigingsspoor."
# Whoever administers the server brings rows of others along when a file is copied to it.
_SIGNED_BY_OTHER: Final = (
    f"NEW.wie <> session_user::text AND NOT pg_has_role(session_user, '{OWNER}', 'MEMBER')"
)
# The newest step is of this very transaction, or nobody told of the change.
_NOT_TOLD: Final = (
    f"NOT pg_has_role(session_user, '{OWNER}', 'MEMBER') AND NOT EXISTS (SELECT 1 FROM stap "  # noqa: S608 - a constant
    "WHERE n = (SELECT max(n) FROM stap) AND xmin = pg_current_xact_id()::xid)"
)
# What finally stands there counts: a step may pass through several states.
_UNMOVED: Final = (
    "EXISTS (SELECT 1 FROM fiche f WHERE f.meetmoment_id = NEW.meetmoment_id "
    "AND f.project_code = NEW.project_code AND f.staat IS DISTINCT FROM (SELECT naar FROM "
    "overgang o WHERE o.meetmoment_id = f.meetmoment_id AND o.project_code = f.project_code "
    "ORDER BY o.id DESC LIMIT 1))"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger with its function, which has the same name.

    Attributes:
        name: Of both.
        table: Where it stands.
        event: `INSERT`, `DELETE`, `TRUNCATE`, `UPDATE` or `UPDATE OF` with columns.
        condition: The SQL that is true when it refuses.
        message: The Dutch sentence with which it refuses.
        at_the_end: It looks when the transaction is about to be stored, not at each row.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str
    at_the_end: bool = False

    @property
    def body(self) -> str:
        """The text of the function, as the server keeps it."""
        result = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.event, "NEW")
        return (
            f" BEGIN IF {self.condition} THEN RAISE EXCEPTION USING MESSAGE = '{self.message}'; "
            f"END IF; RETURN {result}; END "
        )

    @property
    def statements(self) -> tuple[str, str]:
        """The SQL that makes both."""
        per = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        kind, when, how = "TRIGGER", "BEFORE", ""
        if self.at_the_end:
            kind, when, how = "CONSTRAINT TRIGGER", "AFTER", "DEFERRABLE INITIALLY DEFERRED "
        function = (
            f"CREATE FUNCTION {SCHEMA}.{self.name}() RETURNS trigger LANGUAGE plpgsql "
            f"SET search_path = {SCHEMA}, pg_temp AS $${self.body}$$"
        )
        trigger = (
            f"CREATE {kind} {self.name} {when} {self.event} ON {SCHEMA}.{self.table} {how}"
            f"FOR EACH {per} EXECUTE FUNCTION {SCHEMA}.{self.name}()"
        )
        return function, trigger


def triggers() -> list[Trigger]:
    """Return all triggers of the present format: the guards of a file, and a server's own."""
    made = [
        Trigger(guard.name, guard.table, guard.event, guard.condition or "TRUE", guard.message)
        for guard in guards()
    ]
    for table in APPEND_ONLY_TABLES:
        made.append(Trigger(f"{table}_truncate_kept", table, "TRUNCATE", "TRUE", APPEND_ONLY))
        made.append(
            Trigger(f"{table}_insert_signed", table, "INSERT", _SIGNED_BY_OTHER, _OTHER_NAME)
        )
    for table, number in (("stap", "n"), ("overgang", "id")):
        # Only names from this module are put into it.
        follows = f"NEW.{number} <> (SELECT coalesce(max({number}), 0) + 1 FROM {table})"  # noqa: S608
        made.append(Trigger(f"{table}_insert_next", table, "INSERT", follows, _BROKEN_CHAIN))
    plan = Trigger("plan_insert_one", "plan", "INSERT", "EXISTS (SELECT 1 FROM plan)", _ONE_PLAN)
    chained = Trigger(
        "wijziging_insert_chained", "wijziging", "INSERT", _unchained(), _BROKEN_CHAIN
    )
    return [*made, plan, chained, *_telling()]


def _telling() -> list[Trigger]:
    """Return what refuses a change that the trail does not tell, such as one made by hand."""
    tables = [name for name in Entity.metadata.tables if name not in APPEND_ONLY_TABLES]
    told = [
        Trigger(
            f"{table}_told",
            table,
            "INSERT OR UPDATE OR DELETE",
            _NOT_TOLD,
            _SILENT,
            at_the_end=True,
        )
        for table in tables
    ]
    # Whoever writes a state by hand would go past those who must approve it.
    begun = Trigger("fiche_insert_begun", "fiche", "INSERT", "NEW.staat <> 'concept'", _NOT_MOVED)
    moved = Trigger(
        "fiche_update_moved", "fiche", "UPDATE OF staat", _UNMOVED, _NOT_MOVED, at_the_end=True
    )
    return [*told, begun, moved]


def _unchained() -> str:
    """Return the SQL that is true when a new row does not follow the last one of the trail.

    Source:
        `vvdesk.audit`: the hash is of the previous hash and the row as a compact JSON list;
        PostgreSQL's to_json escapes as Python's does.
    """
    columns = [each.name for each in Wijziging.__table__.c if each.name not in {"vorige", "hash"}]
    values = " || ',' || ".join(f"coalesce(to_json(NEW.{name})::text, 'null')" for name in columns)
    last = "(SELECT {} FROM wijziging ORDER BY n DESC LIMIT 1)"
    return (
        f"NEW.n <> coalesce({last.format('n')}, 0) + 1 "
        f"OR NEW.vorige <> coalesce({last.format('hash')}, '{_START_OF_CHAIN}') "
        f"OR NEW.hash <> encode(sha256(convert_to(NEW.vorige || '[' || {values} || ']', 'UTF8')), "
        "'hex')"
    )


def replace_triggers(connection: Connection) -> None:
    """Give the tables the triggers of the present format; earlier ones go."""
    names = connection.execute(
        text(
            "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = "
            "CAST(:name AS regnamespace) AND p.prorettype = CAST('trigger' AS regtype)"
        ),
        {"name": SCHEMA},
    )
    for name in list(names.scalars()):
        connection.exec_driver_sql(f"DROP FUNCTION {name} CASCADE")
    for trigger in triggers():
        for statement in trigger.statements:
            connection.exec_driver_sql(statement)


def broken_triggers(connection: Connection) -> list[str]:
    """Return the names of triggers that are missing, switched off or changed."""
    found = connection.execute(
        text(
            "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE c.relnamespace = CAST(:name AS regnamespace) AND NOT t.tgisinternal "
            "AND t.tgenabled IN ('O', 'A')"
        ),
        {"name": SCHEMA},
    )
    present = {tuple(row) for row in found}
    return [each.name for each in triggers() if (each.name, each.table, each.body) not in present]
