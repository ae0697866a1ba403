"""What stands where no row stands: wiped when a file is made, found when it comes later."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from seal_forger import Trusting, said_of
from sealed_sample import sealed
from stores import fiche

from vvdesk.jobs import Cancelled, silent
from vvdesk.sealing.page_check import header_faults, slack_faults
from vvdesk.sealing.page_slack import Layout, used_slack, zero_slack
from vvdesk.sealing.seen_bytes import pages_of, seen_in
from vvdesk.sealing.verdict import Oordeel
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace

FLIPS = 60
NOT_KNOWN = {*range(24, 28), *range(40, 44), *range(92, 100)}
"""Counters of the header, and the version of the library that wrote it."""


@pytest.fixture(scope="module")
def wiped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A momentopname with long values, of which the unused space was wiped."""
    folder = tmp_path_factory.mktemp("zegel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        report = folder / "rapport.pdf"
        report.write_bytes(b"%PDF-1.7\n" + random.Random(6).randbytes(30_000))
        fiches = [
            fiche(f"VV0{number}", 3, voortgang=f"<p>{'x' * 700}</p>") for number in range(15, 40)
        ]
        path = sealed(folder, *fiches, reports=[report])
    zero_slack(path)
    return path


def slack_in(data: bytes) -> list[int]:
    layout = Layout.of(data[:100])

    def read(number: int) -> bytes:
        return data[(number - 1) * layout.page : number * layout.page]

    return [each.page for each in used_slack(read, layout, silent)]


def unused_places(data: bytes) -> Iterator[int]:
    """Yield places in runs of many zeros: most of them are of no row."""
    at = data.find(bytes(64))
    while at >= 0:
        yield at + 40
        at = data.find(bytes(64), at + 997)


def test_wiping_changes_nothing_of_what_is_said(tmp_path):
    path = sealed(tmp_path)
    before = said_of(path)
    zero_slack(path)
    assert said_of(path) == before
    assert not slack_in(path.read_bytes())
    assert verify_file(path, Trusting()).oordeel is Oordeel.ONBEVESTIGD


def test_wiping_keeps_free_blocks_and_long_values_as_they_are(tmp_path):
    path = tmp_path / "los.db"
    chosen = random.Random(3)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c BLOB)")
        connection.execute("CREATE INDEX i ON t (b)")
        for number in range(600):
            row = number, chosen.randbytes(chosen.choice((3, 40, 900))).hex(), bytes(number * 31)
            connection.execute("INSERT INTO t VALUES (?, ?, ?)", row)
        connection.execute("UPDATE t SET b = 'kort' WHERE a % 7 = 0")
    before = said_of(path)
    zero_slack(path)
    assert said_of(path) == before
    assert not slack_in(path.read_bytes())


def test_a_bit_in_unused_space_is_found(wiped):
    data = wiped.read_bytes()
    places = list(unused_places(data))
    assert len(places) > FLIPS
    found = 0
    for place in places[:: len(places) // FLIPS]:
        changed = bytearray(data)
        changed[place] ^= 4
        found += bool(slack_in(bytes(changed)))
    assert found >= FLIPS * 0.9


def test_every_flip_is_found_by_the_verdict_or_by_the_unused_space(wiped, tmp_path):
    data, chosen = wiped.read_bytes(), random.Random(4)
    target = tmp_path / "bit.vvs"
    for _ in range(FLIPS):
        place = chosen.randrange(len(data))
        if place in NOT_KNOWN:
            continue
        changed = bytearray(data)
        changed[place] ^= 1 << chosen.randrange(8)
        target.write_bytes(changed)
        found = verify_file(target, Trusting(), evidence=False)
        assert found.oordeel is Oordeel.GEWIJZIGD or slack_in(bytes(changed)), place


def test_every_bit_of_the_header_is_looked_at(wiped):
    data = wiped.read_bytes()
    for place in (*range(44, 48), *range(48, 60), *range(64, 68), *range(72, 92)):
        head = bytearray(data[:100])
        head[place] ^= 1
        assert header_faults(bytes(head), len(data)), place


def test_the_fault_says_on_which_page(wiped, tmp_path):
    data = bytearray(wiped.read_bytes())
    place = next(each for each in unused_places(bytes(data)) if each > 8_192)
    data[place] = 7
    target = tmp_path / "spoor.vvs"
    target.write_bytes(data)
    with Workspace.open(target) as workspace:
        head = seen_in(workspace, silent).head
        with pages_of(workspace, Layout.of(head).page) as read:
            (fault,) = slack_faults(head, read, silent)
    assert fault.plaats.startswith(f"bladzijde {place // 4096 + 1}, ")


def test_wiping_can_be_stopped(tmp_path):
    path = tmp_path / "groot.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (a BLOB)")
        connection.execute("INSERT INTO t VALUES (zeroblob(3000000))")

    def stop(_done, _total, _label):
        raise Cancelled

    with pytest.raises(Cancelled):
        zero_slack(path, stop)
