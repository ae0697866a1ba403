"""Rows about importing the text of a published report: 9 projects as published, 90 and 900."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.generator import Omvang, histories, plan_of
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.report_text import report_text
from benchmarks.stores import ACTOR, PLAN
from vvdesk.importing import import_report
from vvdesk.meetmomenten import create_store
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

_PUBLISHED = Omvang(9, 32, 1)
"""The report of April 2021 on speerpunt 04."""
_LARGEST = 900
"""Projects; a published report writes codes of three digits."""


@dataclass(frozen=True, slots=True)
class _Import:
    """One text and the empty store that it goes into."""

    bench: Bench
    text: Path
    empty: Path

    def prepare(self) -> Workspace:
        return Workspace.open(self.bench.copy(self.empty))

    def run(self, workspace: Workspace) -> Workspace:
        import_report(workspace, self.text, ACTOR)
        return workspace


def published_report(bench: Bench) -> Iterator[Figure]:
    """Time the import at ×1, ×10 and ×100 and compare with growing in proportion."""
    factors = (1, 3) if bench.quick else (1, 10, 100)
    jobs = [_job(bench, factor) for factor in factors]
    taken = in_turn(
        *(Contestant(job.run, job.prepare, Workspace.close) for job in jobs), runs=bench.runs
    )
    for place, factor in enumerate(factors[1:], 1):
        times, before = factor // factors[place - 1], factors[place - 1] * _PUBLISHED.projects
        size = f"{jobs[place].text.stat().st_size / 2**20:.1f} MB"
        what = f"import a report of {_PUBLISHED.projects * factor} projects ({size}), ×{factor}"
        floor, peer_is = times * taken[place - 1], f"{times} × the import of {before} projects"
        yield Figure("import", what, taken[place], floor, peer_is, 1.05, runs=bench.runs)


def _job(bench: Bench, factor: int) -> _Import:
    omvang = Omvang(_LARGEST, _LARGEST * _PUBLISHED.mijlpalen // _PUBLISHED.projects, 1)
    plan = plan_of(omvang, load_plan(PLAN))
    moment = plan.meetmomenten[0]
    some = islice(histories(omvang, plan), _PUBLISHED.projects * factor)
    text, empty = bench.new_path("txt"), bench.new_path("vvd")
    written = report_text(
        (history[0] for history in some), plan.valid_at(moment.peildatum), moment.naam
    )
    text.write_text(written, encoding="utf-8")
    create_store(empty, plan, moment.naam, moment.peildatum, ACTOR)
    return _Import(bench, text, empty)
