"""What an open file says at one meetmoment: fiches, what the rules find, why it is locked."""

from datetime import datetime
from typing import Any

from vvdesk.content import Inhoud
from vvdesk.dictionary import Sectie
from vvdesk.errors import Misused
from vvdesk.known_fiches import KnownFiches
from vvdesk.model import Meetmoment, Staat
from vvdesk.overgangen import sent_back
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.rules import Gewogen, Maatstaf
from vvdesk.rules.completeness import Volledigheid
from vvdesk.store.workspace import Workspace
from vvdesk.trail import latest_change

_HANDED_IN = {
    Staat.INGEDIEND.value: "Deze fiche is ingediend. Neem ze terug om ze nog te wijzigen.",
}
_DECIDED = {
    Staat.GOEDGEKEURD.value: "Deze fiche is goedgekeurd door de coördinator.",
    Staat.GEPUBLICEERD.value: "Deze fiche is gepubliceerd.",
}


class View:
    """What one open file says at one meetmoment.

    Args:
        workspace: The open file.
        meetmoment: Its name; None for the latest.

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
        meetmoment: str | None = None,
    ) -> None:
        self.workspace = workspace
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
        if reason is not None:
            return reason
        states = _DECIDED if self.entiteit is None else {**_HANDED_IN, **_DECIDED}
        return states.get(self.fiche(project).staat)

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

    def sent_back(self, project: str) -> Any | None:
        """Return by whom, when and why the fiche was sent back: wie, tijd, reden; None for no."""
        inhoud = self.fiche(project)
        if inhoud.staat != Staat.TERUGGESTUURD.value:
            return None
        with self.workspace.connection() as connection:
            return sent_back(connection, self.meetmoment.id, [inhoud]).get(project)

    def forget(self, project: str | None = None) -> None:
        """Read a fiche (or all) anew at the next question; for what changed outside this desk."""
        self._known.forget(project)
