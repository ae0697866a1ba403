"""Where the address of a link is typed: a strip under the buttons, no window of its own."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ui.forms.value_editor import set_look
from ui.icons import Icons
from ui.theme import GRID
from vvdesk.richtext import typed_address

_FOUT_ICON = "circle-x"


class LinkPanel(QFrame):
    """Asks for the address of a link, and for its words when there are none yet.

    Signals:
        accepted(str, str): A clean address, and the words to write; empty when words stand there.
        removed(): The link may go; its words stay.
        closed(): Nobody wants the panel any more; also sent after the two others.
        departed(): The keyboard left a box or button of the panel.

    Args:
        icons: For the complaint about an address.
    """

    accepted = Signal(str, str)
    removed = Signal()
    closed = Signal()
    departed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setProperty("role", "card")
        self.words = QLineEdit()
        self.address = QLineEdit()
        self._words_label = _label("&Tekst", self.words)
        self.words.setPlaceholderText("Leeg: het adres zelf")
        self._complaint_sign = QLabel()
        self._complaint = QLabel()
        self._complaint.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint.setWordWrap(True)
        self.address.setPlaceholderText("https://www.vlaanderen.be")
        self._accept = QPushButton("Link maken")
        self._remove = QPushButton("Link verwijderen")
        self._cancel = QPushButton("Annuleren")
        self._arrange()
        for each in (self.words, self.address, self._accept, self._remove, self._cancel):
            each.installEventFilter(self)
        self._accept.clicked.connect(self._on_accept)
        self._remove.clicked.connect(self._on_remove)
        self._cancel.clicked.connect(self.closed)
        self.hide()

    def ask(self, address: str, *, words_wanted: bool) -> None:
        """Open for one link.

        Args:
            address: Where it leads now; empty for a new link.
            words_wanted: Whether its words are typed here too, because nothing is selected.
        """
        self._complain("")
        self.words.clear()
        self.address.setText(address)
        for each in (self.words, self._words_label):
            each.setVisible(words_wanted)
        self._accept.setText("Link wijzigen" if address else "Link maken")
        self._remove.setVisible(bool(address))
        self.show()
        first = self.words if words_wanted else self.address
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        first.selectAll()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter accepts, Esc closes."""
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            self.departed.emit()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and isinstance(_watched, QPushButton):
            _watched.click()
        elif is_enter:
            self._on_accept()
        return is_enter

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID, GRID, GRID, GRID)
        grid.setSpacing(GRID)
        grid.addWidget(self._words_label, 0, 0)
        grid.addWidget(self.words, 0, 1)
        grid.addWidget(_label("&Adres", self.address), 1, 0)
        grid.addWidget(self.address, 1, 1)
        top_right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        grid.addWidget(self._complaint_sign, 2, 0, top_right)
        grid.addWidget(self._complaint, 2, 1)
        grid.addLayout(self._buttons(), 3, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for each in (self._accept, self._remove, self._cancel):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _on_accept(self) -> None:
        address = typed_address(self.address.text())
        if address is None:
            typed = self.address.text().strip()
            self._complain(
                f"'{typed[:60]}' is geen adres. Verwacht: iets als https://www.vlaanderen.be of "
                "naam@vlaanderen.be. Pas het adres aan."
                if typed
                else "Het adres is nog leeg. Typ of plak het adres van een webpagina of een "
                "e-mailadres."
            )
            self.address.setFocus()
            return
        self.accepted.emit(address, self.words.text().strip() if self.words.isVisible() else "")
        self.closed.emit()

    def _on_remove(self) -> None:
        self.removed.emit()
        self.closed.emit()

    def _complain(self, text: str) -> None:
        self._complaint.setText(text)
        size = self.fontMetrics().height()
        ratio = self.devicePixelRatioF()
        self._complaint_sign.setPixmap(self._icons.pixmap(_FOUT_ICON, "fout", size, ratio))
        for each in (self._complaint, self._complaint_sign):
            each.setVisible(bool(text))
        self.address.setAccessibleDescription(text)
        set_look(self.address, "severity", "fout" if text else "")


def _label(text: str, buddy: QLineEdit) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    buddy.setAccessibleName(f"{text.replace('&', '')} van de link")
    return label
