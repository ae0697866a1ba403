"""What stands on the tabs of a comparison, each part made when it is first wanted."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.pages.dashboard_card import ChartCard
from ui.pages.job_area import JobArea
from ui.pages.moments_amounts import MomentsAmounts
from ui.pages.moments_flows import MomentsFlows
from ui.pages.moments_list import MomentsList
from ui.pages.moments_tabs import MomentsTabs
from ui.theme import Theme
from vvdesk.moments_compared.parts import MomentsCompared

_ASTRAY = (
    "Dit staat alleen in het andere bestand. Open dat bestand om het daar na te speuren; de code "
    "staat in de export."
)


class MomentsParts(QWidget):
    """De delen van de bladzijde Vergelijken die op een tabblad staan.

    Attributes:
        compared: What is shown; None as long as nothing is.
        tabs: Where they stand.
        live: What is told below them.
    """

    compared: MomentsCompared | None
    tabs: MomentsTabs
    live: JobArea
    _inquiry: Inquiry
    _icons: Icons
    _theme: Theme

    @cached_property
    def differences(self) -> MomentsList:
        """The list of differences; made, like what is on the other tabs, when first wanted."""
        made = MomentsList(self._icons, self._theme, self.tabs.room(0))
        self._fill(0, made)
        made.code_requested.connect(self._inquiry.code_requested)
        made.life_requested.connect(self._inquiry.life_requested)
        made.astray.connect(lambda: self.live.tell(_ASTRAY))
        return made

    @cached_property
    def flows(self) -> MomentsFlows:
        """From which status to which."""
        made = MomentsFlows(self._icons, self._theme, self.tabs.room(1))
        self._fill(1, made)
        made.cell_requested.connect(self._on_cell_requested)
        made.told.connect(self._inquiry.tell)
        made.save_requested.connect(self._on_save_requested)
        return made

    @cached_property
    def amounts(self) -> MomentsAmounts:
        """The amounts of both sides."""
        made = MomentsAmounts(self.tabs.room(2))
        self._fill(2, made)
        made.code_requested.connect(self._inquiry.code_requested)
        return made

    def _of_the_tab(self) -> list[QWidget]:
        """Return where the keyboard begins on the tab at hand; nowhere before there is anything."""
        if self.compared is None:
            return []
        place = self.tabs.currentIndex()
        if place == 0:
            return [self.differences.table]
        return [self.flows.as_table if place == 1 else self.amounts.table]

    def _on_cell_requested(self, cell: str, label: str) -> None:
        raise NotImplementedError

    def _on_save_requested(self, card: ChartCard) -> None:
        raise NotImplementedError

    def _fill(self, place: int, made: QWidget) -> None:
        """Put something on its tab, where Tab comes to it before what stands below the tabs."""
        self.tabs.fill(place, made)
        last = self.window().previousInFocusChain()
        while last is not None and last.focusPolicy() is Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain()
        for each in self.live.findChildren(QPushButton):
            if last is not None:
                QWidget.setTabOrder(last, each)
            last = each
