"""The keys that somebody trusts: added after comparing, retired, removed, and all of it undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from window_fakes import RecordingMessages

from ui.pages.trusted_keys import TrustedKeysDialog
from vvdesk.sealing.minisign import SecretKey

pytestmark = pytest.mark.usefixtures("light_keys")


@pytest.fixture
def sent(tmp_path):
    """A public key that came in a file."""
    key = SecretKey.generate().public
    (tmp_path / "zegel.pub").write_text(key.text(), encoding="utf-8")
    return key


@pytest.fixture
def messages(tmp_path):
    return RecordingMessages(file_to_open=[tmp_path / "zegel.pub"] * 3)


@pytest.fixture
def dialog(qtbot, key_folder, messages, icons, theme):
    made = TrustedKeysDialog(key_folder, messages, icons, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def reopened(qtbot, key_folder, messages, icons, theme):
    made = TrustedKeysDialog(key_folder, messages, icons, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_key_is_trusted_after_its_fingerprint_was_typed(dialog, key_folder, sent):
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    card = dialog.card

    assert card.fingerprint.text() == sent.fingerprint
    QTest.keyClicks(dialog.focusWidget(), "Kanselarij")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.focusWidget(), sent.fingerprint.lower().replace("-", " "))
    assert card.told.text == "De vingerafdruk is gelijk."
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert key_folder.trusted.name_of(sent.key_id) == "Kanselarij"
    assert not card.isVisible()
    assert dialog.focusWidget() is dialog.keys
    assert sent.fingerprint in dialog.keys.item(0).text()
    assert [each.text() for each in dialog.notices.offers] == ["Ongedaan maken"]


def test_a_tick_says_that_it_was_compared(dialog, key_folder, sent):
    press(dialog.add_button)
    QTest.keyClicks(dialog.card.naam, "Kanselarij")

    press(dialog.card.trust_button)
    assert key_folder.trusted.all() == []
    assert dialog.focusWidget() is dialog.card.heard
    dialog.card.compared.setFocus()
    QTest.keyClick(dialog.card.compared, Qt.Key.Key_Space)
    press(dialog.card.trust_button)

    assert key_folder.trusted.name_of(sent.key_id) == "Kanselarij"


def test_another_fingerprint_is_never_trusted_even_with_the_tick(dialog, key_folder, sent):
    press(dialog.add_button)
    card = dialog.card
    QTest.keyClicks(card.naam, "Kanselarij")
    card.compared.setChecked(True)
    QTest.keyClicks(card.heard, SecretKey.generate().public.fingerprint)

    press(card.trust_button)

    told = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert any("Vertrouw deze sleutel niet" in each for each in told)
    assert key_folder.trusted.public_key(sent.key_id) is None


@pytest.mark.usefixtures("sent")
def test_a_key_without_a_name_is_not_trusted(dialog, key_folder):
    press(dialog.add_button)
    dialog.card.compared.setChecked(True)

    press(dialog.card.trust_button)

    assert dialog.focusWidget() is dialog.card.naam
    assert key_folder.trusted.all() == []
    press(dialog.card.cancel_button)
    assert not dialog.card.isVisible()


def test_a_file_that_is_no_key_is_told(dialog, tmp_path):
    (tmp_path / "zegel.pub").write_text("<html>", encoding="utf-8")

    press(dialog.add_button)

    assert "geen publieke sleutel" in dialog.notices.text
    assert not dialog.card.isVisible()


def test_a_key_that_is_trusted_already_is_shown(dialog, key_folder, sent):
    key_folder.trusted.add(sent.text(), "Kanselarij")

    press(dialog.add_button)

    assert 'al, als "Kanselarij"' in dialog.notices.text
    assert dialog.keys.key.key_id == sent.key_id


def test_what_was_added_can_be_undone(dialog, key_folder, sent):
    press(dialog.add_button)
    QTest.keyClicks(dialog.card.naam, "Kanselarij")
    QTest.keyClicks(dialog.card.heard, sent.fingerprint)
    press(dialog.card.trust_button)

    press(dialog.notices.offers[0])

    assert key_folder.trusted.all() == []
    assert dialog.notices.text == "Ongedaan gemaakt."


def test_a_key_is_used_no_longer_and_again(qtbot, key_folder, messages, icons, theme, sent):
    key_folder.trusted.add(sent.text(), "Kanselarij")
    dialog = reopened(qtbot, key_folder, messages, icons, theme)

    press(dialog.retire_button)

    assert "niet meer in gebruik sinds" in dialog.keys.item(0).text()
    assert "Zegels tot en met vandaag blijven geldig" in dialog.notices.text
    assert key_folder.trusted.public_key(sent.key_id) == sent
    assert dialog.retire_button.text() == "Opnieuw gebruiken"
    press(dialog.notices.offers[0])
    assert not key_folder.trusted.all()[0].is_retired
    press(dialog.retire_button)
    press(dialog.retire_button)
    assert not key_folder.trusted.all()[0].is_retired


def test_a_key_is_trusted_no_longer_and_comes_back(qtbot, key_folder, messages, icons, theme, sent):
    key_folder.trusted.add(sent.text(), "Kanselarij")
    dialog = reopened(qtbot, key_folder, messages, icons, theme)

    press(dialog.remove_button)
    assert key_folder.trusted.all() == []
    assert not dialog.keys.isVisible()
    press(dialog.notices.offers[0])

    assert key_folder.trusted.name_of(sent.key_id) == "Kanselarij"
    assert dialog.keys.isVisible()


def test_an_own_key_is_marked_and_cannot_be_removed(qtbot, key_folder, messages, icons, theme):
    key_folder.make("paard batterij nietje correct", "Kanselarij")
    dialog = reopened(qtbot, key_folder, messages, icons, theme)

    assert "eigen sleutel" in dialog.keys.item(0).text()
    assert not dialog.remove_button.isVisible()


def test_the_fingerprint_is_copied_by_key_and_by_button(
    qtbot, key_folder, messages, icons, theme, sent
):
    key_folder.trusted.add(sent.text(), "Kanselarij")
    dialog = reopened(qtbot, key_folder, messages, icons, theme)

    QTest.keyClick(dialog.keys, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert sent.fingerprint in QGuiApplication.clipboard().text()
    press(dialog.copy_button)

    assert QGuiApplication.clipboard().text() == sent.fingerprint


def test_tab_leaves_the_list_and_every_control_has_a_name(
    qtbot, key_folder, messages, icons, theme, sent
):
    key_folder.trusted.add(sent.text(), "Kanselarij")
    dialog = reopened(qtbot, key_folder, messages, icons, theme)

    assert dialog.focusWidget() is dialog.keys
    QTest.keyClick(dialog.keys, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.copy_button
    for each in (*dialog.findChildren(QPushButton), *dialog.findChildren(QLineEdit)):
        assert each.accessibleName() or each.text(), each
    assert dialog.keys.accessibleName()


def test_a_list_that_cannot_be_written_is_told(dialog, key_folder, sent, monkeypatch):
    press(dialog.add_button)
    QTest.keyClicks(dialog.card.naam, "Kanselarij")
    QTest.keyClicks(dialog.card.heard, sent.fingerprint)
    monkeypatch.setattr("vvdesk.sealing.keys_trusted.write_json", lambda *_: False)

    press(dialog.card.trust_button)

    assert "kan niet bewaard worden" in dialog.notices.text
    assert dialog.card.isVisible()
    assert key_folder.trusted.all() == []
