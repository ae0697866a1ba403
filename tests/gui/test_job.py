"""Long work runs beside the window, and says nothing to whoever is gone."""

import subprocess
import sys
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject, QRunnable, QThreadPool
from shiboken6 import delete, getAllValidWrappers

from ui.job import Job, ThreadRunner, somebody_waits
from vvdesk.jobs import Cancelled

_WATCHING = """
import sys
import time
from threading import current_thread, main_thread
from weakref import finalize

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool
from ui.job import Job, ThreadRunner

application, deaths = QCoreApplication([]), []

def watched(made):
    finalize(made, lambda: deaths.append(current_thread() is main_thread()))
    return made

def wait_for(count):
    while len(deaths) < count:
        application.processEvents()
"""
_JOBS_WHOSE_WORKER_DALLIES = """
runner = ThreadRunner(QThreadPool(application), application)
runner.ended.connect(lambda _: time.sleep(0.01), Qt.ConnectionType.DirectConnection)
for count in range(1, 21):
    owner = QObject()
    runner.start(watched(Job(lambda _progress: None, owner)))
    wait_for(count)
sys.exit(not all(deaths))
"""
_RUNNERS_THAT_NOBODY_KEEPS = """
for count in range(1, 101):
    watched(ThreadRunner(QThreadPool())).start(Job(lambda _progress: None))
    wait_for(count)
sys.exit(not all(deaths))
"""


@pytest.fixture
def pool(qapp):
    """Threads of its own."""
    made = QThreadPool(qapp)
    yield made
    made.waitForDone()


@pytest.fixture
def runner(pool, qapp):
    """Runs jobs in these threads."""
    return ThreadRunner(pool, qapp)


def test_a_job_tells_its_progress_and_result_in_the_thread_of_the_window(runner, qtbot):
    told: list[object] = []
    job = Job(lambda progress: progress(1, 2, "half") or "klaar")
    job.progressed.connect(lambda *of: told.append((of, current_thread() is main_thread())))
    job.succeeded.connect(lambda result: told.append((result, current_thread() is main_thread())))
    with qtbot.waitSignal(job.finished):
        runner.start(job)
    assert told == [((1, 2, "half"), True), ("klaar", True)]


def test_a_job_that_nobody_keeps_is_kept_until_it_ended(runner, qtbot):
    told: list[str] = []
    job = Job(lambda _progress: "klaar")
    job.succeeded.connect(told.append)
    runner.start(job)
    del job
    qtbot.waitUntil(lambda: told == ["klaar"])
    qtbot.waitUntil(lambda: not runner._running)


def test_a_job_whose_owner_is_gone_stops_and_says_nothing(runner, pool, qtbot):
    owner, may_go_on = QObject(), Event()
    told: list[object] = []
    ended: list[str] = []

    def task(progress):
        may_go_on.wait()
        try:
            progress(1, 2, "half")
        except Cancelled:
            ended.append("gestopt")
            raise

    job = Job(task, owner)
    for signal in (job.succeeded, job.failed, job.cancelled, job.finished):
        signal.connect(lambda *_: told.append(1))
    runner.start(job)
    delete(owner)
    may_go_on.set()
    pool.waitForDone()
    qtbot.waitUntil(lambda: not runner._running)
    assert ended == ["gestopt"]
    assert told == []


def test_no_runnable_of_python_outlives_its_run(runner, pool):
    for _time in range(5):
        runner.start(Job(lambda _progress: None))
    pool.waitForDone()
    assert not [each for each in getAllValidWrappers() if isinstance(each, QRunnable)]


def test_what_gives_way_knows_that_somebody_waits():
    seen = []
    for gives_way in (False, True):
        job = Job(lambda _progress: seen.append(somebody_waits()), gives_way=gives_way)
        job.succeeded.connect(lambda _result: seen.append(somebody_waits()))
        job.run()
    assert seen == [True, False, False, False]


@pytest.mark.parametrize("script", [_JOBS_WHOSE_WORKER_DALLIES, _RUNNERS_THAT_NOBODY_KEEPS])
def test_jobs_and_their_runner_die_in_the_thread_of_the_window(script):
    # In a program of its own: one that dies in the worker brings it down, or hangs it.
    command, root = [sys.executable, "-c", _WATCHING + script], Path(__file__).parents[2]
    assert subprocess.run(command, cwd=root, check=False, timeout=120).returncode == 0
