"""Finding the labels of a sheet, and deciding whether enough of them are there to read it."""

from collections.abc import Iterable
from functools import lru_cache

from vvdesk.exchange.reader.model import Cell, Sheet, reference
from vvdesk.exchange.workbook.sheets import CODE, ROW_ID, Blad, Column, Header, find_header
from vvdesk.submission import Warned

_HEADER_WITHIN = 25
_Labels = tuple[tuple[int, str], ...]


def locate(sheet: Sheet, blad: Blad) -> Header | None:
    """Find the header row of a sheet, quickly when its labels were left alone.

    Returns:
        None when no row has at least two of the labels.
    """
    usual = {column.header for column in blad.columns}
    for number, cells in sheet.rows():
        if number > _HEADER_WITHIN:
            break
        labels = _labels(cells)
        if 2 * sum(text in usual for _, text in labels) > len(usual):
            return _found_in(number, labels, blad)
    return find_header(sheet, blad)


def why_refused(header: Header | None, blad: Blad) -> str | None:
    """Return why a sheet cannot be read, in Dutch; None when it can.

    A column that answers a required question, or says what a row is about, must be there: without
    it every row would seem to have lost that answer. Another column may be missing; see `remarks`.
    """
    if header is None:
        return (
            f"De kolomkoppen van blad {blad.name} zijn niet te vinden, dus is het niet gelezen. "
            "Zet de koppen van de uitvraag terug boven de rijen."
        )
    if header.doubled:
        labels = _listed(header.doubled.values())
        return (
            f"Blad {blad.name} is niet gelezen: {labels} staat er twee keer als kolomkop. "
            "Verwijder de kolom die er te veel is."
        )
    missing = [column.header for column in header.missing if _is_needed(column)]
    if missing:
        return (
            f"Blad {blad.name} is niet gelezen: de kolom {_listed(missing)} ontbreekt. Zet die "
            "kolom terug, of neem je antwoorden over in een nieuw werkboek."
        )
    return None


def remarks(header: Header, blad: Blad) -> list[Warned]:
    """Return what a person should know about the columns of a sheet that can be read."""
    found = [
        Warned(
            blad.name,
            reference(header.row, at),
            f'De kolom "{text[:60]}" hoort niet bij de uitvraag en is niet gelezen.',
        )
        for at, text in header.unknown.items()
    ]
    missing = [column.header for column in header.missing if column.is_input]
    if missing:
        sentence = f"De kolom {_listed(missing)} ontbreekt; wat centraal staat, blijft staan."
        found.append(Warned(blad.name, None, sentence))
    return found


def _is_needed(column: Column) -> bool:
    return column.is_input and (column.required or column.key in {CODE, ROW_ID})


def _labels(cells: dict[int, Cell]) -> _Labels:
    return tuple(
        (at, str(cell.value))
        for at, cell in cells.items()
        if cell.kind == "text" and str(cell.value).strip()
    )


@lru_cache(maxsize=64)
def _found_in(row: int, labels: _Labels, blad: Blad) -> Header | None:
    """Sort out one row; the same labels come back in one workbook after the other."""
    cells = {(row, at): Cell("text", text, "@", None, None, exact=True) for at, text in labels}
    return find_header(Sheet(blad.name, "visible", cells), blad)


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(f'"{label[:60]}"' for label in labels)


def why_unread(header: Header | None, blad: Blad, stays: str) -> str | None:
    """Return why a sheet that goes along is not read at all; None when it can be.

    Args:
        header: Its labels; None when they were not found.
        blad: What it should be.
        stays: What is kept centrally, as it stands in the sentence: "de antwoorden".
    """
    if header is None:
        why = "de kolomkoppen zijn niet te vinden"
    elif header.doubled:
        why = f"{_quoted(header.doubled.values())} staat er twee keer als kolomkop"
    elif missing := [column.header for column in header.missing if column.is_input]:
        why = f"de kolom {_quoted(missing)} ontbreekt"
    else:
        return None
    return (
        f"Blad {blad.name} is niet gelezen: {why}. Zet de koppen terug zoals ze stonden; {stays} "
        "die centraal staan, blijven staan."
    )


def _quoted(labels: Iterable[str]) -> str:
    return ", ".join(f'"{label[:60]}"' for label in labels)
