"""The exact form of a manifest: what each value has to be before anything believes it.

A forged file may say anything, as long as its text is canonical JSON; whoever shows a manifest
counts on texts being texts and numbers being numbers.
"""

import re
from datetime import date, datetime
from typing import Any, Final

LARGEST: Final = 64 * 2**20
"""Signs; that of a plan of eighteen thousand projects is a tenth of it."""
_MOST_PARTS: Final = 2_000_000
_SEPARATORS: Final = ",[{"
_LONGEST_LINE: Final = 1_000
_LINES: Final = (
    "plan", "plantitel", "bestand_id", "meetmoment", "peildatum", "gemaakt_op", "gemaakt_door",
    "programma",
)  # fmt: skip
_COUNTS: Final = ("meetmoment_id", "formaat", "spoor_rijen")
_MOMENTS: Final = ("fiches", "rapportcodes", "bedragen")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_KEY_ID: Final = re.compile(r"[0-9A-F]{16}")


def check_size(text: str) -> None:
    """Refuse a text that would take much memory before it can even be looked at.

    Raises:
        ValueError: It is far longer, or of far more parts, than any manifest.
    """
    if len(text) > LARGEST or sum(map(text.count, _SEPARATORS)) > _MOST_PARTS:
        raise ValueError("far too long")


def check_form(said: dict[str, Any]) -> None:
    """See that every value of a manifest is of its own kind.

    Args:
        said: As read from JSON; whether a name is missing or too many is seen elsewhere.

    Raises:
        ValueError: A value is of another kind.
        TypeError: The same.
        KeyError: A value is missing.
        AttributeError: A value is of another kind.
    """
    for name in _LINES:
        _need(isinstance(said[name], str) and len(said[name]) <= _LONGEST_LINE, name)
    date.fromisoformat(said["peildatum"])
    datetime.fromisoformat(said["gemaakt_op"])
    for name in _COUNTS:
        _need(_is_count(said[name]), name)
    for name in ("inhoud", "spoor_hash"):
        _need(_is_sha256(said[name]), name)
    _need(said["vorige"] is None or _is_sha256(said["vorige"]), "vorige")
    key = said["sleutel"]
    _need(key is None or (isinstance(key, str) and bool(_KEY_ID.fullmatch(key))), "sleutel")
    for each in said["tabellen"].values():
        _need(_is_count(each["rijen"]) and _is_sha256(each["sha256"]), "tabellen")
    for each in said["bijlagen"]:
        _check_kept(each)
    _check_moments(said)


def _check_kept(kept: dict[str, Any]) -> None:
    key = kept["sleutel"]
    is_key = isinstance(key, list) and all(type(each) in {int, str} for each in key)
    is_place = isinstance(kept["tabel"], str) and isinstance(kept["kolom"], str)
    is_file = _is_count(kept["omvang"]) and _is_sha256(kept["sha256"])
    _need(is_key and is_place and is_file, "bijlagen")


def _check_moments(said: dict[str, Any]) -> None:
    """See that what is told by meetmoment is told of the same meetmomenten."""
    numbers = said["fiches"].keys()
    for name in _MOMENTS:
        own = said[name].keys()
        _need(own == numbers and all(str(int(each)) == each for each in own), name)
    for digests in said["fiches"].values():
        _need(all(map(_is_sha256, digests.values())), "fiches")
    for sums in said["bedragen"].values():
        _need(all(type(each) is int for each in sums.values()), "bedragen")
    _need(all(isinstance(each, str) for each in said["rapportcodes"].values()), "rapportcodes")


def _is_count(value: object) -> bool:
    """Tell whether it is a whole number from zero; true and 3.0 are none."""
    return type(value) is int and value >= 0


def _is_sha256(value: object) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _need(is_so: bool, name: str) -> None:  # noqa: FBT001 - what is needed reads as a sentence
    if not is_so:
        raise ValueError(name)
