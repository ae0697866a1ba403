"""Following one mijlpaal over all meetmomenten by its permanent id."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from vvdesk.anchors import field_code
from vvdesk.compare.changes import Shift
from vvdesk.compare.wording import Segment, word_differences
from vvdesk.content import Rij
from vvdesk.dictionary import Field, fields_of
from vvdesk.errors import Misused
from vvdesk.kinds import REGELS, TEKST
from vvdesk.mijlpaal_life.parts import Levensloop, Levensmoment, Waarde
from vvdesk.mijlpaal_life.relations import Verwanten, relations
from vvdesk.mijlpaal_life.words import summed_up
from vvdesk.model import Meetmoment, Mijlpaal
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.decisions import conflicts, findings
from vvdesk.tracing.past import Moment, Past

_ID: Final = re.compile(r"(?P<project>[A-Z]{1,10}[0-9]{1,10})-M[0-9]{2,6}(?:-[0-9A-Z]{4})?")
_EXAMPLE: Final = "Typ het kenmerk zoals het in de fiche staat, bijvoorbeeld VV015-M01."


def life(workspace: Workspace, mijlpaal_id: str) -> Levensloop:
    """Tell of a mijlpaal at every meetmoment, also after it was gone.

    Args:
        workspace: The open store.
        mijlpaal_id: As in the fiche; small letters and spaces around it do not matter.

    Raises:
        Misused: It is no id of a mijlpaal, or no meetmoment has it.
        Refused: The reference data lacks a threshold.
        Unavailable: The file cannot be read any more.
    """
    typed = "".join(mijlpaal_id.split()).upper()
    found = _ID.fullmatch(typed)
    if found is None:
        raise Misused(f'"{mijlpaal_id.strip()}" is geen kenmerk van een mijlpaal. {_EXAMPLE}')
    meetmomenten = workspace.meetmomenten()
    with workspace.connection() as connection:
        past = Past(connection, meetmomenten, found["project"])
        if not any(_row(each, typed) for each in past.moments):
            raise Misused(_unknown(typed, past))
        momenten = tuple(_moments(connection, past, meetmomenten, typed))
        related = relations(connection, past, typed)
    return _summed(past, typed, momenten, related)


def _unknown(typed: str, past: Past) -> str:
    known = sorted(
        {row for each in past.moments if each.inhoud for row in each.inhoud.tables["mijlpalen"]}
    )
    if not known:
        return f"{past.project} heeft op geen enkel meetmoment mijlpalen. {_EXAMPLE}"
    return f"Geen enkel meetmoment heeft een mijlpaal {typed}. Kies uit: {', '.join(known)}."


def _row(moment: Moment, mijlpaal_id: str) -> Rij | None:
    return moment.inhoud.tables["mijlpalen"].get(mijlpaal_id) if moment.inhoud else None


def _moments(
    connection: Connection, past: Past, meetmomenten: Sequence[Meetmoment], mijlpaal_id: str
) -> Iterator[Levensmoment]:
    before: tuple[Moment, Rij] | None = None
    for moment, meetmoment in zip(past.moments, meetmomenten, strict=True):
        row = _row(moment, mijlpaal_id)
        own = f"mijlpalen.{mijlpaal_id}"
        shared: dict[str, Any] = {
            "meetmoment_id": moment.id,
            "meetmoment": moment.naam,
            "peildatum": meetmoment.peildatum,
            "is_gesloten": meetmoment.is_closed,
            "is_aanwezig": row is not None,
            "heeft_fiche": moment.inhoud is not None,
            "code": field_code(moment.id, past.project, own if row else ""),
        }
        if row is None:
            yield Levensmoment(**shared)
            continue

        def is_within(path: str, own: str = own) -> bool:
            return path == own or path.startswith(f"{own}.")

        yield Levensmoment(
            timing=row.values["timing"],
            basislijn=row.basislijn,
            status=row.values["status"] or "",
            verschoven=_shift(before[1].values["timing"] if before else None, row),
            sinds_basislijn=_shift(row.basislijn, row),
            lot=row.values["lot"] or "",
            waarden=tuple(_values(past.project, moment, row, before)),
            beslissingen=tuple(conflicts(connection, moment, past.project, is_within, own)),
            bevindingen=tuple(findings(connection, moment, past.project, is_within, own)),
            **shared,
        )
        before = moment, row


def _shift(since: Any, row: Rij) -> Shift | None:
    timing = row.values["timing"]
    if since is None or timing is None or since == timing:
        return None
    return Shift.between(since, timing)


def _values(
    project: str, moment: Moment, row: Rij, before: tuple[Moment, Rij] | None
) -> Iterator[Waarde]:
    for field in fields_of(Mijlpaal):
        value = row.values[field.name]
        text = earlier = moment.words(field, value)
        is_changed = False
        if before is not None:
            was = before[1].values[field.name]
            earlier = before[0].words(field, was)
            is_changed = not field.kind.same(was, value)
        yield Waarde(
            field.name,
            field.about.label,
            text,
            field_code(moment.id, project, f"mijlpalen.{row.id}.{field.name}"),
            earlier,
            is_changed,
            _words(field, earlier, text) if is_changed else (),
        )


def _words(field: Field, earlier: str, text: str) -> tuple[Segment, ...]:
    return tuple(word_differences(earlier, text)) if field.kind in {REGELS, TEKST} else ()


def _summed(
    past: Past, mijlpaal_id: str, momenten: tuple[Levensmoment, ...], related: Verwanten
) -> Levensloop:
    present = [each for each in momenten if each.is_aanwezig]
    fixed = next((each.basislijn for each in present if each.basislijn), None)
    planned = [each.timing for each in present if each.timing]
    first = fixed or (planned[0] if planned else None)
    moved = None
    if first and planned and planned[-1] != first:
        moved = Shift.between(first, planned[-1])
    shifts = [each.verschoven.days for each in present if each.verschoven]
    titles = [each.inhoud.values["titel"] for each in past.moments if each.inhoud]
    later, earlier = sum(days > 0 for days in shifts), sum(days < 0 for days in shifts)
    return Levensloop(
        mijlpaal_id,
        past.project,
        titles[-1] or "",
        present[-1].tekst("titel"),
        first,
        fixed is not None,
        momenten,
        later,
        earlier,
        moved,
        related.naar,
        related.uit,
        tuple(summed_up(momenten, first, (later, earlier), moved, related)),
    )
