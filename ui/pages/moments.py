"""Comparing two meetmomenten, or two momentopnamen: differences, statuses, amounts, as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.job import Runner, Task
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.dashboard_card import ChartCard
from ui.pages.empty_state import EmptyState
from ui.pages.job_area import JobArea
from ui.pages.least_scrolled import least_scrolled
from ui.pages.moments_amounts import MomentsAmounts
from ui.pages.moments_comparing import Comparing
from ui.pages.moments_flows import MomentsFlows
from ui.pages.moments_list import MomentsList
from ui.pages.moments_sides import MomentsSides
from ui.pages.moments_tabs import MomentsTabs
from ui.pages.reception_part import ReceptionPart
from ui.pages.titled_page import page_title
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.charts.text import in_dutch
from vvdesk.dashboard.files import write_picture
from vvdesk.errors import VvdeskError
from vvdesk.moments_compared.other_file import WithOther
from vvdesk.moments_compared.parts import MomentsCompared
from vvdesk.moments_compared.sentences import basislijn_warning, in_short
from vvdesk.uitvraag_names import plain_name

_STORES = "Momentopnamen en bestanden (*.vvs *.vvd)"
_KINDS = "Werkboeken (*.xlsx);;Tabellen (*.csv)"
_PICTURES = "Afbeeldingen (*.svg *.png)"
_ALONE = "Dit bestand heeft één meetmoment"
_HOW = (
    "Om te vergelijken zijn er twee nodig. Open een andere momentopname van hetzelfde plan: ze "
    "wordt alleen gelezen, en daarna weer gesloten."
)
_ASTRAY = (
    "Dit staat alleen in het andere bestand. Open dat bestand om het daar na te speuren; de code "
    "staat in de export."
)


class MomentsPage(QWidget):
    """Wat er anders is tussen twee meetmomenten of twee momentopnamen.

    Attributes:
        compared: What is shown; None as long as nothing is.

    Args:
        inquiry: The open file, and how pages lead on.
        runner: Runs the comparison.
        messages: Asks for files.
        icons: For buttons.
        theme: For drawings and words that changed.
    """

    def __init__(
        self,
        inquiry: Inquiry,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._inquiry, self._messages = inquiry, messages
        self._comparing = Comparing(inquiry.workspace)
        self.compared: MomentsCompared | None = None
        self._own = (True, True)
        self._unshown: dict[int, Callable[[], object]] = {}
        self._next: tuple[Task, Callable[[Any], object]] | None = None
        self.sides = MomentsSides(inquiry.moments, icons)
        self.live = JobArea(runner, icons, theme)
        self.short, self._remarks = wrapped_label("", "heading"), wrapped_label()
        self.differences, self.flows = MomentsList(icons, theme), MomentsFlows(icons, theme)
        self.amounts = MomentsAmounts()
        self.tabs = MomentsTabs(
            {"Verschillen": self.differences, "Statussen": self.flows, "Bedragen": self.amounts}
        )
        self.other = QPushButton(icons.get("folder-open"), "Andere momentopname…")
        self._nothing = EmptyState(_ALONE, _HOW, self.other, icons, theme)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Compare the last two meetmomenten when nothing was compared yet."""
        self._comparing.begin()
        if self.compared is None and not self.live.is_busy and len(self._inquiry.moments) > 1:
            self.compare()
        self.setFocusProxy(self._first())

    def panes(self) -> list[QWidget]:
        """Return the parts that Ctrl+F6 goes along."""
        lists = self.differences.table, self.flows.as_table, self.amounts.table
        return [self.other, self.sides.left, *lists]

    def stop(self) -> None:
        """Stop comparing and exporting: the file is about to be closed."""
        self._comparing.stop()
        self.live.stop()

    def compare(self) -> None:
        """Compare the two sides that are chosen."""
        left, right = self.sides.left_moment, self.sides.right_moment
        self._show(None)
        if right is None:
            self._compare_with(self.sides.other_file, self.sides.other_moment)
        else:
            self._run(self._comparing.own(left, right), self._on_compared)

    def open_other(self) -> None:
        """Let another momentopname be chosen, and compare with it."""
        path = self._messages.file_to_open(
            self.window(), "Andere momentopname kiezen", _STORES, self._inquiry.folder
        )
        if path is not None:
            self._compare_with(path, None)

    def export(self) -> None:
        """Let a name be chosen, and write the differences there."""
        if self.compared is None or self.live.is_busy:
            return
        sides = self.compared.links, self.compared.rechts
        left, right = (plain_name(each.meetmoment).lower() for each in sides)
        proposed = self._inquiry.folder / f"verschillen-{left}-{right}.xlsx"
        target = self._messages.file_to_save(
            self.window(), "Verschillen exporteren", _KINDS, proposed
        )
        if target is not None:
            task = self._comparing.export(self.compared, target)
            self.live.run(task, "Verschillen worden geschreven…", self._on_exported)

    def _lay_out(self) -> None:
        found = QWidget()
        inside = QVBoxLayout(found)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID)
        inside.addWidget(self.short)
        inside.addWidget(self._remarks)
        inside.addWidget(self.tabs, 1)
        for part in (QWidget(), found, self._nothing):
            self._stack.addWidget(part)
        content = ReceptionPart()
        column = QVBoxLayout(content)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for part in (page_title("Vergelijken"), self.sides):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(least_scrolled(content), 1)
        layout.addWidget(self.live)
        self._show(None)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._fill_tab)
        self.sides.chosen.connect(self.compare)
        self.sides.other_requested.connect(self.open_other)
        self.sides.export_requested.connect(self.export)
        self.other.clicked.connect(self.open_other)
        self.live.busy_changed.connect(self._on_busy_changed)
        self.differences.code_requested.connect(self._inquiry.code_requested)
        self.differences.life_requested.connect(self._inquiry.life_requested)
        self.differences.astray.connect(lambda: self.live.tell(_ASTRAY))
        self.amounts.code_requested.connect(self._inquiry.code_requested)
        self.flows.cell_requested.connect(self._on_cell_requested)
        self.flows.told.connect(self._inquiry.tell)
        self.flows.save_requested.connect(self._on_save_requested)

    def _first(self) -> QWidget:
        is_alone = len(self._inquiry.moments) == 1 and self.compared is None
        return self.other if is_alone else self.sides.left

    def _compare_with(self, path: Path, naam: str | None) -> None:
        task = self._comparing.other(self.sides.left_moment, path, naam or None)
        self._run(task, partial(self._on_compared_with, path))

    def _run(self, task: Task, done: Callable[[Any], object]) -> None:
        """Compare; what is wanted meanwhile comes next, as greying out would lose the keyboard."""
        if self.live.is_busy:
            self._next = task, done
        else:
            self.live.run(task, "Er wordt vergeleken…", done)

    def _on_compared(self, compared: MomentsCompared) -> None:
        self._own = (True, True)
        self._show(compared)

    def _on_compared_with(self, path: Path, found: WithOther) -> None:
        self._own = (True, False)
        self.sides.offer_other(path, found.moments, found.compared.rechts.meetmoment)
        self._show(found.compared)

    def _show(self, compared: MomentsCompared | None) -> None:
        """Show what was found; nothing while it is not known."""
        self.compared = compared
        self.sides.export.setEnabled(compared is not None)
        is_alone = len(self._inquiry.moments) == 1
        self.sides.setVisible(not is_alone or compared is not None)
        if compared is None:
            self._stack.setCurrentIndex(2 if is_alone else 0)
            return
        self.short.setText(in_short(compared))
        remarks = [basislijn_warning(compared), *compared.opmerkingen]
        self._remarks.setText("\n".join(filter(None, remarks)))
        self._remarks.setVisible(bool(self._remarks.text()))
        self._unshown = {
            0: partial(self.differences.show_compared, compared, self._own),
            1: partial(self.flows.show_compared, compared),
            2: partial(self.amounts.show_compared, compared, self._own),
        }
        self._fill_tab(self.tabs.currentIndex())
        self.tabs.setTabText(0, f"Verschillen ({in_dutch(len(compared.verschillen))})")
        self.tabs.setTabText(2, f"Bedragen ({in_dutch(len(compared.bedragen))})")
        self._stack.setCurrentIndex(1)

    def _on_busy_changed(self, is_busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not is_busy and self._next is not None:
            (task, done), self._next = self._next, None
            self._run(task, done)

    def _fill_tab(self, place: int) -> None:
        """Fill a tab when it is looked at: all of them at once would hold the window."""
        self._unshown.pop(place, _nothing)()

    def _on_cell_requested(self, cell: str, label: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.differences.narrow_to(cell, label)

    def _on_exported(self, target: Path) -> None:
        self._inquiry.tell(
            f"De verschillen staan in {target.name}.",
            Tone.GOOD,
            Offer("Openen", partial(self._messages.open_outside, target)),
        )

    def _on_save_requested(self, card: ChartCard) -> None:
        _save_picture(card, self._inquiry, self._messages, self.live)


def _nothing() -> None:
    """Fill nothing: that tab is filled."""


def _save_picture(card: ChartCard, inquiry: Inquiry, messages: Messages, live: JobArea) -> None:
    """Let a name be chosen, and write a drawing there."""
    proposed = inquiry.folder / "statussen.svg"
    target = messages.file_to_save(live.window(), "Grafiek bewaren", _PICTURES, proposed)
    if target is None:
        return
    try:
        write_picture(card.picture(target), target)
    except VvdeskError as error:
        live.tell(str(error), Tone.ERROR)
    else:
        inquiry.tell(f"De grafiek staat in {target.name}.", Tone.GOOD)
