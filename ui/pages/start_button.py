"""A wide button of the start page: icon, what it does, and the keys that do the same."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from ui.theme import GRID, Theme


class StartButton(QPushButton):
    """Does what an action does, and looks whether the action can be done.

    Args:
        action: Gives text, icon and whether it can be done; is triggered by a click.
        theme: For the colours.
        keys: What to show as keys instead of the action's own.
    """

    def __init__(
        self, action: QAction, theme: Theme, keys: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action, self._theme = action, theme
        self._keys = action.shortcut().toString() if keys is None else keys
        self.setObjectName(f"start_{action.objectName()}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
        self.setText(action.text())
        self.setIcon(action.icon())
        self.setAccessibleName(action.text().rstrip("…"))
        self.setAccessibleDescription(f"Toetsen: {self._keys}" if self._keys else "")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for icon, text and keys."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._keys)
        return QSize(words + metrics.height() + 8 * GRID, metrics.height() + 2 * GRID + GRID // 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: cut-off text helps nobody."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 - Qt's name
        """Let the style paint only the ground."""
        super().initStyleOption(option)
        option.text, option.icon = "", QIcon()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground as every button's; icon and text left, keys right."""
        # By the button itself: `QStyle` takes 4 % of the time to the first paint to load.
        super().paintEvent(event)
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        inner = self.rect().adjusted(2 * GRID, 0, -2 * GRID, 0)
        size = metrics.height()
        icon = QRect(inner.left(), inner.center().y() - size // 2, size, size)
        painter.drawPixmap(icon, self._picture(size))
        primary = self.property("role") == "primary"
        painter.setPen(self._theme.colour(self._text_role(primary=primary)))
        painter.drawText(
            inner.adjusted(size + 3 * GRID // 2, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        if not primary and self.isEnabled():
            painter.setPen(self._theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, self._keys)

    def _text_role(self, *, primary: bool) -> str:
        if not self.isEnabled():
            return "edge"
        return "on_brand" if primary else "text"

    def _picture(self, size: int) -> QPixmap:
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        return self.icon().pixmap(QSize(size, size), self.devicePixelRatioF(), mode)
