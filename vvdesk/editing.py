"""The one door for every change: form, paste, import, merge and undo all come through here.

A step is one human action. Its values, its rows in the audit trail and the step itself are written
in one transaction, or not at all. Nothing else in vvdesk writes to a store.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from vvdesk.audit import Actor, Plaats, append
from vvdesk.content_work import ContentWork
from vvdesk.errors import Misused
from vvdesk.kinds import TEKST
from vvdesk.model import Fiche, Handeling, Overgang, Staat, Stap, Toelichting
from vvdesk.store.server_store import PATIENCE
from vvdesk.store.turn import turn_of
from vvdesk.store.workspace import Workspace
from vvdesk.values import Unreadable

_FICHE: Final = cast("Table", Fiche.__table__)
_COUNT_UP: Final = (
    update(_FICHE)
    .where(_FICHE.c.meetmoment_id == bindparam("of_moment"))
    .where(_FICHE.c.project_code == bindparam("of_project"))
    .values(versie=_FICHE.c.versie + 1)
)


class Editing:
    """Makes steps in one store.

    Args:
        workspace: The open store.
        actor: Who makes the changes; on a server, the login's name counts.
        patience: Seconds to wait for a colleague who is writing on the server.
    """

    def __init__(self, workspace: Workspace, actor: Actor, patience: float = PATIENCE) -> None:
        self._workspace = workspace
        self._actor = actor
        self._patience = patience

    @contextmanager
    def step(self, naam: str, *, undoes: int | None = None) -> Iterator["Work"]:
        """Give the work of one step; it is stored when the block ends, or not at all.

        Args:
            naam: What the step is called in the list of things to undo, in Dutch.
            undoes: The step that this one takes back.

        Raises:
            ReadOnly: The store or the meetmoment cannot be written.
            Unavailable: The disk refuses; nothing was changed.
        """
        with self._workspace.writing(self._patience) as connection:
            work = Work(connection, self._actor, naam, undoes)
            yield work
            work.store()


class Work(ContentWork):
    """Everything that one step changes, until it is stored together."""

    def __init__(
        self, connection: Connection, actor: Actor, naam: str, undoes: int | None = None
    ) -> None:
        """Start a step called `naam`; see `Editing.step`."""
        super().__init__(connection, actor.known_as(turn_of(connection).login))
        self._naam, self._undoes = naam, undoes
        self._overgangen: list[dict[str, Any]] = []

    @property
    def count(self) -> int:
        """How many rows the audit trail gets so far."""
        return len(self._trail.rows)

    @property
    def noted(self) -> Sequence[Mapping[str, Any]]:
        """What the audit trail gets so far; columns of `Wijziging`."""
        return self._trail.rows

    def set_staat(
        self,
        meetmoment_id: int,
        project: str,
        staat: Staat,
        reden: str | None = None,
        *,
        namens: str | None = None,
        uitzondering: str | None = None,
        inzending_id: int | None = None,
    ) -> None:
        """Move a fiche to another state on its way to the report; who may is decided elsewhere.

        Args:
            meetmoment_id: Of an open meetmoment.
            project: The project's code.
            staat: The new state.
            reden: Why, when somebody said so.
            namens: Who handed in, as the inzending says; None when the actor acts for himself.
            uitzondering: Why one pair of eyes was enough; None when two looked.
            inzending_id: The inzending that brought it.

        Raises:
            Misused: The meetmoment has no fiche of that project.
            ReadOnly: The meetmoment is closed.
        """
        inhoud = self.content(meetmoment_id, project)
        self._check_open(meetmoment_id)
        where = Plaats(meetmoment_id, project, "fiche", "staat")
        self._trail.note(Handeling.WIJZIGEN, where, (inhoud.staat, staat.value), reden)
        self._overgangen.append(
            {
                "meetmoment_id": meetmoment_id,
                "project_code": project,
                "van": inhoud.staat,
                "naar": staat.value,
                "namens": namens,
                "reden": reden,
                "uitzondering": uitzondering,
                "inzending_id": inzending_id,
                "stap": self.stap,
                **self._trail.signature,
            }
        )
        inhoud.staat = staat.value
        self._pending.set_column(Fiche, "staat", (meetmoment_id, project), staat.value)

    def manage(
        self,
        entity: type[Any],
        rows: list[dict[str, Any]],
        summary: Mapping[str, Any],
        *,
        meetmoment_id: int | None = None,
        project: str | None = None,
        handeling: Handeling = Handeling.BEHEREN,
    ) -> None:
        """Insert rows that are no content of a fiche: reference data, inzendingen, conflicts.

        Args:
            entity: Whose rows.
            rows: Column to value.
            summary: What the audit trail says of them, as plain JSON values.
            meetmoment_id: Where they belong.
            project: Where they belong.
            handeling: What the audit trail calls it.
        """
        if rows:
            self.connection.execute(insert(entity), rows)
        where = Plaats(meetmoment_id, project, str(entity.__tablename__))
        self._trail.note(handeling, where, (None, dict(summary)))

    def change(
        self,
        entity: type[Any],
        key: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        handeling: Handeling = Handeling.BEHEREN,
        reden: str | None = None,
    ) -> None:
        """Change a row that is no content of a fiche, such as a meetmoment or a conflict."""
        table = entity.__table__
        matches = [table.c[name] == value for name, value in key.items()]
        old = self.connection.execute(
            select(*(table.c[name] for name in values)).where(*matches)
        ).one()
        self.connection.execute(table.update().where(*matches).values(**values))
        place = f"{table.name}.{'.'.join(str(part) for part in key.values())}"
        for name, before, after in zip(values, old, values.values(), strict=True):
            where = Plaats(key.get("meetmoment_id"), key.get("project_code"), place, name)
            self._trail.note(handeling, where, (_plain(before), _plain(after)), reden)

    def explain(
        self,
        meetmoment_id: int,
        project: str,
        regel: str,
        plaats: str,
        vingerafdruk: str,
        tekst: str,
    ) -> None:
        """Write why a finding may stand, for exactly the values of its fingerprint.

        Args:
            meetmoment_id: Of an open meetmoment.
            project: The project's code; empty for a finding on the whole plan.
            regel: The rule's code.
            plaats: The finding's path.
            vingerafdruk: The finding's fingerprint.
            tekst: The explanation; empty takes an earlier one away.

        Raises:
            Misused: The text has a sign that no file can keep.
            ReadOnly: The meetmoment is closed, or the fiche was handed in.
        """
        self._check_open(
            meetmoment_id, self.content_or_none(meetmoment_id, project) if project else None
        )
        try:
            tekst = TEKST.read(tekst) or ""
        except Unreadable as error:
            raise Misused(f"Toelichting bij {regel}: {error}") from error
        key = (meetmoment_id, project, regel, plaats)
        columns = (
            Toelichting.meetmoment_id, Toelichting.project_code, Toelichting.regel,
            Toelichting.plaats,
        )  # fmt: skip
        matches = [column == part for column, part in zip(columns, key, strict=True)]
        old = self.connection.scalar(select(Toelichting.tekst).where(*matches))
        self.connection.execute(delete(Toelichting).where(*matches))
        if tekst:
            names = (column.key for column in columns)
            row = {**dict(zip(names, key, strict=True)), "vingerafdruk": vingerafdruk}
            row |= {"tekst": tekst, **self._trail.signature}
            self.connection.execute(insert(Toelichting), [row])
        where = Plaats(meetmoment_id, project, f"toelichting.{regel}", plaats)
        self._trail.note(Handeling.TOELICHTEN, where, (old, tekst or None))

    def store(self) -> None:
        """Write everything; called once, at the end of the step."""
        if not self._trail.rows:
            return
        self._pending.write(self.connection)
        self._write_overgangen()
        self._count_up()
        step = {"n": self.stap, "naam": self._naam, "keert_om": self._undoes}
        self.connection.execute(insert(Stap), [{**step, **self._trail.signature}])
        append(self.connection, self._trail.rows)
        turn_of(self.connection).steps.add(self.stap)

    def _write_overgangen(self) -> None:
        if not self._overgangen:
            return
        last = self.connection.scalar(select(func.max(Overgang.id))) or 0
        rows = [{"id": last + at, **row} for at, row in enumerate(self._overgangen, start=1)]
        self.connection.execute(insert(Overgang), rows)

    def _count_up(self) -> None:
        """Give every fiche that this step touches its next version."""
        touched = {
            (row["meetmoment_id"], row["project_code"])
            for row in self._trail.rows
            if row["project_code"] and row["meetmoment_id"] is not None
        } | self._touched
        if touched:
            self.connection.execute(
                _COUNT_UP,
                [{"of_moment": moment, "of_project": code} for moment, code in sorted(touched)],
            )


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | None) else str(value)
