"""Which projects are in the meetmoment: tick and untick, say why, and carry it out in one go."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.job import Runner
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.scrolled import scrolled
from ui.pages.uitvraag_deeds import Settling
from ui.pages.uitvraag_grid import Grid, Width
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.jobs import Progress
from vvdesk.perimeter import Plaats, codes_in, leave_out, perimeter, take_in

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADS = ("In de perimeter", "Project", "Titel", "Trekkende entiteit", "Staat", "Waarom niet")
_WIDTHS = (Width(), Width(8), Width(30, 4), Width(28, 3), Width(16), Width(24, 3))


class PerimeterModel(QAbstractTableModel):
    """Projecten met een vinkje: in de perimeter of niet.

    Signals:
        ticked(): Something else is wished.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: list[Plaats] = []
        self._shown: list[Plaats] = []
        self._wished: dict[str, bool] = {}
        self._sought, self.is_locked = "", True

    def show_places(self, places: Sequence[Plaats], *, is_locked: bool) -> None:
        """Show where projects stand; nothing else is wished yet."""
        self.places, self.is_locked = list(places), is_locked
        self._wished = {}
        self.seek(self._sought)
        self.ticked.emit()

    def seek(self, text: str) -> None:
        """Show only projects with this text in their code, title, entiteit or reason."""
        self.beginResetModel()
        self._sought = text.casefold().strip()
        self._shown = [each for each in self.places if self._sought in _text_of(each)]
        self.endResetModel()

    def going(self) -> list[str]:
        """Return the codes that are to leave."""
        return [each.project for each in self.places if self._wished.get(each.project) is False]

    def coming(self) -> list[str]:
        """Return the codes that are to come in."""
        return [each.project for each in self.places if self._wished.get(each.project)]

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many projects are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how much is told of each."""
        return len(_HEADS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _HEADS[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what can be done with a cell; an approved fiche cannot leave."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() or self.is_locked or self._shown[index.row()].kan_niet_weg:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        place = self._shown[index.row()]
        is_in = self._wished.get(place.project, place.is_in)
        if index.column() == 0:
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{place.project}: {'in' if is_in else 'niet in'} de perimeter"
            return place.kan_niet_weg or None if role == Qt.ItemDataRole.ToolTipRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            why = place.kan_niet_weg or place.reden
            told = (place.project, place.titel, place.entiteit, _state(place, is_in=is_in), why)
            return told[index.column() - 1]
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Wish a project in or out."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column():
            return False
        place = self._shown[index.row()]
        is_in = Qt.CheckState(value) is Qt.CheckState.Checked
        self._wished.pop(place.project, None)
        if is_in != place.is_in:
            self._wished[place.project] = is_in
        last = self.index(index.row(), self.columnCount() - 1)
        self.dataChanged.emit(self.index(index.row(), 0), last)
        self.ticked.emit()
        return True


class PerimeterSection(QWidget):
    """De projecten van het meetmoment, en die het verlieten.

    Signals:
        changed(): Projects left or came in.

    Args:
        settling: The open file.
        runner: Runs the work.
        icons: For buttons.
        theme: For colours.
    """

    changed = Signal()

    def __init__(
        self,
        settling: Settling,
        runner: Runner,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settling = settling
        self.model = PerimeterModel(self)
        self.table = Grid(
            self.model, "Projecten in de perimeter", _WIDTHS, icons, theme, by_row=True
        )
        self.seek, self.reden, self.code = QLineEdit(), QLineEdit(), QLineEdit()
        self.told, self.job = wrapped_label(), JobArea(runner, icons, theme)
        self.go = QPushButton(icons.get("check", "on_brand"), "Perimeter bijwerken")
        self.add = QPushButton(icons.get("plus"), "Project opnemen")
        self._lay_out()
        self.model.ticked.connect(self._show_state)
        self.seek.textChanged.connect(self._on_seek)
        for line, act in ((self.reden, self.go), (self.code, self.add)):
            line.textChanged.connect(self._show_state)
            line.returnPressed.connect(act.click)
        self.go.clicked.connect(self._on_go)
        self.add.clicked.connect(self._on_add)
        self.job.busy_changed.connect(self._show_state)

    def begin(self) -> None:
        """Show where the projects stand now."""
        desk, locked = self._settling.live.desk, bool(self._settling.locked)
        places = perimeter(desk.workspace, self._settling.moment.naam)
        self.model.show_places(places, is_locked=locked)
        self.table.select_first()
        self._bar.setVisible(not locked)

    def _lay_out(self) -> None:
        self.go.setProperty("role", "primary")
        sign = self.fontMetrics().averageCharWidth()
        for line, name, hint, signs in (
            (self.seek, "Zoeken in de projecten", "Zoek op code, titel of entiteit", 32),
            (
                self.reden,
                "Waarom verlaten ze de perimeter?",
                "In één regel",
                44,
            ),
            (self.code, "Code van een project", "Code, zoals VV015", 20),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
            line.setMinimumWidth(signs * sign)
        self._bar = QWidget()
        rows = QVBoxLayout(self._bar)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        changing, adding = WrappingRow(), WrappingRow()
        why = QLabel("Waarom?")
        why.setBuddy(self.reden)
        self._why = why
        changing.addWidget(why)
        changing.addWidget(self.reden)
        changing.addWidget(self.go)
        adding.addWidget(QLabel("Nog geen fiche?"))
        adding.addWidget(self.code)
        adding.addWidget(self.add)
        rows.addWidget(self.told)
        rows.addLayout(changing)
        rows.addLayout(adding)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(wrapped_label("Perimeter", "heading"))
        column.addWidget(
            wrapped_label(
                "Haal het vinkje weg bij een project dat niet meer gevolgd wordt. Zijn fiche gaat "
                "weg; het wijzigingsspoor bewaart alles, ook de reden.",
                "hint",
            )
        )
        column.addWidget(self.seek)
        column.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(self._bar)
        layout.addWidget(self.job)

    def _on_seek(self, text: str) -> None:
        self.model.seek(text)
        self.table.select_first()

    def _show_state(self) -> None:
        going, coming = self.model.going(), self.model.coming()
        inside = sum(each.is_in for each in self.model.places)
        told = [f"{inside} projecten in de perimeter."]
        if going:
            told.append(f"{_counted(going, 'verlaat', 'verlaten')} de perimeter.")
        if coming:
            told.append(f"{_counted(coming, 'komt', 'komen')} erin.")
        self.told.setText(" ".join(told))
        self.reden.setVisible(bool(going))
        self._why.setVisible(bool(going))
        self.go.setVisible(bool(going or coming))
        has_reason = bool(self.reden.text().strip()) or not going
        self.go.setEnabled(has_reason and not self.job.is_busy)
        self.add.setEnabled(bool(codes_in(self.code.text())) and not self.job.is_busy)

    def _on_go(self) -> None:
        self._carry_out(self.model.going(), self.model.coming(), self.reden.text())

    def _on_add(self) -> None:
        self._carry_out([], codes_in(self.code.text()), "")

    def _carry_out(self, going: list[str], coming: list[str], reden: str) -> None:
        self._settling.live.flush()
        desk, naam = self._settling.live.desk, self._settling.moment.naam

        def work(progress: Progress) -> None:
            progress(0, 0, "De perimeter wordt bijgewerkt…")
            if going:
                leave_out(desk.workspace, naam, going, reden, desk.actor)
            if coming:
                take_in(desk.workspace, naam, coming, desk.actor)

        def done(_result: object) -> None:
            self.reden.clear()
            self.code.clear()
            self.begin()
            self.changed.emit()
            back = Offer(
                "Ongedaan maken",
                lambda: self._carry_out(coming, going, "Opname ongedaan gemaakt"),
            )
            told = [f"{_counted(going, 'verliet', 'verlieten')} de perimeter."] if going else []
            told += [f"{_counted(coming, 'kwam', 'kwamen')} erin."] if coming else []
            self.job.tell(" ".join(told), Tone.GOOD, back)

        self.job.run(work, "De perimeter wordt bijgewerkt…", done)


def _text_of(place: Plaats) -> str:
    return f"{place.project} {place.titel} {place.entiteit} {place.reden}".casefold()


def _state(place: Plaats, *, is_in: bool) -> str:
    if is_in == place.is_in:
        return place.staat if is_in else "niet gevolgd"
    return "komt erin" if is_in else "verlaat"


def _counted(codes: Sequence[str], one: str, many: str) -> str:
    return f"{codes[0]} {one}" if len(codes) == 1 else f"{len(codes)} projecten {many}"
