"""Where the figures, the charts and the list of the overview stand, wide or narrow."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.pages.dashboard_attention import AttentionCard
from ui.pages.dashboard_card import ChartCard
from ui.pages.dashboard_figures import FigureRow
from ui.theme import GRID, Theme
from vvdesk.dashboard.charts import charts_of, slip_sentence
from vvdesk.dashboard.parts import Dashboard

_NAMES = ("speerpunten", "maanden", "mijlpaalstatus", "geld", "sinds-vorig", "sinds-basislijn")
_WIDE = 68
"""Times the height of a line of text: from this width on, cards stand beside each other."""
_SHARES = ((7, 5), (5, 7))
"""How the cards of each pair share the width when they do."""


class DashboardBoard(QWidget):
    """De kerncijfers en de grafieken van een meetmoment.

    Signals:
        chosen(str): A figure was chosen: its key.
        told(str): Something was done that deserves a word.
        save_requested(str): The chart of this name is wanted as a file.

    Attributes:
        is_table: Whether tables are shown, not charts.

    Args:
        chips: Draws statuses.
        icons: For buttons and the list.
        theme: For charts.
    """

    chosen = Signal(str)
    told = Signal(str)
    save_requested = Signal(str)

    def __init__(
        self, chips: StatusChips, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.figures = FigureRow(chips)
        self.attention = AttentionCard(icons)
        self.cards = {name: ChartCard(icons, theme) for name in _NAMES}
        self._is_wide: bool | None = None
        self.is_table = False
        self.figures.chosen.connect(self.chosen)
        for name, card in self.cards.items():
            card.chosen.connect(self.chosen)
            card.told.connect(self.told)
            card.save_requested.connect(lambda name=name: self.save_requested.emit(name))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, GRID, 2 * GRID)
        whole.setSpacing(2 * GRID)
        whole.addWidget(self.figures)
        beside = self._stacked("mijlpaalstatus", "sinds-vorig", "sinds-basislijn")
        self._pairs = [
            _pair(self.cards["speerpunten"], self.attention),
            _pair(beside, self.cards["geld"]),
        ]
        whole.addLayout(self._pairs[0])
        whole.addWidget(self.cards["maanden"])
        whole.addLayout(self._pairs[1])
        whole.addStretch(1)
        theme.changed.connect(self._arrange)
        self._arrange()

    def show_dashboard(self, dashboard: Dashboard) -> None:
        """Show the figures of one meetmoment."""
        self.figures.show_figures(dashboard.kerncijfers, dashboard.vorig)
        self.attention.show_found(dashboard.aandacht)
        charts = charts_of(dashboard)
        notes = {
            "sinds-vorig": slip_sentence(dashboard.sinds_vorig),
            "sinds-basislijn": slip_sentence(dashboard.sinds_basislijn),
        }
        for name, card in self.cards.items():
            card.setVisible(name in charts)
            if name in charts:
                card.show_chart(charts[name], dashboard.behind, notes.get(name, ""))
        self._arrange()

    def show_as(self, *, table: bool) -> None:
        """Show tables, or charts."""
        self.is_table = table
        for card in self.cards.values():
            card.show_as(table=table)
        self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a width; the height follows from it, and the page scrolls."""
        return QSize(super().minimumSizeHint().width(), 8 * GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let cards go below each other in a narrow window or with large text."""
        super().resizeEvent(event)
        self._arrange()

    def _stacked(self, *names: str) -> QWidget:
        """Return some cards below each other, as one thing beside the money."""
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for name in names:
            layout.addWidget(self.cards[name])
        layout.addStretch(1)
        return column

    def _arrange(self) -> None:
        has_room = self.width() >= _WIDE * self.fontMetrics().height()
        is_wide = has_room and not self.is_table  # tables have many columns
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        sides = QBoxLayout.Direction
        for pair, shares in zip(self._pairs, _SHARES, strict=True):
            pair.setDirection(sides.LeftToRight if is_wide else sides.TopToBottom)
            for place, share in enumerate(shares):
                pair.setStretch(place, share if is_wide else 0)


def _pair(one: QWidget, other: QWidget) -> QBoxLayout:
    """Return two cards that share the width; `_arrange` says whether below each other."""
    layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    layout.setSpacing(2 * GRID)
    layout.addWidget(one)
    layout.addWidget(other)
    return layout
