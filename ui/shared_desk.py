"""The open file when colleagues work in it too: what they change is shown here.

On a server somebody else may change a fiche while it stands here. What was typed here is never
thrown away for it, and never overwrites a newer value unseen: who typed chooses.
"""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.notices import Notice, Offer, Tone
from ui.reach_desk import ReachDesk
from ui.save_state import SaveState
from ui.typed import Typing
from vvdesk.colleagues import Changes
from vvdesk.content import Inhoud, parse_path
from vvdesk.desk import Desk, changed_paths
from vvdesk.drafts import Drafts
from vvdesk.errors import Stale, VvdeskError
from vvdesk.meanwhile import Overtaken, told_of_change
from vvdesk.values import Unreadable

_MOST_ONE_BY_ONE = 10
"""So many fiches that changed are followed one by one; after more, lists are read anew."""


class SharedDesk(ReachDesk):
    """Eén geopend bestand waarin ook anderen kunnen werken; signals of `ReachDesk`, and more.

    Signals:
        fiches_changed(): A fiche was added, or is gone again; or many changed at once.
        colleagues_changed(object): Colleagues changed something: `vvdesk.colleagues.Changes`.

    Attributes:
        whose: Who made the change that `edited` tells of.
    """

    fiches_changed = Signal()
    colleagues_changed = Signal(object)

    def __init__(self, desk: Desk, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(desk, drafts, parent)
        self.whose = desk.actor.wie
        self._contested: dict[tuple[str, str], str] = {}

    def take_in_changes(self, changes: Changes, *, came_or_went: bool) -> None:
        """Let the window show what colleagues changed.

        Args:
            changes: What they did.
            came_or_went: There are fiches that were not there, or no longer.
        """
        projects = changes.projects(self.desk.meetmoment.id)
        before = self.desk.fiche(self.project) if self.project in projects else None
        for project in projects:
            self.desk.forget(project)
        if before is not None:
            self._follow(before, projects[self.project])
        if came_or_went or len(projects) > _MOST_ONE_BY_ONE:
            self.fiches_changed.emit()
        else:
            for project in projects.keys() - {self.project}:
                self.edited.emit(project, frozenset())
        self.colleagues_changed.emit(changes)

    def keep_mine(self, project: str, paths: frozenset[str]) -> None:
        """Store what was typed here over what a colleague made of it."""
        self._bring_in_hand(project, paths)
        values = {}
        for path in paths & self._contested_here():
            draft = self.draft(path)
            if draft is None:
                continue
            try:
                kind = parse_path(path).field.kind
                values[path] = kind.typed(draft.text, self.desk.referentie.lists)
            except Unreadable as error:
                self.refuse(path, draft.text, str(error))
        try:
            self.check_reach()
            made = self.desk.set(project, values, "Mijn tekst bewaren") if values else None
        except VvdeskError as error:
            again = Offer("Opnieuw", partial(self.keep_mine, project, paths))
            self.tell(str(error), Tone.ERROR, again, stays=True)
            return
        self._end_contest(project, paths)
        for path in values:
            self._typed.drop(path)
            self.stored.emit(project, path)
        self._typed.save()
        self._tell(made)
        self.findings_changed.emit(project)
        self.jump_requested.emit(project, min(paths))  # the button that was pressed is gone

    def keep_theirs(self, project: str, paths: frozenset[str]) -> None:
        """Let what a colleague made of it stand; what was typed here goes."""
        self._bring_in_hand(project, paths)
        for path in paths & self._contested_here():
            self.take_back_draft(path)
        self.edited.emit(project, paths)
        self.jump_requested.emit(project, min(paths))

    def take_back_draft(self, path: str) -> None:
        """Forget what was typed at `path`; the stored value holds again."""
        self._end_contest(self.project, [path])
        super().take_back_draft(path)

    def _take_in(self, *, half_typed_waits: bool) -> bool:
        contested = self._contested_here() & self._typed.present().keys()
        if contested and not self.away:
            typing = self._typed.take()
            self._contest({path: typing.pop(path) for path in contested})
            self._typed.give_back(typing)
        return super()._take_in(half_typed_waits=half_typed_waits) and not contested

    def _store(self, typing: dict[str, Typing], values: dict[str, object]) -> bool:
        before = self.desk.fiche(self.project)
        try:
            return super()._store(typing, values)
        except Stale as error:
            return self._on_overtaken(error, before, typing, values)

    def _on_refused(self, error: VvdeskError) -> bool:
        if isinstance(error, Stale):
            raise error
        return super()._on_refused(error)

    def _on_step_refused(self, before: Inhoud, error: VvdeskError) -> None:
        """Show what stands there now when a colleague was first; else say that it was refused."""
        if isinstance(error, Stale):
            self._follow(before, "")
            return
        self._doubt(error)
        self.save_state_changed.emit(SaveState.REFUSED, str(error))

    def _on_overtaken(
        self, error: Stale, before: Inhoud, typing: dict[str, Typing], values: dict[str, object]
    ) -> bool:
        """Keep what overwrites a colleague's value as a draft, and store the rest."""
        left = self._typed.take()
        self._typed.give_back({path: each for path, each in left.items() if path not in typing})
        wie = error.wie if isinstance(error, Overtaken) else ""
        theirs = error.paths & typing.keys() if isinstance(error, Overtaken) else frozenset()
        if not theirs:  # a row that went, say: nothing of this can be stored
            self._keep_texts(typing, str(error))
            copy = partial(_copy, "\n".join(each.text() for each in typing.values()))
            self.tell(str(error), Tone.WARNING, Offer("Mijn tekst kopiëren", copy), stays=True)
            self._follow(before, wie)
            return False
        for path in theirs:
            self._contested[self.project, path] = wie
        self._contest({path: typing[path] for path in theirs})
        self._follow(before, wie)
        rest = {path: each for path, each in typing.items() if path not in theirs}
        if rest:
            self._store(rest, {path: values[path] for path in rest})
        return False

    def _follow(self, before: Inhoud, wie: str) -> None:
        """Show what a colleague made of the fiche in hand; what is typed there stays as typed."""
        project, now = self.project, self.desk.fiche_or_none(self.project)
        if now is None:
            self._typed.set_aside()
            self.show("")
            self.fiches_changed.emit()
            return
        paths = changed_paths(before, now)
        hot = paths & self._typed.present().keys()
        for path in hot:
            self._contested[project, path] = wie
        if hot:
            typing = self._typed.take()
            self._contest({path: typing.pop(path) for path in hot})
            self._typed.give_back(typing)
            self._typed.resume()
        self.whose = wie or "een collega"
        self.edited.emit(project, paths - self._contested_here())
        self.whose = self.desk.actor.wie
        if before.staat != now.staat:
            self.read_only_changed.emit()
        self.findings_changed.emit(project)

    def _contest(self, typing: dict[str, Typing]) -> None:
        """Keep texts that a colleague was before with, and ask which one stays."""
        project, paths = self.project, frozenset(typing)
        now, lists = self.desk.fiche(project), self.desk.referentie.lists
        wie = self._contested[project, min(paths)] or "een collega"
        for path in paths:
            told = told_of_change(now, frozenset({path}), wie, lists)
            self._typed.keep(path, typing[path].text(), f"{told}. Jouw tekst is nog niet bewaard.")
        self._typed.save()
        text = f"{told_of_change(now, paths, wie, lists)}. Jouw tekst staat er nog. Welke blijft?"
        offers = (
            Offer("Mijn tekst bewaren", partial(self.keep_mine, project, paths)),
            Offer(f"Die van {wie} houden", partial(self.keep_theirs, project, paths)),
        )
        self.noted.emit(Notice(text, Tone.WARNING, offers, stays=True))
        self.save_state_changed.emit(SaveState.CONTESTED, text)
        self.findings_changed.emit(project)

    def _keep_texts(self, typing: dict[str, Typing], why: str) -> None:
        for path, each in typing.items():
            self._typed.keep(path, each.text(), why)
        self._typed.save()

    def _contested_here(self) -> set[str]:
        return {path for project, path in self._contested if project == self.project}

    def _end_contest(self, project: str, paths: Iterable[str]) -> None:
        for path in paths:
            self._contested.pop((project, path), None)

    def _bring_in_hand(self, project: str, paths: frozenset[str]) -> None:
        if project != self.project:
            self.jump_requested.emit(project, min(paths))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
