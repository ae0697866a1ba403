"""The `.vvs` format: how a momentopname is told from everything else before anything is read."""

import sqlite3
from pathlib import Path
from typing import Final

from vvdesk.errors import NewerFormat, Refused
from vvdesk.store.file_format import (
    APPLICATION_ID,
    FORMAT_VERSION,
    SEALED_APPLICATION_ID,
    kind_of,
    read_head,
    schema_digest,
)

SEALED_SCHEMA_DIGESTS: Final = {
    3: "c998c8159f58918ed75e0c532bd7bf6d57a76e117e98753a7cc33867185a58a4",
}
"""Format version to the digest of the schema of a momentopname; a test makes them again."""
OLDEST_SEALED_FORMAT: Final = 3
_ROLLBACK_JOURNAL: Final = 1


def is_sealed(path: Path) -> bool:
    """Tell whether a file says that it is a momentopname; False for what cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return kind_of(head) == SEALED_APPLICATION_ID


def check_sealed_header(path: Path) -> int:
    """Look at the first bytes of a file that should be a momentopname.

    Returns:
        Its format version.

    Raises:
        Refused: It is missing, something else, cut off, of an older format, or in a mode in which
            other files beside it would count.
        NewerFormat: A later vvdesk made it.
    """
    head = read_head(path, "momentopname", ".vvs")
    application = kind_of(head)
    if application == APPLICATION_ID:
        raise Refused(
            f'"{path.name}" is een gewoon vvdesk-bestand, geen verzegelde momentopname. Open het '
            "als .vvd, of vraag de coördinator om een momentopname."
        )
    if application != SEALED_APPLICATION_ID:
        raise Refused(f'"{path.name}" is een databank van een ander programma, geen momentopname.')
    if head[18] != _ROLLBACK_JOURNAL or head[19] != _ROLLBACK_JOURNAL:
        raise Refused(
            f'"{path.name}" is na het verzegelen door een ander programma omgezet naar een andere '
            "vorm. Vraag de momentopname opnieuw aan wie ze maakte."
        )
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT_VERSION:
        raise NewerFormat(
            f'"{path.name}" is gemaakt met een nieuwere vvdesk (formaat {version}, dit programma '
            f"kent {FORMAT_VERSION}). Werk vvdesk bij om de momentopname te openen."
        )
    if version < OLDEST_SEALED_FORMAT:
        raise Refused(
            f'"{path.name}" zegt dat het formaat {version} heeft, maar momentopnamen bestaan pas '
            f"sinds formaat {OLDEST_SEALED_FORMAT}; er is in gesleuteld."
        )
    return version


def check_sealed_schema(path: Path, version: int, connection: sqlite3.Connection) -> None:
    """Refuse a momentopname with other tables, triggers or views than vvdesk makes.

    Raises:
        Refused: Its schema is another one; nothing of it was used.
    """
    if SEALED_SCHEMA_DIGESTS[version] != schema_digest(connection):
        raise Refused(
            f'"{path.name}" heeft een andere opbouw dan een momentopname van vvdesk; er is in '
            "gesleuteld. Gebruik ze niet als bewijs, en vraag ze opnieuw aan wie ze maakte."
        )
