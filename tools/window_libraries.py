"""See that the libraries of the system that a window of Qt asks for are here, for `make dist`.

They go along in the folder that is built, so they must be here even where there is no display.
"""

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from bootstrap import QT_FOR_A_WINDOW, apt_install, stop

PLUGIN = "PySide6/Qt/plugins/platforms/libqxcb.so"


def main() -> int:
    """Install what is absent where apt and root allow it; else end with a sentence."""
    if sys.platform != "linux":
        return 0
    plugin = Path(str(distribution("PySide6-Essentials").locate_file(PLUGIN)))
    if absent(plugin):
        apt_install(QT_FOR_A_WINDOW)
    if names := absent(plugin):
        stop(
            f"Libraries of the system are absent: {', '.join(names)}. On Debian or Ubuntu:\n"
            f"  sudo apt-get install {' '.join(QT_FOR_A_WINDOW)}"
        )
    return 0


def absent(library: Path) -> list[str]:
    """Return the libraries that `library` asks for and that are found nowhere."""
    done = subprocess.run(["ldd", str(library)], capture_output=True, text=True, check=False)
    return [line.split()[0] for line in done.stdout.splitlines() if "not found" in line]


if __name__ == "__main__":
    raise SystemExit(main())
