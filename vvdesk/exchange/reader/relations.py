"""How the parts of a workbook refer to each other."""

import posixpath
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from vvdesk.errors import Refused
from vvdesk.exchange.reader.package import Package
from vvdesk.exchange.reader.xmlparts import XmlReader

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KNOWN = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
)
ID_ATTRIBUTES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


class Relation(NamedTuple):
    """A reference from one part to another part, or to something outside the file.

    Attributes:
        kind: The last word of its type, such as `worksheet`; the whole type when it is not one of
            the file format itself.
        target: Name of the part, or the address outside, as found.
        external: True for an address outside the file.
    """

    kind: str
    target: str
    external: bool


def read_relations(package: Package, xml: XmlReader, part: str) -> dict[str, Relation]:
    """Return the references of a part by their id; none when it has none.

    Args:
        package: The zip.
        xml: Reader of its parts.
        part: The part that refers; an empty name for the file as a whole.

    Raises:
        Refused: The list of references is not readable, or names an id twice.
    """
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return {}
    root = xml.tree(package.pieces(listing), listing)
    if root.tag != f"{_RELATIONS}Relationships":
        raise Refused(f"het onderdeel '{listing}' is niet wat het moet zijn.")
    relations: dict[str, Relation] = {}
    for found in root.iterfind(f"{_RELATIONS}Relationship"):
        key = found.get("Id", "")
        if key in relations:
            raise Refused(f"het onderdeel '{listing}' noemt '{key[:40]}' twee keer.")
        external = found.get("TargetMode") == "External"
        target = found.get("Target", "")
        kind = _kind(found.get("Type", ""))
        relations[key] = Relation(kind, target if external else _resolve(folder, target), external)
    return relations


def content_types(package: Package, xml: XmlReader) -> dict[str, str]:
    """Return the declared type of each part, by its name in small letters.

    Raises:
        Refused: The list of types is missing or not readable.
    """
    part = "[Content_Types].xml"
    root = xml.tree(package.pieces(part), part)
    if root.tag != f"{_TYPES}Types":
        raise Refused(f"het onderdeel '{part}' is niet wat het moet zijn.")
    by_extension = _pairs(root, "Default", "Extension")
    by_part = _pairs(root, "Override", "PartName")
    types: dict[str, str] = {}
    for name in package.names:
        key = name.casefold()
        types[key] = by_part.get(f"/{key}", by_extension.get(key.rpartition(".")[2], ""))
    return types


def relation_id(element: Element) -> str | None:
    """Return the id of the reference that an element uses, in either namespace."""
    for attribute in ID_ATTRIBUTES:
        if attribute in element.attrib:
            return element.attrib[attribute]
    return None


def _pairs(root: Element, tag: str, key: str) -> dict[str, str]:
    return {
        found.get(key, "").casefold(): found.get("ContentType", "")
        for found in root.iterfind(f"{_TYPES}{tag}")
    }


def _kind(kind: str) -> str:
    for prefix in _KNOWN:
        if kind.startswith(prefix):
            return kind.removeprefix(prefix)
    return kind


def _resolve(folder: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
