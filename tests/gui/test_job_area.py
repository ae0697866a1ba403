"""The place where a page does long work, when its file is closed meanwhile."""

import pytest

from ui.pages.job_area import JobArea


class Later:
    """Runs jobs when it is told to."""

    def __init__(self):
        self.jobs = []

    def start(self, job):
        self.jobs.append(job)


@pytest.fixture
def area(qtbot, icons, theme):
    runner = Later()
    area = JobArea(runner, icons, theme)
    qtbot.addWidget(area)
    return area, runner


def test_what_is_stopped_ends_at_its_next_step_and_says_nothing(area):
    page, runner = area
    steps, heard = [], []

    def task(progress):
        steps.append("begonnen")
        progress(1, 2, "halfweg")
        steps.append("geschreven")

    page.run(task, "Bezig…", heard.append)
    page.stop()
    (job,) = runner.jobs
    job.run()
    assert steps == ["begonnen"]
    assert heard == []
    assert not page.is_busy
    assert not page.notices.text


def test_stopping_where_nothing_goes_on_changes_nothing(area):
    page, runner = area
    page.stop()
    heard = []
    page.run(lambda _progress: "klaar", "Bezig…", heard.append)
    runner.jobs[0].run()
    assert heard == ["klaar"]
