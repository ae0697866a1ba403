"""The manifest: what a momentopname says of itself, in one canonical JSON text.

Its SHA-256 is what a signature signs and what the controlecode of the seal shows.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from vvdesk.audit import canonical_json
from vvdesk.control_code import code_of
from vvdesk.errors import Refused
from vvdesk.sealing.digests import Bijlage, TableDigest
from vvdesk.sealing.manifest_form import check_form, check_size

KIND: Final = "momentopname"
MANIFEST_VERSION: Final = 1


class Aard(StrEnum):
    """Welke stand een momentopname bewaart."""

    DEFINITIEF = "definitief"
    """Of a closed meetmoment; nothing of it can change any more."""
    TUSSENTIJDS = "tussentijds"
    """Of a meetmoment that was still open, on the day it was made."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was sealed, by whom and when, with the digests of all of it.

    Attributes:
        aard: Whether the meetmoment was closed.
        plan: The plan's code.
        plantitel: Its title.
        bestand_id: Of the central file or server that it was made from.
        meetmoment_id: Of the sealed meetmoment, the last one in it.
        meetmoment: Its name.
        peildatum: ISO 8601.
        gemaakt_op: UTC, ISO 8601; the machine's word.
        gemaakt_door: Who sealed it.
        programma: With which version of vvdesk.
        formaat: The format version of the file.
        tabellen: Table to digest.
        bijlagen: The files that are kept in it: inzendingen, merge documents, reports.
        inhoud: The digest over all tables and files.
        fiches: Meetmoment id to project code to the digest of that fiche.
        rapportcodes: Meetmoment id to the controlecode that its reports bear.
        bedragen: Meetmoment id to field to the sum in whole euro.
        spoor_rijen: How many rows the audit trail has.
        spoor_hash: The hash of the last of them.
        vorige: SHA-256 of the manifest of the momentopname before; None for the first.
        sleutel: Id of the key that signed it, sixteen hexadecimal signs; None when nobody did.
    """

    aard: Aard
    plan: str
    plantitel: str
    bestand_id: str
    meetmoment_id: int
    meetmoment: str
    peildatum: str
    gemaakt_op: str
    gemaakt_door: str
    programma: str
    formaat: int
    tabellen: dict[str, TableDigest]
    bijlagen: tuple[Bijlage, ...]
    inhoud: str
    fiches: dict[int, dict[str, str]]
    rapportcodes: dict[int, str]
    bedragen: dict[int, dict[str, int]]
    spoor_rijen: int
    spoor_hash: str
    vorige: str | None = None
    sleutel: str | None = None
    _text: str = field(default="", compare=False, repr=False)
    _made: str = field(default="", init=False, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The canonical JSON text, the same as in the file."""
        if not self._text and not self._made:
            # Asked for the seal, its signature and its codes; long in a momentopname of a plan.
            object.__setattr__(self, "_made", self._written())
        return self._text or self._made

    def _written(self) -> str:
        said = {name: value for name, value in asdict(self).items() if not name.startswith("_")}
        said |= {"soort": KIND, "versie": MANIFEST_VERSION, "aard": self.aard.value}
        for name in ("fiches", "rapportcodes", "bedragen"):
            said[name] = {str(key): value for key, value in said[name].items()}
        return canonical_json(said)

    @property
    def sha256(self) -> str:
        """Of the text, hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def controlecode(self) -> str:
        """The code of the seal, in four groups of four signs."""
        return code_of(bytes.fromhex(self.sha256))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a manifest.

        Raises:
            Refused: It is no manifest of this version, or not in its canonical form.
        """
        try:
            check_size(text)
            said = json.loads(text)
            if not isinstance(said, dict) or canonical_json(said) != text:
                raise _forged("het staat er niet in zijn vaste vorm")
            if said.pop("soort") != KIND or said.pop("versie") != MANIFEST_VERSION:
                raise _forged("het is van een andere soort of versie")
            made = cls(**_read(said), _text=text)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise _forged("het is onvolledig of van een andere soort") from error
        return made


def _read(said: dict[str, Any]) -> dict[str, Any]:
    """Give the values of a manifest their own types."""
    check_form(said)
    read = dict(said)
    read["aard"] = Aard(said["aard"])
    read["tabellen"] = {str(name): TableDigest(**each) for name, each in said["tabellen"].items()}
    read["bijlagen"] = tuple(
        Bijlage(**{**each, "sleutel": tuple(each["sleutel"])}) for each in said["bijlagen"]
    )
    for name in ("fiches", "rapportcodes", "bedragen"):
        read[name] = {int(key): value for key, value in said[name].items()}
    return read


def _forged(why: str) -> Refused:
    return Refused(
        f"Het manifest van deze momentopname is vervalst of beschadigd: {why}. Gebruik ze niet als "
        "bewijs, en vraag ze opnieuw aan wie ze maakte."
    )
