"""What verifying a momentopname came to, as plain data for the window and the command line."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final, Protocol

from vvdesk.sealing.manifest import Manifest

BESTAND: Final = "Bestand"
MANIFEST: Final = "Manifest"
INHOUD: Final = "Inhoud"
BIJLAGEN: Final = "Bijlagen"
FICHES: Final = "Fiches"
SPOOR: Final = "Wijzigingsspoor"
BEWIJSSTUKKEN: Final = "Bewijsstukken"
HANDTEKENING: Final = "Handtekening"
CHECKS: Final = (
    BESTAND,
    MANIFEST,
    INHOUD,
    BIJLAGEN,
    FICHES,
    SPOOR,
    BEWIJSSTUKKEN,
    HANDTEKENING,
)
"""What is checked, in the order in which it is shown."""


class Oordeel(StrEnum):
    """Wat een momentopname waard is als bewijs."""

    GELDIG = "geldig"
    """Everything fits, and a key that this program trusts signed it."""
    ONBEVESTIGD = "onbevestigd"
    """Everything fits, but it is not proved who signed it: the controlecode must be compared."""
    GEWIJZIGD = "gewijzigd"
    """Changed after it was sealed, damaged, or no momentopname that can be judged."""


@dataclass(frozen=True, slots=True)
class Controle:
    """One check.

    Attributes:
        naam: One of `CHECKS`.
        is_goed: Whether it found nothing wrong; None when it was not done or does not apply.
        tekst: What it found, in Dutch.
    """

    naam: str
    is_goed: bool | None
    tekst: str


@dataclass(frozen=True, slots=True)
class Verschil:
    """One thing that is not as it was sealed, in Dutch words.

    Attributes:
        onderdeel: The name of the check that found it.
        plaats: Where: a table, a project and meetmoment, a row of the trail, a file, a cell.
        gevonden: What stands there.
        verwacht: What should stand there.
        uitleg: What that means.
    """

    onderdeel: str
    plaats: str
    gevonden: str
    verwacht: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one momentopname.

    Attributes:
        oordeel: What it is worth.
        zin: The case in one Dutch sentence.
        controles: Every check, in the order of `CHECKS`.
        verschillen: What differs, precisely; empty when nothing does.
        manifest: What it says of itself; None when that cannot be read.
        sha256_bestand: Of the bytes of the file.
        ondertekenaar: The name of the trusted key that signed it; empty for none.
        sleutel_id: Of the key that signed it, or that the manifest names; empty for none.
        sleutel_tot: Last day on which that trusted key was used, ISO 8601, as this person noted;
            empty while it is used.
        opmerkingen: Dutch sentences on what is no difference, and what an auditor should know.
    """

    oordeel: Oordeel
    zin: str
    controles: tuple[Controle, ...]
    verschillen: tuple[Verschil, ...]
    manifest: Manifest | None
    sha256_bestand: str
    ondertekenaar: str = ""
    sleutel_id: str = ""
    sleutel_tot: str = ""
    opmerkingen: tuple[str, ...] = ()

    @property
    def controlecode(self) -> str:
        """The code of the seal; empty when there is no manifest."""
        return self.manifest.controlecode if self.manifest else ""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        manifest = self.manifest
        return {
            "oordeel": self.oordeel.value,
            "zin": self.zin,
            "controles": [asdict(each) for each in self.controles],
            "verschillen": [asdict(each) for each in self.verschillen],
            "meetmoment": manifest.meetmoment if manifest else None,
            "aard": manifest.aard.value if manifest else None,
            "controlecode": manifest.controlecode if manifest else None,
            "sha256_manifest": manifest.sha256 if manifest else None,
            "sha256_bestand": self.sha256_bestand,
            "ondertekenaar": self.ondertekenaar or None,
            "sleutel": self.sleutel_id or None,
            "sleutel_gebruikt_tot": self.sleutel_tot or None,
            "opmerkingen": list(self.opmerkingen),
        }


class Verifier(Protocol):
    """A public key."""

    def verify(self, data: bytes, signature_text: str) -> str:
        """Return the trusted comment of a signature that fits.

        Raises:
            Refused: It does not fit.
        """


class TrustedKeys(Protocol):
    """The keys that this program trusts; never one that only the momentopname itself names."""

    def name_of(self, key_id: str) -> str | None:
        """Return whose key it is; None for one that is not trusted."""

    def public_key(self, key_id: str) -> Verifier | None:
        """Return a trusted key; None for one that is not trusted."""

    def retired_on(self, key_id: str) -> str:
        """Return the last day on which a key was used, ISO 8601; empty while it is used."""


class NoKeys:
    """Trusts nobody."""

    def name_of(self, key_id: str) -> None:
        """Return None: it knows no key."""

    def public_key(self, key_id: str) -> None:
        """Return None: it knows no key."""

    def retired_on(self, key_id: str) -> str:
        """Return nothing: it knows no key."""
        del key_id
        return ""
