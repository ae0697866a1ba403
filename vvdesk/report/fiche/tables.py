"""The two tables of a fiche in the progress report: agenderingen and mijlpalen."""

from collections.abc import Iterator
from typing import Final

from vvdesk.anchors import field_code
from vvdesk.content import Inhoud, Rij
from vvdesk.dictionary import field_named, fields_of
from vvdesk.kinds import DAG, SOORT
from vvdesk.model import Agendering, Mijlpaal
from vvdesk.report.content import (
    Block,
    Column,
    Figure,
    Grid,
    GridRow,
    Line,
    Paragraph,
    Piece,
    RowKind,
    Words,
)
from vvdesk.report.fiche.field_words import FieldWords, address_of, not_filled_in
from vvdesk.richtext import Run
from vvdesk.values import dag_to_text

MIJLPAAL_COLUMNS: Final = {"titel": 44, "timing": 15, "status": 16, "beslissingen": 25}
"""The columns of the published report, with their share of the width."""
FIRST_PLANNING: Final = "Eerste planning"


def mijlpalen(inhoud: Inhoud, words: FieldWords, moment_id: int) -> Block:
    """Return the mijlpalen of a fiche; what the published report does not know stands below each.

    Args:
        inhoud: The fiche.
        words: Puts values into words.
        moment_id: See `Meetmoment.id`.
    """
    rows = inhoud.tables["mijlpalen"].values()
    if not rows:
        return Paragraph((not_filled_in(),))
    lines = tuple(
        line for row in rows for line in _mijlpaal(row, words, _row_code(moment_id, row, inhoud))
    )
    return Grid(f"Mijlpalen van {inhoud.project}", _COLUMNS, lines, is_titled=False)


def agenderingen(inhoud: Inhoud, words: FieldWords, moment_id: int) -> Block:
    """Return the documents of a fiche, as links where they have an address; as `mijlpalen`.

    A table, though the published report has a list: so each has its code beside it.
    """
    rows = inhoud.tables["agenderingen"].values()
    if not rows:
        return Paragraph((not_filled_in(),))
    lines = tuple(_agendering(row, words, _row_code(moment_id, row, inhoud)) for row in rows)
    return Grid(f"Agenderingen van {inhoud.project}", _DOCUMENTS, lines, is_titled=False)


_COLUMNS: Final = tuple(
    Column(field_named(Mijlpaal, name).about.label, weight)
    for name, weight in MIJLPAAL_COLUMNS.items()
)
_DOCUMENTS: Final = (Column(field_named(Agendering, "titel").about.label, 100),)
_ASKED: Final = tuple(
    (name, field_named(Mijlpaal, name).kind, f"-{name.upper()}") for name in MIJLPAAL_COLUMNS
)
"""Name, kind and end of the code of each column, looked up once for all rows."""
_MEASURED: Final = ("indicator", "nulwaarde", "streefwaarde", "realisatie", "eenheid")
"""What is measured, in one line: five lines below every mijlpaal would hide the next one."""
_ASIDE: Final = tuple(
    each
    for each in fields_of(Mijlpaal)
    if each.name not in MIJLPAAL_COLUMNS and each.name not in _MEASURED
)


def _row_code(moment_id: int, row: Rij, inhoud: Inhoud) -> str:
    # Of both tables only the row's own number stands in a code.
    return field_code(moment_id, inhoud.project, f"mijlpalen.{row.id}")


def _mijlpaal(row: Rij, words: FieldWords, code: str) -> Iterator[GridRow]:
    values = row.values
    cells = tuple([words.words(kind, values[name], code + end) for name, kind, end in _ASKED])
    yield GridRow(cells, code)
    if details := tuple(_details(row, words, code)):
        yield GridRow((), "", RowKind.DETAIL, details)


def _details(row: Rij, words: FieldWords, code: str) -> Iterator[Line]:
    if row.basislijn is not None and row.basislijn != row.values["timing"]:
        yield Line(FIRST_PLANNING, (Figure(dag_to_text(row.basislijn)),))
    if measured := tuple(_measured(row, words, code)):
        yield Line(field_named(Mijlpaal, _MEASURED[0]).about.label, measured)
    for each in _ASIDE:
        value = row.values[each.name]
        if value is not None:
            yield words.row_line(each, value, code)


def _measured(row: Rij, words: FieldWords, code: str) -> Iterator[Piece]:
    """Yield "Scholen met wifi; nulwaarde 0; streefwaarde 120", as far as it is known."""
    is_first = True
    for name in _MEASURED:
        value = row.values[name]
        if value is None:
            continue
        field = field_named(Mijlpaal, name)
        label = "" if name == _MEASURED[0] else f"{field.about.label.casefold()} "
        if text := label if is_first else f"; {label}":
            yield Run(text)
        yield from words.words(field.kind, value, f"{code}-{name.upper()}")
        is_first = False


def _agendering(row: Rij, words: FieldWords, code: str) -> GridRow:
    titel, url = row.values["titel"], row.values["url"]
    address = address_of(url) if url else None
    pieces: list[Piece] = []
    if titel and address:
        pieces.append(Run(titel, href=address))
    else:
        pieces += words.words(_TITEL.kind, titel, f"{code}-TITEL")
    if url and not (titel and address):
        # An address that may not be followed is read, not hidden.
        pieces += (Run(" "), *words.words(_URL.kind, url, f"{code}-URL"))
    return GridRow(((*pieces, *_aside(row, words, code)),), code)


def _aside(row: Rij, words: FieldWords, code: str) -> Iterator[Piece]:
    """Yield kind and day of a document between brackets, as far as they are known."""
    said: list[Piece] = []
    soort, datum = row.values["soort"], row.values["datum"]
    if soort:
        found = words.words(SOORT, soort, f"{code}-SOORT")
        if not _is_told(row.values["titel"], found):
            said += found
    if datum is not None:
        said += (Run(", "),) if said else ()
        said += words.words(DAG, datum, f"{code}-DATUM")
    if said:
        yield from (Run(" ("), *said, Run(")"))


def _is_told(titel: str | None, soort: Words) -> bool:
    """Tell whether the title of a document ends with its kind already: "… - bijlage"."""
    said = soort[0]
    return isinstance(said, Figure) and (titel or "").casefold().endswith(said.text.casefold())


_TITEL: Final = field_named(Agendering, "titel")
_URL: Final = field_named(Agendering, "url")
