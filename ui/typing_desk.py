"""The open file with what is being typed in it.

What somebody types is kept as a draft within a second, and stored a moment after the last key, when
the keyboard leaves the field, and before anything else happens.
"""

from contextlib import suppress
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.notices import Notice, Offer, Tone
from ui.save_state import SaveState
from ui.typed import Typed, Typing
from vvdesk.content import parse_path
from vvdesk.desk import Desk
from vvdesk.done_steps import Made
from vvdesk.drafts import Draft, Drafts
from vvdesk.errors import VvdeskError
from vvdesk.values import Unreadable

_OVERTAKEN = (
    "Deze tekst werd niet bewaard en de waarde is intussen gewijzigd. Typ hem opnieuw of zet de "
    "bewaarde waarde terug."
)


class TypingDesk(QObject):
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
        self.saved_at: datetime | None = None
        self._typed = Typed(desk, drafts, self)
        self._typed.due.connect(self._on_due)
        self._typed.began.connect(lambda: self.save_state_changed.emit(SaveState.WAITING, ""))

    @property
    def project(self) -> str:
        """The code of the fiche in hand; empty for none."""
        return self._typed.project

    def show(self, project: str) -> None:
        """Take another fiche in hand; what was being typed is stored first.

        Raises:
            Misused: There is no such fiche.
        """
        self.flush()
        if project:
            self.desk.fiche(project)
        self._typed.take_in_hand(project)
        self._take_up_drafts()
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
        self._typed.touch(path, typing)

    def is_typing(self, path: str) -> bool:
        """Tell whether something typed at `path` is not stored yet."""
        return path in self._typed

    def unstored(self) -> dict[str, Any]:
        """Return path to value of what was typed and is not stored, as far as it can be read."""
        found: dict[str, Any] = {}
        for path, each in self._typed.present().items():
            with suppress(Unreadable):
                found[path] = each.value()
        return found

    def has_unstored(self) -> bool:
        """Tell whether something readable was typed that the file did not take."""
        return bool(self.unstored())

    def flush(self) -> bool:
        """Store now all that was typed; return False when something of it was refused.

        An unreadable text stays a draft with its reason; the rest is stored all the same.
        """
        return self._take_in(half_typed_waits=False)

    def _take_in(self, *, half_typed_waits: bool) -> bool:
        if not (typing := self._typed.take()):
            return True
        values: dict[str, Any] = {}
        waiting: dict[str, Typing] = {}
        for path, each in typing.items():
            try:
                values[path] = each.value()
            except Unreadable as error:
                if half_typed_waits:
                    waiting[path] = each
                else:
                    self._typed.keep(path, each.text(), str(error))
        if waiting:
            self._typed.give_back(waiting)
        stored = not values or self._store({path: typing[path] for path in values}, values)
        self._typed.save()
        self.findings_changed.emit(self.project)
        if stored and not waiting:
            self.say_stored()
        return stored and len(values) == len(typing)

    def _on_due(self) -> None:
        """Store after a pause; a text that may be half typed is judged when it is left."""
        self._take_in(half_typed_waits=True)

    def refuse(self, path: str, text: str, reason: str) -> None:
        """Keep a text that is no value of its field, with the reason, in the fiche in hand."""
        self._typed.keep(path, text, reason)
        self._typed.save()
        self.findings_changed.emit(self.project)

    def take_back_draft(self, path: str) -> None:
        """Forget what was typed at `path`; the stored value holds again."""
        self._typed.drop(path)
        self._typed.save()
        self.findings_changed.emit(self.project)

    def draft(self, path: str) -> Draft | None:
        """Return what was typed at `path` of the fiche in hand and could not be stored."""
        return self._typed.draft(path)

    def tell(self, text: str, tone: Tone = Tone.PLAIN, *offers: Offer, stays: bool = False) -> None:
        """Put news in the bar."""
        self.noted.emit(Notice(text, tone, offers, stays))

    def _store(self, typing: dict[str, Typing], values: dict[str, Any]) -> bool:
        first = next(iter(values))
        label = parse_path(first).field.about.label
        one, many = f"{label} wijzigen", f"{len(values)} velden wijzigen"
        naam, burst = (one, first) if len(values) == 1 else (many, "")
        try:
            made = self.desk.set(self.project, values, naam, burst=burst)
        except Exception as error:
            self._typed.give_back(typing)  # even when the fault is our own
            if not isinstance(error, VvdeskError):
                raise
            return self._on_refused(error)
        for path in values:
            self._typed.drop(path)
            self.stored.emit(self.project, path)
        self._tell(made)
        return True

    def _on_refused(self, error: VvdeskError) -> bool:
        """Say that what was typed could not be stored; return whether it was."""
        self.save_state_changed.emit(SaveState.REFUSED, str(error))
        return False

    def _take_up_drafts(self) -> None:
        """Store what a program that died had not stored, as far as nothing else came between."""
        if not self.project or self.read_only_reason() is not None:
            return
        taken = 0
        for path, draft in self._typed.left_behind().items():
            try:
                taken += self._take_up(path, draft)
            except (Unreadable, VvdeskError) as error:
                self._typed.keep(path, draft.text, str(error))
        self._typed.save()
        if taken:
            what = "1 veld" if taken == 1 else f"{taken} velden"
            self.tell(f"Wat je typte toen vvdesk stopte, is hersteld: {what}.", Tone.GOOD)

    def _take_up(self, path: str, draft: Draft) -> bool:
        """Store one such text; return whether it changed something."""
        if self._typed.base(path) != draft.base:
            self._typed.keep(path, draft.text, _OVERTAKEN)
            return False
        value = parse_path(path).field.kind.typed(draft.text, self.desk.referentie.lists)
        made = self.desk.set(self.project, {path: value}, "Herstellen na stoppen")
        self._typed.drop(path)
        return made is not None

    def _tell(self, made: Made | None) -> None:
        if made is None:
            return
        self.edited.emit(made.project, made.paths)
        self.findings_changed.emit(made.project)
        self.undo_changed.emit()
        self.say_stored()

    def say_stored(self) -> None:
        """Say that everything is stored at this moment."""
        self.saved_at = datetime.now().astimezone()
        self.save_state_changed.emit(SaveState.STORED, "")
