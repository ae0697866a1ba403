"""What the page that searches says when there is nothing to list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.pages.reading_column import ReadingColumn
from ui.pages.wrapped_label import wrapped_label
from ui.theme import GRID
from vvdesk.searching import Filter, Zoekvraag

_HOW = (
    "Je zoekt in alle velden van alle fiches, op alle meetmomenten, en in vragen en antwoorden, "
    "bevindingen die mee verzegeld zijn en hun toelichtingen, beslissingen en redenen, waarden die "
    "niet gekozen werden, en namen van ingediende bestanden. Hoofdletters en accenten tellen niet "
    "mee."
)
_EXAMPLES = {
    "digisprong leerlingen": "beide woorden staan in de tekst",
    '"een exacte zin"': "deze woorden na elkaar",
    "digi*": "elk woord dat zo begint",
    "laptop -school": "wel het ene woord, niet het andere",
}
_WIDEST_TEXT = 120
"""Signs on a line."""


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
        self._examples = _examples()
        page = ReadingColumn(_WIDEST_TEXT)
        page.column.setContentsMargins(0, 2 * GRID, 0, 0)
        for part in (self._heading, self._text, self._examples, self._clear):
            page.column.addWidget(part)
        page.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self._clear.setSizePolicy(
            self._clear.sizePolicy().Policy.Maximum, self._clear.sizePolicy().verticalPolicy()
        )
        self._clear.clicked.connect(self.clear_requested)

    def show_for(self, query: Zoekvraag, wanted: Filter) -> None:
        """Say why nothing is listed."""
        has_filter = wanted != Filter()
        self._clear.setVisible(not query.is_empty and has_filter)
        self._examples.setVisible(query.is_empty and not query.niet)
        if query.is_empty and query.niet:
            self._heading.setText("Typ ook een woord dat er wél moet staan")
            self._text.setText(f"Met alleen {query.text} valt er niets te zoeken.")
        elif query.is_empty:
            self._heading.setText("Zoek in alle teksten")
            self._text.setText(_HOW)
        else:
            self._heading.setText("Niets gevonden")
            self._text.setText("\n".join(_advice(query, has_filter=has_filter)))


def _examples() -> QWidget:
    """Return what can be typed, and beside it what that finds."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, GRID, 0, 0)
    grid.setHorizontalSpacing(3 * GRID)
    grid.setVerticalSpacing(GRID)
    grid.setColumnStretch(1, 1)
    for row, (typed, found) in enumerate(_EXAMPLES.items()):
        example = QLabel(typed)
        example.setTextFormat(Qt.TextFormat.PlainText)
        example.setProperty("role", "label")
        grid.addWidget(example, row, 0)
        grid.addWidget(wrapped_label(found), row, 1)
    return table


def _advice(query: Zoekvraag, *, has_filter: bool) -> list[str]:
    said = [f"Geen enkele tekst past bij {query.text}."]
    if has_filter:
        said.append(
            "Wis de filters: misschien staat het op een ander meetmoment of in een andere soort "
            "tekst."
        )
    if len(query.wel) > 1:
        said.append("Typ minder woorden: ze moeten allemaal in dezelfde tekst staan.")
    if any(term.is_zin for term in query.wel):
        said.append("Laat de aanhalingstekens weg: dan mogen de woorden overal in de tekst staan.")
    if query.niet:
        said.append("Laat de woorden met een minteken weg.")
    said.append("Typ alleen het begin van een woord met een sterretje, bijvoorbeeld digi*.")
    return said
