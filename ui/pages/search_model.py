"""What was found as Qt's views take it; the texts are read when somebody looks at them."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from vvdesk.errors import VvdeskError
from vvdesk.searching import Getoond, Stuk, Treffer, Vondst, Zoekvraag, excerpts, span_words
from vvdesk.store.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
_AT_ONCE = 16
"""Texts that are read together."""
SPAN = Qt.ItemDataRole.UserRole + 1


class SearchModel(QAbstractListModel):
    """De gevonden teksten.

    Args:
        workspace: The store that they are read from.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._names = {each.id: each.naam for each in workspace.meetmomenten()}
        self._query = Zoekvraag()
        self._shown: dict[int, Getoond] = {}
        self.vondst = Vondst()

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: Index = QModelIndex(),  # noqa: B008 - Qt's own default
    ) -> int:
        """Count the texts."""
        return 0 if parent.isValid() else len(self.vondst.treffers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown, and one sentence for who cannot see it."""
        if role == Qt.ItemDataRole.UserRole:
            return self._at(index.row())
        if role == SPAN:
            return span_words(self.vondst.treffers[index.row()], self._names)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._at(index.row()).tekst
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = self._at(index.row())
            found = shown.treffer
            when = span_words(found, self._names)
            return f"{found.kop}, {found.plaats}, {when}. {shown.tekst}"
        return None

    def show_found(self, vondst: Vondst, query: Zoekvraag) -> None:
        """List what was found."""
        self.beginResetModel()
        self.vondst, self._query = vondst, query
        self._shown.clear()
        self.endResetModel()

    def at(self, row: int) -> Treffer | None:
        """Return what was found on a row; None for no row."""
        return self.vondst.treffers[row] if 0 <= row < self.rowCount() else None

    def _at(self, row: int) -> Getoond:
        if row not in self._shown:
            start = row - row % _AT_ONCE
            some = self.vondst.treffers[start : start + _AT_ONCE]
            try:
                read = excerpts(self._workspace, some, self._query)
            except VvdeskError as error:
                read = [Getoond(each, (Stuk(str(error)),)) for each in some]
            self._shown.update(enumerate(read, start=start))
        return self._shown[row]
