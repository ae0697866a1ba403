"""The open file: band, lock banner, and the page that is at hand; commands go to that page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.actions import Actions
from ui.desk import LiveDesk
from ui.icons import Icons
from ui.pages.band import LockBanner, TitleBand
from ui.pages.fiche import FichePage
from ui.pages.page_bar import CENTRAL_PAGES, PageBar
from ui.pages.page_names import COMPARE, CONSOLIDATION, EXCEL_OUT, FICHE, MERGES, PROJECTS
from ui.pages.work_commands import WorkCommands
from ui.pages.work_words import band_texts, fiche_counts, way_out
from ui.theme import Theme
from vvdesk.content import single_fields

MakePage = Callable[["WorkPage"], QWidget]
"""Makes a page of the open file when it is first wanted."""
_ROW_OF = {MERGES: CONSOLIDATION}
"""Pages that are shown from another one of the row; all others belong to the projects."""
_DELETING = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class WorkPage(QWidget):
    """Wat je ziet zolang een bestand open is.

    Signals:
        counted(str): Problems and completeness of the fiche in hand, in words.
        page_shown(str): Another page is at hand; its name.
        open_requested(object): Another file is to be opened: its `Path`.
        reopen_requested(str): This file is to be opened anew, at this page.

    Args:
        live: The open file.
        fiche_page: The form.
        pages: Name to what makes each other page.
        actions: The commands of the window.
        icons: For the banner.
        theme: For the banner.

    Attributes:
        bar: The row of pages of a central file; None for a dossier.
        is_outdated: The reference data changed since these pages were made.
        stack: Where the pages stand. They are its children from the start: moving a page there
            would style all that it holds anew.
    """

    counted = Signal(str)
    page_shown = Signal(str)
    open_requested = Signal(object)
    reopen_requested = Signal(str)

    def __init__(
        self,
        live: LiveDesk,
        fiche_page: FichePage,
        pages: dict[str, MakePage],
        actions: Actions,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.live, self.fiche_page = live, fiche_page
        self._makers = pages
        self._pages: dict[str, QWidget] = {FICHE: fiche_page}
        self.path = ""
        self.is_outdated = False
        self._band, self.banner = TitleBand(), LockBanner(icons, theme)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._band)
        self.bar: PageBar | None = None
        if live.desk.entiteit is None:
            self.bar = PageBar(CENTRAL_PAGES, "het centrale bestand", actions, icons, theme)
            self.bar.chosen.connect(self._on_page_chosen)
            layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)
        self.stack.addWidget(fiche_page)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        fiche_page.entered.connect(self._on_entered)
        live.shown.connect(self._on_shown)
        live.edited.connect(lambda *_: self._show_band())
        live.findings_changed.connect(lambda _project: self._counting.start())
        live.read_only_changed.connect(self._on_read_only_changed)
        live.jump_requested.connect(self.jump)
        live.fiches_changed.connect(self._on_fiches_changed)
        self._commands = WorkCommands(self, actions)

    @property
    def at_hand(self) -> str:
        """The name of the page that is shown."""
        return next(name for name, page in self._pages.items() if page is self.current())

    def page(self, name: str) -> QWidget:
        """Return a page, made now when it was never wanted before."""
        if name not in self._pages:
            self._pages[name] = self._makers[name](self)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Show another page; what was being typed is stored first.

        After other reference data the file is opened anew at that page: every form holds its lists.
        """
        self.live.flush()
        if self.is_outdated and name != self.at_hand:
            self.reopen_requested.emit(name)
            return
        page = self.page(name)
        self.stack.setCurrentWidget(page)
        begin = getattr(page, "begin", None)
        if begin is not None:
            begin()
        self._show_band()
        if self.bar is not None:
            self.bar.show_page(name if name in CENTRAL_PAGES else _ROW_OF.get(name, PROJECTS))
        self._counting.start()
        self.page_shown.emit(name)

    def _on_page_chosen(self, name: str) -> None:
        self.show_page(name)
        self.focus_content()

    def stop(self) -> None:
        """Stop what pages do in the background; the file is about to be closed."""
        for page in self._pages.values():
            stop = getattr(page, "stop", None)
            if stop is not None:
                stop()

    def export(self, projects: Sequence[str]) -> None:
        """Show the page that exports, with these fiches offered first."""
        self.page(EXCEL_OUT).show_listed(projects)  # type: ignore[attr-defined] # an ExcelOutPage
        self.show_page(EXCEL_OUT)

    def show_listed(self, title: str, projects: Sequence[str]) -> None:
        """Show the list with these projects only; `title` says which they are."""
        self.show_page(PROJECTS)
        self.current().show_only(title, projects)  # type: ignore[attr-defined] # a ProjectListPage

    def note_reference_changed(self) -> None:
        """Remember that these pages hold reference data that is no longer so."""
        self.is_outdated = True

    def show_fiche(self, project: str) -> None:
        """Take a fiche in hand and show its form."""
        if project != self.live.project:
            self.live.show(project)
        self.show_page(FICHE)

    def jump(self, project: str, path: str) -> None:
        """Show the form of a fiche at the field at `path`; the comparison shows it by itself."""
        if self.at_hand == COMPARE and self.live.is_turning and project == self.live.project:
            return
        self.show_fiche(project)
        self.fiche_page.show_path(path)

    def path_at_hand(self) -> str:
        """Return the field that the keyboard is at; empty for none."""
        return self.path if self.at_hand == FICHE else ""

    def focus_content(self) -> None:
        """Bring the keyboard to where work begins."""
        if self.at_hand == FICHE:
            self.fiche_page.choose_part(max(self.fiche_page.part, 0))
        elif not self._has_keyboard():
            self.current().setFocus()

    def _has_keyboard(self) -> bool:
        """Tell whether the page that is shown put the keyboard somewhere by itself."""
        at: QWidget | None = self.window().focusWidget()
        return at is not None and self.current().isAncestorOf(at)

    def current(self) -> QWidget:
        """Return the page that is shown."""
        page = self.stack.currentWidget()
        return self.fiche_page if page is None else page

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Show why nothing can be typed here, when somebody tries; fields let such keys through."""
        if self.banner.isVisible() and self.at_hand in {FICHE, COMPARE} and _changes_text(event):
            self.banner.flash()
        super().keyPressEvent(event)

    def _on_entered(self, path: str) -> None:
        self.path = path

    def _on_shown(self, _project: str) -> None:
        if self.path not in single_fields():  # a row is of one fiche, a field of every one
            self.path = ""
        self._show_band()
        self._counting.start()

    def reload_list(self) -> None:
        """Let the list of projects read anew what there is."""
        if PROJECTS in self._pages:
            self._pages[PROJECTS].reload()  # type: ignore[attr-defined] # a ProjectListPage

    def _on_fiches_changed(self) -> None:
        """List what is there now, also where a fiche was shown that is gone."""
        self.reload_list()
        if not self.live.project and self.at_hand in {FICHE, COMPARE}:
            self.show_page(PROJECTS)

    def _show_band(self) -> None:
        with_fiche = self.at_hand in {FICHE, COMPARE}
        self._band.show_texts(*band_texts(self.live, with_fiche=with_fiche))

    def _on_read_only_changed(self) -> None:
        self.banner.show_reason(self.live.read_only_reason(), way_out(self.live))

    def _count(self) -> None:
        counts = bool(self.live.project) and self.at_hand in {FICHE, COMPARE}
        self.counted.emit(fiche_counts(self.live) if counts else "")


def _changes_text(event: QKeyEvent) -> bool:
    """Tell whether a key would change a text that is open to edit."""
    keys = QKeySequence.StandardKey
    if event.matches(keys.Paste) or event.matches(keys.Cut) or event.key() in _DELETING:
        return True
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return not held and event.text().isprintable() and bool(event.text())
