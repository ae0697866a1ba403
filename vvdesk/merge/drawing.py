"""Working out what one inzending would change: a function of its rows and the central fiches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from vvdesk.content import Inhoud, Rij
from vvdesk.merge.comparing import Comparing, values_of
from vvdesk.merge.drawn import Count, Drawn, Resolve
from vvdesk.merge.ledger import Ledger
from vvdesk.merge.matching import match_by_content
from vvdesk.merge.steps import FicheStep, RefusedStep, RowStep
from vvdesk.merge.superseding import NOTHING_OWN, Own
from vvdesk.model import Staat
from vvdesk.row_ids import belongs_to
from vvdesk.submission import Submission, SubmittedRow, Warned

_LEADER: Final = "trekkende_entiteit"
_DECIDED: Final = frozenset({Staat.GOEDGEKEURD.value, Staat.GEPUBLICEERD.value})
_NOTHING: Final[tuple[Any, ...]] = (None, (), "")


@dataclass(frozen=True, slots=True)
class Central:
    """What the central file knows of the projects of one inzending.

    Attributes:
        contents: Project to fiche; brought to the state after the merge.
        ledger: Their conflicts, decided and open.
        give_id: Project, collection and the ids present there, to the next permanent id.
        was_removed: Tells whether somebody once removed a row; project, and id of the row.
        own: What earlier exports of the same dossier put there and nobody changed since.
    """

    contents: dict[str, Inhoud]
    ledger: Ledger
    give_id: Callable[[str, str, Iterable[str]], str]
    was_removed: Callable[[str, str], bool]
    own: Own = NOTHING_OWN


def draw(submission: Submission, central: Central, resolve: Resolve = Resolve.ASK) -> Drawn:
    """Work out what an inzending would change.

    Args:
        submission: What it says; its entiteit in official spelling.
        central: What it is compared with.
        resolve: What happens to conflicts in the state after the merge.

    Returns:
        Steps and counters. Nothing is written.

    Source:
        EXCHANGE.md, Merging.
    """
    drawing = _Drawing(submission, central, resolve)
    drawing.draw()
    return drawing.drawn


class _Drawing:
    """One inzending while it is compared with the central fiches."""

    def __init__(self, submission: Submission, central: Central, resolve: Resolve) -> None:
        self.drawn = Drawn()
        self._submission = submission
        self._central = central
        self._contents = central.contents
        self._comparing = Comparing(central.ledger, resolve, self.drawn.steps, central.own)
        self._matched: dict[int, str] = {}
        self._new: set[str] = set()

    def draw(self) -> None:
        """Take the fiches first: rows of a new project come after it."""
        rows = self._submission.rows
        tables = [row for row in rows if row.collection]
        self._each(row for row in rows if not row.collection)
        self._match(tables)
        self._each(tables)

    def _each(self, rows: Iterable[SubmittedRow]) -> None:
        for row in rows:
            self.drawn.counters[self._row(row)] += 1

    def _row(self, row: SubmittedRow) -> Count:
        if row.problem is not None:
            return Count.REFUSED
        inhoud = self._contents.get(row.project)
        if inhoud is None:
            return self._add_fiche(row)
        if self._is_stranger(row, inhoud.values.get(_LEADER)) or self._is_decided(row, inhoud):
            return Count.REFUSED
        if not row.collection:
            self.drawn.received.add(row.project)
            return self._comparing.fields(row, inhoud.values, "")
        row_id = row.id or self._matched.get(id(row), "")
        rows = inhoud.tables[row.collection]
        if row_id not in rows:
            return self._add_row(row, inhoud)
        self.drawn.received.add(row.project)
        prefix = f"{row.collection}.{row_id}."
        return self._comparing.fields(row, rows[row_id].values, prefix)

    def _is_decided(self, row: SubmittedRow, inhoud: Inhoud) -> bool:
        if inhoud.staat not in _DECIDED or not row.cells:
            return False
        self._refuse(
            row,
            f"Project {row.project} is al goedgekeurd, dus er wijzigt niets. Heropen de fiche "
            "eerst als ze toch moet veranderen.",
        )
        return True

    def _refuse(self, row: SubmittedRow, sentence: str) -> Count:
        self.drawn.warnings.append(Warned(row.sheet, row.cell, sentence))
        step = RefusedStep(row.project, "", row.sheet, row.cell, sentence)
        self.drawn.refused.append(step)
        return Count.REFUSED

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

    def _add_fiche(self, row: SubmittedRow) -> Count:
        if row.collection or not _was_written_by_vvdesk(row):
            return self._refuse(
                row,
                f"Project {row.project} is niet bekend in dit meetmoment. Kijk de projectcode na, "
                "of vraag de coördinator om het project toe te voegen.",
            )
        values = values_of(row)
        if self._is_stranger(row, values.get(_LEADER)):
            return Count.REFUSED
        self._contents[row.project] = Inhoud(row.project, Staat.CONCEPT.value, dict(values))
        self._new.add(row.project)
        self.drawn.received.add(row.project)
        self.drawn.steps.append(FicheStep(row.project, values, row.sheet, row.cell, _cells_of(row)))
        return _count_of_new(row)

    def _add_row(self, row: SubmittedRow, inhoud: Inhoud) -> Count:
        problem = _why_not_new(row)
        if problem is not None:
            return self._refuse(row, problem)
        self.drawn.received.add(row.project)
        if self._was_removed(row):
            stays = "blijft weg" if not row.cells else "is teruggezet met wat je wijzigde"
            sentence = f"{row.id} werd intussen centraal verwijderd en {stays}."
            self.drawn.warnings.append(Warned(row.sheet, row.cell, sentence))
            if not row.cells:
                return Count.UNCHANGED
        rows = inhoud.tables[row.collection]
        row_id = row.id or self._central.give_id(row.project, row.collection, rows)
        place = max((each.volgorde for each in rows.values()), default=0) + 1
        values = values_of(row)
        rows[row_id] = Rij(row_id, dict(values), volgorde=place)
        added = Rij(row_id, values, volgorde=place)
        self.drawn.steps.append(
            RowStep(row.project, row.collection, added, row.sheet, row.cell, _cells_of(row))
        )
        return _count_of_new(row)

    def _was_removed(self, row: SubmittedRow) -> bool:
        """Tell whether a row that was handed out has been removed centrally since."""
        if not row.base or row.project in self._new:
            return False
        return self._central.was_removed(row.project, row.id)

    def _match(self, rows: list[SubmittedRow]) -> None:
        """Give rows that were typed by hand the id of the row that they became earlier."""
        claimed = {row.id for row in rows}
        groups: dict[tuple[str, str], list[SubmittedRow]] = {}
        for row in rows:
            if not row.id and row.problem is None and row.project in self._contents:
                groups.setdefault((row.project, row.collection), []).append(row)
        for (project, collection), typed in groups.items():
            present = self._contents[project].tables[collection]
            free = {row_id: row for row_id, row in present.items() if row_id not in claimed}
            for at, row_id in match_by_content(typed, free).items():
                self._matched[id(typed[at])] = row_id


def _was_written_by_vvdesk(row: SubmittedRow) -> bool:
    """Tell whether a row came out of vvdesk; without `_basis` it is believed to."""
    return row.exported or row.base is None


def _why_not_new(row: SubmittedRow) -> str | None:
    """Return why a row that the central file does not have cannot be added either."""
    if row.id:
        if belongs_to(row.id, row.project, row.collection) and _was_written_by_vvdesk(row):
            return None
        return (
            f"Het id {row.id} is niet bekend bij project {row.project}. Laat het id leeg in een "
            "nieuwe rij, of zet het juiste id terug."
        )
    if any(cell.problem is None and cell.value not in _NOTHING for cell in row.cells.values()):
        return None
    return "Deze rij heeft alleen een projectcode. Vul minstens de titel in, of maak ze leeg."


def _count_of_new(row: SubmittedRow) -> Count:
    has_problem = any(cell.problem is not None for cell in row.cells.values())
    return Count.REFUSED if has_problem else Count.NEW


def _cells_of(row: SubmittedRow) -> dict[str, str]:
    return {key: cell.cell for key, cell in row.cells.items() if cell.problem is None}
