"""A field of a small form: its label above it, so that a row of them wraps as a whole."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import GRID


class LabelledField(QWidget):
    """Een veld met zijn naam erboven.

    Args:
        label: With its Alt letter.
        field: What it names.
        beside: What stands on the line of the field, after it.
    """

    def __init__(
        self, label: str, field: QWidget, *beside: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        words = QLabel(label)
        words.setProperty("role", "label")
        words.setBuddy(field)
        field.setAccessibleName(label.replace("&", ""))
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for part in (field, *beside):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(words)
        column.addLayout(line)
