"""Which texts are searched, and in which order they are listed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSizePolicy, QWidget

from ui.pages.question import ChoiceBox
from ui.pages.search_moments import MomentMenu
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.kinds import ChoiceLists
from vvdesk.model import Meetmoment
from vvdesk.searching import GROEPEN, Filter, Volgorde

_LEAST, _MOST = 12, 26
_ORDERS = {Volgorde.BESTE: "Beste eerst", Volgorde.PROJECT: "Per project"}


class SearchFacets(QWidget):
    """De filters boven de lijst.

    Signals:
        changed(): Other texts are wanted, or in another order.

    Args:
        moments: Of the store.
        lists: The choices of the latest meetmoment.
    """

    changed = Signal()

    def __init__(
        self, moments: Sequence[Meetmoment], lists: ChoiceLists, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.moments = MomentMenu(moments, self)
        self._speerpunt = _Box("Speerpunt", "Alle speerpunten", lists["speerpunt"].entries)
        self._entiteit = _Box("Entiteit", "Alle entiteiten", lists["entiteit"].entries)
        self._groep = _Box("Soort tekst", "Alle soorten tekst", [(name, name) for name in GROEPEN])
        self._status = _Box("Status", "Alle statussen", lists["projectstatus"].entries)
        self._order = ChoiceBox(list(_ORDERS.values()))
        self._order.setAccessibleName("Volgorde")
        self._apart = QCheckBox("Elk meetmoment apart")
        self._apart.setToolTip("Toon een tekst die gelijk bleef, toch voor elk meetmoment.")
        self._apart.setMinimumHeight(3 * GRID)
        self._clear = QPushButton("Filters wissen")
        self._clear.setProperty("role", "quiet")
        row = WrappingRow(self)
        for widget in self.controls():
            row.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._connect()
        self._show_clear()

    def controls(self) -> tuple[QWidget, ...]:
        """Return what the keyboard goes through, in order."""
        return (
            self.moments, *self._boxes(), self._order, self._apart, self._clear,
        )  # fmt: skip

    @property
    def filter(self) -> Filter:
        """Which texts are wanted."""
        return Filter(
            self.moments.chosen,
            self._speerpunt.chosen,
            self._entiteit.chosen,
            self._groep.chosen,
            self._status.chosen,
        )

    @property
    def volgorde(self) -> Volgorde:
        """In which order."""
        return list(_ORDERS)[self._order.currentIndex()]

    @property
    def is_apart(self) -> bool:
        """Whether every meetmoment is listed apart."""
        return self._apart.isChecked()

    def clear(self) -> None:
        """Ask for all texts."""
        for box in self._boxes():
            box.setCurrentIndex(0)
        self.moments.clear()

    def _boxes(self) -> tuple["_Box", ...]:
        return self._speerpunt, self._entiteit, self._groep, self._status

    def _connect(self) -> None:
        self.moments.changed.connect(self._on_changed)
        for box in (*self._boxes(), self._order):
            box.activated.connect(self._on_changed)
        self._apart.toggled.connect(self._on_changed)
        self._clear.clicked.connect(self.clear)

    def _on_changed(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self._clear.setVisible(self.filter != Filter())


class _Box(ChoiceBox):
    """All, or one key of a list."""

    def __init__(self, name: str, all_of_them: str, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__([all_of_them, *(label for _key, label in entries)])
        self._keys = [key for key, _label in entries]
        self.setAccessibleName(name)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(adjust)
        longest = max((len(label) for _key, label in entries), default=0)
        self.setMinimumContentsLength(max(_LEAST, min(longest, len(all_of_them), _MOST)))

    @property
    def chosen(self) -> frozenset[str]:
        at = self.currentIndex() - 1
        return frozenset() if at < 0 else frozenset({self._keys[at]})
