"""What was worked on lately: the fiches and files on the start page.

The list belongs to the person, not to the files; it holds what a card shows, so that the start
page opens no file. Several windows may write it at once: each change is made to what the disk
holds at that moment.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from vvdesk.jobs import Progress, silent
from vvdesk.json_files import read_json, turn_to_write, write_json

FILE_NAME = "recent.json"
MOST_ENTRIES = 30
_ENTRIES = "fiches"

Key = tuple[str, str]
"""The path as this system compares paths, and the project's code."""
_Entries = dict[Key, "Entry"]
_Change = Callable[[_Entries], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One fiche of one file, or a file as a whole.

    Attributes:
        path: The file, absolute; or the address of a server, without its password.
        project: The project's code; empty for a file as a whole, such as the central one.
        titel: Of the project, or what the file is: "Centraal bestand".
        plan: The plan's title.
        meetmoment: Its name: "september 2021".
        entiteit: Whose dossier it is; empty for a central file.
        volledig: Percent of the required fields that are answered; -1 when not known.
        fouten: How many findings are a fout.
        waarschuwingen: How many are a waarschuwing that nobody explained.
        fiches: How many fiches a file as a whole has.
        ingediend: It was handed in.
        deadline: Day by which inzendingen are due, ISO; empty for none.
        changed: When it was last worked on, UTC, ISO.
        pinned: Kept at the top.
    """

    path: str
    project: str = ""
    titel: str = ""
    plan: str = ""
    meetmoment: str = ""
    entiteit: str = ""
    volledig: int = -1
    fouten: int = 0
    waarschuwingen: int = 0
    fiches: int = 0
    ingediend: bool = False
    deadline: str = ""
    changed: str = ""
    pinned: bool = False

    @property
    def key(self) -> Key:
        """What tells this entry from others."""
        return _compared(self.path), self.project

    @property
    def is_server(self) -> bool:
        """Whether it is on a server, and not in a file."""
        return _is_address(self.path)

    @property
    def deadline_day(self) -> date | None:
        """The day by which inzendingen are due; None when there is none."""
        try:
            return date.fromisoformat(self.deadline)
        except ValueError:
            return None

    @property
    def changed_at(self) -> datetime | None:
        """When it was last worked on, with time zone; None when that is not known."""
        try:
            moment = datetime.fromisoformat(self.changed)
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Recent:
    """The list of what was worked on lately, newest first, what is pinned before the rest.

    When the disk refuses, a change holds in this window and is tried again with the next one.

    Args:
        folder: Where the settings stand.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._waiting: list[_Change] = []
        self._entries = _read(self._path)

    def entries(self) -> list[Entry]:
        """Return what is known, in the order of the start page."""
        return _ordered(self._entries)

    def refresh(self) -> None:
        """Read again what other windows wrote."""
        self._entries = _read(self._path)
        for change in self._waiting:
            change(self._entries)

    def note(self, entry: Entry) -> bool:
        """Remember that an entry was worked on; an earlier one of the same fiche goes.

        Args:
            entry: Its path is made absolute; without `changed` it is now. Whether it is pinned
                stays as it was.

        Returns:
            Whether the disk took it.
        """
        changed = entry.changed or datetime.now(UTC).isoformat(timespec="milliseconds")
        whole = replace(entry, path=_whole(entry.path), changed=changed)

        def put(entries: _Entries) -> None:
            before = entries.get(whole.key)
            pinned = before.pinned if before else whole.pinned
            entries[whole.key] = replace(whole, pinned=pinned)

        return self._make(put)

    def pin(self, key: Key, *, pinned: bool) -> bool:
        """Keep an entry at the top, or no longer; one that is gone stays gone."""

        def set_pin(entries: _Entries) -> None:
            if key in entries:
                entries[key] = replace(entries[key], pinned=pinned)

        return self._make(set_pin)

    def drop(self, key: Key) -> bool:
        """Take an entry off the list; the file stays where it is."""

        def remove(entries: _Entries) -> None:
            entries.pop(key, None)

        return self._make(remove)

    def move(self, old: str, new: str) -> bool:
        """Let every entry of the file `old` point to `new`: it was found there."""

        def follow(entries: _Entries) -> None:
            for key in [key for key in entries if key[0] == _compared(old)]:
                found = replace(entries.pop(key), path=new)
                entries[found.key] = found

        return self._make(follow)

    def _make(self, change: _Change) -> bool:
        """Make a change to what the disk holds now, with those that still had to be written."""
        self._waiting.append(change)
        with turn_to_write(self._path) as ours:
            if ours:
                self.refresh()
                entries = _ordered(self._entries)
                self._entries = {each.key: each for each in entries}
                if write_json(self._path, {_ENTRIES: [asdict(each) for each in entries]}):
                    self._waiting.clear()
                    return True
        if not ours:
            change(self._entries)
        return False


def missing(paths: Iterable[str], progress: Progress = silent) -> frozenset[str]:
    """Return those paths where no file stands now; slow when a network share is gone.

    Args:
        paths: Each is looked at once.
        progress: Called once per path.

    Raises:
        Cancelled: The user stopped.
    """
    different = sorted(set(paths))
    gone = set()
    for done, path in enumerate(different):
        progress(done, len(different), path)
        # Whether a server answers shows when it is opened.
        if not _is_address(path) and not _stands(Path(path)):
            gone.add(path)
    return frozenset(gone)


def _whole(path: str) -> str:
    if _is_address(path):
        return path
    # abspath and not resolve: that would ask a network share that may be gone.
    return os.path.abspath(path)  # noqa: PTH100 - see above


def _compared(path: str) -> str:
    return path if _is_address(path) else os.path.normcase(path)


def _is_address(path: str) -> bool:
    """Tell a server from a file; `vvdesk.store.place` knows the rest."""
    return "://" in path


def _stands(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _ordered(entries: _Entries) -> list[Entry]:
    newest_first = sorted(entries.values(), key=lambda each: each.changed, reverse=True)
    return sorted(newest_first, key=lambda each: not each.pinned)[:MOST_ENTRIES]


def _read(path: Path) -> _Entries:
    rows = read_json(path).get(_ENTRIES)
    if not isinstance(rows, list):
        return {}
    found = [_entry(row) for row in rows if isinstance(row, dict)]
    return {each.key: each for each in found if each is not None}


def _entry(row: dict[str, Any]) -> Entry | None:
    """Return the entry in a row of the file; None when it is none."""
    known = {each.name: row[each.name] for each in fields(Entry) if each.name in row}
    if not known.get("path"):
        return None
    fitting = all(type(value) is _TYPES[name] for name, value in known.items())
    return Entry(**known) if fitting else None


_TYPES = {each.name: each.type for each in fields(Entry)}
