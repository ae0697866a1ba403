"""An open momentopname: what it is, whether its seal holds, the row of pages, and one of them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.actions import Actions
from ui.icons import Icons
from ui.pages.band import TitleBand
from ui.pages.page_bar import SEALED_PAGES, PageBar
from ui.pages.seal_banner import SealBanner
from ui.theme import Theme

MakePage = Callable[["SealedPage"], QWidget]
"""Makes a page when it is first wanted."""


class SealedPage(QWidget):
    """Wat je ziet zolang een momentopname open is.

    Signals:
        page_shown(str): Another page is at hand; its name.

    Args:
        title: What was sealed, for the band.
        detail: Which plan, for the band.
        pages: Name to what makes each page.
        actions: The commands of the window.
        icons: For the banner and the row.
        theme: For the banner and the row.

    Attributes:
        banner: Says what is known of the seal.
        bar: The row of pages.
        stack: Where the pages stand.
    """

    page_shown = Signal(str)

    def __init__(
        self,
        title: str,
        detail: str,
        pages: Mapping[str, MakePage],
        actions: Actions,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._makers = pages
        self._pages: dict[str, QWidget] = {}
        band = TitleBand()
        band.show_texts(title, detail)
        self.banner = SealBanner(icons, theme)
        self.bar = PageBar(SEALED_PAGES, "de momentopname", actions, icons, theme)
        self.bar.chosen.connect(self._on_chosen)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for each in (band, self.banner, self.bar):
            layout.addWidget(each)
        layout.addWidget(self.stack, 1)

    @property
    def at_hand(self) -> str:
        """The name of the page that is shown; empty before the first one."""
        shown = self.stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def page(self, name: str) -> QWidget:
        """Return a page, made now when it was never wanted before."""
        if name not in self._pages:
            self._pages[name] = self._makers[name](self)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Show another page, and bring the keyboard there."""
        page = self.page(name)
        self.stack.setCurrentWidget(page)
        if (begin := getattr(page, "begin", None)) is not None:
            begin()
        self.bar.show_page(name)
        self.page_shown.emit(name)
        at: QWidget | None = self.window().focusWidget()
        if at is None or not page.isAncestorOf(at):
            page.setFocus()

    def next_pane(self) -> None:
        """Bring the keyboard to the next part: the row of pages, or one of the page at hand."""
        page = self.stack.currentWidget()
        of_page = getattr(page, "panes", None)
        parts = [self.bar.button(self.at_hand), *([page] if of_page is None else of_page())]
        shown = [each for each in parts if each.isVisible()]
        here: QWidget | None = self.window().focusWidget()
        inside = [at for at, each in enumerate(shown) if _holds(each, here)]
        following = shown[(inside[-1] + 1) % len(shown)] if inside else shown[0]
        following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """Stop what pages do in the background; the file is about to be closed."""
        for page in self._pages.values():
            if (stop := getattr(page, "stop", None)) is not None:
                stop()

    def _on_chosen(self, name: str) -> None:
        self.show_page(name)


def _holds(part: QWidget, here: QWidget | None) -> bool:
    return here is not None and (part is here or part.isAncestorOf(here))
