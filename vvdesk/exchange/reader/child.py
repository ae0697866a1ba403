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
from typing import BinaryIO

from vvdesk.errors import VvdeskError
from vvdesk.exchange.reader.confinement import confine_memory

HEADER = struct.Struct("<Q")
READY = b"ready"
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
    _send(answers, READY)
    while (request := read_message(requests)) is not None:
        _send(answers, answer_to(request))


def answer_to(request: bytes) -> bytes:
    """Carry out one request; whatever happens, there is an answer.

    Args:
        request: A pickled pair of a function of some module and the path to call it with; without
            a path the module is only imported.

    Returns:
        A pickled pair of what happened (`done`, `refused`, `memory`, `failed`) and the result.
    """
    try:
        function, path = pickle.loads(request)  # noqa: S301 - it comes from the parent
        return _dumps("done", None if path is None else function(path))
    except VvdeskError as error:
        found: tuple[str, object] = ("refused", (type(error).__name__, str(error)))
    except MemoryError:
        found = ("memory", None)
    except Exception as error:  # noqa: BLE001 - a foreign file may not stop the program
        found = ("failed", f"{type(error).__name__}: {error}"[:500])
    gc.collect()  # an error holds on to everything that was being read
    return _dumps(*found)


def read_message(stream: BinaryIO) -> bytes | None:
    """Read one message with its length in front; None when the stream has ended."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    (length,) = HEADER.unpack(header)
    message = stream.read(length)
    return message if len(message) == length else None


def _send(stream: BinaryIO, message: bytes) -> None:
    stream.write(HEADER.pack(len(message)))
    stream.write(message)
    stream.flush()


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


def _dumps(outcome: str, result: object) -> bytes:
    return pickle.dumps((outcome, result), pickle.HIGHEST_PROTOCOL)
