"""The program, loaded once and then started by forking, so that a start costs milliseconds.

It runs as a child of the harness. Each line of standard input is one order (JSON); the answers are
a line when the program has started and a line when it has ended. A started program is what `python
-m vvdesk` would be after its imports: same entry point, own process, own process id.
"""

import contextlib
import importlib
import io
import json
import os
import pkgutil
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_UNFIT = ("vvdesk.store.upgrades", "vvdesk.__main__")
"""Scripts that do something when they are imported."""
_NOT_STARTED = 97


def load() -> None:
    """Import and prepare all that any verb needs, so that no started program spends time on it."""
    import vvdesk  # noqa: PLC0415 - the path is set by the harness

    for found in pkgutil.walk_packages(vvdesk.__path__, "vvdesk."):
        if not found.name.startswith(_UNFIT):
            importlib.import_module(found.name)
    others = ("alembic.command", "alembic.config", "sqlalchemy.dialects.sqlite", "typer.main")
    # Another user, whom a started program may become, need not be able to read Python's library.
    codecs = ("encodings.utf_16_le", "encodings.utf_16", "encodings.cp437", "encodings.latin_1")
    for name in (*others, *codecs):
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        main = importlib.import_module("vvdesk.__main__").main
        file = str(Path(folder) / "warm.vvd")
        assert main(["new", file, "--meetmoment", "april 2021"]) == 0
        assert main(["validate", file]) == 0


def serve() -> None:
    """Carry out orders until standard input ends."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _be_program(order)
        if order["stopped"]:
            os.waitpid(child, os.WUNTRACED)
        _say({"pid": child})
        started = time.monotonic()
        if order["kill_after"] is not None:
            time.sleep(order["kill_after"])
            os.kill(child, signal.SIGKILL)  # not reaped yet, so the number is still its own
        status = os.waitpid(child, 0)[1]
        _say({"code": os.waitstatus_to_exitcode(status), "seconds": time.monotonic() - started})


def _be_program(order: dict[str, Any]) -> None:
    """Become the program; never returns."""
    code = _NOT_STARTED
    try:
        _settle(order)
        if order["stopped"]:
            os.kill(os.getpid(), signal.SIGSTOP)
        main = importlib.import_module("vvdesk.__main__").main
        code = main(order["arguments"])
        sys.stdout.flush()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter would: a traceback and code 1
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        os._exit(code)


def _settle(order: dict[str, Any]) -> None:
    """Take on the surroundings of the order: channels, folder, limits, user."""
    os.setsid()
    flags = (os.O_RDONLY, *(os.O_WRONLY | os.O_CREAT | os.O_TRUNC,) * 2)
    for number, flag in enumerate(flags):
        handle = os.open(order["channels"][number], flag, 0o666)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - own channels
        for number, mode in enumerate("rww")
    )
    os.environ["VVDESK_HOME"] = order["home"]
    os.chdir(order["folder"])
    if order["largest_file"] is not None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest_file"], hard))
    if order["user"] is not None:
        os.setgroups([])
        os.setgid(order["user"])
        os.setuid(order["user"])


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)  # noqa: T201 - to the harness


if __name__ == "__main__":
    load()
    _say({"ready": os.getpid()})
    serve()
