"""Rows about the list of projects in the window: opening it, and filtering at every key."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import quantiles

from PySide6.QtCore import QAbstractListModel, QEventLoop, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QLineEdit, QTreeView

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.stores import ACTOR
from benchmarks.window_stage import theme
from ui.desk import LiveDesk
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.job import Job, Runner
from ui.pages.project_list import ProjectListPage
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.store.workspace import Workspace

_TYPED = ("onderwijs", "VV00015", "digitale vers", "vertraagd", "kempen sport", "waterstof")
"""What is typed, key by key; the beginnings find nearly everything, the ends little or nothing."""
_COLUMNS = "project_code, titel, trekkende_entiteit, speerpunt, cluster, projectstatus, staat"
_FACTOR = 100
_SIZE = (1366, 768)
_NOWHERE = QModelIndex()


class _Reader:
    """Runs the jobs that read words and texts, and leaves the counting of findings alone.

    Args:
        jobs: How many to run.
        done: Called after the last of them.
    """

    def __init__(self, jobs: int, done: Callable[[], object]) -> None:
        self._left, self._done = jobs, done

    def start(self, job: Job) -> None:
        """Run the job if it is one of the first."""
        self._left -= 1
        if self._left < 0:
            self._done()
        else:
            job.run()


class _Blank(QAbstractListModel):
    """As many rows as there are projects, saying nothing."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the rows."""
        return self._count

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> None:
        """Say nothing."""


def opening(bench: Bench) -> Iterator[Figure]:
    """Time the list of a hundred times the plan until it is painted."""
    omvang = bench.scaled(1 if bench.quick else _FACTOR)
    path = bench.store(omvang)
    with _desk(bench, path) as live:

        def ours(_given: object) -> ProjectListPage:
            return _painted(live)

        def peer(_given: object) -> QTreeView:
            with closing(sqlite3.connect(path)) as plain:
                query = f"SELECT {_COLUMNS} FROM fiche WHERE meetmoment_id = ?"  # noqa: S608 - our own columns
                rows = plain.execute(query, (omvang.meetmomenten,)).fetchall()
            view = QTreeView()
            view.setUniformRowHeights(True)
            view.setModel(_Blank(len(rows)))
            view.resize(*_SIZE)
            view.grab()
            return view

        runs = bench.runs * 3
        taken, floor = in_turn(
            Contestant(ours, finish=lambda page: page.stop()), Contestant(peer), runs=runs
        )
    what = f"list of {omvang.projects:,} projects painted".replace(",", ".")
    peer_is = "sqlite3 reading the same columns, and an empty QTreeView of as many rows, painted"
    yield Figure("window-list", what, taken, floor, peer_is, 1.5, runs=runs)


def filtering(bench: Bench) -> Iterator[Figure]:
    """Time every key typed in the filter of a hundred times the plan, full text included."""
    omvang = bench.scaled(1 if bench.quick else _FACTOR)
    path = bench.store(omvang)
    with _desk(bench, path) as live, closing(_plain_index(path, omvang.meetmomenten)) as plain:
        loop = QEventLoop()
        page = _page(live, _Reader(2, loop.quit))
        page.show()
        loop.exec()
        (field,) = page.findChildren(QLineEdit)
        ours = _p95(lambda text: _painted_text(page, field, text), bench.runs)
        floor = _p95(lambda text: _asked(plain, text), bench.runs)
        page.stop()
    size = f"{omvang.projects:,}".replace(",", ".")
    what = f"a key in the filter over {size} projects, full text included, painted, p95"
    note = f"{ours * 1000:.0f} ms; at most 50 is asked."
    peer_is = "the same words asked of an FTS5 table of the long texts, all rows fetched, p95"
    yield Figure("window-filter", what, ours, floor, peer_is, 3.0, runs=bench.runs, note=note)


def _page(live: LiveDesk, runner: Runner) -> ProjectListPage:
    look = theme()
    chips = StatusChips(live.desk.referentie, look)
    page = ProjectListPage(live, runner, chips, Icons(look), look)
    page.resize(*_SIZE)
    return page


def _painted(live: LiveDesk) -> ProjectListPage:
    page = _page(live, _Reader(0, lambda: None))
    page.grab()
    return page


def _painted_text(page: ProjectListPage, field: QLineEdit, text: str) -> None:
    field.setText(text)
    page.grab()


def _p95(ask: Callable[[str], object], runs: int) -> float:
    """Return the seconds within which 95 of 100 keys are answered."""
    taken = []
    for _run in range(runs):
        for text in _TYPED:
            ask("")
            for end in range(1, len(text) + 1):
                start = time.perf_counter()
                ask(text[:end])
                taken.append(time.perf_counter() - start)
    return quantiles(taken, n=20)[-1]


def _plain_index(path: Path, meetmoment: int) -> sqlite3.Connection:
    """Make the table that the filter is held against: the long texts, stored in the same way."""
    plain = sqlite3.connect(":memory:", uri=True)
    plain.execute("ATTACH ? AS bron", (f"{path.resolve().as_uri()}?mode=ro",))
    plain.execute(
        "CREATE VIRTUAL TABLE tekst USING fts5(woorden, content='', detail=none, "
        "prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    plain.execute(
        "INSERT INTO tekst (rowid, woorden) SELECT f.rowid, coalesce(f.titel, '') || ' ' || "
        "coalesce(f.omschrijving, '') || ' ' || coalesce(f.voortgang, '') || ' ' || "
        "coalesce((SELECT group_concat(m.titel, ' ') FROM bron.mijlpaal m WHERE "
        "m.meetmoment_id = f.meetmoment_id AND m.project_code = f.project_code), '') "
        "FROM bron.fiche f WHERE f.meetmoment_id = ?",
        (meetmoment,),
    )
    plain.commit()
    return plain


def _asked(plain: sqlite3.Connection, text: str) -> None:
    words = " ".join(f'"{word}"' for word in text.split())
    if words:
        query = "SELECT rowid FROM tekst WHERE tekst MATCH ?"
        plain.execute(query, (f"{words}*",)).fetchall()


@contextmanager
def _desk(bench: Bench, path: Path) -> Iterator[LiveDesk]:
    theme()
    with Workspace.open(path, read_only=True) as workspace:
        drafts = Drafts(bench.new_path("drafts"), workspace.plan.bestand_id)
        yield LiveDesk(Desk(workspace, ACTOR), drafts)
