import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from stores import names_in, new_store

from vvdesk.errors import Unavailable
from vvdesk.store.lock import Holder, Lock
from vvdesk.store.workspace import Workspace

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from vvdesk.store.lock import Lock
Lock.take(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return new_store(tmp_path / "a.vvd")


def write_lock(path, holder):
    Lock(path).path.write_text(json.dumps(asdict(holder)), encoding="utf-8")


def test_a_second_opening_says_who_and_since_when(path):
    with Workspace.open(path):
        with pytest.raises(Unavailable) as refused:
            Workspace.open(path)
        me = Holder.myself()
        assert me.user in str(refused.value)
        assert me.host in str(refused.value)
        assert "sinds 20" in str(refused.value)
        with Workspace.open(path, read_only=True) as reader:
            assert reader.meetmoment().naam == "april 2021"


def test_the_lock_of_a_killed_process_heals_itself(path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    try:
        assert child.stdout.readline() == "held\n"
        with pytest.raises(Unavailable):
            Workspace.open(path)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    with Workspace.open(path):
        pass
    assert names_in(path.parent) == [path.name]


def test_a_reused_process_number_is_no_holder(path):
    write_lock(path, replace(Holder.myself(), started=1.0))
    with Workspace.open(path):
        pass


def test_the_lock_of_another_machine_is_never_taken_over(path):
    write_lock(path, replace(Holder.myself(), host="ander-toestel", pid=1, started=1.0))
    os.utime(Lock(path).path, (1, 1))
    with pytest.raises(Unavailable, match="ander-toestel"):
        Workspace.open(path)


def test_a_damaged_lock_is_cleared_only_when_it_is_not_fresh(path):
    lock = Lock(path).path
    lock.write_bytes(b"")
    with pytest.raises(Unavailable, match="juist"):
        Workspace.open(path)
    os.utime(lock, (time.time() - 60,) * 2)
    with Workspace.open(path):
        pass


def test_of_several_that_find_a_dead_lock_one_gets_it(path):
    write_lock(path, replace(Holder.myself(), started=1.0))
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom vvdesk.errors import Unavailable\n"
        "from vvdesk.store.lock import Lock\n"
        "try:\n    Lock.take(Path(sys.argv[1])); print('got', flush=True); time.sleep(2)\n"
        "except Unavailable: print('refused', flush=True)\n"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
        )
        for _ in range(4)
    ]
    said = [child.communicate()[0].strip() for child in children]
    assert sorted(said) == ["got", "refused", "refused", "refused"]


def test_no_lock_can_be_placed_in_a_missing_folder(tmp_path):
    with pytest.raises(Unavailable, match="kan niet geschreven worden"):
        Lock.take(tmp_path / "weg" / "a.vvd")


def test_a_file_system_without_hard_links_gets_a_lock_too(path, monkeypatch):
    def refuse(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with Workspace.open(path), pytest.raises(Unavailable, match="in gebruik"):
        Workspace.open(path)


def test_a_lock_that_this_program_left_behind_is_taken_over_but_not_one_that_it_holds(tmp_path):
    document = tmp_path / "ov.vvd"
    document.touch()
    first = Lock.take(document)
    with pytest.raises(Unavailable, match="in gebruik"):
        Lock.take(tmp_path / "." / "ov.vvd")
    first.release(leave=True)
    assert first.path.exists()
    with Lock.take(document) as second:
        assert second.path.exists()
    assert not first.path.exists()
