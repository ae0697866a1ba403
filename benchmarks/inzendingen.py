"""Makes many inzendingen quickly: an uitvraag is written once, then filled in many times.

Filling in happens in the parts of the workbook themselves, as Excel does when it saves: other
numbers in their cells, new texts at the end of the shared strings. A spreadsheet library would take
longer over a thousand of them than everything that is measured.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from xml.sax.saxutils import escape

from benchmarks.stores import ACTOR
from vvdesk.exchange.reader.model import ForeignWorkbook, column_letters
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.workbook.sheets import BLADEN, CODE, Blad, find_header, find_sheet
from vvdesk.handing_out import hand_out
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace

_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_ROW = re.compile(r'(<row r="([0-9]+)"[^>]*>)(.*?)</row>', re.DOTALL)
_STRINGS = "xl/sharedStrings.xml"
_COUNTS = re.compile(r' count="[0-9]+" uniqueCount="([0-9]+)"')
_EDITED = {"Projecten": ("financiering.vak", "voortgang"), "Mijlpalen": ("realisatie", "reden")}
_Said = int | str


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell that may be filled in: where, which field, and which project of the file."""

    part: str
    cell: str
    key: str
    project: int
    has_number: bool


def make_inzendingen(central: Path, folder: Path, entiteiten: int, rounds: int) -> list[Path]:
    """Hand out to the first entiteiten of a central file, and let each hand in some times.

    Every round changes other projects and repeats what the rounds before it changed, as a
    department does that sends its workbook again.

    Args:
        central: A store; it remembers the uitvragen.
        folder: Where the workbooks come.
        entiteiten: To how many is handed out.
        rounds: How often each of them hands in.

    Returns:
        The workbooks, round by round.
    """
    uitvragen: list[Path] = []
    with Workspace.open(central) as workspace:
        with workspace.connection() as connection:
            names = read_referentie(connection, workspace.meetmoment().id).entiteiten
        for number, naam in enumerate(names[:entiteiten]):
            uitvragen.append(folder / f"uitvraag-{number:04}.xlsx")
            hand_out(workspace, None, naam, uitvragen[-1], ACTOR)
    made: list[Path] = []
    sources = [(path, _parts(path), _places(path)) for path in uitvragen]
    for number in range(rounds):
        for path, parts, places in sources:
            target = folder / f"{path.stem.replace('uitvraag', 'inzending')}-{number:02}.xlsx"
            _write(target, parts, dict(_filled_in(places, number, rounds)))
            made.append(target)
    return made


def _places(path: Path) -> list[_Place]:
    workbook = read_workbook(path)
    return [place for blad in BLADEN if blad.name in _EDITED for place in _of_sheet(workbook, blad)]


def _of_sheet(workbook: ForeignWorkbook, blad: Blad) -> Iterator[_Place]:
    sheet = find_sheet(workbook.sheets, blad)
    header = find_header(sheet, blad) if sheet else None
    if sheet is None or header is None:
        raise ValueError(blad.name)
    part = f"xl/worksheets/sheet{workbook.sheets.index(sheet) + 1}.xml"
    columns = {column.key: number for number, column in header.columns.items()}
    projects: dict[object, int] = {}
    for row, cells in sheet.rows():
        if row > header.row and columns[CODE] in cells:
            project = projects.setdefault(cells[columns[CODE]].value, len(projects))
            for key in _EDITED[blad.name]:
                at = columns[key]
                number = at in cells and cells[at].kind == "number"
                yield _Place(part, f"{column_letters(at)}{row}", key, project, number)


def _filled_in(
    places: list[_Place], last: int, rounds: int
) -> Iterator[tuple[tuple[str, str], _Said]]:
    """Yield (part, cell) with what is said there after this round."""
    for place in places:
        turn = place.project % rounds
        if turn > last:
            continue
        if place.key == "voortgang":
            text = f"Bijgewerkt in ronde {turn}: project {place.project} loopt verder volgens plan."
            yield (place.part, place.cell), text
        elif place.key == "reden" and place.project % 2:
            yield (place.part, place.cell), f"Aangepast na overleg in ronde {turn}."
        elif place.has_number:
            yield (place.part, place.cell), 1_000 * (turn + 1) + place.project


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _write(target: Path, parts: Mapping[str, bytes], said: Mapping[tuple[str, str], _Said]) -> None:
    strings = parts[_STRINGS].decode()
    counts = _COUNTS.search(strings)
    if counts is None:
        raise ValueError(_STRINGS)
    known = int(counts[1])
    fresh = list(dict.fromkeys(text for text in said.values() if isinstance(text, str)))
    index = {text: known + place for place, text in enumerate(fresh)}
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in fresh)
    strings = _COUNTS.sub(
        f' count="{known + len(said)}" uniqueCount="{known + len(fresh)}"', strings
    )
    changed = {_STRINGS: strings.replace("</sst>", f"{items}</sst>").encode()}
    for part in {part for part, _ in said}:
        own = {cell: value for (where, cell), value in said.items() if where == part}
        replaced = _ROW.sub(partial(_row, own=own, index=index), parts[part].decode())
        changed[part] = replaced.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, changed.get(name, data))


def _row(found: re.Match[str], *, own: Mapping[str, _Said], index: Mapping[str, int]) -> str:
    """Fill in one row; an empty cell takes the format of its column, so it may be missing."""
    filled = [cell for cell in own if cell.lstrip(ascii_uppercase) == found[2]]
    if not filled:
        return found[0]
    present = {cell[1]: cell[0] for cell in _CELL.finditer(found[3])}
    styles = {cell[1]: cell[2] for cell in _CELL.finditer(found[3])}
    for cell in filled:
        present[cell] = _cell(cell, styles.get(cell, ""), own[cell], index)
    ordered = sorted(present, key=lambda cell: (len(cell), cell))
    return f"{found[1]}{''.join(present[cell] for cell in ordered)}</row>"


def _cell(cell: str, style: str, value: _Said, index: Mapping[str, int]) -> str:
    kind, raw = (' t="s"', index[value]) if isinstance(value, str) else ("", value)
    return f'<c r="{cell}"{style}{kind}><v>{raw}</v></c>'
