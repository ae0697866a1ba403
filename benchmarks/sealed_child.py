"""Seals or verifies in a process of its own, for the row that weighs it.

Run as `python -m benchmarks.sealed_child nothing|seal|verify STORE TARGET`; it says how many MB it
took at most.
"""

import sys
from pathlib import Path

from benchmarks.machine import peak_memory
from benchmarks.sealed import sealed
from vvdesk.sealing.verdict import NoKeys
from vvdesk.sealing.verifying import verify_file


def main(what: str, store: Path, target: Path) -> None:
    """Do it once, and tell."""
    if what == "seal":
        sealed(store, target)
    elif what == "verify":
        verify_file(target, NoKeys())
    print(peak_memory())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
