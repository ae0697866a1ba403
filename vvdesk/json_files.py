"""Small JSON files of the program's own: settings, and the list of what was open lately.

They are a convenience, so a disk that refuses is never an error here: reading gives nothing,
writing says False. What is damaged is kept aside, and a file is replaced as a whole.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

DAMAGED = ".kapot"
"""Added to the name of a file that could not be understood."""
LARGEST_FILE = 1_000_000
"""Bytes; a larger file was not written by this program."""
_RETRY_AFTER = (0.01, 0.02, 0.04)
"""Seconds; Windows refuses to replace a file while somebody reads it."""
_PATIENCE = 0.08
"""Seconds to wait for another window that is writing; it needs about a thousandth."""
_LOOK_AGAIN_AFTER = 0.005
_ABANDONED_AFTER = 2.0
"""Seconds after which a mark was left behind by a program that was killed."""


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a file; empty when there is none, or none that can be understood.

    A file that is there but damaged is renamed to end in `.kapot`, so that it is not lost when
    the next one is written.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError:
        return {}
    try:
        found = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and len(raw) <= LARGEST_FILE:
        return found
    with suppress(OSError):
        path.replace(path.with_name(path.name + DAMAGED))
    return {}


def write_json(path: Path, content: dict[str, Any]) -> bool:
    """Put a new file in the place of `path`; afterwards the old or the new one is there, whole.

    Returns:
        Whether it was written.
    """
    temporary = path.with_name(f".{path.name}-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("x", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        _take_place(temporary, path)
    except (OSError, ValueError):
        return False
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return True


@contextmanager
def turn_to_write(path: Path) -> Iterator[bool]:
    """Keep other windows from writing `path` meanwhile, if they ask for their turn as well.

    Yields:
        Whether it is our turn; False when another window kept it too long or the disk refuses.
    """
    mark = path.with_name(f".{path.name}.bezig")
    ours = _place(mark)
    try:
        yield ours
    finally:
        if ours:
            with suppress(OSError):
                mark.unlink()


def _place(mark: Path) -> bool:
    until = time.monotonic() + _PATIENCE
    with suppress(OSError):
        mark.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            _clear_abandoned(mark)
        except OSError:
            return False
        else:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_AGAIN_AFTER)


def _clear_abandoned(mark: Path) -> None:
    with suppress(OSError):
        if time.time() - mark.stat().st_mtime > _ABANDONED_AFTER:
            mark.unlink()


def _take_place(temporary: Path, path: Path) -> None:
    for pause in _RETRY_AFTER:
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(path)
