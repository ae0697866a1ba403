"""Building the list of projects, and how it leads on."""

from ui.desk import LiveDesk
from ui.doors import House
from ui.forms.status_chip import StatusChips
from ui.pages.project_list import ProjectListPage
from ui.pages.work import WorkPage


def project_list(
    live: LiveDesk, house: House, chips: StatusChips, owner: WorkPage
) -> ProjectListPage:
    """Return the list; a fiche that is chosen is shown."""
    page = ProjectListPage(live, house.runner, chips, house.icons, house.theme, owner.stack)
    page.opened.connect(owner.show_fiche)
    page.export_requested.connect(owner.export)
    return page
