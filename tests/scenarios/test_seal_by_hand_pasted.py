"""What an auditor pastes into an ordinary shell never says OK of what is not."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from seal_forger import edited, rehashed, with_trail_rebuilt
from sealed_sample import sealed
from stores import ACTOR, fiche, new_store

from vvdesk.editing import Editing
from vvdesk.model import Meetmoment
from vvdesk.paths import resources
from vvdesk.sealing.minisign import SecretKey
from vvdesk.store.workspace import Workspace

TOOLS = ("bash", "sqlite3", "sha256sum", "minisign", "basenc", "base32", "diff")
KEY = SecretKey.generate()
CHAPTER = (resources() / "manual" / "zegel-zelf-controleren.md").read_text("utf-8")
STEPS = dict(
    re.findall(r"^## (\d)\. .*?```(?:bash|sh)\n(.*?)```", CHAPTER, re.DOTALL | re.MULTILINE)
)

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="a stock tool is not installed"
)


@pytest.fixture
def made(tmp_path):
    report = tmp_path / "rapport.pdf"
    report.write_bytes(b"%PDF-1.7\n\x00\xff")
    return sealed(tmp_path, reports=[report], signer=KEY)


def pasted(path: Path, folder: Path, *steps: str, earlier: Path | None = None) -> str:
    """Return what a shell says that goes on after a fault, as one does in which people type."""
    folder.mkdir()
    shutil.copy(path, folder / "momentopname.vvs")
    (folder / "zegel.pub").write_text(KEY.public.text(), encoding="utf-8")
    if earlier is not None:
        shutil.copy(earlier, folder / "vorige.vvs")
    script = "\n".join(STEPS[each] for each in steps)
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False
    ).stdout


def test_every_step_is_there():
    assert list(STEPS) == list("12345678")


@pytest.mark.parametrize(
    ("statement", "step"),
    [
        ("INSERT INTO zegel SELECT 2, manifest, handtekening FROM zegel", "3"),
        ("CREATE VIEW kijk AS SELECT 1", "3"),
        ("UPDATE financiering SET vak = vak + 1", "4"),
        ("UPDATE rapport SET inhoud = zeroblob(length(inhoud))", "5"),
        ("UPDATE zegel SET manifest = json_set(manifest, '$.inhoud', 'x')", "6"),
        ("UPDATE wijziging SET reden = 'anders' WHERE n = 2", "7"),
    ],
)
def test_a_step_that_does_not_hold_does_not_say_ok(made, tmp_path, statement, step):
    whole = [each for each in STEPS if each != "8"]
    assert pasted(made, tmp_path / "heel", *whole).count("OK") == len(whole)
    before = [each for each in ("4", "5") if each < step]
    good = pasted(made, tmp_path / "goed", *before, step)
    assert good.count("OK") == len(before) + 1

    said = pasted(edited(made, statement), tmp_path / "stap", step)

    assert "OK" not in said


def test_nothing_is_ok_without_a_momentopname(tmp_path):
    empty = tmp_path / "leeg.vvs"
    empty.touch()
    said = pasted(empty, tmp_path / "map", *(each for each in STEPS if each != "2"))
    assert "OK" not in said


def test_the_trail_of_the_momentopname_before_is_found_in_the_next(tmp_path):
    store = new_store(tmp_path / "centraal.vvd", fiche("VV015"))
    first = sealed(tmp_path, of=store, name="eerst.vvs")
    with (
        Workspace.open(store) as workspace,
        Editing(workspace, ACTOR).step("Verbeteren") as work,
    ):
        work.change(Meetmoment, {"id": 1}, {"deadline": date(2021, 4, 30)})
    second = sealed(tmp_path, of=store, name="daarna.vvs")

    assert "OK" in pasted(second, tmp_path / "goed", "8", earlier=first)

    other = edited(second, "UPDATE wijziging SET reden = 'anders' WHERE n = 2")
    anew = rehashed(with_trail_rebuilt(other))
    assert "OK" in pasted(anew, tmp_path / "keten", "7")
    assert "OK" not in pasted(anew, tmp_path / "fout", "8", earlier=first)
