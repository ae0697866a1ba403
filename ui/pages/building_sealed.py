"""Building the pages of a momentopname, and how they lead to each other."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.doors import House
from ui.inquiry import Inquiry
from ui.pages.inquiry import InquiryPage
from ui.pages.life import LifePage
from ui.pages.moments import MomentsPage
from ui.pages.page_names import INQUIRY, LIFE, MOMENTS, SAMPLE, SEAL, SEARCH
from ui.pages.sample import SamplePage
from ui.pages.seal_page import SealPage
from ui.pages.sealed_page import MakePage, SealedPage
from ui.pages.search import SearchPage
from vvdesk.paths import settings_dir
from vvdesk.sealing.keys import KeyFolder
from vvdesk.values import dag_to_text

_MAKERS: dict[str, Callable[..., QWidget]] = {
    INQUIRY: InquiryPage,
    MOMENTS: MomentsPage,
    LIFE: LifePage,
    SEARCH: SearchPage,
    SAMPLE: SamplePage,
}


def sealed_page(inquiry: Inquiry, house: House, parent: QWidget) -> SealedPage:
    """Build what shows an open momentopname."""
    moment = inquiry.moment
    title = f"Momentopname {moment.naam} – alleen lezen"
    detail = f"{inquiry.workspace.plan.titel} · peildatum {dag_to_text(moment.peildatum)}"
    makers: dict[str, MakePage] = {name: partial(_page, name, inquiry, house) for name in _MAKERS}
    makers[SEAL] = partial(_seal, inquiry, house)
    page = SealedPage(title, detail, makers, house.actions, house.icons, house.theme, parent)
    inquiry.code_requested.connect(partial(_show_code, page))
    inquiry.life_requested.connect(partial(_show_life, page))
    inquiry.sample_requested.connect(partial(_offer_projects, page))
    page.banner.details_requested.connect(partial(page.show_page, SEAL))
    return page


def _page(name: str, inquiry: Inquiry, house: House, owner: SealedPage) -> QWidget:
    return _MAKERS[name](
        inquiry, house.runner, house.messages, house.icons, house.theme, owner.stack
    )


def _seal(inquiry: Inquiry, house: House, owner: SealedPage) -> SealPage:
    page = SealPage(
        inquiry, KeyFolder(settings_dir()), house.runner, house.messages, house.icons,
        house.theme, owner.stack,
    )  # fmt: skip
    page.judged.connect(owner.banner.show_verdict)
    page.checking.connect(owner.banner.show_verifying)
    return page


def _show_code(page: SealedPage, code: str) -> None:
    shown: Any = page.page(INQUIRY)
    page.show_page(INQUIRY)
    shown.show_code(code)


def _show_life(page: SealedPage, mijlpaal: str) -> None:
    shown: Any = page.page(LIFE)
    page.show_page(LIFE)
    shown.show_life(mijlpaal)


def _offer_projects(page: SealedPage, projects: tuple[str, ...]) -> None:
    shown: Any = page.page(SAMPLE)
    page.show_page(SAMPLE)
    shown.offer_projects(projects)
