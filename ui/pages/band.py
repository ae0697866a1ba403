"""The yellow band that says which fiche of which meetmoment this is, and why it may be locked."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.theme import GRID, Theme

_FLASH = 400
"""Milliseconds."""


class TitleBand(QFrame):
    """De gele band met code, titel, meetmoment en entiteit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "band")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(2 * GRID)
        self._title, self._detail = QLabel(), QLabel()
        for label in (self._title, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        layout.addWidget(self._title, 3)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._detail.setWordWrap(True)
        layout.addWidget(self._detail, 2)

    def show_texts(self, title: str, detail: str) -> None:
        """Show what stands at the left and at the right."""
        self._title.setText(title)
        self._detail.setText(detail)


class LockBanner(QFrame):
    """De band over de volle breedte die zegt waarom niets gewijzigd kan worden, en wat dan wel."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._shown: tuple[str | None, str] = (None, "")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._layout.setSpacing(GRID)
        self._picture, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(self._picture)
        self._layout.addWidget(self._text, 1)
        self.way_out = QPushButton()
        self.way_out.hide()
        self._layout.addWidget(self.way_out)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH)
        self._flash.timeout.connect(self._paint)
        theme.changed.connect(self._paint)
        self._paint()
        self.hide()

    def show_reason(self, reason: str | None, way_out: str = "") -> None:
        """Show why it is locked, with a button for the way out; None hides the band."""
        if (reason, way_out) == self._shown:
            return
        self._shown = reason, way_out
        self._text.setText(f"Alleen lezen. {reason}" if reason else "")
        self.way_out.setText(way_out)
        self.way_out.setVisible(bool(way_out))
        self.setVisible(reason is not None)
        self._paint()

    @property
    def reason(self) -> str:
        """What stands there."""
        return self._text.text()

    def flash(self) -> None:
        """Draw eye and ear to the reason, after somebody typed where nothing can be typed."""
        if not self._flash.isActive():
            announce(self, self.reason)
        colours = self._theme.colours
        self.setStyleSheet(f"LockBanner {{ background: {colours.accent}; }}")
        self._text.setStyleSheet(f"color: {colours.on_accent};")
        self._flash.start()

    def _paint(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"LockBanner {{ background: {colours.aandachtspunt_surface}; border: none; "
            f"border-bottom: 1px solid {colours.edge}; }}"
        )
        self._text.setStyleSheet(f"color: {colours.aandachtspunt};")
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("lock", "aandachtspunt", 18, ratio))


class CompletenessFoot(QWidget):
    """Hoe volledig de fiche is, onder de lijst van delen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID // 2)
        self.bar = Bar(theme)
        layout.addWidget(self.bar)
        self.missing = QPushButton()
        self.missing.setProperty("role", "link")
        layout.addWidget(self.missing, 0, Qt.AlignmentFlag.AlignLeft)
        self._changed = QLabel()
        self._changed.setProperty("role", "hint")
        self._changed.setWordWrap(True)
        layout.addWidget(self._changed)
        self.versions = QPushButton("Versies…")
        self.versions.setProperty("role", "link")
        layout.addWidget(self.versions, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, percentage: int, missing: int, changed: str) -> None:
        """Show the part that is answered, how many fields are not, and the latest change."""
        self.bar.show_percentage(percentage)
        if missing:
            fields = "1 veld ontbreekt" if missing == 1 else f"{missing} velden ontbreken"
            self.missing.setText(f"{percentage} % volledig – {fields}")
        else:
            self.missing.setText("100 % volledig")
        self.missing.setEnabled(bool(missing))
        self._changed.setText(changed)
        self._changed.setVisible(bool(changed))


class Bar(QWidget):
    """A bar for a part of a whole; what it says stands beside it in words too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._percentage = theme, 0
        self.setFixedHeight(GRID)
        theme.changed.connect(self.update)

    def show_percentage(self, percentage: int) -> None:
        """Show so much of the bar filled."""
        self._percentage = percentage
        self.setAccessibleName(f"{percentage} procent volledig")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the edge and the filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = whole.height() / 2
        painter.setPen(self._theme.colour("edge"))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(whole, radius, radius)
        if self._percentage:
            whole.setWidth(max(whole.width() * self._percentage / 100, whole.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("good" if self._percentage == 100 else "accent"))  # noqa: PLR2004 - the whole
            painter.drawRoundedRect(whole, radius, radius)
        painter.end()
