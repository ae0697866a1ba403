"""Asking where the central server is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from ui.open_server import OpenServerDialog
from vvdesk.server_address import ServerAddress

KNOWN = ServerAddress("db.voorbeeld.be", "veerkracht", "a.peeters")


@pytest.fixture
def dialog(qtbot, theme, icons):
    """Makes the dialog and shows it."""

    def make(known=ServerAddress(), reason=""):  # noqa: B008 - an address does not change
        made = OpenServerDialog(known, reason, theme, icons)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        return made

    return make


def told(dialog, name):
    return dialog._questions[name].problem


def test_what_is_filled_in_by_keyboard_is_asked_for(dialog, qtbot):
    shown = dialog()
    for text in ("db.voorbeeld.be", "veerkracht", "a.peeters", "ge heim"):
        QTest.keyClicks(shown.focusWidget(), text)
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(shown.wanted) as asked:
        QTest.keyClick(shown.password, Qt.Key.Key_Return)
    assert asked.args == [KNOWN, "ge heim"]
    assert not shown.isVisible()


def test_what_is_missing_is_said_at_its_place_and_the_keyboard_goes_there(dialog, qtbot):
    shown = dialog(ServerAddress("db.voorbeeld.be", "", "an"))
    with qtbot.assertNotEmitted(shown.wanted):
        QTest.keyClick(shown.host, Qt.Key.Key_Return)
    assert told(shown, "host") == ""
    assert "databank" in told(shown, "database")
    assert shown.focusWidget() is shown.database
    assert shown.isVisible()


def test_who_is_known_only_types_the_password(dialog, qtbot):
    shown = dialog(KNOWN, "De server vraagt je wachtwoord.")
    assert shown.focusWidget() is shown.password
    assert told(shown, "password") == "De server vraagt je wachtwoord."
    QTest.keyClicks(shown.focusWidget(), "geheim")
    with qtbot.waitSignal(shown.wanted) as asked:
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == [KNOWN, "geheim"]


def test_an_address_that_was_opened_already_is_not_judged_again(dialog, qtbot):
    strange = ServerAddress("db1.be,db2.be", "veerkracht", "an", is_encrypted=False)
    shown = dialog(strange, "De server vraagt je wachtwoord.")
    with qtbot.waitSignal(shown.wanted):
        QTest.keyClick(shown.password, Qt.Key.Key_Return)


def test_the_password_is_shown_to_nobody(dialog):
    assert dialog().password.echoMode() is QLineEdit.EchoMode.Password


def test_every_control_has_a_name_and_escape_leaves(dialog):
    shown = dialog()
    for each in (*shown.findChildren(QLineEdit), *shown.findChildren(QCheckBox)):
        assert each.accessibleName() or each.text()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_at_large_text_the_buttons_stay_whole_and_the_rest_scrolls(dialog, theme):
    before = theme.zoom
    theme.zoom_to(200)
    try:
        shown = dialog(KNOWN, "De server laat je niet binnen. " * 8)
        QTest.qWait(1)
        button = shown.open_button
        assert button.height() >= button.sizeHint().height()
        assert shown.rect().contains(button.geometry())
        problem = shown._questions["password"]
        where = shown._form.viewport().mapFromGlobal(problem.mapToGlobal(problem.rect().center()))
        assert shown._form.viewport().rect().contains(where)
    finally:
        theme.zoom_to(before)
