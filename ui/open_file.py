"""One open file in the window: its page, what it says in the status line, and its own commands."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from ui.actions import FileKind
from ui.colleagues import Colleagues
from ui.desk import LiveDesk, SaveState
from ui.doors import House
from ui.file_commands import FileCommands
from ui.file_doors import projects_of
from ui.forms.layout import LAYOUT
from ui.help_chapters import chapter_of
from ui.keeping import Keeping
from ui.main_window import MainWindow
from ui.noting import entry_of
from ui.pages.page_names import CONSOLIDATION, DASHBOARD, EXCEL_IN, PROJECTS
from ui.pages.status_line import StatusLine
from ui.pages.work import WorkPage
from ui.places import places_of
from ui.shown_file import ShownFile
from vvdesk.errors import VvdeskError
from vvdesk.kinds import ChoiceLists
from vvdesk.recent import Recent
from vvdesk.store.place import Place

NOTE_AFTER = 1500
"""Milliseconds after a change before the start page's list hears of it."""
_PROBLEMS = "problems"


class OpenFile(ShownFile):
    """Een geopend bestand om in te werken, tot het gesloten wordt.

    Signals:
        stored(object): Work was stored at this time (`datetime`).

    Args:
        live: The open file.
        page: Its page.
        window: Where it is shown.
        house: What the program made once.
        recent: The list of the start page.
        status: The line at the bottom.
    """

    stored = Signal(object)

    def __init__(
        self,
        live: LiveDesk,
        page: WorkPage,
        window: MainWindow,
        house: House,
        recent: Recent,
        status: StatusLine,
    ) -> None:
        super().__init__(window)
        self.live, self.page = live, page
        self._window, self._house, self._recent, self._status = window, house, recent, status
        self._keeping = Keeping(live, window, house, self)
        self._commands = FileCommands(page, window, house)
        self._colleagues: Colleagues | None = None
        if live.desk.workspace.is_server:
            self._colleagues = Colleagues(live, page, window, status, house.runner, self)
        self._noting = QTimer(self, singleShot=True, interval=NOTE_AFTER)
        self._noting.timeout.connect(self._note)
        self._connect()

    @property
    def place(self) -> Place:
        """Where the file is."""
        return self.live.desk.workspace.path

    @property
    def lists(self) -> ChoiceLists:
        """The lists of choices of its meetmoment."""
        return self.live.desk.referentie.lists

    @property
    def field_at_hand(self) -> str:
        """The field that the keyboard is at; empty for none."""
        return self.page.path_at_hand()

    @property
    def chapter(self) -> str:
        """Where the manual tells about what is shown."""
        return chapter_of(self.page.at_hand, central=self.live.desk.entiteit is None)

    @property
    def panels(self) -> tuple[str, ...]:
        """The panels that are open beside the form, as settings name them."""
        return () if self.page.fiche_page.problems.isHidden() else (_PROBLEMS,)

    def show_panels(self, names: Sequence[str]) -> None:
        """Open these panels beside the form, and close the others."""
        self.page.fiche_page.problems.setVisible(_PROBLEMS in names)

    @property
    def section(self) -> str:
        """The part of the fiche that is shown; empty before a fiche was."""
        part = self.page.fiche_page.part
        return LAYOUT[part].title if part >= 0 else ""

    def show(
        self, projects: list[str], project: str = "", path: str = "", section: str = ""
    ) -> None:
        """Show the file: the one fiche it has, the one that was asked for, or the list.

        Args:
            projects: The codes of all its fiches.
            project: The fiche that was asked for; empty for none.
            path: The field to go to; empty for none.
            section: The part of the fiche to show when no field was asked for.
        """
        self._window.show_page(self.page)
        self._window.show_commands_for(FileKind.CENTRAL if self.is_central else FileKind.DOSSIER)
        self._window.tools.show()
        name = self.live.desk.workspace.path.name
        self._window.setWindowTitle(f"{name} – vvdesk")
        wanted = project if project in projects else ""
        if not wanted and len(projects) == 1:
            wanted = projects[0]
        if wanted:
            self.page.show_fiche(wanted)
            titles = [part.title for part in LAYOUT]
            if section in titles:
                self.page.fiche_page.parts.choose(titles.index(section))
        else:
            self.live.show("")
            self.page.show_page(DASHBOARD if self.is_central else PROJECTS)
        self.page.focus_content()
        if self._colleagues is not None:
            self._colleagues.begin()
        if wanted and path:
            self.page.jump(wanted, path)

    def show_place(self, project: str, path: str) -> None:
        """Go to a fiche and a field of this file, which is shown already, as far as they exist."""
        if project in projects_of(self.live.desk):
            self.page.show_fiche(project)
            if path:
                self.page.jump(project, path)

    @property
    def is_central(self) -> bool:
        """Whether inzendingen of several entiteiten come in here."""
        return self.page.bar is not None

    def read_workbook(self, path: Path) -> None:
        """Read a workbook into this file: show what it would change."""
        if self.is_central:
            self.receive([path])
            return
        self.page.show_page(EXCEL_IN)
        self.page.page(EXCEL_IN).read(path)  # type: ignore[attr-defined] # an ExcelInPage

    def receive(self, paths: Sequence[Path]) -> None:
        """Take inzendingen in: show what they would change together."""
        self.page.show_page(CONSOLIDATION)
        self.page.page(CONSOLIDATION).add(list(paths))  # type: ignore[attr-defined] # see there

    def places(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Yield where somebody may want to go: label, what kind of place, how to get there."""
        return places_of(self.page)

    def close(self) -> bool:
        """Store what was typed and close; False when something could not be stored."""
        self.live.flush()
        if not self._keeping.is_safe():
            return False
        self._note()
        self._keeping.stop()
        if self._colleagues is not None:
            self._colleagues.stop()
        self._window.left.disconnect(self.live.flush)
        self._noting.stop()
        self.page.stop()
        self.live.desk.workspace.close()
        self._window.tools.hide()
        self._status.clear()
        self._window.drop_page(self.page)
        self.closed.emit()
        self.live.setParent(self)
        self.deleteLater()
        return True

    def _connect(self) -> None:
        live, page = self.live, self.page
        live.noted.connect(self._window.show_notice)
        live.save_state_changed.connect(self._on_save_state)
        live.edited.connect(self._on_edited)
        live.findings_changed.connect(self._on_findings_changed)
        live.shown.connect(self._on_shown)
        page.counted.connect(self._status.show_counts)
        page.open_requested.connect(self.open_requested)
        self._window.left.connect(live.flush)
        self._house.actions["save"].triggered.connect(self._on_save)

    def _on_save(self) -> None:
        if self.page.isVisible():
            self._keeping.save_now()

    def _show_state(self) -> None:
        if self.live.read_only_reason() is not None:
            self._status.show_locked()
        else:
            self._status.show_state(SaveState.STORED, self.live.saved_at)

    def _on_save_state(self, state: SaveState, _why: str) -> None:
        self._status.show_state(state, self.live.saved_at)
        if state is SaveState.STORED and self.live.saved_at is not None:
            self.stored.emit(self.live.saved_at)

    def _on_shown(self, _project: str) -> None:
        self._show_state()
        self.places_changed.emit()

    def _on_edited(self, _project: str, _paths: object) -> None:
        self._noting.start()
        self.places_changed.emit()

    def _on_findings_changed(self, _project: str) -> None:
        self._noting.start()

    def _note(self) -> None:
        """Put it on the start page's list; a file that cannot be read any more stays as noted."""
        with suppress(VvdeskError):
            self._recent.note(entry_of(self.live))
