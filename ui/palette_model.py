"""What the command palette can find, and in which order: commands, then places in the file."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

from ui.actions import Actions

MOST_SHOWN = 200
"""Nobody reads further; typing one more letter is quicker."""
_INITIALS, _MIDDLE = 1, 2
"""How much worse than the beginning of a word."""
ENTRY = Qt.ItemDataRole.UserRole
"""The role that gives the `Entry` of a row."""
NOT_NOW = "nu niet beschikbaar"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the open file that somebody may want to go to.

    Attributes:
        label: "VV015 Digitale versnelling leerplichtonderwijs".
        detail: What kind of place: "Fiche", "Deel", "Veld in Projectfinanciering".
        act: Goes there.
    """

    label: str
    detail: str
    act: Callable[[], object]

    @property
    def key(self) -> str:
        """What it is remembered by among the recent ones."""
        return f"place:{self.label}"


@dataclass(slots=True)
class Entry:
    """One row.

    Attributes:
        key: What it is remembered by among the recent ones.
        label: What people read first.
        detail: The menu of a command, or what kind of place it is.
        keys: Its shortcut as people read it; empty for none.
        icon: Its name at Lucide; empty for none.
        act: Carries it out.
        is_enabled: False for a command that nobody can carry out now.
        folded: What is searched: label and detail without capitals and accents.
    """

    key: str
    label: str
    detail: str
    keys: str
    icon: str
    act: Callable[[], object]
    is_enabled: bool = True
    folded: str = field(default="", repr=False)


class PaletteModel(QAbstractListModel):
    """The entries that fit what was typed, best first.

    Args:
        actions: The window's commands; those disabled at the moment of `refresh` stand last.
    """

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._commands: list[Entry] = []
        self._places: list[Place] = []
        self._folded: list[str] = []
        self._shown: list[Entry] = []
        self._recent: dict[str, int] = {}

    def set_places(self, places: Iterable[Place]) -> None:
        """Take other places, in the order in which equally good ones are shown."""
        self._places = list(places)
        self._folded = []

    def refresh(self, recent: Sequence[str]) -> None:
        """See which commands can be carried out now.

        Args:
            recent: Keys of entries, the latest first; among equals those come first.
        """
        self._recent = {key: place for place, key in enumerate(recent)}
        self._commands = [
            Entry(
                each.name,
                each.text,
                each.menu,
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                each.icon,
                action.trigger,
                action.isEnabled(),
                _folded(each.text, each.menu, each.short),
            )
            for each, action in self._actions
            if each.name != "palette" and action.isVisible()
        ]

    def search(self, text: str) -> None:
        """Show what fits `text`: every word of it begins, or stands in, a word of the entry."""
        words = _folded(text).split()
        found: list[tuple[tuple[int, ...], int, Entry | Place]] = [
            (rank, at, entry)
            for at, entry in enumerate(self._commands)
            if (rank := self._rank_command(entry, words)) is not None
        ]
        found += self._fitting_places(words) if words else self._first_places()
        found.sort(key=lambda each: each[:2])
        self.beginResetModel()
        self._shown = [_entry(each) for _rank, _at, each in found[:MOST_SHOWN]]
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Return what stands in one row."""
        return self._shown[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt's own
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a view or a screen reader asks of one row."""
        entry = self._shown[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "" if entry.is_enabled else NOT_NOW
            return ", ".join(
                part for part in (entry.label, entry.detail, entry.keys, state) if part
            )
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let only be chosen what can be carried out."""
        usable = self._shown[index.row()].is_enabled
        return super().flags(index) if usable else Qt.ItemFlag.NoItemFlags

    def _first_places(self) -> list[tuple[tuple[int, ...], int, Entry | Place]]:
        """Return what is worth a look before anything was typed: the recent places and a few."""
        return [
            ((0, 0, self._recency(each.key), 0), MOST_SHOWN + at, each)
            for at, each in enumerate(self._places)
            if at < MOST_SHOWN or each.key in self._recent
        ]

    def _fitting_places(self, words: list[str]) -> list[tuple[tuple[int, ...], int, Entry | Place]]:
        """Return the places that hold every word, with how good they fit; less is better."""
        if not self._folded:
            # At the first letter, not at opening: most people came for a command.
            self._folded = [_folded(each.label, each.detail) for each in self._places]
        begun = [f" {word}" for word in words]
        return [
            (
                (
                    0,
                    sum(_MIDDLE for word in begun if word not in text),
                    self._recency(self._places[at].key) if self._recent else 0,
                    not text.startswith(begun[0]),
                ),
                MOST_SHOWN + at,
                self._places[at],
            )
            for at, text in enumerate(self._folded)
            if all(word in text for word in words)
        ]

    def _rank_command(self, entry: Entry, words: list[str]) -> tuple[int, ...] | None:
        """Return how good a command fits, less is better; None when it does not."""
        within = 0
        for word in words:
            if f" {word}" in entry.folded:
                continue
            if _is_initials(word, entry):
                within += _INITIALS
            elif word in entry.folded:
                within += _MIDDLE
            else:
                return None
        is_late = bool(words) and not entry.folded.startswith(f" {words[0]}")
        return (not entry.is_enabled, within, self._recency(entry.key), is_late)

    def _recency(self, key: str) -> int:
        return self._recent.get(key, len(self._recent))


def _entry(found: Entry | Place) -> Entry:
    if isinstance(found, Entry):
        return found
    return Entry(found.key, found.label, found.detail, "", "", found.act)


def _is_initials(word: str, entry: Entry) -> bool:
    """Tell whether "rt" stands for "Rij toevoegen"."""
    return "".join(part[0] for part in entry.folded.split()).startswith(word)


def _folded(*parts: str) -> str:
    """Return the text as it is searched: a space before every word, no capitals, no accents."""
    text = f" {' '.join(part for part in parts if part)}".casefold()
    if not text.isascii():
        # What has no plain letter is left out on both sides alike.
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return text.replace("(", " ").replace("-", " ") if "(" in text or "-" in text else text
