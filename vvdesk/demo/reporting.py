"""What the coordinator of the demonstration publishes: reports, a theme, and open data."""

from datetime import date
from pathlib import Path

from vvdesk.audit import Actor
from vvdesk.demo.deciding import Tell
from vvdesk.demo.folder import Demofolder
from vvdesk.demo.theme_sample import add_theme_sample
from vvdesk.jobs import Progress, silent
from vvdesk.meetmomenten import create_store
from vvdesk.opendata import write_opendata
from vvdesk.plan import load_plan
from vvdesk.publishing import publish_all
from vvdesk.report.request import Request, Soort, Vorm
from vvdesk.store.workspace import Workspace

_FORMS = (Vorm.PDF, Vorm.WORD, Vorm.WEB)
_MOMENT, _PEILDATUM = "november 2021", date(2021, 11, 5)
_THEME = "Digitale inclusie"


class Reporting:
    """Publishes what the round led to.

    Args:
        folder: Where everything is made.
        actor: The coordinator.
        tell: Called with a sentence for every step.
        progress: For the long steps.
    """

    def __init__(
        self, folder: Demofolder, actor: Actor, tell: Tell, progress: Progress = silent
    ) -> None:
        self._folder, self._actor = folder, actor
        self._tell, self._progress = tell, progress

    def play(self) -> None:
        """Make every publication once.

        Raises:
            Unavailable: The folder cannot be written.
            Cancelled: The user stopped.
        """
        with Workspace.open(self._folder.central, read_only=True) as central:
            self._publish(central, Request(), "voortgangsrapport")
            self._publish(central, Request(Soort.VERSCHUIVINGEN), "verschoven-en-gewijzigd")
            write_opendata(central, None, self._folder.open_data, self._progress)
            self._tell(f"{self._folder.open_data.name}: dezelfde fiches als open data.")
        self._publish_theme()

    def _publish_theme(self) -> None:
        """Make the overview of a theme, from a file of its own with the sample of that theme."""
        path = self._folder.theme
        plan = load_plan("vlaamse-veerkracht")
        create_store(path, plan, _MOMENT, _PEILDATUM, self._actor)
        with Workspace.open(path) as store:
            codes = add_theme_sample(store, _MOMENT, self._actor)
            self._tell(f"{path.name}: {len(codes)} relanceplannen over {_THEME.lower()}.")
            self._publish(store, Request(Soort.THEMA, thema=_THEME), "digitale-inclusie")

    def _publish(self, store: Workspace, request: Request, stem: str) -> None:
        targets: dict[Vorm, Path] = {each: self._folder.report(stem, each.value) for each in _FORMS}
        made = publish_all(store, request, targets, None, self._progress)
        names = ", ".join(each.path.name for each in made)
        self._tell(f"Rapport: {names}.")
