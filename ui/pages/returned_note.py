"""Why a fiche was sent back: a quiet card above its form until it is handed in again."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError


class ReturnedNote(QFrame):
    """Zegt wie de fiche terugstuurde, wanneer en waarom.

    Args:
        live: The open file.
        icons: For the picture.
        theme: Tells when colours or sizes change.
    """

    def __init__(
        self, live: LiveDesk, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live, self._icons = live, icons
        self.setProperty("role", "card")
        self._picture, self.text = QLabel(), wrapped_label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        theme.changed.connect(self._paint)
        self.hide()

    def load(self) -> None:
        """Show what is so of the fiche in hand."""
        project = self._live.project
        try:
            found = self._live.desk.sent_back(project) if project else None
        except VvdeskError:  # told elsewhere; the form itself cannot be read either
            found = None
        self.setVisible(found is not None)
        if found is None:
            return
        when = datetime.fromisoformat(found.tijd).astimezone()
        self.text.setText(
            f"Teruggestuurd door {found.wie} op {when:%d/%m/%Y}: {found.reden or 'zonder reden'}"
        )
        self.setAccessibleName(self.text.text())
        self._paint()

    def _paint(self) -> None:
        side = self.fontMetrics().height()
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap("undo-2", "waarschuwing", side, ratio))
