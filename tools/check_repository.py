"""Refuse what ties the repository to one machine; part of `make test`.

No file may name a folder of the machine it was written on, nor the host of a package registry:
a stranger's clone has neither. Tests may name folders that every Unix has (`/tmp`, `/etc`).
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: Written in pieces, so that this file passes its own check.
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "--index" + "-url")
MADE = {"__pycache__", "build", "dist", "demo", "bench-results"}
HOMES = r"(?<![\w.:/-])/(?:root|work|home/[a-z]\w*|Users/[A-Za-z]\w*)/"


def main() -> int:
    """Look through every file of the repository; return 1 if one ties it to a machine."""
    pattern = machine_pattern(ROOT)
    problems = [problem for path in repository_files() for problem in problems_of(path, pattern)]
    for problem in problems:
        print(problem)
    if not problems:
        print("Repository: nothing names a folder of this machine or the host of a registry.")
    return 1 if problems else 0


def machine_pattern(root: Path) -> re.Pattern[str]:
    """Return what no line may contain: home folders, registries, the folder `root` itself."""
    here = re.escape(str(root)) + r"(?![\w-])"
    return re.compile("|".join([HOMES, here, *map(re.escape, HOSTS)]))


def repository_files() -> Iterator[Path]:
    """Yield the files that git knows or would take in; ignored files are nobody's concern."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        names = listing.stdout.decode("utf-8").split("\0")
        yield from (ROOT / name for name in names if name and (ROOT / name).is_file())
    else:  # an unpacked archive
        yield from (path for path in ROOT.rglob("*") if path.is_file() and not is_made(path))


def is_made(path: Path) -> bool:
    """Tell whether a tool made this file: what .gitignore lists, for a folder without git."""
    parts = set(path.relative_to(ROOT).parts[:-1]) - {".ci"}
    return any(part.startswith(".") or part in MADE for part in parts)


def problems_of(path: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield a sentence for every line of `path` that contains `pattern`; binaries have none."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if found := pattern.search(line):
            yield f"{path.relative_to(ROOT)}:{number}: names {found.group()!r}."


if __name__ == "__main__":
    raise SystemExit(main())
