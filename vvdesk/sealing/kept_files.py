"""The files that a momentopname keeps, to look through and to save elsewhere; never to open here.

A name comes out of a file that somebody else made, so nothing of it but its last part is used, and
of that only what a file can be called on every system.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

from sqlalchemy import Table, func, select

from vvdesk.atomic import replace_file
from vvdesk.errors import Refused
from vvdesk.model import Inzending
from vvdesk.sealing.digests import Bijlage
from vvdesk.store.sealed_tables import RAPPORT
from vvdesk.store.workspace import Workspace

_INZENDING: Final = cast("Table", Inzending.__table__)
_NOT_IN_A_NAME: Final = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_LONGEST_NAME: Final = 120
_NAMELESS: Final = "bestand"


class Soort(StrEnum):
    """Wat een bewaard bestand is; the value is the word that people read."""

    INZENDING = "inzending"
    RAPPORT = "rapport"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept in a momentopname.

    Attributes:
        soort: What it is.
        sleutel: Its number among those.
        naam: What it is called.
        entiteit: Who handed it in; empty for a report, and when it is not known.
        meetmoment_id: Of which meetmoment; None for a report.
        ontvangen_op: UTC, ISO 8601; empty for a report.
        omvang: Bytes; None when only its digest was kept.
        sha256: As it is told where it is kept.
    """

    soort: Soort
    sleutel: int
    naam: str
    entiteit: str
    meetmoment_id: int | None
    ontvangen_op: str
    omvang: int | None
    sha256: str

    @property
    def place(self) -> str:
        """Where it is kept, as in `Bijlage.place`."""
        return Bijlage(self.soort, (self.sleutel,), _COLUMN[self.soort], 0, "").place

    @property
    def safe_name(self) -> str:
        """A name for a copy, without a folder and without signs that a system refuses."""
        last = self.naam.replace("\\", "/").rpartition("/")[2].translate(_NOT_IN_A_NAME)
        shown = "".join(sign for sign in last if sign.isprintable()).strip(". ")
        stem, dot, ending = shown.rpartition(".")
        room = _LONGEST_NAME - len(ending)
        return f"{stem[:room]}{dot}{ending}" if stem else shown[:_LONGEST_NAME] or _NAMELESS


_COLUMN: Final = {Soort.INZENDING: "bestand", Soort.RAPPORT: "inhoud"}
"""The column of its bytes."""


def kept_files(workspace: Workspace) -> list[KeptFile]:
    """Return every file that a momentopname keeps: inzendingen, then reports.

    Args:
        workspace: An open momentopname.

    Raises:
        Refused: The file is damaged.
    """
    sent, made = _INZENDING.c, RAPPORT.c
    inzendingen = select(
        sent.id, sent.bestandsnaam, sent.entiteit, sent.meetmoment_id, sent.ontvangen_op,
        func.length(sent.bestand).label("omvang"), sent.sha256,
    ).order_by(sent.id)  # fmt: skip
    rapporten = select(
        made.id, made.naam, func.length(made.inhoud).label("omvang"), made.sha256
    ).order_by(made.id)
    with workspace.connection() as connection:
        found = [
            KeptFile(
                Soort.INZENDING, row.id, row.bestandsnaam, row.entiteit or "", row.meetmoment_id,
                row.ontvangen_op, row.omvang, row.sha256,
            )
            for row in connection.execute(inzendingen)
        ]  # fmt: skip
        found += [
            KeptFile(Soort.RAPPORT, row.id, row.naam, "", None, "", row.omvang, row.sha256)
            for row in connection.execute(rapporten)
        ]
    return found


def save_copy(workspace: Workspace, kept: KeptFile, target: Path) -> None:
    """Save a copy of a kept file, byte for byte.

    Args:
        workspace: An open momentopname.
        kept: Which file.
        target: Where the copy comes; what stood there is replaced.

    Raises:
        Refused: Only its digest was kept, or its bytes do not have that digest.
        Unavailable: The copy cannot be written; what stood there is as it was.
    """
    table = _INZENDING if kept.soort is Soort.INZENDING else RAPPORT
    column = table.c[_COLUMN[kept.soort]]
    with workspace.connection() as connection:
        data = connection.execute(select(column).where(table.c.id == kept.sleutel)).scalar()
    if data is None:
        raise Refused(
            f"“{kept.naam}” zelf is niet bewaard, want het was te groot; alleen de SHA-256 ervan. "
            "Vraag het bestand aan wie het indiende en vergelijk die."
        )
    if hashlib.sha256(data).hexdigest() != kept.sha256:
        raise Refused(
            f"“{kept.naam}” is niet het bestand waarvan de SHA-256 genoteerd werd. Gebruik het "
            "niet als bewijs; er is geen kopie bewaard."
        )
    replace_file(target, lambda path: path.write_bytes(data), _nothing)


def _nothing(_path: Path) -> None:
    """Find everything in order: it was digested a moment ago."""
