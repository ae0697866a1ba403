"""The rich text editor: typing, formats, lists and focus, with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit
from richtext_typist import (
    ALT,
    CTRL,
    LIST,
    SHIFT,
    button,
    press,
    rich_text_editor,
    select,
)

from ui.desk import Typing
from vvdesk.content import parse_path, path_value


@pytest.fixture
def editor(qtbot, icons, theme):
    """An editor with the keyboard in it, between two other fields."""
    with rich_text_editor(qtbot, icons, theme) as made:
        yield made


def test_typing_gives_a_paragraph_and_says_touched_at_every_key(qtbot, editor):
    heard = []
    editor.touched.connect(lambda: heard.append(1))
    qtbot.keyClicks(editor.control(), "Op schema & klaar")
    assert editor.value() == "<p>Op schema &amp; klaar</p>"
    assert len(heard) == len("Op schema & klaar")


def test_nothing_typed_is_no_value(qtbot, editor):
    assert editor.value() is None
    assert editor.text() == ""
    qtbot.keyClicks(editor.control(), "   ")
    assert editor.value() is None


@pytest.mark.parametrize(
    ("key", "modifiers", "tag"),
    [(Qt.Key.Key_B, CTRL, "strong"), (Qt.Key.Key_I, CTRL, "em")],
)
def test_a_key_makes_the_selection_bold_or_italic_and_back(qtbot, editor, key, modifiers, tag):
    editor.show_value("<p>een twee</p>")
    select(editor, 0, 3)
    with qtbot.waitSignal(editor.touched):
        press(qtbot, editor, key, modifiers)
    assert editor.value() == f"<p><{tag}>een</{tag}> twee</p>"
    press(qtbot, editor, key, modifiers)
    assert editor.value() == "<p>een twee</p>"


def on(editor):
    return {each.objectName() for each in editor.bar._buttons.values() if each.isChecked()}


def test_the_buttons_say_what_holds_at_the_cursor(qtbot, editor):
    editor.show_value("<p>gewoon <strong>vet</strong></p><ol><li><em>punt</em></li></ol>")
    for position, wished in ((9, {"bold"}), (13, {"italic", "numbers"}), (2, set())):
        select(editor, position, position)
        qtbot.waitUntil(lambda wished=wished: on(editor) == wished)


def test_a_button_formats_and_leaves_the_keyboard_in_the_text(qtbot, editor):
    qtbot.keyClicks(editor.control(), "punt")
    qtbot.mouseClick(button(editor, "bullets"), Qt.MouseButton.LeftButton)
    assert editor.value() == "<ul><li>punt</li></ul>"
    assert editor.control().hasFocus()
    qtbot.waitUntil(lambda: on(editor) == {"bullets"})
    qtbot.mouseClick(button(editor, "bullets"), Qt.MouseButton.LeftButton)
    assert editor.value() == "<p>punt</p>"


@pytest.mark.parametrize(("sign", "tag"), [("-", "ul"), ("*", "ul"), ("1.", "ol"), ("1)", "ol")])
def test_a_sign_and_a_space_at_the_start_begin_a_list(qtbot, editor, sign, tag):
    qtbot.keyClicks(editor.control(), f"{sign} een")
    press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.control(), "twee")
    assert editor.value() == f"<{tag}><li>een</li><li>twee</li></{tag}>"


def test_a_sign_within_a_line_is_only_a_sign(qtbot, editor):
    qtbot.keyClicks(editor.control(), "5 - 3")
    assert editor.value() == "<p>5 - 3</p>"


def test_enter_in_an_empty_item_goes_out_level_by_level(qtbot, editor):
    editor.show_value(LIST)
    editor.control().moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(2):
        press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.control(), "vier")
    assert editor.value() == (
        "<ul><li>een</li><li>twee<ol><li>drie</li></ol></li></ul><ol><li>vier</li></ol>"
    )
    for _ in range(2):
        press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.control(), "vijf")
    assert editor.value().endswith("<p>vijf</p>")


def test_backspace_at_the_start_of_an_item_makes_it_a_paragraph(qtbot, editor):
    editor.show_value("<ul><li>een</li><li>twee</li></ul>")
    select(editor, 4, 4)
    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert editor.value() == "<ul><li>een</li></ul><p>twee</p>"
    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert editor.value() == "<ul><li>eentwee</li></ul>"


@pytest.mark.parametrize(
    ("inwards", "outwards"),
    [
        ((Qt.Key.Key_BracketRight, CTRL), (Qt.Key.Key_BracketLeft, CTRL)),
        ((Qt.Key.Key_Right, ALT | SHIFT), (Qt.Key.Key_Left, ALT | SHIFT)),
    ],
)
def test_items_go_in_and_out_but_never_deeper_than_there_is_a_level(
    qtbot, editor, inwards, outwards
):
    editor.show_value("<ul><li>een</li><li>twee</li></ul>")
    select(editor, 5, 5)
    for _ in range(3):
        press(qtbot, editor, *inwards)
    assert editor.value() == "<ul><li>een<ul><li>twee</li></ul></li></ul>"
    press(qtbot, editor, *outwards)
    assert editor.value() == "<ul><li>een</li><li>twee</li></ul>"
    select(editor, 0, 0)
    press(qtbot, editor, *inwards)
    assert editor.value() == "<ul><li>een</li><li>twee</li></ul>"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Delete, "<p>evier</p>"),
        (Qt.Key.Key_X, "<p>exvier</p>"),
        (Qt.Key.Key_Return, "<p>e</p><p>vier</p>"),
    ],
)
def test_what_is_left_of_removed_paragraphs_is_what_the_first_was(qtbot, editor, key, expected):
    editor.show_value("<p>een</p><p>twee</p><ul><li>drie</li><li>vier</li></ul>")
    select(editor, 1, 14)
    press(qtbot, editor, key)
    assert editor.value() == expected


def test_shift_enter_breaks_the_line_within_a_paragraph(qtbot, editor):
    qtbot.keyClicks(editor.control(), "een")
    press(qtbot, editor, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(editor.control(), "twee")
    assert editor.value() == "<p>een<br>twee</p>"


def test_tab_goes_from_field_to_field_and_passes_the_buttons_by(qtbot, editor):
    press(qtbot, editor, Qt.Key.Key_Tab)
    after = editor.window().findChild(QLineEdit, "after")
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab, SHIFT)
    assert editor.control().hasFocus()
    qtbot.keyClick(editor.control(), Qt.Key.Key_Backtab, SHIFT)
    before = editor.window().findChild(QLineEdit, "before")
    assert before.hasFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert editor.control().hasFocus()


def test_alt_f10_goes_to_the_buttons_and_esc_comes_back_without_having_left(qtbot, editor):
    heard = []
    editor.left.connect(lambda: heard.append(1))
    editor.show_value("<p>een</p>")
    select(editor, 0, 3)
    press(qtbot, editor, Qt.Key.Key_F10, ALT)
    assert button(editor, "bold").hasFocus()
    qtbot.keyClick(button(editor, "bold"), Qt.Key.Key_Right)
    qtbot.keyClick(button(editor, "italic"), Qt.Key.Key_Return)
    assert editor.value() == "<p><em>een</em></p>"
    qtbot.keyClick(button(editor, "italic"), Qt.Key.Key_Left)
    qtbot.keyClick(button(editor, "bold"), Qt.Key.Key_Left)
    assert button(editor, "preview").hasFocus()
    qtbot.keyClick(button(editor, "preview"), Qt.Key.Key_Escape)
    assert editor.control().hasFocus()
    assert heard == []


def test_leaving_for_another_field_is_told_once(qtbot, editor):
    with qtbot.waitSignal(editor.left):
        press(qtbot, editor, Qt.Key.Key_Tab)


def test_the_same_value_leaves_cursor_and_trailing_space_alone(qtbot, editor):
    heard = []
    qtbot.keyClicks(editor.control(), "een twee ")
    select(editor, 4, 4)
    editor.touched.connect(lambda: heard.append(1))
    editor.show_value("<p>een twee</p>")
    assert editor.control().textCursor().position() == 4
    assert editor.control().toPlainText() == "een twee "
    editor.show_value("<p>iets anders</p>")
    assert editor.control().textCursor().position() == 4
    editor.show_value(None)
    assert editor.value() is None
    assert heard == []


def test_what_is_typed_is_stored_and_typing_goes_on_where_it_was(qtbot, editor, desk):
    def show(project, path):
        editor.show_value(path_value(desk.desk.fiche(project), parse_path(path)))

    show("VV015", "voortgang")
    desk.stored.connect(show)
    editor.touched.connect(lambda: desk.touch("voortgang", Typing(editor.text, editor.value)))
    press(qtbot, editor, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(editor.control(), "- Nu ")
    assert desk.flush()
    qtbot.keyClicks(editor.control(), "loopt het")
    assert desk.flush()
    stored = path_value(desk.desk.fiche("VV015"), parse_path("voortgang"))
    assert stored == "<ul><li>Nu loopt het</li></ul>"


def test_a_kept_draft_is_shown_whatever_it_is(editor):
    editor.show_text("<ul><li>een</li></ul>")
    assert editor.text() == "<ul><li>een</li></ul>"
    editor.show_text("<ul><li>" * 12)
    assert "<ul>" not in editor.text()
    assert "ul" in editor.text()
