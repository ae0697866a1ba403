"""Numbers, dates and references of cells: exact, or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.exchange.reader.dates import NotADate, is_date_format, serial_to_date
from vvdesk.exchange.reader.model import Area, column_letters, reference
from vvdesk.exchange.reader.numbers import exact_number, small_number
from vvdesk.exchange.reader.references import column_number, read_area


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("144313.06", "144313.06"),
        ("1.1000000000000001", "1.1"),
        ("144313.06000000001", "144313.06"),
        ("1.5E+3", "1500"),
        ("+7", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        (" 12\n", "12"),
        ("-0", "0"),
        ("0E300", "0"),
        ("1000000000000000000", "1000000000000000000"),
    ],
)
def test_a_number_is_what_the_person_typed(text: str, number: str) -> None:
    assert exact_number(text) == (Decimal(number), True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NaN",
        "INF",
        "-Infinity",
        "1_234",
        "١٢٣٤",
        "1.234,56",
        "12,5",
        "0x10",
        "1e",
        "1E400",
        "1 2",
        "--1",
        "1E99999999999",
        "9" * 65,
        "１２",
        "375.000.000",
        "1E-400",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert exact_number(text) is None


def test_a_number_of_more_than_fifteen_digits_is_kept_whole_and_said_to_be() -> None:
    assert exact_number("9007199254740993") == (Decimal(9007199254740993), False)
    assert exact_number("0.30000000000000004") == (Decimal("0.30000000000000004"), False)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**13), max_value=10**13
    )
)
def test_every_amount_survives_the_seventeen_digits_of_excel(amount: Decimal) -> None:
    stored = f"{float(amount):.17g}"
    found = exact_number(stored)
    assert found == (amount, True)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = exact_number(text)
    assert found is None or found[0].is_finite()


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("999999999", 999_999_999)])
def test_an_index_is_plain_digits(text: str, number: int) -> None:
    assert small_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.0", "١", "9999999999", "9" * 5000])
def test_another_index_is_none(text: str) -> None:
    assert small_number(text) is None


@pytest.mark.parametrize(
    "code",
    ["dd/mm/yyyy", "mm-dd-yy", "[$-413]d mmmm yyyy;@", "h:mm", "[h]:mm:ss", "yyyy\\-mm\\-dd"],
)
def test_a_format_that_shows_a_date_is_known(code: str) -> None:
    assert is_date_format(code)


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0.00*d",
        '#,##0 "EUR dd"',
        "#,##0;[Red]-#,##0",
        "0.00E+00",
        "@",
        "\\d0",
        "_d0",
        "[Red]0",
        '"dag',
        "[<1000]0;0,",
    ],
)
def test_a_format_that_shows_no_date_is_none(code: str) -> None:
    assert not is_date_format(code)


@pytest.mark.parametrize(
    ("serial", "date1904", "day"),
    [
        ("1", False, date(1900, 1, 1)),
        ("59", False, date(1900, 2, 28)),
        ("61", False, date(1900, 3, 1)),
        ("44286", False, date(2021, 3, 31)),
        ("44286.0", False, date(2021, 3, 31)),
        ("2958465", False, date(9999, 12, 31)),
        ("0", True, date(1904, 1, 1)),
        ("60", True, date(1904, 3, 1)),
        ("42824", True, date(2021, 3, 31)),
    ],
)
def test_a_serial_is_a_day(serial: str, date1904: bool, day: date) -> None:  # noqa: FBT001
    assert serial_to_date(Decimal(serial), date1904=date1904) == day


@pytest.mark.parametrize(
    ("serial", "date1904"),
    [
        ("0", False),
        ("-1", False),
        ("-1", True),
        ("60", False),
        ("46136.999999995", False),
        ("0.5", True),
        ("2958466", False),
        ("1E+300", False),
    ],
)
def test_a_serial_that_is_no_day_is_refused(serial: str, date1904: bool) -> None:  # noqa: FBT001
    with pytest.raises(NotADate):
        serial_to_date(Decimal(serial), date1904=date1904)


@given(st.dates(min_value=date(1900, 3, 1)))
def test_every_day_has_its_serial(day: date) -> None:
    serial = Decimal((day - date(1899, 12, 30)).days)
    assert serial_to_date(serial, date1904=False) == day


@given(st.integers(1, 16_384))
def test_a_column_has_letters_and_back(column: int) -> None:
    assert column_number(column_letters(column)) == column


def test_a_cell_is_named_as_people_do() -> None:
    assert reference(14, 4) == "D14"
    assert reference(1_048_576, 16_384) == "XFD1048576"


@pytest.mark.parametrize("letters", ["XFE", "AAAA", "a", "", "Ä", "$A"])
def test_a_column_that_does_not_exist_is_zero(letters: str) -> None:
    assert column_number(letters) == 0


def test_an_area_is_read_strictly() -> None:
    assert read_area("B2:C9") == Area(2, 2, 9, 3)
    assert read_area("D14") == Area(14, 4, 14, 4)
    for text in ("C9:A1", "A1:", "$A$1", "A0", "A1048577", "XFE1", "a1", "A1:B2:C3", ""):
        assert read_area(text) is None
