"""Choosing one, several or all meetmomenten in a small menu."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from vvdesk.model import Meetmoment

_ALL = "Alle meetmomenten"


class MomentMenu(QPushButton):
    """Welke meetmomenten: alle, één of enkele.

    Signals:
        changed(): Others are chosen.

    Args:
        moments: All of the store.
    """

    changed = Signal()

    def __init__(self, moments: Sequence[Meetmoment], parent: QWidget | None = None) -> None:
        super().__init__(_ALL, parent)
        self._menu = QMenu(self)
        self._all = self._menu.addAction(_ALL)
        self._all.setCheckable(True)
        self._all.triggered.connect(self.clear)
        self._menu.addSeparator()
        self._each: dict[int, QAction] = {}
        for moment in moments:
            action = self._menu.addAction(moment.naam)
            action.setCheckable(True)
            action.triggered.connect(self._on_changed)
            self._each[moment.id] = action
        self.setMenu(self._menu)
        self._say()

    @property
    def chosen(self) -> frozenset[int]:
        """The ids of the chosen meetmomenten; empty for all."""
        return frozenset(each for each, action in self._each.items() if action.isChecked())

    def clear(self) -> None:
        """Choose all."""
        for action in self._each.values():
            action.setChecked(False)
        self._on_changed()

    def _on_changed(self) -> None:
        if len(self.chosen) == len(self._each):
            for action in self._each.values():
                action.setChecked(False)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        names = [self._each[each].text() for each in sorted(self.chosen)]
        self._all.setChecked(not names)
        text = _ALL if not names else names[0] if len(names) == 1 else f"{len(names)} meetmomenten"
        self.setText(text)
        self.setAccessibleName(f"Meetmomenten: {', '.join(names) or 'alle'}")
