"""Working out what one inzending would change: a pure function of its rows and the central fiches."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from vvdesk.audit import canonical_json
from vvdesk.content import TABLES, Inhoud, Rij, parse_path, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.kinds import JsonValue, Kind
from vvdesk.merge.ledger import Known, Ledger
from vvdesk.merge.matching import match_by_content
from vvdesk.merge.steps import ConflictStep, FicheStep, FieldStep, RowStep, Step
from vvdesk.merge.three_way import Verdict, decide
from vvdesk.model import Staat
from vvdesk.row_ids import belongs_to
from vvdesk.submission import Submission, SubmittedRow, Warned

GiveId = Callable[[str, str, Iterable[str]], str]
"""Project, collection and the ids present there, to the next permanent id."""

_LEADER: Final = "trekkende_entiteit"
_DECIDED: Final = {Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value}


class Resolve(StrEnum):
    """What happens to a conflict."""

    ASK = "ask"
    INCOMING = "incoming"
    CURRENT = "current"


class Count(StrEnum):
    """What became of a row; in a row that is several, the later one counts."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    CONFLICT = "conflict"
    REFUSED = "refused"


_ORDER: Final = {count: place for place, count in enumerate(Count)}


@dataclass(slots=True)
class Drawn:
    """What one inzending would change.

    Attributes:
        steps: In reading order, fiches first.
        counters: What became of the rows; they add up to the rows read.
        warnings: What a person should know about rows that cannot be taken.
        strangers: Rows refused because their project belongs to another entiteit.
    """

    steps: list[Step] = field(default_factory=list)
    counters: dict[Count, int] = field(default_factory=lambda: dict.fromkeys(Count, 0))
    warnings: list[Warned] = field(default_factory=list)
    strangers: int = 0


def draw(
    submission: Submission,
    contents: dict[str, Inhoud],
    ledger: Ledger,
    give_id: GiveId,
    resolve: Resolve = Resolve.ASK,
) -> Drawn:
    """Work out what an inzending would change.

    Args:
        submission: What it says; its entiteit in official spelling.
        contents: The central fiches of its projects; brought to the state after the merge.
        ledger: The conflicts of these projects, decided and open.
        give_id: Gives ids to rows that were typed by hand.
        resolve: What happens to conflicts in the state after the merge.

    Returns:
        Steps and counters. Nothing is written.

    Source:
        EXCHANGE.md, Merging.
    """
    drawing = _Drawing(submission, contents, ledger, give_id, resolve)
    drawing.draw()
    return drawing.drawn


class _Drawing:
    """One inzending while it is compared with the central fiches."""

    def __init__(
        self,
        submission: Submission,
        contents: dict[str, Inhoud],
        ledger: Ledger,
        give_id: GiveId,
        resolve: Resolve,
    ) -> None:
        self.drawn = Drawn()
        self._submission = submission
        self._contents = contents
        self._ledger = ledger
        self._give_id = give_id
        self._resolve = resolve
        self._count = Count.UNCHANGED

    def draw(self) -> None:
        """Take the fiches first: rows of a new project come after it."""
        rows = self._submission.rows
        self._each(row for row in rows if not row.collection)
        tables = [row for row in rows if row.collection]
        if any(not row.id and row.problem is None for row in tables):
            self._match(tables)
        self._each(tables)

    def _each(self, rows: Iterable[SubmittedRow]) -> None:
        counters = self.drawn.counters
        for row in rows:
            self._count = Count.UNCHANGED
            if row.problem is not None:
                self._count = Count.REFUSED
            elif (inhoud := self._admitted(row)) is not None:
                self._row(row, inhoud)
            counters[self._count] += 1

    def _mark(self, count: Count) -> None:
        if _ORDER[count] > _ORDER[self._count]:
            self._count = count

    def _refuse(self, row: SubmittedRow, sentence: str) -> None:
        self.drawn.warnings.append(Warned(row.sheet, row.cell, sentence))
        self._count = Count.REFUSED

    def _admitted(self, row: SubmittedRow) -> Inhoud | None:
        """Return the fiche that the row is about; None when the row is refused or was a new one."""
        inhoud = self._contents.get(row.project)
        if inhoud is None:
            if row.collection or not (row.exported or row.base is None):
                self._refuse(
                    row,
                    f"Project {row.project} is niet bekend in dit meetmoment. Kijk de projectcode "
                    "na, of vraag de coördinator om het project toe te voegen.",
                )
            else:
                self._add_fiche(row)
            return None
        if self._is_stranger(row, inhoud.values.get(_LEADER)):
            return None
        if inhoud.staat in _DECIDED and row.cells:
            self._refuse(
                row,
                f"Project {row.project} is al goedgekeurd, dus er wijzigt niets. Stuur de fiche "
                "eerst terug als ze toch moet veranderen.",
            )
            return None
        return inhoud

    def _is_stranger(self, row: SubmittedRow, leader: Any) -> bool:
        sender = self._submission.entiteit
        if sender is None or not leader or leader == sender:
            return False
        self.drawn.strangers += 1
        self._refuse(
            row,
            f"Project {row.project} is van {leader}, en deze inzending komt van {sender}. Vraag "
            f"{leader} om dit project in te dienen.",
        )
        return True

    def _row(self, row: SubmittedRow, inhoud: Inhoud) -> None:
        if not row.collection:
            if row.cells:
                self._fields(row, inhoud.values, "", single_kinds())
            return
        rows = inhoud.tables[row.collection]
        if row.id in rows:
            if row.cells:
                prefix = f"{row.collection}.{row.id}."
                self._fields(row, rows[row.id].values, prefix, row_kinds(row.collection))
        elif (problem := self._why_not_new(row)) is not None:
            self._refuse(row, problem)
        else:
            self._add_row(row, inhoud)

    def _why_not_new(self, row: SubmittedRow) -> str | None:
        if row.id:
            if belongs_to(row.id, row.project, row.collection) and (
                row.exported or row.base is None
            ):
                return None
            return (
                f"Het id {row.id} is niet bekend bij project {row.project}. Laat het id leeg in een "
                "nieuwe rij, of zet het juiste id terug."
            )
        if any(cell.problem is None and cell.value not in _NOTHING for cell in row.cells.values()):
            return None
        return "Deze rij heeft alleen een projectcode. Vul minstens de titel in, of maak ze leeg."

    def _add_fiche(self, row: SubmittedRow) -> None:
        values = self._values(row, single_kinds())
        if self._is_stranger(row, values.get(_LEADER)):
            return
        self._contents[row.project] = Inhoud(row.project, Staat.CONCEPT.value, dict(values))
        self.drawn.steps.append(
            FicheStep(row.project, values, row.sheet, row.cell, _cells_of(row))
        )
        self._mark(Count.NEW)

    def _add_row(self, row: SubmittedRow, inhoud: Inhoud) -> None:
        if row.exported and row.base and not row.cells:
            # Handed out, removed centrally since, and the sender left it as it was: it stays away.
            return
        rows = inhoud.tables[row.collection]
        row_id = row.id or self._give_id(row.project, row.collection, rows)
        place = max((each.volgorde for each in rows.values()), default=0) + 1
        values = self._values(row, row_kinds(row.collection))
        rows[row_id] = Rij(row_id, dict(values), volgorde=place)
        added = Rij(row_id, values, volgorde=place)
        self.drawn.steps.append(
            RowStep(row.project, row.collection, added, row.sheet, row.cell, _cells_of(row))
        )
        self._mark(Count.NEW)

    def _values(self, row: SubmittedRow, kinds: Mapping[str, Kind]) -> dict[str, Any]:
        """Return all values of a row that the central file does not have."""
        base = row.base or {}
        values = {}
        for key, kind in kinds.items():
            cell = row.cells.get(key)
            if cell is not None and cell.problem is None:
                values[key] = cell.value
            else:
                values[key] = kind.from_json(base.get(key) if cell is None else None)
            if cell is not None and cell.problem is not None:
                self._mark(Count.REFUSED)
        return values

    def _fields(
        self, row: SubmittedRow, present: dict[str, Any], prefix: str, kinds: Mapping[str, Kind]
    ) -> None:
        base = row.base or {}
        for key, cell in row.cells.items():
            if cell.problem is not None:
                self._mark(Count.REFUSED)
                continue
            to_json = kinds[key].to_json
            before, came, stands = base.get(key), to_json(cell.value), to_json(present[key])
            verdict = decide(before, came, stands, base_known=row.base is not None)
            if verdict is Verdict.TAKE:
                step = FieldStep(
                    row.project, prefix + key, cell.value, stands, came, row.sheet, cell.cell
                )
                self.drawn.steps.append(step)
                present[key] = cell.value
                self._mark(Count.CHANGED)
            elif verdict is Verdict.CONFLICT:
                known = self._ledger.look_up(
                    row.project, prefix + key, canonical_json(came), canonical_json(stands)
                )
                if known is Known.DECIDED:
                    continue
                self.drawn.steps.append(
                    ConflictStep(
                        row.project, prefix + key, cell.value, before, stands, came, row.sheet,
                        cell.cell, known is Known.OPEN,
                    )
                )  # fmt: skip
                self._mark(Count.CONFLICT)
                if self._resolve is Resolve.INCOMING:
                    present[key] = cell.value

    def _match(self, rows: list[SubmittedRow]) -> None:
        """Give rows that were typed by hand the id of the row that they became earlier."""
        groups: dict[tuple[str, str], list[SubmittedRow]] = {}
        claimed: set[str] = set()
        for row in rows:
            if row.id:
                claimed.add(row.id)
            elif row.problem is None:
                groups.setdefault((row.project, row.collection), []).append(row)
        for (project, collection), typed in groups.items():
            inhoud = self._contents.get(project)
            if inhoud is None:
                continue
            free = {
                row_id: row
                for row_id, row in inhoud.tables[collection].items()
                if row_id not in claimed
            }
            for at, row_id in match_by_content(typed, free).items():
                typed[at].id = row_id


def _cells_of(row: SubmittedRow) -> dict[str, str]:
    return {key: cell.cell for key, cell in row.cells.items() if cell.problem is None}


_NOTHING: Final[tuple[Any, ...]] = (None, (), "")
_SINGLE: Final = {path: found.kind for path, found in single_fields().items()}
_ROWS: Final = {
    name: {found.name: found.kind for found in fields_of(entity)}
    for name, entity in TABLES.items()
}


def single_kinds() -> Mapping[str, Kind]:
    """Return path to kind, of everything of which a fiche has one."""
    return _SINGLE


def row_kinds(collection: str) -> Mapping[str, Kind]:
    """Return field to kind, of the rows of one collection."""
    return _ROWS[collection]


def json_of(path: str, value: Any) -> JsonValue:
    """Return a value as in dumps."""
    return parse_path(path).field.kind.to_json(value)
