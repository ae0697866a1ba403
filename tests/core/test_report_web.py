"""The web page of a report: what stands in it, and that nothing can break out of it."""

import base64
import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from report_documents import documents
from sample_document import GESTART, NASTY, document, part, project
from web_page import WebPage

from vvdesk.anchors import html_id
from vvdesk.compare.wording import Part
from vvdesk.jobs import Cancelled
from vvdesk.report.content import (
    Badge,
    Column,
    Document,
    Fields,
    Figure,
    Grid,
    GridRow,
    Legend,
    Line,
    Paragraph,
    Picture,
    Prose,
    Revision,
    RowKind,
    Section,
    SectionKind,
)
from vvdesk.report.plain import block_lines
from vvdesk.report.web import writing
from vvdesk.report.web.elements import clean, element
from vvdesk.report.web.style import css_text, inside, script
from vvdesk.report.web.writing import page, write_web
from vvdesk.richtext import Block, Run


def chapter(*blocks, kind=SectionKind.CHAPTER):
    """A report of one chapter."""
    return replace(document(), chapters=(Section("Hoofdstuk", "hoofdstuk", blocks, kind),))


def said(block):
    """What a reader sees of a block, without white space."""
    match block:
        case Section():
            return block.title + "".join(map(said, block.blocks))
        case Legend():
            return "".join(look.label + sentence for look, sentence in block.entries)
        case Picture():
            return block.chart.title
        case _:
            return "".join(block_lines(block))


def signs(text):
    """The signs of a text as a page holds them, without white space."""
    return "".join(clean(text).split())


def seen(report: Document) -> WebPage:
    """The page of a report, read strictly; every link in it must lead somewhere."""
    found = WebPage(page(report))
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    return found


def test_the_page_says_every_word_in_order():
    report = document()
    assert "".join(seen(report).words) == signs("".join(map(said, report.chapters)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_report_becomes_a_page_without_faults_that_says_every_word(report):
    found = seen(report)
    assert "".join(found.words) == signs("".join(map(said, report.chapters)))
    assert [tag for tag, _about in found.tags].count("script") == 1
    assert not [about for _tag, about in found.tags if any(name[:2] == "on" for name in about)]
    assert all(each.startswith(("http", "mailto:", "data:,")) for each in found.addresses)


def test_the_same_report_gives_the_same_bytes(tmp_path):
    one, other = tmp_path / "een.html", tmp_path / "twee.html"
    assert write_web(document(), one) == write_web(document(), other) == ()
    assert one.read_bytes() == other.read_bytes()
    assert b"\r" not in one.read_bytes()


def test_a_large_page_is_told_about(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_LARGE", 1000)
    (notice,) = write_web(document(), tmp_path / "groot.html")
    assert "per speerpunt" in notice


def test_whoever_stops_leaves_no_file(tmp_path):
    def stop(done, total, label):
        assert 0 < done <= total
        assert label
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_web(document(), tmp_path / "rapport.html", stop)
    assert not list(tmp_path.iterdir())


def test_only_our_own_style_and_script_may_run_and_nothing_is_fetched():
    found = seen(document())
    policy = next(a["content"] for tag, a in found.tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (text,) = found.raw[name]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert "http://" not in text
        assert "https://" not in text
    assert not [about for _tag, about in found.tags if "style" in about or "src" in about]
    assert not {"img", "iframe", "object", "base"} & {tag for tag, _about in found.tags}


def test_what_somebody_typed_stays_text():
    report = replace(document(), title=NASTY, subtitle=NASTY, plan=NASTY, meetmoment=NASTY)
    found = seen(report)
    assert [tag for tag, _about in found.tags].count("script") == 1
    assert "<script>alert" not in page(report)


def test_signs_that_html_does_not_know_are_replaced():
    assert clean("a\x00b\ud800c\r\nd\x85e\ufffe") == "a\ufffdb\ufffdc\nd\ufffde\ufffd"


def test_text_of_a_style_cannot_leave_its_string():
    assert css_text('"}</style>é') == '"\\22 \\7d \\3c \\2f style\\3e \\e9 "'
    with pytest.raises(ValueError, match="style"):
        inside("style", "a { } </style>")


def test_a_colour_that_is_none_becomes_neutral():
    look = replace(GESTART, ink="red; } * { display: none", border="")
    source = page(chapter(Paragraph((Badge(look),))))
    assert "display: none }" not in source
    assert "--edge: transparent; --chip: #CFEBD8; --chip-ink: #333333;" in source


def test_attributes_are_left_out_written_bare_or_escaped():
    made = element("input", hidden=True, id=None, required=False, class_='a"b', aria_label="é")
    assert made.source == '<input hidden class="a&quot;b" aria-label="é">'


def test_a_figure_leads_to_its_field_and_the_field_shows_its_code():
    code = "1/VV015-VAK"
    report = chapter(
        Paragraph((Figure("375.000.000 EUR", code),)),
        project("VV015"),
    )
    source = page(report)
    assert f'<a class="figure" href="#{html_id(code)}"' in source
    assert f'<tr id="{html_id(code)}">' in source
    assert '<td class="codes"><span class="code">1/VV015-VAK</span></td>' in source


def test_a_figure_whose_field_is_elsewhere_is_no_link_but_keeps_its_code():
    source = page(chapter(Paragraph((Figure("7", "1/PLAN-VAK"), Badge(GESTART, "1/PLAN-X")))))
    assert '<span class="figure" title="1/PLAN-VAK">7</span>' in source
    assert '<span title="1/PLAN-X"><span class="chip s0">' in source
    assert "#m1" not in source


def test_the_code_of_a_fiche_leads_to_its_heading():
    fiche = replace(project("VV015"), anchor=html_id("1/VV015"))
    source = page(chapter(Paragraph((Figure("VV015", "1/VV015"),)), fiche))
    assert '<a class="figure" href="#m1-vv015"' in source
    assert '<section id="m1-vv015" class="project"' in source


def test_the_field_in_its_fiche_goes_before_a_row_of_a_chapter():
    code = "1/VV015-OMSCHRIJVING"
    row = GridRow(((Revision("anders", Part.INSERTED),),), code)
    grid = Grid("Anders", (Column("Tekst", 1),), (row,))
    source = page(chapter(grid, project("VV015")))
    assert f'<a class="code" href="#{html_id(code)}">{code}</a>' in source
    assert f'<div class="prose" id="{html_id(code)}">' in source


def test_a_row_that_nothing_else_explains_is_the_place_of_its_code():
    code = "1/PLAN-PROJECTEN"
    row = GridRow(((Figure("9", code),),), code)
    source = page(
        chapter(Paragraph((Figure("9", code),)), Grid("Telling", (Column("Aantal", 1),), (row,)))
    )
    assert source.count(f'href="#{html_id(code)}"') == 1  # nothing links to itself
    assert f'<tr id="{html_id(code)}">' in source


def test_lists_are_real_and_lie_in_one_another():
    blocks = (
        Block("ol", 0, (Run("een"),)),
        Block("ul", 1, (Run("diep"),)),
        Block("ol", 0, (Run("twee"),)),
        Block("ul", 0, (Run("drie"),)),
    )
    source = page(chapter(Prose(blocks)))
    assert (
        "<ol><li>een<ul><li>diep</li></ul></li><li>twee</li></ol><ul><li>drie</li></ul>" in source
    )


def test_neighbours_with_the_same_address_are_one_link():
    href = "https://example.org/"
    runs = (Run("een ", href=href), Run("vette", bold=True, href=href), Run(" link", href=href))
    source = page(chapter(Paragraph(runs)))
    assert f'<a href="{href}" rel="noreferrer">een <strong>vette</strong> link</a>' in source


def test_an_address_that_does_not_lead_to_a_page_is_no_link():
    source = page(chapter(Paragraph((Run("klik", href="javascript:alert(1)"),))))
    assert "javascript" not in source
    assert "klik" in source


def test_words_that_came_and_went_are_told_apart_for_who_hears_the_page():
    source = page(
        chapter(Paragraph((Revision("nieuw", Part.INSERTED), Revision("oud", Part.DELETED))))
    )
    assert '<ins><span class="spoken">toegevoegd: </span>nieuw</ins>' in source
    assert '<del><span class="spoken">geschrapt: </span>oud</del>' in source


def test_headings_follow_how_sections_lie_in_one_another():
    deep = part("Zevende", "g")
    for name in "fedcba":
        deep = part(name, name, deep)
    found = seen(replace(document(), chapters=(deep,)))
    heads = [
        (tag, a.get("aria-level")) for tag, a in found.tags if tag[0] == "h" and tag[1:].isdigit()
    ]
    # h1 is the title; "Projecten kiezen" is not there, for there are no projects.
    assert heads == [
        ("h1", None), ("h2", None), ("h3", None), ("h4", None), ("h5", None), ("h6", None),
        ("h6", "7"), ("h6", "8"),
    ]  # fmt: skip


def test_names_of_places_that_are_not_fit_or_not_unique_are_mended():
    report = replace(
        document(),
        chapters=(
            part("Een", "inhoud"),
            part("Twee", "inhoud"),
            part("Drie", 'a "b"'),
            part("Vier", "É"),
        ),
    )
    found = seen(report)
    for name in ("inhoud-2", "inhoud-3", "a-b-"):
        assert name in found.ids


def test_a_draft_says_so_and_a_closed_meetmoment_does_not():
    assert "Voorlopig." not in page(document())
    draft = page(replace(document(), is_final=False))
    assert "<strong>Voorlopig. </strong>" in draft
    assert '"Voorlopig' in draft  # at the foot of each printed page too


def test_the_head_tells_language_meetmoment_and_control_code():
    source = page(document())
    assert source.startswith('<!DOCTYPE html>\n<html lang="nl-BE">')
    assert "<dt>Controlecode</dt><dd>Z3RQ-ZANS-BG14-H4EH</dd>" in source
    assert "<dt>Peildatum</dt><dd>31/03/2021</dd>" in source


def test_one_project_gives_no_choice_and_a_report_without_cover_no_contents():
    report = replace(document(projects=1), has_cover=False)
    found = seen(report)
    assert not {"form", "nav"} & {tag for tag, _about in found.tags}


def test_projects_that_are_all_the_same_can_only_be_searched_and_only_when_there_are_more():
    assert '<form id="filter"' not in page(document(projects=4))
    source = page(document(projects=5))
    assert '<form id="filter"' in source
    assert "<select" not in source


def test_choices_stand_in_the_order_of_the_legend_or_of_the_alphabet():
    facets = (
        {"status": "Gerealiseerd", "entiteit": "OV", "zelfde": "x"},
        {"status": "Opgestart na agendering VR", "entiteit": "departement B", "zelfde": "x"},
        {"status": "Onbekend", "entiteit": "Departement A", "zelfde": "x"},
        {"status": "Gerealiseerd", "entiteit": "OV", "zelfde": "x"},
    )
    fiches = tuple(
        replace(project(f"VV{at:03d}"), facets=each) for at, each in enumerate(facets, 1)
    )
    legend = document().chapters[0]
    report = replace(
        document(),
        chapters=(legend, Section("04", "s04", fiches, SectionKind.SPEERPUNT)),
    )
    found = seen(report)
    values = [about["value"] for tag, about in found.tags if tag == "option"]
    assert values == [
        "", "Opgestart na agendering VR", "Gerealiseerd", "Onbekend",
        "", "Departement A", "departement B", "OV",
    ]  # fmt: skip
    assert "Gerealiseerd (2)" in page(report)


def test_contents_list_projects_but_not_the_parts_of_one():
    found = seen(document())
    nav = page(document()).partition("<nav")[2].partition("</nav>")[0]
    assert "Project VV016" in nav
    assert "Projectfinanciering" not in nav
    assert found.links.count("#vv015") == 1


def test_a_table_says_what_it_is_about_and_of_what_each_head_is_the_head():
    found = seen(document())
    tables = sum(tag == "table" for tag, _about in found.tags)
    assert sum(tag == "caption" for tag, _about in found.tags) == tables
    assert {about.get("scope") for tag, about in found.tags if tag == "th"} == {"col", "row"}


def test_a_column_without_a_name_and_a_row_that_begins_empty_have_no_empty_head():
    rows = (GridRow(((), (Run("waarde"),))),)
    found = seen(chapter(Grid("Iets", (Column("", 1), Column("Wat", 1)), rows)))
    assert [tag for tag, _about in found.tags].count("th") == 1


def test_a_detail_of_a_row_takes_the_whole_width_and_may_have_a_code():
    line = Line("Toelichting", Prose((Block("p", 0, (Run("tekst"),)),)), "1/VV001-M01-X")
    rows = (
        GridRow(((Run("a"),), (Run("b"),)), "1/VV001-M01"),
        GridRow(((Run("los"),),), "1/VV001-M02", kind=RowKind.DETAIL),
        GridRow((), "", RowKind.DETAIL, (line,)),
    )
    source = page(chapter(Grid("Mijlpalen", (Column("A", 1), Column("B", 3)), rows)))
    assert '<tr class="detail" id="m1-vv001-m02"><td colspan="3"><p>los</p>' in source
    assert '<div id="m1-vv001-m01-x"><dt>Toelichting</dt>' in source


def test_fields_without_codes_have_no_column_for_them():
    source = page(chapter(Fields("Over", (Line("Naam", (Run("Jan"),)),))))
    assert 'class="codes"' not in source


def test_a_chart_is_read_out_as_title_and_description_with_names_of_its_own():
    found = seen(document())
    drawings = [about for tag, about in found.tags if tag == "svg"]
    assert [each["class"] for each in drawings] == [
        "wide light", "wide dark", "narrow light", "narrow dark",
    ]  # fmt: skip
    for each in drawings:
        assert each["role"] == "img"
        assert set(each["aria-labelledby"].split()) <= set(found.ids)


def test_whatever_is_no_piece_of_text_is_a_mistake_of_ours():
    with pytest.raises(TypeError):
        page(chapter(Paragraph((object(),))))


def test_the_script_and_the_sheet_ship_with_the_program():
    assert "hashchange" in script()
