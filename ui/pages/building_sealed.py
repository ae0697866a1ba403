"""Building what shows a momentopname: its first page now, the others when they are wanted."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ui import file_doors
from ui.doors import House
from ui.inquiry import Inquiry
from ui.pages.page_names import INQUIRY, LIFE, MOMENTS, SAMPLE, SEAL, SEARCH
from ui.pages.seal_page import SealPage
from ui.pages.sealed_page import MakePage, SealedPage
from vvdesk.paths import settings_dir
from vvdesk.sealing.keys import KeyFolder
from vvdesk.values import dag_to_text


def sealed_page(inquiry: Inquiry, house: House, parent: QWidget) -> SealedPage:
    """Build what shows an open momentopname."""
    moment = inquiry.moment
    title = f"Momentopname {moment.naam} – alleen lezen"
    detail = f"{inquiry.workspace.plan.titel} · peildatum {dag_to_text(moment.peildatum)}"
    makers: dict[str, MakePage] = {
        name: partial(file_doors.auditor_page, name, inquiry, house)
        for name in (INQUIRY, MOMENTS, LIFE, SEARCH)
    }
    makers[SAMPLE] = partial(_sample, inquiry, house)
    makers[SEAL] = partial(_seal, inquiry, house)
    page = SealedPage(title, detail, makers, house.actions, house.icons, house.theme, parent)
    inquiry.code_requested.connect(partial(_show_code, page))
    inquiry.life_requested.connect(partial(_show_life, page))
    inquiry.sample_requested.connect(partial(_offer_projects, page))
    page.banner.details_requested.connect(partial(_show_details, page))
    return page


def _seal(inquiry: Inquiry, house: House, owner: SealedPage) -> SealPage:
    page = SealPage(
        inquiry, KeyFolder(settings_dir()), house.runner, house.messages, house.icons,
        house.theme, owner.stack,
    )  # fmt: skip
    page.judged.connect(owner.banner.show_verdict)
    page.checking.connect(owner.banner.show_verifying)
    page.unread.connect(owner.banner.show_unread)
    return page


def _sample(inquiry: Inquiry, house: House, owner: SealedPage) -> QWidget:
    """Build the page that exports: what it writes says what was found of the seal."""
    page: Any = file_doors.auditor_page(SAMPLE, inquiry, house, owner)
    seal: Any = owner.page(SEAL)
    seal.judged.connect(page.hear_verdict)
    if seal.verdict is not None:
        page.hear_verdict(seal.verdict)
    return page  # type: ignore[no-any-return] # a SamplePage


def _show_code(page: SealedPage, code: str) -> None:
    shown: Any = page.page(INQUIRY)
    page.show_page(INQUIRY)
    shown.show_code(code)


def _show_details(page: SealedPage) -> None:
    shown: Any = page.page(SEAL)
    page.show_page(SEAL)
    shown.show_details()


def _show_life(page: SealedPage, mijlpaal: str) -> None:
    shown: Any = page.page(LIFE)
    page.show_page(LIFE)
    shown.show_life(mijlpaal)


def _offer_projects(page: SealedPage, projects: tuple[str, ...]) -> None:
    shown: Any = page.page(SAMPLE)
    page.show_page(SAMPLE)
    shown.offer_projects(projects)
