"""What a comparison of two meetmomenten consists of; plain data, attached to no store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from vvdesk.charts.drawing import Series

NIEUW: Final = "+"
VERDWENEN: Final = "-"
"""Where a project or mijlpaal comes from, or goes to, that stands on one side only."""


class Verschilsoort(StrEnum):
    """Wat er anders is; in de volgorde waarin een lezer het wil weten."""

    PROJECT_NIEUW = "project-nieuw"
    PROJECT_WEG = "project-weg"
    MIJLPAAL_NIEUW = "mijlpaal-nieuw"
    MIJLPAAL_WEG = "mijlpaal-weg"
    LOT = "lot"
    LATER = "later"
    VROEGER = "vroeger"
    FORMULERING = "formulering"
    STREEFWAARDE = "streefwaarde"
    BASISLIJN = "basislijn"
    PROJECTSTATUS = "projectstatus"
    MIJLPAALSTATUS = "mijlpaalstatus"
    BEDRAG = "bedrag"
    VELD = "veld"


LABELS: Final = {
    Verschilsoort.PROJECT_NIEUW: "Project nieuw",
    Verschilsoort.PROJECT_WEG: "Project weg",
    Verschilsoort.MIJLPAAL_NIEUW: "Mijlpaal nieuw",
    Verschilsoort.MIJLPAAL_WEG: "Mijlpaal weg",
    Verschilsoort.LOT: "Lot van de mijlpaal",
    Verschilsoort.LATER: "Later gepland",
    Verschilsoort.VROEGER: "Vroeger gepland",
    Verschilsoort.FORMULERING: "Anders geformuleerd",
    Verschilsoort.STREEFWAARDE: "Streefwaarde",
    Verschilsoort.BASISLIJN: "Basislijn",
    Verschilsoort.PROJECTSTATUS: "Projectstatus",
    Verschilsoort.MIJLPAALSTATUS: "Mijlpaalstatus",
    Verschilsoort.BEDRAG: "Bedrag",
    Verschilsoort.VELD: "Ander veld",
}
"""What people call each; short enough for a chip."""


@dataclass(frozen=True, slots=True)
class Verschil:
    """One difference.

    Attributes:
        soort: What happened.
        project: The project's code.
        titel: The project's title.
        speerpunt: Its number, as on the right; empty for none.
        mijlpaal: The id of the mijlpaal; empty when it is not about one.
        onderwerp: What the mijlpaal promises; empty as `mijlpaal`.
        veld: The field's label; empty for a whole project or row.
        path: As in a dump; empty for a whole project.
        was: The value on the left, for people; empty for none. Of a rich text its words.
        nu: That on the right.
        maat: How much: "6 maanden later", "+4.000 EUR (+2,5 %)"; may be empty.
        reden: The reason that was given; empty for none.
        code_was: The reference code on the left; empty when it does not stand there.
        code_nu: That on the right.
        cel: The cell of a flow that it is counted in, as `Stroom.cel` gives it; may be empty.
        dagen: How many days a timing moved, negative for earlier; None for other differences.
        maanden: The same in whole months; None where it is no whole number.
        verschil: What was added to an amount, in whole euro; None where that is not known.
        oud: The value on the left as a day, amount or number, to compute with; None for others.
        nieuw: That on the right.
        gelijkenis: Of texts: how much of their words they share, in percent; None for others.
    """

    soort: Verschilsoort
    project: str
    titel: str
    speerpunt: str
    mijlpaal: str = ""
    onderwerp: str = ""
    veld: str = ""
    path: str = ""
    was: str = ""
    nu: str = ""
    maat: str = ""
    reden: str = ""
    code_was: str = ""
    code_nu: str = ""
    cel: str = ""
    dagen: int | None = None
    maanden: int | None = None
    verschil: int | None = None
    oud: date | int | Decimal | None = None
    nieuw: date | int | Decimal | None = None
    gelijkenis: int | None = None


@dataclass(frozen=True, slots=True)
class Kant:
    """One side of a comparison, as it is named to people.

    Attributes:
        bestand: The name of the file.
        bestand_id: See `Plan.bestand_id`.
        meetmoment_id: Which meetmoment.
        meetmoment: Its name.
        peildatum: Its day.
        is_gesloten: Whether nothing of it can change any more.
        is_verzegeld: Whether the file is a momentopname.
        zegelcode: The controlecode of its seal; empty without one.
        inhoudcode: The controlecode of the content of the meetmoment, as its reports bear it.
    """

    bestand: str
    bestand_id: str
    meetmoment_id: int
    meetmoment: str
    peildatum: date
    is_gesloten: bool
    is_verzegeld: bool
    zegelcode: str
    inhoudcode: str


@dataclass(frozen=True, slots=True)
class Aanwezig:
    """How many stand where.

    Attributes:
        beide: On both sides.
        nieuw: Only on the right.
        weg: Only on the left.
    """

    beide: int
    nieuw: int
    weg: int


@dataclass(frozen=True, slots=True)
class Stroom:
    """From which status to which, and how many.

    Attributes:
        lijst: `projectstatus` or `mijlpaalstatus`.
        van: The statuses on the left that occur, in the plan's order, `NIEUW` last.
        naar: Those on the right, `VERDWENEN` last.
        aantallen: Key on the left and key on the right to how many; 0 is left out.
    """

    lijst: str
    van: tuple[Series, ...]
    naar: tuple[Series, ...]
    aantallen: Mapping[tuple[str, str], int]

    def cel(self, van: str, naar: str) -> str:
        """Return the name of one cell: `projectstatus:opgestart>gerealiseerd`."""
        return cell_name(self.lijst, van, naar)

    @property
    def totaal(self) -> int:
        """All together, those on one side only included."""
        return sum(self.aantallen.values())

    @property
    def veranderd(self) -> int:
        """How many stand on both sides with another status."""
        return sum(
            number
            for (van, naar), number in self.aantallen.items()
            if van not in {naar, NIEUW} and naar != VERDWENEN
        )


@dataclass(frozen=True, slots=True)
class Som:
    """One kind of amount over all projects of both sides, in whole euro.

    Attributes:
        path: As in a dump: `financiering.vak`.
        label: For people.
        was: What is known on the left, added.
        nu: That on the right.
        leeg_was: Of how many projects on the left it is not filled in; that is not 0.
        leeg_nu: Of how many on the right.
    """

    path: str
    label: str
    was: int
    nu: int
    leeg_was: int
    leeg_nu: int


@dataclass(frozen=True, slots=True)
class Bedrag:
    """One amount of one project that is not the same on both sides, in whole euro.

    Attributes:
        project: The project's code.
        titel: Its title.
        speerpunt: Its number; empty for none.
        path: As in a dump.
        stond: Whether the project stood on the left at all.
        staat: Whether it stands on the right.
        was: The amount on the left; None when it was not filled in.
        nu: That on the right.
        code_was: The reference code on the left; empty when it does not stand there.
        code_nu: That on the right.
    """

    project: str
    titel: str
    speerpunt: str
    path: str
    stond: bool
    staat: bool
    was: int | None
    nu: int | None
    code_was: str
    code_nu: str

    @property
    def verschil(self) -> int:
        """What it adds to the total, an amount that is not there counted as nothing."""
        return (self.nu or 0) - (self.was or 0)


@dataclass(frozen=True, slots=True)
class MomentsCompared:
    """Everything that differs between two meetmomenten.

    Attributes:
        links: The left side, from which is counted.
        rechts: The right side.
        verschillen: By project, then as `Verschilsoort`, then in the order of the fiche.
        aantallen: How many of each kind; a kind that does not occur is 0.
        projecten: How many projects stand where.
        mijlpalen: How many mijlpalen, those of new and ended projects included.
        projectstatus: The flow of projects.
        mijlpaalstatus: The flow of mijlpalen.
        sommen: Totals of beleidsruimte, VAK and VEK.
        bedragen: The amounts behind a difference of those totals, by project.
        speerpunten: Number and label of those that occur, in the plan's order; "" for none, last.
        opmerkingen: What a reader must know about the two sides, in Dutch sentences.
    """

    links: Kant
    rechts: Kant
    verschillen: tuple[Verschil, ...]
    aantallen: Mapping[Verschilsoort, int]
    projecten: Aanwezig
    mijlpalen: Aanwezig
    projectstatus: Stroom
    mijlpaalstatus: Stroom
    sommen: tuple[Som, ...]
    bedragen: tuple[Bedrag, ...]
    speerpunten: tuple[tuple[str, str], ...]
    opmerkingen: tuple[str, ...]


def cell_name(lijst: str, van: str, naar: str) -> str:
    """Return the name of one cell of a flow; see `Stroom.cel`."""
    return f"{lijst}:{van}>{naar}"
