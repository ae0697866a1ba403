"""What every editor of one value has in common, whatever it looks like."""

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from vvdesk.dictionary import Field


class Editor(QWidget):
    """Shows one value of one field and takes what a person types.

    It never changes what was typed while somebody is typing; tidying (31/12/23 to 31/12/2023)
    happens in `show_value`, which whoever owns the editor calls after the value was stored.

    Signals:
        touched(): Something was typed, chosen or pasted; sent at every keystroke, so it is cheap.
        left(): The keyboard went elsewhere, outside this editor.
        caret_moved(QRect): Where the cursor is now, within this editor; only editors that may be
            higher than the window send it.

    Args:
        field: The field's entry in the dictionary.
    """

    touched = Signal()
    left = Signal()
    caret_moved = Signal(QRect)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setObjectName(field.name)

    @abstractmethod
    def show_value(self, value: Any) -> None:
        """Show `value` of the field's kind, without sending `touched`; the cursor stays put."""

    @abstractmethod
    def show_text(self, text: str) -> None:
        """Show what was typed earlier and could not be stored, without sending `touched`."""

    @abstractmethod
    def text(self) -> str:
        """Return what stands there, exactly as typed; rich text in the one format."""

    @abstractmethod
    def value(self) -> Any:
        """Return the value of what stands there.

        Raises:
            Unreadable: It is not, for certain, a value of the field's kind.
        """

    @abstractmethod
    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the value as text that can be selected and copied, or let it be edited."""

    @abstractmethod
    def mark(self, severity: str) -> None:
        """Draw the edge for `fout` or `waarschuwing`; the empty text for none."""

    @abstractmethod
    def control(self) -> QWidget:
        """Return the widget that takes the keyboard; its accessible name is the field's label."""
