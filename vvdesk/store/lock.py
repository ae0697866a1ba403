"""One writer at a time: a small file beside the document says who is writing, and since when.

The lock is a courtesy that people can read; correctness comes from SQLite's own transactions. A
lock of a process that no longer lives on this machine is taken over by itself; one of another
machine never is.
"""

import contextlib
import getpass
import json
import os
import socket
import threading
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import psutil

from vvdesk.atomic import temporary_beside
from vvdesk.errors import Unavailable

_PID_REUSED_AFTER = 2.0
"""Seconds between two start times of a process before they are two processes."""
_WRITING_A_LOCK = 5.0
"""Seconds that an empty lock file is given to be filled."""
_HELD_HERE: set[str] = set()
"""The locks that this program holds; only `Lock` touches it, in its turn."""
_TURN = threading.RLock()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock.

    Attributes:
        user: The log-in name.
        host: The machine's name.
        pid: The process.
        started: When that process started, seconds since the epoch.
        since: When the lock was taken, local time, ISO 8601.
    """

    user: str
    host: str
    pid: int
    started: float
    since: str

    @classmethod
    def myself(cls) -> Self:
        """Describe this very process."""
        return cls(
            user_name(),
            socket.gethostname(),
            os.getpid(),
            psutil.Process().create_time(),
            datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        )

    def is_gone(self) -> bool:
        """Tell whether the holder certainly no longer runs, on this machine."""
        if self.host != socket.gethostname():
            return False
        try:
            running = psutil.Process(self.pid)
            return abs(running.create_time() - self.started) > _PID_REUSED_AFTER or (
                running.status() == psutil.STATUS_ZOMBIE
            )
        except psutil.NoSuchProcess:
            return True
        except psutil.AccessDenied:
            return False


class Lock:
    """The lock beside one document; `with Lock.take(path):` holds it."""

    def __init__(self, path: Path) -> None:
        """Know the lock file that belongs to the document at `path`."""
        self.path = path.with_name(f".~lock.{path.name}#")
        self._key = os.path.normcase(os.path.realpath(self.path.parent) + os.sep + self.path.name)
        self._held = False

    @classmethod
    def take(cls, document: Path) -> Self:
        """Take the lock of `document`.

        Raises:
            Unavailable: Somebody else holds it, or the folder cannot be written to.
        """
        lock = cls(document)
        for _attempt in range(3):
            with _TURN:
                if lock._place():
                    lock._held = True
                    _HELD_HERE.add(lock._key)
                    return lock
            holder = lock.holder()
            if holder is not None and not lock.is_left_behind(holder):
                raise Unavailable(
                    f'"{document.name}" is in gebruik door {holder.user} op {holder.host}, sinds '
                    f"{holder.since[:16].replace('T', ' ')}. Sluit het daar, of "
                    "open het om te lezen."
                )
            lock._clear_stale()
        raise Unavailable(
            f'"{document.name}" wordt juist door iemand anders geopend. Probeer opnieuw.'
        )

    def holder(self) -> Holder | None:
        """Return who holds the lock; None when nobody does or the file is no lock of ours."""
        try:
            return Holder(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def is_left_behind(self, holder: Holder) -> bool:
        """Tell whether a holder let go without taking the lock away: gone, or this very program."""
        is_ours = (holder.pid, holder.host) == (os.getpid(), socket.gethostname())
        with _TURN:
            return holder.is_gone() or (is_ours and self._key not in _HELD_HERE)

    def release(self, *, leave: bool = False) -> None:
        """Give the lock back; harmless when it is not held.

        Args:
            leave: Its file stays, because something must be mended before anybody writes again.
        """
        if not self._held:
            return
        self._held = False
        with _TURN:
            _HELD_HERE.discard(self._key)
            if not leave:
                with contextlib.suppress(OSError):
                    self.path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _place(self) -> bool:
        """Put the lock file in place whole or not at all; False when one is there."""
        content = json.dumps(asdict(Holder.myself()))
        temporary = temporary_beside(self.path)
        try:
            with temporary.open("x", encoding="utf-8") as file:
                file.write(content)
            return self._link(temporary, content)
        except OSError as error:
            raise Unavailable(
                f"In de map {self.path.parent} kan niet geschreven worden ({error.strerror})."
            ) from error
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _link(self, name: Path, content: str) -> bool:
        try:
            os.link(name, self.path)
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links
            try:
                with self.path.open("x", encoding="utf-8") as file:
                    file.write(content)
            except FileExistsError:
                return False
        return True

    def _clear_stale(self) -> None:
        """Move a dead lock away; only one of several that try succeeds."""
        with contextlib.suppress(OSError):
            if self.holder() is None and time.time() - self.path.stat().st_mtime < _WRITING_A_LOCK:
                return
            stale = self.path.with_name(f"{self.path.name}.{os.getpid()}.oud")
            self.path.rename(stale)
            stale.unlink()


def user_name() -> str:
    """Return the log-in name, or a plain word where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "onbekend"
