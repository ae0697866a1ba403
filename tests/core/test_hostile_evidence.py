"""Kept inzendingen and manifests that are made to harm whoever checks them."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest
from hostile_momentopnamen import LONGEST, rich
from seal_forger import copied, opened, rehashed

from tests.files.hostile import good_workbook, load_kinds, make
from vvdesk.sealing.verdict import NoKeys, Oordeel
from vvdesk.sealing.verifying import verify_file

ROOT = Path(__file__).parents[2]
LARGEST_MB = 500
HEAVY = "zip_bomb_of_rows"
KINDS = load_kinds()
ALL_HEAVY = [each for each in KINDS if each.startswith(("zip_bomb", "xml_endless", "zip_many"))]
NAMES = [
    "../../../tmp/elders.xlsx",
    "/etc/elders.xlsx",
    "C:\\Windows\\elders.xlsx",
    "\\\\server\\deel\\elders.xlsx",
    "CON.xlsx",
    "a\x00b.xlsx",
    "",
    ".xlsx",
    "x" * 5_000 + ".xlsx",
    "elders.vvd",
    "elders.exe",
    "\x1b[2J\u202eelders.xlsx",
]
MANIFESTS = {
    "one word": "'x' || hex(zeroblob(50000000))",
    "many lists": "'[' || replace(hex(zeroblob(25000000)), '00', '[],')",
}
_TELLS = (
    "import resource, sys; from pathlib import Path; "
    "from vvdesk.sealing.verdict import NoKeys; from vvdesk.sealing.verifying import verify_file; "
    "print(verify_file(Path(sys.argv[1]), NoKeys()).oordeel.value, "
    "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A momentopname with an inzending that was merged."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return rich(tmp_path_factory.mktemp("rijk"))


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy to forge."""
    path = tmp_path / "zaak" / made.name
    path.parent.mkdir()
    path.write_bytes(made.read_bytes())
    return path


@pytest.fixture
def corner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def with_evidence(path: Path, name: str, content: bytes) -> Path:
    """Put another file in the place of the kept inzending, and make all digests again."""
    forged = copied(path)
    with opened(forged) as connection:
        connection.execute("UPDATE inzending SET bestandsnaam = ?, bestand = ?", (name, content))
    return rehashed(forged)


def kept(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT bestand FROM inzending").fetchone()[0]
    assert isinstance(found, bytes)
    return found


@pytest.mark.parametrize(
    "kind",
    [
        HEAVY,
        *(pytest.param(each, marks=pytest.mark.torture) for each in ALL_HEAVY if each != HEAVY),
    ],
)
def test_evidence_that_unpacks_without_end_is_told_and_harms_nothing(
    own: Path, corner: Path, tmp_path: Path, kind: str
) -> None:
    good, bad = tmp_path / "goed.xlsx", tmp_path / "bom.xlsx"
    make(KINDS[kind], good_workbook(good), bad)
    forged = with_evidence(own, "inzending.xlsx", bad.read_bytes())
    start = time.process_time()
    found = verify_file(forged, NoKeys())
    assert time.process_time() - start < LONGEST
    assert found.oordeel is Oordeel.GEWIJZIGD
    assert found.zin.endswith(".")
    assert list(corner.iterdir()) == []


def test_a_name_of_evidence_is_never_a_place(own: Path, corner: Path) -> None:
    content = kept(own)
    beside = {own.name, "vervalst.vvs"}
    for name in random.Random(3).sample(NAMES, 3):
        found = verify_file(with_evidence(own, name, content), NoKeys())
        assert found.zin.isprintable()
        assert {each.name for each in own.parent.iterdir()} == beside, name
        assert list(corner.iterdir()) == [], name


@pytest.mark.torture
@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_evidence_is_a_place(own: Path, corner: Path, name: str) -> None:
    found = verify_file(with_evidence(own, name, kept(own)), NoKeys())
    assert found.zin.isprintable()
    assert {each.name for each in own.parent.iterdir()} == {own.name, "vervalst.vvs"}
    assert list(corner.iterdir()) == []
    assert not Path("/tmp/elders.xlsx").exists()  # noqa: S108 - a place that the name tells


@pytest.mark.torture
@pytest.mark.parametrize("manifest", MANIFESTS)
@pytest.mark.skipif(os.name == "nt", reason="memory is told otherwise there")
def test_a_manifest_of_a_hundred_megabytes_is_refused_in_little_memory(
    own: Path, manifest: str
) -> None:
    forged = copied(own)
    with opened(forged) as connection:
        connection.execute(f"UPDATE zegel SET manifest = {MANIFESTS[manifest]}")  # noqa: S608 - our own words
    told = subprocess.run(
        [sys.executable, "-c", _TELLS, str(forged)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    oordeel, megabytes = told.stdout.split()
    assert oordeel == Oordeel.GEWIJZIGD.value
    assert int(megabytes) < LARGEST_MB
