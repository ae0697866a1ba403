"""What can be typed for reference data of a meetmoment, and how it is stored and shown.

A threshold says by its unit what it may be: a share, a month, a project code, a count.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from vvdesk.errors import Misused
from vvdesk.kinds import DAG, TEKST
from vvdesk.values import Unreadable, dag_to_text


class Soort(StrEnum):
    """What may stand in a field of the reference data."""

    REGEL = "regel"
    REGELS = "regels"
    """Several texts, stored one per line, typed with semicolons between them."""
    DAG = "dag"
    RANG = "rang"
    """A whole number; empty for none."""
    JA_NEE = "ja_nee"
    KENMERK = "kenmerk"
    """Yes or no, as one line of `kenmerken`."""
    WAARDE = "waarde"
    """A threshold; its unit says what it may be."""


_LONGEST = 300
_LARGEST = 1_000_000
_HIGHEST_RANG = 99
_YES = {"ja", "1", "aan", "true"}
_NO = {"nee", "0", "uit", "false", ""}
_CODE = re.compile(r"[A-Z]{1,10}[0-9]{1,10}")


def shown(soort: Soort, value: Any) -> str:
    """Return a stored value as it is typed; see `ticked` for yes or no."""
    if value is None:
        return ""
    if soort is Soort.DAG:
        return dag_to_text(value)
    if soort is Soort.REGELS:
        return "; ".join(value.split("\n")) if value else ""
    return str(value)


def ticked(value: Any, kenmerk: str = "") -> bool:
    """Tell whether a stored value means yes; with a kenmerk, whether it is among the lines."""
    text = "" if value is None else str(value)
    return kenmerk in text.split("\n") if kenmerk else text.casefold() in _YES


def typed(soort: Soort, text: str, label: str, *, unit: str = "", needed: bool = False) -> Any:
    """Return what is stored for a text.

    Args:
        soort: What may stand there.
        text: As typed.
        label: The field, for a refusal.
        unit: Of a threshold.
        needed: It may not be empty.

    Raises:
        Misused: It cannot stand there; says what was found and expected.
    """
    try:
        bare = TEKST.read(text) or ""
    except Unreadable as error:
        raise Misused(f"{label}: {error}") from error
    if len(bare) > _LONGEST:
        raise Misused(f"{label}: {len(bare)} tekens is te lang. Verwacht: hoogstens {_LONGEST}.")
    if needed and not bare:
        raise Misused(f"{label} mag niet leeg zijn. Vul iets in.")
    return _READERS[soort](bare, label, unit)


def with_kenmerk(stored: str, kenmerk: str, *, on: bool) -> str:
    """Return the lines of `kenmerken` with or without one of them."""
    others = [line for line in stored.split("\n") if line and line != kenmerk]
    return "\n".join([*others, kenmerk] if on else others)


def yes_or_no(text: str, label: str) -> bool:
    """Read ja or nee.

    Raises:
        Misused: It is neither.
    """
    if (bare := text.strip().casefold()) in _YES | _NO:
        return bare in _YES
    raise Misused(f'{label}: "{text}" is geen ja of nee. Typ ja of nee.')


def _line(bare: str, _label: str, _unit: str) -> str:
    return bare


def _lines(bare: str, _label: str, _unit: str) -> str:
    return "\n".join(dict.fromkeys(part.strip() for part in bare.split(";") if part.strip()))


def _day(bare: str, label: str, _unit: str) -> date | None:
    try:
        found: date | None = DAG.typed(bare)
    except Unreadable as error:
        raise Misused(f"{label}: {error}") from error
    return found


def _rang(bare: str, label: str, _unit: str) -> int | None:
    return _whole(bare, label, 0, _HIGHEST_RANG) if bare else None


def _yes(bare: str, label: str, _unit: str) -> int:
    return int(yes_or_no(bare, label))


def _threshold(bare: str, label: str, unit: str) -> str:
    if unit.startswith("code"):
        code = "".join(bare.split()).upper()
        if not _CODE.fullmatch(code):
            raise Misused(f'{label}: "{bare}" is geen projectcode. Verwacht: zoals VV001.')
        return code
    if unit.startswith("maand"):
        return _month(bare, label)
    if unit.startswith("schakelaar"):
        return str(int(yes_or_no(bare, label)))
    lowest, highest = (0, 100) if unit.startswith("procent") else (0, _LARGEST)
    return str(_whole(bare, label, lowest, highest))


def _month(bare: str, label: str) -> str:
    """Read a month that is written as one number: 202009; also 09/2020."""
    turned = re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{4})", bare)
    digits = f"{turned[2]}{int(turned[1]):02}" if turned else bare
    try:
        date(int(digits[:4]), int(digits[4:]), 1)
    except ValueError:
        raise Misused(f'{label}: "{bare}" is geen maand. Verwacht: zoals 202009.') from None
    return digits


def _whole(bare: str, label: str, lowest: int, highest: int) -> int:
    digits = bare.replace(" ", "")
    if re.fullmatch(r"[0-9]{1,9}", digits) and lowest <= int(digits) <= highest:
        return int(digits)
    most = f"{highest:,}".replace(",", ".")
    raise Misused(
        f'{label}: "{bare}" kan niet. Verwacht: een geheel getal van {lowest} tot {most}, zonder '
        "punten."
    )


_READERS: dict[Soort, Callable[[str, str, str], Any]] = {
    Soort.REGEL: _line,
    Soort.REGELS: _lines,
    Soort.DAG: _day,
    Soort.RANG: _rang,
    Soort.JA_NEE: _yes,
    Soort.KENMERK: _yes,
    Soort.WAARDE: _threshold,
}
