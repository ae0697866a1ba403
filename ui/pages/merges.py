"""Eerdere samenvoegingen: what was merged when, its plan as a document, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import Runner
from ui.messages import Messages
from ui.notices import Tone
from ui.pages.job_area import JobArea
from ui.pages.merges_deeds import MergeDeeds
from ui.pages.merges_undo import UndoCard
from ui.pages.page_names import CONSOLIDATION
from ui.pages.uitvraag_cells import Cells
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID, Theme
from vvdesk.day_words import moment_in_words
from vvdesk.merging import Merged, samenvoegingen, why_not_take_back

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NONE = "Er is op dit meetmoment nog niets samengevoegd."


class MergesModel(QAbstractListModel):
    """De samenvoegingen, de laatste eerst.

    Args:
        icons: For done and taken back.
    """

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.merges: tuple[Merged, ...] = ()

    def show_merges(self, merges: Sequence[Merged]) -> None:
        """Show others."""
        self.beginResetModel()
        self.merges = tuple(merges)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.merges)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says, and its shape."""
        merged = self.merges[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            back = " · ongedaan gemaakt" if merged.teruggenomen else ""
            return f"{told(merged)}{back}"
        if role == Qt.ItemDataRole.DecorationRole:
            name, colour = ("undo-2", "muted") if merged.teruggenomen else ("layers", "text")
            return self._icons.get(name, colour)
        return None


class MergesPage(QWidget):
    """De pagina met wat er al samengevoegd is.

    Signals:
        fiche_requested(str, str): Somebody wants to see a project's path in the form.
        page_requested(str): Another page is wanted; its name in `ui.pages.page_names`.

    Args:
        live: The central file.
        runner: Runs long work.
        messages: Asks where documents go, and opens them.
        icons: For shapes.
        theme: For colours.
    """

    fiche_requested = Signal(str, str)
    page_requested = Signal(str)

    def __init__(
        self,
        live: LiveDesk,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self.model = MergesModel(icons, self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(Cells(icons, theme, self.view))
        self.nothing = wrapped_label(_NONE)
        self.back = QPushButton(icons.get("arrow-left"), "Naar Samenvoegen")
        self.save = QPushButton(icons.get("save"), "Plan bewaren…")
        self.undo = QPushButton(icons.get("undo-2"), "Ongedaan maken…")
        self.card = UndoCard()
        self.job = JobArea(runner, icons, theme)
        self._deeds = MergeDeeds(live, messages, self.job, self)
        self._deeds.taken_back.connect(self._on_taken_back)
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_state())
        self.back.clicked.connect(lambda: self.page_requested.emit(CONSOLIDATION))
        self.save.clicked.connect(self._on_save)
        self.undo.clicked.connect(self._on_undo)
        self.card.confirmed.connect(self._on_confirmed)
        self.card.declined.connect(self.undo.setFocus)
        self.job.busy_changed.connect(lambda _busy: self._show_state())

    def begin(self) -> None:
        """Read what was merged; called whenever the page is shown."""
        self.reload()
        (self.view if self.model.merges else self.back).setFocus()

    def catch_up(self) -> None:
        """Read everything anew after colleagues merged something, or took it back."""
        if not self.job.is_busy:
            self.reload()

    def reload(self) -> None:
        """Read everything anew."""
        row = max(self.view.currentIndex().row(), 0)
        desk = self._live.desk
        self.model.show_merges(samenvoegingen(desk.workspace, desk.meetmoment.id))
        if self.model.merges:
            last = len(self.model.merges) - 1
            self.view.setCurrentIndex(self.model.index(min(row, last)))
        self._show_state()

    def _lay_out(self) -> None:
        self.setAccessibleName("Eerdere samenvoegingen")
        title = QLabel("Eerdere samenvoegingen")
        title.setProperty("role", "title")
        self.view.setAccessibleName("Samenvoegingen")
        self.view.setUniformItemSizes(True)
        self.view.setTabKeyNavigation(False)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.card.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.back, self.save, self.undo):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(title)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.card)
        layout.addWidget(self.job)
        layout.addLayout(buttons)

    def _at_hand(self) -> Merged | None:
        row = self.view.currentIndex().row()
        return self.model.merges[row] if 0 <= row < len(self.model.merges) else None

    def _show_state(self) -> None:
        merged, busy = self._at_hand(), self.job.is_busy
        has_some = bool(self.model.merges)
        self.view.setVisible(has_some)
        self.nothing.setVisible(not has_some)
        self.card.hide()
        for button in (self.save, self.undo):
            button.setVisible(has_some)
            button.setEnabled(merged is not None and not busy)
        if merged is not None and merged.teruggenomen:
            self.undo.setEnabled(False)

    def _on_save(self) -> None:
        if (merged := self._at_hand()) is not None:
            self._deeds.save(merged.id)

    def _on_undo(self) -> None:
        merged = self._at_hand()
        if merged is None:
            return
        reason = why_not_take_back(self._live.desk.workspace, merged.id)
        if reason is not None:
            self.job.tell(reason, Tone.WARNING)
            return
        self.job.notices.clear()
        self.card.ask(told(merged))

    def _on_confirmed(self) -> None:
        self.card.hide()
        if (merged := self._at_hand()) is not None:
            self._deeds.take_back(merged.id)

    def _on_taken_back(self) -> None:
        self.reload()
        self.view.setFocus()


def told(merged: Merged) -> str:
    """Tell what was merged, when and by whom."""
    moment = moment_in_words(datetime.fromisoformat(merged.tijd), datetime.now().astimezone())
    return f"{merged.titel} · {moment} · {merged.wie}"
