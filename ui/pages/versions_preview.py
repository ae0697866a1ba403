"""What differs between one version and now, fiche by fiche."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.job import Runner
from ui.pages.compare_card import Sides
from ui.pages.compare_empty import NothingToCompare
from ui.pages.compare_view import CompareView
from ui.theme import GRID, Theme
from vvdesk.compare.changes import Change
from vvdesk.comparing import Comparer
from vvdesk.content import Inhoud
from vvdesk.going_back import KeptContent
from vvdesk.number_words import counted
from vvdesk.plan.referentie import Referentie


class _Projects(QComboBox):
    """A choice that the wheel does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class VersionPreview(QWidget):
    """De verschillen tussen één versie en nu.

    Signals:
        project_chosen(str): The fiche of another project is looked at.

    Args:
        icons: Where pictures come from.
        theme: Where colours come from.
        runner: Compares long texts.
    """

    project_chosen = Signal(str)

    def __init__(
        self, icons: Icons, theme: Theme, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._projects = _Projects()
        self._projects.setAccessibleName("Fiche")
        self._projects.activated.connect(lambda: self.project_chosen.emit(self.project))
        self.view = CompareView(runner, self)
        self._empty = NothingToCompare(icons, theme, self)
        self._body = QStackedWidget()
        self._body.addWidget(self._empty)
        self._body.addWidget(self.view)
        caption = QLabel("Fiche")
        caption.setProperty("role", "label")
        caption.setBuddy(self._projects)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(caption)
        top.addWidget(self._projects, 1)
        self._top = QWidget()
        self._top.setLayout(top)
        top.setContentsMargins(0, 0, GRID, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._top)
        layout.addWidget(self._body, 1)
        self.tell("history", "", "")

    @property
    def project(self) -> str:
        """The code of the fiche that is looked at; empty for none."""
        return str(self._projects.currentData() or "")

    def tell(self, icon: str, title: str, text: str) -> None:
        """Show no differences, and say why."""
        self._projects.clear()
        self._top.hide()
        self._empty.tell(icon, title, text)
        self._body.setCurrentWidget(self._empty)

    def offer(self, changes: Sequence[Change], preferred: str) -> None:
        """Offer the fiches that differ, the preferred one first when it is among them."""
        counts = Counter(each.project for each in changes)
        looked_at = self.project if self.project in counts else preferred
        self._projects.clear()
        for project, count in counts.items():
            told = counted(count, "verschil", "verschillen")
            self._projects.addItem(f"{project} · {told}", project)
        self._projects.setCurrentIndex(max(self._projects.findData(looked_at), 0))
        self._top.show()

    def show_difference(
        self, kept: KeptContent, now: Inhoud | None, of_now: Referentie, then: str
    ) -> None:
        """Show what differs in the fiche that is looked at.

        Args:
            kept: What the version says.
            now: What the fiche says now; None when there is none.
            of_now: What choices are called now.
            then: When the version was made, in words.
        """
        old = kept.fiches.get(self.project)
        if old is None or now is None:
            self._empty.tell("file-plus", f"{self.project} is weg.", "Terugzetten brengt ze terug.")
            self._body.setCurrentWidget(self._empty)
            return
        comparer = Comparer(kept.referentie.lists, of_now.lists, asks_reasons=False)
        chips = StatusChips(kept.referentie, self._theme), StatusChips(of_now, self._theme)
        sides = Sides(self._icons, self._theme, then, "Nu", *chips, may_edit=False, may_jump=False)
        self.view.show_groups(comparer.groups(old, now), sides, everything=False)
        self._body.setCurrentWidget(self.view)
