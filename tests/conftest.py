"""Fixtures that every test may use."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


@pytest.fixture
def seeds() -> Path:
    """The folder of published documents beside the project; skips where it is missing."""
    if not SEEDS.is_dir():
        pytest.skip("the published documents are not beside this checkout")
    return SEEDS


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep versions, settings and logs of a test out of the user's own folders."""
    monkeypatch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
