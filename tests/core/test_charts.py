"""Charts: nothing overlaps, everything is legible, and picture, table and words say the same."""

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from vvdesk.charts.bars import Bars
from vvdesk.charts.bullets import Amount, Budget, Bullets
from vvdesk.charts.chart import Part, Row
from vvdesk.charts.columns import Columns
from vvdesk.charts.drawing import Drawing, Series
from vvdesk.charts.marks import Box, number, pattern, shape
from vvdesk.charts.palette import DARK, LIGHT, contrast, ink_on
from vvdesk.charts.rows import Counted
from vvdesk.charts.text import (
    elided,
    escape,
    in_dutch,
    in_euro,
    in_millions,
    share_words,
    signed,
    text_width,
    with_minus,
    wrapped,
)
from vvdesk.values import euro_to_text

SVG = "{http://www.w3.org/2000/svg}"
STATUSES = [
    Series("ng", "Nog niet gestart", "#6B6B6B", "", "#DADADA", "○"),
    Series("op", "Opgestart", "#4E9A1F", "", "#C4EBA8", "◐"),
    Series("na", "In uitvoering na agendering VR", "#0B5D3B", "", "#A9E5C4", "●"),
    Series("ge", "Gerealiseerd", "#F2C500", "#5E4E00", "#FFEB7A", "✓"),
    Series("ba", "Bijzondere aandacht nodig", "#B86200", "", "#FFD08A", "▲"),
    Series("ac", "Bijkomende actie noodzakelijk", "#B3261E", "", "#FFC4BF", "◆"),
    Series("st", "Stopgezet", "#3D3D3D", "", "#E6E6E6", "×"),
]
LONG = "05. Het Vlaamse zorg- en welzijnssysteem versterken en weerbaar maken voor de toekomst"
COUNTS = [(1, 9, 30, 2, 5, 1, 0), (2, 10, 20, 0, 1, 0, 3), (0, 0, 7, 0, 0, 0, 0), (0,) * 7]
LABELS = ["01. Verduurzaming", "02. Infrastructuur", LONG, "07. Efficiënter <b>&\x00"]
MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun"]


def status_rows(counts=COUNTS):
    return [
        Row(
            label,
            tuple(
                Part(series.key, count, f"{at}:{series.key}", at - 1)
                for series, count in zip(STATUSES, each, strict=True)
            ),
            f"rij:{at}",
        )
        for at, (label, each) in enumerate(zip(LABELS, counts, strict=True))
    ]


def bars():
    counted = Counted("Speerpunt", "project", "projecten", "april 2021")
    return Bars("Projectstatus per speerpunt", status_rows(), STATUSES, counted)


def single_bars():
    rows = [
        Row(each.label, (Part(each.key, 7 * at, f"m:{at}", at),))
        for at, each in enumerate(STATUSES[:4])
    ]
    counted = Counted("Status", "mijlpaal", "mijlpalen", "april 2021")
    return Bars("Mijlpalen per status", rows, STATUSES, counted, legend=False)


def columns():
    rows = [
        Row(
            month,
            (
                Part("na", at * 7, f"{year}{month}na"),
                Part("ge", 1 if at % 2 else 0, f"{year}{month}ge"),
            ),
            f"{year}{month}",
            str(year),
        )
        for year in (2021, 2022)
        for at, month in enumerate(MONTHS)
    ]
    return Columns("Per maand", rows, STATUSES, Counted("Maand", "mijlpaal", "mijlpalen"))


def histogram():
    rows = [Row(label, (Part("", at * 100, f"d{at}"),)) for at, label in enumerate(MONTHS)]
    counted = Counted("Verschuiving", "mijlpaal", "mijlpalen")
    return Columns("Verschoven", rows, [Series("", "Verschuiving")], counted, legend=False)


def bullets():
    rows = [
        Budget(LONG, Amount(1_054_000_000, 0, "r"), Amount(4_000_000, 0, "v"),
               Amount(1_000_000, 2, "e", "e:leeg"), 4, 1),
        Budget("Zonder", Amount(None, 3, "r2"), Amount(None, 3, "v2"), Amount(0, 0, "e2")),
        Budget("Teveel", Amount(0, 0, "r3"), Amount(50_000, 0, "v3"), Amount(-5, 0, "e3")),
    ]  # fmt: skip
    return Bullets("Uitvoering", "Speerpunt", rows)


ALL = pytest.mark.parametrize("make", [bars, single_bars, columns, histogram, bullets])
SIZES = pytest.mark.parametrize(("width", "size"), [(1300, 13), (760, 13), (380, 13), (1300, 26)])


def empty(make):
    return {
        bars: Bars("Leeg", [], STATUSES, Counted("a", "b", "c")),
        columns: Columns("Leeg", [], STATUSES, Counted("a", "b", "c")),
        bullets: Bullets("Leeg", "a", []),
    }.get(make)


@ALL
@SIZES
def test_no_text_overlaps_another_or_leaves_the_drawing(make, width, size):
    drawing = make().drawn(LIGHT, width, size=size, titled=True)
    for words, box in drawing.texts:
        assert box.x >= -0.5, words
        assert box.right <= width + 0.5, words
        assert box.bottom <= drawing.bottom + 0.5, words
    for (one, first), (other, second) in combinations(drawing.texts, 2):
        assert not first.overlaps(second), f"{one!r} over {other!r}"


@ALL
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_document_is_svg_tiny_with_title_and_words(make, palette):
    chart = make()
    document = chart.svg(palette, 760)
    root = ET.fromstring(document)
    assert root.tag == f"{SVG}svg"
    assert (root.get("version"), root.get("baseProfile")) == ("1.2", "tiny")
    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == escape(chart.alt).replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&amp;", "&").replace("&quot;", '"')
    allowed = {"svg", "title", "desc", "rect", "path", "text", "line"}
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= allowed
    assert document == make().svg(palette, 760)


@ALL
def test_every_figure_can_be_pointed_at_within_the_drawing(make):
    drawing = make().drawn(LIGHT, 760)
    hits = make().hit_boxes(760)
    assert hits == drawing.hit_boxes()
    assert hits
    for hit in hits:
        assert hit.text
        for box in hit.boxes:
            assert box.width > 0
            assert box.x >= -4
            assert box.bottom <= drawing.bottom + 5


@pytest.mark.parametrize("make", [bars, columns, bullets])
def test_a_chart_of_nothing_is_still_a_chart(make):
    chart = empty(make)
    ET.fromstring(chart.svg(LIGHT, 500))
    assert chart.hit_boxes(500) == []
    assert chart.table().rows == ()


@ALL
def test_every_row_of_the_table_is_as_long_as_its_headers(make):
    table = make().table()
    assert all(len(row) == len(table.headers) for row in table.rows)
    assert table.texts()[0] == list(table.headers)


def test_the_table_has_a_column_per_status_and_the_changes_in_words():
    table = bars().table()
    assert table.headers[:3] == ("Speerpunt", "Nog niet gestart", "Opgestart")
    assert table.headers[-2:] == ("Totaal", "Verschil met april 2021")
    first = table.rows[0]
    assert [cell.value for cell in first[1:-1]] == [1, 9, 30, 2, 5, 1, 0, 48]
    assert first[2].key == "0:op"
    assert "Opgestart −1" in first[-1].text
    assert table.rows[1][-1].text == "geen"
    alone = single_bars().table()
    assert alone.headers == ("Status", "Mijlpalen", "Verschil met april 2021")
    assert [cell.text for cell in alone.rows[1]] == ["Opgestart", "7", "+1"]


def test_values_stand_in_the_bar_or_beside_it():
    root = ET.fromstring(bars().svg(LIGHT, 760))
    texts = [each.text for each in root.iter(f"{SVG}text")]
    for value in ("48", "30 (−1)", "9", "36", "1 (−1)"):
        assert any(value == text or text.startswith(f"{value} (") for text in texts), value


def test_a_sentence_tells_what_a_part_says_and_how_it_changed():
    said = {hit.key: hit.text for hit in bars().hit_boxes(760)}
    assert said["0:op"] == "01. Verduurzaming · Opgestart: 9 projecten (1 minder dan in april 2021)"
    assert said["1:ba"].endswith("1 project (evenveel als in april 2021)")
    assert said["2:na"].endswith("7 projecten (1 meer dan in april 2021)")
    assert said["rij:0"] == "01. Verduurzaming: 48 projecten"


def test_words_for_who_cannot_see_it_hold_every_figure():
    assert "Opgestart 9" in bars().alt
    assert "Projectstatus per speerpunt: 91 projecten." in bars().alt
    assert "VEK 1,0 mln EUR (0,1 %); niet ingevuld: 2 × VEK" in bullets().alt


def test_narrow_columns_lie_down():
    wide, narrow = columns().drawn(LIGHT, 1300), columns().drawn(LIGHT, 300)
    assert narrow.bottom > wide.bottom * 1.3
    words = [words for words, _box in narrow.texts]
    assert "feb 2021" in words
    assert "jan 2021" not in words, "nothing is planned then"


def test_what_is_missing_is_said_and_never_drawn_as_nought():
    table = bullets().table()
    assert [cell.text for cell in table.rows[0]] == [
        LONG, "1.054.000.000", "4.000.000", "0,4 %", "1.000.000", "0,1 %", "2 × VEK",
    ]  # fmt: skip
    assert table.rows[1][1].text == "niet ingevuld"
    assert table.rows[1][1].value is None
    keys = {hit.key for hit in bullets().hit_boxes(760)}
    assert "e:leeg" in keys


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_colours_can_be_told_from_their_ground(palette):
    for colour in (palette.text, palette.muted):
        assert contrast(colour, palette.surface) >= 4.5
    for colour in (palette.first, palette.second, palette.edge):
        assert contrast(colour, palette.surface) >= 3
    for series in STATUSES:
        fill, edge = series.fill(palette), series.outline(palette) or series.fill(palette)
        assert max(contrast(fill, palette.surface), contrast(edge, palette.surface)) >= 3
        assert contrast(ink_on(fill), fill) >= 4.5


def test_each_status_has_a_pattern_and_a_shape_of_its_own():
    box = Box(0, 0, 60, 20)
    assert len({pattern(each.vorm, box, "#000000") for each in STATUSES}) == len(STATUSES)
    square = Box(0, 0, 12, 12)
    assert len({shape(each.vorm, square, "#000000") for each in STATUSES}) == len(STATUSES)
    assert shape("?", square, "#000000")


def test_patterns_stay_within_their_mark():
    box = Box(10, 20, 37, 19)
    for vorm in "○◐▲◆✓×":
        path = ET.fromstring(pattern(vorm, box, "#000000")).get("d")
        for point in path.replace("M", " ").replace("L", " ").split("  "):
            numbers = [float(each) for each in point.split()]
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                assert box.holds(x, y)


def test_text_is_broken_and_elided_where_it_does_not_fit():
    assert wrapped("een twee drie", 1000, 13, 2) == ["een twee drie"]
    lines = wrapped(LONG, 150, 13, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text_width(line, 13) <= 150 for line in lines)
    assert wrapped("", 100, 13, 2) == [""]
    assert wrapped("Onafscheidelijkheidsverklaringen", 60, 13, 2)[0].endswith("…")
    assert elided("abc", 0, 13) == "…"
    first, *_rest = wrapped("Onafscheidelijkheidsverklaringen daarna", 60, 13, 2)
    assert first.endswith("…")


def test_every_letter_has_a_width():
    assert text_width("é", 10) == text_width("e", 10)
    assert text_width("日本", 10) > text_width("ab", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("ß", 10) > 0
    assert text_width("a", 10, bold=True) > text_width("a", 10)


def test_figures_are_written_in_dutch():
    assert in_dutch(1_753) == "1.753"
    assert in_dutch(-4) == "−4"
    assert [signed(each) for each in (3, 0, -2)] == ["+3", "±0", "−2"]
    assert in_millions(1_054_000_000) == "1.054,0 mln EUR"
    assert in_millions(801) == "801 EUR"
    assert in_millions(-12_550_000) == "−12,6 mln EUR"
    assert share_words(573) == "57,3 %"


def test_what_xml_cannot_hold_is_replaced():
    assert escape('<a & "b">\x00') == "&lt;a &amp; &quot;b&quot;&gt;\ufffd"


def test_coordinates_are_short_and_never_minus_nought():
    assert [number(each) for each in (1.0, 1.256, -0.001, 0.5)] == ["1", "1.26", "0", "0.5"]


def test_empty_words_draw_nothing():
    drawing = Drawing(LIGHT, 100, 13)
    drawing.text(0, 0, "")
    drawing.hit("", "niets", Box(0, 0, 1, 1))
    assert drawing.texts == []
    assert drawing.hit_boxes() == []
    assert drawing.shape(Series("a", "a"), 0, 0) == 0


@pytest.mark.parametrize(
    ("amount", "written"), [(1_054_000, "1.054.000 EUR"), (0, "0 EUR"), (-5000, "−5.000 EUR")]
)
def test_an_amount_has_its_unit_and_a_true_minus(amount, written):
    assert in_euro(amount) == written
    assert with_minus(euro_to_text(amount)) == written
