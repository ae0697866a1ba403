"""The window of this version: says what vvdesk can do already, and how."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

_BAND = (
    "background: #FFE615; color: #000000; font-size: 20px; font-weight: 600; padding: 16px 24px;"
)
_TEXTS = (
    "Het formulier om projectfiches in te vullen komt in een volgende versie van dit venster.",
    (
        "Vandaag werk je met het werkboek dat je van de coördinator kreeg, in Excel of "
        "LibreOffice, en met het programma vvdesk-cli op de opdrachtregel."
    ),
    (
        "Probeer het uit met voorbeeldgegevens: typ in een opdrachtvenster\n\n"
        "    vvdesk-cli demo oefenmap"
    ),
    "Alle opdrachten zie je met  vvdesk-cli --help",
)
_TEXT_WIDTH = 560


class WelcomeWindow(QMainWindow):
    """Een venster dat zegt wat vvdesk al kan; Ctrl+Q of Esc sluit het."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("vvdesk")
        page = QWidget(self)
        page.setAccessibleName("Welkom bij vvdesk")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 24)
        layout.setSpacing(16)
        band = _label("vvdesk · Relanceplan Vlaamse Veerkracht")
        band.setStyleSheet(_BAND)
        layout.addWidget(band)
        for text in _TEXTS:
            paragraph = _label(text)
            paragraph.setContentsMargins(24, 0, 24, 0)
            paragraph.setMaximumWidth(_TEXT_WIDTH + 48)
            layout.addWidget(paragraph)
        layout.addStretch(1)
        self.setCentralWidget(page)
        self.resize(720, 360)
        for keys in (QKeySequence(QKeySequence.StandardKey.Quit), QKeySequence("Esc")):
            QShortcut(keys, self).activated.connect(self.close)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | keyboard)
    return label
