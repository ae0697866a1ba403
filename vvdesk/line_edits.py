"""Single edits as a person types them: on the command line, or one a line from another program."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vvdesk.audit import Actor
from vvdesk.content import TABLES, Pad, Rij, parse_path, path_value
from vvdesk.editing import Editing, Work
from vvdesk.errors import Misused
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.values import Unreadable, normal_number

NEW_ROW = "nieuw"
"""In the place of a row's id: `mijlpalen.nieuw` adds a row with the value as its titel."""
ASKS_REASON = frozenset({"timing", "titel", "streefwaarde", "eenheid"})
"""Fields of a mijlpaal whose reason is part of the report, in its field `reden`."""
_KEYS = {"project", "field", "value", "reason"}
_LARGEST_POWER = 30
"""Of ten; a number like 1e9999 is nobody's figure, and writing it out fills the memory."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit, not looked at yet.

    Attributes:
        project: The project's code, in any case.
        field: As in a dump, or `mijlpalen.nieuw` for a new row.
        value: As typed; empty for nothing.
        reason: Why; None when nothing was said.
    """

    project: str
    field: str
    value: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of an edit.

    Attributes:
        project: The project's code.
        path: The field or the new row.
        old: The earlier value for people; empty for none.
        new: The present value for people.
        changed: False when it had this value already.
        row: The id of a new row; None otherwise.
    """

    project: str
    path: str
    old: str
    new: str
    changed: bool
    row: str | None = None


class LineEditor:
    """Makes single edits in one meetmoment, each a step of its own.

    Args:
        workspace: The open store.
        actor: Who edits.
        meetmoment: Its name; None for the latest.

    Raises:
        Misused: There is no such meetmoment.
    """

    def __init__(self, workspace: Workspace, actor: Actor, meetmoment: str | None = None) -> None:
        self._editing = Editing(workspace, actor)
        self._moment = workspace.meetmoment(meetmoment).id
        with workspace.connection() as connection:
            self._lists = read_referentie(connection, self._moment).lists

    def apply(self, edit: Edit) -> Edited:
        """Make one edit; when this returns, it is stored.

        The reason goes to the audit trail, and for a mijlpaal whose timing, titel, streefwaarde or
        eenheid changes also into its field `reden`, because the report asks for it there.

        Raises:
            Misused: No such project, field or row, or the value cannot be read.
            ReadOnly: The meetmoment is closed or the file was opened to read.
            Unavailable: The disk refuses.

        Source:
            DOMAIN.md, VV-HIS-02 and VV-HIS-03.
        """
        project = edit.project.strip().upper()
        collection, _dot, name = edit.field.partition(".")
        if collection in TABLES and name == NEW_ROW:
            return self._add_row(project, collection, edit)
        pad = parse_path(edit.field)
        value = self._typed(project, pad, edit.value)
        with self._editing.step(f"{project}: {pad.field.about.label}") as work:
            old = path_value(work.content(self._moment, project), pad)
            changed = work.set(self._moment, project, pad, value, reden=edit.reason)
            if edit.reason and pad.collection == "mijlpalen" and pad.field.name in ASKS_REASON:
                self._give_reason(work, project, pad, edit.reason)
        shown = [pad.field.kind.to_text(each, self._lists) for each in (old, value)]
        return Edited(project, str(pad), shown[0], shown[1], changed)

    def _give_reason(self, work: Work, project: str, pad: Pad, reason: str) -> None:
        path = parse_path(f"{pad.collection}.{pad.row}.reden")
        work.set(self._moment, project, path, self._typed(project, path, reason))

    def _add_row(self, project: str, collection: str, edit: Edit) -> Edited:
        pad = parse_path(f"{collection}.{NEW_ROW}.titel")
        title = self._typed(project, pad, edit.value)
        if title is None:
            raise Misused(
                f"{project}: geef de titel van de nieuwe rij bij {collection} als waarde."
            )
        with self._editing.step(f"{project}: nieuwe rij bij {collection}") as work:
            row = work.add_row(self._moment, project, collection, Rij("", {"titel": title}))
        return Edited(project, f"{collection}.{row}", "", title, changed=True, row=row)

    def _typed(self, project: str, pad: Pad, text: str) -> Any:
        try:
            return pad.field.kind.typed(text, self._lists)
        except Unreadable as error:
            raise Misused(f"{project}, {pad.field.about.label}: {error}") from error


def parse_line(line: str) -> Edit:
    """Read one edit from a line of JSON: `{"project", "field", "value", "reason"}`.

    `value` may be a text as typed, a number, a list of names, or null for nothing.

    Raises:
        Misused: It is no such object.
    """
    try:
        read = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Misused(f"Dit is geen regel JSON: {error}. {_EXPECTED}") from error
    if not isinstance(read, dict) or not {"project", "field", "value"} <= set(read) <= _KEYS:
        raise Misused(f"Deze regel heeft niet de juiste sleutels. {_EXPECTED}")
    for key in ("project", "field", "reason"):
        if not isinstance(read.get(key, ""), str) and not (key == "reason" and read[key] is None):
            raise Misused(f'"{key}" moet een tekst zijn. {_EXPECTED}')
    return Edit(
        read["project"], read["field"], _as_typed(read["value"]), read.get("reason") or None
    )


_EXPECTED = (
    'Verwacht werd bijvoorbeeld {"project": "VV015", "field": "financiering.vak", '
    '"value": "4000000", "reason": ""}.'
)


def _as_typed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal) and abs(value.adjusted()) <= _LARGEST_POWER:
        return f"{normal_number(value):f}".replace(".", ",")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return "; ".join(value)
    raise Misused(
        f'"value" moet een tekst, een getal, een lijst van namen of null zijn. {_EXPECTED}'
    )
