"""Word is strict on the order in which elements stand; another order it calls damaged."""

import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from report_documents import documents
from sample_document import document

from vvdesk.report.word.names import WORD, w
from vvdesk.report.word.template import shipped_template
from vvdesk.report.word.writing import write_word

ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "numPr": "ilvl numId",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top left start bottom right end",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
    "settings": (
        "writeProtection view zoom removePersonalInformation mirrorMargins trackRevisions "
        "defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps "
        "evenAndOddHeaders updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
        "themeFontLang clrSchemeMapping decimalSymbol listSeparator"
    ),
    "sdt": "sdtPr sdtEndPr sdtContent",
}  # fmt: skip
FULL = {"pPr": "p", "rPr": "r", "tblPr": "tbl", "trPr": "tr", "tcPr": "tc"}
"""Properties come before everything else in what they are of."""
PARTS = ("document", "styles", "numbering", "settings", "header1", "header2", "footer1", "footer2")


def problems(root):
    """Tell every element whose children stand in another order than the format has."""
    for element in root.iter("{*}*"):
        name = etree.QName(element).localname
        inside = [etree.QName(each).localname for each in element.iterchildren("{*}*")]
        if name in ORDERS and etree.QName(element).namespace == WORD:
            places = [ORDERS[name].split().index(each) for each in inside]
            if places != sorted(places):
                yield f"{name}: {inside}"
        yield from _loose_ends(name, inside, element)


def _loose_ends(name, inside, element):
    for properties, owner in FULL.items():
        if name == owner and properties in inside and inside.index(properties):
            yield f"{name}: {properties} comes after {inside[0]}"
    if name == "tc" and inside[-1:] != ["p"]:
        yield f"a cell ends with {inside[-1:]}"
    if name in {"hdr", "ftr"} and not inside:
        yield f"an empty {name}"
    if name == "t" and not element.text:
        yield "a text without words"


def found_in(path):
    with zipfile.ZipFile(path) as package:
        for part in PARTS:
            root = etree.fromstring(package.read(f"word/{part}.xml"))
            yield from (f"{part}: {each}" for each in problems(root))


def test_the_shipped_template_is_in_order():
    assert list(found_in(shipped_template())) == []


@pytest.mark.parametrize("has_cover", [True, False])
@pytest.mark.parametrize("is_final", [True, False])
def test_a_report_is_in_order(tmp_path, has_cover, is_final):
    of = replace(document(), has_cover=has_cover, is_final=is_final)
    write_word(of, tmp_path / "rapport.docx")
    assert list(found_in(tmp_path / "rapport.docx")) == []


@given(documents())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_report_is_in_order(tmp_path_factory, of):
    path = tmp_path_factory.mktemp("word") / "rapport.docx"
    write_word(of, path)
    assert list(found_in(path)) == []


def test_the_checker_sees_a_wrong_order():
    root = etree.Element(w("pPr"))
    etree.SubElement(root, w("jc"))
    etree.SubElement(root, w("pStyle"))
    assert list(problems(root)) == ["pPr: ['jc', 'pStyle']"]


def test_relations_point_at_parts_that_are_there_and_ids_are_used_once(tmp_path):
    write_word(document(), tmp_path / "rapport.docx")
    with zipfile.ZipFile(tmp_path / "rapport.docx") as package:
        names = package.namelist()
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        content = package.read("word/document.xml").decode()
    assert len(names) == len(set(names))
    keys = [each.get("Id") for each in relations]
    assert len(keys) == len(set(keys))
    for each in relations:
        if each.get("TargetMode") == "External":
            assert f'r:id="{each.get("Id")}"' in content
        else:
            assert f"word/{each.get('Target')}" in names
