"""Judging the signature of a momentopname with the keys that this program trusts."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Final

from vvdesk.errors import Refused
from vvdesk.sealing.key_in_use import InUse, in_use
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.minisign import Signature
from vvdesk.sealing.verdict import HANDTEKENING, Controle, TrustedKeys, Verschil


class Standing(Enum):
    """What a signature is worth."""

    VALID = auto()
    """By a key that this program trusts, over this very manifest."""
    RETIRED = auto()
    """The same, but dated after the last day on which that key was used."""
    UNKNOWN = auto()
    """By a key that this program does not know; nothing can be said of it."""
    NONE = auto()
    """Nobody signed, and the manifest does not say that somebody did."""
    MISSING = auto()
    """The manifest names a key, and there is no signature."""
    UNREADABLE = auto()
    """What stands there is no signature."""
    OTHER_KEY = auto()
    """It is by another key than the manifest names."""
    FALSE = auto()
    """By a trusted key's id, but it does not fit."""


_GOOD: Final = {
    Standing.VALID: True,
    Standing.RETIRED: None,
    Standing.UNKNOWN: None,
    Standing.NONE: None,
}
"""What is neither a good signature nor none that is missed is wrong."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What the signature says.

    Attributes:
        standing: What it is worth.
        naam: Of the trusted key; empty for none.
        sleutel_id: Of the key that it says it is by, or that the manifest names.
        controle: As it is shown.
        gebruik: Whether that key was still used.
    """

    standing: Standing
    naam: str
    sleutel_id: str
    controle: Controle
    gebruik: InUse = field(default_factory=InUse)

    @property
    def fits(self) -> bool:
        """Whether a trusted key made it over this very manifest."""
        return self.standing in {Standing.VALID, Standing.RETIRED}

    @property
    def is_wrong(self) -> bool:
        """Whether it proves that something was tampered with."""
        return self.controle.is_goed is False

    @property
    def verschillen(self) -> tuple[Verschil, ...]:
        """What is wrong with it, as a difference."""
        if not self.is_wrong:
            return ()
        expected = "een handtekening die bij het manifest past"
        found = self.sleutel_id or "geen"
        return (Verschil(HANDTEKENING, "handtekening", found, expected, self.controle.tekst),)


def judged_signature(manifest: Manifest, text: str | None, trusted: TrustedKeys) -> Signed:
    """Judge the signature that stands beside a manifest.

    Args:
        manifest: Whose text was signed.
        text: Of the signature; None for none.
        trusted: The only keys that count; one that the file itself names proves nothing.
    """
    named = (manifest.sleutel or "").upper()
    if text is None:
        if not named:
            said = "Niet ondertekend: vergelijk de controlecode langs een andere weg."
            return _signed(Standing.NONE, "", "", said)
        said = f"De handtekening van sleutel {named} is weggehaald."
        return _signed(Standing.MISSING, "", named, said)
    try:
        key_id = Signature.parse(text).key_id
    except Refused as error:
        return _signed(Standing.UNREADABLE, "", named, str(error))
    if named and named != key_id:
        said = f"Ondertekend met sleutel {key_id}, terwijl het manifest sleutel {named} noemt."
        return _signed(Standing.OTHER_KEY, "", key_id, said)
    return _by_key(manifest, text, key_id, trusted)


def _by_key(manifest: Manifest, text: str, key_id: str, trusted: TrustedKeys) -> Signed:
    key = trusted.public_key(key_id)
    if key is None:
        said = (
            f"Ondertekend met sleutel {key_id}, die dit programma niet kent. Voeg de publieke "
            "sleutel toe die je van de coördinator kreeg, of vergelijk de controlecode."
        )
        return _signed(Standing.UNKNOWN, "", key_id, said)
    naam = trusted.name_of(key_id) or key_id
    try:
        comment = key.verify(manifest.text.encode(), text)
    except Refused as error:
        return _signed(Standing.FALSE, naam, key_id, str(error))
    used = in_use(manifest, trusted.retired_on(key_id))
    said = f"Ondertekend door {naam} met sleutel {key_id}. {used.opmerking}".rstrip()
    said += f" Toelichting bij de handtekening: {comment or 'geen'}"
    standing = Standing.RETIRED if used.is_after else Standing.VALID
    return replace(_signed(standing, naam, key_id, said), gebruik=used)


def _signed(standing: Standing, naam: str, key_id: str, said: str) -> Signed:
    is_good = _GOOD.get(standing, False)
    return Signed(standing, naam, key_id, Controle(HANDTEKENING, is_good, said))
