"""Functions for a worker process that do not behave as functions should."""

import os
import sys
import time
from pathlib import Path

from vvdesk.errors import Misused, VvdeskError


class Stranger(VvdeskError):
    """An error that the program itself does not know."""


def hang(_path: Path) -> None:
    """Never come back."""
    time.sleep(60)


def abort(_path: Path) -> None:
    """Die as a crashing library does."""
    os.abort()


def leave(_path: Path) -> None:
    """End without a word."""
    os._exit(0)


def swell(_path: Path) -> int:
    """Ask for more memory than there may be."""
    return len(bytearray(10**10))


def fail(_path: Path) -> float:
    """Run into a mistake."""
    return 1 / 0


def misuse(_path: Path) -> None:
    """Tell the user something."""
    raise Misused("Dit veld bestaat niet.")


def estrange(_path: Path) -> None:
    """Tell the user something in an unknown way."""
    raise Stranger("Dit is vreemd.")


def shout(path: Path) -> str:
    """Print where answers go, by every way there is."""
    os.write(1, b"x" * 100)
    os.write(2, b"x" * 100)
    sys.stdout.write("hallo")
    sys.stdout.flush()
    return path.name


def process(_path: Path) -> int:
    """Tell which process this is."""
    return os.getpid()


def modules(_path: Path) -> list[str]:
    """Tell what is imported."""
    return sorted(sys.modules)


def a_function(_path: Path) -> object:
    """Give back something that is not data."""
    return os.system


def name(path: Path) -> str:
    """Give back the name."""
    return path.name
