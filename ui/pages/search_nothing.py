"""What the page that searches says when there is nothing to list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.searching import Filter, Zoekvraag

_HOW = (
    "Je zoekt in alle velden van alle fiches, op alle meetmomenten, en in vragen en antwoorden, "
    "toelichtingen bij bevindingen, nota's bij beslissingen en redenen.\n\n"
    "digisprong leerlingen – beide woorden staan in de tekst\n"
    '"een exacte zin" – deze woorden na elkaar\n'
    "digi* – elk woord dat zo begint\n"
    "laptop -school – wel het ene woord, niet het andere\n\n"
    "Hoofdletters en accenten tellen niet mee."
)


class SearchNothing(QWidget):
    """Niets te tonen: wat je kunt zoeken, of wat je nog kunt proberen.

    Signals:
        clear_requested(): The filters are to go.
    """

    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = wrapped_label(role="heading")
        self._text = wrapped_label()
        self._clear = QPushButton("Filters wissen")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._heading)
        layout.addWidget(self._text)
        layout.addWidget(self._clear)
        layout.addStretch(1)
        self._clear.setSizePolicy(
            self._clear.sizePolicy().Policy.Maximum, self._clear.sizePolicy().verticalPolicy()
        )
        self._clear.clicked.connect(self.clear_requested)

    def show_for(self, query: Zoekvraag, wanted: Filter) -> None:
        """Say why nothing is listed."""
        has_filter = wanted != Filter()
        self._clear.setVisible(not query.is_empty and has_filter)
        if query.is_empty and query.niet:
            self._heading.setText("Typ ook een woord dat er wél moet staan")
            self._text.setText(f"Met alleen {query.text} valt er niets te zoeken.")
        elif query.is_empty:
            self._heading.setText("Zoek in alle teksten")
            self._text.setText(_HOW)
        else:
            self._heading.setText("Niets gevonden")
            self._text.setText("\n".join(_advice(query, has_filter=has_filter)))


def _advice(query: Zoekvraag, *, has_filter: bool) -> list[str]:
    said = [f"Geen enkele tekst past bij {query.text}."]
    if has_filter:
        said.append(
            "Wis de filters: misschien staat het op een ander meetmoment of in een ander veld."
        )
    if len(query.wel) > 1:
        said.append("Typ minder woorden: ze moeten allemaal in dezelfde tekst staan.")
    if any(term.is_zin for term in query.wel):
        said.append("Laat de aanhalingstekens weg: dan mogen de woorden overal in de tekst staan.")
    if query.niet:
        said.append("Laat de woorden met een minteken weg.")
    said.append("Typ alleen het begin van een woord met een sterretje, bijvoorbeeld digi*.")
    return said
