"""A report as a Word file: what stands in it and how Word finds its way in it."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from report_documents import documents
from sample_document import document, part
from word_files import body_of, words_of

from vvdesk.jobs import Cancelled
from vvdesk.report.content import (
    Figure,
    Legend,
    Listing,
    Paragraph,
    Picture,
    Prose,
    Section,
)
from vvdesk.report.plain import block_lines
from vvdesk.report.word.names import w, xml_safe
from vvdesk.report.word.places import LONGEST_NAME, bookmark_name
from vvdesk.report.word.writing import write_word
from vvdesk.richtext import Block, Run

VAL = w("val")


@pytest.fixture
def write(tmp_path):
    """Writes a report and gives the root of its document."""

    def written(of, template=None):
        write_word(of, tmp_path / "rapport.docx", template)
        return body_of(tmp_path / "rapport.docx")

    return written


def bare(text):
    """The text without white space, of which Python counts some control characters too."""
    return xml_safe("".join(text.split()))[0].replace("�", "")


def styles_of(root):
    found = root.iter(w("pStyle"))
    return Counter(each.get(VAL) for each in found)


def assert_every_word_in_order(root, of):
    written, at = bare(words_of(root)), 0
    for line in (line for chapter in of.chapters for line in lines_of(chapter)):
        at = written.find(bare(line), at)
        assert at >= 0, line
        at += len(bare(line))


def lines_of(section):
    yield section.title
    for block in section.blocks:
        if isinstance(block, Section):
            yield from lines_of(block)
        elif isinstance(block, Picture):
            yield block.chart.title
        elif isinstance(block, Legend):
            yield from (text for look, said in block.entries for text in (look.label, said))
        else:
            yield from block_lines(block)


def test_every_word_stands_in_it_in_order(write):
    of = document()
    assert_every_word_in_order(write(of), of)


def test_it_opens_with_python_docx_and_says_what_it_is(tmp_path):
    write_word(document(), tmp_path / "rapport.docx")
    known = docx.Document(str(tmp_path / "rapport.docx")).core_properties
    assert known.title == "Voortgangsrapport: Speerpunt 04. Investeren in mensen en talenten"
    assert known.subject == "Relanceplan Vlaamse Veerkracht, april 2021"
    assert known.identifier == "Z3RQ-ZANS-BG14-H4EH"
    assert (known.language, known.content_status) == ("nl-BE", "Definitief")
    assert known.created.date() == known.modified.date() == date(2021, 3, 31)
    assert known.created.time() == datetime.min.time()


def test_headings_are_real_and_levels_follow_from_how_sections_lie_in_one_another(tmp_path):
    write_word(document(1), tmp_path / "rapport.docx")
    found = [
        (each.style.name, each.text)
        for each in docx.Document(str(tmp_path / "rapport.docx")).paragraphs
        if each.style.name.startswith("Heading")
    ]
    assert found[:4] == [
        ("Heading 1", "Legende"),
        ("Heading 1", "Samenvatting"),
        ("Heading 1", "04. Investeren in mensen en talenten"),
        ("Heading 2", "VV015 – Project VV015"),
    ]
    assert ("Heading 3", "Betrokkenen") in found


def test_headings_deeper_than_the_template_knows_take_its_last_style(write):
    deepest = part("Zesde", "zes")
    for level in ("Vijfde", "Vierde", "Derde", "Tweede", "Eerste"):
        deepest = part(level, level.casefold(), deepest)
    root = write(replace(document(), chapters=(deepest,)))
    assert [styles_of(root)[f"Kop{level}"] for level in (1, 2, 3, 4)] == [1, 1, 1, 3]


def test_every_numbered_list_begins_at_one_by_itself(tmp_path):
    write_word(document(2), tmp_path / "rapport.docx")
    root = body_of(tmp_path / "rapport.docx")
    used = [each.get(VAL) for each in root.iter(w("numId"))]
    # Per project: "1. 2.", and after a paragraph "1." again.
    assert [len(list(group)) for group in _groups(used)] == [2, 1, 2, 1]
    numbering = docx.Document(str(tmp_path / "rapport.docx")).part.numbering_part.element
    for number in set(used):
        (found,) = numbering.xpath(f'./w:num[@w:numId="{number}"]')
        assert found.xpath("./w:lvlOverride/w:startOverride/@w:val") == ["1"]


def _groups(values):
    found = []
    for each in values:
        if not found or found[-1][0] != each:
            found.append([])
        found[-1].append(each)
    return found


def test_a_list_in_a_list_in_a_list_in_a_list_is_indented_deeper(write):
    blocks = tuple(Block("ol", level, (Run(f"niveau {level}"),)) for level in range(5))
    root = write(replace(document(), chapters=(part("Lijst", "lijst", Prose(blocks)),)))
    styles = styles_of(root)
    assert [styles[f"Lijstnummering{tail}"] for tail in ("", "2", "3")] == [1, 1, 3]
    assert [each.get(w("left")) for each in root.iter(w("ind"))] == ["1360", "1700"]


def test_addresses_are_links_and_one_address_is_one_relation(tmp_path):
    write_word(document(3), tmp_path / "rapport.docx")
    opened = docx.Document(str(tmp_path / "rapport.docx"))
    outside = [each.target_ref for each in opened.part.rels.values() if each.is_external]
    assert sorted(outside) == [
        "https://example.org/",
        "https://example.org/a?b=1&c=2",
        "https://example.org/nota",
    ]


def test_an_address_that_is_none_stays_text(write):
    words = (Run("klik", href="javascript:alert(1)"), Run("hier", href="https://x.be/a b\u00e9"))
    root = write(replace(document(), chapters=(part("Link", "link", Paragraph(words)),)))
    links = [words_of(each) for each in root.iter(w("hyperlink")) if each.get(w("anchor")) is None]
    assert links == ["hier"]


def test_a_source_has_a_bookmark_and_other_figures_with_its_code_lead_to_it(write):
    figures = (Figure("375", "1/VV015-VAK"), Figure("9", "1/S99-VAK"))
    seen = part("Gezien", "gezien", Paragraph(figures))
    of = document(1)
    root = write(replace(of, chapters=(seen, *of.chapters)))
    names = [each.get(w("name")) for each in root.iter(w("bookmarkStart"))]
    assert names.count("m1_vv015_vak") == 1
    link = next(each for each in root.iter(w("hyperlink")) if words_of(each) == "375")
    assert link.get(w("anchor")) == "m1_vv015_vak"
    assert link.get(w("tooltip")) == "1/VV015-VAK"
    assert not [each for each in root.iter(w("hyperlink")) if words_of(each) == "9"]


def test_running_text_tells_a_code_whose_place_is_not_in_the_report(write):
    figures = (Figure("9", "1/S99-VAK"), Run(" van "), Figure("375", "1/VV015-VAK"))
    seen = part("Gezien", "gezien", Paragraph(figures), Listing((figures[:1],)))
    of = document(1)
    root = write(replace(of, chapters=(seen, *of.chapters)))
    small = "vvdeskReferentiecodeTeken"
    told = [
        run.find(w("t")).text
        for run in root.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('rStyle')}[@{VAL}='{small}']") is not None
        and run.find(w("t")).text.startswith("(")
    ]
    assert told == ["(1/S99-VAK)"] * 2


def test_the_code_of_a_project_leads_to_its_heading(write):
    root = write(document())
    link = next(each for each in root.iter(w("hyperlink")) if words_of(each) == "VV015")
    inside = f".//{w('bookmarkStart')}[@{w('name')}='{link.get(w('anchor'))}']"
    heading = next(each for each in root.iter(w("p")) if each.find(inside) is not None)
    assert words_of(heading) == "VV015 – Project VV015"


def test_bookmarks_are_unique_short_and_all_links_in_the_report_arrive(write):
    assert_places_are_sound(write(document(4)))


def assert_places_are_sound(root):
    names = [each.get(w("name")).casefold() for each in root.iter(w("bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(len(name) <= LONGEST_NAME for name in names)
    assert all(re.fullmatch(r"[a-z_][a-z0-9_]*", name) for name in names)
    starts = [each.get(w("id")) for each in root.iter(w("bookmarkStart"))]
    ends = [each.get(w("id")) for each in root.iter(w("bookmarkEnd"))]
    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(ends)
    targets = {each.get(w("anchor")) for each in root.iter(w("hyperlink"))} - {None}
    assert {target.casefold() for target in targets} <= set(names)


def test_a_code_too_long_for_a_bookmark_keeps_a_name_of_its_own():
    long = ["1/PLAN-STATUS-" + "LANG" * 9 + end for end in "AB"]
    names = {bookmark_name(code) for code in (*long, "1/plan-é", "1/PLAN-É")}
    assert len(names) == 4
    assert max(map(len, names)) <= LONGEST_NAME


def test_the_contents_are_filled_beforehand_and_word_is_asked_for_the_page_numbers(tmp_path):
    notices = write_word(document(), tmp_path / "rapport.docx")
    root = body_of(tmp_path / "rapport.docx")
    entries = [each for each in root.iter(w("p")) if _style(each).startswith("Inhopg")]
    assert [words_of(each).rstrip("– ") for each in entries] == [
        "Legende",
        "Samenvatting",
        "04. Investeren in mensen en talenten",
        "VV015 – Project VV015",
        "VV016 – Project VV016",
        "Verschuivingen",
    ]
    kinds = Counter(each.get(w("fldCharType")) for each in root.iter(w("fldChar")))
    assert kinds == {"begin": 7, "separate": 7, "end": 7}
    assert not [each for each in root.iter(w("fldChar")) if each.get(w("dirty"))]
    with zipfile.ZipFile(tmp_path / "rapport.docx") as package:
        assert b'<w:updateFields w:val="true"/><w:compat>' in package.read("word/settings.xml")
    assert any("Kies Ja" in notice for notice in notices)


def _style(paragraph):
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(VAL)


def test_a_report_without_cover_begins_with_its_title_and_asks_nothing(tmp_path):
    notices = write_word(replace(document(), has_cover=False), tmp_path / "rapport.docx")
    root = body_of(tmp_path / "rapport.docx")
    first = [_style(each) for each in root.iter(w("p"))][:4]
    assert first == ["Titel", "Ondertitel", "vvdeskNoot", "Kop1"]
    assert root.find(f".//{w('titlePg')}") is None
    assert root.find(f".//{w('pageBreakBefore')}").get(VAL) == "0"
    assert notices == ()


@pytest.mark.parametrize(("is_final", "times"), [(True, 0), (False, 2)])
def test_a_draft_says_so_on_the_cover_and_on_every_page(tmp_path, is_final, times):
    write_word(replace(document(), is_final=is_final), tmp_path / "rapport.docx")
    with zipfile.ZipFile(tmp_path / "rapport.docx") as package:
        found = [package.read(name) for name in ("word/document.xml", "word/header1.xml")]
        footer = package.read("word/footer1.xml").decode()
    assert sum(each.count(b"VOORLOPIG") for each in found) == times
    for expected in ("april 2021", "Z3RQ-ZANS-BG14-H4EH", " PAGE ", " NUMPAGES "):
        assert expected in footer


def test_pictures_say_in_words_what_they_show(tmp_path):
    write_word(document(), tmp_path / "rapport.docx")
    root = body_of(tmp_path / "rapport.docx")
    (picture,) = root.xpath("//wp:docPr", namespaces={"wp": root.nsmap["wp"]})
    assert "Opgestart na agendering VR 7" in picture.get("descr")
    (size,) = root.xpath("//wp:extent", namespaces={"wp": root.nsmap["wp"]})
    assert int(size.get("cx")) == 9638 * 635


def test_everything_is_in_the_dutch_of_belgium(tmp_path):
    write_word(document(), tmp_path / "rapport.docx")
    with zipfile.ZipFile(tmp_path / "rapport.docx") as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    assert defaults.get(VAL) == "nl-BE"
    assert {each.get(VAL) for each in styles.iter(w("lang"))} == {"nl-BE"}


def test_a_status_is_word_shape_and_colour_and_what_is_empty_says_so(write):
    root = write(document(1))
    chip = next(run for run in root.iter(w("r")) if "Opgestart na agendering" in words_of(run))
    assert chip.find(w("t")).text.split() == ["●", "Opgestart", "na", "agendering", "VR"]
    assert chip.find(f"{w('rPr')}/{w('shd')}").get(w("fill")) == "CFEBD8"
    styles = Counter(each.get(VAL) for each in root.iter(w("rStyle")))
    assert styles["vvdeskNietIngevuld"] == 3
    assert (styles["vvdeskNieuw"], styles["vvdeskGeschrapt"]) == (1, 1)
    assert not list(root.iter(w("ins"), w("del")))


def test_the_same_report_gives_the_same_bytes(tmp_path):
    one, other = tmp_path / "a.docx", tmp_path / "b.docx"
    write_word(document(), one)
    write_word(document(), other)
    assert one.read_bytes() == other.read_bytes()


def test_signs_that_word_cannot_hold_are_replaced_and_counted(tmp_path):
    words = (Run("a\x00b\ud83dc\ufffe"),)
    of = replace(document(), chapters=(part("Vreemd", "vreemd", Paragraph(words)),))
    notices = write_word(of, tmp_path / "rapport.docx")
    assert "a�b�c�" in words_of(body_of(tmp_path / "rapport.docx"))
    assert any(notice.startswith("3 tekens") for notice in notices)


def test_it_tells_each_project_and_stops_when_asked(tmp_path):
    told = []
    write_word(document(2), tmp_path / "a.docx", None, lambda *step: told.append(step))
    assert [label for _done, _total, label in told] == [
        "Legende",
        "Samenvatting",
        "04. Investeren in mensen en talenten",
        "VV015 – Project VV015",
        "VV016 – Project VV016",
        "Verschuivingen",
        "",
    ]
    assert told[-1][:2] == (6, 6)

    def stop(done, _total, _label):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_word(document(2), tmp_path / "b.docx", None, stop)


@given(documents())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_report_becomes_a_sound_file_with_every_word(tmp_path_factory, of):
    path = tmp_path_factory.mktemp("word") / "rapport.docx"
    write_word(of, path)
    docx.Document(str(path))
    root = body_of(path)
    assert_every_word_in_order(root, of)
    assert_places_are_sound(root)
    assert all(each.find(w("p")) is not None for each in root.iter(w("tc")))
