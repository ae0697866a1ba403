"""Permanent ids of mijlpalen and agenderingen: given once, kept over all meetmomenten."""

import re
import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, select

from vvdesk.content import TABLES
from vvdesk.model import Handeling, Wijziging

_LETTERS = {"mijlpalen": "M", "agenderingen": "A"}
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""
_SUFFIX_LENGTH = 4
_ID = re.compile(
    r"(?P<project>[A-Z]+[0-9]+)-(?P<letter>[MA])(?P<number>[0-9]{2,})(?:-[0-9A-Z]{4})?"
)


def fresh_id(
    connection: Connection, project: str, collection: str, present: Iterable[str], *, dossier: bool
) -> str:
    """Return an id that no row of `project` has or ever had.

    In the dossier of an entiteit the id gets a random tail, because the central file may give out
    the same number meanwhile; both then stay what they are after merging.

    Args:
        connection: Of the store.
        project: The project's code.
        collection: `mijlpalen` or `agenderingen`.
        present: Ids that are not stored yet.
        dossier: Whether the store is a dossier of one entiteit.
    """
    entity = TABLES[collection]
    stored = connection.scalars(select(entity.id).distinct().where(entity.project_code == project))
    removed = connection.scalars(
        select(Wijziging.rij).where(
            Wijziging.project_code == project, Wijziging.handeling == Handeling.VERWIJDEREN.value
        )
    )
    known = [*stored, *(row.partition(".")[2] for row in removed), *present]
    number = max((row_number(row_id) for row_id in known), default=0) + 1
    plain = plain_id(project, collection, number)
    if not dossier:
        return plain
    return f"{plain}-{''.join(secrets.choice(_SIGNS) for _ in range(_SUFFIX_LENGTH))}"


def plain_id(project: str, collection: str, number: int) -> str:
    """Return the id with this number, as the central file gives it: `VV015-M01`."""
    return f"{project}-{_LETTERS[collection]}{number:02}"


def row_number(row_id: str) -> int:
    """Return the number in an id; 0 when it is no id of ours."""
    match = _ID.fullmatch(row_id)
    return int(match["number"]) if match else 0


def belongs_to(row_id: str, project: str, collection: str) -> bool:
    """Tell whether `row_id` has the form of an id of this project and collection."""
    match = _ID.fullmatch(row_id)
    return bool(match and match["project"] == project and match["letter"] == _LETTERS[collection])
