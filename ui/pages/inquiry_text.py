"""Text to walk through with the arrow keys: every line tells what it is, and leads on."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.pages.inquiry_mark import paint_mark
from ui.pages.inquiry_setting import JOINER, Setting
from ui.theme import Theme
from vvdesk.tracing.shown_lines import Doel, Regel, as_text


class WalkedText(QTextEdit):
    """Regels om te lezen, te kopiëren en te volgen; nooit om te wijzigen.

    A caret stands in it, so that it is read out line by line and anything can be selected.

    Signals:
        reached(object): The caret came to another `Regel` that has a code.
        followed(object): Enter or a click on what a `Regel` leads to.
        entered(): Enter on a line that leads nowhere.
        left(): Esc.

    Args:
        name: What it is, for who cannot see it.
        theme: Where the colours come from.
        marks: Whether the line with the chosen code is marked.
    """

    reached = Signal(object)
    followed = Signal(object)
    entered = Signal()
    left = Signal()

    def __init__(
        self, name: str, theme: Theme, parent: QWidget | None = None, *, marks: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme, self._marks = theme, marks
        self._lines: tuple[Regel, ...] = ()
        self._document: QTextDocument | None = None
        self._set_for: tuple[int, float] = (0, 0.0)
        self._chosen, self._at = "", -1
        self._is_placing = False
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cursorPositionChanged.connect(self._on_moved)
        theme.changed.connect(self._set_again)

    @property
    def lines(self) -> tuple[Regel, ...]:
        """What stands in it."""
        return self._lines

    @property
    def line(self) -> Regel | None:
        """The line that the caret is in."""
        at = self.textCursor().blockNumber()
        return self._lines[at] if at < len(self._lines) else None

    def show_lines(self, lines: Sequence[Regel], chosen: str = "") -> None:
        """Show other lines, from the top or at the line with the chosen code.

        Args:
            lines: From top to bottom.
            chosen: See `choose`.
        """
        self._lines = tuple(lines)
        self._set()
        self.choose(chosen)

    def choose(self, code: str) -> bool:
        """Put the caret at the line with a code and mark it; return whether there is one.

        Args:
            code: Empty for the top.
        """
        at = next((n for n, each in enumerate(self._lines) if code and each.code == code), -1)
        self._chosen = code if at >= 0 else ""
        self._place(max(at, 0), is_kept=at == self.textCursor().blockNumber())
        return at >= 0

    def place_at(self, number: int) -> None:
        """Put the caret at the beginning of a line."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(number)))
        _into_sight(self)

    def copy_line(self) -> None:
        """Copy the line that the caret is in, with its code."""
        if (line := self.line) is not None:
            QGuiApplication.clipboard().setText(as_text([line]).strip())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Give away plain text only: colours of the window mean nothing elsewhere."""
        data = QMimeData()
        data.setText(
            self.textCursor().selection().toPlainText().replace("\t", " ").replace(JOINER, "")
        )
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Follow, walk from value to value, or walk as in any text."""
        key, is_held = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.copy_line()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._follow()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_held and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show where a click leads on."""
        super().mouseMoveEvent(event)
        shapes = Qt.CursorShape
        is_link = bool(self.anchorAt(event.position().toPoint()))
        wanted = shapes.PointingHandCursor if is_link else shapes.IBeamCursor
        if self.viewport().cursor().shape() is not wanted:
            self.viewport().setCursor(wanted)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow what was clicked, unless it was being selected."""
        super().mouseReleaseEvent(event)
        is_click = event.button() is Qt.MouseButton.LeftButton
        is_click = is_click and not self.textCursor().hasSelection()
        if is_click and self.anchorAt(event.position().toPoint()):
            self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Set the lines again when there is room for other columns."""
        super().resizeEvent(event)
        if self._lines and self._wanted() != self._set_for:
            self._set_again()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Mark the chosen value: a ground, a bar before it and a word behind it."""
        if self._marks and self._chosen:
            at = next(n for n, each in enumerate(self._lines) if each.code == self._chosen)
            paint_mark(self, self.document().findBlockByNumber(at), self._theme)
        super().paintEvent(event)

    def _setting(self) -> Setting:
        return Setting(self._theme, self.font(), self.viewport().width(), marks=self._marks)

    def _wanted(self) -> tuple[int, float]:
        return self._setting().column(self._lines), self.font().pointSizeF()

    def _set(self) -> None:
        self._is_placing = True
        before, self._document = self._document, self._setting().document(self._lines, self)
        self.setDocument(self._document)
        if before is not None:
            before.deleteLater()
        self._set_for = self._wanted()
        self._is_placing = False
        self._at = -1

    def _set_again(self) -> None:
        at, was = self.textCursor().blockNumber(), self.verticalScrollBar().value()
        self._set()
        self._place(at, is_kept=False)
        self.verticalScrollBar().setValue(was)

    def _place(self, at: int, *, is_kept: bool = False) -> None:
        """Put the caret in a line without telling anybody."""
        self._is_placing = True
        if not is_kept:
            cursor = QTextCursor(self.document().findBlockByNumber(at))
            if at == 0:
                self.verticalScrollBar().setValue(0)
            self.setTextCursor(cursor)
        self._at = at
        self._is_placing = False
        _into_sight(self)
        self.viewport().update()

    def _step(self, by: int) -> None:
        """Go to the next or previous line that has a code or leads somewhere."""
        at = self.textCursor().blockNumber() + by
        while 0 <= at < len(self._lines):
            if self._lines[at].code or self._lines[at].doel is not Doel.GEEN:
                self.place_at(at)
                return
            at += by

    def _follow(self) -> None:
        line = self.line
        if line is not None and line.doel is not Doel.GEEN:
            self.followed.emit(line)
        else:
            self.entered.emit()

    def _on_moved(self) -> None:
        at = self.textCursor().blockNumber()
        if self._is_placing or at == self._at or at >= len(self._lines):
            return
        self._at = at
        line = self._lines[at]
        if line.code and line.code != self._chosen:
            if self._marks:
                self._chosen = line.code
                self.viewport().update()
            self.reached.emit(line)


def _into_sight(text: QTextEdit) -> None:
    """Scroll to the caret so that something stands around it."""
    box, bar = text.cursorRect(), text.verticalScrollBar()
    room = text.viewport().height()
    if box.top() < 0 or box.bottom() > room * 3 // 4:
        bar.setValue(bar.value() + box.top() - room // 3)
