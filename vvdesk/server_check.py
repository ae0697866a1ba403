"""Looking a server over: whether it is set up as vvdesk left it, and the audit trail whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from vvdesk.audit import first_broken, head
from vvdesk.model import Entity, Plan
from vvdesk.store.file_format import FORMAT_VERSION
from vvdesk.store.place import ServerUrl
from vvdesk.store.roles import Rol, rights_of
from vvdesk.store.server_admin import administering
from vvdesk.store.server_schema import database_row, format_of, sorts_by_code_point
from vvdesk.store.server_triggers import OWNER, SCHEMA, broken_triggers

_MEGABYTE = 2**20
_VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that was looked at.

    Attributes:
        what: Its name.
        found: What was found.
        advice: What to do about it; empty when it is right.
    """

    what: str
    found: str
    advice: str = ""


def check_server(place: ServerUrl) -> list[Bevinding]:
    """Look at everything that protects the data on a server.

    Raises:
        Unavailable: It cannot be reached.
        ReadOnly: The login may not look.
    """
    with administering(place) as connection:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        found = [_server(connection), _sorting(connection), _line(connection, place)]
        found.append(_format(connection))
        if found[-1].advice:
            return found
        found += [_rights(connection), _outsiders(connection), _triggers(connection)]
        found += [_logins(connection), _size(connection), _plan(connection), _trail(connection)]
    return found


def _server(connection: Connection) -> Bevinding:
    version = connection.scalar(text("SHOW server_version"))
    return Bevinding("Server", f"PostgreSQL {version}")


def _sorting(connection: Connection) -> Bevinding:
    row = database_row(connection)
    fits = row["codering"] == "UTF8" and sorts_by_code_point(row)
    advice = "Zet de gegevens over naar een databank met UTF8 en C (vvdesk-cli copy)."
    return Bevinding(
        "Codering en sortering", f"{row['codering']}, {row['datcollate']}", "" if fits else advice
    )


def _line(connection: Connection, place: ServerUrl) -> Bevinding:
    row = connection.execute(
        text("SELECT ssl, version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    ).one_or_none()
    mode = dict(place.options).get("sslmode", "prefer")
    if row is not None and row.ssl:
        found = f"versleuteld, {row.version} {row.cipher}, sslmode={mode}"
        verified = mode == "verify-full"
        advice = "Zet ?sslmode=verify-full in het adres: dan kan niemand zich als server voordoen."
        return Bevinding("Verbinding", found, "" if verified else advice)
    if connection.scalar(text("SELECT inet_server_addr() IS NULL")):
        return Bevinding("Verbinding", "op deze computer zelf, niet over het netwerk")
    return Bevinding(
        "Verbinding", "niet versleuteld", "Zet TLS aan op de server (zie docs/server.md)."
    )


def _format(connection: Connection) -> Bevinding:
    version = format_of(connection)
    if version is None:
        return Bevinding("Formaat", "nog geen tabellen", "Doe vvdesk-cli server init.")
    advice = ""
    if version < FORMAT_VERSION:
        advice = "Doe vvdesk-cli server upgrade."
    elif version > FORMAT_VERSION:
        advice = f"Werk vvdesk bij; dit programma kent formaat {FORMAT_VERSION}."
    return Bevinding("Formaat", str(version), advice)


def _rights(connection: Connection) -> Bevinding:
    wrong = sorted(_wrong_rights(connection))
    if not wrong:
        return Bevinding("Rechten", "zoals vvdesk ze geeft")
    return Bevinding(
        "Rechten", "anders bij " + "; ".join(wrong[:5]), "Doe vvdesk-cli server upgrade."
    )


def _wrong_rights(connection: Connection) -> Iterator[str]:
    """Yield where a role may more or less than it should."""
    may = text("SELECT has_table_privilege(:role, :table, :verb)")
    for table in [*Entity.metadata.tables, "alembic_version"]:
        for rol in Rol:
            meant = {"SELECT"}
            if rol is Rol.COORDINATOR and table != "alembic_version":
                meant |= {part.strip() for part in rights_of(table).split(",")}
            for verb in _VERBS:
                asked = {"role": rol.value, "table": f"{SCHEMA}.{table}", "verb": verb}
                if connection.scalar(may, asked) != (verb in meant):
                    yield f"{table} ({verb.lower()}, {rol.name.lower()})"


def _outsiders(connection: Connection) -> Bevinding:
    """Look whether somebody who has no role of ours can get in or make things."""
    open_doors = connection.execute(
        text(
            "SELECT a.privilege_type FROM pg_database d, "
            "aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a "
            "WHERE d.datname = current_database() AND a.grantee = 0 "
            "UNION SELECT 'public ' || a.privilege_type FROM pg_namespace n, "
            "aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a "
            "WHERE n.nspname = 'public' AND a.grantee = 0 ORDER BY 1"
        )
    )
    found = list(open_doors.scalars())
    if not found:
        return Bevinding("Buitenstaanders", "kunnen niet binnen")
    return Bevinding(
        "Buitenstaanders",
        f"iedereen met een login op de server mag: {', '.join(found)}",
        "Doe vvdesk-cli server upgrade als eigenaar van de databank.",
    )


def _triggers(connection: Connection) -> Bevinding:
    broken = broken_triggers(connection)
    if not broken:
        return Bevinding("Sloten", "alle aanwezig en ongewijzigd")
    return Bevinding(
        "Sloten",
        f"ontbreken, staan uit of zijn veranderd: {', '.join(broken[:5])}",
        "Zoek uit wie dat deed, en doe vvdesk-cli server upgrade.",
    )


def _logins(connection: Connection) -> Bevinding:
    rows = connection.execute(
        text(
            "SELECT m.rolname AS login, r.rolname AS role FROM pg_auth_members am "
            "JOIN pg_roles m ON m.oid = am.member JOIN pg_roles r ON r.oid = am.roleid "
            "WHERE r.rolname IN (:owner, :coordinator, :auditor) ORDER BY 2, 1"
        ),
        {"owner": OWNER, "coordinator": Rol.COORDINATOR.value, "auditor": Rol.AUDITOR.value},
    )
    found = [f"{row.login} ({row.role.removeprefix('vvdesk_')})" for row in rows]
    return Bevinding("Logins", ", ".join(found) or "nog geen")


def _size(connection: Connection) -> Bevinding:
    size = connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
    return Bevinding("Grootte", f"{size / _MEGABYTE:.0f} MB")


def _plan(connection: Connection) -> Bevinding:
    title = connection.scalar(text(f"SELECT titel FROM {Plan.__tablename__}"))  # noqa: S608 - our own name
    if title is None:
        return Bevinding("Plan", "nog geen; zet er een in met vvdesk-cli copy of vvdesk-cli new")
    return Bevinding("Plan", title)


def _trail(connection: Connection) -> Bevinding:
    broken = first_broken(connection)
    if broken is not None:
        return Bevinding(
            "Wijzigingsspoor",
            f"klopt niet vanaf regel {broken}",
            "Daar is iets veranderd of weggehaald. Vergelijk met een back-up.",
        )
    rows, digest = head(connection)
    return Bevinding("Wijzigingsspoor", f"{rows} regels, laatste kenmerk {digest[:16]}")
