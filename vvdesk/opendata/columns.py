"""What tables and columns of the open data are, and the columns that many tables share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vvdesk import kinds
from vvdesk.dictionary import Field
from vvdesk.kinds import Kind


class Type(StrEnum):
    """What the values of a column are; the names of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name in the header.
        title: What people call it, in Dutch.
        description: What it says, in Dutch, with a full stop.
        type: What its values are.
        required: Whether every row has a value.
        allowed: The only values there are; empty for any.
        field: The field of the dictionary that it holds; None for a column of the table's own.
    """

    name: str
    title: str
    description: str
    type: Type = Type.STRING
    required: bool = False
    allowed: tuple[str, ...] = ()
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that point at a row of another table.

    Attributes:
        columns: In this table.
        table: The other table.
        targets: Its columns, in the same order.
    """

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file.

    Attributes:
        name: Of the file, without `.csv`.
        title: In Dutch.
        description: What a row is, in Dutch.
        columns: From left to right.
        key: The columns that no two rows share.
        references: To other tables.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


MOMENT: Final = Column(
    "meetmoment",
    "Meetmoment",
    "Het nummer van het meetmoment: 1 voor het eerste.",
    Type.INTEGER,
    required=True,
)
PROJECT: Final = Column(
    "project", "Projectcode", "De code van het project; ze blijft altijd dezelfde.", required=True
)
CODE: Final = Column(
    "verwijzing",
    "Referentiecode",
    "De code waaronder deze rij in het rapport staat.",
    required=True,
)
PLACE: Final = Column(
    "volgorde", "Volgorde", "De plaats in de lijst, vanaf 1.", Type.INTEGER, required=True
)
TYPES: Final[Mapping[Kind, Type]] = {
    kinds.EURO: Type.INTEGER,
    kinds.DAG: Type.DATE,
    kinds.GETAL: Type.NUMBER,
}
NAMES: Final = frozenset({kinds.MINISTERS, kinds.ENTITEITEN, kinds.THEMAS})
"""Kinds of several names; a cell has them with a semicolon between, the link tables one by one."""
CHOICES: Final[Mapping[Kind, tuple[str, str]]] = {
    kinds.PROJECTSTATUS: ("projectstatussen", "sleutel"),
    kinds.MIJLPAALSTATUS: ("mijlpaalstatussen", "sleutel"),
    kinds.SOORT: ("documentsoorten", "sleutel"),
    kinds.LOT: ("loten", "sleutel"),
    kinds.CLUSTER: ("clusters", "nummer"),
    kinds.SPEERPUNT: ("speerpunten", "nummer"),
    kinds.ENTITEIT: ("entiteiten", "naam"),
}
"""Kind of a choice to the table that explains it, and the column of that table with its key."""
