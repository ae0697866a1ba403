import faulthandler
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt, QTimer, QtMsgType
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from window_fakes import RecordingMessages

from ui.about import AboutDialog
from ui.actions import Actions
from ui.crash import CrashTeller, CrashWatch, system_of_the_window, watch_for_crashes
from ui.crash_dialog import CrashDialog
from vvdesk.diagnostics import CommandLog, system_lines
from vvdesk.paths import log_dir
from vvdesk.running import Running

CONTENTS = "Jan Peeters heeft 375.000.000 EUR"


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def house(icons, messages):
    return SimpleNamespace(icons=icons, messages=messages, actions=Actions(icons))


@pytest.fixture
def watch(folder, clock, qtbot):
    """A watch that listens while pytest-qt does not mind errors in slots."""
    log = CommandLog(folder)
    log.note("excel_out")
    watch = CrashWatch(folder, log, system_of_the_window, clock)
    with qtbot.capture_exceptions() as caught:
        watch.begin()
        yield watch
        watch.end()
    assert all(CONTENTS in str(error) for _kind, error, _trace in caught)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def left():
    return []


@pytest.fixture
def teller(watch, folder, window, house, left, clock):
    return CrashTeller(watch, folder, window, house, None, lambda: left.append(True), clock)


def fail():
    raise ValueError(CONTENTS)


def fails_in_a_slot(qtbot, watch):
    with qtbot.waitSignal(watch.reported):
        QTimer.singleShot(0, fail)


def reports(folder):
    return [path.read_text("utf-8") for path in sorted(folder.glob("fout-*.txt"))]


def dialogs(window):
    return [each for each in window.findChildren(CrashDialog) if each.isVisible()]


def press(widget, text, qtbot):
    button = next(each for each in widget.findChildren(QPushButton) if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_error_in_a_slot_is_reported_without_its_message(watch, folder, qtbot):
    fails_in_a_slot(qtbot, watch)
    (report,) = reports(folder)
    for expected in ("builtins.ValueError", "test_crash.py", "excel_out", "Qt: ", "schermen: "):
        assert expected in report
    assert CONTENTS not in report


def test_an_error_in_a_thread_is_reported_and_told_in_the_window(
    watch, teller, folder, window, qtbot, monkeypatch
):
    monkeypatch.setattr(watch, "_in_thread", lambda _told: None)
    with qtbot.waitSignal(watch.reported):
        thread = threading.Thread(target=fail)
        thread.start()
    thread.join()
    (report,) = reports(folder)
    assert "in een werkdraad:" in report
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    assert teller is not None


def test_a_grave_message_of_qt_is_reported_without_its_text(watch, folder, monkeypatch):
    passed = []
    monkeypatch.setattr(watch, "_in_qt", lambda *told: passed.append(told))
    watch._on_qt_message(QtMsgType.QtCriticalMsg, SimpleNamespace(category="qt.sql"), CONTENTS)
    watch._on_qt_message(QtMsgType.QtDebugMsg, SimpleNamespace(category="x"), CONTENTS)
    (report,) = reports(folder)
    assert "Qt QtCriticalMsg (qt.sql)" in report
    assert CONTENTS not in report
    assert len(passed) == 2


def test_messages_go_to_the_terminal_when_nobody_else_wants_them(watch, monkeypatch, capsys):
    monkeypatch.setattr(watch, "_in_qt", None)
    watch._on_qt_message(QtMsgType.QtDebugMsg, SimpleNamespace(), "hallo")
    assert "hallo" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    watch._on_qt_message(QtMsgType.QtDebugMsg, SimpleNamespace(), "hallo")


def test_stopping_with_the_keyboard_is_no_crash(watch, folder, monkeypatch):
    monkeypatch.setattr(watch, "_in_slot", lambda *_told: None)
    watch._on_error(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reports(folder) == []


def test_a_mistake_that_repeats_itself_is_written_once_a_second(watch, folder, clock, qtbot):
    for _ in range(5):
        fails_in_a_slot(qtbot, watch)
    assert len(reports(folder)) == 1
    clock.now += 2
    fails_in_a_slot(qtbot, watch)
    assert len(reports(folder)) == 2


def test_the_person_is_told_once_while_the_window_stands_open(watch, teller, window, clock, qtbot):
    for _ in range(3):
        fails_in_a_slot(qtbot, watch)
    (dialog,) = dialogs(window)
    assert "nog 2 keer" in dialog._again.text()
    press(dialog, "Verder werken", qtbot)
    fails_in_a_slot(qtbot, watch)
    assert dialogs(window) == []
    clock.now += 2
    fails_in_a_slot(qtbot, watch)
    assert len(dialogs(window)) == 1
    assert teller is not None


@pytest.mark.usefixtures("teller")
def test_the_diagnostic_file_is_kept_where_the_person_wants(
    watch, window, folder, messages, tmp_path, qtbot
):
    target = tmp_path / "diagnose.zip"
    messages.answers["file_to_save"] = [None, tmp_path / "weg" / "a.zip", target]
    fails_in_a_slot(qtbot, watch)
    (dialog,) = dialogs(window)
    press(dialog, "Diagnosebestand bewaren…", qtbot)
    assert dialog._told.text() == ""
    press(dialog, "Diagnosebestand bewaren…", qtbot)
    assert "bestaat niet" in dialog._told.text()
    press(dialog, "Diagnosebestand bewaren…", qtbot)
    assert str(target) in dialog._told.text()
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert all(CONTENTS.encode() not in archive.read(name) for name in names)
    assert sum(name.startswith("fout-") for name in names) == 1
    assert len(reports(folder)) == 1


@pytest.mark.usefixtures("teller")
def test_stopping_closes_the_window_in_the_ordinary_way_first(watch, window, left, qtbot):
    fails_in_a_slot(qtbot, watch)
    press(dialogs(window)[0], "vvdesk sluiten", qtbot)
    assert not window.isVisible()
    assert left == [True]


@pytest.mark.usefixtures("teller")
def test_who_asks_twice_leaves_a_window_that_will_not_close(
    watch, window, left, clock, qtbot, monkeypatch
):
    monkeypatch.setattr(window, "close", lambda: False)
    for expected in ([], [True]):
        clock.now += 2
        fails_in_a_slot(qtbot, watch)
        press(dialogs(window)[0], "vvdesk sluiten", qtbot)
        assert left == expected


def test_the_window_says_until_when_the_work_is_kept(icons, qtbot):
    moment = datetime(2026, 11, 22, 14, 32, 5, tzinfo=UTC)
    for saved, expected in (
        (moment, f"bewaard tot {moment.astimezone():%H:%M:%S}"),
        (None, "is er nog"),
    ):
        dialog = CrashDialog(saved, icons, None)
        qtbot.addWidget(dialog)
        texts = [each.text() for each in dialog.findChildren(type(dialog._told))]
        assert any(expected in text for text in texts)


def test_everything_listens_as_before_afterwards(folder, qtbot):
    before = sys.excepthook, threading.excepthook, faulthandler.is_enabled()
    watch = CrashWatch(folder, CommandLog(folder), dict)
    watch.begin()
    assert list(folder.glob("vastgelopen-*.txt"))
    watch.end()
    watch.end()
    assert (sys.excepthook, threading.excepthook, faulthandler.is_enabled()) == before
    assert not list(folder.glob("vastgelopen-*.txt"))
    assert qtbot is not None


def test_the_whole_watch_logs_commands_and_knows_what_was_kept(qapp, house, window, qtbot):
    running = Running(log_dir())
    running.saved(datetime(2026, 11, 22, 14, 32, tzinfo=UTC))
    with qtbot.capture_exceptions():
        watch = watch_for_crashes(qapp, window, house, running)
        house.actions["zoom_in"].trigger()
        fails_in_a_slot(qtbot, watch)
        (dialog,) = dialogs(window)
        watch.end()
    assert any("zoom_in" in report for report in reports(log_dir()))
    assert any("bewaard tot" in each.text() for each in dialog.findChildren(type(dialog._told)))


def test_a_crash_below_python_leaves_a_stack(folder):
    script = (
        "import ctypes, sys; from pathlib import Path; from ui.crash import *\n"
        "watch = CrashWatch(Path(sys.argv[1]), CommandLog(Path(sys.argv[1])), dict)\n"
        "watch.begin(); ctypes.string_at(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, folder], check=False, capture_output=True)
    assert done.returncode != 0
    (stack,) = folder.glob("vastgelopen-*.txt")
    assert "string_at" in stack.read_text()


def test_about_tells_versions_and_licences_and_copies_them(qtbot):
    copied = []
    dialog = AboutDialog(system_lines(system_of_the_window()), copied.append)
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog, "Kopieer", qtbot)
    for expected in ("vvdesk 0.", "PySide6_Essentials", "LGPL", "SQLAlchemy", "Python: ", "Qt: "):
        assert expected in copied[0]
    press(dialog, "Sluiten", qtbot)
    assert not dialog.isVisible()


def test_the_screens_are_told_by_size(qapp):
    assert isinstance(qapp, QApplication)
    assert "×" in system_of_the_window()["schermen"]
