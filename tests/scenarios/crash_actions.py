"""What the program does when it is killed, and what may be found afterwards.

Every action has a folder to start from and a look at what is left. The look opens everything
through the normal door, and compares it with what undisturbed runs came to.
"""

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from stores import ACTOR, DWSE, OV, fiche, new_store

from tests.scenarios.crash_harness import Program, Run
from tests.scenarios.crash_input import an_edit, filled_in, report_text
from vvdesk.audit import first_broken
from vvdesk.dump import dump_text
from vvdesk.editing import Editing
from vvdesk.errors import VvdeskError
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.handing_out import export, hand_out
from vvdesk.sealing.making import seal
from vvdesk.sealing.verdict import NoKeys
from vvdesk.sealing.verifying import verify_file
from vvdesk.store.workspace import Workspace

CENTRAL = "centraal.vvd"
SENDERS = {"ov": (OV, "VV015"), "dwse": (DWSE, "VV016")}
_OLD_FILE = Path(__file__).parents[1] / "files" / "formaat-1.vvd"
_EDITS = 16


@dataclass(frozen=True)
class State:
    """What a store says: its dump, the names of its inzendingen, and its number of conflicts."""

    dump: str
    received: tuple[str, ...]
    conflicts: int


def reopened(store: Path) -> State:
    """Open a store to write, which heals what a killed program left, and check it thoroughly."""
    with Workspace.open(store) as workspace, workspace.connection() as connection:
        assert first_broken(connection) is None
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
        received = connection.execute(text("SELECT bestandsnaam FROM inzending ORDER BY id"))
        conflicts = connection.scalar(text("SELECT count(*) FROM conflict"))
        return State(dump_text(workspace), tuple(received.scalars()), int(conflicts or 0))


class Action:
    """Something that the program does in one store: afterwards it is done, or nothing is.

    Attributes:
        name: For people.
        arguments: Of the command line.
        given: On standard input.
        states: What undisturbed runs came to, before and after.
    """

    name = ""
    given = ""

    def __init__(self) -> None:
        self.arguments: list[str] = []
        self.states: list[State] = []

    def prepare(self, folder: Path) -> None:
        """Fill the folder to start from; two projects of one entiteit by default."""
        new_store(folder / CENTRAL, fiche("VV015", 3, 2), fiche("VV016", 2))

    def learn(self, program: Program, folder: Path) -> None:
        """Run undisturbed in a copy of the folder, and remember what came of it."""
        before = reopened(folder / CENTRAL)
        self.completed(program, folder)
        self.states = [before, reopened(folder / CENTRAL)]
        assert before != self.states[1]

    def completed(self, program: Program, folder: Path) -> Run:
        """Run to the end; it has to succeed."""
        run = program.run(self.arguments, folder, self.given)
        assert (run.code, run.err) == (0, "")
        return run

    def look(self, program: Program, folder: Path, run: Run) -> None:
        """Look at what a run left, however it ended."""
        found = self.found(folder)
        assert found in (self.states if run.code else self.states[-1:])
        if found == self.states[0]:
            self.completed(program, folder)
            assert self.found(folder) == self.states[-1]
        self.goes_on(program, folder)

    def goes_on(self, program: Program, folder: Path, *own: str) -> None:
        """Edit after all this; then only the files that belong there are left.

        A journal that SQLite had not yet put on disk is no longer of use, and goes at this edit.
        """
        run = program.run(["set", CENTRAL, "VV015", "titel", "Daarna"], folder)
        assert (run.code, run.err) == (0, "")
        assert (
            sorted({each.name for each in folder.iterdir()} - {CENTRAL, "rapport.txt", *own}) == []
        )

    def found(self, folder: Path) -> State:
        """Open the store, first to read and then to write."""
        peeked = self.peek(folder)
        found = reopened(folder / CENTRAL)
        assert peeked in {None, found.dump}
        return found

    def peek(self, folder: Path) -> str | None:
        """Dump the store without writing; None when it asks to be healed first."""
        try:
            with Workspace.open(folder / CENTRAL, read_only=True) as workspace:
                return dump_text(workspace)
        except VvdeskError:
            return None


class Edits(Action):
    """Edits one after the other: none that was answered may be lost."""

    name = "edit"

    def __init__(self) -> None:
        super().__init__()
        self.arguments = ["set", CENTRAL, "--stdin"]
        self.lines = [f"{json.dumps(an_edit(number))}\n" for number in range(_EDITS)]
        self.given = "".join(self.lines)
        self._before = b""

    def learn(self, program: Program, folder: Path) -> None:
        """Remember the state after each edit."""
        self._before = (folder / CENTRAL).read_bytes()
        self.states = [reopened(folder / CENTRAL)]
        for line in self.lines:
            assert program.run(self.arguments, folder, line).code == 0
            self.states.append(reopened(folder / CENTRAL))
        assert len(set(self.states)) == len(self.states)

    def look(self, program: Program, folder: Path, run: Run) -> None:
        """Find as many edits as were answered, or one more; or exactly those that went well."""
        found = self.found(folder)
        done = [answer for answer in run.answers if "ok" in answer]
        if len(done) == len(run.answers):
            assert found in self.states[len(done) : len(done) + 2]
        else:
            self._replay(program, folder / "nagespeeld.vvd", run)
            assert found == reopened(folder / "nagespeeld.vvd")
            (folder / "nagespeeld.vvd").unlink()
        self.goes_on(program, folder)

    def _replay(self, program: Program, store: Path, run: Run) -> None:
        """Make only the edits that were answered with ok, in a store as it was before."""
        store.write_bytes(self._before)
        answered = zip(self.lines, run.answers, strict=False)
        lines = "".join(line for line, answer in answered if "ok" in answer)
        assert program.run(["set", store.name, "--stdin"], store.parent, lines).code == 0


class Import(Action):
    """A published report, taken in whole or not at all."""

    name = "import"

    def __init__(self) -> None:
        super().__init__()
        self.arguments = ["import-report", "rapport.txt", "--into", CENTRAL]

    def prepare(self, folder: Path) -> None:
        """Add a report of many fiches, one of which is known."""
        super().prepare(folder)
        (folder / "rapport.txt").write_text(report_text(), encoding="utf-8")


class Upgrade(Action):
    """An edit in a file of the first format, which has to be upgraded before it."""

    name = "upgrade"

    def __init__(self) -> None:
        super().__init__()
        self.arguments = ["set", CENTRAL, "VV015", "titel", "Na het bijwerken"]

    def prepare(self, folder: Path) -> None:
        """Take the file that an earlier vvdesk made."""
        shutil.copy(_OLD_FILE, folder / CENTRAL)


class OpenMeetmoment(Action):
    """The next meetmoment, with all its fiches or not at all."""

    name = "open-meetmoment"

    def __init__(self) -> None:
        super().__init__()
        self.arguments = ["open-meetmoment", CENTRAL, "september 2021"]


class Export(Action):
    """A workbook in the place of an earlier one: the old or the new, to the last byte."""

    name = "export"
    target = "inzending.xlsx"

    def __init__(self) -> None:
        super().__init__()
        self.arguments = ["export", CENTRAL, "--entiteit", OV, "--out", self.target]
        self._old = self._new = b""

    def prepare(self, folder: Path) -> None:
        """Let an earlier export stand there."""
        super().prepare(folder)
        with Workspace.open(folder / CENTRAL) as workspace:
            export(workspace, None, OV, folder / self.target, ACTOR)
            with Editing(workspace, ACTOR).step("Later") as work:
                work.set(1, "VV015", "titel", "Na de eerste uitvoer")

    def learn(self, program: Program, folder: Path) -> None:
        """Remember both workbooks; the strict reader has to take them."""
        self._old = (folder / self.target).read_bytes()
        self.completed(program, folder)
        self._new = (folder / self.target).read_bytes()
        assert self._old != self._new
        self.states = [reopened(folder / CENTRAL)]
        read_workbook(folder / self.target)

    def look(self, program: Program, folder: Path, run: Run) -> None:
        """Find one of both, and after the next export nothing else."""
        allowed = (
            {self._new} if run.code == 0 or '" is klaar' in run.out else {self._old, self._new}
        )
        assert (folder / self.target).read_bytes() in allowed
        assert self.found(folder) == self.states[0]
        self.completed(program, folder)
        assert (folder / self.target).read_bytes() == self._new
        self.goes_on(program, folder, self.target)


class Handout(Action):
    """A dossier for an entiteit: there, and then whole, or not there."""

    name = "handout"
    target = "dossier.vvd"

    def __init__(self) -> None:
        super().__init__()
        self.arguments = ["handout", CENTRAL, "--entiteit", OV, "--out", self.target]
        self._dossier = ""

    def learn(self, program: Program, folder: Path) -> None:
        """Remember what the dossier says."""
        self.completed(program, folder)
        self._dossier = reopened(folder / self.target).dump

    def look(self, program: Program, folder: Path, run: Run) -> None:
        """Find a whole dossier, or make it now."""
        reopened(folder / CENTRAL)
        if not (folder / self.target).exists():
            assert run.code
            self.completed(program, folder)
        assert reopened(folder / self.target).dump == self._dossier
        self.goes_on(program, folder, self.target)


class Merge(Action):
    """Two inzendingen: each whole or absent, and merging again completes them."""

    name = "merge"

    def __init__(self) -> None:
        super().__init__()
        self.books = [f"{name}.xlsx" for name in SENDERS]
        self.arguments = ["merge", CENTRAL, *self.books]

    def prepare(self, folder: Path) -> None:
        """Hand out two dossiers, work in them, and export them."""
        codes = {name: code for name, (_, code) in SENDERS.items()}
        contents = [
            fiche(codes[name], 4, 2, trekkende_entiteit=whose)
            for name, (whose, _) in SENDERS.items()
        ]
        new_store(folder / CENTRAL, *contents)
        with Workspace.open(folder / CENTRAL) as central:
            for name, (whose, code) in SENDERS.items():
                hand_out(central, None, whose, folder / "dossier.vvd", ACTOR)
                filled_in(folder / "dossier.vvd", code, folder / f"{name}.xlsx")
                (folder / "dossier.vvd").unlink()

    def learn(self, program: Program, folder: Path) -> None:
        """Remember what each next inzending makes of the store."""
        self.states = [reopened(folder / CENTRAL)]
        for book in self.books:
            assert program.run(["merge", CENTRAL, book], folder).code == 0
            self.states.append(reopened(folder / CENTRAL))
        assert len(set(self.states)) == len(self.books) + 1

    def look(self, program: Program, folder: Path, run: Run) -> None:
        """Find the first inzendingen whole; then let the others follow."""
        found = self.found(folder)
        assert found in (self.states if run.code else self.states[-1:])
        if found != self.states[-1]:
            self.completed(program, folder)
            assert self.found(folder) == self.states[-1]
        self.goes_on(program, folder, *self.books)


class Seal(Action):
    """A momentopname in the place of an earlier one: whole, the old or a new one."""

    name = "seal"
    target = "momentopname.vvs"

    def __init__(self) -> None:
        super().__init__()
        self.arguments = ["snapshot", CENTRAL, "--out", self.target]
        self._old = b""

    def prepare(self, folder: Path) -> None:
        """Let an earlier momentopname stand there."""
        super().prepare(folder)
        with Workspace.open(folder / CENTRAL) as workspace:
            seal(workspace, ACTOR, workspace.meetmoment(), folder / self.target)
            with Editing(workspace, ACTOR).step("Later") as work:
                work.set(1, "VV015", "titel", "Na de eerste momentopname")

    def learn(self, program: Program, folder: Path) -> None:
        """Remember the earlier one, and what the store says, before and after."""
        self._old = (folder / self.target).read_bytes()
        self.completed(program, folder)
        self.states = [reopened(folder / CENTRAL)]
        assert (folder / self.target).read_bytes() != self._old

    def look(self, program: Program, folder: Path, run: Run) -> None:
        """Find one that is whole, and after the next momentopname nothing else."""
        is_new = (folder / self.target).read_bytes() != self._old
        assert is_new or run.code
        assert verify_file(folder / self.target, NoKeys()).verschillen == ()
        assert self.found(folder) == self.states[0]
        self.completed(program, folder)
        assert (folder / self.target).read_bytes() != self._old
        assert verify_file(folder / self.target, NoKeys()).verschillen == ()
        self.goes_on(program, folder, self.target)


class AuditExport(Action):
    """The dossier of a project for an auditor, in the place of something else: whole or not."""

    name = "audit-export"
    target = "auditdossier.xlsx"
    earlier = b"wat er stond"

    def __init__(self) -> None:
        super().__init__()
        options = ["--project", "VV015", "--out", self.target]
        self.arguments = ["audit-export", CENTRAL, *options]

    def prepare(self, folder: Path) -> None:
        """Let something stand there."""
        super().prepare(folder)
        (folder / self.target).write_bytes(self.earlier)

    def learn(self, program: Program, folder: Path) -> None:
        """Remember what the store says; it stays as it is."""
        self.completed(program, folder)
        self.states = [reopened(folder / CENTRAL)]
        self._check_whole(folder)

    def look(self, program: Program, folder: Path, run: Run) -> None:
        """Find what stood there or a whole dossier, and after the next one nothing else."""
        if (folder / self.target).read_bytes() != self.earlier:
            self._check_whole(folder)
        else:
            assert run.code
        assert self.found(folder) == self.states[0]
        self.completed(program, folder)
        self._check_whole(folder)
        self.goes_on(program, folder, self.target)

    def _check_whole(self, folder: Path) -> None:
        with zipfile.ZipFile(folder / self.target) as book:
            assert book.testzip() is None
            assert "xl/workbook.xml" in book.namelist()


ACTIONS = {
    each.name: each
    for each in (
        Edits, Import, Export, Merge, Upgrade, OpenMeetmoment, Handout, Seal, AuditExport,
    )
}  # fmt: skip
