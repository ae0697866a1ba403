"""The preview of a report: its pages as they will be printed, or its headings as a list.

Pages are made beside the window, a few at a time. Who chooses on meanwhile never waits: work for a
choice that is no longer so is stopped, and its pages stay dimmed until the new ones come.
"""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.notices import Offer
from ui.pages.report_contents import ReportContents
from ui.pages.report_drafting import Drafting, Drawn
from ui.pages.report_paper import ReportPaper
from ui.pages.report_press import Press
from ui.pages.report_preview_bar import PreviewBar
from ui.pages.report_sheets import Fit
from ui.pages.report_words import ReportWords
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.report.content import Document
from vvdesk.report.request import Request

_WAITING = "Het voorbeeld wordt gemaakt."
_UPDATING = "Wordt bijgewerkt…"
_CHANGED = "De inhoud is gewijzigd. Wordt bijgewerkt…"
_OWN_MISTAKE = "Dat ligt aan vvdesk, niet aan jouw gegevens: die zijn niet veranderd."
_REST = 400
"""Milliseconds after a choice, so that three ticks in a row are one asking."""


class ReportPreview(QWidget):
    """Het voorbeeld van een rapport.

    Signals:
        project_chosen(str): A project was opened in the list of headings: its code.
        state_changed(str): Whether it is up to date, in words; empty when it is.

    Attributes:
        state: What was told last.

    Args:
        press: Makes the pages.
        live: The open file.
        runner: Makes them beside the window.
        icons: For buttons.
        theme: For colours.
    """

    project_chosen = Signal(str)
    state_changed = Signal(str)
    state = ""

    def __init__(
        self,
        press: Press,
        live: LiveDesk,
        runner: Runner,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafting = Drafting(press, live, runner, self)
        self._request: Request | None = None
        self._shown: Request | None = None
        self._wanted: tuple[range, int] | None = None
        self._has_contents = False
        self.bar, self.paper = PreviewBar(icons), ReportPaper(theme)
        self.contents, self.words = ReportContents(), ReportWords(icons, theme)
        self._body = QStackedWidget()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._lay_out()
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._drafting.is_busy

    def show_report(self, request: Request) -> None:
        """Show this report; its pages come when the choice rests for a moment."""
        if request != self._request or self._body.currentWidget() is self.words:
            self._request = request
            self._begin(_UPDATING)

    def renew(self) -> None:
        """Make the pages anew: what they say was changed."""
        if self._request is not None:
            self._begin(_CHANGED)

    def show_words(self, icon: str, title: str, text: str, offer: Offer | None = None) -> None:
        """Show words in the place of pages."""
        self.stop()
        self._drafting.forget()
        self._request = self._shown = None
        self.paper.clear()
        self.words.tell(icon, title, text, offer)
        self._body.setCurrentWidget(self.words)
        self.bar.show_for(pages=False, contents=False)
        self._show_state("")

    def stop(self) -> None:
        """Make no more pages; called when the file is closed."""
        self._rest.stop()
        self._drop()

    def _drop(self) -> None:
        self._wanted = None
        self._drafting.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with the headings; pages ask for themselves."""
        super().showEvent(event)
        self._go_on()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Let no work go on for what nobody sees; being shown again asks for it anew."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._drop()

    def _lay_out(self) -> None:
        for part in (self.paper, self.contents, self.words):
            self._body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.bar)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self._rest.timeout.connect(self._on_rested)
        self.paper.wanted.connect(self._on_wanted)
        self.paper.page_changed.connect(self.bar.show_page)
        self.bar.turned.connect(lambda step: self.paper.go_to(self.paper.page + step))
        self.bar.fit_chosen.connect(self._on_fit)
        self.bar.contents_wanted.connect(lambda _on: self._show_body())
        self.contents.project_chosen.connect(self.project_chosen)
        drafting = self._drafting
        drafting.began.connect(self._on_began)
        drafting.progressed.connect(self._on_progressed)
        drafting.drawn.connect(self._on_drawn)
        drafting.built.connect(self._on_built)
        drafting.failed.connect(self._on_failed)
        drafting.ended.connect(self._on_ended)

    def _begin(self, said: str) -> None:
        """Let what is shown grow dim, and make it anew after a moment."""
        self._has_contents = False
        self._wanted = None
        self._drafting.forget()
        self.paper.tell_waiting(_WAITING)
        self._show_body()
        self._show_state(said)
        self._rest.start()

    def _on_rested(self) -> None:
        self.paper.renew()
        self._show_body()

    def _show_body(self) -> None:
        if self._request is None:
            return
        is_list = self.bar.contents.isChecked()
        self._body.setCurrentWidget(self.contents if is_list else self.paper)
        self.bar.show_for(pages=not is_list, contents=True)
        if is_list and not self._has_contents and not self._rest.isActive():
            self._go_on()

    def _on_fit(self, fit: Fit) -> None:
        self.bar.show_fit(fit)
        self.paper.choose_fit(fit)

    def _on_wanted(self, pages: range, width: int) -> None:
        if self._request is not None and not self._rest.isActive():
            self._wanted = pages, width
            self._go_on()

    def _go_on(self) -> None:
        """Make what is wanted most; one piece of work at a time."""
        request = self._request
        is_due = self.isVisible() and not self.is_busy and not self._rest.isActive()
        if not is_due or request is None:
            return
        if self.bar.contents.isChecked():
            if not self._has_contents:
                self._drafting.build(request)
        elif self._wanted is not None:
            (pages, width), self._wanted = self._wanted, None
            self._drafting.draw(request, pages, width)

    def _on_began(self) -> None:
        if not self.state:
            self._show_state(_UPDATING)

    def _on_drawn(self, drawn: Drawn) -> None:
        self._show_state("")
        is_other = self._shown is None or _is_other(self._shown, drawn.request)
        self._shown = drawn.request
        self.paper.take(drawn.asked, drawn.width, drawn.pictures, drawn.total, is_other=is_other)

    def _on_built(self, document: Document) -> None:
        self._has_contents = True
        self._show_state("")
        self.contents.show_document(document)

    def _on_failed(self, error: Exception) -> None:
        again = partial(self.show_report, self._request) if self._request else self.stop
        is_told = isinstance(error, VvdeskError)
        self.show_words(
            "triangle-alert",
            "Er is geen voorbeeld.",
            str(error) if is_told else _OWN_MISTAKE,
            Offer("Opnieuw", again),
        )
        if not is_told:
            raise error

    def _on_progressed(self, label: str) -> None:
        self.paper.tell_waiting(f"{_WAITING}\n{label}…")

    def _on_ended(self) -> None:
        self._go_on()
        is_old = not self._has_contents if self.bar.contents.isChecked() else self.paper.is_dimmed
        if not (self.is_busy or self._rest.isActive() or is_old):
            self._show_state("")  # also where it was stopped: what is seen is up to date

    def _show_state(self, text: str) -> None:
        self.state = text
        self.state_changed.emit(text)


def _is_other(one: Request, another: Request) -> bool:
    """Tell whether it is another report, and not the same with more or fewer chapters."""
    return (one.soort, one.meetmoment, one.thema) != (
        another.soort, another.meetmoment, another.thema
    )  # fmt: skip
