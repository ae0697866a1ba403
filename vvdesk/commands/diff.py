"""`diff`: what changed between two meetmomenten."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import place, progress_shown, say, say_json, shortened, whisper
from vvdesk.number_words import counted

if TYPE_CHECKING:
    from vvdesk.compare.changes import Change
    from vvdesk.compare.wording import Segment
    from vvdesk.moments_compared.sides import Side
    from vvdesk.plan.referentie import Referentie

_CONTEXT = 40


def diff(
    file: Store,
    start: Annotated[str, typer.Option("--from", metavar="NAAM", help="Het eerste meetmoment.")],
    end: Annotated[str, typer.Option("--to", metavar="NAAM", help="Het tweede meetmoment.")],
    project: Annotated[
        str | None, typer.Option("--project", metavar="CODE", help="Alleen dit project.")
    ] = None,
    other: Annotated[
        Path | None,
        typer.Option(
            "--with", metavar="BESTAND", help="Het tweede meetmoment komt uit dit bestand."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="BESTAND", help="Bewaar de verschillen als .xlsx of .csv."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Als JSON, waarden zoals in dump.")
    ] = False,
) -> None:
    """Toon wat er veranderde tussen twee meetmomenten, ook van twee momentopnamen.

    Met --out komen ook de bedragen en de overgangen van de statussen in het bestand.

    Voorbeeld: vvdesk-cli diff a.vvs --from "april 2021" --to "september 2021"
    """
    from vvdesk.moments_compared.sides import Side, check_plans
    from vvdesk.store.workspace import Workspace

    with ExitStack() as opened:
        workspace = opened.enter_context(Workspace.open(file, read_only=True))
        second = workspace
        if other is not None:
            second = opened.enter_context(Workspace.open(other, read_only=True))
            check_plans(workspace, second)
        sides = Side(workspace, workspace.meetmoment(start)), Side(second, second.meetmoment(end))
        if out is not None:
            _write(sides, out, project)
            return
        changes, labels = _changes(sides, project)
    if as_json:
        say_json([_as_json(change, *labels) for change in changes])
    elif not changes:
        names = (each.meetmoment for each in labels)
        say(f"Tussen {' en '.join(names)} is er niets veranderd.")
    else:
        _show(changes, *labels)


def _write(sides: "tuple[Side, Side]", out: Path, project: str | None) -> None:
    """Write the whole comparison, and tell what a reader must know of it."""
    from vvdesk.errors import Misused
    from vvdesk.moments_compared.comparing import compare_moments
    from vvdesk.moments_compared.files import write_differences
    from vvdesk.moments_compared.sentences import basislijn_warning, flow_sentence, in_short

    if project is not None:
        raise Misused(
            "--project en --out gaan niet samen: het bestand bevat altijd alle projecten. Filter "
            "de tabel op het project, of laat --out weg."
        )
    with progress_shown() as progress:
        compared = compare_moments(*sides, progress)
        write_differences(compared, out, progress)
    say(in_short(compared))
    say(flow_sentence(compared))
    for remark in (basislijn_warning(compared), *compared.opmerkingen):
        if remark:
            whisper(remark)
    say(f"De verschillen staan in {out}.")


def _changes(
    sides: "tuple[Side, Side]", project: str | None
) -> "tuple[list[Change], tuple[Referentie, Referentie]]":
    from vvdesk.compare.changes import compare_meetmomenten
    from vvdesk.content import read_contents
    from vvdesk.plan.referentie import read_referentie

    only = None if project is None else [project.strip().upper()]
    contents, labels = [], []
    for side in sides:
        with side.workspace.connection() as connection:
            contents.append(read_contents(connection, side.meetmoment.id, only))
            labels.append(read_referentie(connection, side.meetmoment.id))
    return compare_meetmomenten(*contents), (labels[0], labels[1])


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
