"""The worker process: reads one file after the other, and is expected to die of a bad one.

It imports only the standard library and what the function it is asked for needs. Requests come in
over standard input and answers go out over standard output; whatever else is printed goes nowhere.
"""

import gc
import importlib
import os
import pickle
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from vvdesk.errors import VvdeskError
from vvdesk.exchange.reader.confinement import confine_memory

HEADER = struct.Struct("<Q")
FLAG = "--vvdesk-reader"
"""The argument by which a frozen program knows that it is to be a worker; see `serve_if_asked`."""


def serve_if_asked() -> None:
    """Become a worker, and never return, when this program was started to be one.

    To be called first thing by every entry point, before it imports anything slow: in a program
    frozen by PyInstaller there is no other Python to start.
    """
    if sys.argv[1:2] == [FLAG]:
        serve(int(sys.argv[2]))
        sys.exit(0)


def serve(memory: int) -> None:
    """Answer requests until standard input closes.

    Args:
        memory: Most bytes this process may use.
    """
    requests, answers = _channels()
    confine_memory(memory)
    gc.disable()  # reading makes no cycles, and every file costs a tenth less
    while True:
        request = read_message(requests)
        if request is None:
            return
        answer = _answer(request)
        gc.collect()
        answers.write(HEADER.pack(len(answer)))
        answers.write(answer)
        answers.flush()


def read_message(stream: BinaryIO) -> bytes | None:
    """Read one message with its length in front; None when the stream has ended."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    (length,) = HEADER.unpack(header)
    message = stream.read(length)
    return message if len(message) == length else None


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Take over standard input and output, and leave silence in their place."""
    if sys.platform == "win32":
        msvcrt = importlib.import_module("msvcrt")
        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    requests, answers = os.dup(0), os.dup(1)
    silence = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(silence, number)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def _answer(request: bytes) -> bytes:
    try:
        function, path = pickle.loads(request)  # noqa: S301 - it comes from the parent
        return _dumps(("done", _call(function, path)))
    except VvdeskError as error:
        return _dumps(("refused", (type(error).__name__, str(error))))
    except MemoryError:
        return _dumps(("memory", None))
    except Exception as error:  # noqa: BLE001 - a foreign file may not stop the program
        return _dumps(("failed", f"{type(error).__name__}: {error}"[:500]))


def _call(function: Callable[[Path], object], path: Path) -> object:
    return function(path)


def _dumps(answer: tuple[str, object]) -> bytes:
    return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
