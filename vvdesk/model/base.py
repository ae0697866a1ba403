"""What all entities share: the declarative base, its column types and its table options."""

from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from vvdesk.kinds import COLUMN_TYPES

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Entity(DeclarativeBase):
    """The base of everything that is stored."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = COLUMN_TYPES


def strict(*constraints: Any) -> tuple[Any, ...]:
    """Return table arguments with SQLite's STRICT: a column then keeps what it was given.

    Source:
        RELIABILITY.md 2 (19): an ordinary SQLite column turns '0123' into 123.
    """
    return (*constraints, {"sqlite_strict": True})
