"""Building the page of reports: what it publishes with comes along only when it is first shown."""

from ui.desk import LiveDesk
from ui.doors import House
from ui.pages.report import ReportPage
from ui.pages.report_press import Press
from ui.pages.work import WorkPage
from vvdesk.opendata import write_opendata
from vvdesk.paths import settings_dir
from vvdesk.publishing import publish_all
from vvdesk.report.previewing import Previewer
from vvdesk.report.word.writing import save_template


def report_page(live: LiveDesk, house: House, owner: WorkPage) -> ReportPage:
    """Return the page, tied to those it leads to."""
    previewer = Previewer()
    press = Press(previewer, previewer.document, publish_all, write_opendata, save_template)
    page = ReportPage(
        press, settings_dir(), live, house.runner, house.messages, house.icons, house.theme,
        owner.stack,
    )  # fmt: skip
    page.page_requested.connect(owner.show_page)
    page.fiche_requested.connect(owner.jump)
    return page
