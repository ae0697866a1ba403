"""The line above a momentopname that says, on every page, what it is worth as evidence."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.seal_look import CHECKING, UNREAD, VERDICTS, Look
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.sealing.seal_words import INTERIM, banner_line, is_interim
from vvdesk.sealing.verdict import Oordeel, Verdict

_LEAST_TEXT = 60
"""Average signs that the sentence wants on a line before the buttons go below it."""
_CHECKING = "De momentopname wordt nagekeken. Tot dan is niet bekend of het zegel klopt."


class _Buttons(Enum):
    """Where the buttons stand: right of all words, right of the judgement only, or below."""

    BESIDE = auto()
    ABOVE = auto()
    BELOW = auto()


class SealBanner(QFrame):
    """Wat de geopende momentopname waard is, met wat je ermee kunt doen.

    Signals:
        details_requested(): Somebody wants to see what differs, or what was checked.
        help_requested(): Somebody wants to know how to check it without this program.

    Args:
        icons: For the shape.
        theme: For the colours.

    Attributes:
        copy: Copies the controlecode.
        details: Leads to the differences, or to the checks.
        how: Leads to the manual.
    """

    details_requested = Signal()
    help_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._look, self._code, self._wide = CHECKING, "", 0
        self._picture, self._word = QLabel(), QLabel()
        self._text = wrapped_label()
        self._interim, self._interim_picture = QLabel(INTERIM), QLabel()
        self.copy = QPushButton(icons.get("copy"), "Kopieer")
        self.details = QPushButton(icons.get("list-checks"), "")
        self.how = QPushButton("Hoe controleer ik dit zelf?")
        self._lay_out()
        self.copy.clicked.connect(self._on_copy)
        self.details.clicked.connect(self.details_requested)
        self.how.clicked.connect(self.help_requested)
        theme.changed.connect(self._on_theme_changed)
        self.show_verifying()

    @property
    def text(self) -> str:
        """What stands there, the word of the judgement first."""
        mark = f" {INTERIM}." if not self._interim.isHidden() else ""
        return f"{self._word.text()}.{mark} {self._text.text()}"

    def show_verifying(self) -> None:
        """Show that nothing is known yet."""
        self._show(CHECKING, _CHECKING, "")

    def show_unread(self, why: str) -> None:
        """Show that it could not be judged, and why not."""
        self._show(UNREAD, why, "")

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a judgement, and say it aloud when it is another one."""
        before = self.text
        differs = verdict.oordeel is Oordeel.GEWIJZIGD
        code = "" if differs else verdict.controlecode
        self.details.setText("Toon verschillen" if differs else "Toon controles")
        self._show(VERDICTS[verdict.oordeel], banner_line(verdict), code)
        self._interim_row.setVisible(is_interim(verdict))
        self._interim.setVisible(is_interim(verdict))
        if self.text != before:
            announce(self, self.text)

    def _show(self, look: Look, text: str, code: str) -> None:
        self._look, self._code = look, code
        self._word.setText(look.word)
        self._text.setText(text)
        self.copy.setText("Kopieer")
        self.copy.setVisible(bool(code))
        self.details.setVisible(look in VERDICTS.values())
        self._interim_row.hide()
        self._interim.hide()
        self.setAccessibleDescription(self.text)
        self._paint()
        self._arrange()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.copy.setText("Gekopieerd")
        announce(self, f"Controlecode gekopieerd: {self._code}")

    def _lay_out(self) -> None:
        self.setAccessibleName("Zegel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.copy.setAccessibleName("Controlecode kopiëren")
        for label in (self._word, self._interim):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setProperty("role", "label")
        self._interim_row = QWidget()
        marked = QHBoxLayout(self._interim_row)
        marked.setContentsMargins(0, 0, 0, 0)
        marked.setSpacing(GRID // 2)
        marked.addWidget(self._interim_picture)
        marked.addWidget(self._interim)
        self._says = QWidget()
        head = WrappingRow(self._says)
        head.setSpacing(2 * GRID)
        head.addWidget(self._word)
        head.addWidget(self._interim_row)
        self._buttons = QWidget()
        row = WrappingRow(self._buttons)
        for button in (self.details, self.copy, self.how):
            row.addWidget(button)
        self._words, self._top, self._right = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._says)
        self._top.setSpacing(GRID)
        self._top.addLayout(self._words, 1)
        self._right.setSpacing(GRID // 2)
        self._right.addLayout(self._top)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        whole.setSpacing(GRID)
        whole.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._right, 1)
        self._place(_Buttons.BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the buttons below the sentence where it would get too narrow beside them."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange again when the text is of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_way"):
            self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never ask for more width than a narrow window has; the words wrap."""
        return QSize(20 * GRID, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        shown = [each for each in (self.details, self.copy, self.how) if not each.isHidden()]
        beside = sum(each.sizeHint().width() + GRID for each in shown)
        least = _LEAST_TEXT * self.fontMetrics().averageCharWidth()
        room = self.width() - beside - 6 * GRID
        parts = [self._picture, self._word, *([] if self._interim.isHidden() else [self._interim])]
        head = sum(each.sizeHint().width() + 3 * GRID for each in parts)
        way = _Buttons.BELOW
        if room >= least:
            way = _Buttons.BESIDE
        elif room >= head:
            way = _Buttons.ABOVE
        if way is not self._way:
            self._place(way)
        self._buttons.setMinimumWidth(0 if way is _Buttons.BELOW else beside)

    def _place(self, way: _Buttons) -> None:
        """Put the sentence and the buttons there."""
        self._way = way
        for layout in (self._words, self._top, self._right):
            for each in (self._text, self._buttons):
                layout.removeWidget(each)
        is_beside, is_below = way is _Buttons.BESIDE, way is _Buttons.BELOW
        (self._words if is_beside else self._right).addWidget(self._text)
        (self._right if is_below else self._top).addWidget(self._buttons)

    def _on_theme_changed(self) -> None:
        self._paint()
        self._arrange()

    def _paint(self) -> None:
        colours, role = self._theme.colours, self._look.role
        ink = getattr(colours, role)
        self.setStyleSheet(
            f"SealBanner {{ background: {getattr(colours, f'{role}_surface')}; "
            f"border-bottom: 2px solid {ink}; }}"
        )
        for label in (self._word, self._text, self._interim):
            label.setStyleSheet(f"color: {ink};")
        side, ratio = self.fontMetrics().height() + GRID // 2, self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(self._look.icon, role, side, ratio))
        small = side - GRID // 2
        self._interim_picture.setPixmap(self._icons.pixmap("clock", role, small, ratio))
