"""Building the form of an open file; the other pages are made when they are first wanted.

Only `ui.doors` imports this: behind it lies the heavy half of the program.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui import file_doors
from ui.desk import LiveDesk
from ui.doors import House
from ui.forms.editor import Editor
from ui.forms.layout import Part
from ui.forms.making import EditorContext, editor_for
from ui.forms.richtext_editor import RichTextEditor
from ui.forms.rows_page import RowsPage
from ui.forms.section_form import SectionForm
from ui.forms.status_chip import StatusChips
from ui.notices import Notice, Offer, Tone
from ui.pages.fiche import FichePage
from ui.pages.page_names import (
    COMPARE,
    CONFLICTS,
    CONSOLIDATION,
    DASHBOARD,
    EXCEL_IN,
    EXCEL_OUT,
    HAND_IN,
    MERGES,
    PROJECTS,
    QUESTIONS,
    RECEPTION,
    REPORT,
    SEALING,
    UITVRAAG,
    VERSIONS,
)
from ui.pages.work import MakePage, WorkPage
from vvdesk.dictionary import Field

_CENTRAL = (DASHBOARD, RECEPTION, CONSOLIDATION, CONFLICTS, MERGES, REPORT, SEALING, UITVRAAG)


def work_page(live: LiveDesk, house: House, parent: QWidget) -> WorkPage:
    """Build the pages of an open file; the form now, the others when they are wanted."""
    chips = StatusChips(live.desk.referentie, house.theme)
    form = FichePage(live, _form_maker(live, house, chips), house.icons, house.theme)
    pages: dict[str, MakePage] = {
        name: partial(file_doors.page_of, name, live, house)
        for name in (COMPARE, VERSIONS, HAND_IN, EXCEL_IN, EXCEL_OUT)
    }
    pages[QUESTIONS] = partial(file_doors.central_page, QUESTIONS, live, house)
    if live.desk.entiteit is None:
        for name in _CENTRAL:
            pages[name] = partial(file_doors.central_page, name, live, house)
    pages[PROJECTS] = partial(file_doors.project_list, live, house, chips)
    return WorkPage(live, form, pages, house.actions, house.icons, house.theme, parent)


def _form_maker(
    live: LiveDesk, house: House, chips: StatusChips
) -> Callable[[Part, QWidget], SectionForm]:
    icons, theme = house.icons, house.theme

    def rich(field: Field, owner: QWidget | None) -> Editor:
        editor = RichTextEditor(field, icons, theme, owner)
        editor.address_opened.connect(house.messages.open_address)
        editor.simplified.connect(
            lambda: live.noted.emit(
                Notice(
                    "De opmaak is vereenvoudigd: lettertypes, kleuren en tabellen gaan niet mee.",
                    Tone.PLAIN,
                    (Offer("Als platte tekst", editor.replace_paste_by_plain),),
                )
            )
        )
        editor.refused.connect(lambda text: live.tell(text, Tone.WARNING))
        return editor

    open_address = house.messages.open_address
    context = EditorContext(live.desk.referentie, theme, icons, open_address, rich, chips)

    def make_editor(field: Field, owner: QWidget | None) -> Editor:
        return editor_for(field, context, owner)

    def make_form(part: Part, owner: QWidget) -> SectionForm:
        table = None
        if part.table is not None:
            table = RowsPage(
                live, part.table.collection, part.table.columns, part.table.details,
                make_editor, chips, icons, theme, owner,
            )  # fmt: skip
        return SectionForm(part, live, make_editor, table, icons, theme, owner)

    return make_form
