"""Steekproef: drawing units that anybody can draw again, and exporting projects for an auditor."""

from datetime import datetime
from threading import Event

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Tone
from ui.pages.job_area import JobArea
from ui.pages.reading_column import ReadingColumn
from ui.pages.sample_choice import SampleChoice, inside_card
from ui.pages.sample_export import SampleExport, chosen_words
from ui.pages.sample_making import SampleMaking
from ui.pages.sample_reading import SampleReading
from ui.pages.scrolled import scrolled
from ui.theme import GRID, Theme
from vvdesk.anchors import field_code
from vvdesk.audit_export import proposed_target
from vvdesk.audit_export.together import Made
from vvdesk.errors import VvdeskError
from vvdesk.model import Meetmoment
from vvdesk.sampling import Eenheid, Steekproef, proposed_seed
from vvdesk.sampling.drawing import draw_from
from vvdesk.sampling.population import Population
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.sealing.verdict import Verdict
from vvdesk.store.workspace import Workspace


class SamplePage(QWidget):
    """De pagina Steekproef en export.

    Args:
        inquiry: The open file.
        runner: Runs long work.
        messages: Opens files and folders.
        icons: For shapes.
        theme: For colours.
    """

    def __init__(
        self,
        inquiry: Inquiry,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._inquiry = inquiry
        self._reading = SampleReading(inquiry.workspace, runner, self)
        self._waiting: tuple[str, ...] = ()
        self._sample: Steekproef | None = None
        self._oordeel, self._is_over = "", Event()
        choice = SampleChoice([each.naam for each in inquiry.moments], icons, theme)
        self.moment, self.by_hand = choice.moment, choice.by_hand
        self.own, self.draw = choice.own, choice.draw
        self.export = SampleExport(messages, icons, theme)
        self.job = JobArea(runner, icons, theme)
        self._lay_out(choice)
        self._connect()
        if seed := _seed_of_seal(inquiry.workspace):
            self.draw.design.seed.setText(seed)
        self._show_choice()

    @property
    def sample(self) -> Steekproef | None:
        """What was drawn last; None before."""
        return self._sample

    def begin(self) -> None:
        """Read what can be chosen; of a file that may change, again."""
        if not self._inquiry.workspace.is_sealed:
            self._reading.forget()
        self._read()
        self._show_choice()

    def stop(self) -> None:
        """Stop reading and exporting; called when the file is closed."""
        self._is_over.set()
        self._reading.stop()

    def offer_projects(self, codes: tuple[str, ...]) -> None:
        """Tick these projects, to be exported."""
        self.by_hand.setChecked(True)
        self._waiting = tuple(codes)
        self._take_waiting()

    def hear_verdict(self, verdict: Verdict) -> None:
        """Remember what was found when the seal was checked: exports say it."""
        self._oordeel = verdict.zin

    @property
    def _moment(self) -> Meetmoment:
        return self._inquiry.moments[self.moment.currentIndex()]

    def _read(self) -> None:
        """See to it that the projects, and the units to draw, are read."""
        eenheid = self.draw.eenheid
        if self._reading.found(self._moment, eenheid) is None:
            self.draw.wait()
        for each in {Eenheid.PROJECT, eenheid}:
            self._reading.ask(self._moment, each)

    def _on_read(self, population: Population) -> None:
        if population.meetmoment.id != self._moment.id:
            return
        if population.eenheid is Eenheid.PROJECT:
            self.own.model.offer(population.units)
            self._take_waiting()
        if population.eenheid is self.draw.eenheid:
            self.draw.offer(population)

    def _take_waiting(self) -> None:
        if self._waiting and self.own.model.total:
            self.own.model.tick(self._waiting)
            self._waiting = ()

    def _on_moment(self) -> None:
        if self._sample is not None and self._sample.meetmoment_id != self._moment.id:
            self._sample = None
            self.draw.show_sample(None)
        self._read()
        self._show_choice()

    def _on_draw(self) -> None:
        population = self._reading.found(self._moment, self.draw.eenheid)
        if population is None or self.job.is_busy:
            return
        opzet = self.draw.design.opzet()
        self.job.run(
            lambda progress: draw_from(population, opzet, progress),
            "De steekproef wordt getrokken…",
            self._on_drawn,
        )

    def _on_drawn(self, sample: Steekproef) -> None:
        self._sample = sample
        self.draw.show_sample(sample)
        self._show_choice()
        self.draw.drawn.enter()

    def _chosen(self) -> tuple[tuple[str, ...], Steekproef | None]:
        """Return the projects to export, and the sample that they come from."""
        if self.by_hand.isChecked():
            return self.own.model.ticked(), None
        return (self._sample.projecten if self._sample is not None else ()), self._sample

    def _show_choice(self) -> None:
        projects, sample = self._chosen()
        target = proposed_target(self._inquiry.folder, self._moment.naam, sample)
        self.export.propose(target)
        self.export.show_chosen(
            chosen_words(projects, sample, by_hand=self.by_hand.isChecked()),
            len(projects),
            is_possible=bool(projects) and not self.job.is_busy,
        )

    def _on_export(self) -> None:
        (projects, sample), targets = self._chosen(), self.export.targets()
        if not projects or not targets or self.job.is_busy:
            return
        self.export.show_made(())
        making = SampleMaking(
            self._inquiry.workspace,
            self._moment,
            projects,
            targets,
            sample,
            self._oordeel,
            self._is_over,
        )
        self.job.run(making, "Het auditdossier wordt gemaakt…", self._on_exported)

    def _on_exported(self, made: Made) -> None:
        self.export.show_made(made.done)
        if made.is_whole:
            self.job.tell("Het auditdossier is klaar.", Tone.GOOD)
        elif made.failure is None:
            self.job.tell("Gestopt. Wat hierboven staat, is wel gemaakt.")
        elif isinstance(made.failure, VvdeskError):
            self.job.tell(f"Niet alles is gemaakt. {made.failure}", Tone.ERROR)
        else:
            raise made.failure

    def _connect(self) -> None:
        inquiry = self._inquiry
        self._reading.arrived.connect(self._on_read)
        self._reading.failed.connect(lambda why: self.job.tell(why, Tone.ERROR))
        self.moment.currentIndexChanged.connect(lambda _at: self._on_moment())
        self.by_hand.toggled.connect(lambda _on: self._show_choice())
        self.own.changed.connect(self._show_choice)
        self.own.opened.connect(
            lambda code: inquiry.code_requested.emit(field_code(self._moment.id, code))
        )
        self.draw.design.unit_changed.connect(self._read)
        self.draw.draw_requested.connect(self._on_draw)
        self.draw.opened.connect(inquiry.code_requested)
        self.export.export_requested.connect(self._on_export)
        self.job.busy_changed.connect(lambda _busy: self._show_choice())

    def _lay_out(self, choice: SampleChoice) -> None:
        self.setAccessibleName("Steekproef en export")
        is_one = len(self._inquiry.moments) == 1
        self.setFocusProxy(choice.by_sample if is_one else choice.moment)
        title = QLabel("Steekproef en export")
        title.setProperty("role", "title")
        second = QFrame()
        inside_card(second, "2. Exporteer met de herkomst van elke waarde").addWidget(self.export)
        page = ReadingColumn()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolled(page), 1)  # empty still, so that it is styled once
        page.column.setSpacing(2 * GRID)
        for part in (title, choice, second):
            page.column.addWidget(part)
        page.column.addStretch(1)
        whole.addWidget(self.job)


def _seed_of_seal(workspace: Workspace) -> str:
    """Return a seed that follows from the seal; empty without a seal that can be read."""
    try:
        manifest = manifest_of(workspace)
    except VvdeskError:  # the page Zegel tells what is wrong with it
        return ""
    today = datetime.now().astimezone().date()
    return proposed_seed(manifest.controlecode, today) if manifest is not None else ""
