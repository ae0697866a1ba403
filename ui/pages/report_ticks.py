"""A short list of which several can be ticked: long names wrap, one stop for Tab, arrows and space.

Check boxes of their own would each be a stop, and break off a long name in large text.
"""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontInfo, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.icons import Icons
from ui.theme import GRID, Theme

_ROUND = 3
_PICTURE = 16 / 9
"""Logical pixels of a tick for each point of text, as that of a check box."""
_KEY = Qt.ItemDataRole.UserRole
_TICK = Qt.ItemDataRole.CheckStateRole
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TickList(QListWidget):
    """Een lijst om aan te vinken, zo hoog als wat erin staat.

    Signals:
        changed(): Something was ticked or no longer.

    Args:
        name: What is chosen here, for screen readers.
        icons: For ticks.
        theme: For colours.
    """

    changed = Signal()

    def __init__(
        self, name: str, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_TickDelegate(self, icons, theme))
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)  # ticks say what is chosen
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def offer(self, entries: Iterable[tuple[str, str]]) -> None:
        """Offer keys with their labels; what was ticked and is still there stays ticked."""
        wanted = list(entries)
        ticked = set(self.ticked())
        blocker = QSignalBlocker(self)
        self.clear()
        for key, label in wanted:
            item = QListWidgetItem(label, self)
            item.setData(_KEY, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON if key in ticked else _OFF)
        blocker.unblock()
        self.updateGeometry()

    def ticked(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in the order of the list."""
        items = (self.item(at) for at in range(self.count()))
        return tuple(each.data(_KEY) for each in items if each.checkState() is _ON)

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these, and no others."""
        wanted = set(keys)
        blocker = QSignalBlocker(self)
        for at in range(self.count()):
            item = self.item(at)
            item.setCheckState(_ON if item.data(_KEY) in wanted else _OFF)
        blocker.unblock()
        self.viewport().update()

    def focus_first(self) -> None:
        """Bring the keyboard to the list, on a row."""
        if self.currentRow() < 0:
            self.setCurrentRow(0)
        self.setFocus()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the height of all rows in this width."""
        rows = sum(self.sizeHintForRow(at) for at in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth() + GRID // 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never be lower than its rows."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Become higher where names wrap."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()


class _TickDelegate(QStyledItemDelegate):
    """Ticks at a press anywhere on the row, and gives the row room for a finger."""

    def __init__(self, owner: TickList, icons: Icons, theme: Theme) -> None:
        super().__init__(owner)
        self._owner, self._icons, self._theme = owner, icons, theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of the label, wrapped in the width of the list."""
        width = max(self._owner.viewport().width() - self._text_from() - GRID, 1)
        words = self._owner.fontMetrics().boundingRect(0, 0, width, 0, _WRAPPED, str(index.data()))
        return QSize(width, max(words.height() + GRID, 3 * GRID))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the tick as that of a check box, and the words beside it."""
        colour, side = self._theme.colour, self._side()
        is_on = Qt.CheckState(index.data(_TICK)) is _ON
        top = option.rect.top() + (option.rect.height() - side) // 2
        box = QRectF(option.rect.left() + GRID + 0.5, top + 0.5, side - 1, side - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("accent" if is_on else "edge"))
        painter.setBrush(colour("accent" if is_on else "surface"))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        if is_on:
            ratio = painter.device().devicePixelRatio()
            tick = self._icons.pixmap("check", "on_accent", side - GRID // 4, ratio)
            painter.drawPixmap(box.topLeft() + QPointF(GRID / 8, GRID / 8), tick)
        painter.setPen(colour("text"))
        words = option.rect.adjusted(self._text_from(), 0, -GRID, 0)
        painter.drawText(words, int(_WRAPPED), str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _side(self) -> int:
        return round(QFontInfo(self._owner.font()).pointSizeF() * _PICTURE)

    def _text_from(self) -> int:
        return self._side() + 2 * GRID

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tick at the release of the left button; keys as usual."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        is_release = event.type() is QEvent.Type.MouseButtonRelease
        if is_release and event.button() is Qt.MouseButton.LeftButton:
            is_on = Qt.CheckState(index.data(_TICK)) is _ON
            model.setData(index, _OFF if is_on else _ON, _TICK)
        return True
