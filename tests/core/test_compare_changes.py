"""Differences between two contents: every changed field once, rows paired by their id."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.compare.changes import Change, Shift, Soort, compare_fiches, compare_meetmomenten
from vvdesk.content import TABLES, Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


NAMES = {"ministers", "betrokken_entiteiten", "themas"}


def fiche(code: str = "VV015", **values: Any) -> Inhoud:
    found: dict[str, Any] = {path: () if path in NAMES else None for path in single_fields()}
    found.update({name.replace("__", "."): value for name, value in values.items()})
    return Inhoud(code, "concept", found)


def with_row(inhoud: Inhoud, collection: str, row_id: str, **values: Any) -> Inhoud:
    own = {field.name: values.get(field.name) for field in fields_of(TABLES[collection])}
    inhoud.tables[collection][row_id] = Rij(row_id, own)
    return inhoud


def only(changes: list[Change]) -> Change:
    assert len(changes) == 1
    return changes[0]


def test_a_changed_amount_tells_its_difference_and_share() -> None:
    change = only(
        compare_fiches(fiche(financiering__vak=4_000_000), fiche(financiering__vak=5_000_000))
    )
    assert (change.path, change.soort) == ("financiering.vak", Soort.GEWIJZIGD)
    assert (change.old, change.new) == (4_000_000, 5_000_000)
    assert change.difference == 1_000_000
    assert change.percentage == Decimal("25.0")
    assert change.shift is None


@pytest.mark.parametrize(("old", "new"), [(None, 5), (5, None), (0, 5)])
def test_an_amount_without_a_figure_to_hold_it_against_has_no_share(
    old: int | None, new: int | None
) -> None:
    change = only(compare_fiches(fiche(financiering__vek=old), fiche(financiering__vek=new)))
    assert change.percentage is None


def test_a_share_beyond_all_sense_is_left_out() -> None:
    change = only(
        compare_fiches(fiche(financiering__vek=1), fiche(financiering__vek=999_999_999_999_999))
    )
    assert change.difference == 999_999_999_999_998
    assert change.percentage is None


def test_a_slipped_timing_tells_the_months() -> None:
    old = with_row(fiche(), "mijlpalen", "VV015-M01", timing=date(2023, 12, 31))
    new = with_row(fiche(), "mijlpalen", "VV015-M01", timing=date(2024, 6, 30))
    change = only(compare_fiches(old, new))
    assert change.path == "mijlpalen.VV015-M01.timing"
    assert change.shift == Shift(182, 6)
    assert str(change.shift) == "6 maanden later"
    assert change.difference is None


def test_a_timing_that_was_missing_has_not_slipped() -> None:
    old = with_row(fiche(), "mijlpalen", "VV015-M01")
    new = with_row(fiche(), "mijlpalen", "VV015-M01", timing=date(2024, 6, 30))
    assert only(compare_fiches(old, new)).shift is None


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (date(2021, 1, 15), date(2021, 2, 15), "1 maand later"),
        (date(2021, 1, 31), date(2021, 2, 28), "1 maand later"),
        (date(2021, 12, 31), date(2021, 6, 30), "6 maanden vroeger"),
        (date(2021, 1, 30), date(2021, 2, 28), "29 dagen later"),
        (date(2021, 1, 2), date(2021, 1, 1), "1 dag vroeger"),
    ],
)
def test_a_shift_is_told_in_months_only_when_they_are_whole(
    old: date, new: date, text: str
) -> None:
    assert str(Shift.between(old, new)) == text


@given(DAYS, DAYS)
def test_a_shift_back_is_the_shift_forth_with_another_sign(old: date, new: date) -> None:
    forth, back = Shift.between(old, new), Shift.between(new, old)
    assert forth.days == -back.days
    assert (forth.months is None) == (back.months is None)
    assert forth.months is None or forth.months == -(back.months or 0)


def test_rows_are_paired_by_id_whatever_their_order() -> None:
    old = with_row(fiche(), "mijlpalen", "VV015-M01", titel="een")
    with_row(old, "mijlpalen", "VV015-M02", titel="twee")
    new = with_row(fiche(), "mijlpalen", "VV015-M02", titel="twee")
    with_row(new, "mijlpalen", "VV015-M01", titel="een")
    assert compare_fiches(old, new) == []


def test_a_row_that_came_or_went_is_one_difference() -> None:
    old = with_row(fiche(), "agenderingen", "VV015-A01", titel="nota")
    new = with_row(fiche(), "agenderingen", "VV015-A02", titel="advies")
    came, went = compare_fiches(old, new)
    assert (came.path, came.soort, came.old) == ("agenderingen.VV015-A02", Soort.TOEGEVOEGD, None)
    assert (went.path, went.soort, went.new) == ("agenderingen.VV015-A01", Soort.WEGGEVALLEN, None)
    assert came.field is went.field is came.shift is came.difference is None


def test_a_fiche_that_came_or_went_is_one_difference() -> None:
    changes = compare_meetmomenten({"VV015": fiche()}, {"VV016": fiche("VV016")})
    assert [(change.project, change.path, change.soort) for change in changes] == [
        ("VV015", "", Soort.WEGGEVALLEN),
        ("VV016", "", Soort.TOEGEVOEGD),
    ]
    assert compare_fiches(None, None) == []


def test_differences_stand_in_the_order_of_the_fiche() -> None:
    new = with_row(fiche(titel="x", financiering__vak=1), "mijlpalen", "VV015-M01", titel="y")
    paths = [change.path for change in compare_fiches(fiche(), new)]
    assert paths == ["titel", "financiering.vak", "mijlpalen.VV015-M01"]


@given(st.dictionaries(st.sampled_from(["titel", "belanghebbenden"]), st.text(min_size=1)))
def test_a_fiche_never_differs_from_itself(values: dict[str, str]) -> None:
    assert compare_fiches(fiche(**values), fiche(**values)) == []
