"""What stands in the cells of a workbook, found without any code of vvdesk that reads or merges.

It believes the file as a person would who looks at it: a plain reading with the standard library,
row by row and label by label. It is meant for files that were taken; of what is refused nothing
has to be known.
"""

import posixpath
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

SHEETS = ("Projecten", "Mijlpalen", "Agendering")
"""The sheets that people fill in."""
CODE = "Projectcode"
IDS = {"Mijlpalen": "Mijlpaal-id", "Agendering": "Agendering-id"}
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(spreadsheetml/main|officeDocument)")
_COLUMN = re.compile("[A-Z]+")
_DAY_ZERO, _DAY_ZERO_LATE = date(1899, 12, 30), date(1904, 1, 1)


class Seen(NamedTuple):
    """One cell that shows or hides something.

    Attributes:
        cell: Its name, such as `D14`.
        kind: `number`, `text`, `formula`, or the type that the file gives it.
        text: What is written there; a stretch in bold or italic stands between marks.
        late: Whether the file counts its days from 1904.
    """

    cell: str
    kind: str
    text: str
    late: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """What counts when two cells are compared; numbers by their value."""
        if self.kind == "number":
            try:
                return self.kind, str(Decimal(self.text).normalize()), str(self.late)
            except InvalidOperation:
                return self.kind, self.text
        return self.kind, unicodedata.normalize("NFC", self.text)


@dataclass
class Table:
    """One sheet: row key and label to cell; the key is the id, else the number of the row."""

    head: int = 0
    labels: set[str] = field(default_factory=set)
    cells: dict[tuple[str, str], Seen] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


class Touched(NamedTuple):
    """A cell that does not say what it said; `old` or `new` is None for an empty cell."""

    sheet: str
    row: str
    label: str
    old: Seen | None
    new: Seen | None
    place: str


def look(path: Path) -> dict[str, Table]:
    """Look at every sheet that people fill in; one that is not there is absent."""
    with zipfile.ZipFile(path) as archive:
        members = {name.casefold(): archive.read(name) for name in archive.namelist()}
    texts = _shared(members)
    book = _tree(members["xl/workbook.xml"])
    targets = {
        each.get("Id"): posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[
            1:
        ].casefold()
        for each in _tree(members["xl/_rels/workbook.xml.rels"])
    }
    late = any(each.get("date1904") in {"1", "true"} for each in book.iter("workbookPr"))
    found = {}
    for sheet in book.iter("sheet"):
        known = next((each for each in SHEETS if plain(each) == plain(sheet.get("name", ""))), None)
        if known is not None:
            grid = _grid(_tree(members[targets[sheet.get("id")]]), texts)
            grid = {at: seen._replace(late=late) for at, seen in grid.items()}
            found[known] = _table(grid, IDS.get(known, CODE))
    return found


def plain(label: str) -> str:
    """Return a label or name without case and spacing."""
    return " ".join(label.split()).casefold()


def differences(good: dict[str, Table], other: dict[str, Table]) -> list[Touched]:
    """Return every cell that differs; of a row that is gone, all its cells, placed nowhere."""
    touched = []
    for sheet, table in good.items():
        present = other.get(sheet, Table())
        for key, label in sorted(table.cells.keys() | present.cells.keys()):
            old, new = table.cells.get((key, label)), present.cells.get((key, label))
            if (old and old.said) != (new and new.said):
                row = present.rows.get(key)
                place = new.cell if new else f"{old.cell if old else ''}" if row else ""
                touched.append(Touched(sheet, key, label, old, new, place))
    return touched


def amount(seen: Seen) -> int | None:
    """Read an amount as anybody would; None for nothing and for what is no whole euro."""
    text = seen.text.replace("\u00a0", "").replace(" ", "").removesuffix("EUR")
    if seen.kind == "text" and re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,00)?|-?\d+", text):
        return int(text.removesuffix(",00").replace(".", ""))
    if seen.kind == "number":
        number = Decimal(seen.text)
        return int(number) if number == number.to_integral_value() else None
    return None


def day(seen: Seen) -> str | None:
    """Read a day as anybody would, as ISO 8601; None when it is none."""
    if seen.kind == "number":
        start = _DAY_ZERO_LATE if seen.late else _DAY_ZERO
        return (start + timedelta(days=int(Decimal(seen.text)))).isoformat()
    if seen.kind == "d":
        return seen.text[:10]
    return None


def _tree(data: bytes) -> ET.Element:
    """Parse a part and forget all namespaces."""
    root = ET.fromstring(_STRICT.sub(b"x", data))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in list(element.attrib):
            element.attrib.setdefault(name.rpartition("}")[2], element.attrib[name])
    return root


def _shared(members: dict[str, bytes]) -> list[str]:
    part = members.get("xl/sharedstrings.xml")
    return [] if part is None else [_words(each) for each in _tree(part).findall("si")]


def _words(element: ET.Element) -> str:
    """Return a text, with marks around stretches in bold or italic."""
    said = "".join(_shown(each) for each in element.findall("t"))
    for run in element.findall("r"):
        words = "".join(_shown(each) for each in run.findall("t"))
        marks = [name for name in "bi" if (found := run.find(f"rPr/{name}")) is not None
                 and found.get("val", "1") in {"1", "true"}]  # fmt: skip
        said += f"\x00{''.join(marks)}\x01{words}\x02" if marks and words.strip() else words
    return said


def _shown(text: ET.Element) -> str:
    """Return a text as a spreadsheet program takes it: blanks at its ends only when asked for."""
    words = text.text or ""
    return words if text.get("space") == "preserve" else words.strip()


def _grid(root: ET.Element, texts: list[str]) -> dict[tuple[int, str], Seen]:
    grid = {}
    number = 0
    for row in root.iter("row"):
        number = int(row.get("r", number + 1))
        at = 0
        for cell in row.findall("c"):
            letters = _COLUMN.match(cell.get("r", ""))
            at = _number(letters[0]) if letters else at + 1
            seen = _seen(f"{_letters(at)}{number}", cell, texts)
            if seen is not None:
                grid[number, _letters(at)] = seen
    return grid


def _seen(name: str, cell: ET.Element, texts: list[str]) -> Seen | None:
    kind, value = cell.get("t", "n"), cell.find("v")
    text = "".join(value.itertext()) if value is not None else ""
    if cell.find("f") is not None:
        return Seen(name, "formula", "".join(cell.find("f").itertext()))  # type: ignore[union-attr] # just found
    inline = cell.find("is")
    if kind == "inlineStr" and inline is not None:
        return Seen(name, "text", _words(inline)) if _words(inline) else None
    if value is None or (not text and kind != "str"):
        return None
    if kind == "s":
        place = int(text) if re.fullmatch("[0-9]{1,9}", text) else len(texts)
        words = texts[place] if place < len(texts) else f"?{text}"
        return Seen(name, "text", words) if words else None
    return Seen(name, {"n": "number", "str": "text"}.get(kind, kind), text)


def _table(grid: dict[tuple[int, str], Seen], id_label: str) -> Table:
    """Find the row of labels, and put each cell under its row's id and its column's label."""
    table = Table()
    heads = [row for (row, _), seen in sorted(grid.items()) if plain(seen.text) == plain(CODE)]
    if not heads:
        return table
    labels = {column: plain(seen.text) for (row, column), seen in grid.items() if row == heads[0]}
    table.labels = set(labels.values())
    table.head = heads[0]
    ids = next((column for column, text in labels.items() if text == plain(id_label)), "")
    for (row, column), seen in sorted(grid.items()):
        if row <= heads[0] or column not in labels:
            continue
        known = grid.get((row, ids))
        key = known.text if known is not None and known.kind == "text" else f"rij {row}"
        if table.rows.setdefault(key, row) != row:
            key = f"rij {row}"
            table.rows[key] = row
        table.cells[key, labels[column]] = seen
    return table


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
