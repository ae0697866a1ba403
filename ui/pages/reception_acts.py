"""What can be decided about the fiches that are chosen; a reason is asked right there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.besluiten import REGELINGEN, Besluit
from vvdesk.number_words import counted
from vvdesk.reception import FicheStand

_LOOKS = {
    Besluit.GOEDKEUREN: ("circle-check", "Goedkeuren"),
    Besluit.TERUGSTUREN: ("corner-up-left", "Terugsturen…"),
    Besluit.HEROPENEN: ("lock-open", "Heropenen…"),
    Besluit.PUBLICEREN: ("globe", "Publiceren"),
}
_ASKED = {
    Besluit.TERUGSTUREN: (
        "Waarom stuur je {what} terug?",
        "De entiteit krijgt dit te lezen, bijvoorbeeld: bedrag VAK klopt niet met de bijlage.",
        "Terugsturen",
    ),
    Besluit.HEROPENEN: (
        "Waarom heropen je {what}?",
        "De reden wordt bewaard; daarna kan de fiche weer wijzigen.",
        "Heropenen",
    ),
    Besluit.GOEDKEUREN: (
        "Waarom keur je {what} toch goed?",
        "De uitzondering wordt bewaard met je naam en de datum.",
        "Goedkeuren met uitzondering",
    ),
}
_LEAST_REASON = 24
"""Signs of a reason that are always visible."""


class ReceptionActs(QWidget):
    """De besluiten over de gekozen fiches.

    Signals:
        decided(object, object, object): A `Besluit`, the codes of the fiches, and the reason; None
            for none.
        fiche_requested(): The form of the fiche at hand is wanted.
        asked(): A reason is asked, which needs room.

    Args:
        icons: For buttons.

    Attributes:
        buttons: Decision to its button.
        show_fiche: Asks for the form.
        reason: Where the reason is typed.
        go: Carries out what asked for a reason.
    """

    decided = Signal(object, object, object)
    fiche_requested = Signal()
    asked = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fiches: tuple[FicheStand, ...] = ()
        self._locked = ""
        self._besluit: Besluit | None = None
        self._asked_for: tuple[str, ...] = ()
        self.buttons: dict[Besluit, QPushButton] = {}
        row = WrappingRow()
        for besluit, (icon, label) in _LOOKS.items():
            ink = "on_brand" if besluit is Besluit.GOEDKEUREN else "text"
            button = QPushButton(icons.get(icon, ink), label)
            button.clicked.connect(lambda _on=False, each=besluit: self.begin(each))
            self.buttons[besluit] = button
            row.addWidget(button)
        self.buttons[Besluit.GOEDKEUREN].setProperty("role", "primary")
        self.show_fiche = QPushButton(icons.get("file-text"), "Toon fiche")
        self.show_fiche.clicked.connect(self.fiche_requested)
        row.addWidget(self.show_fiche)
        self._note = wrapped_label(role="hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(row)
        layout.addWidget(self._note)
        layout.addWidget(self._panel())
        self.show_fiches((), "")

    def show_fiches(self, fiches: Sequence[FicheStand], locked: str) -> None:
        """Offer what can be decided about these.

        Args:
            fiches: What is chosen.
            locked: Why nothing can be decided; empty when something can.
        """
        self._fiches, self._locked = tuple(fiches), locked
        for besluit, button in self.buttons.items():
            count = len(self.fitting(besluit))
            label = _LOOKS[besluit][1]
            button.setText(label if len(self._fiches) <= 1 else _with_count(label, count))
            button.setEnabled(bool(count) and not locked)
        self.show_fiche.setEnabled(bool(self._fiches))
        self._note.setText(locked or ("" if fiches else "Kies één of meer fiches in de tabel."))
        self._note.setVisible(bool(self._note.text()))
        if self._besluit is not None and not set(self._asked_for) <= set(self._codes()):
            self.close_panel()

    def fitting(self, besluit: Besluit) -> tuple[str, ...]:
        """Return the codes of the chosen fiches about which this can be decided."""
        van = REGELINGEN[besluit].van
        return tuple(each.project for each in self._fiches if each.staat in van)

    def begin(self, besluit: Besluit) -> None:
        """Take a decision about the fitting fiches, or ask the reason first."""
        codes = self.fitting(besluit)
        if not codes or self._locked:
            return
        if REGELINGEN[besluit].asks_reason:
            self.ask(besluit, codes)
        else:
            self.close_panel()
            self.decided.emit(besluit, codes, None)

    def ask(self, besluit: Besluit, codes: tuple[str, ...]) -> None:
        """Ask the reason of a decision, right here."""
        question, hint, verb = _ASKED[besluit]
        what = codes[0] if len(codes) == 1 else counted(len(codes), "fiche", "fiches")
        self._besluit, self._asked_for = besluit, codes
        self._question.setText(question.format(what=what))
        self._hint.setText(hint)
        self.reason.setAccessibleName(self._question.text())
        self.reason.clear()
        self.go.setText(verb)
        self.go.setEnabled(False)
        self._frame.show()
        self.reason.setFocus()
        self.asked.emit()

    def close_panel(self) -> None:
        """Ask no reason any more."""
        self._besluit = None
        self._frame.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Escape put the question away."""
        if event.key() == Qt.Key.Key_Escape and self._frame.isVisible():
            self._on_cancel()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the field grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "reason"):
            self._fit()

    def _fit(self) -> None:
        self.reason.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LEAST_REASON)

    def _panel(self) -> QFrame:
        self._frame = QFrame()
        self._frame.setProperty("role", "card")
        layout = QVBoxLayout(self._frame)
        layout.setContentsMargins(GRID * 3 // 2, GRID, GRID * 3 // 2, GRID)
        layout.setSpacing(GRID // 2)
        self._question = QLabel()
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._question.setProperty("role", "label")
        self._hint = wrapped_label(role="hint")
        self.reason = QLineEdit()
        self._fit()
        self._question.setBuddy(self.reason)
        self.go, self._cancel = QPushButton(), QPushButton("Annuleren")
        self.reason.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self.go.click)
        self.go.clicked.connect(self._on_go)
        self._cancel.clicked.connect(self._on_cancel)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.reason, 1)
        for button in (self.go, self._cancel):
            line.addWidget(button)
        layout.addWidget(self._question)
        layout.addLayout(line)
        layout.addWidget(self._hint)
        self._frame.hide()
        return self._frame

    def _codes(self) -> list[str]:
        return [each.project for each in self._fiches]

    def _on_go(self) -> None:
        if self._besluit is not None and self.reason.text().strip():
            besluit, codes, reason = self._besluit, self._asked_for, self.reason.text()
            self.decided.emit(besluit, codes, reason)

    def _on_cancel(self) -> None:
        besluit = self._besluit
        self.close_panel()
        if besluit is not None:
            self.buttons[besluit].setFocus()


def _with_count(label: str, count: int) -> str:
    """Put how many it concerns before the dots: "Terugsturen (3)…"."""
    bare = label.removesuffix("…")
    return f"{bare} ({count}){label[len(bare) :]}"
