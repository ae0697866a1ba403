"""Which rows of a plan are shown: what the filter wishes, words looked for beside the window."""

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Runner
from ui.pages.consolidation_filter import PlanFilter
from vvdesk.merging import MergePlan, PlanRows
from vvdesk.number_words import counted

SEARCHING = "Er wordt gezocht…"


class Listing(QObject):
    """De regels van een plan die het filter doorlaat.

    Signals:
        began(): Words are looked for; that may take a while.
        listed(object): These `PlanRows` are to be shown.

    Args:
        filter_: What is wished.
        runner: Looks for words.
    """

    began = Signal()
    listed = Signal(object)

    def __init__(self, filter_: PlanFilter, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter, self._runner = filter_, runner
        self._plan: MergePlan | None = None
        self._file: int | None = None
        self._search: Job | None = None
        filter_.changed.connect(self.update)

    def show_plan(self, plan: MergePlan | None) -> None:
        """List another plan; None for none."""
        self._plan = plan
        self.update()

    def show_file(self, workbook: int) -> None:
        """Have this file in hand (-1 for none); what is listed may depend on it."""
        self._file = workbook if workbook >= 0 else None
        if self._filter.one_file.isChecked():
            self.update()

    def update(self) -> None:
        """List what is wished now."""
        self._stop()
        if self._plan is None:
            return
        rows, text = self._filter.narrowed(self._plan.rows, self._file), self._filter.text()
        if not text:
            self.listed.emit(rows)
            return
        self.began.emit()
        self._search = Job(lambda progress: rows.find(text, progress), self)
        self._search.succeeded.connect(self._on_found)
        self._runner.start(self._search)

    def _stop(self) -> None:
        if self._search is not None:
            self._search.succeeded.disconnect(self._on_found)
            self._search.cancel()
            self._search = None

    def _on_found(self, rows: PlanRows) -> None:
        self._search = None
        self.listed.emit(rows)


def told_of(shown: int, whole: int) -> str:
    """Tell how many rows are shown, and why there are none; empty for all."""
    if not whole:
        return "Deze inzendingen zeggen niets anders dan wat er centraal al staat."
    if not shown:
        return "Geen enkele regel voldoet aan het filter. Wis het filter om alles te zien."
    return "" if shown == whole else f"{shown} van {counted(whole, 'regel', 'regels')}"
