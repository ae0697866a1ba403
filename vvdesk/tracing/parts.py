"""What is told of a reference code: plain data, the same for the command line and the window."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vvdesk.kinds import JsonValue


class Onderwerp(StrEnum):
    """Waarover een referentiecode gaat."""

    VELD = "veld"
    RIJ = "rij"
    FICHE = "fiche"
    CIJFER = "cijfer"
    """A figure over several fiches."""
    GROEP = "groep"
    """All figures of the plan, of a speerpunt or of a theme."""


@dataclass(frozen=True, slots=True)
class Bron:
    """The file that a value was read from.

    Attributes:
        bestand: Its name, without folders.
        sha256: Of its bytes.
        blad: The sheet; empty for a text.
        cel: The cell (`D14`) or the line (`regel 214`); empty when nobody noted it.
        afzender: Who sent it, as the file says; empty when it does not.
        geexporteerd_op: When it was exported, as the file says; empty when it does not.
    """

    bestand: str
    sha256: str = ""
    blad: str = ""
    cel: str = ""
    afzender: str = ""
    geexporteerd_op: str = ""

    @property
    def place(self) -> str:
        """Where it stands: `ov.xlsx › Projecten › N4`."""
        return " › ".join(part for part in (self.bestand, self.blad, self.cel) if part)


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One row of the audit trail about what is traced.

    Attributes:
        n: Its number in the trail.
        stap: The number of its step, as `undo` takes it.
        stapnaam: What the step is called.
        tijd: UTC, ISO 8601.
        wie: Who.
        handeling: See `Handeling`.
        plaats: What it is about, in words; empty when it is exactly what is traced.
        oud: The earlier value in words; empty for none.
        nieuw: The later value in words; empty for none.
        waarde: The later value as in dumps.
        reden: Why, when somebody said so; else empty.
        bron: The file that it came from; None for an edit by hand.
        maakt_ongedaan: The step that it takes back; None for none.
    """

    n: int
    stap: int
    stapnaam: str
    tijd: str
    wie: str
    handeling: str
    plaats: str
    oud: str
    nieuw: str
    waarde: JsonValue
    reden: str
    bron: Bron | None
    maakt_ongedaan: int | None


@dataclass(frozen=True, slots=True)
class Schakel:
    """How the value came to stand at one meetmoment.

    Attributes:
        meetmoment_id: Which meetmoment.
        meetmoment: Its name.
        zin: How, in one or two Dutch sentences.
        is_overgenomen: Whether it was carried over; the next link tells from where.
        bron: The file that it came from in the end; None for none.
        gebeurtenissen: All changes of it at that meetmoment, earliest first.
    """

    meetmoment_id: int
    meetmoment: str
    zin: str
    is_overgenomen: bool
    bron: Bron | None
    gebeurtenissen: tuple[Gebeurtenis, ...]


@dataclass(frozen=True, slots=True)
class Beslissing:
    """A conflict about the field, and what was chosen.

    Attributes:
        nummer: In the ledger.
        plaats: The field, in words; empty when it is exactly what is traced.
        meegegeven: What was handed out, in words, as are `centraal`, `ontvangen` and `gekozen`.
        centraal: What stood centrally when the other value came in.
        ontvangen: What was sent in.
        keuze: See `Keuze`; `open` while it waits.
        gekozen: What stood there after the decision.
        nota: Why.
        door: Who decided; empty while it waits, as is `op`.
        op: When, UTC, ISO 8601.
        bron: Where the other value stood.
    """

    nummer: int
    plaats: str
    meegegeven: str
    centraal: str
    ontvangen: str
    keuze: str
    gekozen: str
    nota: str
    door: str
    op: str
    bron: Bron


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A finding at what is traced, with why it may stand.

    Attributes:
        regel: The rule's code.
        plaats: Where, in words; empty when it is exactly what is traced.
        melding: What was found; empty for an explanation of which the finding is gone.
        staat: See `Verantwoording`.
        toelichting: What was explained; empty for nothing.
        wie: Who explained; empty for nobody, as is `tijd`.
        tijd: When, UTC, ISO 8601.
    """

    regel: str
    plaats: str
    melding: str
    staat: str
    toelichting: str
    wie: str
    tijd: str


@dataclass(frozen=True, slots=True)
class Stand:
    """What stood there at one meetmoment.

    Attributes:
        meetmoment_id: Which meetmoment.
        meetmoment: Its name.
        code: Its own reference code.
        tekst: In words; empty for not filled in.
        bestaat: Whether the fiche or row was there at all.
    """

    meetmoment_id: int
    meetmoment: str
    code: str
    tekst: str
    bestaat: bool


@dataclass(frozen=True, slots=True)
class Veld:
    """One field of a row or fiche, or one figure of a group.

    Attributes:
        label: As in the report.
        code: Its reference code; empty for none.
        tekst: In words; empty for not filled in.
    """

    label: str
    code: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Deel:
    """What a figure consists of.

    Attributes:
        code: Its reference code.
        label: What it is.
        tekst: What stands there, in words.
        waarde: What it adds: an amount in whole euro, 1 for what is counted, negative for what is
            taken off; None for what adds nothing.
    """

    code: str
    label: str
    tekst: str
    waarde: int | None


@dataclass(frozen=True, slots=True)
class Trace:
    """What is told of a reference code; parts that do not apply are empty.

    Attributes:
        code: In its usual spelling.
        onderwerp: What it is about.
        titel: In one line.
        meetmoment_id: Of the code.
        meetmoment: Its name.
        peildatum: Its peildatum.
        is_gesloten: Whether the meetmoment is closed; until then the value may change.
        project: The project's code; empty for several.
        projecttitel: Its title.
        pad: As in a dump; empty for a fiche or a figure.
        sectie: Of a field: the section of the fiche.
        uitleg: Of a field: what should stand there, as the dictionary says.
        waarde: Of a field or figure, as in dumps; None for not filled in.
        tekst: The same in words, as in the report; empty for not filled in.
        standen: The same field at every meetmoment, earliest first.
        herkomst: From this meetmoment back to where the value was filled in.
        beslissingen: Conflicts about it, earliest first.
        bevindingen: Findings there, with why they may stand.
        velden: Of a row, fiche or group: what it holds.
        berekening: Of a figure: how it is computed.
        delen: Of a figure: what was added or counted.
        niet_ingevuld: Of a figure: what could not be added because nobody filled it in.
    """

    code: str
    onderwerp: Onderwerp
    titel: str
    meetmoment_id: int
    meetmoment: str
    peildatum: date
    is_gesloten: bool
    project: str = ""
    projecttitel: str = ""
    pad: str = ""
    sectie: str = ""
    uitleg: str = ""
    waarde: JsonValue = None
    tekst: str = ""
    standen: tuple[Stand, ...] = ()
    herkomst: tuple[Schakel, ...] = ()
    beslissingen: tuple[Beslissing, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    velden: tuple[Veld, ...] = ()
    berekening: str = ""
    delen: tuple[Deel, ...] = ()
    niet_ingevuld: tuple[Deel, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        found = asdict(self)
        return {**found, "onderwerp": self.onderwerp.value, "peildatum": self.peildatum.isoformat()}
