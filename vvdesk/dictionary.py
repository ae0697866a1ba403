"""The data dictionary: what a field of the projectfiche is, described once, beside its column.

Form, workbook, comparison, completeness and manual read it; where a field *sits* on a surface is
that surface's own layout. A `Description` holds no widget and no callable, and never will: an
option that one field needs is code at that place.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, cast

from sqlalchemy import inspect
from sqlalchemy.orm import MappedColumn, mapped_column

from vvdesk.kinds import Kind


class Sectie(Enum):
    """The sections of the projectfiche, in the published report's order and with its labels."""

    PROJECT = "Project"
    BETROKKENEN = "Betrokkenen"
    PROJECTSITUERING = "Projectsituering"
    PROJECTOMSCHRIJVING = "Projectomschrijving"
    AGENDERING = "Agendering Vlaamse Regering"
    ALGEMENE_VOORTGANG = "Algemene projectvoortgang"
    GEDETAILLEERDE_VOORTGANG = "Gedetailleerde projectvoortgang"
    PROJECTFINANCIERING = "Projectfinanciering"
    THEMATISCH_OVERZICHT = "Thematisch overzicht"


class Stage(Enum):
    """From when on a field must be answered; missing before that is nobody's problem."""

    SUBMISSION = "submission"


@dataclass(frozen=True, slots=True)
class Description:
    """What the dictionary says of one field.

    Attributes:
        label: The report's own Dutch label.
        section: The section of the fiche.
        hint: One Dutch sentence of at most 120 characters, always visible at the field.
        required: The stage from which it must be answered; None for optional.
        width: Expected number of characters, for columns and input fields alike.
        formerly: Earlier labels, still recognised as column headers.
    """

    label: str
    section: Sectie
    hint: str
    required: Stage | None
    width: int
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One described column of one entity.

    Attributes:
        entity: The mapped class that the field belongs to.
        name: The attribute's name, as it stands in dumps and paths.
        kind: What its values mean.
        about: The dictionary's description.
    """

    entity: type[Any]
    name: str
    kind: Kind
    about: Description


def described(
    label: str,
    section: Sectie,
    *,
    hint: str,
    required: Stage | None = None,
    width: int = 30,
    formerly: Sequence[str] = (),
) -> MappedColumn[Any]:
    """Declare a column that people fill in, with its dictionary entry.

    Args:
        label: See `Description`, as for all others.
        section: The section of the fiche.
        hint: One sentence with a full stop.
        required: From which stage an answer is required.
        width: Characters.
        formerly: Earlier labels.

    Returns:
        The column; kind and nullability follow from the annotation.
    """
    about = Description(label, section, hint, required, width, tuple(formerly))
    return mapped_column(info={"description": about}, nullable=True)


def fields_of(entity: type[Any]) -> tuple[Field, ...]:
    """Return the described fields of the mapped class `entity`, in the order of declaration."""
    return _fields_of(cast("Hashable", entity))


def field_named(entity: type[Any], name: str) -> Field:
    """Return the field `name` of `entity`.

    Raises:
        KeyError: There is no such described field.
    """
    return _by_name(cast("Hashable", entity))[name]


@cache
def _fields_of(entity: Any) -> tuple[Field, ...]:
    return tuple(
        Field(entity, name, column.type.kind, column.info["description"])
        for name, column in inspect(entity).columns.items()
        if "description" in column.info
    )


@cache
def _by_name(entity: Any) -> dict[str, Field]:
    return {field.name: field for field in _fields_of(entity)}
