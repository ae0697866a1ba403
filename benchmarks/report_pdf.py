"""Rows about the PDF of a report: tagged beside untagged, and the memory it takes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.machine import peak_memory
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from vvdesk.report.building import build
from vvdesk.report.pdf.writing import settled
from vvdesk.report.request import Request
from vvdesk.report.typesetting.typst_compile import REPORT, Typesetting
from vvdesk.store.workspace import Workspace

_GOAL = 1.2
_MEMORY_GOAL = 400.0


def tagged(bench: Bench) -> Iterator[Figure]:
    """Time a report for everybody and for the archive against the same one without tags.

    Typst remembers what it set, so each run is a process of its own.
    """
    store = bench.store(bench.real)
    ours, peer = in_turn(
        Contestant(lambda _given: _child(store, "tagged")),
        Contestant(lambda _given: _child(store, "untagged")),
        runs=bench.runs,
    )
    what = f"PDF/UA-1 and PDF/A-2a of {bench.real.projects} fiches"
    yield Figure("report-pdf", what, ours, peer, "the same PDF untagged", _GOAL, runs=bench.runs)


def memory(bench: Bench) -> Iterator[Figure]:
    """Measure the most memory that a process holds that sets the PDF of a whole plan."""
    took = float(_child(bench.store(bench.real), "tagged"))
    what = f"memory for the PDF of {bench.real.projects} fiches"
    yield Figure("report-pdf-memory", what, took, _MEMORY_GOAL, "the budget", 1.0, unit="MB")


def _child(store: Path, how: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.report_pdf", str(store), how],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def main(store: str, how: str) -> None:
    """Set the whole plan once, in a process of its own; print the most memory it held, in MB."""
    with Workspace.open(Path(store), read_only=True) as workspace:
        document = build(workspace, Request())
    typesetting = Typesetting(REPORT, settled(document).data)
    if how == "tagged":
        typesetting.pdf(document.peildatum)
    else:
        typesetting.pdf(document.peildatum, (), tagged=False)
    print(peak_memory())


if __name__ == "__main__":
    main(*sys.argv[1:])
