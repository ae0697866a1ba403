"""In which forms a report is made, and on which template of Word."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID
from vvdesk.report.request import Vorm
from vvdesk.report_choices import FORMS, Uitgave

FORM_NAMES = {Vorm.PDF: "PDF", Vorm.WORD: "Word", Vorm.WEB: "Webpagina", Vorm.EXCEL: "Excel"}


class ReportForms(QWidget):
    """In welke vormen het rapport gemaakt wordt.

    Signals:
        changed(): Another form was ticked, or another template is used.
        browse_requested(): A template of one's own is to be chosen.
        save_requested(): The template of vvdesk is to be saved.

    Attributes:
        boxes: One for each form.
        word: What is chosen for Word only; shown elsewhere, by whoever lays out the page.
        template: The Word template; None for the one of vvdesk.
    """

    changed = Signal()
    browse_requested = Signal()
    save_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template: Path | None = None
        self.boxes = {each: QCheckBox(FORM_NAMES[each]) for each in FORMS}
        self.boxes[Vorm.PDF].setChecked(True)
        self.word = QWidget()
        self._used = wrapped_label(role="hint")
        self.browse = QPushButton(icons.get("folder-open"), "Ander sjabloon…")
        self.back = QPushButton(icons.get("undo-2"), "Dat van vvdesk")
        self.save = QPushButton(icons.get("file-down"), "Sjabloon bewaren…")
        self._lay_out()
        for box in self.boxes.values():
            box.toggled.connect(self._on_ticked)
        self.browse.clicked.connect(self.browse_requested)
        self.save.clicked.connect(self.save_requested)
        self.back.clicked.connect(lambda: self._on_template(None))
        self.use(None)

    def chosen(self) -> frozenset[Vorm]:
        """Return the forms that are ticked."""
        return frozenset(each for each, box in self.boxes.items() if box.isChecked())

    def tick(self, vormen: Iterable[Vorm]) -> None:
        """Tick these, and no others."""
        wanted = set(vormen)
        for each, box in self.boxes.items():
            blocker = QSignalBlocker(box)
            box.setChecked(each in wanted)
            blocker.unblock()
        self.word.setVisible(Vorm.WORD in wanted)

    def show_for(self, uitgave: Uitgave) -> None:
        """Offer forms for what is made of pages."""
        self.setVisible(uitgave.soort is not None)
        self.word.setVisible(uitgave.soort is not None and Vorm.WORD in self.chosen())

    def use(self, template: Path | None) -> None:
        """Use a template; one that is no longer there is said, and that of vvdesk is used."""
        is_gone = template is not None and not template.is_file()
        self.template = None if is_gone else template
        said = "Word gebruikt het sjabloon van vvdesk."
        if is_gone:
            said = f"“{template.name}” staat er niet meer. {said}" if template else said
        elif template is not None:
            said = f"Word gebruikt jouw sjabloon “{template.name}”."
        self._used.setText(said)
        self.back.setVisible(self.template is not None)

    def choose_template(self, template: Path) -> None:
        """Use a template that was just chosen."""
        self._on_template(template)

    def _lay_out(self) -> None:
        title, row, own, buttons = QLabel("Vorm"), WrappingRow(self), QLabel(), WrappingRow()
        row.setSpacing(2 * GRID)
        row.setContentsMargins(GRID // 2, 0, 0, 0)
        for part in (title, *self.boxes.values()):
            row.addWidget(part)
        own.setText("Word-sjabloon")
        own.setContentsMargins(0, GRID, 0, 0)
        for label in (title, own):
            label.setProperty("role", "label")
        self.save.setToolTip("Bewaar het sjabloon van vvdesk, pas het aan in Word en kies het hier")
        for button in (self.browse, self.back, self.save):
            buttons.addWidget(button)
        column = QVBoxLayout(self.word)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(own)
        column.addWidget(self._used)
        column.addLayout(buttons)
        self.word.hide()

    def _on_ticked(self) -> None:
        self.word.setVisible(self.boxes[Vorm.WORD].isChecked())
        self.changed.emit()

    def _on_template(self, template: Path | None) -> None:
        self.use(template)
        self.changed.emit()
