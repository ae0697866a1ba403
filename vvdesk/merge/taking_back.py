"""Taking back a whole merge: one act, one transaction, every inzending of the batch."""

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, select

from vvdesk.audit import Actor
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.merge.answering import take_back_answers
from vvdesk.merge.document import unpacked
from vvdesk.model import (
    Fase,
    Handeling,
    Inzending,
    Meetmoment,
    Samenvoeging,
    Stap,
    Toelichting,
    Wijziging,
)
from vvdesk.store.workspace import Workspace
from vvdesk.undo import take_back_within

_REASON: Final = "Samenvoeging ongedaan gemaakt."
_Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A merge that was taken back.

    Attributes:
        stap: The number of the last of its steps.
        remarks: What stays as it is because somebody went on with it; Dutch sentences.
    """

    stap: int
    remarks: tuple[str, ...] = ()


def why_not_take_back(workspace: Workspace, samenvoeging_id: int) -> str | None:
    """Return why a merge cannot be taken back, in Dutch; None when it may be tried.

    This is a first look; whether somebody changed a value since is seen while it is done.
    """
    with workspace.connection() as connection:
        row = connection.execute(
            select(Samenvoeging.teruggenomen_door_stap, Meetmoment.fase, Meetmoment.naam)
            .join(Meetmoment, Meetmoment.id == Samenvoeging.meetmoment_id)
            .where(Samenvoeging.id == samenvoeging_id)
        ).one_or_none()
    if row is None:
        return f"Er is geen samenvoeging met nummer {samenvoeging_id}."
    if row.teruggenomen_door_stap is not None:
        return f"Samenvoeging {samenvoeging_id} is al ongedaan gemaakt."
    if row.fase != Fase.OPEN.value:
        return (
            f"Meetmoment {row.naam} is gesloten; een samenvoeging kan niet meer ongedaan gemaakt "
            "worden."
        )
    return None


def take_back_merge(
    workspace: Workspace, samenvoeging_id: int, actor: Actor, progress: Progress = silent
) -> TakenBack:
    """Take back everything that a merge wrote: values, rows, new fiches, states, toelichtingen.

    The conflicts that it brought lapse, those that it decided are open again, and its inzendingen
    count no longer as read in. Each inzending is a step of its own, all in one transaction.

    Args:
        workspace: The central file.
        samenvoeging_id: Which merge.
        actor: Who takes it back.
        progress: Called once per inzending.

    Raises:
        Misused: There is no such merge, it was taken back already, or something that it wrote was
            changed later; nothing was taken back.
        ReadOnly: The meetmoment is closed, or a fiche is approved.
        Unavailable: The store cannot be written.
        Cancelled: The user stopped; nothing was changed.
    """
    problem = why_not_take_back(workspace, samenvoeging_id)
    if problem is not None:
        raise Misused(problem)
    workspace.keep_version("merge")
    with Editing(workspace, actor).step("Samenvoeging ongedaan maken") as outer:
        row = outer.connection.execute(
            select(Samenvoeging.__table__).where(Samenvoeging.id == samenvoeging_id)
        ).one()
        if row.teruggenomen_door_stap is not None:
            raise Misused(f"Samenvoeging {samenvoeging_id} is al ongedaan gemaakt.")
        taking = _TakingBack(outer, actor, row)
        taking.take_back(progress)
        last = Work(outer.connection, actor, f"Samenvoeging {samenvoeging_id} ongedaan gemaakt")
        values = {"teruggenomen_door_stap": last.stap}
        last.change(Samenvoeging, {"id": samenvoeging_id}, values, reden=_REASON)
        last.store()
    return TakenBack(last.stap, tuple(taking.remarks))


class _TakingBack:
    """A merge while it is taken back, latest inzending first."""

    def __init__(self, outer: Work, actor: Actor, row: Row[Any]) -> None:
        self.remarks: list[str] = []
        self._outer = outer
        self._actor = actor
        self._id = row.id
        self._moment = row.meetmoment_id
        self._steps: list[int] = json.loads(row.stappen)
        self._document = row.document

    def take_back(self, progress: Progress) -> None:
        names = self._names()
        fingerprints = self._fingerprints()
        for done, step in enumerate(reversed(self._steps)):
            if step not in names:  # it was taken back by itself
                continue
            progress(done, len(self._steps), names[step])
            naam = f"Ongedaan maken: {names[step]}"
            work = Work(self._outer.connection, self._actor, naam, step)
            take_back_within(work, self._actor, [step], _REASON)
            self._others(work, step, fingerprints)
            # A step that wrote nothing but its inzending is taken back too, or it would keep
            # counting as read in.
            work.manage(Inzending, [], {"teruggenomen": names[step]}, meetmoment_id=self._moment)
            work.store()

    def _names(self) -> dict[int, str]:
        """Return number to name of the steps that were not taken back yet."""
        connection = self._outer.connection
        undone = set(
            connection.scalars(select(Stap.keert_om).where(Stap.keert_om.in_(self._steps)))
        )
        rows = connection.execute(select(Stap.n, Stap.naam).where(Stap.n.in_(self._steps)))
        return {number: naam for number, naam in rows if number not in undone}

    def _fingerprints(self) -> dict[_Place, str]:
        """Return of which values the toelichtingen told that the merge replaced."""
        found: dict[_Place, str] = {}
        for workbook in unpacked(self._document, self._id)["werkboeken"]:
            for project, regel, plaats, was in workbook.get("toelichtingen", ()):
                found.setdefault((project, regel, plaats), was)
        return found

    def _others(self, work: Work, step: int, fingerprints: dict[_Place, str]) -> None:
        """Take back what is no content of a fiche: toelichtingen and answers."""
        query = select(Wijziging.__table__).where(Wijziging.stap == step)
        rows = work.connection.execute(query.order_by(Wijziging.n.desc())).all()
        for row in rows:
            if row.handeling == Handeling.TOELICHTEN:
                self._unexplain(work, row, fingerprints)
        answers = [row for row in rows if row.handeling == Handeling.VRAGEN]
        if answers:
            self.remarks += take_back_answers(work, answers)

    def _unexplain(self, work: Work, row: Row[Any], fingerprints: dict[_Place, str]) -> None:
        place = (row.project_code, row.rij.partition(".")[2], row.veld)
        old, new = json.loads(row.oud), json.loads(row.nieuw)
        present = work.connection.execute(
            select(Toelichting.tekst, Toelichting.vingerafdruk).where(
                Toelichting.meetmoment_id == self._moment,
                Toelichting.project_code == place[0],
                Toelichting.regel == place[1],
                Toelichting.plaats == place[2],
            )
        ).one_or_none()
        if (present.tekst if present else None) != new:
            raise Misused(
                f"{place[0]}: de toelichting bij {place[1]} werd later nog gewijzigd. Maak eerst "
                "die latere wijziging ongedaan."
            )
        was = fingerprints.get(place, present.vingerafdruk if present else "")
        work.explain(self._moment, *place, was, old or "")
