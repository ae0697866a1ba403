"""The editor of an exact number."""

from PySide6.QtWidgets import QWidget

from ui.forms.line import LineEditor
from vvdesk.dictionary import Field
from vvdesk.kinds import ChoiceLists


class NumberEditor(LineEditor):
    """Een getal met een komma voor de decimalen.

    Signals:
        touched(): As `Editor`.
        left(): As `Editor`.

    Args:
        field: The field's entry in the dictionary.
        lists: The choices of the meetmoment.
    """

    def __init__(self, field: Field, lists: ChoiceLists, parent: QWidget | None = None) -> None:
        super().__init__(field, lists, parent, field.about.width)
