"""The editor of an amount of whole euro, with the amount in words beside it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.forms.line import Echo, LineEditor
from ui.theme import GRID
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists
from vvdesk.number_words import in_words
from vvdesk.values import Unreadable

_WORDS = len("driehonderdvijfenzeventig miljoen euro")
_CHARACTERS = len("375.000.000.000 EUR")


class AmountEditor(LineEditor):
    """Een bedrag in hele euro, getypt zoals je het zegt: 375.000.000, 375 mio, 801 KEUR.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
    """

    def __init__(self, field: Field, lists: ChoiceLists, parent: QWidget | None = None) -> None:
        super().__init__(field, lists, parent, _CHARACTERS)
        self.words = Echo(self)
        self._described = ""
        self.row.addWidget(self.words, 1)
        self.echo()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the words below where there is no room for them beside the box."""
        super().resizeEvent(event)
        wished = self.line.sizeHint().width() + self.fontMetrics().averageCharWidth() * _WORDS
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if wished <= event.size().width() else ways.TopToBottom
        self.row.setDirection(way)
        self.row.setSpacing(GRID if way is ways.LeftToRight else GRID // 4)

    def echo(self) -> None:
        """Say the amount in words, for eyes and for ears."""
        try:
            amount = self.value()
        except Unreadable:
            amount = None
        words = "" if amount is None else f"{in_words(amount)} euro"
        self.words.say(words)
        self.line.setToolTip(words)
        known = self.line.accessibleDescription().removesuffix(self._described)
        self._described = f" {words}" if words else ""
        self.line.setAccessibleDescription(known + self._described)
