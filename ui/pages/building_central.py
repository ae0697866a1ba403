"""Building the pages that only a central file has, and how they lead to each other."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import LiveDesk
from ui.doors import House
from ui.pages.conflicts import ConflictsPage
from ui.pages.consolidation import ConsolidationPage
from ui.pages.dashboard import DashboardPage
from ui.pages.merges import MergesPage
from ui.pages.page_names import (
    CONFLICTS,
    CONSOLIDATION,
    DASHBOARD,
    MERGES,
    QUESTIONS,
    RECEPTION,
    REPORT,
    SEALING,
    UITVRAAG,
)
from ui.pages.questions import QuestionsPage
from ui.pages.reception import ReceptionPage
from ui.pages.report import ReportPage
from ui.pages.report_worker import late_press
from ui.pages.sealing import SealingPage
from ui.pages.uitvraag import UitvraagPage
from ui.pages.work import WorkPage
from vvdesk.paths import settings_dir
from vvdesk.report.request import Request
from vvdesk.sealing.keys import KeyFolder

_WITHOUT_FICHES = (UITVRAAG, SEALING)
"""Pages that lead to no fiche."""


def page(name: str, live: LiveDesk, house: House, owner: WorkPage) -> QWidget:
    """Return a page by its name in `ui.pages.page_names`."""
    made = _MAKERS[name](live, house, owner)
    if name not in _WITHOUT_FICHES:
        made.fiche_requested.connect(owner.jump)  # type: ignore[attr-defined] # the others have it
    return made


def _dashboard(live: LiveDesk, house: House, owner: WorkPage) -> DashboardPage:
    page = DashboardPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)
    page.list_requested.connect(owner.show_listed)
    page.report_requested.connect(partial(_show_report, owner))
    return page


def _show_report(owner: WorkPage, speerpunten: tuple[str, ...]) -> None:
    """Show the page of reports with the scope of the overview."""
    owner.page(REPORT).choose(Request(speerpunten=speerpunten))  # type: ignore[attr-defined] # a ReportPage
    owner.show_page(REPORT)


def _reception(live: LiveDesk, house: House, owner: WorkPage) -> ReceptionPage:
    page = ReceptionPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)
    page.page_requested.connect(owner.show_page)
    page.decided.connect(owner.reload_list)
    return page


def _consolidation(live: LiveDesk, house: House, owner: WorkPage) -> ConsolidationPage:
    page = ConsolidationPage(
        live, house.runner, house.messages, house.icons, house.theme, owner.stack
    )
    page.page_requested.connect(owner.show_page)
    return page


def _conflicts(live: LiveDesk, house: House, owner: WorkPage) -> ConflictsPage:
    return ConflictsPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)


def _merges(live: LiveDesk, house: House, owner: WorkPage) -> MergesPage:
    return MergesPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)


def _questions(live: LiveDesk, house: House, owner: WorkPage) -> QuestionsPage:
    page = QuestionsPage(live, house.icons, house.theme, owner.stack)
    page.page_requested.connect(owner.show_page)
    return page


def _uitvraag(live: LiveDesk, house: House, owner: WorkPage) -> UitvraagPage:
    page = UitvraagPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)
    page.reference_changed.connect(owner.note_reference_changed)
    page.meetmoment_opened.connect(lambda _naam: owner.reopen_requested.emit(UITVRAAG))
    page.perimeter_changed.connect(live.refresh_fiches)
    return page


def _report(live: LiveDesk, house: House, owner: WorkPage) -> ReportPage:
    page = ReportPage(
        late_press(), settings_dir(), live, house.runner, house.messages, house.icons, house.theme,
        owner.stack,
    )  # fmt: skip
    page.page_requested.connect(owner.show_page)
    return page


def _sealing(live: LiveDesk, house: House, owner: WorkPage) -> SealingPage:
    page = SealingPage(
        live, KeyFolder(settings_dir()), house.runner, house.messages, house.icons, house.theme,
        owner.stack,
    )  # fmt: skip
    page.page_requested.connect(owner.show_page)
    page.open_requested.connect(owner.open_requested)
    return page


_MAKERS: dict[str, Callable[[LiveDesk, House, WorkPage], QWidget]] = {
    DASHBOARD: _dashboard,
    RECEPTION: _reception,
    CONSOLIDATION: _consolidation,
    CONFLICTS: _conflicts,
    MERGES: _merges,
    QUESTIONS: _questions,
    UITVRAAG: _uitvraag,
    REPORT: _report,
    SEALING: _sealing,
}
