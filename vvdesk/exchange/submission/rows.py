"""The rows of one sheet: which project and which row each is about, and what its cells say."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from vvdesk.exchange.reader.model import Cell, Sheet, reference
from vvdesk.exchange.submission.columns import ColumnReader, is_blank
from vvdesk.exchange.workbook.base_sheet import Basis
from vvdesk.exchange.workbook.sheets import CODE, ROW_ID, Blad, Header
from vvdesk.kinds import ChoiceLists, JsonValue
from vvdesk.submission import SubmittedCell, SubmittedRow, Warned
from vvdesk.values import Unreadable

Bases = Mapping[str, Basis]
_NONE: Final[Mapping[str, JsonValue]] = {}
_EMPTY: Final[tuple[JsonValue, ...]] = (None, [])
_NOWHERE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of one workbook share while they are read.

    Attributes:
        bases: Row id to what the workbook remembers of it; None for a workbook without `_basis`.
        lists: The choices of the meetmoment.
        date1904: Which calendar it counts its days in.
        warnings: What a person should know; added to while reading.
    """

    bases: Bases | None
    lists: ChoiceLists
    date1904: bool
    warnings: list[Warned]


class RowReader:
    """Reads the rows of one sheet.

    Args:
        sheet: As found.
        blad: Its layout.
        header: Where its labels are.
        book: What the sheets share.
    """

    def __init__(self, sheet: Sheet, blad: Blad, header: Header, book: Book) -> None:
        self._sheet, self._blad, self._header, self._book = sheet, blad, header, book
        places = {column.key: at for at, column in header.columns.items() if column.is_input}
        self._code_at = places[CODE]
        self._id_at = places.get(ROW_ID)
        readers = [
            ColumnReader(column, book.lists, date1904=book.date1904)
            for column in blad.fields
            if column.key in places and column.is_input
        ]
        self._inputs = [(places[each.key], each.key, each.is_same, each) for each in readers]
        self._keys = frozenset(each.key for each in readers)
        self._labels = {column.key: column.header for column in blad.fields}
        self._data = frozenset(places.values())
        self._merged = tuple(area for area in sheet.merged if area.bottom > header.row)

    def read(self) -> list[SubmittedRow]:
        """Read all rows that say something; problems are added to the warnings of the book."""
        rows = [self._row(number, cells) for number, cells in self._filled()]
        self._refuse_doubles(rows)
        for row in rows:
            if row.problem is not None:
                self._book.warnings.append(Warned(row.sheet, row.cell, row.problem))
        return rows

    def _filled(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        data, first, code_at = self._data, self._header.row, self._code_at
        for number, cells in self._sheet.rows():
            if number <= first:
                continue
            has_code = code_at in cells and not is_blank(cells[code_at])
            if has_code or any(at in data and not is_blank(cells[at]) for at in cells):
                yield number, cells

    def _row(self, number: int, cells: dict[int, Cell]) -> SubmittedRow:
        blad = self._blad
        row = SubmittedRow(
            blad.name, reference(number, self._code_at), blad.collection, "", read=self._keys
        )
        row.project, row.problem = code_in(cells.get(self._code_at), "projectcode")
        if self._id_at is not None and self._id_at in cells and row.problem is None:
            row.id, row.problem = code_in(cells[self._id_at], "id")
        if row.problem is None and not row.project:
            row.problem = (
                "De projectcode ontbreekt, dus is niet te zien bij welk project deze rij hoort. "
                "Vul de code in, bijvoorbeeld VV015."
            )
        basis = self._basis_of(row)
        if row.problem is None:
            self._cells(number, cells, row, basis)
        return row

    def _basis_of(self, row: SubmittedRow) -> Basis | None:
        """Look up what the workbook remembers of the row, and note it in the row."""
        bases = self._book.bases
        name = row.id if self._blad.collection else row.project
        if bases is None or row.problem is not None:
            return None
        basis = bases.get(name) if name else None
        row.exported = basis is not None
        row.base = {} if basis is None or basis.base is None else basis.base
        for key in row.base.keys() - self._keys:
            self._check_base(row, key, row.base[key])
        if basis is not None and basis.project != row.project:
            row.problem = (
                f"{row.id} hoort bij project {basis.project}, maar hier staat {row.project}. Zet "
                "de juiste code terug; een rij verhuist niet naar een ander project."
            )
        return basis

    def _cells(
        self, number: int, cells: dict[int, Cell], row: SubmittedRow, basis: Basis | None
    ) -> None:
        base = row.base
        known = _NONE if base is None else base
        covered = self._covered(number) if self._merged else _NOWHERE
        for at, key, is_same, reader in self._inputs:
            cell, before = cells.get(at), known.get(key)
            if cell is None:
                if before is None and base is not None and at not in covered:
                    continue
            elif before is not None and is_same(cell, before) and at not in covered:
                continue
            if at in covered:
                found = self._problem(number, at, _MERGED)
            elif cell is None or is_blank(cell):
                found = SubmittedCell(reference(number, at), reader.kind.from_json(None))
            else:
                found = self._read((number, at), reader, cell, basis)
            is_sure = found.problem is None and base is not None
            if not (is_sure and _same(reader.kind.to_json(found.value), before)):
                row.cells[key] = found
                self._check_base(row, key, before)

    def _check_base(self, row: SubmittedRow, key: str, before: JsonValue) -> None:
        """Refuse a row whose base holds something that vvdesk never writes.

        A cell that says the same as its base proves the base right; the others are looked at here.
        """
        column = self._blad.by_key.get(key)
        try:
            if column is not None:
                column.kind.from_json(before)
                return
        except Unreadable:
            pass
        row.problem = _SPOILT

    def _read(
        self, place: tuple[int, int], reader: ColumnReader, cell: Cell, basis: Basis | None
    ) -> SubmittedCell:
        try:
            value, taken_for = reader.read(cell, basis)
        except Unreadable as error:
            return self._problem(*place, f"{self._labels[reader.key]}: {error}")
        if taken_for is not None:
            sentence = f'"{str(cell.value)[:40]}" is gelezen als {taken_for}.'
            self._book.warnings.append(Warned(self._blad.name, reference(*place), sentence))
        return SubmittedCell(reference(*place), value)

    def _problem(self, number: int, at: int, sentence: str) -> SubmittedCell:
        place = reference(number, at)
        self._book.warnings.append(Warned(self._blad.name, place, sentence))
        return SubmittedCell(place, None, sentence)

    def _covered(self, number: int) -> frozenset[int]:
        """Return the columns in which this row lies under a merged cell but does not begin it."""
        return frozenset(
            at
            for at, *_ in self._inputs
            for area in self._merged
            if area.holds(number, at) and (area.top, area.left) != (number, at)
        )

    def _refuse_doubles(self, rows: list[SubmittedRow]) -> None:
        names = Counter(_name(row) for row in rows if row.problem is None)
        for row in rows:
            name = _name(row)
            if row.problem is None and name and names[name] > 1:
                row.problem = (
                    f"{name} staat {names[name]} keer op dit blad; geen van die rijen is gelezen. "
                    "Hou er één over, en laat het id leeg in een nieuwe rij."
                )


_SPOILT = (
    "Wat op het verborgen blad _basis over deze rij staat, is beschadigd; de rij is niet gelezen. "
    "Vul het werkboek in zoals je het kreeg, of vraag de coördinator om een nieuw."
)
_MERGED = (
    "Deze cel is samengevoegd met een andere, dus is niet te zien wat hier hoort. "
    "Splits de cellen en vul elke rij in."
)


def _same(said: JsonValue, before: JsonValue) -> bool:
    return said == before or (said in _EMPTY and before in _EMPTY)


def _name(row: SubmittedRow) -> str:
    return row.id if row.collection else row.project


def code_in(cell: Cell | None, what: str) -> tuple[str, str | None]:
    """Return the code in a cell, and why it cannot be one."""
    if cell is None:
        return "", None
    if cell.kind != "text":
        return "", (
            f'De {what} "{str(cell.value)[:30]}" is geen tekst maar een getal, formule of iets '
            "anders. Typ de code zoals ze in de uitvraag stond."
        )
    text = str(cell.value)
    if not text.isascii():
        visible = (sign for sign in text if unicodedata.category(sign) not in {"Cf", "Cc"})
        text = unicodedata.normalize("NFKC", "".join(visible))
    return "".join(text.split()).upper(), None
