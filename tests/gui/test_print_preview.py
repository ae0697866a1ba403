import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QLabel, QPushButton
from stores import fiche
from window_fakes import RecordingMessages

from ui.fiche_paper import FichePaper, Running, a4_printer
from ui.print_preview import PrintPreview
from ui.theme import Look
from vvdesk.errors import Unavailable

LONG = "<p>" + "Een lange alinea over het project. " * 300 + "</p>"


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def preview(desk, icons, messages, tmp_path, qtbot):
    inhoud = fiche("VV015", mijlpalen=30, omschrijving=LONG, titel="Digi/sprong: nu?")
    preview = PrintPreview(inhoud, desk.desk.referentie, icons, messages, tmp_path)
    qtbot.addWidget(preview)
    preview.show()
    return preview


def press(preview, name, qtbot):
    found = next(
        each
        for each in preview.findChildren(QPushButton)
        if name in {each.text(), each.accessibleName()}
    )
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_preview_has_as_many_pages_as_the_fiche_needs(preview):
    assert preview.findChild(QPrintPreviewWidget).pageCount() >= 2


def test_the_pdf_is_kept_under_a_name_that_every_system_takes(preview, messages, tmp_path, qtbot):
    press(preview, "Bewaren als PDF…", qtbot)
    (made,) = tmp_path.glob("*.pdf")
    assert made.name == "VV015 Digi sprong nu.pdf"
    assert made.read_bytes().startswith(b"%PDF")
    assert any(made.name in label.text() for label in preview.findChildren(QLabel))
    press(preview, "Openen", qtbot)
    assert messages.asked("open_outside") == [str(made)]


def test_a_name_without_ending_gets_one(preview, messages, tmp_path):
    messages.answers["file_to_save"] = [tmp_path / "fiche v1.2"]
    preview.save_pdf()
    assert (tmp_path / "fiche v1.2.pdf").is_file()


def test_choosing_no_name_keeps_nothing(preview, messages, tmp_path):
    messages.answers["file_to_save"] = [None]
    preview.save_pdf()
    assert not list(tmp_path.glob("*.pdf"))


def test_a_folder_that_is_not_there_is_told(preview, messages, tmp_path):
    messages.answers["file_to_save"] = [tmp_path / "weg" / "a.pdf"]
    preview.save_pdf()
    assert messages.asked("refuse") == ["Niet bewaard"]


def test_without_a_printer_the_pdf_is_proposed(preview, messages, monkeypatch, qtbot):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    press(preview, "Afdrukken…", qtbot)
    assert messages.asked("refuse") == ["Geen printer"]


def test_what_is_sent_to_the_printer_is_told(preview, tmp_path):
    printer = a4_printer("VV015")
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    preview._on_printer_chosen(printer)
    assert any("printer gestuurd" in label.text() for label in preview.findChildren(QLabel))


def test_a_printer_that_refuses_is_told(preview, messages, monkeypatch):
    monkeypatch.setattr(FichePaper, "paint", lambda _self, _printer: 0)
    preview._on_printer_chosen(a4_printer("VV015"))
    assert messages.asked("refuse") == ["Niet afgedrukt"]


def test_a_pdf_that_cannot_be_painted_leaves_the_old_one(tmp_path, monkeypatch):
    target = tmp_path / "oud.pdf"
    target.write_bytes(b"%PDF oud")
    paper = FichePaper("<p>x</p>", Running("VV015", "Titel", "april 2021"), "sans")
    monkeypatch.setattr(paper, "paint", lambda _printer: 0)
    with pytest.raises(Unavailable):
        paper.save_pdf(target)
    monkeypatch.setattr(paper, "paint", lambda _printer: 1)
    with pytest.raises(Unavailable):
        paper.save_pdf(target)
    assert target.read_bytes() == b"%PDF oud"


def test_the_zoom_buttons_change_the_size_of_the_page(preview, qtbot):
    view = preview.findChild(QPrintPreviewWidget)
    before = view.zoomFactor()
    press(preview, "Groter", qtbot)
    assert view.zoomFactor() > before
    press(preview, "Kleiner", qtbot)
    press(preview, "Hele pagina", qtbot)
    assert view.zoomMode() is QPrintPreviewWidget.ZoomMode.FitInView
    press(preview, "Hele breedte", qtbot)
    assert view.zoomMode() is QPrintPreviewWidget.ZoomMode.FitToWidth


def test_nothing_outside_is_ever_fetched(tmp_path):
    page = '<p>a<img src="https://voorbeeld.be/x.png"><img src="file:///etc/passwd"></p>'
    printer = a4_printer("x")
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    paper = FichePaper(page, Running("VV015", "Titel", "april 2021"), "sans")
    assert paper.paint(printer) == 1


def test_paper_is_white_in_the_dark_too(preview, theme):
    theme.choose(Look.DARK)
    view = preview.findChild(QPrintPreviewWidget)
    view.updatePreview()
    picture = view.grab().toImage()
    colours = {
        picture.pixelColor(x, picture.height() // 2).lightness()
        for x in range(0, picture.width(), 7)
    }
    assert max(colours) == 255
