"""Whole numbers in Dutch: in words, so that a slip of three zeros is heard, and with a noun."""

_SMALL = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_SCALES = ((10**15, "biljard"), (10**12, "biljoen"), (10**9, "miljard"), (10**6, "miljoen"))
_LARGEST = 10**18 - 1


def in_words(number: int) -> str:
    """Write a whole number in words: 375.000.000 is "driehonderdvijfenzeventig miljoen".

    Args:
        number: Between -10^18 and 10^18, both exclusive.

    Returns:
        Lower case; a space follows `duizend` and stands around `miljoen` and the larger ones, as
        the Taalunie writes them. A negative number begins with "min".

    Raises:
        ValueError: The number is larger than that.
    """
    if abs(number) > _LARGEST:
        raise ValueError(f"{number} is too large for words")
    if number < 0:
        return f"min {in_words(-number)}"
    if number == 0:
        return _SMALL[0]
    words = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count:
            words.append(f"{_below_thousand(count)} {name}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        words.append(f"{_below_thousand(thousands) if thousands > 1 else ''}duizend")
    if rest:
        words.append(_below_thousand(rest))
    return " ".join(words)


def counted(number: int, one: str, many: str) -> str:
    """Write a number with its noun: "1 project", "1.753 mijlpalen"; none is many.

    Args:
        number: Zero or more; in figures, with a point between thousands.
        one: The noun of one.
        many: That of any other number.
    """
    return f"{number:,} ".replace(",", ".") + (one if number == 1 else many)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    count = _SMALL[hundreds] if hundreds > 1 else ""
    return (f"{count}honderd" if hundreds else "") + (_below_hundred(rest) if rest else "")


def _below_hundred(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    ten = _TENS[tens - 2]
    if not ones:
        return ten
    one = _SMALL[ones]
    return f"{one}{'ën' if one.endswith('e') else 'en'}{ten}"
