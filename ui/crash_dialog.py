"""What a person sees when vvdesk made a mistake: that the work is kept, and what can be done."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.text_dialog import TextDialog
from ui.theme import GRID

_WHAT_NOW = (
    "Je kunt verder werken. Gebeurt dit opnieuw, sluit vvdesk dan en open je dossier weer.\n\n"
    "Wil je het melden? Bewaar het diagnosebestand en stuur het mee. Er staat geen inhoud van "
    "fiches in en geen naam van een persoon."
)
_CHARACTERS_WIDE = 76
_ICON = 32


class CrashDialog(TextDialog):
    """Er ging iets mis.

    Signals:
        diagnostics_requested(): The diagnostic file is wanted.
        quit_requested(): Somebody would rather stop.

    Args:
        saved_at: Until when the work is stored; None when nothing was changed in this run.
        icons: Where the icons come from.
        parent: The window it lies over.
    """

    diagnostics_requested = Signal()
    quit_requested = Signal()

    def __init__(self, saved_at: datetime | None, icons: Icons, parent: QWidget | None) -> None:
        super().__init__(_CHARACTERS_WIDE, parent)
        self._again = QLabel(self)
        self._told = QLabel(self)
        self._lay_out(_kept(saved_at), icons)

    def tell_again(self, times: int) -> None:
        """Tell that it happened more often while this stood open."""
        self._again.setText(f"Intussen gebeurde het nog {times} keer.")
        self._again.show()

    def tell(self, text: str) -> None:
        """Tell how keeping the diagnostic file went."""
        self._told.setText(text)
        self._told.show()

    def _lay_out(self, kept: str, icons: Icons) -> None:
        self.setWindowTitle("Er ging iets mis")
        picture = QLabel(self)
        picture.setPixmap(icons.pixmap("triangle-alert", "waarschuwing", _ICON, 2.0))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = QLabel("Er ging iets mis in vvdesk", self)
        title.setProperty("role", "heading")
        texts = QVBoxLayout()
        texts.setSpacing(GRID)
        labels = (title, QLabel(kept, self), QLabel(_WHAT_NOW, self), self._again, self._told)
        for label in labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            texts.addWidget(label)
        self._again.hide()
        self._told.hide()
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(picture)
        top.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(top)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        stops = self._button("vvdesk sluiten")
        stops.clicked.connect(self.quit_requested)
        keeps = self._button("Diagnosebestand bewaren…")
        keeps.clicked.connect(self.diagnostics_requested)
        goes_on = self._button("Verder werken")
        goes_on.setProperty("role", "primary")
        goes_on.setDefault(True)
        goes_on.clicked.connect(self.accept)
        row.addWidget(stops)
        row.addStretch()
        row.addWidget(keeps)
        row.addWidget(goes_on)
        return row

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        return button


def _kept(saved_at: datetime | None) -> str:
    if saved_at is None:
        return "Alles wat je eerder bewaarde, is er nog."
    return f"Je werk is bewaard tot {saved_at.astimezone():%H:%M:%S}."
