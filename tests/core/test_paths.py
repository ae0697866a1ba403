"""Where vvdesk finds its own data, and what a user can move."""

import sys
from pathlib import Path

import pytest

from vvdesk import paths
from vvdesk.errors import Unavailable


def test_the_resources_stand_beside_the_package() -> None:
    assert (paths.resources() / "plannen").is_dir()
    assert not (paths.resources() / "__init__.py").exists()


def test_a_frozen_program_finds_them_where_it_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"


def test_an_incomplete_installation_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    with pytest.raises(Unavailable, match="Installeer vvdesk opnieuw"):
        paths.resources()


def test_one_variable_moves_all_user_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "thuis"))

    folders = [paths.versions_dir(), paths.settings_dir(), paths.log_dir()]

    assert [x.relative_to(tmp_path).as_posix() for x in folders] == [
        "thuis/versies",
        "thuis/instellingen",
        "thuis/logboek",
    ]
    assert all(folder.is_dir() for folder in folders)


def test_without_that_variable_they_follow_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    monkeypatch.setattr(paths, "_made", lambda folder: folder)

    for folder in (paths.versions_dir(), paths.settings_dir(), paths.log_dir()):
        assert "vvdesk" in folder.parts
        assert not folder.is_relative_to(tmp_path)


def test_a_folder_that_cannot_be_made_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "bestand"))

    with pytest.raises(Unavailable, match=paths.HOME_VARIABLE):
        paths.versions_dir()
