"""The buttons under a table of rows, and what stands there instead when there are none."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.actions import COMMANDS
from ui.icons import Icons
from ui.theme import GRID

_WORDS = {
    "row_add": "Rij toevoegen",
    "row_duplicate": "Dupliceren",
    "row_up": "Omhoog",
    "row_down": "Omlaag",
    "row_delete": "Verwijderen",
}
_BY_NAME = {each.name: each for each in COMMANDS}


class RowsBar(QWidget):
    """De knoppen onder een tabel.

    Args:
        acts: Name of the command to what it does.
        icons: Where its icon comes from.
    """

    def __init__(
        self, acts: Mapping[str, Callable[[], None]], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        self._buttons = [_button(name, act, icons) for name, act in acts.items()]
        for button in self._buttons:
            line.addWidget(button)
        self._hint = QLabel("Plakken uit Excel: Ctrl+V")
        self._hint.setProperty("role", "hint")
        line.addStretch(1)
        line.addWidget(self._hint)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the hint away, and words of buttons, where only half of them would fit."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take icons of the size of another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        side = self.fontMetrics().height()
        for button in self._buttons:
            button.setIconSize(QSize(side, side))
        for button in self._buttons:
            button.setText(_WORDS[button.objectName()])
        taken = sum(button.sizeHint().width() + GRID for button in self._buttons)
        for button in reversed(self._buttons[1:]):
            if taken - GRID > self.width():  # the picture stays, with its name and tool tip
                taken -= button.sizeHint().width()
                button.setText("")
                taken += button.sizeHint().width()
        self._hint.setVisible(taken + self._hint.sizeHint().width() <= self.width())


class RowsEmpty(QWidget):
    """Wat er staat zolang de tabel geen rijen heeft: wat hier hoort, en de eerste stap.

    Args:
        plural: What the rows are: "mijlpalen".
        act: Adds the first row.
        icons: Where the button's icon comes from.
    """

    def __init__(
        self, plural: str, act: Callable[[], None], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        nothing = QLabel(f"Nog geen {plural}.")
        nothing.setProperty("role", "heading")
        self.button = _button("row_add", act, icons)
        self._or = QLabel("of plak ze uit Excel (Ctrl+V)")
        self._or.setProperty("role", "hint")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addStretch(1)
        line.addWidget(self.button)
        line.addWidget(self._or)
        line.addStretch(1)
        column.addStretch(1)
        column.addWidget(nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(line)
        column.addStretch(2)

    def set_read_only(self, *, read_only: bool) -> None:
        """Offer the first step, or only say that there is nothing."""
        self.button.setVisible(not read_only)
        self._or.setVisible(not read_only)


def _button(name: str, act: Callable[[], None], icons: Icons) -> QPushButton:
    command = _BY_NAME[name]
    button = QPushButton(icons.get(command.icon), _WORDS[name])
    button.setToolTip(f"{command.text} ({command.keys})")
    button.setObjectName(name)
    button.setAccessibleName(_WORDS[name])

    def on_clicked() -> None:
        act()

    button.clicked.connect(on_clicked)
    return button
