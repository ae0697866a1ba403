"""Building the page of reports; what it publishes with is loaded by its first worker."""

from ui.desk import LiveDesk
from ui.doors import House
from ui.pages.report import ReportPage
from ui.pages.report_worker import late_press
from ui.pages.work import WorkPage
from vvdesk.paths import settings_dir


def report_page(live: LiveDesk, house: House, owner: WorkPage) -> ReportPage:
    """Return the page, tied to those it leads to."""
    page = ReportPage(
        late_press(), settings_dir(), live, house.runner, house.messages, house.icons,
        house.theme, owner.stack,
    )  # fmt: skip
    page.page_requested.connect(owner.show_page)
    page.fiche_requested.connect(owner.jump)
    return page
