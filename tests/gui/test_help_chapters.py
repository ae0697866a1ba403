"""F1 opens the manual where it tells about the page that is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from stores import fiche, new_store

from ui.help_browser import HelpBrowser
from ui.pages.page_names import RECEPTION, UITVRAAG


@pytest.mark.parametrize(
    ("page", "chapter"), [(RECEPTION, "De ontvangst volgen"), (UITVRAAG, "De uitvraag")]
)
def test_f1_on_a_page_of_a_central_file_opens_its_chapter(start, tmp_path, page, chapter):
    driven = start(new_store(tmp_path / "centraal.vvd", fiche("VV015")))
    driven.file.page.show_page(page)

    QTest.keyClick(driven.window, Qt.Key.Key_F1)

    browser = driven.window.side.findChild(HelpBrowser)
    at_top = browser.cursorForPosition(browser.viewport().rect().topLeft())
    assert at_top.block().text() == chapter
