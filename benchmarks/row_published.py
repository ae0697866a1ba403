"""Rows about what others use: the open data of a meetmoment, and explaining a reference code."""

import csv
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.against_reading import FICHE_TABLES, counted
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from vvdesk.anchors import field_code
from vvdesk.opendata import write_opendata
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace

_PATH = "financiering.vak"
_FIGURE = "PLAN-PROJECTEN"
_TRACES = 15


def opendata(bench: Bench) -> Iterator[Figure]:
    """Time making the open data, beside csv and json writing the same, and at each scale."""
    store, sample = bench.store(bench.real), bench.new_path("map")
    with Workspace.open(store, read_only=True) as workspace:
        made = write_opendata(workspace, None, sample)
        tables, documents = _read_back(sample)
        taken, floor = in_turn(
            Contestant(partial(write_opendata, workspace, None), lambda: bench.new_path("map")),
            Contestant(partial(_written, tables, documents), lambda: bench.new_path("map")),
            runs=bench.runs,
        )
    size = f"{sum(made.rows.values())} rows, {sum(made.files.values()) / 2**20:.1f} MB"
    peer_is = "csv and json writing the same values"
    yield Figure(
        "opendata", f"make open data ({size})", taken, floor, peer_is, None, runs=bench.runs
    )
    yield from grown(bench, "opendata", "make open data", partial(_making_opendata, bench))


def tracing(bench: Bench) -> Iterator[Figure]:
    """Time explaining the code of an amount, and that of a figure over the whole plan."""
    runs = bench.runs if bench.quick else _TRACES
    path = bench.store(bench.real)
    with Workspace.open(path, read_only=True) as workspace:
        moment = workspace.meetmoment().id
        with workspace.connection() as connection:
            query = "SELECT max(project_code) FROM fiche WHERE meetmoment_id = ?"
            project = connection.exec_driver_sql(query, (moment,)).scalar_one()
        code = field_code(moment, project, _PATH)
        taken, floor = in_turn(
            Contestant(lambda _given: trace(workspace, code)),
            Contestant(lambda _given: _rows_of(path, project)),
            runs=runs,
        )
    what = f"explain the code of an amount, {bench.real.meetmomenten} meetmomenten"
    peer_is = "sqlite3 reading the same fiche and its trail"
    yield Figure("trace", what, taken, floor, peer_is, None, runs=runs)
    yield from counted(bench, "trace", "explain a figure of the plan", _explain_figure, 2)


def _explain_figure(workspace: Workspace) -> object:
    return trace(workspace, f"{workspace.meetmoment().id}/{_FIGURE}")


def _rows_of(path: Path, project: str) -> None:
    """Read all that is known of one project."""
    with closing(sqlite3.connect(path)) as plain:
        for table in (*FICHE_TABLES, "wijziging"):
            query = f"SELECT * FROM {table} WHERE project_code = ?"  # noqa: S608 - our own tables
            plain.execute(query, (project,)).fetchall()


def _read_back(folder: Path) -> tuple[dict[str, list[list[str]]], dict[str, Any]]:
    """Return the values of every table and of every JSON document, by name of the file."""
    tables, documents = {}, {}
    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".csv":
            tables[path.name] = list(csv.reader(text.splitlines(keepends=True)))
        elif path.suffix in {".json", ".jsonld"}:
            documents[path.name] = json.loads(text)
    return tables, documents


def _written(tables: dict[str, list[list[str]]], documents: dict[str, Any], folder: Path) -> None:
    """Write them plainly, one after another."""
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    for name, document in documents.items():
        text = json.dumps(document, ensure_ascii=False, indent=2)
        (folder / name).write_text(text, encoding="utf-8")


def _making_opendata(bench: Bench, factor: int) -> Contestant:
    store = bench.store(bench.scaled(factor))

    def make(target: Path) -> None:
        with Workspace.open(store, read_only=True) as workspace:
            write_opendata(workspace, None, target)

    return Contestant(make, lambda: bench.new_path("map"), clock=time.process_time)
