"""Editors of plain text: one line, several lines, and addresses that can be opened."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextDocumentLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.forms.leaves_undo import LeavesUndo
from ui.forms.line import LineEditor, SideButton
from ui.forms.value_editor import NOT_FILLED, ValueEditor, set_look
from ui.icons import Icons
from vvdesk.dictionary import Field
from vvdesk.kinds import URL, ChoiceLists
from vvdesk.values import Unreadable

_FEWEST_LINES, _MOST_LINES = 2, 10
_LIKE_A_LINE = 2
"""Pixels that a box of one line keeps left of its letters."""


class TextEditor(LineEditor):
    """A text of one line, as wide as there is room.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`.
    """


class AddressEditor(LineEditor):
    """A web or mail address, with a button that opens it.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
        icons: Where the button's icon comes from.
        open_address: Opens an address outside the program.
    """

    def __init__(
        self,
        field: Field,
        lists: ChoiceLists,
        icons: Icons,
        open_address: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(field, lists, parent)
        self._open_address = open_address
        name = f"{field.about.label} openen"
        self.opener = SideButton(icons.get("external-link"), name, "", self)
        self.opener.setText("Openen")
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.opener.clicked.connect(self._on_opener_clicked)
        self.row.addWidget(self.opener)
        self.watch(self.opener)
        self.echo()

    def address(self) -> str:
        """Return the address that stands there, complete; empty when it cannot be opened."""
        try:
            return URL.typed(self.text()) or ""
        except Unreadable:
            return ""

    def echo(self) -> None:
        """Let the button open what can be opened, and say what that is."""
        address = self.address()
        self.opener.setEnabled(bool(address))
        self.opener.setToolTip(address or "Geef een adres dat begint met https:// of mailto:.")

    def _on_opener_clicked(self) -> None:
        if address := self.address():
            self._open_address(address)


class Lines(LeavesUndo, QPlainTextEdit):
    """A box of plain text that grows with it, up to some lines; then it scrolls.

    Tab leaves it, formatting is never pasted, and undo is the window's.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(_LIKE_A_LINE, 0, _LIKE_A_LINE, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def put(self, text: str) -> None:
        """Let `text` stand there; the cursor stays where it was, as far as there is text."""
        if text == self.toPlainText():
            return
        was_at = self.textCursor().position()
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(was_at, len(text)) if self.hasFocus() else 0)
        self.setTextCursor(cursor)
        self.blockSignals(blocked)
        self._on_size_changed()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the lines there are, within bounds."""
        wished = super().sizeHint()
        lines = min(max(self._lines(), _FEWEST_LINES), _MOST_LINES)
        around = self.height() - self.viewport().height()
        wished.setHeight(math.ceil(lines * self._line_height()) + around)
        return wished

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the wished height: it never shrinks below its text."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste text only."""
        if source.hasText():
            self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._on_size_changed()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font has other lines."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._on_size_changed()

    def _line_height(self) -> float:
        """Return what the layout makes of a line: small sizes are not those of the metrics."""
        first = self.document().firstBlock()
        height = self.blockBoundingRect(first).height()  # this lays the block out
        lines = first.layout().lineCount()
        bare = self.fontMetrics().lineSpacing()
        return max(height / lines, bare) if lines else bare

    def _lines(self) -> int:
        layout = self.document().documentLayout()
        if not isinstance(layout, QPlainTextDocumentLayout):
            return self.blockCount()
        return round(layout.documentSize().height())

    def _on_size_changed(self) -> None:
        over = self._lines() > _MOST_LINES
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if over else policies.ScrollBarAlwaysOff
        )
        if not over:
            self.verticalScrollBar().setValue(0)
        self.updateGeometry()


class LinesEditor(ValueEditor):
    """A text of several lines.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
    """

    def __init__(self, field: Field, lists: ChoiceLists, parent: QWidget | None = None) -> None:
        super().__init__(field, lists, parent)
        self.lines = Lines(self)
        self.name_control(self.lines)
        self.setFocusProxy(self.lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.lines)
        self.lines.textChanged.connect(self.touched)
        self.watch(self.lines)

    def text(self) -> str:
        """Return what stands there, exactly as typed."""
        return self.lines.toPlainText()

    def put(self, text: str) -> None:
        """Let `text` stand there without sending `touched`."""
        self.lines.put(text)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the value as text that can be selected and copied, or let it be edited."""
        self.lines.setReadOnly(read_only)
        keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
        if read_only:
            self.lines.setTextInteractionFlags(self.lines.textInteractionFlags() | keyboard)
        self.lines.setPlaceholderText(NOT_FILLED if read_only else "")
        set_look(self.lines, "readOnlyLook", read_only)

    def control(self) -> Lines:
        """Return the box."""
        return self.lines
