"""A good workbook taken apart, so that a kind of damage can be done to it."""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

ET.register_namespace("r", OFFICE)


def main(name: str) -> str:
    """Return a tag of the spreadsheet namespace."""
    return f"{{{MAIN}}}{name}"


def serialise(root: ET.Element) -> bytes:
    """Write a part; the namespace of its root needs no prefix."""
    namespace = root.tag[1:].partition("}")[0]
    ET.register_namespace("", namespace)
    return DECLARATION + ET.tostring(root)


def pack(members: list[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip members in this order; a name may be there twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = compression
            archive.writestr(info, data)
    return target.getvalue()


class Parts:
    """The parts of a workbook, and the sheet on which damage is done.

    That sheet is the first visible one with a row that has a number and a text.
    """

    def __init__(self, source: Path) -> None:
        with zipfile.ZipFile(source) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.source = source.read_bytes()
        self._trees: dict[str, ET.Element] = {}

    def tree(self, part: str) -> ET.Element:
        """Return the root of a part; changes to it are kept."""
        if part not in self._trees:
            self._trees[part] = ET.fromstring(self.members[part])
        return self._trees[part]

    def parts(self) -> dict[str, bytes]:
        """Return all parts as they now are."""
        self.members |= {part: serialise(root) for part, root in self._trees.items()}
        self._trees.clear()
        return self.members

    def put(self, part: str, data: bytes) -> None:
        """Let a part be these bytes."""
        self._trees.pop(part, None)
        self.members[part] = data

    def drop(self, part: str) -> None:
        """Remove a part; what refers to it still does."""
        self._trees.pop(part, None)
        del self.members[part]

    def packed(self, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        """Return the workbook as it now is."""
        return pack(list(self.parts().items()), compression)

    def text(self, part: str) -> str:
        """Return a part as text, with every change so far."""
        return self.parts()[part].decode()

    def replace(self, part: str, old: str, new: str) -> None:
        """Replace the first place where a pattern occurs; it has to be there."""
        text, count = re.subn(old, lambda _: new, self.text(part), count=1, flags=re.DOTALL)
        if not count:
            raise LookupError(old)
        self.put(part, text.encode())

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The part of each visible sheet, by the sheet's name."""
        relations = {
            found.get("Id"): posixpath.normpath(
                posixpath.join("/xl", found.get("Target", ""))
            ).lstrip("/")
            for found in self.tree("xl/_rels/workbook.xml.rels")
        }
        return {
            sheet.get("name", ""): relations[sheet.get(f"{{{OFFICE}}}id")]
            for sheet in self.tree("xl/workbook.xml").iter(main("sheet"))
            if sheet.get("state", "visible") == "visible"
        }

    @cached_property
    def sheet(self) -> str:
        """The part of the sheet on which damage is done."""
        for part in self.sheets.values():
            if any(True for _ in self._candidates(part)):
                return part
        raise LookupError("no sheet has a row with a number and a text")

    @property
    def root(self) -> ET.Element:
        """The root of that sheet."""
        return self.tree(self.sheet)

    @property
    def data(self) -> ET.Element:
        """The rows of that sheet."""
        found = self.root.find(main("sheetData"))
        assert found is not None
        return found

    @property
    def row(self) -> ET.Element:
        """The first row with a number and a text."""
        return next(self._candidates(self.sheet))

    @property
    def number(self) -> ET.Element:
        """The first number in that row."""
        return next(cell for cell in self.row if _is_number(cell))

    @property
    def words(self) -> ET.Element:
        """The first text in that row."""
        return next(cell for cell in self.row if _is_text(cell))

    def set_number(self, value: str, kind: str = "n") -> None:
        """Let the number be another value, of another type if need be."""
        cell = self.number
        cell.set("t", kind)
        found = cell.find(main("v"))
        assert found is not None
        found.text = value

    def set_text(self, text: str, cell: ET.Element | None = None) -> None:
        """Let the text, or another cell, be this text, written in the cell itself."""
        cell = self.words if cell is None else cell
        cell[:] = []
        cell.set("t", "inlineStr")
        inline = ET.SubElement(cell, main("is"))
        words = ET.SubElement(inline, main("t"))
        words.text = text

    def add_part(self, part: str, data: bytes, kind: str) -> None:
        """Add a part with its declared type."""
        self.put(part, data)
        types = self.tree("[Content_Types].xml")
        override = ET.SubElement(types, f"{{{TYPES}}}Override")
        override.attrib.update({"PartName": f"/{part}", "ContentType": kind})

    def add_relation(self, listing: str, kind: str, target: str, mode: str = "") -> str:
        """Refer to a part or to something outside; return the id."""
        if listing not in self.members:
            self.members[listing] = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
        root = self.tree(listing)
        found = ET.SubElement(root, f"{{{RELATIONS}}}Relationship")
        key = f"vijandig{len(root)}"
        found.attrib.update({"Id": key, "Type": f"{OFFICE}/{kind}", "Target": target})
        if mode:
            found.set("TargetMode", mode)
        return key

    def add_after(self, before: tuple[str, ...], element: ET.Element) -> None:
        """Put an element in the sheet, right after the last of these siblings."""
        names = [child.tag for child in self.root]
        last = max(names.index(main(name)) for name in before if main(name) in names)
        self.root.insert(last + 1, element)

    def _candidates(self, part: str) -> Iterator[ET.Element]:
        for row in self.tree(part).iter(main("row")):
            if any(_is_number(cell) for cell in row) and any(_is_text(cell) for cell in row):
                yield row


def _is_number(cell: ET.Element) -> bool:
    value = cell.find(main("v"))
    plain = cell.get("t", "n") == "n" and cell.find(main("f")) is None
    return plain and value is not None and bool(value.text)


def _is_text(cell: ET.Element) -> bool:
    return cell.get("t") in {"s", "inlineStr"} and cell.find(main("f")) is None
