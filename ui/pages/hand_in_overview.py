"""Step 1 of handing in: all fiches, with what has to be solved or explained first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.hand_in_card import FicheCard, ProblemRow
from ui.theme import GRID, Theme
from vvdesk.handing_in import Overview


class OverviewView(QScrollArea):
    """Het overzicht van alle fiches van een dossier.

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
        self._seen: Overview | None = None
        self._may_edit = False
        self.cards: list[FicheCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Overzicht van de fiches")
        self._content = QWidget()
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(0, 0, GRID, GRID)
        self._layout.setSpacing(GRID)
        self._layout.addStretch(1)
        self.setWidget(self._content)
        theme.changed.connect(self._fill)

    def show_overview(self, seen: Overview, *, may_edit: bool) -> None:
        """Show the fiches, those that need something first; the keyboard stays where it was."""
        self._seen, self._may_edit = seen, may_edit
        self._fill()

    def rows(self) -> list[ProblemRow]:
        """Return every problem that is shown, from top to bottom."""
        return [row for card in self.cards for row in card.rows]

    def _fill(self) -> None:
        if self._seen is None:
            return
        place, kind = self._focused()
        for card in self.cards:
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        ordered = sorted(self._seen.fiches, key=lambda fiche: not fiche.blocking)
        self.cards = [
            FicheCard(fiche, self._icons, self._theme, may_edit=self._may_edit) for fiche in ordered
        ]
        for at, card in enumerate(self.cards):
            card.explained.connect(self.explained)
            card.jump_requested.connect(self.jump_requested)
            self._layout.insertWidget(at, card)
        self._focus_again(place, kind)

    def _focused(self) -> tuple[tuple[str, str, str] | None, type[QWidget]]:
        for row in self.rows():
            for part in (row.field(), row.link):
                if part is not None and part.hasFocus():
                    return row.key, type(part)
        return None, QWidget

    def _focus_again(self, place: tuple[str, str, str] | None, kind: type[QWidget]) -> None:
        for row in self.rows():
            if row.key == place:
                field = row.field()
                if field is not None and not issubclass(kind, QPushButton):
                    field.setFocus()
                else:
                    row.link.setFocus()
