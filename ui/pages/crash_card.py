"""After a crash: a card that reassures and offers, not a dialog that asks (UX 2.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.day_words import moment_in_words

if TYPE_CHECKING:
    from vvdesk.store.place import Place


@dataclass(frozen=True, slots=True)
class Crash:
    """What is known of the time that the program stopped by itself.

    Attributes:
        place: The file or server that was open; None when there was none.
        project: The code of the fiche in hand; empty for none.
        kept_until: When the last change was stored, with time zone; None when nothing was changed.
    """

    place: "Place | None" = None
    project: str = ""
    kept_until: datetime | None = None


class CrashCard(QFrame):
    """Tells that nothing was lost, and until when.

    Signals:
        continue_requested(): Open the file again where it was.
        diagnostics_requested(): Save the diagnostic file.
        closed(): The card was closed; it need not come back.

    Args:
        crash: What is known.
        now: With time zone; the words of days are reckoned from it.
        theme: For the colours.
        icons: For the icons.
    """

    continue_requested = Signal()
    diagnostics_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        crash: Crash,
        now: datetime,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName("Na een onverwachte stop")
        self._theme, self._icons = theme, icons
        self._picture = QLabel(self)
        self._picture.setAccessibleName("Ter informatie")
        text = QLabel(crash_text(crash, now), self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        going_on = QPushButton("Verder werken", self)
        going_on.clicked.connect(self.continue_requested)
        going_on.setVisible(crash.place is not None)
        diagnostics = QPushButton("Diagnosebestand bewaren…", self)
        diagnostics.clicked.connect(self.diagnostics_requested)
        close = self._close_button = QToolButton(self)
        close.setIcon(icons.get("x"))
        close.setAccessibleName("Bericht sluiten")
        close.setToolTip("Bericht sluiten")
        close.clicked.connect(self._close)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        line.setSpacing(GRID)
        line.addWidget(self._picture)
        line.addWidget(text, 1)
        for button in (going_on, diagnostics, close):
            line.addWidget(button)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    def _draw_icon(self) -> None:
        size = self.fontMetrics().height() + GRID // 2
        self._close_button.setIconSize(QSize(size, size))
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("info", "aandachtspunt", size, ratio))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def crash_text(crash: Crash, now: datetime) -> str:
    """Return the sentences of the card."""
    stopped = "vvdesk is vorige keer onverwacht gestopt."
    if crash.kept_until is None:
        return f"{stopped} Er was niets veranderd, dus er is niets verloren."
    return f"{stopped} Je werk tot {_until(crash.kept_until, now)} is bewaard."


def _until(moment: datetime, now: datetime) -> str:
    words = moment_in_words(moment, now)
    return words.removeprefix("vandaag om ").removeprefix("op ")
