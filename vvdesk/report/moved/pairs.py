"""Every fiche and every mijlpaal beside what it was at the previous meetmoment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vvdesk.anchors import field_code
from vvdesk.content import Inhoud, Rij
from vvdesk.model import Meetmoment
from vvdesk.plan.referentie import Referentie
from vvdesk.report.reading import Source
from vvdesk.rules import Maatstaf
from vvdesk.rules.maatstaf import GEREALISEERD


@dataclass(frozen=True, slots=True)
class Mijlpaalpaar:
    """A mijlpaal that stood in both.

    Attributes:
        project: The code of its project.
        nu: As it is.
        toen: As it was.
    """

    project: str
    nu: Rij
    toen: Rij

    @property
    def path(self) -> str:
        """Where it stands in its fiche."""
        return f"mijlpalen.{self.nu.id}"


@dataclass(frozen=True, slots=True)
class Paren:
    """Two meetmomenten side by side.

    Attributes:
        source: What was read.
        vorig: The meetmoment before.
        vorige_referentie: Its reference data.
        fiches: Project to the fiche now and then, of projects that stood in both, in order.
        mijlpalen: Of the same projects, in the order of their fiches.
    """

    source: Source
    vorig: Meetmoment
    vorige_referentie: Referentie
    fiches: Mapping[str, tuple[Inhoud, Inhoud]]
    mijlpalen: tuple[Mijlpaalpaar, ...]

    @classmethod
    def of(cls, source: Source) -> "Paren | None":
        """Lay side by side; None when there was no meetmoment before."""
        if source.vorig is None or source.vorige_referentie is None:
            return None
        both = {
            code: (nu, source.vorige[code])
            for code, nu in source.contents.items()
            if code in source.vorige
        }
        rows = tuple(row for nu, toen in both.values() for row in _rows(nu, toen))
        return cls(source, source.vorig, source.vorige_referentie, both, rows)

    @property
    def maatstaf(self) -> Maatstaf:
        """The measures of this meetmoment."""
        return self.source.stand.maatstaf

    def now(self, project: str, path: str = "") -> str:
        """Return the reference code of a field as it is."""
        return self.source.code(project, path)

    def then(self, project: str, path: str = "") -> str:
        """Return the reference code of a field as it was."""
        return field_code(self.vorig.id, project, path)


def is_afgevoerd(row: Rij) -> bool:
    """Tell whether a mijlpaal ends here without being reached: merged, split or dropped."""
    lot = row.values["lot"]
    return bool(lot) and lot != GEREALISEERD


def _rows(nu: Inhoud, toen: Inhoud) -> Iterator[Mijlpaalpaar]:
    before = toen.tables["mijlpalen"]
    for row_id, row in nu.tables["mijlpalen"].items():
        if row_id in before:
            yield Mijlpaalpaar(nu.project, row, before[row_id])
