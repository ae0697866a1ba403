"""Merging on a server, by two coordinators at once: no value is lost, nothing comes in twice."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from merge_sample import central, put, uitvraag
from stores import ACTOR, DWSE

from vvdesk.audit import Actor, first_broken
from vvdesk.content import read_contents
from vvdesk.content_digest import content_digest
from vvdesk.copying import copy_store
from vvdesk.errors import Stale
from vvdesk.merging import (
    Choice,
    apply_plan,
    ledger_rows,
    plan_merge,
    plan_totals,
    take_back_merge,
)
from vvdesk.model import Keuze
from vvdesk.store.place import ServerUrl
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal
VAK = "Uitvoering VAK"
OTHER = Actor("collega", "elders")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file and two uitvragen."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        store = central(folder)
        uitvraag(store, folder / "ov.xlsx")
        uitvraag(store, folder / "dwse.xlsx", DWSE)
    return folder


@pytest.fixture
def place(original: Path, server: ServerUrl) -> ServerUrl:
    copy_store(original / "centraal.vvd", server)
    return server


@pytest.fixture
def books(original: Path, tmp_path: Path) -> list[Path]:
    ov, dwse = (Path(shutil.copy(original / name, tmp_path)) for name in ("ov.xlsx", "dwse.xlsx"))
    return [put(ov, "Projecten", VAK, 1, 5), put(dwse, "Projecten", VAK, 1, 6)]


def digest(workspace):
    with workspace.connection() as connection:
        return content_digest(read_contents(connection, 1))


def amounts(workspace):
    with workspace.connection() as connection:
        found = read_contents(connection, 1)
    return {code: inhoud.values["financiering.vak"] for code, inhoud in found.items()}


def test_a_merge_and_taking_it_back_work_on_a_server_as_in_a_file(place, books):
    with Workspace.open(place) as workspace:
        before = digest(workspace)
        with plan_merge(workspace, books, readers=0) as plan:
            totals = plan_totals(workspace, plan)
            assert totals.after.vak - totals.before.vak == 11
            (number,) = {each.samenvoeging for each in apply_plan(workspace, plan, ACTOR)}
        assert amounts(workspace) == {"VV015": 5, "VV016": 6, "VV017": 0}
        take_back_merge(workspace, number, ACTOR)
        assert digest(workspace) == before
        with workspace.connection() as connection:
            assert first_broken(connection) is None


def test_two_merges_of_other_projects_at_once_both_come_in(place, books):
    with Workspace.open(place) as one, Workspace.open(place) as other:
        plans = [
            plan_merge(workspace, [book], readers=0)
            for workspace, book in zip((one, other), books, strict=True)
        ]
        with ThreadPoolExecutor(2) as threads:
            tasks = zip((one, other), plans, (ACTOR, OTHER), strict=True)
            done = [threads.submit(apply_plan, *task) for task in tasks]
        assert [each.result()[0].inzending_id is not None for each in done] == [True, True]
        assert amounts(one) == {"VV015": 5, "VV016": 6, "VV017": 0}


def test_the_same_inzending_merged_by_two_comes_in_once(place, books):
    with Workspace.open(place) as one, Workspace.open(place) as other:
        first, second = (plan_merge(each, books[:1], readers=0) for each in (one, other))
        apply_plan(one, first, ACTOR)
        with pytest.raises(Stale):
            apply_plan(other, second, OTHER)
        again = plan_merge(other, books[:1], readers=0)
        assert again.workbooks[0].already is not None


def test_two_values_for_one_field_leave_a_conflict_with_both(place, books, tmp_path):
    rival = put(Path(shutil.copy(books[0], tmp_path / "z.xlsx")), "Projecten", VAK, 1, 7)
    with Workspace.open(place) as one, Workspace.open(place) as other:
        first, second = (
            plan_merge(workspace, [book], readers=0)
            for workspace, book in ((one, books[0]), (other, rival))
        )
        apply_plan(one, first, ACTOR)
        with pytest.raises(Stale, match="VV015"):
            apply_plan(other, second, OTHER)
        with plan_merge(other, [rival], readers=0) as plan:
            plan.choices.for_all(Choice(Keuze.CENTRAAL, nota="De eerste geldt."))
            apply_plan(other, plan, OTHER)
        (row,) = ledger_rows(one, is_open=False)
        assert (row.central, row.received, row.nota) == (5, 7, "De eerste geldt.")
        assert amounts(one)["VV015"] == 5
