"""The whole of one inzending, from the file as received to typed rows.

`read_submission` is what a worker process runs: it takes plain arguments and returns plain data.
"""

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from vvdesk.audit import canonical_json
from vvdesk.choices import Choices, folded
from vvdesk.content import parse_path
from vvdesk.errors import Refused
from vvdesk.exchange.reader.limits import DEFAULT, Limits
from vvdesk.exchange.reader.model import ForeignWorkbook, Sheet
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.submission.alarms import ColumnAlarms, missing_rows
from vvdesk.exchange.submission.answers import read_answers
from vvdesk.exchange.submission.explained import read_explained
from vvdesk.exchange.submission.header import locate, remarks, why_refused
from vvdesk.exchange.submission.rows import Bases, Book, RowReader
from vvdesk.exchange.workbook.asked_columns import VRAGEN
from vvdesk.exchange.workbook.base_sheet import BASE_SHEET, parse_base
from vvdesk.exchange.workbook.envelope import Envelope, parse_meta
from vvdesk.exchange.workbook.sheets import BLADEN, TOELICHTINGEN, Blad, Header
from vvdesk.kinds import ChoiceLists
from vvdesk.submission import Submission, SubmittedRow, Warned

_EXTRA: Final = frozenset({folded(TOELICHTINGEN.name), folded(VRAGEN.name)})
_OWN_SHEETS: Final = frozenset({"lees mij", "problemen", "_lijsten", "_basis", "_meta", *_EXTRA})
_NAMES: Final = frozenset(folded(blad.name) for blad in BLADEN)


def packed(lists: ChoiceLists) -> bytes:
    """Return the choices of a meetmoment as one piece, made once for many files."""
    return pickle.dumps(dict(lists), pickle.HIGHEST_PROTOCOL)


def read_submission(path: Path, lists: bytes, limits: Limits = DEFAULT) -> Submission:
    """Read one inzending; meant to run in a worker process.

    Args:
        path: The file as received.
        lists: The choices of the meetmoment, `packed`.
        limits: The bounds to keep.

    Returns:
        What it says; what could not be taken is in it with its place and its sentence.

    Raises:
        Refused: It is no workbook of vvdesk, or is damaged or hostile.
        NewerFormat: A later vvdesk made it.
        Unavailable: It cannot be opened.
    """
    return typed(read_workbook(path, limits), _unpacked(lists))


def typed(workbook: ForeignWorkbook, lists: ChoiceLists) -> Submission:
    """Read the cells of a workbook by what they mean.

    Raises:
        Refused: It is no workbook that comes back, or its hidden sheets are damaged.
        NewerFormat: A later vvdesk made it.
    """
    envelope = parse_meta(workbook)
    if envelope.form == "totaal":
        raise Refused(
            f'"{workbook.name}" is een overzicht van alle projecten, geen inzending. Lees de '
            "werkboeken van de entiteiten zelf in."
        )
    reading = _Reading(workbook, envelope, lists)
    reading.read()
    return reading.submission


class _Reading:
    """One workbook while its sheets are read."""

    def __init__(self, workbook: ForeignWorkbook, envelope: Envelope, lists: ChoiceLists) -> None:
        self._workbook = workbook
        self._bases = _bases(workbook)
        self.submission = _empty(workbook, envelope)
        warnings = self.submission.warnings
        warnings.extend(_notices(workbook))
        warnings.extend(_foreign_sheets(workbook.sheets))
        self._book = Book(self._bases, lists, workbook.date1904, warnings)

    def read(self) -> None:
        """Read the three sheets, toelichtingen and answers, and sum up what the file says."""
        unreadable = 0
        if self._bases is None:
            self._warn(None, _NO_BASE)
        sheets = {_folded(sheet.name): sheet for sheet in self._workbook.sheets}
        for blad in BLADEN:
            sheet = sheets.get(_folded(blad.name))
            if sheet is None:
                unreadable += 1
                self._warn(None, f"Blad {blad.name} ontbreekt; wat centraal staat, blijft staan.")
                continue
            header = locate(sheet, blad)
            problem = why_refused(header, blad)
            if header is None or problem is not None:
                unreadable += 1
                self._refuse_sheet(sheet, blad, header, problem or "")
            else:
                self._read_sheet(sheet, blad, header)
        if unreadable == len(BLADEN):
            self.submission.refusal = (
                f'"{self._workbook.name}" heeft geen enkel blad van de uitvraag met zijn '
                "kolomkoppen. Stuur het werkboek in dat je met de uitvraag kreeg."
            )
        explained = sheets.get(_folded(TOELICHTINGEN.name))
        if explained is not None:
            self.submission.toelichtingen = read_explained(
                explained, self.submission.warnings, date1904=self._workbook.date1904
            )
        asked = sheets.get(_folded(VRAGEN.name))
        if asked is not None:
            self.submission.vragen = read_answers(
                asked, self.submission.warnings, date1904=self._workbook.date1904
            )
        self.submission.digest = _digest(self.submission)

    def _refuse_sheet(self, sheet: Sheet, blad: Blad, header: Header | None, problem: str) -> None:
        self._warn(blad.name, problem)
        first = header.row if header else 0
        self.submission.rows += [
            SubmittedRow(blad.name, f"A{number}", blad.collection, "", problem=problem)
            for number, _ in sheet.rows()
            if header and number > first
        ]

    def _read_sheet(self, sheet: Sheet, blad: Blad, header: Header) -> None:
        self.submission.warnings.extend(remarks(header, blad))
        rows = RowReader(sheet, blad, header, self._book).read()
        if self._bases:
            missing = missing_rows(blad, rows, self._bases)
            if missing.warning:
                self.submission.warnings.append(missing.warning)
            self.submission.refusal = self.submission.refusal or missing.refusal
            ColumnAlarms(blad, header, self.submission.warnings).look(rows)
        self.submission.rows += rows

    def _warn(self, sheet: str | None, text: str) -> None:
        self.submission.warnings.append(Warned(sheet, None, text))


_NO_BASE = (
    "Het verborgen blad _basis ontbreekt, dus is niet te zien wie wat wijzigde. Elk verschil met "
    "wat centraal staat wordt als conflict voorgelegd."
)


def _bases(workbook: ForeignWorkbook) -> Bases | None:
    for sheet in workbook.sheets:
        if _folded(sheet.name) == BASE_SHEET:
            return parse_base(sheet)
    return None


def _empty(workbook: ForeignWorkbook, envelope: Envelope) -> Submission:
    return Submission(
        name=workbook.name,
        sha256=workbook.sha256,
        digest="",
        plan=envelope.plan,
        meetmoment=envelope.meetmoment,
        entiteit=envelope.entiteit,
        export_id=str(envelope.export_id),
        sequence=envelope.sequence,
        file_id=envelope.file_id,
        exported_at=envelope.exported_at,
        sender=envelope.sender,
        rows=[],
    )


def _notices(workbook: ForeignWorkbook) -> Iterator[Warned]:
    """Pass on what the reader noticed about the file and about the sheets that are filled in.

    That something is hidden says nothing on the sheet where vvdesk itself hides a column.
    """
    for notice in workbook.notices:
        name = None if notice.sheet is None else _folded(notice.sheet)
        is_ours = name in _EXTRA and notice.subject != "hidden"
        if name is None or name in _NAMES or is_ours:
            yield Warned(notice.sheet, notice.cell, notice.text)


def _foreign_sheets(sheets: Iterable[Sheet]) -> Iterator[Warned]:
    for sheet in sheets:
        if _folded(sheet.name) not in _OWN_SHEETS | _NAMES and sheet.cells:
            text = "Dit blad hoort niet bij de uitvraag en is niet gelezen."
            yield Warned(sheet.name, None, text)


def _digest(submission: Submission) -> str:
    """Digest the effect of an inzending: the export that it answers, and all that differs from it.

    The same for a copy that another program saved: places of cells, formats and the spelling of
    amounts and choices do not count.
    """
    said = sorted(canonical_json(_said(row)) for row in submission.rows if _counts(row))
    # By itself, not by cell: with none the digest is what it was before toelichtingen travelled.
    said += sorted(
        canonical_json([TOELICHTINGEN.name, *each[2:]]) for each in submission.toelichtingen
    )
    said += sorted(
        canonical_json([VRAGEN.name, each.id, each.reden, each.antwoord, each.problem])
        for each in submission.vragen
        if each.reden or each.problem
    )
    text = "\n".join([submission.export_id, submission.file_id, *said])
    return hashlib.sha256(text.encode()).hexdigest()


def _counts(row: SubmittedRow) -> bool:
    return bool(row.cells) or row.problem is not None or not row.exported


def _said(row: SubmittedRow) -> list[object]:
    prefix = f"{row.collection}.x." if row.collection else ""
    cells = {
        key: [cell.problem]
        if cell.problem is not None
        else parse_path(f"{prefix}{key}").field.kind.to_json(cell.value)
        for key, cell in row.cells.items()
    }
    return [row.sheet, row.project, row.id, row.problem, cells]


@lru_cache(maxsize=256)
def _folded(name: str) -> str:
    return folded(name)


@lru_cache(maxsize=2)
def _unpacked(lists: bytes) -> dict[str, Choices]:
    found: dict[str, Choices] = pickle.loads(lists)  # noqa: S301 - made by this program
    return found
