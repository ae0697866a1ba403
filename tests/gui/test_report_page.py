"""The page of reports: what can be chosen, what is shown for it, and what is remembered."""

from datetime import date

import pytest
from accessible import clipped, nameless, roleless, small, stops, unreachable
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from report_fakes import FakePress
from stores import ACTOR, fiche, new_store
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner
from ui.pages.report import ReportPage
from ui.theme import Look, Theme
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.report.request import Hoofdstuk, Request, Soort, Vorm
from vvdesk.report_choices import Uitgave
from vvdesk.store.workspace import Workspace

SPACE = Qt.Key.Key_Space


def opened(tmp_path, *contents, september=True):
    workspace = Workspace.open(new_store(tmp_path / "centraal.vvd", *contents))
    if september:
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
    return LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))


@pytest.fixture
def live(request, tmp_path):
    request.getfixturevalue("qapp")
    made = opened(
        tmp_path,
        fiche("VV015", speerpunt="04", themas=("Digitale inclusie",)),
        fiche("VV016", speerpunt="05"),
    )
    yield made
    made.desk.workspace.close()


@pytest.fixture
def theme(qapp, tmp_path):
    """The light look with its pictures, as in the program."""
    return Theme(qapp, Look.LIGHT, 100, tmp_path / "beelden")


@pytest.fixture
def press():
    return FakePress()


@pytest.fixture
def show(qtbot, theme, icons, tmp_path, press):
    """Show the page of an open file."""

    def shown(live, request=None):
        page = ReportPage(
            press.press(), tmp_path / "instellingen", live, DirectRunner(), RecordingMessages(),
            icons, theme,
        )  # fmt: skip
        qtbot.addWidget(page)
        page.resize(1366, 620)
        if request is not None:
            page.choose(request)
        page.show()
        page.begin()
        return page

    return shown


@pytest.fixture
def page(show, live):
    return show(live)


def press_on(page, uitgave):
    click(page.panel.uitgave.buttons[uitgave])


def click(button):
    """Press on the round or the tick: beside its words, a button is not hit."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def latest(press):
    return press.previews[-1][0]


def test_the_voortgangsrapport_of_the_whole_plan_is_shown_first(qtbot, page, press):
    qtbot.waitUntil(lambda: page.preview.paper.page == 1)
    assert latest(press) == Request(meetmoment="september 2021")
    assert page.preview.bar.number.text() == "1 van 24"
    assert page.panel.uitgave.buttons[Uitgave.VOORTGANG].hasFocus()
    assert "voorlopig" in page.panel.scope._said.text()


def test_speerpunten_are_ticked_by_mouse_and_keyboard(qtbot, page, press):
    scope = page.panel.scope
    assert not scope.speerpunten.isVisible()
    click(scope.some)
    assert page.choice().speerpunten == ()
    assert not page.panel.make.isEnabled()
    assert "minstens één speerpunt" in page.preview.words.said()
    place = scope.speerpunten.visualItemRect(scope.speerpunten.item(1)).center()
    QTest.mouseClick(scope.speerpunten.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.choice().speerpunten == ("05",)
    scope.speerpunten.setFocus()
    QTest.keyClick(scope.speerpunten, Qt.Key.Key_Up)
    QTest.keyClick(scope.speerpunten, SPACE)
    assert page.choice().speerpunten == ("04", "05")
    assert page.panel.make.isEnabled()
    qtbot.waitUntil(lambda: bool(press.previews) and latest(press).speerpunten == ("04", "05"))


def test_chapters_can_be_left_out(qtbot, page, press):
    chapters = page.panel.scope.chapters
    chapters.focus_first()
    QTest.keyClick(chapters, SPACE)
    qtbot.waitUntil(
        lambda: bool(press.previews) and len(latest(press).hoofdstukken) == len(Hoofdstuk) - 1
    )
    assert Hoofdstuk.LEGENDE not in latest(press).hoofdstukken
    assert not page.panel.scope.thema.isVisible()


def test_a_theme_is_chosen_where_there_is_one(qtbot, page, press):
    press_on(page, Uitgave.THEMA)
    scope = page.panel.scope
    assert scope.thema.isVisible()
    assert not scope.chapters.isVisible()
    assert not scope.whole.isVisible()
    wanted = Request(Soort.THEMA, "september 2021", (), "Digitale inclusie")
    qtbot.waitUntil(lambda: bool(press.previews) and latest(press) == wanted)


def test_without_themes_the_page_says_where_they_come_from(show, tmp_path):
    live = opened(tmp_path, fiche("VV015"))
    page = show(live)
    press_on(page, Uitgave.THEMA)
    assert "Nog geen thema's ingevuld." in page.preview.words.said()
    assert not page.panel.make.isEnabled()
    asked = []
    page.page_requested.connect(asked.append)
    click(page.preview.words.act)
    assert asked == ["projects"]
    live.desk.workspace.close()


def test_without_fiches_or_an_earlier_meetmoment_the_page_says_so(show, tmp_path):
    live = opened(tmp_path, september=False)
    page = show(live)
    assert "Meetmoment april 2021 heeft nog geen fiches." in page.preview.words.said()
    live.desk.workspace.close()
    (tmp_path / "b").mkdir()
    live = opened(tmp_path / "b", fiche("VV015"), september=False)
    page = show(live)
    press_on(page, Uitgave.VERSCHUIVINGEN)
    assert "Meetmoment april 2021 is het eerste." in page.preview.words.said()
    assert not page.preview.words.act.isVisible()
    live.desk.workspace.close()


def test_workbook_and_open_data_are_described(page):
    for uitgave, said in ((Uitgave.WERKBOEK, "Excel"), (Uitgave.OPENDATA, "CSV")):
        press_on(page, uitgave)
        assert said in page.preview.words.said()
        assert not page.panel.forms.isVisible()
        assert not page.preview.bar.contents.isVisible()
        assert page.panel.make.isEnabled()
    assert page.panel.make.text() == "Open data maken…"


def test_another_meetmoment_offers_what_it_has(qtbot, page, press):
    page.panel.scope.moment.setFocus()
    QTest.keyClick(page.panel.scope.moment, Qt.Key.Key_Down)
    assert page.choice().meetmoment == "april 2021"
    qtbot.waitUntil(lambda: bool(press.previews) and latest(press).meetmoment == "april 2021")
    press_on(page, Uitgave.VERSCHUIVINGEN)
    assert "is het eerste" in page.preview.words.said()


def test_at_least_one_form_is_needed(page):
    click(page.panel.forms.boxes[Vorm.PDF])
    assert not page.panel.make.isEnabled()
    click(page.panel.forms.boxes[Vorm.WEB])
    assert page.panel.make.isEnabled()


def test_a_scope_can_be_chosen_beforehand(qtbot, show, live, press):
    asked = Request(Soort.VERSCHUIVINGEN, None, ("05",))
    page = show(live, asked)
    assert page.panel.uitgave.chosen() is Uitgave.VERSCHUIVINGEN
    assert page.panel.scope.speerpunten.ticked() == ("05",)
    qtbot.waitUntil(lambda: bool(press.previews) and latest(press).speerpunten == ("05",))
    page.choose(Request(speerpunten=("04",)))
    assert page.panel.scope.speerpunten.ticked() == ("04",)


def test_what_was_chosen_comes_back_the_next_time(show, live, tmp_path):
    page = show(live)
    press_on(page, Uitgave.VERSCHUIVINGEN)
    click(page.panel.forms.boxes[Vorm.WORD])
    own = tmp_path / "eigen.docx"
    own.touch()
    page.panel.forms.choose_template(own)
    again = show(live)
    assert again.panel.uitgave.chosen() is Uitgave.VERSCHUIVINGEN
    assert again.panel.forms.chosen() == {Vorm.PDF, Vorm.WORD}
    assert again.panel.forms.template == own
    click(again.panel.forms.back)
    assert again.panel.forms.template is None
    again.panel.forms.use(tmp_path / "weg.docx")
    assert again.panel.forms.template is None


def test_a_changed_fiche_makes_the_pages_anew(qtbot, page, press, live):
    qtbot.waitUntil(lambda: page.preview.paper.total == press.total)
    before = len(press.previews)
    live.show("VV015")
    live.set({"titel": "Anders"}, "Titel")
    qtbot.waitUntil(lambda: "gewijzigd" in page.preview.state)
    qtbot.waitUntil(lambda: len(press.previews) > before and not page.preview.state)


def test_nothing_is_made_while_the_page_is_out_of_sight(qtbot, page, press, live):
    qtbot.waitUntil(lambda: page.preview.paper.total == press.total)
    page.stop()
    page.hide()
    before = len(press.previews)
    live.fiches_changed.emit()
    qtbot.waitUntil(lambda: not page._rest.isActive())
    assert len(press.previews) == before
    page.show()
    page.begin()
    qtbot.waitUntil(lambda: len(press.previews) > before)


@pytest.mark.parametrize(
    ("uitgave", "zoom"), [(each, 100) for each in Uitgave] + [(Uitgave.VOORTGANG, 200)]
)
def test_everybody_can_use_the_page(qtbot, page, theme, press, zoom, uitgave):
    theme.zoom_to(zoom)
    theme.choose(Look.DARK if zoom > 100 else Look.LIGHT)
    press_on(page, uitgave)
    if uitgave.soort is not None:
        page.panel.forms.tick([Vorm.PDF, Vorm.WORD])
        qtbot.waitUntil(lambda: page.preview.paper.total == press.total)
    QApplication.sendPostedEvents()
    page.panel.uitgave.focus_chosen()
    assert nameless(page) == []
    assert roleless(page) == []
    assert small(page) == []
    assert clipped(page) == []
    assert unreachable(page, stops()) == []
