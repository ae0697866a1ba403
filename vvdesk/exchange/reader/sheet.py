"""One sheet: its cells, and what lies around them that a person should know."""

from collections.abc import Iterable, Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from vvdesk.errors import Refused
from vvdesk.exchange.reader.cells import CellReader
from vvdesk.exchange.reader.model import Area, Cell, Sheet, State
from vvdesk.exchange.reader.numbers import small_number
from vvdesk.exchange.reader.package import Package
from vvdesk.exchange.reader.references import LAST_COLUMN, read_area
from vvdesk.exchange.reader.relations import read_relations, relation_id
from vvdesk.exchange.reader.texts import clean_text
from vvdesk.exchange.reader.values import Book
from vvdesk.exchange.reader.xmlparts import XmlReader, is_true, namespace_of, take_finished

_MOST_AREAS = 1_000_000
"""Cells that may be looked at for links and matrices over areas, per sheet."""


class SheetReader:
    """Reads the sheets of one workbook.

    Args:
        package: The zip.
        xml: Reader of its parts.
        book: What the sheets share.
    """

    def __init__(self, package: Package, xml: XmlReader, book: Book) -> None:
        self._package = package
        self._xml = xml
        self._book = book

    def read(self, name: str, state: State, part: str) -> Sheet:
        """Read one sheet.

        Args:
            name: As on the tab.
            state: Visible or hidden.
            part: The part that holds it.

        Raises:
            Refused: It is not readable, out of order, out of range or too large.
        """
        root, cells = self._read_cells(name, part)
        namespace = namespace_of(root, "worksheet", part)
        self._mark_arrays(cells, name)
        self._add_links(root, namespace, part, cells, name)
        sheet = Sheet(
            name,
            state,
            cells.cells,
            _merged(root, namespace, name),
            frozenset(cells.hidden_rows),
            self._hidden_columns(root, namespace),
            root.find(f"{namespace}autoFilter/{namespace}filterColumn") is not None,
        )
        self._note_layout(sheet)
        return sheet

    def _read_cells(self, name: str, part: str) -> tuple[Element, CellReader]:
        reader: CellReader | None = None
        root = None
        for root, whole in self._xml.grow(self._package.pieces(part), part):
            if reader is None:
                reader = CellReader(name, namespace_of(root, "worksheet", part), self._book)
                tag = f"{namespace_of(root, 'worksheet', part)}sheetData"
            data = root.find(tag)
            if data is not None:
                reader.read(take_finished(data, whole=whole or root[-1] is not data))
        if root is None or reader is None or len(root.findall(tag)) != 1:
            raise Refused(
                f"blad '{name}' heeft geen gegevens of meer dan één keer gegevens. "
                "Bewaar de werkmap opnieuw in Excel of LibreOffice, als .xlsx."
            )
        return root, reader

    def _mark_arrays(self, reader: CellReader, name: str) -> None:
        """Turn the cells that a matrix fills into formulas: they hold only its last result."""
        for at, _ in _within([(area, "") for area in reader.arrays], reader.cells, name):
            cell = reader.cells[at]
            if cell.kind != "formula":
                reader.cells[at] = Cell("formula", "", cell.number_format, None, None, exact=True)

    def _add_links(
        self, root: Element, namespace: str, part: str, reader: CellReader, name: str
    ) -> None:
        links = root.findall(f"{namespace}hyperlinks/{namespace}hyperlink")
        if not links:
            return
        relations = read_relations(self._package, self._xml, part)
        targets: list[tuple[Area, str]] = []
        for link in links:
            area = read_area(link.get("ref", ""))
            relation = relations.get(relation_id(link) or "")
            place = link.get("location")
            target = relation.target if relation else ""
            target = clean_text(f"{target}#{place}" if place else target)[0]
            if area is None or not target:
                self._book.notices.add("link", "Een koppeling zonder doel is overgeslagen.", name)
            else:
                targets.append((area, target))
        for at, target in _within(targets, reader.cells, name):
            reader.cells[at] = reader.cells[at]._replace(link=target)

    def _hidden_columns(self, root: Element, namespace: str) -> frozenset[int]:
        hidden: set[int] = set()
        for columns in root.iterfind(f"{namespace}cols/{namespace}col"):
            first, last = small_number(columns.get("min", "")), small_number(columns.get("max", ""))
            if is_true(columns.get("hidden")) and first and last:
                hidden.update(range(first, min(last, self._book.limits.columns, LAST_COLUMN) + 1))
        return frozenset(hidden)

    def _note_layout(self, sheet: Sheet) -> None:
        note = self._book.notices.add
        for area in islice(sheet.merged, 1000):
            note(
                "merged",
                "Hier zijn cellen samengevoegd; alleen de eerste cel telt. "
                "Splits ze weer en vul elke rij in.",
                sheet.name,
                (area.top, area.left),
            )
        if sheet.state != "visible":
            return
        used = {row for row, _ in sheet.cells}
        if rows := len(sheet.hidden_rows & used):
            note("hidden", f"{rows} verborgen of weggefilterde rijen zijn wel gelezen.", sheet.name)
        if columns := len(sheet.hidden_columns & {column for _, column in sheet.cells}):
            note("hidden", f"{columns} verborgen kolommen zijn wel gelezen.", sheet.name)
        if sheet.filtered:
            note("filter", "Er staat een filter aan; ook wat je niet ziet is gelezen.", sheet.name)


def _merged(root: Element, namespace: str, name: str) -> tuple[Area, ...]:
    areas = []
    for merged in root.iterfind(f"{namespace}mergeCells/{namespace}mergeCell"):
        area = read_area(merged.get("ref", ""))
        if area is None:
            raise Refused(
                f"blad '{name}' heeft samengevoegde cellen op een plaats die niet bestaat. "
                "Bewaar de werkmap opnieuw in Excel of LibreOffice, als .xlsx."
            )
        areas.append(area)
    return tuple(areas)


def _within(
    areas: Iterable[tuple[Area, str]], cells: dict[tuple[int, int], Cell], name: str
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells with something in them that lie in each area, with what goes with it."""
    looked_at = 0
    for area, label in areas:
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        looked_at += min(size, len(cells))
        if looked_at > _MOST_AREAS:
            raise Refused(
                f"blad '{name}' heeft te veel koppelingen of matrices over hele bereiken. "
                "Haal ze weg en bewaar opnieuw."
            )
        if size < len(cells):
            yield from ((at, label) for at in _addresses(area) if at in cells)
        else:
            yield from [(at, label) for at in cells if area.holds(*at)]


def _addresses(area: Area) -> Iterator[tuple[int, int]]:
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield row, column
