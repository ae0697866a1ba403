"""The compare page: what changed since last time, and what the keyboard can do about it."""

from itertools import pairwise

import pytest
from compare_sample import change_much, copy_of_two
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from stores import ACTOR

from ui.desk import LiveDesk
from ui.job import DirectRunner
from ui.pages.compare import ComparePage
from ui.pages.compare_block import CompareBlock
from ui.pages.compare_empty import NothingToCompare
from vvdesk.comparing import CONFIRMED
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.store.workspace import Workspace

TIMING = "mijlpalen.VV015-M01.timing"
REASON = "mijlpalen.VV015-M01.reden"


@pytest.fixture
def workspace(tmp_path):
    """A dossier at its second meetmoment, in which VV015 changed."""
    with Workspace.open(copy_of_two(tmp_path / "ov.vvd")) as opened:
        change_much(opened)
        yield opened


@pytest.fixture
def live(workspace, tmp_path, theme):
    """The desk on `workspace`, with VV015 in hand."""
    made = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "proef"), parent=theme)
    made.show("VV015")
    return made


@pytest.fixture
def page(live, icons, theme, qtbot):
    """The page, shown and complete."""
    made = ComparePage(live, icons, theme, DirectRunner())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: card(made, "financiering.vak") is not None)
    qtbot.waitUntil(lambda: "zijn sinds mei" in text_of(card(made, "omschrijving")))
    qtbot.waitUntil(lambda: focused_path(made) == "omschrijving")
    return made


def card(page, path):
    return next((each for each in page.view.cards() if each.path == path), None)


def text_of(widget):
    return " ".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def button(widget, text):
    (found,) = (
        each
        for each in widget.findChildren(QPushButton)
        if each.text() == text and not each.isHidden()
    )
    return found


def focused_path(page):
    return next((each.path for each in page.view.cards() if each.hasFocus()), None)


def test_every_kind_of_change_is_told_in_its_own_way(page):
    assert "6 maanden later" in text_of(card(page, TIMING))
    assert "+12.500.000 EUR" in text_of(card(page, "financiering.vak"))
    assert "−25,0 %" in text_of(card(page, "financiering.beleidsruimte"))
    words = text_of(card(page, "omschrijving"))
    assert 'text-decoration: line-through;">worden verder' in words
    assert 'text-decoration: underline;">zijn sinds mei' in words
    status = card(page, "projectstatus").accessibleName()
    assert "april 2021: Opgestart" in status
    assert "Nu: Bijzondere aandacht nodig" in status


def test_rows_that_came_and_went_stand_there_as_blocks(page):
    blocks = [each for each in page.view.cards() if isinstance(each, CompareBlock)]
    told = " ".join(text_of(each) for each in blocks)
    assert "is nieuw sinds april 2021" in told
    assert "VV015-M02 stond er in april 2021 en is weggevallen" in told
    assert "VV-HIS-01" in told


def test_what_stayed_the_same_is_shown_on_wish(page, qtbot):
    assert card(page, "titel") is None
    qtbot.mouseClick(page.findChild(QCheckBox), Qt.MouseButton.LeftButton, pos=_left(page))
    qtbot.waitUntil(lambda: card(page, "titel") is not None)
    assert "gelijk gebleven" in text_of(card(page, "titel"))
    paths = [each.path for each in page.view.cards()]
    assert paths.index("titel") < paths.index("omschrijving") < paths.index("projectstatus")


def test_a_value_is_taken_over_and_that_can_be_undone(page, live, qtbot):
    with qtbot.waitSignal(live.noted) as noted:
        qtbot.keyClick(
            button(card(page, "financiering.vak"), "Overnemen van vorige keer"), Qt.Key.Key_Space
        )
    assert live.desk.fiche("VV015").values["financiering.vak"] == 0
    qtbot.waitUntil(lambda: card(page, "financiering.vak") is None)
    noted.args[0].offers[0].act()
    assert live.desk.fiche("VV015").values["financiering.vak"] == 12_500_000
    qtbot.waitUntil(lambda: card(page, "financiering.vak") is not None)


def test_after_taking_over_the_keyboard_stands_on_the_next_difference(page, qtbot):
    paths = [each.path for each in page.view.cards()]
    place = paths.index("projectstatus")
    take_over = button(card(page, "projectstatus"), "Overnemen van vorige keer")
    take_over.setFocus()
    qtbot.keyClick(take_over, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: card(page, "projectstatus") is None)
    assert focused_path(page) == paths[place + 1]


def test_a_row_that_went_is_put_back_and_one_that_came_goes(page, live, qtbot):
    qtbot.keyClick(button(card(page, "mijlpalen.VV015-M02"), "Rij terugzetten"), Qt.Key.Key_Space)
    assert "VV015-M02" in live.desk.fiche("VV015").tables["mijlpalen"]
    (came,) = (each for each in page.view.cards() if isinstance(each, CompareBlock) and each._came)
    qtbot.keyClick(button(came, "Rij verwijderen"), Qt.Key.Key_Space)
    assert list(live.desk.fiche("VV015").tables["mijlpalen"]) == ["VV015-M01", "VV015-M02"]


def test_the_reason_of_a_slipped_day_is_typed_right_there(page, live, qtbot):
    slipped = card(page, TIMING)
    field = slipped.findChild(QLineEdit)
    assert "VV-HIS-02" in text_of(slipped)
    assert field.property("severity") == "fout"
    field.setFocus()
    qtbot.keyClicks(field, "De aanbesteding liep uit.")
    with qtbot.waitSignal(live.stored):
        live.flush()
    qtbot.waitUntil(lambda: "VV-HIS-02" not in text_of(slipped))
    assert live.desk.fiche("VV015").tables["mijlpalen"]["VV015-M01"].values["reden"] == (
        "De aanbesteding liep uit."
    )
    assert field.hasFocus()
    qtbot.keyClicks(field, " Nu")
    assert field.text() == "De aanbesteding liep uit. Nu"
    assert field.property("severity") == ""


def test_a_text_that_stayed_the_same_is_confirmed_and_the_confirmation_taken_away(
    page, live, qtbot
):
    same = card(page, "voortgang")
    qtbot.keyClick(button(same, "Ongewijzigd bevestigen"), Qt.Key.Key_Space)
    (told,) = (each for each in live.problems("VV015") if each.finding.code == "VV-PRJ-07")
    assert told.tekst == CONFIRMED
    qtbot.waitUntil(lambda: CONFIRMED in text_of(same))
    qtbot.keyClick(button(same, "Bevestiging wegnemen"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: CONFIRMED not in text_of(same))


def test_enter_on_a_difference_leads_to_its_field(page, live, qtbot):
    page.next_difference()
    with qtbot.waitSignal(live.jump_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["VV015", "projectstatus"]


def test_f8_goes_round_all_differences_and_the_arrows_stop_at_the_ends(page, qtbot):
    paths = [each.path for each in page.view.cards()]
    seen = [focused_path(page)]
    for _each in paths[1:]:
        assert page.next_difference()
        seen.append(focused_path(page))
    assert seen == paths
    page.next_difference()
    assert focused_path(page) == paths[0]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert focused_path(page) == paths[0]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert focused_path(page) == paths[1]
    page.previous_difference()
    page.previous_difference()
    assert focused_path(page) == paths[-1]


def test_tab_stops_at_one_difference_only(page):
    page.next_difference()
    reached = [
        each.path for each in page.view.cards() if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert reached == ["projectstatus"]


def test_the_place_on_the_page_stays_when_something_changes_elsewhere(page, live, qtbot):
    bar = page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(200)
    live.set({"financiering.vek": 7}, "VEK")
    qtbot.waitUntil(lambda: card(page, "financiering.vek") is not None)
    assert bar.value() == 200


def test_long_texts_can_be_read_whole(page, live, qtbot):
    words = " ".join(f"woord{number}" for number in range(200))
    live.set({"omschrijving": f"<p>Eerst {words} dan.</p>", "oorzaak": words}, "Lang")
    before = live.desk.vorige("VV015")
    before.values["omschrijving"] = f"<p>Vroeger {words} toen.</p>"
    long = card(page, "omschrijving")
    qtbot.waitUntil(lambda: "Vroeger" in text_of(long))
    assert "woord100" not in text_of(long)
    button(long, "Hele tekst tonen").click()
    assert "woord100" in text_of(long)
    button(long, "Korter tonen").click()
    assert "woord100" not in text_of(long)


def test_markup_in_a_text_stays_text(page, live, qtbot):
    live.set({"oorzaak": "<b>vet</b> & <img src=x>"}, "Markup")
    qtbot.waitUntil(lambda: "&lt;b&gt;vet" in text_of(card(page, "oorzaak")))


def test_a_fiche_without_differences_says_so(page, live):
    live.show("VV016")
    live.set({"voortgang": None}, "Leeg")
    live.desk.vorige("VV016").values["voortgang"] = None
    page.refresh()
    said = page.findChild(NothingToCompare).said()
    assert "Alles is hetzelfde als in april 2021." in said
    assert not page.next_difference()


def test_a_fiche_that_is_new_says_so(page, live, qtbot, monkeypatch):
    monkeypatch.setattr(live.desk, "vorige", lambda _project: None)
    live.show("VV016")
    qtbot.waitUntil(lambda: "had in april 2021 nog geen fiche" in _empty(page))
    live.show("")
    qtbot.waitUntil(lambda: "geen fiche open" in _empty(page))


def test_a_first_meetmoment_has_nothing_to_compare_with(desk, icons, theme, qtbot):
    page = ComparePage(desk, icons, theme, DirectRunner())
    qtbot.addWidget(page)
    page.refresh()
    assert "geen vorig meetmoment" in _empty(page)


def test_a_closed_meetmoment_only_shows(workspace, tmp_path, icons, theme, qtbot):
    close_meetmoment(workspace, None, ACTOR, None)
    live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "proef"))
    live.show("VV015")
    page = ComparePage(live, icons, theme, DirectRunner())
    qtbot.addWidget(page)
    page.refresh()
    for each in page.view.cards():
        shown = {one.text() for one in each.findChildren(QPushButton) if not one.isHidden()}
        assert not shown & {"Overnemen van vorige keer", "Rij terugzetten", "Rij verwijderen"}
        assert not each.findChildren(QLineEdit) or all(
            one.isReadOnly() for one in each.findChildren(QLineEdit)
        )


def test_every_button_has_a_name_and_follows_the_colours(page, theme):
    for each in page.findChildren(QPushButton):
        assert each.accessibleName() or each.text()
    theme.zoom_to(200)
    assert button(page, "Terug naar het formulier").isVisible()


def test_nothing_is_cut_off_in_large_text(page, theme, qtbot):
    theme.zoom_to(200)
    qtbot.waitUntil(
        lambda: all(
            each.height() >= each.heightForWidth(each.width())
            for each in page.view._column.widgets()
        )
    )
    widgets = page.view._column.widgets()
    assert all(one.geometry().bottom() < other.y() for one, other in pairwise(widgets))


def test_the_form_is_asked_back(page, qtbot):
    with qtbot.waitSignal(page.back_requested):
        qtbot.mouseClick(button(page, "Terug naar het formulier"), Qt.MouseButton.LeftButton)


def _empty(page):
    return page.findChild(NothingToCompare).said()


def _left(page):
    box = page.findChild(QCheckBox)
    return box.rect().center().__class__(8, box.rect().center().y())
