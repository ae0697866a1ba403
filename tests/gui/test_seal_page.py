"""The page Zegel and the line above it: what a momentopname is worth, and what is in it."""

from dataclasses import replace

import pytest
from accessible import clipped, nameless, roleless, small, stops, unreachable
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sealed_sample import sealed
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.seal_banner import SealBanner
from ui.pages.seal_page import SealPage
from ui.pages.trusted_keys import TrustedKeysDialog
from ui.theme import Look, Theme
from vvdesk.errors import Unavailable
from vvdesk.jobs import Cancelled
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.verdict import (
    BEWIJSSTUKKEN,
    NoKeys,
    Oordeel,
    Verdict,
    Verschil,
)
from vvdesk.sealing.verifying import verify
from vvdesk.store.workspace import Workspace

DIFFERENCE = Verschil(
    "Inhoud", "tabel fiche", "18 rijen", "17 rijen", "Er is een rij bijgekomen na het verzegelen."
)


@pytest.fixture
def theme(qapp, tmp_path):
    """The light look with its pictures, as in the program."""
    return Theme(qapp, Look.LIGHT, 100, tmp_path / "beelden")


@pytest.fixture
def workspace(tmp_path):
    report = tmp_path / "rapport.pdf"
    report.write_bytes(b"%PDF-1.7 een rapport %%EOF")
    with Workspace.open(sealed(tmp_path, reports=[report])) as opened:
        yield opened


@pytest.fixture
def unsigned(workspace):
    """What is found of the sample: intact, and signed by nobody."""
    return verify(workspace, NoKeys(), evidence=False)


class Judge:
    """Answers what it is told to, and remembers whether the evidence was asked.

    Attributes:
        answer: A verdict, or what is raised.
        asked: Per time whether the evidence was to be read.
    """

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def __call__(self, _workspace, _trusted, progress, evidence):
        self.asked.append(evidence)
        progress(1, 2, "Er wordt gelezen")
        answer = self.answer(evidence) if callable(self.answer) else self.answer
        if isinstance(answer, Verdict):
            return answer
        raise answer


@pytest.fixture
def show(qtbot, theme, icons, tmp_path, workspace):
    """Show the page; the judge says what is found."""

    def shown(answer, messages=None):
        judge = Judge(answer)
        page = SealPage(
            Inquiry(workspace), KeyFolder(tmp_path / "instellingen"), DirectRunner(),
            messages or RecordingMessages(), icons, theme, None, judge,
        )  # fmt: skip
        page.judge = judge
        page.verdicts = []
        page.judged.connect(page.verdicts.append)
        qtbot.addWidget(page)
        page.resize(1366, 700)
        with qtbot.waitActive(page):
            page.show()
        page.begin()
        return page

    return shown


def changed(verdict):
    checks = tuple(
        replace(each, is_goed=False) if each.naam == "Inhoud" else each
        for each in verdict.controles
    )
    return replace(
        verdict,
        oordeel=Oordeel.GEWIJZIGD,
        zin="De tabel fiche is gewijzigd.",
        controles=checks,
        verschillen=(DIFFERENCE, replace(DIFFERENCE, plaats="tabel mijlpaal")),
    )


def signed(verdict):
    return replace(
        verdict, oordeel=Oordeel.GELDIG, ondertekenaar="Kanselarij", sleutel_id="0123456789ABCDEF"
    )


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_quick_comes_first_and_the_evidence_follows(show, unsigned):
    page = show(unsigned)
    assert page.judge.asked == [False, True]
    assert len(page.verdicts) == 2
    assert page.checks.sentence.text() == unsigned.zin
    page.begin()
    assert page.judge.asked == [False, True]


def test_a_changed_momentopname_is_not_read_on_unless_asked(show, unsigned):
    page = show(changed(unsigned))
    assert page.judge.asked == [False]
    page.evidence.setFocus()
    QTest.keyClick(page.evidence, Qt.Key.Key_Space)
    assert page.judge.asked == [False, True]
    assert page.again.hasFocus()
    assert not page.evidence.isVisible()


def test_each_check_has_a_word_beside_its_colour(show, unsigned):
    page = show(changed(unsigned))
    told = page.checks.told
    assert len(told) == len(unsigned.controles)
    assert ("fout", f"Inhoud: fout. {unsigned.controles[2].tekst}") in told
    assert [word for word, line in told if line.startswith(BEWIJSSTUKKEN)] == ["niet gedaan"]


def test_what_differs_is_listed_copied_and_saved(show, unsigned, tmp_path):
    messages = RecordingMessages(file_to_save=[tmp_path / "wat", tmp_path / "v.csv"])
    page = show(changed(unsigned), messages)
    assert page.differences.isVisible()
    page.differences.table.setFocus()
    QTest.keyClick(page.differences.table, Qt.Key.Key_Down)
    shown = {each.naam: each.waarde for each in page.differences.detail.facts}
    assert shown["Plaats"] == "tabel mijlpaal"
    assert shown["Wat dat betekent"] == DIFFERENCE.uitleg
    press(page.differences.copy)
    assert "tabel fiche\t18 rijen\t17 rijen" in QGuiApplication.clipboard().text()
    press(page.differences.save)
    assert (tmp_path / "wat.xlsx").is_file()
    assert page.job.notices.text == "“wat.xlsx” is bewaard."
    press(page.differences.save)
    assert (tmp_path / "v.csv").is_file()


def test_who_asks_for_details_comes_to_what_differs(show, unsigned):
    page = show(changed(unsigned))
    page.show_details()
    assert page.differences.table.hasFocus()
    page = show(unsigned)
    page.show_details()
    assert page.again.hasFocus()


def test_nothing_differs_in_what_is_whole(show, unsigned):
    assert not show(unsigned).differences.isVisible()


def test_a_told_code_is_compared_while_it_is_typed(qtbot, show, unsigned):
    page = show(unsigned)
    code = unsigned.controlecode
    with qtbot.waitSignal(page.code.compared) as heard:
        QTest.keyClicks(page.code.line, code.lower().replace("-", " "))
    assert heard.args == [True]
    assert page.code.said.startswith("Deze code hoort bij dit zegel")
    QTest.keyClick(page.code.line, Qt.Key.Key_Backspace)
    assert page.code.fits is None
    assert "vier groepen" in page.code.said
    QTest.keyClick(page.code.line, "2" if code[-1] != "2" else "3")
    assert page.code.fits is False
    assert "niet bij dit zegel" in page.code.said


def test_the_data_of_the_seal_are_copied_whole_and_one_by_one(show, unsigned):
    page = show(unsigned)
    press(page.copy_all)
    text = QGuiApplication.clipboard().text()
    assert f"Controlecode: {unsigned.controlecode}" in text
    assert unsigned.manifest.sha256 in text
    press(page.facts.copies["SHA-256 van het manifest"])
    assert QGuiApplication.clipboard().text() == unsigned.manifest.sha256


def test_rows_are_copied_by_key(show, unsigned):
    page = show(unsigned)
    table = page.tables.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head == "Tabel\tRijen\tSHA-256"
    name, count, digest = row.split("\t")
    found = unsigned.manifest.tabellen[name]
    assert (count, digest) == (str(found.rijen), found.sha256)


def test_a_kept_file_is_saved_and_never_opened(show, unsigned, tmp_path):
    messages = RecordingMessages(file_to_save=[tmp_path / "kopie.pdf"])
    page = show(unsigned, messages)
    press(page.files.save)
    assert (tmp_path / "kopie.pdf").read_bytes() == (tmp_path / "rapport.pdf").read_bytes()
    assert messages.asked("open_outside") == []
    page.files.table.setFocus()
    QTest.keyClick(page.files.table, Qt.Key.Key_Return)
    assert len(messages.asked("file_to_save")) == 2
    assert messages.asked("open_outside") == []


def test_a_copy_that_cannot_be_written_is_told_with_another_place(show, unsigned, tmp_path):
    messages = RecordingMessages(file_to_save=[tmp_path / "er" / "niet.pdf"])
    page = show(unsigned, messages)
    press(page.files.save)
    assert "bestaat niet" in page.job.notices.text
    assert page.job.notices.offers[0].text() == "Andere plaats"


def test_what_cannot_be_judged_is_told_and_tried_again(show, unsigned):
    page = show(Unavailable("De schijf is weg."))
    assert page.checks.sentence.text() == "De schijf is weg."
    assert page.job.notices.text == "De schijf is weg."
    page.judge.answer = unsigned
    press(page.job.notices.offers[0])
    assert page.checks.sentence.text() == unsigned.zin


def test_who_stops_the_reading_of_evidence_keeps_the_rest(show, unsigned):
    page = show(lambda evidence: Cancelled() if evidence else unsigned)
    assert page.checks.sentence.text() == unsigned.zin
    assert "bewijsstukken zijn niet opnieuw gelezen" in page.job.notices.text
    page.judge.answer = unsigned
    press(page.job.notices.offers[0])
    assert page.judge.asked == [False, True, True]


def test_a_key_that_is_trusted_meanwhile_makes_it_judged_again(show, unsigned, tmp_path):
    page = show(unsigned)
    press(page.keys)
    (dialog,) = page.findChildren(TrustedKeysDialog)
    KeyFolder(tmp_path / "instellingen").make("vier lange woorden samen", "Kanselarij")
    page.judge.answer = signed(unsigned)
    dialog.close()
    assert page.judge.asked == [False, True, False, True]
    assert page.verdicts[-1].oordeel is Oordeel.GELDIG


def test_nobody_who_only_looks_at_keys_waits_again(show, unsigned):
    page = show(unsigned)
    press(page.keys)
    (dialog,) = page.findChildren(TrustedKeysDialog)
    dialog.close()
    assert page.judge.asked == [False, True]


def test_the_real_check_runs_from_the_page(qtbot, theme, icons, tmp_path, workspace):
    page = SealPage(
        Inquiry(workspace), KeyFolder(tmp_path), DirectRunner(), RecordingMessages(), icons, theme
    )
    qtbot.addWidget(page)
    page.begin()
    assert page.verdict.oordeel is Oordeel.ONBEVESTIGD
    page.stop()


@pytest.mark.parametrize("zoom", [100, 200])
def test_everything_can_be_reached_named_and_read(qtbot, show, theme, unsigned, zoom):
    theme.zoom_to(zoom)
    page = show(changed(unsigned))
    qtbot.waitUntil(lambda: clipped(page) == [])
    page.again.setFocus()
    assert nameless(page) == []
    assert roleless(page) == []
    assert small(page) == []
    assert unreachable(page, stops()) == []
    assert page._area.horizontalScrollBar().maximum() == 0


@pytest.fixture
def banner(qtbot, theme, icons):
    made = SealBanner(icons, theme)
    qtbot.addWidget(made)
    made.resize(1366, 60)
    made.show()
    return made


def test_the_banner_says_nothing_good_before_it_is_known(banner):
    assert banner.text.startswith("Wordt nagekeken.")
    assert not banner.copy.isVisible()


def test_the_banner_tells_the_three_judgements_apart_in_words(banner, unsigned):
    told = []
    for verdict in (signed(unsigned), unsigned, changed(unsigned)):
        banner.show_verdict(verdict)
        told.append(banner.text.split(".")[0])
        assert "Tussentijdse stand" in banner.text
    assert told == ["Zegel geldig", "Nog niet bevestigd", "Gewijzigd"]


def test_the_code_of_a_changed_momentopname_cannot_be_copied(qtbot, banner, unsigned):
    banner.show_verdict(unsigned)
    press(banner.copy)
    assert QGuiApplication.clipboard().text() == unsigned.controlecode
    assert banner.copy.text() == "Gekopieerd"
    banner.show_verdict(changed(unsigned))
    assert not banner.copy.isVisible()
    assert banner.details.text() == "Toon verschillen"
    with qtbot.waitSignal(banner.details_requested):
        press(banner.details)
    with qtbot.waitSignal(banner.help_requested):
        QTest.keyClick(banner.how, Qt.Key.Key_Space)


@pytest.mark.parametrize(("zoom", "width"), [(100, 1366), (200, 1366), (200, 960)])
def test_the_banner_is_never_cut_off(banner, theme, unsigned, zoom, width):
    theme.zoom_to(zoom)
    banner.show_verdict(unsigned)
    banner.resize(width, banner.layout().totalHeightForWidth(width))
    QTest.qWait(0)
    banner.resize(width, banner.layout().totalHeightForWidth(width))
    assert clipped(banner) == []
    assert small(banner) == []
    assert banner.minimumSizeHint().width() < 400
