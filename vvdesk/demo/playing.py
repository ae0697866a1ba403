"""Plays one whole round on the sample data, with what goes wrong in real rounds.

Two meetmomenten, three departments with dossiers of their own, an amount that changed on both
sides, a date that is no date, and a workbook that broke on its way. What the coordinator decides
after that stands in `deciding`. The sample lies in `resources/voorbeeld`.
"""

import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from vvdesk.audit import Actor
from vvdesk.compare.changes import compare_meetmomenten
from vvdesk.content import parse_path, read_contents
from vvdesk.demo.deciding import Deciding, Tell
from vvdesk.demo.folder import Demofolder, slug
from vvdesk.demo.readme import readme
from vvdesk.demo.reporting import Reporting
from vvdesk.demo.sealing import Sealing
from vvdesk.error_copies import write_error_copies
from vvdesk.errors import Refused
from vvdesk.handing_out import consolidate, export, hand_out
from vvdesk.importing import import_report
from vvdesk.jobs import Progress, silent
from vvdesk.line_edits import LineEditor, parse_line
from vvdesk.meetmomenten import close_meetmoment, create_store, open_next
from vvdesk.merging import Count, apply_plan, open_conflicts, plan_merge
from vvdesk.paths import resources
from vvdesk.plan import load_plan
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.validation import validate_store

APRIL, SEPTEMBER = "april 2021", "september 2021"
PEILDATUMS = {APRIL: date(2021, 3, 31), SEPTEMBER: date(2021, 8, 31)}
UNREADABLE_DAY = "eind 2024"
"""What somebody typed into a cell for a date, in one of the inzendingen."""
_CENTRAL_EDITS = "centraal"
_WORDS = {
    Count.NEW: "nieuw",
    Count.CHANGED: "gewijzigd",
    Count.UNCHANGED: "ongewijzigd",
    Count.CONFLICT: "conflict",
    Count.REFUSED: "geweigerd",
}
_SHEET, _COLUMN = "Mijlpalen", "Geplande timing"


class Demonstration:
    """One round in one folder.

    Args:
        folder: Where everything is made.
        actor: The coordinator.
        tell: Called with a sentence for every step.
        progress: For the long steps.
    """

    def __init__(
        self, folder: Demofolder, actor: Actor, tell: Tell, progress: Progress = silent
    ) -> None:
        self._folder, self._actor = folder, actor
        self._tell, self._progress = tell, progress
        self._sample = resources() / "voorbeeld"
        self._plan = load_plan("vlaamse-veerkracht")

    def play(self) -> None:
        """Play the whole round.

        Raises:
            Misused: The folder holds something else than an earlier demonstration.
            Unavailable: The folder cannot be written, or an earlier demonstration is in use.
            Cancelled: The user stopped; what was made so far stands in the folder.
        """
        self._folder.make_room()
        try:
            self._start()
            entiteiten = self._hand_out()
            for entiteit, edits in entiteiten.items():
                self._fill_in(entiteit, edits)
            self._edit_centrally()
            self._merge(self._send(list(entiteiten)))
            Deciding(self._folder, self._actor, self._tell, self._progress).play()
            self._look_back()
            Reporting(self._folder, self._actor, self._tell, self._progress).play()
            Sealing(self._folder, self._actor, self._tell, self._progress).play()
            self._folder.readme.write_text(readme(self._folder), encoding="utf-8")
        finally:
            self._folder.remember()

    def _start(self) -> None:
        """Make the central file with April's report, close April, open September."""
        path = self._folder.central
        create_store(path, self._plan, APRIL, PEILDATUMS[APRIL], self._actor)
        with Workspace.open(path) as central:
            report = self._sample / "april-2021.txt"
            outcome = import_report(central, report, self._actor, self._progress)
            self._tell(f"{path.name}: {len(outcome.added)} fiches uit het rapport van {APRIL}.")
            close_meetmoment(central, APRIL, self._actor, "Het rapport is gepubliceerd.")
            open_next(central, self._plan, SEPTEMBER, PEILDATUMS[SEPTEMBER], self._actor)
            self._tell(f"{APRIL} is gesloten; {SEPTEMBER} is open met dezelfde fiches.")

    def _hand_out(self) -> dict[str, Path]:
        """Give every entiteit its workbook and its dossier; returns name to its edits."""
        edits = {
            path.stem: path
            for path in sorted((self._sample / "september-2021").glob("*.jsonl"))
            if path.stem != _CENTRAL_EDITS
        }
        with Workspace.open(self._folder.central) as central:
            with central.connection() as connection:
                known = read_referentie(connection, central.meetmoment().id).entiteiten
            found = {name: edits[slug(name)] for name in known if slug(name) in edits}
            if len(found) != len(edits):
                raise Refused("De voorbeeldgegevens van vvdesk horen bij een ander plan.")
            for name in found:
                for target in (self._folder.handed_out(name), self._folder.dossier(name)):
                    handed = hand_out(central, None, name, target, self._actor, self._progress)
                count = len(handed.projects)
                projects = "1 project" if count == 1 else f"{count} projecten"
                self._tell(f"Uitvraag voor {name}: {projects}.")
        return found

    def _fill_in(self, entiteit: str, edits: Path) -> None:
        """Work in the dossier of an entiteit as that entiteit would, and export its inzending."""
        who = replace(self._actor, wie=entiteit)
        with Workspace.open(self._folder.dossier(entiteit)) as dossier:
            count = _apply(dossier, who, edits)
            target = self._folder.submitted(entiteit)
            export(dossier, None, None, target, who, self._progress)
        self._tell(f"{entiteit} vulde {count} velden in en maakte {target.name}.")

    def _edit_centrally(self) -> None:
        with Workspace.open(self._folder.central) as central:
            count = _apply(
                central, self._actor, self._sample / "september-2021" / f"{_CENTRAL_EDITS}.jsonl"
            )
        self._tell(f"Intussen wijzigde de coördinator zelf {count} velden in het centrale bestand.")

    def _send(self, entiteiten: list[str]) -> list[Path]:
        """Let two things go wrong on the way; returns the files in the order of arrival."""
        damaged = self._folder.submitted(entiteiten[0], "-beschadigd")
        whole = self._folder.submitted(entiteiten[0]).read_bytes()
        damaged.write_bytes(whole[: len(whole) // 2])
        spoilt = self._folder.submitted(entiteiten[1])
        type_unreadable_day(spoilt)
        self._tell(
            f"Onderweg liep er iets mis: {damaged.name} kwam half aan, en in {spoilt.name} typte "
            f'iemand "{UNREADABLE_DAY}" als datum.'
        )
        return [damaged, *(self._folder.submitted(entiteit) for entiteit in entiteiten)]

    def _merge(self, received: list[Path]) -> None:
        """Take in what was received; tell what became of it and write error copies."""
        with (
            Workspace.open(self._folder.central) as central,
            closing(plan_merge(central, received, progress=self._progress)) as plan,
        ):
            for outcome in apply_plan(central, plan, self._actor, progress=self._progress):
                if outcome.status == "rejected":
                    self._tell(f"Niet ingelezen: {outcome.message}")
                    continue
                counts = ", ".join(
                    f"{number} {_WORDS[count]}" for count, number in outcome.counters.items()
                )
                self._tell(f"{outcome.path.name}: {counts}.")
            for copy in write_error_copies(central, received, self._folder.error_copies):
                self._tell(f"Foutkopie voor wie ze stuurde: {copy.name}.")
            for conflict in open_conflicts(central):
                kind = parse_path(conflict.pad).field.kind
                current, incoming = (
                    kind.to_text(kind.from_json(json.loads(value)))
                    for value in (conflict.centraal, conflict.ontvangen)
                )
                self._tell(
                    f"Conflict {conflict.id}: {conflict.project_code}, {conflict.pad}: centraal "
                    f"{current}, ontvangen {incoming}. Iemand moet kiezen."
                )

    def _look_back(self) -> None:
        """Write the consolidated workbook; tell what the rules find and what changed."""
        with Workspace.open(self._folder.central, read_only=True) as central:
            consolidate(central, None, self._folder.total, self._actor, self._progress)
            self._tell(f"{self._folder.total.name}: het totaalwerkboek, met grafieken.")
            found = Counter(each.finding.severity for each in validate_store(central))
            told = ", ".join(f"{number} × {severity}" for severity, number in sorted(found.items()))
            self._tell(f"Bevindingen in het centrale bestand: {told}.")
            with central.connection() as connection:
                old, new = (read_contents(connection, each.id) for each in central.meetmomenten())
            changes = len(compare_meetmomenten(old, new))
            self._tell(f"Tussen {APRIL} en {SEPTEMBER} veranderden {changes} velden en rijen.")


def type_unreadable_day(path: Path) -> None:
    """Type a text into the first cell for a geplande timing of a workbook that vvdesk wrote.

    Raises:
        Refused: It has no such cell.
    """
    book = load_workbook(path, rich_text=True)
    sheet = book[_SHEET]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == _COLUMN:
                below = sheet.cell(cell.row + 1, cell.column)
                below.value = UNREADABLE_DAY
                book.save(path)
                return
    raise Refused(f'"{path.name}" heeft geen kolom {_COLUMN} op het blad {_SHEET}.')


def _apply(workspace: Workspace, actor: Actor, edits: Path) -> int:
    """Make the edits of a file, one a line; returns how many."""
    editor = LineEditor(workspace, actor)
    lines = edits.read_text(encoding="utf-8").splitlines()
    for line in lines:
        editor.apply(parse_line(line))
    return len(lines)
