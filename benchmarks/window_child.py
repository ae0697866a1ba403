"""The program's window in a process of its own, for the rows that time or weigh a whole start.

Run as `python -m benchmarks.window_child [FILE]`; it says `painted` and waits for its end.
"""

import sys
from pathlib import Path

from benchmarks.window_peers import Painted, tell_and_wait
from ui.app import new_application, show_window
from ui.main_window import MainWindow
from ui.program import Program


def main(path: Path | None) -> None:
    """Start as the program does; speak when the start screen, or the opened file, is painted."""
    application = new_application(sys.argv[:1])
    window = show_window(application, path)
    if path is None:
        Painted(window, tell_and_wait)
    else:
        window.pages.currentChanged.connect(lambda _at: _await(window))
    window.show()
    application.exec()


def _await(window: MainWindow) -> None:
    """Await the paint of the file's page; by then it is filled, in the same turn of the loop."""
    program, page = window.findChild(Program), window.pages.currentWidget()
    if page is not None and program is not None and program.shown is not None:
        Painted(page, tell_and_wait)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
