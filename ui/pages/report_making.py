"""Making what was chosen: where it comes, what stands there already, and what when it fails."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import LiveDesk
from ui.messages import Messages
from ui.notices import Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.report_press import Press
from ui.pages.report_results import ReportResults
from vvdesk.errors import Refused, VvdeskError
from vvdesk.report.request import Request, Vorm
from vvdesk.report_choices import Choice, Uitgave
from vvdesk.report_files import (
    Made,
    Published,
    free_name,
    make,
    proposed_name,
    standing_there,
    targets_of,
)

_KINDS = {
    Vorm.PDF: "PDF (*.pdf)",
    Vorm.WORD: "Word-documenten (*.docx)",
    Vorm.WEB: "Webpagina's (*.html)",
    Vorm.EXCEL: "Werkboeken (*.xlsx)",
}
_SEVERAL = "Rapporten (*.pdf *.docx *.html)"


@dataclass(frozen=True)
class _Work:
    """What is to be made.

    Attributes:
        request: Which report.
        targets: Form to file.
        template: Of Word.
        done: What stands there already, of an earlier attempt.
    """

    request: Request
    targets: Mapping[Vorm, Path]
    template: Path | None
    done: tuple[Published, ...] = ()

    @property
    def has_template(self) -> bool:
        """Whether a template of somebody's own is used."""
        return self.template is not None and Vorm.WORD in self.targets

    @property
    def lacks_template(self) -> bool:
        """Whether that template was removed or renamed since it was chosen."""
        return self.template is not None and self.has_template and not self.template.is_file()


class ReportMaking(QObject):
    """Maakt de bestanden die gekozen zijn.

    Args:
        press: Makes them.
        live: The open file.
        messages: Asks for a place.
        job: Shows how far it is, and what went wrong.
        results: Shows what was made.
        owner: The page.
    """

    def __init__(
        self,
        press: Press,
        live: LiveDesk,
        messages: Messages,
        job: JobArea,
        results: ReportResults,
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._press, self._live, self._messages = press, live, messages
        self._job, self._results, self._owner = job, results, owner
        self._folder: Path | None = None

    def begin(self, choice: Choice, template: Path | None) -> None:
        """Ask where it comes, and make it."""
        if self._job.is_busy:
            return
        self._clear()
        self._live.flush()
        place = self._proposed(choice)
        if choice.uitgave is Uitgave.OPENDATA:
            self._begin_open_data(choice.meetmoment, place)
            return
        targets = targets_of(place, choice.forms())
        self._ask(_Work(choice.request(), targets, template))

    def choose_template(self) -> Path | None:
        """Let a Word template be chosen."""
        folder = self._folder or self._live.desk.workspace.path.parent
        return self._messages.file_to_open(
            self._owner, "Word-sjabloon kiezen", _KINDS[Vorm.WORD], Path(folder)
        )

    def save_template(self) -> None:
        """Save the Word template of vvdesk, to be changed in Word."""
        if self._job.is_busy:
            return
        folder = self._folder or self._live.desk.workspace.path.parent
        target = self._messages.file_to_save(
            self._owner, "Word-sjabloon bewaren", _KINDS[Vorm.WORD], folder / "sjabloon.docx"
        )
        if target is None:
            return
        target = targets_of(target, [Vorm.WORD])[Vorm.WORD]
        self._clear()
        self._job.run(
            lambda _progress: self._press.save_template(target),
            "Het sjabloon wordt bewaard…",
            lambda _made: self._on_template_saved(target),
            lambda _error: (Offer("Andere naam", self.save_template),),
        )

    def _on_template_saved(self, target: Path) -> None:
        self._job.tell(
            f"Het sjabloon is bewaard als “{target.name}”. Pas de stijlen aan in Word en kies het "
            "daarna met “Ander sjabloon…”.",
            Tone.GOOD,
            Offer("Openen", lambda: self._messages.open_outside(target)),
            Offer("Map openen", lambda: self._messages.open_outside(target.parent)),
        )

    def _proposed(self, choice: Choice) -> Path:
        folder = self._folder or self._live.desk.workspace.path.parent
        return folder / proposed_name(choice)

    def _ask(self, work: _Work) -> None:
        """Ask for a place once; the other forms come beside it under the same name."""
        kinds = _SEVERAL if len(work.targets) > 1 else _KINDS[next(iter(work.targets))]
        proposed = next(iter(work.targets.values()))
        chosen = self._messages.file_to_save(self._owner, "Rapport bewaren", kinds, proposed)
        if chosen is None:
            return
        self._folder = chosen.parent
        placed = _Work(work.request, targets_of(chosen, work.targets), work.template, work.done)
        taken = standing_there(placed.targets, chosen)
        if not taken:
            self._run(placed)
            return
        names = ", ".join(f"“{each.name}”" for each in taken)
        asked = "bestaat al. Wil je het" if len(taken) == 1 else "bestaan al. Wil je ze"
        self._job.tell(
            f"{names} {asked} vervangen?",
            Tone.WARNING,
            Offer("Vervangen", partial(self._run, placed)),
            Offer("Andere naam", partial(self._on_other_name, placed)),
            Offer("Annuleren", self._clear),
        )

    def _on_other_name(self, work: _Work) -> None:
        free = targets_of(free_name(work.targets), work.targets)
        self._ask(_Work(work.request, free, work.template, work.done))

    def _run(self, work: _Work) -> None:
        if work.lacks_template and work.template is not None:
            told = (
                f"Het sjabloon “{work.template.name}” staat er niet meer. Zet het terug en probeer "
            )
            told += "opnieuw, of maak het rapport met het sjabloon van vvdesk."
            self._job.tell(told, Tone.ERROR, *self._offers(work))
            return
        self._results.clear()
        workspace, publish_all = self._live.desk.workspace, self._press.publish_all
        self._job.run(
            lambda progress: make(
                publish_all, workspace, work.request, work.targets, work.template, progress
            ),
            "Het rapport wordt gemaakt…",
            partial(self._on_made, work),
            partial(self._offers, work),
        )

    def _offers(self, work: _Work, error: VvdeskError | None = None) -> tuple[Offer, ...]:
        other = Offer("Andere naam", partial(self._on_other_name, work))
        if work.lacks_template or (work.has_template and isinstance(error, Refused)):
            other = Offer(
                "Met sjabloon van vvdesk", partial(self._run, replace(work, template=None))
            )
        return (
            Offer("Opnieuw", partial(self._run, work)),
            other,
            Offer("Annuleren", self._job.notices.clear),
        )

    def _on_made(self, work: _Work, made: Made) -> None:
        done = (*work.done, *made.done)
        self._results.show_files(done)
        if not made.left:
            return
        rest = _Work(work.request, made.left, work.template, done)
        if made.failure is None:
            names = ", ".join(f"“{each.name}”" for each in made.left.values())
            told = f"Gestopt. Niet gemaakt: {names}. Wat al klaar was, staat hierboven."
            self._job.tell(told, Tone.PLAIN, Offer("Verder maken", partial(self._run, rest)))
        elif isinstance(made.failure, VvdeskError):
            self._job.tell(str(made.failure), Tone.ERROR, *self._offers(rest, made.failure))
        else:
            raise made.failure

    def _begin_open_data(self, meetmoment: str, proposed: Path) -> None:
        chosen = self._messages.file_to_save(
            self._owner, "Naam van de map voor de open data", "Map (*)", proposed
        )
        if chosen is not None:
            self._folder = chosen.parent
            self._run_open_data(meetmoment, chosen)

    def _run_open_data(self, meetmoment: str, folder: Path) -> None:
        workspace, write = self._live.desk.workspace, self._press.open_data
        self._job.run(
            lambda progress: write(workspace, meetmoment, folder, progress),
            "De open data worden gemaakt…",
            lambda made: self._results.show_folder(folder, made.notices),
            lambda _error: (
                Offer("Opnieuw", partial(self._run_open_data, meetmoment, folder)),
                Offer("Andere naam", partial(self._begin_open_data, meetmoment, folder)),
                Offer("Annuleren", self._job.notices.clear),
            ),
        )

    def _clear(self) -> None:
        self._job.notices.clear()
        self._results.clear()
