"""A department that corrects itself: a later export of a dossier against its earlier ones."""

import shutil
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_sample import central, change, contents, digest, fill_in, merge, planned, put, uitvraag
from merge_sample import inzending_of as exported
from merge_values import EDITS, HANDED, edited, inzending
from sqlalchemy import select
from stores import ACTOR, OV, fiche, new_store

from vvdesk.audit import Actor, first_broken
from vvdesk.content import Rij, parse_path, path_value
from vvdesk.editing import Editing
from vvdesk.errors import Stale
from vvdesk.exchange.submission.outside import read_outside
from vvdesk.handing_out import export, hand_out
from vvdesk.merge.admission import Receiver
from vvdesk.merge.batch import Batch
from vvdesk.merge.order import planning_order
from vvdesk.merge.plan import MergePlan
from vvdesk.merging import (
    ChangeKind,
    Choice,
    Resolve,
    apply_plan,
    open_conflicts,
    plan_merge,
    plan_totals,
    settle,
    take_back_merge,
)
from vvdesk.model import Conflict, Keuze, Staat, Wijziging
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Outside

VAK = "financiering.vak"
OTHER = Actor("collega", "laptop")
TIMING = "mijlpalen.VV015-M01.timing"


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A central file and the dossier of OV, made once."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        uitvraag(central(folder), folder / "ov.vvd")
    return folder


@pytest.fixture
def store(original, tmp_path):
    return Path(shutil.copy(original / "centraal.vvd", tmp_path))


@pytest.fixture
def dossier(original, tmp_path):
    return Path(shutil.copy(original / "ov.vvd", tmp_path))


@pytest.fixture
def send(dossier, tmp_path):
    """Change the dossier and export it; each time another file."""

    def one(name, **values):
        change(dossier, "VV015", **values)
        return exported(dossier, tmp_path / f"{name}.xlsx")

    return one


def vak(store):
    return contents(store)["VV015"].values[VAK]


def trail_of(store, field):
    with Workspace.open(store, read_only=True) as workspace, workspace.session() as session:
        query = select(Wijziging).where(Wijziging.veld == field).order_by(Wijziging.n)
        return list(session.scalars(query))


def conflicts_of(found):
    return [each["field"] for each in found["conflicts"]]


def test_a_later_export_replaces_what_the_earlier_one_said(store, send):
    merge(store, send("een", financiering__vak=1))
    second = send("twee", financiering__vak=2)
    with Workspace.open(store) as workspace, plan_merge(workspace, [second], readers=0) as plan:
        assert plan.conflicts == 0
        (row,) = plan.rows.where(kinds=[ChangeKind.GEWIJZIGD])
        assert (row.base, row.central, row.received) == (0, 1, 2)
        assert row.message == 'Vervangt de eerdere inzending "een.xlsx" van hetzelfde dossier.'
        (outcome,) = apply_plan(workspace, plan, ACTOR)
        assert outcome.open_conflicts == 0
        with workspace.connection() as connection:
            assert first_broken(connection) is None
    assert vak(store) == 2
    first, later = trail_of(store, "vak")
    assert (first.nieuw, later.oud, later.nieuw) == ("1", "1", "2")
    assert "een.xlsx" in (later.reden or "")


def test_a_change_taken_back_by_the_department_is_taken_back_centrally(store, send):
    before = digest(store)
    merge(store, send("een", financiering__vak=1, mijlpalen__VV015_M01__timing=date(2025, 1, 1)))
    back = contents(store)["VV015"]
    assert back.values[VAK] == 1
    handed = date(2023, 12, 31)
    (found,) = planned(
        store, again := send("twee", financiering__vak=0, mijlpalen__VV015_M01__timing=handed)
    )
    assert {each["field"] for each in found["changes"]} == {VAK, TIMING}
    assert found["conflicts"] == []
    merge(store, again)
    assert digest(store) == before


def test_what_was_changed_centrally_since_is_a_conflict(store, send):
    merge(store, send("een", financiering__vak=1, financiering__vek=1))
    change(store, "VV015", financiering__vak=7)
    (found,) = planned(store, send("twee", financiering__vak=2, financiering__vek=2))
    assert conflicts_of(found) == [VAK]
    assert [each["field"] for each in found["changes"]] == ["financiering.vek"]


def test_changed_centrally_and_back_again_is_a_conflict_too(store, send):
    merge(store, send("een", financiering__vak=1))
    change(store, "VV015", financiering__vak=7)
    change(store, "VV015", financiering__vak=1)
    (found,) = planned(store, send("twee", financiering__vak=2))
    assert conflicts_of(found) == [VAK]


def test_a_central_change_stays_where_the_department_says_what_was_handed_out(store, send):
    merge(store, send("een", financiering__vak=1))
    change(store, "VV015", financiering__vak=7)
    (found,) = planned(store, send("twee", financiering__vak=0, titel="Anders"))
    assert [each["field"] for each in found["changes"]] == ["titel"]


def test_a_row_that_the_earlier_export_added_is_bettered_and_emptied(store, dossier, send):
    with Workspace.open(dossier) as workspace, Editing(workspace, ACTOR).step("Rij") as work:
        values = {"titel": "Eigen", "eenheid": "scholen", "timing": date(2024, 1, 1)}
        row_id = work.add_row(1, "VV015", "mijlpalen", Rij("", values))
    merge(store, send("een", titel="Eerst"))
    row = f"mijlpalen.{row_id}"
    with Workspace.open(dossier) as workspace, Editing(workspace, ACTOR).step("Beter") as work:
        work.set(1, "VV015", f"{row}.titel", "Beter")
        work.set(1, "VV015", f"{row}.eenheid", None)
    second = send("twee", titel="Daarna")
    (found,) = planned(store, second)
    assert found["conflicts"] == []
    merge(store, second)
    said = contents(store)["VV015"].tables["mijlpalen"][row_id].values
    assert (said["titel"], said["eenheid"], said["timing"]) == ("Beter", None, date(2024, 1, 1))


def test_a_third_export_replaces_the_second(store, send):
    for number in (1, 2, 3):
        (outcome,) = merge(store, send(f"nummer-{number}", financiering__vak=number))
        assert outcome.open_conflicts == 0
    assert vak(store) == 3
    assert "nummer-2.xlsx" in (trail_of(store, "vak")[-1].reden or "")


def test_after_it_was_sent_back_a_department_answers_without_conflict(store, send):
    merge(store, send("een", financiering__vak=1))
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Terug") as work:
        work.set_staat(1, "VV015", Staat.TERUGGESTUURD, "Kijk VAK na.")
    (outcome,) = merge(store, send("twee", financiering__vak=2))
    assert outcome.open_conflicts == 0
    assert contents(store)["VV015"].staat == Staat.INGEDIEND


def test_an_approved_fiche_does_not_change_back(store, send):
    merge(store, send("een", financiering__vak=1))
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Goed") as work:
        work.set_staat(1, "VV015", Staat.GOEDGEKEURD)
    (found,) = planned(store, send("twee", financiering__vak=0))
    assert found["counters"]["refused"] == 1
    assert vak(store) == 1


def test_copies_filled_in_without_vvdesk_keep_conflicting(store, tmp_path):
    book = uitvraag(store, tmp_path / "een.xlsx")
    other = Path(shutil.copy(book, tmp_path / "twee.xlsx"))
    merge(store, put(book, "Projecten", "Uitvoering VAK", 1, 1))
    (found,) = planned(store, put(other, "Projecten", "Uitvoering VAK", 1, 2))
    assert conflicts_of(found) == [VAK]


def test_a_dossier_that_was_handed_out_again_knows_nothing_of_the_first(store, send, tmp_path):
    merge(store, send("een", financiering__vak=1))
    with Workspace.open(store) as workspace:
        with Editing(workspace, ACTOR).step("Terug") as work:
            work.set_staat(1, "VV015", Staat.TERUGGESTUURD, "Kijk na.")
        hand_out(workspace, None, OV, tmp_path / "nieuw.vvd", ACTOR)
    change(store, "VV015", financiering__vak=7)
    change(tmp_path / "nieuw.vvd", "VV015", financiering__vak=2)
    (found,) = planned(store, exported(tmp_path / "nieuw.vvd", tmp_path / "nieuw.xlsx"))
    assert conflicts_of(found) == [VAK]


def test_a_column_that_is_gone_takes_nothing_back(store, send):
    merge(store, send("een", contactpersoon="An"))
    (kept,) = planned(store, second := send("twee", contactpersoon=None, titel="Anders"))
    assert {each["field"] for each in kept["changes"]} == {"titel", "contactpersoon"}

    def drop(book):
        sheet = book["Projecten"]
        for cell in sheet[3]:
            if cell.value == "Contactpersoon":
                cell.value = None

    (found,) = planned(store, fill_in(second, drop))
    assert [each["field"] for each in found["changes"]] == ["titel"]


def test_a_workbook_without_base_still_asks(store, send):
    merge(store, send("een", financiering__vak=1))
    second = fill_in(send("twee", financiering__vak=2), lambda book: book.__delitem__("_basis"))
    (found,) = planned(store, second)
    assert VAK in conflicts_of(found)


def test_what_a_person_decided_stays_decided(store, send):
    change(store, "VV015", financiering__vak=7)
    merge(store, send("een", financiering__vak=1))
    with Workspace.open(store) as workspace:
        (waiting,) = open_conflicts(workspace)
        settle(workspace, waiting.id, Keuze.EIGEN, "Zo afgesproken.", ACTOR, eigen=9)
    (found,) = planned(store, send("twee", financiering__vak=2))
    assert conflicts_of(found) == [VAK]
    assert vak(store) == 9


def test_a_value_that_was_chosen_when_merging_is_the_departments_own(store, send):
    change(store, "VV015", financiering__vak=7)
    first = send("een", financiering__vak=1)
    with Workspace.open(store) as workspace, plan_merge(workspace, [first], readers=0) as plan:
        plan.choices.for_all(Choice(Keuze.ONTVANGEN))
        apply_plan(workspace, plan, ACTOR)
    (found,) = planned(store, send("twee", financiering__vak=2))
    assert found["conflicts"] == []


def test_who_changed_it_meanwhile_is_seen_before_anything_is_written(store, send):
    merge(store, send("een", financiering__vak=1))
    second = send("twee", financiering__vak=0)
    with Workspace.open(store) as workspace, plan_merge(workspace, [second], readers=0) as plan:
        with Editing(workspace, ACTOR).step("Intussen") as work:
            work.set(1, "VV015", VAK, 7)
        with pytest.raises(Stale):
            apply_plan(workspace, plan, ACTOR)
    assert vak(store) == 7


def test_taking_the_correction_back_brings_the_first_value_again(store, send):
    merge(store, send("een", financiering__vak=1))
    (outcome,) = merge(store, send("twee", financiering__vak=2))
    with Workspace.open(store) as workspace:
        take_back_merge(workspace, outcome.samenvoeging, ACTOR)
    assert vak(store) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_an_older_export_asks_whatever_the_order_of_the_files(store, send, order):
    books = [send(f"nummer-{number}", financiering__vak=number) for number in (1, 2, 3)]
    given = [books[number] for number in order]
    with Workspace.open(store) as workspace, plan_merge(workspace, given, readers=0) as plan:
        assert [each.path for each in plan.workbooks] == given
        assert {each.path for each in plan.workbooks if each.status == "accepted"} == {books[2]}
        asking = [each for each in plan.workbooks if each.needs_confirmation]
        assert len(asking) == 2
        assert "nummer-3.xlsx" in (asking[0].message or "")
        assert [each.path for each in apply_plan(workspace, plan, ACTOR)] == given
    assert vak(store) == 3


@pytest.mark.parametrize("is_turned", [False, True])
def test_confirmed_older_exports_come_in_before_the_newest(store, send, is_turned):
    first, second = send("een", financiering__vak=1), send("twee", financiering__vak=2)
    books = [second, first] if is_turned else [first, second]
    with (
        Workspace.open(store) as workspace,
        plan_merge(workspace, books, readers=0, older=[first]) as plan,
    ):
        assert plan.conflicts == 0
        assert [plan.workbooks[number].path for number in plan.order] == [first, second]
        assert [row.workbook for row in plan.rows] == sorted(row.workbook for row in plan.rows)
        foreseen = plan.to_json(next(each for each in plan.workbooks if each.path == second))
        shown = plan_totals(workspace, plan).after
        outcomes = apply_plan(workspace, plan, ACTOR)
        assert [each.path for each in outcomes] == books
        assert sum(each.open_conflicts for each in outcomes) == 0
        with plan_merge(workspace, [], readers=0) as empty:
            assert plan_totals(workspace, empty).before == shown
    assert foreseen["digest"] == digest(store)
    assert vak(store) == 2


def test_only_files_of_one_dossier_change_places():
    def of(file, number, entiteit="OV"):
        return Outside(file, entiteit, number)

    files = [of("a", 1), None, of("b", 9), of("a", 3), of("a", 2), of("b", 9)]
    assert planning_order(files, [False] * 6) == [3, 1, 2, 4, 0, 5]
    assert planning_order(files, [True] * 6) == [0, 1, 2, 4, 3, 5]
    assert planning_order(files, [False] * 4 + [True, False]) == [4, 1, 2, 3, 0, 5]
    senders = [of("centraal", 2, "DWSE"), of("centraal", 1)]
    assert planning_order(senders, [False, False]) == [0, 1]


def test_the_order_of_a_workbook_is_known_without_its_properties(send):
    book = send("een", financiering__vak=1)
    found = read_outside(book)
    assert (found.entiteit, found.sequence > 0, bool(found.file_id)) == (OV, True, True)
    assert read_outside(fill_in(book, lambda each: each.custom_doc_props.props.clear())) == found


NUMBERED = st.lists(EDITS, min_size=2, max_size=4)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(NUMBERED, EDITS, st.booleans())
def test_the_last_export_has_the_last_word_where_nobody_else_spoke(
    tmp_path, exports, central_edits, at_once
):
    ready = tmp_path / "leeg.vvd"
    if not ready.exists():
        new_store(ready, HANDED, fiche("VV016"))
    path = Path(shutil.copy(ready, tmp_path / "centraal.vvd"))
    with Workspace.open(path) as workspace:
        with Editing(workspace, ACTOR).step("Wijzigen") as work:
            touched = {key for key, value in central_edits.items()
                       if work.set(1, "VV015", key, value)}  # fmt: skip
        batches = [exports] if at_once else [[each] for each in exports]
        number = 0
        for batch in batches:
            numbered = list(enumerate(batch, start=number))
            number += len(batch)
            with plan_of(workspace, numbered) as plan:
                assert {place.path for place in plan.choices.places} <= touched
                apply_plan(workspace, plan, ACTOR)
    present, last = contents(path)["VV015"], edited(HANDED, exports[-1])
    for key in {key for edits in exports for key in edits} - touched:
        pad = parse_path(key)
        assert path_value(present, pad) == path_value(last, pad)
    for key in touched:
        pad = parse_path(key)
        assert path_value(present, pad) == central_edits[key]


def plan_of(workspace, numbered):
    """Plan exports of one dossier with their numbers, as they come from the reader."""
    with workspace.connection() as connection:
        lists = read_referentie(connection, 1).lists
        receiver = Receiver("c", "vv", "april 2021", {"april 2021": "open"}, lists["entiteit"])
        plan = MergePlan(1, 0, Resolve.ASK, dict)
        batch = Batch(connection, receiver, plan, dossier=False, older=True)
        for number, edits in numbered:
            submission = inzending(HANDED, edits)
            submission.digest = submission.export_id = f"e{number}"
            submission.sequence = number + 1
            batch.add(Path(f"{number}.xlsx"), submission)
    return plan


def test_a_ledger_without_conflicts_stays_empty(store, send):
    merge(store, send("een", financiering__vak=1))
    merge(store, send("twee", financiering__vak=2))
    with Workspace.open(store) as workspace, workspace.session() as session:
        assert session.scalars(select(Conflict)).all() == []


def test_what_was_sent_back_may_come_again_unchanged(store, dossier, tmp_path):
    first = exported(dossier, tmp_path / "eerst.xlsx")
    merge(store, first)
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Terug") as work:
        work.set_staat(1, "VV015", Staat.TERUGGESTUURD, "Kijk de VAK na")
    (again,) = merge(store, Path(shutil.copy(first, tmp_path / "zelfde.xlsx")))
    assert "al ingelezen" in again.message
    change(dossier, "VV015", titel="Even anders")
    change(dossier, "VV015", titel="Project VV015")
    (later,) = merge(store, exported(dossier, tmp_path / "later.xlsx"))
    assert later.message is None
    assert contents(store)["VV015"].staat == "ingediend"


def test_a_colleague_with_a_copy_of_the_dossier_conflicts_as_before(store, dossier, tmp_path):
    theirs = Path(shutil.copy(dossier, tmp_path / "kopie.vvd"))
    change(dossier, "VV015", financiering__vak=1)
    merge(store, exported(dossier, tmp_path / "een.xlsx"))
    with Workspace.open(theirs) as workspace:
        for value in (2, 3):
            with Editing(workspace, OTHER).step("x") as work:
                work.set(1, "VV015", VAK, value)
        export(workspace, None, None, tmp_path / "twee.xlsx", OTHER)
    (second,) = merge(store, tmp_path / "twee.xlsx")
    assert second.open_conflicts == 1
