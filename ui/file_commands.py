"""The commands of the window that lead to a page of the open file, or to a view of its fiche."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from ui.add_fiche import AddFiche
from ui.doors import House
from ui.main_window import MainWindow
from ui.pages.page_names import (
    CONFLICTS,
    CONSOLIDATION,
    DASHBOARD,
    EXCEL_IN,
    EXCEL_OUT,
    FICHE,
    HAND_IN,
    MERGES,
    QUESTIONS,
    RECEPTION,
    REPORT,
    SEALING,
    UITVRAAG,
    VERSIONS,
)
from ui.pages.work import WorkPage
from ui.print_preview import PrintPreview

_CENTRAL = (DASHBOARD, RECEPTION, CONSOLIDATION, CONFLICTS, MERGES, REPORT, SEALING, UITVRAAG)
"""Pages that only a central file has; the commands are called as the pages are."""


class FileCommands(QObject):
    """Voert uit wat naar een bladzijde van het geopende bestand leidt; owned by its page.

    Args:
        page: The open file.
        window: Where a preview comes.
        house: What the program made once.
    """

    def __init__(self, page: WorkPage, window: MainWindow, house: House) -> None:
        super().__init__(page)
        self._page, self._live = page, page.live
        self._window, self._house = window, house
        self._adding = AddFiche(page.live, page, house)
        page.banner.way_out.clicked.connect(self._on_way_out)
        page.fiche_page.foot.versions.clicked.connect(partial(page.show_page, VERSIONS))
        self._connect()

    def _connect(self) -> None:
        go = self._page.show_page
        acts: dict[str, Callable[[], object]] = {
            "versions": partial(go, VERSIONS),
            "excel_in": self._on_excel_in,
            "excel_out": partial(go, EXCEL_OUT),
            "print_preview": self._on_print_preview,
            "hand_in": partial(go, HAND_IN),
            "take_back": self._on_take_back,
            "add_fiche": self._adding.begin,
            "questions": partial(go, QUESTIONS),
            "ask": self._on_ask,
            **{name: partial(go, name) for name in _CENTRAL},
        }
        actions = self._house.actions
        actions["add_fiche"].setEnabled(self._live.desk.closed_reason() is None)
        keeps_versions = not self._live.desk.workspace.is_server  # its administrator makes backups
        actions["versions"].setEnabled(keeps_versions)
        self._page.fiche_page.foot.versions.setVisible(keeps_versions)
        for name, act in acts.items():
            connection = actions[name].triggered.connect(self._guarded(act))
            # Nothing of Qt's own lets go of a function with the page.
            self._page.destroyed.connect(partial(QObject.disconnect, connection))

    def _guarded(self, act: Callable[[], object]) -> Callable[[], None]:
        """Carry out a command only while this file is the one that is shown."""

        def carry_out() -> None:
            if self._page.isVisible():
                act()

        return carry_out

    def _on_excel_in(self) -> None:
        self._page.show_page(CONSOLIDATION if self._page.bar is not None else EXCEL_IN)

    def _on_ask(self) -> None:
        """Ask a question at the field where the keyboard is, or at the fiche as a whole."""
        if self._live.project:
            path = self._page.path_at_hand()
            self._page.show_page(FICHE)
            self._page.fiche_page.begin_question(path)

    def _on_way_out(self) -> None:
        """Lead from a fiche that is locked to where it can be unlocked."""
        if self._page.bar is not None:
            self._page.show_page(RECEPTION)
        else:
            self._on_take_back()

    def _on_take_back(self) -> None:
        self._page.page(HAND_IN).begin_take_back()  # type: ignore[attr-defined] # a HandInPage
        self._page.show_page(HAND_IN)

    def _on_print_preview(self) -> None:
        if self._live.project:
            self._live.flush()
            preview = PrintPreview(
                self._live.desk.fiche(self._live.project),
                self._live.desk.referentie,
                self._house.icons,
                self._house.messages,
                self._live.desk.workspace.path.parent,
                self._window,
            )
            preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            preview.show()
