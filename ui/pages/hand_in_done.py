"""Step 3 of handing in: the file, its controlecode, the mail, and taking it back."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.scrolled import ScrolledContent, scroll_frameless
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme

_ICON = 32
_SEND = (
    "1.  Stuur het werkboek naar de coördinator. Met “Mail klaarzetten” opent je mailprogramma een "
    "bericht met het werkboek in bijlage; je verstuurt het zelf."
)
_RECEIVE = (
    "2.  De coördinator leest het in, en kan met de controlecode nagaan dat het hetzelfde "
    "bestand is."
)
_CHANGE = (
    "3.  Het dossier is nu alleen te lezen. Moet er toch iets anders? Neem de inzending dan terug, "
    "wijzig, en dien opnieuw in."
)


@dataclass(frozen=True)
class Sent:
    """An inzending as it is shown.

    Attributes:
        told: What was handed in, in a sentence.
        code: Its controlecode; empty when it is not known.
        path: The workbook; None when it is not where it was, or says something else now.
        note: What is the matter with the file; empty for nothing.
    """

    told: str
    code: str
    path: Path | None
    note: str = ""


class DoneView(QScrollArea):
    """Wat ingediend is, en hoe het verder gaat.

    Signals:
        mail_requested(): A mail with the workbook is wanted.
        folder_requested(): The folder of the workbook is wanted.
        take_back_requested(str): The inzending has to come back; why.

    Args:
        icons: For buttons.
        theme: For colours.
    """

    mail_requested = Signal()
    folder_requested = Signal()
    take_back_requested = Signal(str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        scroll_frameless(self)
        content = ScrolledContent()
        self.setWidget(content)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, GRID, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._sent_card())
        layout.addWidget(self._next_card())
        layout.addWidget(self._back_card())
        layout.addStretch(1)
        theme.changed.connect(self._paint)
        self._paint()

    def show_sent(self, sent: Sent) -> None:
        """Show an inzending."""
        self._told.setText(sent.told)
        self.code.setText(sent.code)
        for part in (self.code, self.copy, self._code_label):
            part.setVisible(bool(sent.code))
        self._file.setText(str(sent.path) if sent.path else sent.note)
        self.mail.setVisible(sent.path is not None)
        self.folder.setVisible(sent.path is not None)
        self.copy.setText("Kopieer")
        self.reden.clear()

    def focus_take_back(self) -> None:
        """Bring the keyboard to where the reason is typed."""
        self.ensureWidgetVisible(self.reden)
        self.reden.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the code grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "code"):
            self._paint()

    def _sent_card(self) -> QFrame:
        card, layout = _card()
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        self._picture = QLabel()
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(wrapped_label("Ingediend", "heading"))
        self._told, self._file = wrapped_label(), wrapped_label(role="hint")
        words.addWidget(self._told)
        words.addWidget(self._file)
        head.addLayout(words, 1)
        layout.addLayout(head)
        self._code_label = wrapped_label("Controlecode", "label")
        layout.addWidget(self._code_label)
        layout.addLayout(self._code_line())
        actions = WrappingRow()
        self.mail = QPushButton(self._icons.get("mail", "on_brand"), "Mail klaarzetten")
        self.mail.setProperty("role", "primary")
        self.mail.clicked.connect(self.mail_requested)
        self.folder = QPushButton(self._icons.get("folder-open"), "Map openen")
        self.folder.clicked.connect(self.folder_requested)
        actions.addWidget(self.mail)
        actions.addWidget(self.folder)
        layout.addLayout(actions)
        return card

    def _code_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.code = QLabel()
        self.code.setTextFormat(Qt.TextFormat.PlainText)
        mouse, keyboard = (
            Qt.TextInteractionFlag.TextSelectableByMouse,
            Qt.TextInteractionFlag.TextSelectableByKeyboard,
        )
        self.code.setTextInteractionFlags(mouse | keyboard)
        self.code.setAccessibleName("Controlecode")
        self.copy = QPushButton(self._icons.get("copy"), "Kopieer")
        self.copy.setAccessibleName("Controlecode kopiëren")
        self.copy.clicked.connect(self._on_copy)
        line.addWidget(self.code)
        line.addWidget(self.copy)
        line.addStretch(1)
        return line

    def _next_card(self) -> QFrame:
        card, layout = _card()
        layout.addWidget(wrapped_label("Wat gebeurt er nu?", "heading"))
        for text in (_SEND, _RECEIVE, _CHANGE):
            layout.addWidget(wrapped_label(text))
        return card

    def _back_card(self) -> QFrame:
        card, layout = _card()
        layout.addWidget(wrapped_label("Inzending terugnemen", "heading"))
        label = QLabel("&Waarom neem je ze terug?")
        label.setProperty("role", "label")
        layout.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.reden = QLineEdit()
        self.reden.setPlaceholderText("In één regel, bijvoorbeeld: bedrag van VV015 was fout.")
        self.reden.setAccessibleName("Waarom neem je de inzending terug?")
        label.setBuddy(self.reden)
        self.back = QPushButton(self._icons.get("undo-dot"), "Terugnemen")
        self.back.setEnabled(False)
        self.reden.textChanged.connect(lambda text: self.back.setEnabled(bool(text.strip())))
        self.reden.returnPressed.connect(self.back.click)
        self.back.clicked.connect(lambda: self.take_back_requested.emit(self.reden.text()))
        line.addWidget(self.reden, 1)
        line.addWidget(self.back)
        layout.addLayout(line)
        layout.addWidget(
            wrapped_label(
                "Daarna kun je de fiches weer wijzigen. Verwittig de coördinator als het werkboek "
                "al verstuurd is.",
                "hint",
            )
        )
        return card

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.copy.setText("Gekopieerd")
        announce(self.copy, "Controlecode gekopieerd.")

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("circle-check", "good", _ICON, ratio))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        size = self.font().pointSizeF() * 1.8
        self.code.setStyleSheet(
            f'font-family: "{font.family()}"; font-size: {size:.1f}pt; font-weight: 600; '
            f"color: {self._theme.colours.text};"
        )


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    layout.setSpacing(GRID)
    return card, layout
