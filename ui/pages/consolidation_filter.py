"""What narrows the rows of a plan: kind of change, entiteit, project, file and words."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QToolButton, QWidget

from ui.icons import Icons
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.merging import ChangeKind, PlanRows

_SHORT, _LONG = 16, 18
"""Signs of a choice that are always visible."""
_CODE, _WORDS = 8, 22
"""Signs of what is typed that are always visible."""
_SETTLE = 250
"""Milliseconds after the last key before the rows are looked for."""
_NOBODY = "Onbekende afzender"


class PlanFilter(QWidget):
    """Wat de regels van het plan beperkt.

    Signals:
        changed(): Something else is wished; a pause after the last key.

    Args:
        icons: For the magnifying glass.
    """

    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = _Box("Soort wijziging", _SHORT)
        self.entiteiten = _Box("Entiteit", _LONG)
        self.project = _line("Project", "Alleen projecten waarvan de code dit bevat.", _CODE)
        self.words = _line("Zoek in veld en waarde", "Alleen regels met deze woorden.", _WORDS)
        self.words.addAction(
            icons.get("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        ).setText("Zoeken")
        self.one_file = QCheckBox("Alleen het gekozen bestand")
        self.one_file.setMinimumHeight(3 * GRID)
        self.clear_all = QPushButton("Filter wissen")
        self.clear_all.setProperty("role", "link")
        self.clear_all.clicked.connect(self.clear)
        self._row = WrappingRow(self)
        for widget in self._controls():
            self._row.addWidget(widget)
        self._row.addWidget(self.clear_all)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE)
        self._timer.timeout.connect(self._on_changed)
        for box in (self.kinds, self.entiteiten):
            box.currentIndexChanged.connect(self._on_changed)
        for line in (self.project, self.words):
            line.textChanged.connect(lambda _text: self._timer.start())
            line.returnPressed.connect(self._on_changed)
        self.one_file.toggled.connect(self._on_changed)
        self._show_clear()

    def show_rows(self, rows: PlanRows) -> None:
        """Offer the kinds and entiteiten of another plan; what was wished stays where it can."""
        counts = rows.counts()
        self.blockSignals(True)
        told = [
            (f"Alleen {_plural(kind)} ({number})", kind)
            for kind in _ORDER
            if (number := counts.get(kind, 0))
        ]
        self.kinds.show_entries(f"Alle velden ({len(rows)})", told)
        entiteiten = [(each or _NOBODY, each or "-") for each in rows.entiteiten()]
        self.entiteiten.show_entries("Alle entiteiten", entiteiten)
        self.blockSignals(False)
        self._show_clear()

    def narrowed(self, rows: PlanRows, workbook: int | None) -> PlanRows:
        """Return the rows that are wished, words aside.

        Args:
            rows: All rows of the plan.
            workbook: The file that is chosen in the list; None for none.
        """
        if not (self.is_used() and len(rows)):
            return rows
        kind, entiteit = self.kinds.currentData(), self.entiteiten.currentData()
        code = self.project.text().strip().casefold()
        projects: Sequence[str] = ()
        if code:
            projects = [each for each in rows.projects() if code in each.casefold()] or [code]
        return rows.where(
            kinds=(kind,) if kind else (),
            entiteiten=((None if entiteit == "-" else entiteit),) if entiteit else (),
            projects=projects,
            workbooks=(workbook,) if self.one_file.isChecked() and workbook is not None else (),
        )

    def text(self) -> str:
        """Return the words that are looked for."""
        return self.words.text().strip()

    def is_used(self) -> bool:
        """Tell whether anything is wished."""
        lines = bool(self.text() or self.project.text().strip())
        boxes = bool(self.kinds.currentData() or self.entiteiten.currentData())
        return lines or boxes or self.one_file.isChecked()

    def clear(self) -> None:
        """Wish for everything."""
        self.blockSignals(True)
        for box in (self.kinds, self.entiteiten):
            box.setCurrentIndex(0)
        for line in (self.project, self.words):
            line.clear()
        self.one_file.setChecked(False)
        self.blockSignals(False)
        if self.clear_all.hasFocus():
            self.kinds.setFocus()
        self._on_changed()

    def _controls(self) -> tuple[QWidget, ...]:
        return self.kinds, self.entiteiten, self.project, self.words, self.one_file

    def _on_changed(self) -> None:
        self._timer.stop()
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear_all.setVisible(self.is_used())
        self._row.invalidate()
        self.updateGeometry()


class _Box(QComboBox):
    """A choice out of a list; the first entry asks for nothing, and the wheel chooses nothing."""

    def __init__(self, name: str, signs: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumContentsLength(signs)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def show_entries(self, everything: str, entries: Sequence[tuple[str, str]]) -> None:
        """Offer other choices, and keep to the one that was made where it is still there."""
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        self.addItem(everything, "")
        for label, key in entries:
            self.addItem(label, key)
        self.setCurrentIndex(max(self.findData(chosen), 0) if chosen else 0)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to what scrolls."""
        event.ignore()


def _line(name: str, description: str, signs: int) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setAccessibleDescription(description)
    line.setPlaceholderText(name)
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QToolButton):
        button.setAccessibleName(f"{name} leegmaken")
    line.setMinimumWidth(signs * line.fontMetrics().averageCharWidth() + 4 * GRID)
    line.setProperty("own_undo", True)
    return line


_ORDER = (
    ChangeKind.CONFLICT,
    ChangeKind.GEWIJZIGD,
    ChangeKind.NIEUW,
    ChangeKind.GEWEIGERD,
    ChangeKind.TOELICHTING,
    ChangeKind.ANTWOORD,
    ChangeKind.STAAT,
)
_PLURALS = {
    ChangeKind.CONFLICT: "conflicten",
    ChangeKind.TOELICHTING: "toelichtingen",
    ChangeKind.ANTWOORD: "antwoorden",
    ChangeKind.STAAT: "overgangen van staat",
}


def _plural(kind: ChangeKind) -> str:
    return _PLURALS.get(kind, kind.label.lower())
