"""What came in before: the same inzending, or a later export of the same dossier."""

import json
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, exists, select
from sqlalchemy.orm import aliased

from vvdesk.merge.admission import Earlier
from vvdesk.merge.planned import Letter
from vvdesk.model import Inzending, Stap

IN_THIS_BATCH = 0
"""Stands for the id of an inzending that is not stored yet."""
FILE_ID = "bestand_id"
"""Key, beside the counters of an inzending, of the file that it was exported from."""

_undone = aliased(Stap)
_VALID: Final = (
    Inzending.meetmoment_id == bindparam("of_moment"),
    ~exists().where(_undone.keert_om == Inzending.stap),
)
_SAME: Final = (
    select(Inzending.id, Inzending.ontvangen_op, Inzending.export_volgnummer)
    .where(*_VALID, Inzending.inhoud_digest == bindparam("of_digest"))
    .order_by(Inzending.id)
)
_LATER: Final = select(Inzending.bestandsnaam, Inzending.tellers).where(
    *_VALID,
    Inzending.entiteit.is_not_distinct_from(bindparam("of_sender")),
    Inzending.export_volgnummer > bindparam("of_number"),
)


_BEFORE: Final = select(
    Inzending.stap, Inzending.bestandsnaam, Inzending.tellers, Inzending.afzender
).where(
    *_VALID,
    Inzending.entiteit.is_not_distinct_from(bindparam("of_sender")),
    Inzending.export_volgnummer < bindparam("of_number"),
)


class Register:
    """The inzendingen of one meetmoment: those in the store, and those planned before it.

    An inzending whose step was taken back does not count.

    Args:
        connection: Of the central file; only read from.
        meetmoment_id: Which meetmoment.
    """

    def __init__(self, connection: Connection, meetmoment_id: int) -> None:
        self._connection = connection
        self._moment = meetmoment_id
        self._digests: dict[str, str] = {}
        self._newest: dict[tuple[str, str | None], tuple[int, str]] = {}

    def add(self, letter: Letter) -> None:
        """Remember an inzending that was planned."""
        self._digests[letter.digest] = letter.name
        key = (letter.file_id, letter.entiteit)
        mine = (letter.sequence, letter.name)
        self._newest[key] = max(self._newest.get(key, mine), mine)

    def look_up(self, letter: Letter, *, was_returned: bool = False) -> Earlier:
        """Return what came in before an inzending.

        Args:
            letter: What is remembered of it.
            was_returned: A fiche of it was sent back: a later export that says the same is an
                answer to that, and no second copy of the same inzending.
        """
        if letter.digest in self._digests:
            return Earlier(IN_THIS_BATCH, "in deze reeks")
        same = self._connection.execute(
            _SAME, {"of_moment": self._moment, "of_digest": letter.digest}
        ).all()
        last = max((each.export_volgnummer for each in same), default=0)
        if same and not (was_returned and letter.sequence > last):
            return Earlier(same[0].id, f"op {_day(same[0].ontvangen_op)}")
        number, name = self._newest.get((letter.file_id, letter.entiteit), (-1, ""))
        if number > letter.sequence:
            return Earlier(newest=name, received="in deze reeks")
        later = self._exports(_LATER, letter)
        return Earlier(newest=str(later[0].bestandsnaam) if later else None)

    def earlier_exports(self, letter: Letter) -> dict[int, str]:
        """Return the steps of the stored inzendingen that are earlier exports of the same file.

        Only those of the same person count: two colleagues may work in copies of one dossier.

        Returns:
            Number of the step to file name.
        """
        return {
            row.stap: row.bestandsnaam
            for row in self._exports(_BEFORE, letter)
            if (row.afzender or "").casefold() == letter.sender.casefold()
        }

    def _exports(self, query: Select[*tuple[Any, ...]], letter: Letter) -> list[Any]:
        given = {
            "of_moment": self._moment,
            "of_sender": letter.entiteit,
            "of_number": letter.sequence,
        }
        found = self._connection.execute(query, given)
        return [row for row in found if json.loads(row.tellers).get(FILE_ID) == letter.file_id]


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d/%m/%Y}"
