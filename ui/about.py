"""About vvdesk: its version, what it is made of, and what this computer is; to be copied."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.text_dialog import TextDialog
from ui.theme import GRID
from vvdesk import __version__
from vvdesk.bundled import bundled

_LINES, _CHARACTERS_WIDE = 12, 76
_MADE_FOR = (
    "Monitoring van het relanceplan Vlaamse Veerkracht: projectfiches invullen, samenvoegen en "
    "nakijken. Onder de licentie EUPL 1.2."
)


class AboutDialog(TextDialog):
    """Tells what this vvdesk is.

    Args:
        system: Lines on program and computer: `vvdesk.diagnostics.system_lines`.
        copy: Puts a text on the clipboard.
        parent: The window it belongs to.
    """

    def __init__(
        self,
        system: Sequence[str],
        copy: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_CHARACTERS_WIDE, parent)
        self._copy = copy
        self._text = QPlainTextEdit(_told(system), self)
        self._done = QLabel("Gekopieerd.", self)
        self._lay_out()

    def text(self) -> str:
        """Return all that is told, as it is copied."""
        return f"vvdesk {__version__}\n\n{self._text.toPlainText()}\n"

    def _lay_out(self) -> None:
        self.setWindowTitle("Over vvdesk")
        title = QLabel(f"vvdesk {__version__}", self)
        title.setProperty("role", "title")
        what = QLabel(_MADE_FOR, self)
        what.setWordWrap(True)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Systeem en gebruikte pakketten")
        self._text.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for widget in (title, what, self._text):
            column.addWidget(widget)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        copies = QPushButton("Kopieer", self)
        copies.setAutoDefault(False)
        copies.clicked.connect(self._on_copy)
        closes = QPushButton("Sluiten", self)
        closes.setDefault(True)
        closes.clicked.connect(self.accept)
        self._done.setTextFormat(Qt.TextFormat.PlainText)
        self._done.setProperty("role", "hint")
        self._done.hide()
        row.addWidget(copies)
        row.addWidget(self._done)
        row.addStretch()
        row.addWidget(closes)
        return row

    def _on_copy(self) -> None:
        self._copy(self.text())
        self._done.show()


def _told(system: Sequence[str]) -> str:
    packages = (f"{each.name} {each.version}: {each.licence}" for each in bundled())
    return "\n".join(["Systeem", *system, "", "Gebruikte pakketten en hun licentie", *packages])
