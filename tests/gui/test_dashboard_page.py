"""The overview in the window: every figure can be reached by mouse and by keyboard."""

from datetime import date

import pytest
from accessible import nameless, roleless, small
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication, QImage
from PySide6.QtTest import QTest
from stores import ACTOR, fiche, new_store
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner
from ui.pages.dashboard import DashboardPage
from ui.theme import Look
from vvdesk.charts.text import text_width
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

RIGHT = Qt.Key.Key_Right


@pytest.fixture
def live(request, tmp_path):
    request.getfixturevalue("qapp")
    contents = (
        fiche("VV015", mijlpalen=3, speerpunt="04", ministers=("Ben Weyts",)),
        fiche("VV016", mijlpalen=2, speerpunt="05", ministers=("Hilde Crevits",)),
        fiche("VV017", speerpunt="05", financiering__beleidsruimte=0),
    )
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        with Editing(workspace, ACTOR).step("Schuiven") as work:
            work.set(2, "VV015", "mijlpalen.VV015-M01.timing", date(2024, 6, 30))
            work.set(2, "VV016", "projectstatus", "bijkomende_actie")
        yield LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def page(qtbot, live, icons, theme, messages):
    made = DashboardPage(live, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.begin()
    return made


@pytest.fixture
def lists(page):
    asked = []
    page.list_requested.connect(lambda title, projects: asked.append((title, projects)))
    return asked


def chart(page, name="speerpunten"):
    return page.board.cards[name].chart


def test_a_figure_above_the_charts_opens_its_list(page, lists):
    tile = page.board.figures.tiles["status:bijkomende_actie"]
    assert tile.accessibleName() == "1 Bijkomende actie noodzakelijk, +1 sinds april 2021"
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert lists == [("Projecten met status Bijkomende actie noodzakelijk", ["VV016"])]
    page.board.figures.tiles["fiches"].setFocus()
    QTest.keyClick(page.board.figures.tiles["fiches"], Qt.Key.Key_Space)
    assert lists[-1] == ("Alle fiches", ["VV015", "VV016", "VV017"])


def test_a_click_on_a_bar_opens_the_list_behind_it(page, lists):
    view = chart(page)
    place = view.place_of("speerpunt:05:bijkomende_actie").toPoint()
    QTest.mouseMove(view, place)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    [(title, projects)] = lists
    assert title.startswith("Bijkomende actie noodzakelijk: 05.")
    assert projects == ["VV016"]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() - 4, 4))
    assert len(lists) == 1


def test_the_arrows_walk_through_a_chart_and_enter_opens_the_list(page, lists):
    view = chart(page)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    keys = [hit.key for hit in view.hits()]
    assert "2 projecten" not in view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, RIGHT)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert len(lists) == 1
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert lists[1] != lists[0]
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert lists[2] == lists[0]
    assert len(keys) > 3
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus()


def test_each_chart_has_its_table_and_a_cell_opens_the_same_list(page, lists):
    page.as_table.click()
    table = page.board.cards["speerpunten"].table
    assert table.isVisible()
    assert not chart(page).isVisible()
    model = table.model_of
    texts = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert texts[0] == "Speerpunt"
    assert model.index(1, 0).data().startswith("05.")
    column = texts.index("Bijkomende actie noodzakelijk")
    table.setFocus()
    table.setCurrentIndex(model.index(1, column))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert lists[-1][1] == ["VV016"]
    assert table.height() >= sum(table.rowHeight(row) for row in range(model.rowCount()))
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Speerpunt\t")
    assert page.as_table.text() == "Grafiek"
    page.as_table.click()
    assert chart(page).isVisible()
    assert page.as_table.text() == "Tabel"


def test_a_figure_of_nought_leads_nowhere(page, lists):
    tile = page.board.figures.tiles["voorbij"]
    assert not tile.isEnabled()
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert lists == []
    assert page.board.figures.tiles["fiches"].toolTip() == "Alle fiches"


def test_the_page_scrolls_to_the_figure_where_the_keyboard_is(qtbot, page):
    view = chart(page, "geld")
    bar = page.board.parentWidget().parentWidget().parentWidget().verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_End)
    spot = view.mapTo(page, view.place_of(view.hits()[-1].key).toPoint())
    assert bar.value() > 0
    assert page.rect().contains(spot)


def test_a_chart_is_copied_as_a_picture_and_its_table_as_cells(page, live):
    told = []
    live.noted.connect(lambda notice: told.append(notice.text))
    card = page.board.cards["geld"]
    card.chart.setFocus()
    QTest.keyClick(card.chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<svg")
    picture, table, save = (each for each in card.more.menu().actions() if not each.isSeparator())
    table.trigger()
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()
    picture.trigger()
    assert QGuiApplication.clipboard().mimeData().hasImage()
    assert told[0] == "Gekopieerd als afbeelding: Uitvoering van de beleidsruimte."
    assert save.text() == "Bewaren als afbeelding…"


def test_a_chart_is_saved_as_svg_or_png_and_all_tables_as_a_workbook(
    page, messages, tmp_path, live
):
    told = []
    live.noted.connect(told.append)
    svg, png, book = (tmp_path / name for name in ("a.svg", "a.png", "a.xlsx"))
    messages.answers["file_to_save"] = [svg, png, book, None, tmp_path / "geen map" / "b.xlsx"]
    save = page.board.cards["maanden"].more.menu().actions()[-1]
    save.trigger()
    save.trigger()
    page.to_excel.click()
    page.to_excel.click()
    assert svg.read_text(encoding="utf-8").startswith("<svg")
    assert QImage(str(png)).width() == 1800
    assert book.stat().st_size > 1000
    assert [notice.text for notice in told] == [
        f'"{each}" is bewaard.' for each in ("a.svg", "a.png", "a.xlsx")
    ]
    told[-1].offers[0].act()
    told[-1].offers[1].act()
    assert messages.asked("open_outside") == [str(book), str(tmp_path)]
    page.to_excel.click()
    assert told[-1].offers[0].label == "Opnieuw"
    assert messages.asked("file_to_save")[0] == "Grafiek bewaren"


def test_a_filter_counts_anew_and_an_empty_choice_says_so(page):
    box = page.filter.speerpunt
    assert [box.itemText(at)[:3] for at in range(box.count())] == ["All", "04.", "05."]
    box.setCurrentIndex(2)
    assert page.board.figures.tiles["fiches"].accessibleName() == "2 fiches"
    page.filter.minister.setCurrentIndex(1)
    assert "Geen project voldoet aan deze keuze." in page.findChild(type(page._empty)).said()
    page.filter.minister.setCurrentIndex(0)
    box.setCurrentIndex(0)
    assert page.board.figures.tiles["fiches"].accessibleName() == "3 fiches"
    assert page.board.isVisible()


def test_a_line_that_asks_for_attention_leads_to_the_field(page):
    asked = []
    page.fiche_requested.connect(lambda *where: asked.append(where))
    lines = page.board.attention.lines
    said = [lines.model().index(at, 0).data() for at in range(lines.model().rowCount())]
    assert said == [
        "VV016  staat op “Bijkomende actie noodzakelijk”",
        "VV017  beleidsruimte is 0 EUR, wel 1 mijlpaal",
    ]
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_Return)
    rect = lines.visualRect(lines.model().index(1, 0))
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert asked == [("VV016", "projectstatus"), ("VV017", "financiering.beleidsruimte")]


def test_what_changes_elsewhere_is_counted_when_the_page_is_seen(qtbot, page, live):
    live.show("VV015")
    live.set({"projectstatus": "bijkomende_actie"}, "Status")
    tile = page.board.figures.tiles["status:bijkomende_actie"]
    qtbot.waitUntil(lambda: tile.accessibleName().startswith("2 "))
    page.hide()
    live.set({"projectstatus": "opgestart"}, "Status")
    page.stop()
    assert tile.accessibleName().startswith("2 ")
    page.show()
    page.begin()
    assert tile.accessibleName().startswith("1 ")


def test_the_first_meetmoment_says_nothing_of_a_change(qtbot, desk, icons, theme):
    page = DashboardPage(desk, DirectRunner(), RecordingMessages(), icons, theme)
    qtbot.addWidget(page)
    page.show()
    page.begin()
    assert not page.board.cards["sinds-vorig"].isVisible()
    assert "sinds-vorig" not in page.board.figures.tiles
    assert page.board.cards["maanden"].isVisible()


def test_a_file_without_fiches_says_what_will_come(qtbot, tmp_path, icons, theme):
    with Workspace.open(new_store(tmp_path / "leeg.vvd")) as workspace:
        live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))
        page = DashboardPage(live, DirectRunner(), RecordingMessages(), icons, theme)
        qtbot.addWidget(page)
        page.show()
        page.begin()
        assert not page.to_excel.isEnabled()
        assert not page.board.isVisible()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_nothing_is_nameless_or_hard_to_hit_in_any_look(qtbot, page, theme, look, zoom):
    theme.choose(look)
    theme.zoom_to(zoom)
    qtbot.waitUntil(lambda: chart(page).height() >= chart(page).heightForWidth(chart(page).width()))
    assert nameless(page) == []
    assert roleless(page) == []
    assert small(page) == []
    assert page.board.width() <= page.width()
    theme.zoom_to(100)


def test_a_chart_keeps_more_room_for_text_than_the_window_needs(page):
    view = chart(page)
    size = QFontInfo(view.font()).pixelSize()
    for words in ("In uitvoering na agendering VR", "beleidsruimte 1.054,0 mln EUR", "9 (−12)"):
        assert text_width(words, size) >= view.fontMetrics().horizontalAdvance(words) - 1


def test_the_line_and_the_cell_at_hand_are_seen_as_soon_as_the_keyboard_comes(page):
    lines = page.board.attention.lines
    assert not lines.selectionModel().hasSelection()
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    assert lines.selectionModel().isRowSelected(0)
    page.as_table.click()
    table = page.board.cards["speerpunten"].table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.selectionModel().selectedIndexes() == [table.model_of.index(0, 0)]
