"""What was made: each file with a button that opens it, and what its maker should know."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.notice_bar import announce
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.report_files import Published

_MOST_NOTICES = 4
_FORMS = {
    ".pdf": ("PDF", "file-text"),
    ".docx": ("Word", "file-type"),
    ".html": ("Webpagina", "globe"),
    ".xlsx": ("Werkboek", "sheet"),
}
"""Ending to what it is called and its picture."""


class ReportResults(QFrame):
    """De bestanden die gemaakt zijn.

    Args:
        messages: Opens files and folders.
        icons: For buttons.
        theme: For colours.

    Attributes:
        buttons: One for each file, then the one for its folder.
    """

    def __init__(
        self, messages: Messages, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._messages, self._icons, self._theme = messages, icons, theme
        self.buttons: list[QPushButton] = []
        self._picture, self._said = QLabel(), wrapped_label()
        self._notices = wrapped_label(role="hint")
        self._close = QPushButton(icons.get("x"), "")
        self._row = WrappingRow()
        self._lay_out()
        self._close.clicked.connect(self.clear)
        theme.changed.connect(self._paint)
        self.clear()

    @property
    def text(self) -> str:
        """What stands there; empty when nothing is shown."""
        return self._said.text()

    @property
    def notices(self) -> str:
        """What whoever publishes it should know; empty for nothing."""
        return self._notices.text()

    def show_files(self, files: Sequence[Published]) -> None:
        """Show files that stand in one folder under one name."""
        self.clear()
        for each in files:
            name, icon = _FORMS.get(each.path.suffix.lower(), ("Bestand", "file-text"))
            self._add(f"{name} openen", icon, each.path)
        first = files[0].path
        self._add("Map openen", "folder-open", first.parent)
        names = [_FORMS.get(each.path.suffix.lower(), ("bestand", ""))[0] for each in files]
        what = f"“{first.name}” is"
        if len(files) > 1:
            what = f"“{first.stem}” is als {_listed(names)}"
        said = list(dict.fromkeys(notice for each in files for notice in each.notices))
        self._tell(f"{what} gemaakt in “{first.parent.name or first.parent}”.", said)

    def show_folder(self, folder: Path, notices: Sequence[str]) -> None:
        """Show a folder that was filled, and what whoever publishes it should know."""
        self.clear()
        self._add("Map openen", "folder-open", folder)
        self._tell(f"De open data staan in “{folder.name}”.", notices)

    def clear(self) -> None:
        """Show nothing."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        self._said.clear()
        self._notices.clear()
        self.hide()

    def _add(self, text: str, icon: str, path: Path) -> None:
        button = QPushButton(self._icons.get(icon), text)
        button.setToolTip(str(path))
        button.clicked.connect(partial(self._open, path))
        self._row.addWidget(button)
        self.buttons.append(button)

    def _open(self, path: Path) -> None:
        if not self._messages.open_outside(path):
            self._notices.setText(f"Geen programma kon “{path.name}” openen.")
            self._notices.show()
            announce(self, self._notices.text())

    def _tell(self, text: str, notices: Sequence[str]) -> None:
        self._said.setText(text)
        shown = list(notices[:_MOST_NOTICES])
        if len(notices) > _MOST_NOTICES:
            shown.append(f"En nog {len(notices) - _MOST_NOTICES} opmerkingen.")
        self._notices.setText("\n".join(shown))
        self._notices.setVisible(bool(shown))
        self._paint()
        self.show()
        announce(self, " ".join([text, *shown]))

    def _lay_out(self) -> None:
        self.setAccessibleName("Gemaakte bestanden")
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName("Bericht sluiten")
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._picture)
        top.addWidget(self._said, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addWidget(self._notices)
        column.addLayout(self._row)

    def _paint(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"ReportResults {{ background: {colours.good_surface}; "
            f"border-top: 1px solid {colours.edge}; }}"
        )
        for label in (self._said, self._notices):
            label.setStyleSheet(f"color: {colours.good};")
        ratio = self.devicePixelRatioF()
        side = self.fontMetrics().height() + GRID // 4
        self._picture.setPixmap(self._icons.pixmap("circle-check", "good", side, ratio))


def _listed(names: Sequence[str]) -> str:
    said = [name if name in {"PDF", "Word"} else name.lower() for name in names]
    return f"{', '.join(said[:-1])} en {said[-1]}"
