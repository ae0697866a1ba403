"""The page Momentopname: what is sealed, with what, by whom, and what came of it."""

from datetime import date

import pytest
from accessible import clipped, nameless, roleless, small, stops, unreachable
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from stores import ACTOR, fiche, new_store
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner
from ui.pages.key_wizard import KeyWizard, PassphraseDialog
from ui.pages.page_names import RECEPTION
from ui.pages.sealing import SealingPage
from ui.pages.sealing_worker import SealOrder, make
from ui.theme import Look, Theme
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.errors import Unavailable
from vvdesk.jobs import Cancelled, silent
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.plan import load_plan
from vvdesk.report.request import Vorm
from vvdesk.sealing.kept_files import kept_files
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.making import seals_of
from vvdesk.store.workspace import Workspace

WORDS = "vier lange woorden samen"


@pytest.fixture
def theme(qapp, tmp_path):
    """The light look with its pictures, as in the program."""
    return Theme(qapp, Look.LIGHT, 100, tmp_path / "beelden")


@pytest.fixture
def live(request, tmp_path):
    """A central file with april 2021, closed, and september 2021, open."""
    request.getfixturevalue("qapp")
    store = new_store(tmp_path / "centraal.vvd", fiche("VV015"), fiche("VV016"))
    with Workspace.open(store) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        close_meetmoment(workspace, "april 2021", ACTOR, None)
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
        yield LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))


@pytest.fixture
def folder(tmp_path):
    return KeyFolder(tmp_path / "instellingen")


@pytest.fixture
def show(qtbot, theme, icons, live, folder):
    """Show the page."""

    def shown(messages=None, making=make):
        page = SealingPage(
            live, folder, DirectRunner(), messages or RecordingMessages(), icons, theme, None,
            making,
        )  # fmt: skip
        qtbot.addWidget(page)
        page.resize(1366, 700)
        with qtbot.waitActive(page):
            page.show()
        page.begin()
        for tick in page.reports.ticks.values():
            tick.setChecked(False)
        return page

    return shown


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def choose(page, row):
    page.moment.box.setFocus()
    while page.moment.box.currentIndex() != row:
        down = page.moment.box.currentIndex() < row
        QTest.keyClick(page.moment.box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def notes(live):
    return seals_of(live.desk.workspace)


def failing(error):
    def making(*_order):
        raise error

    return making


def test_an_open_meetmoment_is_offered_first_and_called_interim(show):
    page = show()
    assert page.moment.box.currentText() == "september 2021 (nog open)"
    assert page.moment.said.startswith("Tussentijdse stand")
    assert page.make.text() == "Tussentijdse stand maken…"
    choose(page, 1)
    assert page.moment.box.currentText() == "april 2021 (gesloten)"
    assert "definitief" in page.moment.said
    assert page.make.text() == "Momentopname maken…"


def test_what_is_not_finished_is_told_and_leads_there(qtbot, show):
    page = show()
    assert "2 meetmomenten (dit en alle vorige), 4 fiches" in page.moment.said
    (lead,) = page.moment.leads
    with qtbot.waitSignal(page.page_requested) as heard:
        press(lead)
    assert heard.args == [RECEPTION]


def test_of_a_closed_meetmoment_what_is_not_finished_is_told_without_a_way_to_mend_it(show):
    page = show()
    choose(page, 1)
    assert page.moment.leads == []
    assert "2 fiches zijn niet goedgekeurd." in page.moment.told


def test_a_momentopname_is_made_and_its_code_told(qtbot, show, live, tmp_path):
    page = show()
    choose(page, 1)
    press(page.make)
    target = tmp_path / "momentopname_april-2021.vvs"
    assert target.is_file()
    assert page.result.isVisible()
    (note,) = notes(live)
    assert page.result.code == note.controlecode
    assert page.result.copy.hasFocus()
    QTest.keyClick(page.result.copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == note.controlecode
    with qtbot.waitSignal(page.result.open_requested) as heard:
        press(page.result.look)
    assert heard.args == [target]
    assert page.earlier.table.rows_model.rows == (note,)


def test_the_folder_of_what_was_made_can_be_opened(show, tmp_path):
    messages = RecordingMessages()
    page = show(messages)
    press(page.make)
    press(page.result.show_folder)
    assert messages.asked("open_outside") == [str(tmp_path)]


def test_reports_go_along_those_made_now_and_those_added(show, live, tmp_path):
    added = tmp_path / "april.pdf"
    added.write_bytes(b"%PDF-1.7 %%EOF")
    page = show(RecordingMessages(files_to_open=[[added, added]]))
    press(page.reports.add)
    assert page.reports.paths() == (added,)
    order = SealOrder(
        live.desk.workspace.meetmoment(), tmp_path / "m.vvs", (Vorm.WEB,), page.reports.paths()
    )
    made = make(live.desk.workspace, ACTOR, order, silent)
    with Workspace.open(made.path) as workspace:
        names = {each.naam for each in kept_files(workspace)}
    assert names == {"voortgangsrapport_september-2021.html", "april.pdf"}


def test_an_added_file_is_removed_by_key(show, tmp_path):
    page = show(RecordingMessages(files_to_open=[[tmp_path / "a.pdf", tmp_path / "b.pdf"]]))
    press(page.reports.add)
    page.reports.files.setFocus()
    QTest.keyClick(page.reports.files, Qt.Key.Key_Down)
    page.reports.remove.setFocus()
    QTest.keyClick(page.reports.remove, Qt.Key.Key_Space)
    assert len(page.reports.paths()) == 1


def test_forms_are_ticked_by_mouse(show):
    page = show()
    press(page.reports.ticks[Vorm.WORD])
    assert page.reports.forms() == (Vorm.WORD,)


def test_without_a_key_it_says_what_no_signature_means(show):
    page = show()
    assert not page.signature.signed.isEnabled()
    assert page.signature.key is None
    assert "controlecode" in page.signature.said


def test_a_key_signs_after_its_passphrase(show, folder, live):
    key = folder.make(WORDS, "Kanselarij")
    page = show()
    assert page.signature.key == key
    press(page.make)
    (dialog,) = page.findChildren(PassphraseDialog)
    assert notes(live) == []
    QTest.keyClicks(dialog.field.line, "een andere zin dan deze")
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert dialog.problem
    dialog.field.line.selectAll()
    QTest.keyClicks(dialog.field.line, WORDS)
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert [each.sleutel for each in notes(live)] == [key.key_id]


def test_who_gives_up_at_the_passphrase_makes_nothing(show, folder, live, tmp_path):
    folder.make(WORDS, "Kanselarij")
    page = show()
    press(page.make)
    (dialog,) = page.findChildren(PassphraseDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert notes(live) == []
    assert list(tmp_path.glob("*.vvs")) == []


def test_a_key_that_is_made_meanwhile_signs(show, folder):
    page = show()
    press(page.signature.make)
    (wizard,) = page.findChildren(KeyWizard)
    key = folder.make(WORDS, "Kanselarij")
    wizard.made.emit(key.key_id)
    assert page.signature.key == key
    wizard.close()
    press(page.signature.unsigned)
    assert page.signature.key is None


def test_the_sheet_of_a_key_that_was_made_before_can_be_printed_again(show, folder):
    folder.make(WORDS, "Kanselarij")
    page = show()
    press(page.signature.papers)
    (wizard,) = page.findChildren(KeyWizard)
    assert wizard.sheet_page.isVisible()
    assert not wizard.name_page.isVisible()
    wizard.close()


def test_without_a_key_there_is_no_sheet(show):
    assert show().signature.papers.isHidden()


def test_a_name_without_its_ending_gets_it_and_replaces_nothing_unasked(show, tmp_path, live):
    (tmp_path / "mijn.vvs").write_bytes(b"iets anders")
    page = show(RecordingMessages(file_to_save=[tmp_path / "mijn"]))
    press(page.make)
    assert "bestaat al" in page.job.notices.text
    assert (tmp_path / "mijn.vvs").read_bytes() == b"iets anders"
    press(page.job.notices.offers[0])
    assert [each.bestandsnaam for each in notes(live)] == ["mijn.vvs"]


def test_nobody_who_cancels_the_question_of_a_name_makes_anything(show, live):
    page = show(RecordingMessages(file_to_save=[None]))
    press(page.make)
    assert notes(live) == []
    assert not page.result.isVisible()


def test_what_goes_wrong_is_told_with_what_to_do(show):
    page = show(making=failing(Unavailable("De schijf is vol.")))
    page.make.setFocus()
    QTest.keyClick(page.make, Qt.Key.Key_Space)
    assert page.job.notices.text == "De schijf is vol."
    assert [each.text() for each in page.job.notices.offers] == [
        "Opnieuw", "Andere plaats", "Annuleren",
    ]  # fmt: skip
    assert page.job.notices.offers[0].hasFocus()
    assert page.make.isEnabled()


def test_a_stopped_making_leaves_the_page_as_it_was(show):
    page = show(making=failing(Cancelled()))
    page.make.setFocus()
    QTest.keyClick(page.make, Qt.Key.Key_Space)
    assert page.job.notices.text == "Gestopt. Er is niets gewijzigd."
    assert page.make.hasFocus()
    assert not page.result.isVisible()


def test_earlier_momentopnamen_are_listed_the_latest_first(show, live):
    page = show()
    assert "Nog geen" in page.earlier._nothing.text()
    assert page.earlier._nothing.isVisible()
    for row in (1, 0):
        choose(page, row)
        press(page.make)
    table = page.earlier.table
    assert [row.meetmoment for row in table.rows_model.rows] == ["september 2021", "april 2021"]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    press(page.earlier.copy)
    assert QGuiApplication.clipboard().text() == notes(live)[0].controlecode


@pytest.mark.parametrize("zoom", [100, 200])
def test_everything_can_be_reached_named_and_read(qtbot, show, theme, tmp_path, zoom):
    theme.zoom_to(zoom)
    page = show(RecordingMessages(files_to_open=[[tmp_path / "a.pdf"]]))
    press(page.reports.add)
    press(page.make)
    qtbot.waitUntil(lambda: clipped(page) == [])
    page.moment.box.setFocus()
    assert nameless(page) == []
    assert roleless(page) == []
    assert small(page) == []
    assert unreachable(page, stops()) == []
    assert page._area.horizontalScrollBar().maximum() == 0
