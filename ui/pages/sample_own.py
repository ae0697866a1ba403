"""Choosing projects by hand: a filter, a list with ticks, and how many are chosen."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.pages.line_table import look_like_lines
from ui.pages.sample_tick_cell import TickCell
from ui.pages.sample_ticks import TickModel
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme

_SHARES = (2, 6, 4)
_ROWS = 9


class TickTable(QTableView):
    """De projecten om aan te vinken: spatie vinkt aan, Enter toont de fiche.

    Signals:
        opened(str): Enter or a double click on a project; its code.

    Args:
        model: What can be ticked.
        icons: For ticks.
        theme: For colours.
    """

    opened = Signal(str)

    def __init__(
        self, model: TickModel, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ticks = model
        self.setModel(model)
        self.setAccessibleName("Projecten om aan te vinken")
        look_like_lines(self)
        self.setItemDelegateForColumn(0, TickCell(icons, theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.unit(index.row()).code))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick with the space bar, wherever in the row; open with Enter."""
        row = self.currentIndex().row()
        if row < 0:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._ticks.toggle(row)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit(self._ticks.unit(row).code)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Divide the width among the columns anew."""
        super().resizeEvent(event)
        room, whole = self.viewport().width(), sum(_SHARES)
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, room * share // whole)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let the rows grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        height = self.fontMetrics().height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight((_ROWS + 1) * height)


class OwnChoice(QWidget):
    """Zelf projecten kiezen.

    Signals:
        changed(): Others are chosen.
        opened(str): The fiche of a project is wanted; its code.

    Args:
        icons: For ticks.
        theme: For colours.
    """

    changed = Signal()
    opened = Signal(str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TickModel(self)
        self.filter, self.table = QLineEdit(), TickTable(self.model, icons, theme)
        self.all, self.none = QPushButton("Alles aanvinken"), QPushButton("Alles uitvinken")
        self.count = wrapped_label(role="hint")
        self.filter.setPlaceholderText("Filter op code, titel of entiteit")
        self.filter.setAccessibleName("Filter op code, titel of entiteit")
        self.filter.setClearButtonEnabled(True)
        buttons = WrappingRow()
        for button in (self.all, self.none):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self.filter, self.table):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addWidget(self.count)
        self.filter.textChanged.connect(self._on_filter)
        self.all.clicked.connect(self.model.tick_shown)
        self.none.clicked.connect(lambda: self.model.tick(()))
        self.model.ticks_changed.connect(self._on_ticks)
        self.table.opened.connect(self.opened)
        self._show_count()

    def _on_filter(self, text: str) -> None:
        self.model.show_only(text)
        self.all.setText("Getoonde aanvinken" if text.strip() else "Alles aanvinken")
        self._show_count()

    def _on_ticks(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        said = f"{len(self.model.ticked())} van {total} projecten aangevinkt."
        if shown < total:
            said += (
                f" De filter toont er {shown}."
                if shown
                else (" Geen enkel project past bij de filter; typ minder of andere woorden.")
            )
        self.count.setText(said)
