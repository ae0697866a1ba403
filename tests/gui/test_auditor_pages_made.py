"""Making the pages of a momentopname: nothing twice, and nothing before it is looked at."""

import pytest
from moments_sample import next_moment
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from sealed_sample import sealed
from stores import fiche, new_store
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.inquiry import InquiryPage
from ui.pages.life import LifePage
from ui.pages.moments import MomentsPage
from ui.pages.notice_bar import NoticeBar
from ui.pages.sample import SamplePage
from ui.pages.search import SearchPage
from vvdesk.store.workspace import Workspace

_MOST = 6
"""Times that a widget is styled while its page is made, on average; it was up to thirteen."""


class Styled(QObject):
    """Counts how often any widget was told that its style changed."""

    def __init__(self):
        super().__init__()
        self.times = 0

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        self.times += event.type() is QEvent.Type.StyleChange
        return False


@pytest.fixture
def make(tmp_path, qtbot, theme, icons):
    """Makes a page of a momentopname of two meetmomenten, in a window that is shown."""
    store = new_store(tmp_path / "plan.vvd", fiche("VV015", mijlpalen=2), fiche("VV016"))
    next_moment(store)
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.resize(1366, 700)
    with qtbot.waitExposed(stack):
        stack.show()
    with Workspace.open(sealed(tmp_path, of=store)) as workspace:
        inquiry = Inquiry(workspace, stack)

        def made(kind):
            return kind(inquiry, DirectRunner(), RecordingMessages(), icons, theme, stack)

        yield made


@pytest.mark.parametrize("kind", [InquiryPage, MomentsPage, LifePage, SearchPage, SamplePage])
def test_a_page_is_made_where_it_stands_so_that_qt_styles_it_once(qapp, make, kind):
    styled = Styled()
    qapp.installEventFilter(styled)
    page = make(kind)
    qapp.removeEventFilter(styled)
    assert styled.times <= _MOST * len(page.findChildren(QWidget))
    page.stop()


def test_what_is_on_a_tab_is_made_when_it_is_first_looked_at(make):
    page = make(MomentsPage)
    assert not _made(page)
    _shown(page)
    assert _made(page) == {"differences"}
    page.tabs.setCurrentIndex(1)
    assert _made(page) == {"differences", "flows"}
    page.tabs.setCurrentIndex(2)
    assert _made(page) == {"differences", "flows", "amounts"}
    assert page.amounts.isVisible()
    page.stop()


@pytest.mark.parametrize("place", [0, 1])
def test_tab_comes_to_what_is_on_a_tab_before_a_notice_below_it(make, place):
    page = make(MomentsPage)
    _shown(page)
    page.tabs.setCurrentIndex(place)
    page.live.tell("Nieuws.")
    order = _order(page)
    in_tab = [at for at, each in enumerate(order) if page.tabs.room(place).isAncestorOf(each)]
    in_notice = [
        at for at, each in enumerate(order) if page.findChild(NoticeBar).isAncestorOf(each)
    ]
    assert in_tab
    assert in_tab[0] < in_notice[0]
    page.stop()


def _shown(page):
    page.parentWidget().addWidget(page)
    page.parentWidget().setCurrentWidget(page)
    page.begin()


def _made(page):
    return {"differences", "flows", "amounts"} & vars(page).keys()


def _order(page):
    """Return what Tab comes to, in that order, after the two choices at the top."""
    order, each = [], page.sides.left
    while True:
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(each)
        each = each.nextInFocusChain()
        if each is page.sides.left:
            return order
