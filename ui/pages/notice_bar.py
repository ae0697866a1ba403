"""The bar that shows news: what happened, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.icons import Icons
from ui.job import Job
from ui.notices import Notice, Tone
from ui.theme import GRID, Theme

_GOES_AFTER = 12_000
"""Milliseconds; long enough to read and reach for a button, and it comes back nowhere."""
_SHOW_PROGRESS_AFTER = 300
_PICTURES = {
    Tone.PLAIN: "info",
    Tone.GOOD: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.ERROR: "circle-x",
}


class NoticeBar(QFrame):
    """Nieuws onder aan het venster, met wat je ermee kunt doen.

    Args:
        icons: For the shape of the tone.
        theme: Its colours.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._notice: Notice | None = None
        self._buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        self._layout.setSpacing(GRID)
        self._picture, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(self._picture)
        self._layout.addWidget(self._text, 1)
        self._close = QPushButton(icons.get("x"), "")
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName("Bericht sluiten")
        self._close.clicked.connect(self.clear)
        self._layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_GOES_AFTER)
        self._timer.timeout.connect(self._on_time_out)
        theme.changed.connect(self._paint)
        self.setAccessibleName("Bericht")
        self.hide()

    @property
    def text(self) -> str:
        """What stands there; empty when nothing is shown."""
        return self._notice.text if self._notice else ""

    @property
    def offers(self) -> list[QPushButton]:
        """The buttons, most likely first."""
        return list(self._buttons)

    def show_notice(self, notice: Notice) -> None:
        """Show news in the place of what stood there, and say it aloud."""
        self.clear()
        self._notice = notice
        self._text.setText(notice.text)
        for offer in notice.offers:
            button = QPushButton(offer.label)
            button.clicked.connect(self._acting(offer.act))
            self._buttons.append(button)
            self._layout.insertWidget(self._layout.count() - 1, button)
        self._paint()
        self.show()
        announce(self, notice.text)
        if not notice.stays:
            self._timer.start()

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._notice = None
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        self.hide()

    def _acting(self, act: Callable[[], object]) -> Callable[[], None]:
        def act_and_clear() -> None:
            self.clear()
            act()

        return act_and_clear

    def _on_time_out(self) -> None:
        """Stay while the keyboard is in it: nobody has to hurry (WCAG 2.2.1)."""
        if any(button.hasFocus() for button in (*self._buttons, self._close)):
            self._timer.start()
        else:
            self.clear()

    def _paint(self) -> None:
        if self._notice is None:
            return
        tone = self._notice.tone.value
        colours = self._theme.colours
        self.setStyleSheet(
            f"NoticeBar {{ background: {getattr(colours, f'{tone}_surface')}; "
            f"border-top: 1px solid {colours.edge}; }}"
        )
        self._text.setStyleSheet(f"color: {getattr(colours, tone)};")
        picture = _PICTURES[self._notice.tone]
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(picture, tone, 18, ratio))


class ProgressBar(QFrame):
    """Hoever lang werk staat, met een knop om het te stoppen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._text)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(2 * GRID)
        layout.addWidget(self._bar, 1)
        self._stop = QPushButton("Annuleren")
        self._stop.clicked.connect(self._on_stop)
        layout.addWidget(self._stop)
        self._wait = QTimer(self, singleShot=True, interval=_SHOW_PROGRESS_AFTER)
        self._wait.timeout.connect(self.show)
        self.setAccessibleName("Voortgang")
        self.hide()

    def watch(self, job: Job, what: str) -> None:
        """Show how far a job is, once it takes a while; `what` is what it does, in Dutch."""
        self._job = job
        self._text.setText(what)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._wait.start()
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)

    def _on_progressed(self, done: int, total: int, label: str) -> None:
        if self._job is not None and self.sender() in {self._job, None}:
            self._bar.setRange(0, max(total, 1))
            self._bar.setValue(done)
            self._text.setText(f"{label} ({done} van {total})" if total else label)

    def _on_finished(self) -> None:
        self._job = None
        self._wait.stop()
        self.hide()

    def _on_stop(self) -> None:
        if self._job is not None:
            self._stop.setEnabled(False)
            self._text.setText("Wordt gestopt…")
            self._job.cancel()


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text`, without moving the keyboard."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
