"""The template of a coordinator: what may be changed in it, and what is refused, and why."""

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor
from lxml import etree
from sample_document import document

from vvdesk.errors import Refused, Unavailable
from vvdesk.report.word.names import OFFICE, WORD, w
from vvdesk.report.word.template import read_template, shipped_template
from vvdesk.report.word.writing import save_template, write_word

ROOT = Path(__file__).parents[2]
MAIN = "word/document.xml"
STYLES = "word/styles.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = (
    '<Relationship Id="rIdX" TargetMode="External" Target="{target}" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
)


@pytest.fixture
def changed(tmp_path):
    """Makes a template in which parts were changed: name to (old, new), or to new content."""

    def make(changes, name="eigen.docx"):
        path = tmp_path / name
        with zipfile.ZipFile(shipped_template()) as old, zipfile.ZipFile(path, "w") as new:
            parts = {each: old.read(each).decode() for each in old.namelist()}
            for part, change in changes.items():
                if isinstance(change, tuple):
                    assert re.search(change[0], parts[part])
                    parts[part] = re.sub(change[0], change[1], parts[part])
                else:
                    parts[part] = change
            for part, content in parts.items():
                new.writestr(part, content, zipfile.ZIP_DEFLATED)
        return path

    return make


def refusal(path):
    with pytest.raises(Refused) as caught:
        read_template(path)
    said = str(caught.value)
    assert f'Het sjabloon "{path.name}"' in said
    assert "Sjabloon bewaren" in said
    return said


def part_of(path, name=MAIN):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def test_the_shipped_template_is_what_the_tool_makes(tmp_path):
    made = tmp_path / "sjabloon.docx"
    subprocess.run([sys.executable, ROOT / "tools" / "word_template.py", made], check=True)
    assert made.read_bytes() == shipped_template().read_bytes()


def test_a_coordinator_gets_a_copy_to_change(tmp_path):
    save_template(tmp_path / "mijn.docx")
    assert read_template(tmp_path / "mijn.docx").styles["heading 1"] == "Kop1"
    with pytest.raises(Unavailable):
        save_template(tmp_path / "bestaat niet" / "mijn.docx")


def test_it_explains_itself_and_that_never_reaches_a_report(tmp_path):
    words = "Zo werkt dit sjabloon"
    assert words in part_text(shipped_template())
    for of in (document(), replace(document(), has_cover=False)):
        write_word(of, tmp_path / "rapport.docx")
        made = part_text(tmp_path / "rapport.docx")
        assert words not in made
        assert "vvdesk.uitleg" not in made


def test_its_explanation_names_every_style_of_its_own():
    told = part_text(shipped_template())
    own = [name for name in _own_styles() if name not in told]
    assert own == ["vvdesk omslag", "vvdesk referentiecode Teken", "vvdesk voorlopig"]


def _own_styles():
    styles = part_of(shipped_template(), STYLES).iter(w("style"))
    names = (each.find(w("name")).get(w("val")) for each in styles)
    return sorted(name for name in names if name.startswith("vvdesk"))


def test_what_ends_at_the_margin_follows_another_page_but_not_what_was_set_by_hand(
    changed, tmp_path
):
    own = changed({
        MAIN: ("11906", "8391"),
        STYLES: ('(styleId="Voettekst".*?w:pos=)"9638"', r'\1"5000"'),
    })  # fmt: skip
    write_word(document(), tmp_path / "rapport.docx", own)
    styles = part_of(tmp_path / "rapport.docx", STYLES)
    tabs = {
        style.get(w("styleId")): tab.get(w("pos"))
        for style in styles.iter(w("style"))
        for tab in style.iter(w("tab"))
    }
    width = str(8391 - 2 * 1134)
    assert tabs == {"Koptekst": width, "Voettekst": "5000", "Inhopg1": width, "Inhopg2": width}


def test_a_style_changed_in_word_is_followed(tmp_path):
    own = docx.Document(str(shipped_template()))
    own.styles["Heading 1"].font.color.rgb = RGBColor(0xCC, 0, 0)
    own.save(str(tmp_path / "rood.docx"))
    write_word(document(), tmp_path / "rapport.docx", tmp_path / "rood.docx")
    made = docx.Document(str(tmp_path / "rapport.docx"))
    assert made.styles["Heading 1"].font.color.rgb == RGBColor(0xCC, 0, 0)
    heading = next(each for each in made.paragraphs if each.text == "Samenvatting")
    assert heading.style.name == "Heading 1"
    assert all(run.font.color.rgb is None for run in heading.runs)


def test_the_ids_of_another_language_of_word_are_followed(changed, tmp_path):
    own = changed({STYLES: ('styleId="Kop1"', 'styleId="Heading1"')})
    write_word(document(), tmp_path / "rapport.docx", own)
    styles = {each.get(w("val")) for each in part_of(tmp_path / "rapport.docx").iter(w("pStyle"))}
    assert "Heading1" in styles
    assert "Kop1" not in styles


def test_cover_page_size_and_what_stands_after_the_report_are_kept(changed, tmp_path):
    end = "<w:p><w:r><w:t>Verantwoordelijke uitgever</w:t></w:r></w:p>"
    first = "<w:body><w:p><w:r><w:t>Ons logo</w:t></w:r></w:p>"
    own = changed({MAIN: ("<w:body>", first)})
    own = changed({
        MAIN: part_text(own).replace("<w:sectPr>", f"{end}<w:sectPr>").replace("11906", "10000")
    })  # fmt: skip
    write_word(document(), tmp_path / "rapport.docx", own)
    root = part_of(tmp_path / "rapport.docx")
    words = [each.text for each in root.iter(w("t"))]
    assert (words[0], words[-1]) == ("Ons logo", "Verantwoordelijke uitgever")
    table = next(root.iter(w("tblW")))
    assert table.get(w("w")) == str(10000 - 2 * 1134)


def part_text(path, name=MAIN):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def test_without_its_bookmark_the_report_comes_last_and_that_is_told(changed, tmp_path):
    own = changed({MAIN: ('w:name="rapport"', 'w:name="iets"')})
    notices = write_word(document(), tmp_path / "rapport.docx", own)
    assert any('geen bladwijzer "rapport"' in each for each in notices)
    words = [each.text for each in part_of(tmp_path / "rapport.docx").iter(w("t"))]
    assert words.index("Hier komt het rapport.") < words.index("Legende", 20)


def test_without_a_bookmark_for_the_contents_there_are_none(changed, tmp_path):
    own = changed({MAIN: ('w:name="inhoudsopgave"', 'w:name="iets"')})
    assert write_word(document(), tmp_path / "rapport.docx", own) == ()
    assert part_of(tmp_path / "rapport.docx").find(f".//{w('fldChar')}") is None


def test_a_control_keeps_its_look_and_loses_what_hides_its_words(changed, tmp_path):
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="vvdesk.titel"/><w:showingPlcHdr/><w:dataBinding '
        'w:xpath="/a" w:storeItemID="{B}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr>'
        '<w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr><w:t>Klik</w:t></w:r>'
        "<w:r><w:t> hier</w:t></w:r></w:p><w:p/></w:sdtContent></w:sdt>"
    )
    own = changed({MAIN: ("<w:body>", f"<w:body>{control}")})
    write_word(document(), tmp_path / "rapport.docx", own)
    first = next(part_of(tmp_path / "rapport.docx").iter(w("sdt")))
    content = first.find(w("sdtContent"))
    assert [each.text for each in content.iter(w("t"))] == ["Voortgangsrapport"]
    assert len(content) == 1
    assert content.find(f".//{w('b')}") is not None
    assert first.find(f".//{w('rStyle')}") is None
    assert first.find(f".//{w('dataBinding')}") is None


def test_an_empty_control_goes_and_leaves_a_sound_header(changed, tmp_path):
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="vvdesk.stand"/></w:sdtPr><w:sdtContent><w:p/>'
        "</w:sdtContent></w:sdt>"
    )
    header = f'<w:hdr xmlns:w="{WORD}">{control}</w:hdr>'
    empty = control.replace("<w:p/>", "<w:r/>").replace("stand", "titel")
    own = changed({
        "word/header1.xml": header,
        MAIN: ("<w:body>", f"<w:body><w:p>{empty}</w:p>"),
    })  # fmt: skip
    write_word(document(), tmp_path / "rapport.docx", own)
    assert [each.tag for each in part_of(tmp_path / "rapport.docx", "word/header1.xml")] == [w("p")]
    first = next(part_of(tmp_path / "rapport.docx").iter(w("p")))
    assert "".join(first.itertext()) == "Voortgangsrapport"


def test_a_list_style_without_numbering_gets_plain_numbers(changed, tmp_path):
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    own = changed({STYLES: (numbering, "")})
    write_word(document(), tmp_path / "rapport.docx", own)
    made = part_of(tmp_path / "rapport.docx", "word/numbering.xml")
    kinds = [each.get(w("abstractNumId")) for each in made.iter(w("abstractNum"))]
    assert kinds == ["1", "2", "3"]
    last = made.findall(w("num"))[-1]
    assert last.find(w("abstractNumId")).get(w("val")) == "3"


def test_the_language_is_set_where_a_template_has_another_or_none(changed, tmp_path):
    for change in (
        ('<w:lang w:val="nl-BE"[^>]*/>', '<w:lang w:val="en-US"/>'),
        ("<w:rPrDefault>.*</w:rPrDefault>", "<w:rPrDefault/>"),
        ("<w:docDefaults>.*</w:docDefaults>", "<w:docDefaults/>"),
        ("<w:docDefaults>.*</w:docDefaults>", ""),
    ):
        own = changed({STYLES: change})
        write_word(document(1, 1), tmp_path / "rapport.docx", own)
        styles = part_of(tmp_path / "rapport.docx", STYLES)
        path = "/".join(map(w, ("docDefaults", "rPrDefault", "rPr", "lang")))
        assert styles.find(path).get(w("val")) == "nl-BE"


def test_fields_are_asked_for_once_in_any_settings(changed, tmp_path):
    for change in (
        ("<w:compat>.*</w:compat>", ""),
        ("<w:compat>", '<w:updateFields w:val="false"/><w:compat>'),
    ):
        own = changed({"word/settings.xml": change})
        write_word(document(1, 1), tmp_path / "rapport.docx", own)
        found = part_of(tmp_path / "rapport.docx", "word/settings.xml").findall(w("updateFields"))
        assert [each.get(w("val")) for each in found] == ["true"]


@pytest.mark.parametrize(
    "change",
    [("<w:pgSz[^>]*/>", ""), ('w:w="11906"', 'w:w="breed"'), ("<w:sectPr>.*</w:sectPr>", "")],
)
def test_a_page_without_a_size_is_taken_for_a4(changed, tmp_path, change):
    own = changed({MAIN: change})
    write_word(document(1, 1), tmp_path / "rapport.docx", own)
    table = next(part_of(tmp_path / "rapport.docx").iter(w("tblW")))
    assert table.get(w("w")) == "9638"


def test_a_missing_style_is_named_with_how_to_get_it_back(changed):
    said = refusal(changed({STYLES: ('w:val="heading 2"', 'w:val="andere kop"')}))
    assert 'mist de stijl "Kop 2"' in said
    said = refusal(changed({STYLES: ('w:val="vvdesk (tabel|noot)"', 'w:val="weg"')}))
    assert 'mist de stijlen "vvdesk noot", "vvdesk tabel"' in said


def test_a_style_of_the_wrong_kind_is_missing(changed):
    wrong = ('w:type="table" w:customStyle="1" w:styleId="vvdeskTabel"',
             'w:type="character" w:customStyle="1" w:styleId="vvdeskTabel"')  # fmt: skip
    assert '"vvdesk tabel"' in refusal(changed({STYLES: wrong}))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is geen Word-document (.docx)"),
        (b"%PDF-1.7", "is geen Word-document (.docx)"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, "is versleuteld of in de oude vorm .doc"),
        (b"PK\x03\x04" + b"x" * 500, "kan niet gelezen worden"),
        (b"x" * (20 * 2**20 + 1), "is groter dan 20 MB"),
    ],
)
def test_what_is_no_docx_is_refused(tmp_path, content, expected):
    path = tmp_path / "vreemd.docx"
    path.write_bytes(content)
    assert expected in refusal(path)


def test_a_cut_off_file_is_refused(tmp_path):
    path = tmp_path / "half.docx"
    path.write_bytes(shipped_template().read_bytes()[:-200])
    assert "kan niet gelezen worden" in refusal(path)


def test_a_workbook_is_no_template(changed):
    types = ("wordprocessingml.document.main", "spreadsheetml.sheet.main")
    assert "geen Word-document" in refusal(changed({TYPES: types}))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"word/vbaProject.bin": "x"}, "bevat macro's"),
        ({TYPES: ("document.main", "document.macroEnabled.main")}, "bevat macro's"),
        ({TYPES: ("wordprocessingml.document.main", "wordprocessingml.template.main")}, ".dotx"),
        ({MAIN: (WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")}, "Strikt Open XML"),
        ({MAIN: f"<w:document xmlns:w='{WORD}'/>"}, "is geen Word-document"),
        ({MAIN: "<niet af"}, "is beschadigd"),
        ({STYLES: ("<w:styles", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:styles")}, "documenttype"),
        ({MAIN: "".join(map(str, range(1_400_000)))}, "is te lang"),
        ({"word/media/bom.xml": "0" * (30 * 2**20)}, "kan niet gelezen worden"),
    ],
)
def test_what_a_template_may_not_hold_is_refused(changed, changes, expected):
    assert expected in refusal(changed(changes))


def test_what_comes_from_elsewhere_is_refused_and_never_fetched(changed):
    target = OUTSIDE.format(kind="image", target="http://127.0.0.1:9/logo.png")
    said = refusal(changed({RELATIONS: ("</Relationships>", target)}))
    assert "van buiten het bestand" in said
    assert "logo.png" in said


def test_the_base_of_a_template_is_let_go_and_an_ordinary_link_stays(changed, tmp_path):
    base = OUTSIDE.format(kind="attachedTemplate", target="file:///H:/sjablonen/x.dotm")
    link = OUTSIDE.format(kind="hyperlink", target="https://www.vlaanderen.be/")
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    asks = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rIdX"/><w:defaultTabStop'
    own = changed({
        "word/_rels/settings.xml.rels": empty + base,
        "word/settings.xml": ("<w:defaultTabStop", asks),
        RELATIONS: ("</Relationships>", link),
    })  # fmt: skip
    write_word(document(), tmp_path / "rapport.docx", own)
    with zipfile.ZipFile(tmp_path / "rapport.docx") as package:
        everything = b"".join(package.read(each) for each in package.namelist())
    assert b"sjablonen" not in everything
    assert b"attachedTemplate" not in everything
    assert b"https://www.vlaanderen.be/" in everything


def test_the_little_picture_of_the_template_does_not_go_along(changed, tmp_path):
    picture = (
        '<Relationship Id="rId9" Target="docProps/beeld.jpeg" Type="http://schemas.openxmlformats.'
        'org/package/2006/relationships/metadata/thumbnail"/></Relationships>'
    )
    own = changed({
        "docProps/beeld.jpeg": "x",
        "_rels/.rels": ("</Relationships>", picture),
        TYPES: ("<Default ", '<Default Extension="jpeg" ContentType="image/jpeg"/><Default '),
    })  # fmt: skip
    write_word(document(), tmp_path / "rapport.docx", own)
    with zipfile.ZipFile(tmp_path / "rapport.docx") as package:
        assert "docProps/beeld.jpeg" not in package.namelist()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Unavailable):
        write_word(document(), tmp_path / "weg" / "rapport.docx")


def test_a_title_that_is_too_long_for_the_properties_stays_whole_on_the_cover(tmp_path):
    title = "Lang " * 100
    write_word(replace(document(), title=title), tmp_path / "rapport.docx")
    made = docx.Document(str(tmp_path / "rapport.docx"))
    assert len(made.core_properties.title) == 255
    words = "".join(each.text or "" for each in made.element.iter(w("t")))
    assert title.strip() in words


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_template_that_is_not_there_is_said_in_whole_dutch(tmp_path, is_folder):
    gone = tmp_path / "weg.docx"
    if is_folder:
        gone.mkdir()
    with pytest.raises(
        Refused, match=r"weg\.docx.* staat niet .meer. in de map .*neem dat van vvdesk"
    ):
        read_template(gone)
