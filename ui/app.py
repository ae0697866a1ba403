"""Where the window program starts: builds what it needs by hand and shows it."""

import sys
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from ui.welcome import WelcomeWindow


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window and return when it is closed.

    Args:
        arguments: Of the command line, the program's name first; None for the real ones.

    Returns:
        Qt's exit code; 0 when the user closed the window.
    """
    application = QApplication(list(sys.argv if arguments is None else arguments))
    application.setApplicationName("vvdesk")
    application.setStyle("Fusion")
    window = WelcomeWindow()
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
