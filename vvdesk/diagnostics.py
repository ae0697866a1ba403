"""What is kept to find out later what went wrong: never a value, a text or a person's name.

A report holds types of errors, places in the program and names of commands. Messages of errors
stay out, since they quote what was typed. Reports stand in `vvdesk.paths.log_dir()`; nothing is
ever sent, a person saves a file and decides.
"""

import os
import platform
import re
import sys
import time
import traceback
import zipfile
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

import psutil

from vvdesk import __version__
from vvdesk.atomic import replace_file

KEPT_REPORTS: Final = 20
KEPT_LOGS: Final = 10
_SHOWN_COMMANDS: Final = 50
_LONGEST_LOG: Final = 10_000
"""Lines of one program's run; a day of hard work is about a thousand."""
_LONGEST_CHAIN: Final = 8
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
_LOCATION = re.compile(r'File "(?P<path>[^"\n]+)"')
_KEPT_FILES = ("fout-*.txt", "opdrachten-*.log", "vastgelopen-*.txt")


class CommandLog:
    """The commands of one run by name, with how long they took; nothing of what they were about.

    Args:
        folder: Where the log stands; one file per running program, the latest `KEPT_LOGS` stay.
        now: Tells the time; for tests.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self._now = now
        self._path = folder / f"opdrachten-{now():%Y%m%d-%H%M%S}-{os.getpid()}.log"
        self._latest: deque[str] = deque(maxlen=_SHOWN_COMMANDS)
        self._written = 0
        prune(folder, "opdrachten-*.log", KEPT_LOGS - 1)

    def note(self, command: str, seconds: float | None = None) -> None:
        """Write that a command was carried out.

        Args:
            command: Its name in the code: "excel_out". Anything else is written as "?".
            seconds: How long it took; None when nobody measured.
        """
        name = command if _NAME.fullmatch(command) else "?"
        took = "" if seconds is None else f" {seconds * 1000:.0f} ms"
        line = f"{self._now():%H:%M:%S} {name}{took}"
        self._latest.append(line)
        if self._written < _LONGEST_LOG:
            self._written += 1
            # A log that cannot be written is never a reason to disturb somebody's work.
            with suppress(OSError), self._path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")

    def latest(self) -> tuple[str, ...]:
        """Return the last lines, oldest first."""
        return tuple(self._latest)


def system_lines(extra: Mapping[str, str] | None = None) -> list[str]:
    """Return what this computer and this program are, one thing per line.

    Args:
        extra: What only the window knows: version of Qt, screens.
    """
    known = {
        "vvdesk": __version__,
        "gebouwd": "ja" if getattr(sys, "frozen", False) else "nee",
        "Python": platform.python_version(),
        "systeem": platform.platform(),
        "processor": f"{platform.machine()}, {os.cpu_count()} kernen",
        "geheugen": f"{psutil.virtual_memory().total / 2**30:.1f} GB",
        "codering": sys.getfilesystemencoding(),
        **(extra or {}),
    }
    return [f"{name}: {value}" for name, value in known.items()]


def error_lines(error: BaseException) -> list[str]:
    """Return what went wrong where, without any message.

    Returns:
        The type of the error and of those that caused it, each with its places in the program,
        latest call last; file names are relative to the program.
    """
    lines: list[str] = []
    seen: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if seen is None:
            break
        lines.append(_type_of(seen))
        lines += _places(seen.__traceback__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
        if seen is not None:
            lines.append("veroorzaakt door:")
    return lines


def write_report(
    folder: Path,
    what: list[str],
    commands: tuple[str, ...] = (),
    extra: Mapping[str, str] | None = None,
) -> Path | None:
    """Write a report of something that went wrong; the latest `KEPT_REPORTS` stay.

    Args:
        folder: Where reports stand.
        what: What happened, such as `error_lines`.
        commands: The last lines of the log.
        extra: See `system_lines`.

    Returns:
        The file; None when it could not be written, which is never an error here.
    """
    moment = datetime.now().astimezone()
    path = folder / f"fout-{moment:%Y%m%d-%H%M%S}-{os.getpid()}-{time.monotonic_ns() % 10**6}.txt"
    lines = [f"tijdstip: {moment:%Y-%m-%d %H:%M:%S}", *system_lines(extra), "", *what]
    lines += ["", "laatste opdrachten:", *commands]
    prune(folder, "fout-*.txt", KEPT_REPORTS - 1)
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path


def proposed_name(now: datetime) -> str:
    """Return how a file with everything is called: `diagnose-20261122-0640.zip`."""
    return f"diagnose-{now:%Y%m%d-%H%M}.zip"


def collect(folder: Path, target: Path, extra: Mapping[str, str] | None = None) -> None:
    """Put all reports and logs into one zip that a person can send.

    Args:
        folder: Where reports and logs stand.
        target: The zip; replaced as a whole or not at all.
        extra: See `system_lines`.

    Raises:
        Unavailable: The zip cannot be written.
    """
    told = {"systeem.txt": "\n".join(system_lines(extra)) + "\n"}
    for pattern in _KEPT_FILES:
        for path in sorted(folder.glob(pattern)):
            with suppress(OSError):
                told[path.name] = without_names(path.read_text("utf-8", errors="replace"))

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in told.items():
                archive.writestr(name, text)

    def verify(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            archive.testzip()

    replace_file(target, write, verify)


def without_names(text: str) -> str:
    """Make file names in a stack relative to the program: a home folder bears a person's name."""
    relative = _LOCATION.sub(lambda found: f'File "{_relative(found["path"])}"', text)
    return relative.replace(str(Path.home()), "~")


def prune(folder: Path, pattern: str, kept: int) -> None:
    """Remove all but the latest files; their names tell the moment, so they sort by age."""
    with suppress(OSError):
        for path in sorted(folder.glob(pattern), reverse=True)[kept:]:
            path.unlink(missing_ok=True)


def _type_of(error: BaseException) -> str:
    kind = type(error)
    number = f" (errno {error.errno})" if isinstance(error, OSError) else ""
    sqlite = getattr(error, "sqlite_errorname", "")
    return f"{kind.__module__}.{kind.__qualname__}{number}{f' ({sqlite})' if sqlite else ''}"


def _places(trace: TracebackType | None) -> list[str]:
    # Only places: the source lines of a frozen program are absent, and their values are contents.
    return [
        f"  {_relative(frame.f_code.co_filename)}:{number} {frame.f_code.co_name}"
        for frame, number in traceback.walk_tb(trace)
    ]


def _relative(filename: str) -> str:
    parts = re.split(r"[/\\]", filename)
    for mark in ("site-packages", "_internal", "dist-packages"):
        if mark in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(mark) :])
    own = [at for at, part in enumerate(parts[:-1]) if part in {"vvdesk", "ui", "tests"}]
    return "/".join(parts[own[-1] :]) if own else parts[-1]
