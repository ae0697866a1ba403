"""The list under a box that gets shorter as one types any part of a name."""

from collections.abc import Collection

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme import GRID
from vvdesk.choices import Choices, folded

_MOST_ROWS = 12
_SEARCHED = Qt.ItemDataRole.UserRole + 1


class Suggestions(QObject):
    """Offers the choices of one list under a box; the first letters of a synonym find it too.

    Nothing is ever filled in by itself: what was typed stands until somebody chooses.

    Signals:
        chosen(str): Somebody took this label from the list.

    Args:
        box: Where one types.
        choices: What is offered.
    """

    chosen = Signal(str)

    def __init__(self, box: QLineEdit, choices: Choices) -> None:
        super().__init__(box)
        self._box = box
        self._model = _model(choices, self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCompletionRole(_SEARCHED)
        self._completer.setMaxVisibleItems(_MOST_ROWS)
        self._completer.setWidget(box)
        self._popup = QListView()
        self._popup.setAccessibleName(f"Keuzes voor {choices.name}")
        self._completer.setPopup(self._popup)
        self._popup.setItemDelegate(_RowDelegate(self._popup))
        activated = self._completer.activated[QModelIndex]  # type: ignore[index] # stub: overloads
        activated.connect(self._on_activated)
        box.textEdited.connect(self._on_edited)

    def offer(self, text: str = "") -> None:
        """Show what holds `text`, or everything."""
        self._completer.setCompletionPrefix(folded(text))
        found = self._completer.completionCount()
        if not found:
            self._popup.hide()
            return
        room = self._popup.sizeHintForColumn(0) + 5 * GRID
        self._popup.setMinimumWidth(min(room, self._box.window().width()))
        self._completer.complete()

    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._popup.isVisible()

    def is_aimed(self) -> bool:
        """Tell whether Enter would take a row of the list."""
        return self.is_open() and self._popup.currentIndex().isValid()

    def close(self) -> None:
        """Show the list no longer."""
        self._popup.hide()

    def offered(self) -> Collection[str]:
        """Return the labels that are offered now."""
        model = self._completer.completionModel()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def _on_edited(self, text: str) -> None:
        if text.strip():
            self.offer(text.strip())
        else:
            self._popup.hide()

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data()))


def _model(choices: Choices, parent: QObject) -> QAbstractItemModel:
    spellings: dict[str, list[str]] = {}
    for spelling, key in choices.synonyms.items():
        spellings.setdefault(key, []).append(spelling)
    model = QStandardItemModel(parent)
    for key, label in choices.entries:
        item = QStandardItem(label)
        item.setEditable(False)
        item.setData(folded("\n".join([label, *spellings.get(key, ())])), _SEARCHED)
        model.appendRow(item)
    return model


class _RowDelegate(QStyledItemDelegate):
    """Gives every row the height that a finger needs."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of the words with some air."""
        return (super().sizeHint(option, index) + QSize(GRID, GRID)).expandedTo(QSize(0, 3 * GRID))
