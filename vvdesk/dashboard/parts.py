"""What the overview of one meetmoment consists of: figures, and the list behind each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vvdesk.plan.referentie import Referentie


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a figure.

    Attributes:
        title: What it lists, in Dutch.
        projects: Codes, in order, each once.
        mijlpalen: (project, path) of the mijlpalen that were counted; empty for a figure about
            projects.
    """

    title: str
    projects: tuple[str, ...]
    mijlpalen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kerncijfer:
    """One of the figures above the charts.

    Attributes:
        key: Of the list behind it, in `Dashboard.behind`.
        label: What is counted: "volledig".
        text: The figure: "171" or "49,2 %".
        change: How many more than at the previous meetmoment; None when that is not known.
        status: The projectstatus that it counts; empty for none.
        title: What the list behind it is called; empty when there is none.
    """

    key: str
    label: str
    text: str
    change: int | None = None
    status: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """Counts in one row of a chart, by what is counted.

    Attributes:
        key: Of the list behind the whole row.
        label: What the row is about.
        counts: Key of a status to how many; of one without the empty text.
        changes: As `counts`: how many more than at the previous meetmoment; None when not known.
        group: What the row belongs to, such as a year.
    """

    key: str
    label: str
    counts: Mapping[str, int]
    changes: Mapping[str, int] | None = None
    group: str = ""

    @property
    def total(self) -> int:
        """All counts together."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Som:
    """A sum of whole euro over some projects.

    Attributes:
        key: Of the list behind it.
        euro: The sum of what was filled in; None when nothing was.
        missing: Of how many projects it was not filled in.
    """

    key: str
    euro: int | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Geld:
    """The money of one speerpunt, or of all.

    Attributes:
        label: Whose.
        ruimte: The beleidsruimte.
        vak: Uitvoering VAK.
        vek: Uitvoering VEK.
        vak_share: In tenths of a percent of the beleidsruimte, over the projects where both were
            filled in; None without.
        vek_share: As `vak_share`.
    """

    label: str
    ruimte: Som
    vak: Som
    vek: Som
    vak_share: int | None = None
    vek_share: int | None = None


@dataclass(frozen=True, slots=True)
class Verschuivingen:
    """How the timing of mijlpalen moved since an earlier day; those without both days are left out.

    Attributes:
        since: Since when, in Dutch: "april 2021" or "de eerste planning".
        compared: How many mijlpalen could be compared.
        later: How many moved back.
        earlier: How many moved forward.
        median: Days by which those that moved back did, in the middle; None when none did.
        rows: How many per size of the move; those that did not move are in none.
    """

    since: str
    compared: int = 0
    later: int = 0
    earlier: int = 0
    median: float | None = None
    rows: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Aandacht:
    """Something that a coordinator should look at first.

    Attributes:
        project: Where.
        path: In that fiche, as in a dump.
        text: What is the matter, in one Dutch sentence without the project's code.
        soort: Which kind of matter, for grouping.
    """

    project: str
    path: str
    text: str
    soort: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All figures of one meetmoment.

    Attributes:
        meetmoment: Its name.
        vorig: That of the one before; empty when there was none.
        peildatum: The day on which was measured.
        referentie: The reference data of the meetmoment.
        kerncijfers: The figures above all others.
        speerpunten: Projects by projectstatus, a row per speerpunt.
        mijlpaalstatus: All mijlpalen by status.
        maanden: Mijlpalen by status, by when they are planned.
        geld: A row per speerpunt.
        geld_totaal: All of them together.
        sinds_vorig: Since the previous meetmoment; None without.
        sinds_basislijn: Since the first planning; None when no mijlpaal has one.
        aandacht: Most serious first.
        behind: Key of a figure to the list behind it.
        kiesbare_speerpunten: (number, label) of those that have projects, whatever was filtered.
        kiesbare_ministers: As `kiesbare_speerpunten`, names.
    """

    meetmoment: str
    vorig: str
    peildatum: date
    referentie: Referentie
    kerncijfers: tuple[Kerncijfer, ...]
    speerpunten: tuple[Telling, ...]
    mijlpaalstatus: Telling
    maanden: tuple[Telling, ...]
    geld: tuple[Geld, ...]
    geld_totaal: Geld
    sinds_vorig: Verschuivingen | None
    sinds_basislijn: Verschuivingen | None
    aandacht: tuple[Aandacht, ...]
    behind: Mapping[str, Behind] = field(repr=False)
    kiesbare_speerpunten: tuple[tuple[str, str], ...] = ()
    kiesbare_ministers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not self.speerpunten
