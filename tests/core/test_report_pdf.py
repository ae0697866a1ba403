import io
import re
import struct
import warnings
from dataclasses import replace
from datetime import date

import page
import pytest
import typst
from pypdf import PdfReader
from sample_document import document

from vvdesk.jobs import Cancelled
from vvdesk.report.content import Column, Figure, Grid, GridRow, Paragraph, Section, SectionKind
from vvdesk.report.pdf import pages
from vvdesk.report.pdf import writing as module
from vvdesk.report.pdf.pages import Layout, layout_of, painted
from vvdesk.report.pdf.writing import settled, write_pdf
from vvdesk.report.typesetting.fonts import SANS, font_folder, shipped_fonts
from vvdesk.report.typesetting.typst_compile import REPORT, Typesetting
from vvdesk.richtext import Run

_UNSEEN = re.compile("[\u200b\u00ad\\s-]")


def read(path):
    return PdfReader(io.BytesIO(path.read_bytes()))


def with_text(text):
    said = Section("Proef", "proef", (Paragraph((Run(text),)),), SectionKind.CHAPTER)
    return replace(document(), chapters=(said,))


def bare(text):
    return _UNSEEN.sub("", text)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    target = tmp_path_factory.mktemp("pdf") / "rapport.pdf"
    assert write_pdf(document(3, 25), target) == ()
    return target


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_every_kind_of_block_keeps_to_the_standards(made, profile):
    report = page.validate_pdf(str(made), profile=page.ValidationProfile(profile))
    assert report.failures == []
    assert report.is_compliant


def test_it_says_what_it_is_and_in_which_language(made):
    found = read(made)
    assert found.metadata.title == (
        "Voortgangsrapport – Speerpunt 04. Investeren in mensen en talenten"
    )
    assert found.trailer["/Root"]["/Lang"] == "nl-BE"
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert found.metadata.creation_date.date() == date(2021, 3, 31)


def test_every_page_but_the_cover_has_head_and_foot(made):
    pages = read(made).pages
    for number, each in enumerate(pages[1:], start=2):
        text = " ".join(each.extract_text().split())
        assert f"pagina {number} van {len(pages)}" in text
        assert "Meetmoment april 2021" in text
        assert "Controlecode Z3RQ-ZANS-BG14-H4EH" in text
        assert "Relanceplan Vlaamse Veerkracht – Speerpunt 04." in text


def test_all_headings_are_bookmarks_and_those_of_projects_stand_in_the_contents(made):
    found = read(made)

    def titles(outline):
        for each in outline:
            if isinstance(each, list):
                yield from titles(each)
            else:
                yield each["/Title"]

    named = [*titles(found.outline)]
    assert named == [section.title for _, section in document(3, 25).sections()]
    contents = found.pages[1].extract_text()
    assert "VV016 – Project VV016" in contents
    assert "Gedetailleerde" not in contents
    assert len(found.pages[1]["/Annots"]) >= 7


def test_the_contents_of_a_report_of_one_chapter_name_its_parts(tmp_path):
    target = tmp_path / "samen.pdf"
    parts = tuple(
        Section(title, title.casefold(), (Paragraph((Run("Tekst."),)),))
        for title in ("Middelen", "Aandacht")
    )
    summary = Section("Samenvatting", "samen", parts, SectionKind.CHAPTER)
    write_pdf(replace(document(), chapters=(summary,)), target)
    contents = read(target).pages[1].extract_text()
    assert all(title in contents for title in ("Samenvatting", "Middelen", "Aandacht"))


def test_no_word_is_lost_and_none_is_read_as_markup(made):
    text = bare("".join(each.extract_text() for each in read(made).pages))
    for words in (
        '#import "x" $a$ @ref // *vet* _schuin_ \\ <script>alert("1")</script> & {{ 7*7 }} =1+1',
        "Niet ingevulde bedragen tellen niet mee.",
        "Opgestart na agendering VR",
        "375.000.000 EUR",
        "1/VV016-PROJECTSTATUS",
        "niet ingevuld",
        "Mijlpaal 25 van Project VV017",
        "Het oudenieuwe plan",
        "Er is een beslissing van de Vlaamse Regering.",
    ):
        assert bare(words) in text


def test_a_head_of_a_table_comes_back_on_the_next_page(made):
    pages = [each.extract_text() for each in read(made).pages]
    rows = [text for text in pages if "Mijlpaal 1 van" in text or "Mijlpaal 25 van" in text]
    assert len(rows) > 3
    assert all("Beoogde realisaties" in text for text in rows)


def test_the_same_report_gives_the_same_bytes(made, tmp_path):
    again = tmp_path / "nog-eens.pdf"
    write_pdf(document(3, 25), again)
    assert again.read_bytes() == made.read_bytes()


def test_a_figure_is_no_link_and_its_code_is_printed(made):
    links = [
        each.get_object() for shown in read(made).pages[2:] for each in shown.get("/Annots", ())
    ]
    assert links
    assert all(each["/A"]["/URI"] for each in links)


def test_a_row_stays_with_what_is_said_of_it_below(tmp_path):
    target = tmp_path / "rijen.pdf"
    write_pdf(document(1, 60), target)
    pages = [each.extract_text() for each in read(target).pages]
    for number in range(1, 61):
        shown = [text for text in pages if f"Mijlpaal {number} van" in text]
        assert len(shown) == 1
        assert f"1/VV015-M{number:02d}" in shown[0]


def test_a_draft_says_so_on_every_page(tmp_path):
    target = tmp_path / "voorlopig.pdf"
    write_pdf(replace(document(), is_final=False), target)
    assert all("VOORLOPIG" in each.extract_text() for each in read(target).pages)


def test_a_report_without_a_cover_begins_at_once(tmp_path):
    target = tmp_path / "kort.pdf"
    write_pdf(replace(document(1), has_cover=False, is_final=False), target)
    first = read(target).pages[0].extract_text()
    assert "Voortgangsrapport" in first
    assert "Legende" in first
    assert page.validate_pdf(str(target), profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_a_sign_that_no_font_has_is_printed_as_its_number_and_told(tmp_path):
    target = tmp_path / "teken.pdf"
    told = write_pdf(with_text("Klaar \U0001f600, en \u4e00. \U0001f600"), target)
    assert "Klaar [U+1F600], en [U+4E00]. [U+1F600]" in read(target).pages[2].extract_text()
    assert len(told) == 2
    assert "(U+1F600) zit in geen lettertype van het rapport" in told[0]
    assert "2 keer: Proef" in told[0]


def test_signs_that_are_refused_only_together_still_give_a_pdf(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "missing_signs", lambda _seen: frozenset())
    target = tmp_path / "samen.pdf"
    told = write_pdf(with_text("\U0001f600"), target)
    assert "[U+1F600]" in read(target).pages[2].extract_text()
    assert len(told) == 1


def test_stopping_writes_nothing(tmp_path):
    def stop(done, _total, _label):
        if done == 2:
            raise Cancelled

    target = tmp_path / "weg.pdf"
    with pytest.raises(Cancelled):
        write_pdf(document(), target, stop)
    assert not target.exists()


def test_only_shipped_fonts_are_used(made):
    assert {each.name for each in font_folder().iterdir()} >= {"SourceSans3[wght].ttf"}
    assert SANS in shipped_fonts().families()
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for each in read(made).pages
        for font in each["/Resources"].get("/Font", {}).values()
    }
    assert names
    assert all(name.startswith(("SourceSans3", "DejaVuSansMono")) for name in names)


def test_what_typst_warns_of_becomes_a_warning(monkeypatch):
    warned = typst.TypstWarning("Let op.", "", [], [])
    typesetting = Typesetting(REPORT, settled(document()).data)
    fake = type("Compiler", (), {"compile_with_warnings": lambda *_, **__: (b"", [warned])})
    monkeypatch.setattr(typesetting, "_compiler", fake())
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        typesetting.pdf(date(2021, 3, 31))
    assert len(heard) == 1


def size(png):
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("cover", [True, False])
def test_a_preview_shows_the_pages_as_they_are_in_the_whole(cover):
    report = replace(document(4, 25), has_cover=cover)
    made = settled(report)
    whole = Typesetting(REPORT, made.data).pictures(200)
    layout = layout_of(made)
    assert layout.total == len(whole)
    for asked in (range(1, 4), range(5, 8), range(len(whole), len(whole) + 5), range(2, 3)):
        shown = painted(made, layout, asked, 200)
        assert [each.number for each in shown] == [each for each in asked if each <= len(whole)]
        for each in shown:
            assert abs(size(each.png)[0] - 200) <= 1
            assert each.png == whole[each.number - 1]


@pytest.mark.parametrize("cover", [True, False])
def test_pages_counted_in_parts_are_those_of_the_whole(cover, monkeypatch):
    made = settled(replace(document(4, 25), has_cover=cover))
    told = Typesetting(REPORT, made.data).told("layout")
    whole = Layout(told["total"], tuple(told["units"]), tuple(told["entries"]))
    for together in (1, 2, 100):
        monkeypatch.setattr(pages, "_TOGETHER", together)
        assert layout_of(made) == whole


def test_a_preview_of_pages_that_do_not_exist_is_empty():
    made = settled(document())
    assert painted(made, layout_of(made), range(90, 95), 100) == ()


def test_a_code_in_a_sentence_gets_no_hyphen_of_its_own(tmp_path):
    code = "2/VV177-M01-REALISATIECRITERIUM"
    grid = Grid(
        "Bewijs",
        (Column("Project", 80), Column("Bewijs", 20)),
        tuple(
            GridRow(((Run("x " * times),), (Run("hier "), Figure(code, code))))
            for times in range(1, 4)
        ),
    )
    section = Section("Bewijzen", "bewijzen", (grid,), SectionKind.CHAPTER)
    write_pdf(replace(document(1), chapters=(section,)), tmp_path / "r.pdf")
    text = "".join(page.extract_text() for page in read(tmp_path / "r.pdf").pages)
    seen = "".join(text.replace("\u200b", "").split())
    assert seen.count(code) == 3
