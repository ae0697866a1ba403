"""The tables that only a momentopname has, beside those of every store.

They stand in a metadata of their own: a `.vvd` never has them.
"""

import sqlite3
from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateTable

from vvdesk.model.base import NAMING

_METADATA: Final = MetaData(naming_convention=NAMING)

ZEGEL: Final = Table(
    "zegel",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("manifest", Text, nullable=False),
    Column("handtekening", Text),
    sqlite_strict=True,
)
"""One row: the manifest (canonical JSON) and the text of its minisign signature, if any."""
BEVINDING: Final = Table(
    "bevinding",
    _METADATA,
    Column("meetmoment_id", Integer, primary_key=True, autoincrement=False),
    Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    Column("project_code", Text, nullable=False),
    Column("regel", Text, nullable=False),
    Column("plaats", Text, nullable=False),
    Column("ernst", Text, nullable=False),
    Column("melding", Text, nullable=False),
    Column("staat", Text, nullable=False),
    Column("toelichting", Text),
    sqlite_strict=True,
)
"""What the rules found when the seal was put on it; later rules may find something else.

One rule may find two things at one place, so a row is known by its number in the meetmoment.
"""
RAPPORT: Final = Table(
    "rapport",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("naam", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""The published reports, as files."""
SEALED_TABLES: Final = (ZEGEL, BEVINDING, RAPPORT)


def create_sealed_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of a momentopname in a file that has those of a store."""
    for table in SEALED_TABLES:
        connection.execute(str(CreateTable(table).compile(dialect=dialect())).strip())
