"""Where the keyboard goes when making a report ends: to what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.pages.job_area import JobArea
from ui.pages.report_results import ReportResults


class HandOver(QObject):
    """Brengt het toetsenbord van de knop die maakt naar wat ervan kwam.

    Args:
        make: The button that makes what was chosen.
        job: Shows how far it is, and what went wrong.
        results: Shows what was made.
        owner: The page.
    """

    def __init__(
        self, make: QAbstractButton, job: JobArea, results: ReportResults, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._make, self._job, self._results, self._owner = make, job, results, owner
        self._left_at: QWidget | None = None  # where the keyboard fell when the button went grey

    def follow(self, show_readiness: Callable[[], object], *, is_busy: bool) -> None:
        """Let the button go grey or work again; go to what was made, unless somebody went on."""
        was_at_button = self._make.hasFocus()
        show_readiness()
        at = self._owner.window().focusWidget()
        if is_busy:
            self._left_at = at if was_at_button else None
        elif self._left_at is not None and at in {self._left_at, None}:
            offers, made = self._job.notices.offers, self._results.buttons
            _focus(next(iter([*offers, *made]), self._make))

    def answer_question(self) -> None:
        """Go to the safest answer, when pressing the button led to a question first."""
        offers = self._job.notices.offers
        if not self._job.is_busy and self._make.hasFocus() and offers:
            _focus(offers[-1])


def _focus(part: QWidget) -> None:
    part.setFocus(Qt.FocusReason.OtherFocusReason)
