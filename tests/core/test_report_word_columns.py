"""How wide columns are in Word: no date, amount or status in more pieces than it must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_document import GESTART

from vvdesk.report.content import Align, Badge, Column, Figure, Grid, GridRow, Run
from vvdesk.report.word.columns import code_width, column_widths

A4, A5 = 9_638, 6_123
SIGN, PADDING = 102, 200
TEXT = "De aanbesteding vroeg meer tijd dan verwacht, en de prijzen stegen."


def grid(weights, *cells, code="", aligns=()):
    """A table of one row."""
    columns = tuple(
        Column(f"K{at}", weight, aligns[at] if aligns else Align.LEFT)
        for at, weight in enumerate(weights)
    )
    return Grid("Tabel", columns, (GridRow(tuple((cell,) for cell in cells), code),))


def test_columns_follow_their_weights_where_there_is_room():
    assert column_widths(grid((1, 3), Run("a"), Run("b")), 8_000) == [2_000, 6_000]


@pytest.mark.parametrize("width", [A4, A5])
def test_a_date_is_never_broken(width):
    made = column_widths(grid((20, 1, 20), Run(TEXT), Run("31/12/2023"), Run(TEXT)), width)
    assert made[1] >= 10 * SIGN


@pytest.mark.parametrize("width", [A4, A5])
def test_an_amount_stays_on_one_line_and_its_share_comes_below_it(width):
    amount = Figure("\u22121.054.000.000 EUR\n\u22120,4 %")
    made = column_widths(grid((9, 1), Run(TEXT), amount, aligns=(Align.LEFT, Align.RIGHT)), width)
    assert made[1] == pytest.approx(18 * SIGN + PADDING, abs=2)


def test_a_status_stands_on_one_line_where_the_others_can_do_with_less():
    wide = column_widths(grid((4, 1), Run(TEXT), Badge(GESTART)), A4)
    assert wide[1] >= (len(GESTART.label) + 3) * SIGN


def test_a_status_takes_two_lines_at_most_in_a_full_table():
    cells = (Run(TEXT), Run("31/12/2023"), Badge(GESTART), Run(TEXT))
    made = column_widths(grid((6, 2, 2, 5), *cells, code="1/VV015-M01"), A4)
    assert made[2] >= 12 * SIGN + PADDING
    assert min(made) >= 1_000


def test_codes_take_a_fifth_of_a_narrow_page_at_most():
    assert code_width(A4) == 1_840
    assert code_width(A5) == round(A5 / 5)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from(list(Align)),
            st.one_of(st.text(max_size=60).map(Run), st.just(Badge(GESTART))),
        ),
        min_size=1,
        max_size=9,
    ),
    st.integers(4_000, 20_000),
    st.sampled_from(["", "1/VV015-M01"]),
)
def test_together_they_are_as_wide_as_the_page_and_none_is_empty(columns, width, code):
    weights, aligns, cells = zip(*columns, strict=True)
    made = column_widths(grid(weights, *cells, code=code, aligns=aligns), width)
    assert sum(made) == width
    assert len(made) == len(columns) + bool(code)
    assert min(made) > 50
