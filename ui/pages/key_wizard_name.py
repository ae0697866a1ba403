"""The first step of making a key: whose it is, and the passphrase that protects it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.key_wizard_field import PassphraseField
from ui.pages.key_wizard_told import ToldLine
from ui.pages.question import Question, text_label
from ui.theme import GRID, Theme
from vvdesk.sealing.keys_passphrase import RULE, Strength, judge
from vvdesk.sealing.keys_trusted import LONGEST_NAME

_WHY = (
    "Met deze sleutel onderteken je momentopnamen. De wachtzin beschermt hem: onthoud ze goed, "
    "want niemand kan ze voor je terugvinden."
)
_SHAPES = {
    Strength.EMPTY: ("info", "muted"),
    Strength.WEAK: ("triangle-alert", "waarschuwing"),
    Strength.ENOUGH: ("circle-check", "good"),
    Strength.STRONG: ("shield-check", "good"),
}


class NamePage(QWidget):
    """Vraagt de naam van de dienst en twee keer een wachtzin.

    Signals:
        restore_requested(): There is a recovery sheet already.

    Args:
        icons: For shapes.
        theme: For colours.
    """

    restore_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.naam = QLineEdit()
        self.naam.setMaxLength(LONGEST_NAME)
        self.first, self.again = PassphraseField(icons), PassphraseField(icons)
        self.again.show_button.hide()
        self.strength = ToldLine(icons, theme)
        self.restore_button = QPushButton("Ik heb een herstelblad: sleutel herstellen")
        self.restore_button.setProperty("role", "link")
        self._naam = Question(
            "Naam van de dienst", "Zo staat ze op het zegel.", self.naam, theme, icons
        )
        self._first = Question("Wachtzin", "", self.first, theme, icons)
        self._again = Question("Wachtzin, nog eens", "", self.again, theme, icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label(_WHY))
        column.addWidget(self._naam)
        secret = QVBoxLayout()
        secret.setSpacing(GRID // 2)
        secret.addWidget(self._first)
        secret.addWidget(self.strength)
        column.addLayout(secret)
        column.addWidget(self._again)
        column.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.naam.textChanged.connect(lambda: self._naam.tell(""))
        self.first.changed.connect(self._on_first)
        self.again.changed.connect(self._on_again)
        self.first.show_button.toggled.connect(self.again.show_button.setChecked)
        self.restore_button.clicked.connect(self.restore_requested)
        self._on_first()

    def is_complete(self) -> bool:
        """Tell whether a key can be made; else says at each field why not, and goes there."""
        same = self.first.passphrase == self.again.passphrase
        self._naam.tell("" if self.naam.text().strip() else "Geef de naam van de dienst.")
        judgement = judge(self.first.passphrase)
        self._first.tell("" if judgement.is_enough else judgement.sentence)
        if not judgement.is_enough:
            self.strength.show_text("")  # it stands above, as what is wrong
        self._again.tell("" if same else "De twee wachtzinnen zijn niet gelijk.")
        wrong = [
            control
            for question, control in (
                (self._naam, self.naam),
                (self._first, self.first.line),
                (self._again, self.again.line),
            )
            if question.problem
        ]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def forget(self) -> None:
        """Forget the passphrase."""
        for field in (self.first, self.again):
            field.clear()

    def _on_first(self) -> None:
        judgement = judge(self.first.passphrase)
        self._first.tell("")
        self.strength.show_text(judgement.sentence, *_SHAPES[judgement.strength])
        self.first.setAccessibleDescription(judgement.sentence or RULE)
        self._on_again()

    def _on_again(self) -> None:
        first, again = self.first.passphrase, self.again.passphrase
        differs = bool(again) and not first.startswith(again)
        self._again.tell("De twee wachtzinnen zijn niet gelijk." if differs else "")
