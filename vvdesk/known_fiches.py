"""The fiches that somebody looked at, kept until something changes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from vvdesk.content import Inhoud, read_contents
from vvdesk.dictionary import Sectie
from vvdesk.errors import Misused
from vvdesk.model import Meetmoment, Toelichting
from vvdesk.rules import Gewogen, Maatstaf, Situatie, examine, weigh
from vvdesk.rules.completeness import Volledigheid, completeness_by_section
from vvdesk.store.workspace import Workspace


@dataclass(slots=True)
class _Known:
    """One fiche, as read."""

    now: Inhoud
    before: Inhoud | None
    findings: list[Gewogen] | None = None
    parts: dict[Sectie, Volledigheid] | None = field(default=None)


class KnownFiches:
    """Reads fiches of one meetmoment with those of the one before, each once until it changes.

    Args:
        workspace: The open file.
        meetmoment: Which one.
        vorig: The one before it; None for the first.
        maatstaf: What the rules measure against.
    """

    def __init__(
        self,
        workspace: Workspace,
        meetmoment: Meetmoment,
        vorig: Meetmoment | None,
        maatstaf: Maatstaf,
    ) -> None:
        self._workspace, self._meetmoment, self._vorig = workspace, meetmoment, vorig
        self._maatstaf = maatstaf
        self._known: dict[str, _Known] = {}

    def fiche(self, project: str) -> Inhoud:
        """Return the fiche as it is stored now.

        Raises:
            Misused: The meetmoment has no fiche of that project.
        """
        return self._get(project).now

    def vorige(self, project: str) -> Inhoud | None:
        """Return the fiche of the meetmoment before; None when there was none."""
        return self._get(project).before

    def findings(self, project: str) -> list[Gewogen]:
        """Return what the rules find, with the toelichtingen."""
        known = self._get(project)
        if known.findings is None:
            entiteit = self._workspace.plan.entiteit
            situatie = Situatie.of(known.now, known.before, self._maatstaf, entiteit)
            known.findings = weigh(examine(situatie), self._explained(project))
        return known.findings

    def completeness(self, project: str) -> dict[Sectie, Volledigheid]:
        """Return how complete each section is."""
        known = self._get(project)
        if known.parts is None:
            known.parts = completeness_by_section(known.now)
        return known.parts

    def forget(self, project: str | None = None) -> None:
        """Read a fiche (or all) anew at the next question."""
        if project is None:
            self._known.clear()
        else:
            self._known.pop(project, None)

    def forget_others(self, project: str) -> None:
        """Read all but this fiche anew at the next question."""
        self._known = {code: each for code, each in self._known.items() if code == project}

    def read_again(self, project: str) -> None:
        """Read only what a step can have changed: the fiche as it is now."""
        known = self._known.pop(project, None)
        if known is None:
            return
        with self._workspace.connection() as connection:
            now = read_contents(connection, self._meetmoment.id, [project])
        if project in now:
            self._known[project] = _Known(now[project], known.before)

    def _get(self, project: str) -> _Known:
        if project not in self._known:
            with self._workspace.connection() as connection:
                now = read_contents(connection, self._meetmoment.id, [project])
                before = read_contents(connection, self._vorig.id, [project]) if self._vorig else {}
            if project not in now:
                raise Misused(f'"{project}" heeft geen fiche in {self._meetmoment.naam}.')
            self._known[project] = _Known(now[project], before.get(project))
        return self._known[project]

    def _explained(self, project: str) -> Sequence[Any]:
        query = select(Toelichting.__table__).where(
            Toelichting.meetmoment_id == self._meetmoment.id, Toelichting.project_code == project
        )
        with self._workspace.connection() as connection:
            return list(connection.execute(query))
