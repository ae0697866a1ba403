"""Words that came and went: underlined and struck through, not colour alone."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.colours import Colours
from ui.pages.compare_card import Sides
from ui.theme import GRID
from vvdesk.compare.shortening import condensed
from vvdesk.compare.wording import Part, Segment


class CompareWords(QWidget):
    """Eén tekst met wat erbij kwam en wat geschrapt werd; lange stukken gelijk blijven weg.

    Args:
        sides: Where colours come from.

    Attributes:
        segments: What differs; empty as long as it is not known.
    """

    def __init__(self, sides: Sides, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = sides
        self.segments: list[Segment] = []
        self._is_whole = False
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more = QPushButton(self)
        self._more.setProperty("role", "link")
        self._more.clicked.connect(self._on_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._text)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.restyle()

    def forget(self) -> None:
        """Wait for the differences of other texts."""
        self.segments, self._is_whole = [], False
        self.restyle()

    def show_segments(self, segments: list[Segment]) -> None:
        """Show what differs."""
        self.segments = segments
        self.restyle()

    def restyle(self) -> None:
        """Show the text in the colours that hold now."""
        short = condensed(self.segments)
        self._more.setVisible(short != self.segments)
        self._more.setText("Korter tonen" if self._is_whole else "Hele tekst tonen")
        if not self.segments:
            self._text.setText("De teksten worden vergeleken…")
        elif all(each.part is Part.EQUAL for each in self.segments):
            self._text.setText("Alleen de opmaak verschilt.")
        else:
            shown = self.segments if self._is_whole else short
            self._text.setText(as_html(shown, self._sides.theme.colours))

    def _on_more(self) -> None:
        self._is_whole = not self._is_whole
        self.restyle()


def as_html(segments: Sequence[Segment], colours: Colours) -> str:
    """Return `segments` as the rich text of a `QLabel`; what is in the texts stays text."""
    styles = {
        Part.EQUAL: "",
        Part.INSERTED: f"background-color: {colours.inserted}; text-decoration: underline;",
        Part.DELETED: f"background-color: {colours.deleted}; text-decoration: line-through;",
    }
    return "".join(_span(each, styles[each.part]) for each in segments)


def legend(colours: Colours) -> str:
    """Return a line that shows how words that came and went look."""
    came, went = Segment(Part.INSERTED, "nieuw"), Segment(Part.DELETED, "geschrapt")
    return f"{as_html([came], colours)} &nbsp; {as_html([went], colours)}"


def as_spoken(segments: Sequence[Segment]) -> str:
    """Return what a screen reader says of the differences."""
    if not segments:
        return ""
    went = [each.text.strip() for each in segments if each.part is Part.DELETED]
    came = [each.text.strip() for each in segments if each.part is Part.INSERTED]
    told = []
    if any(went):
        told.append(f"Geschrapt: {'; '.join(filter(None, went))}.")
    if any(came):
        told.append(f"Nieuw: {'; '.join(filter(None, came))}.")
    return " ".join(told) or "Alleen de opmaak verschilt."


def _span(segment: Segment, style: str) -> str:
    text = escape(segment.text).replace("\n", "<br/>")
    return f'<span style="{style}">{text}</span>' if style else f"<span>{text}</span>"
