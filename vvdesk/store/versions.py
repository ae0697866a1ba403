"""Versions kept of a document: copies that were opened and checked before they counted.

They stand in the user's own folder, not beside the document, so that a lost folder or a spoilt
share does not take them along. Going back means a copy under a new name, never over the document.
"""

import contextlib
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from vvdesk.atomic import temporary_beside
from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.paths import versions_dir
from vvdesk.store.file_format import check_header, connect

KEPT_LATEST = 10
KEPT_DAYS = 14
KEPT_MONTHS = 12
LARGEST_TOTAL = 500 * 2**20
"""Bytes of all versions of one document; the oldest go first."""

_NAME = re.compile(r"(?P<time>[0-9]{8}T[0-9]{12}Z)-n(?P<n>[0-9]+)-(?P<reason>[a-z-]+)\.vvd")


@dataclass(frozen=True, slots=True)
class Version:
    """One kept copy of a document.

    Attributes:
        path: Where it stands.
        time: When it was made, UTC.
        n: The number of the last row of the audit trail that it holds.
        reason: Before what it was made: opening, import, merge, upgrade, bewaren.
    """

    path: Path
    time: datetime
    n: int
    reason: str


def keep_version(document: Path, reason: str) -> Version | None:
    """Keep a copy of `document` as it is now, unless the newest version equals it.

    Args:
        document: A `.vvd` that is not being written at this moment.
        reason: Lower-case word; see `Version`.

    Returns:
        The version made; None when the newest one already holds the same.

    Raises:
        Unavailable: The copy could not be made or did not pass its check.
    """
    try:
        with closing(connect(document, read_only=True)) as source:
            file_id, last = _identity(source)
            existing = versions(document, file_id)
            if existing and existing[0].n == last and reason != "upgrade":
                return None
            made = _copy(source, _folder(file_id), last, reason)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(
            f'Er kon vooraf geen veilige kopie van "{document.name}" gemaakt worden ({error}). '
            "Er is niets gewijzigd. Maak plaats vrij op de schijf en probeer opnieuw."
        ) from error
    _thin_out(versions(document, file_id))
    return made


def versions(document: Path, file_id: str | None = None) -> list[Version]:
    """Return the kept versions of `document`, newest first.

    Raises:
        Refused: The document cannot be read and `file_id` was not given.
    """
    if file_id is None:
        file_id = document_id(document)
    found = []
    for path in _folder(file_id).glob("*.vvd"):
        if parts := _NAME.fullmatch(path.name):
            time = datetime.strptime(parts["time"], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
            found.append(Version(path, time, int(parts["n"]), parts["reason"]))
    return sorted(found, key=lambda version: version.path.name, reverse=True)


def restore(version: Version, target: Path) -> None:
    """Put a version back as a new file.

    Raises:
        Misused: `target` exists already.
        Refused: The version itself is damaged.
        Unavailable: The copy could not be written.
    """
    copy_document(version.path, target)


def copy_document(document: Path, target: Path) -> None:
    """Copy what a document holds to a new file, checked before it counts.

    Raises:
        Misused: `target` exists already.
        Refused: The document itself is damaged.
        Unavailable: The copy could not be written.
    """
    if target.exists():
        raise Misused(
            f'"{target.name}" bestaat al; kies een nieuwe naam, er wordt niets overschreven.'
        )
    check_header(document)
    temporary = temporary_beside(target)
    try:
        with closing(connect(document, read_only=True)) as source:
            _backup(source, temporary)
        temporary.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f'"{target.name}" kon niet geschreven worden ({error}).') from error
    finally:
        temporary.unlink(missing_ok=True)


def document_id(document: Path) -> str:
    """Return the id that a file and all its copies carry.

    Raises:
        Refused: The file is no readable `.vvd`.
    """
    check_header(document)
    try:
        with closing(connect(document, read_only=True)) as source:
            return _identity(source)[0]
    except sqlite3.Error as error:
        raise Refused(f'"{document.name}" is beschadigd ({error}).') from error


def _identity(source: sqlite3.Connection) -> tuple[str, int]:
    row = source.execute("SELECT bestand_id FROM plan").fetchone()
    if row is None:
        raise Refused("Het bestand mist zijn plan; er is in gesleuteld. Neem een eerdere versie.")
    last = source.execute("SELECT coalesce(max(n), 0) FROM wijziging").fetchone()[0]
    return str(row[0]), int(last)


def _folder(file_id: str) -> Path:
    folder = versions_dir() / re.sub(r"[^0-9a-f-]", "", file_id)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _copy(source: sqlite3.Connection, folder: Path, last: int, reason: str) -> Version:
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%S%f}Z-n{last}-{reason}.vvd"
    temporary = temporary_beside(folder / name)
    try:
        _backup(source, temporary)
        temporary.replace(folder / name)
    finally:
        temporary.unlink(missing_ok=True)
    return Version(folder / name, now, last, reason)


def _backup(source: sqlite3.Connection, target: Path) -> None:
    """Copy page by page, then open the copy and check it: only then it counts."""
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok" or _identity(copy) != _identity(source):
            raise sqlite3.DatabaseError(f"kopie niet goed: {found}")


def _thin_out(found: list[Version]) -> None:
    """Remove what no rule keeps: the latest ten, one a day, one a month, within the size."""
    kept = set(found[:KEPT_LATEST])
    now = datetime.now(UTC)
    kept |= _newest_per(found, "%Y%m%d", now - timedelta(days=KEPT_DAYS))
    kept |= _newest_per(found, "%Y%m", now - timedelta(days=31 * KEPT_MONTHS))
    total = 0
    for place, version in enumerate(found):
        size = version.path.stat().st_size
        total += size
        if version not in kept or (total > LARGEST_TOTAL and place > 0):
            with contextlib.suppress(OSError):
                version.path.unlink()
            total -= size


def _newest_per(found: list[Version], period: str, since: datetime) -> set[Version]:
    newest: dict[str, Version] = {}
    for version in found:
        if version.time >= since:
            newest.setdefault(version.time.strftime(period), version)
    return set(newest.values())
