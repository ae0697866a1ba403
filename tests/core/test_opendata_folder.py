"""Where the open data is put: as a whole, over nothing else, and never half."""

import errno
import os
import zipfile
from pathlib import Path

import pytest
import typer
from stores import names_in
from typer.testing import CliRunner

from vvdesk.commands.opendata import opendata
from vvdesk.errors import Misused, Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.opendata import write_opendata
from vvdesk.opendata.writing import FILE_NAMES
from vvdesk.store.workspace import Workspace


@pytest.fixture
def folder(tmp_path):
    """Where the data goes; alone in a folder of its own, so that leftovers show."""
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit" / "open"


def write(store, folder, progress=None, **options):
    with Workspace.open(store, read_only=True) as workspace:
        steps = () if progress is None else (progress,)
        return write_opendata(workspace, None, folder, *steps, **options)


def test_an_earlier_edition_is_replaced_and_an_empty_folder_is_used(central, folder):
    folder.mkdir()
    write(central, folder)
    (folder / "Thumbs.db").write_bytes(b"")
    (folder / "projecten.csv").write_text("oud", encoding="utf-8")
    write(central, folder)
    assert set(names_in(folder)) == FILE_NAMES
    assert (folder / "projecten.csv").stat().st_size > 3
    assert names_in(folder.parent) == ["open"]


def test_a_folder_with_other_things_is_refused_and_left_alone(central, folder):
    folder.mkdir()
    (folder / "vakantie.jpg").write_bytes(b"x")
    with pytest.raises(Misused, match=r"andere bestanden \(vakantie.jpg\)"):
        write(central, folder)
    assert names_in(folder) == ["vakantie.jpg"]


def test_a_folder_with_a_readme_of_somebody_else_is_refused(central, folder):
    folder.mkdir()
    (folder / "LEESMIJ.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(Misused, match=r"LEESMIJ\.txt"):
        write(central, folder)


def test_a_file_of_that_name_is_refused(central, folder):
    folder.write_text("x", encoding="utf-8")
    with pytest.raises(Misused, match="is een bestand"):
        write(central, folder)


def test_stopping_halfway_leaves_nothing_behind(central, folder):
    def stop(done, _total, label):
        if "schrijven" in label and done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(central, folder, stop)
    assert names_in(folder.parent) == []


def test_stopping_halfway_leaves_the_earlier_edition_as_it_was(central, folder):
    write(central, folder)
    before = {name: (folder / name).read_bytes() for name in names_in(folder)}

    def stop(done, _total, label):
        if "schrijven" in label and done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(central, folder, stop)
    assert {name: (folder / name).read_bytes() for name in names_in(folder)} == before
    assert names_in(folder.parent) == ["open"]


@pytest.mark.parametrize("is_zipped", [False, True])
def test_a_full_disk_leaves_no_half_folder_and_says_so(central, folder, monkeypatch, is_zipped):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="schijf is vol"):
        write(central, folder, is_zipped=is_zipped)
    assert names_in(folder.parent) == []


def test_a_folder_that_cannot_be_replaced_stays_as_it_was(central, folder, monkeypatch):
    write(central, folder)
    rename, done = Path.rename, []

    def refuse(self, target):
        done.append(self)
        if len(done) == 2:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Unavailable, match="Sluit de bestanden"):
        write(central, folder)
    assert set(names_in(folder)) == FILE_NAMES
    assert names_in(folder.parent) == ["open"]


@pytest.mark.parametrize("is_zipped", [False, True])
def test_what_did_not_reach_the_disk_as_written_is_noticed(central, folder, monkeypatch, is_zipped):
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"")
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda _zip, _name: b"")
    with pytest.raises(Unavailable, match="niet juist bewaard"):
        write(central, folder, is_zipped=is_zipped)
    assert names_in(folder.parent) == []


def test_a_folder_that_cannot_be_looked_into_is_refused(central, folder, monkeypatch):
    folder.mkdir()

    def refuse(_path):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(Unavailable, match="mag je niet schrijven"):
        write(central, folder)


def test_a_folder_in_a_folder_that_is_not_there_is_refused(central, folder):
    with pytest.raises(Unavailable, match="bestaat niet"):
        write(central, folder / "diep" / "dieper")


def test_the_command_writes_a_folder_or_a_zip_and_says_what_to_know(central, folder):
    app = typer.Typer()
    app.command()(opendata)
    done = CliRunner().invoke(app, [str(central), "--out", str(folder)])
    assert done.exit_code == 0
    assert '"open" is klaar: april 2021; 24 bestanden, 9 rijen in projecten.' in done.output
    assert "Modellicentie Gratis Hergebruik" in done.output
    assert "voorlopig" in done.output
    zipped = CliRunner().invoke(app, [str(central), "--out", str(folder), "--zip", "--all-moments"])
    assert zipped.exit_code == 0
    assert names_in(folder.parent) == ["open", "open.zip"]
