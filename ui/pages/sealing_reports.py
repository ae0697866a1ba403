"""Which reports go along in a momentopname: made now, or files that were published before."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.report.request import Vorm

_FORMS = {Vorm.PDF: "PDF", Vorm.WORD: "Word", Vorm.WEB: "Webpagina"}
_KINDS = "Rapporten (*.pdf *.docx *.html *.xlsx);;Alle bestanden (*)"
_PATH = Qt.ItemDataRole.UserRole
_MOST_ROWS = 4


class SealingReports(QFrame):
    """De rapporten die meegaan.

    Args:
        messages: Asks for files.
        icons: For buttons.
        theme: Tells when the size of text changes.

    Attributes:
        ticks: Form to the box that says whether it is made now.
        files: The files that were added.
        add: Asks for files.
        remove: Lets go of the chosen ones.
    """

    def __init__(
        self, messages: Messages, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._messages, self._folder = messages, Path.home()
        self.ticks = {vorm: QCheckBox(label) for vorm, label in _FORMS.items()}
        self.files = QListWidget()
        self.add = QPushButton(icons.get("file-plus"), "Bestanden toevoegen…")
        self.remove = QPushButton(icons.get("x"), "Verwijderen")
        self._lay_out()
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.files.itemSelectionChanged.connect(self._show_state)
        theme.changed.connect(self._fit)
        self._show_state()

    def forms(self) -> tuple[Vorm, ...]:
        """Return in which forms the voortgangsrapport is made now."""
        return tuple(vorm for vorm, tick in self.ticks.items() if tick.isChecked())

    def paths(self) -> tuple[Path, ...]:
        """Return the files that were added."""
        return tuple(self.files.item(at).data(_PATH) for at in range(self.files.count()))

    def look_in(self, folder: Path) -> None:
        """Look for files there first."""
        self._folder = folder

    def take(self, paths: list[Path]) -> None:
        """Let files go along; one that does already is not taken twice."""
        known = set(self.paths())
        for path in dict.fromkeys(paths):
            if path not in known:
                item = QListWidgetItem(path.name, self.files)
                item.setData(_PATH, path)
                item.setToolTip(str(path))
        self._show_state()

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self.ticks[Vorm.PDF].setChecked(True)
        made = WrappingRow()
        made.setSpacing(3 * GRID)
        for vorm, tick in self.ticks.items():
            tick.setAccessibleName(f"Voortgangsrapport als {_FORMS[vorm]}")
            made.addWidget(tick)
        buttons = WrappingRow()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        self.files.setAccessibleName("Toegevoegde bestanden")
        self.files.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.files.setTabKeyNavigation(False)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(wrapped_label("Rapporten die meegaan", "label"))
        column.addWidget(wrapped_label("Voortgangsrapport van dit meetmoment, nu gemaakt:", "hint"))
        column.addLayout(made)
        column.addWidget(
            wrapped_label("Wat je al publiceerde, voeg je toe zoals het gepubliceerd is.", "hint")
        )
        column.addWidget(self.files)
        column.addLayout(buttons)

    def _on_add(self) -> None:
        paths = self._messages.files_to_open(self, "Rapporten toevoegen", _KINDS, self._folder)
        if paths:
            self._folder = paths[0].parent
            self.take(paths)

    def _on_remove(self) -> None:
        for item in self.files.selectedItems():
            self.files.takeItem(self.files.row(item))
        self._show_state()
        (self.files if self.files.count() else self.add).setFocus()

    def _show_state(self) -> None:
        has_some = self.files.count() > 0
        self.files.setVisible(has_some)
        self.remove.setVisible(has_some)
        self.remove.setEnabled(bool(self.files.selectedItems()))
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height() + GRID
        for at in range(self.files.count()):
            hint = self.files.item(at).sizeHint()
            hint.setHeight(line)
            self.files.item(at).setSizeHint(hint)
        self.files.setFixedHeight(min(max(self.files.count(), 1), _MOST_ROWS) * line + GRID)
