"""One open momentopname in the window: its page, its commands, and the way to the start list."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

from ui.actions import FileKind
from ui.doors import House
from ui.help_chapters import chapter_of
from ui.inquiry import Inquiry
from ui.main_window import MainWindow
from ui.pages.building_sealed import sealed_page
from ui.pages.page_bar import SEALED_PAGES
from ui.pages.page_names import INQUIRY, SEAL
from ui.pages.sealed_page import SealedPage
from ui.shown_file import ShownFile
from vvdesk.anchors import field_code
from vvdesk.content import project_titles
from vvdesk.errors import VvdeskError
from vvdesk.recent import Entry, Recent
from vvdesk.store.place import Place
from vvdesk.store.workspace import Workspace

WHAT = "Momentopname"


class SealedFile(ShownFile):
    """Een geopende momentopname, tot ze gesloten wordt.

    Args:
        workspace: The open store, which can only be read.
        window: Where it is shown.
        house: What the program made once.
        recent: The list of the start page.

    Raises:
        VvdeskError: It was edited such that it cannot be shown; the store is closed by then.
    """

    is_sealed = True

    def __init__(
        self, workspace: Workspace, window: MainWindow, house: House, recent: Recent
    ) -> None:
        super().__init__(window)
        self._workspace, self._window, self._house = workspace, window, house
        try:
            self.inquiry = Inquiry(workspace, self)
            self.page: SealedPage = sealed_page(self.inquiry, house, window.pages)
        except VvdeskError:
            workspace.close()  # nobody else knows of it yet
            self.deleteLater()
            raise
        self._connections: list[tuple[QAction, Callable[..., object]]] = []
        self.inquiry.noted.connect(window.show_notice)
        self.page.banner.help_requested.connect(house.actions["help"].trigger)
        self._connect()
        recent.note(self._entry())

    @property
    def place(self) -> Place:
        """Where the file is."""
        return self._workspace.path

    @property
    def lists(self) -> None:
        """Help with a field shows no lists of choices: nothing is chosen here."""
        return

    @property
    def field_at_hand(self) -> str:
        """No field is ever being filled in."""
        return ""

    @property
    def chapter(self) -> str:
        """Where the manual tells about what is shown."""
        return chapter_of(self.page.at_hand, central=True)

    def show_place(self, project: str, path: str) -> None:
        """Show the momentopname: the trace of a place that was asked for, or the seal."""
        self._window.show_page(self.page)
        self._window.show_commands_for(FileKind.SEALED)
        for name in ("close_file", "next_pane"):
            self._house.actions[name].setEnabled(True)
        self._window.tools.hide()
        self._window.setWindowTitle(f"{self._workspace.path.name} – vvdesk")
        self.page.banner.show_verifying()
        self.page.show_page(SEAL)
        if project:
            self.inquiry.code_requested.emit(field_code(self.inquiry.moment.id, project, path))

    def places(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Yield the pages and the fiches of the sealed meetmoment."""
        for name in SEALED_PAGES:
            act = partial(self.page.show_page, name)
            yield self._house.actions[name].iconText(), "Bladzijde", act
        moment = self.inquiry.moment
        with self._workspace.connection() as connection:
            titles = project_titles(connection, moment.id)
        for code, title in titles.items():
            act = partial(self.inquiry.code_requested.emit, field_code(moment.id, code, ""))
            yield f"{code} {title}", "Fiche", act

    def close(self) -> bool:
        """Close it; nothing can be lost."""
        for action, act in self._connections:
            action.triggered.disconnect(act)
        self.page.stop()
        self._workspace.close()
        self._window.drop_page(self.page)
        self.closed.emit()
        # The page may still be answering an event of its own.
        QTimer.singleShot(0, self, self.deleteLater)
        return True

    def _connect(self) -> None:
        for name in SEALED_PAGES:
            self._listen(name, partial(self._show, name))
        self._listen("next_pane", self.page.next_pane)
        self._listen("go_to_code", self._on_go_to_code)
        self._listen("trusted_keys", self._on_trusted_keys)

    def _listen(self, name: str, act: Callable[[], object]) -> None:
        def carry_out(*_checked: object) -> None:
            act()

        action = self._house.actions[name]
        action.triggered.connect(carry_out)
        self._connections.append((action, carry_out))

    def _show(self, name: str) -> None:
        self.page.show_page(name)

    def _on_go_to_code(self) -> None:
        self.page.show_page(INQUIRY)
        self.page.page(INQUIRY).focus_code()  # type: ignore[attr-defined] # an InquiryPage

    def _on_trusted_keys(self) -> None:
        self.page.show_page(SEAL)
        self.page.page(SEAL).show_keys()  # type: ignore[attr-defined] # a SealPage

    def _entry(self) -> Entry:
        """Return what a card of the start page shows."""
        path = self._workspace.path.resolve()
        return Entry(
            path=str(path),
            titel=f"{WHAT} {self.inquiry.moment.naam}",
            plan=self._workspace.plan.titel,
            meetmoment=self.inquiry.moment.naam,
            changed=datetime.now(UTC).isoformat(timespec="milliseconds"),
        )
