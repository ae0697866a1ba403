"""The rows of a table of the fiche in hand, as Qt's views want them."""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.desk import UNREAD, LiveDesk
from vvdesk.content import Rij
from vvdesk.dictionary import Field
from vvdesk.rules import Severity

Index = QModelIndex | QPersistentModelIndex
"""As Qt hands it over."""
MARK_ROLE = Qt.ItemDataRole.UserRole
"""The `Mark` of a cell; None for none."""
VALUE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The stored value of a cell."""
_WAY_BACK = "Typ iets anders, of druk op Esc om de vorige waarde terug te zetten."
_NOWHERE = QModelIndex()
_WEIGHTS = {Severity.FOUT: 0, Severity.WAARSCHUWING: 1, Severity.AANDACHTSPUNT: 2}
_WORDS = {
    Severity.FOUT: "fout",
    Severity.WAARSCHUWING: "waarschuwing",
    Severity.AANDACHTSPUNT: "aandachtspunt",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong with a cell.

    Attributes:
        severity: The heaviest of it.
        messages: What the rules say, in Dutch.
        typed: The text that could not be stored; None when the cell holds its value.
    """

    severity: Severity
    messages: tuple[str, ...]
    typed: str | None = None


class RowsModel(QAbstractTableModel):
    """De mijlpalen of agenderingen van de fiche.

    It follows the desk: rows that come, go or move do so one by one, so that whoever looks keeps
    the selection and the open editor.

    Args:
        live: The open file.
        collection: `mijlpalen` or `agenderingen`.
        columns: The fields that are columns.
    """

    def __init__(
        self,
        live: LiveDesk,
        collection: str,
        columns: Sequence[Field],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.live, self.collection, self.columns = live, collection, tuple(columns)
        self._project = ""
        self._rows: dict[str, Rij] = {}
        self._ids: list[str] = []
        self._marks: dict[str, Mark] = {}
        self._answers: dict[int, Callable[[Index], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.text,
            Qt.ItemDataRole.EditRole: self.text,
            Qt.ItemDataRole.ToolTipRole: self._tool_tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            MARK_ROLE: self.mark,
            VALUE_ROLE: self.value,
        }
        live.shown.connect(self._on_shown)
        live.edited.connect(self._on_edited)
        live.findings_changed.connect(self._on_findings_changed)
        if live.project:
            self._on_shown(live.project)

    @property
    def ids(self) -> list[str]:
        """The ids of the rows, in their order."""
        return list(self._ids)

    def row(self, row_id: str) -> Rij | None:
        """Return a row as stored; None when there is none."""
        return self._rows.get(row_id)

    def path(self, index: Index) -> str:
        """Return the path of a cell, as in a dump."""
        return f"{self.collection}.{self._ids[index.row()]}.{self.columns[index.column()].name}"

    def place(self, path: str) -> tuple[int, int]:
        """Return row and column of a path; -1 for what is no row, or no column."""
        _collection, _dot, rest = path.partition(".")
        row_id, _dot, name = rest.partition(".")
        names = [each.name for each in self.columns]
        return (
            self._ids.index(row_id) if row_id in self._rows else -1,
            names.index(name) if name in names else -1,
        )

    def text(self, index: Index) -> str:
        """Return what a cell shows: its value, or what was typed and could not be stored."""
        mark = self._marks.get(self.path(index))
        if mark is not None and mark.typed is not None:
            return mark.typed
        column = self.columns[index.column()]
        return column.kind.to_text(self.value(index), self.live.desk.referentie.lists)

    def value(self, index: Index) -> Any:
        """Return the stored value of a cell."""
        return self._rows[self._ids[index.row()]].values[self.columns[index.column()].name]

    def mark(self, index: Index) -> Mark | None:
        """Return what is wrong with a cell; None when nothing is."""
        return self._marks.get(self.path(index))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be edited while the fiche can be."""
        flags = super().flags(index)
        if index.isValid() and self.live.read_only_reason() is None:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a cell."""
        answer = self._answers.get(role)
        return answer(index) if answer and index.isValid() else None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return labels of the dictionary above the columns, and numbers beside the rows."""
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        about = self.columns[section].about
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{about.label}\u00a0*" if about.required else about.label
            case Qt.ItemDataRole.ToolTipRole:
                must = " Verplicht bij het indienen." if about.required else ""
                return _plain_tip(about.hint + must)
        return None

    def _tool_tip(self, index: Index) -> str:
        mark = self._marks.get(self.path(index))
        if mark is None:
            return ""
        way = () if mark.typed is None else (_WAY_BACK,)
        return _plain_tip(*mark.messages, *way)

    def _spoken(self, index: Index) -> str:
        said = self.text(index) or "leeg"
        mark = self._marks.get(self.path(index))
        if mark is None:
            return said
        word = _WORDS[mark.severity] if mark.typed is None else "geweigerd"
        return f"{said}; {word}: {' '.join(mark.messages)}"

    def _on_shown(self, project: str) -> None:
        if project == self._project:
            self._follow()
        else:
            self.beginResetModel()
            self._project = project
            self._rows = self._read()
            self._ids = list(self._rows)
            self._marks = self._read_marks()
            self.endResetModel()
        self._on_findings_changed(project)

    def _on_edited(self, project: str, _paths: frozenset[str]) -> None:
        if project == self._project:
            self._follow()

    def _on_findings_changed(self, project: str) -> None:
        if project != self._project or not project:
            return
        old, self._marks = self._marks, self._read_marks()
        for path in old.keys() | self._marks.keys():
            row, column = self.place(path)
            if row >= 0 and column >= 0 and old.get(path) != self._marks.get(path):
                self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def _follow(self) -> None:
        """Let rows go, come and move until they stand as they are stored."""
        old, new = self._rows, self._read()
        self._rows = old | new
        for row in reversed(range(len(self._ids))):
            if self._ids[row] not in new:
                self.beginRemoveRows(_NOWHERE, row, row)
                del self._ids[row]
                self.endRemoveRows()
        for row, row_id in enumerate(new):
            self._put(row, row_id, is_new=row_id not in old)
        self._rows = new
        for row, row_id in enumerate(self._ids):
            if row_id in old and old[row_id].values != new[row_id].values:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _put(self, row: int, row_id: str, *, is_new: bool) -> None:
        if row < len(self._ids) and self._ids[row] == row_id:
            return
        if is_new:
            self.beginInsertRows(_NOWHERE, row, row)
            self._ids.insert(row, row_id)
            self.endInsertRows()
        else:
            origin = self._ids.index(row_id)
            self.beginMoveRows(_NOWHERE, origin, origin, _NOWHERE, row)
            self._ids.insert(row, self._ids.pop(origin))
            self.endMoveRows()

    def _read(self) -> dict[str, Rij]:
        if not self._project:
            return {}
        return dict(self.live.desk.fiche(self._project).tables[self.collection])

    def _read_marks(self) -> dict[str, Mark]:
        return read_marks(self.live, self._project, self.collection) if self._project else {}


def read_marks(live: LiveDesk, project: str, collection: str) -> dict[str, Mark]:
    """Return path to mark for what is wrong in the rows of a collection."""
    messages: dict[str, list[tuple[Severity, str]]] = {}
    typed: dict[str, str] = {}
    for each in live.problems(project):
        path = each.finding.path
        if path.partition(".")[0] != collection:
            continue
        messages.setdefault(path, []).append((each.finding.severity, each.finding.message))
        draft = live.draft(path) if each.finding.code == UNREAD else None
        if draft is not None:
            typed[path] = draft.text
    return _marks(messages, typed)


def _marks(
    messages: Mapping[str, Sequence[tuple[Severity, str]]], typed: Mapping[str, str]
) -> dict[str, Mark]:
    return {
        path: Mark(
            min((severity for severity, _text in said), key=_WEIGHTS.__getitem__),
            tuple(text for _severity, text in said),
            typed.get(path),
        )
        for path, said in messages.items()
    }


def _plain_tip(*texts: str) -> str:
    """Return a tool tip in which a text never counts as markup, and long lines wrap."""
    return "".join(f"<p>{html.escape(text)}</p>" for text in texts)
