"""Whether vvdesk is running, and whether an earlier run stopped without being asked to.

Every running program has a small file of its own; a file whose program is gone was left by a
crash, a kill or a power cut. Several programs at once do not get in each other's way.
"""

import json
import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import psutil

_PID_REUSED_AFTER: Final = 2.0
"""Seconds between two start times of a process before they are two processes."""
_BEING_WRITTEN: Final = 5.0
"""Seconds that another program is given to fill its file."""


@dataclass(frozen=True, slots=True)
class CrashInfo:
    """An earlier run that stopped unexpectedly.

    Attributes:
        started: When it started; None when that is no longer known.
        saved: When it last stored somebody's work; None when it never did.
    """

    started: datetime | None
    saved: datetime | None


class Running:
    """The mark of this running program.

    Args:
        folder: Where the marks stand: `vvdesk.paths.log_dir()`.

    Attributes:
        saved_at: When work was last stored in this run; None when it never was.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"loopt-{os.getpid()}-{secrets.token_hex(4)}.json"
        self._started = datetime.now().astimezone()
        self.saved_at: datetime | None = None

    def begin(self) -> None:
        """Mark that this program runs."""
        self._write()

    def saved(self, moment: datetime) -> None:
        """Remember when work was last stored, for the card after a crash."""
        self.saved_at = moment
        self._write()

    def end(self) -> None:
        """Take the mark away: the program stops because somebody asked it to."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def crashed_before(self) -> CrashInfo | None:
        """Return the latest run on this computer that stopped unexpectedly, and forget them all.

        Two programs that start at once do not both tell of the same crash.
        """
        found: list[CrashInfo] = []
        with suppress(OSError):
            for path in self._folder.glob("loopt-*.json"):
                left = _left_behind(path) if path != self._path else None
                if left is not None and _removed(path):
                    found.append(left)
        return max(found, key=_latest, default=None)

    def _write(self) -> None:
        told = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "process": psutil.Process().create_time(),
            "started": self._started.isoformat(),
            "saved": self.saved_at.isoformat() if self.saved_at else None,
        }
        temp = self._path.with_suffix(".tmp")
        # A mark that cannot be written costs a card after a crash, nothing else.
        with suppress(OSError):
            temp.write_text(json.dumps(told), encoding="utf-8")
            temp.replace(self._path)


def _left_behind(path: Path) -> CrashInfo | None:
    """Return what the mark tells when its program is gone; None while it may still run."""
    try:
        told = json.loads(path.read_text("utf-8"))
        if told["host"] != socket.gethostname() or not _is_gone(told["pid"], told["process"]):
            return None
        return CrashInfo(_moment(told["started"]), _moment(told["saved"]))
    except (ValueError, KeyError, TypeError):
        # Half written when the power went, or being written at this very moment.
        old = time.time() - path.stat().st_mtime > _BEING_WRITTEN
        return CrashInfo(None, None) if old else None


def _is_gone(pid: Any, started: Any) -> bool:
    try:
        running = psutil.Process(pid)
        if running.status() == psutil.STATUS_ZOMBIE:
            return True
        return bool(abs(running.create_time() - started) > _PID_REUSED_AFTER)
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _latest(found: CrashInfo) -> float:
    moment = found.saved or found.started
    return moment.timestamp() if moment else 0.0
