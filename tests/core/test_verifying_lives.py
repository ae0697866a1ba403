"""No false alarm over whole lives at the desk: merges, decisions, questions, states, settings."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from seal_lives import Desk, Resaved, samples
from stores import ACTOR, new_store

from vvdesk.copying import copy_store
from vvdesk.sealing.making import seal
from vvdesk.sealing.verdict import NoKeys, Oordeel
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.place import Place
from vvdesk.store.workspace import Workspace

FEW, MANY, SOME = range(2), range(100, 200), range(200, 220)
ACTS = 14
OLD = Path(__file__).parents[1] / "files"


def judged_intact(store: Place, folder: Path, told: object) -> None:
    """Seal every meetmoment of a store, and see that no momentopname is called changed."""
    with Workspace.open(store) as workspace:
        moments = workspace.meetmomenten()
        made = [
            seal(workspace, ACTOR, each, folder / f"zegel-{each.id}.vvs").path for each in moments
        ]
    for path in made:
        found = verify_file(path, NoKeys())
        assert found.verschillen == (), told
        assert found.oordeel is Oordeel.ONBEVESTIGD
        path.unlink()


def as_it_is(path: Path) -> Path:
    return path


def lived(folder: Path, seed: int, resaved: Resaved = as_it_is) -> None:
    store = new_store(folder / "centraal.vvd", *samples())
    desk = Desk(store, folder, seed, resaved)
    desk.live(ACTS)
    judged_intact(store, folder, (seed, desk.done))


def by_openpyxl(path: Path) -> Path:
    book = load_workbook(path)
    book.save(path)
    return path


def by_libreoffice(path: Path) -> Path:
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    target = path.parent / "opnieuw"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", target, path],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return target / path.name


@pytest.mark.parametrize(
    "seed", [*FEW, *(pytest.param(n, marks=pytest.mark.torture) for n in MANY)]
)
def test_a_life_at_the_desk(tmp_path, seed):
    lived(tmp_path, seed)


@pytest.mark.torture
@pytest.mark.parametrize("seed", SOME)
def test_evidence_that_openpyxl_saved_again(tmp_path, seed):
    lived(tmp_path, seed, resaved=by_openpyxl)


@pytest.mark.torture
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("seed", SOME)
def test_evidence_that_libreoffice_saved_again(tmp_path, seed):
    lived(tmp_path, seed, resaved=by_libreoffice)


@pytest.mark.parametrize("name", ["formaat-1.vvd", "formaat-2.vvd"])
def test_a_file_of_an_earlier_format(tmp_path, name):
    own = tmp_path / name
    shutil.copy(OLD / name, own)
    judged_intact(own, tmp_path, name)


@pytest.mark.parametrize("name", ["formaat-1.vvd", "formaat-2.vvd"])
def test_a_file_of_an_earlier_format_that_lives_on(tmp_path, name):
    own = tmp_path / name
    shutil.copy(OLD / name, own)
    desk = Desk(own, tmp_path, 5)
    desk.live(ACTS)
    judged_intact(own, tmp_path, desk.done)


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.torture) for n in SOME)])
def test_a_server_and_what_was_copied_from_it(tmp_path, server, seed):
    store = new_store(tmp_path / "begin.vvd", *samples())
    Desk(store, tmp_path, seed).live(ACTS // 2)
    copy_store(store, server)
    desk = Desk(server, tmp_path, seed + 1)
    desk.live(ACTS)
    judged_intact(server, tmp_path, desk.done)
    back = tmp_path / "terug.vvd"
    copy_store(server, back)
    judged_intact(back, tmp_path, desk.done)
