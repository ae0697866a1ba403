"""The sheet `Vragen`: questions of the coordinator, with two cells each to answer in.

It is there only when something is asked. Each question leads to the cell that it is about; the
hidden column says which question it is, wherever its row ends up.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from vvdesk.content import Inhoud
from vvdesk.exchange.reader.model import reference
from vvdesk.exchange.workbook import house
from vvdesk.exchange.workbook.asked_columns import (
    ANTWOORD,
    DOOR,
    MARK,
    OP,
    REDEN,
    VELD,
    VRAAG,
    VRAGEN,
)
from vvdesk.exchange.workbook.data_sheet import PROTECTION, DataSheet, Setting
from vvdesk.exchange.workbook.explained_sheet import fit_rows, hide_fingerprints
from vvdesk.exchange.workbook.new_book import NewBook
from vvdesk.exchange.workbook.page import Page
from vvdesk.exchange.workbook.rows import Row, row_name, rows_of
from vvdesk.exchange.workbook.sheets import BLADEN, CODE, PROJECTEN, Blad
from vvdesk.exchange.workbook.table_head import FIRST_ROW
from vvdesk.jobs import Progress
from vvdesk.kinds import TEKST
from vvdesk.model import Antwoordreden
from vvdesk.question_words import LONGEST, MEANINGS, REASONS, place_name
from vvdesk.values import dag_to_text

_TAB: Final = "#B86200"
_AT: Final = {key: place for place, key in enumerate(VRAGEN.by_key)}
_ROW_PARTS: Final = 3
_LONGEST_MESSAGE: Final = 255


def write_questions(
    new: NewBook,
    asked: Sequence[Mapping[str, Any]],
    contents: Collection[Inhoud],
    setting: Setting,
    progress: Progress,
) -> list[str]:
    """Add the sheet to a workbook; nothing at all when nothing is asked.

    Args:
        new: The workbook, with the sheets before this one.
        asked: The questions, as rows of `Vraag`, in the order in which they have to stand.
        contents: The fiches in the workbook, in their order there.
        setting: What all sheets share.
        progress: Called some times.

    Returns:
        What the rows say, as lines for the digest.

    Raises:
        Refused: A text fits in no cell; the message names project and field.
        Cancelled: The user stopped.
    """
    if not asked:
        return []
    page = new.page(VRAGEN.name, _TAB)
    rows = [_row(each) for each in asked]
    overview = Setting(setting.envelope, setting.referentie, fillable=False)
    lines = DataSheet(page, VRAGEN, rows, overview).write(progress)
    hide_fingerprints(page.sheet, dict(enumerate(VRAGEN.by_key)))
    fit_rows(page, VRAGEN, rows)
    _lead_to_fields(page, asked, contents)
    _offer_answers(page, len(rows))
    if setting.fillable:
        page.sheet.protect("", PROTECTION)
    return lines


def mark_of(asked: Mapping[str, Any]) -> str:
    """Return what the hidden column says of a question."""
    return f"{asked['id']} {asked['gesteld_op']} {asked['pad']}".rstrip()


def _row(asked: Mapping[str, Any]) -> Row:
    reden = asked["reden"]
    return {
        CODE: asked["project_code"],
        VELD: place_name(asked["pad"]),
        VRAAG: asked["tekst"],
        DOOR: asked["gesteld_door"],
        OP: dag_to_text(datetime.fromisoformat(asked["gesteld_op"]).date()),
        REDEN: REASONS[Antwoordreden(reden)] if reden else None,
        ANTWOORD: asked["antwoord"],
        MARK: mark_of(asked),
    }


def _lead_to_fields(
    page: Page, asked: Sequence[Mapping[str, Any]], contents: Collection[Inhoud]
) -> None:
    places = {
        (blad.collection, row_name(row)): FIRST_ROW + number + 1
        for blad in BLADEN
        for number, row in enumerate(rows_of(blad, contents))
    }
    look = page.house.cell(TEKST, fixed=True, valign="vcenter", font_color=house.LINK, underline=1)
    for number, each in enumerate(asked):
        target = _target(each["project_code"], each["pad"], places)
        if target:
            row = FIRST_ROW + number
            page.link(row, _AT[VELD], target, place_name(each["pad"]), look.plain)


def _target(project: str, pad: str, places: Mapping[tuple[str, str], int]) -> str:
    """Return where a question leads, as a link within the workbook; empty for nowhere."""
    parts = pad.split(".")
    blad, row_id, key = PROJECTEN, project, pad or CODE
    found = [each for each in BLADEN if each.collection and each.collection == parts[0]]
    if found:
        blad, row_id = found[0], parts[1]
        key = parts[2] if len(parts) == _ROW_PARTS else CODE
    row = places.get((blad.collection, row_id))
    if row is None or key not in blad.by_key:
        return ""
    return f"internal:'{blad.name}'!{reference(row, _column(blad, key))}"


def _column(blad: Blad, key: str) -> int:
    return list(blad.by_key).index(key) + 1


def _offer_answers(page: Page, count: int) -> None:
    """Put the choices on the cells for the answer, and say how long it may be."""
    last = FIRST_ROW + count - 1
    meant = "\n".join(f"{label}: {MEANINGS[reason]}" for reason, label in REASONS.items())
    page.sheet.data_validation(
        FIRST_ROW, _AT[REDEN], last, _AT[REDEN],
        {
            "validate": "list",
            "source": list(REASONS.values()),
            "input_title": "Reden",
            "input_message": meant[:_LONGEST_MESSAGE],
            "error_title": "Reden",
            "error_message": "Kies een waarde uit de lijst: klik op het pijltje naast de cel.",
        },
    )  # fmt: skip
    page.sheet.data_validation(
        FIRST_ROW, _AT[ANTWOORD], last, _AT[ANTWOORD],
        {
            "validate": "length",
            "criteria": "<=",
            "value": LONGEST,
            "error_title": "Antwoord",
            "error_message": f"Een antwoord telt hoogstens {LONGEST} tekens. Maak het korter.",
        },
    )  # fmt: skip
