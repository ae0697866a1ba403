"""Cells that hold something else than they seem to."""

import xml.etree.ElementTree as ET

from tests.files.hostile import kind
from tests.files.hostile_parts import Parts, main

_TOO_LONG = 40_000


def _formula(parts: Parts, formula: str, cached: str | None = "5", **attributes: str) -> ET.Element:
    """Let the number come from a formula, with or without its last result."""
    cell = parts.number
    found = ET.Element(main("f"), attributes)
    found.text = formula
    cell.insert(0, found)
    value = cell.find(main("v"))
    assert value is not None
    value.text = cached
    if cached is None:
        cell.remove(value)
    return cell


@kind("flagged")
def val_formula_with_stale_result(parts: Parts) -> None:
    _formula(parts, "1000+1")


@kind("flagged")
def val_formula_without_result(parts: Parts) -> None:
    _formula(parts, "1000+1", None)


@kind("flagged")
def val_formula_to_another_workbook(parts: Parts) -> None:
    _formula(parts, "[1]Blad1!A1")


@kind("flagged")
def val_formula_to_the_web(parts: Parts) -> None:
    _formula(parts, '_xlfn.WEBSERVICE("http://example.org/")').set("t", "str")


@kind("flagged")
def val_formula_dde(parts: Parts) -> None:
    _formula(parts, "cmd|'/c calc'!A1")


@kind("flagged")
def val_formula_shared(parts: Parts) -> None:
    _formula(parts, "", si="0", t="shared")


@kind("flagged")
def val_formula_of_a_matrix(parts: Parts) -> None:
    """One cell says that its formula fills the whole sheet; the other cells look like values."""
    _formula(parts, "A1:A5*2", t="array", ref="A1:XFD1048576")


@kind("flagged")
def val_formula_true(parts: Parts) -> None:
    """As LibreOffice writes a yes or no."""
    _formula(parts, "TRUE()", "1").set("t", "b")


@kind("flagged")
def val_error_na(parts: Parts) -> None:
    parts.set_number("#N/A", "e")


@kind("flagged")
def val_error_div(parts: Parts) -> None:
    parts.set_number("#DIV/0!", "e")


@kind("flagged")
def val_bool(parts: Parts) -> None:
    parts.set_number("1", "b")


@kind("flagged")
def val_bool_that_is_neither(parts: Parts) -> None:
    parts.set_number("2", "b")


@kind("flagged")
def val_nan(parts: Parts) -> None:
    parts.set_number("NaN")


@kind("flagged")
def val_infinite(parts: Parts) -> None:
    parts.set_number("INF")


@kind("flagged")
def val_overflow(parts: Parts) -> None:
    parts.set_number("1E400")


@kind("flagged")
def val_underscore(parts: Parts) -> None:
    parts.set_number("1_234")


@kind("flagged")
def val_other_digits(parts: Parts) -> None:
    parts.set_number("١٢٣٤")


@kind("flagged")
def val_comma(parts: Parts) -> None:
    parts.set_number("1234,56")


@kind("flagged")
def val_seventeen_digits(parts: Parts) -> None:
    parts.set_number("9007199254740993")


@kind("flagged")
def val_digits_behind_the_point(parts: Parts) -> None:
    parts.set_number("0.30000000000000004")


@kind("flagged")
def val_amount_as_text(parts: Parts) -> None:
    parts.set_text("375.000.000", parts.number)


@kind("flagged")
def val_amount_as_ambiguous_text(parts: Parts) -> None:
    parts.set_text("12,500", parts.number)


@kind("flagged")
def val_number_is_negative(parts: Parts) -> None:
    parts.set_number("-1")


@kind("flagged")
def val_code_is_a_number(parts: Parts) -> None:
    cell = parts.words
    cell.set("t", "n")


@kind("flagged")
def val_iso_date(parts: Parts) -> None:
    parts.set_number("2021-03-31", "d")


@kind("flagged")
def val_iso_date_that_is_none(parts: Parts) -> None:
    parts.set_number("31/03/2021", "d")


@kind("flagged")
def val_day_that_never_was(parts: Parts) -> None:
    parts.set_number("60")


@kind("flagged")
def val_text_index_negative(parts: Parts) -> None:
    parts.set_number("-1", "s")


@kind("flagged")
def val_text_index_too_high(parts: Parts) -> None:
    parts.set_number("4000000000", "s")


@kind("flagged")
def val_unknown_type(parts: Parts) -> None:
    parts.number.set("t", "bedrag")


@kind("flagged")
def val_unknown_format(parts: Parts) -> None:
    parts.number.set("s", "65000")


@kind("flagged")
def val_two_values(parts: Parts) -> None:
    cell = parts.number
    ET.SubElement(cell, main("v")).text = "99"


@kind("flagged")
def val_value_and_text(parts: Parts) -> None:
    inline = ET.SubElement(parts.number, main("is"))
    ET.SubElement(inline, main("t")).text = "99"


@kind("flagged")
def val_control_characters(parts: Parts) -> None:
    parts.set_text("Een_x0007_ bel en _xFFFE_ meer")


@kind("flagged")
def val_lone_surrogate(parts: Parts) -> None:
    parts.set_text("Half teken _xD83D_ hier")


@kind("flagged")
def val_text_too_long(parts: Parts) -> None:
    words = " ".join(str(number * number) for number in range(_TOO_LONG // 4))
    parts.set_text(words[:_TOO_LONG])


@kind("flagged")
def val_text_like_a_formula(parts: Parts) -> None:
    parts.set_text("=1+1")


@kind("flagged")
def val_text_with_a_link(parts: Parts) -> None:
    parts.set_text('<img src="file://server/deel/a.png">')


@kind("accepted", same=False)
def val_text_in_other_unicode_form(parts: Parts) -> None:
    parts.set_text("e\u0301e\u0301n")
