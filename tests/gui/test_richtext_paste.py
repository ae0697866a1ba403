"""Links and pastes in the rich text editor."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import (
    QGuiApplication,
)
from PySide6.QtWidgets import QPushButton
from richtext_typist import (
    CTRL,
    LIST,
    SHIFT,
    paste,
    press,
    rich_text_editor,
    select,
)


@pytest.fixture
def editor(qtbot, icons, theme):
    """An editor with the keyboard in it, between two other fields."""
    with rich_text_editor(qtbot, icons, theme) as made:
        yield made


def test_a_link_is_made_of_the_selection(qtbot, editor):
    editor.show_value("<p>zie de site</p>")
    select(editor, 7, 11)
    press(qtbot, editor, Qt.Key.Key_K, CTRL | SHIFT)
    panel = editor.link_panel
    assert panel.address.hasFocus()
    assert not panel.words.isVisible()
    qtbot.keyClicks(panel.address, "www.vlaanderen.be")
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(panel.address, Qt.Key.Key_Return)
    assert editor.value() == '<p>zie de <a href="https://www.vlaanderen.be">site</a></p>'
    assert editor.control().hasFocus()
    assert not panel.isVisible()


def test_a_link_can_be_typed_with_its_words_then_changed_and_removed(qtbot, editor):
    press(qtbot, editor, Qt.Key.Key_K, CTRL | SHIFT)
    panel = editor.link_panel
    qtbot.keyClicks(panel.words, "de site")
    qtbot.keyClicks(panel.address, "https://x.be")
    qtbot.keyClick(panel.address, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.control(), " en meer")
    assert editor.value() == '<p><a href="https://x.be">de site</a> en meer</p>'
    select(editor, 2, 2)
    press(qtbot, editor, Qt.Key.Key_K, CTRL | SHIFT)
    assert panel.address.text() == "https://x.be"
    qtbot.keyClicks(panel.address, "https://y.be")
    qtbot.keyClick(panel.address, Qt.Key.Key_Return)
    assert editor.value() == '<p><a href="https://y.be">de site</a> en meer</p>'
    press(qtbot, editor, Qt.Key.Key_K, CTRL | SHIFT)
    remove = next(b for b in panel.findChildren(QPushButton) if b.text() == "Link verwijderen")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert editor.value() == "<p>de site en meer</p>"


def test_an_address_that_is_none_is_said_at_the_box_and_esc_closes(qtbot, editor):
    press(qtbot, editor, Qt.Key.Key_K, CTRL | SHIFT)
    panel = editor.link_panel
    qtbot.keyClicks(panel.address, "javascript:x")
    qtbot.keyClick(panel.address, Qt.Key.Key_Return)
    assert "'javascript:x' is geen adres" in panel.address.accessibleDescription()
    panel.address.clear()
    qtbot.keyClick(panel.address, Qt.Key.Key_Return)
    assert "nog leeg" in panel.address.accessibleDescription()
    qtbot.keyClick(panel.address, Qt.Key.Key_Escape)
    assert editor.control().hasFocus()
    assert editor.value() is None


def test_a_paste_from_word_keeps_its_list_and_says_what_went(qtbot, editor):
    html = (
        "<p class=MsoNormal style='color:red'>Er zijn:</p>"
        "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]>·&nbsp;&nbsp;<![endif]>53 goed</p>"
        "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]>·&nbsp;&nbsp;<![endif]>22 niet</p>"
    )
    with qtbot.waitSignals([editor.touched, editor.simplified]):
        paste(editor, html, "Er zijn:\n· 53 goed\n· 22 niet")
    assert editor.value() == "<p>Er zijn:</p><ul><li>53 goed</li><li>22 niet</li></ul>"
    qtbot.keyClicks(editor.control(), " erna")
    editor.replace_paste_by_plain()
    assert editor.value() == "<p>Er zijn:<br>· 53 goed<br>· 22 niet erna</p>"
    editor.replace_paste_by_plain()
    assert editor.value() == "<p>Er zijn:<br>· 53 goed<br>· 22 niet erna</p>"


def test_words_pasted_in_a_sentence_stay_in_it(editor):
    editor.show_value("<ul><li>een drie</li></ul>")
    select(editor, 4, 4)
    paste(editor, "<b>twee </b>", "twee ")
    assert editor.value() == "<ul><li>een <strong>twee</strong> drie</li></ul>"


def test_plain_text_and_a_paste_in_an_empty_item(qtbot, editor):
    qtbot.keyClicks(editor.control(), "- ")
    paste(editor, plain="punt ")
    qtbot.keyClicks(editor.control(), "verder")
    assert editor.value() == "<ul><li>punt verder</li></ul>"


def test_ctrl_shift_v_pastes_only_words(qtbot, editor):
    source = QMimeData()
    source.setHtml("<b>vet</b>")
    source.setText("- vet\n- tekst")
    QGuiApplication.clipboard().setMimeData(source)
    press(qtbot, editor, Qt.Key.Key_V, CTRL | SHIFT)
    assert editor.value() == "<p>- vet<br>- tekst</p>"
    editor.show_value(None)
    press(qtbot, editor, Qt.Key.Key_V, CTRL)
    assert editor.value() == "<p><strong>vet</strong></p>"


def test_what_is_copied_here_can_be_pasted_here(qtbot, editor):
    editor.show_value(f"<p>a <strong>b</strong></p>{LIST}")
    press(qtbot, editor, Qt.Key.Key_A, CTRL)
    press(qtbot, editor, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("a b\n• een")
    was = editor.value()
    press(qtbot, editor, Qt.Key.Key_X, CTRL)
    assert editor.value() is None
    press(qtbot, editor, Qt.Key.Key_V, CTRL)
    assert editor.value() == was


def test_a_part_of_an_item_is_copied_as_words(qtbot, editor):
    editor.show_value("<ul><li>een twee</li></ul>")
    select(editor, 0, 4)
    press(qtbot, editor, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().html() == "<p>een</p>"
    assert QGuiApplication.clipboard().text() == "een "


def test_files_are_not_taken_and_nothing_is_ever_loaded(editor):
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile("/map/x.xlsx")])
    assert not editor.control().canInsertFromMimeData(source)
    paste(editor, '<img src="file:///etc/passwd">goed<a href="javascript:x">!</a>', "goed!")
    assert editor.value() == "<p>goed!</p>"
    assert editor.control().loadResource(2, QUrl("file:///etc/passwd")) is None


def test_an_absurd_paste_is_refused_with_its_reason(qtbot, editor):
    with qtbot.waitSignal(editor.refused) as refused:
        paste(editor, plain="x" * 200_000)
    assert "hoogstens 100.000 tekens" in refused.args[0]
    assert editor.value() is None


def test_the_menu_has_a_plain_paste_and_no_undo_of_its_own(editor):
    QGuiApplication.clipboard().setText("een")
    menu = editor.control().menu()
    actions = {action.objectName() or action.text(): action for action in menu.actions()}
    assert "edit-undo" not in actions
    actions["Plakken zonder opmaak"].trigger()
    assert editor.value() == "<p>een</p>"
    editor.set_read_only(True)
    assert "Plakken zonder opmaak" not in {
        each.text() for each in editor.control().menu().actions()
    }
