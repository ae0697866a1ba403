"""The sheet `Vragen` of an inzending: what was answered, and nothing guessed."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from vvdesk.errors import Misused, Refused
from vvdesk.exchange.reader.model import Cell, Sheet, reference
from vvdesk.exchange.submission.columns import ColumnReader, is_blank
from vvdesk.exchange.submission.header import remarks, why_unread
from vvdesk.exchange.submission.rows import code_in
from vvdesk.exchange.workbook.asked_columns import ANTWOORD, DOOR, MARK, REDEN, VRAAG, VRAGEN
from vvdesk.exchange.workbook.sheets import CODE, Header, find_header
from vvdesk.model import Antwoordreden
from vvdesk.question_words import REASONS, cleaned, is_place, reason_named, why_no_answer
from vvdesk.submission import SubmittedVraag, Warned
from vvdesk.values import Unreadable

MOST_ROWS: Final = 20_000
"""Questions in one workbook; a plan of a hundred times the real size has fewer."""
_MARK: Final = re.compile(r"([0-9a-f]{12}) (\d{4}-\d\d-\d\dT[0-9:.+Z-]{5,20})(?: (\S{1,200}))?")
_LABELS: Final = {column.key: column.header for column in VRAGEN.columns}
_NO_MARK: Final = (
    "in de verborgen kolom staat niet bij welke vraag dit antwoord hoort. Schrijf je antwoord "
    "naast de vraag, in het werkboek dat je kreeg."
)
_NO_REASON: Final = f"kies ook een reden: {', '.join(REASONS.values())}."
_TOO_MANY: Final = (
    f"Vanaf hier zijn de antwoorden niet gelezen: een werkboek heeft hoogstens {MOST_ROWS} vragen. "
    "Verwijder de rijen die er te veel zijn."
)


def read_answers(sheet: Sheet, warnings: list[Warned], *, date1904: bool) -> list[SubmittedVraag]:
    """Read the sheet.

    Args:
        sheet: As found.
        warnings: Added to, with each row that cannot be taken.
        date1904: Which calendar the workbook counts its days in.

    Returns:
        Every question, answered or not, also those whose answer cannot be taken.
    """
    header = find_header(sheet, VRAGEN)
    problem = why_unread(header, VRAGEN, "de antwoorden")
    if header is None or problem is not None:
        warnings.append(Warned(VRAGEN.name, None, problem or ""))
        numbers = [number for number, _ in sheet.rows() if header and number > header.row]
        return [_refused(f"A{number}", problem or "") for number in numbers[:MOST_ROWS]]
    warnings.extend(remarks(header, VRAGEN))
    found = _without_doubles(list(_Rows(sheet, header, date1904=date1904).read()))
    warnings.extend(Warned(each.sheet, each.cell, each.problem) for each in found if each.problem)
    return found


class _Rows:
    """The rows below the labels."""

    def __init__(self, sheet: Sheet, header: Header, *, date1904: bool) -> None:
        self._sheet = sheet
        self._first = header.row
        self._at = {column.key: at for at, column in header.columns.items()}
        self._readers = {
            key: ColumnReader(VRAGEN.by_key[key], {}, date1904=date1904)
            for key in (VRAAG, DOOR, REDEN, ANTWOORD, MARK)
        }

    def read(self) -> Iterator[SubmittedVraag]:
        read = 0
        for number, cells in self._sheet.rows():
            filled = {
                key: cells[at]
                for key, at in self._at.items()
                if at in cells and not is_blank(cells[at])
            }
            if number <= self._first or not filled.keys() & {MARK, REDEN, ANTWOORD}:
                continue
            read += 1
            if read > MOST_ROWS:
                yield _refused(reference(number, self._at[MARK]), _TOO_MANY)
                return
            yield self._row(number, filled)

    def _row(self, number: int, cells: Mapping[str, Cell]) -> SubmittedVraag:
        key = ANTWOORD
        try:
            mark = _mark(self._text(cells, MARK))
            key = CODE
            project = _project(cells.get(CODE))
            _check_place(mark[2], project)
            key = REDEN
            word = self._text(cells, REDEN)
            reden = reason_named(word) if word else None
            key = ANTWOORD
            tekst = cleaned(self._text(cells, ANTWOORD), "het antwoord")
            key = REDEN if reden is None else ANTWOORD
            _check_answer(reden, tekst)
        except (Misused, Refused, Unreadable) as error:
            return _refused(reference(number, self._at[key]), f"{_LABELS[key]}: {error}")
        place = reference(number, self._at[ANTWOORD if tekst else REDEN])
        asked = self._shown(cells, VRAAG), self._shown(cells, DOOR)
        return SubmittedVraag(
            VRAGEN.name, place, mark[0], project, mark[2], *asked, mark[1], str(reden or ""), tekst
        )

    def _text(self, cells: Mapping[str, Cell], key: str) -> str:
        if key not in cells:
            return ""
        value, _taken_for = self._readers[key].read(cells[key], None)
        return str(value)

    def _shown(self, cells: Mapping[str, Cell], key: str) -> str:
        """Return what is shown only; somebody may have spoiled it, and then it says nothing."""
        try:
            return cleaned(self._text(cells, key), _LABELS[key])
        except (Misused, Unreadable):
            return ""


def _mark(text: str) -> tuple[str, str, str]:
    """Take the hidden column apart: id, moment and path."""
    found = _MARK.fullmatch(text)
    try:
        if found is not None and datetime.fromisoformat(found[2]).tzinfo is not None:
            return found[1], found[2], found[3] or ""
    except ValueError:
        pass
    raise Refused(_NO_MARK)


def _project(cell: Cell | None) -> str:
    code, problem = code_in(cell, "projectcode")
    if problem is not None or cell is None:
        raise Refused(problem or "de projectcode ontbreekt. Zet terug wat er stond.")
    return code


def _check_answer(reden: Antwoordreden | None, tekst: str) -> None:
    if reden is None and tekst:
        raise Refused(_NO_REASON)
    if reden is not None and (why := why_no_answer(reden, tekst)) is not None:
        raise Refused(f"{why[0].lower()}{why[1:]}")


def _check_place(pad: str, project: str) -> None:
    if not is_place(pad, project):
        raise Refused(
            f"de fiche van {project[:30]} heeft geen veld waar deze vraag bij hoort. Zet terug wat "
            "er stond."
        )


def _without_doubles(found: list[SubmittedVraag]) -> list[SubmittedVraag]:
    """Take rows that say the same once, and refuse those that contradict each other."""
    kept: dict[str, SubmittedVraag] = {}
    wrong: set[str] = set()
    for each in found:
        if each.problem is None and each.id in kept and _said(each) != _said(kept[each.id]):
            wrong.add(each.id)
        kept.setdefault(each.id or each.cell, each)
    sentence = (
        "Bij deze vraag staan verschillende antwoorden; geen ervan is gelezen. Hou er één over."
    )
    return [_refused(each.cell, sentence) if each.id in wrong else each for each in kept.values()]


def _said(vraag: SubmittedVraag) -> tuple[str, str]:
    return vraag.reden, vraag.antwoord


def _refused(cell: str, problem: str) -> SubmittedVraag:
    return SubmittedVraag(VRAGEN.name, cell, problem=problem)
