"""What somebody is typing, until it is stored: kept as drafts within a second."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from vvdesk.content import parse_path, path_value
from vvdesk.desk import Desk
from vvdesk.drafts import Draft, Drafts, Place
from vvdesk.errors import Misused
from vvdesk.rules import Finding, Gewogen, Severity, Verantwoording

STORE_AFTER = 700
"""Milliseconds after the last key."""
DRAFT_AFTER = 900
"""Milliseconds after the first key that is in no draft yet."""
STORE_AT_LEAST = 10_000
"""Milliseconds: even somebody who never pauses is stored by then."""
UNREAD = "VV-INV-01"
"""Code of the fout that a text is no value of its field; the window's own, no rule's."""


@dataclass(frozen=True)
class Typing:
    """A field in which something was typed.

    Attributes:
        text: Returns it as typed.
        value: Returns its value, or raises `Unreadable`.
    """

    text: Callable[[], str]
    value: Callable[[], Any]


class Typed(QObject):
    """Texts of the fiche in hand that are not stored: being typed, or refused.

    Signals:
        began(): Something is typed after a pause.
        due(): It is time to store.

    Args:
        desk: The work at hand.
        drafts: Where they are kept.
    """

    began = Signal()
    due = Signal()

    def __init__(self, desk: Desk, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._drafts = desk, drafts
        self.project = ""
        self._typing: dict[str, Typing] = {}
        self._store_timer = self._timer(STORE_AFTER, self.due.emit)
        self._longest_timer = self._timer(STORE_AT_LEAST, self.due.emit)
        self._draft_timer = self._timer(DRAFT_AFTER, self._keep)

    def __contains__(self, path: str) -> bool:
        return path in self._typing

    def touch(self, path: str, typing: Typing) -> None:
        """Hear that something was typed; cheap, for it is called at every key."""
        if not self._store_timer.isActive():
            self.began.emit()
        if not self._longest_timer.isActive():
            self._longest_timer.start()
        self._typing[path] = typing
        self._store_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def take(self) -> dict[str, Typing]:
        """Hand over all that was typed, to be stored now."""
        for timer in (self._store_timer, self._longest_timer, self._draft_timer):
            timer.stop()
        typing, self._typing = self._typing, {}
        return typing

    def present(self) -> dict[str, Typing]:
        """Return path to what is typed there and not stored."""
        return dict(self._typing)

    def give_back(self, typing: dict[str, Typing]) -> None:
        """Take back what could not be stored; newer typing goes before it."""
        self._typing = typing | self._typing
        self._keep()

    def resume(self) -> None:
        """Let what was given back be stored after the usual pause."""
        if self._typing:
            self._store_timer.start()

    def take_in_hand(self, project: str) -> None:
        """Hear which fiche is in hand now; what is not stored of another stays behind as drafts."""
        if project != self.project:
            self.set_aside()
        self.project = project

    def set_aside(self) -> None:
        """Let what is typed stay behind as drafts: its editors show something else from now on."""
        if typing := self.take():
            self.give_back(typing)
            self._typing = {}
            self._draft_timer.stop()

    def keep(self, path: str, text: str, refused: str = "") -> None:
        """Keep one text as a draft, with the reason why it was refused."""
        self._drafts.put(self._place(path), Draft(text, self._base(path), refused))

    def drop(self, path: str) -> None:
        """Forget the draft of a text that was stored or is not wanted."""
        self._drafts.drop(self._place(path))

    def draft(self, path: str) -> Draft | None:
        """Return the draft at `path`; None when there is none."""
        return self._drafts.get(self._place(path))

    def save(self) -> None:
        """Write the drafts to disk."""
        self._drafts.save()

    def refused(self, project: str) -> list[Gewogen]:
        """Return the refused texts of a fiche as problems."""
        return [
            Gewogen(
                Finding(UNREAD, Severity.FOUT, draft.refused, project, path),
                Verantwoording.OP_TE_LOSSEN,
                None,
            )
            for path, draft in self._drafts.of(self._desk.meetmoment.id, project).items()
            if draft.refused and is_field(path) and self._is_there(project, path)
        ]

    def left_behind(self) -> dict[str, Draft]:
        """Return path to text of the fiche in hand that a program that died had not stored."""
        drafts = self._drafts.of(self._desk.meetmoment.id, self.project)
        known = {path: each for path, each in drafts.items() if is_field(path)}
        return {path: each for path, each in known.items() if not each.refused}

    def base(self, path: str) -> str:
        """Return the stored value at `path` as drafts remember it."""
        return self._base(path)

    def _is_there(self, project: str, path: str) -> bool:
        """Tell whether the row still stands; the text of one that went waits for its return."""
        pad = parse_path(path)
        return not pad.row or pad.row in self._desk.fiche(project).tables[pad.collection]

    def _keep(self) -> None:
        for path, each in self._typing.items():
            self.keep(path, each.text())
        self._drafts.save()

    def _base(self, path: str) -> str:
        pad = parse_path(path)
        try:
            stored = path_value(self._desk.fiche(self.project), pad)
        except Misused:
            return ""
        return str(pad.field.kind.to_json(stored))

    def _place(self, path: str) -> Place:
        return Place(self._desk.meetmoment.id, self.project, path)

    def _timer(self, wait: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=wait)
        timer.timeout.connect(act)
        return timer


def is_field(path: str) -> bool:
    """Tell whether this vvdesk knows the field; another one may have left the draft."""
    try:
        parse_path(path)
    except Misused:
        return False
    return True
