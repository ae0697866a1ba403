"""The whole of a text that was found, with its hits, its code and the way to its trace."""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QTextEdit, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.searching import Treffer, Zoekvraag, marked


class SearchDetail(QFrame):
    """De hele tekst van wat gekozen is.

    Signals:
        code_requested(str): The trace of this reference code.
        life_requested(str): The life of this mijlpaal.
        copied(str): This text was put on the clipboard; what it is, in Dutch.

    Args:
        icons: For the buttons.
        theme: Where the colours come from.
    """

    code_requested = Signal(str)
    life_requested = Signal(str)
    copied = Signal(str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._found: Treffer | None = None
        self._query, self._whole = Zoekvraag(), ""
        self._heading = wrapped_label(role="heading")
        self._place = wrapped_label(role="hint")
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName("Hele tekst")
        self._trace = QPushButton(icons.get("search"), "Naar het spoor")
        self._trace.setAccessibleDescription("Toont waar deze waarde vandaan komt.")
        self._life = QPushButton(icons.get("milestone"), "Levensloop van de mijlpaal")
        self._copy = QPushButton(icons.get("copy"), "Code en tekst kopiëren")
        row = WrappingRow()
        for button in (self._trace, self._life, self._copy):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._heading)
        layout.addWidget(self._place)
        layout.addWidget(self._text, 1)
        layout.addLayout(row)
        self._trace.clicked.connect(self._on_trace)
        self._life.clicked.connect(self._on_life)
        self._copy.clicked.connect(self._on_copy)
        theme.changed.connect(self._restyle)

    @property
    def text(self) -> QTextEdit:
        """Where the whole text stands."""
        return self._text

    def show_found(self, found: Treffer, when: str, query: Zoekvraag, whole: str) -> None:
        """Show a text.

        Args:
            found: Which.
            when: The meetmomenten at which it stands so.
            query: What was asked.
            whole: All of it.
        """
        self._found, self._query, self._whole = found, query, whole
        self._heading.setText(found.kop)
        self._place.setText(f"{found.plaats} · {when} · {found.code}")
        self._life.setVisible(found.soort.bron == "mijlpalen")
        self._restyle()

    def _restyle(self) -> None:
        """Write the text in the colours that hold now."""
        ground = self._theme.colours.waarschuwing_surface
        style = f"background-color: {ground}; font-weight: 700; text-decoration: underline;"
        pieces = []
        for each in marked(self._whole, self._query):
            text = escape(each.tekst).replace("\n", "<br/>")
            pieces.append(f'<span style="{style}">{text}</span>' if each.is_treffer else text)
        self._text.setHtml("".join(pieces) or "Dit veld heeft zelf geen tekst.")

    def _on_trace(self) -> None:
        if self._found is not None:
            self.code_requested.emit(self._found.code)

    def _on_life(self) -> None:
        if self._found is not None:
            self.life_requested.emit(self._found.rij)

    def _on_copy(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setText(f"{self._found.code}\n{self._whole}")
            self.copied.emit(f"{self._found.code} en de tekst staan op het klembord.")
