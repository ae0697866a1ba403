"""The work at hand in one open file: what a form shows, kept true after every change.

A desk reads what belongs to one meetmoment once, keeps the fiches that were looked at, sends every
change through the one door, and remembers its own steps so that they can be taken back and done
again. It knows no window; everything it says is plain data.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from vvdesk.audit import Actor
from vvdesk.colleagues import Watch
from vvdesk.compare.changes import compare_fiches
from vvdesk.content import Inhoud, Rij
from vvdesk.done_steps import DoneSteps, Entry, Made
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused, Stale
from vvdesk.meanwhile import refuse_explained, refuse_overtaken
from vvdesk.rules import Gewogen
from vvdesk.store.workspace import Workspace
from vvdesk.undo import take_back
from vvdesk.view import View

_PATIENCE = 2.0
"""Seconds; somebody is typing, and what was typed is offered again soon."""


class Desk(View):
    """The work at one meetmoment of one open file.

    Args:
        workspace: The open file.
        actor: Who works.
        meetmoment: Its name; None for the latest.
        clock: Seconds that never go back; for tests.

    Attributes:
        colleagues: Tells what others changed on a server since this desk was made.

    Raises:
        Misused: There is no such meetmoment.
    """

    def __init__(
        self,
        workspace: Workspace,
        actor: Actor,
        meetmoment: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # Before anything is read: what others change from now on is told.
        self.colleagues = Watch(workspace)
        super().__init__(workspace, meetmoment)
        self.actor = actor.known_as(workspace.login)
        self._editing = Editing(workspace, self.actor, _PATIENCE)
        self._steps = DoneSteps(clock)

    @contextmanager
    def step(self, naam: str, project: str, burst: str = "") -> Iterator[Work]:
        """Give the work of one step on one fiche, and take note of what it changed.

        Args:
            naam: What it is called in the list of things to undo, in Dutch.
            project: The fiche that it changes.
            burst: Steps of the same burst that follow each other quickly are undone together.

        Raises:
            ReadOnly: The file or the meetmoment cannot be written.
            Stale: A colleague changed meanwhile what this step overwrites; nothing was changed,
                and the fiche can be read as it is now.
            Unavailable: The disk or the server refuses; nothing was changed.
        """
        shown = self.fiche(project)
        try:
            with self._editing.step(naam) as work:
                yield work
                refuse_overtaken(work, self.meetmoment.id, shown, self.referentie.lists)
                count = work.count
        except Stale:
            self.forget(project)
            raise
        except Misused as error:
            self._tell_when_overtaken(shown, error)
            raise
        if count:
            self._note(naam, project, work.stap, burst)

    def set(
        self,
        project: str,
        values: dict[str, Any],
        naam: str,
        *,
        reden: str | None = None,
        burst: str = "",
    ) -> Made | None:
        """Give fields of one fiche other values, in one step.

        Returns:
            What changed; None when everything had its value already.
        """
        known = self.fiche(project)
        with self.step(naam, project, burst) as work:
            for path, value in values.items():
                work.set(self.meetmoment.id, project, path, value, reden=reden)
        return self.latest if self.fiche(project) is not known else None

    def add_fiche(self, inhoud: Inhoud) -> None:
        """Add a fiche, as one step that can be taken back.

        Raises:
            Misused: The meetmoment has a fiche of that project already.
            ReadOnly: The file or the meetmoment cannot be written.
            Unavailable: The disk refuses; nothing was changed.
        """
        naam = f"{inhoud.project} toevoegen"
        with self._editing.step(naam) as work:
            work.add_fiche(self.meetmoment.id, inhoud)
        self._steps.note(Made(naam, inhoud.project, frozenset()), work.stap, "")

    def explain(self, weighed: Gewogen, tekst: str) -> None:
        """Write why a finding may stand; an empty text takes the explanation away.

        Raises:
            Stale: A colleague explained it meanwhile; nothing was changed.
        """
        finding = weighed.finding
        try:
            with self._editing.step(f"Toelichting bij {finding.code}") as work:
                work.explain(
                    self.meetmoment.id,
                    finding.project,
                    finding.code,
                    finding.path,
                    finding.fingerprint,
                    " ".join(tekst.split()),
                )
                refuse_explained(work, weighed.tekst)
        except Stale:
            self.forget(finding.project)
            raise
        self.forget(finding.project)

    @property
    def latest(self) -> Made | None:
        """What the latest step did that was not taken back."""
        return self._steps.latest

    @property
    def undo_name(self) -> str | None:
        """What would be undone: "Projectstatus wijzigen"; None when there is nothing."""
        return self._steps.latest.naam if self._steps.latest else None

    @property
    def redo_name(self) -> str | None:
        """What would be done again; None when there is nothing."""
        undone = self._steps.latest_undone
        return undone.naam if undone else None

    def undo(self) -> Made:
        """Take back the latest thing done at this desk.

        Raises:
            Misused: There is nothing to take back.
        """
        entry = self._steps.to_take_back()
        made, number = self._turn(entry, "Ongedaan maken")
        self._steps.took_back(made, number)
        return made

    def redo(self) -> Made:
        """Do again what was undone last.

        Raises:
            Misused: There is nothing to do again.
        """
        entry = self._steps.to_do_again()
        made, number = self._turn(entry, "Opnieuw uitvoeren")
        self._steps.did_again(made, number)
        return made

    def end_burst(self) -> None:
        """Let the next step be a thing to undo of its own, even in the same field."""
        self._steps.end_burst()

    def _turn(self, entry: Entry, verb: str) -> tuple[Made, int]:
        project = entry.made.project
        old = self.fiche_or_none(project)
        name = f"{verb}: {entry.made.naam}"
        number = take_back(self.workspace, self.actor, entry.steps, name)
        self._known.forget_others(project)  # a step may have touched several fiches
        self._known.read_again(project)
        new = self.fiche_or_none(project)
        # A fiche that came or went has no paths: nobody can follow it field by field.
        paths = frozenset[str]() if old is None or new is None else changed_paths(old, new)
        return Made(entry.made.naam, project, paths), number

    def _tell_when_overtaken(self, shown: Inhoud, error: Misused) -> None:
        """Raise Stale when a step no longer fits because a colleague changed the fiche."""
        if not self.workspace.is_server:
            return
        self.forget(shown.project)
        present = self.fiche_or_none(shown.project)
        if present is None or present.versie != shown.versie:
            latest = self.latest_change(shown.project)
            by = f" door {latest[1]}" if latest else ""
            raise Stale(f"{shown.project} is intussen gewijzigd{by}. {error}") from error

    def _note(self, naam: str, project: str, number: int, burst: str) -> None:
        old = self.fiche(project)
        self._known.read_again(project)
        paths = changed_paths(old, self.fiche(project))
        self._steps.note(Made(naam, project, paths), number, burst)


def changed_paths(old: Inhoud | None, new: Inhoud) -> frozenset[str]:
    """Return the fields and rows that differ, and the tables whose rows came, went or moved."""
    paths = {change.path for change in compare_fiches(old, new) if change.path}
    for name, rows in new.tables.items():
        before = {} if old is None else old.tables[name]
        if _places(rows) != _places(before):
            paths.add(name)
    return frozenset(paths)


def _places(rows: Mapping[str, Rij]) -> list[tuple[str, int]]:
    return [(each.id, each.volgorde) for each in rows.values()]
