"""Rows about working in the form: going to another fiche, typing, and jobs beside it."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle, pairwise
from statistics import median, quantiles

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QThreadPool, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMainWindow,
    QTableView,
    QTextEdit,
    QWidget,
)

from benchmarks.measuring import Bench, Figure
from benchmarks.window_stage import SIZE, open_file, settle
from ui.forms.layout import LAYOUT, part_of
from ui.forms.rows_table import RowsTable
from ui.forms.section_form import SectionForm
from ui.job import Job, ThreadRunner
from ui.pages.page_names import PROJECTS
from ui.pages.work import WorkPage
from vvdesk.handing_out import export
from vvdesk.jobs import Progress

_ROUNDS = 60
_SENTENCE = "De uitrol verloopt zoals gepland en wordt opgevolgd. "
_AMOUNT = "375000000"
_TITEL = "Een mijlpaal met een lange naam"
_ALLOWED = 0.1
"""Seconds."""
_TICK = 5
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def switching(bench: Bench) -> Iterator[Figure]:
    """Time going to a fiche that was not read yet, in each part that has only fields."""
    path = bench.copy(bench.store(bench.real))
    with open_file(bench, path) as (_window, page):
        live = page.live
        codes = [f"VV{number:03}" for number in range(1, bench.real.projects + 1)]
        for at in (place for place, part in enumerate(LAYOUT) if not part.table):
            _warm(page, codes[:3], at)
        ours, floor = [], []
        wanted = cycle(codes)
        for turn in range(6 if bench.quick else _ROUNDS):
            project, other = next(wanted), next(wanted)
            page.fiche_page.parts.choose(_PARTS[turn % len(_PARTS)])
            settle()
            live.desk.forget()
            ours.append(_seconds(partial(page.show_fiche, project)))
            floor.append(_filled(page, other))
    p95 = quantiles(ours, n=20)[-1]
    what = "switch to another fiche in the form, key to paint"
    note = f"p95 {p95 * 1000:.0f} ms; at most 60 is asked."
    peer_is = "the same widgets filled from a dict, painted"
    runs = len(ours)
    yield Figure(
        "window-switch", what, median(ours), median(floor), peer_is, 1.4, runs=runs, note=note
    )
    with open_file(bench, path) as (_window, page):
        table = part_of("mijlpalen")
        _warm(page, codes[:3], table)
        taken = []
        for project in codes[: 6 if bench.quick else _ROUNDS]:
            page.live.desk.forget()
            taken.append(_seconds(partial(page.show_fiche, project)))
    what = "the same, with the table of mijlpalen in sight"
    note = f"p95 {quantiles(taken, n=20)[-1] * 1000:.0f} ms."
    yield Figure(
        "window-switch",
        what,
        median(taken),
        median(floor),
        peer_is,
        None,
        runs=len(taken),
        note=note,
    )


_PARTS = tuple(part_of(path) for path in ("titel", "voortgang", "financiering.vak"))
"""The parts that are looked at in turn: short fields, rich texts, amounts."""


def typing(bench: Bench) -> Iterator[Figure]:
    """Time every key in a rich text, an amount and a cell, with all that hears of it."""
    path = bench.copy(bench.store(bench.real))
    with open_file(bench, path) as (_window, page):
        page.show_fiche("VV001")
        settle()
        for what, kind, make, text in (
            ("rich text", "voortgang", _text_peer, _SENTENCE),
            ("an amount", "financiering.vak", QLineEdit, _AMOUNT),
            ("a table cell", "mijlpalen", _cell_peer, _TITEL),
        ):
            yield _keys(bench, page, what, kind, make, text)


def stalls(bench: Bench) -> Iterator[Figure]:
    """Look how long the event loop is held up while the plan is exported and counted."""
    path = bench.copy(bench.store(bench.real))
    with open_file(bench, path) as (_window, page):
        desk, target = page.live.desk, bench.new_path("xlsx")

        def task(progress: Progress) -> None:
            export(desk.workspace, desk.meetmoment.naam, None, target, desk.actor, progress)

        page.show_page(PROJECTS)
        settle()
        longest = _longest_stall(Job(task))
    what = f"longest stall of a 5 ms timer: export of {bench.real.projects} fiches, and the list"
    yield Figure("window-stall", what, longest, _ALLOWED, "what is allowed", 1.0)


def _longest_stall(job: Job) -> float:
    loop, timer, ticks = QEventLoop(), QTimer(), [time.perf_counter()]
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    job.finished.connect(loop.quit)
    timer.start(_TICK)
    runner = ThreadRunner(QThreadPool.globalInstance())
    runner.start(job)
    loop.exec()
    timer.stop()
    return max(after - before for before, after in pairwise(ticks))


def _keys(
    bench: Bench,
    page: WorkPage,
    what: str,
    path: str,
    make: Callable[[], QWidget],
    text: str,
) -> Figure:
    """Type in the program's field and in a bare one in turn."""
    ours, floor, stored = [], [], []
    peer, bare = _peer(page, path, make)
    for turn in range(-1, 1 if bench.quick else bench.runs):
        page.fiche_page.show_path(path)
        settle()
        field = _field(page, path)
        keys = _typed(field, text)
        stored.append(_seconds(partial(_leave, page, field)))
        there = _open_cell(bare) if isinstance(bare, QTableView) else bare
        floor_keys = _typed(there, text)
        if there is not bare:
            _press(there, Qt.Key.Key_Return)
            settle()
        if turn >= 0:
            ours += keys
            floor += floor_keys
    peer.close()
    peer.deleteLater()
    settle()
    note = (
        f"p95 {quantiles(ours, n=20)[-1] * 1000:.1f} ms; storing it with audit row, rules and all "
        f"that shows them, after the pause: {median(stored[1:]) * 1000:.0f} ms."
    )
    name = f"a key in {what}, painted, with live rules"
    peer_is = f"the same in a bare {type(bare).__name__}"
    return Figure(
        "window-key", name, median(ours), median(floor), peer_is, 1.2, runs=len(ours), note=note
    )


def _peer(page: WorkPage, path: str, make: Callable[[], QWidget]) -> tuple[QMainWindow, QWidget]:
    """Return a window with a bare widget, as large as the program's field or table."""
    page.fiche_page.show_path(path)
    settle()
    form = _form(page)
    like = form.boxes[path].editor.control() if form.table is None else form.table.table
    window, bare = QMainWindow(), make()
    window.setCentralWidget(QWidget())
    window.resize(*SIZE)
    bare.setParent(window.centralWidget())
    bare.resize(like.size())
    window.show()
    settle()
    return window, bare


def _leave(page: WorkPage, field: QWidget) -> None:
    """Store what was typed, as the pause after it does; a cell is closed with Enter."""
    if _form(page).table is not None:
        _press(field, Qt.Key.Key_Return)
    page.live.flush()


def _form(page: WorkPage) -> SectionForm:
    form = page.fiche_page.form()
    if form is None:
        raise AssertionError("no fiche is shown")
    return form


def _field(page: WorkPage, path: str) -> QWidget:
    """Return the widget that takes the keys."""
    form = _form(page)
    if form.table is None:
        return form.boxes[path].editor.control()
    return _open_cell(form.table.table)


def _open_cell(table: QTableView) -> QWidget:
    """Open the first cell and return its editor."""
    table.window().activateWindow()
    settle()
    if isinstance(table, RowsTable):
        table.open_cell(0, 0)
    else:
        table.setCurrentIndex(table.model().index(0, 0))
        table.edit(table.currentIndex())
    settle()
    focused = QApplication.focusWidget()
    if focused is None or focused is table:
        raise AssertionError("the cell did not open")
    return focused


def _typed(field: QWidget, text: str) -> list[float]:
    """Type a text; return the seconds from each key to its paint."""
    field.window().activateWindow()
    field.setFocus()
    settle()
    return [_seconds(partial(_press, field, Qt.Key.Key_A, sign)) for sign in text]


def _press(field: QWidget, key: Qt.Key, sign: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(field, QKeyEvent(kind, key, _NO_MODIFIER, sign))


def _seconds(act: Callable[[], object]) -> float:
    """Do something and all that follows at once, until it is painted."""
    start = time.perf_counter()
    act()
    settle()
    return time.perf_counter() - start


def _warm(page: WorkPage, codes: Sequence[str], part: int) -> None:
    """Make the form of a part, and look at some fiches in it."""
    for code in codes:
        page.show_fiche(code)
        page.fiche_page.parts.choose(part)
        settle()


def _filled(page: WorkPage, project: str) -> float:
    """Put another fiche's values in the widgets that are shown, as if they came from a dict."""
    form = _form(page)
    values = dict(page.live.desk.fiche(project).values)

    def fill() -> None:
        for path, box in form.boxes.items():
            box.show_value(values[path])

    return _seconds(fill)


def _text_peer() -> QTextEdit:
    made = QTextEdit()
    made.setPlainText(_SENTENCE * 12)
    return made


def _cell_peer() -> QTableView:
    made = QTableView()
    made.setModel(QStandardItemModel(10, 5, made))
    made.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
    return made
