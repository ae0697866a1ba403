"""The folder of a demonstration takes away what it made itself, and nothing of anybody else."""

import json
from pathlib import Path

import pytest

from vvdesk.demo.folder import Demofolder, slug
from vvdesk.errors import Misused, Unavailable
from vvdesk.store.lock import Lock

MARK = ".vvdesk-demo.json"


def played(root: Path) -> Demofolder:
    """A folder in which a demonstration left a file."""
    folder = Demofolder(root)
    folder.make_room()
    folder.submitted("Departement Onderwijs en Vorming").write_text("inzending")
    folder.central.write_text("centraal")
    folder.remember()
    return folder


def test_an_empty_or_new_folder_gets_its_rooms(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    for root in (tmp_path / "nieuw" / "diep", tmp_path / "leeg"):
        Demofolder(root).make_room()
        assert (root / "inzendingen").is_dir()


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(Misused, match="niet leeg"):
        Demofolder(tmp_path).make_room()
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("x")
    with pytest.raises(Misused):
        Demofolder(tmp_path / "demo").make_room()
    with pytest.raises(Unavailable):
        Demofolder(tmp_path / "demo" / "dieper").make_room()


def test_an_earlier_demonstration_goes_but_not_what_somebody_added(tmp_path: Path) -> None:
    folder = played(tmp_path)
    own = tmp_path / "inzendingen" / "van-mij.txt"
    own.write_text("van mij")
    folder.make_room()
    assert not folder.central.exists()
    assert own.read_text() == "van mij"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [MARK, own.name]


def test_an_earlier_demonstration_in_use_stays(tmp_path: Path) -> None:
    folder = played(tmp_path)
    with Lock.take(folder.central), pytest.raises(Unavailable, match="in gebruik"):
        folder.make_room()
    assert folder.central.read_text() == "centraal"


def test_a_list_that_names_files_elsewhere_removes_none_of_them(tmp_path: Path) -> None:
    outside = tmp_path / "elders.txt"
    outside.write_text("van iemand")
    root = tmp_path / "demo"
    played(root)
    (root / MARK).write_text(json.dumps(["../elders.txt", str(outside), 5]))
    Demofolder(root).make_room()
    assert outside.exists()


@pytest.mark.parametrize("content", ["{}", "geen json"])
def test_a_damaged_list_removes_nothing(tmp_path: Path, content: str) -> None:
    folder = played(tmp_path)
    (tmp_path / MARK).write_text(content)
    with pytest.raises(Misused, match="beschadigd"):
        folder.make_room()
    assert folder.central.exists()


def test_names_become_plain_file_names() -> None:
    assert slug("Departement Financiën en Begroting") == "departement-financien-en-begroting"
    assert slug("Agentschap, X & Co") == "agentschap-x-co"
