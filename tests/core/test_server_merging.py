"""Merging on a server: as in a file, and by two coordinators at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from merge_sample import central, change, contents, merge, planned, put, samples, uitvraag
from server_sample import fill
from stores import ACTOR, DWSE

from vvdesk.audit import first_broken
from vvdesk.content_digest import content_digest
from vvdesk.errors import Stale
from vvdesk.merging import apply_plan, open_conflicts, plan_merge
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal


@pytest.fixture
def place(server):
    """A database with three fiches."""
    return fill(server, *samples())


def digest(store):
    return content_digest(contents(store))


def test_a_merge_with_a_conflict_ends_as_in_a_file(place, tmp_path):
    path = central(tmp_path)
    plans = []
    for store in (path, place):
        workbook = uitvraag(store, tmp_path / f"{store.stem}.xlsx")
        put(workbook, "Projecten", "Titel", 1, "Van het departement")
        put(workbook, "Projecten", "Titel", 2, "Ook van het departement")
        change(store, "VV015", titel="Van de coördinator")
        (plan,) = planned(store, workbook)
        plans.append((plan["status"], plan["counters"]))
        merge(store, workbook)
        with Workspace.open(store) as workspace:
            assert len(open_conflicts(workspace)) == 1
    assert plans[0] == plans[1]
    assert digest(path) == digest(place)


def test_two_coordinators_who_merge_at_once_lose_no_value(place, tmp_path):
    ov = put(uitvraag(place, tmp_path / "ov.xlsx"), "Projecten", "Titel", 1, "Van OV")
    dwse = put(uitvraag(place, tmp_path / "d.xlsx", DWSE), "Projecten", "Titel", 1, "Van DWSE")
    both_planned = Barrier(2)

    def carry_out(workbook):
        """Plan and carry out, and again when the other was first in the same fiches."""
        with Workspace.open(place) as workspace:
            for turn in range(1, 3):
                with closing(plan_merge(workspace, [workbook], readers=0)) as plan:
                    if turn == 1:
                        both_planned.wait(timeout=60)
                    try:
                        apply_plan(workspace, plan, ACTOR)
                    except Stale:
                        continue
                return
        raise AssertionError

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(carry_out, [ov, dwse]))
    found = contents(place)
    assert found["VV015"].values["titel"] == "Van OV"
    assert found["VV016"].values["titel"] == "Van DWSE"
    with Workspace.open(place) as workspace, workspace.connection() as connection:
        assert first_broken(connection) is None
