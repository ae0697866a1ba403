"""The window's modules are loaded in its own thread, the heavy core in a worker."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QObject

from ui.loading import FORM, REST, SEALED, SEALED_REST, Half, load_window

HALVES = {"dossier": ("FORM", "REST"), "momentopname": ("SEALED", "SEALED_REST")}
"""What is opened first, and the halves that are loaded then, one after the other."""
LOOK = """
import sys
from importlib import import_module
import ui.app
from ui import loading
loading.load_core(loading.FORM)
for half in (getattr(loading, name) for name in sys.argv[1:]):
    loading.load_core(half)
    known = set(sys.modules)
    for name in half.window:
        import_module(name)
    for name in sorted(set(sys.modules) - known):
        print(name)
"""
CORE = """
import sys
from ui import loading
known = {name for name in sys.modules if name.startswith(("PySide6", "ui."))}
for name in sys.argv[1:]:
    loading.load_core(getattr(loading, name))
print(*sorted({name for name in sys.modules if name.startswith(("PySide6", "ui."))} - known))
"""


def printed(program: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout.split()


def test_what_a_worker_loads_knows_no_qt():
    assert printed(CORE, "FORM", "REST", "SEALED", "SEALED_REST") == []


@pytest.mark.parametrize("first", HALVES)
def test_what_the_window_loads_is_of_the_window_alone(first):
    loaded = printed(LOOK, *HALVES[first])
    assert {"dossier": "ui.open_file", "momentopname": "ui.sealed_file"}[first] in loaded
    assert [name for name in loaded if not name.startswith(("ui.", "PySide6"))] == []


@pytest.mark.parametrize("half", [FORM, REST, SEALED, SEALED_REST])
def test_what_is_there_already_is_shown_at_once(half, qapp):
    told = []
    for name in half.window:
        __import__(name)
    load_window(half, lambda: told.append("loaded"), qapp)
    assert told == ["loaded"]


def test_a_module_at_a_time_and_then_it_is_told(qtbot, monkeypatch):
    names = ("wsgiref.types", "wsgiref.util")
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    told = []
    owner = QObject()
    load_window(
        Half((), names), lambda: told.append([name in sys.modules for name in names]), owner
    )
    assert names[0] in sys.modules
    assert names[1] not in sys.modules
    qtbot.waitUntil(lambda: bool(told))
    assert told == [[True, True]]
