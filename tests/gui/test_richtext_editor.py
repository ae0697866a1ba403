"""The rich text editor: what is typed, pasted and shown, with real keys."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.forms.richtext_document import Ink, blocks_of, fill, group_lists
from ui.forms.richtext_editor import RichTextEditor
from ui.theme import Look
from vvdesk.dictionary import fields_of
from vvdesk.model.fiche import Fiche
from vvdesk.richtext import Block, Run, normalise, numbers, parse, to_html

FIELD = next(each for each in fields_of(Fiche) if each.name == "voortgang")
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
INK = Ink(QColor("#0055CC"), 6)
LIST = "<ul><li>een</li><li>twee<ol><li>drie</li></ol></li></ul>"


@pytest.fixture
def editor(qtbot, icons, theme):
    """An editor with the keyboard in it, between two other fields."""
    host = QWidget()
    layout = QVBoxLayout(host)
    made = RichTextEditor(FIELD, icons, theme)
    before, after = QLineEdit(), QLineEdit()
    before.setObjectName("before")
    after.setObjectName("after")
    for each in (before, made, after):
        layout.addWidget(each)
    layout.addStretch(1)
    qtbot.addWidget(host)
    host.resize(760, 800)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    made.control().setFocus()
    qtbot.waitUntil(made.control().hasFocus)
    yield made  # the host lives as long as the test
    host.close()


def press(qtbot, editor, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(editor.control(), key, modifiers)


def select(editor, start, end):
    cursor = editor.control().textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.control().setTextCursor(cursor)


def paste(editor, html="", plain=""):
    source = QMimeData()
    if html:
        source.setHtml(html)
    source.setText(plain)
    editor.control().insertFromMimeData(source)


def button(editor, name):
    return editor.bar.findChild(QToolButton, name)


TEXTS = st.text(
    st.sampled_from("ab é&<\"'\n\xa0- 1.\U0001f600\ufffc\u200b\u0301"), min_size=0, max_size=8
)
RUNS = st.builds(
    Run, TEXTS, st.booleans(), st.booleans(), st.sampled_from([None, None, "https://x.be/?a=1&b=2"])
)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["p", "ul", "ol"]),
    st.integers(0, 12),
    st.lists(RUNS, max_size=4).map(tuple),
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.usefixtures("qapp")
@given(blocks=st.lists(BLOCKS, max_size=7))
def test_a_rich_text_comes_out_of_the_document_as_it_went_in(blocks):
    html = to_html(blocks)
    document = QTextDocument()
    fill(document, parse(html), INK)
    assert to_html(blocks_of(document)) == html


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.usefixtures("qapp")
@given(blocks=st.lists(BLOCKS, max_size=7))
def test_items_are_numbered_as_the_report_numbers_them(blocks):
    document = QTextDocument()
    normal = normalise(blocks)
    fill(document, normal, INK)
    group_lists(document, INK)
    shown, block = [], document.begin()
    while block.isValid() and normal:
        made = block.textList()
        is_number = made and made.format().style() is QTextListFormat.Style.ListDecimal
        shown.append(made.itemNumber(block) + 1 if is_number else 0)
        block = block.next()
    assert shown == numbers(normal)


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


def test_a_kept_draft_is_shown_whatever_it_is(editor):
    editor.show_text("<ul><li>een</li></ul>")
    assert editor.text() == "<ul><li>een</li></ul>"
    editor.show_text("<ul><li>" * 12)
    assert "<ul>" not in editor.text()
    assert "ul" in editor.text()


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


@pytest.mark.parametrize(("key", "is_ours"), [(Qt.Key.Key_Z, False), (Qt.Key.Key_B, True)])
def test_undo_is_the_windows_and_bold_is_ours(editor, key, is_ours):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
    event.ignore()
    editor.control().event(event)
    assert event.isAccepted() is is_ours


def test_undo_keys_change_nothing_here(qtbot, editor):
    qtbot.keyClicks(editor.control(), "een")
    press(qtbot, editor, Qt.Key.Key_Z, CTRL)
    assert editor.value() == "<p>een</p>"


def test_it_grows_with_its_text_and_then_scrolls(qtbot, editor):
    low = editor.control().height()
    line = editor.control().fontMetrics().lineSpacing()
    assert low > 5 * line
    editor.show_value("<p>x</p>" * 10)
    qtbot.waitUntil(lambda: editor.control().height() > low)
    assert editor.control().verticalScrollBar().maximum() == 0
    editor.show_value("<p>x</p>" * 100)
    qtbot.waitUntil(lambda: editor.control().verticalScrollBar().maximum() > 0)
    assert editor.control().height() < 30 * line


def wheel(widget):
    middle = QPointF(widget.rect().center())
    return QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_the_wheel_scrolls_the_page_until_somebody_works_here(qtbot, editor):
    editor.show_value("<p>x</p>" * 100)
    qtbot.waitUntil(lambda: editor.control().verticalScrollBar().maximum() > 0)
    editor.window().findChild(QLineEdit, "after").setFocus()
    event = wheel(editor.control().viewport())
    editor.control().wheelEvent(event)
    assert not event.isAccepted()
    editor.control().setFocus()
    editor.control().wheelEvent(wheel(editor.control().viewport()))
    assert editor.control().verticalScrollBar().value() > 0


def test_read_only_it_has_no_buttons_and_its_links_can_be_followed(qtbot, editor):
    editor.show_value('<p><a href="https://x.be">hier staat een link</a></p>')
    editor.set_read_only(True)
    assert not editor.bar.isVisible()
    qtbot.keyClicks(editor.control(), "x")
    assert editor.value() == '<p><a href="https://x.be">hier staat een link</a></p>'
    at = editor.control().cursorRect().center() + QPoint(20, 0)
    with qtbot.waitSignal(editor.address_opened) as opened:
        qtbot.mouseClick(editor.control().viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == ["https://x.be"]
    press(qtbot, editor, Qt.Key.Key_Tab)
    if editor.control().hasFocus():
        with qtbot.waitSignal(editor.address_opened):
            press(qtbot, editor, Qt.Key.Key_Return)
    editor.set_read_only(False)
    assert editor.bar.isVisible()


def test_the_preview_shows_the_text_as_it_will_be_stored(qtbot, editor):
    qtbot.mouseClick(button(editor, "preview"), Qt.MouseButton.LeftButton)
    assert editor.preview.isVisible()
    qtbot.keyClicks(editor.control(), "- een  twee ")
    shown = editor.preview.view
    qtbot.waitUntil(lambda: to_html(shown.blocks()) == "<ul><li>een twee</li></ul>")
    qtbot.mouseClick(button(editor, "preview"), Qt.MouseButton.LeftButton)
    assert not editor.preview.isVisible()


def test_the_count_follows_the_text(qtbot, editor):
    editor.show_value("<p>" + "x" * 4000 + "</p>")
    assert editor.bar._count.text() == "4.000 tekens"
    editor.show_value(None)
    qtbot.keyClicks(editor.control(), "x")
    qtbot.waitUntil(lambda: editor.bar._count.text() == "1 teken")


def test_links_take_the_colours_of_another_theme(editor, theme):
    editor.show_value('<p><a href="https://x.be">link</a></p>')
    for look in (Look.DARK, Look.LIGHT):
        theme.choose(look)
        cursor = editor.control().textCursor()
        cursor.setPosition(2)
        assert cursor.charFormat().foreground().color() == theme.colour("accent")
    assert editor.value() == '<p><a href="https://x.be">link</a></p>'


def test_every_part_has_a_name_and_a_target_large_enough(editor):
    assert editor.control().accessibleName() == FIELD.about.label
    for each in editor.bar.findChildren(QToolButton):
        assert each.accessibleName()
        assert min(each.height(), each.width()) >= 24
    for each in editor.link_panel.findChildren(QLineEdit):
        assert each.accessibleName()


def test_the_caret_is_told_so_that_the_page_can_follow(qtbot, editor):
    with qtbot.waitSignal(editor.caret_moved) as moved:
        qtbot.keyClicks(editor.control(), "x")
    assert editor.rect().contains(moved.args[0])
