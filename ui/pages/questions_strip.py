"""Questions that have no field in the form: about a row of a table, or about the whole fiche."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.forms.question_line import Looks
from ui.forms.question_lines import QuestionLines
from ui.theme import GRID

_MOST_HEIGHT = 45
"""Percent of the page that they may take; more of them scroll."""
_LEAST_LINES = 7
"""Of text: one question with its button; that much is in sight however low the window is."""


class QuestionStrip(QScrollArea):
    """Vragen boven het formulier, zo hoog als ze nodig hebben.

    Args:
        looks: What questions are drawn with.

    Attributes:
        lines: The questions.
    """

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inside = QFrame()
        self._inside.setProperty("role", "card")
        self.lines = QuestionLines(looks, with_place=True)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        column.addWidget(self.lines)
        self._inside.installEventFilter(self)
        self.setWidget(self._inside)
        self.hide()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wish for the height of what is in it, within a part of the page."""
        needed, page = self._needed(), self.parentWidget()
        most = needed if page is None else page.height() * _MOST_HEIGHT // 100
        least = self.minimumSizeHint().height()
        return QSize(self.viewport().width(), min(needed, max(most, least)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one question."""
        return QSize(0, min(self._needed(), _LEAST_LINES * self.fontMetrics().lineSpacing()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wish for another height in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow what is in it: a box that opens, a question that goes."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _needed(self) -> int:
        """Return the height of all that is in it, in the width there is."""
        layout = self._inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(self.viewport().width())
        return self._inside.sizeHint().height()
