"""Make `.venv` ready for a Makefile target; run by any Python 3.11+, with nothing installed.

`bootstrap.py run|dev|audit` installs the locked set of that name, exactly as locked (hashes,
wheels only). `bootstrap.py window` looks whether Qt can open a window. System packages are
installed where apt and root allow it; elsewhere a sentence names them. PostgreSQL is one of them
for `dev`, without which the tests of the server are skipped.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from postgres import find_programs

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

#: Debian's names of what Qt's wheel expects from the system: to draw at all, to open a window.
QT_TO_DRAW = [
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
]
QT_FOR_A_WINDOW = [
    *QT_TO_DRAW,
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
]
#: Where Debian says whether a server is made when its package is installed.
CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")
QT_PROBE = "from PySide6.QtWidgets import QApplication; QApplication(['vvdesk'])"


def main(arguments: list[str]) -> int:
    """Set up what the one argument names; return the exit code."""
    match arguments:
        case ["window"]:
            ensure_qt(QT_FOR_A_WINDOW, {})
        case ["run" | "dev" | "audit" as name]:
            ensure_venv()
            install(name)
            if name == "dev":
                ensure_qt(QT_TO_DRAW, {"QT_QPA_PLATFORM": "offscreen"})
                wish_for_postgres()
            stamp(name).write_text(digest(name), encoding="ascii")
        case _:
            print(__doc__)
            return 2
    return 0


def stamp(name: str) -> Path:
    """Return the file that remembers which lock of `name` is installed."""
    return VENV / f".ready-{name}"


def digest(name: str) -> str:
    """Return what identifies the lock `name`."""
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def is_installed(name: str) -> bool:
    """Tell whether the lock `name`, as it is now, was installed before."""
    return stamp(name).is_file() and stamp(name).read_text(encoding="ascii") == digest(name)


def ensure_venv() -> None:
    """Create `.venv` unless one stands there that runs and is new enough."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    if PYTHON.exists() and succeeds([PYTHON, "-c", probe]):
        return
    print(f"Making .venv with Python {sys.version.split()[0]}.", flush=True)
    # In a child: Debian's package with ensurepip may arrive after this process started.
    create = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not succeeds(create) and not (apt_install([package]) and succeeds(create)):
        stop(
            "Python cannot make a virtual environment here. On Debian or Ubuntu:\n"
            f"  sudo apt-get install {package}"
        )


def install(name: str) -> None:
    """Install the lock `name` into `.venv`; `dev` contains `run`, so it serves for both."""
    if is_installed(name) or (name == "run" and is_installed("dev")):
        return
    lock = f"requirements/{name}.txt"
    print(f"Installing {lock} into .venv; the first time takes a while.", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "--only-binary", ":all:", "-r", lock]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        stop("The packages could not be installed; pip says why above. Is there a network?")


def ensure_qt(libraries: list[str], environment: dict[str, str]) -> None:
    """See that Qt can start with `environment`; install the system's `libraries` if it cannot."""
    if qt_starts(environment) or (apt_install(libraries) and qt_starts(environment)):
        return
    subprocess.run([PYTHON, "-c", QT_PROBE], env={**os.environ, **environment}, check=False)
    stop(
        "Qt cannot start here; the reason stands above. On Debian or Ubuntu:\n"
        f"  sudo apt-get install {' '.join(libraries)}\n"
        "On another system, install the packages that hold the same libraries."
    )


def qt_starts(environment: dict[str, str]) -> bool:
    """Tell whether a Qt application can be made with these extra environment variables."""
    return succeeds([PYTHON, "-c", QT_PROBE], environment)


def wish_for_postgres() -> None:
    """See that the tests find PostgreSQL; go on without it where it cannot be installed."""
    if find_programs() is not None:
        return
    # Debian starts a server of its own with the package, unless its common part is told not to.
    if apt_install(["postgresql-common"]):
        settle_clusters()
        apt_install(["postgresql"])
    if find_programs() is None:
        print(
            "PostgreSQL is not here, so the tests of the server will be skipped. On Debian or "
            "Ubuntu:\n  sudo apt-get install postgresql",
            flush=True,
        )


def settle_clusters() -> None:
    """Let Debian's package bring programs only: the tests start a server by themselves."""
    try:
        said = CLUSTERS.read_text(encoding="utf-8")
        kept = [line for line in said.splitlines() if "create_main_cluster" not in line]
        CLUSTERS.write_text("\n".join([*kept, "create_main_cluster = false", ""]), encoding="utf-8")
    except OSError:
        return


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages where that is possible; tell whether it was done."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    succeeds(["apt-get", "update", "-qq"], quiet)
    # What is there already stays as it is: setting up vvdesk is no reason to upgrade a system.
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "--no-upgrade"]
    return succeeds([*install, *packages], quiet)


def succeeds(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> bool:
    """Run a command without a word; tell whether it ended well."""
    result = subprocess.run(
        command,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return result.returncode == 0


def stop(message: str) -> NoReturn:
    """End with a sentence for the developer."""
    raise SystemExit(message)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
