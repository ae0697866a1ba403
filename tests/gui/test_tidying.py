"""Reference cycles are searched for in the window's thread only."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from ui.tidying import EVERY, Tidying


class Ring:
    """Something that only the search for cycles takes away."""

    def __init__(self):
        self.me = self


@pytest.fixture
def owner(qapp):
    was_enabled = gc.isenabled()
    owner = QObject(qapp)
    yield owner
    owner.setParent(None)
    del owner
    if was_enabled:
        gc.enable()


def test_python_does_not_search_in_a_worker(owner):
    Tidying(owner)
    gc.collect()
    ring = weakref.ref(Ring())

    def work():
        kept = [[] for _each in range(20 * gc.get_threshold()[0])]
        del kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ring() is not None


def test_the_window_searches_when_much_was_made(owner):
    tidying = Tidying(owner)
    gc.collect()
    ring = weakref.ref(Ring())
    kept = [[] for _each in range(2 * gc.get_threshold()[0])]
    tidying.look()
    assert ring() is None
    assert kept


def test_it_happens_by_itself(owner, qtbot):
    Tidying(owner)
    gc.collect()
    ring = weakref.ref(Ring())
    kept = [[] for _each in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: ring() is None, timeout=20 * EVERY)
    assert kept
