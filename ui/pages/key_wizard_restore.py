"""Bringing a key back: the lines of its recovery sheet, typed again, and its passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.key_wizard_field import PassphraseField
from ui.pages.key_wizard_told import ToldLine
from ui.pages.question import Question, text_label
from ui.theme import GRID, Theme
from vvdesk.errors import Refused
from vvdesk.sealing.keys_lines import LINES, key_of_lines, typed_so_far
from vvdesk.sealing.keys_trusted import LONGEST_NAME

_WHY = (
    f"Typ de {LINES} regels van het herstelblad over, elk op een eigen regel. Hoofdletters en "
    "spaties maken niet uit."
)
_MOST = 2_000
"""Signs; a sheet has some four hundred."""


class RestorePage(QWidget):
    """Vraagt de regels van een herstelblad, de wachtzin en de naam van de dienst.

    Signals:
        back_requested(): A new key is made instead.

    Args:
        icons: For shapes.
        theme: For colours.
    """

    back_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines, self.naam = QPlainTextEdit(), QLineEdit()
        self.lines.setTabChangesFocus(True)
        self.naam.setMaxLength(LONGEST_NAME)
        self.passphrase = PassphraseField(icons)
        self.told = ToldLine(icons, theme)
        self.back_button = QPushButton("Toch een nieuwe sleutel maken")
        self.back_button.setProperty("role", "link")
        self._lines = Question("Regels van het blad", "", self.lines, theme, icons)
        self._naam = Question("Naam van de dienst", "", self.naam, theme, icons)
        self._passphrase = Question("Wachtzin", "", self.passphrase, theme, icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label(_WHY))
        typed = QVBoxLayout()
        typed.setSpacing(GRID // 2)
        typed.addWidget(self._lines)
        typed.addWidget(self.told)
        column.addLayout(typed)
        column.addWidget(self._naam)
        column.addWidget(self._passphrase)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.lines.textChanged.connect(self._on_typed)
        self.naam.textChanged.connect(lambda: self._naam.tell(""))
        self.passphrase.changed.connect(lambda: self._passphrase.tell(""))
        self.back_button.clicked.connect(self.back_requested)
        theme.changed.connect(self._fit)
        self._fit()

    def is_complete(self) -> bool:
        """Tell whether the key can be brought back; else says why not, and goes there."""
        self._lines.tell(self._problem_of_lines())
        self._naam.tell("" if self.naam.text().strip() else "Geef de naam van de dienst.")
        has = bool(self.passphrase.passphrase)
        self._passphrase.tell("" if has else "Geef de wachtzin van deze sleutel.")
        parts = (
            (self._lines, self.lines),
            (self._naam, self.naam),
            (self._passphrase, self.passphrase.line),
        )
        wrong = [control for question, control in parts if question.problem]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def forget(self) -> None:
        """Forget the passphrase."""
        self.passphrase.clear()

    def _problem_of_lines(self) -> str:
        try:
            key_of_lines(self.lines.toPlainText()[:_MOST])
        except Refused as error:
            return str(error)
        return ""

    def _on_typed(self) -> None:
        self._lines.tell("")
        so_far = typed_so_far(self.lines.toPlainText()[:_MOST])
        good, doubtful = ("circle-check", "good"), ("triangle-alert", "waarschuwing")
        self.told.show_text(so_far.sentence, *(good if so_far.is_right else doubtful))

    def _fit(self) -> None:
        """Leave room for all lines, in letters that all are as wide."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        self.lines.setFont(font)
        height = self.lines.fontMetrics().lineSpacing() * LINES
        self.lines.setMinimumHeight(height + 3 * GRID)
