import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from ui.actions import COMMANDS, FileKind
from ui.help_browser import HelpBrowser, slug
from ui.help_panel import HelpPanel
from ui.keys_page import keys_page
from ui.theme import Look
from vvdesk.choices import Choices
from vvdesk.errors import Misused
from vvdesk.field_help import all_rules, field_paths

MANUAL = """# Handleiding

Lees [de tweede](#voor-wie-nakijkt) of [een site](https://www.vlaanderen.be).
Alle [velden](velden.md) en [controles](controles.md).

<script>slecht</script>

## Voor wie invult

| wat | hoe |
|---|---|
| een | twee |

Een versie, nog een versie.

## Voor wie nakijkt

De laatste versie.
"""


@pytest.fixture
def opened():
    return []


@pytest.fixture
def panel(theme, icons, opened, tmp_path, qtbot):
    (tmp_path / "handleiding.md").write_text(MANUAL, "utf-8")
    panel = HelpPanel(theme, icons, opened.append, tmp_path)
    qtbot.addWidget(panel)
    panel.resize(400, 500)
    panel.show()
    return panel


def text(panel):
    return panel.findChild(HelpBrowser).toPlainText()


def follow(panel, address):
    panel.findChild(HelpBrowser).anchorClicked.emit(QUrl(address))


def button(panel, name):
    return next(
        each for each in panel.findChildren(QToolButton) if name in {each.text(), each.toolTip()}
    )


def search(panel):
    return panel.findChild(QLineEdit)


@pytest.mark.parametrize("path", [path for _section, path, _label in field_paths()])
def test_every_field_has_a_page(panel, path):
    panel.show_field(path)
    assert path in text(panel)
    assert "Wat gebeurt er met dit veld?" in text(panel)


def test_the_page_of_a_field_tells_all_there_is(panel):
    panel.set_lists({"projectstatus": Choices("projectstatus", (("a", "Op koers"),))})
    panel.show_field("projectstatus")
    for expected in ("Projectstatus", "Op koers", "VV-PRJ-02", 'blad "Projecten"', "Verplicht"):
        assert expected in text(panel)
    panel.show_field("financiering.vak")
    assert "801.000 EUR" in text(panel)


def test_an_unknown_field_is_refused_and_the_page_stays(panel):
    panel.show_manual()
    with pytest.raises(Misused):
        panel.show_field("kleur")
    assert "Handleiding" in text(panel)


def test_what_happens_with_a_field_is_scrolled_to(panel):
    panel.show_field("mijlpalen.VV015-M01.timing")
    bar = panel.findChild(HelpBrowser).verticalScrollBar()
    assert bar.value() == 0
    panel.show_field("mijlpalen.VV015-M01.timing", usage=True)
    assert bar.value() > 0


def test_the_manual_is_read_as_text_without_html(panel):
    panel.show_manual()
    assert "Voor wie nakijkt" in text(panel)
    assert "<script>" in text(panel)


def test_links_in_the_manual_lead_to_pages_headings_and_the_web(panel, opened):
    panel.show_manual()
    follow(panel, "https://www.vlaanderen.be")
    assert opened == ["https://www.vlaanderen.be"]
    follow(panel, "velden.md")
    assert "Alle velden" in text(panel)
    follow(panel, "controles.md")
    assert "Alle controles" in text(panel)
    assert all(rule.code in text(panel) for rule in all_rules())
    follow(panel, "vvdesk:veld/financiering.vak")
    assert "Uitvoering VAK" in text(panel)
    follow(panel, "vvdesk:controle/VV-FIN-02")
    assert "Alle controles" in text(panel)
    follow(panel, "#voor-wie-nakijkt")
    assert "De laatste versie" in text(panel)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:x", "iets.exe", "vvdesk:x"])
def test_other_links_do_nothing(panel, opened, address):
    panel.show_manual()
    before = text(panel)
    follow(panel, address)
    assert text(panel) == before
    assert not opened


def test_back_returns_to_the_page_before(panel, qtbot):
    panel.show_field("titel")
    assert not button(panel, "Terug").isEnabled()
    panel.show_manual()
    panel.show_keys()
    qtbot.mouseClick(button(panel, "Terug"), Qt.MouseButton.LeftButton)
    assert "Voor wie invult" in text(panel)
    qtbot.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "De naam waaronder" in text(panel)
    panel.go_back()
    assert "De naam waaronder" in text(panel)


def test_the_buttons_show_field_manual_fields_and_keys(panel, qtbot):
    for name, expected in (
        ("Veld", "Alle velden"),
        ("Handleiding", "Voor wie invult"),
        ("Velden", "Alle velden"),
        ("Toetsen", "In tabellen"),
    ):
        qtbot.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)
        assert expected in text(panel)
    assert button(panel, "Toetsen").isChecked()
    assert not button(panel, "Velden").isChecked()
    panel.show_field("titel")
    panel.show_keys()
    qtbot.mouseClick(button(panel, "Veld"), Qt.MouseButton.LeftButton)
    assert "De naam waaronder" in text(panel)


def test_searching_marks_every_place_and_enter_goes_round(panel, qtbot):
    panel.show_field("titel")
    qtbot.keyClicks(search(panel), "versie")
    label = panel.findChild(QLabel)
    assert label.text().startswith("1 van 3")
    assert len(panel.findChild(HelpBrowser).extraSelections()) == 3
    for expected in ("2 van 3", "3 van 3", "1 van 3"):
        qtbot.keyClick(search(panel), Qt.Key.Key_Return)
        assert label.text().startswith(expected)
    search(panel).clear()
    qtbot.keyClicks(search(panel), "xyzzy")
    assert label.text() == "Niet gevonden."


def test_another_page_forgets_what_was_searched(panel, qtbot):
    panel.show_manual()
    qtbot.keyClicks(search(panel), "versie")
    panel.show_keys()
    assert search(panel).text() == ""
    assert not panel.findChild(QLabel).isVisible()


def test_escape_and_the_cross_ask_to_close(panel, qtbot):
    with qtbot.waitSignal(panel.close_requested):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.close_requested):
        qtbot.mouseClick(button(panel, "Hulp sluiten"), Qt.MouseButton.LeftButton)


def test_a_missing_manual_is_said(panel, tmp_path):
    (tmp_path / "handleiding.md").unlink()
    panel.show_manual()
    assert "Installeer vvdesk opnieuw" in text(panel)


def test_the_page_follows_the_theme(panel, theme):
    panel.show_field("titel")
    theme.choose(Look.DARK)
    assert theme.colours.accent in panel.findChild(HelpBrowser).document().defaultStyleSheet()


def test_a_change_of_theme_leaves_the_reader_about_where_it_was(panel, theme):
    panel.show_rule("VV-PRJ-08")
    bar = panel.findChild(HelpBrowser).verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    theme.choose(Look.DARK)
    assert abs(bar.value() - bar.maximum() // 2) <= bar.maximum() // 10


def test_pictures_come_from_the_manual_and_fit_the_panel(panel, tmp_path):
    browser = panel.findChild(HelpBrowser)
    picture = QImage(2000, 100, QImage.Format.Format_RGB32)
    picture.fill(0)
    assert picture.save(str(tmp_path / "breed.png"))
    kind = QTextDocument.ResourceType.ImageResource.value
    assert 0 < browser.loadResource(kind, QUrl("breed.png")).width() <= 400
    for outside in ("../geheim.png", "https://a.be/x.png", "file:///etc/x.png"):
        assert browser.loadResource(kind, QUrl(outside)) is None
    assert browser.loadResource(kind + 1, QUrl("breed.png")) is None


def test_anchors_are_those_of_a_forge():
    assert slug("Voor de coördinator: wat je doet") == "voor-de-coördinator-wat-je-doet"


def test_with_a_momentopname_open_no_key_is_listed_that_changes_anything():
    page = keys_page(FileKind.SEALED)
    texts = {each.name: each.text for each in COMMANDS}
    for name in ("undo", "save", "row_add", "find", "sealing", "excel_in"):
        assert texts[name] not in page
    for name in ("inquiry", "go_to_code", "open", "palette", "next_pane"):
        assert texts[name] in page
    assert "Cel bewerken" not in page
    assert "Vet" not in page


def test_the_keyboard_map_lists_every_command_with_a_key():
    page = keys_page()
    assert all(each.text in page for each in COMMANDS if each.keys)
    for group in ("In tabellen", "In teksten met opmaak", "Overal", "Ctrl+B", "F2"):
        assert group in page
