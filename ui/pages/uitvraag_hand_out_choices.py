"""What is chosen before handing out: workbook or dossier, with or without mails, which folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.uitvraag import Kind


class HandOutChoices(QWidget):
    """Hoe en waar er uitgedeeld wordt.

    Signals:
        changed(): Something else was chosen.
        everybody_wanted(bool): All entiteiten go along, or none.

    Args:
        messages: Asks for a folder.
        icons: For buttons.
    """

    changed = Signal()
    everybody_wanted = Signal(bool)

    def __init__(self, messages: Messages, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages, self._beside = messages, Path()
        self.folder = QLineEdit()
        self.folder.setAccessibleName("Map voor de bestanden")
        self.browse = QPushButton(icons.get("folder-open"), "Andere map…")
        self.xlsx = QRadioButton("Werkboek voor Excel")
        self.vvd = QRadioButton("Dossier voor vvdesk")
        self.mails = QCheckBox("Zet bij elk bestand een mail klaar")
        self.all, self.none = QPushButton("Iedereen"), QPushButton("Niemand")
        self._lay_out()
        self.xlsx.setChecked(True)
        self.mails.setChecked(True)
        self.folder.textChanged.connect(self.changed)
        self.browse.clicked.connect(self._on_browse)
        self.all.clicked.connect(lambda: self.everybody_wanted.emit(True))
        self.none.clicked.connect(lambda: self.everybody_wanted.emit(False))

    @property
    def path(self) -> Path | None:
        """The folder, a bare name beside the central file; None while nothing is typed."""
        text = self.folder.text().strip()
        return self._beside / text if text else None

    @property
    def kind(self) -> Kind:
        """Workbooks or dossiers."""
        return "xlsx" if self.xlsx.isChecked() else "vvd"

    @property
    def wants_mails(self) -> bool:
        """Whether a mail is made ready beside each file."""
        return self.mails.isChecked()

    def propose(self, folder: Path) -> None:
        """Fill in a folder."""
        self._beside = folder.parent
        self.folder.setText(str(folder))

    def _lay_out(self) -> None:
        label = QLabel("&Map voor de bestanden")
        label.setProperty("role", "label")
        label.setBuddy(self.folder)
        what, who, where = WrappingRow(), WrappingRow(), QHBoxLayout()
        what.setSpacing(3 * GRID)
        for row, parts in (
            (what, (self.xlsx, self.vvd, self.mails)),
            (who, (QLabel("Wie gaat mee?"), self.all, self.none)),
        ):
            for part in parts:
                row.addWidget(part)
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        rows.addLayout(what)
        rows.addWidget(label)
        rows.addLayout(where)
        rows.addLayout(who)

    def _on_browse(self) -> None:
        chosen = self._messages.file_to_save(
            self.window(), "Naam van de nieuwe map", "Map (*)", self.path or self._beside
        )
        if chosen is not None:
            self.folder.setText(str(chosen))
