"""What a figure consists of, as a list that leads to the trace of every part."""

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeView,
    QWidget,
)

from ui.theme import GRID
from vvdesk.tracing import Deel, Onderwerp, Trace, Veld
from vvdesk.tracing.shown_lines import NOT_FILLED_IN

Index = QModelIndex | QPersistentModelIndex
_HEADERS: Final = ("Deel", "Waarde", "Code")
_PART, _VALUE, _CODE = range(3)
_NOWHERE: Final = QModelIndex()
_ROLES: Final = Qt.ItemDataRole
_LONGEST_VALUE: Final = "000.000.000.000 EUR"
_LONGEST_CODE: Final = "1/VV000-M00-STATUS"


class PartsModel(QAbstractTableModel):
    """De delen van een cijfer; wat niemand invulde komt laatst."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Deel | Veld, ...] = ()

    def show_parts(self, found: Trace) -> None:
        """Show the parts of another figure, or the figures of a group."""
        self.beginResetModel()
        is_group = found.onderwerp is Onderwerp.GROEP
        self._parts = found.velden if is_group else (*found.delen, *found.niet_ingevuld)
        self.endResetModel()

    def code_at(self, row: int) -> str:
        """Return the reference code of a part; empty for none."""
        return self._parts[row].code if 0 <= row < len(self._parts) else ""

    def row_of(self, code: str) -> int:
        """Return where the part with a code stands; the first row when there is none."""
        return next((row for row, each in enumerate(self._parts) if each.code == code), 0)

    def words_at(self, row: int) -> tuple[str, str, str]:
        """Return what stands in a row."""
        part = self._parts[row]
        return part.label, part.tekst or NOT_FILLED_IN, part.code

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the parts; Qt's rule."""
        return 0 if parent.isValid() else len(self._parts)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return len(_HEADERS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole
    ) -> str | None:
        """Return the head of a column."""
        is_head = orientation is Qt.Orientation.Horizontal and role == _ROLES.DisplayRole
        return _HEADERS[section] if is_head else None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> object:
        """Return what stands in a cell, and how it looks."""
        words, column = self.words_at(index.row()), index.column()
        if role in {_ROLES.DisplayRole, _ROLES.ToolTipRole}:
            return words[column]
        if role == _ROLES.AccessibleTextRole and column == _PART:
            return ", ".join(each for each in words if each)
        if role == _ROLES.TextAlignmentRole and column == _VALUE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _ROLES.SizeHintRole:
            return QSize(0, QFontMetrics(QGuiApplication.font()).height() + 2 * GRID)
        if role == _ROLES.FontRole and column == _VALUE and not self._parts[index.row()].tekst:
            font = QFont(QGuiApplication.font())
            font.setItalic(True)
            return font
        return None


class _PartsView(QTreeView):
    """The list on the screen.

    Signals:
        opened(int): Enter or a double click on this row.
        left(): Esc.
    """

    opened = Signal(int)
    left = Signal()

    def __init__(self, model: PartsModel, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._parts = model
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setStyleSheet(f"QTreeView::item {{ padding: 0 {GRID // 2}px; }}")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Waaruit het cijfer bestaat")
        self.setAccessibleDescription("Enter toont het spoor van een deel.")
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_PART, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            copied = "\n".join("\t".join(self._parts.words_at(row)) for row in rows)
            QGuiApplication.clipboard().setText(copied)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        if not self.currentIndex().isValid():
            self.go_to(0)
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        self.setColumnWidth(_VALUE, metrics.horizontalAdvance(_LONGEST_VALUE) + 2 * GRID)
        self.setColumnWidth(_CODE, metrics.horizontalAdvance(_LONGEST_CODE) + 2 * GRID)
        wide = self.columnWidth(_VALUE) + self.columnWidth(_CODE)
        self.setColumnHidden(_CODE, self.viewport().width() < wide * 3 // 2)

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        flags = QItemSelectionModel.SelectionFlag
        index = self._parts.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)


class InquiryParts(_PartsView):
    """De delen van een cijfer, in de plaats van de fiche.

    Signals:
        asked(str): The trace of this code is wanted.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parts = PartsModel()
        super().__init__(self.parts, parent)
        self._came_from: dict[str, str] = {}
        self._code = ""
        self.opened.connect(self._on_opened)

    def show_parts(self, found: Trace) -> None:
        """Show what a figure, or a group of figures, consists of."""
        self._code = found.code
        self.parts.show_parts(found)
        if self.parts.rowCount():
            # Who comes back from a part goes on at that part.
            self.go_to(self.parts.row_of(self._came_from.get(found.code, "")))

    def _on_opened(self, row: int) -> None:
        if code := self.parts.code_at(row):
            self._came_from[self._code] = code
            self.asked.emit(code)
