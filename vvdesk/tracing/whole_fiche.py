"""The traces of all values of fiches at once: what is read, is read once per fiche, not per value.

Every trace is the same as `trace` gives for its code.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from vvdesk.anchors import field_code
from vvdesk.content import Inhoud, Pad, parse_path, read_contents
from vvdesk.errors import Misused
from vvdesk.jobs import Progress, silent
from vvdesk.kinds import ChoiceLists
from vvdesk.model import Conflict, Handeling, Meetmoment, Wijziging
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.decisions import conflicts, findings
from vvdesk.tracing.events import trail_rows
from vvdesk.tracing.origin import chain
from vvdesk.tracing.parts import Beslissing, Bevinding, Onderwerp, Trace
from vvdesk.tracing.past import Moment, Past

_AT_ONCE: Final = 50
"""Fiches of which the content is in memory together."""


@dataclass(frozen=True, slots=True)
class WholeFiche:
    """Een fiche met het spoor van al haar waarden.

    Attributes:
        meetmoment: Of the fiche.
        inhoud: The fiche.
        traces: Of every field, in the order of the fiche; rows of tables last.
        beslissingen: Path to conflict, of the whole fiche, earliest first; also of rows that are
            gone.
        bevindingen: Path to finding, in the same way.
    """

    meetmoment: Meetmoment
    inhoud: Inhoud
    traces: tuple[Trace, ...]
    beslissingen: tuple[tuple[str, Beslissing], ...]
    bevindingen: tuple[tuple[str, Bevinding], ...]


def trace_fiches(
    workspace: Workspace,
    meetmoment: Meetmoment,
    projects: Sequence[str],
    progress: Progress = silent,
) -> Iterator[WholeFiche]:
    """Yield the fiches of projects with the traces of all their values, one at a time.

    Args:
        workspace: Only read; the connection stays in use until the last fiche was taken.
        meetmoment: Of which meetmoment.
        projects: Codes, in the order in which they are wanted.
        progress: Called once per fiche.

    Raises:
        Misused: A project has no fiche there.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
        Cancelled: The user stopped.
    """
    moments = workspace.meetmomenten()
    with workspace.connection() as connection:
        reader = _Reader(connection, moments, meetmoment)
        for start in range(0, len(projects), _AT_ONCE):
            together = projects[start : start + _AT_ONCE]
            contents = reader.contents(together)
            for place, project in enumerate(together, start=start):
                progress(place, len(projects), f"{project} naspeuren")
                yield reader.whole(project, contents)


class _Reader:
    """Reads fiches with their past; what all fiches share is read once."""

    def __init__(
        self, connection: Connection, moments: Sequence[Meetmoment], meetmoment: Meetmoment
    ) -> None:
        self._connection, self._moments, self._meetmoment = connection, moments, meetmoment
        self._lists: dict[int, ChoiceLists] = {
            each.id: read_referentie(connection, each.id).lists for each in moments
        }
        rows = connection.execute(
            select(Wijziging.rij, Wijziging.stap)
            .where(Wijziging.handeling == Handeling.BESLISSEN.value)
            .order_by(Wijziging.n)
        )
        self._decided_in: dict[str, list[int]] = {}
        for place, step in rows:
            self._decided_in.setdefault(place, []).append(step)

    def contents(self, projects: Sequence[str]) -> Mapping[int, Mapping[str, Inhoud]]:
        return {
            each.id: read_contents(self._connection, each.id, projects) for each in self._moments
        }

    def whole(self, project: str, contents: Mapping[int, Mapping[str, Inhoud]]) -> WholeFiche:
        past = _ReadPast(
            project,
            tuple(
                Moment(each.id, each.naam, self._lists[each.id], contents[each.id].get(project))
                for each in self._moments
            ),
        )
        moment = past.at(self._meetmoment.id)
        if moment.inhoud is None:
            raise Misused(
                f"{project} heeft op meetmoment {moment.naam} geen fiche. Kies andere projecten."
            )
        trails = {
            each.id: _Trail(trail_rows(self._connection, project, each.id))
            for each in past.moments
            if each.inhoud is not None
        }
        decisions = list(_with_paths(conflicts, self._connection, moment, project))
        found = list(_with_paths(findings, self._connection, moment, project))
        about = _Traced(self._meetmoment, past, trails, self._decided_in, decisions, found)
        traces = tuple(about.field(path) for path, _value in moment.inhoud.paths())
        return WholeFiche(self._meetmoment, moment.inhoud, traces, tuple(decisions), tuple(found))


class _ReadPast(Past):
    """A project at every meetmoment, of what was read already."""

    def __init__(self, project: str, moments: tuple[Moment, ...]) -> None:
        self.project, self.moments = project, moments


class _Trail:
    """What the trail says of a fiche at one meetmoment, by row."""

    def __init__(self, rows: Sequence[Row[Any]]) -> None:
        self._of: dict[tuple[str, str], list[Row[Any]]] = {}
        for row in rows:
            self._of.setdefault((row.rij, row.veld), []).append(row)

    def about(self, pad: Pad) -> list[Row[Any]]:
        """Return what may tell of a field: its own changes, and those of its whole row or fiche."""
        own = f"{pad.collection}.{pad.row}" if pad.row else pad.collection or "fiche"
        whole = own if pad.row else "fiche"
        found = [*self._of.get((own, pad.field.name), ()), *self._of.get((whole, ""), ())]
        return sorted(found, key=lambda row: row.n)


class _Traced:
    """Makes the traces of one fiche."""

    def __init__(  # what was read of one fiche, kept apart by what it is
        self,
        meetmoment: Meetmoment,
        past: Past,
        trails: Mapping[int, _Trail],
        decided_in: Mapping[str, Sequence[int]],
        decisions: Sequence[tuple[str, Beslissing]],
        found: Sequence[tuple[str, Bevinding]],
    ) -> None:
        self._meetmoment, self._past, self._trails = meetmoment, past, trails
        self._moment = past.at(meetmoment.id)
        self._decided_in, self._decisions, self._found = decided_in, decisions, found
        inhoud = self._moment.inhoud
        self._title = (inhoud.values["titel"] or "") if inhoud is not None else ""

    def field(self, path: str) -> Trace:
        pad, meetmoment = parse_path(path), self._meetmoment
        value = self._moment.value(path)
        decisions = tuple(replace(each, plaats="") for at, each in self._decisions if at == path)
        links = chain(
            lambda at: self._trails[at].about(pad),
            self._past,
            self._moment,
            path,
            self._steps(decisions),
        )
        return Trace(
            code=field_code(meetmoment.id, self._past.project, path),
            onderwerp=Onderwerp.VELD,
            titel=f"{pad.field.about.label} van {pad.row or self._past.project}",
            meetmoment_id=meetmoment.id,
            meetmoment=meetmoment.naam,
            peildatum=meetmoment.peildatum,
            is_gesloten=meetmoment.is_closed,
            project=self._past.project,
            projecttitel=self._title,
            pad=path,
            sectie=pad.field.about.section.value,
            uitleg=pad.field.about.hint,
            waarde=pad.field.kind.to_json(value),
            tekst=self._moment.words(pad.field, value),
            standen=tuple(self._past.standen(path)),
            herkomst=tuple(links),
            beslissingen=decisions,
            bevindingen=tuple(replace(each, plaats="") for at, each in self._found if at == path),
        )

    def _steps(self, decisions: Sequence[Beslissing]) -> dict[int, Beslissing]:
        return {
            step: each
            for each in decisions
            for step in self._decided_in.get(f"{Conflict.__tablename__}.{each.nummer}", ())
        }


def _with_paths(read: Any, connection: Connection, moment: Moment, project: str) -> Iterator[Any]:
    """Yield what is told of a whole fiche, each with its path."""
    paths: list[str] = []

    def every(path: str) -> bool:
        paths.append(path)
        return True

    # `read` asks of each, just before it gives it, whether its path is wanted.
    for each in read(connection, moment, project, every, ""):
        yield paths[-1], each
