"""Signatures in the format of minisign, so that anybody checks them with the stock program.

A key pair is Ed25519 with an id of eight random bytes. A signature is of the BLAKE2b of the data;
over that signature and its trusted comment stands a second one, so that neither can be swapped.

Source:
    https://jedisct1.github.io/minisign/ (Signature format, Public key format).
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vvdesk.control_code import code_of
from vvdesk.errors import Misused, Refused

_UNTRUSTED: Final = "untrusted comment: "
_TRUSTED: Final = "trusted comment: "
_PLAIN, _PREHASHED = b"Ed", b"ED"
_ID_BYTES, _KEY_BYTES, _SIGNATURE_BYTES = 8, 32, 64
LONGEST_TEXT: Final = 20_000
"""Signs; what is longer is no key and no signature of minisign."""
LONGEST_COMMENT: Final = 1_000
_SIGNATURE_LINES: Final = 4


def shown_id(raw: bytes) -> str:
    """Return the id of a key as minisign shows it: sixteen hexadecimal signs."""
    return raw[::-1].hex().upper()


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key that proves who signed.

    Attributes:
        raw_id: The eight bytes that stand in every signature of this key.
        raw: The key itself.
    """

    raw_id: bytes
    raw: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a `.pub` file, or only its line with the key.

        Raises:
            Refused: It is no public key of minisign.
        """
        lines = _lines(text)
        if len(lines) > 1 and lines[0].startswith(_UNTRUSTED):
            lines = lines[1:]
        data = _decoded(lines[0]) if len(lines) == 1 else b""
        if len(data) != len(_PLAIN) + _ID_BYTES + _KEY_BYTES or data[:2] != _PLAIN:
            raise Refused(
                "Dit is geen publieke sleutel in het formaat van minisign. Verwacht: een bestand "
                "van twee regels waarvan de tweede met RW begint. Vraag het bestand (.pub) opnieuw "
                "aan wie verzegelt."
            )
        return cls(data[2:10], data[10:])

    @property
    def key_id(self) -> str:
        """Sixteen hexadecimal signs, as minisign shows them."""
        return shown_id(self.raw_id)

    @property
    def line(self) -> str:
        """The key as one line, as `minisign -P` takes it."""
        return _encoded(self._bytes)

    @property
    def fingerprint(self) -> str:
        """Four groups of four signs, to compare over the phone."""
        return code_of(hashlib.sha256(self._bytes).digest())

    def text(self, comment: str = "") -> str:
        """Return the text of a `.pub` file.

        Args:
            comment: Stands above the key and proves nothing; empty for the one of minisign.
        """
        said = _one_line(comment) or f"minisign public key {self.key_id}"
        return f"{_UNTRUSTED}{said}\n{self.line}\n"

    def verify(self, data: bytes, signature_text: str) -> str:
        """Check a signature and return its trusted comment.

        Args:
            data: What must have been signed.
            signature_text: The text of a `.minisig` file.

        Raises:
            Refused: It is no signature, one by another key, one of other data, or its trusted
                comment was changed; the sentence tells which.
        """
        signature = Signature.parse(signature_text)
        if signature.raw_id != self.raw_id:
            raise Refused(
                f"De handtekening is van een andere sleutel: gevonden {signature.key_id}, "
                f"verwacht {self.key_id}. Vraag de publieke sleutel van wie verzegelde."
            )
        signed = data if signature.is_plain else hashlib.blake2b(data).digest()
        if not self._fits(signature.raw, signed):
            raise Refused(
                "De handtekening past niet bij de inhoud: die is na het ondertekenen gewijzigd, "
                f"of iemand anders gebruikte het nummer van sleutel {self.key_id}. Gebruik dit "
                "niet als bewijs."
            )
        if not self._fits(signature.raw_whole, signature.raw + signature.comment.encode()):
            raise Refused(
                "De handtekening past bij de inhoud, maar haar toelichting (trusted comment) is "
                "na het ondertekenen gewijzigd. Vraag de handtekening opnieuw."
            )
        return signature.comment

    @property
    def _bytes(self) -> bytes:
        return _PLAIN + self.raw_id + self.raw

    def _fits(self, signature: bytes, signed: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, signed)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, read but not checked.

    Attributes:
        raw_id: Of the key that it says it is by.
        raw: Over the data, or over its BLAKE2b.
        comment: The trusted comment.
        raw_whole: Over `raw` and `comment`.
        is_plain: Of the earlier kind, which signs the data itself.
    """

    raw_id: bytes
    raw: bytes
    comment: str
    raw_whole: bytes
    is_plain: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a `.minisig` file.

        Raises:
            Refused: It is none.
        """
        lines = _lines(text)
        is_whole = len(lines) == _SIGNATURE_LINES and (
            lines[0].startswith(_UNTRUSTED) and lines[2].startswith(_TRUSTED)
        )
        data, whole = (_decoded(lines[1]), _decoded(lines[3])) if is_whole else (b"", b"")
        if (
            len(data) != len(_PLAIN) + _ID_BYTES + _SIGNATURE_BYTES
            or data[:2] not in {_PLAIN, _PREHASHED}
            or len(whole) != _SIGNATURE_BYTES
        ):
            raise Refused(
                "De handtekening is onleesbaar: dit is geen tekst van minisign. Verwacht: vier "
                "regels, zoals het programma minisign ze schrijft."
            )
        comment = lines[2].removeprefix(_TRUSTED)
        return cls(data[2:10], data[10:], comment, whole, is_plain=data[:2] == _PLAIN)

    @property
    def key_id(self) -> str:
        """Of the key that it says it is by; proves nothing."""
        return shown_id(self.raw_id)


@dataclass(frozen=True, slots=True)
class SecretKey:
    """The key that signs; it stands in memory only while something is signed.

    Attributes:
        raw_id: The eight bytes that stand in every signature of this key.
        seed: The secret.
    """

    raw_id: bytes
    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """Make a new key."""
        return cls(secrets.token_bytes(_ID_BYTES), secrets.token_bytes(_KEY_BYTES))

    @property
    def key_id(self) -> str:
        """Sixteen hexadecimal signs, as minisign shows them."""
        return shown_id(self.raw_id)

    @property
    def public(self) -> PublicKey:
        """The key that proves what this one signed."""
        return PublicKey(self.raw_id, self._key.public_key().public_bytes_raw())

    def sign(self, data: bytes, trusted_comment: str) -> str:
        """Return the text of a `.minisig` file.

        Args:
            data: What is signed.
            trusted_comment: One line that is signed along.

        Raises:
            Misused: The comment is longer than a line that minisign takes.
        """
        comment = _one_line(trusted_comment)
        if len(comment.encode()) > LONGEST_COMMENT:
            raise Misused(
                f"De toelichting bij een handtekening telt hoogstens {LONGEST_COMMENT} tekens."
            )
        raw = self._key.sign(hashlib.blake2b(data).digest())
        whole = self._key.sign(raw + comment.encode())
        return (
            f"{_UNTRUSTED}signature from minisign secret key {self.key_id}\n"
            f"{_encoded(_PREHASHED + self.raw_id + raw)}\n"
            f"{_TRUSTED}{comment}\n"
            f"{_encoded(whole)}\n"
        )

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def _lines(text: str) -> list[str]:
    """Return the lines; only the ends of lines that minisign knows count as such."""
    if len(text) > LONGEST_TEXT:
        return []
    return text.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n").split("\n")


def _one_line(text: str) -> str:
    """Return a comment that stays one line and shows nothing else than it says."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _decoded(line: str) -> bytes:
    try:
        return base64.b64decode(line.strip(), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
