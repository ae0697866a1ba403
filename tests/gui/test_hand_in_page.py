"""Handing in from the window: what blocks is a link away, and afterwards everything is shut."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton
from stores import ACTOR, OV, fiche, names_in, new_store
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner, ThreadRunner
from ui.notices import Tone
from ui.pages.hand_in import HandInPage
from ui.theme import Look
from vvdesk.audit import head
from vvdesk.control_code import control_code
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.errors import Misused
from vvdesk.handing_in import take_back
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.store.workspace import Workspace


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def page(desk, messages, icons, theme, qtbot):
    """The page on a dossier of which VV015 has one waarschuwing to explain."""
    made = HandInPage(desk, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.begin()
    return made


def explain(page, qtbot, text="Zo beslist door de Vlaamse Regering."):
    (row,) = page.overview.rows()
    field = row.field()
    field.setFocus()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.go.isEnabled)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def handed_in(page, qtbot):
    explain(page, qtbot)
    press(qtbot, page.go)
    press(qtbot, page.go)
    return page


def said(page):
    return page.job.notices.text


def test_the_overview_names_what_blocks_and_the_way_on_is_shut(page):
    assert [card.objectName() for card in page.overview.cards] == ["VV015", "VV016"]
    assert page.overview.cards[0].accessibleName() == "VV015: 1 waarschuwing toe te lichten"
    assert page.overview.cards[1].accessibleName() == "VV016: Klaar om in te dienen"
    assert not page.go.isEnabled()


def test_a_problem_and_an_empty_field_lead_to_their_place_in_the_form(page, desk, qtbot):
    (row,) = page.overview.rows()
    with qtbot.waitSignal(desk.jump_requested) as asked:
        press(qtbot, row.link)
    assert asked.args == ["VV015", "mijlpalen.VV015-M01.timing"]
    card = page.overview.cards[0]
    empty = next(b for b in card.findChildren(QPushButton) if b.text() == "Projectomschrijving")
    with qtbot.waitSignal(desk.jump_requested) as asked:
        press(qtbot, empty)
    assert asked.args == ["VV015", "omschrijving"]


def test_a_toelichting_typed_here_is_stored_and_opens_the_way_on(page, desk, qtbot):
    explain(page, qtbot)
    (weighed,) = [each for each in desk.problems("VV015") if each.finding.code == "VV-MIJ-08"]
    assert weighed.tekst == "Zo beslist door de Vlaamse Regering."
    assert page.overview.rows()[0].field().hasFocus()


def test_a_toelichting_is_one_step_and_what_is_being_typed_survives_a_new_look(
    page, desk, dossier, qtbot
):
    explain(page, qtbot, "Zo beslist.")
    with dossier.connection() as connection:
        before = head(connection)[0]
    field = page.overview.rows()[0].field()
    qtbot.keyClicks(field, " En dus")
    assert desk.set({"omschrijving": "Tekst"}, "Omschrijving wijzigen")
    qtbot.waitUntil(lambda: page.overview.rows()[0].field() is not field)
    again = page.overview.rows()[0].field()
    assert (again.text(), again.hasFocus()) == ("Zo beslist. En dus", True)
    with dossier.connection() as connection:
        assert head(connection)[0] == before + 1  # the omschrijving alone


def test_a_text_that_is_no_value_blocks_until_it_is_solved(page, desk, qtbot):
    explain(page, qtbot)
    desk.refuse("streefdatum", "gisteren of zo", '"gisteren of zo" is geen datum.')
    qtbot.waitUntil(lambda: not page.go.isEnabled())
    assert page.overview.rows()[0].key == ("VV015", "VV-INV-01", "streefdatum")
    desk.take_back_draft("streefdatum")
    qtbot.waitUntil(page.go.isEnabled)


def test_aandachtspunten_open_and_shut(page, qtbot):
    card = page.overview.cards[0]
    opener = next(b for b in card.findChildren(QAbstractButton) if "aandachtspunten" in b.text())
    before = len(page.overview.rows())
    press(qtbot, opener)
    assert len(page.overview.rows()) > before
    press(qtbot, opener)
    assert not card.rows[-1].isVisible()


def test_the_keyboard_alone_hands_in(page, desk, dossier, qtbot):
    explain(page, qtbot)
    page.go.setFocus()
    qtbot.keyClick(page.go, Qt.Key.Key_Space)
    assert page.file.target.path() == dossier.path.parent / "DOV_april-2021_inzending.xlsx"
    with qtbot.waitSignals([page.handed_in, desk.read_only_changed]):
        qtbot.keyClick(page.go, Qt.Key.Key_Space)
    path = dossier.path.parent / "DOV_april-2021_inzending.xlsx"
    assert page.done.code.text() == control_code(path)
    assert "ingediend" in desk.read_only_reason()
    assert not desk.set({"titel": "Anders"}, "Titel wijzigen")


def test_the_code_can_be_copied_and_the_folder_opened(page, messages, dossier, qtbot):
    handed_in(page, qtbot)
    press(qtbot, page.done.copy)
    assert QGuiApplication.clipboard().text() == page.done.code.text()
    assert page.done.copy.text() == "Gekopieerd"
    press(qtbot, page.done.folder)
    assert messages.asked("open_outside") == [str(dossier.path.parent)]


def test_the_mail_carries_the_code_and_is_opened_unsent(page, messages, qtbot):
    handed_in(page, qtbot)
    press(qtbot, page.done.mail)
    (opened,) = messages.asked("open_outside")
    mail = BytesParser(policy=policy.default).parsebytes(Path(opened).read_bytes())
    assert mail["X-Unsent"] == "1"
    assert page.done.code.text() in mail.get_body().get_content()
    assert "mail staat klaar" in said(page)


def test_without_a_mail_program_the_place_of_the_mail_is_told(page, messages, qtbot, monkeypatch):
    handed_in(page, qtbot)
    monkeypatch.setattr(messages, "open_outside", lambda _path: False)
    press(qtbot, page.done.mail)
    assert "DOV_april-2021_inzending.eml" in said(page)


def test_taking_back_asks_one_line_and_opens_the_dossier_again(page, desk, qtbot):
    handed_in(page, qtbot)
    assert not page.done.back.isEnabled()
    qtbot.keyClicks(page.done.reden, "Bedrag vergeten")
    with qtbot.waitSignal(page.taken_back):
        qtbot.keyClick(page.done.reden, Qt.Key.Key_Return)
    assert desk.read_only_reason() is None
    qtbot.waitUntil(page.go.isEnabled)
    assert desk.set({"titel": "Anders"}, "Titel wijzigen")


def test_a_dossier_that_was_handed_in_shows_its_code_again(page, messages, qtbot):
    code = handed_in(page, qtbot).done.code.text()
    page.begin()
    assert page.done.isVisible()
    assert page.done.code.text() == code
    press(qtbot, page.done.mail)
    assert messages.asked("open_outside")


def test_a_workbook_that_changed_since_is_not_offered_to_be_sent(page, dossier, qtbot):
    handed_in(page, qtbot)
    path = dossier.path.parent / "DOV_april-2021_inzending.xlsx"
    path.write_bytes(path.read_bytes() + b" ")
    page.begin()
    assert not page.done.mail.isVisible()
    assert page.done.code.isVisible()


def test_the_command_to_take_back_goes_straight_to_the_reason(page, qtbot):
    handed_in(page, qtbot)
    page.begin_take_back()
    assert page.done.reden.hasFocus()


def test_the_command_to_take_back_without_an_inzending_says_so(page):
    page.begin_take_back()
    assert "niets ingediend" in said(page)


def test_a_workbook_that_is_open_elsewhere_can_be_tried_again_or_named_otherwise(
    page, messages, dossier, qtbot
):
    explain(page, qtbot)
    press(qtbot, page.go)
    blocked = dossier.path.parent / "DOV_april-2021_inzending.xlsx"
    blocked.mkdir()
    press(qtbot, page.go)
    again, other, cancel = page.job.notices.offers
    assert [each.text() for each in (again, other, cancel)] == [
        "Opnieuw",
        "Andere naam",
        "Annuleren",
    ]
    assert page.job.notices._notice.tone is Tone.ERROR
    press(qtbot, other)
    assert messages.asked("file_to_save") == ["Inzending bewaren"]
    assert "DOV_april-2021_inzending (2).xlsx" in names_in(dossier.path.parent)
    assert page.done.isVisible()


def test_another_ending_than_xlsx_is_told_before_anything_is_tried(page, qtbot):
    explain(page, qtbot)
    press(qtbot, page.go)
    line = page.file.target.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "inzending.pdf")
    assert not page.go.isEnabled()
    line.selectAll()
    qtbot.keyClicks(line, "inzending")
    assert page.go.isEnabled()


def test_back_leads_to_the_overview_and_then_to_the_form(page, qtbot):
    explain(page, qtbot)
    press(qtbot, page.go)
    press(qtbot, page.back)
    assert page.overview.isVisible()
    with qtbot.waitSignal(page.closed):
        press(qtbot, page.back)


def test_a_closed_meetmoment_cannot_be_handed_in(tmp_path, messages, icons, theme, qtbot):
    path = new_store(tmp_path / "dicht.vvd", fiche("VV016"), entiteit=OV)
    with Workspace.open(path) as workspace:
        close_meetmoment(workspace, None, ACTOR, None)
        live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))
        page = HandInPage(live, DirectRunner(), messages, icons, theme)
        qtbot.addWidget(page)
        page.show()
        page.begin()
        assert not page.go.isEnabled()
        assert "gesloten" in page.state.text()


def test_a_central_file_says_what_to_do_instead(tmp_path, messages, icons, theme, qtbot):
    with Workspace.open(new_store(tmp_path / "c.vvd", fiche())) as workspace:
        live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))
        page = HandInPage(live, DirectRunner(), messages, icons, theme)
        qtbot.addWidget(page)
        page.begin()
        assert "centraal bestand" in said(page)
        assert not page.go.isEnabled()


def test_nothing_was_handed_in_when_it_was_taken_back_twice(page, dossier, qtbot):
    handed_in(page, qtbot)
    take_back(dossier, None, ACTOR, "Elders")
    with pytest.raises(Misused):
        take_back(dossier, None, ACTOR, "Nog eens")
    qtbot.keyClicks(page.done.reden, "Bedrag vergeten")
    press(qtbot, page.done.back)
    assert "niets ingediend" in said(page)


def test_every_control_has_a_name_and_nothing_breaks_in_the_dark_at_double_size(page, theme, qtbot):
    theme.choose(Look.DARK)
    theme.zoom_to(200)
    handed_in(page, qtbot)
    page.begin()
    for control in (*page.findChildren(QPushButton), *page.findChildren(QLineEdit)):
        assert control.accessibleName() or getattr(control, "text", str)()


def test_it_works_the_same_with_the_work_in_a_thread(desk, messages, icons, theme, qtbot):
    pool = QThreadPool()
    made = HandInPage(desk, ThreadRunner(pool), messages, icons, theme)
    qtbot.addWidget(made)
    made.show()
    made.begin()
    qtbot.waitUntil(lambda: len(made.overview.cards) == 2)
    explain(made, qtbot)
    press(qtbot, made.go)
    with qtbot.waitSignal(made.handed_in):
        press(qtbot, made.go)
    qtbot.waitUntil(made.go.isEnabled)
    pool.waitForDone()
    assert made.done.code.text()


def test_the_command_to_take_back_works_before_the_page_is_shown(page, qtbot):
    handed_in(page, qtbot)
    page.hide()
    page.begin_take_back()
    page.show()
    page.begin()
    qtbot.waitUntil(lambda: page.focusWidget() is page.done.reden)
