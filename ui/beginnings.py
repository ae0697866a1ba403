"""How work begins: opening, making, practising, pointing out where a file went, dropping one."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui import doors
from ui.doors import House
from ui.drop_target import DropTarget, Verdict, verdict_with
from ui.job import Job
from ui.main_window import MainWindow
from ui.notices import Tone
from vvdesk.jobs import Progress

if TYPE_CHECKING:
    from ui.program import Program

_DOSSIERS = "Dossiers van vvdesk (*.vvd)"


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
        drop = DropTarget(window, house.theme, house.icons, self._judge)
        drop.dropped.connect(self._on_dropped)
        drop.refused.connect(self._on_drop_refused)
        house.actions["open"].triggered.connect(self._on_open)
        house.actions["new"].triggered.connect(self._on_new)
        house.actions["excel_in"].triggered.connect(self._on_excel_in)

    def _on_open(self) -> None:
        folder = self._program.documents()
        path = self._house.messages.file_to_open(self._window, "Openen", _DOSSIERS, folder)
        if path is not None:
            self._program.remember(last_folder=str(path.parent))
            self._program.open(path)

    def _on_new(self) -> None:
        dialog = doors.new_dossier(
            self._house, self._window, self._program.settings.entiteit, self._program.documents()
        )
        dialog.wanted.connect(self._on_new_wanted)
        dialog.open()

    def _on_new_wanted(self, wanted: Any) -> None:
        self._make(partial(doors.make_dossier, wanted, self._program.settings.naam), "Het dossier")

    def practise(self) -> None:
        """Make a dossier to practise on, and open it."""
        task = partial(doors.make_practice, self._program.documents(), self._program.settings.naam)
        self._make(task, "Het oefendossier")

    def _make(self, task: Callable[[Progress], Path], what: str) -> None:
        job = Job(task, self)
        job.succeeded.connect(self._program.open)
        job.failed.connect(partial(self._program.tell_failure, None))
        self._window.run(job, f"{what} wordt gemaakt…")

    def _on_excel_in(self) -> None:
        """Without an open file: say that a workbook is read into a dossier."""
        if self._program.file is None:
            self._window.tell(
                "Open eerst het dossier waarin je het werkboek wilt inlezen, en kies dan opnieuw "
                "Inlezen uit Excel."
            )

    def locate(self, path: Path) -> None:
        """Let somebody point out where a file is now, and open it."""
        found = self._house.messages.file_to_open(
            self._window, f"Waar staat {path.name} nu?", _DOSSIERS, self._program.documents()
        )
        if found is not None:
            self._program.recent.move(str(path), str(found.resolve()))
            self._program.open(found)

    def _on_dropped(self, paths: list[Path]) -> None:
        dossiers = [path for path in paths if path.suffix.lower() == ".vvd"]
        workbooks = [path for path in paths if path.suffix.lower() == ".xlsx"]
        if dossiers:
            self._program.open(dossiers[0])
        elif workbooks and self._program.file is not None:
            self._program.file.read_workbook(workbooks[0])
        elif workbooks:
            self._on_excel_in()

    def _judge(self, paths: Sequence[Path]) -> Verdict:
        file = self._program.file
        return verdict_with(file.live.desk.workspace.path.name if file else "")(paths)

    def _on_drop_refused(self, text: str) -> None:
        self._window.tell(text, Tone.WARNING)
