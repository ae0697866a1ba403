"""The program `vvdesk-cli`: runs one verb and turns whatever goes wrong into a Dutch sentence.

Exit codes: 0 done, 1 findings of severity fout, 2 wrong usage, 3 input refused or damaged or the
surroundings refuse, 4 conflicts left open; 130 after Ctrl+C, 141 when the reader of a pipe left.
"""

import errno
import io
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from vvdesk.errors import VvdeskError
from vvdesk.steering_signs import unsteered

REFUSED = 3
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Without the program's name; None for those of this process.

    Returns:
        The exit code; see the module.
    """
    if getattr(sys, "frozen", False):
        from vvdesk.exchange.reader.child import serve_if_asked  # noqa: PLC0415 - see there

        serve_if_asked()
    _use_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return PIPE_CLOSED
    except VvdeskError as error:
        return _told(str(error), error.exit_code)
    except OSError as error:
        return _told(_environment(error), REFUSED)
    except Exception as error:  # noqa: BLE001 - a bug: the user gets a sentence, the log the rest
        return _told(_unexpected(error), REFUSED)
    if code == INTERRUPTED:
        return _told("Gestopt; er is niets gewijzigd.", INTERRUPTED)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    # Here, not above: a broken installation should still end in a sentence.
    import typer  # noqa: PLC0415 - see above

    from vvdesk.commands.dutch import speak_dutch  # noqa: PLC0415 - see above
    from vvdesk.commands.program import NAME, program  # noqa: PLC0415 - see above

    speak_dutch()
    command = typer.main.get_command(program())
    try:
        return int(command.main(arguments, prog_name=NAME, standalone_mode=False) or 0)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit as error:  # typer leaves so when the reader of a pipe is gone
        raise BrokenPipeError from error
    except Exception as error:
        if not hasattr(error, "show") or not hasattr(error, "exit_code"):
            raise
        error.show()  # wrong usage, in the words of typer
        return int(error.exit_code)


def _use_utf8() -> None:
    """Read and write UTF-8 whatever the system's code page is; never fail on a sign."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            reading = stream is sys.stdin
            stream.reconfigure(
                encoding="utf-8", errors="replace" if reading else "backslashreplace"
            )


def _told(sentence: str, code: int) -> int:
    try:
        sys.stdout.flush()
    except OSError:
        _silence(sys.stdout)
    try:
        shown = unsteered(sentence) if sys.stderr.isatty() else sentence
        print(shown, file=sys.stderr, flush=True)  # noqa: T201 - the one place for it
    except OSError:
        _silence(sys.stderr)
    return code


def _silence(stream: TextIO) -> None:
    """Let what is left in `stream` go nowhere, so that Python does not complain on its way out."""
    if isinstance(stream, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _environment(error: OSError) -> str:
    if error.filename is None:
        why = "de schijf is vol" if error.errno == errno.ENOSPC else error.strerror or str(error)
        return f"De uitvoer kan niet geschreven worden: {why}."
    from vvdesk.atomic import unavailable  # noqa: PLC0415 - only when it is needed

    return str(unavailable(error, Path(os.fsdecode(error.filename))))


def _unexpected(error: Exception) -> str:
    """Keep the details of a bug in the log folder and give the sentence that tells where."""
    import traceback  # noqa: PLC0415 - only when it is needed

    from vvdesk.paths import log_dir  # noqa: PLC0415 - only when it is needed

    try:
        log = log_dir() / f"fout-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except (VvdeskError, OSError):
        return "Er is een onverwachte fout in vvdesk. De details konden niet bewaard worden."
    return f"Er is een onverwachte fout in vvdesk. Stuur dit bestand naar wie vvdesk beheert: {log}"


if __name__ == "__main__":
    sys.exit(main())
