"""Starts the program, kills it at a chosen moment, and tells what it had said by then.

A moment is a time since the start, or the n-th call to the file system; strace places the latter,
exactly before the call is carried out. Calls that are placed find what timed kills miss.

Source:
    RELIABILITY.md 4 and 8.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
CALLS = (
    "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "link", "linkat",
)  # fmt: skip
"""What changes a disk."""
KILLED = -signal.SIGKILL
_LONGEST = 60.0
_CALL = re.compile(r"^(?:\d+ +)?(?P<name>[a-z0-9]+)\((?P<answer>[12],)?", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """What one run of the program came to.

    Attributes:
        code: Exit code; `KILLED` when it was killed.
        out: Standard output.
        err: Standard error.
        seconds: How long it ran.
    """

    code: int
    out: str
    err: str
    seconds: float

    @property
    def was_killed(self) -> bool:
        """Tell whether the kill came before the end."""
        return self.code == KILLED

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What `set --stdin` answered, edit by edit; half a line is no answer."""
        lines = self.out.splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("\n")]


@dataclass(frozen=True)
class Fault:
    """What strace does at one call: `signal=SIGKILL`, or an error such as `error=ENOSPC`.

    Attributes:
        call: Name of the system call.
        place: Which one of that name, from 1.
        what: In the words of `strace --inject`.
    """

    call: str
    place: int
    what: str = "signal=SIGKILL"

    @property
    def options(self) -> list[str]:
        """The arguments of strace."""
        return ["-e", f"inject={self.call}:{self.what}:when={self.place}"]


class Program:
    """The program, ready to be started many times; a context manager.

    Args:
        home: Where versions and settings go (`VVDESK_HOME`).
        channels: A folder for the input and output of runs.
    """

    def __init__(self, home: Path, channels: Path) -> None:
        self.home, self._channels = home, channels
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forked_program.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *_more_path()])},
            text=True,
        )
        assert "ready" in self._answer()

    def run(
        self,
        arguments: list[str],
        folder: Path,
        given: str = "",
        *,
        kill_after: float | None = None,
        faults: tuple[Fault, ...] = (),
        trace: Path | None = None,
        largest_file: int | None = None,
        user: int | None = None,
    ) -> Run:
        """Run the program once.

        Args:
            arguments: Of the command line.
            folder: Where it works.
            given: On standard input.
            kill_after: Seconds after its start; None for never.
            faults: Where strace interferes.
            trace: A file for the calls that strace sees; None for none.
            largest_file: Bytes; a larger file is refused by the system, as on a full disk.
            user: Number of the user that it becomes.
        """
        names = [self._channels / name for name in ("in", "out", "err")]
        names[0].write_text(given, encoding="utf-8")
        for name in names[1:]:
            name.unlink(missing_ok=True)
            name.touch()
            name.chmod(0o666)
        stopped = bool(faults) or trace is not None
        order = {
            "arguments": arguments,
            "folder": str(folder),
            "home": str(self.home),
            "channels": [str(name) for name in names],
            "stopped": stopped,
            "kill_after": kill_after,
            "largest_file": largest_file,
            "user": user,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        pid = self._answer()["pid"]
        tracer = _attach(pid, faults, trace) if stopped else None
        ended = self._answer()
        if tracer is not None:
            tracer.communicate(timeout=_LONGEST)
        out, err = (name.read_text(encoding="utf-8") for name in names[1:])
        return Run(ended["code"], out, err, ended["seconds"])

    def forget(self) -> None:
        """Throw away the kept versions, so that every run has the same work to do."""
        shutil.rmtree(self.home)
        self.home.mkdir()

    def close(self) -> None:
        """End the program that the runs come from."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(_LONGEST)
        self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the program could not be loaded"
        answer: dict[str, Any] = json.loads(line)
        return answer


@cache
def can_place() -> bool:
    """Tell whether strace is here and allowed to watch another process."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-o", os.devnull, "-e", "inject=fsync:error=EIO:when=1", "true"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


def placed_faults(trace: Path, what: str = "signal=SIGKILL") -> list[Fault]:
    """Return every place at which an undisturbed run touched the disk, in order.

    Answers to the user go to a disk here, but not in earnest: they can be the place of a kill, but
    they do not fail.

    Args:
        trace: What strace saw of that run.
        what: What has to happen there.
    """
    seen: Counter[str] = Counter()
    faults = []
    for found in _CALL.finditer(trace.read_text(encoding="utf-8", errors="replace")):
        name = found["name"]
        if name in CALLS:
            seen[name] += 1
            if found["answer"] and not what.startswith("signal"):
                continue
            faults.append(Fault(name, seen[name], what))
    return faults


def _attach(pid: int, faults: tuple[Fault, ...], trace: Path | None) -> "subprocess.Popen[str]":
    """Let strace watch a stopped process, and let it go on."""
    options = [option for fault in faults for option in fault.options]
    tracer = subprocess.Popen(
        [
            *("strace", "-p", str(pid), "-s", "0", "-o", str(trace or os.devnull)),
            *("-e", f"trace={','.join(CALLS)}", *options),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    os.kill(pid, signal.SIGCONT)  # the process is a child of one that waits for it: it is there
    assert "attached" in said, said
    return tracer


def _more_path() -> list[str]:
    return [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
