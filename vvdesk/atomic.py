"""Replacing a file as a whole: afterwards the old one or the new one stands there, never a half.

The new file is written beside the target under a name of its own, forced to disk, verified by the
caller, and only then put in the target's place. Whatever fails, the target is as it was.

Source:
    RELIABILITY.md 7.3.
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from vvdesk.errors import Unavailable

_HEAD_BYTES = 4096
_RETRY_AFTER: Final = (0.05, 0.1, 0.25, 0.5)
"""Seconds; Windows refuses to replace a file while a virus scanner or Excel looks at it."""
_LONGEST_NAME = 255
_OWN_SIGNS = 48
_FOREIGN_AGE = 24 * 3600
_LEFTOVER = re.compile(
    r"\.(?P<name>.+)-(?P<host>[0-9a-f]{8})-(?P<pid>[0-9]{1,9})-[0-9a-f]{8}\.tmp(-journal)?"
)
_FORMER: Final = ".vorige"
"""Behind the name of a folder that was set aside until the new one stands in its place."""
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHUT: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file looked like at one moment, enough to notice that somebody replaced it.

    Attributes:
        size: Bytes; -1 when there was no file.
        modified: Nanoseconds since 1970, as the file system tells.
        head: SHA-256 of the first 4 KiB.
    """

    size: int = -1
    modified: int = 0
    head: bytes = b""


def look(target: Path) -> Seen:
    """Return what `target` looks like now.

    Raises:
        Unavailable: It is there but cannot be read.
    """
    try:
        with target.open("rb") as file:
            status = os.fstat(file.fileno())
            head = hashlib.sha256(file.read(_HEAD_BYTES)).digest()
    except FileNotFoundError:
        return Seen()
    except OSError as error:
        raise unavailable(error, target) from error
    return Seen(status.st_size, status.st_mtime_ns, head)


def replace_file(
    target: Path,
    write: Callable[[Path], object],
    verify: Callable[[Path], object],
    seen: Seen | None = None,
) -> None:
    """Put a new file in the place of `target`, or leave everything as it was.

    Args:
        target: Where the file has to stand; need not exist yet. A symbolic link is followed.
        write: Fills the path it is given, an empty file in the same folder; its result is ignored.
        verify: Reads that path back and raises when it is not what was meant.
        seen: What `target` looked like when its content was decided on; None for: as it is now.

    Raises:
        Unavailable: The disk is full, the folder cannot be written, the target is open elsewhere,
            or somebody changed it in the meantime.
    """
    target = Path(os.path.realpath(target))
    clean_leftovers(target.parent)
    expected = look(target) if seen is None else seen
    temp = _new_temp(target)
    try:
        write(temp)
        _force_to_disk(temp, target)
        verify(temp)
        _check_unchanged(target, expected)
        _take_place(temp, target)
    except OSError as error:
        raise unavailable(error, target) from error
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)
    _force_folder(target.parent)


def temporary_beside(target: Path, name: str | None = None) -> Path:
    """Return a fresh name in the folder of `target` that tells whose it is when it stays behind.

    Args:
        target: What the temporary file is to become.
        name: What it is called in the temporary name; None for the target's own.
    """
    own = f"{_host()}-{os.getpid()}-{secrets.token_hex(4)}"
    return target.with_name(f".{name or target.name}-{own}.tmp")


def replace_folder(target: Path, fill: Callable[[Path], object]) -> None:
    """Put a new folder in the place of `target`, or leave everything as it was.

    Between two renames there is no folder at all; whoever is killed there leaves the earlier one
    beside it, and `clean_leftovers` puts that back.

    Args:
        target: Where the folder has to stand; need not exist yet. A symbolic link is followed.
        fill: Writes everything in the folder it is given, an empty one beside `target`.

    Raises:
        OSError: The folder cannot be written or replaced; what stood there is as it was.
    """
    target = Path(os.path.realpath(target))
    clean_leftovers(target.parent)
    fresh = temporary_beside(target)
    former = temporary_beside(target, f"{target.name}{_FORMER}")
    try:
        fresh.mkdir()
        fill(fresh)
        _force_folder(fresh)
        _swap(fresh, target, former)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)
    _force_folder(target.parent)


def clean_leftovers(folder: Path) -> list[Path]:
    """Remove what a program that is no longer running left half written in `folder`.

    A folder that it had set aside, and that nothing came in place of, is put back. What another
    computer left stays for a day: its programs cannot be asked.

    Returns:
        What was removed. A folder that cannot be read or written is no error here.
    """
    removed: list[Path] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _LEFTOVER.fullmatch(entry.name)
            if match and _is_abandoned(match, entry.stat(follow_symlinks=False).st_mtime):
                with suppress(OSError):
                    if _is_taken_away(entry, match):
                        removed.append(Path(entry.path))
    return removed


def unavailable(error: OSError, target: Path) -> Unavailable:
    """Tell in Dutch why `target` could not be written, and what to do about it."""
    where = f'"{target.name}" in de map {target.parent}'
    if error.errno == errno.ENAMETOOLONG:
        return Unavailable("De naam van het bestand of de map is te lang. Kies een kortere naam.")
    if error.errno in _FULL:
        return Unavailable(
            f"{where} is niet bewaard: de schijf is vol. Maak plaats vrij of kies een andere "
            "schijf; wat er stond, is niet veranderd."
        )
    if not target.parent.is_dir():
        return Unavailable(
            f'De map {target.parent} bestaat niet (meer), dus "{target.name}" is niet bewaard. '
            "Maak de map of kies een andere."
        )
    if target.is_dir():
        return Unavailable(f"{target} is een map, geen bestand. Kies een andere naam.")
    if error.errno in _SHUT:
        return _shut(target, where)
    return Unavailable(
        f"{where} kan niet gelezen of bewaard worden ({error.strerror or type(error).__name__}). "
        "Probeer opnieuw of kies een andere map; wat er stond, is niet veranderd."
    )


def _shut(target: Path, where: str) -> Unavailable:
    if target.exists() and (os.name == "nt" or _lock_beside(target)):
        return Unavailable(
            f"{where} staat open in Excel, Word of een ander programma. Sluit het daar en probeer "
            f'opnieuw, of bewaar als "{target.stem} (2){target.suffix}"; het bestand is niet '
            "veranderd."
        )
    return Unavailable(
        f"{where} is niet bewaard: in die map mag je niet schrijven. Kies een andere map of "
        "vraag schrijfrechten; wat er stond, is niet veranderd."
    )


def _new_temp(target: Path) -> Path:
    """Make an empty file beside the target, under a name that tells whose it is."""
    room = _LONGEST_NAME - _OWN_SIGNS
    name = os.fsencode(target.name)[:room].decode(errors="ignore")
    temp = temporary_beside(target, name)
    try:
        os.close(os.open(temp, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as error:
        raise unavailable(error, target) from error
    return temp


def _force_to_disk(temp: Path, target: Path) -> None:
    with temp.open("r+b") as file:
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, temp)


def _check_unchanged(target: Path, expected: Seen) -> None:
    if look(target) != expected:
        raise Unavailable(
            f'"{target.name}" in de map {target.parent} is intussen door iemand anders veranderd '
            "en is daarom niet overschreven. Bekijk dat bestand eerst, of bewaar onder een andere "
            "naam."
        )


def _take_place(temp: Path, target: Path) -> None:
    for pause in _RETRY_AFTER:
        try:
            temp.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temp.replace(target)


def _force_folder(folder: Path) -> None:
    """Force the folder's own entry to disk; Windows does that by itself and cannot be asked."""
    if os.name == "nt":
        return
    # Some network file systems cannot do this; the file itself is on disk by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(fresh: Path, target: Path, former: Path) -> None:
    """Put the new folder where the old one is; the old one comes back when that fails."""
    if not target.exists():
        fresh.rename(target)
        return
    with suppress(OSError):
        os.utime(target)  # whoever cleans meanwhile sees that it was set aside just now
    target.rename(former)
    try:
        fresh.rename(target)
    except OSError:
        with suppress(OSError):
            former.rename(target)
        raise


def _is_taken_away(entry: os.DirEntry[str], match: re.Match[str]) -> bool:
    """Remove a leftover and tell so, unless it is what stood there before and is to stay."""
    path = Path(entry.path)
    if not entry.is_dir(follow_symlinks=False):
        path.unlink()
        return True
    name = match["name"]
    original = path.with_name(name.removesuffix(_FORMER))
    if name.endswith(_FORMER) and not original.exists():
        path.rename(original)
        return False
    shutil.rmtree(path)
    return True


def _is_abandoned(match: re.Match[str], modified: float) -> bool:
    if match["host"] != _host():
        return time.time() - modified > _FOREIGN_AGE
    try:
        # A process that started after the file was last written is another one with the same id.
        return psutil.Process(int(match["pid"])).create_time() > modified + 1
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False


def _lock_beside(target: Path) -> bool:
    """Tell whether Excel or LibreOffice left the mark of an open file beside the target."""
    marks = (f"~${target.name}", f".~lock.{target.name}#")
    return any(target.with_name(mark).exists() for mark in marks)


def _host() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
