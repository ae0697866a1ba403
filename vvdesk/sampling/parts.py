"""What is told of a drawn sample: plain data, with a JSON form from which it is drawn again."""

from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from vvdesk.errors import Refused
from vvdesk.sampling.design import Opzet

KIND: Final = "steekproef"
METHOD: Final = 1
"""The version of the way of drawing; another way gets another number."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Eén deel van de populatie, waaruit apart getrokken wordt.

    Attributes:
        sleutel: Its short name: `alle`, `04`, `altijd`, `leeg`.
        naam: In words.
        aantal: How many units it has.
        bedrag: The sum of their amounts in whole euro; None where amounts do not count.
        getrokken: How many of them are drawn.
    """

    sleutel: str
    naam: str
    aantal: int
    bedrag: int | None
    getrokken: int


@dataclass(frozen=True, slots=True)
class Getrokken:
    """Eén getrokken eenheid.

    Attributes:
        code: Of the project (`VV015`) or the mijlpaal (`VV015-M01`).
        referentie: Its reference code, `1/VV015`.
        project: The code of its project.
        naam: The title.
        stratum: The key of its stratum.
        rang: Its place in the order of its stratum, 1 for the first.
        sha256: Of `seed:code`, hexadecimal: what the order follows from.
        bedrag: The amount that put it in its stratum; None for not filled in or not counted.
    """

    code: str
    referentie: str
    project: str
    naam: str
    stratum: str
    rang: int
    sha256: str
    bedrag: int | None


@dataclass(frozen=True, slots=True)
class Steekproef:
    """Een getrokken steekproef.

    Attributes:
        opzet: How it was drawn.
        meetmoment_id: Of which meetmoment.
        meetmoment: Its name.
        peildatum: ISO 8601.
        bestand_id: Of the central file that it was drawn from.
        populatie: How many units there were to draw from.
        populatie_sha256: Of the list of all units with their strata; another content, another one.
        strata: In order.
        eenheden: In the order of strata, then of the drawing.
        uitleg: How it was drawn, in Dutch sentences, with what a reader must know.
        methode: See `METHOD`.
    """

    opzet: Opzet
    meetmoment_id: int
    meetmoment: str
    peildatum: str
    bestand_id: str
    populatie: int
    populatie_sha256: str
    strata: tuple[Stratum, ...]
    eenheden: tuple[Getrokken, ...]
    uitleg: tuple[str, ...]
    methode: int = METHOD

    @property
    def projecten(self) -> tuple[str, ...]:
        """The codes of the projects of all drawn units, sorted, each once."""
        return tuple(sorted({each.project for each in self.eenheden}))

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        said = {"soort": KIND, **asdict(self), "opzet": self.opzet.to_json()}
        for name in ("strata", "eenheden", "uitleg"):
            said[name] = list(said[name])
        return said

    @classmethod
    def from_json(cls, said: Any) -> Self:
        """Read what `to_json` gave.

        Raises:
            Refused: It is no sample, or one that was drawn in a way this program does not know.
        """
        try:
            if said["soort"] != KIND:
                raise _strange()
            if said["methode"] != METHOD:
                raise Refused(
                    f"Deze steekproef is getrokken met methode {said['methode']}; dit programma "
                    f"kent methode {METHOD}. Gebruik de vvdesk waarmee ze getrokken is."
                )
            own = {name: said[name] for name in cls.__slots__}
            return cls(
                **{
                    **own,
                    "opzet": Opzet.from_json(said["opzet"]),
                    "strata": tuple(Stratum(**each) for each in said["strata"]),
                    "eenheden": tuple(Getrokken(**each) for each in said["eenheden"]),
                    "uitleg": tuple(map(str, said["uitleg"])),
                }
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _strange() from error


def _strange() -> Refused:
    return Refused(
        "Dit is geen steekproef van vvdesk, of ze is onvolledig. Kies het bestand "
        "steekproef.json dat bij het trekken bewaard is, of trek de steekproef opnieuw."
    )
