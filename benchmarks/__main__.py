"""Measure and print: `python -m benchmarks [--quick] [--only NAME] [--scale 1,10] [--full]`."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import (
    report_pdf,
    report_word,
    row_central,
    row_growth,
    row_import,
    row_inquiry,
    row_merge,
    row_moments,
    row_plan,
    row_published,
    row_report,
    row_rules,
    row_sample,
    row_seal,
    row_search,
    row_server,
    row_store,
    row_verify,
    row_window_fiche,
    row_window_list,
    row_window_merge,
    row_window_start,
    row_workbook,
)
from benchmarks.machine import describe
from benchmarks.measuring import Bench, Figure
from benchmarks.results import heading, keep, line
from vvdesk.paths import HOME_VARIABLE

ROWS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "edit": row_store.edit,
    "open": row_store.opening,
    "load": row_store.load,
    "rules-fiche": row_rules.one_fiche,
    "rules-plan": row_rules.whole_plan,
    "write-inzending": row_workbook.inzending,
    "write-total": row_workbook.total,
    "read": row_workbook.reading,
    "merge": row_merge.merge,
    "merge-server": row_server.merging,
    "copy": row_server.copying,
    "plan-rows": row_plan.rows,
    "reception": row_central.reception,
    "dashboard": row_central.dashboard,
    "handout": row_central.handing_out,
    "import": row_import.published_report,
    "report-build": row_report.building,
    "report-pdf": report_pdf.tagged,
    "report-pdf-memory": report_pdf.memory,
    "report-libreoffice": row_report.beside_libreoffice,
    "report-word": report_word.writing,
    "report-word-growth": report_word.growth,
    "report-html": row_report.web,
    "opendata": row_published.opendata,
    "trace": row_published.tracing,
    "seal": row_seal.sealing,
    "seal-memory": row_seal.memory,
    "verify": row_verify.verifying,
    "open-sealed": row_verify.opening,
    "inquiry": row_inquiry.looking,
    "moments": row_moments.comparing,
    "search-key": row_search.typing,
    "search-growth": row_search.growth,
    "sample": row_sample.sampling,
    "audit-export": row_sample.exporting,
    "growth": row_growth.growth,
    "growth-open": row_growth.opening,
    "window-start": row_window_start.start,
    "window-open": row_window_start.opening,
    "window-memory": row_window_start.memory,
    "window-sealed": row_window_start.momentopname,
    "window-list": row_window_list.opening,
    "window-filter": row_window_list.filtering,
    "window-switch": row_window_fiche.switching,
    "window-key": row_window_fiche.typing,
    "window-stall": row_window_fiche.stalls,
    "window-plan": row_window_merge.plan_table,
    "window-merge": row_window_merge.stalls,
}
"""Name to row, in the order of QUALITY.md; `--only` takes a name or its beginning."""
_SCALES = (1, 10)
_FULL_SCALES = (1, 10, 100)


def main(arguments: Sequence[str]) -> int:
    """Measure the rows asked for; return 1 when a goal is missed, unless it had to be quick."""
    asked = _parse(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    about = describe(asked.folder)
    figures: list[Figure] = []
    started = time.perf_counter()
    print("\n".join(f"{name}: {text}" for name, text in about.items()))
    print(f"\n{heading()}")
    with tempfile.TemporaryDirectory(prefix="work-", dir=asked.folder) as scratch:
        os.environ[HOME_VARIABLE] = scratch
        bench = Bench(Path(scratch), asked.quick, asked.scales)
        for measure in _wanted(asked.only):
            for figure in measure(bench):
                figures.append(figure)
                print(line(figure), flush=True)
    about["took"] = f"{time.perf_counter() - started:.0f} s{' (quick)' if asked.quick else ''}"
    keep(figures, about, asked.folder)
    print(f"\n{about['took']}; kept in {asked.folder}/latest.json and latest.md")
    return 0


def _wanted(names: Sequence[str]) -> Iterator[Callable[[Bench], Iterator[Figure]]]:
    for name, measure in ROWS.items():
        if not names or any(name.startswith(each) for each in names):
            yield measure


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small plan, one run of each")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help=f"one of {', '.join(ROWS)}"
    )
    parser.add_argument(
        "--scale",
        dest="scales",
        type=lambda text: tuple(sorted({int(part) for part in text.split(",")})),
        default=_SCALES,
        help="multiples of the real plan for growth, such as 1,10",
    )
    parser.add_argument("--full", action="store_true", help="growth up to 100 times; takes long")
    parser.add_argument("--folder", type=Path, default=Path("bench-results"))
    asked = parser.parse_args(arguments)
    if asked.full:
        asked.scales = _FULL_SCALES
    unknown = [each for each in asked.only if not any(name.startswith(each) for name in ROWS)]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}; choose from {', '.join(ROWS)}")
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
