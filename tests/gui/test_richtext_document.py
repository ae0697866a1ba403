"""Rich text in the document and out of it, whatever keys are pressed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QTextDocument,
    QTextListFormat,
)
from richtext_typist import (
    CTRL,
    INK,
    LIST,
    SHIFT,
    press,
    rich_text_editor,
    select,
)

from ui.forms.richtext_document import blocks_of, fill, group_lists
from vvdesk.richtext import Block, Run, is_canonical, normalise, numbers, parse, to_html


@pytest.fixture
def editor(qtbot, icons, theme):
    """An editor with the keyboard in it, between two other fields."""
    with rich_text_editor(qtbot, icons, theme) as made:
        yield made


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
    assert list(shown_numbers(document)) == numbers(normal)


def shown_numbers(document):
    block = document.begin()
    while block.isValid():
        made = block.textList()
        is_number = made and made.format().style() is QTextListFormat.Style.ListDecimal
        if block.length() > 1:
            yield made.itemNumber(block) + 1 if is_number else 0
        block = block.next()


NO = Qt.KeyboardModifier.NoModifier
KEYS = st.sampled_from(
    [
        *((Qt.Key.Key_A, NO), (Qt.Key.Key_B, NO), (Qt.Key.Key_Minus, NO), (Qt.Key.Key_Space, NO)),
        *((Qt.Key.Key_Return, NO), (Qt.Key.Key_Backspace, NO), (Qt.Key.Key_Delete, NO)),
        *((Qt.Key.Key_Up, NO), (Qt.Key.Key_Up, SHIFT), (Qt.Key.Key_Left, NO), (Qt.Key.Key_End, NO)),
        *((Qt.Key.Key_L, CTRL | SHIFT), (Qt.Key.Key_N, CTRL | SHIFT), (Qt.Key.Key_B, CTRL)),
        *((Qt.Key.Key_BracketRight, CTRL), (Qt.Key.Key_BracketLeft, CTRL), (Qt.Key.Key_V, CTRL)),
        *((Qt.Key.Key_X, CTRL), (Qt.Key.Key_V, CTRL | SHIFT), (Qt.Key.Key_Return, SHIFT)),
    ]
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(keys=st.lists(KEYS, max_size=20))
def test_whatever_keys_are_pressed_the_lists_are_numbered_as_they_are_stored(qtbot, editor, keys):
    editor.show_value("<p>een</p><ol><li>twee<ul><li>drie</li></ul></li><li>vier</li></ol>")
    source = QMimeData()
    source.setHtml(LIST)
    source.setText("een\ntwee")
    QGuiApplication.clipboard().setMimeData(source)
    select(editor, 9, 12)
    for key, modifiers in keys:
        press(qtbot, editor, key, modifiers)
    document = editor.control().document()
    blocks, stored = blocks_of(document), normalise(blocks_of(document))
    assert is_canonical(editor.text())
    if len(stored) == len(blocks):  # an empty item that is being typed has a number too
        assert list(shown_numbers(document)) == numbers(stored)
        assert [each.level for each in blocks] == [each.level for each in stored]
