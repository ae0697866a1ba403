"""The Word template: which styles it must have, and how one from anywhere is read safely.

A coordinator may change everything in it with Word: styles, cover, logo, header, footer, page. The
report asks for its styles by name, for content controls with a tag (`vvdesk.titel`) and for two
bookmarks (`inhoudsopgave`, `rapport`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final, cast

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from vvdesk.atomic import unavailable
from vvdesk.errors import Refused
from vvdesk.exchange.reader.limits import MIB, Limits
from vvdesk.exchange.reader.package import Package
from vvdesk.paths import resources
from vvdesk.report.word.names import VAL, w

TEMPLATE_NAME: Final = "sjabloon.docx"
_LIMITS: Final = Limits(
    file_bytes=20 * MIB, entries=1_000, unpacked_bytes=60 * MIB, part_bytes=30 * MIB
)
_MOST_XML: Final = 8 * MIB
"""Of one XML part: a template is a few pages, not a report."""
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a file begins that is encrypted, or of Word 97."""
_ZIP: Final = b"PK\x03\x04"
_DECLARATION: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS: Final = ("vbaproject.bin", "vbadata.xml", "activex")
_DOCUMENT: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_LOOSE: Final = ("attachedTemplate", "hyperlink")
"""What may point outside: links that a reader clicks, and the base of the template, let go."""
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_ADVICE: Final = (
    "Bewaar een nieuw sjabloon met [Sjabloon bewaren…] op de pagina Rapport en pas dat aan in Word."
)

PARAGRAPH_STYLES: Final = {
    "normal": "Standaard",
    "title": "Titel",
    "subtitle": "Ondertitel",
    "heading 1": "Kop 1",
    "heading 2": "Kop 2",
    "heading 3": "Kop 3",
    "heading 4": "Kop 4",
    "toc 1": "Inhopg 1",
    "toc 2": "Inhopg 2",
    "caption": "Bijschrift",
    "list bullet": "Lijst opsom.teken",
    "list bullet 2": "Lijst opsom.teken 2",
    "list bullet 3": "Lijst opsom.teken 3",
    "list number": "Lijstnummering",
    "list number 2": "Lijstnummering 2",
    "list number 3": "Lijstnummering 3",
    "vvdesk kernzin": "vvdesk kernzin",
    "vvdesk noot": "vvdesk noot",
    "vvdesk referentiecode": "vvdesk referentiecode",
    "vvdesk tussenruimte": "vvdesk tussenruimte",
}
"""The name in the file, whatever the language of Word, to the name that Dutch Word shows."""
CHARACTER_STYLES: Final = {
    "hyperlink": "Hyperlink",
    "vvdesk verwijzing": "vvdesk verwijzing",
    "vvdesk referentiecode teken": "vvdesk referentiecode Teken",
    "vvdesk status": "vvdesk status",
    "vvdesk nieuw": "vvdesk nieuw",
    "vvdesk geschrapt": "vvdesk geschrapt",
    "vvdesk niet ingevuld": "vvdesk niet ingevuld",
}
TABLE_STYLES: Final = {"vvdesk tabel": "vvdesk tabel", "vvdesk velden": "vvdesk velden"}
_NEEDED: Final = {
    "paragraph": PARAGRAPH_STYLES,
    "character": CHARACTER_STYLES,
    "table": TABLE_STYLES,
}


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read and found good.

    Attributes:
        word: The file, opened; filling it changes only this copy in memory.
        styles: The id of each needed style, by its name in small letters.
    """

    word: WordFile
    styles: dict[str, str]


def shipped_template() -> Path:
    """Return where the template that comes with vvdesk stands."""
    return resources() / "rapport" / TEMPLATE_NAME


def read_template(path: Path | None) -> Template:
    """Read a template; None for the one that comes with vvdesk.

    Nothing in the file is trusted: sizes, names and checksums of its parts are checked before
    anything is parsed, and nothing that it points at outside itself is fetched.

    Raises:
        Refused: It is no Word document, damaged, encrypted, far too large, has macros, takes parts
            from elsewhere, or misses a style; one Dutch sentence says which, and what to do.
        Unavailable: It cannot be read.
    """
    chosen = path or shipped_template()
    try:
        with chosen.open("rb") as file:
            data = file.read(_LIMITS.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise Refused(
            f'Het sjabloon "{chosen.name}" staat niet (meer) in de map {chosen.parent}. Zet het '
            "terug, kies een ander, of neem dat van vvdesk."
        ) from None
    except OSError as error:
        raise unavailable(error, chosen) from error
    name = chosen.name
    _check_package(data, name)
    try:
        word = docx.Document(BytesIO(data))
    # What python-docx raises at a package whose parts do not fit together is not documented.
    except (ValueError, KeyError, AttributeError, LookupError, etree.XMLSyntaxError) as error:
        raise _refused(name, "is beschadigd of geen Word-document") from error
    if word.part.content_type != _DOCUMENT or word.part.element.find(w("body")) is None:
        raise _refused(name, "is geen Word-document")
    _check_outside(word, name)
    return Template(word, _styles(word, name))


def parts_of(word: WordFile) -> list[Part]:
    """Return every part of the file."""
    return list(cast("Iterable[Part]", word.part.package.iter_parts()))


def _check_package(data: bytes, name: str) -> None:
    if len(data) > _LIMITS.file_bytes:
        raise _refused(name, f"is groter dan {_LIMITS.file_bytes // MIB} MB; neem kleinere beelden")
    if data.startswith(_OLE):
        raise _refused(
            name, "is versleuteld of in de oude vorm .doc; bewaar het zonder wachtwoord als .docx"
        )
    if not data.startswith(_ZIP):
        raise _refused(name, "is geen Word-document (.docx)")
    try:
        package = Package(data, _LIMITS)
        parts = {each: package.read(each) for each in package.names}
    except Refused as error:
        reason = str(error).split(". ", maxsplit=1)[0].rstrip(".").replace("werkmap", "bestand")
        raise _refused(name, f"kan niet gelezen worden: {reason}") from error
    _check_parts(parts, name)


def _check_parts(parts: dict[str, bytes], name: str) -> None:
    types = parts.get("[Content_Types].xml", b"")
    is_active = any(macro in part.casefold() for part in parts for macro in _MACROS)
    if is_active or b"macroEnabled" in types:
        raise _refused(name, "bevat macro's; bewaar het als gewoon document (.docx)")
    if b"wordprocessingml.template.main" in types:
        raise _refused(name, "is een .dotx; bewaar het als gewoon document (.docx)")
    if _STRICT in parts.get("word/document.xml", b""):
        raise _refused(
            name, 'is bewaard als "Strikt Open XML"; bewaar het als gewoon document (.docx)'
        )
    for part, content in parts.items():
        if part.casefold().endswith((".xml", ".rels")):
            _check_xml(content, name)


def _check_xml(content: bytes, name: str) -> None:
    if len(content) > _MOST_XML:
        raise _refused(name, "is te lang voor een sjabloon; hou alleen voorblad en stijlen over")
    # Without zeros, so that UTF-16 hides nothing.
    if _DECLARATION.search(content.replace(b"\0", b"")):
        raise _refused(name, "bevat een documenttype, wat in Word niet voorkomt")


def _check_outside(word: WordFile, name: str) -> None:
    """Refuse what a reader's Word would fetch from elsewhere; let the base template go."""
    package = word.part.package
    for holder in (package, *parts_of(word)):
        for key, relation in list(holder.rels.items()):
            if not relation.is_external:
                continue
            kind = relation.reltype.rpartition("/")[2]
            if kind not in _LOOSE:
                raise _refused(
                    name,
                    f'haalt een onderdeel van buiten het bestand ({kind}: "{relation.target_ref}");'
                    " voeg het in het document zelf in",
                )
            if kind == "attachedTemplate":
                del holder.rels[key]
    for element in list(word.settings.element.iter(w("attachedTemplate"))):
        element.getparent().remove(element)
    thumbnail = RELATIONSHIP_TYPE.THUMBNAIL
    for key in [key for key, each in package.rels.items() if each.reltype == thumbnail]:
        del package.rels[key]


def _styles(word: WordFile, name: str) -> dict[str, str]:
    found = {(kind, known): key for kind, known, key in _named(word.styles.element)}
    missing = [
        shown
        for kind, names in _NEEDED.items()
        for known, shown in names.items()
        if (kind, known) not in found
    ]
    if missing:
        which = ", ".join(f'"{each}"' for each in missing)
        what = f"mist de stijl {which}" if len(missing) == 1 else f"mist de stijlen {which}"
        raise _refused(name, what, f"Kopieer wat ontbreekt uit een nieuw sjabloon: {_ADVICE}")
    return {known: found[kind, known] for kind, names in _NEEDED.items() for known in names}


def _named(styles: etree._Element) -> Iterator[tuple[str, str, str]]:
    for style in styles.iter(w("style")):
        named = style.find(w("name"))
        key = style.get(w("styleId"))
        if named is not None and key:
            yield style.get(w("type"), "paragraph"), named.get(VAL, "").casefold(), key


def _refused(name: str, why: str, advice: str = _ADVICE) -> Refused:
    return Refused(f'Het sjabloon "{name}" {why}. {advice}')
