"""Rows about Samenvoegen in the window: a plan of any length, and no stalls while it is made."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import ClassVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QTableView

from benchmarks.measuring import Bench, Figure
from benchmarks.plans import made_plan
from benchmarks.row_merge import post_of
from benchmarks.stores import ACTOR
from benchmarks.window_stage import SIZE, open_file, settle, theme
from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import DirectRunner, Job, ThreadRunner
from ui.pages.conflicts_editors import editor_context
from ui.pages.consolidation import ConsolidationPage
from ui.pages.consolidation_plan import PlanView
from ui.pages.page_names import CONSOLIDATION
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.store.workspace import Workspace

_FACTOR = 100
_BATCHES = (30, 300)
_SCREENS = 60
_FEEL = 0.05
_STALL = 0.1
_PROGRESS = 0.2
_TICK = 5
_AWAIT_MOST = 600_000
_NOWHERE = QModelIndex()


class _Blank(QAbstractTableModel):
    """As many rows as the plan has, saying nothing."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the rows."""
        return self._rows

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return self._columns

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> None:
        """Say nothing."""


class _Listening(ThreadRunner):
    """Remembers when jobs that somebody waits for told how far they are."""

    told: ClassVar[list[float]] = []

    def start(self, job: Job) -> None:
        """Listen and let it run."""
        if not job.gives_way:
            job.progressed.connect(_note, Qt.ConnectionType.DirectConnection)
        super().start(job)


def _note(_done: int, _total: int, _label: str) -> None:
    _Listening.told.append(time.perf_counter())


def plan_table(bench: Bench) -> Iterator[Figure]:
    """Time showing, filtering and paging through a plan of a hundred times the real size."""
    factor = 1 if bench.quick else _FACTOR
    look = theme()
    with (
        Workspace.open(bench.store(bench.real), read_only=True) as workspace,
        made_plan(workspace, factor) as plan,
    ):
        drafts = Drafts(bench.new_path("drafts"), workspace.plan.bestand_id)
        live = LiveDesk(Desk(workspace, ACTOR), drafts)
        icons = Icons(look)
        view = PlanView(editor_context(live, icons, look, print), DirectRunner(), icons)
        view.resize(*SIZE)
        view.show()
        settle()
        size = f"{len(plan.rows):,}".replace(",", ".")
        for what, allowed, act in _acts(view, lambda: view.show_plan(plan)):
            taken = _p95(act, 1 if bench.quick else 40)
            label = f"{what} {size} rows of a plan, painted, p95"
            yield Figure("window-plan", label, taken, allowed, "what is allowed", 1.0)
        bare = QTableView()
        bare.setModel(_Blank(len(plan.rows), view.model.columnCount()))
        bare.resize(view.table.size())
        bare.show()
        settle()
        taken, floor = _paged(view.table), _paged(bare)
        what = f"a page down in {size} rows of a plan, painted, p95"
        peer_is = "the same in a QTableView of as many empty rows"
        yield Figure("window-plan", what, taken, floor, peer_is, None, runs=_SCREENS)
        view.forget()
        view.close()
        bare.close()


def stalls(bench: Bench) -> Iterator[Figure]:
    """Look how long the event loop is held up, and progress stays away, while a plan is at work."""
    post = post_of(bench)
    for number in _BATCHES:
        files = post.inzendingen[:number]
        with open_file(bench, bench.copy(post.central), _Listening) as (_window, work):
            page = work.page(CONSOLIDATION)
            if not isinstance(page, ConsolidationPage):
                raise TypeError(CONSOLIDATION)
            work.show_page(CONSOLIDATION)
            settle()
            for what, act in (("planning", _adding(page, files)), ("applying", page.work.apply)):
                stall, own, quiet = _watched(page, act)
                label = f"longest stall of a 5 ms timer: {what} {len(files)} inzendingen"
                note = f"Of which the window itself computed at most {own * 1000:.0f} ms."
                allowed = (_STALL, "what is allowed", 1.0)
                yield Figure("window-merge", label, stall, *allowed, note=note)
                label = f"longest time without progress: {what} {len(files)} inzendingen"
                yield Figure("window-merge", label, quiet, _PROGRESS, "what is allowed", 1.0)


def _adding(page: ConsolidationPage, files: list[Path]) -> Callable[[], None]:
    return lambda: page.add(files)


def _acts(
    view: PlanView, show: Callable[[], None]
) -> Iterator[tuple[str, float, Callable[[], None]]]:
    kinds = view.filter.kinds

    def choose(row: int) -> None:
        kinds.setCurrentIndex(row)

    turn = iter(range(10**6))
    yield "show", _STALL, show
    yield "filter on a kind, and everything again, in", _FEEL, lambda: choose(next(turn) % 2)
    choose(0)
    yield "go to the next conflict in", _FEEL, lambda: _stepped(view)


def _stepped(view: PlanView) -> None:
    if not view.step(1):
        raise AssertionError("the plan has conflicts")


def _p95(act: Callable[[], None], runs: int) -> float:
    taken = []
    for run in range(-1, max(2, runs)):
        start = time.perf_counter()
        act()
        settle()
        if run >= 0:
            taken.append(time.perf_counter() - start)
    return quantiles(taken, n=20)[-1]


def _paged(table: QTableView) -> float:
    bar = table.verticalScrollBar()
    step = max(1, bar.maximum() // (_SCREENS + 1))

    def down() -> None:
        bar.setValue(bar.value() + step)
        table.viewport().repaint()

    return _p95(down, _SCREENS)


def _watched(page: ConsolidationPage, act: Callable[[], object]) -> tuple[float, float, float]:
    """Do something that runs in a job.

    Returns:
        The longest stall, what of that the window's own thread computed at most, and the longest
        time without progress.
    """
    loop, timer, patience = QEventLoop(), QTimer(), QTimer(singleShot=True)
    ticks, own, told = [time.perf_counter()], [time.thread_time()], _Listening.told
    told[:] = ticks

    def beat() -> None:
        ticks.append(time.perf_counter())
        own.append(time.thread_time())

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    patience.timeout.connect(loop.quit)

    def on_busy(busy: bool) -> None:  # noqa: FBT001 - as the signal gives it
        told.append(time.perf_counter())
        if not busy:
            # What the end of the work sets going belongs to it.
            QTimer.singleShot(10 * _TICK, loop.quit)

    page.job.busy_changed.connect(on_busy)
    timer.start(_TICK)
    patience.start(_AWAIT_MOST)
    act()
    loop.exec()
    timer.stop()
    page.job.busy_changed.disconnect(on_busy)
    if page.job.is_busy:
        raise AssertionError("it takes too long")
    return _longest(ticks), _longest(own), _longest(told)


def _longest(moments: list[float]) -> float:
    return max(after - before for before, after in pairwise(moments))
