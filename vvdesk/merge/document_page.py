"""The document of a merge as one HTML page, that reads in any browser and prints on A4."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from vvdesk.merge.document_words import COLUMNS, Words

_STYLE = """
@page { size: A4 landscape; margin: 12mm; }
body { font: 14px/1.45 "Segoe UI", "DejaVu Sans", sans-serif; color: #1a1a1a; margin: 24px; }
h1 { font-size: 24px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 28px 0 4px; break-after: avoid; }
p { margin: 4px 0; }
.kop { background: #FFE615; padding: 12px 16px; margin: -24px -24px 16px; }
table { border-collapse: collapse; width: 100%; margin: 8px 0; }
th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid #999; }
th { background: #eee; }
td { overflow-wrap: anywhere; white-space: pre-line; }
table.getallen { width: auto; }
table.getallen th:not(:first-child) { text-align: right; }
td.getal { text-align: right; white-space: nowrap; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tr.conflict td:nth-child(3), tr.geweigerd td:nth-child(3) { font-weight: bold; }
@media print { body { margin: 0; font-size: 9pt; } .kop { margin: 0 0 12px; } }
"""
_TOTALS = ("Totalen", "Voor", "Na", "Verschil")


def page_pieces(words: Words) -> Iterator[str]:
    """Yield the page piece by piece: a large batch is never whole in memory."""
    yield (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{_text(words.title)}</title><style>{_STYLE}</style></head>\n<body>"
        f'<div class="kop"><h1>{_text(words.title)}</h1><p>{_text(words.about)}</p></div>\n'
        f"<p>{_text(words.counted())}</p>\n"
    )
    yield from _table(_TOTALS, words.totals(), numbers=True)
    for workbook in words.workbooks:
        yield from _workbook(words, workbook)
    yield "</body></html>\n"


def _workbook(words: Words, workbook: dict[str, Any]) -> Iterator[str]:
    sender = " · ".join(str(workbook[key]) for key in ("entiteit", "afzender") if workbook[key])
    yield f"<h2>{_text(workbook['bestand'])}</h2>\n<p>{_text(sender)}</p>\n"
    yield f"<p>{_text(words.counted(workbook['tellers']))}</p>\n"
    if workbook["status"] == "rejected":
        yield "<p><strong>Niet ingelezen.</strong></p>\n"
    if workbook["melding"]:
        yield f"<p>{_text(workbook['melding'])}</p>\n"
    yield from _table(COLUMNS, words.rows(workbook))
    remarks = [each["text"] for each in workbook["opmerkingen"] if each["text"]]
    if remarks:
        yield f"<ul>{''.join(f'<li>{_text(each)}</li>' for each in remarks)}</ul>\n"
    if workbook["sha256"]:
        yield f"<p><small>SHA-256 {_text(workbook['sha256'])}</small></p>\n"


def _table(
    heads: Iterable[str], rows: Iterable[tuple[str, ...]], *, numbers: bool = False
) -> Iterator[str]:
    some = False
    for row in rows:
        if not some:
            right = ' class="getallen"' if numbers else ""
            cells = "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
            yield f"<table{right}><thead><tr>{cells}</tr></thead><tbody>\n"
            some = True
        first, *others = row
        kind = "" if numbers else f' class="{_text(row[2])}"'
        mark = ' class="getal"' if numbers else ""
        cells = "".join(f"<td{mark}>{_text(each)}</td>" for each in others)
        yield f"<tr{kind}><td>{_text(first)}</td>{cells}</tr>\n"
    if some:
        yield "</tbody></table>\n"


def _text(value: object) -> str:
    return escape(str(value))
