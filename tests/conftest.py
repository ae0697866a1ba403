"""Fixtures that every test may use."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import psycopg
import pytest
from server_sample import add_fiches, fill, person
from stores import ACTOR, new_store

from vvdesk.content import Inhoud
from vvdesk.copying import copy_store
from vvdesk.importing import import_report
from vvdesk.paths import resources
from vvdesk.sealing import keys_locked
from vvdesk.store.place import Place, ServerUrl, parse_place
from vvdesk.store.roles import Rol, close_database
from vvdesk.store.server_admin import add_login, administering, initialise
from vvdesk.store.workspace import Workspace

SERVER = "VVDESK_TEST_POSTGRES"
"""The environment variable with a server to make databases on; `tools/postgres.py` sets it."""
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def pytest_configure(config: pytest.Config) -> None:
    """Make known what marks a test that needs a PostgreSQL server."""
    config.addinivalue_line("markers", "centraal: needs a PostgreSQL server (tools/postgres.py)")


@pytest.fixture
def seeds() -> Path:
    """The folder of published documents beside the project; skips where it is missing."""
    if not SEEDS.is_dir():
        pytest.skip("the published documents are not beside this checkout")
    return SEEDS


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style that the program asks for."""
    return ["vvdesk", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep versions, settings and logs of a test out of the user's own folders."""
    monkeypatch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def light_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock keys lightly: how heavy it really is, is tested where the format is."""
    monkeypatch.setattr(keys_locked, "OPERATIONS", 32_768)
    monkeypatch.setattr(keys_locked, "MEMORY", 1_048_576)


@pytest.fixture(scope="session")
def _sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file with the sample report of april 2021, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        path = new_store(tmp_path_factory.mktemp("voorbeeld") / "centraal.vvd")
        with Workspace.open(path) as workspace:
            import_report(workspace, resources() / "voorbeeld" / "april-2021.txt", ACTOR)
    return path


@pytest.fixture
def central(_sample_store: Path, tmp_path: Path) -> Path:
    """A central file of one's own, with the nine projects of the sample report."""
    return Path(shutil.copy(_sample_store, tmp_path / "centraal.vvd"))


@pytest.fixture(scope="session")
def _cluster() -> str:
    """The address of a PostgreSQL server where tests may make databases and roles."""
    address = os.environ.get(SERVER, "")
    if not address:
        pytest.skip(f"no PostgreSQL here: run it as tools/postgres.py run -- … (sets {SERVER})")
    return address


@pytest.fixture(scope="session")
def _prepared(_cluster: str) -> Iterator[str]:
    """The name of an initialised database that others are copied from."""
    with _database(_cluster, "template0") as name:
        initialise(_place(_cluster, name))
        yield name


@pytest.fixture
def bare_server(_cluster: str) -> Iterator[ServerUrl]:
    """A fresh database of one's own in which nothing was made yet."""
    with _database(_cluster, "template0") as name:
        yield _place(_cluster, name)


@pytest.fixture
def server(_cluster: str, _prepared: str) -> Iterator[ServerUrl]:
    """A fresh database of one's own: initialised, without a plan, opened as administrator."""
    with _copy(_cluster, _prepared) as place:
        yield place


@pytest.fixture
def login(server: ServerUrl) -> Iterator[Callable[[Rol], ServerUrl]]:
    """Makes the login of one person, with a role; roles are of the whole server, so it goes."""
    name = f"anja_{server.database[-8:]}"

    def make(rol: Rol) -> ServerUrl:
        add_login(server, name, "een lang wachtwoord", rol)
        return replace(server, user=name)

    yield make
    with administering(server) as connection:
        connection.exec_driver_sql(f"DROP ROLE IF EXISTS {name}")


@pytest.fixture(params=["bestand", pytest.param("server", marks=pytest.mark.centraal)])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Place]]:
    """Makes a store of april 2021 with fiches, or `of` a file: in a file and again on a server.

    Who opens it on the server is coordinator and nothing more.
    """
    if request.param == "bestand":
        yield partial(_file_store, tmp_path / "centraal.vvd")
        return
    cluster, empty, planned = map(request.getfixturevalue, ("_cluster", "_prepared", "_planned"))
    with ExitStack() as stack:

        def make(*contents: Inhoud, of: Path | None = None) -> Place:
            made = stack.enter_context(_copy(cluster, planned if of is None else empty))
            coordinator = stack.enter_context(person(made, "vvdesk_coordinator"))
            if of is None:
                add_fiches(coordinator, *contents)
            else:
                copy_store(of, made)
            return coordinator

        yield make


@pytest.fixture(scope="session")
def _planned(_cluster: str, _prepared: str) -> Iterator[str]:
    """The name of a database with april 2021 without fiches, that others are copied from."""
    with _database(_cluster, _prepared) as name:
        fill(_place(_cluster, name))
        yield name


@pytest.fixture(scope="session")
def copy_of(_cluster: str) -> Callable[[ServerUrl], AbstractContextManager[ServerUrl]]:
    """Gives a copy of a database in which nobody works, for as long as a block lasts."""
    return lambda place: _copy(_cluster, place.database)


@pytest.fixture(scope="session")
def planned_server(_cluster: str, _planned: str) -> ServerUrl:
    """A database with april 2021 without fiches; only to be copied."""
    return _place(_cluster, _planned)


def _file_store(path: Path, *contents: Inhoud, of: Path | None = None) -> Path:
    return new_store(path, *contents) if of is None else of


@contextmanager
def _copy(cluster: str, template: str) -> Iterator[ServerUrl]:
    with _database(cluster, template) as name:
        place = _place(cluster, name)
        with administering(place) as connection:
            close_database(connection)  # a copy of a database has its own rights
        yield place


@contextmanager
def _database(cluster: str, template: str) -> Iterator[str]:
    name = f"vvdesk_test_{uuid.uuid4().hex[:12]}"
    how = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" if template == "template0" else ""
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
        try:
            yield name
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _place(cluster: str, database: str) -> ServerUrl:
    place = parse_place(cluster)
    assert isinstance(place, ServerUrl)
    return replace(place, database=database)
