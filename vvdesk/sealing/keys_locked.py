"""A secret key on disk, locked with a passphrase as minisign locks it, so that it reads it too.

The key is covered by what scrypt makes of the passphrase, with a checksum under the cover that
tells a wrong passphrase from a right one. Of how heavy scrypt is, the text itself tells.

Source:
    https://jedisct1.github.io/minisign/ (Secret key format); libsodium,
    crypto_pwhash_scryptsalsa208sha256 (how its two limits become N, r and p).
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
import unicodedata
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vvdesk.errors import Refused, Unavailable
from vvdesk.sealing.minisign import LONGEST_TEXT, SecretKey

_COMMENT: Final = "untrusted comment: minisign encrypted secret key"
KINDS: Final = b"EdScB2"
"""Ed25519, locked with scrypt, checked with BLAKE2b."""
_SALT, _COVERED = 32, 104
_WHOLE: Final = len(KINDS) + _SALT + 8 + 8 + _COVERED
OPERATIONS, MEMORY = 4_194_304, 134_217_728
"""The limits that libsodium turns into N = 2^17, r = 8, p = 1: 128 MiB and some tenths of a second
for every guess."""
_MOST_MEMORY: Final = 1_073_741_824
"""Bytes; what minisign itself takes at most."""
_R: Final = 8


class _Cost(NamedTuple):
    n: int
    p: int


def locked(key: SecretKey, passphrase: str) -> bytes:
    """Return a key covered with a passphrase: the bytes of minisign's secret key format.

    Raises:
        Unavailable: There is too little memory.
    """
    salt = secrets.token_bytes(_SALT)
    limits = struct.pack("<QQ", OPERATIONS, MEMORY)
    plain = key.raw_id + key.seed + key.public.raw
    content = plain + _checksum(plain)
    cover = _cover(passphrase, salt, _cost(OPERATIONS, MEMORY))
    return KINDS + salt + limits + _crossed(content, cover)


def unlocked(data: bytes, passphrase: str) -> SecretKey:
    """Return the key under a cover.

    Raises:
        Refused: It is no locked key, or the passphrase is another one.
        Unavailable: There is too little memory.
    """
    if len(data) != _WHOLE or data[: len(KINDS)] != KINDS:
        raise _no_key()
    salt, rest = data[len(KINDS) :][:_SALT], data[len(KINDS) + _SALT :]
    operations, memory = struct.unpack("<QQ", rest[:16])
    if not MEMORY <= memory <= _MOST_MEMORY or operations > memory:
        raise _no_key()
    content = _crossed(rest[16:], _cover(passphrase, salt, _cost(operations, memory)))
    raw_id, seed, checksum = content[:8], content[8:40], content[72:]
    if not hmac.compare_digest(checksum, _checksum(content[:72])):
        raise Refused(
            "Deze wachtzin past niet bij de sleutel. Let op hoofdletters, spaties en leestekens, "
            "en probeer opnieuw; je kunt zo vaak proberen als nodig."
        )
    return SecretKey(raw_id, seed)


def key_text(data: bytes) -> str:
    """Return the text of the file for a locked key."""
    return f"{_COMMENT}\n{base64.b64encode(data).decode()}\n"


def key_bytes(text: str) -> bytes:
    """Return the locked key in the text of a file.

    Raises:
        Refused: There is none, or none that is locked.
    """
    lines = text.strip().splitlines() if len(text) <= LONGEST_TEXT else []
    try:
        data = base64.b64decode(lines[-1].strip(), validate=True) if lines else b""
    except (binascii.Error, ValueError):
        data = b""
    if len(data) == _WHOLE and data[2:4] == b"\0\0":
        raise Refused(
            "Deze geheime sleutel is niet met een wachtzin beschermd en wordt daarom niet "
            "gebruikt. Maak een nieuwe sleutel."
        )
    if len(data) != _WHOLE or data[: len(KINDS)] != KINDS:
        raise _no_key()
    return data


def _cost(operations: int, memory: int) -> _Cost:
    """Turn two limits into the cost of scrypt, as libsodium does."""
    operations = max(operations, 32_768)
    if operations < memory // 32:
        return _Cost(_power(operations // (_R * 4)), 1)
    n = _power(memory // (_R * 128))
    return _Cost(n, max(operations // 4 // n // _R, 1))


def _power(largest: int) -> int:
    """Return the first power of two, from two on, that is more than half of `largest`."""
    n = 2
    while n <= largest // 2:
        n *= 2
    return n


def _cover(passphrase: str, salt: bytes, cost: _Cost) -> bytes:
    said = unicodedata.normalize("NFC", passphrase).encode()
    try:
        return Scrypt(salt=salt, length=_COVERED, n=cost.n, r=_R, p=cost.p).derive(said)
    except MemoryError as error:
        raise Unavailable(
            "Er is te weinig geheugen vrij om met de sleutel te werken. Sluit andere programma's "
            "en probeer opnieuw."
        ) from error


def _crossed(data: bytes, cover: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(data, cover, strict=True))


def _checksum(plain: bytes) -> bytes:
    return hashlib.blake2b(KINDS[:2] + plain, digest_size=32).digest()


def _no_key() -> Refused:
    return Refused(
        "Dit is geen geheime sleutel die vvdesk of minisign schreef, of hij is beschadigd. Herstel "
        "de sleutel van het herstelblad."
    )
