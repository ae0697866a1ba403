"""Steekproef: drawing units that anybody can draw again, and exporting projects for an auditor."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.job import Job, Runner
from ui.messages import Messages
from ui.notices import Tone
from ui.pages.job_area import JobArea
from ui.pages.question import ChoiceBox
from ui.pages.reading_column import ReadingColumn
from ui.pages.sample_draw import SampleDraw
from ui.pages.sample_export import SampleExport
from ui.pages.sample_fields import LabelledField
from ui.pages.sample_own import OwnChoice
from ui.pages.scrolled import scrolled
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.anchors import field_code
from vvdesk.audit_export import proposed_target
from vvdesk.audit_export.together import Made, export_together
from vvdesk.errors import VvdeskError
from vvdesk.jobs import Cancelled, Progress
from vvdesk.model import Meetmoment
from vvdesk.sampling import Eenheid, Steekproef, proposed_seed
from vvdesk.sampling.drawing import draw_from
from vvdesk.sampling.population import Population, read_population
from vvdesk.sealing.seal_reading import manifest_of
from vvdesk.sealing.verdict import Verdict


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
        self._inquiry, self._runner = inquiry, runner
        self._populations: dict[tuple[int, Eenheid], Population] = {}
        self._reading: dict[tuple[int, Eenheid], Job] = {}
        self._waiting: tuple[str, ...] = ()
        self._sample: Steekproef | None = None
        self._oordeel, self._is_stopped = "", False
        names = [each.naam for each in inquiry.moments]
        self.moment = ChoiceBox(names)
        self.moment.setCurrentIndex(len(names) - 1)
        self.by_hand = QRadioButton("Zelf kiezen")
        self.by_sample = QRadioButton("Steekproef trekken")
        self.own, self.draw = OwnChoice(), SampleDraw(icons, theme)
        self.export = SampleExport(messages, icons)
        self.job = JobArea(runner, icons, theme)
        self._lay_out()
        self._connect()
        self._propose_seed()
        self.by_sample.setChecked(True)

    @property
    def sample(self) -> Steekproef | None:
        """What was drawn last; None before."""
        return self._sample

    def begin(self) -> None:
        """Read what can be chosen; of a file that may change, again."""
        if not self._inquiry.workspace.is_sealed:
            self._populations.clear()
        self._read()
        self._show_choice()

    def stop(self) -> None:
        """Stop reading and exporting; called when the file is closed."""
        self._is_stopped = True
        for job in self._reading.values():
            job.cancel()

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
        for eenheid in {Eenheid.PROJECT, self.draw.eenheid}:
            key = self._moment.id, eenheid
            if key in self._populations:
                self._on_read(self._populations[key])
            elif key not in self._reading:
                self._start_reading(key)
        if (self._moment.id, self.draw.eenheid) not in self._populations:
            self.draw.wait()

    def _start_reading(self, key: tuple[int, Eenheid]) -> None:
        workspace, moment, eenheid = self._inquiry.workspace, self._moment, key[1]
        job = Job(lambda progress: read_population(workspace, moment, eenheid, progress), self)
        self._reading[key] = job
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._on_unread)
        job.finished.connect(lambda: self._reading.pop(key, None))
        self._runner.start(job)

    def _on_read(self, population: Population) -> None:
        moment, eenheid = population.meetmoment, population.eenheid
        self._populations[moment.id, eenheid] = population
        if moment.id != self._moment.id:
            return
        if eenheid is Eenheid.PROJECT:
            self.own.model.offer(population.units)
            self._take_waiting()
        if eenheid is self.draw.eenheid:
            self.draw.offer(population)

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, VvdeskError):
            raise error
        self.job.tell(str(error), Tone.ERROR)

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
        population = self._populations.get((self._moment.id, self.draw.eenheid))
        if population is None or self.job.is_busy:
            return
        opzet = self.draw.design.opzet()
        self.job.run(
            lambda _progress: draw_from(population, opzet),
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
        by_hand = self.by_hand.isChecked()
        self.own.setVisible(by_hand)
        self.draw.setVisible(not by_hand)
        projects, sample = self._chosen()
        number = len(projects)
        said = f"{number} {'project' if number == 1 else 'projecten'}"
        if not projects:
            said = "Nog niets gekozen. "
            said += "Vink projecten aan." if by_hand else "Trek eerst een steekproef."
        elif sample is not None and sample.opzet.eenheid is Eenheid.MIJLPAAL:
            said += f": de hele fiches van de {len(sample.eenheden)} getrokken mijlpalen."
        else:
            said += " uit de steekproef." if sample is not None else " zelf gekozen."
        target = proposed_target(self._inquiry.folder, self._moment.naam, sample)
        self.export.propose(target)
        self.export.show_chosen(said, is_possible=bool(projects) and not self.job.is_busy)

    def _on_export(self) -> None:
        (projects, sample), targets = self._chosen(), self.export.targets()
        if not projects or not targets or self.job.is_busy:
            return
        workspace, moment, oordeel = self._inquiry.workspace, self._moment, self._oordeel
        self.export.show_made(())

        def task(progress: Progress) -> Made:
            def reported(done: int, total: int, label: str, /) -> None:
                if self._is_stopped:
                    raise Cancelled
                progress(done, total, label)

            return export_together(
                workspace, projects, targets, sample, reported, meetmoment=moment, oordeel=oordeel
            )

        self.job.run(
            task,
            "Het auditdossier wordt gemaakt…",
            self._on_exported,
        )

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

    def _propose_seed(self) -> None:
        try:
            manifest = manifest_of(self._inquiry.workspace)
        except VvdeskError:  # the page Zegel tells what is wrong with it
            return
        if manifest is not None:
            today = datetime.now().astimezone().date()
            self.draw.design.seed.setText(proposed_seed(manifest.controlecode, today))

    def _connect(self) -> None:
        inquiry = self._inquiry
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

    def _lay_out(self) -> None:
        self.setAccessibleName("Steekproef en export")
        title = QLabel("Steekproef en export")
        title.setProperty("role", "title")
        page = ReadingColumn()
        page.column.setSpacing(2 * GRID)
        page.column.addWidget(title)
        row = WrappingRow()
        row.setSpacing(3 * GRID)
        for part in (self.by_sample, self.by_hand):
            row.addWidget(part)
        first, inside = _card("1. Kies wat je wilt nakijken")
        if len(self._inquiry.moments) > 1:
            moments = WrappingRow()
            moments.addWidget(LabelledField("&Meetmoment", self.moment))
            inside.addLayout(moments)
        inside.addLayout(row)
        inside.addWidget(self.draw)
        inside.addWidget(self.own)
        second, below = _card("2. Exporteer met de herkomst van elke waarde")
        below.addWidget(self.export)
        page.column.addWidget(first)
        page.column.addWidget(second)
        page.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolled(page), 1)
        whole.addWidget(self.job)
        self.setFocusProxy(self.by_sample)


def _card(heading: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    inside.setSpacing(GRID)
    inside.addWidget(wrapped_label(heading, "heading"))
    return card, inside
