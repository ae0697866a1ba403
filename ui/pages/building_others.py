"""Building the pages beside the form, and how they lead back to it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import LiveDesk
from ui.doors import House
from ui.pages.compare import ComparePage
from ui.pages.excel_in import ExcelInPage
from ui.pages.excel_out import ExcelOutPage
from ui.pages.hand_in import HandInPage
from ui.pages.page_names import COMPARE, EXCEL_IN, EXCEL_OUT, FICHE, HAND_IN, VERSIONS
from ui.pages.versions import VersionsPage
from ui.pages.work import WorkPage


def page(name: str, live: LiveDesk, house: House, owner: WorkPage) -> QWidget:
    """Return a page by its name in `ui.pages.page_names`."""
    return _MAKERS[name](live, house, owner)


def _compare(live: LiveDesk, house: House, owner: WorkPage) -> ComparePage:
    page = ComparePage(live, house.icons, house.theme, house.runner, owner.stack)
    page.back_requested.connect(partial(owner.show_page, FICHE))
    return page


def _versions(live: LiveDesk, house: House, owner: WorkPage) -> VersionsPage:
    page = VersionsPage(live, house.icons, house.theme, house.runner, house.messages, owner.stack)
    page.back_requested.connect(partial(owner.show_page, FICHE))
    page.open_requested.connect(owner.open_requested)
    return page


def _hand_in(live: LiveDesk, house: House, owner: WorkPage) -> HandInPage:
    page = HandInPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)
    page.closed.connect(partial(owner.show_page, FICHE))
    return page


def _excel_in(live: LiveDesk, house: House, owner: WorkPage) -> ExcelInPage:
    page = ExcelInPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)
    page.closed.connect(partial(owner.show_page, FICHE))
    page.taken_over.connect(lambda _taken: owner.reload_list())
    return page


def _excel_out(live: LiveDesk, house: House, owner: WorkPage) -> ExcelOutPage:
    page = ExcelOutPage(live, house.runner, house.messages, house.icons, house.theme, owner.stack)
    page.closed.connect(partial(owner.show_page, FICHE))
    return page


_MAKERS: dict[str, Callable[[LiveDesk, House, WorkPage], QWidget]] = {
    COMPARE: _compare,
    VERSIONS: _versions,
    HAND_IN: _hand_in,
    EXCEL_IN: _excel_in,
    EXCEL_OUT: _excel_out,
}
