"""Rows about the auditor's sample and export: linear in the plan, whatever is chosen of it."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.measuring import Bench, Contestant, Figure
from benchmarks.proportion import grown
from vvdesk.audit_export import Vorm, export_audit
from vvdesk.content import project_titles
from vvdesk.sampling import Eenheid, Indeling, Opzet, draw
from vvdesk.store.workspace import Workspace

_PROJECTS = Opzet("48151623", 60, indeling=Indeling.BEDRAG)
_MIJLPALEN = Opzet("48151623", 60, Eenheid.MIJLPAAL, Indeling.SPEERPUNT)


def sampling(bench: Bench) -> Iterator[Figure]:
    """Time drawing projects by amount, and mijlpalen by speerpunt, at each scale."""
    for what, opzet in (("draw projects", _PROJECTS), ("draw mijlpalen", _MIJLPALEN)):
        yield from grown(bench, "sample", what, partial(_job, bench, partial(_draw, opzet)))


def exporting(bench: Bench) -> Iterator[Figure]:
    """Time exporting all projects with their traces as a workbook and as CSV, at each scale."""
    for vorm in (Vorm.EXCEL, Vorm.CSV):
        what = f"export all projects with their traces, {vorm.value}"
        yield from grown(bench, "audit-export", what, partial(_export, bench, vorm))


def _draw(opzet: Opzet, workspace: Workspace) -> None:
    draw(workspace, workspace.meetmoment(), opzet)


def _job(bench: Bench, run: Callable[[Workspace], None], factor: int) -> Contestant:
    store = bench.store(bench.scaled(factor))

    def make(_given: object) -> None:
        with Workspace.open(store, read_only=True) as workspace:
            run(workspace)

    return Contestant(make, clock=time.process_time)


def _export(bench: Bench, vorm: Vorm, factor: int) -> Contestant:
    folder, numbers = bench.new_path("audit"), count()
    folder.mkdir()
    ending = "" if vorm is Vorm.CSV else f".{vorm.value}"

    def run(workspace: Workspace) -> None:
        moment = workspace.meetmoment()
        with workspace.connection() as connection:
            codes = list(project_titles(connection, moment.id))
        target: Path = folder / f"{next(numbers)}{ending}"
        export_audit(workspace, codes, target, vorm)

    return _job(bench, run, factor)
