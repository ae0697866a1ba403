"""The consolidated workbook: every fiche of a meetmoment, summed up by formula and drawn."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from vvdesk.content import Inhoud
from vvdesk.exchange.workbook.data_sheet import DataSheet, Setting
from vvdesk.exchange.workbook.digest import digest_of_lines
from vvdesk.exchange.workbook.envelope import META_SHEET, Envelope
from vvdesk.exchange.workbook.explained_sheet import Toelichtregel, write_explained
from vvdesk.exchange.workbook.hidden_sheets import write_meta
from vvdesk.exchange.workbook.new_book import NewBook
from vvdesk.exchange.workbook.overview import Overview
from vvdesk.exchange.workbook.rows import rows_of
from vvdesk.exchange.workbook.sheets import BLADEN
from vvdesk.exchange.workbook.speerpunt_sheet import sheet_name, write_speerpunt
from vvdesk.exchange.workbook.summary_sheet import SUMMARY_SHEET, SummarySheet
from vvdesk.jobs import Progress, silent
from vvdesk.plan.referentie import Referentie


def write_consolidated(
    target: Path,
    contents: Mapping[str, Inhoud],
    referentie: Referentie,
    envelope: Envelope,
    progress: Progress = silent,
    *,
    told: Sequence[Toelichtregel] = (),
) -> Envelope:
    """Write all fiches of a meetmoment as one workbook to read and to reckon with.

    Sheets: Samenvatting (counts per status, totals, charts), one per speerpunt that has projects,
    then Projecten, Mijlpalen and Agendering, and Toelichtingen when there are any. Sums are
    formulas with their present value beside them; nothing is protected, and it is never read back
    in.

    Args:
        target: The file to write or replace.
        contents: Project code to content, in the order in which they have to stand.
        referentie: Labels, colours and lists of the meetmoment.
        envelope: What is written on the outside; its form should be `totaal`.
        progress: Called some times per sheet.
        told: Why findings may stand.

    Returns:
        The envelope as written, with the digest of what the cells say.

    Raises:
        Refused: A value fits in no cell; the message names row and field.
        Unavailable: The file cannot be written; what stood there is unchanged.
        Cancelled: The user stopped; nothing was changed.
    """
    new = NewBook()
    overview = Overview(list(contents.values()), referentie)
    setting = Setting(envelope, referentie, fillable=False)
    SummarySheet(new.book, new.page(SUMMARY_SHEET, "#FFE615"), overview, envelope).write()
    for speerpunt in overview.speerpunten():
        page = new.page(sheet_name(speerpunt[0]), "#6B6B6B")
        write_speerpunt(new.book, page, overview, speerpunt, envelope)
    lines: list[str] = []
    for blad in BLADEN:
        rows = rows_of(blad, contents.values())
        lines += DataSheet(new.page(blad.name), blad, rows, setting).write(progress)
    lines += write_explained(new, told, setting, progress)
    sealed = envelope.with_digest(digest_of_lines(lines))
    write_meta(new.book, new.hidden(META_SHEET), sealed)
    new.save(target, progress)
    return sealed
