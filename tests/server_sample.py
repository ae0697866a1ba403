"""A small plan in a database on a server."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import insert
from stores import ACTOR

from vvdesk.content import Inhoud
from vvdesk.editing import Editing, Work
from vvdesk.meetmomenten import load_reference
from vvdesk.model import Meetmoment, Plan
from vvdesk.plan import load_plan
from vvdesk.store.place import ServerUrl
from vvdesk.store.server_store import ServerStore
from vvdesk.store.workspace import Workspace


def fill(url: ServerUrl, *contents: Inhoud) -> ServerUrl:
    """Put april 2021 with these fiches in an initialised database."""
    plan, day = load_plan("vlaamse-veerkracht"), date(2021, 3, 31)
    store = ServerStore.open(url)
    row = {"id": 1, "code": plan.code, "titel": plan.titel, "bestand_id": str(uuid.uuid4())}
    moment = {"id": 1, "naam": "april 2021", "peildatum": day, "fase": "open", "geopend_op": "nu"}
    with store.writing() as connection:
        connection.execute(insert(Plan).values(**row))
        work = Work(connection, ACTOR.known_as(store.login), "Begin")
        work.manage(Meetmoment, [moment], {"naam": "april 2021"}, meetmoment_id=1)
        load_reference(work, plan, day, 1)
        work.store()
    store.close()
    add_fiches(url, *contents)
    return url


def add_fiches(url: ServerUrl, *contents: Inhoud) -> None:
    """Put fiches in a plan that is there already."""
    if contents:
        with Workspace.open(url) as workspace, Editing(workspace, ACTOR).step("Fiches") as work:
            for each in contents:
                work.add_fiche(1, each)


@contextmanager
def administrator(url: ServerUrl) -> Iterator[psycopg.Connection]:
    """Give a connection that may do everything, beside vvdesk."""
    named = {"host": url.hosts, "port": url.ports, "user": url.user, "dbname": url.database}
    address = make_conninfo(**{key: each for key, each in named.items() if each})
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET search_path TO vvdesk")
        yield connection


@contextmanager
def person(url: ServerUrl, role: str) -> Iterator[ServerUrl]:
    """Give the same database to somebody with this role and nothing more."""
    login = f"vvdesk_test_{uuid.uuid4().hex[:12]}"
    with administrator(url) as connection:
        connection.execute(f"CREATE ROLE {login} LOGIN IN ROLE {role}")
    try:
        yield replace(url, user=login)
    finally:
        with administrator(url) as connection:
            connection.execute(f"DROP ROLE {login}")


def end_connections(url: ServerUrl) -> None:
    """Let the server end what vvdesk has open on this database, as a restart does."""
    with administrator(url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'vvdesk'"
        )
