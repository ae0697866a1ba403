"""What holds for every merge that is carried out in a store, be it a file or a server.

Property tests draw the values; these functions carry the merges out and look.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from merge_values import HANDED, edited, inzending
from sqlalchemy import func, select
from stores import ACTOR

from vvdesk.audit import Actor, canonical_json, first_broken
from vvdesk.content import Inhoud, parse_path, path_value, read_contents
from vvdesk.content_digest import content_digest
from vvdesk.editing import Editing
from vvdesk.errors import Stale
from vvdesk.merge.admission import Receiver
from vvdesk.merge.batch import Batch
from vvdesk.merge.plan import MergePlan
from vvdesk.merging import (
    Choice,
    Outcome,
    Resolve,
    apply_plan,
    ledger_rows,
    plan_counters,
    plan_totals,
    take_back_merge,
)
from vvdesk.model import Inzending, Keuze, Wijziging
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.place import Place
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission

Edits = Mapping[str, Any]
Sent = tuple[Edits, Sequence[Edits]]
"""What one inzending changes, and the rows that were typed in it."""
COLLEAGUE = Actor("collega", "elders")


def prepared(place: Place, central_edits: Edits) -> Place:
    """Let the coordinator change `HANDED` after it was handed out."""
    with Workspace.open(place) as workspace, Editing(workspace, ACTOR).step("Wijzigen") as work:
        for key, value in central_edits.items():
            work.set(1, "VV015", key, value)
    return place


def planned(workspace: Workspace, submissions: Iterable[Submission]) -> MergePlan:
    """Plan inzendingen as they come from the reader; their name says which they are."""
    with workspace.connection() as connection:
        lists = read_referentie(connection, 1).lists
        latest = connection.scalar(select(func.max(Inzending.id))) or 0
        receiver = Receiver("c", "vv", "april 2021", {"april 2021": "open"}, lists["entiteit"])
        plan = MergePlan(1, latest, Resolve.ASK, dict)
        batch = Batch(connection, receiver, plan, dossier=False, older=True)
        for submission in submissions:
            batch.add(Path(f"{submission.digest}.xlsx"), submission)
    return plan


def named(number: int, edits: Edits, *more: Any, **options: Any) -> Submission:
    """Return an inzending of `HANDED` that is another than those with another number."""
    submission = inzending(HANDED, edits, *more, **options)
    submission.digest = str(number)
    return submission


def merged(workspace: Workspace, *submissions: Submission, actor: Actor = ACTOR) -> list[Outcome]:
    """Plan and carry out; conflicts wait in the ledger."""
    with planned(workspace, submissions) as plan:
        return apply_plan(workspace, plan, actor)


def said(workspace: Workspace) -> tuple[str, dict[str, str]]:
    """Return what the fiches say, and their states."""
    with workspace.connection() as connection:
        found = read_contents(connection, 1)
    return content_digest(found), {code: inhoud.staat for code, inhoud in found.items()}


def present(workspace: Workspace, project: str = "VV015") -> Inhoud:
    """Return a fiche as it is now."""
    with workspace.connection() as connection:
        return read_contents(connection, 1)[project]


def knows(workspace: Workspace, path: str, value: Any) -> bool:
    """Tell whether a value is in the trail or in the ledger."""
    given = parse_path(path).field.kind.to_json(value)
    in_ledger = (row for row in ledger_rows(workspace, is_open=None) if row.path == path)
    if any(row.received == given for row in in_ledger):
        return True
    with workspace.connection() as connection:
        found = select(Wijziging.n).where(Wijziging.nieuw == canonical_json(given)).limit(1)
        return connection.scalar(found) is not None


def no_value_is_lost(
    workspace: Workspace, sent: Sequence[Sent], picks: Sequence[Keuze | None], own: Edits
) -> None:
    """Merge with some choices, look for every value that was sent, and take all of it back."""
    before = said(workspace)
    submissions = [named(number, *each) for number, each in enumerate(sent)]
    with planned(workspace, submissions) as plan:
        choose(plan, picks, own)
        counted = sum(plan_counters(plan).values())
        assert counted == sum(len(each.rows) for each in submissions)
        shown = plan_totals(workspace, plan).after
        outcomes = apply_plan(workspace, plan, ACTOR)
    with planned(workspace, []) as empty:
        assert plan_totals(workspace, empty).before == shown
    every_value_is_known(workspace, sent)
    open_now = len(ledger_rows(workspace))
    assert open_now <= sum(outcome.open_conflicts for outcome in outcomes)
    number = outcomes[0].samenvoeging
    assert number is not None
    take_back_merge(workspace, number, ACTOR)
    assert said(workspace) == before
    assert ledger_rows(workspace) == []


def choose(plan: MergePlan, picks: Sequence[Keuze | None], own: Edits) -> None:
    """Settle conflicts of a plan, one pick for each until the picks are used up."""
    for place, keuze in zip(plan.choices.places, picks, strict=False):
        if keuze is not None:
            plan.choices.choose(*place, Choice(keuze, own.get(place.path)))


def every_value_is_known(workspace: Workspace, sent: Sequence[Sent]) -> None:
    """Look for every value that was sent: in the store, in the ledger or in a decision."""
    rows = present(workspace).tables["mijlpalen"]
    for edits, typed in sent:
        for path, value in edits.items():
            was = path_value(HANDED, parse_path(path))
            assert value == was or value in (None, ()) or knows(workspace, path, value)
        for values in typed:
            given = {key: value for key, value in values.items() if value is not None}
            assert any(given.items() <= row.values.items() for row in rows.values())


def rows_show_what_will_stand(workspace: Workspace, central_edits: Edits, edits: Edits) -> None:
    """Take what was received everywhere, and compare with what the plan showed."""
    with planned(workspace, [named(0, edits)]) as plan:
        plan.choices.for_all(Choice(Keuze.ONTVANGEN))
        shown = {row.path: row.shown_after for row in plan.rows if row.path in edits}
        apply_plan(workspace, plan, ACTOR)
    now = present(workspace)
    for key, after in shown.items():
        pad = parse_path(key)
        assert pad.field.kind.to_json(path_value(now, pad)) == after
    expected = edited(edited(HANDED, central_edits), edits)
    for key, value in edits.items():
        if value != path_value(HANDED, parse_path(key)):
            assert path_value(now, parse_path(key)) == path_value(expected, parse_path(key))


def the_same_again_changes_nothing(
    workspace: Workspace, edits: Edits, typed: Sequence[Edits], unreadable: Iterable[str]
) -> None:
    """Merge an inzending, and merge it once more."""
    first = named(0, edits, typed, unreadable)
    merged(workspace, first)
    before, written = said(workspace), _length(workspace)
    with planned(workspace, [named(0, edits, typed, unreadable)]) as plan:
        assert plan.workbooks[0].already is not None
        assert [each.stap for each in apply_plan(workspace, plan, ACTOR)] == [None]
    assert (said(workspace), _length(workspace)) == (before, written)
    # Under another name it is another inzending, and still says nothing new.
    other = merged(workspace, named(1, edits, (), unreadable))
    assert said(workspace)[0] == before[0]
    assert other[0].counters["new"] == 0


def order_does_not_matter(forth: Workspace, back: Workspace, sent: tuple[Sent, Sent]) -> bool:
    """Merge two inzendingen in both orders; tell whether nothing was in conflict."""
    first, second = (named(number, *each) for number, each in enumerate(sent))
    for workspace, order in ((forth, (first, second)), (back, (second, first))):
        for submission in order:
            merged(workspace, submission)
    waiting = [{row.path for row in ledger_rows(each)} for each in (forth, back)]
    assert bool(waiting[0]) == bool(waiting[1])
    if waiting[0]:
        return False
    assert said(forth) == said(back)
    return True


def what_stands_there_already_changes_nothing(
    workspace: Workspace, central_edits: Edits, *, stripped: bool
) -> None:
    """Merge an inzending that says what the central fiche says."""
    before = said(workspace)
    submission = inzending(edited(HANDED, central_edits), {}, stripped=stripped)
    submission.digest = "0"
    (outcome,) = merged(workspace, submission)
    assert said(workspace)[0] == before[0]
    assert outcome.counters["unchanged"] == len(submission.rows)
    assert ledger_rows(workspace) == []


def what_cannot_be_read_leaves_the_central_value(
    workspace: Workspace, central_edits: Edits, edits: Edits, unreadable: Iterable[str]
) -> None:
    """Merge an inzending of which some cells cannot be read."""
    merged(workspace, named(0, edits, (), unreadable))
    was, now = edited(HANDED, central_edits), present(workspace)
    for path in unreadable:
        assert path_value(now, parse_path(path)) == path_value(was, parse_path(path))


def two_who_merge_at_once_lose_nothing(
    here: Workspace,
    there: Workspace,
    sent: tuple[Sequence[Sent], Sequence[Sent]],
    picks: Sequence[Keuze | None],
    own: Edits,
) -> None:
    """Let two coordinators plan at the same time and carry out one after the other.

    The first inzending of the first is also the last of the second: both were sent it.
    """
    mine = [named(number, *each) for number, each in enumerate(sent[0])]
    theirs = [named(10 + number, *each) for number, each in enumerate(sent[1])]
    with planned(here, mine) as plan, planned(there, [*theirs, mine[0]]) as other:
        choose(plan, picks, own)
        choose(other, list(reversed(picks)), own)
        apply_plan(here, plan, ACTOR)
        between = said(there), _length(there)
        # Otherwise the inzending that both have would come in twice.
        with pytest.raises(Stale, match="maak het plan opnieuw"):
            apply_plan(there, other, COLLEAGUE)
    assert (said(there), _length(there)) == between
    with planned(there, [*theirs, mine[0]]) as again:
        assert again.workbooks[-1].already is not None
        choose(again, picks, own)
        apply_plan(there, again, COLLEAGUE)
    every_value_is_known(here, [*sent[0], *sent[1]])
    with here.connection() as connection:
        digests = list(connection.scalars(select(Inzending.inhoud_digest)))
        assert sorted(digests) == sorted(each.digest for each in (*mine, *theirs))
        assert first_broken(connection) is None


def _length(workspace: Workspace) -> int:
    with workspace.connection() as connection:
        return connection.scalar(select(func.max(Wijziging.n))) or 0
