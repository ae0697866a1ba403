"""See that the tests find a Chromium to open web pages in; go on without where there is none.

Any browser of that family will do. Where apt and root allow it, Debian's is installed.
"""

import os
import shutil
import sys
from pathlib import Path

from bootstrap import apt_install

VARIABLE = "VVDESK_TEST_CHROMIUM"
"""Names the program to use; an empty value means: none."""
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
"""Where browsers stand that are not in the path."""


def main() -> int:
    """Install a browser where apt and root allow it; else say what is skipped."""
    if find() is None and VARIABLE not in os.environ and sys.platform == "linux":
        apt_install(["chromium"])
    if find() is None:
        print(
            "No Chromium or Chrome is here, so the tests that open web pages in it will be "
            "skipped. On Debian or Ubuntu:\n  sudo apt-get install chromium\n"
            f"A browser elsewhere can be named in {VARIABLE}.",
            flush=True,
        )
    return 0


def find() -> Path | None:
    """Return the program of a browser; None when there is none."""
    if VARIABLE in os.environ:
        named = os.environ[VARIABLE]
        return Path(named) if named else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return Path(found)
    return next((place for place in map(Path, PLACES) if place.is_file()), None)


if __name__ == "__main__":
    raise SystemExit(main())
