"""Databases to measure on: the server that `tools/postgres.py` starts, or one that is named."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

import psycopg
from psycopg import sql

from vvdesk.store.place import ServerUrl, parse_place
from vvdesk.store.server_admin import initialise

VARIABLE = "VVDESK_TEST_POSTGRES"
NO_SERVER = f"(no PostgreSQL: set {VARIABLE}, or run beside tools/postgres.py)"
_EMPTY = "template0"
_NUMBERS = count(1)


def has_server() -> bool:
    """Tell whether there is a server to measure on."""
    return bool(os.environ.get(VARIABLE))


@contextmanager
def database(like: ServerUrl | None = None) -> Iterator[ServerUrl]:
    """Give a database of its own, prepared for vvdesk, that goes afterwards.

    Args:
        like: A copy of this one, to which nobody may be connected; None for an empty one.
    """
    cluster = parse_place(os.environ[VARIABLE])
    if not isinstance(cluster, ServerUrl):
        raise TypeError(VARIABLE)
    name = f"vvdesk_bench_{os.getpid()}_{next(_NUMBERS)}"
    place = replace(cluster, database=name)
    template = like.database if like else _EMPTY
    make = "CREATE DATABASE {} TEMPLATE {}"
    if like is None:
        make += " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
    with psycopg.connect(os.environ[VARIABLE], autocommit=True) as connection:
        connection.execute(sql.SQL(make).format(sql.Identifier(name), sql.Identifier(template)))
        try:
            if like is None:
                initialise(place)
            yield place
        finally:
            gone = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(gone)
