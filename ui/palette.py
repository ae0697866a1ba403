"""The command palette (Ctrl+K): everything the window can do, found by typing a few letters."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.actions import Actions
from ui.icons import Icons
from ui.palette_model import Entry, PaletteModel, Place
from ui.palette_row import RowPainter
from ui.theme import GRID, Theme

__all__ = ["CommandPalette", "Place"]

_KEPT_RECENT = 8
_ROWS_SHOWN = 12
_CHARACTERS_WIDE = 92
_VEIL = 56
"""Of 255: how much the window behind is veiled."""
_NOT_LEFT = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class CommandPalette(QWidget):
    """A box over the window: type, choose with the arrows, Enter does it, Escape leaves.

    It lies over the whole window; a click beside the box, or the keyboard going elsewhere, closes
    it. Afterwards the keyboard is where it was.

    Signals:
        used(str): An entry was carried out; the key to remember it by.

    Args:
        actions: The window's commands.
        icons: Where the icons come from.
        theme: Colours of the rows.
        parent: The window that it lies over.
    """

    used = Signal(str)

    def __init__(self, actions: Actions, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName("Opdracht zoeken")
        self._parent = parent
        self._theme = theme
        self._before: QWidget | None = None
        self._card = QFrame(self)
        self._recent: list[str] = []
        self._model = PaletteModel(actions, self)
        self._box = QLineEdit(self._card)
        self._list = QListView(self._card)
        self._empty = QLabel(
            "Niets gevonden. Probeer minder letters of een ander woord.", self._card
        )
        self._hint = QLabel("Pijltjes kiezen · Enter voert uit · Esc sluit", self._card)
        self._set_up(icons, theme)
        self._lay_out()
        parent.installEventFilter(self)
        self.hide()

    def set_places(self, places: Iterable[Place]) -> None:
        """Take the places in the open file that can be gone to, best known first."""
        self._model.set_places(places)

    def set_recent(self, keys: Sequence[str]) -> None:
        """Take the keys that were used last, latest first, as remembered from an earlier time."""
        self._recent = list(keys)[:_KEPT_RECENT]

    def recent(self) -> list[str]:
        """Return the keys that were used last, latest first."""
        return list(self._recent)

    def open(self) -> None:
        """Show the palette at the top centre of the window; close it when it is there already."""
        if self.isVisible():
            self.close_again()
            return
        self._before = self._parent.window().focusWidget()
        self._model.refresh(self._recent)
        self._box.clear()
        self._search("")
        self._place()
        self.show()
        self.raise_()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_again(self) -> None:
        """Close it, and give the keyboard back to where it was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the window's size, and let keys meant for the list go there."""
        if watched is self._parent and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self._box:
            if isinstance(event, QKeyEvent):
                return self._has_handled(event)
            if isinstance(event, QFocusEvent) and event.lostFocus():
                self._on_left(event.reason())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Close at a click beside the box."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_again()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Veil the window, so that the box stands out from it."""
        veil = self._theme.colour("text" if not self._theme.is_dark else "window")
        veil.setAlpha(_VEIL)
        QPainter(self).fillRect(self.rect(), veil)

    def _set_up(self, icons: Icons, theme: Theme) -> None:
        self._card.setProperty("role", "card")
        self._box.setPlaceholderText("Typ een opdracht, een fiche of een veld")
        self._box.setAccessibleName("Opdracht, fiche of veld zoeken")
        self._box.setClearButtonEnabled(True)
        for button in self._box.findChildren(QToolButton):
            button.setAccessibleName("Zoekveld leegmaken")
        self._box.textChanged.connect(self._search)
        self._box.installEventFilter(self)
        self._list.setAccessibleName("Gevonden opdrachten en plaatsen")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setModel(self._model)
        self._list.setItemDelegate(RowPainter(icons, theme, self._list))
        self._list.clicked.connect(self._on_clicked)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        for label in (self._empty, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "hint")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._card)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        for widget in (self._box, self._list, self._empty, self._hint):
            column.addWidget(widget)
        column.setAlignment(self._empty, Qt.AlignmentFlag.AlignTop)

    def _place(self) -> None:
        room = self._parent.rect()
        self.setGeometry(room)
        letter, line = self.fontMetrics().averageCharWidth(), self._list.sizeHintForRow(0)
        width = min(_CHARACTERS_WIDE * letter, room.width() - 4 * GRID)
        height = self._box.sizeHint().height() + self._hint.sizeHint().height() + 5 * GRID
        height = min(height + _ROWS_SHOWN * line, room.height() - 8 * GRID)
        self._card.setGeometry((room.width() - width) // 2, 6 * GRID, width, height)

    def _search(self, text: str) -> None:
        self._model.search(text)
        found = self._model.rowCount() > 0
        self._list.setVisible(found)
        self._empty.setVisible(not found)
        if found:
            self._list.setCurrentIndex(self._model.index(0))
            self._list.scrollToTop()

    def _has_handled(self, event: QKeyEvent) -> bool:
        """Tell whether the key was meant for the list or the palette as a whole."""
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in _MOVES:
            self._list.keyPressEvent(event)  # it takes no focus, so Qt does not send it keys
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_clicked(self._list.currentIndex())
            return True
        is_own_key = event.key() == Qt.Key.Key_K and event.modifiers() == (
            Qt.KeyboardModifier.ControlModifier
        )
        if is_own_key or event.key() == Qt.Key.Key_Escape:
            self.close_again()
            return True
        return False

    def _on_left(self, reason: Qt.FocusReason) -> None:
        """Close when the keyboard went elsewhere in the window, not when the window lost it."""
        if reason not in _NOT_LEFT:
            self._before = None
            self.hide()

    def _on_clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid() and self._model.entry(index.row()).is_enabled:
            self._carry_out(self._model.entry(index.row()))

    def _on_current(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Let a screen reader say which row is chosen: the keyboard itself stays in the box."""
        if index.isValid():
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, said))

    def _carry_out(self, entry: Entry) -> None:
        # Closed first: the keyboard is back where it was, and that is what the command is about.
        self.close_again()
        kept = [key for key in self._recent if key != entry.key]
        self._recent = [entry.key, *kept][:_KEPT_RECENT]
        self.used.emit(entry.key)
        entry.act()
