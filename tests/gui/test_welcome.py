import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel

from ui.welcome import WelcomeWindow


class Source(QObject):
    told = Signal(bool)


@pytest.mark.usefixtures("qtbot")
def test_qt_keeps_count_of_true_and_none():
    """PySide6 6.12.0 on Python 3.11 loses a reference at every emit and aborts after hundreds."""
    source, heard = Source(), []
    source.told.connect(heard.append)
    for _ in range(5_000):
        source.told.emit(True)
    assert len(heard) == 5_000


def test_the_window_says_what_to_do_now(qtbot):
    window = WelcomeWindow()
    qtbot.addWidget(window)
    window.show()
    labels = window.findChildren(QLabel)
    assert any("vvdesk-cli demo" in label.text() for label in labels)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_escape_closes_the_window(qtbot):
    window = WelcomeWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())
