"""The list of trusted keys: whose, its fingerprint, since when, and until when it was used."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.icons import Icons
from ui.theme import GRID
from vvdesk.sealing.keys_trusted import TrustedKey

_LEAST_ROWS = 3


class TrustedKeysList(QListWidget):
    """De vertrouwde sleutels, wat in gebruik is eerst.

    Signals:
        chosen(): Another key is chosen, or none.

    Args:
        icons: For the shape of a row.
    """

    chosen = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._keys = icons, list[TrustedKey]()
        self.setAccessibleName("Vertrouwde sleutels")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(f"QListView::item {{ padding: {GRID}px; }}")
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 3 * _LEAST_ROWS)
        self.currentRowChanged.connect(self._on_row)

    @property
    def key(self) -> TrustedKey | None:
        """The key that is chosen."""
        row = self.currentRow()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def show_keys(self, keys: Sequence[TrustedKey], own: Collection[str], key_id: str = "") -> None:
        """Show keys.

        Args:
            keys: In their order.
            own: Ids of those that sign on this computer.
            key_id: Which one is chosen then; else the one that was, or the first.
        """
        wanted = key_id or (self.key.key_id if self.key else "")
        self.blockSignals(True)
        self.clear()
        self._keys = list(keys)
        for key in keys:
            QListWidgetItem(_words(key, is_own=key.key_id in own), self)
        ids = [each.key_id for each in keys]
        self.setCurrentRow(ids.index(wanted) if wanted in ids else 0 if ids else -1)
        self.blockSignals(False)
        self._on_row()

    def _on_row(self) -> None:
        """Draw the shapes so that each is seen on its ground, the chosen one's too."""
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        for row, key in enumerate(self._keys):
            name, role = ("circle-minus", "muted") if key.is_retired else ("key", "text")
            role = "on_accent" if row == self.currentRow() else role
            self.item(row).setIcon(self._icons.get(name, role))
        self.chosen.emit()


def _words(key: TrustedKey, *, is_own: bool) -> str:
    own = " · eigen sleutel" if is_own else ""
    until = f" · niet meer in gebruik sinds {_day(key.tot)}" if key.is_retired else ""
    return (
        f"{key.naam}{own}\n"
        f"Vingerafdruk {key.fingerprint} · sleutel {key.key_id}\n"
        f"Vertrouwd sinds {_day(key.sinds)}{until}"
    )


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
