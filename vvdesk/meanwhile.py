"""What a colleague changed in a fiche between its being shown here and its being changed here.

A step is made to what the store holds at that moment, so what two people do in different fields
of one fiche stands side by side. Only a value that is no longer the one that was shown is not
overwritten unseen: then the step is refused, and the newer value can be read.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from vvdesk.audit import canonical_json
from vvdesk.content import TABLES, Inhoud, parse_path, path_value
from vvdesk.editing import Work
from vvdesk.errors import Misused, Stale
from vvdesk.kinds import ChoiceLists, Kind
from vvdesk.model import Handeling, Wijziging
from vvdesk.number_words import counted

_LONGEST = 60
_OF_NO_FIELD = {"volgorde"}
"""The order of rows: the latest counts, and no content is lost by it."""


class Overtaken(Stale):
    """A colleague changed what this step would overwrite.

    Attributes:
        paths: The fields and rows that say something else by now.
        wie: Who changed the first of them.
    """

    def __init__(self, sentence: str, paths: frozenset[str], wie: str) -> None:
        super().__init__(sentence)
        self.paths, self.wie = paths, wie


def told_of_change(
    present: Inhoud, paths: frozenset[str], wie: str, lists: ChoiceLists | None = None
) -> str:
    """Say which field a colleague changed, and what it says now; without a full stop.

    Args:
        present: The fiche as it is now.
        paths: The fields; the first is named, the others are counted.
        wie: Who changed them.
        lists: For the words of choices.
    """
    path = min(paths)
    pad = parse_path(path)
    try:
        value = path_value(present, pad)
    except Misused:
        now = ""
    else:
        now = _now(pad.field.kind, value, lists)
    more = len(paths) - 1
    rest = f" (en nog {counted(more, 'plaats', 'plaatsen')})" if more else ""
    return f"{_named(present.project, path)} is intussen gewijzigd door {wie}{now}{rest}"


def refuse_overtaken(
    work: Work, meetmoment_id: int, shown: Inhoud, lists: ChoiceLists | None = None
) -> None:
    """Go on only when nothing that a step overwrites was changed since it was shown.

    Args:
        work: The step, just before it is stored.
        meetmoment_id: Of the fiche.
        shown: The fiche as it was shown.
        lists: For the words of choices.

    Raises:
        Overtaken: A colleague changed a value or row since; nothing of this step is written.
    """
    present = work.content_or_none(meetmoment_id, shown.project)
    if present is None or present.versie == shown.versie:
        return
    found = dict(_overtaken(work, meetmoment_id, shown))
    if not found:
        return
    path, row = next(iter(found.items()))
    wie = _who(work.connection, row) or "een collega"
    more = len(found) - 1
    rest = f" (en nog {counted(more, 'plaats', 'plaatsen')})" if more else ""
    raise Overtaken(
        f"{_named(shown.project, path)} is intussen gewijzigd door {wie}"
        f"{_new_value(path, row, lists)}{rest}. Je eigen wijziging is niet bewaard. Kijk na wat er "
        "nu staat en wijzig het zo nodig opnieuw.",
        frozenset(found),
        wie,
    )


def refuse_explained(work: Work, shown: str | None) -> None:
    """Go on only when nobody explained a finding since its explanation was shown.

    Args:
        work: The step that explains one finding, just before it is stored.
        shown: The explanation that was shown; None or empty for none.

    Raises:
        Overtaken: A colleague did; nothing of this step is written.
    """
    row = work.noted[-1]
    present = json.loads(row["oud"])
    if (present or "") == (shown or ""):
        return
    wie = _who(work.connection, row) or "een collega"
    now = f': "{_shortened(present)}"' if present else " en is nu leeg"
    raise Overtaken(
        f"Deze toelichting is intussen gewijzigd door {wie}{now}. Je eigen tekst is niet bewaard. "
        "Kijk na wat er nu staat en wijzig het zo nodig opnieuw.",
        frozenset(),
        wie,
    )


def _overtaken(
    work: Work, meetmoment_id: int, shown: Inhoud
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield path and row of the trail of what says something else than was shown."""
    seen: set[tuple[str, str]] = set()
    added: set[str] = set()
    for row in work.noted:
        if (row["meetmoment_id"], row["project_code"]) != (meetmoment_id, shown.project):
            continue
        rij, veld = row["rij"], row["veld"]
        if row["handeling"] == Handeling.TOEVOEGEN:
            added.add(rij)
        # What this very step changed before has its own earlier value.
        if rij in added or (rij, veld) in seen or veld in _OF_NO_FIELD:
            continue
        seen.add((rij, veld))
        changes = row["handeling"] == Handeling.WIJZIGEN
        if changes and _value(shown, rij, veld) != row["oud"]:
            yield _path(rij, veld), row
        removes = row["handeling"] == Handeling.VERWIJDEREN
        if removes and _is_other_row(shown, rij, json.loads(row["oud"]), seen):
            yield rij, row


def _value(shown: Inhoud, rij: str, veld: str) -> str | None:
    """Return what was shown, as the trail writes it; None when it was not shown at all."""
    if veld == "staat":
        return canonical_json(shown.staat)
    pad = parse_path(_path(rij, veld))
    try:
        value = path_value(shown, pad)
    except Misused:
        return None
    return canonical_json(pad.field.kind.to_json(value))


def _is_other_row(
    shown: Inhoud, rij: str, old: dict[str, Any], changed: set[tuple[str, str]]
) -> bool:
    """Tell whether a row that is removed says something else than was shown."""
    collection, _dot, row_id = rij.partition(".")
    row = shown.tables.get(collection, {}).get(row_id)
    if row is None:
        return False
    for name, value in row.values.items():
        kind = parse_path(f"{rij}.{name}").field.kind
        before = None if value is None or value == () else kind.to_json(value)
        if (rij, name) not in changed and before != old.get(name):
            return True
    return False


def _who(connection: Connection, row: Mapping[str, Any]) -> str | None:
    """Return who changed this place last."""
    query = (
        select(Wijziging.wie)
        .where(
            Wijziging.meetmoment_id == row["meetmoment_id"],
            Wijziging.project_code == row["project_code"],
            Wijziging.rij == row["rij"],
        )
        .order_by(Wijziging.n.desc())
        .limit(1)
    )
    if row["veld"]:
        query = query.where(Wijziging.veld == row["veld"])
    return connection.scalar(query)


def _new_value(path: str, row: Mapping[str, Any], lists: ChoiceLists | None) -> str:
    """Write what stands there now, where that is one value."""
    if not row["veld"] or row["veld"] == "staat":
        return ""
    kind = parse_path(path).field.kind
    return _now(kind, kind.from_json(json.loads(row["oud"])), lists)


def _now(kind: Kind, value: Any, lists: ChoiceLists | None) -> str:
    text = _shortened(kind.to_text(value, lists)) if value not in {None, ()} else ""
    return f': "{text}"' if text else " en is nu leeg"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _named(project: str, path: str) -> str:
    """Name a place for people: `Titel van VV015-M01`."""
    if path == "staat":
        return f"De staat van {project}"
    collection, _dot, row_id = path.partition(".")
    if collection in TABLES and "." not in row_id:
        return row_id
    pad = parse_path(path)
    return f'"{pad.field.about.label}" van {pad.row or project}'


def _path(rij: str, veld: str) -> str:
    return ".".join(part for part in ("" if rij == "fiche" else rij, veld) if part)
