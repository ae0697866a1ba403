"""How work begins: opening, making (also out of a workbook), practising, finding, dropping."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui import doors, file_doors
from ui.doors import House
from ui.drop_target import DOSSIER, MOMENTOPNAME, DropTarget, Verdict, verdict_with
from ui.job import Job
from ui.main_window import MainWindow
from ui.notices import Notice, Offer, Tone
from vvdesk.jobs import Progress
from vvdesk.server_address import ServerAddress

if TYPE_CHECKING:
    from ui.open_server import OpenServerDialog
    from ui.program import Program
    from vvdesk.store.place import Place
    from vvdesk.workbook_dossier import NewFromWorkbook

_DOSSIERS = "Dossiers en momentopnamen van vvdesk (*.vvd *.vvs)"
_WERKBOEKEN = "Werkboeken (*.xlsx)"
_SERVER_ASKS = "De server vraagt je wachtwoord."


class Beginnings(QObject):
    """Wat je op het startscherm en met Bestand kunt beginnen.

    Args:
        program: Opens what was chosen; owns this.
        window: Where questions are asked.
        house: What the program made once.
    """

    def __init__(self, program: "Program", window: MainWindow, house: House) -> None:
        super().__init__(program)
        self._program, self._window, self._house = program, window, house
        self._asking: OpenServerDialog | None = None
        drop = DropTarget(window, house.theme, house.icons, self._judge)
        drop.dropped.connect(self._on_dropped)
        drop.refused.connect(self._on_drop_refused)
        house.actions["open"].triggered.connect(self._on_open)
        house.actions["open_server"].triggered.connect(self._on_open_server)
        house.actions["new"].triggered.connect(self._on_new)
        house.actions["excel_in"].triggered.connect(self._on_excel_in)

    def _on_open(self) -> None:
        folder = self._program.documents()
        path = self._house.messages.file_to_open(self._window, "Openen", _DOSSIERS, folder)
        if path is not None:
            self._program.remember(last_folder=str(path.parent))
            self._program.open(path)

    def _on_open_server(self) -> None:
        last = self._program.settings.last_server
        self._ask(None, ServerAddress.of(last) if last else ServerAddress(), "")

    def ask_server(self, place: "Place", reason: str = "") -> None:
        """Ask again where a server is and with which password, and open it.

        Args:
            place: The server that did not open.
            reason: Why its password is asked; empty to change where it is.
        """
        if reason and not getattr(place, "password", ""):
            reason = _SERVER_ASKS
        self._ask(place, ServerAddress.of(str(place)), reason)

    def _ask(self, place: "Place | None", known: ServerAddress, reason: str) -> None:
        if self._asking is not None:  # two that were opened at once both want a password
            self._asking.reject()
        self._asking = dialog = doors.open_server(self._house, self._window, known, reason)
        dialog.wanted.connect(partial(self._on_server_wanted, place, known))
        dialog.finished.connect(self._on_asked)
        dialog.open()

    def _on_asked(self) -> None:
        if self._asking is not None:
            self._asking.deleteLater()
            self._asking = None

    def _on_server_wanted(
        self, place: Any, known: ServerAddress, wanted: ServerAddress, password: str
    ) -> None:
        if place is not None and wanted == known:  # it may say more than the dialog shows
            self._program.open(place.with_password(password))
        else:
            self._program.open(file_doors.place_of(wanted.url(password)))

    def _on_new(self) -> None:
        dialog = doors.new_dossier(
            self._house, self._window, self._program.settings.entiteit, self._program.documents()
        )
        dialog.wanted.connect(self._on_new_wanted)
        dialog.open()

    def _on_new_wanted(self, wanted: Any) -> None:
        self._make(
            partial(file_doors.make_dossier, wanted, self._program.settings.naam), "Het dossier"
        )

    def practise(self) -> None:
        """Make a dossier to practise on, and open it."""
        task = partial(
            file_doors.make_practice, self._program.documents(), self._program.settings.naam
        )
        self._make(task, "Het oefendossier")

    def _make(self, task: Callable[[Progress], Path], what: str) -> None:
        job = Job(task, self)
        job.succeeded.connect(self._program.open)
        job.failed.connect(partial(self._program.tell_failure, None))
        self._window.run(job, f"{what} wordt gemaakt…")

    def begin_from(self, workbook: Path) -> None:
        """Make a dossier out of a workbook, where somebody wants it, and open it."""
        target = self._house.messages.file_to_save(
            self._window, "Dossier bewaren", _DOSSIERS, _free_beside(workbook)
        )
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(".vvd")
        self._program.remember(last_folder=str(target.parent))
        naam = self._program.settings.naam
        job = Job(partial(file_doors.dossier_from_workbook, workbook, target, naam), self)
        job.succeeded.connect(self._on_made_from)
        job.failed.connect(partial(self._program.tell_failure, None))
        self._window.run(job, f"Van {workbook.name} wordt een dossier gemaakt…")

    def _on_made_from(self, made: "NewFromWorkbook") -> None:
        self._program.open(made.path)
        remarks = len(made.remarks)
        look = Offer("Opmerkingen bekijken", partial(self._show_remarks, made))
        tone = Tone.WARNING if remarks else Tone.GOOD
        offers = (look,) if remarks else ()
        self._window.show_notice(Notice(_told(made), tone, offers, stays=bool(remarks)))

    def _show_remarks(self, made: "NewFromWorkbook") -> None:
        """Show what was not taken; once read in, a workbook brings nothing else any more."""
        file = self._program.file
        if file is not None and file.is_of(made.path):
            file.read_workbook(made.workbook)

    def _on_excel_in(self) -> None:
        """Without an open file: make a dossier out of a workbook."""
        if self._program.shown is not None:
            return
        found = self._house.messages.file_to_open(
            self._window, "Werkboek inlezen", _WERKBOEKEN, self._program.documents()
        )
        if found is not None:
            self.begin_from(found)

    def locate(self, path: Path) -> None:
        """Let somebody point out where a file is now, and open it."""
        found = self._house.messages.file_to_open(
            self._window, f"Waar staat {path.name} nu?", _DOSSIERS, self._program.documents()
        )
        if found is not None:
            self._program.recent.move(str(path), str(found.resolve()))
            self._program.open(found)

    def _on_dropped(self, paths: list[Path]) -> None:
        file = self._program.file
        kind = paths[0].suffix.lower()
        if kind == MOMENTOPNAME:
            self._program.open(paths[0])
        elif file is not None and file.is_central:
            file.receive(paths)
        elif kind == DOSSIER:
            self._program.open(paths[0])
        elif file is not None:
            file.read_workbook(paths[0])
        else:
            self.begin_from(paths[0])

    def _judge(self, paths: Sequence[Path]) -> Verdict:
        file = self._program.file
        name = file.live.desk.workspace.path.name if file else ""
        return verdict_with(name, is_central=file is not None and file.is_central)(paths)

    def _on_drop_refused(self, text: str) -> None:
        self._window.tell(text, Tone.WARNING)


def _free_beside(workbook: Path) -> Path:
    """Return a name for the dossier beside the workbook: its own, or the next that is free."""
    number = 1
    stem = workbook.stem
    while (found := workbook.with_name(f"{stem}{f'-{number}' if number > 1 else ''}.vvd")).exists():
        number += 1
    return found


def _told(made: "NewFromWorkbook") -> str:
    fiches = "1 fiche" if made.fiches == 1 else f"{made.fiches} fiches"
    text = f'"{made.path.name}" is gemaakt uit "{made.workbook.name}", met {fiches}.'
    remarks = len(made.remarks)
    if not remarks:
        return f"{text} Werk hier verder; het werkboek heb je niet meer nodig."
    what = "is 1 opmerking" if remarks == 1 else f"zijn {remarks} opmerkingen"
    return f"{text} Er {what} bij het werkboek. Kijk na wat niet of anders gelezen is."
