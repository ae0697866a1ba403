import time
from collections.abc import Iterator
from contextlib import contextmanager
import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from stores import OV, fiche, new_store
from vvdesk import settings
from vvdesk.settings import Settings
from vvdesk.paths import settings_dir
from window_driver import Person, running
from ui.pages.page_names import *
from vvdesk.practice import make_practice, _make_central
from vvdesk.jobs import silent
from stores import ACTOR

class Pulse(QObject):
    def __init__(self, parent):
        super().__init__(parent)
        self.longest = 0.0
        self.found={}
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._beat)
        self._latest = time.thread_time()
        self._timer.start()
    def _beat(self):
        now = time.thread_time()
        self.longest = max(self.longest, now - self._latest)
        self._latest = now
    def during(self, what):
        QTest.qWait(0); self._beat()
        print(f"{what:40} {self.longest*1000:7.1f}")
        self.longest = 0.0

def test_x(qapp, qtbot, monkeypatch, tmp_path, central):
    import cProfile, os
    settings.save(Settings(naam="An Peeters", entiteit=OV), settings_dir())
    practice = make_practice(tmp_path/"oef", ACTOR)
    with running(qapp, qtbot.waitUntil, monkeypatch, file_to_open=[practice, central]) as p:
        pulse = Pulse(p.window)
        QTest.qWait(200); pulse.during("start")
        p.press("Ctrl+O"); p.wait(lambda: p.program.file); QTest.qWait(1500); pulse.during("open practice")
        for c in "VV015": p.type(c); QTest.qWait(30)
        QTest.qWait(500); pulse.during("filter")
        p.press("Return"); QTest.qWait(300); pulse.during("show fiche first")
        for n in range(1,8): p.press(f"Ctrl+{n}"); QTest.qWait(200); pulse.during(f"section {n} first")
        p.press("Ctrl+PgDown"); QTest.qWait(200); pulse.during(f"section 8 first")
        for n in range(1,8): p.press(f"Ctrl+{n}"); QTest.qWait(200); pulse.during(f"section {n} second")
        p.press("Ctrl+1"); pulse.during("1")
        p.type("abc def"); QTest.qWait(1500); pulse.during("typing titel")
        p.press("Ctrl+3"); p.type("abc def"); QTest.qWait(1500); pulse.during("typing rich")
        p.press("Ctrl+6","F2"); p.type("abc def"); p.press("Return"); QTest.qWait(1500); pulse.during("typing cell")
        p.press("Ctrl+Enter"); p.type("abc def"); p.press("Return"); QTest.qWait(500); pulse.during("add row")
        p.press("Ctrl+Z"); QTest.qWait(500); pulse.during("undo")
        p.press("Ctrl+Z"); QTest.qWait(500); pulse.during("undo2")
        p.press("Ctrl+Y"); QTest.qWait(500); pulse.during("redo")
        p.press("F9"); QTest.qWait(500); pulse.during("check")
        for _ in range(6): p.press("F8"); QTest.qWait(100)
        pulse.during("F8 x6")
        p.press("F6"); QTest.qWait(1000); pulse.during("compare first")
        p.press("F8"); QTest.qWait(200);p.press("F8"); QTest.qWait(200); pulse.during("compare F8")
        p.press("F6"); QTest.qWait(500); pulse.during("back")
        p.press("F6"); QTest.qWait(500); pulse.during("compare second")
        p.press("F6"); QTest.qWait(500); pulse.during("back")
        for _ in range(4): p.press("Alt+PgDown"); QTest.qWait(300); pulse.during("next fiche")
        p.press("Ctrl+1"); QTest.qWait(200)
        for _ in range(4): p.press("Alt+PgUp"); QTest.qWait(300); pulse.during("prev fiche")
        p.press("Ctrl+L"); QTest.qWait(500); pulse.during("list")
        p.press("Ctrl+E"); QTest.qWait(500); pulse.during("export page")
        page=p.file.page.page(EXCEL_OUT)
        p.tab_to(page.go.text()); p.press("Space"); QTest.qWait(500); p.wait(lambda: not page.job.is_busy); QTest.qWait(300); pulse.during("export")
        p.press("Ctrl+Shift+Return"); page=p.file.page.page(HAND_IN); p.wait(lambda: page.state.text() and not page.job.is_busy); QTest.qWait(800); pulse.during("hand in overview")
        p.press("Ctrl+S"); p.wait(lambda: "Bewaard" in p.bar); pulse.during("save version")
        p.press("Ctrl+K"); QTest.qWait(300); pulse.during("palette")
        p.type("verg"); QTest.qWait(300); pulse.during("palette typing"); p.press("Escape")
        p.press("F1"); QTest.qWait(500); pulse.during("help")
        p.press("Ctrl+P"); QTest.qWait(1500); pulse.during("print preview"); p.press("Escape"); QTest.qWait(300)
        p.press("Ctrl+Shift+D"); QTest.qWait(500); pulse.during("dark")
        p.press("Ctrl++"); QTest.qWait(500); pulse.during("zoom")
        p.press("Ctrl+0"); QTest.qWait(500); pulse.during("zoom")
        p.press("Ctrl+Shift+D"); QTest.qWait(500); pulse.during("light")
        f=p.file
        p.press("Ctrl+O"); p.wait(lambda: p.program.file is not None and p.program.file is not f); QTest.qWait(1500); pulse.during("open central")
        p.press("Ctrl+H"); QTest.qWait(300); pulse.during("start page")
