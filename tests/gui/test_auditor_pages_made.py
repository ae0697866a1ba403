"""Making a page of a momentopname: nothing is styled over and over."""

import pytest
from moments_sample import next_moment
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStackedWidget, QWidget
from sealed_sample import sealed
from stores import fiche, new_store
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.sample import SamplePage
from vvdesk.store.workspace import Workspace

_MOST = 6
"""Times that a widget is styled while its page is made, on average; it was more than six."""


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


def test_a_sample_page_is_made_where_it_stands_so_that_qt_styles_it_once(qapp, make):
    styled = Styled()
    qapp.installEventFilter(styled)
    page = make(SamplePage)
    qapp.removeEventFilter(styled)
    assert styled.times <= _MOST * len(page.findChildren(QWidget))
    page.stop()
