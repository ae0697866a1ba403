"""One line of text: the box, the muted echo beside it, and the editor made of them."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from ui.forms.leaves_undo import LeavesUndo
from ui.forms.value_editor import (
    NOT_FILLED,
    ValueEditor,
    set_look,
)
from ui.theme import GRID
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists


class Line(LeavesUndo, QLineEdit):
    """A box of one line that leaves undo, redo and the window's keys to the window.

    Args:
        characters: How many fit; 0 for as wide as there is room.
    """

    def __init__(self, characters: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._characters = characters
        self._held: QWidget | None = None
        if characters:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def put(self, text: str) -> None:
        """Let `text` stand there; the cursor stays where it was, as far as there is text."""
        if text == self.text():
            return
        was_at = self.cursorPosition()
        blocked = self.blockSignals(True)
        self.setText(text)
        self.setCursorPosition(min(was_at, len(text)) if self.hasFocus() else 0)
        self.blockSignals(blocked)
        self.update()

    def hold(self, button: "SideButton") -> None:
        """Keep a button at the right, inside the box."""
        button.setParent(self)
        self._held = button
        self._place_held()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the wished number of characters."""
        wished = super().sizeHint()
        if self._characters:
            frame = 3 * GRID + (self._held.sizeHint().width() if self._held else 0)
            each = QFontMetrics(self.font()).horizontalAdvance("0")
            wished.setWidth(each * self._characters + frame)
        return wished

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the button at the right."""
        super().resizeEvent(event)
        self._place_held()

    def _place_held(self) -> None:
        if self._held is None:
            return
        width, edge = self._held.sizeHint().width(), GRID // 4
        self.setTextMargins(0, 0, width - GRID // 2 if self._held.isVisibleTo(self) else 0, 0)
        place = QRect(self.width() - width - edge, edge, width, self.height() - 2 * edge)
        self._held.setGeometry(place)


class SideButton(QToolButton):
    """A small button in or beside a box, for the mouse; the keyboard has Alt+Down.

    Args:
        icon: Grows with the text.
        name: What screen readers say.
        tip: What the mouse is told.
    """

    def __init__(self, icon: QIcon, name: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(icon)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setStyleSheet("QToolButton { padding: 2px 4px; }")
        self._size_icon()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the icon grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._size_icon()

    def _size_icon(self) -> None:
        side = max(2 * GRID, self.fontMetrics().height())
        self.setIconSize(QSize(side, side))


class Echo(QWidget):
    """What the program made of the typing, muted, on one line; too long ends in "…".

    Its colour is that of hints, from the palette.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def say(self, text: str) -> None:
        """Say something else; the empty text for nothing."""
        if text != self._text:
            self._text = text
            self.setToolTip(text)
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a small width: it takes what is left over."""
        return QSize(0, QFontMetrics(self.font()).height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text in the middle of the height."""
        painter = QPainter(self)
        painter.setPen(self.palette().placeholderText().color())
        fits = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, fits)
        painter.end()


class LineEditor(ValueEditor):
    """A value that is typed on one line.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
        characters: How many fit; 0 for as wide as there is room.

    Attributes:
        prompt: What stands, muted, in the empty box.
    """

    prompt = ""

    def __init__(
        self, field: Field, lists: ChoiceLists, parent: QWidget | None = None, characters: int = 0
    ) -> None:
        super().__init__(field, lists, parent)
        self.line = Line(characters, self)
        self.line.setPlaceholderText(self.prompt)
        self.name_control(self.line)
        self.setFocusProxy(self.line)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GRID)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.row.addWidget(self.line, 0, left if characters else Qt.AlignmentFlag(0))
        self.line.textEdited.connect(self._on_edited)
        self.watch(self.line)

    def text(self) -> str:
        """Return what stands there, exactly as typed."""
        return self.line.text()

    def put(self, text: str) -> None:
        """Let `text` stand there without sending `touched`."""
        self.line.put(text)
        self.echo()

    def echo(self) -> None:
        """Say beside the box what is made of the text; called whenever the text is another."""

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the value as text that can be selected and copied, or let it be edited."""
        self.line.setReadOnly(read_only)
        self.line.setPlaceholderText(NOT_FILLED if read_only else self.prompt)
        set_look(self.line, "readOnlyLook", read_only)

    def control(self) -> Line:
        """Return the box."""
        return self.line

    def _on_edited(self) -> None:
        self.echo()
        self.touched.emit()
