"""The findings in a momentopname against those that the rules give for its fiches.

Whoever leaves a finding out, or softens one, leaves the fiche that it is about as it was; so the
same rules must find it again. Rules differ from one version of vvdesk to the next, so it is a fault
only for the version that sealed; for another it is something to know.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, select

from vvdesk.audit import Actor
from vvdesk.content import Inhoud
from vvdesk.errors import Refused
from vvdesk.model import Meetmoment
from vvdesk.sealing.findings import MomentFindings
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.trail_replay import shown
from vvdesk.sealing.verdict import FICHES, Verschil
from vvdesk.store.sealed_tables import BEVINDING

_TOLD: Final = ("project_code", "regel", "plaats", "ernst", "melding", "staat", "toelichting")
_GONE: Final = "deze bevinding volgt uit de fiche en staat niet in de momentopname"
_ADDED: Final = "deze bevinding staat in de momentopname en volgt niet uit de fiche"
_Row = tuple[Any, ...]


@dataclass(slots=True)
class FindingFaults:
    """What comparing the findings came to.

    Attributes:
        verschillen: What differs; empty for a momentopname of another version.
        opmerking: What an auditor should know, in Dutch; empty when there is nothing.
    """

    verschillen: list[Verschil] = field(default_factory=list)
    opmerking: str = ""


class FindingsAgain:
    """Examines the fiches of a momentopname again, some projects at a time.

    Args:
        connection: To the momentopname.
        moments: Its meetmomenten, earliest first.
        manifest: Tells which version sealed it.
        is_proved: A trusted key signed it, so that a difference can only be that of the rules.
    """

    def __init__(
        self,
        connection: Connection,
        moments: list[Meetmoment],
        manifest: Manifest,
        *,
        is_proved: bool,
    ) -> None:
        self._connection, self._moments = connection, moments
        own = Actor("", "").programma
        self._is_certain = manifest.programma == own and not is_proved
        self._made_with = manifest.programma
        self._again: dict[int, MomentFindings] = {}
        self._rows: dict[int, Counter[_Row]] = {moment.id: Counter() for moment in moments}
        self._unknown = ""
        self._begin()

    def of_fiches(
        self, moment: Meetmoment, contents: Mapping[str, Inhoud], before: Mapping[str, Inhoud]
    ) -> None:
        """Examine some fiches of a meetmoment.

        Args:
            moment: Which one.
            contents: Its fiches.
            before: Those of the same projects one meetmoment before.
        """
        if not self._unknown:
            try:
                self._note(moment.id, self._again[moment.id].of_fiches(contents, before))
            except Refused as error:
                self._unknown = str(error)

    def faults(self) -> FindingFaults:
        """Return what differs, after all fiches were examined."""
        if not self._unknown:
            try:
                for number, again in self._again.items():
                    self._note(number, again.of_plan())
            except Refused as error:
                self._unknown = str(error)
        if self._unknown and self._is_certain:
            what = "de regels kunnen hier niets mee, en bij het verzegelen wel"
            told = Verschil(FICHES, "referentiegegevens", self._unknown, "volledig", what)
            return FindingFaults([told])
        if self._unknown:
            # Rules of a later version may want reference data that was not there yet.
            said = f"De bevindingen zijn niet nagerekend: {self._unknown}"
            return FindingFaults(opmerking=said)
        found = [each for moment in self._moments for each in self._compared(moment)]
        if not found or self._is_certain:
            return FindingFaults(found)
        said = (
            f"De regels van deze vvdesk vinden andere bevindingen dan {self._made_with}, dat de "
            f"momentopname maakte ({len(found)} anders; de eerste is {found[0].plaats}). Dat kan "
            "aan de versie liggen: kijk na met die versie als je het zeker wilt weten."
        )
        return FindingFaults(opmerking=said)

    def _begin(self) -> None:
        try:
            for moment in self._moments:
                self._again[moment.id] = MomentFindings(self._connection, moment.id)
        except Refused as error:
            self._unknown = str(error)

    def _note(self, number: int, rows: list[dict[str, Any]]) -> None:
        self._rows[number].update(tuple(row[name] for name in _TOLD) for row in rows)

    def _compared(self, moment: Meetmoment) -> list[Verschil]:
        table = BEVINDING.c
        query = select(*(table[name] for name in _TOLD)).where(table.meetmoment_id == moment.id)
        stored = Counter(tuple(row) for row in self._connection.execute(query))
        again = self._rows[moment.id]
        return [
            *(_fault(moment, row, "geen", _melding(row), _GONE) for row in _rows(again - stored)),
            *(_fault(moment, row, _melding(row), "geen", _ADDED) for row in _rows(stored - again)),
        ]


def _fault(moment: Meetmoment, row: _Row, found: str, expected: str, what: str) -> Verschil:
    project, regel, plaats = row[:3]
    place = f"bevinding {regel} bij {project or 'het plan'}, {plaats or 'geheel'}, {moment.naam}"
    return Verschil(FICHES, place, found, expected, what)


def _melding(row: _Row) -> str:
    _project, _regel, _plaats, ernst, melding, staat, tekst = row
    return f"{ernst}, {staat}: {shown(melding)}" + (f" ({shown(tekst)})" if tekst else "")


def _rows(found: Counter[_Row]) -> list[_Row]:
    return sorted(found.elements(), key=lambda row: tuple(str(each) for each in row))
