"""The frame of handing in: title, steps, the view of the present step, messages and buttons."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.pages.hand_in_done import DoneView
from ui.pages.hand_in_file import FileView
from ui.pages.hand_in_overview import OverviewView
from ui.pages.job_area import JobArea
from ui.pages.reading_column import ReadingColumn
from ui.pages.scrolled import scrolled
from ui.pages.step_line import StepLine
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme

LOOK, FILE, DONE = range(3)
_STEPS = ("Nakijken", "Bestand", "Versturen")
_GO = (("Verder", "arrow-right"), ("Indienen", "send"), ("Klaar", "check"))


class HandInFrame(QWidget):
    """Het kader rond de drie stappen van het indienen.

    Args:
        runner: Runs long work.
        messages: Opens dialogs.
        icons: For shapes.
        theme: For colours.

    Attributes:
        at: The present step.
        overview: Step 1.
        file: Step 2.
        done: Step 3.
        job: Where long work is told.
        hint: Whose dossier it is.
        state: What stands in the way.
        go: The button onwards.
        back: The button backwards.
    """

    def __init__(
        self,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.at = LOOK
        self.steps = StepLine(_STEPS, theme)
        self.overview = OverviewView(icons, theme)
        self.file = FileView(messages, icons)
        self.done = DoneView(icons, theme)
        self.job = JobArea(runner, icons, theme)
        self.hint, self.state = wrapped_label(role="hint"), wrapped_label()
        self.go = QPushButton()
        self.back = QPushButton(icons.get("arrow-left"), "")
        self.setAccessibleName("Indienen")
        title = QLabel("Indienen")
        title.setProperty("role", "title")
        self._stack = QStackedWidget()
        # From the outside in: whatever moves to another parent is styled anew with all it holds.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = ReadingColumn()
        whole.addWidget(page)
        for part in (title, self.hint, self.steps):
            page.column.addWidget(part)
        page.column.addWidget(self._stack, 1)
        page.column.addWidget(self.job)
        page.column.addLayout(self._buttons())
        for view in (self.overview, scrolled(self.file), self.done):
            self._stack.addWidget(view)

    def keep_keyboard(self) -> None:
        """Give the keyboard a place here when it was left behind on another page."""
        if not self.isVisible() or self.isAncestorOf(self.window().focusWidget()):
            return
        rows = self.overview.rows()
        waits = self.at == LOOK and rows and not self.go.isEnabled()
        (rows[0].link if waits else self.go).setFocus()

    def show_step(self, step: int) -> None:
        """Show the view of a step, and what its buttons do."""
        self.at = step
        self._stack.setCurrentIndex(step)
        self.steps.show_step(step)
        text, icon = _GO[step]
        self.go.setText(text)
        self.go.setIcon(self._icons.get(icon, "on_brand"))
        self.back.setText("Terug" if step == FILE else "Terug naar de fiche")
        self.back.setVisible(step != DONE)

    def _buttons(self) -> QHBoxLayout:
        self.go.setProperty("role", "primary")
        self.go.setMinimumWidth(16 * GRID)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.back)
        buttons.addWidget(self.state, 1)
        buttons.addWidget(self.go)
        return buttons
