"""Runs a function on a foreign file in another process, which may die without harm.

The other process has its own bound on memory; this side watches the clock. What comes back is
unpickled with an allow-list: classes of vvdesk and a few plain ones, no functions.
"""

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from vvdesk import errors
from vvdesk.errors import Refused, Unavailable, VvdeskError
from vvdesk.exchange.reader.child import FLAG, HEADER, READY, read_message
from vvdesk.exchange.reader.limits import DEFAULT, Limits

T = TypeVar("T")

_START_SECONDS = 60.0  # a virus scanner may look at every module first
_PLAIN_CLASSES = {
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
    ("pathlib", "PurePosixPath"),
    ("pathlib", "PureWindowsPath"),
    ("uuid", "UUID"),
    ("collections", "OrderedDict"),
}
_REBUILDERS = {("vvdesk.exchange.reader.model", "_unpack")}


class Worker:
    """A guarded process that reads files one by one; a new one is started when it has died.

    Use it from one thread at a time, and close it (it is a context manager).

    Args:
        limits: For the memory of the process and the seconds per file.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._imported: set[str] = set()

    def run(self, function: Callable[[Path], T], path: Path) -> T:
        """Call `function(path)` in the other process and return what it returns.

        Args:
            function: Of the top level of a module, or a `functools.partial` of one; the module is
                imported in the other process, so it should be light.
            path: Given to it; its name is used in messages.

        Raises:
            Refused: The function refused the file, or asked too much memory or time, or failed.
            VvdeskError: The function raised one of the family in `vvdesk.errors`.
            Unavailable: The other process cannot be started.
        """
        process = self._started()
        self._import(process, function)
        request = pickle.dumps((function, path), pickle.HIGHEST_PROTOCOL)
        message, late = _exchange(process, request, self._limits.seconds)
        outcome, result = _loads(message) if message else ("late" if late else "", None)
        if outcome == "done":
            return cast("T", result)
        if outcome == "refused":
            raise _error(result)
        self.close()
        raise Refused(
            f"'{path.name}' is niet gelezen: {self._reason(outcome, result)}. "
            "Bewaar de werkmap opnieuw in Excel of LibreOffice en wis lege opgemaakte rijen."
        )

    def _reason(self, outcome: str, result: object) -> str:
        if outcome == "late":
            return f"het lezen duurde langer dan {self._limits.seconds:g} seconden"
        if outcome == "memory":
            return "het bestand vroeg te veel geheugen"
        if outcome == "failed":
            return f"er staat iets in waar de lezer niet op voorzien is ({result})"
        return "het bestand vroeg te veel geheugen of liet de lezer vastlopen"

    def interrupt(self) -> None:
        """Let the file that is being read be refused at once; from any thread."""
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """End the other process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close(stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        try:
            self._process = subprocess.Popen(
                _command(self._limits.memory),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise Unavailable(_NO_READER) from None
        ready, _ = _exchange(self._process, b"", _START_SECONDS)
        self._imported = set()
        if ready != READY:
            self.close()
            raise Unavailable(_NO_READER)
        return self._process

    def _import(self, process: "subprocess.Popen[bytes]", function: Callable[[Path], T]) -> None:
        """Let the process import what it needs before the clock of the first file runs."""
        module = getattr(function, "func", function).__module__
        if module in self._imported:
            return
        request = pickle.dumps((function, None), pickle.HIGHEST_PROTOCOL)
        answer, _ = _exchange(process, request, _START_SECONDS)
        if answer is None:
            self.close()
            raise Unavailable(_NO_READER)
        self._imported.add(module)


_NO_READER = (
    "Het deel van vvdesk dat werkmappen leest kan niet starten. "
    "Sluit andere programma's en probeer opnieuw; helpt dat niet, installeer vvdesk opnieuw."
)


def _command(memory: int) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, str(memory)]
    path = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 - '' is the present folder
    program = (
        f"import sys; sys.path[:] = {path!r}; "
        f"from vvdesk.exchange.reader.child import serve; serve({memory})"
    )
    return [sys.executable, "-I", "-S", "-c", program]


def _exchange(
    process: "subprocess.Popen[bytes]", request: bytes, seconds: float
) -> tuple[bytes | None, bool]:
    """Send a request, if any, and wait for the message; None when the process ended first."""
    if process.stdin is None or process.stdout is None:
        return None, False
    timer = Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        if request:
            process.stdin.write(HEADER.pack(len(request)) + request)
            process.stdin.flush()
        message = read_message(cast("io.BufferedReader", process.stdout))
    except OSError:
        message = None
    finally:
        late = timer.finished.is_set()
        timer.cancel()
    return message, late


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:  # what could not be written any more
        return


class _Unpickler(pickle.Unpickler):
    """Makes only data: the process that sends it has read foreign bytes."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of vvdesk, or one of a few plain ones.

        Raises:
            UnpicklingError: It is anything else.
        """
        if (module, name) in _PLAIN_CLASSES | _REBUILDERS:
            return super().find_class(module, name)
        if module.partition(".")[0] == "vvdesk" and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _loads(message: bytes) -> tuple[str, Any]:
    try:
        outcome, result = _Unpickler(io.BytesIO(message)).load()
    except Exception as error:  # noqa: BLE001 - whatever the other process made of it
        return "failed", f"{type(error).__name__}: {error}"
    return str(outcome), result


def _error(result: object) -> VvdeskError:
    name, sentence = cast("tuple[str, str]", result)
    kind = getattr(errors, name, Refused)
    is_known = isinstance(kind, type) and issubclass(kind, VvdeskError)
    return kind(sentence) if is_known else Refused(sentence)
