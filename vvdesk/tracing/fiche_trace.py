"""The trace of a field, of a row, and of a whole fiche."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from vvdesk.anchors import Verwijzing, field_code
from vvdesk.content import TABLES, Inhoud, parse_path, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.model import Meetmoment
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.decisions import conflicts, deciding_steps, findings
from vvdesk.tracing.events import fiche_events, row_events, trail_rows
from vvdesk.tracing.origin import links, whole_link
from vvdesk.tracing.parts import Beslissing, Bevinding, Onderwerp, Trace, Veld
from vvdesk.tracing.past import Past, present_fiche

_ROW: dict[str, str] = {"mijlpalen": "Mijlpaal", "agenderingen": "Agendering"}
_ROW_PARTS = 2


def trace_fiche(
    workspace: Workspace, connection: Connection, meetmoment: Meetmoment, found: Verwijzing
) -> Trace:
    """Tell of a code about one fiche: a field, a row, or all of it.

    Raises:
        Misused: The project has no fiche there, or the fiche no such row.
        Refused: The reference data lacks a threshold.
    """
    past = Past(connection, workspace.meetmomenten(), found.project)
    moment = past.at(meetmoment.id)
    inhoud = present_fiche(past, moment, found.path)
    about = _About(connection, meetmoment, past, inhoud, found)
    if not found.path:
        return about.fiche()
    is_row = found.path.split(".")[0] in TABLES and found.path.count(".") < _ROW_PARTS
    return about.row() if is_row else about.field()


class _About:
    """One code about one fiche, with all that was read for it."""

    def __init__(
        self,
        connection: Connection,
        meetmoment: Meetmoment,
        past: Past,
        inhoud: Inhoud,
        found: Verwijzing,
    ) -> None:
        self._connection, self._past, self._moment = connection, past, past.at(meetmoment.id)
        self._found, self._path, self._inhoud = found, found.path, inhoud
        self._shared: dict[str, Any] = {
            "code": str(found),
            "meetmoment_id": meetmoment.id,
            "meetmoment": meetmoment.naam,
            "peildatum": meetmoment.peildatum,
            "is_gesloten": meetmoment.is_closed,
            "project": found.project,
            "projecttitel": inhoud.values["titel"] or "",
            "pad": found.path,
        }

    def field(self) -> Trace:
        pad = parse_path(self._path)
        about = pad.field.about
        value = self._moment.value(self._path)
        decisions = list(self._conflicts())
        steps = deciding_steps(self._connection, decisions)
        chain = links(self._connection, self._past, self._moment, self._path, steps)
        return Trace(
            onderwerp=Onderwerp.VELD,
            titel=f"{about.label} van {pad.row or self._found.project}",
            sectie=about.section.value,
            uitleg=about.hint,
            waarde=pad.field.kind.to_json(value),
            tekst=self._moment.words(pad.field, value),
            standen=tuple(self._past.standen(self._path)),
            herkomst=tuple(chain),
            beslissingen=tuple(decisions),
            bevindingen=tuple(self._findings()),
            **self._shared,
        )

    def row(self) -> Trace:
        collection, row_id = self._path.split(".")
        rows = trail_rows(self._connection, self._found.project, self._moment.id)
        events = tuple(row_events(rows, self._moment, self._path))
        chain = whole_link(self._past, self._moment, self._path, events)
        return Trace(
            onderwerp=Onderwerp.RIJ,
            titel=f"{_ROW[collection]} {row_id}",
            velden=tuple(self._fields_of_row(collection, row_id)),
            herkomst=tuple(chain),
            beslissingen=tuple(self._conflicts()),
            bevindingen=tuple(self._findings()),
            **self._shared,
        )

    def fiche(self) -> Trace:
        rows = trail_rows(self._connection, self._found.project, self._moment.id)
        events = tuple(fiche_events(rows, self._moment))
        chain = whole_link(self._past, self._moment, self._path, events)
        return Trace(
            onderwerp=Onderwerp.FICHE,
            titel=f"Projectfiche {self._found.project}",
            velden=tuple(self._fields_of_fiche()),
            herkomst=tuple(chain),
            beslissingen=tuple(self._conflicts()),
            bevindingen=tuple(self._findings()),
            **self._shared,
        )

    def _conflicts(self) -> Iterator[Beslissing]:
        project = self._found.project
        return conflicts(self._connection, self._moment, project, self._is_within, self._path)

    def _findings(self) -> Iterator[Bevinding]:
        project = self._found.project
        return findings(self._connection, self._moment, project, self._is_within, self._path)

    def _is_within(self, path: str) -> bool:
        """Tell whether a path is what is traced, or lies in it."""
        return not self._path or path == self._path or path.startswith(f"{self._path}.")

    def _fields_of_row(self, collection: str, row_id: str) -> Iterator[Veld]:
        row = self._inhoud.tables[collection][row_id]
        for field in fields_of(TABLES[collection]):
            path = f"{collection}.{row_id}.{field.name}"
            text = self._moment.words(field, row.values[field.name])
            yield Veld(field.about.label, self._code(path), text)
        if row.basislijn is not None:
            yield Veld("Eerste planning", "", f"{row.basislijn:%d/%m/%Y}")

    def _fields_of_fiche(self) -> Iterator[Veld]:
        for path, field in single_fields().items():
            text = self._moment.words(field, self._inhoud.values[path])
            yield Veld(field.about.label, self._code(path), text)
        for name, rows in self._inhoud.tables.items():
            for row in rows.values():
                path = f"{name}.{row.id}"
                yield Veld(_ROW[name], self._code(path), row.values["titel"] or "")

    def _code(self, path: str) -> str:
        return field_code(self._moment.id, self._found.project, path)
