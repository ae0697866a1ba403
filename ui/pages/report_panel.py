"""Everything that can be chosen about a report, and the button that makes it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.report_forms import ReportForms
from ui.pages.report_scope import ReportScope
from ui.pages.report_uitgave import UitgaveChoice
from ui.pages.scrolled import scrolled
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.report_choices import Choice, Hindrance, Offered, Uitgave

_WIDEST = 58
"""Average signs: as wide as the choices become."""
_SHARE = 0.42
"""Of the page: what the choices take at most, however large the text."""
_VERBS = {
    Uitgave.WERKBOEK: "Werkboek maken…",
    Uitgave.OPENDATA: "Open data maken…",
}


class ReportPanel(QWidget):
    """De keuzes van de pagina Rapport.

    Signals:
        changed(): Something else was chosen.
        moment_changed(str): Another meetmoment was chosen; what it offers is not known yet.

    Args:
        icons: For buttons.
        theme: For lists.

    Attributes:
        make: The button that makes what was chosen.
    """

    changed = Signal()
    moment_changed = Signal(str)
    _page_width = 0  # while nobody told it, the choices are as wide as they like

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.uitgave, self.scope = UitgaveChoice(), ReportScope(icons, theme)
        self.forms = ReportForms(icons)
        self.make = QPushButton(icons.get("file-output", "on_brand"), "Rapport maken…")
        self.make.setProperty("role", "primary")
        self._why = wrapped_label(role="hint")
        self._lay_out()
        self.uitgave.changed.connect(self._on_uitgave)
        self.scope.changed.connect(self.changed)
        self.scope.moment_changed.connect(self.moment_changed)
        self.forms.changed.connect(self.changed)

    def choice(self) -> Choice:
        """Return what is chosen now."""
        return Choice(
            self.uitgave.chosen(),
            self.scope.moment.currentData() or "",
            self.scope.speerpunten_chosen(),
            self.scope.thema.currentData(),
            self.scope.chapters_chosen(),
            self.forms.chosen(),
        )

    def show_choice(self, choice: Choice, found: Offered) -> None:
        """Show what a meetmoment offers, and what of it is chosen; nothing is emitted."""
        self.blockSignals(True)  # one whole, told by whoever shows it
        self.scope.offer(found)
        self.uitgave.choose(choice.uitgave)
        self.forms.tick(choice.vormen)
        self.scope.show_choice(choice)
        self._show_for(choice.uitgave)
        self.blockSignals(False)

    def show_readiness(self, why_not: Hindrance | None, *, is_busy: bool) -> None:
        """Let the button work, or say what is in its way."""
        choice = self.choice()
        lacks_form = choice.uitgave.soort is not None and not choice.vormen
        said = why_not.title if why_not else "Kies minstens één vorm." if lacks_form else ""
        self._why.setText(said)
        self._why.setVisible(bool(said))
        self.make.setEnabled(not said and not is_busy)

    def fit_beside(self, page_width: int) -> None:
        """Leave most of a page of this width to what stands beside the choices."""
        self._page_width = page_width
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Give the choices more room for larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._page_width:
            self._fit()

    def _fit(self) -> None:
        wished = _WIDEST * self.fontMetrics().averageCharWidth()
        self.setFixedWidth(min(wished, round(_SHARE * self._page_width)))

    def _lay_out(self) -> None:
        content = QWidget()
        # As high as its words need in this width; by itself it reserves room for narrower ones.
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(GRID // 2, 0, GRID, GRID)
        inside.setSpacing(GRID // 2)
        for part in (self.uitgave, self.scope, self.forms.word):
            inside.addWidget(part)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(scrolled(content), 1)
        column.addWidget(self.forms)  # always in sight: with the button it is the last choice
        column.addWidget(self._why)
        column.addWidget(self.make)

    def _on_uitgave(self) -> None:
        self._show_for(self.uitgave.chosen())
        self.changed.emit()

    def _show_for(self, uitgave: Uitgave) -> None:
        self.scope.show_for(uitgave)
        self.forms.show_for(uitgave)
        self.make.setText(_VERBS.get(uitgave, "Rapport maken…"))
