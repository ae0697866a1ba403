"""The list of what was found: the project, the place, and the piece of text with its hits."""

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.pages.search_model import SPAN, Index, SearchModel
from ui.theme import GRID, Theme
from vvdesk.searching import Getoond, Stuk, Treffer

_LINES, _OF_TEXT = 4, 2
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_LEAST_WIDTH, _LEAST_ROWS = 34, 2


class SearchView(QListView):
    """De gevonden teksten, onder elkaar.

    Signals:
        row_changed(int): The keyboard stands on another one; -1 for none.
        opened(int): Enter or a double click on one.
        left_upwards(): Up, on the first one.

    Args:
        model: What was found.
        theme: Where the colours come from.
    """

    row_changed = Signal(int)
    opened = Signal(int)
    left_upwards = Signal()

    def __init__(self, model: SearchModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Gevonden teksten")
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def at_hand(self) -> int:
        """Return the row that the keyboard stands on; -1 for none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Put the keyboard's mark on a row."""
        self.setCurrentIndex(self.model().index(row, 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for room for some words of some texts."""
        metrics = self.fontMetrics()
        height = _LEAST_ROWS * (_LINES * metrics.lineSpacing() + 2 * GRID)
        return QSize(_LEAST_WIDTH * metrics.averageCharWidth(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter, and go back to the field with Up."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.at_hand() >= 0:
            self.opened.emit(self.at_hand())
        elif event.key() == Qt.Key.Key_Up and self.at_hand() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have a text to begin at, so that the focus can be seen."""
        if self.at_hand() < 0 and self.model().rowCount():
            self.go_to(0)
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let rows grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.row_changed.emit(index.row() if index.isValid() else -1)


class _Delegate(QStyledItemDelegate):
    """Paints one text: project and title, place and meetmomenten, and two lines of it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Give every text the same height."""
        return QSize(10 * GRID, _LINES * option.fontMetrics.lineSpacing() + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one text."""
        shown = index.data(Qt.ItemDataRole.UserRole)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = is_selected and option.widget.hasFocus()
        painter.save()
        painter.setFont(option.font)
        ground = "accent" if focused else "line" if is_selected else "surface"
        painter.fillRect(option.rect, self._theme.colour(ground))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        room = option.rect.adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        self._heading(painter, room, (shown.treffer, index.data(SPAN)), focused=focused)
        spacing = painter.fontMetrics().lineSpacing()
        below = room.adjusted(0, 2 * spacing, 0, 0)
        self._excerpt(painter, below, shown, focused=focused)
        painter.restore()

    def _heading(
        self, painter: QPainter, room: QRect, what: tuple[Treffer, str], *, focused: bool
    ) -> None:
        found, when = what
        painter.setPen(self._theme.colour("on_accent" if focused else "text"))
        plain = painter.font()
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        _text(painter, room, found.kop)
        painter.setFont(plain)
        painter.setPen(self._theme.colour("on_accent" if focused else "muted"))
        second = room.translated(0, painter.fontMetrics().lineSpacing())
        _text(painter, second, f"{found.plaats} · {when}")

    def _excerpt(self, painter: QPainter, room: QRect, shown: Getoond, *, focused: bool) -> None:
        layout = QTextLayout(shown.tekst, painter.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(shown.stukken, focused=focused))
        layout.beginLayout()
        for place in range(_OF_TEXT):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, place * painter.fontMetrics().lineSpacing()))
        layout.endLayout()
        painter.setPen(QPen(self._theme.colour("on_accent" if focused else "text")))
        layout.draw(painter, QPointF(room.topLeft()))

    def _formats(self, pieces: tuple[Stuk, ...], *, focused: bool) -> list[QTextLayout.FormatRange]:
        """Mark hits by weight and a line under them, and by a ground where that stands off."""
        found, at = [], 0
        for piece in pieces:
            if piece.is_treffer:
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = at, len(piece.tekst)
                look = QTextCharFormat()
                look.setFontWeight(QFont.Weight.Bold)
                look.setFontUnderline(True)
                if not focused:
                    look.setBackground(self._theme.colour("waarschuwing_surface"))
                mark.format = look
                found.append(mark)
            at += len(piece.tekst)
        return found


def _text(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_TOP), shown)
