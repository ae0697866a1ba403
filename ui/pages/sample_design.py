"""How a sample is to be drawn: unit, size, strata, filters and seed (startwaarde)."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.question import ChoiceBox
from ui.pages.sample_fields import LabelledField
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.sampling import Bedrag, Eenheid, Indeling, Opzet, proposed_seed
from vvdesk.sampling.design import MOST
from vvdesk.sampling.population import Population

_UNITS = {Eenheid.PROJECT: "Projecten", Eenheid.MIJLPAAL: "Mijlpalen"}
_STRATA = {
    Indeling.GEEN: "Geen",
    Indeling.SPEERPUNT: "Per speerpunt",
    Indeling.BEDRAG: "Naar bedrag",
}
_AMOUNTS = {Bedrag.BELEIDSRUIMTE: "Beleidsruimte", Bedrag.VAK: "VAK", Bedrag.VEK: "VEK"}
_ALL = "Alle"
_NUMBER = "5"
_WIDEST_SEED = "WWWW-WWWW-WWWW-WWWW 0000-00-00"
"""The controlecode of a seal with a day."""
_WIDEST_CHOICE = 34
"""Signs; longer names of entiteiten are cut in the closed list, not in the open one."""


class SampleDesign(QWidget):
    """De opzet van een steekproef.

    Signals:
        changed(): Something of it is otherwise.
        unit_changed(): Other units are wanted; a `changed` comes as well.

    Args:
        icons: For the button of the seed.
    """

    changed = Signal()
    unit_changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit, self.strata = ChoiceBox(list(_UNITS.values())), ChoiceBox(list(_STRATA.values()))
        self.amount = ChoiceBox(list(_AMOUNTS.values()))
        self.number, self.seed = QLineEdit(_NUMBER), QLineEdit(proposed_seed())
        self.fresh = QPushButton(icons.get("refresh-cw"), "Nieuwe startwaarde")
        self.filters = {
            name: ChoiceBox([_ALL]) for name in ("speerpunten", "statussen", "entiteiten")
        }
        self._keys: dict[str, list[str]] = {name: [] for name in self.filters}
        self._amount_field = LabelledField("Welk bed&rag", self.amount)
        self._lay_out()
        self._connect()

    @property
    def eenheid(self) -> Eenheid:
        """Which units are wanted."""
        return list(_UNITS)[self.unit.currentIndex()]

    def opzet(self) -> Opzet:
        """Return what is filled in, whether it can be drawn or not; no number counts as 0."""
        text = self.number.text().strip()
        return Opzet(
            seed=self.seed.text(),
            omvang=int(text) if text.isdecimal() else 0,
            eenheid=self.eenheid,
            indeling=list(_STRATA)[self.strata.currentIndex()],
            bedrag=list(_AMOUNTS)[self.amount.currentIndex()],
            **{name: self._chosen(name) for name in self.filters},
        )

    def offer(self, population: Population) -> None:
        """Offer the filters of a population; what was chosen stays where it is still there."""
        lists = population.referentie.lists
        is_project = population.eenheid is Eenheid.PROJECT
        statuses = lists["projectstatus" if is_project else "mijlpaalstatus"].entries
        self._offer("speerpunten", lists["speerpunt"].entries)
        self._offer("statussen", statuses)
        entiteiten = sorted({unit.entiteit for unit in population.units if unit.entiteit})
        self._offer("entiteiten", [(name, name) for name in entiteiten])

    def _chosen(self, name: str) -> tuple[str, ...]:
        at = self.filters[name].currentIndex() - 1
        return (self._keys[name][at],) if at >= 0 else ()

    def _offer(self, name: str, entries: Sequence[tuple[str, str]]) -> None:
        before, box = self._chosen(name), self.filters[name]
        with QSignalBlocker(box):
            self._keys[name] = [key for key, _label in entries]
            box.clear()
            box.addItems([_ALL, *(label for _key, label in entries)])
            if before and before[0] in self._keys[name]:
                box.setCurrentIndex(self._keys[name].index(before[0]) + 1)

    def _lay_out(self) -> None:
        self.number.setValidator(QIntValidator(1, MOST, self))
        for box in (self.unit, self.strata, self.amount, *self.filters.values()):
            box.setSizeAdjustPolicy(
                ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
        self.filters["entiteiten"].setMinimumContentsLength(_WIDEST_CHOICE)
        first = WrappingRow()
        first.setSpacing(2 * GRID)
        for field in (
            LabelledField("&Wat trek je", self.unit),
            LabelledField("Hoe&veel", self.number),
            LabelledField("S&trata", self.strata),
            self._amount_field,
        ):
            first.addWidget(field)
        second = WrappingRow()
        second.setSpacing(2 * GRID)
        for label, name in (
            ("Speer&punt", "speerpunten"),
            ("Stat&us", "statussen"),
            ("Trekkende &entiteit", "entiteiten"),
        ):
            second.addWidget(LabelledField(label, self.filters[name]))
        seed = WrappingRow()
        seed.addWidget(LabelledField("Startwaar&de", self.seed, self.fresh))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for row in (first, second, seed):
            column.addLayout(row)
        column.addWidget(
            wrapped_label(
                "De startwaarde is een vrije tekst die de volgorde bepaalt: elke eenheid krijgt "
                "de SHA-256 van “startwaarde:code”, en de kleinste gaan voor. Met dezelfde "
                "startwaarde trekt iedereen dezelfde steekproef, ook zonder dit programma.",
                "hint",
            )
        )
        self._fit()

    def _connect(self) -> None:
        self.unit.currentIndexChanged.connect(lambda _at: self.unit_changed.emit())
        self.strata.currentIndexChanged.connect(lambda _at: self._fit())
        boxes = (self.unit, self.strata, self.amount, *self.filters.values())
        for box in boxes:
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for line in (self.number, self.seed):
            line.textChanged.connect(lambda _text: self.changed.emit())
        self.fresh.clicked.connect(lambda: self.seed.setText(proposed_seed()))

    def _fit(self) -> None:
        is_amount = list(_STRATA)[self.strata.currentIndex()] is Indeling.BEDRAG
        self._amount_field.setVisible(is_amount)
        sign = self.fontMetrics().averageCharWidth()
        self.number.setMaximumWidth(12 * sign)
        wide = self.fontMetrics().horizontalAdvance(_WIDEST_SEED) + 3 * GRID
        self.seed.setMinimumWidth(wide)
