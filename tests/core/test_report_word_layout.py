"""How a Word report falls on its pages: where one begins, and what stays together on it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from sample_document import document, part
from word_files import VAL, body_of, words_of

from vvdesk.report.content import Fields, Line, Paragraph, Prose, Section, SectionKind
from vvdesk.report.word.names import w
from vvdesk.report.word.writing import write_word
from vvdesk.richtext import Block, Run


@pytest.fixture
def write(tmp_path):
    """Writes a report and gives the root of its document."""

    def written(of):
        write_word(of, tmp_path / "rapport.docx")
        return body_of(tmp_path / "rapport.docx")

    return written


def test_each_project_but_the_first_under_a_heading_begins_on_a_new_page(write):
    root = write(document(3))
    fresh = [
        words_of(each)
        for each in root.iter(w("p"))
        if each.find(f".//{w('pageBreakBefore')}") is not None
    ]
    assert fresh == ["VV016 – Project VV016", "VV017 – Project VV017"]


def test_a_project_without_sections_of_its_own_flows_on(write):
    told = Paragraph((Run("Kort."),))
    few = [Section(f"VV{n:03d}", f"vv{n}", (told,), SectionKind.PROJECT) for n in (15, 16, 17)]
    root = write(replace(document(), chapters=(part("Thema", "thema", told, *few),)))
    assert root.find(f".//{w('pageBreakBefore')}") is None


def test_the_head_of_every_table_comes_back_and_short_rows_stay_whole(write):
    root = write(document())
    for table in root.iter(w("tbl")):
        first, *others = table.findall(w("tr"))
        assert first.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        assert all(row.find(f"{w('trPr')}/{w('tblHeader')}") is None for row in others)
        assert all(
            row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in (first, *others)
        )
        assert table.find(f"{w('tblPr')}/{w('tblCaption')}").get(VAL)


def test_a_long_row_may_break_over_two_pages(write):
    lines = (Line("Tekst", Prose((Block("p", 0, (Run("woord " * 300),)),)), "1/VV015-TITEL"),)
    root = write(replace(document(), chapters=(part("Lang", "lang", Fields("Lang", lines)),)))
    assert root.findall(f".//{w('tr')}")[1].find(w("trPr")) is None


def test_a_row_stays_with_the_row_that_says_more_of_it(write):
    root = write(document(1, 2))
    rows = [row for row in root.iter(w("tr")) if "Mijlpaal" in words_of(row)]
    kept = [row.find(f".//{w('keepNext')}") is not None for row in rows]
    assert kept == [True, False]
    closed = [{each.get(VAL) for each in row.iter(w("bottom"))} for row in rows]
    assert closed == [{"nil"}, set()]


def test_widths_fit_between_the_margins(write):
    root = write(document())
    for table in root.iter(w("tbl")):
        columns = [int(each.get(w("w"))) for each in table.find(w("tblGrid"))]
        assert sum(columns) == 9638
        assert min(columns) > 500
        for row in table.findall(w("tr")):
            assert sum(int(each.get(w("w"))) for each in row.iter(w("tcW"))) == 9638


def test_what_announces_a_list_stays_on_its_page(write):
    kinds = ("p", "p", "ol", "p", "ul", "p")
    blocks = tuple(Block(kind, 0, (Run(f"regel {at}"),)) for at, kind in enumerate(kinds))
    root = write(replace(document(), chapters=(part("Lijst", "lijst", Prose(blocks)),)))
    kept = [
        words_of(each) for each in root.iter(w("p")) if each.find(f".//{w('keepNext')}") is not None
    ]
    assert kept == ["regel 1", "regel 3"]


def test_two_tables_never_touch(write):
    fields = Fields("Velden", (Line("Een", (Run("twee"),)),))
    root = write(replace(document(), chapters=(part("Twee", "twee", fields, fields),)))
    blocks = [each.tag for each in root.find(w("body"))]
    for one, other in pairwise(blocks):
        assert (one, other) != (w("tbl"), w("tbl"))
    assert blocks[-2:] == [w("p"), w("sectPr")]
