"""The list of cards on the start page: moved through with arrows, opened with Enter or a click."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from ui.icons import Icons
from ui.pages.recent_card import CARD_ROLE, DROP, LOCATE, PIN, CardDelegate
from ui.pages.recent_words import Card
from ui.theme import Theme
from vvdesk.recent import Entry

_TIPS = {
    PIN: "Bovenaan vastmaken of losmaken",
    DROP: "Uit de lijst halen; er wordt niets gewist (Delete)",
    LOCATE: "Wijs aan waar het bestand nu staat",
}
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecentModel(QAbstractListModel):
    """Cards in the order given; those that do not match the filter are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Card] = []
        self._shown: list[Card] = []
        self._words: list[str] = []

    def show_entries(
        self, entries: Iterable[Entry], now: datetime, missing: frozenset[str]
    ) -> None:
        """Show these entries.

        Args:
            entries: In order.
            now: With time zone.
            missing: Paths where no file stands.
        """
        self._all = [Card(each, now, each.path in missing) for each in entries]
        self._apply()

    def mark_missing(self, missing: frozenset[str]) -> None:
        """Grey the cards of files that are not there."""
        self._all = [replace(each, missing=each.entry.path in missing) for each in self._all]
        self._apply()

    def filter(self, text: str) -> None:
        """Show only cards that hold every word of `text`."""
        self._words = text.casefold().split()
        self._apply()

    def row_of(self, entry: Entry) -> int:
        """Return the row of an entry; -1 when it is not shown."""
        found = (row for row, card in enumerate(self._shown) if card.entry.key == entry.key)
        return next(found, -1)

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - as Qt has it
    ) -> int:
        """Return how many cards there are."""
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the card, its words, or where its file stands."""
        if not index.isValid():
            return None
        card = self._shown[index.row()]
        answers = {
            CARD_ROLE: card,
            Qt.ItemDataRole.DisplayRole: card.title,
            Qt.ItemDataRole.AccessibleTextRole: card.spoken,
            Qt.ItemDataRole.ToolTipRole: card.entry.path,
        }
        return answers.get(Qt.ItemDataRole(role)) if role <= CARD_ROLE else None

    def _apply(self) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._all if self._matches(each)]
        self.endResetModel()

    def _matches(self, card: Card) -> bool:
        spoken = card.spoken.casefold()
        return all(word in spoken for word in self._words)


class RecentList(QListView):
    """Shows the cards and tells what somebody wants with one.

    Signals:
        open_requested(Entry): Enter, or a click on a card.
        pin_requested(Entry): Fasten it at the top, or loosen it.
        drop_requested(Entry): Take it off the list.
        locate_requested(Entry): Its file is gone; somebody wants to point it out.

    Args:
        theme: For the colours.
        icons: For the icons.
    """

    open_requested = Signal(object)
    pin_requested = Signal(object)
    drop_requested = Signal(object)
    locate_requested = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Verder werken: recente fiches")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(
            "QListView, QListView:focus { border: none; background: palette(window); }"
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.cards = RecentModel(self)
        self.setModel(self.cards)
        self._pressed: tuple[Card | None, str] = (None, "")
        self._delegate = CardDelegate(theme, icons, self)
        self.setItemDelegate(self._delegate)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_entries(
        self, entries: Sequence[Entry], now: datetime, missing: frozenset[str]
    ) -> None:
        """Show these entries; what was in hand stays in hand."""
        self._keeping_place(lambda: self.cards.show_entries(entries, now, missing))

    def mark_missing(self, missing: frozenset[str]) -> None:
        """Grey the cards of files that are not there."""
        self._keeping_place(lambda: self.cards.mark_missing(missing))

    def choose_first(self) -> None:
        """Put the first card in hand."""
        self.setCurrentIndex(self.cards.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter, take off the list with Delete."""
        card = self._card(self.currentIndex())
        if card and event.key() in _OPENING_KEYS:
            self._open(card)
        elif card and event.key() == Qt.Key.Key_Delete:
            self.drop_requested.emit(card.entry)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember what was pressed; letting go elsewhere does nothing."""
        super().mousePressEvent(event)
        self._pressed = self._under(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Do what stands under the mouse."""
        super().mouseReleaseEvent(event)
        card, zone = self._under(event)
        if card is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._pressed == (card, zone):
            self._wishes(card).get(zone, lambda: self._open(card))()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show what a click would do."""
        super().mouseMoveEvent(event)
        card, zone = self._under(event)
        self._hover(self.cards.row_of(card.entry) if card else -1, zone)
        self.viewport().setToolTip(_TIPS.get(zone, card.entry.path if card else ""))
        hand = Qt.CursorShape.PointingHandCursor if card else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1, "")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the first card in hand, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            at = max(self.currentIndex().row(), 0)
            self.setCurrentIndex(self.cards.index(at))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer all that can be done with the card."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        if menu := self.menu_of(index):
            at = self.visualRect(index).center() if by_keys else event.pos()
            menu.popup(self.viewport().mapToGlobal(at))

    def menu_of(self, index: QModelIndex) -> QMenu | None:
        """Return the menu of one card; None where there is none."""
        card = self._card(index)
        if card is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pinned = card.entry.pinned
        texts = {
            LOCATE: "Zoeken…",
            PIN: "Losmaken" if pinned else "Bovenaan vastmaken",
            DROP: "Uit de lijst halen",
        }
        if not card.missing:
            menu.addAction("Openen", lambda: self._open(card))
        for name, wish in self._wishes(card).items():
            action = QAction(texts[name], menu)
            action.triggered.connect(wish)
            menu.addAction(action)
        return menu

    def _wishes(self, card: Card) -> dict[str, Any]:
        """Return what can be done with a card besides opening it."""
        first = {LOCATE: self.locate_requested} if card.missing else {PIN: self.pin_requested}
        return {
            name: lambda *_, signal=signal: signal.emit(card.entry)
            for name, signal in {**first, DROP: self.drop_requested}.items()
        }

    def _open(self, card: Card) -> None:
        (self.locate_requested if card.missing else self.open_requested).emit(card.entry)

    def _card(self, index: QModelIndex) -> Card | None:
        return index.data(CARD_ROLE) if index.isValid() else None

    def _under(self, event: QMouseEvent) -> tuple[Card | None, str]:
        """Return the card under the mouse, and which part of it can be clicked there."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        card = self._card(index)
        if card is None:
            return None, ""
        zones = self._delegate.zones(card, self.visualRect(index), self.font())
        return card, next((name for name, zone in zones.items() if zone.contains(at)), "")

    def _hover(self, row: int, zone: str) -> None:
        if self._delegate.hovered != (row, zone):
            self._delegate.hovered = (row, zone)
            self.viewport().update()

    def _keeping_place(self, change: Any) -> None:
        card = self._card(self.currentIndex())
        row = self.currentIndex().row()
        change()
        if card is not None and self.cards.rowCount():
            found = self.cards.row_of(card.entry)
            row = found if found >= 0 else min(row, self.cards.rowCount() - 1)
            self.setCurrentIndex(self.cards.index(row))
