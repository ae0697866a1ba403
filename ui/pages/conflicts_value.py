"""One value of a field on a page: a status as a chip, a text with its words that came and went."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.forms.status_chip import ChipLabel, StatusChips
from ui.pages.compare_text import as_html, as_spoken
from ui.theme import GRID
from vvdesk.compare.shortening import condensed
from vvdesk.compare.wording import Part, Segment

_LONGEST = 1500
"""Signs of a text that is shown without comparison."""


class ValueLine(QWidget):
    """Eén waarde, om te lezen.

    Args:
        chips: Draws statuses.
    """

    def __init__(self, chips: StatusChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self._segments: tuple[Segment, ...] = ()
        self._chip = ChipLabel(chips, self)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.label.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        layout.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.label)
        chips.theme.changed.connect(self._restyle)

    def show_text(self, text: str) -> None:
        """Show a value as it is written."""
        self._segments = ()
        self._chip.hide()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setText(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
        self.label.show()
        self.setAccessibleName(text)

    def show_status(self, list_name: str, key: str) -> None:
        """Show a status as its chip."""
        self._segments = ()
        self.label.hide()
        self._chip.show_status(list_name, key)
        self._chip.show()
        self.setAccessibleName(self._chips.label(list_name, key))

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Show a text with the words that came and went."""
        self._segments = tuple(condensed(segments))
        self._chip.hide()
        self.label.show()
        self.setAccessibleName(as_spoken(segments))
        self._restyle()

    def _restyle(self) -> None:
        """Draw the words in the colours that hold now."""
        if not self._segments:
            return
        self.label.setTextFormat(Qt.TextFormat.RichText)
        if all(each.part is Part.EQUAL for each in self._segments):
            text = "".join(each.text for each in self._segments)
            self._segments = ()
            self.show_text(f"{text} (alleen de opmaak verschilt)")
        else:
            self.label.setText(as_html(self._segments, self._chips.theme.colours))
