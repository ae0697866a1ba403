"""Making a new file: asks plan, meetmoment, entiteit and place; judges while one types."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icons
from ui.messages import Messages
from ui.pages.question import ChoiceBox, NamesBox, Question, text_label
from ui.pages.scrolled import scrolled
from ui.theme import GRID, Theme
from vvdesk.new_dossier import NewDossier, Typed, judged, proposed_name
from vvdesk.plan import PlanFile
from vvdesk.values import dag_to_text

_USUALLY = (
    "Meestal maak je zelf geen dossier: je krijgt het van je coördinator als uitvraag, met je "
    "fiches erin. Kies dan Openen."
)
_OF_THE_SCREEN = 0.9
_WHY = {
    "plan": "",
    "meetmoment": "Kies uit de kalender van het plan, of typ een eigen naam.",
    "peildatum": "De dag waarop je de stand van zaken meet, bijvoorbeeld 31/08/2021.",
    "deadline": "Mag leeg blijven. Tot die dag kunnen entiteiten indienen.",
    "entiteit": "",
    "path": "Er wordt nooit een bestand overschreven.",
}
_WORDS = {
    "plan": "Plan",
    "meetmoment": "Meetmoment",
    "peildatum": "Peildatum",
    "deadline": "Uiterste dag om in te dienen",
    "entiteit": "Entiteit",
    "path": "Bestand",
}


class NewDossierDialog(QDialog):
    """Asks what a new file must be; makes nothing itself.

    Signals:
        wanted(NewDossier): What to make; the dialog closes.

    Args:
        plans: To choose from, at least one.
        entiteit: Of who works here; empty for several.
        folder: Where the file is proposed.
        messages: Asks for another place.
        theme: For the colours.
        icons: For the icons.
        today: The present day.
    """

    wanted = Signal(NewDossier)

    def __init__(
        self,
        plans: Sequence[PlanFile],
        entiteit: str,
        folder: Path,
        messages: Messages,
        theme: Theme,
        icons: Icons,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nieuw dossier")
        self._plans, self._folder, self._messages, self._today = plans, folder, messages, today
        self._path_is_own, self._zoom = False, theme.zoom
        self._left: set[str] = set()
        self.plan = ChoiceBox([each.titel for each in plans])
        self.meetmoment = NamesBox([each.naam for each in plans[0].meetmomenten])
        self.peildatum, self.deadline, self.path = QLineEdit(), QLineEdit(), QLineEdit()
        self.for_one = QRadioButton("Dossier van één entiteit")
        self.for_all = QRadioButton("Centraal bestand van de coördinator, met alle entiteiten")
        self.entiteit = NamesBox(self._entiteiten())
        self.entiteit.setEditText(entiteit)
        self.browse_button = QPushButton("Bladeren…")
        self.make_button, self.cancel_button = QPushButton("Maken"), QPushButton("Annuleren")
        for quiet in (self.browse_button, self.cancel_button):
            quiet.setAutoDefault(False)
        self.make_button.setProperty("role", "primary")
        self.make_button.setDefault(True)
        beside = {"path": self.browse_button}
        self._questions = {
            name: Question(words, _WHY[name], getattr(self, name), theme, icons, beside.get(name))
            for name, words in _WORDS.items()
        }
        self._lay_out()
        self._connect()
        self.for_one.setChecked(True)
        self._propose_meetmoment()
        self._judge()

    def typed(self) -> Typed:
        """Return what stands in the form."""
        return Typed(
            plan=self._plan(),
            meetmoment=self.meetmoment.currentText(),
            peildatum=self.peildatum.text(),
            entiteit=self.entiteit.currentText() if self.for_one.isChecked() else None,
            deadline=self.deadline.text(),
            path=self.path.text(),
        )

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(text_label("Nieuw dossier", "title"))
        column.addWidget(text_label(_USUALLY, "hint"))
        column.addWidget(self._questions["plan"])
        column.addWidget(self._questions["meetmoment"])
        days = QHBoxLayout()
        days.setSpacing(2 * GRID)
        for name in ("peildatum", "deadline"):
            days.addWidget(self._questions[name], 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(days)
        column.addLayout(self._make_kinds())
        column.addWidget(self._questions["entiteit"])
        column.addWidget(self._questions["path"])
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(page)
        whole.addWidget(self._area, 1)
        whole.addLayout(_right_aligned(self.make_button, self.cancel_button))
        room = self.screen().availableSize()
        wished = QSize(80 * GRID * self._zoom // 100, page.sizeHint().height() + 14 * GRID)
        self.resize(wished.boundedTo(room * _OF_THE_SCREEN))

    def _make_kinds(self) -> QVBoxLayout:
        kinds = QVBoxLayout()
        kinds.setSpacing(GRID // 2)
        kinds.addWidget(text_label("Voor wie is het bestand?", "label"))
        self._kinds = QButtonGroup(self)
        for button in (self.for_one, self.for_all):
            self._kinds.addButton(button)
            kinds.addWidget(button)
        return kinds

    def _connect(self) -> None:
        self.plan.currentIndexChanged.connect(self._on_plan)
        self.meetmoment.editTextChanged.connect(self._on_meetmoment)
        self.entiteit.editTextChanged.connect(self._judge)
        self.for_one.toggled.connect(self._on_kind)
        self.path.textEdited.connect(self._on_own_path)
        for line, name in ((self.peildatum, "peildatum"), (self.deadline, "deadline")):
            line.textChanged.connect(self._judge)
            line.editingFinished.connect(lambda name=name: self._on_left(name))
        for box, name in ((self.meetmoment, "meetmoment"), (self.entiteit, "entiteit")):
            if edit := box.lineEdit():
                edit.editingFinished.connect(lambda name=name: self._on_left(name))
        self.browse_button.clicked.connect(self._on_browse)
        self.make_button.clicked.connect(self._on_make)
        self.cancel_button.clicked.connect(self.reject)

    def _plan(self) -> PlanFile:
        return self._plans[max(self.plan.currentIndex(), 0)]

    def _entiteiten(self) -> list[str]:
        return sorted({each.naam for each in self._plan().entiteiten}, key=str.casefold)

    def _on_plan(self) -> None:
        entiteit = self.entiteit.currentText()
        for box, names in (
            (self.meetmoment, [each.naam for each in self._plan().meetmomenten]),
            (self.entiteit, self._entiteiten()),
        ):
            box.clear()
            box.addItems(names)
        self.entiteit.setEditText(entiteit)
        self._propose_meetmoment()

    def _propose_meetmoment(self) -> None:
        """Propose the first meetmoment of the calendar that is not over, or else the last."""
        dates = [each.peildatum for each in self._plan().meetmomenten]
        coming = [at for at, day in enumerate(dates) if day >= self._today()]
        self.meetmoment.setCurrentIndex(coming[0] if coming else len(dates) - 1)
        self._on_meetmoment()

    def _on_meetmoment(self) -> None:
        known = self._plan().meetmoment(" ".join(self.meetmoment.currentText().split()))
        if known is not None:
            self.peildatum.setText(dag_to_text(known.peildatum))
        self._propose_path()
        self._judge()

    def _on_kind(self) -> None:
        self._questions["entiteit"].setVisible(self.for_one.isChecked())
        self._propose_path()
        self._judge()

    def _on_own_path(self) -> None:
        self._path_is_own = True
        self._left.add("path")
        self._judge()

    def _propose_path(self) -> None:
        if not self._path_is_own:
            typed = self.typed()
            name = proposed_name(typed.meetmoment, typed.entiteit)
            self.path.setText(str(self._folder / name))

    def _on_browse(self) -> None:
        proposed = Path(self.path.text().strip() or str(self._folder))
        kinds = "Dossiers van vvdesk (*.vvd)"
        chosen = self._messages.file_to_save(self, "Waar komt het dossier?", kinds, proposed)
        if chosen is not None:
            self.path.setText(str(chosen if chosen.suffix else chosen.with_suffix(".vvd")))
            self._on_own_path()

    def _on_left(self, name: str) -> None:
        self._left.add(name)
        self._judge()

    def _judge(self) -> NewDossier | None:
        """Say at each field what is wrong; what is still empty only after it was left."""
        outcome = judged(self.typed(), self._today())
        problems = outcome if isinstance(outcome, dict) else {}
        for name, question in self._questions.items():
            due = name == "path" or name in self._left
            question.tell(problems.get(name, "") if due else "")
        return None if isinstance(outcome, dict) else outcome

    def _on_make(self) -> None:
        self._left = {each.name for each in fields(Typed)}
        outcome = self._judge()
        if outcome is not None:
            self.wanted.emit(outcome)
            self.accept()
            return
        first = next(name for name, question in self._questions.items() if question.problem)
        getattr(self, first).setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(self._questions[first])


def _right_aligned(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(3 * GRID, GRID, 3 * GRID, 2 * GRID)
    line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    return line
