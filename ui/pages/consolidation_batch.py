"""The files of a batch: a list with the state of each, and what can be done about one of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.consolidation_file import FileState, comes_in, file_state, is_refused, reason
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.merging import PlannedWorkbook

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_LEAST_ROWS = 2
_LEAST_NAME = 24
"""Signs of the name of a file that are always in sight."""


class BatchModel(QAbstractListModel):
    """De bestanden van een stapel."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workbooks: tuple[PlannedWorkbook, ...] = ()

    def show_workbooks(self, workbooks: Sequence[PlannedWorkbook]) -> None:
        """Show other files."""
        self.beginResetModel()
        self.workbooks = tuple(workbooks)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many files there are."""
        return 0 if parent.isValid() else len(self.workbooks)

    def state_at(self, row: int) -> FileState:
        """Return where a file stands."""
        return file_state(self.workbooks[row])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a file; for a screen reader all that is known of it."""
        workbook = self.workbooks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return workbook.path.name
        state = self.state_at(index.row())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            told = (workbook.path.name, state.words, sender(workbook), state.sentence)
            return "\n".join(part for part in told if part)
        return None


class BatchDelegate(QStyledItemDelegate):
    """Paints a file on two lines: its name with a shape, and its state.

    Args:
        icons: For the shapes.
        theme: For the colours.
    """

    def __init__(self, icons: Icons, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Give every file two lines."""
        return QSize(10 * GRID, 2 * option.fontMetrics.height() + 3 * GRID // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one file."""
        model = index.model()
        if not isinstance(model, BatchModel):
            return
        workbook, state = model.workbooks[index.row()], model.state_at(index.row())
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        selected = is_selected and option.widget.hasFocus()
        painter.save()
        if is_selected:
            painter.fillRect(option.rect, self._theme.colour("accent" if selected else "line"))
        room = option.rect.adjusted(GRID, GRID // 2, -GRID, -GRID // 2)
        side = option.fontMetrics.height()
        ratio = painter.device().devicePixelRatio()
        role = "on_accent" if selected else state.role
        picture = self._icons.pixmap(state.icon, role, side, ratio)
        painter.drawPixmap(room.left(), room.top() + (room.height() // 2 - side) // 2, picture)
        room.setLeft(room.left() + side + GRID)
        half = room.height() // 2
        above = QRect(room.left(), room.top(), room.width(), half)
        below = QRect(room.left(), room.top() + half, room.width(), half)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._line(painter, above, (workbook.path.name, bold), "text", selected=selected)
        about = sender(workbook) if workbook.status == "accepted" else reason(workbook)
        told = " · ".join(part for part in (state.words, about) if part)
        ink = "muted" if state.role in {"good", "muted"} else state.role
        self._line(painter, below, (told, option.font), ink, selected=selected)
        painter.restore()

    def _line(
        self, painter: QPainter, room: QRect, what: tuple[str, QFont], ink: str, *, selected: bool
    ) -> None:
        text, font = what
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_accent" if selected else ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)


class BatchList(QWidget):
    """De bestanden van de stapel, met wat je met het gekozen bestand kunt doen.

    Signals:
        chosen(int): Another file is chosen; -1 for none.
        removed(object): These files (a list of paths) are to leave the batch.
        confirmed(object): This older export (a path) may come in.
        copies_requested(object): Error copies of these files (a list of paths) are wanted.

    Args:
        icons: For shapes and buttons.
        theme: For colours.
    """

    chosen = Signal(int)
    removed = Signal(object)
    confirmed = Signal(object)
    copies_requested = Signal(object)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = BatchModel(self)
        self.heading = wrapped_label(role="heading")
        self.view = _FileView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(BatchDelegate(icons, theme, self.view))
        self.sentence = wrapped_label()
        self.older = QPushButton("Toch inlezen")
        self.copy = QPushButton(icons.get("file-x"), "Foutkopie maken")
        self.copies = QPushButton("Alle foutkopieën maken")
        self.remove = QPushButton(icons.get("x"), "Uit de stapel")
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_current())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._on_current())
        self.view.removal_wished.connect(self._on_remove)
        self.remove.clicked.connect(self._on_remove)
        self.older.clicked.connect(lambda: self.confirmed.emit(self._path()))
        self.copy.clicked.connect(lambda: self.copies_requested.emit([self._path()]))
        self.copies.clicked.connect(lambda: self.copies_requested.emit(self._refused()))

    def show_workbooks(self, workbooks: Sequence[PlannedWorkbook]) -> None:
        """Show other files; the chosen one stays chosen when it is still there."""
        before = self._path() if self.at_hand() >= 0 else None
        self.model.show_workbooks(workbooks)
        paths = [each.path for each in workbooks]
        if paths:
            row = paths.index(before) if before in paths else 0
            self.view.setCurrentIndex(self.model.index(row))
        accepted = sum(comes_in(each) for each in workbooks)
        noun = "inzending" if len(paths) == 1 else "inzendingen"
        told = "" if accepted == len(paths) else f", {accepted} bruikbaar"
        self.heading.setText(f"{len(paths)} {noun}{told}")
        self._on_current()

    def at_hand(self) -> int:
        """Return the chosen file; -1 for none."""
        row = self.view.currentIndex().row()
        return row if 0 <= row < len(self.model.workbooks) else -1

    def least_width(self) -> int:
        """Return how wide it must be to show a name and every button."""
        widest = max(each.sizeHint().width() for each in (self.copies, self.copy, self.older))
        return max(widest, _LEAST_NAME * self.fontMetrics().averageCharWidth()) + 2 * GRID

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = WrappingRow(buttons)
        for button in (self.older, self.copy, self.copies, self.remove):
            row.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, GRID, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.heading)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.sentence)
        layout.addWidget(buttons)

    def _on_current(self) -> None:
        row = self.at_hand()
        workbook = self.model.workbooks[row] if row >= 0 else None
        self.sentence.setText("" if workbook is None else file_state(workbook).sentence)
        self.sentence.setVisible(bool(self.sentence.text()))
        self.older.setVisible(workbook is not None and workbook.needs_confirmation)
        self.copy.setVisible(workbook is not None and is_refused(workbook))
        self.copies.setVisible(len(self._refused()) > 1)
        self.remove.setVisible(workbook is not None)
        self.chosen.emit(row)

    def _on_remove(self) -> None:
        rows = {index.row() for index in self.view.selectionModel().selectedIndexes()}
        self.removed.emit([self.model.workbooks[row].path for row in sorted(rows)])

    def _path(self) -> Path:
        return self.model.workbooks[self.at_hand()].path

    def _refused(self) -> list[Path]:
        return [each.path for each in self.model.workbooks if is_refused(each)]


class _FileView(QListView):
    """The list itself; Delete takes files out of the batch.

    Signals:
        removal_wished(): Delete was pressed.
    """

    removal_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Bestanden van de stapel")
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take files out with Delete; leave F8 to the page."""
        if event.key() == Qt.Key.Key_Delete and self.selectedIndexes():
            self.removal_wished.emit()
        elif event.key() == Qt.Key.Key_F8:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the rows grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(_LEAST_ROWS * (2 * self.fontMetrics().height() + 2 * GRID))


def sender(workbook: PlannedWorkbook) -> str:
    """Return the entiteit that a file comes from; empty when that is not known."""
    letter = workbook.letter
    return letter.entiteit or "" if letter is not None else ""
