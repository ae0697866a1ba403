"""The plan of reading a workbook back: how many rows, which conflicts, which changes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.excel_in_table import LinesModel, LinesTable
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.merging import Count
from vvdesk.model import Keuze
from vvdesk.workbook_intake import Choices, Intake, IntakeLine, Soort

_COUNTS = {
    Count.NEW: "nieuw",
    Count.CHANGED: "gewijzigd",
    Count.UNCHANGED: "ongewijzigd",
    Count.CONFLICT: "conflict",
    Count.REFUSED: "geweigerd",
}


class PlanView(QWidget):
    """Wat er zou wijzigen, regel voor regel.

    Signals:
        chosen(): Something was chosen for a conflict.

    Args:
        icons: For shapes.
    """

    chosen = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = wrapped_label(role="heading")
        self.counters = wrapped_label()
        self.conflicts = LinesTable(
            LinesModel(
                (
                    ("Fiche", lambda line: line.project),
                    ("Veld", lambda line: line.waar),
                    ("Meegegeven", lambda line: line.base),
                    ("Nu hier", lambda line: line.now),
                    ("Ontvangen", lambda line: line.incoming),
                    ("Cel", _cell),
                ),
                icons,
            ),
            "Conflicten",
            (1, 2, 3, 4),
        )
        self.changes = LinesTable(
            LinesModel(
                (
                    ("Fiche", lambda line: line.project),
                    ("Veld", lambda line: line.waar),
                    ("Nu", lambda line: line.now),
                    ("Wordt", lambda line: line.incoming),
                    ("Cel", _cell),
                )
            ),
            "Wijzigingen",
            (1, 2, 3),
        )
        self.remarks = LinesTable(
            LinesModel((("Plaats", _cell), ("Opmerking", lambda line: line.incoming))),
            "Opmerkingen",
            (1,),
        )
        self.keep = QPushButton("&Nu houden")
        self.take = QPushButton("&Ontvangen nemen")
        self.keep_all = _link("Overal nu houden")
        self.take_all = _link("Overal ontvangen nemen")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part in (self.tabs, self.tabs.tabBar()):
            part.setAccessibleName("Wat er zou wijzigen")
        self._conflict_page = self._conflicts_with_choices()
        for page in (self._conflict_page, self.changes, self.remarks):
            self.tabs.addTab(page, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._name)
        layout.addWidget(self.counters)
        layout.addSpacing(GRID // 2)
        layout.addWidget(self.tabs, 1)
        self.conflicts.model.chosen.connect(self.chosen)

    def show_intake(self, intake: Intake) -> None:
        """Show another plan; nothing is chosen yet, and the first tab with something is open."""
        counters = intake.workbook.counters
        told = " · ".join(f"{number} {_COUNTS[count]}" for count, number in counters.items())
        self._name.setText(intake.workbook.path.name)
        self.counters.setText(f"Rijen: {told} = {sum(counters.values())} gelezen")
        tables = (self.conflicts, self.changes, self.remarks)
        names = ("Conflicten", "Wijzigingen", "Opmerkingen")
        soorten = ((Soort.CONFLICT,), (Soort.WIJZIGING, Soort.NIEUW), (Soort.OPMERKING,))
        for at, (table, name, wanted) in enumerate(zip(tables, names, soorten, strict=True)):
            lines = intake.of(*wanted)
            table.model.show_lines(lines)
            self.tabs.setTabText(at, f"{name} ({len(lines)})")
            self.tabs.setTabVisible(at, bool(lines))
        filled = [at for at in range(len(tables)) if self.tabs.isTabVisible(at)]
        self.tabs.setVisible(bool(filled))
        if filled:
            self.tabs.setCurrentIndex(filled[0])

    def focus_lines(self) -> None:
        """Bring the keyboard to the lines of the tab that is open."""
        for table in (self.conflicts, self.changes, self.remarks):
            if table.isVisible():
                table.view.setFocus()

    def choices(self) -> Choices:
        """Return what was chosen so far."""
        return dict(self.conflicts.model.choices)

    def open_count(self) -> int:
        """Count the conflicts that still wait for a choice."""
        return self.conflicts.model.open_count()

    def _conflicts_with_choices(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(
            wrapped_label(
                "Deze velden zijn hier én in het werkboek gewijzigd. Kies wat blijft, voor de "
                "geselecteerde regels of voor alle.",
                "hint",
            )
        )
        layout.addWidget(self.conflicts, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, GRID, 0, 0)
        buttons.setSpacing(GRID)
        for button in (self.keep, self.take, self.keep_all, self.take_all):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.keep.clicked.connect(lambda: self._choose(Keuze.CENTRAAL))
        self.take.clicked.connect(lambda: self._choose(Keuze.ONTVANGEN))
        self.keep_all.clicked.connect(lambda: self._choose_all(Keuze.CENTRAAL))
        self.take_all.clicked.connect(lambda: self._choose_all(Keuze.ONTVANGEN))
        return page

    def _choose(self, keuze: Keuze) -> None:
        rows = self.conflicts.selected()
        model, view = self.conflicts.model, self.conflicts.view
        model.choose(rows, keuze)
        following = rows[-1] + 1 if rows else 0
        if len(rows) == 1 and following < len(model.lines):
            view.selectRow(following)

    def _choose_all(self, keuze: Keuze) -> None:
        self.conflicts.model.choose(range(len(self.conflicts.model.lines)), keuze)


def _cell(line: IntakeLine) -> str:
    return " ".join(part for part in (line.sheet, line.cell) if part) or "het werkboek"


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    return button
