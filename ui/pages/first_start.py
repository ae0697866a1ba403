"""The first start: asks once who works here and for which entiteit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.question import NamesBox, Question, text_label
from ui.theme import GRID, Theme

LONGEST_NAME = 100
_CARD_WIDTH = 72 * GRID
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WELCOME = (
    "Met vvdesk vul je de projectfiches van het relanceplan in. Wat je typt, wordt vanzelf bewaard."
)
_WHY_NAME = "Je naam staat bij elke wijziging. Zo weet iedereen wie wat invulde."
_WHY_ENTITEIT = "Kies uit de lijst. Staat je entiteit er niet bij? Typ dan haar naam."
_PRIVACY = (
    "Dit blijft op deze computer en in de dossiers waarin je werkt. Je kunt het later wijzigen "
    "bij Voorkeuren."
)


class FirstStartPage(QScrollArea):
    """A page with two questions; shown until somebody told a name.

    Signals:
        completed(str, str): Name and entiteit (empty for several) of who works here.

    Args:
        names: Of the entiteiten to choose from.
        theme: For the colours.
        icons: For the icons.
        naam: What to propose as name.
    """

    completed = Signal(str, str)

    def __init__(
        self,
        names: Sequence[str],
        theme: Theme,
        icons: Icons,
        naam: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Welkom bij vvdesk")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self.naam = QLineEdit(naam)
        self.naam.setMaxLength(LONGEST_NAME)
        self.entiteit = NamesBox(names)
        self.several = QCheckBox("Ik werk voor meerdere entiteiten")
        self.begin_button = QPushButton("Beginnen")
        self.begin_button.setProperty("role", "primary")
        self._naam = Question("Hoe heet je?", _WHY_NAME, self.naam, theme, icons)
        self._entiteit = Question(
            "Voor welke entiteit werk je?", _WHY_ENTITEIT, self.entiteit, theme, icons
        )
        self._card = self._make_card()
        self.setWidget(_centred(self._card))
        self._connect()
        self._fit()

    def focus_first(self) -> None:
        """Put the keyboard in the first field that is empty."""
        target = self.entiteit if self.naam.text().strip() else self.naam
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in any field begins."""
        if event.key() in _ENTERS:
            self._begin()
        else:
            super().keyPressEvent(event)

    def _make_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        inside.setSpacing(GRID)
        inside.addWidget(text_label("Welkom bij vvdesk", "title"))
        inside.addWidget(text_label(_WELCOME))
        inside.addSpacing(2 * GRID)
        inside.addWidget(self._naam)
        inside.addSpacing(2 * GRID)
        inside.addWidget(self._entiteit)
        inside.addWidget(self.several)
        inside.addSpacing(2 * GRID)
        inside.addWidget(text_label(_PRIVACY, "hint"))
        inside.addSpacing(GRID)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.begin_button)
        inside.addLayout(last)
        return card

    def _connect(self) -> None:
        self.several.toggled.connect(self.entiteit.setDisabled)
        self.several.toggled.connect(lambda: self._entiteit.tell(""))
        self.naam.textEdited.connect(lambda: self._naam.tell(""))
        self.entiteit.editTextChanged.connect(lambda: self._entiteit.tell(""))
        self.begin_button.clicked.connect(self._begin)
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        """Let the card grow with the text."""
        self._card.setMaximumWidth(_CARD_WIDTH * self._theme.zoom // 100)

    def _begin(self) -> None:
        naam = " ".join(self.naam.text().split())
        entiteit = "" if self.several.isChecked() else " ".join(self.entiteit.currentText().split())
        if not naam:
            self._naam.tell("Vul je naam in, bijvoorbeeld An Peeters.")
            self.naam.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not entiteit and not self.several.isChecked():
            self._entiteit.tell('Kies je entiteit, of kies "Ik werk voor meerdere entiteiten".')
            self.entiteit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.completed.emit(naam, entiteit)


def _centred(card: QWidget) -> QWidget:
    """Put a card in the middle of a page, a third from the top."""
    page = QWidget()
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(card, 1000)
    across.addStretch(1)
    down = QVBoxLayout(page)
    down.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    down.addStretch(1)
    down.addLayout(across)
    down.addStretch(2)
    return page
