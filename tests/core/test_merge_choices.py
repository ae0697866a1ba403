"""Choosing at conflicts before anything is written, and what that does to rows and totals."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from merge_sample import central, change, contents, digest, fill_in, put, uitvraag
from sqlalchemy import select
from stores import ACTOR, OV

from vvdesk.content import read_contents
from vvdesk.errors import Misused
from vvdesk.handing_out import hand_out
from vvdesk.jobs import Cancelled
from vvdesk.merging import (
    ChangeKind,
    Choice,
    Count,
    Resolve,
    apply_plan,
    ledger_rows,
    open_conflicts,
    plan_counters,
    plan_merge,
    plan_totals,
    settle_many,
)
from vvdesk.model import Conflict, Keuze
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

VAK = "Uitvoering VAK"
TIMING = "Geplande timing"
PATH = "mijlpalen.VV015-M01.timing"
SENT, CENTRAL, OWN = date(2024, 6, 30), date(2025, 1, 1), date(2026, 1, 1)
RECEIVED = Choice(Keuze.ONTVANGEN, nota="Zo afgesproken.")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file with a change that the uitvraag does not know, and its uitvraag."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        store = central(folder)
        uitvraag(store, folder / "ov.xlsx")
        change(store, "VV015", mijlpalen__VV015_M01__timing=CENTRAL, financiering__vak=10)
    return folder


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original / "centraal.vvd", tmp_path))


@pytest.fixture
def book(original: Path, tmp_path: Path) -> Path:
    """An inzending with two conflicts (timing and VAK of VV015) and a change of VV017."""
    path = Path(shutil.copy(original / "ov.xlsx", tmp_path))
    put(path, "Mijlpalen", TIMING, 1, SENT)
    put(path, "Projecten", VAK, 1, 7)
    return put(path, "Projecten", VAK, 2, 20)


@pytest.fixture
def workspace(store):
    with Workspace.open(store) as opened:
        yield opened


def ledger(workspace):
    with workspace.session() as session:
        return list(session.scalars(select(Conflict).order_by(Conflict.id)))


def test_each_conflict_gets_what_was_chosen_for_it_and_the_loser_stays(workspace, store, book):
    with plan_merge(workspace, [book], readers=0) as plan:
        assert len(plan.choices) == plan.choices.open == 2
        plan.choices.choose(0, "VV015", PATH, Choice(Keuze.EIGEN, OWN, "  Nieuwe\nplanning. "))
        plan.choices.choose(0, "VV015", "financiering.vak", RECEIVED)
        assert plan.choices.open == 0
        (outcome,) = apply_plan(workspace, plan, ACTOR)
    assert outcome.open_conflicts == 0
    fiche = contents(store)["VV015"]
    assert fiche.tables["mijlpalen"]["VV015-M01"].values["timing"] == OWN
    assert fiche.values["financiering.vak"] == 7
    money, timing = ledger(workspace)
    assert (timing.keuze, timing.ontvangen, timing.gekozen) == (
        "eigen", '"2024-06-30"', '"2026-01-01"'
    )  # fmt: skip
    assert (timing.nota, timing.beslist_door) == ("Nieuwe planning.", ACTOR.wie)
    assert (money.keuze, money.centraal, money.gekozen) == ("ontvangen", "10", "7")
    assert open_conflicts(workspace) == []


def test_what_nobody_chose_stays_open(workspace, store, book):
    with plan_merge(workspace, [book], readers=0) as plan:
        plan.choices.choose(0, "VV015", PATH, Choice(Keuze.CENTRAAL))
        plan.choices.choose(0, "VV015", "financiering.vak", RECEIVED)
        plan.choices.unchoose(0, "VV015", "financiering.vak")
        (outcome,) = apply_plan(workspace, plan, ACTOR)
    assert outcome.open_conflicts == 1
    assert [conflict.pad for conflict in open_conflicts(workspace)] == ["financiering.vak"]
    assert contents(store)["VV015"].values["financiering.vak"] == 10


def test_choices_go_for_a_whole_project_or_a_whole_entiteit(workspace, book):
    with plan_merge(workspace, [book], readers=0) as plan:
        choices = plan.choices
        assert choices.for_project("VV017", RECEIVED) == 0
        assert choices.for_project("VV015", RECEIVED) == 2
        assert choices.forget_entiteit(OV) == 2
        assert choices.for_entiteit(OV, Choice(Keuze.CENTRAAL)) == choices.chosen == 2
        assert choices.of(0, "VV015", PATH) == Choice(Keuze.CENTRAAL)
        with pytest.raises(Misused, match="eigen waarde"):
            choices.for_all(Choice(Keuze.EIGEN, 1))
        with pytest.raises(Misused, match="geen conflict"):
            choices.choose(0, "VV017", "financiering.vak", RECEIVED)
        with pytest.raises(Misused, match="Kies"):
            choices.choose(0, "VV015", PATH, Choice(Keuze.OPEN))


def test_choices_are_kept_when_a_file_is_added(workspace, book, original, tmp_path):
    other = Path(shutil.copy(original / "ov.xlsx", tmp_path / "b.xlsx"))
    with plan_merge(workspace, [book], readers=0) as first:
        first.choices.for_all(RECEIVED)
        with plan_merge(workspace, [other, book], readers=0) as second:
            second.take_choices(first)
            assert second.choices.open == 0
            assert {place.workbook for place in second.choices.places} == {1}


def test_a_choice_bears_on_later_files_of_the_same_batch(workspace, store, book, tmp_path):
    later = Path(shutil.copy(book, tmp_path / "z.xlsx"))
    put(later, "Mijlpalen", TIMING, 1, date(2024, 9, 30))
    with plan_merge(workspace, [book, later], readers=0) as plan:
        plan.choices.choose(0, "VV015", PATH, RECEIVED)
        row = next(row for row in plan.rows.where(workbooks=[1]) if row.path == PATH)
        assert (row.kind, row.central) == (ChangeKind.CONFLICT, "2024-06-30")
        apply_plan(workspace, plan, ACTOR)
    waiting = [each for each in open_conflicts(workspace) if each.pad == PATH]
    assert [(each.centraal, each.ontvangen) for each in waiting] == [
        ('"2024-06-30"', '"2024-09-30"')
    ]
    fiche = contents(store)["VV015"]
    assert fiche.tables["mijlpalen"]["VV015-M01"].values["timing"] == SENT


def test_a_change_planned_on_a_value_that_a_choice_replaced_is_a_conflict(
    workspace, store, book, tmp_path
):
    fresh = uitvraag_of(workspace, tmp_path / "later.xlsx")
    put(fresh, "Mijlpalen", TIMING, 1, date(2027, 1, 1))
    with plan_merge(workspace, [book, fresh], readers=0, older=True) as plan:
        rows = plan.rows.where(workbooks=[1], kinds=[ChangeKind.GEWIJZIGD])
        assert [row.kind for row in rows] == [ChangeKind.GEWIJZIGD]
        plan.choices.choose(0, "VV015", PATH, RECEIVED)
        assert [row.kind for row in rows] == [ChangeKind.CONFLICT]
        found = plan.rows.where(kinds=[ChangeKind.CONFLICT])
        assert [(row.workbook, row.path) for row in found] == [
            (place.workbook, place.path) for place in plan.choices.places
        ]
        assert plan.rows.counts()[ChangeKind.CONFLICT] == len(plan.choices)
        at = plan.rows.positions([ChangeKind.CONFLICT])
        assert [plan.rows[each] for each in at] == list(found)
        assert len(plan.rows.where(workbooks=[1], kinds=[ChangeKind.GEWIJZIGD])) == 0
        plan.choices.choose(1, "VV015", PATH, Choice(Keuze.CENTRAAL))
        apply_plan(workspace, plan, ACTOR)
    fiche = contents(store)["VV015"]
    assert fiche.tables["mijlpalen"]["VV015-M01"].values["timing"] == SENT
    assert '"2027-01-01"' in {each.ontvangen for each in ledger(workspace)}


def uitvraag_of(workspace, target):
    """Hand out again, with what stands there now."""
    hand_out(workspace, None, OV, target, ACTOR)
    return target


def test_rows_tell_everything_that_would_change(workspace, book):
    put(book, "Projecten", VAK, 2, "veel")
    with plan_merge(workspace, [book], readers=0) as plan:
        rows = plan.rows
        counts = rows.counts()
        assert counts[ChangeKind.CONFLICT] == 2
        assert counts[ChangeKind.GEWEIGERD] == 1
        assert counts[ChangeKind.STAAT] == 2
        assert sum(counts.values()) == len(rows) == len(list(rows))
        (refused,) = rows.where(kinds=[ChangeKind.GEWEIGERD])
        assert (refused.project, refused.path) == ("VV017", "financiering.vak")
        assert "veel" in refused.message
        timing = next(row for row in rows if row.path == PATH)
        assert timing.label == "VV015-M01 › Geplande timing"
        assert (timing.central, timing.received) == ("2025-01-01", "2024-06-30")
        assert (timing.entiteit, timing.sheet) == (OV, "Mijlpalen")
        assert len(rows.where(projects=["VV017"], kinds=[ChangeKind.STAAT])) == 1
        assert rows.where(entiteiten=["niemand"]).counts()[ChangeKind.CONFLICT] == 0
        assert (rows.projects(), rows.entiteiten()) == (["VV015", "VV017"], [OV])
        assert [row.path for row in rows.find("geplande TIMING")] == [PATH]
        assert rows[:1] == [rows[0]]


def test_counters_of_a_plan_add_up_to_the_rows_read(workspace, book, tmp_path):
    bad = tmp_path / "kapot.xlsx"
    bad.write_bytes(b"geen werkboek")
    again = Path(shutil.copy(book, tmp_path / "nog.xlsx"))
    with plan_merge(workspace, [book, bad, again], readers=0) as plan:
        counters = plan_counters(plan)
        assert sum(counters.values()) == 2 * 10
        assert counters[Count.CONFLICT] == 2


def test_totals_change_with_each_choice(workspace, book):
    with plan_merge(workspace, [book], readers=0) as plan:
        before = plan_totals(workspace, plan)
        assert (before.before.vak, before.after.vak - before.before.vak) == (
            sum_of(workspace), 20 - present(workspace, "VV017")
        )  # fmt: skip
        plan.choices.choose(0, "VV015", "financiering.vak", RECEIVED)
        after = plan_totals(workspace, plan).after
        assert after.vak == before.after.vak - 10 + 7
        apply_plan(workspace, plan, ACTOR)
    with plan_merge(workspace, [], readers=0) as empty:
        assert plan_totals(workspace, empty).before == after


def sum_of(workspace):
    return sum(present(workspace, code) for code in ("VV015", "VV016", "VV017"))


def present(workspace, code):
    with workspace.connection() as connection:
        return read_contents(connection, 1)[code].values["financiering.vak"] or 0


def test_a_workbook_without_base_is_confirmed_project_by_project(workspace, store, book):
    fill_in(book, lambda opened: opened.__delitem__("_basis"))
    with plan_merge(workspace, [book], readers=0) as plan:
        assert plan.workbooks[0].without_base
        conflicts = plan.rows.where(kinds=[ChangeKind.CONFLICT])
        assert not any(row.base_known for row in conflicts)
        assert "_basis" in conflicts[0].message
        plan.choices.for_project("VV017", RECEIVED)
        apply_plan(workspace, plan, ACTOR)
    found = contents(store)
    assert found["VV017"].values["financiering.vak"] == 20
    assert found["VV015"].values["financiering.vak"] == 10


def test_choices_made_for_all_beforehand_can_be_changed_for_one(workspace, store, book):
    with plan_merge(workspace, [book], readers=0, resolve=Resolve.INCOMING) as plan:
        assert plan.choices.open == 0
        plan.choices.choose(0, "VV015", "financiering.vak", Choice(Keuze.CENTRAAL))
        apply_plan(workspace, plan, ACTOR)
    fiche = contents(store)["VV015"]
    assert fiche.values["financiering.vak"] == 10
    assert fiche.tables["mijlpalen"]["VV015-M01"].values["timing"] == SENT


def test_several_conflicts_are_decided_in_one_step_that_can_be_taken_back(workspace, store, book):
    with plan_merge(workspace, [book], readers=0) as plan:
        apply_plan(workspace, plan, ACTOR)
    rows = ledger_rows(workspace)
    assert [(row.entiteit, row.bestand, row.present) for row in rows] == [
        (OV, "ov.xlsx", 10), (OV, "ov.xlsx", "2025-01-01")
    ]  # fmt: skip
    before = digest(store)
    step = settle_many(workspace, [row.id for row in rows], Keuze.ONTVANGEN, "Klopt.", ACTOR)
    assert ledger_rows(workspace) == []
    decided = ledger_rows(workspace, is_open=False)
    assert [(row.keuze, row.nota) for row in decided] == [(Keuze.ONTVANGEN, "Klopt.")] * 2
    undo(workspace, ACTOR, step)
    assert len(ledger_rows(workspace)) == 2
    assert digest(store) == before


def test_deciding_is_all_or_nothing(workspace, book):
    with plan_merge(workspace, [book], readers=0) as plan:
        apply_plan(workspace, plan, ACTOR)
    numbers = [row.id for row in ledger_rows(workspace)]
    with pytest.raises(Misused, match="99"):
        settle_many(workspace, [*numbers, 99], Keuze.CENTRAAL, "x", ACTOR)

    def stop(done, _total, _label):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        settle_many(workspace, numbers, Keuze.CENTRAAL, "x", ACTOR, progress=stop)
    assert len(ledger_rows(workspace)) == 2
