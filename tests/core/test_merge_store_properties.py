"""What holds for every merge that is carried out in a real store, whatever was chosen."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_values import EDITS, HANDED, TYPED, VALUES, edited, inzending
from stores import ACTOR, fiche, new_store

from vvdesk.audit import canonical_json
from vvdesk.content import parse_path, path_value, read_contents
from vvdesk.content_digest import content_digest
from vvdesk.editing import Editing
from vvdesk.merge.admission import Receiver
from vvdesk.merge.batch import Batch
from vvdesk.merge.plan import MergePlan
from vvdesk.merging import (
    Choice,
    Resolve,
    apply_plan,
    ledger_rows,
    plan_counters,
    plan_totals,
    take_back_merge,
)
from vvdesk.model import Keuze, Wijziging
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace

KEUZEN = st.sampled_from([None, Keuze.CENTRAAL, Keuze.ONTVANGEN, Keuze.EIGEN])
SOME = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def planned(workspace, submissions):
    """Plan inzendingen as they come from the reader."""
    with workspace.connection() as connection:
        lists = read_referentie(connection, 1).lists
        receiver = Receiver("c", "vv", "april 2021", {"april 2021": "open"}, lists["entiteit"])
        plan = MergePlan(1, 0, Resolve.ASK, dict)
        batch = Batch(connection, receiver, plan, dossier=False, older=True)
        for number, submission in enumerate(submissions):
            submission.digest = str(number)
            batch.add(Path(f"{number}.xlsx"), submission)
    return plan


def prepared(folder, central_edits):
    """Make a store with one fiche that was edited centrally, by copying an empty one."""
    ready = folder / "leeg.vvd"
    if not ready.exists():
        new_store(ready, HANDED, fiche("VV016"))
    path = Path(shutil.copy(ready, folder / "centraal.vvd"))
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Wijzigen") as work:
        for key, value in central_edits.items():
            work.set(1, "VV015", key, value)
    return path


def digest(workspace):
    with workspace.connection() as connection:
        found = read_contents(connection, 1)
    states = {code: inhoud.staat for code, inhoud in found.items()}
    return content_digest(found), states


def knows(workspace, path, value):
    """Tell whether a value is in the trail or in the ledger."""
    said = parse_path(path).field.kind.to_json(value)
    in_ledger = any(
        row.received == said for row in ledger_rows(workspace, is_open=None) if row.path == path
    )
    with workspace.session() as session:
        return in_ledger or any(
            row.nieuw == canonical_json(said) for row in session.query(Wijziging)
        )


@SOME
@given(
    EDITS,
    st.lists(st.tuples(EDITS, TYPED), min_size=1, max_size=2),
    st.lists(KEUZEN, min_size=2 * len(VALUES), max_size=2 * len(VALUES)),
    EDITS,
)
def test_no_value_is_lost_whatever_is_chosen_and_all_of_it_can_be_taken_back(
    tmp_path, central_edits, sent, picks, own
):
    with Workspace.open(prepared(tmp_path, central_edits)) as workspace:
        before = digest(workspace)
        submissions = [inzending(HANDED, edits, typed) for edits, typed in sent]
        with planned(workspace, submissions) as plan:
            for place, keuze in zip(plan.choices.places, picks, strict=False):
                if keuze is not None:
                    plan.choices.choose(*place, Choice(keuze, own.get(place.path)))
            counted = sum(plan_counters(plan).values())
            assert counted == sum(len(each.rows) for each in submissions)
            shown = plan_totals(workspace, plan).after
            outcomes = apply_plan(workspace, plan, ACTOR)
        with planned(workspace, []) as empty:
            assert plan_totals(workspace, empty).before == shown
        for edits, _typed in sent:
            for path, value in edits.items():
                was = path_value(HANDED, parse_path(path))
                assert value == was or value in (None, ()) or knows(workspace, path, value)
        open_now = len(ledger_rows(workspace))
        assert open_now <= sum(outcome.open_conflicts for outcome in outcomes)
        take_back_merge(workspace, outcomes[0].samenvoeging, ACTOR)
        assert digest(workspace) == before
        assert ledger_rows(workspace) == []


@SOME
@given(EDITS, EDITS)
def test_rows_show_what_stands_there_afterwards(tmp_path, central_edits, edits):
    path = prepared(tmp_path, central_edits)
    with Workspace.open(path) as workspace:
        with planned(workspace, [inzending(HANDED, edits)]) as plan:
            plan.choices.for_all(Choice(Keuze.ONTVANGEN))
            shown = {row.path: row.shown_after for row in plan.rows if row.path in edits}
            apply_plan(workspace, plan, ACTOR)
        with workspace.connection() as connection:
            present = read_contents(connection, 1)["VV015"]
    for key, after in shown.items():
        pad = parse_path(key)
        assert pad.field.kind.to_json(path_value(present, pad)) == after
    expected = edited(edited(HANDED, central_edits), edits)
    for key, value in edits.items():
        if value != path_value(HANDED, parse_path(key)):
            assert path_value(present, parse_path(key)) == path_value(expected, parse_path(key))
