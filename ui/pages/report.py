"""Rapport: what the coordinator publishes, with every page to be seen before it is made."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Offer
from ui.pages.job_area import JobArea
from ui.pages.page_names import PROJECTS
from ui.pages.report_hand_over import HandOver
from ui.pages.report_making import ReportMaking
from ui.pages.report_panel import ReportPanel
from ui.pages.report_press import Press
from ui.pages.report_preview import ReportPreview
from ui.pages.report_results import ReportResults
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.report.request import Request
from vvdesk.report_choices import (
    Choice,
    Hindrance,
    Offered,
    Uitgave,
    fitting,
    hindrance,
    of_request,
    offered,
)
from vvdesk.report_files import remember, remembered

_REST = 400
"""Milliseconds after a change in a fiche, so that a burst of them is looked at once."""
_INSTEAD = {
    Uitgave.WERKBOEK: (
        "sheet",
        "Eén werkboek voor Excel",
        (
            "Alle fiches van het meetmoment, een blad per speerpunt, totalen met formules die je "
            "kunt nakijken, en grafieken van Excel zelf."
        ),
    ),
    Uitgave.OPENDATA: (
        "database",
        "Een map met open data",
        (
            "Alle tabellen als CSV en als JSON, met een beschrijving van elke kolom, een schema en "
            "de metadata die een open-dataportaal vraagt (DCAT-AP)."
        ),
    ),
}


class ReportPage(QWidget):
    """De pagina waarop je rapporten bekijkt en maakt.

    Signals:
        fiche_requested(str, str): A project was opened in the list of headings: its code, and the
            path of a field (empty).
        page_requested(str): Another page is wanted: its name.

    Args:
        press: Makes pages and files.
        folder: Where this person's settings stand.
        live: The open file.
        runner: Runs long work.
        messages: Asks for places, opens what was made.
        icons: For buttons.
        theme: For colours.
    """

    fiche_requested = Signal(str, str)
    page_requested = Signal(str)

    def __init__(
        self,
        press: Press,
        folder: Path,
        live: LiveDesk,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._folder = live, folder
        self._found: Offered | None = None
        self._is_stale = True
        self.panel = ReportPanel(icons, theme)
        self.preview = ReportPreview(press, live, runner, icons, theme)
        self.results, self.job = (
            ReportResults(messages, icons, theme),
            JobArea(runner, icons, theme),
        )
        self._making = ReportMaking(press, live, messages, self.job, self.results, self)
        self._keyboard = HandOver(self.panel.make, self.job, self.results, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        naam, bestand = live.desk.meetmoment.naam, live.desk.workspace.plan.bestand_id
        self._choice, template = remembered(folder, bestand, naam)
        self.panel.forms.use(template)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Show what can be published now; called whenever the page is shown."""
        self._live.flush()
        at: QWidget | None = self.window().focusWidget()
        if at is None or not self.isAncestorOf(at):
            self.panel.uitgave.focus_chosen()
        if self._is_stale:
            self._read()

    def stop(self) -> None:
        """Stop looking at pages; called when the file is closed."""
        self._rest.stop()
        self.preview.stop()

    def choose(self, request: Request) -> None:
        """Choose beforehand what is published; the forms stay as they were."""
        self._choice = of_request(request, self._choice)
        self._is_stale = True
        if self.isVisible():
            self._read()

    def choice(self) -> Choice:
        """Return what is chosen now."""
        return self._choice

    def _lay_out(self) -> None:
        self.setAccessibleName("Rapport")
        title, state = QLabel("Rapport"), QLabel()
        title.setProperty("role", "title")
        state.setProperty("role", "hint")
        self.preview.state_changed.connect(state.setText)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(state)
        beside = QHBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.panel)
        beside.addWidget(self.preview, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID)
        inside.setSpacing(GRID)
        inside.addLayout(top)
        inside.addLayout(beside, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(self.results)
        whole.addWidget(self.job)

    def _connect(self) -> None:
        self.panel.changed.connect(self._on_chosen)
        self.panel.moment_changed.connect(self._on_moment)
        self.panel.make.clicked.connect(self._on_make)
        self.panel.forms.browse_requested.connect(self._on_browse)
        self.panel.forms.save_requested.connect(self._making.save_template)
        self.preview.project_chosen.connect(self._on_project)
        self.job.busy_changed.connect(self._on_busy)
        self._rest.timeout.connect(self._read_if_seen)
        live = self._live
        for signal in (live.edited, live.fiches_changed, live.findings_changed):
            signal.connect(self._on_content_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave most of the width to the pages."""
        super().resizeEvent(event)
        self.panel.fit_beside(self.width())

    def _on_content_changed(self, *_what: object) -> None:
        self._is_stale = True
        self._rest.start()

    def _read_if_seen(self) -> None:
        if self.isVisible() and self._is_stale:
            self._read()

    def _read(self) -> None:
        """Read what the meetmoment has, and show what is chosen of it."""
        workspace = self._live.desk.workspace
        names = [each.naam for each in reversed(workspace.meetmomenten())]
        wanted = self._choice.meetmoment if self._choice.meetmoment in names else names[0]
        try:
            found = offered(workspace, wanted)
        except VvdeskError as error:
            offer = Offer("Opnieuw", self._read)
            self.preview.show_words("triangle-alert", "Niet gelezen.", str(error), offer)
            return
        was_known, self._is_stale, self._found = self._found is not None, False, found
        self._choice = fitting(self._choice, found)
        self.panel.scope.offer_moments(names, found.meetmoment)
        self.panel.show_choice(self._choice, found)
        self._show(is_changed=was_known)

    def _on_moment(self, naam: str) -> None:
        self._choice = replace(self._choice, meetmoment=naam)
        self._read()

    def _on_chosen(self) -> None:
        self._choice = self.panel.choice()
        self._keep()
        self._show(is_changed=False)

    def _show(self, *, is_changed: bool) -> None:
        """Show the pages of what is chosen, or words in their place."""
        self._show_readiness()
        why_not, uitgave = self._why_not(), self._choice.uitgave
        if why_not is not None:
            offer = Offer("Naar de projecten", lambda: self.page_requested.emit(PROJECTS))
            can_fill = self._found is not None and _is_missing_content(uitgave, self._found)
            self.preview.show_words(
                "file-text", why_not.title, why_not.text, offer if can_fill else None
            )
        elif uitgave in _INSTEAD:
            self.preview.show_words(*_INSTEAD[uitgave])
        else:
            if is_changed:
                self.preview.renew()
            self.preview.show_report(self._choice.request())

    def _show_readiness(self) -> None:
        self.panel.show_readiness(self._why_not(), is_busy=self.job.is_busy)

    def _on_busy(self, is_busy: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._keyboard.follow(self._show_readiness, is_busy=is_busy)

    def _why_not(self) -> Hindrance | None:
        return None if self._found is None else hindrance(self._choice, self._found)

    def _on_make(self) -> None:
        self._keep()
        self._making.begin(self._choice, self.panel.forms.template)
        self._keyboard.answer_question()

    def _on_browse(self) -> None:
        if (template := self._making.choose_template()) is not None:
            self.panel.forms.choose_template(template)

    def _on_project(self, project: str) -> None:
        if self._live.desk.fiche_or_none(project) is not None:
            self.fiche_requested.emit(project, "")

    def _keep(self) -> None:
        bestand = self._live.desk.workspace.plan.bestand_id
        remember(self._folder, bestand, self._choice, self.panel.forms.template)


def _is_missing_content(uitgave: Uitgave, found: Offered) -> bool:
    """Tell whether filling in fiches would help."""
    return not found.fiches or (uitgave is Uitgave.THEMA and not found.themas)
