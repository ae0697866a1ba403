"""`diff`: what changed between two meetmomenten."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import counted, place, say, say_json, shortened

if TYPE_CHECKING:
    from vvdesk.compare.changes import Change
    from vvdesk.compare.wording import Segment
    from vvdesk.plan.referentie import Referentie

_CONTEXT = 40


def diff(
    file: Store,
    start: Annotated[str, typer.Option("--from", metavar="NAAM", help="Het eerste meetmoment.")],
    end: Annotated[str, typer.Option("--to", metavar="NAAM", help="Het tweede meetmoment.")],
    project: Annotated[
        str | None, typer.Option("--project", metavar="CODE", help="Alleen dit project.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Als JSON, waarden zoals in dump.")
    ] = False,
) -> None:
    """Toon wat er veranderde tussen twee meetmomenten."""
    from vvdesk.compare.changes import compare_meetmomenten
    from vvdesk.content import read_contents
    from vvdesk.plan.referentie import read_referentie
    from vvdesk.store.workspace import Workspace

    only = None if project is None else [project.strip().upper()]
    with Workspace.open(file, read_only=True) as workspace:
        moments = workspace.meetmoment(start), workspace.meetmoment(end)
        with workspace.connection() as connection:
            old, new = (read_contents(connection, moment.id, only) for moment in moments)
            labels = tuple(read_referentie(connection, moment.id) for moment in moments)
    changes = compare_meetmomenten(old, new)
    if as_json:
        say_json([_as_json(change, *labels) for change in changes])
    elif not changes:
        say(f"Tussen {moments[0].naam} en {moments[1].naam} is er niets veranderd.")
    else:
        _show(changes, *labels)


def _show(changes: "list[Change]", old: "Referentie", new: "Referentie") -> None:
    project = None
    for change in changes:
        if change.project != project:
            project = change.project
            say(f"{project}  ({old.meetmoment} → {new.meetmoment})")
        say(f"  {_sentence(change, old, new)}")
    projects = len({change.project for change in changes})
    say(
        f"{counted(len(changes), 'verschil', 'verschillen')} in "
        f"{counted(projects, 'project', 'projecten')}."
    )


def _sentence(change: "Change", old: "Referentie", new: "Referentie") -> str:
    from vvdesk.compare.wording import rich_differences, word_differences
    from vvdesk.kinds import OPMAAK, REGELS

    if change.field is None:
        there = change.old if change.new is None else change.new
        title = shortened(str(there.values["titel"] or ""))
        return f"{place(change.path)} {change.soort}: {title}"
    kind = change.field.kind
    if kind in {OPMAAK, REGELS} and change.old and change.new:
        compare = rich_differences if kind is OPMAAK else word_differences
        told = _words(compare(change.old, change.new)) or "alleen de opmaak verschilt"
        return f"{place(change.path)}: {told}"
    shown = [
        shortened(kind.to_text(value, of.lists)) or "leeg"
        for value, of in ((change.old, old), (change.new, new))
    ]
    return f"{place(change.path)}: {shown[0]} → {shown[1]}{_measure(change)}"


def _measure(change: "Change") -> str:
    """Tell how far a day moved or what was added to an amount."""
    if change.shift is not None:
        return f"  ({change.shift})"
    if change.difference is None or change.field is None:
        return ""
    sign = "+" if change.difference > 0 else ""
    share = change.percentage
    percent = "" if share is None else f", {share:+} %".replace(".", ",")
    return f"  ({sign}{change.field.kind.to_text(change.difference)}{percent})"


def _words(segments: "list[Segment]") -> str:
    """Write deleted words as [-…-] and new ones as {+…+}; long equal parts are cut."""
    from vvdesk.compare.wording import Part

    if all(segment.part is Part.EQUAL for segment in segments):
        return ""
    marks = {Part.DELETED: "[-{}-]", Part.INSERTED: "{{+{}+}}"}
    told = "".join(
        _context(segment.text)
        if segment.part is Part.EQUAL
        else marks[segment.part].format(segment.text)
        for segment in segments
    )
    return " ".join(told.split())


def _context(text: str) -> str:
    if len(text) <= 2 * _CONTEXT:
        return text
    return f"{text[:_CONTEXT]} … {text[-_CONTEXT:]}"


def _as_json(change: "Change", old: "Referentie", new: "Referentie") -> dict[str, Any]:
    shift = change.shift
    difference, percentage = change.difference, change.percentage
    return {
        "project": change.project,
        "path": change.path,
        "kind": change.soort.value,
        "old": _value(change, change.old, old),
        "new": _value(change, change.new, new),
        "days": None if shift is None else shift.days,
        "months": None if shift is None else shift.months,
        "difference": difference if isinstance(difference, int | None) else f"{difference:f}",
        "percentage": None if percentage is None else f"{percentage:f}",
    }


def _value(change: "Change", value: Any, of: "Referentie") -> Any:
    from vvdesk.content import parse_path
    from vvdesk.dump import fiche_to_json, value_to_json

    if value is None:
        return None
    if change.field is not None:
        return value_to_json(change.field, value, of.lists)
    if not change.path:
        return fiche_to_json(value, of)
    fields = {name: parse_path(f"{change.path}.{name}").field for name in value.values}
    return {name: value_to_json(fields[name], value.values[name], of.lists) for name in fields}
