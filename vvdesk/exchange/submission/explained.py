"""The sheet `Toelichtingen` of an inzending: why findings may stand, and nothing guessed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from vvdesk.content import TABLES, parse_path
from vvdesk.errors import Misused, Refused
from vvdesk.exchange.reader.model import Cell, Sheet, reference
from vvdesk.exchange.submission.columns import ColumnReader, is_blank
from vvdesk.exchange.submission.header import remarks, why_unread
from vvdesk.exchange.submission.rows import code_in
from vvdesk.exchange.workbook.sheets import CODE, FINGERPRINT, TOELICHTINGEN, Header, find_header
from vvdesk.row_ids import belongs_to
from vvdesk.rules import rules_named
from vvdesk.submission import SubmittedToelichting, Warned
from vvdesk.values import Unreadable

MOST_ROWS: Final = 20_000
"""Toelichtingen in one workbook; a plan of a hundred times the real size has fewer."""
_ROW: Final = 2
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
_REGEL, _PLAATS, _TEKST, _KENMERK = "regel", "plaats", "tekst", FINGERPRINT
_ADVICE: Final = "Zet terug wat er stond, of schrijf de toelichting in vvdesk."
_NO_TEXT: Final = "Hier staat geen toelichting; wat centraal staat, blijft staan."
_TOO_MANY: Final = (
    f"Vanaf hier zijn de toelichtingen niet gelezen: een werkboek heeft er hoogstens {MOST_ROWS}. "
    "Verwijder de rijen die er te veel zijn."
)


def read_explained(
    sheet: Sheet, warnings: list[Warned], *, date1904: bool
) -> list[SubmittedToelichting]:
    """Read the sheet.

    Args:
        sheet: As found.
        warnings: Added to, with each row that cannot be taken.
        date1904: Which calendar the workbook counts its days in.

    Returns:
        Every row that explains something, also those that cannot be taken.
    """
    header = find_header(sheet, TOELICHTINGEN)
    problem = why_unread(header, TOELICHTINGEN, "de toelichtingen")
    if header is None or problem is not None:
        warnings.append(Warned(TOELICHTINGEN.name, None, problem or ""))
        numbers = [number for number, _ in sheet.rows() if header and number > header.row]
        return [_refused(f"A{number}", problem or "") for number in numbers[:MOST_ROWS]]
    warnings.extend(remarks(header, TOELICHTINGEN))
    found = _without_doubles(list(_Rows(sheet, header, warnings, date1904=date1904).read()))
    warnings.extend(Warned(each.sheet, each.cell, each.problem) for each in found if each.problem)
    return found


class _Rows:
    """The rows below the labels."""

    def __init__(
        self, sheet: Sheet, header: Header, warnings: list[Warned], *, date1904: bool
    ) -> None:
        self._sheet = sheet
        self._first = header.row
        self._warnings = warnings
        self._at = {column.key: at for at, column in header.columns.items() if column.is_input}
        self._readers = {
            key: ColumnReader(TOELICHTINGEN.by_key[key], {}, date1904=date1904)
            for key in (_PLAATS, _TEKST, _KENMERK)
        }

    def read(self) -> Iterator[SubmittedToelichting]:
        read = 0
        for number, cells in self._sheet.rows():
            filled = {
                key: cells[at]
                for key, at in self._at.items()
                if at in cells and not is_blank(cells[at])
            }
            if number <= self._first or not filled:
                continue
            read += 1
            if read > MOST_ROWS:
                yield _refused(reference(number, self._at[CODE]), _TOO_MANY)
                return
            if _TEKST in filled:
                yield self._row(number, filled)
            else:
                place = reference(number, self._at[_TEKST])
                self._warnings.append(Warned(TOELICHTINGEN.name, place, _NO_TEXT))

    def _row(self, number: int, cells: Mapping[str, Cell]) -> SubmittedToelichting:
        key = CODE
        try:
            project = _code(cells.get(CODE), "projectcode")
            key = _REGEL
            regel = _code(cells.get(_REGEL), "code van de regel")
            _check_regel(regel)
            key = _PLAATS
            plaats = self._text(cells, _PLAATS)
            _check_plaats(plaats, project)
            key = _KENMERK
            kenmerk = self._text(cells, _KENMERK)
            _check_kenmerk(kenmerk)
            key = _TEKST
            tekst = self._text(cells, _TEKST)
        except (Refused, Unreadable) as error:
            return _refused(reference(number, self._at[key]), f"{_LABELS[key]}: {error}")
        place = reference(number, self._at[_TEKST])
        return SubmittedToelichting(
            TOELICHTINGEN.name, place, project, regel, plaats, kenmerk, tekst
        )

    def _text(self, cells: Mapping[str, Cell], key: str) -> str:
        if key not in cells:
            return ""
        value, _taken_for = self._readers[key].read(cells[key], None)
        return str(value)


def _code(cell: Cell | None, what: str) -> str:
    code, problem = code_in(cell, what)
    if problem is not None or cell is None:
        raise Refused(problem or f"de {what} ontbreekt. {_ADVICE}")
    return code


def _check_regel(regel: str) -> None:
    if not rules_named(regel):
        raise Unreadable(regel[:30], "is geen controle die dit programma kent.", _ADVICE)


def _check_plaats(plaats: str, project: str) -> None:
    """Refuse a place that no finding on this project can have."""
    collection, _dot, rest = plaats.partition(".")
    row_id = rest.partition(".")[0]
    if not plaats or (collection in TABLES and _is_row(plaats, row_id, project, collection)):
        return
    if collection not in TABLES and _is_field(plaats):
        return
    why = f"is geen plaats in de fiche van {project[:30]}."
    raise Unreadable(plaats[:60], why, _ADVICE)


def _is_row(plaats: str, row_id: str, project: str, collection: str) -> bool:
    is_whole = plaats.count(".") < _ROW
    return belongs_to(row_id, project, collection) and (is_whole or _is_field(plaats))


def _is_field(plaats: str) -> bool:
    try:
        parse_path(plaats)
    except Misused:
        return False
    return True


def _check_kenmerk(kenmerk: str) -> None:
    if not _FINGERPRINT.fullmatch(kenmerk):
        raise Refused(
            "in de verborgen kolom staat niet voor welke waarden deze toelichting geldt. Verbeter "
            "hier zinnen die er al stonden; een nieuwe toelichting schrijf je in vvdesk."
        )


def _without_doubles(found: list[SubmittedToelichting]) -> list[SubmittedToelichting]:
    """Take rows that say the same once, and refuse those that contradict each other."""
    first: dict[object, SubmittedToelichting] = {}
    for each in found:
        first.setdefault(each if each.problem else each[2:], each)
    times = Counter(_finding(each) for each in first.values() if each.problem is None)
    return [
        _refused(each.cell, _doubled(each))
        if each.problem is None and times[_finding(each)] > 1
        else each
        for each in first.values()
    ]


def _finding(told: SubmittedToelichting) -> tuple[str, str, str]:
    return told.project, told.regel, told.plaats


def _doubled(told: SubmittedToelichting) -> str:
    return (
        f"Voor {told.project}, {told.regel} staan er verschillende toelichtingen bij dezelfde "
        "plaats; geen ervan is gelezen. Hou er één over."
    )


def _refused(cell: str, problem: str) -> SubmittedToelichting:
    return SubmittedToelichting(TOELICHTINGEN.name, cell, problem=problem)


_LABELS: Final = {column.key: column.header for column in TOELICHTINGEN.columns}
