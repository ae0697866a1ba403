"""Trusting a key that somebody sent: only after its fingerprint was compared by another way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.key_wizard_told import ToldLine
from ui.pages.question import Question, text_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.sealing.keys_fingerprint import check_fingerprint, is_fingerprint_of
from vvdesk.sealing.keys_trusted import LONGEST_NAME
from vvdesk.sealing.minisign import PublicKey

_WHY = (
    "Vergelijk ze met de vingerafdruk die je aan de telefoon of in een brief kreeg. Zijn ze niet "
    "gelijk, vertrouw de sleutel dan niet."
)


class AddCard(QFrame):
    """Toont een sleutel uit een bestand en vraagt of de vingerafdruk vergeleken is.

    Signals:
        wanted(str): Trust the key under this name.
        left(): Somebody does not want to.

    Args:
        icons: For shapes.
        theme: For colours.
    """

    wanted = Signal(str)
    left = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._key: PublicKey | None = None
        self.fingerprint, self.naam, self.heard = QLabel(), QLineEdit(), QLineEdit()
        self.compared = QCheckBox("Ik heb ze vergeleken: ze zijn gelijk")
        self.told = ToldLine(icons, theme)
        self.trust_button, self.cancel_button = QPushButton("Vertrouwen"), QPushButton("Annuleren")
        self._naam = Question("Van welke dienst is de sleutel?", "", self.naam, theme, icons)
        self._heard = Question(
            "Vingerafdruk die je kreeg", "Typ ze over, of vink hieronder aan.", self.heard, theme,
            icons,
        )  # fmt: skip
        self._lay_out()
        self._connect()

    def show_key(self, key: PublicKey) -> None:
        """Ask about a key."""
        self._key = key
        self.fingerprint.setText(key.fingerprint)
        self.fingerprint.setAccessibleName(f"Vingerafdruk {key.fingerprint}")
        for field in (self.naam, self.heard):
            field.clear()
        self.compared.setChecked(False)
        self.told.show_text("")
        self.naam.setFocus(Qt.FocusReason.OtherFocusReason)

    def trust(self) -> None:
        """Ask to trust the key when all is answered; else say what is missing, and go there."""
        self._naam.tell("" if self.naam.text().strip() else "Geef de naam van de dienst.")
        self._heard.tell(self._problem())
        if self._naam.problem:
            self.naam.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._heard.problem:
            self.heard.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.wanted.emit(self.naam.text())

    def _problem(self) -> str:
        typed = self.heard.text().strip()
        if self._key is None or not typed:
            is_compared = self.compared.isChecked()
            return "" if is_compared else "Typ de vingerafdruk die je kreeg, of vink hieronder aan."
        try:
            check_fingerprint(typed, self._key)
        except VvdeskError as error:
            return str(error)
        return ""

    def _on_heard(self) -> None:
        self._heard.tell("")
        fits = self._key is not None and is_fingerprint_of(self.heard.text(), self._key)
        self.told.show_text("De vingerafdruk is gelijk." if fits else "", "circle-check", "good")

    def _connect(self) -> None:
        self.naam.textChanged.connect(lambda: self._naam.tell(""))
        self.heard.textChanged.connect(self._on_heard)
        self.compared.toggled.connect(lambda: self._heard.tell(""))
        self.heard.returnPressed.connect(self.trust)
        self.trust_button.clicked.connect(self.trust)
        self.cancel_button.clicked.connect(self.left)

    def _lay_out(self) -> None:
        self.naam.setMaxLength(LONGEST_NAME)
        self.heard.setMaxLength(100)
        self.fingerprint.setTextFormat(Qt.TextFormat.PlainText)
        self.fingerprint.setProperty("role", "title")
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(text_label("Vingerafdruk van de sleutel in het bestand", "label"))
        column.addWidget(self.fingerprint)
        column.addWidget(text_label(_WHY))
        for part in (self._naam, self._heard, self.told, self.compared):
            column.addWidget(part)
        buttons = WrappingRow()
        for button in (self.trust_button, self.cancel_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self.trust_button.setProperty("role", "primary")
        column.addLayout(buttons)
