"""The README tells the truth: its commands run as they stand there, one after the other."""

import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import vvdesk
from vvdesk.__main__ import main

ROOT = Path(vvdesk.__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
ELSEWHERE = ("postgresql://", "vvdesk-cli demo ")
"""Tried by tests of their own."""
MAY_END_WITH = {"merge": {0, 3, 4}, "validate": {0, 1}}
"""Exit codes beside 0 that are part of the story that the README tells."""


def told() -> list[str]:
    block = README.split("## The command line, by example")[1].split("```sh\n")[1].split("```")[0]
    lines = [line for line in block.splitlines() if line.startswith("vvdesk-cli ")]
    return [line for line in lines if not any(each in line for each in ELSEWHERE)]


def expanded(word: str) -> list[str]:
    """Return the names that a pattern stands for, as a shell does; else the word itself."""
    found = sorted(path.name for path in Path().glob(word)) if "*" in word else []
    return found or [word]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], tuple[int, str, str]]:
    """Run a line as a shell would, in a folder with what the README takes for granted."""
    monkeypatch.setenv("VVDESK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "resources" / "voorbeeld" / "april-2021.txt", "rapport.txt")
    edit = {"project": "VV016", "field": "financiering.vek", "value": "1 mio", "reason": "x"}
    Path("wijzigingen.jsonl").write_text(json.dumps(edit) + "\n", encoding="utf-8")

    def call(line: str) -> tuple[int, str, str]:
        line, _arrow, source = line.partition(" < ")
        words = shlex.split(line)[1:]
        arguments = [each for word in words for each in expanded(word)]
        if source:
            monkeypatch.setattr(sys, "stdin", io.StringIO(Path(source).read_text("utf-8")))
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_the_commands_of_the_readme_run_as_written(
    run: Callable[[str], tuple[int, str, str]],
) -> None:
    lines = told()
    assert len(lines) > 30
    number = ""
    for line in lines:
        code, said, wrong = run(line.replace("NUMMER", number))
        verb = line.split()[1]
        assert code in MAY_END_WITH.get(verb, {0}), (line, said, wrong)
        if verb == "question":
            number = re.findall(r"\b[0-9a-f]{12}\b", said)[0]
    assert number
