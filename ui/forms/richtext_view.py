"""A rich text to read: as high as its words, in the colours of the theme, loading nothing."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from ui.forms.richtext_document import LINE_HEIGHT, Ink, blocks_of, fill
from ui.theme import GRID, Theme
from vvdesk.richtext import Block


class RichTextView(QTextEdit):
    """Shows a rich text that can be selected and copied; its links can be followed.

    Signals:
        address_opened(str): Somebody wants to go where a link leads.

    Args:
        theme: For the colour of links.
        fewest: Lines that there is room for, even without text, while somebody may type.
        most: Lines before it scrolls, while somebody may type; 0 for as many as there are.
    """

    address_opened = Signal(str)

    def __init__(
        self, theme: Theme, fewest: int = 1, most: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._lines = theme, (fewest, most)
        self._is_filling = False
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(GRID / 2)
        self.set_editable(editable=False)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_editable(self, *, editable: bool) -> None:
        """Let people type, or only read, select and follow links."""
        self.setReadOnly(not editable)
        if not editable:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(
                flags.TextSelectableByMouse
                | flags.TextSelectableByKeyboard
                | flags.LinksAccessibleByMouse
                | flags.LinksAccessibleByKeyboard
            )
        self._on_size_changed()

    @property
    def ink(self) -> Ink:
        """How text is drawn here."""
        return Ink(self._theme.colour("accent"), round(self.fontMetrics().lineSpacing() * 0.35))

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show a rich text; the cursor stays where it was, as far as there is text."""
        position = self.textCursor().position()
        self._is_filling = True
        fill(self.document(), blocks, self.ink)
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._is_filling = False

    def blocks(self) -> list[Block]:
        """Return what stands there, not in normal form."""
        return blocks_of(self.document())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the text, between the fewest and the most lines."""
        wished = super().sizeHint()
        margins = self.contentsMargins()
        wished.setHeight(self._inner_height() + margins.top() + margins.bottom())
        return wished

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the wished height: it never shrinks below its text."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll the page, unless somebody works here; Ctrl with the wheel is never ours."""
        if not self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a link; while typing only with Ctrl, as in Word."""
        is_selecting = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)  # selects the link that was clicked
        address = self.anchorAt(event.position().toPoint())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        may_follow = self.isReadOnly() or control
        if address and may_follow and not is_selecting:
            self.address_opened.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the link that the keyboard is on."""
        if self.isReadOnly() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            made = self.textCursor().charFormat()
            if made.isAnchor():
                self.address_opened.emit(made.anchorHref())
                return
        super().keyPressEvent(event)

    def loadResource(self, _kind: int, _address: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Load nothing, whatever a text asks for."""
        return None

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

    def _inner_height(self) -> int:
        line = self.fontMetrics().lineSpacing() * LINE_HEIGHT // 100
        gaps = GRID + 2 * self.ink.gap
        fewest, most = (1, 0) if self.isReadOnly() else self._lines
        wished = max(math.ceil(self.document().size().height()), fewest * line + gaps)
        return min(wished, most * line + gaps) if most else wished

    def _on_size_changed(self) -> None:
        over = self.document().size().height() > self._inner_height()
        policies = Qt.ScrollBarPolicy
        wished = policies.ScrollBarAsNeeded if over else policies.ScrollBarAlwaysOff
        if wished is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(wished)
        if not over:
            self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def _on_theme_changed(self) -> None:
        """Draw links and gaps anew: their colour and width stand in the text itself."""
        self.document().setIndentWidth(self.fontMetrics().horizontalAdvance("mm"))
        self.show_blocks(self.blocks())
        self._on_size_changed()
