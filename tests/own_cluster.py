"""A PostgreSQL server of one's own, that a test may stop in the middle of something."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import postgres
import psycopg
import pytest

from vvdesk.store.place import ServerUrl, parse_place
from vvdesk.store.roles import close_database
from vvdesk.store.server_admin import administering, initialise

_SORTED = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"


class OwnCluster:
    """A server that runs, until it is stopped.

    Args:
        programs: The folder with PostgreSQL's programs.
        folder: Where its data stands.
        address: Of its database for administrators.
    """

    def __init__(self, programs: Path, folder: Path, address: str) -> None:
        self._programs, self._folder, self._address = programs, folder, address
        self._made = 0

    def new_database(self, template: ServerUrl | None = None) -> ServerUrl:
        """Make a database, initialised and without a plan, or a copy of one where nobody works."""
        self._made += 1
        name = f"veerkracht_{self._made}"
        place = parse_place(f"{self._address.rpartition('/')[0]}/{name}")
        assert isinstance(place, ServerUrl)
        like = template.database if template else f"template0 {_SORTED}"
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
            # The tests' servers hurry; what such a server said it stored may be gone.
            connection.execute(f"ALTER DATABASE {name} SET synchronous_commit TO on")
        if template is None:
            initialise(place)
        else:
            with administering(place) as administrator:
                close_database(administrator)  # a copy of a database has its own rights
        return place

    def stop(self) -> None:
        """Pull the plug: nothing is finished, no connection is closed politely."""
        self._control("stop", "--mode", "immediate")

    def start(self) -> None:
        """Start it again where it was; it does nothing when it runs."""
        if not (self._folder / "data" / "postmaster.pid").exists():
            # Of a server that does not run, it takes over with what it was started.
            self._control("restart")

    def _control(self, *arguments: str) -> None:
        done = postgres.run_as_server(
            [
                self._programs / "pg_ctl", *arguments, "--pgdata", self._folder / "data",
                "--log", self._folder / "log", "--wait", "--timeout", "60",
            ],
            self._folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


@contextmanager
def own_cluster() -> Iterator[OwnCluster]:
    """Run a server beside the tests' own; the test is skipped where there is no PostgreSQL."""
    programs = postgres.find_programs()
    if programs is None or not os.environ.get(postgres.VARIABLE):
        pytest.skip("no PostgreSQL here")
    with tempfile.TemporaryDirectory(prefix="vvdesk-own-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        address = postgres.start(programs, folder)
        assert address
        cluster = OwnCluster(programs, folder, address)
        try:
            yield cluster
        finally:
            cluster.start()
            cluster.stop()
