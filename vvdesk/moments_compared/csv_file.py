"""The differences as one flat table: a row each, that every program can read and filter."""

import csv
import io
from datetime import datetime
from typing import Final

from vvdesk.formula_guard import guarded_cell
from vvdesk.moments_compared.parts import LABELS, Kant, MomentsCompared, Verschil

_HEADINGS: Final = (
    "soort", "project", "titel", "speerpunt", "mijlpaal", "beoogde_realisatie", "veld", "pad",
    "was", "is", "verschil", "dagen", "maanden", "verschil_in_euro", "gelijkenis_procent", "reden",
    "code_was", "code_is", "links", "controlecode_links", "rechts", "controlecode_rechts",
    "gemaakt_op",
)  # fmt: skip
_NOTHING: Final = "Geen verschil"


def csv_bytes(compared: MomentsCompared, made: datetime) -> bytes:
    """Return the table: semicolons, UTF-8 with its mark, so that Excel opens it by itself.

    Every row says which two sides were compared, with their controlecodes, and when. A text that a
    spreadsheet would run as a formula gets a space before it.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(_HEADINGS)
    head = [
        *_named(compared.links),
        *_named(compared.rechts),
        made.isoformat(timespec="seconds"),
    ]
    for each in compared.verschillen:
        rows.writerow(guarded_cell(cell) for cell in (*_cells(each), *head))
    if not compared.verschillen:
        blank = [""] * (len(_HEADINGS) - len(head) - 1)
        rows.writerow(guarded_cell(cell) for cell in (_NOTHING, *blank, *head))
    return text.getvalue().encode("utf-8-sig")


def _cells(each: Verschil) -> tuple[str | int | None, ...]:
    return (
        LABELS[each.soort], each.project, each.titel, each.speerpunt, each.mijlpaal, each.onderwerp,
        each.veld, each.path, each.was, each.nu, each.maat, each.dagen, each.maanden, each.verschil,
        each.gelijkenis, each.reden, each.code_was, each.code_nu,
    )  # fmt: skip


def _named(kant: Kant) -> tuple[str, str]:
    return f"{kant.meetmoment}, {kant.bestand}", kant.zegelcode or kant.inhoudcode
