"""Cells over the clipboard: copied so that Excel takes them over, pasted with what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

from ui.desk import LiveDesk
from ui.forms.rows_commands import Put, RowCommands
from ui.forms.rows_model import RowsModel
from ui.notices import Offer, Tone
from vvdesk.dictionary import Field
from vvdesk.number_words import counted
from vvdesk.table_block import (
    Block,
    BlockRow,
    cells_to_html,
    cells_to_text,
    parse_cells,
    read_block,
    read_cell,
)
from vvdesk.values import Unreadable

Cells = Sequence[tuple[int, int]]
"""Selected cells as (row, column)."""
_MOST_NAMED = 3


class RowsClipboard:
    """Kopieert en plakt cellen van één tabel.

    Args:
        live: The open file.
        model: The rows as they are shown.
        every: All fields of the table, hidden ones too; headers may name them.
        commands: Who writes.
        clipboard: The system's.
    """

    def __init__(
        self,
        live: LiveDesk,
        model: RowsModel,
        every: Sequence[Field],
        commands: RowCommands,
        clipboard: QClipboard,
    ) -> None:
        self._live, self._model, self._every = live, model, tuple(every)
        self._commands, self._clipboard = commands, clipboard

    def copy(self, cells: Cells, *, with_headers: bool = False) -> None:
        """Put cells on the clipboard, as text and as a table."""
        if not cells:
            return
        columns = sorted({column for _row, column in cells})
        texts = [
            [self._text(row, column, cells) for column in columns]
            for row in sorted({row for row, _column in cells})
        ]
        if with_headers:
            texts.insert(0, [self._model.columns[column].about.label for column in columns])
        data = QMimeData()
        data.setText(cells_to_text(texts))
        data.setHtml(cells_to_html(texts, has_headers=with_headers))
        self._clipboard.setMimeData(data)

    def clear(self, cells: Cells) -> None:
        """Empty cells, in one step."""
        rows = {row: BlockRow() for row in sorted({row for row, _column in cells})}
        for row, column in cells:
            rows[row].values[self._model.columns[column].name] = None
        if rows:
            self._commands.put_over(
                [self._model.ids[row] for row in rows], Block(tuple(rows.values())), "Leegmaken"
            )

    def paste(self, cells: Cells, at: tuple[int, int]) -> str:
        """Put what is on the clipboard into the table and tell what came of it.

        One cell fills all that are selected; a block begins at the first of them.

        Args:
            cells: The selection.
            at: The current cell.

        Returns:
            The id of the first row that was written; empty when nothing was.
        """
        text = self._clipboard.text()
        if not text:
            self._live.tell("Er staat geen tekst op het klembord. Kopieer eerst cellen of tekst.")
            return ""
        try:
            parsed = parse_cells(text)
        except Unreadable as error:
            self._live.tell(str(error), Tone.ERROR)
            return ""
        if parsed == [parsed[0][:1]] and len(cells) > 1:
            return self._fill(parsed[0][0], cells)
        if at in cells:
            at = min(row for row, _column in cells), min(column for _row, column in cells)
        lists = self._live.desk.referentie.lists
        block = read_block(parsed, self._model.columns[at[1] :], self._every, lists)
        put = self._commands.put(at[0], block, "Plakken")
        return self._report(put, block, is_single=parsed == [parsed[0][:1]])

    def _fill(self, text: str, cells: Cells) -> str:
        rows = {row: BlockRow() for row in sorted({row for row, _column in cells})}
        lists = self._live.desk.referentie.lists
        for row, column in cells:
            field = self._model.columns[column]
            value, refused = read_cell(text, field, lists)
            if refused is None:
                rows[row].values[field.name] = value
            else:
                rows[row].refused[field.name] = refused
        block = Block(tuple(rows.values()))
        ids = [self._model.ids[row] for row in rows]
        return self._report(self._commands.put_over(ids, block, "Plakken"), block)

    def _report(self, put: Put | None, block: Block, *, is_single: bool = False) -> str:
        if put is None or not put.ids:
            return ""
        if is_single and not put.refused and not block.left_out:
            return put.ids[0]
        offers = []
        if put.refused:
            first = next(iter(put.refused))
            project = self._live.project
            offers.append(Offer("Toon", lambda: self._live.jump_requested.emit(project, first)))
        offers.append(Offer("Ongedaan maken", self._commands.undo_put))
        tone = Tone.WARNING if put.refused or block.left_out else Tone.PLAIN
        self._live.tell(_summary(put, block), tone, *offers)
        return put.ids[0]

    def _text(self, row: int, column: int, cells: Cells) -> str:
        """Return a cell's text; one inside the block that is not selected stays empty."""
        return self._model.text(self._model.index(row, column)) if (row, column) in cells else ""


def _summary(put: Put, block: Block) -> str:
    said = counted(len(put.ids), "rij", "rijen") + " geplakt"
    if put.refused:
        said += f", {counted(len(put.refused), 'cel', 'cellen')} geweigerd"
    if not block.left_out:
        return f"{said}."
    named = ", ".join(f'"{_short(text)}"' for text in block.left_out[:_MOST_NAMED])
    more = " …" if len(block.left_out) > _MOST_NAMED else ""
    return f"{said}. Hiervoor is er geen kolom: {named}{more}."


def _short(text: str, most: int = 30) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
