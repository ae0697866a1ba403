"""How the rich text editor looks and behaves on its page."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QToolButton
from richtext_typist import (
    CTRL,
    FIELD,
    button,
    press,
    rich_text_editor,
)

from ui.theme import Look
from vvdesk.richtext import to_html


@pytest.fixture
def editor(qtbot, icons, theme):
    """An editor with the keyboard in it, between two other fields."""
    with rich_text_editor(qtbot, icons, theme) as made:
        yield made


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
