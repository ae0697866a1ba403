"""From which status to which: a drawing of each flow, or its matrix."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.dashboard_card import ChartCard
from ui.pages.reception_part import ReceptionPart
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.moments_compared.flows import flow_chart
from vvdesk.moments_compared.parts import MomentsCompared, Stroom
from vvdesk.moments_compared.sentences import flow_sentence

_HINT = (
    "Elke band gaat van een status links naar een status rechts; grijs bleef gelijk. Klik op een "
    "getal, of ga er met de pijlen naartoe en druk op Enter, om de lijst erachter te zien."
)


class MomentsFlows(ReceptionPart):
    """De overgangen tussen statussen.

    Signals:
        cell_requested(str, str): The list behind a cell is wanted: its name and its label.
        told(str): Something was put on the clipboard.
        save_requested(object): This card (`ChartCard`) is wanted as a picture.

    Args:
        icons: For buttons.
        theme: For drawings.
    """

    cell_requested = Signal(str, str)
    told = Signal(str)
    save_requested = Signal(object)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, str] = {}
        self._said = wrapped_label()
        self._hint = wrapped_label(_HINT, "hint")
        self.as_table = QCheckBox("Als tabel tonen")
        self.cards = (ChartCard(icons, theme), ChartCard(icons, theme))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self._said, self._hint, self.as_table):
            layout.addWidget(widget)
        for card in self.cards:
            layout.addWidget(card)
            card.chosen.connect(self._on_chosen)
            card.told.connect(self.told)
            card.save_requested.connect(lambda card=card: self.save_requested.emit(card))
        layout.addStretch(1)
        self.as_table.toggled.connect(self._on_toggled)

    def show_compared(self, compared: MomentsCompared) -> None:
        """Show other flows."""
        self._said.setText(flow_sentence(compared))
        self._labels = {}
        flows = (compared.projectstatus, compared.mijlpaalstatus)
        for card, flow in zip(self.cards, flows, strict=True):
            leading = _leading(flow)
            self._labels |= leading
            card.setVisible(bool(flow.aantallen))
            card.show_chart(flow_chart(compared, flow), leading)

    def _on_chosen(self, cell: str) -> None:
        if cell in self._labels:
            self.cell_requested.emit(cell, self._labels[cell])

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        for card in self.cards:
            card.show_as(table=is_on)


def _leading(flow: Stroom) -> dict[str, str]:
    """Return the cells that a list stands behind, with their labels: what stayed is in no list."""
    left = {each.key: each.label for each in flow.van}
    right = {each.key: each.label for each in flow.naar}
    return {
        flow.cel(van, naar): f"{name} → {other}"
        for van, name in left.items()
        for naar, other in right.items()
        if van != naar and (van, naar) in flow.aantallen
    }
