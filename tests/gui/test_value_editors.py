from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from stores import new_store

from ui.forms.choice_editor import ChoiceEditor, SearchChoiceEditor
from ui.forms.day_editor import Calendar
from ui.forms.making import EditorContext, editor_for
from ui.forms.status_chip import StatusChips
from ui.forms.text_editors import LinesEditor
from vvdesk import kinds
from vvdesk.dictionary import field_named, fields_of
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.values import Unreadable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ALL_FIELDS = [
    field for each in (Fiche, Financiering, Mijlpaal, Agendering) for field in fields_of(each)
]
SAMPLES = {
    kinds.TEKST: "Een  titel".replace("  ", " "),
    kinds.REGELS: "Eerste regel\nTweede regel",
    kinds.OPMAAK: "Gewoon",
    kinds.CODE: "VV015",
    kinds.URL: "https://www.vlaanderen.be/relance",
    kinds.EURO: 375_000_000,
    kinds.DAG: date(2023, 12, 31),
    kinds.GETAL: Decimal("1.125"),
    kinds.MINISTERS: ("Hilde Crevits", "Iemand Nieuw"),
    kinds.ENTITEITEN: ("Departement Onderwijs en Vorming",),
    kinds.THEMAS: ("Iets nieuws",),
    kinds.ENTITEIT: "Departement Onderwijs en Vorming",
    kinds.CLUSTER: "04",
    kinds.SPEERPUNT: "04",
    kinds.PROJECTSTATUS: "na_agendering",
    kinds.MIJLPAALSTATUS: "op_schema",
    kinds.SOORT: "nota",
    kinds.LOT: "geschrapt",
}


@pytest.fixture
def opened():
    """The addresses that somebody opened."""
    return []


@pytest.fixture(scope="module")
def referentie(tmp_path_factory):
    """The reference data of april 2021, read once."""
    folder = tmp_path_factory.mktemp("naslag")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder))
        with Workspace.open(new_store(folder / "ov.vvd")) as store, store.connection() as reading:
            return read_referentie(reading, 1)


@pytest.fixture
def context(referentie, theme, icons, opened):
    """What editors need; rich text is stood in for by plain lines."""
    chips = StatusChips(referentie, theme)

    def rich(field, parent):
        return LinesEditor(field, referentie.lists, parent)

    return EditorContext(referentie, theme, icons, opened.append, rich, chips)


@pytest.fixture
def make(qtbot, context):
    """Put the editor of a field in a window that is shown, with a box behind it."""
    windows = []

    def made(entity, name, value=None):
        window = QWidget()
        layout = QVBoxLayout(window)
        editor = editor_for(field_named(entity, name), context, window)
        layout.addWidget(editor)
        layout.addWidget(QLineEdit(window, objectName="behind"))
        qtbot.addWidget(window)
        windows.append(window)
        editor.show_value(editor.field.kind.typed("") if value is None else value)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.control().setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.control())
        return editor

    yield made
    windows.clear()


def leave(editor):
    editor.window().findChild(QLineEdit, "behind").setFocus()


def roll(widget):
    none, no = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    middle, down = QPointF(widget.rect().center()), QPoint(0, -120)
    phase = Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(
        widget, QWheelEvent(middle, middle, QPoint(), down, none, no, phase, False)
    )


@pytest.mark.parametrize("field", ALL_FIELDS, ids=lambda field: field.name)
def test_every_field_shows_and_returns_its_value_unchanged(field, context, qtbot):
    editor = editor_for(field, context)
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.touched):
        for value in (SAMPLES[field.kind], field.kind.typed(""), SAMPLES[field.kind]):
            editor.show_value(value)
            assert editor.value() == value
            assert type(editor.value()) is type(value)
    assert editor.control().accessibleName() == field.about.label
    assert editor.control().accessibleDescription().startswith(field.about.hint)
    assert editor.objectName() == field.name


@pytest.mark.parametrize("field", ALL_FIELDS, ids=lambda field: field.name)
def test_read_only_shows_the_text_and_takes_no_input(field, context, qtbot):
    editor = editor_for(field, context)
    qtbot.addWidget(editor)
    editor.show_value(SAMPLES[field.kind])
    editor.set_read_only(True)
    shown = getattr(editor.control(), "text", getattr(editor.control(), "toPlainText", None))()
    with qtbot.assertNotEmitted(editor.touched):
        qtbot.keyClicks(editor.control(), "xyz")
        qtbot.keyClick(editor.control(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        qtbot.keyClick(editor.control(), Qt.Key.Key_Delete)
    assert shown.replace("\n", "; ") == editor.text().replace("\n", "; ")
    assert editor.value() == SAMPLES[field.kind]
    editor.set_read_only(False)
    assert editor.control().accessibleName() == field.about.label


@pytest.mark.parametrize("field", ALL_FIELDS, ids=lambda field: field.name)
def test_the_wheel_changes_nothing(field, context, qtbot):
    editor = editor_for(field, context)
    qtbot.addWidget(editor)
    editor.show_value(SAMPLES[field.kind])
    with qtbot.assertNotEmitted(editor.touched):
        for widget in (editor, *editor.findChildren(QWidget)):
            roll(widget)
    assert editor.value() == SAMPLES[field.kind]


@pytest.mark.parametrize("field", ALL_FIELDS, ids=lambda field: field.name)
def test_an_unreadable_draft_stands_there_without_a_touch(field, context, qtbot):
    editor = editor_for(field, context)
    qtbot.addWidget(editor)
    editor.show_value(SAMPLES[field.kind])
    with qtbot.assertNotEmitted(editor.touched):
        editor.show_text("31/02/2024 of zo")
    assert editor.text() == "31/02/2024 of zo"


def test_a_typed_amount_is_touched_at_every_key_and_read_as_euro(make, qtbot):
    editor = make(Financiering, "vak")
    touches = []
    editor.touched.connect(lambda: touches.append(editor.text()))
    qtbot.keyClicks(editor.control(), "375 mio")
    assert touches[-1] == "375 mio"
    assert len(touches) == 7
    assert editor.value() == 375_000_000


def test_an_amount_is_said_in_words_while_one_types(make, qtbot):
    editor = make(Financiering, "vak")
    qtbot.keyClicks(editor.control(), "801 KEUR")
    assert editor.words.text() == "achthonderdeenduizend euro"
    assert editor.control().toolTip() == "achthonderdeenduizend euro"
    assert "achthonderdeenduizend euro" in editor.control().accessibleDescription()
    qtbot.keyClicks(editor.control(), "!")
    assert editor.words.text() == ""
    with pytest.raises(Unreadable):
        editor.value()


def test_what_was_typed_stands_while_one_types_and_is_tidied_on_leaving(make, qtbot):
    editor = make(Financiering, "vak")
    qtbot.keyClicks(editor.control(), "375 mio")
    editor.show_value(375_000_000)
    assert editor.text() == "375 mio"
    leave(editor)
    assert editor.text() == "375.000.000 EUR"


def test_another_stored_value_shows_even_while_the_keyboard_is_there(make, qtbot):
    editor = make(Financiering, "vak")
    qtbot.keyClicks(editor.control(), "375")
    editor.show_value(12)
    assert editor.text() == "12 EUR"


def test_escape_puts_the_stored_value_back(make, qtbot):
    editor = make(Fiche, "streefdatum", date(2023, 12, 31))
    editor.control().selectAll()
    qtbot.keyClicks(editor.control(), "31/02/2024")
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(editor.control(), Qt.Key.Key_Escape)
    assert editor.text() == "31/12/2023"
    with qtbot.assertNotEmitted(editor.touched):
        qtbot.keyClick(editor.control(), Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", ["titel", "belanghebbenden", "projectstatus", "cluster"])
def test_leaving_is_told_once(make, qtbot, name):
    editor = make(Fiche, name)
    heard = []
    editor.left.connect(lambda: heard.append(name))
    leave(editor)
    qtbot.waitUntil(lambda: not editor.control().hasFocus())
    assert heard == [name]


def test_tab_leaves_a_text_of_several_lines(make, qtbot):
    editor = make(Fiche, "belanghebbenden")
    with qtbot.waitSignal(editor.left):
        qtbot.keyClick(editor.control(), Qt.Key.Key_Tab)
    assert editor.text() == ""


@pytest.mark.parametrize("name", ["titel", "belanghebbenden"])
def test_undo_is_left_to_the_window(make, qtbot, name):
    editor = make(Fiche, name)
    qtbot.keyClicks(editor.control(), "abc")
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_K):
        kind = QKeyEvent.Type.ShortcutOverride
        override = QKeyEvent(kind, key, control, chr(key.value & 0x1F))
        QApplication.sendEvent(editor.control(), override)
        assert not override.isAccepted()
        qtbot.keyClick(editor.control(), key, control)
    assert editor.text() == "abc"


def test_a_text_grows_with_its_lines_up_to_ten(make):
    editor = make(Fiche, "belanghebbenden")
    heights = []
    for lines in (1, 2, 5, 10, 30):
        editor.show_value("\n".join(["regel"] * lines))
        heights.append(editor.sizeHint().height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_only_plain_text_is_pasted(make):
    editor = make(Fiche, "belanghebbenden")
    data = QMimeData()
    data.setHtml("<b>vet</b>")
    data.setText("vet\nen dun")
    QGuiApplication.clipboard().setMimeData(data)
    editor.control().paste()
    assert editor.text() == "vet\nen dun"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("31/12/23", "= 31/12/2023"), ("Q4 2023", "= 31/12/2023"), ("31/12/2023", ""), ("31/", "")],
)
def test_a_day_says_what_it_means(make, qtbot, typed, said):
    editor = make(Fiche, "streefdatum")
    qtbot.keyClicks(editor.control(), typed)
    assert editor.meaning.text() == said


def test_the_calendar_opens_by_keyboard_and_gives_a_day(make, qtbot):
    editor = make(Fiche, "streefdatum", date(2023, 12, 31))
    heard = []
    editor.left.connect(lambda: heard.append("left"))
    qtbot.keyClick(editor.control(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = editor.findChild(Calendar)
    month = calendar.findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert month.firstDayOfWeek() is Qt.DayOfWeek.Monday
    view = month.findChild(QWidget, "qt_calendar_calendarview")
    roll(view)
    assert month.monthShown() == 12
    qtbot.keyClick(view, Qt.Key.Key_Left)
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert editor.value() == date(2023, 12, 30)
    assert not calendar.isVisible()
    assert heard == []


def test_escape_closes_the_calendar_and_chooses_nothing(make, qtbot):
    editor = make(Fiche, "streefdatum", date(2023, 12, 31))
    qtbot.mouseClick(editor.opener, Qt.MouseButton.LeftButton)
    calendar = editor.findChild(Calendar)
    view = calendar.findChild(QWidget, "qt_calendar_calendarview")
    with qtbot.assertNotEmitted(editor.touched):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert editor.text() == "31/12/2023"
    qtbot.waitUntil(editor.control().hasFocus)


@pytest.mark.parametrize(
    ("typed", "opens"),
    [
        ("www.vlaanderen.be", "https://www.vlaanderen.be"),
        ("mailto:relance@vlaanderen.be", "mailto:relance@vlaanderen.be"),
    ],
)
def test_an_address_can_be_opened(make, qtbot, opened, typed, opens):
    editor = make(Fiche, "webpagina")
    assert not editor.opener.isEnabled()
    qtbot.keyClicks(editor.control(), typed)
    qtbot.mouseClick(editor.opener, Qt.MouseButton.LeftButton)
    assert opened == [opens]


def test_nothing_but_web_and_mail_is_opened(make, qtbot, opened):
    editor = make(Fiche, "webpagina")
    qtbot.keyClicks(editor.control(), "file:///etc/passwd")
    qtbot.mouseClick(editor.opener, Qt.MouseButton.LeftButton)
    assert opened == []


def test_a_status_is_chosen_by_its_first_letter_and_cleared_by_delete(make, qtbot):
    editor = make(Mijlpaal, "status")
    assert isinstance(editor, ChoiceEditor)
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClicks(editor.control(), "o")
    assert (editor.text(), editor.value()) == ("Op schema", "op_schema")
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(editor.control(), Qt.Key.Key_Delete)
    assert (editor.text(), editor.value()) == ("", None)


def test_a_letter_without_a_status_leaves_the_status_that_was_chosen(make, qtbot):
    editor = make(Fiche, "projectstatus")
    editor.show_value("opgestart")
    qtbot.keyClicks(editor.control(), "k")
    assert editor.value() == "opgestart"


def test_opening_the_list_of_statuses_is_not_leaving(make, qtbot):
    editor = make(Fiche, "projectstatus", "opgestart")
    heard = []
    editor.left.connect(lambda: heard.append("left"))
    qtbot.keyClick(editor.control(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.box.view().isVisible()
    qtbot.keyClick(editor.box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(editor.box.view(), Qt.Key.Key_Return)
    assert editor.value() == "na_agendering"
    assert heard == []


def test_a_key_that_left_the_list_is_kept(make):
    editor = make(Fiche, "projectstatus", "oude_status")
    assert editor.text() == "oude_status"
    assert editor.value() == "oude_status"
    editor.show_value("opgestart")
    assert editor.value() == "opgestart"
    assert editor.box.findText("oude_status") == -1


def test_a_long_list_is_found_by_any_part_of_a_name_or_by_its_short_name(make, qtbot):
    editor = make(Fiche, "trekkende_entiteit")
    assert isinstance(editor, SearchChoiceEditor)
    qtbot.keyClicks(editor.control(), "sociale")
    assert list(editor.suggestions.offered()) == ["Departement Werk en Sociale Economie"]
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(editor.touched):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == "Departement Werk en Sociale Economie"
    editor.control().selectAll()
    qtbot.keyClicks(editor.control(), "DOV")
    assert editor.value() == "Departement Onderwijs en Vorming"


def test_what_is_in_no_list_stays_as_typed_and_is_refused(make, qtbot):
    editor = make(Fiche, "trekkende_entiteit")
    qtbot.keyClicks(editor.control(), "Departement Onbekend")
    leave(editor)
    assert editor.text() == "Departement Onbekend"
    with pytest.raises(Unreadable, match="keuzelijst"):
        editor.value()


@pytest.mark.parametrize("name", ["titel", "projectstatus", "belanghebbenden", "ministers"])
def test_an_edge_marks_trouble_and_goes_again(make, name):
    editor = make(Fiche, name)
    editor.mark("fout")
    assert editor.control().property("severity") == "fout"
    editor.mark("")
    assert editor.control().property("severity") == ""


def test_the_cursor_stays_put_when_a_value_is_shown(make):
    editor = make(Fiche, "titel", "Een lange titel")
    editor.control().setCursorPosition(3)
    editor.show_value("Een korte titel")
    assert editor.control().cursorPosition() == 3
