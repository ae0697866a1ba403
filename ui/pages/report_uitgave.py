"""Which publication is made: a short list, each with one sentence about what is in it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.report_choices import Uitgave

_ROUND = 1.5
"""Times the height of a line: how far the round of a button reaches, and the room behind it."""


class UitgaveChoice(QWidget):
    """De keuze van wat er gepubliceerd wordt.

    Signals:
        changed(): Another one was chosen.

    Attributes:
        buttons: One for each.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {each: QRadioButton(each.label) for each in Uitgave}
        self._group = QButtonGroup(self)
        self._hints: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 4, 0, 0)
        column.setSpacing(0)
        for each, button in self.buttons.items():
            button.setAccessibleDescription(each.sentence)
            self._group.addButton(button)
            hint = wrapped_label(each.sentence, "hint")
            self._hints.append(hint)
            column.addWidget(button)
            column.addWidget(hint)
        self._indent()
        self.buttons[Uitgave.VOORTGANG].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    def chosen(self) -> Uitgave:
        """Return which one."""
        return next(each for each, button in self.buttons.items() if button.isChecked())

    def choose(self, uitgave: Uitgave) -> None:
        """Choose one."""
        self.buttons[uitgave].setChecked(True)

    def focus_chosen(self) -> None:
        """Bring the keyboard here."""
        self.buttons[self.chosen()].setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the sentences under their words in larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._indent()

    def _indent(self) -> None:
        beside = round(_ROUND * self.fontMetrics().height())
        for hint in self._hints:
            hint.setContentsMargins(beside, 0, 0, GRID // 2)

    def _on_toggled(self, _button: object, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        if is_on:
            self.changed.emit()
