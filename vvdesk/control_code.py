"""The controlecode: sixteen signs that identify a file and read well over the phone.

Sender and receiver see the same code only when they hold the same bytes. It is the first 80 bits of
the file's SHA-256 in the alphabet of Crockford, which has no I, L, O and U.

Source:
    LIBRARIES.md §9, level 1; UX.md 4.2 (Indienen).
"""

import hashlib
from pathlib import Path
from typing import Final

from vvdesk.atomic import unavailable
from vvdesk.errors import Misused

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_BITS_PER_SIGN, _SIGNS, _GROUP = 5, 16, 4
_BYTES: Final = _SIGNS * _BITS_PER_SIGN // 8


def control_code(path: Path) -> str:
    """Return the code of a file, in four groups: `Z3RQ-ZANS-BG14-H4EH`.

    Raises:
        Unavailable: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise unavailable(error, path) from error
    return code_of(digest)


def code_of(digest: bytes) -> str:
    """Return the code of what was digested already.

    Args:
        digest: A SHA-256, 32 bytes.
    """
    number = int.from_bytes(digest[:_BYTES])
    signs = "".join(
        _ALPHABET[number >> place * _BITS_PER_SIGN & len(_ALPHABET) - 1]
        for place in reversed(range(_SIGNS))
    )
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def is_control_code_of(typed: str, path: Path) -> bool:
    """Tell whether a code that somebody typed or heard belongs to a file.

    Small letters, spaces and the lookalikes O, I and L are taken for what they stand for.

    Raises:
        Misused: What was typed is no controlecode at all.
        Unavailable: The file cannot be read.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKES)
    if len(signs) != _SIGNS or set(signs) - set(_ALPHABET):
        raise Misused(
            f'"{typed.strip()}" is geen controlecode. Die telt vier groepen van vier tekens, '
            "bijvoorbeeld Z3RQ-ZANS-BG14-H4EH."
        )
    return signs == control_code(path).replace("-", "")
