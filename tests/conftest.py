"""Fixtures that every test may use."""

import shutil
from pathlib import Path

import pytest
from stores import ACTOR, new_store

from vvdesk.importing import import_report
from vvdesk.paths import resources
from vvdesk.store.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


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
