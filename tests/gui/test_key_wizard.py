"""Making a key in three steps, bringing one back, and opening one to sign."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from window_fakes import RecordingMessages

from ui.job import DirectRunner
from ui.pages.key_wizard import KeyWizard, PassphraseDialog, Step
from ui.pages.key_wizard_paper import paint_page
from ui.theme import Look
from vvdesk.key_sheet import sheet_picture
from vvdesk.sealing.keys import KeyFolder, read_text
from vvdesk.sealing.keys_lines import key_lines
from vvdesk.sealing.minisign import PublicKey

PASSPHRASE = "paard batterij nietje correct"  # noqa: S105 - of a key made for a test

pytestmark = pytest.mark.usefixtures("light_keys")


class PatientRunner:
    """Keeps jobs until it is told to run them."""

    def __init__(self):
        self.jobs = []

    def start(self, job):
        self.jobs.append(job)

    def run(self):
        while self.jobs:
            self.jobs.pop(0).run()


@pytest.fixture
def messages(tmp_path):
    return RecordingMessages(file_to_save=[tmp_path / "een", tmp_path / "twee"])


@pytest.fixture
def wizard(qtbot, key_folder, messages, icons, theme):
    made = KeyWizard(key_folder, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def own(key_folder):
    return key_folder.make(PASSPHRASE, "Kanselarij")


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(wizard, first=PASSPHRASE, again=PASSPHRASE, naam="Kanselarij"):
    page = wizard.name_page
    for field, text in ((page.naam, naam), (page.first.line, first), (page.again.line, again)):
        field.clear()
        QTest.keyClicks(field, text)


def test_a_key_is_made_in_three_steps_by_keyboard_alone(wizard, key_folder, tmp_path):
    heard = []
    wizard.made.connect(heard.append)

    QTest.keyClicks(wizard.focusWidget(), "Kanselarij")
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(wizard.focusWidget(), PASSPHRASE)
    for _ in range(2):
        QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(wizard.focusWidget(), PASSPHRASE)
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)

    assert wizard.step is Step.SHEET
    assert heard == [each.key_id for each in key_folder.own()]
    assert wizard.focusWidget() is wizard.sheet_page.print_button
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Space)
    assert (tmp_path / "een.pdf").read_bytes().startswith(b"%PDF")
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)

    assert wizard.step is Step.PUBLIC
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Space)
    assert PublicKey.parse(read_text(tmp_path / "twee.pub")) == key_folder.own()[0].public
    assert "Alles is klaar" in wizard.state.text
    press(wizard.next_button)
    assert not wizard.isVisible()


def test_the_passphrase_is_judged_while_it_is_typed(wizard):
    page = wizard.name_page

    QTest.keyClicks(page.first.line, "geheim")
    assert page.strength.text.startswith("Te kort: nog 8 tekens")
    QTest.keyClicks(page.first.line, " en nog drie woorden")
    assert page.strength.text.startswith("Sterk")


def test_what_is_missing_is_said_at_its_field_and_nothing_is_made(wizard, key_folder):
    fill(wizard, first="geheim", again="anders", naam="")

    press(wizard.next_button)

    told = [label.text() for label in wizard.findChildren(QLabel) if label.isVisible()]
    assert "Geef de naam van de dienst." in told
    assert "De twee wachtzinnen zijn niet gelijk." in told
    assert wizard.focusWidget() is wizard.name_page.naam
    assert key_folder.own() == []
    assert wizard.step is Step.NAME


def test_a_second_passphrase_that_goes_wrong_is_told_at_once(wizard):
    page = wizard.name_page
    QTest.keyClicks(page.first.line, PASSPHRASE)

    QTest.keyClicks(page.again.line, "paard")
    assert not page.again.line.property("severity")
    QTest.keyClicks(page.again.line, "x")
    assert page.again.line.accessibleDescription().startswith("De twee wachtzinnen")


def test_a_passphrase_is_covered_until_somebody_asks_to_see_it(wizard):
    page = wizard.name_page
    assert page.first.line.echoMode() is QLineEdit.EchoMode.Password

    press(page.first.show_button)

    assert page.first.line.echoMode() is QLineEdit.EchoMode.Normal
    assert page.again.line.echoMode() is QLineEdit.EchoMode.Normal


def test_the_passphrase_is_forgotten_as_soon_as_the_key_is_made(wizard):
    fill(wizard)

    press(wizard.next_button)

    held = [each.text() for each in wizard.findChildren(QLineEdit)]
    assert PASSPHRASE not in held
    assert PASSPHRASE not in [each.text() for each in wizard.findChildren(QLabel)]


def test_closing_halfway_loses_nothing_and_says_so(wizard, key_folder):
    fill(wizard)
    assert wizard.state.text == "Er is nog niets gemaakt."
    press(wizard.next_button)

    assert "Het herstelblad en de publieke sleutel nog niet" in wizard.state.text
    QTest.keyClick(wizard, Qt.Key.Key_Escape)

    assert not wizard.isVisible()
    assert len(key_folder.own()) == 1


def test_going_on_without_the_sheet_asks_for_it(wizard):
    fill(wizard)
    press(wizard.next_button)

    press(wizard.next_button)

    assert wizard.step is Step.SHEET
    assert wizard.focusWidget() is wizard.sheet_page.have


def test_a_sheet_can_be_made_later_of_a_key_that_is_there(
    qtbot, key_folder, messages, icons, theme, own, tmp_path
):
    wizard = KeyWizard(key_folder, DirectRunner(), messages, icons, theme, key=own)
    qtbot.addWidget(wizard)
    wizard.show()

    press(wizard.sheet_page.save_button)

    assert (tmp_path / "een.pdf").exists()
    assert wizard.step is Step.SHEET


def test_a_folder_that_refuses_is_told_with_another_place(wizard, messages, tmp_path):
    fill(wizard)
    press(wizard.next_button)
    messages.answers["file_to_save"] = [tmp_path / "nergens" / "blad.pdf", tmp_path / "blad.pdf"]

    press(wizard.sheet_page.save_button)

    assert "bestaat niet" in wizard.job.notices.text
    press(wizard.job.notices.offers[0])
    assert (tmp_path / "blad.pdf").exists()


def test_without_a_printer_the_sheet_is_offered_as_a_file(wizard, messages, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    fill(wizard)
    press(wizard.next_button)

    press(wizard.sheet_page.print_button)

    assert messages.asked("refuse") == ["Geen printer"]


@pytest.mark.usefixtures("qapp")
def test_the_sheet_fills_the_paper(own, tmp_path):

    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gedrukt.pdf"))
    png = sheet_picture(own, date(2026, 11, 22), 600)

    assert paint_page(png, "Herstelblad", printer)
    assert (tmp_path / "gedrukt.pdf").read_bytes().startswith(b"%PDF")
    assert QImage.fromData(png).width() == pytest.approx(600, abs=2)


def test_the_fingerprint_is_copied(wizard, key_folder):
    fill(wizard)
    press(wizard.next_button)
    press(wizard.sheet_page.have)
    press(wizard.next_button)

    press(wizard.public_page.copy_button)

    assert QGuiApplication.clipboard().text() == key_folder.own()[0].fingerprint
    assert wizard.public_page.fingerprint.text() == key_folder.own()[0].fingerprint


def test_a_key_comes_back_from_its_sheet(qtbot, messages, icons, theme, own, tmp_path):
    elsewhere = KeyFolder(tmp_path / "andere computer")
    wizard = KeyWizard(elsewhere, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(wizard)
    wizard.show()
    press(wizard.name_page.restore_button)
    page = wizard.restore_page

    page.lines.setPlainText("\n".join(key_lines(own.locked_bytes())).lower())
    QTest.keyClicks(page.naam, "Kanselarij")
    QTest.keyClicks(page.passphrase.line, "een andere lange wachtzin")
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert "past niet bij de sleutel" in wizard.job.notices.text
    page.passphrase.clear()
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    press(wizard.next_button)

    assert wizard.step is Step.PUBLIC
    assert elsewhere.own()[0].public == own.public
    assert "Vergelijk de vingerafdruk" in wizard.job.notices.text


def test_a_wrong_line_of_a_sheet_is_told_while_it_is_typed(wizard, own):
    press(wizard.name_page.restore_button)
    page, lines = wizard.restore_page, key_lines(own.locked_bytes())

    page.lines.setPlainText(f"{lines[0]}\n{lines[1]}\nabc")
    assert page.told.text == "2 van de 10 regels zijn juist."
    page.lines.setPlainText(f"{lines[0]}\n{lines[2]}\n")
    assert page.told.text.startswith("Regel 2 is niet juist: daar staat regel 3")
    press(wizard.next_button)
    assert wizard.focusWidget() is page.lines
    QTest.keyClick(page.lines, Qt.Key.Key_Tab)
    assert wizard.focusWidget() is page.naam


def test_nothing_can_be_pressed_while_a_key_is_made(qtbot, key_folder, messages, icons, theme):
    runner = PatientRunner()
    wizard = KeyWizard(key_folder, runner, messages, icons, theme)
    qtbot.addWidget(wizard)
    wizard.show()
    fill(wizard)
    press(wizard.next_button)

    press(wizard.next_button)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert len(runner.jobs) == 1
    assert wizard.isVisible()
    runner.run()

    assert wizard.step is Step.SHEET
    assert len(key_folder.own()) == 1


def test_a_passphrase_opens_a_key_to_sign(qtbot, key_folder, icons, theme, own):
    dialog = PassphraseDialog(key_folder, own, DirectRunner(), icons, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    heard = []
    dialog.unlocked.connect(heard.append)

    press(dialog.open_button)
    assert dialog.problem == "Geef de wachtzin van deze sleutel."
    QTest.keyClicks(dialog.field.line, "verkeerd")
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "past niet bij de sleutel" in dialog.problem
    assert "verkeerd" not in dialog.problem
    QTest.keyClicks(dialog.focusWidget(), PASSPHRASE)
    assert dialog.problem == ""
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert [each.key_id for each in heard] == [own.key_id]
    assert not dialog.isVisible()
    assert dialog.field.passphrase == ""


def test_giving_up_opens_nothing(qtbot, key_folder, icons, theme, own):
    dialog = PassphraseDialog(key_folder, own, DirectRunner(), icons, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    heard = []
    dialog.unlocked.connect(heard.append)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert heard == []
    assert not dialog.isVisible()


def test_every_control_has_a_name(wizard):
    press(wizard.name_page.restore_button)
    controls = [
        *wizard.findChildren(QLineEdit),
        *wizard.findChildren(QPlainTextEdit),
        *wizard.findChildren(QPushButton),
    ]

    for each in controls:
        assert each.accessibleName() or getattr(each, "text", str)(), each


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_at_double_size_everything_can_be_reached(qtbot, key_folder, messages, icons, theme, look):
    theme.choose(look)
    theme.zoom_to(200)
    wizard = KeyWizard(key_folder, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(wizard)
    wizard.resize(600, 560)
    wizard.show()
    press(wizard.name_page.restore_button)
    page = wizard.restore_page

    page.lines.setPlainText("ABCDE\nFGHIJ\n")

    box = page.lines.parentWidget()
    qtbot.waitUntil(lambda: page.told.height() >= page.told.heightForWidth(page.told.width()))
    qtbot.waitUntil(lambda: page.lines.geometry().bottom() <= box.height())
    qtbot.waitUntil(lambda: box.geometry().bottom() <= page.told.geometry().top())
    assert wizard.next_button.isVisible()
