"""The differences as a list: filters above it, the one at hand in full below it."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.gap_splitter import gap_splitter
from ui.pages.moments_detail import MomentsDetail
from ui.pages.moments_facets import MomentsFacets
from ui.pages.moments_model import MomentsModel
from ui.pages.moments_table import MomentsTable
from ui.pages.reception_part import ReceptionPart
from ui.pages.scrolled import scrolled
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.charts.text import in_dutch
from vvdesk.moments_compared.filtering import Filter
from vvdesk.moments_compared.parts import MomentsCompared, Verschil

_DETAIL_LINES = 7
_SHARES = (0, 0, 31, 22, 22, 25)
_SAMPLES = {0: "Anders geformuleerd", 1: "VV000-M000"}
_NONE = "Geen enkel verschil voldoet aan deze filter. Kies iets anders of wis de filter."
_SAME = "De twee kanten zeggen hetzelfde: er is geen enkel verschil."


class MomentsList(ReceptionPart):
    """De lijst van verschillen.

    Signals:
        code_requested(str): Show the trace of this reference code.
        life_requested(str): Show the life of this mijlpaal.
        astray(): Enter on a difference of which this file has no code.

    Args:
        icons: For buttons.
        theme: For words that came and went.
    """

    code_requested = Signal(str)
    life_requested = Signal(str)
    astray = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: MomentsCompared | None = None
        self._own, self._filter = (True, True), Filter(())
        self.facets, self.model = MomentsFacets(), MomentsModel(self)
        self.table = MomentsTable(self.model, "Verschillen", _SHARES, _SAMPLES)
        self.detail = MomentsDetail(icons, theme)
        self._below: QScrollArea = scrolled(self.detail)
        self._count = wrapped_label("", "hint")
        self._nothing = wrapped_label(_NONE)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.facets)
        layout.addWidget(self._count)
        layout.addWidget(self._parts(), 1)
        self.facets.changed.connect(self._refill)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.opened.connect(self._on_opened)
        self.detail.code_requested.connect(self.code_requested)
        self.detail.life_requested.connect(self.life_requested)
        self._below.hide()

    def show_compared(self, compared: MomentsCompared, own: tuple[bool, bool]) -> None:
        """Show other differences.

        Args:
            compared: All of them.
            own: Whether the left and the right side are of the open file, whose codes lead on.
        """
        self._compared, self._own = compared, own
        self._filter = Filter(compared.verschillen)
        self.facets.show_compared(compared)
        self._refill()

    def narrow_to(self, cell: str, label: str) -> None:
        """List what is counted in one cell of a flow, and bring the keyboard there."""
        self.facets.narrow_to(cell, label)
        self.table.enter()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep some lines of the detail in view with larger text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _parts(self) -> QSplitter:
        """Return the list above what is at hand, with a handle between them."""
        parts = gap_splitter(Qt.Orientation.Vertical, self._stack, self._below)
        for place, share in enumerate((3, 2)):
            parts.setStretchFactor(place, share)
        self._fit()
        return parts

    def _fit(self) -> None:
        self._below.setMinimumHeight(_DETAIL_LINES * self.fontMetrics().lineSpacing())

    def _refill(self) -> None:
        if self._compared is None:
            return
        everything = self._compared.verschillen
        rows = self._filter.wished(self.facets.wens)
        self.model.show_rows(rows)
        self._nothing.setText(_NONE if everything else _SAME)
        self._stack.setCurrentWidget(self.table if rows else self._nothing)
        shown, total = in_dutch(len(rows)), in_dutch(len(everything))
        self._count.setText(
            f"{shown} van {total} in de lijst" if len(rows) < len(everything) else ""
        )
        self._count.setVisible(len(rows) < len(everything))
        self._on_row_changed(self.table.currentIndex().row())

    def _on_row_changed(self, row: int) -> None:
        each = self.model.at(row)
        self._below.setVisible(each is not None)
        if each is not None and self._compared is not None:
            self.detail.show_verschil(each, self._compared, self._own)
            self._below.verticalScrollBar().setValue(0)

    def _on_opened(self, index: QModelIndex) -> None:
        each = self.model.at(index.row())
        if each is None:
            return
        code = self._code(each)
        if code:
            self.code_requested.emit(code)
        else:
            self.astray.emit()

    def _code(self, each: Verschil) -> str:
        """Return the code that the open file knows: the later value's, else the earlier one's."""
        left, right = self._own
        return (each.code_nu if right else "") or (each.code_was if left else "")
