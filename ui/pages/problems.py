"""The panel with every problem of the fiche in hand; Enter goes to its field."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.forms.finding_line import ICONS
from ui.forms.layout import LAYOUT, part_of
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.content import parse_path
from vvdesk.errors import Misused
from vvdesk.rules import Gewogen, Severity, Verantwoording

_HEADS = ("Probleem", "Waar", "Regel")
_ROW_NAMES = {"mijlpalen": "mijlpaal", "agenderingen": "agendering"}
_FILTERS = (
    ("Alles", frozenset(Severity)),
    ("Fouten", frozenset({Severity.FOUT})),
    ("Waarschuwingen", frozenset({Severity.WAARSCHUWING})),
    ("Aandachtspunten", frozenset({Severity.AANDACHTSPUNT})),
)


def where(path: str) -> str:
    """Name a path for people: `6 › VV015-M03 › Geplande timing`."""
    part = LAYOUT[part_of(path)]
    steps = [str(part.number) if part.number else part.title]
    try:
        pad = parse_path(path)
    except Misused:
        collection, _dot, row = path.partition(".")
        steps += [f"{_ROW_NAMES.get(collection, collection)} {row}".strip()] if path else []
    else:
        steps += [f"{_ROW_NAMES[pad.collection]} {pad.row}"] if pad.row else []
        steps.append(pad.field.about.label)
    return " › ".join(steps)


def counted(found: Sequence[Gewogen]) -> str:
    """Count problems in words: "1 fout · 2 waarschuwingen · 1 toegelicht"; empty for none."""
    fouten = [each for each in found if each.finding.severity is Severity.FOUT]
    explained = [each for each in found if each.staat is Verantwoording.TOEGELICHT]
    open_ones = [
        each
        for each in found
        if each.finding.severity is Severity.WAARSCHUWING and each not in explained
    ]
    along = [each for each in found if each.finding.severity is Severity.AANDACHTSPUNT]
    many = (
        (fouten, "fout", "fouten"),
        (open_ones, "waarschuwing", "waarschuwingen"),
        (explained, "toegelicht", "toegelicht"),
        (along, "aandachtspunt", "aandachtspunten"),
    )
    return " · ".join(
        f"{len(each)} {one if len(each) == 1 else several}" for each, one, several in many if each
    )


class ProblemModel(QAbstractTableModel):
    """Problems as rows: sentence, place, code of the rule."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.rows: list[Gewogen] = []

    def show_problems(self, found: Sequence[Gewogen]) -> None:
        """Show these; nothing happens when they are the same."""
        if list(found) == self.rows:
            return
        self.beginResetModel()
        self.rows = list(found)
        self.endResetModel()

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        """Count the problems."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(  # noqa: N802 - Qt's name
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802 - Qt's name
        """Return the heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return what a cell shows, says or explains."""
        weighed = self.rows[index.row()]
        finding = weighed.finding
        texts = (_sentence(weighed), where(finding.path), finding.code)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding.severity.value}: {texts[index.column()]}"
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._icons.get(ICONS[finding.severity], finding.severity.value)
        return None


class ProblemsPanel(QWidget):
    """Alle problemen van de fiche onder elkaar.

    Signals:
        jump_requested(str): The field at this path is wanted.
        explained(object, str): A toelichting was written for a `Gewogen`.
        closed(): The panel is not wanted any more.

    Attributes:
        may_edit: Whether toelichtingen can be written.
    """

    jump_requested = Signal(str)
    explained = Signal(object, str)
    closed = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Gewogen] = []
        self.may_edit = True
        self._visited = ""
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        layout.setSpacing(GRID // 2)
        head = QHBoxLayout()
        self._title = QLabel("Problemen")
        self._title.setProperty("role", "label")
        self._title.setWordWrap(True)
        head.addWidget(self._title, 1)
        self._filter = QComboBox()
        self._filter.setAccessibleName("Welke problemen")
        self._filter.addItems([label for label, _which in _FILTERS])
        self._filter.currentIndexChanged.connect(self._on_filtered)
        head.addWidget(self._filter)
        keys = QLabel("F8 volgende")
        keys.setProperty("role", "hint")
        head.addWidget(keys)
        close = QPushButton(icons.get("x"), "")
        close.setProperty("role", "quiet")
        close.setAccessibleName("Problemenpaneel sluiten")
        close.setToolTip("Sluiten (Ctrl+Shift+M)")
        close.clicked.connect(self.closed)
        head.addWidget(close)
        layout.addLayout(head)
        self.model = ProblemModel(icons, self)
        self.view = _View(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName("Problemen")
        self.view.entered_row.connect(self._jump)
        self.view.doubleClicked.connect(lambda index: self._jump(index.row()))
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.view.setColumnWidth(1, 300)
        layout.addWidget(self.view, 1)
        self._explanation = self._make_explanation(layout)
        self.view.selectionModel().currentChanged.connect(self._show_explanation)
        self._empty = QLabel("Geen problemen. Alles wat je invulde, klopt met de regels.")
        self._empty.setProperty("role", "hint")
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)

    def show_problems(self, found: Sequence[Gewogen]) -> None:
        """Show the problems of the fiche in hand, the heaviest first."""
        order = list(Severity)
        self._all = sorted(found, key=lambda each: order.index(each.finding.severity))
        told = counted(self._all)
        self._title.setText(f"Problemen ({told})" if told else "Problemen")
        self._on_filtered()

    def step(self, steps: int) -> None:
        """Go to the next (or previous) problem, round the end, and jump to its field."""
        count = self.model.rowCount()
        if not count:
            return
        present = self.view.currentIndex().row()
        if present < 0:
            at = 0 if steps > 0 else count - 1
        elif steps > 0 and self.model.rows[present].finding.fingerprint != self._visited:
            at = present  # the one that was visited is solved; this one took its place
        else:
            at = (present + steps) % count
        self.view.setCurrentIndex(self.model.index(at, 0))
        self._jump(at)

    def _make_explanation(self, layout: QVBoxLayout) -> QLineEdit:
        """Make the line in which the chosen waarschuwing is explained."""
        self._explained_row = QWidget()
        line = QHBoxLayout(self._explained_row)
        line.setContentsMargins(0, 0, 0, 0)
        label, field = QLabel("Toelichting"), QLineEdit()
        label.setProperty("role", "label")
        label.setBuddy(field)
        field.setAccessibleName("Toelichting bij de gekozen waarschuwing")
        field.setPlaceholderText("Licht toe in één zin; dit gaat mee met de inzending.")
        field.editingFinished.connect(self._on_explained)
        line.addWidget(label)
        line.addWidget(field, 1)
        self._explained_row.hide()
        layout.addWidget(self._explained_row)
        return field

    def _chosen(self) -> Gewogen | None:
        row = self.view.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _show_explanation(self) -> None:
        chosen = self._chosen()
        can = chosen is not None and chosen.finding.may_be_explained and self.may_edit
        self._explained_row.setVisible(can)
        if chosen is not None and can and not self._explanation.hasFocus():
            self._explanation.setText(chosen.tekst or "")

    def _on_explained(self) -> None:
        chosen = self._chosen()
        text = " ".join(self._explanation.text().split())
        if chosen is None or not self._explained_row.isVisible():
            return
        lapsed = chosen.staat is Verantwoording.VERVALLEN and bool(text)
        if text != (chosen.tekst or "") or lapsed:
            self.explained.emit(chosen, text)

    def _jump(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            self._visited = self.model.rows[row].finding.fingerprint
            self.jump_requested.emit(self.model.rows[row].finding.path)

    def _on_filtered(self) -> None:
        _label, which = _FILTERS[self._filter.currentIndex()]
        present = self.view.currentIndex().row()
        self.model.show_problems([each for each in self._all if each.finding.severity in which])
        if present >= 0 and self.model.rowCount():
            row = min(present, self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, 0))
        self.view.setVisible(bool(self.model.rowCount()))
        self._empty.setVisible(not self.model.rowCount())
        self._show_explanation()


class _View(QTableView):
    """A table of whole rows, in which Enter says which row.

    Signals:
        entered_row(int): Enter was pressed on this row.
    """

    entered_row = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Jump at Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_row.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


def _sentence(weighed: Gewogen) -> str:
    told = {
        Verantwoording.TOEGELICHT: f" Toegelicht: {weighed.tekst}",
        Verantwoording.VERVALLEN: " De toelichting is vervallen.",
        Verantwoording.UIT_TE_LEGGEN: " Licht dit toe.",
    }
    return f"{weighed.finding.message}{told.get(weighed.staat, '')}"
