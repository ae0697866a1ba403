"""Write requirements/*.txt anew from pyproject.toml: every platform, every file with its hash.

One lock builds on the other (`run`, then `dev`, then `audit`), so that a package has one
version everywhere. Versions stay what they are unless `--upgrade` is given.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = "--universal --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet"
LOCKS = {"run": [], "dev": ["--extra", "dev"], "audit": ["--extra", "audit"]}


def main(options: list[str]) -> int:
    """Compile every lock; return the exit code of the first that fails."""
    uv = find_uv()
    previous: list[str] = []
    for name, extra in LOCKS.items():
        target = f"requirements/{name}.txt"
        command = [uv, "pip", "compile", "pyproject.toml", "--output-file", target, *extra]
        command += [*OPTIONS.split(), "--python-version", "3.11", *previous, *options]
        code = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode
        if code:
            return code
        previous = ["--constraints", target]
        print(f"Wrote {target}.")
    return 0


def find_uv() -> str:
    """Return the uv program, fetched into `.venv` if there is none."""
    beside = Path(sys.executable).with_name("uv")
    if not beside.exists() and shutil.which("uv") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "-qq", "uv"], check=True)
    return str(beside) if beside.exists() else "uv"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
