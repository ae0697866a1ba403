"""Writing the workbook that travels: the uitvraag, and the inzending that comes back.

The same content and the same envelope always give the same bytes.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from vvdesk.content import Inhoud
from vvdesk.exchange.workbook.asked_columns import VRAGEN
from vvdesk.exchange.workbook.base_sheet import BASE_SHEET, Bases, BaseSheet
from vvdesk.exchange.workbook.data_sheet import DataSheet, Setting
from vvdesk.exchange.workbook.digest import digest_of_lines
from vvdesk.exchange.workbook.envelope import META_SHEET, Envelope
from vvdesk.exchange.workbook.explained_sheet import Toelichtregel, write_explained
from vvdesk.exchange.workbook.hidden_sheets import LIST_SHEET, write_lists, write_meta
from vvdesk.exchange.workbook.new_book import NewBook
from vvdesk.exchange.workbook.questions_sheet import write_questions
from vvdesk.exchange.workbook.readme_sheet import PLURALS, README_SHEET, write_readme
from vvdesk.exchange.workbook.rows import rows_of
from vvdesk.exchange.workbook.sheets import BLADEN, TOELICHTINGEN
from vvdesk.jobs import Progress, silent
from vvdesk.plan.referentie import Referentie


def write_workbook(
    target: Path,
    contents: Mapping[str, Inhoud],
    referentie: Referentie,
    envelope: Envelope,
    bases: Bases | None = None,
    progress: Progress = silent,
    *,
    told: Sequence[Toelichtregel] = (),
    asked: Sequence[Mapping[str, Any]] = (),
    returned: Mapping[str, str] | None = None,
) -> Envelope:
    """Write the fiches of one meetmoment as a workbook to fill in.

    Args:
        target: The file to write or replace.
        contents: Project code to content, in the order in which they have to stand.
        referentie: Choices, statuses and peildatum of the meetmoment.
        envelope: What is written on the outside.
        bases: Row id (project code, `VV015-M01`, `VV015-A01`) to the values that were handed out,
            as in dumps; a row id that is absent has no known base, None means that none has.
        progress: Called some times per sheet.
        told: Why findings may stand; without any, the workbook has no sheet for it.
        asked: What the coordinator asks, as rows of `Vraag`; the same.
        returned: Project to why its fiche was sent back; stands on the first sheet.

    Returns:
        The envelope as written, with the digest of what the input cells say.

    Raises:
        Refused: A value fits in no cell; the message names row and field.
        Unavailable: The file cannot be written; what stood there is unchanged.
        Cancelled: The user stopped; nothing was changed.
    """
    new = NewBook()
    setting = Setting(envelope, referentie, fillable=True)
    readme = new.page(README_SHEET, "#FFE615")
    pages = [new.page(blad.name) for blad in BLADEN]
    lines = write_explained(new, told, setting, progress)
    lines += write_questions(new, asked, contents.values(), setting, progress)
    write_lists(new.book, new.hidden(LIST_SHEET), referentie.lists, contents)
    base_sheet = BaseSheet(new.hidden(BASE_SHEET), bases)
    meta = new.hidden(META_SHEET)
    counts: list[tuple[str, str, int]] = []
    for blad, page in zip(BLADEN, pages, strict=True):
        rows = rows_of(blad, contents.values())
        sheet = DataSheet(page, blad, rows, setting)
        lines += sheet.write(progress, partial(base_sheet.add, blad))
        counts.append((blad.name, PLURALS[blad.name], len(rows)))
    if told:
        counts.append((TOELICHTINGEN.name, PLURALS[TOELICHTINGEN.name], len(told)))
    if asked:
        counts.append((VRAGEN.name, PLURALS[VRAGEN.name], len(asked)))
    write_readme(readme, envelope, counts, returned or {})
    sealed = envelope.with_digest(digest_of_lines(lines))
    write_meta(new.book, meta, sealed)
    new.save(target, progress)
    return sealed
