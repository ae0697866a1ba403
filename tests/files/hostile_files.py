"""Files that are no workbook, packages with something in them, and what is said about the file."""

import xml.etree.ElementTree as ET

from tests.files.hostile import kind
from tests.files.hostile_parts import SHEET_TYPE, TYPES, Parts, main, pack

_WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
_VBA = "application/vnd.ms-office.vbaProject"


@kind("refused")
def file_empty(_: Parts) -> bytes:
    return b""


@kind("refused")
def file_password_or_old_format(_: Parts) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)


@kind("refused")
def file_csv(_: Parts) -> bytes:
    return b"code;titel;bedrag\r\nVV001;Titel;1\r\n"


@kind("refused")
def file_html(_: Parts) -> bytes:
    return b"<html><body><table><tr><td>VV001</td></tr></table></body></html>"


@kind("refused")
def file_xml_of_2003(_: Parts) -> bytes:
    return b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@kind("refused")
def file_pdf(_: Parts) -> bytes:
    return b"%PDF-1.7\n" + bytes(100)


@kind("refused")
def file_database(_: Parts) -> bytes:
    return b"SQLite format 3\x00" + bytes(4000)


@kind("refused")
def file_ods(_: Parts) -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return pack([("mimetype", kind), ("META-INF/manifest.xml", b"<m/>"), ("content.xml", b"<c/>")])


@kind("refused")
def file_docx(_: Parts) -> bytes:
    return pack([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>")])


@kind("refused")
def file_other_zip(_: Parts) -> bytes:
    return pack([("foto.jpg", bytes(1000))])


@kind("refused")
def meta_macros(parts: Parts) -> None:
    parts.add_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0", _VBA)
    parts.add_relation(_WORKBOOK_RELATIONS, "vbaProject", "vbaProject.bin")


@kind("refused")
def meta_macro_enabled_type(parts: Parts) -> None:
    for override in parts.tree("[Content_Types].xml").iter(f"{{{TYPES}}}Override"):
        if override.get("PartName") == "/xl/workbook.xml":
            macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
            override.set("ContentType", macro)


@kind("refused")
def meta_macro_sheet(parts: Parts) -> None:
    macro = "application/vnd.ms-excel.macrosheet+xml"
    parts.add_part("xl/macrosheets/sheet1.xml", b"<macrosheet/>", macro)


@kind("refused")
def meta_main_part_is_something_else(parts: Parts) -> None:
    for override in parts.tree("[Content_Types].xml").iter(f"{{{TYPES}}}Override"):
        if override.get("PartName") == "/xl/workbook.xml":
            override.set("ContentType", SHEET_TYPE)


@kind("flagged")
def meta_external_link(parts: Parts) -> None:
    link = b"<externalLink/>"
    parts.add_part("xl/externalLinks/externalLink1.xml", link, "application/xml")


@kind("flagged")
def meta_dde(parts: Parts) -> None:
    link = f'<externalLink xmlns="{main("")[1:-1]}"><ddeLink ddeService="cmd"/></externalLink>'
    parts.add_part("xl/externalLinks/externalLink1.xml", link.encode(), "application/xml")


@kind("flagged")
def meta_connection(parts: Parts) -> None:
    parts.add_part("xl/connections.xml", b"<connections/>", "application/xml")


@kind("flagged")
def meta_embedded_file(parts: Parts) -> None:
    parts.add_part("xl/embeddings/oleObject1.bin", bytes(100), "application/octet-stream")


@kind("flagged")
def meta_web_extension(parts: Parts) -> None:
    parts.add_part("xl/webextensions/taskpanes.xml", b"<taskpanes/>", "application/xml")


@kind("refused")
def meta_property_twice(parts: Parts) -> None:
    root = parts.tree("docProps/custom.xml")
    root.append(root[0])


@kind("flagged")
def meta_properties_gone(parts: Parts) -> None:
    parts.drop("docProps/custom.xml")
    for listing, attribute in (("_rels/.rels", "Target"), ("[Content_Types].xml", "PartName")):
        root = parts.tree(listing)
        for child in list(root):
            if child.get(attribute, "").endswith("custom.xml"):
                root.remove(child)


@kind("flagged")
def meta_counts_from_1904(parts: Parts) -> None:
    root = parts.tree("xl/workbook.xml")
    properties = root.find(main("workbookPr"))
    if properties is None:
        properties = ET.Element(main("workbookPr"))
        root.insert(0, properties)
    properties.set("date1904", "1")
