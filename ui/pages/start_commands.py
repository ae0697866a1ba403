"""The column of the start page with what can be begun: large buttons, and where to drop files."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.actions import Actions
from ui.icons import Icons
from ui.pages.start_button import StartButton
from ui.theme import GRID, Theme


class StartCommands(QWidget):
    """What can be begun, most likely first.

    Signals:
        practice_requested(): Make and open a dossier to practise on.

    Args:
        actions: The window's commands; `open`, `new`, `excel_in` and `manual` are triggered.
        theme: For the colours.
        icons: For the icons.

    Attributes:
        open_button: Opens a file.
    """

    practice_requested = Signal()

    def __init__(
        self, actions: Actions, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Wat wil je doen?")
        self._theme = theme
        practice = QAction(icons.get("graduation-cap"), "Oefendossier openen", self)
        practice.setObjectName("practice")
        practice.triggered.connect(self.practice_requested)
        self.open_button = self._button(actions["open"])
        self.open_button.setProperty("role", "primary")
        self.open_button.setIcon(icons.get("folder-open", "on_brand"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(_heading("Wat wil je doen?", "title"))
        column.addWidget(self.open_button)
        column.addWidget(self._button(actions["new"]))
        column.addWidget(self._button(actions["excel_in"]))
        column.addSpacing(GRID)
        column.addWidget(DropHint(theme, self))
        column.addSpacing(2 * GRID)
        column.addWidget(_heading("Hulp", "heading"))
        column.addWidget(self._button(practice))
        column.addWidget(self._button(actions["manual"], "F1"))
        column.addStretch(1)

    def _button(self, action: QAction, keys: str | None = None) -> StartButton:
        return StartButton(action, self._theme, keys, self)


class DropHint(QLabel):
    """Tells that files can be dropped; the whole window takes them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Of sleep een dossier (.vvd) of werkboek (.xlsx) op dit venster", parent)
        self._theme = theme
        self.setProperty("role", "hint")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMargin(2 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a dashed edge around the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
        super().paintEvent(event)


def _heading(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label
