from decimal import Decimal

import pytest

from vvdesk.choices import folded
from vvdesk.dictionary import Sectie, fields_of
from vvdesk.exchange.reader.model import Cell, Sheet
from vvdesk.exchange.workbook.digest import digest_of_visible
from vvdesk.exchange.workbook.paper import page_breaks
from vvdesk.exchange.workbook.sheets import (
    AGENDERING,
    BASISLIJN,
    BLADEN,
    CODE,
    MIJLPALEN,
    PROJECTEN,
    ROW_ID,
    find_header,
    find_sheet,
)
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal


def text(value):
    return Cell("text", value, "@", None, None, exact=True)


def number(value):
    return Cell("number", Decimal(value), "General", None, None, exact=True)


def sheet(name, *rows):
    cells = {
        (at, column): cell if isinstance(cell, Cell) else text(cell)
        for at, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell
    }
    return Sheet(name, "visible", cells)


def test_every_field_of_a_fiche_has_exactly_one_column():
    placed = [column.key for column in PROJECTEN.fields]
    single = [field.name for field in fields_of(Fiche)]
    money = [f"financiering.{field.name}" for field in fields_of(Financiering)]
    assert sorted(placed) == sorted([*single, *money])


@pytest.mark.parametrize(("blad", "entity"), [(MIJLPALEN, Mijlpaal), (AGENDERING, Agendering)])
def test_every_field_of_a_row_has_exactly_one_column(blad, entity):
    assert [column.key for column in blad.fields] == [field.name for field in fields_of(entity)]


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.name)
def test_no_two_columns_answer_to_one_label(blad):
    labels = [
        folded(label) for column in blad.columns for label in {column.header, *column.formerly}
    ]
    assert len(labels) == len(set(labels))


def test_the_columns_of_projecten_follow_the_sections_of_the_report():
    sections = [column.section for column in PROJECTEN.fields]
    order = list(Sectie)
    assert sections == sorted(sections, key=order.index)
    assert Sectie.AGENDERING not in sections
    assert Sectie.GEDETAILLEERDE_VOORTGANG not in sections


def test_rows_begin_with_what_identifies_them():
    assert PROJECTEN.columns[0].key == CODE
    assert [column.key for column in MIJLPALEN.columns[:2]] == [CODE, ROW_ID]
    assert [column.key for column in AGENDERING.columns[:2]] == [CODE, ROW_ID]


def test_the_first_planning_is_shown_and_not_read():
    assert not MIJLPALEN.by_key[BASISLIJN].is_input
    assert BASISLIJN not in {column.key for column in MIJLPALEN.fields}


def test_a_header_is_found_by_label_wherever_it_stands():
    found = find_header(
        sheet(
            "Mijlpalen",
            ["Onze mijlpalen"],
            [],
            ["Nota", "  STATUS ", "Timing", "mijlpaal-id", "Projectcode", "status"],
            [number(5)],
        ),
        MIJLPALEN,
    )
    assert found.row == 3
    assert {at: column.key for at, column in found.columns.items()} == {
        2: "status",
        3: "timing",
        4: ROW_ID,
        5: CODE,
    }
    assert found.unknown == {1: "Nota"}
    assert found.doubled == {6: "status"}
    assert "titel" in {column.key for column in found.missing}


def test_a_sheet_without_labels_has_no_header():
    assert find_header(sheet("Mijlpalen", ["hallo"], ["Status"]), MIJLPALEN) is None
    assert find_header(sheet("Mijlpalen"), MIJLPALEN) is None


def test_a_sheet_is_found_in_any_case():
    assert find_sheet([sheet("Nota"), sheet(" MIJLPALEN")], MIJLPALEN).name == " MIJLPALEN"
    assert find_sheet([sheet("Nota")], MIJLPALEN) is None


def table(order, *rows):
    return sheet("Mijlpalen", order, *[[row.get(label) for label in order] for row in rows])


ONE = {"Projectcode": "VV015", "Mijlpaal-id": "VV015-M01", "Status": "Op schema"}
TWO = {"Projectcode": "VV015", "Mijlpaal-id": "VV015-M02", "Geplande timing": number(45291)}
LABELS = ["Projectcode", "Mijlpaal-id", "Geplande timing", "Status"]


def test_the_digest_does_not_see_order():
    usual = digest_of_visible([table(LABELS, ONE, TWO)])
    assert digest_of_visible([table(LABELS[::-1], TWO, ONE)]) == usual
    assert digest_of_visible([sheet("Nota", ["x"]), table([*LABELS, "Nota"], ONE, TWO)]) == usual


def test_the_digest_sees_every_value():
    usual = digest_of_visible([table(LABELS, ONE, TWO)])
    for changed in (
        {**ONE, "Status": "Gerealiseerd"},
        {**ONE, "Status": None},
        {**ONE, "Projectcode": "VV016"},
        {**ONE, "Status": Cell("formula", "1+1", "@", None, None, exact=True)},
        {**ONE, "Geplande timing": text("45291")},
    ):
        assert digest_of_visible([table(LABELS, changed, TWO)]) != usual


def test_the_digest_does_not_see_what_is_only_shown():
    labels = [*LABELS, "Eerste planning"]
    usual = digest_of_visible([table(LABELS, ONE)])
    assert digest_of_visible([table(labels, {**ONE, "Eerste planning": number(1)})]) == usual


def test_pages_break_where_a_section_starts_if_they_can():
    widths = [float(column.width) for column in PROJECTEN.columns]
    breaks = page_breaks(PROJECTEN.columns, widths, 2)
    assert breaks == sorted(set(breaks))
    starts = [
        at
        for at in breaks
        if PROJECTEN.columns[at].section is not PROJECTEN.columns[at - 1].section
    ]
    assert starts
