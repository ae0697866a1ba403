"""Which editor a field gets: decided by its kind alone, and by the few that hold an address."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.forms.amount_editor import AmountEditor
from ui.forms.choice_editor import ChoiceEditor, SearchChoiceEditor, list_of
from ui.forms.day_editor import DayEditor
from ui.forms.editor import Editor
from ui.forms.names_editor import NamesEditor
from ui.forms.number_editor import NumberEditor
from ui.forms.status_chip import StatusChips
from ui.forms.text_editors import AddressEditor, LinesEditor, TextEditor
from ui.icons import Icons
from ui.theme import Theme
from vvdesk.dictionary import Field
from vvdesk.kinds import (
    CLUSTER,
    DAG,
    ENTITEIT,
    ENTITEITEN,
    EURO,
    GETAL,
    MINISTERS,
    OPMAAK,
    REGELS,
    THEMAS,
    URL,
    ChoiceLists,
)
from vvdesk.plan.referentie import Referentie

_ADDRESSES = {"webpagina", "meer_weten"}
"""Fields of plain text that hold a web address, or a remark that there is none yet."""
_LONG_LIST = 12
"""With more choices than this, typing finds them sooner than looking."""


@dataclass(frozen=True)
class EditorContext:
    """What editors need besides their field.

    Attributes:
        referentie: Of the meetmoment: its lists and statuses.
        theme: The colours.
        icons: The icons.
        open_address: Opens a web or mail address outside the program.
        rich: Makes the editor of rich text.
        chips: Who draws the statuses of `referentie`.
    """

    referentie: Referentie
    theme: Theme
    icons: Icons
    open_address: Callable[[str], object]
    rich: Callable[[Field, QWidget | None], Editor]
    chips: StatusChips

    @property
    def lists(self) -> ChoiceLists:
        """The choices of the meetmoment, by the name of the list."""
        return self.referentie.lists


def editor_for(field: Field, context: EditorContext, parent: QWidget | None = None) -> Editor:
    """Make the editor that fits what the values of `field` mean."""
    lists, kind = context.lists, field.kind
    if kind is OPMAAK:
        return context.rich(field, parent)
    if kind is URL or field.name in _ADDRESSES:
        return AddressEditor(field, lists, context.icons, context.open_address, parent)
    if kind in {MINISTERS, ENTITEITEN, THEMAS}:
        return NamesEditor(field, lists, context.theme, parent)
    if list_of(field):
        return _choice(field, context, parent)
    if kind is DAG:
        return DayEditor(field, lists, context.icons, context.theme, parent)
    plain = {EURO: AmountEditor, GETAL: NumberEditor, REGELS: LinesEditor}
    return plain.get(kind, TextEditor)(field, lists, parent)


def _choice(field: Field, context: EditorContext, parent: QWidget | None) -> Editor:
    choices = context.lists[list_of(field)]
    if field.kind in {ENTITEIT, CLUSTER} or len(choices.entries) > _LONG_LIST:
        return SearchChoiceEditor(field, context.lists, context.icons, parent)
    return ChoiceEditor(field, context.lists, context.chips, context.icons, parent)
