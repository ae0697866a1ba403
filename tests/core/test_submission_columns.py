"""One cell, one column: what is taken, what is refused, and what is told."""

from datetime import date
from decimal import Decimal

import pytest

from vvdesk import kinds
from vvdesk.exchange.reader.model import Cell, CellRun, Sheet
from vvdesk.exchange.submission.columns import ColumnReader
from vvdesk.exchange.submission.header import locate
from vvdesk.exchange.submission.rich import is_untouched
from vvdesk.exchange.workbook.base_sheet import Basis
from vvdesk.exchange.workbook.sheets import MIJLPALEN, PROJECTEN
from vvdesk.values import Unreadable


def column(kind):
    blad = PROJECTEN if kind in {kinds.EURO, kinds.OPMAAK} else MIJLPALEN
    found = next(each for each in blad.columns if each.kind is kind and each.is_input)
    return ColumnReader(found, {}, date1904=False)


def number(value, number_format="General", *, exact=True):
    return Cell("number", Decimal(value), number_format, None, None, exact)


def of_kind(kind, value):
    return Cell(kind, value, "General", None, None, exact=True)


@pytest.mark.parametrize("text", ["2024-02-29", "2024-02-29T00:00:00", "2024-02-29T00:00:00.000Z"])
def test_an_iso_date_is_a_day(text):
    assert column(kinds.DAG).read(of_kind("date", text), None) == (date(2024, 2, 29), None)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kinds.DAG, "2024-02-29T08:00:00"),
        (kinds.DAG, "1900-02-29"),
        (kinds.DAG, "1850-01-01"),
        (kinds.EURO, "2024-02-29"),
        (kinds.TEKST, "2024-02-29"),
    ],
)
def test_an_iso_date_with_an_hour_or_in_another_column_is_a_problem(kind, text):
    with pytest.raises(Unreadable):
        column(kind).read(of_kind("date", text), None)


def test_more_digits_than_a_cell_keeps_are_not_taken():
    for kind in (kinds.EURO, kinds.GETAL):
        with pytest.raises(Unreadable, match="meer dan 15 cijfers"):
            column(kind).read(number("12345678901234567", exact=False), None)


@pytest.mark.parametrize("kind", ["formula", "error", "bool", "unreadable"])
def test_what_is_no_value_is_named(kind):
    with pytest.raises(Unreadable, match="Geef een bedrag"):
        column(kinds.EURO).read(of_kind(kind, "A1+1"), None)


def test_a_number_beyond_the_calendar_is_no_date():
    reader = column(kinds.DAG)
    assert not reader.is_same(number("99999999"), "2024-02-29")
    assert not reader.is_same(of_kind("text", "x"), "2024-02-29")
    with pytest.raises(Unreadable, match="is geen datum"):
        reader.read(number("99999999"), None)


@pytest.mark.parametrize("base", ["12,5", 12, None, ["12.5"]])
def test_a_base_that_is_no_number_is_never_the_same(base):
    assert not column(kinds.GETAL).is_same(number("12.5"), base)
    assert column(kinds.GETAL).is_same(number("12.50"), "12.5")


def test_a_link_alone_is_an_address():
    url = next(each for each in MIJLPALEN.columns if each.kind is kinds.REGELS)
    assert (
        ColumnReader(url, {}, date1904=False).read(of_kind("text", " a \n b "), None)[0] == "a\nb"
    )


def test_rich_text_that_was_written_otherwise_than_its_base_comes_back_exactly():
    text = "<p>een</p><p>twee</p>"
    basis = Basis("VV015", {"omschrijving": "<p>nul</p>"}, {"omschrijving": text})
    reader = column(kinds.OPMAAK)
    assert reader.key == "omschrijving"
    assert reader.read(of_kind("text", "een\n\ntwee"), basis) == (text, None)
    assert reader.read(of_kind("text", "drie"), basis) == ("<p>drie</p>", None)
    endless = Basis("VV015", {}, {"omschrijving": "<p>" * 90_000})
    assert reader.read(of_kind("text", "drie"), endless) == ("<p>drie</p>", None)


def test_a_cell_that_is_no_text_is_never_an_untouched_rich_text():
    assert not is_untouched(number("1"), "<p>1</p>")
    assert not is_untouched(of_kind("text", "1"), None)
    assert not is_untouched(of_kind("text", "- een"), "<p>- een</p>")
    assert not is_untouched(of_kind("text", "een\ntwee"), "<p>een<br>twee</p>")


def test_bold_that_went_away_is_a_change():
    bold = (CellRun("een ", bold=False, italic=False), CellRun("twee", bold=True, italic=False))
    cell = Cell("text", "een twee", "@", bold, None, exact=True)
    assert is_untouched(cell, "<p>een <strong>twee</strong></p>")
    assert not is_untouched(cell, "<p>een twee</p>")
    assert not is_untouched(cell._replace(runs=None), "<p>een <strong>twee</strong></p>")


def test_a_sheet_far_from_its_labels_has_none():
    cells = {(40, at): of_kind("text", each.header) for at, each in enumerate(PROJECTEN.columns, 1)}
    assert locate(Sheet("Projecten", "visible", cells), PROJECTEN) is None
