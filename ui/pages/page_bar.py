"""The row of pages of an open file, between the yellow band and the page at hand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from ui.actions import Actions
from ui.icons import Icons
from ui.pages.page_names import (
    CONFLICTS,
    CONSOLIDATION,
    DASHBOARD,
    INQUIRY,
    LIFE,
    MOMENTS,
    PROJECTS,
    QUESTIONS,
    RECEPTION,
    REPORT,
    SAMPLE,
    SEAL,
    SEALING,
    SEARCH,
    UITVRAAG,
)
from ui.theme import GRID, Theme

CENTRAL_PAGES = (
    DASHBOARD,
    PROJECTS,
    RECEPTION,
    CONSOLIDATION,
    CONFLICTS,
    QUESTIONS,
    UITVRAAG,
    REPORT,
    SEALING,
)
"""Of a central file, in the order of the row; each is also a command of that name."""
SEALED_PAGES = (SEAL, INQUIRY, MOMENTS, LIFE, SEARCH, SAMPLE)
"""Of a momentopname, in the same way."""
_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_PICTURE = Qt.ToolButtonStyle.ToolButtonIconOnly
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PageBar(QFrame):
    """De rij met de bladzijden van een centraal bestand of van een momentopname.

    One stop for Tab; the arrows go along the row, Enter and the space bar show a page.

    Signals:
        chosen(str): Somebody wants to see this page.

    Args:
        pages: Their names, in order.
        what: What they are pages of, for a screen reader.
        actions: The commands of the window: their names and icons.
        icons: In the colours of the row.
        theme: Tells when colours or sizes change.
    """

    chosen = Signal(str)

    def __init__(
        self,
        pages: Sequence[str],
        what: str,
        actions: Actions,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = tuple(pages)
        self.setProperty("role", "pages")
        self.setAccessibleName(f"Bladzijden van {what}")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        row.setSpacing(GRID // 2)
        for name in self._pages:
            button = _PageButton(actions[name].iconText(), self)
            button.setIcon(icons.get(_ICONS[name]))
            button.setToolTip(actions[name].toolTip())
            button.clicked.connect(partial(self.chosen.emit, name))
            button.turned.connect(partial(self._on_turned, name))
            self._buttons[name] = button
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where the words have no room, only the page at hand keeps its own."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more than the pictures need; words come where there is room."""
        side = self.fontMetrics().height() + 2 * GRID
        return QSize(len(self._pages) * side, super().sizeHint().height())

    def button(self, name: str) -> QToolButton:
        """Return the button of a page."""
        return self._buttons[name]

    def show_page(self, name: str) -> None:
        """Mark the page that is at hand; none when it is not in the row."""
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == name)
            is_stop = each == name or (name not in self._buttons and each == self._pages[0])
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )
        self._group.setExclusive(name in self._buttons)
        self._fit()

    def _on_turned(self, name: str, steps: int) -> None:
        at = (self._pages.index(name) + steps) % len(self._pages)
        self._buttons[self._pages[at]].setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        side = self.fontMetrics().height()
        needed = self.layout().contentsMargins().left() * 2  # type: ignore[union-attr] # set above
        for button in self._buttons.values():
            button.setIconSize(QSize(side, side))
            button.setToolButtonStyle(_BESIDE)
            needed += button.sizeHint().width() + GRID // 2
        for button in self._buttons.values():
            has_words = needed <= self.width() or button.isChecked()
            button.setToolButtonStyle(_BESIDE if has_words else _PICTURE)


class _PageButton(QToolButton):
    """One page of the row; the arrows lead to its neighbours.

    Signals:
        turned(int): An arrow was pressed: -1 for left, 1 for right.
    """

    turned = Signal(int)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(f" {text}")  # the style leaves no room between picture and word
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setToolButtonStyle(_BESIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go along the row with the arrows; Enter is as good as the space bar."""
        key = event.key()
        if key in _TURNS:
            self.turned.emit(_TURNS[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


_ICONS = {
    DASHBOARD: "layout-dashboard",
    PROJECTS: "list-tree",
    RECEPTION: "inbox",
    CONSOLIDATION: "git-merge",
    CONFLICTS: "git-merge-conflict",
    QUESTIONS: "message-circle-question-mark",
    UITVRAAG: "calendar-clock",
    REPORT: "file-chart-column",
    SEALING: "stamp",
    SEAL: "shield-check",
    INQUIRY: "route",
    MOMENTS: "git-compare-arrows",
    LIFE: "milestone",
    SEARCH: "search",
    SAMPLE: "dices",
}
