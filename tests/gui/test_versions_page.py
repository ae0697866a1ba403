"""The page of versions: what they held, and going back as a step that can be undone."""

from pathlib import Path

import pytest
from compare_sample import change_much, two_meetmomenten
from PySide6.QtCore import QPoint, QPointF, Qt, QThreadPool
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from stores import ACTOR
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner, ThreadRunner
from ui.pages.compare_empty import NothingToCompare
from ui.pages.versions import VersionsPage
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.store.versions import versions
from vvdesk.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    """A dossier of which a version was kept before VV015 and VV016 changed."""
    with Workspace.open(two_meetmomenten(tmp_path / "ov.vvd")) as opened:
        opened.keep_version("bewaren")
        change_much(opened)
        with Editing(opened, ACTOR).step("Titel") as work:
            work.set(2, "VV016", "titel", "Een andere titel")
        yield opened


@pytest.fixture
def live(workspace, tmp_path, theme):
    """The desk on `workspace`, with VV015 in hand."""
    made = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "proef"), parent=theme)
    made.show("VV015")
    return made


@pytest.fixture
def messages(tmp_path):
    """Answers where a copy goes."""
    return RecordingMessages(file_to_save=[tmp_path / "kopie"])


@pytest.fixture
def page(live, icons, theme, messages, qtbot):
    """The page, shown, with the newest version looked at."""
    made = VersionsPage(live, icons, theme, DirectRunner(), messages)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: "financiering.vak" in [each.path for each in made.preview.view.cards()])
    return made


def button(page, text):
    (found,) = (each for each in page.findChildren(QPushButton) if each.text().startswith(text))
    return found


def press(page, qtbot, text):
    qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def said(page):
    return page.preview.findChild(NothingToCompare).said()


def titles(live):
    return [live.desk.fiche(each).values["titel"] for each in ("VV015", "VV016")]


def test_versions_are_told_in_words_with_what_differs(page):
    newest = page.list.item(0).text().splitlines()
    assert newest[0].startswith(("Vandaag om ", "Gisteren om "))
    assert newest[1:] == ["Bij het openen", "10 verschillen met nu"]


def test_the_differences_of_the_fiche_in_hand_are_shown(page):
    assert page.preview.project == "VV015"
    paths = [each.path for each in page.preview.view.cards()]
    assert "financiering.vak" in paths
    assert "mijlpalen.VV015-M02" in paths
    told = " ".join(
        each.text() for card in page.preview.view.cards() for each in card.findChildren(QLabel)
    )
    assert "12.500.000 EUR" in told


def test_one_fiche_goes_back_and_that_can_be_undone(page, live, qtbot):
    with qtbot.waitSignal(live.noted) as noted:
        press(page, qtbot, "Deze fiche terugzetten")
    assert live.desk.fiche("VV015").values["financiering.vak"] == 0
    assert titles(live)[1] == "Een andere titel"
    assert live.desk.undo_name.startswith("Terug naar de versie van ")
    assert "VV015 is terug naar de versie van " in noted.args[0].text
    noted.args[0].offers[0].act()
    assert live.desk.fiche("VV015").values["financiering.vak"] == 12_500_000


def test_what_was_typed_and_refused_goes_when_its_fiche_goes_back(page, live, qtbot):
    live.refuse("streefdatum", "morgen", "Dat is geen datum.")
    press(page, qtbot, "Deze fiche terugzetten")
    assert live.draft("streefdatum") is None


def test_versions_are_compared_beside_the_window(live, icons, theme, qtbot):
    pool = QThreadPool()
    page = VersionsPage(live, icons, theme, ThreadRunner(pool), RecordingMessages())
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.preview.view.cards()) > 3)
    qtbot.waitUntil(
        lambda: all(
            "wordt vergeleken" not in page.list.item(place).text().lower()
            for place in range(page.list.count())
        )
    )
    qtbot.waitUntil(lambda: pool.activeThreadCount() == 0)


def test_another_fiche_is_chosen_and_goes_back(page, live, qtbot):
    projects = page.preview.findChild(QComboBox)
    projects.setFocus()
    qtbot.keyClick(projects, Qt.Key.Key_Down)
    assert page.preview.project == "VV016"
    press(page, qtbot, "Deze fiche terugzetten")
    assert titles(live)[1] == "Project VV016"
    assert live.project == "VV016"
    assert live.desk.fiche("VV015").values["financiering.vak"] == 12_500_000


def test_everything_goes_back_after_a_version_was_kept(page, live, workspace, qtbot):
    kept = len(versions(workspace.path))
    with qtbot.waitSignal(live.noted) as noted:
        press(page, qtbot, "Alles terugzetten (2 fiches)")
    assert titles(live)[1] == "Project VV016"
    assert live.desk.fiche("VV015").values["financiering.vak"] == 0
    assert noted.args[0].text.startswith("2 fiches zijn terug naar de versie van ")
    assert len(versions(workspace.path)) == kept + 1
    noted.args[0].offers[0].act()
    assert titles(live)[1] == "Een andere titel"
    assert live.desk.fiche("VV015").values["financiering.vak"] == 12_500_000


def test_after_going_back_the_version_equals_now(page, qtbot):
    press(page, qtbot, "Alles terugzetten (2 fiches)")
    qtbot.waitUntil(lambda: "Gelijk aan nu" in page.list.item(1).text())
    page.list.setCurrentRow(1)
    assert "Deze versie is gelijk aan nu." in said(page)
    assert not button(page, "Deze fiche terugzetten").isVisible()


def test_a_version_older_than_the_meetmoment_is_only_copied(page, qtbot):
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    assert "Niet te vergelijken" in page.list.currentItem().text()
    assert "ouder dan dit meetmoment" in said(page)
    assert not button(page, "Deze fiche terugzetten").isVisible()
    assert button(page, "Als kopie openen…").isEnabled()


def test_a_copy_is_made_under_a_new_name_and_opened(page, messages, tmp_path, qtbot):
    with qtbot.waitSignal(page.open_requested) as asked:
        press(page, qtbot, "Als kopie openen…")
    assert asked.args == [tmp_path / "kopie.vvd"]
    assert messages.asked("file_to_save") == ["Versie als kopie openen"]
    with Workspace.open(tmp_path / "kopie.vvd", read_only=True) as copy:
        assert [each.naam for each in copy.meetmomenten()] == ["april 2021", "november 2021"]


def test_a_copy_over_something_else_is_refused_with_its_sentence(page, live, messages, qtbot):
    taken = live.desk.workspace.path
    messages.answers["file_to_save"] = [taken]
    with qtbot.waitSignal(live.noted) as noted:
        press(page, qtbot, "Als kopie openen…")
    assert "bestaat al" in noted.args[0].text
    messages.answers["file_to_save"] = [None]
    press(page, qtbot, "Als kopie openen…")
    assert taken.exists()


def test_a_version_that_vanished_meanwhile_changes_nothing(page, live, workspace, qtbot):
    Path(versions(workspace.path)[0].path).unlink()
    with qtbot.waitSignal(live.noted) as noted:
        press(page, qtbot, "Deze fiche terugzetten")
    assert "bestaat niet" in noted.args[0].text
    assert live.desk.fiche("VV015").values["financiering.vak"] == 12_500_000


def test_a_file_without_versions_says_when_they_are_made(live, workspace, icons, theme, qtbot):
    for each in versions(workspace.path):
        each.path.unlink()
    page = VersionsPage(live, icons, theme, DirectRunner(), RecordingMessages())
    qtbot.addWidget(page)
    page.reload()
    assert "Er zijn nog geen versies." in said(page)
    assert not button(page, "Als kopie openen…").isEnabled()


def test_a_closed_meetmoment_offers_no_way_back(workspace, tmp_path, icons, theme, qtbot):
    close_meetmoment(workspace, None, ACTOR, None)
    live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"), parent=theme)
    live.show("VV015")
    page = VersionsPage(live, icons, theme, DirectRunner(), RecordingMessages())
    qtbot.addWidget(page)
    page.reload()
    assert button(page, "Deze fiche terugzetten").isHidden()
    assert button(page, "Alles terugzetten").isHidden()


def test_the_wheel_does_not_choose_another_fiche(page):
    projects = page.preview.findChild(QComboBox)
    centre = QPointF(projects.rect().center())
    wheel = QWheelEvent(
        centre,
        projects.mapToGlobal(centre),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(projects, wheel)
    assert page.preview.project == "VV015"


def test_the_form_is_asked_back(page, qtbot):
    with qtbot.waitSignal(page.back_requested):
        press(page, qtbot, "Terug naar het formulier")
