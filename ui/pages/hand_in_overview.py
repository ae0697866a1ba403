"""Step 1 of handing in: all fiches, with what has to be solved or explained first."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.hand_in_card import FicheCard, ProblemRow
from ui.pages.scrolled import ScrolledContent, scroll_frameless
from ui.theme import GRID, Theme
from vvdesk.readiness import FicheOverview, Overview

_AT_ONCE = 2
"""Cards that are made before the window is given time for something else."""
_Key = tuple[str, str, str]


class OverviewView(QScrollArea):
    """Het overzicht van alle fiches van een dossier.

    Cards are made a few at a time, and only where a fiche differs from what its card says; they
    keep their places while somebody works, and what is being typed in them stays.

    Signals:
        explained(object, str): A toelichting was written for a `Gewogen`.
        jump_requested(str, str): Somebody wants to see a project's path in the form.

    Args:
        icons: For shapes.
        theme: For colours; the cards are made anew when they change.
    """

    explained = Signal(object, str)
    jump_requested = Signal(str, str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._theme = icons, theme
        self._order: list[str] = []
        self._fiches: dict[str, FicheOverview] = {}
        self._may_edit = False
        self._typed: dict[_Key, tuple[str, int]] = {}
        self._focus: tuple[_Key, bool] | None = None
        self.cards: list[FicheCard] = []
        scroll_frameless(self)
        self.setAccessibleName("Overzicht van de fiches")
        self._content = ScrolledContent()
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(0, 0, GRID, GRID)
        self._layout.setSpacing(GRID)
        self._layout.addStretch(1)
        self.setWidget(self._content)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_some)
        theme.changed.connect(self._on_theme_changed)

    def begin(self) -> None:
        """Let the fiches that need something come first again."""
        self._order = []

    def show_overview(self, seen: Overview, *, may_edit: bool) -> None:
        """Show the fiches; the keyboard stays where it was."""
        self._fiches = {fiche.project: fiche for fiche in seen.fiches}
        if set(self._order) != set(self._fiches):
            ordered = sorted(seen.fiches, key=lambda fiche: not fiche.blocking)
            self._order = [fiche.project for fiche in ordered]
            self._drop(self.cards)
        elif may_edit != self._may_edit:
            self._drop(self.cards)
        self._may_edit = may_edit
        self._drop([card for card in self.cards if card.fiche != self._fiches[card.fiche.project]])
        self._make_some()

    def rows(self) -> list[ProblemRow]:
        """Return every problem that is shown, from top to bottom."""
        return [row for card in self.cards for row in card.rows]

    def _on_theme_changed(self) -> None:
        self._drop(self.cards)
        self._make_some()

    def _drop(self, cards: list[FicheCard]) -> None:
        """Take cards away, and remember what was being typed and where the keyboard was."""
        for card in list(cards):
            for row in card.rows:
                field = row.field()
                if field is not None and field.isModified():
                    self._typed[row.key] = (field.text(), field.cursorPosition())
                if row.link.hasFocus() or (field is not None and field.hasFocus()):
                    self._focus = (row.key, row.link.hasFocus())
            card.blockSignals(True)  # a field that loses the keyboard because it goes says nothing
            self.cards.remove(card)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _make_some(self) -> None:
        present = {card.fiche.project for card in self.cards}
        missing = [code for code in self._order if code not in present]
        if self._focus is not None and self._focus[0][0] in missing:
            missing.remove(self._focus[0][0])
            missing.insert(0, self._focus[0][0])
        for code in missing[:_AT_ONCE]:
            self._make(self._fiches[code])
        if missing[_AT_ONCE:]:
            self._later.start()
        else:
            self._typed.clear()
            self._focus = None

    def _make(self, fiche: FicheOverview) -> None:
        card = FicheCard(fiche, self._icons, self._theme, may_edit=self._may_edit)
        card.explained.connect(self.explained)
        card.jump_requested.connect(self.jump_requested)
        self.cards.append(card)
        self.cards.sort(key=lambda each: self._order.index(each.fiche.project))
        self._layout.insertWidget(self.cards.index(card), card)
        for row in card.rows:
            self._take_up(row, row.field())

    def _take_up(self, row: ProblemRow, field: QLineEdit | None) -> None:
        """Go on in a row of a new card where its predecessor was left."""
        if field is not None and row.key in self._typed:
            text, cursor = self._typed[row.key]
            field.setText(text)
            field.setModified(True)
            field.setCursorPosition(cursor)
        if self._focus is not None and self._focus[0] == row.key:
            is_link = self._focus[1] or field is None
            (row.link if is_link or field is None else field).setFocus()
