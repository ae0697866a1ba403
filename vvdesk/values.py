"""Values to text and back, in Belgian notation; what cannot be read for certain is never guessed.

Amounts are whole euro, dates are calendar days without a time zone, numbers are exact decimals.
Two strictnesses: `read_…` serves files, where nobody sees the result at once; `type_…` serves a
person at a form, who sees at once what was made of the typing ("Q4 2023" becomes 31/12/2023).
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_CURRENCY = re.compile(r"^(?:€|eur(?:o)?)\s*|\s*(?:€|eur(?:o)?)\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([. ])[0-9]{3})(?:\1[0-9]{3})*(?:,00)?")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:,00)?")
_SCALED = re.compile(
    r"([+-]?[0-9]+(?:,[0-9]{1,6})?)\s*(keur|k€|duizend|mio|mln|miljoen|meur|mld|miljard)"
    r"(?:\s*(?:eur|euro|€))?",
    re.IGNORECASE,
)
_SCALES = {
    **dict.fromkeys(("keur", "k€", "duizend"), 10**3),
    **dict.fromkeys(("mio", "mln", "miljoen", "meur"), 10**6),
    **dict.fromkeys(("mld", "miljard"), 10**9),
}
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_EIGHT_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_MONTH = re.compile(r"([0-9]{1,2})[/-]([0-9]{4})")
_QUARTER = re.compile(r"[qk]([1-4])\s*[-/ ]?\s*([0-9]{4})", re.IGNORECASE)
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}\.[0-9]{3}(?=,))(?:,[0-9]+)?"
)
_THREE_AFTER_COMMA = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")

LARGEST_AMOUNT = 10**15 - 1
"""Whole euro; beyond fifteen digits a workbook no longer stores a number exactly."""
_LARGEST_TWO_DIGIT_MONTH = 12


class Unreadable(ValueError):
    """A text that is not, for certain, a value of its kind.

    Attributes:
        found: The text as it was met.
        expected: What was expected, as a Dutch sentence with an example.
    """

    def __init__(self, found: str, why: str, expected: str) -> None:
        """Remember what was found and what was expected instead."""
        super().__init__(f'"{found}" {why} {expected}')
        self.found = found
        self.expected = expected


_EXPECT_EURO = "Geef een bedrag in hele euro, bijvoorbeeld 375.000.000."
_EXPECT_DAG = "Gebruik dd/mm/jjjj, bijvoorbeeld 29/02/2024."
_EXPECT_GETAL = "Geef een getal met een komma voor decimalen, bijvoorbeeld 12,5."


def read_euro(text: str) -> int:
    """Read an amount of whole euro, such as `375.000.000`, `375 000 000 EUR` or `4.000,00`.

    Raises:
        Unreadable: Not an amount, not whole, or ambiguous (`12,500`, `1.5`).

    Source:
        EXCHANGE.md, Reading, point 3.
    """
    bare = _CURRENCY.sub("", _SPACES.sub(" ", text).strip()).strip()
    if not (_GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)):
        why = (
            "kan twee dingen betekenen." if _three_digits(bare) else "is geen bedrag in hele euro."
        )
        raise Unreadable(text, why, _EXPECT_EURO)
    return _bounded(int(bare.removesuffix(",00").replace(".", "").replace(" ", "")), text)


def type_euro(text: str) -> int:
    """Read an amount as a person types it: also `375 mio`, `801 KEUR` and `1,5 miljard`.

    Raises:
        Unreadable: As `read_euro`.
    """
    scaled = _SCALED.fullmatch(_SPACES.sub(" ", text).strip())
    if scaled is None:
        return read_euro(text)
    amount = Decimal(scaled[1].replace(",", ".")) * _SCALES[scaled[2].lower()]
    if amount != amount.to_integral_value():
        raise Unreadable(text, "is geen bedrag in hele euro.", _EXPECT_EURO)
    return _bounded(int(amount), text)


def euro_from_number(number: Decimal) -> int:
    """Take the number of a cell as whole euro.

    Raises:
        Unreadable: The number has decimals or more than fifteen digits.
    """
    if number != number.to_integral_value():
        raise Unreadable(number_to_text(number), "is geen bedrag in hele euro.", _EXPECT_EURO)
    return _bounded(int(number), str(number))


def euro_to_text(amount: int) -> str:
    """Write whole euro as the report does: `375.000.000 EUR`."""
    return f"{amount:,} EUR".replace(",", ".")


def read_dag(text: str) -> date:
    """Read a calendar day: `dd/mm/jjjj`, `d-m-jj` or `jjjj-mm-dd`.

    Raises:
        Unreadable: Not a day, not an existing day, or ambiguous (`03/04/05`).

    Source:
        EXCHANGE.md, Reading, point 3.
    """
    bare = text.strip()
    if iso := _ISO.fullmatch(bare):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), text)
    if day_first := _DAY_FIRST.fullmatch(bare):
        return _day_first(day_first, text)
    raise Unreadable(text, "is geen datum.", _EXPECT_DAG)


def type_dag(text: str, today: date) -> date:
    """Read a day as a person types it: also `31122023`, `12/2023`, `Q4 2023` and `vandaag`.

    A month or a quarter means its last day; the form shows the result at once.

    Raises:
        Unreadable: As `read_dag`.
    """
    bare = text.strip()
    if bare.casefold() == "vandaag":
        return today
    if digits := _EIGHT_DIGITS.fullmatch(bare):
        return _day(int(digits[3]), int(digits[2]), int(digits[1]), text)
    if month := _MONTH.fullmatch(bare):
        return _month_end(int(month[2]), int(month[1]), text)
    if quarter := _QUARTER.fullmatch(bare):
        return _month_end(int(quarter[2]), 3 * int(quarter[1]), text)
    return read_dag(text)


def dag_to_text(day: date) -> str:
    """Write a day as the report does: `31/12/2023`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def read_getal(text: str) -> Decimal:
    """Read an exact number with a decimal comma: `12,5`, `1.250.000`, `1250`.

    Raises:
        Unreadable: Not a number, or a separator that can mean two things (`1.250`, `1,250`).
    """
    bare = _SPACES.sub("", text)
    if _three_digits(bare):
        raise Unreadable(text, "kan twee dingen betekenen.", _EXPECT_GETAL)
    if not _NUMBER.fullmatch(bare):
        raise Unreadable(text, "is geen getal.", _EXPECT_GETAL)
    try:
        return normal_number(Decimal(bare.replace(".", "").replace(",", ".")))
    except InvalidOperation as error:
        raise Unreadable(text, "is geen getal.", _EXPECT_GETAL) from error


def normal_number(number: Decimal) -> Decimal:
    """Return the same number in its one written form: no exponent, no trailing zeros."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1)) + 0
    return number.normalize()


def number_to_text(number: Decimal) -> str:
    """Write an exact number with a decimal comma and no grouping, so that it reads back."""
    return f"{number:f}".replace(".", ",")


def bounded_day(day: date, days: int) -> date:
    """Return the day `days` later (or earlier), kept within what a calendar can hold."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _three_digits(bare: str) -> bool:
    return bool(
        _THREE_AFTER_COMMA.fullmatch(bare) or re.fullmatch(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}", bare)
    )


def _bounded(amount: int, text: str) -> int:
    if abs(amount) > LARGEST_AMOUNT:
        raise Unreadable(text, "is groter dan dit programma exact kan bewaren.", _EXPECT_EURO)
    return amount


def _day_first(match: re.Match[str], text: str) -> date:
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == len("jj"):
        if year <= _LARGEST_TWO_DIGIT_MONTH:
            raise Unreadable(text, "kan verschillende datums betekenen.", _EXPECT_DAG)
        year += 2000
    return _day(year, month, day, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(text, "bestaat niet.", _EXPECT_DAG) from error


def _month_end(year: int, month: int, text: str) -> date:
    last = monthrange(year, month)[1] if 1 <= month <= _LARGEST_TWO_DIGIT_MONTH and year else 0
    return _day(year, month, last, text)
