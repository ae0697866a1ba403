"""Merges files in a process of its own and tells what it took: seconds and peak memory, as JSON."""

import json
import sys
import time
from pathlib import Path

from benchmarks.machine import peak_memory
from benchmarks.row_merge import merge_into


def main(central: Path, names: Path) -> None:
    """Merge the files named in `names`, one per line, into `central`."""
    inzendingen = [Path(line) for line in names.read_text(encoding="utf-8").splitlines()]
    start = time.perf_counter()
    came_in = merge_into(central, inzendingen, None)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak": peak_memory(), "came_in": came_in}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
