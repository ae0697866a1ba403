"""What stands in the reference data of a plan; every entry is frozen and knows no file."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """De dagen waarop een gegeven geldt; beide grenzen tellen mee, een open grens is None."""

    van: date | None = None
    tot: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether `day` lies in the period."""
        return (self.van is None or self.van <= day) and (self.tot is None or day <= self.tot)

    def overlaps(self, other: "Period") -> bool:
        """Say whether some day lies in both periods."""
        first = max(self.van or date.min, other.van or date.min)
        last = min(self.tot or date.max, other.tot or date.max)
        return first <= last


ALWAYS = Period()
"""The period without bounds."""


@dataclass(frozen=True, slots=True)
class Projectcodes:
    """De codes die een plan kent: een voorvoegsel en een volgnummer van vast aantal cijfers."""

    voorvoegsel: str
    cijfers: int
    eerste: int
    laatste: int

    def __contains__(self, code: object) -> bool:
        return code in self.all()

    def all(self) -> tuple[str, ...]:
        """Give every code of the plan, in order."""
        return tuple(
            f"{self.voorvoegsel}{number:0{self.cijfers}d}"
            for number in range(self.eerste, self.laatste + 1)
        )

    @property
    def expected(self) -> str:
        """The Dutch words for what a code looks like: "VV001 tot VV181"."""
        codes = self.all()
        return f"{codes[0]} tot {codes[-1]}"


@dataclass(frozen=True, slots=True)
class Rubriek:
    """Een speerpunt of een cluster: een nummer van twee cijfers met een titel."""

    nummer: str
    titel: str
    geverifieerd: bool

    @property
    def label(self) -> str:
        """The way the report writes it: "04. Investeren in mensen en talenten"."""
        return f"{self.nummer}. {self.titel}"


@dataclass(frozen=True, slots=True)
class Colours:
    """De kleuren van een status, elk als "#RRGGBB".

    Attributes:
        vulling: Fill on charts.
        rand: Outline of that fill; the fill itself where no outline is needed.
        licht_achtergrond: Background of a chip in the light theme.
        licht_tekst: Text on it, at WCAG AA contrast.
        donker_achtergrond: Background of a chip in the dark theme.
        donker_tekst: Text on it, at WCAG AA contrast.
    """

    vulling: str
    rand: str
    licht_achtergrond: str
    licht_tekst: str
    donker_achtergrond: str
    donker_tekst: str


@dataclass(frozen=True, slots=True)
class Label:
    """De woorden voor een status in een periode; buiten die periode bestaat de status niet."""

    tekst: str
    geldig: Period


@dataclass(frozen=True, slots=True)
class Projectstatus:
    """Hoever een project staat, zoals het rapport het benoemt en kleurt.

    Attributes:
        sleutel: Stable key that is stored; never shown, never changed.
        labels: The words for it, each with its period; no two overlap.
        rang: Order of progress, low to high; None stands outside the order, so that moving to or
            from this status is never a step back (VV-PRJ-03).
        vorm: The sign that always goes with the colour.
        kleur: Dutch name of the colour, for legends.
        open: Work goes on, or still has to begin.
        groen: One of the two green statuses (VV-PRJ-06).
        gestart: Work has begun, so money may be expected to move (VV-FIN-04).
        vraagt_verklaring: Asks for oorzaak, bijsturing and streefdatum (VV-PRJ-05).
        vraagt_agendering: Asks for at least one agendering (VV-PRJ-02).
        synoniemen: Other spellings that are understood.
    """

    sleutel: str
    labels: tuple[Label, ...]
    rang: int | None
    vorm: str
    kleur: str
    kleuren: Colours
    open: bool
    groen: bool
    gestart: bool
    vraagt_verklaring: bool
    vraagt_agendering: bool
    synoniemen: tuple[str, ...]
    geverifieerd: bool

    def label_at(self, peildatum: date) -> str | None:
        """Give the words for this status on `peildatum`; None when it did not exist then."""
        return next((x.tekst for x in self.labels if x.geldig.covers(peildatum)), None)


@dataclass(frozen=True, slots=True)
class Mijlpaalstatus:
    """Hoever een mijlpaal staat; getekend met kleur en vorm van een projectstatus."""

    sleutel: str
    label: str
    getekend_als: str
    open: bool
    synoniemen: tuple[str, ...]
    geverifieerd: bool


@dataclass(frozen=True, slots=True)
class Keuze:
    """Een gegeven uit een gewone lijst: een soort agendering of een thema."""

    sleutel: str
    label: str
    synoniemen: tuple[str, ...]
    geverifieerd: bool


@dataclass(frozen=True, slots=True)
class Lot:
    """Hoe een mijlpaal eindigt; `vraagt_verwijzing` als een andere mijlpaal ze voortzet."""

    sleutel: str
    label: str
    vraagt_verwijzing: bool
    synoniemen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entiteit:
    """Een departement of agentschap van de Vlaamse overheid.

    Attributes:
        sleutel: Stable key, fit for a file name: "departement-onderwijs-en-vorming".
        afkorting: Customary short name, for file names and narrow columns; None when unknown.
        beleidsdomein: The policy domain it belongs to; None when unknown.
        geverifieerd: The name stands literally in a published source.
    """

    sleutel: str
    naam: str
    afkorting: str | None
    beleidsdomein: str | None
    geldig: Period
    synoniemen: tuple[str, ...]
    geverifieerd: bool


@dataclass(frozen=True, slots=True)
class Minister:
    """Een lid van de Vlaamse Regering, met de ambtsperiode voor zover die vaststaat."""

    sleutel: str
    naam: str
    geldig: Period
    synoniemen: tuple[str, ...]
    geverifieerd: bool
    periode_geverifieerd: bool


@dataclass(frozen=True, slots=True)
class Meetmomentdatum:
    """Een meetmoment van de kalender; `geverifieerd` gaat over de peildatum."""

    naam: str
    peildatum: date
    geverifieerd: bool


@dataclass(frozen=True, slots=True)
class Drempel:
    """Een grens in een regel: de waarde met haar eenheid, en één zin voor wie ze nakijkt."""

    sleutel: str
    waarde: int
    eenheid: str
    regel: str
    zin: str
    geverifieerd: bool


@dataclass(frozen=True, slots=True)
class Woordenlijst:
    """Woorden of uitdrukkingen waar een regel naar kijkt."""

    sleutel: str
    woorden: tuple[str, ...]
    regel: str
    zin: str
