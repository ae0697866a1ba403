"""Make the Word template that ships with vvdesk: `python tools/word_template.py [FILE]`.

The styles are what a coordinator changes in Word; the report takes its whole look from them. Run
this only to change what ships: the file is committed, and the same source gives the same bytes.
"""

import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from word_explanation import explanation
from word_styles import styles

TARGET: Final = Path(__file__).parents[1] / "resources" / "rapport" / "sjabloon.docx"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES: Final = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIXED_DATE: Final = (2021, 1, 1, 0, 0, 0)


def _numbering() -> str:
    def level(number: int, ordered: bool) -> str:  # noqa: FBT001 # the two kinds of list
        style = "Lijstnummering" if ordered else "Lijstopsomteken"
        form = ("decimal", "lowerLetter", "lowerRoman")[number] if ordered else "bullet"
        sign = f"%{number + 1}." if ordered else "•–▪"[number]
        left = 340 * (number + 1)
        tail = str(number + 1) if number else ""
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:pStyle w:val="{style}{tail}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="340"/></w:pPr></w:lvl>'
        )

    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(level(each, ordered) for each in range(3))}</w:abstractNum>"
        for number, ordered in ((1, False), (2, True))
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )
    return f"<w:numbering {_NAMES}>{kinds}{nums}</w:numbering>"


def _control(tag: str, label: str, example: str, number: int) -> str:
    """Return a content control: what Word's own forms are made of, filled by its tag."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="vvdesk.{tag}"/>'
        f'<w:id w:val="{number}"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{example}</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )


def _text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _line(style: str, *parts: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(parts)}</w:p>'


def _place(name: str, number: int, words: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{_text(words)}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _document() -> str:
    cover = [
        _line(
            "vvdeskOmslag", _control("plan", "Plan", "Plan", 101),
            more='<w:spacing w:before="3000"/>'),
        _line("Titel", _control("titel", "Titel", "Titel van het rapport", 102)),
        _line("Ondertitel", _control("ondertitel", "Ondertitel", "Waarover het gaat", 103)),
        _line("vvdeskVoorlopig", _control("stand", "Voorlopig of niet", "Voorlopig", 104)),
        _line(
            "vvdeskOmslag", _text("Meetmoment "),
            _control("meetmoment", "Meetmoment", "meetmoment", 105)),
        _line(
            "vvdeskOmslag", _text("Stand van zaken op "),
            _control("peildatum", "Peildatum", "peildatum", 106)),
        _line(
            "vvdeskOmslag", _text("Controlecode "),
            _control("controlecode", "Controlecode", "controlecode", 107)),
    ]  # fmt: skip
    places = [
        _line("Kopvaninhoudsopgave", _text("Inhoud")),
        _line("Standaard", _place("inhoudsopgave", 1, "Hier komt de inhoudsopgave.")),
        _line(
            "Standaard",
            _place(
                "rapport",
                2,
                "Hier komt het rapport.",
            ),
        ),
        explanation(),
    ]
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/>'
        '<w:headerReference w:type="first" r:id="rId11"/>'
        '<w:footerReference w:type="default" r:id="rId12"/>'
        '<w:footerReference w:type="first" r:id="rId13"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1304" '
        'w:left="1134" w:header="624" w:footer="567" w:gutter="0"/><w:cols w:space="708"/>'
        "<w:titlePg/></w:sectPr>"
    )
    body = "".join([*cover, *places])
    return f"<w:document {_NAMES}><w:body>{body}{section}</w:body></w:document>"


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _edges() -> dict[str, str]:
    header = _line(
        "Koptekst", _control("plan", "Plan", "Plan", 201), _text(" · "),
        _control("titel", "Titel", "Titel van het rapport", 202), "<w:r><w:tab/></w:r>",
        _control("stand", "Voorlopig of niet", "Voorlopig", 203),
    )  # fmt: skip
    footer = _line(
        "Voettekst", _text("Meetmoment "), _control("meetmoment", "Meetmoment", "meetmoment", 301),
        _text(" · controlecode "),
        _control("controlecode", "Controlecode", "controlecode", 302), "<w:r><w:tab/></w:r>",
        _text("Pagina "), _field("PAGE"), _text(" van "), _field("NUMPAGES"),
    )  # fmt: skip
    empty = "<w:p/>"
    return {
        "header1": f"<w:hdr {_NAMES}>{header}</w:hdr>",
        "header2": f"<w:hdr {_NAMES}>{empty}</w:hdr>",
        "footer1": f"<w:ftr {_NAMES}>{footer}</w:ftr>",
        "footer2": f"<w:ftr {_NAMES}>{empty}</w:ftr>",
    }


def _settings() -> str:
    kept = (
        "compatibilityMode 15;overrideTableStyleFontSizeAndJustification 1;"
        "enableOpenTypeFeatures 1;doNotFlipMirrorIndents 1"
    )
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (each.split() for each in kept.split(";"))
    )
    return (
        f'<w:settings {_NAMES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:doNotHyphenateCaps/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="nl-BE"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _relations(entries: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _properties() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>Sjabloon voor een rapport</dc:title>"
        "<dc:language>nl-BE</dc:language></cp:coreProperties>"
    )


def _content_types() -> str:
    parts = {
        "document": "document.main", "styles": "styles", "numbering": "numbering",
        "settings": "settings", "header1": "header", "header2": "header", "footer1": "footer",
        "footer2": "footer",
    }  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _members() -> dict[str, str]:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    parts = {"styles": "styles", "numbering": "numbering", "settings": "settings"}
    edges = {"rId10": "header1", "rId11": "header2", "rId12": "footer1", "rId13": "footer2"}
    own = [(f"rId{at}", f"{_OFFICE}/{kind}", f"{name}.xml")
           for at, (name, kind) in enumerate(parts.items(), 1)]  # fmt: skip
    own += [(key, f"{_OFFICE}/{name[:6]}", f"{name}.xml") for key, name in edges.items()]
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
             ("rId2", core, "docProps/core.xml")]),
        "docProps/core.xml": _properties(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(own),
        "word/styles.xml": styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        **{f"word/{name}.xml": text for name, text in _edges().items()},
    }  # fmt: skip


def make(target: Path) -> None:
    """Write the template to `target`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _members().items():
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, (_DECLARATION + text).encode())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
