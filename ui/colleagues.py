"""Following what colleagues do on a server, and whether it can still be reached.

A worker asks every few seconds; the window itself never waits for the server to hear of others.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.desk import LiveDesk
from ui.job import Job, Runner
from ui.main_window import MainWindow
from ui.notices import Notice, Offer, Tone
from ui.pages.status_line import StatusLine
from ui.pages.work import WorkPage
from vvdesk.colleagues import Changes, told
from vvdesk.content import project_titles
from vvdesk.day_words import moment_in_words
from vvdesk.desk import Desk
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Progress

ASK_EVERY = 3_000
"""Milliseconds between an answer and the next question."""
LATE = 6_000
"""Milliseconds: a server that has not answered by then counts as away until it does."""
_TRY_AGAIN_EVERY = 3
"""Answers between two times that what a busy server did not take is offered again."""
_OF_REFERENCE = frozenset({
    "cluster", "drempel", "entiteit", "keuzewaarde", "meetmoment", "minister", "plan", "project",
    "speerpunt", "status", "thema",
})  # fmt: skip
"""Tables that the whole window is built on."""
_LATE_ANSWER = "De server antwoordt niet."


@dataclass(frozen=True)
class Looked:
    """What a look at the server brought.

    Attributes:
        changes: What others did.
        projects: The codes of all fiches; None when nobody changed any.
    """

    changes: Changes
    projects: frozenset[str] | None


class Colleagues(QObject):
    """Houdt bij wat collega's op de server doen, en of de server er nog is.

    Args:
        live: The open server.
        page: Its pages; one that shows more than fiches has a `catch_up`.
        window: Where it tells that the server went away, and came back.
        status: Where it tells who changed what.
        runner: Asks the server.
    """

    def __init__(
        self,
        live: LiveDesk,
        page: WorkPage,
        window: MainWindow,
        status: StatusLine,
        runner: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._page, self._window = live, page, window
        self._status, self._runner = status, runner
        self._job: Job | None = None
        self._projects: frozenset[str] | None = None
        self._answers = 0
        self._lost_told = ""
        self._next = QTimer(self, singleShot=True, interval=ASK_EVERY)
        self._next.timeout.connect(self.ask)
        self._late = QTimer(self, singleShot=True, interval=LATE)
        self._late.timeout.connect(lambda: self._on_lost(_LATE_ANSWER))
        # At the next turn of the loop: whoever doubts is still at work.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.ask)
        live.doubted.connect(self._soon.start)
        live.colleagues_changed.connect(self._on_changed)

    def begin(self) -> None:
        """Ask now, and again and again."""
        self.ask()

    def stop(self) -> None:
        """Ask no more; the server is about to be let go."""
        for timer in (self._next, self._late, self._soon):
            timer.stop()
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.cancel()

    def ask(self) -> None:
        """Ask in a worker what others did; not while that is being asked."""
        if self._job is not None:
            return
        self._next.stop()
        knows = self._projects is not None
        self._job = job = Job(
            partial(_look, self._live.desk, knows_projects=knows), self, gives_way=True
        )
        job.progressed.connect(lambda *_: self._late.start())
        job.succeeded.connect(self._on_answer)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        self._runner.start(job)

    def _on_finished(self) -> None:
        self._job = None
        self._next.start()

    def _on_answer(self, looked: Looked) -> None:
        self._late.stop()
        if self._live.away:
            self._on_back()
        elif self._live.waits:
            self._answers += 1
            if self._answers % _TRY_AGAIN_EVERY == 0:
                self._live.flush()
        before, came_or_went = self._projects, False
        if looked.projects is not None:
            self._projects = looked.projects
            came_or_went = before is not None and before != looked.projects
        if looked.changes:
            self._live.take_in_changes(looked.changes, came_or_went=came_or_went)

    def _on_failed(self, error: Exception) -> None:
        self._late.stop()
        if not isinstance(error, VvdeskError):
            raise error
        self._on_lost(str(error))

    def _on_lost(self, why: str) -> None:
        if self._live.away:
            return
        name = self._live.desk.workspace.path.name
        text = (
            f'Geen verbinding met de server "{name}". Wat je hier typt, blijft op deze computer '
            "bewaard. vvdesk probeert het om de paar seconden opnieuw."
        )
        self._lost_told = text
        self._live.lose(f"{why} vvdesk probeert het om de paar seconden opnieuw.")
        self._window.show_notice(Notice(text, Tone.WARNING, stays=True))

    def _on_back(self) -> None:
        is_stored = self._live.regain()
        name = self._live.desk.workspace.path.name
        text = f'De verbinding met de server "{name}" is er weer.'
        if is_stored:
            self._window.tell(f"{text} Wat je typte, is bewaard.", Tone.GOOD)
        elif self._window.notices.text == self._lost_told:  # else it says what waits, and why
            self._window.tell(text, Tone.GOOD)

    def _on_changed(self, changes: Changes) -> None:
        now = datetime.now().astimezone()
        when = moment_in_words(changes.latest or now, now).removeprefix("vandaag ")
        self._status.show_news(told(changes, self._live.desk.meetmoment.id, when))
        catch_up = getattr(self._page.current(), "catch_up", None)
        if catch_up is not None:
            catch_up()
        if changes.tables & _OF_REFERENCE:
            self._tell_of_reference(changes)

    def _tell_of_reference(self, changes: Changes) -> None:
        self._page.note_reference_changed()
        page = self._page
        again = Offer("Nu vernieuwen", lambda: page.reopen_requested.emit(page.at_hand))
        text = (
            f"{changes.wie[-1]} wijzigde het meetmoment of een lijst. vvdesk neemt dat over als je "
            "naar een andere pagina gaat."
        )
        self._window.show_notice(Notice(text, Tone.PLAIN, (again,), stays=True))


def _look(desk: Desk, progress: Progress, *, knows_projects: bool) -> Looked:
    """Ask the server what others did, and which fiches there are when that may be otherwise."""
    progress(0, 0, "")
    changes = desk.colleagues.changes()
    if knows_projects and not changes.fiches:
        return Looked(changes, None)
    with desk.workspace.connection() as connection:
        titles = project_titles(connection, desk.meetmoment.id)
    return Looked(changes, frozenset(titles))
