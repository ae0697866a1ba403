"""Comparing the vingerafdruk of a key with what somebody heard or read somewhere else."""

from typing import Final

from vvdesk.errors import Misused, Refused
from vvdesk.sealing.minisign import PublicKey

_LOOKALIKES: Final = str.maketrans("OIL", "011")
_SIGNS: Final = 16


def signs_heard(typed: str) -> str:
    """Return the signs of a code as they count: without dashes, in capitals, O as 0."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKES)


def is_fingerprint_of(typed: str, key: PublicKey) -> bool:
    """Tell whether a whole vingerafdruk was typed and belongs to a key."""
    return signs_heard(typed) == key.fingerprint.replace("-", "")


def check_fingerprint(typed: str, key: PublicKey) -> None:
    """Refuse when a vingerafdruk belongs to another key.

    Raises:
        Misused: What was typed is no vingerafdruk.
        Refused: It belongs to another key.
    """
    if len(signs_heard(typed)) != _SIGNS:
        raise Misused(
            f'"{typed.strip()}" is geen vingerafdruk. Die telt vier groepen van vier tekens, '
            "bijvoorbeeld Z3RQ-ZANS-BG14-H4EH."
        )
    if not is_fingerprint_of(typed, key):
        raise Refused(
            f"De vingerafdruk van dit bestand is {key.fingerprint}; jij kreeg een andere. Vertrouw "
            "deze sleutel niet, en bel wie verzegelt."
        )
