"""The work at hand in one open file: what a form shows, kept true after every change.

A desk reads what belongs to one meetmoment once, keeps the fiches that were looked at, sends every
change through the one door, and remembers its own steps so that they can be taken back and done
again. It knows no window; everything it says is plain data.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from vvdesk.audit import Actor
from vvdesk.compare.changes import compare_fiches
from vvdesk.content import Inhoud, Rij
from vvdesk.dictionary import Sectie
from vvdesk.done_steps import DoneSteps, Entry, Made
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.known_fiches import KnownFiches
from vvdesk.model import Meetmoment, Staat
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.rules import Gewogen, Maatstaf
from vvdesk.rules.completeness import Volledigheid
from vvdesk.store.workspace import Workspace
from vvdesk.trail import latest_change
from vvdesk.undo import take_back

_LOCKED_STATES = {
    Staat.INGEDIEND.value: "Deze fiche is ingediend. Neem ze terug om ze nog te wijzigen.",
    Staat.GOEDGEKEURD.value: "Deze fiche is goedgekeurd door de coördinator.",
    Staat.GEPUBLICEERD.value: "Deze fiche is gepubliceerd.",
}


class Desk:
    """The work at one meetmoment of one open file.

    Args:
        workspace: The open file.
        actor: Who works.
        meetmoment: Its name; None for the latest.
        clock: Seconds that never go back; for tests.

    Attributes:
        meetmoment: The one worked on.
        vorig_meetmoment: The one before it; None for the first.
        referentie: The reference data of `meetmoment`.
        vorige_referentie: That of the one before; its statuses may be called otherwise.

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
        self.workspace, self.actor = workspace, actor
        self.meetmoment: Meetmoment = workspace.meetmoment(meetmoment)
        earlier = [each for each in workspace.meetmomenten() if each.id < self.meetmoment.id]
        self.vorig_meetmoment: Meetmoment | None = earlier[-1] if earlier else None
        with workspace.connection() as connection:
            self.referentie: Referentie = read_referentie(connection, self.meetmoment.id)
            self.vorige_referentie: Referentie | None = (
                read_referentie(connection, self.vorig_meetmoment.id)
                if self.vorig_meetmoment
                else None
            )
        self.maatstaf = Maatstaf.of(self.referentie)
        self._known = KnownFiches(workspace, self.meetmoment, self.vorig_meetmoment, self.maatstaf)
        self._steps = DoneSteps(clock)

    @property
    def entiteit(self) -> str | None:
        """Whose dossier it is; None for a central file."""
        return self.workspace.plan.entiteit

    def fiche(self, project: str) -> Inhoud:
        """Return the fiche as it is stored now; not to be changed.

        Raises:
            Misused: The meetmoment has no fiche of that project.
        """
        return self._known.fiche(project)

    def vorige(self, project: str) -> Inhoud | None:
        """Return the fiche of the meetmoment before; None when there was none."""
        return self._known.vorige(project)

    def findings(self, project: str) -> list[Gewogen]:
        """Return what the rules find on the fiche, in its order, with the toelichtingen."""
        return self._known.findings(project)

    def completeness(self, project: str) -> dict[Sectie, Volledigheid]:
        """Return how complete each section of the fiche is."""
        return self._known.completeness(project)

    def read_only_reason(self, project: str) -> str | None:
        """Return why the fiche cannot be changed, in Dutch; None when it can."""
        reason = self.closed_reason()
        if reason is None and self.entiteit is not None:
            return _LOCKED_STATES.get(self.fiche(project).staat)
        return reason

    def closed_reason(self) -> str | None:
        """Return why nothing in this file can be changed, in Dutch; None when something can."""
        if self.workspace.read_only is not None:
            return self.workspace.read_only
        if self.meetmoment.is_closed:
            return f"Meetmoment {self.meetmoment.naam} is gesloten; er kan niets meer wijzigen."
        return None

    def fiche_or_none(self, project: str) -> Inhoud | None:
        """Return the fiche as it is stored now; None when the meetmoment has none."""
        try:
            return self.fiche(project)
        except Misused:
            return None

    def latest_change(self, project: str) -> tuple[datetime, str] | None:
        """Return when the fiche was last changed and by whom; None when it never was."""
        with self.workspace.connection() as connection:
            return latest_change(connection, self.meetmoment.id, project)

    @contextmanager
    def step(self, naam: str, project: str, burst: str = "") -> Iterator[Work]:
        """Give the work of one step on one fiche, and take note of what it changed.

        Args:
            naam: What it is called in the list of things to undo, in Dutch.
            project: The fiche that it changes.
            burst: Steps of the same burst that follow each other quickly are undone together.

        Raises:
            ReadOnly: The file or the meetmoment cannot be written.
            Unavailable: The disk refuses; nothing was changed.
        """
        self.fiche(project)
        with Editing(self.workspace, self.actor).step(naam) as work:
            yield work
            count = work.count
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
        with Editing(self.workspace, self.actor).step(naam) as work:
            work.add_fiche(self.meetmoment.id, inhoud)
        self._steps.note(Made(naam, inhoud.project, frozenset()), work.stap, "")

    def explain(self, weighed: Gewogen, tekst: str) -> None:
        """Write why a finding may stand; an empty text takes the explanation away."""
        finding = weighed.finding
        with Editing(self.workspace, self.actor).step(f"Toelichting bij {finding.code}") as work:
            work.explain(
                self.meetmoment.id,
                finding.project,
                finding.code,
                finding.path,
                finding.fingerprint,
                " ".join(tekst.split()),
            )
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

    def forget(self, project: str | None = None) -> None:
        """Read a fiche (or all) anew at the next question; for what changed outside this desk."""
        self._known.forget(project)

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
