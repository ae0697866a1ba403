"""Blocks of cells over the clipboard: taken apart, recognised, read and written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.choices import Choices
from vvdesk.dictionary import field_named, fields_of
from vvdesk.model import Mijlpaal
from vvdesk.row_order import places_after_inserting, places_after_moving
from vvdesk.table_block import cells_to_html, cells_to_text, parse_cells, read_block
from vvdesk.values import Unreadable

LISTS = {
    "mijlpaalstatus": Choices(
        "mijlpaalstatus", (("op_schema", "Op schema"), ("vertraagd", "Vertraagd"))
    )
}
EVERY = fields_of(Mijlpaal)
SHOWN = [field_named(Mijlpaal, name) for name in ("titel", "timing", "status", "beslissingen")]
CELLS = st.text(st.sampled_from('ab"\t\n 1'), max_size=8)


def read(text, shown=SHOWN):
    return read_block(parse_cells(text), shown, EVERY, LISTS)


def test_a_block_of_excel_is_taken_apart_with_its_line_breaks_in_the_cell():
    text = '"Eerste\nregel"\t31/12/2023\r\nTweede\t01/06/2024\r\n'
    assert parse_cells(text) == [["Eerste\nregel", "31/12/2023"], ["Tweede", "01/06/2024"]]


def test_quotes_that_were_typed_stay():
    assert parse_cells('"Digisprong"\tzeg "ja"\t"half') == [['"Digisprong"', 'zeg "ja"', '"half']]
    assert parse_cells('"zeg ""ja"""') == [['zeg "ja"']]


def test_an_empty_clipboard_is_one_empty_cell():
    assert parse_cells("") == [[""]]
    assert parse_cells("a\t\n") == [["a", ""]]


def test_more_rows_than_any_table_has_are_refused():
    with pytest.raises(Unreadable, match="2000 rijen"):
        parse_cells("a\n" * 2001)


@given(st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
))  # fmt: skip
def test_what_is_copied_is_pasted_the_same(rows):
    assert parse_cells(cells_to_text(rows)) == rows


def test_cells_are_read_by_their_column():
    block = read("Stap\tQ4 2023\top schema")
    assert block.rows[0].values == {
        "titel": "Stap", "timing": date(2023, 12, 31), "status": "op_schema",
    }  # fmt: skip
    assert not block.refused


def test_an_unreadable_cell_is_refused_alone_and_keeps_its_text():
    block = read("Stap\t31/02/2024\tVertraagd")
    row = block.rows[0]
    assert block.refused == 1
    assert (row.refused["timing"].text, row.values["status"]) == ("31/02/2024", "vertraagd")
    assert "bestaat niet" in row.refused["timing"].reason


def test_an_empty_cell_empties():
    assert read("Stap\t").rows[0].values == {"titel": "Stap", "timing": None}


def test_headers_put_columns_where_they_belong_even_when_hidden():
    block = read("Status *\tReden\tProjectcode\tMIJLPAAL\nVertraagd\tZiekte\tVV015\tStap")
    assert block.rows[0].values == {"status": "vertraagd", "reden": "Ziekte", "titel": "Stap"}
    assert block.left_out == ("Projectcode",)
    assert len(block.rows) == 1


def test_a_header_named_twice_counts_once():
    block = read("Status\tTiming\tStatus\nVertraagd\t31/12/2023\tOp schema")
    assert block.rows[0].values == {"status": "vertraagd", "timing": date(2023, 12, 31)}
    assert block.left_out == ("Status",)


def test_one_row_is_never_a_header():
    assert read("Status").rows[0].values == {"titel": "Status"}


def test_what_stands_right_of_the_last_column_is_named():
    block = read("a\tb\t\nc\td\t ", [SHOWN[0]])
    assert block.left_out == ("b", "d")


def test_a_block_as_html_holds_no_markup_of_the_cells():
    made = cells_to_html([["Kop"], ["<b>\nx"]], has_headers=True)
    assert "&lt;b&gt;<br" in made
    assert made.count("<th ") == 1


def test_moving_a_row_changes_only_the_places_between():
    places = {"a": 1, "b": 2, "c": 5, "d": 9}
    assert places_after_moving(["a", "c", "b", "d"], places) == {"c": 2, "b": 5}
    assert places_after_moving(["a", "b", "c", "d"], places) == {}


def test_rows_with_the_same_place_are_told_apart_when_one_moves():
    assert places_after_moving(["b", "a"], {"a": 0, "b": 0}) == {"b": 1, "a": 2}


def test_inserting_moves_rows_only_until_there_is_room():
    places = {"a": 1, "b": 2, "c": 5}
    assert places_after_inserting(list(places), places, 1) == (2, {"b": 3})
    assert places_after_inserting(list(places), places, 3, 2) == (6, {})
    assert places_after_inserting([], {}, 0) == (1, {})


@given(st.lists(st.integers(0, 6), max_size=6).map(sorted), st.integers(0, 6), st.integers(1, 3))
def test_inserted_rows_stand_where_they_were_wanted(given_places, at, count):
    names = [f"r{number}" for number in range(len(given_places))]
    places = dict(zip(names, given_places, strict=True))
    at = min(at, len(names))
    first, moved = places_after_inserting(names, places, at, count)
    after = places | moved | {f"new{number}": first + number for number in range(count)}
    wanted = [*names[:at], *(f"new{number}" for number in range(count)), *names[at:]]
    assert sorted(after, key=after.get) == wanted
    assert len(set(after.values())) == len(after)
