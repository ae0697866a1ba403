"""The line at the bottom: whether the work is stored, and how much there is left to do."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.save_state import SaveState
from ui.theme import GRID, Theme


class StatusLine(QWidget):
    """Waar het bewaren staat, en hoeveel problemen er zijn.

    Args:
        icons: For the shape beside the words.
        theme: For its colours.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._picture_name, self._role = "", "good"
        self._announced = self._counted = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2, 2 * GRID, 2)
        layout.setSpacing(GRID)
        self._picture, self._saved, self._counts = QLabel(), QLabel(), QLabel()
        self._news = QLabel()
        for label in (self._saved, self._news):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._news.setProperty("role", "hint")
        layout.addWidget(self._picture)
        layout.addWidget(self._saved, 1)
        layout.addWidget(self._news)
        layout.addSpacing(2 * GRID)
        layout.addWidget(self._counts)
        theme.changed.connect(self._paint)

    @property
    def text(self) -> str:
        """What it says of storing."""
        return self._saved.text()

    def show_state(self, state: SaveState, when: datetime | None) -> None:
        """Show where the work stands; `when` is the latest time that something was stored."""
        if state is SaveState.WAITING:
            self._show("pencil", "muted", "Wordt bewaard…")
        elif state is SaveState.REFUSED:
            self._show("triangle-alert", "fout", "Niet bewaard")
        elif state is SaveState.CONTESTED:
            self._show("triangle-alert", "waarschuwing", "Kies welke tekst blijft")
        elif state is SaveState.AWAY:
            self._show("unplug", "waarschuwing", "Geen verbinding: wat je typt, wacht hier")
        elif when is None:
            self._show("circle-check", "good", "Alles is bewaard")
        else:
            said = f"Automatisch bewaard om {when:%H:%M}"
            if said != self._announced:  # once a minute: who types on is not interrupted
                announce(self, said)
                self._announced = said
            self._show("circle-check", "good", said)

    def show_locked(self) -> None:
        """Show that nothing can change here."""
        self._show("lock", "muted", "Alleen lezen")

    def show_counts(self, text: str) -> None:
        """Show problems and completeness in words."""
        if text and text != self._counted:
            announce(self, text)
            self._counted = text
        self._counts.setText(text)

    @property
    def news(self) -> str:
        """What it says of colleagues."""
        return self._news.text()

    def show_news(self, text: str) -> None:
        """Show what a colleague did; no screen reader is interrupted for it."""
        self._news.setText(text)

    def clear(self) -> None:
        """Show nothing: no file is open."""
        self._news.clear()
        self._saved.clear()
        self._counts.clear()
        self._picture.clear()
        self._picture_name = self._counted = ""

    def _show(self, picture: str, role: str, text: str) -> None:
        self._picture_name, self._role = picture, role
        self._saved.setText(text)
        self._paint()

    def _paint(self) -> None:
        if not self._picture_name:
            return
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(self._picture_name, self._role, 16, ratio))
