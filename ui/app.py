"""Where the window program starts: builds what it needs by hand and shows it."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QThreadPool, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui import doors, file_doors
from ui.actions import Actions
from ui.doors import House
from ui.first_paint import FirstPaint
from ui.guards import Guards
from ui.icons import Icons
from ui.job import ThreadRunner
from ui.main_window import MainWindow
from ui.messages import Dialogs, Messages
from ui.program import Program
from ui.theme import Look, Theme
from ui.tidying import Tidying
from vvdesk import __version__, settings
from vvdesk.errors import VvdeskError
from vvdesk.paths import settings_dir

if TYPE_CHECKING:
    from vvdesk.store.place import Place

_LAST_WORK = 10_000
"""Milliseconds that work in a thread is given to end once the window is closed."""
_THREADS = 4
"""A job that waits, for a dead network share or for its turn, must not hold up the others."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window and return when it is closed.

    Args:
        arguments: Of the command line, the program's name first; None for the real ones. One more
            names the file or the server to open.

    Returns:
        Qt's exit code; 0 when the user closed the window, 3 when there could be none.
    """
    given = list(sys.argv if arguments is None else arguments)
    application = new_application(given)
    Tidying(application)
    window = window_or_reason(application, given[1] if len(given) > 1 else "", Dialogs())
    if window is None:
        return VvdeskError.exit_code
    window.show()
    code = application.exec()
    # Work in a thread ends in order, so that no lock stays behind; a dead share is not waited for.
    QThreadPool.globalInstance().waitForDone(_LAST_WORK)
    return code


def new_application(arguments: Sequence[str]) -> QApplication:
    """Return the one application, in the one style that looks alike everywhere.

    Asked for like this, and not with `setStyle`, which loads a type that nothing else needs: 5 % of
    the time to the first paint.
    """
    return QApplication([*arguments, "-style", "Fusion"])


def window_or_reason(
    application: QApplication, wanted: str, messages: Messages
) -> MainWindow | None:
    """Build the window, or tell why this computer does not let vvdesk work.

    Args:
        application: The one application.
        wanted: The file or the server to open; empty for the start screen.
        messages: Tells it; there is no bar to do so.
    """
    try:
        return show_window(application, file_doors.place_of(wanted) if wanted else None)
    except VvdeskError as error:
        messages.refuse(None, "vvdesk kan niet starten", str(error))
        return None


def show_window(application: QApplication, place: "Place | None") -> MainWindow:
    """Build the window and what belongs to it.

    Args:
        application: The one application.
        place: The file or the server to open; None for the start screen.
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
    program = Program(house, window, wished, folder)
    program.begin(place)

    def complete() -> None:
        program.watch(*doors.watched(application, window, house))
        program.complete()

    FirstPaint(window).passed.connect(complete)
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
