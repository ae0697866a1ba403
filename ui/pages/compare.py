"""The fiche in hand against the meetmoment before: what changed, and what to do about it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.job import Runner
from ui.pages.compare_card import Sides
from ui.pages.compare_deeds import CompareDeeds
from ui.pages.compare_empty import NothingToCompare
from ui.pages.compare_text import legend
from ui.pages.compare_view import CompareView
from ui.theme import GRID, Theme
from vvdesk.comparing import Comparer, Group, count_differences
from vvdesk.content import Inhoud
from vvdesk.number_words import counted


class ComparePage(QWidget):
    """De fiche in de hand, vergeleken met het vorige meetmoment.

    Signals:
        back_requested(): Somebody wants the form back.

    Args:
        live_desk: The open file.
        icons: Where pictures come from.
        theme: Where colours come from.
        runner: Compares long texts.
    """

    back_requested = Signal()

    def __init__(
        self,
        live_desk: LiveDesk,
        icons: Icons,
        theme: Theme,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live_desk, self._icons, self._theme = live_desk, icons, theme
        self._shown_project = ""
        self._is_stale = True
        desk = live_desk.desk
        before = desk.vorige_referentie or desk.referentie
        self._chips = StatusChips(before, theme), StatusChips(desk.referentie, theme)
        self._comparer = Comparer(before.lists, desk.referentie.lists)
        self._then = desk.vorig_meetmoment.naam if desk.vorig_meetmoment else ""
        self._deeds = CompareDeeds(live_desk, self._then)
        self.view = CompareView(runner, self)
        self._empty = NothingToCompare(icons, theme, self)
        self._lay_out()
        self._wait = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self.refresh)
        self._arrive = QTimer(self, singleShot=True, interval=0)
        self._arrive.timeout.connect(self.view.take_keyboard)
        self._listen()

    def refresh(self) -> None:
        """Compare anew; the place on the page and what is being typed stay."""
        self._wait.stop()
        self._is_stale = False
        project = self._live_desk.project
        if project != self._shown_project:
            self.view.clear()
            self.view.verticalScrollBar().setValue(0)
            self._shown_project = project
        old, new = self._contents()
        if old is None or new is None:
            self._say_why(new)
            return
        groups = self._comparer.groups(old, new, self._live_desk.desk.findings(project))
        count = count_differences(groups)
        self._summary.setText(_summary(count, project))
        everything = self._everything.isChecked()
        told = any(_is_told(group) for group in groups)
        self.view.show_groups(groups, self._sides(), everything=everything)
        if everything or told:
            self._body.setCurrentWidget(self.view)
        else:
            self._tell_empty("circle-check", f"Alles is hetzelfde als in {self._then}.", _SAME)
        self._set_steps(enabled=told)

    def next_difference(self) -> bool:
        """Go to the next difference (F8); False when there is none."""
        self._bring_up_to_date()
        return self.view.next_difference()

    def previous_difference(self) -> bool:
        """Go to the difference before (Shift+F8); False when there is none."""
        self._bring_up_to_date()
        return self.view.previous_difference()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show what changed while the page was away."""
        super().showEvent(event)
        self._live_desk.flush()
        self._bring_up_to_date()
        self._arrive.start()

    def _contents(self) -> tuple[Inhoud | None, Inhoud | None]:
        desk, project = self._live_desk.desk, self._live_desk.project
        if not project:
            return None, None
        return desk.vorige(project), desk.fiche(project)

    def _sides(self) -> Sides:
        may_edit = self._live_desk.read_only_reason() is None
        return Sides(self._icons, self._theme, self._then, "Nu", *self._chips, may_edit)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, GRID, 0)
        layout.setSpacing(GRID)
        title = QLabel(f"Vergelijken met {self._then or 'vorige keer'}")
        title.setProperty("role", "title")
        title.setWordWrap(True)
        back = self._button("Terug naar het formulier", "arrow-left", "F6")
        back.clicked.connect(self.back_requested)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, GRID, 0)
        top.addWidget(title, 1)
        top.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        self._summary = QLabel()
        self._summary.setProperty("role", "hint")
        layout.addWidget(self._summary)
        layout.addLayout(self._bar())
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        layout.addWidget(self._body, 1)

    def _bar(self) -> QHBoxLayout:
        self._legend = QLabel()
        self._everything = QCheckBox("Toon ook wat gelijk bleef")
        self._everything.toggled.connect(self.refresh)
        self._previous = self._button("", "chevron-up", "Shift+F8", "Vorig verschil")
        self._next = self._button("Volgend verschil", "chevron-down", "F8")
        self._previous.clicked.connect(self.previous_difference)
        self._next.clicked.connect(self.next_difference)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, GRID, 0)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self._everything)
        bar.addWidget(self._legend)
        bar.addStretch(1)
        bar.addWidget(self._previous)
        bar.addWidget(self._next)
        self._on_theme_changed()
        return bar

    def _button(self, text: str, icon: str, keys: str, name: str = "") -> QPushButton:
        button = QPushButton(self._icons.get(icon), text)
        button.setAccessibleName(name or text)
        button.setToolTip(f"{name or text} ({keys})")
        button.setProperty("role", "quiet")
        return button

    def _listen(self) -> None:
        desk, view = self._live_desk, self.view
        desk.shown.connect(self._on_changed)
        desk.edited.connect(self._on_changed)
        desk.findings_changed.connect(self._on_changed)
        desk.read_only_changed.connect(self._on_changed)
        self._theme.changed.connect(self._on_theme_changed)
        view.taken_over.connect(self._deeds.take_over)
        view.confirmed.connect(self._deeds.confirm)
        view.explained.connect(desk.explain)
        view.jump_requested.connect(self._deeds.jump)
        view.reason_touched.connect(self._deeds.hear_reason)
        view.reason_left.connect(desk.flush)

    def _say_why(self, new: Inhoud | None) -> None:
        self._summary.clear()
        self._set_steps(enabled=False)
        project = self._live_desk.project
        if new is None:
            self._tell_empty("file-question-mark", "Er is geen fiche open.", _CHOOSE)
        elif not self._then:
            self._tell_empty("history", "Er is geen vorig meetmoment in dit bestand.", _FIRST)
        else:
            told = f"{project} had in {self._then} nog geen fiche."
            self._tell_empty("file-plus", told, "Alles in deze fiche is nieuw.")

    def _tell_empty(self, icon: str, title: str, text: str) -> None:
        self._empty.tell(icon, title, text)
        self._body.setCurrentWidget(self._empty)

    def _set_steps(self, *, enabled: bool) -> None:
        for button in (self._previous, self._next):
            button.setEnabled(enabled)
        self._legend.setVisible(enabled)

    def _bring_up_to_date(self) -> None:
        if self._is_stale:
            self.refresh()

    def _on_changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._wait.start()

    def _on_theme_changed(self) -> None:
        self._legend.setText(legend(self._theme.colours))


_SAME = "Klopt dat nog? Schrijf wat er sindsdien gebeurd is, of dien de fiche ongewijzigd in."
_FIRST = "Vanaf het volgende meetmoment zie je hier wat er veranderde."
_CHOOSE = "Kies een fiche in de lijst van projecten om ze te vergelijken."


def _summary(count: int, project: str) -> str:
    if not count:
        return f"Geen verschillen in {project}."
    return f"{counted(count, 'verschil', 'verschillen')} in {project}."


def _is_told(group: Group) -> bool:
    return group.is_whole or any(each.needs_a_look for each in group.items)
