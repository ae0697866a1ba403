"""Taking a published progress report into a store: its fiches, and the names that they use."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from vvdesk.audit import Actor, Herkomst
from vvdesk.content import TABLES, Inhoud, Rij, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.editing import Editing, Work
from vvdesk.errors import ReadOnly, Refused
from vvdesk.exchange.published_report import (
    Numbered,
    Problem,
    PublishedFiche,
    PublishedReport,
    read_published_report,
)
from vvdesk.exchange.published_report.text_file import read_bytes
from vvdesk.jobs import Progress, silent
from vvdesk.kinds import Kind
from vvdesk.model import Cluster, Entiteit, Meetmoment, Minister, Speerpunt, Staat
from vvdesk.plan.referentie import Referentie, read_referentie
from vvdesk.row_ids import plain_id
from vvdesk.store.workspace import Workspace
from vvdesk.values import Unreadable


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did.

    Attributes:
        meetmoment: The name of the meetmoment it went into.
        added: Codes of the projects that got a fiche.
        changed: Codes of the projects whose fiche was there and differs now.
        unchanged: Codes of the projects whose fiche said the same already.
        problems: What could not be placed or was read with a doubt, by line.
    """

    meetmoment: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]


def import_report(
    workspace: Workspace, text: Path, actor: Actor, progress: Progress = silent
) -> ImportOutcome:
    """Read the text of a published progress report as fiches; all of them, or none.

    A fiche that is there already is brought to what the report says; its rows are recognised by
    their title, and no row is ever removed. Clusters, speerpunten, entiteiten and ministers that
    the reference data lacks are added to it: the report is their source.

    Args:
        workspace: The open store.
        text: The report, as text in UTF-8.
        actor: Who imports.
        progress: Called once per fiche.

    Returns:
        What was done, with every line that could not be placed.

    Raises:
        Refused: No report, no fiche in it, or of a meetmoment that the store does not have.
        ReadOnly: The meetmoment is closed.
        Cancelled: The user stopped; nothing was changed.
    """
    with workspace.connection() as connection:
        latest = read_referentie(connection, workspace.meetmoment().id)
    data = read_bytes(text)
    statuses = latest.lists["mijlpaalstatus"].labels()
    report = read_published_report(data, latest.entiteiten, statuses)
    moment = _meetmoment(workspace, report, text)
    workspace.keep_version("import")
    origin = Herkomst(text.name, hashlib.sha256(data).hexdigest())
    with Editing(workspace, actor).step(f"Rapport {text.name} inlezen") as work:
        _complete_reference(work, moment, report)
        referentie = read_referentie(work.connection, moment.id)
        taken = _Import(work, referentie, origin)
        work.preload(moment.id, [fiche.code for fiche in report.fiches])
        for done, fiche in enumerate(report.fiches):
            progress(done, len(report.fiches), fiche.code)
            taken.take(fiche)
        progress(len(report.fiches), len(report.fiches), text.name)
    problems = sorted([*report.problems, *taken.problems], key=lambda problem: problem.line)
    added, changed, unchanged = (tuple(each) for each in taken.outcome)
    return ImportOutcome(moment.naam, added, changed, unchanged, tuple(problems))


def _meetmoment(workspace: Workspace, report: PublishedReport, text: Path) -> Meetmoment:
    """Return the meetmoment that the report is about; the latest when it does not say."""
    moments = {moment.naam.casefold(): moment for moment in workspace.meetmomenten()}
    moment = moments.get(report.meetmoment.casefold()) if report.meetmoment else None
    if report.meetmoment and moment is None:
        names = ", ".join(each.naam for each in moments.values())
        raise Refused(
            f'"{text.name}" is het rapport van meetmoment {report.meetmoment}; dit bestand heeft '
            f"{names}. Open dat meetmoment eerst, of kies een ander rapport."
        )
    moment = moment or workspace.meetmoment()
    if moment.is_closed:
        raise ReadOnly(f"Meetmoment {moment.naam} is gesloten; er kan niets meer ingelezen worden.")
    return moment


class _Import:
    """Brings the fiches of one report into one step.

    Attributes:
        problems: What the reference data does not know.
        outcome: Codes added, changed and unchanged.
    """

    def __init__(self, work: Work, referentie: Referentie, origin: Herkomst) -> None:
        self.problems: list[Problem] = []
        self.outcome: tuple[list[str], list[str], list[str]] = ([], [], [])
        self._work, self._referentie, self._origin = work, referentie, origin

    def take(self, fiche: PublishedFiche) -> None:
        """Add the fiche, or bring the one that is there to what the report says."""
        work, moment = self._work, self._referentie.meetmoment_id
        values = self._values(fiche)
        present = work.content_or_none(moment, fiche.code)
        added, changed, unchanged = self.outcome
        if present is None:
            blank = {path: _nothing(field.kind) for path, field in single_fields().items()}
            inhoud = Inhoud(fiche.code, Staat.CONCEPT.value, {**blank, **values})
            for collection, rows in self._tables(fiche).items():
                for number, row in enumerate(rows, 1):
                    row.id, row.volgorde = plain_id(fiche.code, collection, number), number
                    inhoud.tables[collection][row.id] = row
            work.add_fiche(moment, inhoud, self._at(fiche.line))
            added.append(fiche.code)
            return
        before = work.count
        for path, value in values.items():
            line = fiche.lines.get(path.rpartition(".")[2], fiche.line)
            work.set(moment, fiche.code, path, value, herkomst=self._at(line))
        for collection, rows in self._tables(fiche).items():
            self._bring_rows(fiche, present, collection, rows)
        (changed if work.count > before else unchanged).append(fiche.code)

    def _bring_rows(
        self, fiche: PublishedFiche, present: Inhoud, collection: str, rows: list[Rij]
    ) -> None:
        moment = self._referentie.meetmoment_id
        free = {row.id: row.values["titel"] for row in present.tables[collection].values()}
        for row in rows:
            match = next((key for key, titel in free.items() if titel == row.values["titel"]), None)
            if match is None:
                added = Rij("", row.values)
                self._work.add_row(moment, fiche.code, collection, added, self._at(fiche.line))
                continue
            del free[match]
            for name, value in row.values.items():
                if value is not None:
                    path = f"{collection}.{match}.{name}"
                    self._work.set(moment, fiche.code, path, value, herkomst=self._at(fiche.line))

    def _values(self, fiche: PublishedFiche) -> dict[str, Any]:
        lists = self._referentie.lists
        numbered = {
            "cluster": fiche.cluster.nummer if fiche.cluster else None,
            "speerpunt": fiche.speerpunt.nummer if fiche.speerpunt else None,
        }
        return {
            "titel": fiche.titel or None,
            "ministers": _kind("ministers").of(fiche.ministers, lists),
            "trekkende_entiteit": self._choice(
                "trekkende_entiteit", fiche.trekkende_entiteit, fiche.lines, fiche.line
            ),
            "webpagina": fiche.webpagina or None,
            "betrokken_entiteiten": _kind("betrokken_entiteiten").of(
                fiche.betrokken_entiteiten, lists
            ),
            "belanghebbenden": fiche.belanghebbenden or None,
            **numbered,
            "omschrijving": fiche.omschrijving or None,
            "projectstatus": self._choice(
                "projectstatus", fiche.projectstatus, fiche.lines, fiche.line
            ),
            "voortgang": fiche.voortgang or None,
            "financiering.beleidsruimte": fiche.beleidsruimte,
            "financiering.vak": fiche.vak,
            "financiering.vek": fiche.vek,
        }

    def _tables(self, fiche: PublishedFiche) -> dict[str, list[Rij]]:
        agenderingen = [
            _row(
                "agenderingen",
                titel=each.titel,
                url=each.url,
                soort=self._cell("agenderingen", "soort", each.soort or "", each.line),
            )
            for each in fiche.agenderingen
        ]
        mijlpalen = [
            _row(
                "mijlpalen",
                titel=each.titel,
                timing=each.timing,
                status=self._cell("mijlpalen", "status", each.status, each.line),
                beslissingen=each.beslissingen or None,
            )
            for each in fiche.mijlpalen
        ]
        return {"mijlpalen": mijlpalen, "agenderingen": agenderingen}

    def _choice(self, path: str, text: str, lines: Mapping[str, int], line: int) -> Any:
        return self._read(_kind(path), text, lines.get(path, line))

    def _cell(self, collection: str, name: str, text: str, line: int) -> Any:
        field = next(each for each in fields_of(TABLES[collection]) if each.name == name)
        return self._read(field.kind, text, line)

    def _read(self, kind: Kind, text: str, line: int) -> Any:
        try:
            return kind.read(text, self._referentie.lists)
        except Unreadable as error:
            self.problems.append(Problem(line, text, str(error)))
            return None

    def _at(self, line: int) -> Herkomst:
        return Herkomst(self._origin.bestand, self._origin.sha256, cel=f"regel {line}")


def _complete_reference(work: Work, moment: Meetmoment, report: PublishedReport) -> None:
    """Add to the reference data what the report names and the plan file does not."""
    referentie = read_referentie(work.connection, moment.id)
    for entity, list_name, keys in _named(report):
        known = referentie.lists[list_name]
        fresh = {key: row for key, row in keys if known.key_for(key) is None}
        place = work.connection.scalar(
            select(func.count()).where(entity.meetmoment_id == moment.id)
        )
        rows = [
            {"meetmoment_id": moment.id, "volgorde": int(place or 0) + number, **row}
            for number, row in enumerate(fresh.values())
        ]
        if rows:
            work.manage(entity, rows, {"uit rapport": sorted(fresh)}, meetmoment_id=moment.id)


def _named(
    report: PublishedReport,
) -> Iterator[tuple[type[Any], str, list[tuple[str, dict[str, Any]]]]]:
    def numbered(found: list[Numbered | None]) -> list[tuple[str, dict[str, Any]]]:
        return [
            (each.nummer, {"nummer": each.nummer, "titel": each.titel, "geverifieerd": 1})
            for each in found
            if each is not None
        ]

    def named(found: list[str], **extra: Any) -> list[tuple[str, dict[str, Any]]]:
        return [(name, {"naam": name, **extra}) for name in found if name]

    fiches = report.fiches
    clusters = [fiche.cluster for fiche in fiches]
    speerpunten = [fiche.speerpunt for fiche in fiches]
    yield Cluster, "cluster", numbered(clusters)
    yield Speerpunt, "speerpunt", numbered([*report.speerpunten, *speerpunten])
    yield Entiteit, "entiteit", named([fiche.trekkende_entiteit for fiche in fiches])
    ministers = [name for fiche in fiches for name in fiche.ministers]
    yield Minister, "minister", named(ministers, geverifieerd=1)


def _kind(path: str) -> Any:
    return single_fields()[path].kind


def _row(collection: str, **values: Any) -> Rij:
    return Rij("", {**{each.name: None for each in fields_of(TABLES[collection])}, **values})


def _nothing(kind: Kind) -> Any:
    return kind.read("")
