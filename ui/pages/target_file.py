"""The name of a file that is going to be written: typed, or chosen in the system's own dialog."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID

_KINDS = "Werkboeken (*.xlsx)"


class TargetFile(QWidget):
    """Waar een werkboek komt te staan.

    Signals:
        changed(): Another name was typed or chosen.

    Args:
        title: What the dialog is called: "Inzending bewaren".
        messages: Opens the dialog.
        icons: For the button.
    """

    changed = Signal()

    def __init__(
        self, title: str, messages: Messages, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._messages = title, messages
        self._folder = Path()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(GRID)
        layout.setVerticalSpacing(GRID // 2)
        label = QLabel("&Bestand")
        label.setProperty("role", "label")
        self.line = QLineEdit()
        self.line.setAccessibleName("Bestand")
        label.setBuddy(self.line)
        self._browse = QPushButton(icons.get("folder-open"), "Andere plaats…")
        self._note = wrapped_label(role="hint")
        layout.addWidget(label, 0, 0)
        layout.addWidget(self.line, 1, 0)
        layout.addWidget(self._browse, 1, 1)
        layout.addWidget(self._note, 2, 0, 1, 2)
        self.line.textChanged.connect(self._on_typed)
        self._browse.clicked.connect(self.browse)

    def path(self) -> Path:
        """Return the file; a bare name stands in the folder that was proposed, as `.xlsx`."""
        path = self._folder / self.line.text().strip()
        is_whole = path.suffix or not path.name or path == self._folder
        return path if is_whole else path.with_suffix(".xlsx")

    def propose(self, path: Path) -> None:
        """Fill in a name."""
        self._folder = path.parent
        self.line.setText(str(path))

    def browse(self) -> bool:
        """Let a place be chosen; return whether one was."""
        chosen = self._messages.file_to_save(self.window(), self._title, _KINDS, self.path())
        if chosen is not None:
            self.propose(chosen)
        return chosen is not None

    def _on_typed(self) -> None:
        path = self.path()
        self._note.setText("Dit bestand bestaat al en wordt vervangen." if path.is_file() else "")
        self.changed.emit()


def free_name(path: Path) -> Path:
    """Return the first name beside `path` that is not taken: `inzending (2).xlsx`."""
    number = 2
    while (found := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return found
