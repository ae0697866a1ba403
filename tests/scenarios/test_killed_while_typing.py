"""The window is killed while somebody types: at most the last second of it is lost."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from stores import OV, fiche, new_store
from window_driver import Person, running

from ui.desk import LiveDesk
from ui.file_doors import live_desk, open_place
from ui.pages.crash_card import CrashCard
from vvdesk import settings
from vvdesk.content import parse_path, path_value
from vvdesk.jobs import silent
from vvdesk.kinds import OPMAAK
from vvdesk.paths import log_dir, settings_dir
from vvdesk.richtext import to_plain
from vvdesk.running import Running
from vvdesk.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="windows are started by forking")

ROOT = Path(__file__).parents[2]
KILLS, MANY = 4, 60
LOSS = 1.0
"""Seconds of typing that a kill may cost."""
_PAUSE = 0.06
"""Seconds: the longest that a key takes when the machine does not make the window wait."""
_SEED = 20211122


@dataclass
class Typist:
    """Somebody who types in the window until it is killed, in one dossier, again and again.

    Attributes:
        dossier: Where they type.
        typed: What they typed in the latest window: (time, path, text) after every key.
    """

    dossier: Path
    _process: "subprocess.Popen[str]"
    _notes: Path
    typed: list[tuple[float, str, str]]

    def type_until_killed(self, seconds: float, first: int = 0) -> None:
        """Let them type for so long; `first` says in which field they begin."""
        self._notes.unlink(missing_ok=True)
        order = {
            "dossier": str(self.dossier),
            "home": os.environ["VVDESK_HOME"],
            "typed": str(self._notes),
            "kill_after": seconds,
            "first": first,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        assert _answer(self._process) == {"begun": True, "code": -9}
        lines = self._notes.read_text("utf-8").splitlines(keepends=True)
        self.typed = [tuple(json.loads(each)) for each in lines if each.endswith("\n")]

    def must_stand(self) -> dict[str, str]:
        """Return path to what was typed there more than `LOSS` before the kill.

        Time in which the machine gave the window no turn does not count: nobody typed then.
        """
        must: dict[str, str] = {}
        age, later = 0.0, self.typed[-1][0]
        for moment, path, text in reversed(self.typed):
            age += min(later - moment, _PAUSE)
            later = moment
            if age > LOSS:
                must.setdefault(path, text)
        return must


@pytest.fixture
def typist(tmp_path) -> Iterator[Typist]:
    """Somebody with a dossier of one fiche."""
    dossier = new_store(tmp_path / "ov.vvd", fiche("VV015", mijlpalen=2), entiteit=OV)
    path = os.pathsep.join(str(each) for each in (ROOT, ROOT / "tests"))
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("typing_window.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    assert "ready" in _answer(process)
    yield Typist(dossier, process, tmp_path / "getypt.jsonl", [])
    process.stdin.close()
    process.wait(60)
    process.stdout.close()


@pytest.mark.usefixtures("qapp")
def test_a_kill_costs_at_most_the_last_second_of_typing(typist):
    _kill_often(typist, KILLS)


@pytest.mark.torture
@pytest.mark.usefixtures("qapp")
def test_many_kills_cost_at_most_the_last_second_of_typing(typist):
    _kill_often(typist, MANY)


def test_the_next_start_tells_of_the_kill_and_goes_on_where_it_was(
    typist, qapp, qtbot, monkeypatch
):
    settings.save(Settings(naam="An Peeters", entiteit=OV), settings_dir())
    typist.type_until_killed(1.7)
    must = typist.must_stand()
    with running(qapp, qtbot.waitUntil, monkeypatch) as person:
        person.wait(lambda: any(each.isVisible() for each in _cards(person)))
        person.tab_to("Verder werken")
        person.press("Space")
        person.wait(lambda: person.program.file is not None)
        assert person.file.live.project == "VV015"
        assert person.file.live.read_only_reason() is None
        assert _lost(person.file.live, must) == {}


def _cards(person: Person) -> list[CrashCard]:
    return person.window.findChildren(CrashCard)


def _kill_often(typist: Typist, count: int) -> None:
    chance = random.Random(_SEED)
    for number in range(count):
        typist.type_until_killed(0.2 + 4.5 * (number + chance.random()) / count, number)
        assert Running(log_dir()).crashed_before() is not None
        desk = open_place(typist.dossier, "An Peeters", silent)
        try:
            assert desk.workspace.read_only is None
            live = live_desk(desk, None)
            live.show("VV015")
            assert _lost(live, typist.must_stand()) == {}
        finally:
            desk.workspace.close()


def _lost(live: LiveDesk, must: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return path to what was typed and what stands, where the former is not in the latter."""
    found = {path: (text, _standing(live, path)) for path, text in must.items()}
    return {
        path: both
        for path, both in found.items()
        if not _one_line(both[1]).startswith(_one_line(both[0]))
    }


def _standing(live: LiveDesk, path: str) -> str:
    draft = live.draft(path)
    if draft is not None:
        return draft.text
    pad = parse_path(path)
    value = path_value(live.desk.fiche("VV015"), pad)
    return to_plain(value) if pad.field.kind is OPMAAK else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _answer(process: "subprocess.Popen[str]") -> dict[str, Any]:
    line = process.stdout.readline()
    assert line, "the window could not be loaded"
    answer: dict[str, Any] = json.loads(line)
    return answer
