"""The sheet `Toelichtingen`: why findings may stand, so that it travels with the fiches.

It is there only when something was explained. People read the finding and may mend the text; the
hidden column says for exactly which values the text holds, so that it lapses when they change.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from vvdesk.exchange.workbook import measures
from vvdesk.exchange.workbook.data_sheet import PROTECTION, DataSheet, Setting
from vvdesk.exchange.workbook.new_book import NewBook
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.rows import Row
from vvdesk.exchange.workbook.sheets import CODE, FINGERPRINT, TOELICHTINGEN, Blad
from vvdesk.exchange.workbook.table_head import FIRST_ROW
from vvdesk.jobs import Progress

LAPSED: Final = "Vervallen: er is iets gewijzigd sinds deze toelichting geschreven werd."
"""What stands as finding of a text that holds for other values than those in the workbook."""


class Toelichtregel(NamedTuple):
    """One row of the sheet.

    Attributes:
        project: The project's code; empty for a finding on the whole plan.
        regel: The rule's code.
        plaats: The finding's path, as in a dump.
        bevinding: What the rule finds there now, or `LAPSED`; for people, never read back.
        tekst: Why it may stand.
        vingerafdruk: Of the values that it was written for.
    """

    project: str
    regel: str
    plaats: str
    bevinding: str
    tekst: str
    vingerafdruk: str


def write_explained(
    new: NewBook, told: Sequence[Toelichtregel], setting: Setting, progress: Progress
) -> list[str]:
    """Add the sheet to a workbook; nothing at all when nothing was explained.

    Args:
        new: The workbook, with the sheets before this one.
        told: The rows, in the order in which they have to stand.
        setting: What all sheets share.
        progress: Called some times.

    Returns:
        What the rows say, as lines for the digest.

    Raises:
        Refused: A text fits in no cell; the message names project and field.
        Cancelled: The user stopped.
    """
    if not told:
        return []
    page = new.page(TOELICHTINGEN.name)
    rows = [{**each._asdict(), CODE: each.project} for each in told]
    overview = Setting(setting.envelope, setting.referentie, fillable=False)
    lines = DataSheet(page, TOELICHTINGEN, rows, overview).write(progress)
    hide_fingerprints(page.sheet, dict(enumerate(TOELICHTINGEN.by_key)))
    fit_rows(page, TOELICHTINGEN, rows)
    if setting.fillable:
        page.sheet.protect("", PROTECTION)
    return lines


def fit_rows(page: Page, blad: Blad, rows: Sequence[Row]) -> None:
    """Give the rows the height of what is in sight: all but the hidden column."""
    seen = [column for column in blad.columns if column.key != FINGERPRINT]
    for at, row in enumerate(rows, start=FIRST_ROW):
        lines = (
            measures.lines_of(row[each.key] or "", measures.plain_width(each)) for each in seen
        )
        page.sheet.set_row(at, measures.height_of(max(lines)))


def hide_fingerprints(sheet: Any, keys: Mapping[int, str]) -> None:
    """Hide the column that people have no use for; `keys` says what each column, from 0, holds."""
    for at, key in keys.items():
        if key == FINGERPRINT:
            sheet.set_column(at, at, None, None, {"hidden": True})
