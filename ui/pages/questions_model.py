"""The list of questions as Qt's views take it; each row carries its `ListedVraag`."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from vvdesk.question_list import ListedVraag
from vvdesk.question_words import STATES

Index = QModelIndex | QPersistentModelIndex


class QuestionsModel(QAbstractListModel):
    """The questions that are listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListedVraag] = []

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: Index = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        """Count the questions."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the question itself, and one sentence for who cannot see it."""
        vraag = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return vraag
        if role == Qt.ItemDataRole.DisplayRole:
            return vraag.tekst
        if role == Qt.ItemDataRole.ToolTipRole:
            return ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{STATES[vraag.staat]}: {vraag.project}, {vraag.plaats}. {vraag.tekst}"
        return None

    def show_rows(self, rows: Sequence[ListedVraag]) -> None:
        """List these questions."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def at(self, row: int) -> ListedVraag | None:
        """Return the question on a row; None for no row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, vraag_id: str) -> int:
        """Return where a question is listed; -1 for nowhere."""
        return next((at for at, each in enumerate(self._rows) if each.id == vraag_id), -1)
