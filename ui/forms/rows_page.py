"""A table of the fiche with all that belongs to it: buttons, clipboard, details, and what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.forms.rows_acts import RowActs
from ui.forms.rows_bar import RowsBar, RowsEmpty
from ui.forms.rows_clipboard import RowsClipboard
from ui.forms.rows_commands import NOUNS, RowCommands
from ui.forms.rows_delegate import RowsDelegate
from ui.forms.rows_details import MakeEditor, RowDetails
from ui.forms.rows_model import RowsModel
from ui.forms.rows_paint import CellPainter
from ui.forms.rows_table import RowsTable
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.theme import GRID, Theme
from vvdesk.content import TABLES
from vvdesk.dictionary import field_named, fields_of
from vvdesk.rules import Gewogen

_FORM_SHARE = 50
"""Percent of the height for the form under the table, when it is opened."""
_ANY_HEIGHT = 16_777_215
"""Qt's own figure for no limit."""


class RowsPage(QWidget):
    """De mijlpalen of agenderingen van de fiche in de hand.

    Signals:
        path_entered(str): The keyboard is at the field with this path.

    Args:
        live: The open file.
        collection: `mijlpalen` or `agenderingen`.
        columns: Names of the fields that are columns.
        details: Names of the fields in the form under the table.
        make_editor: Makes the editor of a field there.
        chips: Who draws statuses.
        icons: For buttons and marks.
        theme: Colours.
    """

    path_entered = Signal(str)

    def __init__(
        self,
        live: LiveDesk,
        collection: str,
        columns: Sequence[str],
        details: Sequence[str],
        make_editor: MakeEditor,
        chips: StatusChips,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._collection, self._icons = live, collection, icons
        entity = TABLES[collection]
        shown = [field_named(entity, name) for name in columns]
        others = [field_named(entity, name) for name in details]
        self._model = RowsModel(live, collection, shown, self)
        commands = RowCommands(live, collection, self)
        painter = CellPainter(self._model, chips, icons, theme)
        self._delegate = RowsDelegate(live, self._model, painter, self)
        self.table = RowsTable(self._model, self._delegate, painter)
        self.table.setAccessibleName(shown[0].about.section.value)
        self.details = RowDetails(live, collection, shown, others, make_editor, icons, theme, self)
        self._has_details = bool(others)
        clipboard = RowsClipboard(
            live, self._model, fields_of(entity), commands, QGuiApplication.clipboard()
        )
        self._acts = RowActs(
            live, self._model, self.table, self._delegate, commands, clipboard, self
        )
        self._lay_out()
        self._tie(theme)
        self._on_details_opened(opened=False)
        self._show_all()

    def add_row(self) -> None:
        """Add a row under the current one and open its first cell."""
        self._acts.add_row()

    def duplicate_rows(self) -> None:
        """Add a copy of the selected rows under them."""
        self._acts.duplicate_rows()

    def move_up(self) -> None:
        """Move the selected rows one place up."""
        self._acts.move_rows(-1)

    def move_down(self) -> None:
        """Move the selected rows one place down."""
        self._acts.move_rows(1)

    def delete_rows(self) -> None:
        """Delete the selected rows; a mijlpaal that was reported before is asked a lot instead."""
        self._acts.delete_rows()

    def copy_with_headers(self) -> None:
        """Copy the selected cells with the headers of their columns; the whole table for one."""
        self._acts.copy_with_headers()

    def show_path(self, path: str) -> bool:
        """Bring the keyboard to a cell or a field of a row; False when it is not here."""
        if path == self._collection:
            self.setFocus()
            return True
        if path.partition(".")[0] != self._collection:
            return False
        row, column = self._model.place(path)
        if row < 0:
            # A row that went: the table is where it can be put back.
            self.setFocus()
            return path.count(".") == 1
        self._delegate.finish()
        self.table.go_to(row, max(column, 0))
        if column < 0 and self.details.focus_field(path.rpartition(".")[2]):
            return True
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let a table without rows be pasted into."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self._model.rowCount():
            self._acts.paste()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        # From the outside in: see `SectionForm`.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        whole.addWidget(self._stack)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._stack.addWidget(self._split)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GRID)
        upper = QWidget()
        self._split.addWidget(upper)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.table, 1)
        self._bar = RowsBar(_bar_acts(self), self._icons)
        column.addWidget(self._bar)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 1)
        self._empty = RowsEmpty(NOUNS[self._collection][1], self.add_row, self._icons)
        self._stack.addWidget(self._empty)

    def _tie(self, theme: Theme) -> None:
        table, model, live = self.table, self._model, self._live
        table.entered_cell.connect(self.path_entered)
        table.selectionModel().currentRowChanged.connect(self._show_details)
        self.details.entered.connect(self.path_entered)
        self.details.opened.connect(self._on_details_opened)
        for changed in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.modelReset):
            changed.connect(self._on_rows_changed)
        live.edited.connect(self._show_details)
        live.shown.connect(self._show_all)
        live.read_only_changed.connect(self._show_all)
        live.findings_changed.connect(self._show_findings)
        theme.changed.connect(self._on_theme_changed)

    def _on_details_opened(self, opened: bool) -> None:  # noqa: FBT001 - a slot of Qt
        """Give the form room, or only its head; the rest is the table's."""
        whole, shut = self._split.height(), _shut_height(self.details, self._split.width())
        self.details.setMaximumHeight(_ANY_HEIGHT if opened else shut)
        self._split.handle(1).setEnabled(opened)
        form = whole * _FORM_SHARE // 100 if opened else shut
        self._split.setSizes([whole - form, form])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the head of the form as high as its title needs in this width."""
        super().resizeEvent(event)
        if not self.details.is_open:
            self._on_details_opened(opened=False)

    def _current_row(self) -> int:
        current = self.table.currentIndex()
        return current.row() if current.isValid() else -1

    def _on_rows_changed(self) -> None:
        is_empty = not self._model.rowCount()
        had_focus = any(each.hasFocus() for each in self._split.findChildren(QWidget))
        self._stack.setCurrentIndex(1 if is_empty else 0)
        self.setFocusProxy(self._empty.button if is_empty else self.table)
        if had_focus and is_empty:
            self._empty.button.setFocus()
        self._show_details()

    def _show_all(self) -> None:
        may_edit = bool(self._live.project) and self._live.read_only_reason() is None
        self.table.set_read_only(read_only=not may_edit)
        self._bar.setVisible(may_edit)
        self._empty.set_read_only(read_only=not may_edit)
        if not self.table.currentIndex().isValid() and self._model.rowCount():
            self.table.go_to(0, 0)
        self._on_rows_changed()
        self._show_findings()

    def _show_details(self) -> None:
        row = self._current_row()
        shown = self._model.row(self._model.ids[row]) if row >= 0 and self._has_details else None
        self.details.show_row(shown, row + 1)
        self._show_findings()

    def _show_findings(self) -> None:
        if not self._live.project or not self._has_details:
            return
        found: dict[str, list[Gewogen]] = {}
        for each in self._live.problems(self._live.project):
            found.setdefault(each.finding.path, []).append(each)
        self.details.show_findings(found)

    def _on_theme_changed(self) -> None:
        self.table.sizes.fit()
        self.table.viewport().update()
        self._on_details_opened(self.details.is_open)
        # Lines of findings keep the colours with which they were made.
        self.details.show_findings({})
        self._show_findings()


def _bar_acts(page: RowsPage) -> dict[str, Callable[[], None]]:
    """Return what the buttons under the table do, by the name of the command."""
    return {
        "row_add": page.add_row,
        "row_duplicate": page.duplicate_rows,
        "row_up": page.move_up,
        "row_down": page.move_down,
        "row_delete": page.delete_rows,
    }


def _shut_height(details: RowDetails, width: int) -> int:
    """Return the height of the head alone: its title wraps where the text is large."""
    wished, layout = details.sizeHint().height(), details.layout()
    return wished if layout is None else max(wished, layout.totalHeightForWidth(width))
