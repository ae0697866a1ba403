"""What happens when the program itself makes a mistake: a report, and a window that says so.

Hears errors in slots and in threads, grave messages of Qt, and crashes below Python. A report
holds no contents; see `vvdesk.diagnostics`.
"""

import faulthandler
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QStandardPaths,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ui.crash_dialog import CrashDialog
from vvdesk import diagnostics
from vvdesk.diagnostics import CommandLog
from vvdesk.errors import Unavailable, VvdeskError
from vvdesk.paths import log_dir
from vvdesk.running import Running

if TYPE_CHECKING:
    from ui.doors import House

_PAUSE = 1.0
"""Seconds: a mistake that repeats itself is reported and told once in so long."""
_GRAVE = {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


class CrashWatch(QObject):
    """Hears what goes wrong and writes reports.

    Signals:
        reported(): Something went wrong and was written down; also from another thread.
        hindered(str): Nobody caught what the surroundings or a file refused: the Dutch sentence.
            That is no mistake of the program; also from another thread.

    Args:
        folder: Where reports stand.
        log: Whose last lines go into a report.
        system: Tells what only the window knows: version of Qt, screens.
        clock: Seconds that never go back; for tests.
    """

    reported = Signal()
    hindered = Signal(str)

    def __init__(
        self,
        folder: Path,
        log: CommandLog,
        system: Callable[[], dict[str, str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._folder, self._log, self._system, self._clock = folder, log, system, clock
        self._latest = float("-inf")
        self._in_thread = threading.excepthook
        self._in_slot = sys.excepthook
        self._in_qt: Callable[..., object] | None = None
        self._faults: IO[str] | None = None
        self._had_faults = faulthandler.is_enabled()
        self._listens = False

    def begin(self) -> None:
        """Listen from now on."""
        self._listens = True
        self._in_slot, sys.excepthook = sys.excepthook, self._on_error
        self._in_thread, threading.excepthook = threading.excepthook, self._on_thread_error
        self._in_qt = qInstallMessageHandler(self._on_qt_message)
        diagnostics.prune(self._folder, "vastgelopen-*.txt", diagnostics.KEPT_LOGS - 1)
        name = f"vastgelopen-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        with suppress(OSError):
            self._faults = (self._folder / name).open("w", encoding="utf-8")
            faulthandler.enable(self._faults)

    def end(self) -> None:
        """Listen no longer; what listened before listens again. A second call does nothing."""
        if not self._listens:
            return
        self._listens = False
        sys.excepthook, threading.excepthook = self._in_slot, self._in_thread
        qInstallMessageHandler(self._in_qt)
        if self._faults is not None:
            faulthandler.disable()
            if self._had_faults and sys.__stderr__ is not None:
                faulthandler.enable(sys.__stderr__)
            self._close_faults(self._faults)
            self._faults = None

    def _close_faults(self, file: IO[str]) -> None:
        path = Path(file.name)
        with suppress(OSError):
            file.close()
            if path.stat().st_size == 0:
                path.unlink()

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, VvdeskError):
            self.hindered.emit(str(error))
            return
        if isinstance(error, Exception):
            self._report(diagnostics.error_lines(error))
        self._in_slot(kind, error, trace)

    def _on_thread_error(self, told: threading.ExceptHookArgs) -> None:
        if isinstance(told.exc_value, Exception):
            self._report(["in een werkdraad:", *diagnostics.error_lines(told.exc_value)])
        self._in_thread(told)

    def _on_qt_message(self, kind: QtMsgType, place: QMessageLogContext, message: str) -> None:
        # The text stays out of the report: Qt quotes what it was working on.
        if kind in _GRAVE:
            category = getattr(place, "category", "") or "onbekend"
            self._report([f"Qt {kind.name} ({category})"])
        if self._in_qt is not None:
            self._in_qt(kind, place, message)
        elif sys.stderr is not None:
            sys.stderr.write(f"{message}\n")

    def _report(self, what: list[str]) -> None:
        now = self._clock()
        if now - self._latest >= _PAUSE:
            self._latest = now
            diagnostics.write_report(self._folder, what, self._log.latest(), self._system())
        self.reported.emit()


class CrashTeller(QObject):
    """Shows the person that something went wrong, one window at a time.

    Args:
        watch: Who hears it.
        folder: Where reports stand.
        window: The program's window.
        house: Icons, and who asks where to keep a file.
        running: Knows until when the work is stored; None when nobody does.
        leave: Ends the program.
        clock: Seconds that never go back; for tests.
    """

    def __init__(
        self,
        watch: CrashWatch,
        folder: Path,
        window: QWidget,
        house: "House",
        running: Running | None,
        leave: Callable[[], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._folder, self._window, self._house = folder, window, house
        self._running, self._leave, self._clock = running, leave, clock
        self._dialog: CrashDialog | None = None
        self._again = 0
        self._closed_at = float("-inf")
        self._asked_to_leave = False
        watch.reported.connect(self._on_reported)

    def _on_reported(self) -> None:
        if self._dialog is not None:
            self._again += 1
            self._dialog.tell_again(self._again)
            return
        if self._clock() - self._closed_at < _PAUSE:
            return
        self._again = 0
        saved = self._running.saved_at if self._running is not None else None
        dialog = self._dialog = CrashDialog(saved, self._house.icons, self._window)
        dialog.diagnostics_requested.connect(self._on_diagnostics)
        dialog.quit_requested.connect(self._on_quit)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None
        self._closed_at = self._clock()

    def _on_diagnostics(self) -> None:
        if self._dialog is None:
            return
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        name = diagnostics.proposed_name(datetime.now().astimezone())
        target = self._house.messages.file_to_save(
            self._dialog, "Diagnosebestand bewaren", "Zip (*.zip)", Path(documents) / name
        )
        if target is None:
            return
        try:
            diagnostics.collect(self._folder, target, system_of_the_window())
        except Unavailable as error:
            self._dialog.tell(str(error))
        else:
            self._dialog.tell(f"Bewaard als {target}.")

    def _on_quit(self) -> None:
        """Close in the ordinary way; somebody who asks again leaves whatever happens."""
        if self._dialog is not None:
            self._dialog.accept()
        if self._window.close() or self._asked_to_leave:
            self._leave()
        self._asked_to_leave = True


def watch_for_crashes(
    application: QApplication, window: QWidget, house: "House", running: Running | None = None
) -> CrashWatch:
    """Hear and tell from now on what goes wrong, until the window is gone.

    Args:
        application: Ended when somebody chooses to stop.
        window: The program's window.
        house: Its commands are logged by name; its messages ask where to keep a file.
        running: Knows until when the work is stored.
    """
    folder = log_dir()
    log = CommandLog(folder)
    for command, action in house.actions:
        action.triggered.connect(partial(_note, log, command.name))
    watch = CrashWatch(folder, log, system_of_the_window)
    CrashTeller(watch, folder, window, house, running, partial(application.exit, 1))
    watch.begin()
    application.aboutToQuit.connect(watch.end)
    # A function, not a bound method: the window's own children are gone by then.
    window.destroyed.connect(partial(CrashWatch.end, watch))
    return watch


def system_of_the_window() -> dict[str, str]:
    """Return what reports tell of Qt and the screens."""
    screens = (
        f"{each.size().width()}×{each.size().height()} ({each.devicePixelRatio():g})"
        for each in QGuiApplication.screens()
    )
    return {
        "Qt": qVersion(),
        "venstersysteem": QGuiApplication.platformName(),
        "schermen": ", ".join(screens),
    }


def _note(log: CommandLog, name: str, *_checked: Any) -> None:
    log.note(name)
