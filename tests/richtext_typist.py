"""A rich text editor in a window, and what a person does in it."""

from contextlib import contextmanager

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QColor,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from ui.forms.richtext_document import Ink
from ui.forms.richtext_editor import RichTextEditor
from vvdesk.dictionary import fields_of
from vvdesk.model.fiche import Fiche

FIELD = next(each for each in fields_of(Fiche) if each.name == "voortgang")
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
INK = Ink(QColor("#0055CC"), 6)
LIST = "<ul><li>een</li><li>twee<ol><li>drie</li></ol></li></ul>"


@contextmanager
def rich_text_editor(qtbot, icons, theme):
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
