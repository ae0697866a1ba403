"""The house stands on its own: the core needs no window, and the checks of `make test` check."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import check_dependencies
import check_repository
import check_size
import licences
import pytest
from requirement_files import read_lock

import vvdesk

ROOT = Path(vvdesk.__file__).parents[1]


def lines_of_code(count: int) -> str:
    return "\n".join(["def f():", '    """Say."""', *["    x = 1"] * (count - 1)])


def test_every_module_of_the_core_imports_without_qt() -> None:
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "vvdesk").rglob("*.py")
        if path.name != "__main__.py" and "upgrades" not in path.parts
    )
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "assert not {'PySide6', 'shiboken6', 'ui'} & sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_version_is_said_twice_and_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == vvdesk.__version__


def test_a_function_of_sixty_lines_passes_and_one_more_does_not() -> None:
    assert not list(check_size.problems_of(ast.parse(lines_of_code(60)), 61))
    (problem,) = check_size.problems_of(ast.parse(lines_of_code(61)), 62)
    assert problem == "1: f() has 61 lines of 60."


def test_a_long_file_and_a_long_class_are_named() -> None:
    long_class = ast.parse("class C:\n" + "    x = 1\n" * 200)
    assert len(list(check_size.problems_of(long_class, 401))) == 2


@pytest.mark.parametrize(
    "line", ["see /ro" + "ot/notes", "/home/" + "jan/x.py", "pypi" + ".org/simple", "in /srv/here"]
)
def test_a_line_that_names_one_machine_is_reported(line: str) -> None:
    assert check_repository.machine_pattern(Path("/srv/here")).search(line)


@pytest.mark.parametrize(
    "line", ["a/work/b", "/etc/passwd", "https://x.be/home/jan/", "/srv/hereby"]
)
def test_a_line_that_names_no_machine_passes(line: str) -> None:
    assert not check_repository.machine_pattern(Path("/srv/here")).search(line)


def test_a_lock_reads_as_versions_by_name(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(
        "Some_Thing==1.2 \\\n    --hash=sha256:00\n"
        "never==1 ; python_version < '3' \\\n    --hash=sha256:00\n",
        encoding="utf-8",
    )
    assert read_lock(lock) == {"some-thing": "1.2"}


def test_an_import_that_no_lock_gives_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_dependencies, "ROOT", tmp_path)
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "module.py").write_text("import os\nimport pytest, module\n")
    examine = check_dependencies.import_problems
    assert not list(examine([tmp_path / "code"], "dev.txt", {"pytest": "9"}))
    (problem,) = examine([tmp_path / "code"], "run.txt", {"rich": "15"})
    assert "imports pytest, which run.txt does not give" in problem


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("MIT AND BSD-3-Clause", True),
        ("MIT AND GPL-3.0-only", False),
        ("unknown", False),
    ],
)
def test_a_licence_is_allowed_when_it_leaves_an_agreed_choice(licence: str, allowed: bool) -> None:  # noqa: FBT001 - a table
    assert licences.is_allowed(licence) is allowed
