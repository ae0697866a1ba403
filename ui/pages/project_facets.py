"""What narrows the list of projects besides words: status, entiteit, staat, and what is wrong."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSizePolicy, QWidget

from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.kinds import ChoiceLists
from vvdesk.model import Staat
from vvdesk.project_list import Wens

_SHORT, _LONG = 16, 26
"""Signs of a choice that are always visible."""


class ProjectFacets(QWidget):
    """De knoppen die de lijst van projecten beperken.

    Signals:
        changed(): Something else is wished.

    Args:
        lists: What can be chosen.
        is_central: The projects are of several entiteiten, so that one can be chosen.
    """

    changed = Signal()

    def __init__(
        self,
        lists: ChoiceLists,
        is_central: bool,  # noqa: FBT001 - what kind of file it is
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        states = tuple((each.value, each.value.capitalize()) for each in Staat)
        self._status = _Box("Status", "Alle statussen", lists["projectstatus"].entries, _SHORT)
        self._staat = _Box("Staat van de fiche", "Elke staat", states, _SHORT)
        entries = lists["entiteit"].entries if is_central else ()
        self._entiteit = _Box("Trekkende entiteit", "Alle entiteiten", entries, _LONG)
        self._fouten = self._box("Met fouten")
        self._incomplete = self._box("Niet volledig")
        self._codes: frozenset[str] = frozenset()
        self._chosen = self._box("Gekozen projecten")
        self._chosen.hide()
        self._clear = QPushButton("Keuzes wissen")
        self._clear.setProperty("role", "link")
        self._clear.clicked.connect(self._on_clear_clicked)
        self._row = WrappingRow(self)
        for box in (self._status, self._entiteit, self._staat):
            box.currentIndexChanged.connect(self._on_changed)
            self._row.addWidget(box)
        for widget in (self._fouten, self._incomplete, self._chosen, self._clear):
            self._row.addWidget(widget)
        self._entiteit.setVisible(is_central)
        self._clear.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def controls(self) -> tuple[QWidget, ...]:
        """Return what takes the keyboard, in order."""
        boxes = (self._status, self._entiteit, self._staat)
        return (*boxes, self._fouten, self._incomplete, self._chosen, self._clear)

    def narrow_to(self, title: str, codes: Iterable[str]) -> None:
        """Wish for these projects only, until the box called `title` is unticked."""
        self.clear()
        self._codes = frozenset(codes)
        self._chosen.setText(title)
        self._chosen.setAccessibleName(f"Alleen projecten: {title}")
        self._chosen.show()
        if self._chosen.isChecked():
            self._on_changed()
        else:
            self._chosen.setChecked(True)

    def wens(self, text: str) -> Wens:
        """Return what is wished, together with these words."""
        return Wens(
            text.strip(),
            str(self._status.currentData()),
            str(self._entiteit.currentData()),
            str(self._staat.currentData()),
            self._fouten.isChecked(),
            self._incomplete.isChecked(),
            self._codes if self._chosen.isChecked() else frozenset(),
        )

    def clear(self) -> None:
        """Wish for nothing; `changed` follows once when something was wished."""
        before = self.wens("")
        self.blockSignals(True)
        for box in (self._status, self._entiteit, self._staat):
            box.setCurrentIndex(0)
        for check in (self._fouten, self._incomplete, self._chosen):
            check.setChecked(False)
        self.blockSignals(False)
        if before != self.wens(""):
            self._on_changed()

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(f"Alleen projecten: {text.lower()}")
        box.setMinimumHeight(3 * GRID)
        box.toggled.connect(self._on_changed)
        return box

    def _on_changed(self) -> None:
        self._clear.setVisible(self.wens("") != Wens())
        self._row.invalidate()
        self.updateGeometry()
        self.changed.emit()

    def _on_clear_clicked(self) -> None:
        self._status.setFocus()
        self.clear()


class _Box(QComboBox):
    """A choice out of a list; the first entry asks for nothing, and the wheel chooses nothing."""

    def __init__(
        self, name: str, everything: str, entries: tuple[tuple[str, str], ...], signs: int
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumContentsLength(signs)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(everything, "")
        for key, label in entries:
            self.addItem(label, key)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to what scrolls."""
        event.ignore()
