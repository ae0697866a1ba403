"""Small promises of the window that a person only misses when they are broken."""

import pytest
from driven_program import visible
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea
from stores import OV, fiche, new_store

from ui.about import AboutDialog
from ui.forms.finding_line import FindingLine
from ui.print_preview import PrintPreview
from ui.theme import Look
from vvdesk import settings
from vvdesk.paths import settings_dir


@pytest.fixture
def driven(start, tmp_path):
    """The program with VV015 in hand, in light colours."""
    known = settings.Settings(naam="An Peeters", entiteit=OV, look="licht")
    settings.save(known, settings_dir())
    contents = fiche("VV015", mijlpalen=3), fiche("VV016")
    made = start(new_store(tmp_path / "ov.vvd", *contents, entiteit=OV))
    made.file.page.show_fiche("VV015")
    made.settle()
    yield made
    QGuiApplication.clipboard().clear()


def edge(driven, line: QLineEdit) -> set[str]:
    """Return the colours of the edge of a field, as painted."""
    driven.settle()
    picture = line.grab().toImage()
    middle = picture.height() // 2
    below = picture.height() - 1
    return {
        picture.pixelColor(0, middle).name().upper(),
        picture.pixelColor(picture.width() // 2, below).name().upper(),
    }


def test_a_finding_takes_the_colours_of_the_look(driven):
    driven.type("financiering.vak", "veel")
    driven.file.live.flush()
    driven.settle()
    line = driven.window.findChild(FindingLine)
    words = [each for each in line.findChildren(QLabel) if each.styleSheet()]
    light = words[0].styleSheet()
    driven.house.theme.choose(Look.DARK)
    assert driven.house.theme.colours.fout in words[0].styleSheet()
    assert words[0].styleSheet() != light


def test_a_field_in_trouble_keeps_its_edge_while_the_keyboard_is_in_it(driven):
    driven.type("financiering.vak", "veel")
    driven.file.live.flush()
    line = driven.editor("financiering.vak").findChild(QLineEdit)
    line.setFocus()
    colours = driven.house.theme.colours
    assert edge(driven, line) == {colours.fout, colours.accent}


def test_text_that_can_only_be_read_has_no_frame_and_a_line_shows_the_keyboard(driven):
    driven.file.live.desk.workspace.read_only = "Om te proberen."
    driven.file.live.refresh()
    line = driven.editor("financiering.vak").findChild(QLineEdit)
    line.setFocus()
    colours = driven.house.theme.colours
    found = edge(driven, line)
    assert colours.accent in found
    assert len(found) == 2


def test_the_form_scrolls_along_with_a_long_text(driven, qtbot):
    driven.window.resize(960, 600)
    driven.settle()
    editor = driven.editor("voortgang")
    area = driven.file.page.fiche_page.form().findChild(QScrollArea)
    for _line in range(40):
        QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    for sign in "onderaan":
        QTest.keyClick(editor.control(), sign)

    def is_in_sight() -> bool:
        caret = editor.box.cursorRect()
        place = editor.box.viewport().mapTo(area.viewport(), caret.bottomLeft())
        return 0 <= place.y() < area.viewport().height()

    qtbot.waitUntil(is_in_sight)


@pytest.mark.parametrize("path", ["voortgang", "titel", "doelgroep"])
def test_pasting_without_style_pastes_words_where_the_keyboard_is(driven, path):
    data = QMimeData()
    data.setText("gewoon")
    data.setHtml("<b>vet</b>")
    QGuiApplication.clipboard().setMimeData(data)
    editor = driven.editor(path)
    before = editor.text()
    driven.act("paste_plain")
    assert "gewoon" in editor.text()
    assert editor.text() != before
    assert "vet" not in editor.text()


def test_the_palette_gets_its_places_once_until_something_changes(driven, monkeypatch):
    asked: list[int] = []
    places = driven.file.places
    monkeypatch.setattr(driven.file, "places", lambda: asked.append(1) or places())
    for _time in range(2):
        driven.act("palette")
        driven.act("palette")
    assert len(asked) == 1
    driven.file.page.show_fiche("VV016")
    driven.act("palette")
    assert len(asked) == 2


def test_a_print_preview_that_was_closed_is_gone(driven, qapp):
    driven.act("print_preview")
    shown = visible(qapp, PrintPreview)
    assert shown is not None
    shown.close()
    driven.settle()
    assert driven.window.findChild(PrintPreview) is None


def test_about_tells_of_qt_and_the_screens(driven, qapp):
    driven.act("about")
    dialog = visible(qapp, AboutDialog)
    assert dialog is not None
    assert "venstersysteem" in dialog.text()
    dialog.close()
