"""The work at hand in one open file: what a form shows, kept true after every change.

A desk reads what belongs to one meetmoment once, keeps the fiches that were looked at, sends every
change through the one door, and remembers its own steps so that they can be taken back and done
again. It knows no window; everything it says is plain data.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from vvdesk.audit import Actor
from vvdesk.compare.changes import compare_fiches
from vvdesk.content import Inhoud, read_contents
from vvdesk.dictionary import Sectie
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.model import Meetmoment, Staat, Toelichting
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.rules import Gewogen, Maatstaf, Situatie, examine, weigh
from vvdesk.rules.completeness import Volledigheid, completeness_by_section
from vvdesk.store.workspace import Workspace
from vvdesk.undo import take_back

BURST_PAUSE = 1.5
"""Seconds: a longer pause in typing in one field begins a new thing to undo."""
LONGEST_BURST = 30.0
"""Seconds: no more typing than this is undone at once."""
_LOCKED_STATES = {
    Staat.INGEDIEND.value: "Deze fiche is ingediend. Neem ze terug om ze nog te wijzigen.",
    Staat.GOEDGEKEURD.value: "Deze fiche is goedgekeurd door de coördinator.",
    Staat.GEPUBLICEERD.value: "Deze fiche is gepubliceerd.",
}


@dataclass(frozen=True, slots=True)
class Made:
    """What a step did.

    Attributes:
        naam: What it is called, in Dutch: "Projectstatus wijzigen".
        project: The code of its project; empty when it touched several.
        paths: The fields and rows (`mijlpalen.VV015-M05`) whose content differs now; `mijlpalen`
            or `agenderingen` itself when rows came, went or moved.
    """

    naam: str
    project: str
    paths: frozenset[str]


@dataclass(slots=True)
class _Entry:
    """One thing to undo: steps of the store that belong together."""

    made: Made
    steps: list[int]
    burst: str
    began: float
    latest: float


@dataclass(slots=True)
class _Known:
    """One fiche, as read."""

    now: Inhoud
    before: Inhoud | None
    findings: list[Gewogen] | None = None
    parts: dict[Sectie, Volledigheid] | None = field(default=None)


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
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._done: list[_Entry] = []
        self._undone: list[_Entry] = []

    @property
    def entiteit(self) -> str | None:
        """Whose dossier it is; None for a central file."""
        return self.workspace.plan.entiteit

    def fiche(self, project: str) -> Inhoud:
        """Return the fiche as it is stored now; not to be changed.

        Raises:
            Misused: The meetmoment has no fiche of that project.
        """
        return self._get(project).now

    def vorige(self, project: str) -> Inhoud | None:
        """Return the fiche of the meetmoment before; None when there was none."""
        return self._get(project).before

    def findings(self, project: str) -> list[Gewogen]:
        """Return what the rules find on the fiche, in its order, with the toelichtingen."""
        known = self._get(project)
        if known.findings is None:
            situatie = Situatie.of(known.now, known.before, self.maatstaf, self.entiteit)
            known.findings = weigh(examine(situatie), self._explained(project))
        return known.findings

    def completeness(self, project: str) -> dict[Sectie, Volledigheid]:
        """Return how complete each section of the fiche is."""
        known = self._get(project)
        if known.parts is None:
            known.parts = completeness_by_section(known.now)
        return known.parts

    def read_only_reason(self, project: str) -> str | None:
        """Return why the fiche cannot be changed, in Dutch; None when it can."""
        if self.workspace.read_only is not None:
            return self.workspace.read_only
        if self.meetmoment.is_closed:
            return f"Meetmoment {self.meetmoment.naam} is gesloten; er kan niets meer wijzigen."
        if self.entiteit is not None:
            return _LOCKED_STATES.get(self.fiche(project).staat)
        return None

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
        return self._done[-1].made if self._done else None

    @property
    def undo_name(self) -> str | None:
        """What would be undone: "Projectstatus wijzigen"; None when there is nothing."""
        return self._done[-1].made.naam if self._done else None

    @property
    def redo_name(self) -> str | None:
        """What would be done again; None when there is nothing."""
        return self._undone[-1].made.naam if self._undone else None

    def undo(self) -> Made:
        """Take back the latest thing done at this desk.

        Raises:
            Misused: There is nothing to take back.
        """
        return self._turn(self._done, self._undone, "Ongedaan maken")

    def redo(self) -> Made:
        """Do again what was undone last.

        Raises:
            Misused: There is nothing to do again.
        """
        return self._turn(self._undone, self._done, "Opnieuw uitvoeren")

    def end_burst(self) -> None:
        """Let the next step be a thing to undo of its own, even in the same field."""
        if self._done:
            self._done[-1].burst = ""

    def forget(self, project: str | None = None) -> None:
        """Read a fiche (or all) anew at the next question; for what changed outside this desk."""
        if project is None:
            self._known.clear()
        else:
            self._known.pop(project, None)

    def _turn(self, source: list[_Entry], target: list[_Entry], verb: str) -> Made:
        if not source:
            raise Misused(f"Er is niets om te {verb.lower()}.")
        entry = source[-1]
        old = self.fiche(entry.made.project)
        name = f"{verb}: {entry.made.naam}"
        number = take_back(self.workspace, self.actor, entry.steps, name)
        source.pop()
        for other in list(self._known):
            if other != entry.made.project:  # a step may have touched several fiches
                del self._known[other]
        self._read_now(entry.made.project)
        made = Made(entry.made.naam, entry.made.project, self._changed(old, entry.made.project))
        target.append(_Entry(made, [number], "", 0.0, 0.0))
        return made

    def _note(self, naam: str, project: str, number: int, burst: str) -> None:
        known = self._known.get(project)
        self._read_now(project)
        paths = self._changed(known.now if known else None, project)
        made, now = Made(naam, project, paths), self._clock()
        self._undone.clear()
        last = self._done[-1] if self._done else None
        joins = (
            last is not None
            and burst
            and (last.burst, last.made.project) == (burst, project)
            and now - last.latest < BURST_PAUSE
            and now - last.began < LONGEST_BURST
        )
        if last is not None and joins:
            last.steps.append(number)
            last.latest = now
            last.made = Made(naam, project, last.made.paths | paths)
        else:
            self._done.append(_Entry(made, [number], burst, now, now))

    def _changed(self, old: Inhoud | None, project: str) -> frozenset[str]:
        new = self.fiche(project)
        paths = {change.path for change in compare_fiches(old, new) if change.path}
        for name, rows in new.tables.items():
            before = {} if old is None else old.tables[name]
            if [(each.id, each.volgorde) for each in rows.values()] != [
                (each.id, each.volgorde) for each in before.values()
            ]:
                paths.add(name)
        return frozenset(paths)

    def _get(self, project: str) -> _Known:
        if project not in self._known:
            with self.workspace.connection() as connection:
                now = read_contents(connection, self.meetmoment.id, [project])
                before = (
                    read_contents(connection, self.vorig_meetmoment.id, [project])
                    if self.vorig_meetmoment
                    else {}
                )
            if project not in now:
                raise Misused(f'"{project}" heeft geen fiche in {self.meetmoment.naam}.')
            self._known[project] = _Known(now[project], before.get(project))
        return self._known[project]

    def _read_now(self, project: str) -> None:
        """Read only what a step can have changed: the fiche as it is now."""
        known = self._known.pop(project, None)
        if known is None:
            return
        with self.workspace.connection() as connection:
            now = read_contents(connection, self.meetmoment.id, [project])
        if project in now:
            self._known[project] = _Known(now[project], known.before)

    def _explained(self, project: str) -> Sequence[Any]:
        query = select(Toelichting.__table__).where(
            Toelichting.meetmoment_id == self.meetmoment.id, Toelichting.project_code == project
        )
        with self.workspace.connection() as connection:
            return list(connection.execute(query))
