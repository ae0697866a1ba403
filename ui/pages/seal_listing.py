"""A table on the page of a seal: as high as its rows, up to a number; rows can be copied."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import Icons
from ui.pages.notice_bar import announce
from ui.pages.reception_delegate import ReceptionDelegate
from ui.pages.reception_models import Column, RowsModel
from ui.pages.reception_table import ReceptionTable
from ui.theme import GRID, Theme

_MOST_ROWS = 8
"""More than so many scroll."""


class SealListing(ReceptionTable):
    """Een tabel waarvan je rijen kiest en kopieert; signals as those of `ReceptionTable`.

    Args:
        columns: From left to right; the first takes the room that is left.
        name: What it is called, for a screen reader.
        key: Gives what tells a row from every other.
        dispensable: Columns that give way where it is narrow, least useful first.
        icons: For the cells.
        theme: For the cells.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        key: Callable[[Any], str],
        dispensable: Sequence[int],
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        self._least = 1
        model = RowsModel(columns)
        super().__init__(
            model, ReceptionDelegate(icons, theme), name, key, dispensable, several=True,
            parent=parent,
        )  # fmt: skip
        for each in (model, self.itemDelegate()):
            each.setParent(self)
        self.rows_model = model
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_all(self, rows: Sequence[Any]) -> None:
        """Show other rows, in a table of their height."""
        self._least = min(max(len(rows), 1), _MOST_ROWS)
        self.show_rows(rows)
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows that are shown at once."""
        super().fit()
        line = self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + self._least * line + GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy the chosen rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put the chosen rows, or all when none is, on the clipboard as text with tabs."""
        rows = self.selected() or list(self.rows_model.rows)
        columns = self.rows_model.columns
        lines = [[column.head for column in columns]]
        lines += [[" ".join(column.text(row).split()) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        announce(self, "1 rij gekopieerd." if len(rows) == 1 else f"{len(rows)} rijen gekopieerd.")
