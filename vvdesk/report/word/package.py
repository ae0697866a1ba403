"""A Word file written so that the same report gives the same bytes, however long it is."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from docx.document import Document as WordFile
from docx.opc.part import Part
from lxml import etree

from vvdesk.report.word.template import parts_of

_FIXED_DATE: Final = (2000, 1, 1, 0, 0, 0)
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_BUFFER: Final = 1 << 20


def write_package(
    word: WordFile, target: Path, head: bytes, pieces: Iterator[bytes], tail: bytes
) -> None:
    """Write the file.

    Args:
        word: What stands in every other part; read after `pieces`, which may still add to it.
        target: Where it comes; written from the beginning.
        head: The document up to where the report comes.
        pieces: The report; written as they come, so that a long one never stands in memory.
        tail: The rest of the document.
    """
    main = word.part
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open(_entry(_name(main)), "w") as file:
            _pour(file, head, pieces, tail)
        parts = parts_of(word)
        _put(package, "[Content_Types].xml", _content_types(parts))
        _put(package, "_rels/.rels", _relations_of(word.part.package))
        for part in parts:
            if part is not main:
                _put(package, _name(part), part.blob)
            if part.rels:
                _put(package, part.partname.rels_uri.lstrip("/"), _relations_of(part))


def _pour(file: IO[bytes], head: bytes, pieces: Iterator[bytes], tail: bytes) -> None:
    waiting = bytearray(head)
    for piece in pieces:
        waiting += piece
        if len(waiting) > _BUFFER:
            file.write(waiting)
            waiting.clear()
    waiting += tail
    file.write(waiting)


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(_entry(name), content)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    return entry


def _name(part: Part) -> str:
    return str(part.partname).lstrip("/")


def _relations_of(holder: object) -> bytes:
    relations = holder.rels.xml  # type: ignore[attr-defined] # package and part both have them
    return relations if isinstance(relations, bytes) else str(relations).encode()


def _content_types(parts: list[Part]) -> bytes:
    # The stubs of lxml do not know a prefix that is no text.
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})  # type: ignore[dict-item] # idem
    extensions = {"rels": _RELATIONS, "xml": "application/xml"}
    own: list[tuple[str, str]] = []
    for part in parts:
        extension = part.partname.ext.casefold()
        if extensions.setdefault(extension, part.content_type) != part.content_type:
            own.append((str(part.partname), part.content_type))
    for extension, kind in extensions.items():
        made = {"Extension": extension, "ContentType": kind}
        etree.SubElement(root, f"{{{_TYPES}}}Default", made)
    for name, kind in own:
        made = {"PartName": name, "ContentType": kind}
        etree.SubElement(root, f"{{{_TYPES}}}Override", made)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
