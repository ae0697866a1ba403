"""The fiches that one step reads and changes, as they are after its changes so far."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from vvdesk.content import Inhoud, read_contents
from vvdesk.errors import Misused, ReadOnly, Stale
from vvdesk.model import Meetmoment, Plan, Staat
from vvdesk.trail import latest_change

_DECIDED = {
    Staat.GOEDGEKEURD.value: "is goedgekeurd door de coördinator; er kan niets meer wijzigen.",
    Staat.GEPUBLICEERD.value: "is gepubliceerd; er kan niets meer wijzigen.",
}
"""What is said of a fiche in these states; the store itself refuses changes of it too."""
_HANDED_IN = {
    Staat.INGEDIEND.value: "is ingediend. Neem de inzending terug om nog iets te wijzigen.",
}
"""What is said as well of a fiche of a dossier."""


class Locks:
    """What may not be changed, asked of the store once per step; cheap, for every edit asks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._phases: dict[int, str] = {}
        self._dossier: bool | None = None

    def is_dossier(self) -> bool:
        """Tell whether this is the dossier of one entiteit."""
        if self._dossier is None:
            self._dossier = self._connection.scalar(select(Plan.entiteit)) is not None
        return self._dossier

    def check(self, meetmoment_id: int, inhoud: Inhoud | None = None) -> None:
        """Refuse a change of a closed meetmoment, of an approved fiche, and of one handed in."""
        if meetmoment_id not in self._phases:
            found = self._connection.scalar(
                select(Meetmoment.fase).where(Meetmoment.id == meetmoment_id)
            )
            self._phases[meetmoment_id] = str(found)
        if self._phases[meetmoment_id] != "open":
            raise ReadOnly("Dit meetmoment is gesloten; er kan niets meer wijzigen.")
        if inhoud is None:
            return
        if inhoud.staat in _DECIDED:
            raise ReadOnly(f"{inhoud.project} {_DECIDED[inhoud.staat]}")
        if inhoud.staat in _HANDED_IN and self.is_dossier():
            raise ReadOnly(f"{inhoud.project} {_HANDED_IN[inhoud.staat]}")


class ContentRead:
    """Reads fiches once per step, and knows which of them the step touches.

    Attributes:
        connection: The write transaction; for reading what belongs to the same moment.
    """

    def __init__(self, connection: Connection) -> None:
        """Start with nothing read."""
        self.connection = connection
        self._contents: dict[tuple[int, str], Inhoud | None] = {}
        self._touched: set[tuple[int, str]] = set()
        locks = Locks(connection)
        self._check_open, self._is_dossier = locks.check, locks.is_dossier

    def preload(self, meetmoment_id: int, projects: Iterable[str]) -> None:
        """Read many fiches at once, for a step that touches many."""
        wanted = [code for code in projects if (meetmoment_id, code) not in self._contents]
        found = read_contents(self.connection, meetmoment_id, wanted)
        self._contents.update({(meetmoment_id, code): found.get(code) for code in wanted})

    def content(self, meetmoment_id: int, project: str) -> Inhoud:
        """Return the fiche as it is after the changes so far.

        Raises:
            Misused: The meetmoment has no fiche of that project.
        """
        if (found := self.content_or_none(meetmoment_id, project)) is None:
            raise Misused(f'"{project}" heeft geen fiche in dit meetmoment.')
        return found

    def content_or_none(self, meetmoment_id: int, project: str) -> Inhoud | None:
        """Return the fiche as it is after the changes so far; None when there is none."""
        key = (meetmoment_id, project)
        if key not in self._contents:
            self.preload(meetmoment_id, [project])
        return self._contents[key]

    def expect(self, meetmoment_id: int, versions: Mapping[str, int]) -> None:
        """Go on only when nobody touched these fiches since they were read.

        Args:
            meetmoment_id: Their meetmoment.
            versions: Project to `Inhoud.versie` as it was read.

        Raises:
            Stale: Somebody did; nothing of this step is written.
        """
        self.preload(meetmoment_id, versions)
        for project, versie in versions.items():
            inhoud = self.content_or_none(meetmoment_id, project)
            if inhoud is None or inhoud.versie != versie:
                latest = latest_change(self.connection, meetmoment_id, project)
                by = f" door {latest[1]}" if latest is not None else ""
                raise Stale(f"{project} is intussen gewijzigd{by}. Er is niets bewaard.")

    def touch(self, meetmoment_id: int, project: str) -> None:
        """Count this step as one that touches a fiche, though no value of it changes."""
        self._touched.add((meetmoment_id, project))
