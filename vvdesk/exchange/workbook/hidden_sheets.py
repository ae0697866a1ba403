"""The hidden sheets with choice lists and with what the workbook says about itself."""

from collections.abc import Iterable
from typing import Any, Final

from vvdesk.exchange.reader.model import column_letters
from vvdesk.exchange.workbook.envelope import META_SHEET, Envelope
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.sheets import BLADEN
from vvdesk.exchange.workbook.validations import PROJECT_LIST, list_range
from vvdesk.kinds import ChoiceLists

LIST_SHEET: Final = "_lijsten"


def write_lists(book: Any, page: Page, lists: ChoiceLists, projects: Iterable[str]) -> None:
    """Write every list that a column chooses from, under a name for the validations."""
    used = {getattr(column.kind, "list_name", "") for blad in BLADEN for column in blad.columns}
    found = {name: lists[name].labels() for name in sorted(used & lists.keys())}
    found[PROJECT_LIST] = tuple(projects)
    for at, (name, labels) in enumerate(found.items()):
        page.text(0, at, name, page.house.bold)
        for row, label in enumerate(labels, start=1):
            page.text(row, at, label, page.house.font)
        letters = column_letters(at + 1)
        area = f"${letters}$2:${letters}${max(len(labels), 1) + 1}"
        book.define_name(list_range(name), f"='{LIST_SHEET}'!{area}")


def write_meta(book: Any, page: Page, envelope: Envelope) -> None:
    """Write the envelope, on the sheet `_meta` and in the properties of the file."""
    for row, (name, text) in enumerate(envelope.entries()):
        page.text(row, 0, name, page.house.font)
        page.text(row, 1, text, page.house.font)
    for name, text in envelope.properties():
        book.set_custom_property(name, text, "text")
    book.set_properties(
        {
            "title": f"{META_TITLES[envelope.form]} {envelope.meetmoment}",
            "subject": envelope.plan_titel,
            "author": envelope.sender,
            "company": envelope.entiteit or "",
            "comments": f"Gemaakt met vvdesk {envelope.app_version}.",
            "created": envelope.exported(),
        }
    )


META_TITLES: Final = {
    "uitvraag": "Uitvraag",
    "inzending": "Inzending",
    "totaal": "Overzicht van alle projecten,",
}
"""The form of a workbook, for people."""

__all__ = ["LIST_SHEET", "META_SHEET", "META_TITLES", "write_lists", "write_meta"]
