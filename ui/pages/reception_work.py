"""What happens beside the board of receptions: each fiche is held to the rules."""

import time
from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.desk import LiveDesk
from ui.job import Job, Runner, somebody_waits
from vvdesk.project_counts import Counts, count_projects
from vvdesk.reception import FicheStand

_REST = 0.004
"""Seconds between portions of rules, in which the window paints undisturbed."""
_NAP = 0.02
"""Seconds after which the rules look again whether it is their turn."""
_TOLD_AFTER = 100
"""Milliseconds in which portions are gathered before the tables are painted again."""


class ReceptionWork(QObject):
    """Telt de bevindingen van alle fiches, zonder dat iemand erop wacht.

    Signals:
        counted(): Of some more fiches it is known how they stand.

    Args:
        live: The open file.
        runner: Runs the job.

    Attributes:
        counts: Project to what was counted; only as it is now.
    """

    counted = Signal()

    def __init__(self, live: LiveDesk, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._runner = live, runner
        self.counts: dict[str, Counts] = {}
        self._versions: dict[str, int] = {}
        self._counting: dict[str, int] = {}
        self._job: Job | None = None
        self._relay: _Relay | None = None
        self._tell = QTimer(self, singleShot=True, interval=_TOLD_AFTER)
        self._tell.timeout.connect(self.counted)

    def count(self, fiches: Iterable[FicheStand]) -> None:
        """Count what changed since it was counted, in this order."""
        self.stop()
        stands = list(fiches)
        stale = [each for each in stands if self._versions.get(each.project) != each.versie]
        for each in stale:
            self.counts.pop(each.project, None)
        if not stale:
            return
        self._counting = {each.project: each.versie for each in stale}
        relay = self._relay = _Relay()
        relay.counted.connect(self._on_portion)
        desk = self._live.desk
        task = partial(
            count_projects,
            desk.workspace,
            desk.meetmoment.id,
            list(self._counting),
            relay.counted.emit,
            relay.rest,
        )
        self._job = Job(task, self, gives_way=True)
        self._job.finished.connect(self._on_finished)
        self._runner.start(self._job)

    def stop(self) -> None:
        """Stop soon; nothing is told any more."""
        if self._relay is not None:
            self._relay.is_over = True
            self._relay.counted.disconnect(self._on_portion)
            self._relay = None
        if self._job is not None:
            self._job.finished.disconnect(self._on_finished)
            self._job.cancel()
            self._job = None
        self._tell.stop()

    def _on_portion(self, counts: Mapping[str, Counts]) -> None:
        for code, each in counts.items():
            if code in self._counting:  # else it is what an earlier job had still to tell
                self.counts[code], self._versions[code] = each, self._counting[code]
        if not self._tell.isActive():
            self._tell.start()

    def _on_finished(self) -> None:
        self._job = None
        self.counted.emit()


class _Relay(QObject):
    """Brings counts from the worker's thread to the window's; it lives as long as its job.

    Signals:
        counted(object): A portion.

    Attributes:
        is_over: Nobody waits for it any more.
    """

    counted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_over = False

    def rest(self) -> None:
        """Wait, in the worker, while somebody waits for other work."""
        time.sleep(_REST)
        while somebody_waits() and not self.is_over:
            time.sleep(_NAP)
