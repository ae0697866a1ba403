"""The last step of a plan: the button, and in its place the question with its consequence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.icons import Icons
from ui.pages.consolidation_file import comes_in
from ui.pages.notice_bar import announce
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.merging import MergePlan
from vvdesk.number_words import counted


class ConfirmBar(QWidget):
    """Onder het plan: wat er nog te kiezen is, en de knop die het verwerkt.

    Signals:
        asked(): The button was pressed; `ask` shows the question.
        confirmed(): The person wants it.

    Args:
        icons: For the button.
    """

    asked = Signal()
    confirmed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = wrapped_label()
        self.text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.go = QPushButton(icons.get("check", "on_brand"), "Verwerk plan")
        self.back = QPushButton("Nog niet")
        self.yes = QPushButton(icons.get("check", "on_brand"), "Ja, verwerk het plan")
        for button in (self.go, self.yes):
            button.setProperty("role", "primary")
        self._state = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.text, 1)
        for button in (self.back, self.go, self.yes):
            layout.addWidget(button)
        self.go.clicked.connect(self.asked)
        self.back.clicked.connect(self._on_back)
        self.yes.clicked.connect(self._on_yes)
        self.rest()

    def show_state(self, text: str, *, usable: bool) -> None:
        """Tell what waits, and whether the plan can be carried out."""
        self._state = text
        self.go.setEnabled(usable)
        self.yes.setEnabled(usable)
        if not self.is_asking():
            self.text.setText(text)

    def is_asking(self) -> bool:
        """Tell whether the question stands there."""
        return not self.yes.isHidden()

    def ask(self, consequence: str) -> None:
        """Ask, in the place of the button; the keyboard is on the safe answer."""
        self._show(is_asking=True)
        self.text.setText(consequence)
        self.back.setFocus()
        announce(self, consequence)

    def rest(self) -> None:
        """Show the button again."""
        self._show(is_asking=False)
        self.text.setText(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _show(self, *, is_asking: bool) -> None:
        self.go.setVisible(not is_asking)
        self.back.setVisible(is_asking)
        self.yes.setVisible(is_asking)

    def _on_back(self) -> None:
        self.rest()
        self.go.setFocus()

    def _on_yes(self) -> None:
        self.rest()
        self.confirmed.emit()


def consequence(plan: MergePlan, fields: int) -> str:
    """Tell what carrying a plan out does, in numbers.

    Args:
        plan: What would be carried out.
        fields: How many fields would be written.
    """
    coming = sum(comes_in(each) for each in plan.workbooks)
    left, waiting = len(plan.workbooks) - coming, plan.choices.open
    told = (
        f"{counted(coming, 'inzending wordt', 'inzendingen worden')} verwerkt en "
        f"{counted(fields, 'veld wijzigt', 'velden wijzigen')}."
    )
    if waiting:
        told += f" {counted(waiting, 'conflict blijft', 'conflicten blijven')} open."
    if left:
        told += f" {counted(left, 'bestand komt', 'bestanden komen')} niet mee."
    return f"{told} Vooraf wordt een versie bewaard."
