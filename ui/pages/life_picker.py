"""Choosing a mijlpaal: a field to type in, and all mijlpalen that ever were."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.theme import GRID
from vvdesk.mijlpaal_life import Mijlpaalregel, matching

Index = QModelIndex | QPersistentModelIndex
_WIDTH_IN_CHARACTERS, _LEAST_IN_CHARACTERS = 52, 18


class LifePicker(QWidget):
    """De lijst van mijlpalen.

    Signals:
        chosen(str): The life of this mijlpaal is wanted.

    Args:
        icons: For the field.
    """

    chosen = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Mijlpaalregel] = []
        self.field = _Field(icons)
        self._count = QLabel()
        self._count.setProperty("role", "hint")
        self.model = _Model(self)
        self.view = _View(self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.field)
        layout.addWidget(self._count)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._filter)
        self.field.entered.connect(self._on_entered)
        self.field.chosen.connect(self._on_chosen)
        self.view.opened.connect(self.chosen)
        self.view.clicked.connect(lambda index: self.chosen.emit(self.model.id_at(index.row())))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for an id and some words."""
        wide = _WIDTH_IN_CHARACTERS * self.fontMetrics().averageCharWidth()
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for an id."""
        wide = _LEAST_IN_CHARACTERS * self.fontMetrics().averageCharWidth()
        return QSize(wide, super().minimumSizeHint().height())

    def show_all(self, rows: list[Mijlpaalregel]) -> None:
        """List these."""
        self._rows = rows
        self._filter()

    def mark(self, mijlpaal_id: str) -> None:
        """Put the mark on a mijlpaal, when it is listed."""
        row = self.model.row_of(mijlpaal_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, 0))

    def _filter(self) -> None:
        found = matching(self._rows, self.field.text())
        self.model.show_rows(found)
        of = "" if len(found) == len(self._rows) else f" van {len(self._rows)}"
        word = "mijlpaal" if len(self._rows) == 1 else "mijlpalen"
        self._count.setText(f"{len(found)}{of} {word}")

    def _on_entered(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _on_chosen(self) -> None:
        """Take what was typed when it is the id of a mijlpaal, else the first of the list."""
        if self.model.rowCount():
            self.chosen.emit(self.model.id_at(0))
        elif self.field.text().strip():
            self.chosen.emit(self.field.text())


class _Field(QLineEdit):
    """Signals: entered(): Down. chosen(): Enter."""

    entered = Signal()
    chosen = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setPlaceholderText("Kenmerk of woorden")
        self.setAccessibleName("Mijlpaal zoeken")
        self.setAccessibleDescription("Typ een kenmerk zoals VV015-M01, of woorden uit de tekst.")
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName("Zoekveld leegmaken")
        picture = icons.get("search", "muted")
        self.addAction(picture, QLineEdit.ActionPosition.LeadingPosition).setText("Zoeken")
        self.setProperty("own_undo", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Down:
            self.entered.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class _Model(QAbstractListModel):
    """The mijlpalen that are listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Mijlpaalregel] = []

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: Index = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        gone = " (weg)" if row.is_weg else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.id}{gone}  {row.titel or 'zonder titel'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.titel
        return None

    def show_rows(self, rows: list[Mijlpaalregel]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def id_at(self, row: int) -> str:
        return self._rows[row].id if 0 <= row < len(self._rows) else ""

    def row_of(self, mijlpaal_id: str) -> int:
        return next((at for at, each in enumerate(self._rows) if each.id == mijlpaal_id), -1)


class _View(QListView):
    """Signals: opened(str): Enter on this mijlpaal."""

    opened = Signal(str)

    def __init__(self, model: _Model) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setAccessibleName("Mijlpalen")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setStyleSheet(f"QListView::item {{ padding: {GRID // 2}px; }}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self._rows.id_at(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)
