"""The door for foreign workbooks: `read_workbook` returns everything in it, or refuses it."""

import hashlib
import os
from pathlib import Path
from xml.etree.ElementTree import Element

from vvdesk.collector import collector_paused
from vvdesk.errors import Refused, Unavailable
from vvdesk.exchange.reader import foreign
from vvdesk.exchange.reader.limits import DEFAULT, MIB, Limits
from vvdesk.exchange.reader.model import ForeignWorkbook, Sheet, State
from vvdesk.exchange.reader.notices import NoticeList
from vvdesk.exchange.reader.package import Package
from vvdesk.exchange.reader.relations import (
    Relation,
    content_types,
    read_relations,
    relation_id,
)
from vvdesk.exchange.reader.sheet import SheetReader
from vvdesk.exchange.reader.styles import PLAIN, Style, read_styles
from vvdesk.exchange.reader.texts import Text, TextReader, clean_text
from vvdesk.exchange.reader.values import Book
from vvdesk.exchange.reader.xmlparts import XmlReader, is_true, namespace_of

_STATES: dict[str, State] = {
    "visible": "visible",
    "hidden": "hidden",
    "veryHidden": "veryHidden",
}
_PROPERTIES = ("custom-properties", "customProperties")
_DAMAGED = "Bewaar de werkmap opnieuw in Excel of LibreOffice, als .xlsx."


def read_workbook(path: Path, limits: Limits = DEFAULT) -> ForeignWorkbook:
    """Read a workbook that may have been made by anyone, to the last cell.

    It is meant to run in a worker process (`worker.Worker`), which bounds memory and time.

    Args:
        path: The file as received.
        limits: The bounds to keep.

    Returns:
        All sheets, hidden ones too; nothing is interpreted and nothing left out without a notice.

    Raises:
        Refused: It is damaged, foreign, hostile or too large; the message names file and cause.
        Unavailable: The file cannot be opened.
    """
    data = _load(path, limits)
    try:
        with collector_paused():
            return _Reading(path.name, data, limits).workbook()
    except Refused as error:
        raise Refused(f"'{path.name}' is niet gelezen: {error}") from None


def read_properties(path: Path, limits: Limits = DEFAULT) -> dict[str, str]:
    """Read only the custom properties of a workbook; meant to run in a worker process as well.

    Raises:
        Refused: It is damaged, foreign, hostile or too large.
        Unavailable: The file cannot be opened.
    """
    return _Reading(path.name, _load(path, limits), limits).properties()


def _load(path: Path, limits: Limits) -> bytes:
    try:
        if not path.is_file():
            raise Unavailable(f"'{path.name}' is geen bestand. Kijk de naam na.")
        with path.open("rb") as file:
            # As much as asked for is reserved at once, whatever the size of the file.
            size = os.fstat(file.fileno()).st_size
            data = file.read(min(size, limits.file_bytes) + 1)
    except OSError as error:
        raise Unavailable(
            f"'{path.name}' kan niet geopend worden ({error.strerror}). Sluit het in Excel."
        ) from None
    if len(data) > limits.file_bytes:
        raise Refused(
            f"'{path.name}' is niet gelezen: het bestand is groter dan "
            f"{limits.file_bytes // MIB} MB. Verwijder afbeeldingen en lege opgemaakte rijen."
        )
    return data


class _Reading:
    """One workbook while it is being read."""

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        foreign.check_beginning(data)
        self._name = name
        self._limits = limits
        self._sha256 = hashlib.sha256(data).hexdigest()
        self._package = Package(data, limits)
        self._xml = XmlReader(limits)
        self._notices = NoticeList()

    def workbook(self) -> ForeignWorkbook:
        """Read everything, in the order in which one part leads to the next."""
        package = self._package
        foreign.check_is_workbook(package)
        types = content_types(package, self._xml)
        foreign.check_macros(types)
        top = read_relations(package, self._xml, "")
        main = _only(top, "officeDocument")
        if main is None:
            raise Refused(f"het hoofdonderdeel van de werkmap ontbreekt. {_DAMAGED}")
        foreign.check_workbook_type(types.get(main.casefold(), ""))
        root = self._tree(main)
        properties = root.find(f"{namespace_of(root, 'workbook', main)}workbookPr")
        date1904 = properties is not None and is_true(properties.get("date1904"))
        self._note_file(date1904=date1904)
        sheets = self._sheets(root, main)
        package.check_unread()
        return ForeignWorkbook(
            self._name,
            self._sha256,
            sheets,
            self._custom_properties(_only(top, *_PROPERTIES)),
            self._core_properties(_only(top, "core-properties")),
            date1904,
            self._notices.close(),
        )

    def properties(self) -> dict[str, str]:
        """Read nothing but the custom properties."""
        top = read_relations(self._package, self._xml, "")
        return self._custom_properties(_only(top, *_PROPERTIES))

    def _tree(self, part: str) -> Element:
        return self._xml.tree(self._package.pieces(part), part)

    def _sheets(self, root: Element, main: str) -> tuple[Sheet, ...]:
        relations = read_relations(self._package, self._xml, main)
        namespace = namespace_of(root, "workbook", main)
        found = root.findall(f"{namespace}sheets/{namespace}sheet")
        names = [clean_text(sheet.get("name", ""))[0] for sheet in found]
        if not found or len(found) > self._limits.sheets:
            raise Refused(f"de werkmap heeft geen bladen of te veel bladen. {_DAMAGED}")
        if len({name.casefold() for name in names}) != len(names):
            raise Refused(f"twee bladen hebben dezelfde naam. {_DAMAGED}")
        book = self._book(relations)
        reader = SheetReader(self._package, self._xml, book)
        sheets, parts = [], set[str]()
        for name, sheet in zip(names, found, strict=True):
            relation = relations.get(relation_id(sheet) or "")
            part = self._part_of_sheet(name, relation)
            if part is None:
                continue
            if part.casefold() in parts:
                raise Refused(f"twee bladen gebruiken dezelfde gegevens ('{name}'). {_DAMAGED}")
            parts.add(part.casefold())
            state = _STATES.get(sheet.get("state", "visible"))
            if state is None:
                raise Refused(f"blad '{name}' is zichtbaar noch verborgen. {_DAMAGED}")
            sheets.append(reader.read(name, state, part))
        if not sheets:
            raise Refused(f"de werkmap heeft geen bladen met cellen. {_DAMAGED}")
        return tuple(sheets)

    def _part_of_sheet(self, name: str, relation: Relation | None) -> str | None:
        if relation is None or relation.external or relation.target not in self._package:
            raise Refused(
                f"de gegevens van blad '{name}' ontbreken. Vraag het bestand opnieuw aan de "
                "afzender."
            )
        if relation.kind == "worksheet":
            return relation.target
        if relation.kind in {"chartsheet", "dialogsheet"}:
            text = "Dit blad heeft geen cellen en is overgeslagen."
            self._notices.add("sheet", text, name)
            return None
        raise Refused(f"blad '{name}' is van een soort die niet aangenomen wordt (macro's).")

    def _book(self, relations: dict[str, Relation]) -> Book:
        text_reader = TextReader(self._limits)
        texts: list[Text] = []
        styles: dict[str | None, Style] = {None: PLAIN, "0": PLAIN}
        if part := _only(relations, "sharedStrings"):
            texts = text_reader.shared(self._xml, self._package.pieces(part), part)
        if part := _only(relations, "styles"):
            styles = read_styles(self._tree(part), part)
        return Book(self._limits, texts, text_reader, styles, self._notices)

    def _note_file(self, *, date1904: bool) -> None:
        junk = self._package.junk
        if junk.before or junk.after:
            text = "Vóór of na de werkmap staan bytes die er niet bij horen; ze zijn niet gelezen."
            self._notices.add("file", text)
        if date1904:
            text = "De werkmap telt datums vanaf 1904; kijk na of de datums kloppen."
            self._notices.add("dates", text)
        foreign.note_outside(self._package, self._notices)

    def _custom_properties(self, part: str | None) -> dict[str, str]:
        properties: dict[str, str] = {}
        for found in self._tree(part) if part else ():
            name = clean_text(found.get("name", ""))[0]
            if name in properties:
                raise Refused(f"de eigenschap '{name[:60]}' staat er twee keer in. {_DAMAGED}")
            properties[name] = clean_text("".join(found.itertext()))[0]
        return properties

    def _core_properties(self, part: str | None) -> dict[str, str]:
        found = self._tree(part) if part else ()
        return {
            child.tag.rpartition("}")[2]: clean_text("".join(child.itertext()))[0]
            for child in found
        }


def _only(relations: dict[str, Relation], *kinds: str) -> str | None:
    """Return the part that a reference of these kinds leads to; two of them are refused."""
    targets = [found.target for found in relations.values() if found.kind in kinds]
    if len(targets) > 1 or any(
        found.external for found in relations.values() if found.kind in kinds
    ):
        raise Refused(f"het onderdeel '{kinds[0]}' wordt twee keer of buiten de werkmap vermeld.")
    return targets[0] if targets else None
