"""The layout of the workbook, derived from the dictionary: its sheets and their columns.

Both directions use it: the writer puts the columns in this order, a reader finds them again by
their label, wherever they stand by then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from vvdesk import kinds
from vvdesk.choices import folded
from vvdesk.dictionary import Field, Sectie, fields_of
from vvdesk.exchange.reader.model import Sheet
from vvdesk.kinds import Kind
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal

CODE = "project_code"
"""Key of the column that says which project a row is about."""
ROW_ID = "id"
"""Key of the column with the permanent id of a mijlpaal or agendering."""
BASISLIJN = "basislijn"
"""Key of the column with the first planning of a mijlpaal; shown, never read."""

FINGERPRINT: Final = "vingerafdruk"
"""Key of the hidden column that says for which values a toelichting holds."""
EXPLAINED: Final = ("regel", "plaats", "bevinding", FINGERPRINT)
"""Keys of the columns that say which finding a toelichting is about."""

_HEADER_WITHIN = 25
"""Rows; people put a title above a table, not a page of text."""
_FEWEST_LABELS = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: The field's path within its row: `titel`, `financiering.vak`, `timing`; or `CODE`,
            `ROW_ID`, `BASISLIJN`.
        header: Its label, unique within the sheet.
        formerly: Earlier labels, still recognised.
        hint: One sentence on what belongs here.
        width: In characters.
        section: The section of the fiche; None for columns that only identify the row.
        kind: What its values mean.
        required: Whether it must be answered before submission.
        is_input: False for what is shown only; whatever stands there is not read.
    """

    key: str
    header: str
    formerly: tuple[str, ...]
    hint: str
    width: int
    section: Sectie | None
    kind: Kind
    required: bool
    is_input: bool = True


@dataclass(frozen=True)
class Blad:
    """One sheet that people fill in.

    Attributes:
        name: On the tab.
        collection: Name of the collection in paths; empty for the fiche itself.
        table: Name of the Excel table.
        noun: What one row is, in Dutch and singular.
        columns: From left to right.
        repeated: How many columns come back on every printed page.
    """

    name: str
    collection: str
    table: str
    noun: str
    columns: tuple[Column, ...] = field(repr=False)
    repeated: int

    @cached_property
    def labels(self) -> dict[str, Column]:
        """Every label, present or former, in folded form, to its column."""
        return {
            folded(label): column
            for column in self.columns
            for label in (*column.formerly, column.header)
        }

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """Key to column."""
        return {column.key: column for column in self.columns}

    @cached_property
    def fields(self) -> tuple[Column, ...]:
        """The columns that hold a field: without project code, row id and basislijn."""
        return tuple(each for each in self.columns if each.key not in {CODE, ROW_ID, BASISLIJN})


@dataclass(frozen=True, slots=True)
class Header:
    """Where the labels of a sheet were found.

    Attributes:
        row: Counted from 1.
        columns: Column number from 1 to column; of a doubled label only the first.
        unknown: Column number to the text of a label that means nothing here.
        doubled: Column number to the label that already stood further left.
        missing: Columns without a label in the sheet.
    """

    row: int
    columns: dict[int, Column]
    unknown: dict[int, str]
    doubled: dict[int, str]
    missing: tuple[Column, ...]


def find_sheet(sheets: Iterable[Sheet], blad: Blad) -> Sheet | None:
    """Return the sheet of that name, whatever its case and spacing; None when it is absent."""
    return next((sheet for sheet in sheets if folded(sheet.name) == folded(blad.name)), None)


def find_header(sheet: Sheet, blad: Blad) -> Header | None:
    """Find the row with the labels of `blad`: the one that holds most of them, near the top.

    Returns:
        None when no row has at least two of the labels.
    """
    best: tuple[int, int, dict[int, str]] = (0, 0, {})
    for number, cells in sheet.rows():
        if number > _HEADER_WITHIN:
            break
        texts = {
            column: str(cell.value)
            for column, cell in cells.items()
            if cell.kind == "text" and str(cell.value).strip()
        }
        known = {folded(text) for text in texts.values()} & blad.labels.keys()
        if len(known) > best[0]:
            best = len(known), number, texts
    if best[0] < _FEWEST_LABELS:
        return None
    return _sorted_out(best[1], best[2], blad)


def _sorted_out(row: int, texts: dict[int, str], blad: Blad) -> Header:
    columns: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    doubled: dict[int, str] = {}
    for number, text in sorted(texts.items()):
        found = blad.labels.get(folded(text))
        if found is None:
            unknown[number] = text
        elif found in columns.values():
            doubled[number] = text
        else:
            columns[number] = found
    missing = tuple(each for each in blad.columns if each not in columns.values())
    return Header(row, columns, unknown, doubled, missing)


def _column(prefix: str, found: Field) -> Column:
    about = found.about
    return Column(
        f"{prefix}{found.name}",
        about.label,
        about.formerly,
        about.hint,
        about.width,
        about.section,
        found.kind,
        about.required is not None,
    )


def _fields(prefix: str, entity: type[Any]) -> list[Column]:
    return [_column(prefix, found) for found in fields_of(entity)]


def _project_column(hint: str) -> Column:
    formerly = ("Code", "Project", "Projectnummer")
    return Column(CODE, "Projectcode", formerly, hint, 13, None, kinds.CODE, required=True)


def _id_column(header: str, formerly: Sequence[str]) -> Column:
    hint = "Het vaste nummer van deze rij; laat het leeg in een nieuwe rij."
    return Column(ROW_ID, header, tuple(formerly), hint, 15, None, kinds.CODE, required=False)


def _projecten() -> tuple[Column, ...]:
    order = list(Sectie)
    single = [*_fields("", Fiche), *_fields("financiering.", Financiering)]
    single.sort(key=lambda column: order.index(column.section) if column.section else 0)
    return (_project_column("De code van het project; die ligt vast."), *single)


def _mijlpalen() -> tuple[Column, ...]:
    basislijn = Column(
        BASISLIJN,
        "Eerste planning",
        ("Basislijn",),
        "De timing die bij het eerste meetmoment gepland was; die ligt vast.",
        14,
        Sectie.GEDETAILLEERDE_VOORTGANG,
        kinds.DAG,
        required=False,
        is_input=False,
    )
    columns = _fields("", Mijlpaal)
    place = [column.key for column in columns].index("timing") + 1
    return (
        _project_column("Kies in een nieuwe rij de code van het project."),
        _id_column("Mijlpaal-id", ["Id", "Mijlpaalnummer"]),
        *columns[:place],
        basislijn,
        *columns[place:],
    )


def _agendering() -> tuple[Column, ...]:
    return (
        _project_column("Kies in een nieuwe rij de code van het project."),
        _id_column("Agendering-id", ["Id", "Agenderingsnummer"]),
        *_fields("", Agendering),
    )


PROJECTEN: Final = Blad("Projecten", "", "tblProjecten", "project", _projecten(), 2)
MIJLPALEN: Final = Blad("Mijlpalen", "mijlpalen", "tblMijlpalen", "mijlpaal", _mijlpalen(), 3)
AGENDERING: Final = Blad(
    "Agendering", "agenderingen", "tblAgendering", "agendering", _agendering(), 3
)
BLADEN: Final = (PROJECTEN, MIJLPALEN, AGENDERING)
"""The sheets that are filled in, in the order of their tabs."""

_OF_A_TOELICHTING: Final = (
    ("regel", "Regel", "De code van de controle, zoals in de handleiding.", 14),
    ("plaats", "Plaats", "Waar in de fiche, zoals in een dump; leeg voor de hele fiche.", 34),
    ("bevinding", "Bevinding", "Wat de controle opmerkte toen dit werkboek gemaakt werd.", 52),
    ("tekst", "Toelichting", "Waarom deze waarschuwing mag blijven staan, in één zin.", 52),
    (FINGERPRINT, "Kenmerk", "De waarden waarvoor de toelichting geldt; laat dit staan.", 12),
)


def _toelichtingen() -> tuple[Column, ...]:
    others = (
        Column(
            key,
            header,
            (),
            hint,
            width,
            None,
            kinds.TEKST,
            required=key == "tekst",
            is_input=key != "bevinding",
        )
        for key, header, hint, width in _OF_A_TOELICHTING
    )
    project = _project_column("De code van het project; die ligt vast.")
    return (replace(project, header="Project", formerly=("Projectcode", "Code")), *others)


TOELICHTINGEN: Final = Blad(
    "Toelichtingen", "", "tblToelichtingen", "toelichting", _toelichtingen(), 3
)
"""Why findings may stand; only in a workbook that has some. No sheet of `BLADEN`: its rows are no
content of a fiche."""
