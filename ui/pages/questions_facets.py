"""Which questions are listed: where they stand, and of which entiteit."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QRadioButton, QSizePolicy, QWidget

from ui.pages.question import ChoiceBox
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.model import Vraagstaat

_ALL = "Alle"
_EVERYBODY = "Alle entiteiten"
_WORDS = {
    Vraagstaat.OPEN: "Open",
    Vraagstaat.BEANTWOORD: "Beantwoord",
    Vraagstaat.GESLOTEN: "Gesloten",
}
_LEAST_NAME = 24


class QuestionFacets(QWidget):
    """De knoppen boven de lijst van vragen.

    Signals:
        changed(): Other questions are wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = WrappingRow(self)
        self._group = QButtonGroup(self)
        self._states: list[Vraagstaat | None] = [*Vraagstaat, None]
        for place, staat in enumerate(self._states):
            button = QRadioButton(_ALL if staat is None else _WORDS[staat])
            button.setMinimumHeight(3 * GRID)
            self._group.addButton(button, place)
            row.addWidget(button)
        self._label = QLabel("Entiteit")
        self._entiteiten = ChoiceBox([_EVERYBODY])
        self._entiteiten.setAccessibleName("Entiteit")
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._entiteiten.setSizeAdjustPolicy(adjust)
        self._entiteiten.setMinimumContentsLength(_LEAST_NAME)
        self._label.setBuddy(self._entiteiten)
        row.addWidget(self._label)
        row.addWidget(self._entiteiten)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_state(None)
        self._group.idClicked.connect(lambda _place: self.changed.emit())
        self._entiteiten.activated.connect(lambda _place: self.changed.emit())

    @property
    def staat(self) -> Vraagstaat | None:
        """Where the wanted questions stand; None for all."""
        return self._states[max(self._group.checkedId(), 0)]

    @property
    def entiteit(self) -> str:
        """Whose questions are wanted; empty for all."""
        return self._entiteiten.currentText() if self._entiteiten.currentIndex() > 0 else ""

    def take_keyboard(self) -> None:
        """Put the keyboard on the button of what is shown."""
        if (button := self._group.checkedButton()) is not None:
            button.setFocus()

    def show_state(self, staat: Vraagstaat | None) -> None:
        """Mark where the wanted questions stand."""
        self._group.button(self._states.index(staat)).setChecked(True)

    def show_counts(self, counts: Counter[Vraagstaat]) -> None:
        """Say how many there are behind each button."""
        for place, staat in enumerate(self._states):
            number = counts.total() if staat is None else counts[staat]
            word = _ALL if staat is None else _WORDS[staat]
            self._group.button(place).setText(f"{word} ({number})")

    def show_entiteiten(self, names: Sequence[str]) -> None:
        """Offer these entiteiten; the chosen one stays when it is among them."""
        chosen = self.entiteit
        self._entiteiten.clear()
        self._entiteiten.addItems([_EVERYBODY, *names])
        self._entiteiten.setCurrentIndex(names.index(chosen) + 1 if chosen in names else 0)
        for widget in (self._label, self._entiteiten):
            widget.setVisible(len(names) > 1)
