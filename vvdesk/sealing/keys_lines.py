"""A locked key as lines that somebody can print, keep in a safe, and type again years later.

A line is five groups of five signs in the alphabet of Crockford, with two check signs that also
say which line it is; so a mistake is found in its own line, and so are lines that changed places.
What every locked key begins with is left out, and at the end stands a checksum of the whole.
"""

import hashlib
from typing import Final, NamedTuple

from vvdesk.errors import Refused
from vvdesk.sealing.keys_locked import KINDS

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_BITS = 5
_GROUP, _GROUPS, _CHECK = 5, 5, 2
_SIGNS: Final = _GROUP * _GROUPS
_SUM: Final = 4
_BYTES: Final = 156
"""Of a locked key without its beginning, with the checksum; in whole lines."""
LINES: Final = 10
_NUMBER_ENDS: Final = ":.)"


def key_lines(data: bytes) -> list[str]:
    """Return a locked key as lines, without their numbers: `XXXXX XXXXX XXXXX XXXXX XXXXX CC`."""
    body = data.removeprefix(KINDS)
    signs = _spelled(body + _sum(body))
    parts = [signs[at : at + _SIGNS] for at in range(0, len(signs), _SIGNS)]
    return [_grouped(part + _check(number, part)) for number, part in enumerate(parts, 1)]


def key_of_lines(text: str) -> bytes:
    """Return the locked key that was typed from a sheet.

    Spaces, small letters, the numbers before the lines and the lookalikes O, I and L do no harm.

    Raises:
        Refused: A line is missing or wrong; the sentence tells which.
    """
    typed = [each for each in map(_signs_of, text.splitlines()) if each]
    wrong = [number for number, line in enumerate(typed[:LINES], 1) if not _is_right(number, line)]
    if wrong:
        raise Refused(_wrong_lines(wrong, typed))
    if len(typed) != LINES:
        raise Refused(_wrong_count(len(typed)))
    body = _bytes_of("".join(line[:_SIGNS] for line in typed))
    if _sum(body[:-_SUM]) != body[-_SUM:]:
        raise Refused(
            "Elke regel lijkt juist, maar samen vormen ze geen sleutel. Staan er regels van een "
            "ander herstelblad tussen? Typ ze opnieuw over van één blad."
        )
    return KINDS + body[:-_SUM]


class SoFar(NamedTuple):
    """What there is to say of lines while they are typed.

    Attributes:
        is_right: Nothing that stands there is wrong.
        sentence: In Dutch; empty before the first line is whole.
    """

    is_right: bool
    sentence: str


def typed_so_far(text: str) -> SoFar:
    """Tell while somebody types a sheet how far it is; a wrong line as soon as it is left."""
    typed = [each for each in map(_signs_of, text.splitlines()) if each]
    is_typing = bool(typed) and not text.endswith("\n") and len(typed[-1]) < _SIGNS + _CHECK
    left = typed[:-1] if is_typing else typed
    wrong = [number for number, line in enumerate(left[:LINES], 1) if not _is_right(number, line)]
    if wrong:
        return SoFar(is_right=False, sentence=_wrong_lines(wrong, left))
    if len(left) > LINES:
        return SoFar(is_right=False, sentence=_wrong_count(len(left)))
    said = f"{len(left)} van de {LINES} regels zijn juist." if left else ""
    return SoFar(is_right=True, sentence=said)


def _wrong_count(found: int) -> str:
    return (
        f"Het herstelblad telt {LINES} regels, maar er staan er {found}. Typ alle regels over, elk "
        "op een eigen regel."
    )


def _wrong_lines(wrong: list[int], typed: list[str]) -> str:
    first = wrong[0]
    lengths = _SIGNS + _CHECK
    found = len(typed[first - 1])
    places = [other for other in range(1, LINES + 1) if _is_right(other, typed[first - 1])]
    if places:
        why = f"daar staat regel {places[0]} van het blad. Zet de regels in hun volgorde"
    elif found != lengths:
        why = f"die telt {found} tekens en moet er {lengths} tellen. Typ die regel opnieuw over"
    else:
        why = "minstens één teken klopt niet. Vergelijk die regel teken voor teken met het blad"
    others = f" Ook fout: {', '.join(f'regel {each}' for each in wrong[1:])}." if wrong[1:] else ""
    return f"Regel {first} is niet juist: {why}.{others}"


def _is_right(number: int, line: str) -> bool:
    signs, check = line[:_SIGNS], line[_SIGNS:]
    is_known = len(line) == _SIGNS + _CHECK and not set(line) - set(ALPHABET)
    return is_known and check == _check(number, signs)


def _signs_of(line: str) -> str:
    """Return the signs of a typed line, without its number."""
    head, end, rest = _parted(line)
    said = rest if end and _is_number(head) else line
    signs = "".join(sign for sign in said.upper() if sign.isalnum()).translate(_LOOKALIKES)
    return signs[len(signs) - _SIGNS - _CHECK :] if _has_bare_number(said, signs) else signs


def _parted(line: str) -> tuple[str, str, str]:
    for end in _NUMBER_ENDS:
        if end in line:
            return line.partition(end)
    return line, "", ""


def _has_bare_number(said: str, signs: str) -> bool:
    """Tell whether a line begins with its number without a mark behind it: `7 ABCDE …`."""
    words = said.split()
    extra = len(signs) - _SIGNS - _CHECK
    return bool(words) and _is_number(words[0]) and len(words[0]) == extra


def _is_number(typed: str) -> bool:
    return typed.strip().upper().translate(_LOOKALIKES).isdecimal()


def _grouped(signs: str) -> str:
    return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def _check(number: int, signs: str) -> str:
    digest = hashlib.sha256(f"{number}:{signs}".encode()).digest()
    value = int.from_bytes(digest[:2])
    return ALPHABET[value >> 11] + ALPHABET[value >> 6 & 31]


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_SUM]


def _spelled(data: bytes) -> str:
    """Write bytes in signs of five bits; what the last sign has too many is zero."""
    count = -(-len(data) * 8 // _BITS)
    number = int.from_bytes(data) << (count * _BITS - len(data) * 8)
    return "".join(ALPHABET[number >> place * _BITS & 31] for place in reversed(range(count)))


def _bytes_of(signs: str) -> bytes:
    number = 0
    for sign in signs:
        number = number << _BITS | ALPHABET.index(sign)
    return (number >> (len(signs) * _BITS - _BYTES * 8)).to_bytes(_BYTES)
