"""Damage to the XML: document types, encodings, namespaces, nesting, and things out of place."""

import re
import xml.etree.ElementTree as ET

from tests.files.hostile import kind
from tests.files.hostile_parts import DECLARATION, MAIN, OFFICE, STRICT, Parts, main

_DEEP = 100_000
_LONG = 3_000_000


def _with_doctype(parts: Parts, part: str, doctype: str) -> None:
    text = parts.text(part)
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    parts.put(part, (text[:start] + doctype + text[start:]).encode())


def _encoded(parts: Parts, encoding: str, name: str) -> None:
    text = parts.text(parts.sheet).partition("?>")[2].lstrip()
    declared = f'<?xml version="1.0" encoding="{name}"?>'
    parts.put(parts.sheet, (declared + text).encode(encoding))


@kind("refused")
def xml_doctype(parts: Parts) -> None:
    _with_doctype(parts, parts.sheet, "<!DOCTYPE worksheet>")


@kind("refused")
def xml_doctype_after_a_long_comment(parts: Parts) -> None:
    _with_doctype(parts, parts.sheet, f"<!--{' ' * 50_000}--><!DOCTYPE worksheet>")


@kind("refused")
def xml_doctype_in_the_styles(parts: Parts) -> None:
    _with_doctype(parts, "xl/styles.xml", "<!DOCTYPE styleSheet>")


@kind("refused")
def xml_doctype_in_the_properties(parts: Parts) -> None:
    _with_doctype(parts, "docProps/core.xml", "<!DOCTYPE coreProperties>")


@kind("refused")
def xml_harmless_entity(parts: Parts) -> None:
    parts.set_text("ENTITEIT")
    parts.replace(parts.sheet, "ENTITEIT", "&naam;")
    _with_doctype(parts, parts.sheet, '<!DOCTYPE worksheet [<!ENTITY naam "iets">]>')


@kind("refused")
def xml_entity_without_doctype(parts: Parts) -> None:
    parts.set_text("ENTITEIT")
    parts.replace(parts.sheet, "ENTITEIT", "&naam;")


@kind("refused")
def xml_billion_laughs(parts: Parts) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    _with_doctype(parts, parts.sheet, f'<!DOCTYPE worksheet [<!ENTITY a0 "ha">{laughs}]>')


@kind("refused")
def xml_external_entity(parts: Parts) -> None:
    doctype = '<!DOCTYPE sst [<!ENTITY geheim SYSTEM "file:///etc/hostname">]>'
    _with_doctype(parts, "xl/sharedStrings.xml", doctype)


@kind("refused")
def xml_doctype_in_utf16(parts: Parts) -> None:
    _with_doctype(parts, parts.sheet, "<!DOCTYPE worksheet>")
    _encoded(parts, "utf-16", "UTF-16")
    text = parts.members[parts.sheet].decode("utf-16")
    text = text.replace("?>", "?><!DOCTYPE worksheet>", 1)
    parts.put(parts.sheet, text.encode("utf-16"))


@kind("accepted")
def xml_utf16(parts: Parts) -> None:
    _encoded(parts, "utf-16", "UTF-16")


@kind("accepted")
def xml_byte_order_mark(parts: Parts) -> None:
    _encoded(parts, "utf-8-sig", "UTF-8")


@kind("accepted")
def xml_latin1(parts: Parts) -> None:
    _encoded(parts, "iso-8859-1", "ISO-8859-1")


@kind("refused")
def xml_odd_encoding(parts: Parts) -> None:
    _encoded(parts, "cp037", "cp037")


@kind("refused")
def xml_bytes_that_are_no_utf8(parts: Parts) -> None:
    parts.set_text("MARKERING")
    data = parts.parts()[parts.sheet]
    parts.put(parts.sheet, data.replace(b"MARKERING", b"MARK\xff\xfe"))


@kind("accepted")
def xml_strict(parts: Parts) -> None:
    """The format that Excel calls 'Strict Open XML', with the types of references in it too."""
    for part in parts.parts():
        if part.endswith((".xml", ".rels")):
            text = parts.text(part).replace(MAIN, STRICT)
            text = text.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            parts.put(part, text.encode())


@kind("accepted")
def xml_with_prefixes(parts: Parts) -> None:
    text = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", parts.text(parts.sheet).partition("?>")[2])
    text = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"', 1)
    parts.put(parts.sheet, DECLARATION + text.strip().encode())


@kind("refused")
def xml_unknown_namespace(parts: Parts) -> None:
    text = parts.text(parts.sheet).replace(MAIN, "http://example.org/spreadsheet")
    parts.put(parts.sheet, text.encode())


@kind("refused")
def xml_rows_in_another_namespace(parts: Parts) -> None:
    parts.row.tag = "{http://example.org/spreadsheet}row"


@kind("refused")
def xml_no_sheets(parts: Parts) -> None:
    sheets = parts.tree("xl/workbook.xml").find(main("sheets"))
    assert sheets is not None
    sheets[:] = []


@kind("refused")
def xml_sheet_without_data(parts: Parts) -> None:
    parts.root.remove(parts.data)


@kind("refused")
def xml_sheet_with_data_twice(parts: Parts) -> None:
    parts.root.append(ET.Element(main("sheetData")))


@kind("refused")
def xml_empty_part(parts: Parts) -> None:
    part = parts.sheet
    parts.drop(part)
    parts.put(part, b"")


@kind("refused")
def xml_cut_off(parts: Parts) -> None:
    data = parts.parts()[parts.sheet]
    parts.drop(parts.sheet)
    parts.put(parts.sheet, data[: len(data) // 2])


@kind("refused")
def xml_deep(parts: Parts) -> None:
    parts.replace(parts.sheet, "</worksheet>$", "<a>" * _DEEP + "</a>" * _DEEP + "</worksheet>")


@kind("refused")
def xml_endless_attribute(parts: Parts) -> None:
    noise = "".join(chr(97 + number * number % 23) for number in range(_LONG))
    parts.replace(parts.sheet, "<sheetData>", f'<sheetData leeg="{noise}">')


@kind("refused")
def xml_endless_list(parts: Parts) -> None:
    cells = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 700_000))
    parts.replace(parts.sheet, "</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>")


@kind("refused")
def xml_unknown_element_between_rows(parts: Parts) -> None:
    parts.data.insert(1, ET.Element(main("rij")))


@kind("refused")
def xml_unknown_element_between_cells(parts: Parts) -> None:
    parts.row.insert(1, ET.Element(main("cel")))


@kind("flagged")
def xml_element_inside_a_value(parts: Parts) -> None:
    value = parts.number.find(main("v"))
    assert value is not None
    ET.SubElement(value, main("x")).tail = "99"


@kind("flagged")
def xml_text_beside_a_value(parts: Parts) -> None:
    value = parts.number.find(main("v"))
    assert value is not None
    value.tail = "99"


@kind("accepted")
def xml_comment_inside_a_value(parts: Parts) -> None:
    value = parts.number.find(main("v"))
    assert value is not None
    assert value.text
    text = value.text
    value.text = "MARKERING"
    parts.replace(parts.sheet, "MARKERING", f"{text[0]}<!-- 9 --><?x 9?>{text[1:]}")


@kind("accepted")
def xml_cdata_inside_a_value(parts: Parts) -> None:
    value = parts.number.find(main("v"))
    assert value is not None
    assert value.text
    text = value.text
    value.text = "MARKERING"
    parts.replace(parts.sheet, "MARKERING", f"{text[0]}<![CDATA[{text[1:]}]]>")


@kind("accepted")
def xml_blanks_between_everything(parts: Parts) -> None:
    ET.indent(parts.root)
