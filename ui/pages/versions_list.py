"""The kept versions of the open file: when, why, and how much of it differs from now."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.theme import GRID, Theme
from vvdesk.going_back import told_when, told_why
from vvdesk.store.versions import Version

_LINES = 3
_WIDTH_IN_CHARACTERS = 36
_NUMBER = Qt.ItemDataRole.UserRole


class VersionList(QListWidget):
    """De bewaarde versies, de nieuwste eerst.

    Signals:
        chosen(int): Another version is looked at: its place in the list.

    Args:
        theme: Tells when the size of text changes.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[Version, ...] = ()
        self._now = datetime.now().astimezone()
        self.setAccessibleName("Bewaarde versies")
        self.setStyleSheet(f"QListView::item {{ padding: 0 {GRID}px; }}")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._on_row_changed)
        theme.changed.connect(self._resize)

    def show_versions(self, versions: Sequence[Version], now: datetime) -> None:
        """Show these versions, keeping the one that was looked at."""
        row = self.currentRow()
        looked_at = self._versions[row].path if 0 <= row < len(self._versions) else None
        self._versions, self._now = tuple(versions), now
        self.blockSignals(True)
        self.clear()
        for place, version in enumerate(self._versions):
            item = QListWidgetItem(self)
            item.setData(_NUMBER, place)
            self.tell(place, "wordt vergeleken…")
            if version.path == looked_at:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self._resize()

    def tell(self, place: int, told: str) -> None:
        """Tell of one version how it differs from now."""
        version, item = self._versions[place], self.item(place)
        when = _capital(told_when(version.time, self._now))
        why = _capital(told_why(version.reason))
        item.setText(f"{when}\n{why}\n{_capital(told)}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{when}. {why}. {told}.")

    def _resize(self) -> None:
        metrics = self.fontMetrics()
        height = _LINES * metrics.lineSpacing() + 2 * GRID
        for place in range(self.count()):
            self.item(place).setSizeHint(QSize(0, height))
        self.setMinimumWidth(metrics.averageCharWidth() * _WIDTH_IN_CHARACTERS)

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
