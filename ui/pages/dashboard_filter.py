"""What the overview looks at: all projects, those of one speerpunt or of one minister."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from ui.forms.choice_box import ChoiceBox
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.theme import GRID
from vvdesk.dashboard.parts import Dashboard

_WIDEST = 34
"""Times the width of a letter; a longer speerpunt is broken off in the box, not in its list."""


class DashboardFilter(QWidget):
    """De keuze van een speerpunt en een minister.

    Signals:
        changed(): Something else was chosen.

    Args:
        chips: For the boxes.
        icons: For the boxes.
    """

    changed = Signal()

    def __init__(self, chips: StatusChips, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speerpunt = ChoiceBox("speerpunt", chips, icons)
        self.minister = ChoiceBox("minister", chips, icons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for name, box, everything in (
            ("Speerpunt", self.speerpunt, "Alle speerpunten"),
            ("Minister", self.minister, "Alle ministers"),
        ):
            box.addItem(everything, None)
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(self.changed)
            label = QLabel(name)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)

    def chosen(self) -> tuple[str | None, str | None]:
        """Return the speerpunt's number and the minister; None for all."""
        return self.speerpunt.currentData(), self.minister.currentData()

    def offer(self, dashboard: Dashboard) -> None:
        """Offer what occurs in this meetmoment; what was chosen stays chosen."""
        _fill(self.speerpunt, dashboard.kiesbare_speerpunten)
        _fill(self.minister, ((name, name) for name in dashboard.kiesbare_ministers))


def _fill(box: QComboBox, entries: Iterable[tuple[str, str]]) -> None:
    wanted = list(entries)
    if wanted == [(box.itemData(at), box.itemText(at)) for at in range(1, box.count())]:
        return
    chosen = box.currentData(), box.currentText()
    if chosen[0] is not None and chosen[0] not in {key for key, _label in wanted}:
        wanted.append((chosen[0], chosen[1]))
    blocker = QSignalBlocker(box)
    while box.count() > 1:
        box.removeItem(1)
    for key, label in wanted:
        box.addItem(label, key)
    box.setCurrentIndex(max(box.findData(chosen[0]), 0))
    box.setMaximumWidth(_WIDEST * box.fontMetrics().averageCharWidth())
    blocker.unblock()
