"""The small form with which the next meetmoment is opened, in the page itself."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.job import Runner
from ui.pages.job_area import JobArea
from ui.pages.question import NamesBox, Question
from ui.pages.uitvraag_deeds import Settling
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.kinds import DAG
from vvdesk.meetmomenten import open_next
from vvdesk.model import Meetmoment
from vvdesk.perimeter import codes_in
from vvdesk.plan import PlanFile, load_plan
from vvdesk.values import Unreadable, dag_to_text

_WORDS = {
    "naam": ("Naam", "Kies uit de kalender van het plan, of typ een eigen naam."),
    "peildatum": ("Peildatum", "De dag waarover gerapporteerd wordt, bijvoorbeeld 31/08/2021."),
    "deadline": ("Deadline", "Mag leeg blijven. Tegen wanneer iedereen indient."),
    "codes": (
        "Projecten die niet meegaan",
        "Mag leeg blijven. Codes met een spatie ertussen, bijvoorbeeld VV015 VV016.",
    ),
    "reden": ("Waarom gaan ze niet mee?", "In één regel; blijft bij de projecten staan."),
}


class NextMoment(QFrame):
    """Opent het volgende meetmoment; de fiches gaan mee zoals ze zijn.

    Signals:
        opened(str): It is open; its name.
        cancelled(): The person does not want it after all.

    Args:
        settling: The open file.
        runner: Runs the work.
        icons: For buttons.
        theme: For colours.
    """

    opened = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        settling: Settling,
        runner: Runner,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settling = settling
        self._plan: PlanFile | None = None
        self.setProperty("role", "card")
        self.naam = NamesBox([])
        self.peildatum, self.deadline = QLineEdit(), QLineEdit()
        self.codes, self.reden = QLineEdit(), QLineEdit()
        self.questions = {
            name: Question(*words, getattr(self, name), theme, icons)
            for name, words in _WORDS.items()
        }
        self.job = JobArea(runner, icons, theme)
        self.go = QPushButton(icons.get("calendar-plus", "on_brand"), "Meetmoment openen")
        self.go.setProperty("role", "primary")
        self.cancel = QPushButton("Annuleren")
        self._lay_out()
        self.naam.editTextChanged.connect(self._on_named)
        self.codes.textChanged.connect(self._show_state)
        self.go.clicked.connect(self._on_go)
        self.cancel.clicked.connect(self.cancelled)
        self.job.busy_changed.connect(self._show_state)

    def begin(self) -> None:
        """Propose the next meetmoment of the plan's calendar."""
        desk, previous = self._settling.live.desk, self._settling.moment
        self.job.notices.clear()
        for question in self.questions.values():
            question.tell("")
        try:
            self._plan = load_plan(desk.workspace.plan.code)
        except VvdeskError as error:
            self.job.tell(str(error))
            self._plan = None
        calendar = self._plan.meetmomenten if self._plan else ()
        coming = [each.naam for each in calendar if each.peildatum > previous.peildatum]
        self.naam.clear()
        self.naam.addItems(coming)
        self.naam.setCurrentIndex(0 if coming else -1)
        self.peildatum.clear()
        self.deadline.clear()
        self.codes.clear()
        self.reden.clear()
        self._on_named(self.naam.currentText())
        self._show_state()
        self.naam.setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(wrapped_label("Volgend meetmoment openen", "heading"))
        layout.addWidget(
            wrapped_label(
                "De fiches gaan mee zoals ze nu zijn. Mijlpalen die op hun einde kwamen, blijven "
                "achter. Er wordt eerst een versie bewaard.",
                "hint",
            )
        )
        for question in self.questions.values():
            layout.addWidget(question)
        layout.addWidget(self.job)
        buttons = WrappingRow()
        buttons.addWidget(self.go)
        buttons.addWidget(self.cancel)
        layout.addLayout(buttons)

    def _on_named(self, text: str) -> None:
        known = self._plan.meetmoment(" ".join(text.split())) if self._plan else None
        if known is not None:
            self.peildatum.setText(dag_to_text(known.peildatum))

    def _show_state(self) -> None:
        self.questions["reden"].setVisible(bool(codes_in(self.codes.text())))
        self.go.setEnabled(self._plan is not None and not self.job.is_busy)
        self.cancel.setEnabled(not self.job.is_busy)

    def _on_go(self) -> None:
        days = {name: self._day(name) for name in ("peildatum", "deadline")}
        naam, plan = " ".join(self.naam.currentText().split()), self._plan
        self.questions["naam"].tell("" if naam else "Geef het meetmoment een naam.")
        peildatum, deadline = days["peildatum"], days["deadline"]
        if peildatum is None and not self.questions["peildatum"].problem:
            self.questions["peildatum"].tell("Vul de peildatum in, bijvoorbeeld 31/08/2021.")
        codes, reden = codes_in(self.codes.text()), self.reden.text()
        missing = bool(codes) and not reden.strip()
        self.questions["reden"].tell("Schrijf in één regel waarom." if missing else "")
        if peildatum is None or plan is None or any(q.problem for q in self.questions.values()):
            return
        self._settling.live.flush()
        desk = self._settling.live.desk
        self.job.run(
            lambda progress: open_next(
                desk.workspace, plan, naam, peildatum, desk.actor, deadline=deadline,
                leave_out=codes, reden=reden, progress=progress,
            ),
            "Het meetmoment wordt geopend…",
            self._on_opened,
        )  # fmt: skip

    def _day(self, name: str) -> date | None:
        line: QLineEdit = getattr(self, name)
        try:
            found: date | None = DAG.typed(line.text())
        except Unreadable as error:
            self.questions[name].tell(str(error))
            return None
        self.questions[name].tell("")
        return found

    def _on_opened(self, moment: Meetmoment) -> None:
        self.hide()
        self.opened.emit(moment.naam)
