"""Under the values of a conflict: a note, the same for more fields, and the way to the next one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from ui.icons import Icons
from ui.pages.conflicts_shown import Shown
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.model import Keuze

_LEAST_NOTE = 48
"""Letters of a note that are always in sight."""
_WORDS = {Keuze.CENTRAAL: "nu centraal", Keuze.ONTVANGEN: "ontvangen"}


class ChoiceBar(QWidget):
    """Nota, dezelfde keuze voor meer velden, en vorig en volgend conflict.

    Signals:
        noted(str): The note is another one.
        spread(str): The choice is to hold for the whole `project` or the whole `entiteit`.
        stepped(int): The next (1) or previous (-1) conflict is wanted.

    Args:
        icons: For the arrows.
        asks_note: Whether a note is required.

    Attributes:
        steps: The way to the next and previous conflict; it stands elsewhere.
    """

    noted = Signal(str)
    spread = Signal(str)
    stepped = Signal(int)

    def __init__(self, icons: Icons, *, asks_note: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = QLineEdit()
        self.note.setAccessibleName("Nota")
        asked = "Waarom kies je dit? (verplicht)" if asks_note else "Waarom kies je dit?"
        self.note.setPlaceholderText(asked)
        self._note_label = QLabel("&Nota")
        self._note_label.setBuddy(self.note)
        self.project, self.entiteit = QPushButton(), QPushButton()
        self.previous, self.next = QPushButton(), QPushButton()
        for button, icon, name, keys in (
            (self.previous, "chevron-up", "Vorig conflict", "Shift+F8"),
            (self.next, "chevron-down", "Volgend conflict", "F8"),
        ):
            button.setIcon(icons.get(icon))
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({keys})")
        self._place, self.steps = QLabel(), QWidget()
        self._saved = ""
        self._lay_out()
        self.note.editingFinished.connect(self.finish)
        self.project.clicked.connect(lambda: self.spread.emit("project"))
        self.entiteit.clicked.connect(lambda: self.spread.emit("entiteit"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))

    def show_shown(self, shown: Shown | None, nota: str, place: str) -> None:
        """Belong to another field."""
        is_conflict = shown is not None and shown.is_conflict
        for widget in (self.note, self._note_label, self.project, self.entiteit):
            widget.setVisible(is_conflict)
        self.note.setText(nota)
        self._saved = nota
        if shown is not None:
            self.project.setText(f"Voor heel {shown.project}")
            self.entiteit.setText(f"Voor heel {shown.entiteit}")
            self.entiteit.setVisible(is_conflict and bool(shown.entiteit))
        self._place.setText(place)
        self.steps.setVisible(bool(place))

    def show_keuze(self, keuze: Keuze) -> None:
        """Offer the choice for more fields when it is one that holds for others too."""
        word = _WORDS.get(keuze, "")
        for button in (self.project, self.entiteit):
            button.setEnabled(bool(word))
            button.setAccessibleDescription(f"Kies er overal {word}." if word else "")
            button.setToolTip(
                f"Kies overal: {word}" if word else "Kies eerst nu centraal of ontvangen"
            )

    def _lay_out(self) -> None:
        self.note.setMinimumWidth(_LEAST_NOTE * self.fontMetrics().averageCharWidth())
        row = WrappingRow(self)
        for widget in (self._note_label, self.note, self.project, self.entiteit):
            row.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        steps = QHBoxLayout(self.steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(GRID)
        for part in (self.previous, self._place, self.next):
            steps.addWidget(part)

    def finish(self) -> None:
        """Take the note as it stands there now."""
        nota = self.note.text().strip()
        if nota != self._saved:
            self._saved = nota
            self.noted.emit(nota)
