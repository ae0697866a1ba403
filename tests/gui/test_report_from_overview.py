"""From the overview to the report of what is looked at, in the real window."""

from PySide6.QtCore import Qt

from ui.pages.page_names import DASHBOARD, REPORT


def test_the_report_takes_over_the_speerpunt_of_the_overview(start, central, qtbot):
    work = start(central).file.page
    work.show_page(DASHBOARD)
    page = work.current()
    page.filter.speerpunt.setCurrentIndex(page.filter.speerpunt.findData("04"))
    qtbot.mouseClick(page.to_report, Qt.MouseButton.LeftButton)
    report = work.current()
    assert work.at_hand == REPORT
    assert report.choice().speerpunten == ("04",)
    qtbot.waitUntil(lambda: report.preview.paper.total > 1, timeout=30_000)


def test_without_a_speerpunt_the_report_is_of_the_whole_plan(start, central):
    work = start(central).file.page
    work.show_page(DASHBOARD)
    work.current().to_report.click()
    assert work.current().choice().speerpunten is None
