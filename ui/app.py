"""Where the window program starts: builds what it needs by hand and shows it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QThreadPool, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.actions import Actions
from ui.crash import watch_for_crashes
from ui.doors import House
from ui.guards import Guards
from ui.icons import Icons
from ui.job import ThreadRunner
from ui.main_window import MainWindow
from ui.messages import Dialogs
from ui.program import Program
from ui.theme import Look, Theme
from vvdesk import __version__, settings
from vvdesk.paths import log_dir, settings_dir
from vvdesk.running import Running

_THREADS = 4
"""A job that waits, for a dead network share or for its turn, must not hold up the others."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window and return when it is closed.

    Args:
        arguments: Of the command line, the program's name first; None for the real ones. One more
            names the file to open.

    Returns:
        Qt's exit code; 0 when the user closed the window.
    """
    given = list(sys.argv if arguments is None else arguments)
    application = QApplication(given)
    window = show_window(application, Path(given[1]) if len(given) > 1 else None)
    window.show()
    return application.exec()


def show_window(application: QApplication, path: Path | None) -> MainWindow:
    """Build the window and what belongs to it.

    Args:
        application: The one application.
        path: The file to open; None for the start screen.
    """
    QGuiApplication.setApplicationDisplayName("vvdesk")
    application.setApplicationName("vvdesk")
    application.setApplicationVersion(__version__)
    speak_dutch(application)
    folder = settings_dir()
    wished = settings.load(folder)
    theme = Theme(application, Look(wished.look), wished.zoom, folder / "beelden")
    Guards(application).zoomed.connect(theme.zoom_by)
    icons = Icons(theme)
    pool = QThreadPool.globalInstance()
    pool.setMaxThreadCount(max(pool.maxThreadCount(), _THREADS))
    runner = ThreadRunner(pool, application)
    house = House(Actions(icons, application), icons, theme, runner, Dialogs())
    window = MainWindow(house.actions, icons, theme, runner)
    running = Running(log_dir())
    crashed = running.crashed_before()
    running.begin()
    watch_for_crashes(application, window, house, running)
    Program(house, window, wished, folder, running).begin(path, crashed)
    return window


def speak_dutch(application: QApplication) -> None:
    """Let Qt's own buttons, menus and calendars speak Dutch, whatever the system speaks."""
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_nl", folder):
        application.installTranslator(translator)


if __name__ == "__main__":
    sys.exit(main())
