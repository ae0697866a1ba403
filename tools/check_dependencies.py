"""See that a stranger gets every package that the code imports; part of `make test`.

Two ways to break a fresh clone without noticing: pyproject.toml asks for what the lock does not
give, or a file imports what happens to be installed here and is in no lock.
"""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from requirement_files import read_lock

ROOT = Path(__file__).resolve().parents[1]

#: Which lock must hold what the files of a folder import.
FOLDERS = {
    "run": ("vvdesk", "ui"),
    "dev": ("tests", "tools", "benchmarks"),
}


def main() -> int:
    """Compare pyproject.toml, locks and imports; return 1 if they disagree."""
    problems: list[str] = []
    for name, wanted in wanted_requirements().items():
        pins = read_lock(ROOT / "requirements" / f"{name}.txt")
        problems += lock_problems(f"requirements/{name}.txt", wanted, pins)
        folders = [ROOT / folder for folder in FOLDERS.get(name, ())]
        problems += import_problems(folders, f"requirements/{name}.txt", pins)
    for problem in problems:
        print(problem)
    if not problems:
        print("Dependencies: pyproject.toml, the locks and the imports agree.")
    return 1 if problems else 0


def wanted_requirements() -> dict[str, list[Requirement]]:
    """Return what pyproject.toml asks for, by lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {"run": project["dependencies"], **project["optional-dependencies"]}
    return {name: [Requirement(text) for text in texts] for name, texts in wanted.items()}


def lock_problems(lock: str, wanted: Iterable[Requirement], pins: dict[str, str]) -> Iterator[str]:
    """Yield a sentence for every requirement that the pins of `lock` do not meet."""
    for requirement in wanted:
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or version not in requirement.specifier:
            yield f"{lock}: pyproject.toml asks {requirement}, the lock has {version}: make lock."


def import_problems(folders: list[Path], lock: str, pins: dict[str, str]) -> Iterator[str]:
    """Yield a sentence for every import in `folders` that no package of `lock` gives."""
    providers = packages_distributions()
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    own = {path.name for path in ROOT.iterdir() if path.is_dir()} | {path.stem for path in files}
    for path in files:
        for name in sorted(imported_names(path) - own - sys.stdlib_module_names):
            given_by = {canonicalize_name(package) for package in providers.get(name, ())}
            if not given_by & pins.keys():
                yield f"{path.relative_to(ROOT)}: imports {name}, which {lock} does not give."


def imported_names(path: Path) -> set[str]:
    """Return the top-level names of everything that `path` imports from elsewhere."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


if __name__ == "__main__":
    raise SystemExit(main())
