"""The open file as the whole window sees it: `vvdesk.desk` with signals, and typing that lasts.

What somebody types is kept as a draft within a second, and stored a moment after the last key, when
the keyboard leaves the field, and before anything else happens. Forms and tables never write; they
say here that something was touched and how to read it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.notices import Notice, Offer, Tone
from vvdesk.content import parse_path, path_value
from vvdesk.desk import Desk, Made
from vvdesk.drafts import Draft, Drafts, Place
from vvdesk.editing import Work
from vvdesk.errors import Misused, VvdeskError
from vvdesk.rules import Finding, Gewogen, Severity, Verantwoording
from vvdesk.values import Unreadable

STORE_AFTER = 700
"""Milliseconds after the last key."""
DRAFT_AFTER = 900
"""Milliseconds after the first key that is in no draft yet."""
STORE_AT_LEAST = 10_000
"""Milliseconds: even somebody who never pauses is stored by then."""
UNREAD = "VV-INV-01"
"""Code of the fout that a text is no value of its field; the window's own, no rule's."""


class SaveState(Enum):
    """Where the work of the person stands."""

    STORED = "stored"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True)
class Typing:
    """A field in which something was typed.

    Attributes:
        text: Returns it as typed.
        value: Returns its value, or raises `Unreadable`.
    """

    text: Callable[[], str]
    value: Callable[[], Any]


class LiveDesk(QObject):
    """Eén geopend bestand, met één fiche in de hand.

    Signals:
        shown(str): Another fiche is in hand; empty for none.
        edited(str, object): Content of a project's fiche changed, whoever did it; the frozenset
            of paths of `vvdesk.desk.Made`.
        stored(str, str): A field's typed text was stored: project and path. Its editor shows the
            value now, tidied.
        findings_changed(str): Findings, refusals or completeness of a project may be others.
        save_state_changed(object, str): A `SaveState`, and why for REFUSED.
        undo_changed(): Something else would be undone or done again.
        read_only_changed(): Whether the fiche in hand may be edited may be otherwise.
        noted(object): A `Notice` for the bar.
        jump_requested(str, str): Somebody wants to see a project's path in the form.

    Args:
        desk: The work at hand.
        drafts: What was typed and not stored.
    """

    shown = Signal(str)
    edited = Signal(str, object)
    stored = Signal(str, str)
    findings_changed = Signal(str)
    save_state_changed = Signal(object, str)
    undo_changed = Signal()
    read_only_changed = Signal()
    noted = Signal(object)
    jump_requested = Signal(str, str)

    def __init__(self, desk: Desk, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.drafts = drafts
        self.project = ""
        self.saved_at: datetime | None = None
        self._typing: dict[str, Typing] = {}
        self._store_timer = self._timer(STORE_AFTER, self.flush)
        self._longest_timer = self._timer(STORE_AT_LEAST, self.flush)
        self._draft_timer = self._timer(DRAFT_AFTER, self._keep_drafts)

    def show(self, project: str) -> None:
        """Take another fiche in hand; what was being typed is stored first.

        Raises:
            Misused: There is no such fiche.
        """
        self.flush()
        if project:
            self.desk.fiche(project)
        self.project = project
        self.shown.emit(project)
        self.read_only_changed.emit()

    def read_only_reason(self) -> str | None:
        """Return why the fiche in hand cannot be changed, in Dutch; None when it can."""
        return self.desk.read_only_reason(self.project) if self.project else None

    def touch(self, path: str, typing: Typing) -> None:
        """Hear that something was typed at `path` of the fiche in hand; cheap.

        Args:
            path: As in a dump: `titel`, `mijlpalen.VV015-M01.timing`.
            typing: How to read it, until it is stored.
        """
        if not self._typing:
            self.save_state_changed.emit(SaveState.WAITING, "")
            self._longest_timer.start()
        self._typing[path] = typing
        self._store_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def flush(self) -> bool:
        """Store now all that was typed; return False when something of it was refused.

        An unreadable text stays a draft with its reason; the rest is stored all the same.
        """
        for timer in (self._store_timer, self._longest_timer, self._draft_timer):
            timer.stop()
        typing, self._typing = self._typing, {}
        if not typing:
            return True
        values: dict[str, Any] = {}
        for path, each in typing.items():
            try:
                values[path] = each.value()
            except Unreadable as error:
                self.refuse(path, each.text(), str(error))
            else:
                self.drafts.drop(self._place(path))
        stored = not values or self._store(typing, values)
        self.drafts.save()
        self.findings_changed.emit(self.project)
        if stored:
            self.saved_at = datetime.now().astimezone()
            self.save_state_changed.emit(SaveState.STORED, "")
        return stored and len(values) == len(typing)

    def refuse(self, path: str, text: str, reason: str) -> None:
        """Keep a text that is no value of its field, with the reason, in the fiche in hand."""
        self.drafts.put(self._place(path), Draft(text, self._base(path), reason))
        self.drafts.save()
        self.findings_changed.emit(self.project)

    def take_back_draft(self, path: str) -> None:
        """Forget what was typed at `path`; the stored value holds again."""
        self.drafts.drop(self._place(path))
        self.drafts.save()
        self.findings_changed.emit(self.project)

    def draft(self, path: str) -> Draft | None:
        """Return what was typed at `path` of the fiche in hand and could not be stored."""
        return self.drafts.get(self._place(path))

    @contextmanager
    def step(self, naam: str, burst: str = "") -> Iterator[Work]:
        """Give the work of one step on the fiche in hand; what was typed is stored before.

        Raises:
            VvdeskError: As `Desk.step`; nothing was changed, and the window knows.
        """
        self.flush()
        before = self.desk.fiche(self.project)
        try:
            with self.desk.step(naam, self.project, burst) as work:
                yield work
        except VvdeskError as error:
            self.save_state_changed.emit(SaveState.REFUSED, str(error))
            raise
        if self.desk.fiche(self.project) is not before:
            self._tell(self.desk.latest)

    def set(self, values: Mapping[str, Any], naam: str, *, reden: str | None = None) -> bool:
        """Give fields of the fiche in hand other values at once; say so when it fails.

        Returns:
            Whether it was stored; False was told in the bar.
        """
        meetmoment_id = self.desk.meetmoment.id
        try:
            with self.step(naam) as work:
                for path, value in values.items():
                    work.set(meetmoment_id, self.project, path, value, reden=reden)
                    self.drafts.drop(self._place(path))
        except VvdeskError as error:
            self.noted.emit(Notice(str(error), Tone.ERROR, stays=True))
            return False
        self.drafts.save()
        return True

    def explain(self, weighed: Gewogen, tekst: str) -> bool:
        """Write why a finding may stand; return False when that failed and was told."""
        self.flush()
        try:
            self.desk.explain(weighed, tekst)
        except VvdeskError as error:
            self.noted.emit(Notice(str(error), Tone.ERROR, stays=True))
            return False
        self.findings_changed.emit(weighed.finding.project)
        return True

    def undo(self) -> None:
        """Take back the latest thing done, in whichever fiche, and show where it was."""
        self._turn(self.desk.undo)

    def redo(self) -> None:
        """Do again what was undone, and show where."""
        self._turn(self.desk.redo)

    def problems(self, project: str) -> list[Gewogen]:
        """Return what stands between a fiche and handing it in: refused texts, then findings."""
        refused = [
            Gewogen(_unread(project, path, draft), Verantwoording.OP_TE_LOSSEN, None)
            for path, draft in self.drafts.of(self.desk.meetmoment.id, project).items()
            if draft.refused
        ]
        return refused + self.desk.findings(project)

    def tell(self, text: str, tone: Tone = Tone.PLAIN, *offers: Offer, stays: bool = False) -> None:
        """Put news in the bar."""
        self.noted.emit(Notice(text, tone, offers, stays))

    def refresh(self) -> None:
        """Read everything anew, after something outside this desk changed the file."""
        self.flush()
        self.desk.forget()
        self.shown.emit(self.project)
        self.read_only_changed.emit()
        self.findings_changed.emit(self.project)

    def _store(self, typing: Mapping[str, Typing], values: dict[str, Any]) -> bool:
        first = next(iter(values))
        label = parse_path(first).field.about.label
        naam = f"{label} wijzigen" if len(values) == 1 else f"{len(values)} velden wijzigen"
        burst = first if len(values) == 1 else ""
        try:
            made = self.desk.set(self.project, values, naam, burst=burst)
        except VvdeskError as error:
            for path in values:
                self._typing.setdefault(path, typing[path])
                draft = Draft(typing[path].text(), self._base(path))
                self.drafts.put(self._place(path), draft)
            self.save_state_changed.emit(SaveState.REFUSED, str(error))
            return False
        for path in values:
            self.stored.emit(self.project, path)
        if made is not None:
            self._tell(made)
        return True

    def _turn(self, turn: Callable[[], Made]) -> None:
        self.flush()
        try:
            made = turn()
        except VvdeskError as error:
            self.tell(str(error), Tone.WARNING)
            return
        if made.project != self.project:
            self.show(made.project)
        self._tell(made)
        self.findings_changed.emit(made.project)
        if path := min(made.paths, default=""):
            self.jump_requested.emit(made.project, path)

    def _tell(self, made: Made | None) -> None:
        if made is None:
            return
        self.saved_at = datetime.now().astimezone()
        self.edited.emit(made.project, made.paths)
        self.findings_changed.emit(made.project)
        self.undo_changed.emit()
        self.save_state_changed.emit(SaveState.STORED, "")

    def _keep_drafts(self) -> None:
        for path, each in self._typing.items():
            self.drafts.put(self._place(path), Draft(each.text(), self._base(path)))
        self.drafts.save()

    def _base(self, path: str) -> str:
        pad = parse_path(path)
        try:
            stored = path_value(self.desk.fiche(self.project), pad)
        except Misused:
            return ""
        return str(pad.field.kind.to_json(stored))

    def _place(self, path: str) -> Place:
        return Place(self.desk.meetmoment.id, self.project, path)

    def _timer(self, wait: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=wait)
        timer.timeout.connect(act)
        return timer


def _unread(project: str, path: str, draft: Draft) -> Finding:
    return Finding(UNREAD, Severity.FOUT, draft.refused, project, path)
