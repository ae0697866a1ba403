"""Drawing a sample: its design, what it would take, and the units that were drawn."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.sample_design import SampleDesign
from ui.pages.sample_lines import DrawnTable, StrataTable
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.errors import Misused
from vvdesk.sampling import Eenheid, Getrokken, Opzet, Steekproef, Vooruitblik, preview
from vvdesk.sampling.explaining import units
from vvdesk.sampling.population import Population

_ANY = "seed"


class SampleDraw(QWidget):
    """Een steekproef trekken.

    Signals:
        draw_requested(): Draw it.
        opened(str): The trace of a drawn unit is wanted; its reference code.

    Args:
        icons: For buttons.
        theme: For colours.
    """

    draw_requested = Signal()
    opened = Signal(str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.design, self.strata = SampleDesign(icons, self), StrataTable(icons, theme, self)
        self.population = wrapped_label()
        self.draw = QPushButton(icons.get("dices"), "Trek steekproef")
        self.heading, self.drawn = QLabel(), DrawnTable(icons, theme)
        self.outdated, self.told = wrapped_label(), wrapped_label(role="hint")
        self._units: Population | None = None
        self._sample: Steekproef | None = None
        self._ahead: tuple[Population, Opzet, Vooruitblik] | None = None
        self._lay_out()
        self.design.changed.connect(self.look_ahead)
        self.draw.clicked.connect(self.draw_requested)
        self.drawn.opened.connect(self._on_opened)
        self.show_sample(None)

    def offer(self, population: Population) -> None:
        """Offer other units to draw from."""
        self._units = population
        self.design.offer(population)
        self.look_ahead()

    def wait(self) -> None:
        """Tell that the units are being read."""
        self._units = None
        self.look_ahead()

    def look_ahead(self) -> None:
        """Show what would be drawn."""
        if self._units is None or self._units.eenheid is not self.design.eenheid:
            self.population.setText("De populatie wordt gelezen…")
            self._offer_to_draw(possible=False)
            return
        try:
            ahead = self._preview(self._units)
        except Misused as error:
            self.population.setText(str(error))
            self._offer_to_draw(possible=False)
            return
        eenheid = self.design.eenheid
        said = f"Populatie: {units(ahead.populatie, eenheid)}"
        if ahead.populatie < ahead.alles:
            said += f" van de {ahead.alles}"
        said += f". Te trekken: {units(ahead.getrokken, eenheid)}."
        if not ahead.populatie:
            said = "Niets voldoet aan deze filters. Kies er minder."
        missed = sum(not each.getrokken for each in ahead.strata)
        if missed and ahead.populatie:
            said += f" Zonder trekking: {missed} van de {len(ahead.strata)} strata; maak de omvang "
            said += "groter als elk stratum moet meetellen."
        self.population.setText(said)
        self.strata.show_strata(ahead.strata)
        self._offer_to_draw(possible=bool(ahead.populatie))
        self.strata.setVisible(len(ahead.strata) > 1)

    def _preview(self, units: Population) -> Vooruitblik:
        """Return what would be drawn; a seed that is being typed changes nothing of it."""
        opzet = replace(self.design.opzet().checked(), seed=_ANY)
        if self._ahead is None or self._ahead[0] is not units or self._ahead[1] != opzet:
            self._ahead = units, opzet, preview(units, opzet)
        return self._ahead[2]

    def show_sample(self, sample: Steekproef | None) -> None:
        """Show what was drawn; nothing for None."""
        self._sample = sample
        for part in (self.heading, self.drawn, self.told):
            part.setVisible(sample is not None)
        if sample is not None:
            drawn = units(len(sample.eenheden), sample.opzet.eenheid)
            self.heading.setText(f"Getrokken: {drawn}, startwaarde {sample.opzet.seed}")
            self.drawn.show_drawn(sample.eenheden, sample.strata)
            self.told.setText("\n".join(sample.uitleg))
        self._show_outdated()

    def _offer_to_draw(self, *, possible: bool) -> None:
        self.draw.setEnabled(possible)
        if not possible:
            self.strata.hide()
        self._show_outdated()

    def _show_outdated(self) -> None:
        """Say it when the list was drawn in another way than what stands in the form now."""
        now, sample = self.design.opzet(), self._sample
        try:
            now = now.checked()
        except Misused:
            self.outdated.hide()
            return
        self.outdated.setText(
            "De opzet is gewijzigd na het trekken. De lijst hieronder is die van de vorige opzet; "
            "trek opnieuw om ze te vervangen."
        )
        self.outdated.setVisible(sample is not None and sample.opzet != now)

    def _on_opened(self, unit: Getrokken) -> None:
        self.opened.emit(unit.referentie)

    def _lay_out(self) -> None:
        self.heading.setProperty("role", "label")
        self.heading.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.design)
        column.addWidget(self.population)
        column.addWidget(self.strata)
        row = WrappingRow()
        row.addWidget(self.draw)
        column.addLayout(row)
        for part in (self.outdated, self.heading, self.drawn, self.told):
            column.addWidget(part)

    @property
    def eenheid(self) -> Eenheid:
        """Which units are wanted."""
        return self.design.eenheid
