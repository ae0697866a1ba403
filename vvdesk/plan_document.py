"""Writing the document of a merge to a file: a page to print, a workbook, or plain JSON."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from vvdesk.atomic import replace_file
from vvdesk.errors import Misused
from vvdesk.exchange.workbook.plain_book import plain_book
from vvdesk.kinds import ChoiceLists
from vvdesk.merge.document_page import page_pieces
from vvdesk.merge.document_words import COLUMNS, Words

_WIDTHS: Final = (10, 34, 12, 34, 34, 34, 18, 34)
_LONGEST: Final = 32_767
_MOST_ROWS: Final = 1_000_000


def write_plan_document(
    document: dict[str, Any], target: Path, lists: ChoiceLists | None = None
) -> None:
    """Write the document of a merge.

    Args:
        document: As `document_of` or `document_of_plan` gives it.
        target: Ending in `.html`, `.xlsx` or `.json`.
        lists: The choices of its meetmoment, to show labels; without them keys are shown.

    Raises:
        Misused: `target` ends otherwise.
        Unavailable: `target` cannot be written.
    """
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        raise Misused(f'"{target.name}" moet eindigen op .html, .xlsx of .json.')
    replace_file(target, partial(write, document, lists), Path.stat)


def _write_page(document: dict[str, Any], lists: ChoiceLists | None, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page_pieces(Words(document, lists)))


def _write_json(document: dict[str, Any], _lists: ChoiceLists | None, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")


def _write_workbook(document: dict[str, Any], lists: ChoiceLists | None, path: Path) -> None:
    words = Words(document, lists)
    with plain_book(path) as book:
        bold = book.add_format({"bold": True, "bg_color": "#FFE615", "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        plan = book.add_worksheet("Plan")
        plan.set_landscape()
        plan.set_paper(9)
        plan.freeze_panes(1, 0)
        plan.repeat_rows(0)
        plan.fit_to_pages(1, 0)
        for column, (head, width) in enumerate(
            zip(("Bestand", *COLUMNS), (24, *_WIDTHS), strict=True)
        ):
            plan.set_column(column, column, width, wrapped)
            plan.write_string(0, column, head, bold)
        number = 0
        for workbook in words.workbooks:
            for row in words.rows(workbook):
                number += 1
                if number < _MOST_ROWS:
                    for column, text in enumerate((workbook["bestand"], *row)):
                        plan.write_string(number, column, text[:_LONGEST], wrapped)
        _write_totals(book, words)
        _write_files(book, words)


def _write_totals(book: Any, words: Words) -> None:
    sheet = book.add_worksheet("Totalen")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 24)
    rows = [(words.title, "", "", ""), (words.about, "", "", ""), (words.counted(), "", "", "")]
    rows += [("Totalen", "Voor", "Na", "Verschil"), *words.totals()]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)


def _write_files(book: Any, words: Words) -> None:
    sheet = book.add_worksheet("Inzendingen")
    for column, width in enumerate((28, 34, 20, 16, 60, 66)):
        sheet.set_column(column, column, width)
    heads = ("Bestand", "Entiteit", "Afzender", "Status", "Tellers", "SHA-256")
    status: Mapping[str, str] = {"accepted": "ingelezen", "rejected": "niet ingelezen"}
    rows = [
        (
            each["bestand"],
            each["entiteit"] or "",
            each["afzender"] or "",
            status.get(each["status"], ""),
            words.counted(each["tellers"]),
            each["sha256"],
        )
        for each in words.workbooks
    ]
    for number, row in enumerate([heads, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)


_WRITERS: Final[dict[str, Callable[[dict[str, Any], ChoiceLists | None, Path], None]]] = {
    ".html": _write_page,
    ".xlsx": _write_workbook,
    ".json": _write_json,
}
