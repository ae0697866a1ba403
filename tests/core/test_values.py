from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.values import (
    LARGEST_AMOUNT,
    Unreadable,
    dag_to_text,
    euro_from_number,
    euro_to_text,
    normal_number,
    number_to_text,
    read_dag,
    read_euro,
    read_getal,
    type_dag,
    type_euro,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("375.000.000", 375_000_000),
        ("375 000 000 EUR", 375_000_000),
        ("375\u00a0000\u00a0000", 375_000_000),
        ("375.000.000,00", 375_000_000),
        ("375000000", 375_000_000),
        ("€ 4.000", 4_000),
        ("0 EUR", 0),
        ("-1.500", -1_500),
        ("12.500", 12_500),
    ],
)
def test_an_amount_is_read_in_belgian_notation(text, amount):
    assert read_euro(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "12,500",
        "1.5",
        "1_000",
        "١٢٣",
        "12.50",
        "1,234,567",
        "3,75",
        "1.000 000",
        "abc",
        "1e5",
        "--5",
        "375.00.000",
        "1.234.56",
        "NaN",
        "inf",
        "375 mio",
        "1 2",
        "9" * 16,
    ],
)
def test_what_is_no_certain_amount_is_refused(text):
    with pytest.raises(Unreadable) as refused:
        read_euro(text)
    assert text in str(refused.value)
    assert "hele euro" in str(refused.value)


def test_an_ambiguous_amount_is_called_ambiguous():
    with pytest.raises(Unreadable, match="twee dingen"):
        read_euro("12,500")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("375 mio", 375_000_000),
        ("801 KEUR", 801_000),
        ("1,5 miljard", 1_500_000_000),
        ("2,25 mio EUR", 2_250_000),
        ("4.000", 4_000),
    ],
)
def test_a_person_may_type_an_amount_with_a_scale(text, amount):
    assert type_euro(text) == amount


def test_a_scale_that_does_not_give_whole_euro_is_refused():
    with pytest.raises(Unreadable):
        type_euro("0,0001 KEUR")


@given(st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT))
def test_every_amount_reads_back(amount):
    assert read_euro(euro_to_text(amount)) == amount


@pytest.mark.parametrize("number", ["12.5", "0.01", "1E+16"])
def test_a_cell_number_with_decimals_or_too_many_digits_is_no_amount(number):
    with pytest.raises(Unreadable):
        euro_from_number(Decimal(number))


def test_a_cell_number_is_taken_exactly():
    assert euro_from_number(Decimal("375000000.00")) == 375_000_000


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2023", date(2023, 12, 31)),
        ("1-9-21", date(2021, 9, 1)),
        ("31/12/23", date(2023, 12, 31)),
        ("2024-02-29", date(2024, 2, 29)),
        ("5.12.2022", date(2022, 12, 5)),
    ],
)
def test_a_day_is_read(text, day):
    assert read_dag(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2024",
        "03/04/05",
        "eind 2024",
        "2024",
        "12/2023",
        "Q4 2023",
        "31/12-2023",
        "1/13/2021",
        "2023/12/31",
        "31 december 2023",
        "00/01/2021",
        "45000",
    ],
)
def test_what_is_no_certain_day_is_refused(text):
    with pytest.raises(Unreadable) as refused:
        read_dag(text)
    assert "dd/mm/jjjj" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31122023", date(2023, 12, 31)),
        ("12/2023", date(2023, 12, 31)),
        ("2/2024", date(2024, 2, 29)),
        ("Q4 2023", date(2023, 12, 31)),
        ("k1 2024", date(2024, 3, 31)),
        ("vandaag", TODAY),
        ("31/12/23", date(2023, 12, 31)),
    ],
)
def test_a_person_may_type_a_day_in_short(text, day):
    assert type_dag(text, TODAY) == day


@pytest.mark.parametrize("text", ["13/2023", "Q5 2023", "32122023", "12/0000"])
def test_a_short_day_that_does_not_exist_is_refused(text):
    with pytest.raises(Unreadable):
        type_dag(text, TODAY)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_reads_back(day):
    assert read_dag(dag_to_text(day)) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("1250", "1250"),
        ("1.250.000", "1250000"),
        ("1.250,75", "1250.75"),
        ("-3,0", "-3"),
        ("1 250", "1250"),
    ],
)
def test_a_number_is_read_exactly(text, number):
    assert read_getal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.250", "1,250", "1.2.3", "1,2,3", "x", "1e3", "12.5", ""])
def test_what_is_no_certain_number_is_refused(text):
    with pytest.raises(Unreadable):
        read_getal(text)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_a_normal_number_is_the_same_number_without_exponent(number):
    normal = normal_number(number)
    assert normal == number
    assert "E" not in str(normal)
    assert Decimal(number_to_text(normal).replace(",", ".")) == number
