"""Exporting chosen projects: in which forms, under which name, and what was made."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.report_ticks import TickList
from ui.pages.sample_fields import LabelledField
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.audit_export import Exported, Vorm, too_many
from vvdesk.audit_export.together import targets_of
from vvdesk.number_words import counted
from vvdesk.sampling import Eenheid, Steekproef
from vvdesk.sampling.explaining import units

_FORMS = {
    Vorm.EXCEL: "Excel (een werkboek met een blad per tabel)",
    Vorm.CSV: "csv (een map met een bestand per tabel)",
    Vorm.PDF: "PDF (een dossier om te lezen en te bewaren)",
}
_OPEN = {Vorm.EXCEL: "Werkboek openen", Vorm.CSV: "Map met csv openen", Vorm.PDF: "PDF openen"}
_KINDS = "Auditdossier (*.xlsx *.pdf)"
_WIDE = 60


class SampleExport(QWidget):
    """De uitvoer van een keuze.

    Signals:
        export_requested(): Make it.

    Args:
        messages: Opens files, folders and the dialog for a name.
        icons: For buttons and ticks.
        theme: For colours.
    """

    export_requested = Signal()

    def __init__(
        self, messages: Messages, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._messages, self._icons = messages, icons
        self._folder, self._proposed = Path(), ""
        self.chosen = wrapped_label()
        self.forms = TickList("Vormen", icons, theme)
        self.forms.offer((vorm.value, label) for vorm, label in _FORMS.items())
        self.name = QLineEdit()
        self.browse = QPushButton(icons.get("folder-open"), "Andere plaats…")
        self.note, self.made = wrapped_label(role="hint"), wrapped_label()
        self.export = QPushButton(icons.get("file-output", "on_brand"), "Exporteren")
        self.buttons: list[QPushButton] = []
        self._row = WrappingRow()
        self._projects, self._is_possible, self._own = 0, False, frozenset[Path]()
        self._lay_out()
        self.forms.tick([Vorm.EXCEL.value])
        self.forms.changed.connect(self._renew)
        self.name.textChanged.connect(lambda _text: self._renew())
        self.browse.clicked.connect(self._on_browse)
        self.export.clicked.connect(self.export_requested)

    def propose(self, target: Path) -> None:
        """Propose a name; what somebody typed stays."""
        self._folder = target.parent
        if self.name.text() in {"", self._proposed}:
            self._proposed = str(target)
            self.name.setText(self._proposed)

    def show_chosen(self, text: str, projects: int, *, is_possible: bool) -> None:
        """Tell what would be exported, how many projects that is, and whether it can be now."""
        self.chosen.setText(text)
        self._projects, self._is_possible = projects, is_possible
        self._renew()

    def targets(self) -> dict[Vorm, Path]:
        """Return where each ticked form will stand; a bare name stands in the proposed folder."""
        typed = self.name.text().strip()
        path = self._folder / typed
        if not typed or not path.name:
            return {}
        return targets_of(path, list(map(Vorm, self.forms.ticked())))

    def show_made(self, made: Sequence[Exported]) -> None:
        """Show what was made, with buttons that open it; nothing for none."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        self._own = frozenset(each.path for each in made)
        self.made.setVisible(bool(made))
        if not made:
            return
        names = "\n".join(str(each.path) for each in made)
        notices = "".join(f"\n{notice}" for each in made for notice in each.notices)
        self.made.setText(f"Gemaakt:\n{names}{notices}")
        for each in made:
            icon = "folder-open" if each.vorm is Vorm.CSV else "file-text"
            self._add(_OPEN[each.vorm], icon, each.path)
        self._add("Map openen", "folder-open", made[0].path.parent)
        self._renew()

    def _add(self, text: str, icon: str, path: Path) -> None:
        button = QPushButton(self._icons.get(icon), text)
        button.setToolTip(str(path))
        button.clicked.connect(partial(self._open, path))
        self._row.addWidget(button)
        self.buttons.append(button)

    def _open(self, path: Path) -> None:
        if not self._messages.open_outside(path):
            self.note.setText(f"Geen programma kon “{path.name}” openen.")

    def _on_browse(self) -> None:
        proposed = next(iter(self.targets().values()), self._folder / "auditdossier.xlsx")
        found = self._messages.file_to_save(self, "Auditdossier bewaren", _KINDS, proposed)
        if found is not None:
            self._folder = found.parent
            self.name.setText(str(found))

    def _renew(self) -> None:
        targets = self.targets()
        there = [path.name for path in targets.values() if path not in self._own and path.exists()]
        refused = too_many(self._projects, list(targets))
        said = refused
        if not self.forms.ticked():
            said = "Vink minstens één vorm aan."
        elif not targets:
            said = "Geef een naam voor de bestanden."
        elif there and not refused:
            said = f"Bestaat al en wordt vervangen: {', '.join(there)}."
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.export.setEnabled(self._is_possible and bool(targets) and not refused)

    def _lay_out(self) -> None:
        self.export.setProperty("role", "primary")
        self.name.setMinimumWidth(_WIDE * self.fontMetrics().averageCharWidth() // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.chosen)
        column.addWidget(self.forms)
        column.addWidget(LabelledField("N&aam", self.name))
        place = WrappingRow()
        place.addWidget(self.browse)
        place.addWidget(self.export)
        column.addWidget(self.note)
        column.addLayout(place)
        column.addWidget(self.made)
        column.addLayout(self._row)
        self.made.hide()


def chosen_words(projects: Sequence[str], sample: Steekproef | None, *, by_hand: bool) -> str:
    """Tell what would be exported.

    Args:
        projects: The codes.
        sample: Where they come from; None when they were ticked, or nothing was drawn.
        by_hand: Whether projects are ticked.
    """
    if not projects:
        first = "Vink projecten aan." if by_hand else "Trek eerst een steekproef."
        return f"Nog niets gekozen. {first}"
    said = counted(len(projects), "project", "projecten")
    if sample is None:
        return f"{said} zelf gekozen."
    if sample.opzet.eenheid is Eenheid.MIJLPAAL:
        drawn = units(len(sample.eenheden), Eenheid.MIJLPAAL)
        return f"{said} uit de steekproef: de hele fiches bij {drawn}."
    return f"{said} uit de steekproef."
