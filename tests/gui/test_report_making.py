"""Making files: asking for a place once, what stands there already, and what when it fails."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from report_fakes import FakePress
from stores import fiche, new_store
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.job import DirectRunner
from ui.pages.report import ReportPage
from vvdesk.audit import Actor
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.errors import Refused, Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.report.request import Vorm
from vvdesk.report_choices import Uitgave
from vvdesk.store.workspace import Workspace


@pytest.fixture
def press():
    return FakePress()


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def page(qtbot, theme, icons, tmp_path, press, messages):
    with Workspace.open(new_store(tmp_path / "centraal.vvd", fiche("VV015"))) as workspace:
        live = LiveDesk(Desk(workspace, Actor("tester", "testbank")), Drafts(tmp_path / "k", "x"))
        made = ReportPage(
            press.press(), tmp_path / "s", live, DirectRunner(), messages, icons, theme
        )
        qtbot.addWidget(made)
        made.resize(1366, 620)
        made.show()
        made.begin()
        yield made


def make(page, *vormen):
    page.panel.forms.tick(vormen or [Vorm.PDF])
    page.panel.changed.emit()
    click(page.panel.make)


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def offers(page):
    return {each.text(): each for each in page.job.notices.offers}


def test_one_question_gives_all_forms(page, messages, tmp_path):
    make(page, Vorm.PDF, Vorm.WORD, Vorm.WEB)
    assert messages.asked("file_to_save") == ["Rapport bewaren"]
    names = ["pdf", "docx", "html"]
    for ending in names:
        assert (tmp_path / f"voortgangsrapport_april-2021.{ending}").is_file()
    assert page.results.isVisible()
    assert "als PDF, Word en webpagina gemaakt" in page.results.text
    click(page.results.buttons[1])
    click(page.results.buttons[3])
    assert messages.asked("open_outside") == [
        str(tmp_path / "voortgangsrapport_april-2021.docx"),
        str(tmp_path),
    ]
    assert page.results.isVisible()


def test_nothing_happens_when_no_place_is_chosen(page, messages, press):
    messages.answers["file_to_save"] = [None]
    make(page)
    assert press.made == []
    assert not page.results.isVisible()


def test_the_next_one_is_proposed_in_the_same_folder(page, messages, press, tmp_path):
    (tmp_path / "elders").mkdir()
    messages.answers["file_to_save"] = [tmp_path / "elders" / "mijn rapport.pdf"]
    make(page)
    make(page)
    assert list(press.made[1][1].values()) == [
        tmp_path / "elders" / "voortgangsrapport_april-2021.pdf"
    ]


def test_what_its_maker_should_know_is_told(page, press):
    press.notices = tuple(f"Opmerking {number}." for number in range(1, 8))
    make(page, Vorm.PDF, Vorm.WEB)
    assert page.results.notices.startswith("Opmerking 1.\nOpmerking 2.")
    assert page.results.notices.endswith("En nog 3 opmerkingen.")


def test_a_file_that_nobody_agreed_to_is_not_replaced_unasked(page, press, messages, tmp_path):
    old = tmp_path / "voortgangsrapport_april-2021.docx"
    old.write_text("oud")
    messages.answers["file_to_save"] = [tmp_path / "voortgangsrapport_april-2021.pdf"]
    make(page, Vorm.PDF, Vorm.WORD)
    assert press.made == []
    assert page.job.notices.text == f"“{old.name}” bestaat al. Wil je het vervangen?"
    assert list(offers(page)) == ["Vervangen", "Andere naam", "Annuleren"]
    click(offers(page)["Andere naam"])
    assert (tmp_path / "voortgangsrapport_april-2021 (2).docx").is_file()
    assert old.read_text() == "oud"
    messages.answers["file_to_save"] = [tmp_path / "voortgangsrapport_april-2021.pdf"]
    make(page, Vorm.PDF, Vorm.WORD)
    click(offers(page)["Vervangen"])
    assert old.read_text() != "oud"


def test_a_file_that_is_open_elsewhere_leaves_three_ways(page, press, tmp_path):
    name = "voortgangsrapport_april-2021.docx"
    press.fails[name] = Unavailable("Het bestand staat open in Word.")
    make(page, Vorm.PDF, Vorm.WORD)
    assert page.job.notices.text == "Het bestand staat open in Word."
    assert list(offers(page)) == ["Opnieuw", "Andere naam", "Annuleren"]
    assert len(page.results.buttons) == 2  # the PDF stands there, and its folder
    click(offers(page)["Opnieuw"])
    assert (tmp_path / name).is_file()
    assert len(page.results.buttons) == 3
    assert [list(targets) for _request, targets, _template in press.made][1] == [Vorm.WORD]


def test_a_full_disk_leaves_nothing(page, press, tmp_path):
    name = "voortgangsrapport_april-2021.pdf"
    press.fails[name] = Unavailable("De schijf is vol.")
    make(page)
    assert page.job.notices.text == "De schijf is vol."
    assert not page.results.isVisible()
    click(offers(page)["Annuleren"])
    assert not page.job.notices.isVisible()
    assert not (tmp_path / name).exists()


def test_who_stops_hears_the_truth(page, press):
    press.fails["voortgangsrapport_april-2021.pdf"] = Cancelled()
    make(page, Vorm.PDF, Vorm.WORD)
    assert page.job.notices.text == "Gestopt. Er is niets gewijzigd."
    press.fails["voortgangsrapport_april-2021.docx"] = Cancelled()
    make(page, Vorm.PDF, Vorm.WORD)
    assert "Niet gemaakt: “voortgangsrapport_april-2021.docx”" in page.job.notices.text
    click(offers(page)["Verder maken"])
    assert len(page.results.buttons) == 3


def test_the_workbook_and_the_open_data_are_made_too(page, press, messages, tmp_path):
    for uitgave in (Uitgave.WERKBOEK, Uitgave.OPENDATA):
        page.panel.uitgave.buttons[uitgave].click()
        click(page.panel.make)
    assert (tmp_path / "werkboek_april-2021.xlsx").is_file()
    assert (tmp_path / "opendata_april-2021").is_dir()
    assert page.results.text == "De open data staan in “opendata_april-2021”."
    click(page.results.buttons[0])
    assert messages.asked("open_outside") == [str(tmp_path / "opendata_april-2021")]
    press.fails["opendata_april-2021"] = Unavailable("De schijf is vol.")
    click(page.panel.make)
    assert list(offers(page)) == ["Opnieuw", "Andere naam", "Annuleren"]


def test_what_was_left_out_of_the_open_data_is_told(page, press):
    press.notices = ("Meetmoment april 2021 is niet goedgekeurd.", "VV015: zonder contactpersoon.")
    page.panel.uitgave.buttons[Uitgave.OPENDATA].click()
    click(page.panel.make)
    assert page.results.notices == "\n".join(press.notices)


def test_a_template_of_ones_own_is_used(page, press, messages, tmp_path):
    own = tmp_path / "huisstijl.docx"
    own.touch()
    page.panel.forms.tick([Vorm.WORD])
    messages.answers["file_to_open"] = [own]
    click(page.panel.forms.browse)
    assert messages.said[-1] == (
        "file_to_open", "Word-sjabloon kiezen", "Word-documenten (*.docx)"
    )  # fmt: skip
    make(page, Vorm.WORD)
    assert press.made[0][2] == own
    assert page.panel.forms.back.isVisible()


def test_a_template_that_is_refused_gives_way_to_that_of_vvdesk(page, press, tmp_path):
    own = tmp_path / "huisstijl.docx"
    own.touch()
    page.panel.forms.use(own)
    press.fails["voortgangsrapport_april-2021.docx"] = Refused("Het sjabloon mist een stijl.")
    make(page, Vorm.PDF, Vorm.WORD)
    assert page.job.notices.text == "Het sjabloon mist een stijl."
    click(offers(page)["Met sjabloon van vvdesk"])
    assert [template for _request, _targets, template in press.made] == [own, None]
    assert len(page.results.buttons) == 3


def test_a_template_that_is_gone_gives_way_to_that_of_vvdesk(page, press, tmp_path):
    own = tmp_path / "huisstijl.docx"
    own.touch()
    page.panel.forms.use(own)
    own.unlink()
    make(page, Vorm.WORD)
    assert page.job.notices.text.startswith("Het sjabloon “huisstijl.docx” staat er niet meer.")
    assert list(offers(page)) == ["Opnieuw", "Met sjabloon van vvdesk", "Annuleren"]
    assert press.made == []
    click(offers(page)["Opnieuw"])
    assert press.made == []
    click(offers(page)["Met sjabloon van vvdesk"])
    assert [template for _request, _targets, template in press.made] == [None]


def test_a_template_that_is_gone_does_not_hinder_other_forms(page, press, tmp_path):
    page.panel.forms.use(tmp_path / "huisstijl.docx")
    page.panel.forms.template = tmp_path / "huisstijl.docx"
    make(page, Vorm.PDF)
    assert len(press.made) == 1


def test_the_keyboard_follows_what_came_of_it(page, press):
    page.panel.make.setFocus()
    QTest.keyClick(page.panel.make, Qt.Key.Key_Space)
    assert page.results.buttons[0].hasFocus()
    press.fails["voortgangsrapport_april-2021.pdf"] = Unavailable("De schijf is vol.")
    page.panel.make.setFocus()
    QTest.keyClick(page.panel.make, Qt.Key.Key_Space)
    assert offers(page)["Opnieuw"].hasFocus()


def test_a_name_that_is_too_long_is_told(page, messages, press, tmp_path):
    press.fails[f"{'x' * 300}.pdf"] = Unavailable("De naam is te lang.")
    messages.answers["file_to_save"] = [tmp_path / f"{'x' * 300}.pdf"]
    make(page, Vorm.PDF, Vorm.WORD)
    assert page.job.notices.text == "De naam is te lang."


def test_what_stands_is_told_also_when_vvdesk_itself_goes_wrong(page, press, qtbot):
    press.fails["voortgangsrapport_april-2021.docx"] = ZeroDivisionError()
    with qtbot.captureExceptions() as caught:
        make(page, Vorm.PDF, Vorm.WORD)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert [each.text() for each in page.results.buttons] == ["PDF openen", "Map openen"]
    assert page.panel.make.isEnabled()


def test_the_template_of_vvdesk_can_be_saved(page, press, messages, tmp_path):
    page.panel.forms.tick([Vorm.WORD])
    messages.answers["file_to_save"] = [tmp_path / "mijn sjabloon"]
    click(page.panel.forms.save)
    assert (tmp_path / "mijn sjabloon.docx").is_file()
    assert list(offers(page)) == ["Openen", "Map openen"]
    press.fails["sjabloon.docx"] = Unavailable("De map is weg.")
    click(page.panel.forms.save)
    assert page.job.notices.text == "De map is weg."


def test_without_a_program_for_it_opening_is_told(page, messages, monkeypatch):
    make(page)
    monkeypatch.setattr(messages, "open_outside", lambda _path: False)
    click(page.results.buttons[0])
    assert "Geen programma kon" in page.results.notices
    click(page.results._close)
    assert not page.results.isVisible()
