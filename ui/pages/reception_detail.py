"""The fiches of one entiteit or speerpunt, with what can be decided about them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.reception_acts import ReceptionActs
from ui.pages.reception_delegate import ReceptionDelegate
from ui.pages.reception_models import RowsModel, fiche_columns
from ui.pages.reception_part import ReceptionPart
from ui.pages.reception_table import ReceptionTable
from ui.pages.reception_words import about
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.besluiten import Besluit
from vvdesk.project_counts import Counts
from vvdesk.reception import BoardRow, FicheStand

_DISPENSABLE = (4, 3, 5, 2, 6)


class ReceptionDetail(ReceptionPart):
    """De fiches van één entiteit of speerpunt.

    Signals:
        decided(object, object, object): As `ReceptionActs.decided`.
        fiche_requested(str): The form of this project is wanted.
        reminder_requested(object): A reminder for this `BoardRow` is wanted.

    Args:
        counts: What is counted of fiches; fills while the page is open.
        delegate: Paints cells.
        icons: For buttons.

    Attributes:
        fiches: The table.
        acts: What can be decided.
        reminder: Asks for a reminder.
    """

    decided = Signal(object, object, object)
    fiche_requested = Signal(str)
    reminder_requested = Signal(object)

    def __init__(
        self,
        counts: Mapping[str, Counts],
        delegate: ReceptionDelegate,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row: BoardRow | None = None
        self._locked = ""
        self._icons = icons
        self._model = RowsModel(fiche_columns(counts), self)
        self.fiches = ReceptionTable(
            self._model,
            delegate,
            "Fiches",
            lambda fiche: str(fiche.project),
            _DISPENSABLE,
            several=True,
        )
        self.acts = ReceptionActs(icons)
        self.reminder = QPushButton(icons.get("mail"), "Herinnering klaarzetten")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._about = wrapped_label(role="hint")
        self._remark = wrapped_label()
        self._lay_out()
        self.fiches.chosen.connect(self._on_chosen)
        self.fiches.opened.connect(lambda fiche: self.fiche_requested.emit(fiche.project))
        self.fiches.menu_requested.connect(self._on_menu)
        self.acts.decided.connect(self.decided)
        self.acts.fiche_requested.connect(self._on_fiche)
        self.reminder.clicked.connect(lambda: self.reminder_requested.emit(self._row))

    def show_row(self, row: BoardRow | None, *, is_entiteit: bool, locked: str) -> None:
        """Show the fiches of another row, or of the same as it is now.

        Args:
            row: None for none.
            is_entiteit: A reminder can be sent to it.
            locked: Why nothing can be decided; empty when something can.
        """
        is_other = row is None or self._row is None or row.key != self._row.key
        self._row, self._locked = row, locked
        self._title.setText(row.naam if row else "")
        self._about.setText(about(row) if row else "")
        if is_other:
            self.fiches.clearSelection()
            self.acts.close_panel()
        self.fiches.show_rows(row.fiches if row else ())
        self.reminder.setVisible(is_entiteit and row is not None and bool(row.key))
        self.reminder.setEnabled(row is not None and row.tally.missing > 0)

    def lock(self, locked: str) -> None:
        """Let nothing be decided for this reason, or everything again for none."""
        self._locked = locked
        self.acts.show_fiches(self.fiches.selected(), locked)

    def renew(self) -> None:
        """Show what was counted meanwhile."""
        self._model.renew()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title, 1)
        head.addWidget(self.reminder, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self._about)
        layout.addWidget(self.fiches, 1)
        layout.addWidget(self._remark)
        layout.addWidget(self.acts)

    def _on_chosen(self) -> None:
        chosen: list[FicheStand] = self.fiches.selected()
        self.acts.show_fiches(chosen, self._locked)
        told = self._model.columns[-1].text(chosen[0]) if len(chosen) == 1 else ""
        self._remark.setText(told)
        self._remark.setVisible(bool(told))

    def _on_fiche(self) -> None:
        if chosen := self.fiches.selected():
            self.fiche_requested.emit(chosen[0].project)

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for besluit, button in self.acts.buttons.items():
            action = menu.addAction(button.icon(), button.text(), partial(self._begin, besluit))
            action.setEnabled(button.isEnabled())
        menu.addSeparator()
        menu.addAction(self._icons.get("file-text"), "Toon fiche", self._on_fiche)
        menu.popup(place)

    def _begin(self, besluit: Besluit) -> None:
        self.acts.begin(besluit)
