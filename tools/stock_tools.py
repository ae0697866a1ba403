"""See that the tests find the stock programs with which an auditor checks a seal by hand.

They are those that the manual's procedure names. Where apt and root allow it, they are installed.
"""

import shutil
import sys

from bootstrap import apt_install

PACKAGES = {"sqlite3": "sqlite3", "sha256sum": "coreutils", "minisign": "minisign"}
"""Program to the package of Debian that has it."""


def main() -> int:
    """Install what is missing where apt and root allow it; else say what is skipped."""
    missing = _missing()
    if missing and sys.platform == "linux":
        apt_install(sorted(missing.values()))
        missing = _missing()
    if missing:
        print(
            f"Not here: {', '.join(missing)}; the tests that check a seal without vvdesk will be "
            "skipped. On Debian or Ubuntu:\n"
            f"  sudo apt-get install {' '.join(sorted(missing.values()))}",
            flush=True,
        )
    return 0


def _missing() -> dict[str, str]:
    return {name: package for name, package in PACKAGES.items() if shutil.which(name) is None}


if __name__ == "__main__":
    raise SystemExit(main())
