"""What an administrator does on a server: prepare a database, give people a login, upgrade."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from vvdesk.store.place import ServerUrl
from vvdesk.store.roles import Rol, close_database, create_login, create_roles, grant_rights
from vvdesk.store.server_errors import explained
from vvdesk.store.server_schema import create_schema, upgrade_schema
from vvdesk.store.server_store import server_engine
from vvdesk.store.server_triggers import OWNER, SCHEMA, replace_triggers


@contextmanager
def administering(place: ServerUrl) -> Iterator[Connection]:
    """Give one transaction on a server, for who administers it; all of it happens or nothing.

    Raises:
        Unavailable: The server cannot be reached.
        Refused: The login may not do this.
    """
    engine = server_engine(place)
    try:
        with engine.begin() as connection:
            # Work on the tables themselves takes as long as it takes.
            connection.exec_driver_sql("SET LOCAL statement_timeout TO 0")
            yield connection
    except (DBAPIError, psycopg.Error) as error:  # the latter while rows are streamed
        raise explained(place, error) from error
    finally:
        engine.dispose()


def own(connection: Connection) -> None:
    """Act as the owner of our tables until the transaction ends."""
    connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")


def initialise(place: ServerUrl) -> None:
    """Make our roles, tables and rights in a database that has none; it stays without a plan.

    Raises:
        Misused: It was done before.
        Refused: The database does not sort as it should, or the login may not do this.
        Unavailable: The server cannot be reached.
    """
    with administering(place) as connection:
        create_roles(connection)
        close_database(connection)
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA} AUTHORIZATION {OWNER}")
        own(connection)
        create_schema(connection)
        grant_rights(connection)


def add_login(place: ServerUrl, naam: str, password: str, rol: Rol) -> bool:
    """Give a person a login; see `create_login`.

    Raises:
        Misused: The name or the password does not fit.
        Refused: The login of the administrator may not do this.
        Unavailable: The server cannot be reached.
    """
    with administering(place) as connection:
        return create_login(connection, naam, password, rol)


def upgrade_server(place: ServerUrl) -> tuple[int, int]:
    """Bring the tables to the present format, and set triggers and rights as they should be.

    Returns:
        The format before and after.

    Raises:
        Refused: There are no tables of vvdesk, or the login may not do this.
        NewerFormat: The tables are of a later vvdesk.
        Unavailable: The server cannot be reached.
    """
    with administering(place) as connection:
        close_database(connection)
        own(connection)
        formats = upgrade_schema(connection)
        replace_triggers(connection)
        grant_rights(connection)
    return formats
