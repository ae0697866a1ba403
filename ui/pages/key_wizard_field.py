"""A field for a passphrase: what is typed stays covered until somebody asks to see it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from ui.icons import Icons
from ui.theme import GRID

_LONGEST = 1_000


class PassphraseField(QWidget):
    """Een veld waarin iemand een wachtzin typt.

    Signals:
        changed(): Another passphrase stands there.

    Args:
        icons: For the button.

    Attributes:
        line: What is typed in.
        show_button: Uncovers it.
    """

    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hidden = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        self.line.setInputMethodHints(hidden | Qt.InputMethodHint.ImhNoPredictiveText)
        self.show_button = QPushButton(icons.get("eye"), "Toon")
        self.show_button.setCheckable(True)
        self.show_button.setAutoDefault(False)
        self.show_button.setAccessibleName("Wachtzin tonen")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(self.changed)
        self.show_button.toggled.connect(self._on_show)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, with what could be undone."""
        self.line.clear()
        self.show_button.setChecked(False)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Give the name to what is typed in, which is what a screen reader meets."""
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 - Qt's name
        """Give the description to what is typed in."""
        self.line.setAccessibleDescription(description)

    def _on_show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
