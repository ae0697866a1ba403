"""Merging through real files: what comes in, what is refused, what waits for a person."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from merge_sample import (
    add_row,
    central,
    change,
    contents,
    digest,
    fill_in,
    inzending_of,
    merge,
    planned,
    put,
    uitvraag,
)
from sqlalchemy import select
from stores import ACTOR, DWSE, OV, new_store

from vvdesk.audit import first_broken
from vvdesk.content import Rij
from vvdesk.editing import Editing
from vvdesk.errors import Misused, ReadOnly, Unavailable
from vvdesk.handing_out import export, hand_out
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.merge.spool import Spool
from vvdesk.merging import Count, Resolve, apply_plan, open_conflicts, plan_merge, settle
from vvdesk.model import Conflict, Inzending, Keuze, Staat, Wijziging
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace
from vvdesk.undo import undo

VAK = "Uitvoering VAK"
TIMING = "Geplande timing"
TITLE = "Beoogde realisaties"
STATUS = "Status"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file and its uitvraag, made once."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        uitvraag(central(folder), folder / "ov.xlsx")
    return folder


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original / "centraal.vvd", tmp_path))


@pytest.fixture
def book(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original / "ov.xlsx", tmp_path))


def rows_of(store, entity):
    with Workspace.open(store, read_only=True) as workspace, workspace.session() as session:
        return list(session.scalars(select(entity)))


def total(counters):
    return sum(counters.values())


def test_a_changed_cell_is_taken_with_its_origin(store, book):
    (outcome,) = merge(store, put(book, "Projecten", VAK, 1, 4_000_000))
    assert contents(store)["VV015"].values["financiering.vak"] == 4_000_000
    assert outcome.counters == {
        Count.NEW: 0, Count.CHANGED: 1, Count.UNCHANGED: 9, Count.CONFLICT: 0, Count.REFUSED: 0
    }  # fmt: skip
    with Workspace.open(store) as workspace, workspace.connection() as connection:
        origin = json.loads(
            connection.scalar(select(Wijziging.herkomst).where(Wijziging.veld == "vak"))
        )
        assert first_broken(connection) is None
    assert (origin["bestand"], origin["blad"], origin["cel"]) == ("ov.xlsx", "Projecten", "Q4")
    assert len(origin["sha256"]) == 64
    assert origin["afzender"] == "tester"
    assert origin["geexporteerd_op"]


def test_planning_writes_nothing(store, book):
    before = store.read_bytes()
    planned(store, put(book, "Projecten", VAK, 1, 4_000_000))
    assert store.read_bytes() == before


def test_the_plan_as_json_has_exactly_the_documented_keys(store, book):
    put(book, "Projecten", VAK, 1, "4.000.000")
    change(store, "VV015", mijlpalen__VV015_M01__timing=date(2024, 1, 31))
    (found,) = planned(store, put(book, "Mijlpalen", TIMING, 1, "28/02/2024"))
    assert list(found) == [
        "status", "message", "counters", "warnings", "changes", "conflicts", "digest"
    ]  # fmt: skip
    assert (found["status"], found["message"]) == ("accepted", None)
    assert found["counters"] == {
        "new": 0, "changed": 1, "unchanged": 8, "conflict": 1, "refused": 0
    }  # fmt: skip
    assert found["changes"] == [
        {
            "sheet": "Projecten", "cell": "Q4", "project": "VV015", "field": "financiering.vak",
            "old": 0, "new": 4_000_000,
        }
    ]  # fmt: skip
    assert found["conflicts"] == [
        {
            "sheet": "Mijlpalen", "cell": "D4", "project": "VV015",
            "field": "mijlpalen.VV015-M01.timing", "base": "2023-12-31", "current": "2024-01-31",
            "incoming": "2024-02-28",
        }
    ]  # fmt: skip
    assert {tuple(each) for each in found["warnings"]} == {("sheet", "cell", "text")}
    json.dumps(found)


def test_the_digest_of_the_plan_is_that_of_the_store_afterwards(store, book):
    put(book, "Projecten", VAK, 1, 4_000_000)
    (found,) = planned(store, add_row(book, "Mijlpalen", {"Projectcode": "VV015", TITLE: "Nieuw"}))
    assert found["digest"] != digest(store)
    merge(store, book)
    assert found["digest"] == digest(store)


def test_a_rejected_file_leaves_the_present_digest(store, tmp_path):
    other = tmp_path / "nota.xlsx"
    other.write_bytes(b"geen werkmap")
    (found,) = planned(store, other)
    assert found["status"] == "rejected"
    assert "nota.xlsx" in found["message"]
    assert found["digest"] == digest(store)
    assert total(found["counters"]) == 0


def test_merging_what_stands_there_changes_nothing(store, book):
    before = digest(store)
    (outcome,) = merge(store, book)
    assert outcome.counters[Count.UNCHANGED] == 10
    assert digest(store) == before


def test_the_same_file_again_is_already_read(store, book, tmp_path):
    put(book, "Projecten", VAK, 1, 4_000_000)
    merge(store, book)
    again = fill_in(book, lambda _: None, tmp_path / "kopie.xlsx")
    before = store.read_bytes()
    for path in (book, again):
        (found,) = planned(store, path)
        assert "is al ingelezen op" in found["message"]
        assert (found["status"], found["changes"]) == ("accepted", [])
        assert found["counters"]["unchanged"] == 10
    (outcome,) = merge(store, again)
    assert outcome.inzending_id is None
    assert store.read_bytes() == before


def test_the_same_file_twice_in_one_batch_counts_once(store, book):
    put(book, "Projecten", VAK, 1, 4_000_000)
    first, second = merge(store, book, book)
    assert first.inzending_id == 1
    assert second.inzending_id is None
    assert len(rows_of(store, Inzending)) == 1


def test_a_file_that_was_taken_back_can_come_in_again(store, book):
    put(book, "Projecten", VAK, 1, 4_000_000)
    merge(store, book)
    with Workspace.open(store) as workspace:
        undo(workspace, ACTOR)
    assert contents(store)["VV015"].values["financiering.vak"] == 0
    merge(store, book)
    assert contents(store)["VV015"].values["financiering.vak"] == 4_000_000


def test_each_inzending_is_one_step_that_can_be_taken_back(store, book, original, tmp_path):
    other = Path(shutil.copy(original / "ov.xlsx", tmp_path / "tweede.xlsx"))
    merge(store, put(book, "Projecten", VAK, 1, 1), put(other, "Projecten", VAK, 2, 2))
    with Workspace.open(store) as workspace:
        assert undo(workspace, ACTOR) == "Inzending tweede.xlsx samenvoegen"
    found = contents(store)
    assert found["VV015"].values["financiering.vak"] == 1
    assert found["VV017"].values["financiering.vak"] == 0


def test_a_row_typed_by_hand_gets_an_id_and_is_not_added_twice(store, book):
    typed = {"Projectcode": "VV015", TITLE: "Nieuwe stap", TIMING: "31/12/2024"}
    (outcome,) = merge(store, add_row(book, "Mijlpalen", typed))
    assert outcome.counters[Count.NEW] == 1
    row = contents(store)["VV015"].tables["mijlpalen"]["VV015-M04"]
    assert row.values["timing"] == date(2024, 12, 31)
    put(book, "Projecten", VAK, 1, 5)
    (outcome,) = merge(store, book)
    assert outcome.counters[Count.NEW] == 0
    assert len(contents(store)["VV015"].tables["mijlpalen"]) == 4


def test_a_row_typed_by_hand_that_was_bettered_since_is_no_second_row(store, book):
    typed = {"Projectcode": "VV015", TITLE: "Nieuwe stap"}
    merge(store, add_row(book, "Mijlpalen", typed))
    put(book, "Mijlpalen", STATUS, 6, "Op schema")
    (outcome,) = merge(store, book)
    assert outcome.counters[Count.CHANGED] == 1
    assert contents(store)["VV015"].tables["mijlpalen"]["VV015-M04"].values["status"] == "op_schema"


def test_two_equal_rows_typed_by_hand_stay_two(store, book):
    typed = {"Projectcode": "VV015", TITLE: "Nieuwe stap"}
    add_row(book, "Mijlpalen", typed)
    merge(store, add_row(book, "Mijlpalen", typed))
    assert len(contents(store)["VV015"].tables["mijlpalen"]) == 5
    put(book, "Projecten", VAK, 1, 5)
    merge(store, book)
    assert len(contents(store)["VV015"].tables["mijlpalen"]) == 5


def test_a_row_with_one_bad_cell_costs_one_cell(store, book):
    typed = {"Projectcode": "VV015", TITLE: "Nieuwe stap", TIMING: "ooit"}
    (outcome,) = merge(store, add_row(book, "Mijlpalen", typed))
    assert outcome.counters[Count.REFUSED] == 1
    row = contents(store)["VV015"].tables["mijlpalen"]["VV015-M04"]
    assert (row.values["titel"], row.values["timing"]) == ("Nieuwe stap", None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"Projectcode": "VV999", TITLE: "Elders"}, "VV999 is niet bekend"),
        ({"Projectcode": "VV016", TITLE: "Elders"}, f"VV016 is van {DWSE}"),
        (
            {"Projectcode": "VV015", "Mijlpaal-id": "VV015-M77", TITLE: "x"},
            "VV015-M77 is niet bekend",
        ),
        ({"Projectcode": "VV015"}, "heeft alleen een projectcode"),
    ],
)
def test_a_row_that_cannot_be_placed_is_refused(store, book, values, sentence):
    (found,) = planned(store, add_row(book, "Mijlpalen", values))
    assert found["counters"]["refused"] == 1
    assert found["counters"]["unchanged"] == 10
    (warning,) = found["warnings"]
    assert sentence in warning["text"]
    assert (warning["sheet"], warning["cell"]) == ("Mijlpalen", "A9")
    assert found["changes"] == []


def test_a_project_typed_by_hand_is_not_known(store, book):
    (found,) = planned(store, add_row(book, "Projecten", {"Projectcode": "VV200", "Titel": "x"}))
    assert "VV200 is niet bekend" in found["warnings"][0]["text"]


def test_another_meetmoment_is_refused(store, book):
    with Workspace.open(store) as workspace:
        plan = load_plan("vlaamse-veerkracht")
        open_next(workspace, plan, "september 2021", date(2021, 8, 31), ACTOR)
    (found,) = planned(store, put(book, "Projecten", VAK, 1, 5))
    assert found["status"] == "rejected"
    assert "is voor meetmoment april 2021, maar" in found["message"]
    assert found["counters"]["refused"] == 10


def test_a_closed_meetmoment_is_refused(store, book):
    with Workspace.open(store) as workspace:
        close_meetmoment(workspace, "april 2021", ACTOR, None)
    (found,) = planned(store, book)
    assert "dat is gesloten" in found["message"]
    assert merge(store, book)[0].status == "rejected"


def test_a_meetmoment_that_closed_after_planning_is_not_written(store, book):
    put(book, "Projecten", VAK, 1, 5)
    with Workspace.open(store) as workspace:
        plan = plan_merge(workspace, [book], readers=0)
        close_meetmoment(workspace, "april 2021", ACTOR, None)
        with pytest.raises(ReadOnly, match="gesloten"):
            apply_plan(workspace, plan, ACTOR)
    assert rows_of(store, Inzending) == []


def meta(path, name, text):
    def write(opened):
        for line in opened["_meta"].iter_rows():
            if line[0].value == name:
                line[1].value = text
        opened.custom_doc_props.props.clear()

    return fill_in(path, write)


def test_another_plan_is_refused(store, book):
    (found,) = planned(store, meta(book, "plan", "ander-plan"))
    assert "ander plan (ander-plan)" in found["message"]


def test_an_unknown_sender_is_refused(store, book):
    (found,) = planned(store, meta(book, "entiteit", "Departement Onbekend"))
    assert "komt van Departement Onbekend" in found["message"]


def test_a_later_format_is_refused(store, book):
    (found,) = planned(store, meta(book, "formaatversie", "2"))
    assert "nieuwere vvdesk" in found["message"]


def test_an_inzending_with_only_projects_of_others_is_refused(store, book):
    (found,) = planned(store, meta(book, "entiteit", DWSE))
    assert found["status"] == "rejected"
    assert "Geen enkel project" in found["message"]
    assert found["counters"]["refused"] == 10


def test_an_approved_project_does_not_change(store, book):
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Goedkeuren") as work:
        work.set_staat(1, "VV015", Staat.GOEDGEKEURD)
    (found,) = planned(store, put(book, "Projecten", VAK, 1, 5))
    assert found["counters"]["refused"] == 1
    assert "al goedgekeurd" in found["warnings"][0]["text"]


@pytest.fixture
def dossier(store, tmp_path):
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, OV, tmp_path / "ov.vvd", ACTOR)
    return tmp_path / "ov.vvd"


def test_an_older_export_after_a_newer_one_asks(store, dossier, tmp_path):
    older = inzending_of(dossier, tmp_path / "eerst.xlsx")
    change(dossier, "VV015", financiering__vak=7)
    newer = inzending_of(dossier, tmp_path / "daarna.xlsx")
    merge(store, newer)
    with Workspace.open(store) as workspace:
        (workbook,) = plan_merge(workspace, [older], readers=0).workbooks
        assert workbook.needs_confirmation
        assert workbook.status == "rejected"
        assert "oudere export" in (workbook.message or "")
        (workbook,) = plan_merge(workspace, [older], readers=0, older=True).workbooks
        assert (workbook.status, workbook.needs_confirmation) == ("accepted", False)
    first, second = planned(store, older, newer, older=True)
    assert (first["status"], second["status"]) == ("accepted", "accepted")
    assert "al ingelezen" in second["message"]


def test_in_one_batch_an_older_export_after_a_newer_one_asks_too(store, dossier, tmp_path):
    older = inzending_of(dossier, tmp_path / "eerst.xlsx")
    change(dossier, "VV015", financiering__vak=7)
    newer = inzending_of(dossier, tmp_path / "daarna.xlsx")
    assert [each["status"] for each in planned(store, newer, older)] == ["accepted", "rejected"]
    assert [each["status"] for each in planned(store, older, newer)] == ["rejected", "accepted"]


def test_rows_of_a_dossier_keep_their_ids(store, dossier, tmp_path):
    with Workspace.open(dossier) as workspace, Editing(workspace, ACTOR).step("Rij") as work:
        moment = workspace.meetmoment().id
        row_id = work.add_row(moment, "VV015", "mijlpalen", Rij("", {"titel": "Eigen"}))
    merge(store, inzending_of(dossier, tmp_path / "in.xlsx"))
    assert contents(store)["VV015"].tables["mijlpalen"][row_id].values["titel"] == "Eigen"
    change(dossier, "VV015", **{f"mijlpalen__{row_id}__eenheid": "scholen"})
    (found,) = planned(store, inzending_of(dossier, tmp_path / "in2.xlsx"))
    assert [each["field"] for each in found["changes"]] == [f"mijlpalen.{row_id}.eenheid"]


def test_a_fiche_that_the_central_file_lacks_is_new_with_all_its_rows(store, tmp_path):
    empty = new_store(tmp_path / "leeg.vvd")
    (outcome,) = merge(empty, uitvraag(store, tmp_path / "b.xlsx"))
    assert outcome.counters[Count.NEW] == 10
    whole, own = contents(store), contents(empty)
    assert own["VV015"].values == whole["VV015"].values
    assert own["VV015"].tables["mijlpalen"].keys() == whole["VV015"].tables["mijlpalen"].keys()


def test_a_row_removed_centrally_stays_away_unless_it_was_changed(store, book):
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Weg") as work:
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M01")
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M02")
    (found,) = planned(store, put(book, "Mijlpalen", STATUS, 2, "Gerealiseerd"))
    assert found["counters"]["new"] == 1
    texts = [each["text"] for each in found["warnings"]]
    assert "VV015-M01 werd intussen centraal verwijderd en blijft weg." in texts
    merge(store, book)
    rows = contents(store)["VV015"].tables["mijlpalen"]
    assert "VV015-M01" not in rows
    assert rows["VV015-M02"].values["titel"] == "Stap 2"


@pytest.fixture
def conflict(store, book):
    """Both sides changed one date; the workbook says 28 February 2024."""
    change(store, "VV015", mijlpalen__VV015_M01__timing=date(2024, 1, 31))
    return put(book, "Mijlpalen", TIMING, 1, "28/02/2024")


def timing(store):
    return contents(store)["VV015"].tables["mijlpalen"]["VV015-M01"].values["timing"]


def test_a_conflict_waits_in_the_ledger(store, conflict):
    (outcome,) = merge(store, conflict)
    assert outcome.open_conflicts == 1
    assert timing(store) == date(2024, 1, 31)
    (found,) = rows_of(store, Conflict)
    assert (found.pad, found.keuze) == ("mijlpalen.VV015-M01.timing", "open")
    assert (found.basis, found.centraal, found.ontvangen) == (
        '"2023-12-31"', '"2024-01-31"', '"2024-02-28"'
    )  # fmt: skip
    assert (found.blad, found.cel, found.inzending_id) == ("Mijlpalen", "D4", 1)


def test_an_open_conflict_is_not_remembered_twice(store, conflict):
    merge(store, conflict)
    put(conflict, "Projecten", VAK, 1, 5)
    (outcome,) = merge(store, conflict)
    assert outcome.counters[Count.CONFLICT] == 1
    assert outcome.open_conflicts == 1
    assert len(rows_of(store, Conflict)) == 1


@pytest.mark.parametrize(
    ("keuze", "day"), [(Keuze.ONTVANGEN, date(2024, 2, 28)), (Keuze.CENTRAAL, date(2024, 1, 31))]
)
def test_a_person_decides_with_a_note(store, conflict, keuze, day):
    merge(store, conflict)
    with Workspace.open(store) as workspace:
        (found,) = open_conflicts(workspace)
        settle(workspace, found.id, keuze, "Zo afgesproken.", ACTOR)
        assert open_conflicts(workspace, 1) == []
        with pytest.raises(Misused, match="geen open conflict"):
            settle(workspace, found.id, keuze, "Nog eens.", ACTOR)
    assert timing(store) == day
    (found,) = rows_of(store, Conflict)
    assert (found.keuze, found.nota, found.beslist_door) == (keuze, "Zo afgesproken.", "tester")
    assert json.loads(found.gekozen) == day.isoformat()
    put(conflict, "Projecten", VAK, 1, 5)
    (again,) = planned(store, conflict)
    assert again["conflicts"] == []
    assert again["counters"]["changed"] == 1


def test_a_person_may_decide_on_a_third_value(store, conflict):
    merge(store, conflict)
    with Workspace.open(store) as workspace:
        (found,) = open_conflicts(workspace)
        own = date(2024, 6, 30)
        settle(workspace, found.id, Keuze.EIGEN, "Nagevraagd.", ACTOR, eigen=own)
    assert timing(store) == date(2024, 6, 30)


def test_a_decision_needs_a_note(store, conflict):
    merge(store, conflict)
    with Workspace.open(store) as workspace:
        (found,) = open_conflicts(workspace)
        with pytest.raises(Misused, match="Schrijf erbij"):
            settle(workspace, found.id, Keuze.CENTRAAL, "  ", ACTOR)


@pytest.mark.parametrize(
    ("resolve", "day", "keuze"),
    [
        (Resolve.INCOMING, date(2024, 2, 28), "ontvangen"),
        (Resolve.CURRENT, date(2024, 1, 31), "centraal"),
    ],
)
def test_conflicts_can_be_decided_beforehand(store, conflict, resolve, day, keuze):
    (found,) = planned(store, conflict, resolve=resolve)
    (outcome,) = merge(store, conflict, resolve=resolve)
    assert (outcome.open_conflicts, outcome.counters[Count.CONFLICT]) == (0, 1)
    assert timing(store) == day
    assert found["digest"] == digest(store)
    (kept,) = rows_of(store, Conflict)
    assert kept.keuze == keuze
    assert (kept.centraal, kept.ontvangen) == ('"2024-01-31"', '"2024-02-28"')


def test_a_file_read_before_can_be_decided_afterwards(store, conflict):
    merge(store, conflict)
    merge(store, conflict, resolve=Resolve.INCOMING)
    assert timing(store) == date(2024, 2, 28)
    with Workspace.open(store) as workspace:
        assert open_conflicts(workspace) == []


def test_an_open_conflict_is_decided_when_it_comes_again(store, conflict):
    merge(store, conflict)
    put(conflict, "Projecten", VAK, 1, 5)
    merge(store, conflict, resolve=Resolve.INCOMING)
    (found,) = rows_of(store, Conflict)
    assert found.keuze == "ontvangen"
    assert timing(store) == date(2024, 2, 28)


def test_without_a_base_every_difference_is_a_conflict(store, book):
    def strip(opened):
        del opened["_basis"]

    put(book, "Projecten", VAK, 1, 5)
    (found,) = planned(store, fill_in(book, strip))
    assert [each["field"] for each in found["conflicts"]] == ["financiering.vak"]
    assert found["conflicts"][0]["base"] is None
    assert found["counters"] == {
        "new": 0, "changed": 0, "unchanged": 9, "conflict": 1, "refused": 0
    }  # fmt: skip


def test_absence_is_never_deletion(store, book):
    def shorten(opened):
        opened["Mijlpalen"].delete_rows(4)
        opened["Agendering"].delete_rows(4, 5)

    (outcome,) = merge(store, fill_in(book, shorten))
    assert outcome.counters[Count.UNCHANGED] == 6
    assert len(contents(store)["VV015"].tables["mijlpalen"]) == 3
    assert len(contents(store)["VV015"].tables["agenderingen"]) == 2


def test_order_does_not_matter_without_conflict(original, store, book, tmp_path):
    mirror = Path(shutil.copy(store, tmp_path / "spiegel.vvd"))
    other = Path(shutil.copy(original / "ov.xlsx", tmp_path / "b.xlsx"))
    add_row(book, "Mijlpalen", {"Projectcode": "VV015", TITLE: "Van de ene"})
    add_row(other, "Mijlpalen", {"Projectcode": "VV015", TITLE: "Van de andere"})
    put(other, "Projecten", VAK, 2, 9)
    merge(store, book, other)
    merge(mirror, other, book)
    assert digest(store) == digest(mirror)


def test_a_later_file_is_planned_on_what_an_earlier_one_leaves(original, store, book, tmp_path):
    other = Path(shutil.copy(original / "ov.xlsx", tmp_path / "b.xlsx"))
    put(book, "Projecten", VAK, 1, 1)
    put(other, "Projecten", VAK, 1, 2)
    first, second = planned(store, book, other)
    assert [each["new"] for each in first["changes"]] == [1]
    assert [(each["current"], each["incoming"]) for each in second["conflicts"]] == [(1, 2)]
    one, two = merge(store, book, other)
    assert (one.open_conflicts, two.open_conflicts) == (0, 1)


def test_a_cancelled_merge_changes_nothing(original, store, book, tmp_path):
    other = Path(shutil.copy(original / "ov.xlsx", tmp_path / "b.xlsx"))
    put(book, "Projecten", VAK, 1, 1)
    put(other, "Projecten", VAK, 2, 2)
    before = digest(store)

    def stop(done, _total, _label):
        if done == 1:
            raise Cancelled

    with Workspace.open(store) as workspace:
        plan = plan_merge(workspace, [book, other], readers=0)
        with pytest.raises(Cancelled):
            apply_plan(workspace, plan, ACTOR, progress=stop)
    assert digest(store) == before
    assert rows_of(store, Inzending) == []


def test_guarded_readers_read_the_same(store, book, tmp_path):
    broken = tmp_path / "kapot.xlsx"
    broken.write_bytes(b"PK\x03\x04 niets")
    put(book, "Projecten", VAK, 1, 4)
    with Workspace.open(store) as workspace:
        plan = plan_merge(workspace, [book, broken, tmp_path / "weg.xlsx"])
        own = plan_merge(workspace, [book, broken, tmp_path / "weg.xlsx"], readers=0)
        found = [plan.to_json(each) for each in plan.workbooks]
        assert found == [own.to_json(each) for each in own.workbooks]
        plan.close()
    assert [each["status"] for each in found] == ["accepted", "rejected", "rejected"]
    assert found[0]["changes"][0]["new"] == 4


def test_the_same_conflict_twice_in_one_batch_is_remembered_once(store, conflict, tmp_path):
    other = Path(shutil.copy(conflict, tmp_path / "tweede.xlsx"))
    put(other, "Projecten", VAK, 1, 5)
    first, second = merge(store, conflict, other)
    assert (first.open_conflicts, second.open_conflicts) == (1, 1)
    assert len(rows_of(store, Conflict)) == 1


def test_a_plan_tells_how_many_conflicts_it_holds_and_can_be_closed(store, conflict):
    with Workspace.open(store) as workspace, plan_merge(workspace, [conflict], readers=0) as plan:
        assert plan.conflicts == 1


def test_a_workbook_of_several_entiteiten_comes_in(store, tmp_path):
    book = tmp_path / "alles.xlsx"
    with Workspace.open(store) as workspace:
        export(workspace, None, None, book, ACTOR)
    change(store, "VV016", titel="Anders")
    (found,) = planned(store, put(book, "Projecten", VAK, 2, 8))
    assert found["counters"] == {
        "new": 0, "changed": 1, "unchanged": 12, "conflict": 0, "refused": 0
    }  # fmt: skip


def test_a_new_fiche_of_another_entiteit_is_refused(store, tmp_path):
    empty = new_store(tmp_path / "leeg.vvd")
    book = meta(uitvraag(store, tmp_path / "b.xlsx"), "entiteit", DWSE)
    (found,) = planned(empty, book)
    assert found["counters"]["refused"] == 10
    assert f"VV015 is van {OV}" in found["warnings"][0]["text"]
    assert contents(empty) == {}


def test_doubled_rows_are_counted_as_refused(store, book):
    copy = {"Projectcode": "VV015", "Mijlpaal-id": "VV015-M01", TITLE: "Plakwerk"}
    (found,) = planned(store, add_row(book, "Mijlpalen", copy))
    assert found["counters"]["refused"] == 2
    assert total(found["counters"]) == 11


def test_a_disk_without_room_for_the_plan_says_so(monkeypatch):
    spool = Spool()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool._file, "write", full)
    with pytest.raises(Unavailable, match="tijdelijk bestand"):
        spool.put("iets")
