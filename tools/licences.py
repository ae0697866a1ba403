"""List the licences of what vvdesk needs to run; fail on one that was not agreed to.

The list reads the installed packages of a lock, so what it says holds for this machine.
"""

import re
import sys
from collections.abc import Iterable
from importlib.metadata import metadata
from pathlib import Path

from requirement_files import read_lock

#: May be used beside EUPL-1.2 in a program that is handed out as a folder. LGPL because Qt's
#: libraries stay separate files that anyone can replace.
ALLOWED = {
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MPL-2.0",
    # For fonts: may go along with a program and into documents; a changed one needs a new name.
    "OFL-1.1",
    "PSF-2.0",
}

#: What packages write that do not use the names of SPDX yet.
SYNONYMS = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}


def main(locks: list[str]) -> int:
    """Print package, version and licence of every package in `locks`; return 1 on a refusal."""
    refused = 0
    pins = {name: version for lock in locks for name, version in read_lock(Path(lock)).items()}
    for name in sorted(pins):
        licence = licence_of(name)
        verdict = "" if is_allowed(licence) else "   <- not agreed to (tools/licences.py)"
        refused += bool(verdict)
        print(f"{name:20} {pins[name]:10} {licence}{verdict}")
    return 1 if refused else 0


def licence_of(package: str) -> str:
    """Return the licence as an SPDX expression, as far as the package's metadata allow."""
    stated = metadata(package)
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in stated.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    for name in ("License-Expression", "License"):
        # Some packages put the whole text of their licence there.
        licence = str(stated[name] or "") if name in stated else ""
        if licence and "\n" not in licence:
            return SYNONYMS.get(licence, licence)
    return " AND ".join(SYNONYMS.get(name, name) for name in classifiers) or "unknown"


def is_allowed(expression: str) -> bool:
    """Tell whether an SPDX expression leaves a choice that was agreed to.

    `AND` binds more tightly than `OR`; brackets are not needed by any package so far and make
    the answer no.
    """
    return any(
        all_allowed(re.split(r"\s+AND\s+", choice)) for choice in re.split(r"\s+OR\s+", expression)
    )


def all_allowed(names: Iterable[str]) -> bool:
    """Tell whether every one of these licences was agreed to."""
    return all(SYNONYMS.get(name.strip(), name.strip()) in ALLOWED for name in names)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
