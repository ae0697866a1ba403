"""A table of mijlpalen as the fiche page makes it, for tests of the window."""

from functools import partial

from ui.forms.layout import LAYOUT
from ui.forms.making import EditorContext, editor_for
from ui.forms.rows_page import RowsPage
from ui.forms.status_chip import StatusChips


def make_page(desk, icons, theme, qtbot, collection="mijlpalen"):
    """Return the page, shown, with the keyboard in it."""
    chips = StatusChips(desk.desk.referentie, theme)
    context = EditorContext(desk.desk.referentie, theme, icons, str, no_rich_text, chips)
    layout = next(p.table for p in LAYOUT if p.table and p.table.collection == collection)
    page = RowsPage(
        desk,
        collection,
        layout.columns,
        layout.details,
        partial(made_editor, context),
        chips,
        icons,
        theme,
    )
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.setFocus()
    return page


def made_editor(context, field, parent):
    """Make the editor that the fiche page would make."""
    return editor_for(field, context, parent)


def no_rich_text(field, parent):
    """Tables have no rich text."""
    raise AssertionError(field, parent)
