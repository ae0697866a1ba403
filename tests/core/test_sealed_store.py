"""The bytes of an open momentopname: read once, kept once, and judged as they were in the file."""

import shutil
import tracemalloc
from pathlib import Path

import pytest
from sealed_sample import sealed

from vvdesk.errors import Unavailable
from vvdesk.store import sealed_store
from vvdesk.store.sealed_store import SealedStore
from vvdesk.store.sqlite_address import sqlite_address
from vvdesk.store.workspace import Workspace

_COUNTERS = (27, 31, 43, 95, 99)
"""Bytes of the header that SQLite writes anew in a copy, or that tell how large the file is."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealed(tmp_path_factory.mktemp("gemaakt"))


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


def test_the_bytes_are_those_of_the_file(path: Path) -> None:
    with Workspace.open(path) as workspace:
        assert workspace.sealed_bytes == path.read_bytes()


@pytest.mark.parametrize("place", _COUNTERS)
def test_a_number_that_sqlite_would_write_anew_is_given_as_it_was_in_the_file(
    path: Path, place: int
) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x40
    if place == 31:
        # Tells of fewer pages than there are; with other counters SQLite goes by the size itself.
        data[place] = 0x01
        data[95] ^= 0x40
    path.write_bytes(data)
    with Workspace.open(path) as workspace:
        assert workspace.sealed_bytes == bytes(data)


def test_what_stands_behind_the_last_page_is_among_them(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"Nog iets.")
    with Workspace.open(path) as workspace:
        assert workspace.sealed_bytes == path.read_bytes()


def test_they_stay_what_they_were_when_the_file_is_replaced(path: Path) -> None:
    before = path.read_bytes()
    with Workspace.open(path) as workspace:
        path.write_bytes(b"Iets anders.")
        assert workspace.sealed_bytes == before


def test_opening_keeps_no_copy_beside_that_of_sqlite(path: Path) -> None:
    SealedStore.open(path).close()  # what is loaded once does not count
    tracemalloc.start()
    try:
        store = SealedStore.open(path)
        _kept, most = tracemalloc.get_traced_memory()
        store.close()
    finally:
        tracemalloc.stop()
    assert most < path.stat().st_size / 2


def test_nobody_gets_them_once_it_is_closed(path: Path) -> None:
    store = SealedStore.open(path)
    store.close()
    with pytest.raises(Unavailable, match="gesloten"):
        _ = store.data


def test_a_file_that_cannot_be_read_is_not_called_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = sqlite_address(path.with_name("weg.vvs"), "ro")
    monkeypatch.setattr(sealed_store, "sqlite_address", lambda *_given, **_options: gone)
    with pytest.raises(Unavailable, match=r"momentopname\.vvs.* kan niet gelezen"):
        Workspace.open(path)


def test_a_name_with_signs_that_mean_something_in_an_address_opens(path: Path) -> None:
    odd = path.rename(path.with_name("stand 100% van #3; waarom?.vvs"))
    with Workspace.open(odd) as workspace:
        assert workspace.sealed_bytes == odd.read_bytes()
