"""The chapter for auditors is followed literally, with stock tools only."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from merge_sample import central, merge, put, uitvraag
from seal_forger import edited, manifest_in, rehashed
from sealed_sample import sealed

from vvdesk.paths import resources
from vvdesk.sealing.minisign import SecretKey

TOOLS = ("bash", "sqlite3", "sha256sum", "minisign", "basenc", "base32", "diff")
KEY = SecretKey.generate()
CHAPTER = resources() / "manual" / "zegel-zelf-controleren.md"
DOCS = Path(__file__).parents[2] / "docs" / "momentopname.md"

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="a stock tool is not installed"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed momentopname with an inzending, a merge and a report in it."""
    folder = tmp_path_factory.mktemp("zegel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        store = central(folder)
        book = uitvraag(store, folder / "ov.xlsx")
        put(book, "Projecten", "Uitvoering VAK", 1, 400_000)
        put(book, "Projecten", "Oorzaak", 1, 'Een "aanhaling", een \\ en\neen tab\t; ook é en 🙂')
        merge(store, book)
        report = folder / "rapport.pdf"
        report.write_bytes(b"%PDF-1.7\n\x00\xff")
        return sealed(folder, of=store, reports=[report], signer=KEY)


def blocks(page: Path = CHAPTER) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(r"```bash\n(.*?)```", text, re.DOTALL)


def followed(path: Path, folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run commands in a folder with only the momentopname and the public key."""
    folder.mkdir()
    shutil.copy(path, folder / "momentopname.vvs")
    (folder / "zegel.pub").write_text(KEY.public.text(), encoding="utf-8")
    return subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_step_holds_for_an_intact_momentopname(made, tmp_path):
    found = followed(made, tmp_path / "map", "\n".join(blocks()))
    assert found.returncode == 0, found.stderr
    assert found.stdout.count("OK") == len(blocks())


def test_the_code_by_hand_is_the_one_that_the_program_shows(made, tmp_path):
    found = followed(made, tmp_path / "map", blocks()[1])
    manifest = manifest_in(made)
    assert manifest.controlecode in found.stdout
    assert manifest.sha256 in found.stdout


def test_the_heart_of_it_in_the_documentation_holds_too(made, tmp_path):
    found = followed(made, tmp_path / "map", "\n".join(blocks(DOCS)))
    assert found.returncode == 0, found.stderr
    ours, sealed_one = found.stdout.splitlines()[-2:]
    assert ours.split()[0] == sealed_one


@pytest.mark.parametrize(
    ("statement", "step"),
    [
        ("UPDATE financiering SET vak = vak + 1", 4),
        ("UPDATE inzending SET bestand = zeroblob(length(bestand))", 5),
        ("INSERT INTO zegel SELECT 2, manifest, handtekening FROM zegel", 3),
    ],
)
def test_a_change_is_found_at_its_own_step(made, tmp_path, statement, step):
    forged = edited(made, statement)
    assert followed(forged, tmp_path / "alles", "\n".join(blocks())).returncode != 0
    fails = followed(forged, tmp_path / "stap", blocks()[step - 1])
    assert fails.returncode != 0
    assert "OK" not in fails.stdout


def test_a_rehashed_forgery_fails_on_the_signature(made, tmp_path):
    forged = rehashed(edited(made, "UPDATE financiering SET vak = vak + 1"))
    first, *others = blocks()
    found = followed(forged, tmp_path / "een", first)
    assert found.returncode != 0
    assert "OK" not in found.stdout
    assert followed(forged, tmp_path / "rest", "\n".join(others)).returncode == 0


def test_a_rehashed_row_of_the_trail_fails_on_the_chain(made, tmp_path):
    forged = rehashed(edited(made, "UPDATE wijziging SET reden = 'anders' WHERE n = 4"))
    found = followed(forged, tmp_path / "map", blocks()[6])
    assert found.returncode != 0
    assert "past niet" in found.stdout
