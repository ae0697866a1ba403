"""What the keys and buttons of a table do: on the selection, as steps, with word in the bar."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ui.desk import LiveDesk
from ui.forms.rows_clipboard import RowsClipboard
from ui.forms.rows_commands import RowCommands
from ui.forms.rows_delegate import RowsDelegate
from ui.forms.rows_model import RowsModel
from ui.forms.rows_table import RowsTable
from ui.notices import Offer, Tone


class RowActs(QObject):
    """Doet met de gekozen rijen en cellen wat gevraagd wordt.

    Every act first accepts the cell that is open; in a fiche that cannot change, those that would
    change it do nothing.

    Args:
        live: The open file.
        model: The rows.
        table: Where they are selected.
        delegate: How cells are typed in.
        commands: Who writes.
        clipboard: Who copies and pastes.
    """

    def __init__(
        self,
        live: LiveDesk,
        model: RowsModel,
        table: RowsTable,
        delegate: RowsDelegate,
        commands: RowCommands,
        clipboard: RowsClipboard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._model, self._table = live, model, table
        self._delegate, self._commands, self._clipboard = delegate, commands, clipboard
        table.copied.connect(self.copy)
        table.cut.connect(self.cut)
        table.pasted.connect(self.paste)
        table.cleared.connect(self.clear)
        table.reverted.connect(live.take_back_draft)

    def may_edit(self) -> bool:
        """Store what is being typed; tell whether an act may change something."""
        self._delegate.finish()
        return bool(self._live.project) and self._live.read_only_reason() is None

    def add_row(self) -> None:
        """Add a row under the current one and open its first cell."""
        if not self.may_edit():
            return
        current = self._table.currentIndex()
        at = current.row() + 1 if current.isValid() else self._model.rowCount()
        if added := self._commands.add(at):
            self._table.setFocus()
            self._table.open_cell(self._model.ids.index(added[0]), 0)

    def duplicate_rows(self) -> None:
        """Add a copy of the selected rows under them."""
        if self.may_edit() and (ids := self._table.selected_ids()):
            column = self._table.currentIndex().column()
            if added := self._commands.duplicate(ids):
                self._table.go_to(self._model.ids.index(added[0]), column)

    def move_rows(self, down: int) -> None:
        """Move the selected rows one place up (-1) or down (1)."""
        if self.may_edit() and (ids := self._table.selected_ids()):
            self._commands.move(ids, down)
            self._table.scrollTo(self._table.currentIndex())

    def delete_rows(self) -> None:
        """Delete the selected rows; a mijlpaal that was reported before is asked a lot instead."""
        if not self.may_edit() or not (ids := self._table.selected_ids()):
            return
        reported = [each for each in ids if self._was_reported(each)]
        if reported and self._model.collection == "mijlpalen":
            self._offer_lot(ids, reported)
        else:
            self._delete(ids)

    def copy(self) -> None:
        """Copy the selected cells."""
        self._delegate.finish()
        self._clipboard.copy(self._table.cells())

    def copy_with_headers(self) -> None:
        """Copy the selected cells with the headers of their columns; the whole table for one."""
        self._delegate.finish()
        cells = self._table.cells()
        if len(cells) <= 1:
            columns = range(self._model.columnCount())
            cells = [(row, column) for row in range(self._model.rowCount()) for column in columns]
        self._clipboard.copy(cells, with_headers=True)

    def cut(self) -> None:
        """Copy the selected cells and empty them."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put the block on the clipboard into the table, from the current cell on."""
        if not self.may_edit():
            return
        current = self._table.currentIndex()
        at = (max(current.row(), 0), max(current.column(), 0))
        if row_id := self._clipboard.paste(self._table.cells(), at):
            self._table.setFocus()
            if not self._table.currentIndex().isValid():
                self._table.go_to(self._model.ids.index(row_id), 0)

    def clear(self) -> None:
        """Empty the selected cells."""
        if self.may_edit():
            self._clipboard.clear(self._table.cells())

    def _was_reported(self, row_id: str) -> bool:
        vorige = self._live.desk.vorige(self._live.project)
        return vorige is not None and row_id in vorige.tables[self._model.collection]

    def _offer_lot(self, ids: Sequence[str], reported: Sequence[str]) -> None:
        project, path = self._live.project, f"mijlpalen.{reported[0]}.lot"
        count, number = len(reported), self._model.ids.index(reported[0]) + 1
        who = f"Mijlpaal {number} stond" if count == 1 else f"{count} mijlpalen stonden"
        self._live.tell(
            f"{who} ook in de vorige rapportering. Vul liever in wat ermee gebeurd is: het lot "
            "van de mijlpaal, met een toelichting.",
            Tone.WARNING,
            Offer("Lot invullen", lambda: self._live.jump_requested.emit(project, path)),
            Offer("Toch verwijderen", lambda: self._delete(ids)),
        )

    def _delete(self, ids: Sequence[str]) -> None:
        ids = [each for each in ids if each in self._model.ids]
        if not ids or not self.may_edit():
            return
        number = self._model.ids.index(ids[0])
        column = max(self._table.currentIndex().column(), 0)
        if not self._commands.remove(ids):
            return
        self._table.go_to(min(number, self._model.rowCount() - 1), column)
        commands = self._commands
        one = f"{commands.noun} {number + 1} is verwijderd."
        said = one if len(ids) == 1 else f"{len(ids)} {commands.plural} zijn verwijderd."
        self._live.tell(said, Tone.PLAIN, Offer("Ongedaan maken", self._live.undo))
