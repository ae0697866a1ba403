"""The list of questions: three lines each, with the state as shape, colour and word."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.forms.question_line import PICTURES, Looks
from ui.pages.questions_model import Index, QuestionsModel
from ui.theme import GRID
from vvdesk.question_list import ListedVraag
from vvdesk.question_words import STATES

_LINES = 3
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_LEAST_WIDTH = 34
_LEAST_ROWS = 2


class QuestionsView(QListView):
    """De vragen, onder elkaar.

    Signals:
        row_changed(int): The keyboard stands on another question; -1 for none.
        opened(int): Enter or a double click on a question.

    Args:
        model: The questions.
        looks: What they are drawn with.
        with_entiteit: Whether each says whose project it is about.
    """

    row_changed = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        model: QuestionsModel,
        looks: Looks,
        *,
        with_entiteit: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Vragen")
        self.setModel(model)
        self.setItemDelegate(_Delegate(looks, self, with_entiteit=with_entiteit))
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
        """Ask for room for some words of some questions."""
        metrics = self.fontMetrics()
        height = _LEAST_ROWS * (_LINES * metrics.lineSpacing() + 2 * GRID)
        return QSize(_LEAST_WIDTH * metrics.averageCharWidth(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.at_hand() >= 0:
            self.opened.emit(self.at_hand())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have a question to begin at, so that the focus can be seen."""
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
    """Paints one question: project and state, place, and the beginning of the question."""

    def __init__(self, looks: Looks, parent: QWidget, *, with_entiteit: bool) -> None:
        super().__init__(parent)
        self._looks, self._with_entiteit = looks, with_entiteit

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Give every question the same height."""
        return QSize(10 * GRID, _LINES * option.fontMetrics.lineSpacing() + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one question."""
        vraag = index.data(Qt.ItemDataRole.UserRole)
        view = option.widget
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = is_selected and view.hasFocus()
        theme = self._looks.theme
        painter.save()
        painter.setFont(option.font)
        ground = "accent" if focused else "line" if is_selected else "surface"
        painter.fillRect(option.rect, theme.colour(ground))
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        room = option.rect.adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        self._lines(painter, room, vraag, focused=focused)
        painter.restore()

    def _lines(self, painter: QPainter, room: QRect, vraag: ListedVraag, *, focused: bool) -> None:
        spacing = painter.fontMetrics().lineSpacing()
        used = self._state(painter, room, vraag, focused=focused)
        theme = self._looks.theme
        painter.setPen(theme.colour("on_accent" if focused else "text"))
        plain = painter.font()
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        head = room.adjusted(0, 0, -used, 0)
        _text(painter, head, f"{vraag.project} – {vraag.titel}" if vraag.titel else vraag.project)
        painter.setFont(plain)
        second = room.translated(0, spacing)
        painter.setPen(theme.colour("on_accent" if focused else "muted"))
        whose = f" · {vraag.entiteit}" if self._with_entiteit and vraag.entiteit else ""
        _text(painter, second, f"{vraag.plaats}{whose}")
        painter.setPen(theme.colour("on_accent" if focused else "text"))
        _text(painter, room.translated(0, 2 * spacing), vraag.tekst)

    def _state(self, painter: QPainter, room: QRect, vraag: ListedVraag, *, focused: bool) -> int:
        """Paint where it stands, at the right; return the width that took."""
        metrics, word = painter.fontMetrics(), STATES[vraag.staat]
        name, role = PICTURES[vraag.staat]
        role = "on_accent" if focused else role
        side = metrics.ascent() + GRID // 2
        width = side + GRID // 2 + metrics.horizontalAdvance(word)
        left = room.right() - width
        picture = self._looks.icons.pixmap(name, role, side, painter.device().devicePixelRatio())
        painter.drawPixmap(left, room.top() + (metrics.height() - side) // 2, picture)
        painter.setPen(self._looks.theme.colour(role))
        beside = room.adjusted(room.width() - width + side + GRID // 2 - 1, 0, GRID, 0)
        painter.drawText(beside, int(_TOP), word)
        return width + 2 * GRID


def _text(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_TOP), shown)
