"""Merges files in a process of its own and tells what it took: seconds and peak memory, as JSON."""

import json
import sys
import time
from pathlib import Path

from benchmarks.machine import peak_memory
from benchmarks.row_merge import merge_into


def main(central: Path, names: Path, readers: int) -> None:
    """Merge the files named in `names`, one per line, into `central`.

    Args:
        central: A copy that may change.
        names: A text file.
        readers: How many reader processes; 0 for as many as the program takes by itself.
    """
    inzendingen = [Path(line) for line in names.read_text(encoding="utf-8").splitlines()]
    start = time.perf_counter()
    came_in = merge_into(central, inzendingen, readers or None)
    seconds = time.perf_counter() - start
    print(json.dumps({"files": came_in, "seconds": seconds, "peak": peak_memory()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
