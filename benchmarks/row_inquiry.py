"""Rows about looking into a store: a fiche to read, and the traces that the window asks for."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from vvdesk.content import read_contents
from vvdesk.jobs import silent
from vvdesk.plan.referentie import read_referentie
from vvdesk.project_list import read_list
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace
from vvdesk.tracing.shown_fiche import shown_fiche
from vvdesk.tracing.trace_lines import part_lines, trace_lines

_SWITCHES = 60
_AT_ONCE = 20
"""Fiches or traces in one run at each scale; one alone is too short to time."""
_Look = Callable[[Workspace, int], object]


def looking(bench: Bench) -> Iterator[Figure]:
    """Time what the page Naspeuren reads, for one fiche and at each scale."""
    with Workspace.open(bench.store(bench.real), read_only=True) as workspace:
        moment = workspace.meetmoment().id
        project = _project(workspace, moment)

        def peer(_given: object) -> None:
            with workspace.connection() as connection:
                read_referentie(connection, moment)
                read_contents(connection, moment, [project])

        runs = bench.runs if bench.quick else _SWITCHES
        taken, floor = in_turn(
            Contestant(lambda _given: shown_fiche(workspace, project, moment)),
            Contestant(peer),
            runs=runs,
        )
        (traced,) = in_turn(Contestant(lambda _given: _value(workspace, moment)), runs=runs)
    peer_is = "loading it with its reference data"
    yield Figure("inquiry", "a fiche to read, line by line", taken, floor, peer_is, None, runs=runs)
    what = f"the trace of a value, line by line, {bench.real.meetmomenten} meetmomenten"
    yield Figure("inquiry", what, traced, floor, peer_is, None, runs=runs)
    for what, look in (
        (f"{_AT_ONCE} fiches to read", _fiches),
        ("the trace of a total, with its parts", _total),
        ("the list of projects", _list),
    ):
        yield from grown(bench, "inquiry", what, partial(_scaled, bench, look))


def _scaled(bench: Bench, look: _Look, factor: int) -> Contestant:
    store = bench.store(bench.scaled(factor))

    def run(_given: object) -> None:
        with Workspace.open(store, read_only=True) as workspace:
            look(workspace, workspace.meetmoment().id)

    return Contestant(run, clock=time.process_time)


def _fiches(workspace: Workspace, moment: int) -> None:
    project = _project(workspace, moment)
    for _turn in range(_AT_ONCE):
        shown_fiche(workspace, project, moment)


def _value(workspace: Workspace, moment: int) -> None:
    trace_lines(trace(workspace, f"{moment}/{_project(workspace, moment)}-VAK"))


def _total(workspace: Workspace, moment: int) -> None:
    found = trace(workspace, f"{moment}/PLAN-VAK", silent)
    part_lines(found)


def _list(workspace: Workspace, moment: int) -> None:
    with workspace.connection() as connection:
        projects = read_list(connection, moment, read_referentie(connection, moment).lists)
    projects.take_words(projects.search_words())


def _project(workspace: Workspace, moment: int) -> str:
    """Return a project that has a fiche at a meetmoment."""
    query = "SELECT min(project_code) FROM fiche WHERE meetmoment_id = ?"
    with workspace.connection() as connection:
        return str(connection.exec_driver_sql(query, (moment,)).scalar_one())
