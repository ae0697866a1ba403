"""The page that searches in all texts: what one types, what one sees, where it leads."""

from datetime import date

import pytest
from begun_pages import begun
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from stores import ACTOR, fiche, new_store
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.search import SearchPage
from vvdesk.editing import Editing
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace


@pytest.fixture
def inquiry(tmp_path):
    """Two meetmomenten, with a title that stays and an omschrijving that changed."""
    path = new_store(
        tmp_path / "centraal.vvd",
        fiche(
            "VV015", titel="Digisprong", omschrijving="<p>Laptops voor <strong>Gênt</strong></p>"
        ),
        fiche("VV016", titel="Waterstof", oorzaak="=1+1 levering van laptops"),
    )
    with Workspace.open(path) as workspace:
        open_next(
            workspace, load_plan("vlaamse-veerkracht"), "november 2021", date(2021, 9, 30), ACTOR
        )
        with Editing(workspace, ACTOR).step("Bijwerken") as work:
            work.set(2, "VV015", "omschrijving", "<p>Tablets voor Gent</p>")
        yield Inquiry(workspace)


def shown(qtbot, inquiry, icons, theme, **answers):
    """The page, with its texts read."""
    messages = RecordingMessages(**answers)
    page = SearchPage(inquiry, DirectRunner(), messages, icons, theme)
    return begun(qtbot, page)


def listed(page):
    """What the list says, row by row."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [page.model.index(row, 0).data(role) for row in range(page.model.rowCount())]


def test_each_key_finds_more_precisely(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.field, "gen")
        assert [line.split(".")[0] for line in listed(page)] == [
            "VV015 Digisprong, Korte omschrijving, april 2021",
            "VV015 Digisprong, Korte omschrijving, november 2021",
        ] or len(listed(page)) == 2
        qtbot.keyClicks(page.field, "t tablets")
        assert len(listed(page)) == 1
        assert "Tablets voor Gent" in listed(page)[0]


def test_a_text_that_stayed_the_same_is_listed_once_and_can_be_unfolded(
    qtbot, inquiry, icons, theme
):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.field, "waterstof")
        assert ["april 2021 – november 2021" in line for line in listed(page)] == [True]
        page.facets._apart.click()
        assert len(listed(page)) == 2


def test_enter_leads_to_the_trace_of_what_is_at_hand(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.field, "tablets")
        with qtbot.waitSignal(inquiry.code_requested) as asked:
            qtbot.keyClick(page.field, Qt.Key.Key_Return)
        assert asked.args == ["2/VV015-OMSCHRIJVING"]
        qtbot.keyClick(page.field, Qt.Key.Key_Down)
        assert page.focusWidget() is page.view
        with qtbot.waitSignal(inquiry.code_requested):
            qtbot.keyClick(page.view, Qt.Key.Key_Return)
        qtbot.keyClick(page.view, Qt.Key.Key_Up)
        assert page.focusWidget() is page.field


def test_escape_empties_the_field_and_says_what_can_be_searched(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.field, "laptops")
        assert not page.nothing.isVisible()
        qtbot.keyClick(page.field, Qt.Key.Key_Escape)
        assert page.nothing.isVisible()
        assert page.nothing._heading.text() == "Zoek in alle teksten"


def test_nothing_found_says_what_to_try(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        page.facets.moments._each[2].trigger()
        qtbot.keyClicks(page.field, '"laptops voor"')
        assert page.nothing._heading.text() == "Niets gevonden"
        assert "Wis de filters" in page.nothing._text.text()
        qtbot.mouseClick(page.nothing._clear, Qt.MouseButton.LeftButton)
        assert len(listed(page)) == 1


def test_only_words_that_must_not_occur_ask_for_one_that_must(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.field, "-laptops")
        assert "wél" in page.nothing._heading.text()


def test_whatever_is_typed_nothing_goes_wrong(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        for text in ('"', "-", "*", "a AND (", "NEAR(a b", "^tekst:", "'; --", "{}", "\ue000"):
            page.field.setText(text)
        assert page.model.rowCount() == 0


def test_the_whole_text_is_shown_and_copied_with_its_code(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.field, "levering")
        assert page.detail._text.toPlainText() == "=1+1 levering van laptops"
        qtbot.mouseClick(page.detail._copy, Qt.MouseButton.LeftButton)
        copied = QGuiApplication.clipboard().text()
        assert copied == "2/VV016-OORZAAK\n=1+1 levering van laptops"


def test_the_projects_found_can_go_to_the_sample(qtbot, inquiry, icons, theme):
    with shown(qtbot, inquiry, icons, theme) as page:
        qtbot.keyClicks(page.field, "laptops")
        with qtbot.waitSignal(inquiry.sample_requested) as asked:
            qtbot.mouseClick(page._sample, Qt.MouseButton.LeftButton)
        assert asked.args == [("VV015", "VV016")]


def test_what_is_found_is_exported_and_told(qtbot, inquiry, icons, theme, tmp_path):
    target = tmp_path / "lijst.csv"
    with shown(qtbot, inquiry, icons, theme, file_to_save=[target]) as page:
        qtbot.keyClicks(page.field, "laptops")
        with qtbot.waitSignal(inquiry.noted) as told:
            qtbot.mouseClick(page._export, Qt.MouseButton.LeftButton)
    assert told.args[0].text == "2 teksten staan in lijst.csv."
    assert " =1+1 levering" in target.read_text("utf-8-sig")


def test_what_belongs_to_no_project_is_listed_under_the_whole_plan(qtbot, inquiry, icons, theme):
    with Editing(inquiry.workspace, ACTOR).step("Uitleggen") as work:
        work.explain(2, "", "VV-FIN-03", "", "1", "De tegenpost volgt in december.")
    asked = []
    inquiry.code_requested.connect(asked.append)
    with shown(qtbot, inquiry, icons, theme) as page:
        page.search_for("tegenpost")
        where = "Het hele plan, Toelichting bij een bevinding, november 2021"
        assert listed(page) == [f"{where}. De tegenpost volgt in december."]
        offered = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
        assert "Exporteren…" in offered
        assert "Projecten naar steekproef of export" not in offered
        assert "1 tekst" in [each.text() for each in page.findChildren(QLabel)]
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert asked == ["2/PLAN"]


def test_one_kind_of_text_is_asked_for_with_the_keyboard(qtbot, inquiry, icons, theme):
    with Editing(inquiry.workspace, ACTOR).step("Uitleggen") as work:
        work.explain(2, "VV015", "VV-FIN-03", "", "1", "Laptops zijn besteld.")
    with shown(qtbot, inquiry, icons, theme) as page:
        page.search_for("laptops")
        everything = listed(page)
        box = next(
            each for each in page.findChildren(QComboBox) if each.accessibleName() == "Soort tekst"
        )
        box.setFocus()
        for _row in range(box.findText("Toelichtingen bij bevindingen")):
            qtbot.keyClick(box, Qt.Key.Key_Down)
        (only,) = listed(page)
        assert len(everything) > 1
        assert "Laptops zijn besteld." in only
