"""What the first paint waits for, and what it does not."""

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from ui.first_paint import FirstPaint
from ui.lucide import svg

_HEAVY = ("sqlalchemy", "psutil", "xlsxwriter", "ui.crash", "ui.palette", "ui.tool_bar")
_START = """
import sys
from ui.app import new_application, show_window
from ui.first_paint import FirstPaint
application = new_application(["vvdesk"])
window = show_window(application, None)
early = set(sys.modules)
FirstPaint(window).passed.connect(application.quit)
window.show()
application.exec()
print(*sorted(early & set(sys.argv[1:])), "|", *sorted(set(sys.argv[1:]) & set(sys.modules)))
"""


def test_the_start_screen_loads_nothing_heavy_and_what_waited_comes_after_the_paint(tmp_path):
    home = tmp_path / "instellingen"
    home.mkdir()
    (home / "venster.json").write_text('{"naam": "Jan Peeters"}', encoding="utf-8")
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "VVDESK_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _START, *_HEAVY],
        check=True, capture_output=True, text=True, env=surroundings,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    early, _bar, late = done.stdout.partition("|")
    assert early.split() == []
    assert {"ui.crash", "ui.palette"} <= set(late.split())
    assert "sqlalchemy" not in late.split()


def test_the_import_statement_stays_pythons_own():
    told = "import builtins; plain = builtins.__import__; import ui, ui.theme; "
    told += "print(builtins.__import__ is plain)"
    done = subprocess.run(
        [sys.executable, "-c", told], check=True, capture_output=True, text=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == "True"


def test_every_icon_is_found_as_the_archive_holds_it():
    found = find_spec("justmyresource_lucide")
    with zipfile.ZipFile(Path(found.origin).parent / "icons.zip") as archive:
        names = [each for each in archive.namelist() if each.endswith(".svg")]
        for name in names[::20]:
            assert svg(name.removesuffix(".svg")) == archive.read(name).decode()


def test_an_icon_that_is_not_there_is_told_by_name():
    with pytest.raises(KeyError, match="bestaat-niet"):
        svg("bestaat-niet")


def test_the_first_paint_is_told_once(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    told = []
    paint = FirstPaint(window)
    paint.passed.connect(lambda: told.append(1))
    with qtbot.waitSignal(paint.passed):
        window.show()
    window.repaint()
    assert told == [1]
