"""Where somebody is in a task of a few steps: the steps in a row, the present one marked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import GRID, Theme


class StepLine(QWidget):
    """De stappen van een taak op een rij.

    Args:
        steps: What they are called.
        theme: For colours.
    """

    def __init__(self, steps: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._theme, self._at = tuple(steps), theme, 0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self._labels = [QLabel() for _ in steps]
        for number, label in enumerate(self._labels):
            if number:
                layout.addWidget(QLabel("›"))
            layout.addWidget(label)
        layout.addStretch(1)
        theme.changed.connect(self._paint)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Mark a step as the present one; those before it as done."""
        self._at = at
        self.setAccessibleName(f"Stap {at + 1} van {len(self._steps)}: {self._steps[at]}")
        self._paint()

    def _paint(self) -> None:
        colours = self._theme.colours
        for number, (label, text) in enumerate(zip(self._labels, self._steps, strict=True)):
            label.setText(f"{'✓' if number < self._at else number + 1}  {text}")
            here = number == self._at
            label.setStyleSheet(
                f"color: {colours.text if here else colours.muted};"
                f"font-weight: {600 if here else 400}; padding: {GRID // 2}px 0;"
                f"border-bottom: 2px solid {colours.accent if here else 'transparent'};"
            )
