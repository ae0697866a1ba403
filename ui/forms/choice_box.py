"""The combo box of a short list: never changed by the wheel, statuses drawn as chips."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from ui.forms.status_chip import StatusChips
from ui.forms.value_editor import is_for_the_window
from ui.icons import Icons
from ui.theme import GRID

KEY_ROLE = Qt.ItemDataRole.UserRole
"""Where an item holds its key; nothing for "no choice"."""
_MOST_ITEMS = 12
_SHEET = """
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
"""


class ChoiceBox(QComboBox):
    """A combo box that the wheel cannot change, and that draws statuses as chips.

    Args:
        list_name: The list whose keys the items hold.
        chips: Who draws the statuses.
        icons: Where the arrow comes from.
    """

    def __init__(
        self, list_name: str, chips: StatusChips, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._chips = chips
        self._list_name = list_name if chips.is_drawn(list_name) else ""
        self.setItemDelegate(_ChoiceDelegate(self._list_name, chips, self))
        self.setMaxVisibleItems(_MOST_ITEMS)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(8)
        # A list under the box, as on Windows; not a menu on top of what was chosen.
        self.setStyleSheet(_SHEET)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the largest chip or label, and the arrow."""
        wished = super().sizeHint()
        if not self._list_name:
            return wished + QSize(2 * GRID, 0)
        chip = self._chips.largest(self._list_name, self.font())
        width = chip.width() + self._arrow_side() + 3 * GRID
        return QSize(width, max(wished.height(), chip.height() + GRID))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box, what was chosen, and an arrow in the colour of the text."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        inside = self.rect().adjusted(GRID, 0, -GRID, 0)
        arrow = QRect(0, 0, self._arrow_side(), self._arrow_side())
        arrow.moveCenter(inside.center())
        arrow.moveRight(inside.right())
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self._icons.get("chevron-down").paint(painter, arrow, mode=mode)
        self._draw_choice(painter, inside.adjusted(0, 0, -arrow.width() - GRID // 2, 0))
        painter.end()

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Show the list, wide enough for every word."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + GRID)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll; a wheel never chooses."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose by typing; Delete and Backspace choose nothing."""
        if is_for_the_window(event):
            event.ignore()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.setCurrentIndex(0)
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            # A letter looks for a choice; "Kies…" is none, though it begins with one.
            if event.text().isalpha() and self.currentIndex() == 0:
                self.setCurrentIndex(before)

    def _arrow_side(self) -> int:
        return max(2 * GRID, self.fontMetrics().height())

    def _draw_choice(self, painter: QPainter, room: QRect) -> None:
        key = self.currentData(KEY_ROLE)
        if self._list_name and key:
            self._chips.paint(painter, room, self._list_name, key)
            return
        painter.setPen(self._chips.theme.colour("muted" if self.currentIndex() <= 0 else "text"))
        text = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room.adjusted(GRID // 4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws the items of a list of choices: chips where they are statuses."""

    def __init__(self, list_name: str, chips: StatusChips, parent: QWidget) -> None:
        super().__init__(parent)
        self._list_name, self._chips = list_name, chips

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground of the item, and the chip or the label on it."""
        key = index.data(KEY_ROLE)
        if not (self._list_name and key):
            super().paint(painter, option, index)
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        style = drawn.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        selected = bool(drawn.state & QStyle.StateFlag.State_Selected)
        room = drawn.rect.adjusted(GRID // 2, 0, -GRID // 2, 0)
        self._chips.paint(painter, room, self._list_name, key, selected=selected)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of the chip with some air, and never less than a finger needs."""
        wished = super().sizeHint(option, index)
        if self._list_name:
            chip = self._chips.size(self._list_name, index.data(KEY_ROLE), option.font)
            wished = wished.expandedTo(chip + QSize(GRID, GRID))
        return wished.expandedTo(QSize(0, 3 * GRID))
