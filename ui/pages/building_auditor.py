"""Building the pages on which a momentopname is looked into, beside that of its seal."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.doors import House
from ui.inquiry import Inquiry
from ui.pages.inquiry import InquiryPage
from ui.pages.life import LifePage
from ui.pages.moments import MomentsPage
from ui.pages.page_names import INQUIRY, LIFE, MOMENTS, SAMPLE, SEARCH
from ui.pages.sample import SamplePage
from ui.pages.sealed_page import SealedPage
from ui.pages.search import SearchPage

_MAKERS: dict[str, Callable[..., QWidget]] = {
    INQUIRY: InquiryPage,
    MOMENTS: MomentsPage,
    LIFE: LifePage,
    SEARCH: SearchPage,
    SAMPLE: SamplePage,
}


def page(name: str, inquiry: Inquiry, house: House, owner: SealedPage) -> QWidget:
    """Return a page by its name in `ui.pages.page_names`."""
    return _MAKERS[name](
        inquiry, house.runner, house.messages, house.icons, house.theme, owner.stack
    )
