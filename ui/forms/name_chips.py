"""Names as chips that flow over lines, with the input behind the last: one field."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme import GRID, Theme

_SIDE = GRID
_CROSS_TO_TEXT = 0.55
_AROUND = 10
"""Above and below the letters of a chip, together: with the margins as high as a box of one line.
"""


class NameChip(QWidget):
    """One name, with a cross to take it away.

    Signals:
        removal_requested(bool): The cross was clicked, or Delete or Backspace pressed (True: by
            keyboard).
        walked(int): Left (-1) or right (1) was pressed.
        typed(str): A letter was typed; it belongs in the input.

    Args:
        name: What it says.
        theme: The colours.
    """

    removal_requested = Signal(bool)
    walked = Signal(int)
    typed = Signal(str)

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Verwijder deze naam met Delete.")
        self.setToolTip(name)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the name and the cross."""
        metrics = self.fontMetrics()
        cross = self._cross().width()
        width = _SIDE + metrics.horizontalAdvance(self.name) + _SIDE + cross + _SIDE + 1
        return QSize(width, max(metrics.height() + _AROUND, 3 * GRID))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for some letters and the cross."""
        wished = self.sizeHint()
        return QSize(min(wished.width(), 10 * GRID), wished.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the chip; with the keyboard in it, in the colours of a selection."""
        colour, focused = self._theme.colour, self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent" if focused else "line"), 1))
        painter.setBrush(colour("accent" if focused else "window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        ink = colour("on_accent" if focused else "text")
        painter.setPen(ink)
        words = self.rect().adjusted(_SIDE, 0, -(2 * _SIDE + self._cross().width()) + 1, 0)
        text = painter.fontMetrics().elidedText(
            self.name, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(ink if focused else colour("muted"), 1.4))
        half, centre = (
            self._cross().width() / 2 - 0.5,
            QPointF(self._cross().center()) + QPointF(0.5, 0.5),
        )
        for way in (1, -1):
            slant = QPointF(half, way * half)
            painter.drawLine(centre - slant, centre + slant)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk, remove, or hand what is typed to the input."""
        key = event.key()
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removal_requested.emit(True)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.walked.emit(1 if key == Qt.Key.Key_Right else -1)
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the name away when the cross is clicked."""
        if (
            self._cross()
            .adjusted(-_SIDE, -_SIDE, _SIDE, _SIDE)
            .contains(event.position().toPoint())
        ):
            self.removal_requested.emit(False)
        else:
            super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that the keyboard went."""
        super().focusOutEvent(event)
        self.update()

    def _cross(self) -> QRect:
        side = round(self.fontMetrics().height() * _CROSS_TO_TEXT)
        return QRect(self.width() - _SIDE - side, (self.height() - side) // 2, side, side)


class Flow(QLayout):
    """Puts widgets beside each other and goes on below; the last takes what is left of its line.

    Args:
        least: How narrow the last may be before it gets a line of its own, in letters.
    """

    def __init__(self, parent: QWidget, least: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._least = least
        self.setSpacing(GRID // 2)
        self.setContentsMargins(GRID // 2, GRID // 4, GRID // 2, GRID // 4)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Put an item behind the others."""
        self._items.append(item)

    def insert(self, at: int, widget: QWidget) -> None:
        """Put a widget at the place `at`."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return one item, or None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take one item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that a narrower field is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return how high all is in a width."""
        margins, row = self.contentsMargins(), self._row_height()
        middle = margins.top() + row // 2
        for _item, place in self._places(QRect(0, 0, width, 0)):
            middle = max(middle, place.center().y())
        return middle - row // 2 + row + margins.bottom()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a width that takes some names on a line."""
        width = 40 * GRID
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the narrowest, and one line."""
        margins = self.contentsMargins()
        return QSize(16 * GRID, self._row_height() + margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every item in its place."""
        super().setGeometry(rect)
        for item, place in self._places(rect):
            item.setGeometry(place)

    def _places(self, rect: QRect) -> Iterator[tuple[QLayoutItem, QRect]]:
        room = rect.marginsRemoved(self.contentsMargins())
        at = QPoint(room.topLeft())
        row = self._row_height()
        for item in self._items:
            last = item is self._items[-1]
            width = self._least_width() if last else min(item.sizeHint().width(), room.width())
            if at.x() > room.left() and at.x() + width > room.right() + 1:
                at = QPoint(room.left(), at.y() + row + self.spacing())
            if last:
                width = max(room.right() + 1 - at.x(), 0)
            height = min(item.sizeHint().height(), row)
            yield item, QRect(at.x(), at.y() + (row - height) // 2, width, height)
            at.setX(at.x() + width + self.spacing())

    def _row_height(self) -> int:
        parent = self.parentWidget()
        return max(parent.fontMetrics().height() + _AROUND, 3 * GRID) if parent else 0

    def _least_width(self) -> int:
        parent = self.parentWidget()
        return parent.fontMetrics().averageCharWidth() * self._least if parent else 0


class NamesBox(QWidget):
    """The edge around chips and input: it looks like one box of text.

    Args:
        theme: The colours.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity = ""
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def mark(self, severity: str) -> None:
        """Draw the edge for `fout` or `waarschuwing`; the empty text for none."""
        self._severity = severity
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground and edge as the style sheet does for other boxes."""
        focused = any(child.hasFocus() for child in self.findChildren(QWidget))
        width = 2 if focused or self._severity else 1
        role = self._severity or ("accent" if focused else "edge")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(role), width))
        painter.setBrush(self._theme.colour("surface"))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click beside the names means the input."""
        event.accept()
        if self.focusProxy() is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font needs other lines."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
