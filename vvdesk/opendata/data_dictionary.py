"""The data dictionary that goes along: what every column means, as a table and as a page."""

from collections.abc import Iterator
from html import escape
from typing import Final

from vvdesk import kinds
from vvdesk.opendata.columns import Column, Table, Type
from vvdesk.opendata.csv_form import csv_bytes
from vvdesk.opendata.privacy import CONTACT, CONTACT_RULE
from vvdesk.opendata.rows import Row
from vvdesk.opendata.tables import TABLES

WORD_LIST: Final = Table(
    "woordenboek",
    "Woordenboek",
    "Eén rij per kolom van de andere tabellen: wat ze betekent.",
    (
        Column("tabel", "Tabel", "De naam van de tabel.", required=True),
        Column("kolom", "Kolom", "De naam van de kolom.", required=True),
        Column("titel", "Titel", "Hoe de kolom in het rapport heet.", required=True),
        Column("betekenis", "Betekenis", "Wat er in de kolom staat.", required=True),
        Column(
            "type", "Type", "Het soort waarde.", required=True, allowed=tuple(map(str, Type))
        ),
        Column("vorm", "Vorm", "Hoe de waarde geschreven is.", required=True),
        Column("deel_van_sleutel", "Deel van de sleutel", "Of de kolom een rij aanwijst.",
               Type.BOOLEAN, required=True),
        Column("verwijst_naar", "Verwijst naar", "De tabel en kolom die de waarde uitlegt."),
        Column("sectie", "Sectie", "De sectie van de projectfiche."),
    ),
    ("tabel", "kolom"),
)  # fmt: skip
_FORMS: Final = {
    Type.STRING: "tekst",
    Type.INTEGER: "geheel getal",
    Type.NUMBER: "getal met een punt voor de decimalen",
    Type.DATE: "dag als jjjj-mm-dd",
    Type.BOOLEAN: "true of false",
}
_OF_KIND: Final = {
    kinds.EURO: "bedrag in hele euro",
    kinds.OPMAAK: "tekst zonder opmaak; met opmaak in projectfiches.json",
    kinds.REGELS: "tekst van een of meer regels",
    kinds.URL: "webadres",
}
_STYLE: Final = (
    "body{font:1rem/1.5 sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:break-word}h1{font-size:1.6rem;line-height:1.25}th code{white-space:nowrap}"
    "th{background:#eee}code{font-size:1em}.breed{overflow-x:auto}"
)


def dictionary_csv() -> bytes:
    """Return the dictionary as a table."""
    return csv_bytes([column.name for column in WORD_LIST.columns], dictionary_rows())


def dictionary_rows() -> Iterator[Row]:
    """Yield a row per column of every table."""
    for table in TABLES:
        for column in table.columns:
            yield {
                "tabel": table.name,
                "kolom": column.name,
                "titel": column.title,
                "betekenis": _meaning(column),
                "type": column.type.value,
                "vorm": _form(column),
                "deel_van_sleutel": column.name in table.key,
                "verwijst_naar": _explained_in(table, column),
                "sectie": column.field.about.section.value if column.field else None,
            }


def dictionary_page(title: str) -> bytes:
    """Return the dictionary as one page without scripts.

    Args:
        title: Of the data set.
    """
    parts = [
        (
            '<!DOCTYPE html>\n<html lang="nl-BE">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>Woordenboek: {escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f"<body>\n<main>\n<h1>Woordenboek: {escape(title)}</h1>\n"
            "<p>Wat elke kolom van elke tabel betekent. Een lege cel is niet ingevuld; dat is iets "
            "anders dan 0.</p>\n"
        )
    ]
    parts += [_section(table) for table in TABLES]
    return ("".join(parts) + "</main>\n</body>\n</html>\n").encode()


def _section(table: Table) -> str:
    rows = "".join(_line(table, column) for column in table.columns)
    key = ", ".join(f"<code>{escape(name)}</code>" for name in table.key)
    # The box scrolls sideways on a small screen, so it must be reached with the keyboard.
    return (
        f'<h2 id="{table.name}">{escape(table.title)}</h2>\n'
        f"<p>{escape(table.description)} Bestand: <code>{table.path}</code>. Sleutel: {key}.</p>\n"
        f'<div class="breed" tabindex="0" role="region" aria-labelledby="{table.name}">\n'
        "<table>\n<thead><tr>"
        '<th scope="col">Kolom</th><th scope="col">Titel</th><th scope="col">Betekenis</th>'
        '<th scope="col">Vorm</th><th scope="col">Verwijst naar</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _line(table: Table, column: Column) -> str:
    cells = (column.title, _meaning(column), _form(column), _explained_in(table, column) or "")
    said = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row"><code>{escape(column.name)}</code></th>{said}</tr>\n'


def _meaning(column: Column) -> str:
    if column.field is not None and column.field.name == CONTACT:
        return f"{column.description} {CONTACT_RULE}"
    return column.description


def _form(column: Column) -> str:
    if column.field is not None and column.field.kind in _OF_KIND:
        return _OF_KIND[column.field.kind]
    return _FORMS[column.type]


def _explained_in(table: Table, column: Column) -> str | None:
    """Return the table and column that a value points at; the most telling one."""
    found = [each for each in table.references if column.name in each.columns]
    if not found:
        return None
    shortest = min(found, key=lambda each: len(each.columns))
    target = shortest.targets[shortest.columns.index(column.name)]
    return f"{shortest.table}.{target}"
