"""A mijlpaal or agendering that came or went, as one block."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.pages.compare_card import CompareCard, Sides, plain_label
from ui.theme import GRID
from vvdesk.compare.changes import Soort
from vvdesk.comparing import Group

_LOOKS = {
    Soort.TOEGEVOEGD: ("circle-plus", "good"),
    Soort.WEGGEVALLEN: ("circle-minus", "fout"),
}


class CompareBlock(CompareCard):
    """Een rij die erbij kwam of wegviel, met wat erin staat.

    Args:
        group: The row.
        sides: What it shares with the others.
    """

    def __init__(self, group: Group, sides: Sides) -> None:
        super().__init__(group.path, sides)
        self.group = group
        self._came = group.soort is Soort.TOEGEVOEGD
        self._picture = QLabel()
        self.top.addWidget(self._picture)
        self.top.addWidget(plain_label(self._headline(), "label"), 1)
        if sides.may_edit and sides.take_over:
            text = "Rij verwijderen" if self._came else "Rij terugzetten"
            icon = "trash-2" if self._came else "corner-down-left"
            button = self.add_button(text, f"{group.title}: {text.lower()}", icon)
            button.clicked.connect(lambda: self.taken_over.emit(self.group))
        if self._came:
            self.add_jump(group.title)
        self._rows = QWidget(self)
        self.body.addWidget(self._rows)
        self.body.addLayout(self.findings)
        self._fill()
        self.show_group(group)
        self._draw_picture()

    def show_group(self, group: Group) -> None:
        """Take note of what else is found on the row."""
        self.show_findings(group.findings)
        self.setAccessibleName(f"{self._headline()}. {group.subtitle}")

    def restyle(self) -> None:
        """Show everything in the colours that hold now."""
        super().restyle()
        self._draw_picture()

    def _headline(self) -> str:
        then = self.sides.then
        if self._came:
            return f"{self.group.title} is nieuw sinds {then}"
        return f"{self.group.title} stond er in {then} en is weggevallen"

    def _fill(self) -> None:
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 3)
        for place, item in enumerate(self.group.items):
            value = plain_label(item.new_text if self._came else item.old_text)
            if not self._came:
                font = value.font()
                font.setStrikeOut(True)
                value.setFont(font)
            grid.addWidget(plain_label(item.label, "hint"), place, 0)
            grid.addWidget(value, place, 1)

    def _draw_picture(self) -> None:
        name, role = _LOOKS[self.group.soort]
        side, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
        self._picture.setPixmap(self.sides.icons.pixmap(name, role, side, ratio))
