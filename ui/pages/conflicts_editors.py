"""What the editor of an own value needs, on the pages of a central file."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desk import LiveDesk
from ui.forms.editor import Editor
from ui.forms.making import EditorContext
from ui.forms.richtext_editor import RichTextEditor
from ui.forms.status_chip import StatusChips
from ui.icons import Icons
from ui.notices import Tone
from ui.theme import Theme
from vvdesk.dictionary import Field


def editor_context(
    live: LiveDesk, icons: Icons, theme: Theme, open_address: Callable[[str], object]
) -> EditorContext:
    """Return what editors and chips need for the meetmoment of the open file."""

    def rich(field: Field, owner: QWidget | None) -> Editor:
        editor = RichTextEditor(field, icons, theme, owner)
        editor.address_opened.connect(open_address)
        editor.refused.connect(lambda text: live.tell(text, Tone.WARNING))
        return editor

    chips = StatusChips(live.desk.referentie, theme)
    return EditorContext(live.desk.referentie, theme, icons, open_address, rich, chips)
