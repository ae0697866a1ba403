"""Who may do what on a server: one role that owns, one that writes, one that only reads.

A person has a login of his own that is a member of one of the last two. Rights are given per table
and only as the program needs them; what a coordinator may not do, the server itself refuses.
"""

import re
from enum import Enum
from typing import Final

from sqlalchemy import Connection, text

from vvdesk.errors import Misused
from vvdesk.model import Entity
from vvdesk.store.server_triggers import OWNER, SCHEMA


class Rol(Enum):
    """What somebody with a login may do."""

    COORDINATOR = "vvdesk_coordinator"
    AUDITOR = "vvdesk_auditor"


_FULL: Final = "INSERT, UPDATE, DELETE"
_GROWS: Final = "INSERT"
_RIGHTS: Final = {
    # What fiches say, and what the reference data of an open meetmoment is.
    **dict.fromkeys(
        (
            "fiche", "financiering", "mijlpaal", "agendering", "toelichting",
            "speerpunt", "cluster", "entiteit", "minister", "thema", "status", "keuzewaarde",
            "drempel",
        ),
        _FULL,
    ),
    # What is decided about, and never goes.
    **dict.fromkeys(("meetmoment", "conflict", "vraag"), "INSERT, UPDATE"),
    "samenvoeging": "INSERT, UPDATE (teruggenomen_door_stap)",
    # Evidence: it comes, and stays as it came.
    **dict.fromkeys(
        (
            "plan", "project", "uitvraag", "basiswaarde", "inzending", "wijziging", "stap",
            "overgang",
        ),
        _GROWS,
    ),
}  # fmt: skip
"""Table to what a coordinator may do with it, beside reading."""
_NAME = re.compile(r"[a-z_][a-z0-9_.@-]{0,62}")
SHORTEST_PASSWORD: Final = 12


def rights_of(table: str) -> str:
    """Return what a coordinator may do with a table beside reading, as SQL names it."""
    return _RIGHTS[table]


def create_roles(connection: Connection) -> None:
    """Make the three roles where they are missing; roles belong to the whole server.

    Args:
        connection: Of somebody who may make roles.
    """
    for role in (OWNER, *(rol.value for rol in Rol)):
        # Two administrators may do this at once, for two databases of one server.
        connection.exec_driver_sql(
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    if not connection.scalar(text("SELECT pg_has_role(session_user, :owner, 'MEMBER')"), _OWNING):
        connection.exec_driver_sql(f"GRANT {OWNER} TO SESSION_USER")


_OWNING: Final = {"owner": OWNER}


def close_database(connection: Connection) -> None:
    """Let only our roles into the database, and nobody make anything in it.

    Args:
        connection: Of the owner of the database, or a superuser.
    """
    name = connection.dialect.identifier_preparer.quote(
        connection.scalar(text("SELECT current_database()")) or ""
    )
    ours = ", ".join((OWNER, *(rol.value for rol in Rol)))
    for statement in (
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {ours}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    ):
        connection.exec_driver_sql(statement)


def grant_rights(connection: Connection) -> None:
    """Give the roles their rights on our tables, and take every other one away.

    Args:
        connection: Of the owner.
    """
    both = ", ".join(rol.value for rol in Rol)
    statements = [
        f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC, {both}",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {both}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM PUBLIC, {both}",
        f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC, {both}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {both}",
        *(
            f"GRANT {rights_of(table.name)} ON {SCHEMA}.{table.name} TO {Rol.COORDINATOR.value}"
            for table in Entity.metadata.sorted_tables
        ),
    ]
    for statement in statements:
        connection.exec_driver_sql(statement)


def create_login(connection: Connection, naam: str, password: str, rol: Rol) -> bool:
    """Give a person a login with one role, or an existing login a new password and that role.

    Only a scrambled form (SCRAM) of the password goes over the line and into the server's log.

    Args:
        connection: Of somebody who may make roles.
        naam: The login name; it stands in the audit trail.
        password: Chosen by the person or the administrator.
        rol: What the person may do.

    Returns:
        Whether the login is new.

    Raises:
        Misused: The name or the password does not fit, or the name is not that of a person.
    """
    _check(naam, password)
    if len(password) < SHORTEST_PASSWORD:
        raise Misused(f"Het wachtwoord is te kort. Neem minstens {SHORTEST_PASSWORD} tekens.")
    found = connection.execute(
        text("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = :name"), {"name": naam}
    ).one_or_none()
    if found is not None and (found.rolsuper or found.rolcreaterole):
        raise Misused(
            f'"{naam}" is een beheerder van de server. Kies een login die van één persoon is.'
        )
    scrambled = _scrambled(connection, naam, password)
    quoted = connection.dialect.identifier_preparer.quote_identifier(naam)
    verb = "CREATE" if found is None else "ALTER"
    for statement in (
        f"{verb} ROLE {quoted} LOGIN INHERIT NOCREATEDB NOCREATEROLE PASSWORD '{scrambled}'",
        *(f"REVOKE {other.value} FROM {quoted}" for other in Rol if found and other is not rol),
        f"GRANT {rol.value} TO {quoted}",
    ):
        connection.exec_driver_sql(statement)
    return found is None


def _check(naam: str, password: str) -> None:
    if not _NAME.fullmatch(naam) or naam.startswith(("pg_", "vvdesk_")):
        raise Misused(
            f'"{naam}" kan geen login zijn. Gebruik kleine letters, cijfers en . _ - @, te '
            "beginnen met een letter; namen op pg_ en vvdesk_ zijn voor de server zelf."
        )
    if any(ord(sign) < ord(" ") for sign in password):
        raise Misused("Het wachtwoord bevat een teken dat je niet kunt typen. Kies een ander.")


def _scrambled(connection: Connection, naam: str, password: str) -> str:
    raw = connection.connection.driver_connection
    made: bytes = raw.pgconn.encrypt_password(  # type: ignore[union-attr] # psycopg's connection
        password.encode(), naam.encode(), b"scram-sha-256"
    )
    return made.decode("ascii")
