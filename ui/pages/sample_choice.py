"""The first step: of which meetmoment, and whether a sample is drawn or projects are ticked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.question import ChoiceBox
from ui.pages.sample_draw import SampleDraw
from ui.pages.sample_fields import LabelledField
from ui.pages.sample_own import OwnChoice
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme


class SampleChoice(QFrame):
    """De kaart waarop je kiest wat je wilt nakijken; signals are those of its parts.

    Args:
        moments: The names of the meetmomenten, earliest first; the latest is chosen.
        icons: For shapes.
        theme: For colours.

    Attributes:
        moment: Which meetmoment.
        by_sample: A sample is drawn; else `by_hand`.
        draw: The sample.
        own: The list to tick.
    """

    def __init__(
        self, moments: Sequence[str], icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.moment = ChoiceBox(moments)
        self.moment.setCurrentIndex(len(moments) - 1)
        self.by_sample = QRadioButton("Steekproef trekken")
        self.by_hand = QRadioButton("Zelf kiezen")
        inside = inside_card(self, "1. Kies wat je wilt nakijken")
        if len(moments) > 1:
            above = WrappingRow()
            above.addWidget(LabelledField("&Meetmoment", self.moment))
            inside.addLayout(above)
        ways = WrappingRow()
        ways.setSpacing(3 * GRID)
        for way in (self.by_sample, self.by_hand):
            ways.addWidget(way)
        inside.addLayout(ways)
        # Made where they stand: Qt styles what is put somewhere else again, with all that is in it.
        self.draw, self.own = SampleDraw(icons, theme, self), OwnChoice(icons, theme, self)
        for part in (self.draw, self.own):
            inside.addWidget(part)
        self.by_hand.toggled.connect(lambda _on: self._show_way())
        self.by_sample.setChecked(True)
        self._show_way()

    def _show_way(self) -> None:
        self.own.setVisible(self.by_hand.isChecked())
        self.draw.setVisible(not self.by_hand.isChecked())


def inside_card(card: QFrame, heading: str) -> QVBoxLayout:
    """Make a frame a card with a heading, and return where its content goes."""
    card.setProperty("role", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    inside.setSpacing(GRID)
    inside.addWidget(wrapped_label(heading, "heading"))
    return inside
