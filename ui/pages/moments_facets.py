"""Which differences are listed: a button per kind with how many there are, and further filters."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.pages.question import ChoiceBox
from ui.pages.reception_part import ReceptionPart
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.charts.text import in_dutch
from vvdesk.moments_compared.filtering import Wens
from vvdesk.moments_compared.parts import LABELS, MomentsCompared, Verschilsoort

_ALL = "Alles"
_EVERYWHERE = "Alle speerpunten"
_LEAST_NAME, _LEAST_WORDS = 24, 34


class MomentsFacets(ReceptionPart):
    """De knoppen boven de lijst van verschillen.

    Signals:
        changed(): Other differences are wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: list[Verschilsoort | None] = [None, *Verschilsoort]
        self._cell = ""
        self._group = QButtonGroup(self)
        kinds = WrappingRow()
        for place in range(len(self._kinds)):
            button = QRadioButton()
            button.setMinimumHeight(3 * GRID)
            self._group.addButton(button, place)
            kinds.addWidget(button)
        self._group.button(0).setChecked(True)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Filter op woorden of code")
        self.words.setAccessibleName("Filter op woorden of code")
        self.words.setClearButtonEnabled(True)
        self._speerpunt = ChoiceBox([_EVERYWHERE])
        self._speerpunt.setAccessibleName("Speerpunt")
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._speerpunt.setSizeAdjustPolicy(adjust)
        self._speerpunt.setMinimumContentsLength(_LEAST_NAME)
        self._flow = QCheckBox()
        self._flow.setMinimumHeight(3 * GRID)
        self._flow.hide()
        others = WrappingRow()
        for widget in (self.words, self._speerpunt, self._flow):
            others.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(kinds)
        layout.addLayout(others)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(lambda _place: self.changed.emit())
        self._speerpunt.activated.connect(lambda _place: self.changed.emit())
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        self._flow.toggled.connect(self._on_flow_toggled)
        self._fit()

    @property
    def wens(self) -> Wens:
        """What is wished."""
        speerpunt = self._speerpunt.currentData() if self._speerpunt.currentIndex() > 0 else None
        soort = self._kinds[max(self._group.checkedId(), 0)]
        return Wens(soort, speerpunt, self._cell, self.words.text())

    def show_compared(self, compared: MomentsCompared) -> None:
        """Say how many there are of each kind, and offer the speerpunten that occur."""
        for place, soort in enumerate(self._kinds):
            number = len(compared.verschillen) if soort is None else compared.aantallen[soort]
            label = _ALL if soort is None else LABELS[soort]
            button = self._group.button(place)
            button.setText(f"{label} ({in_dutch(number)})")
            button.setVisible(soort is None or number > 0)
        self._speerpunt.clear()
        self._speerpunt.addItem(_EVERYWHERE)
        for nummer, name in compared.speerpunten:
            self._speerpunt.addItem(name, nummer)
        self._speerpunt.setVisible(len(compared.speerpunten) > 1)
        self.clear()

    def clear(self) -> None:
        """Wish for everything; nobody is told."""
        self._wish_for(0, "", "")

    def narrow_to(self, cell: str, label: str) -> None:
        """Wish for what is counted in one cell of a flow, and for nothing else."""
        self._wish_for(0, cell, label)
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.words.setMinimumWidth(_LEAST_WORDS * self.fontMetrics().averageCharWidth())

    def _wish_for(self, place: int, cell: str, label: str) -> None:
        self.blockSignals(True)
        self._group.button(place).setChecked(True)
        self._speerpunt.setCurrentIndex(0)
        self.words.clear()
        self._cell = cell
        self._flow.setText(label)
        self._flow.setAccessibleName(f"Alleen deze overgang: {label}" if label else "")
        self._flow.setChecked(bool(cell))
        self._flow.setVisible(bool(cell))
        self.blockSignals(False)

    def _on_flow_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not is_on and self._cell:
            self._cell = ""
            self._flow.hide()
            self.words.setFocus()
            self.changed.emit()
