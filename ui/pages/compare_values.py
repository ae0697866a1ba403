"""A value then and now, side by side: amounts, days, choices, and statuses as chips."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.forms.status_chip import ChipLabel, StatusChips
from ui.pages.compare_card import Sides, plain_label
from ui.theme import GRID
from vvdesk.comparing import Compared

_EMPTY = "niet ingevuld"


class ThenAndNow(QWidget):
    """Twee waarden naast elkaar, met het meetmoment erboven.

    Args:
        sides: What they are called, and who draws statuses.
        is_status: Whether the values are statuses.
    """

    def __init__(self, sides: Sides, *, is_status: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides, self._is_status = sides, is_status
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self._arrow = QLabel()
        grid.addWidget(plain_label(sides.then, "hint"), 0, 0)
        grid.addWidget(plain_label(sides.now, "hint"), 0, 2)
        grid.addWidget(self._arrow, 1, 1, Qt.AlignmentFlag.AlignTop)
        self._measure = plain_label("", "label")
        grid.addWidget(self._measure, 2, 2)
        self._then = self._holder(sides.old_chips)
        self._now = self._holder(sides.new_chips)
        for column, holder in ((0, self._then), (2, self._now)):
            alignment = Qt.AlignmentFlag.AlignLeft if is_status else Qt.AlignmentFlag(0)
            for widget in holder:
                if widget is not None:
                    grid.addWidget(widget, 1, column, alignment)
        self.restyle()

    def show_item(self, item: Compared) -> None:
        """Show the values of one field, and how far it moved."""
        self._measure.setText(item.measure)
        self._measure.setVisible(bool(item.measure))
        list_name = getattr(item.field.kind, "list_name", "")
        pairs = ((self._then, item.old, item.old_text), (self._now, item.new, item.new_text))
        for (label, chip), value, text in pairs:
            label.setText(text or _EMPTY)
            label.setEnabled(bool(text))
            if chip is not None:
                label.setVisible(not value)
                chip.setVisible(bool(value))
                chip.show_status(list_name, value)

    def restyle(self) -> None:
        """Draw the arrow in the colour that holds now."""
        side, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
        self._arrow.setPixmap(self._sides.icons.pixmap("arrow-right", "muted", side, ratio))

    def _holder(self, chips: StatusChips) -> tuple[QLabel, ChipLabel | None]:
        return plain_label(), ChipLabel(chips, self) if self._is_status else None
