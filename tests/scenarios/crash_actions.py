"""What the program does when it is killed, and what may be found afterwards.

Every action has a folder to start from and a look at what is left. The look opens everything
through the normal door, and compares with what undisturbed runs came to.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import text
from stores import ACTOR, DWSE, OV, fiche, mijlpaal, new_store

from tests.scenarios.crash_harness import Program, Run
from vvdesk.audit import first_broken
from vvdesk.dump import dump_text
from vvdesk.editing import Editing
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.handing_out import export, hand_out
from vvdesk.store.file_format import check_header
from vvdesk.store.workspace import Workspace

OLD_FILE = Path(__file__).parents[1] / "files" / "formaat-1.vvd"
CENTRAL = "centraal.vvd"
WZL = "Agentschap Innoveren en Ondernemen"
SENDERS = {"ov": (OV, "VV015"), "dwse": (DWSE, "VV016"), "vlaio": (WZL, "VV018")}
EDITS = 16
REPORTED = 12


@dataclass(frozen=True)
class State:
    """What a store says: its dump, its inzendingen, and how many conflicts it remembers."""

    dump: str
    received: tuple[str, ...]
    conflicts: int


@dataclass
class Action:
    """One thing that the program does.

    Attributes:
        name: For people.
        arguments: Of the command line.
        given: On standard input.
        prepare: Fills the folder to start from.
        look: Looks at what is left; raises when it should not be so.
        states: What undisturbed runs came to, in the order of the work.
    """

    name: str
    arguments: list[str]
    prepare: Callable[[Path], None]
    look: Callable[["Action", Program, Path, Run], None]
    given: str = ""
    states: list[State] = field(default_factory=list)
    old: bytes = b""
    new: bytes = b""

    def learn(self, program: Program, start: Path, folder: Path) -> Run:
        """Run once undisturbed and remember what may be found after a kill."""
        shutil.copytree(start, folder)
        if self.name == "edit":
            lines = self.given.splitlines(keepends=True)
            self.states = [reopened(folder / CENTRAL)]
            for line in lines:
                assert program.run(self.arguments, folder, line).code == 0
                self.states.append(reopened(folder / CENTRAL))
            assert len(set(self.states)) == len(lines) + 1
        return Run(0, "", "", 0)


def reopened(store: Path) -> State:
    """Open a store to write, which heals what a killed program left, and check it thoroughly."""
    with Workspace.open(store) as workspace, workspace.connection() as connection:
        assert first_broken(connection) is None
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
        received = connection.execute(text("SELECT bestandsnaam FROM inzending ORDER BY id"))
        conflicts = connection.scalar(text("SELECT count(*) FROM conflict"))
        return State(dump_text(workspace), tuple(received.scalars()), int(conflicts or 0))
