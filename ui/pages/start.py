"""The start page: what was worked on lately, and what can be begun."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import doors, file_doors
from ui.actions import Actions
from ui.icons import Icons
from ui.job import Job, Runner
from ui.notices import Notice, Offer
from ui.pages.recent_list import RecentList
from ui.pages.start_commands import StartCommands
from ui.theme import GRID, Theme
from vvdesk.day_words import time_left_in_words
from vvdesk.recent import Entry, Recent, missing

if TYPE_CHECKING:
    from ui.pages.crash_card import Crash

FILTER_FROM = 9
"""So many entries ask for a box to filter them."""
_EMPTY = (
    "Open het dossier dat je van je coördinator kreeg. Dat is een bestand dat eindigt op .vvd. "
    "Kreeg je een werkboek (.xlsx)? Lees het dan in: vvdesk maakt er een dossier van.\n\n"
    "Wil je eerst oefenen? Open het oefendossier: daar kan niets misgaan."
)


def here_and_now() -> datetime:
    """Return the present moment with the time zone of this computer."""
    return datetime.now().astimezone()


class StartPage(QWidget):
    """What was worked on lately as cards, and large buttons for what can be begun.

    Buttons for commands trigger the window's actions `open`, `new`, `excel_in` and `manual`.

    Signals:
        open_requested(object, str): Open a file or a server (its `Place`), at a project (its code;
            empty for none).
        locate_requested(Path): The file is gone; let the user point out where it is now.
        practice_requested(): Make and open a dossier to practise on.
        diagnostics_requested(): Save the diagnostic file of the last crash.
        crash_closed(): The card about the last crash need not come back.
        noted(Notice): Something happened that can be taken back.

    Args:
        recent: The list of what was worked on lately.
        actions: The window's commands.
        runner: Looks for missing files.
        theme: For the colours.
        icons: For the icons.
        clock: The present moment, with time zone.
    """

    open_requested = Signal(object, str)
    locate_requested = Signal(Path)
    practice_requested = Signal()
    diagnostics_requested = Signal()
    crash_closed = Signal()
    noted = Signal(Notice)

    def __init__(
        self,
        recent: Recent,
        actions: Actions,
        runner: Runner,
        theme: Theme,
        icons: Icons,
        clock: Callable[[], datetime] = here_and_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Startscherm")
        self._recent, self._runner = recent, runner
        self._theme, self._icons, self._clock = theme, icons, clock
        self._missing: frozenset[str] = frozenset()
        self._looking: Job | None = None
        self._band_text = _line("", "heading")
        self._band_text.setWordWrap(True)
        self.list = RecentList(theme, icons, self)
        self.filter_box = self._make_filter()
        self._commands = StartCommands(actions, theme, icons, self)
        self._commands.practice_requested.connect(self.practice_requested)
        self._empty = _empty_card(self)
        self._nothing_found = _line("Geen fiche met deze woorden.", "hint")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._make_band())
        self._layout.addLayout(self._make_body(), 1)
        self._connect_list()
        self._show_entries()

    def refresh(self) -> None:
        """Show what other windows and the editor noted meanwhile; look for missing files again."""
        self._recent.refresh()
        self._show_entries()
        self.look_for_missing()

    def look_for_missing(self) -> None:
        """Look in a job which files are gone; a dead network share delays nothing but grey."""
        paths = [each.path for each in self._recent.entries()]
        if self._looking is not None or not paths:
            return
        self._looking = Job(partial(missing, paths), self, gives_way=True)
        self._looking.succeeded.connect(self._on_looked)
        self._looking.finished.connect(self._on_looking_finished)
        self._runner.start(self._looking)

    def show_crash(self, crash: "Crash") -> None:
        """Show at the bottom that the program stopped by itself, and until when work was kept."""
        card = doors.crash_card(crash, self._clock(), self._theme, self._icons, self)
        if crash.place is not None:
            place, project = crash.place, crash.project
            card.continue_requested.connect(lambda: self.open_requested.emit(place, project))
        card.diagnostics_requested.connect(self.diagnostics_requested)
        card.closed.connect(self.crash_closed)
        line = QHBoxLayout()
        line.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        line.addWidget(card)
        self._layout.addLayout(line)

    def focus_first(self) -> None:
        """Put the keyboard where the work most likely is."""
        target = self.list if self.list.cards.rowCount() else self._commands.open_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down goes from the filter to the cards; Escape empties the filter."""
        if event.key() == Qt.Key.Key_Down and self.filter_box.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.filter_box.text():
            self.filter_box.clear()
        else:
            super().keyPressEvent(event)

    def _make_band(self) -> QFrame:
        band = QFrame(self)
        band.setProperty("role", "band")
        line = QHBoxLayout(band)
        line.setContentsMargins(3 * GRID, 3 * GRID // 2, 3 * GRID, 3 * GRID // 2)
        line.addWidget(self._band_text, 1)
        return band

    def _make_body(self) -> QHBoxLayout:
        body = QHBoxLayout()
        body.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        body.setSpacing(4 * GRID)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        head = QHBoxLayout()
        head.addWidget(_line("Verder werken", "title"))
        head.addStretch(1)
        head.addWidget(self.filter_box, 1)
        left.addLayout(head)
        left.addWidget(self._nothing_found)
        left.addWidget(self.list, 1)
        left.addWidget(self._empty)
        left.addStretch(0)
        body.addLayout(left, 1)
        body.addWidget(self._commands)
        return body

    def _make_filter(self) -> QLineEdit:
        box = QLineEdit(self)
        box.setPlaceholderText("Filter op code of titel")
        box.setAccessibleName("Recente fiches filteren")
        box.setClearButtonEnabled(True)
        for button in box.findChildren(QToolButton):
            button.setAccessibleName("Filter leegmaken")
        box.textChanged.connect(self._on_filter)
        box.returnPressed.connect(self._on_filter_entered)
        return box

    def _connect_list(self) -> None:
        self.list.open_requested.connect(
            lambda entry: self.open_requested.emit(file_doors.place_of(entry.path), entry.project)
        )
        self.list.locate_requested.connect(
            lambda entry: self.locate_requested.emit(Path(entry.path))
        )
        self.list.pin_requested.connect(self._on_pin)
        self.list.drop_requested.connect(self._on_drop)

    def _show_entries(self) -> None:
        entries, now = self._recent.entries(), self._clock()
        self.list.show_entries(entries, now, self._missing)
        self.filter_box.setVisible(len(entries) >= FILTER_FROM)
        if len(entries) < FILTER_FROM:
            self.filter_box.clear()
        self._band_text.setText(band_text(entries, now))
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        any_known, any_shown = bool(self._recent.entries()), self.list.cards.rowCount() > 0
        self.list.setVisible(any_known)
        self._empty.setVisible(not any_known)
        self._nothing_found.setVisible(any_known and not any_shown)

    def _on_filter(self, text: str) -> None:
        self.list.cards.filter(text)
        self._show_what_fits()

    def _on_filter_entered(self) -> None:
        if self.list.cards.rowCount():
            self.list.choose_first()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_pin(self, entry: Entry) -> None:
        self._recent.pin(entry.key, pinned=not entry.pinned)
        self._show_entries()

    def _on_drop(self, entry: Entry) -> None:
        self._recent.drop(entry.key)
        self._show_entries()
        name = entry.project or file_doors.place_of(entry.path).name
        stays = "er verandert niets op de server" if entry.is_server else "het bestand blijft"
        text = f'"{name}" is uit de lijst; {stays}.'
        self.noted.emit(Notice(text, offers=(Offer("Ongedaan maken", lambda: self._back(entry)),)))

    def _back(self, entry: Entry) -> None:
        self._recent.note(entry)
        self._show_entries()

    def _on_looked(self, found: frozenset[str]) -> None:
        if found != self._missing:
            self._missing = found
            self.list.mark_missing(found)

    def _on_looking_finished(self) -> None:
        self._looking = None


def band_text(entries: list[Entry], now: datetime) -> str:
    """Return what the yellow band says: the plan, its meetmoment and the time left."""
    known = [each for each in entries if each.plan]
    if not known:
        return "vvdesk – projectfiches van het relanceplan"
    newest = max(known, key=lambda each: each.changed)
    deadline = newest.deadline_day
    left = "" if deadline is None else time_left_in_words(deadline, now.date())
    meetmoment = f"meetmoment {newest.meetmoment}" if newest.meetmoment else ""
    return " · ".join(each for each in (newest.plan, meetmoment, left) if each)


def _empty_card(parent: QWidget) -> QFrame:
    card = QFrame(parent)
    card.setProperty("role", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
    inside.setSpacing(GRID)
    inside.addWidget(_line("Nog geen fiches", "heading"))
    text = _line(_EMPTY, "")
    text.setWordWrap(True)
    inside.addWidget(text)
    return card


def _line(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
