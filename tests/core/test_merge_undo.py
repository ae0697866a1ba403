"""A merge as a whole: who handed in, what is kept of it, and taking all of it back."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from merge_sample import add_row, central, change, contents, digest, inzending_of, put, uitvraag
from sqlalchemy import select
from stores import ACTOR, DWSE, OV

from vvdesk.audit import first_broken
from vvdesk.editing import Editing
from vvdesk.errors import Misused, Stale
from vvdesk.handing_out import hand_out
from vvdesk.jobs import Cancelled
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.merging import (
    Choice,
    apply_plan,
    document_of,
    ledger_rows,
    plan_merge,
    samenvoegingen,
    settle,
    take_back_merge,
    why_not_take_back,
    write_plan_document,
)
from vvdesk.model import Inzending, Keuze, Overgang, Staat
from vvdesk.states import approve, reopen
from vvdesk.store.workspace import Workspace

VAK = "Uitvoering VAK"
TIMING = "Geplande timing"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file and two uitvragen."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        store = central(folder)
        uitvraag(store, folder / "ov.xlsx")
        uitvraag(store, folder / "dwse.xlsx", DWSE)
        change(store, "VV015", mijlpalen__VV015_M01__timing=date(2025, 1, 1))
    return folder


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original / "centraal.vvd", tmp_path))


@pytest.fixture
def books(original: Path, tmp_path: Path) -> list[Path]:
    """One with a conflict, a change and a row typed by hand; one with a change."""
    ov = Path(shutil.copy(original / "ov.xlsx", tmp_path))
    put(ov, "Mijlpalen", TIMING, 1, date(2024, 6, 30))
    put(ov, "Projecten", VAK, 2, 20)
    add_row(ov, "Mijlpalen", {"Projectcode": "VV017", "Beoogde realisaties": "Nieuw"})
    dwse = Path(shutil.copy(original / "dwse.xlsx", tmp_path))
    return [ov, put(dwse, "Projecten", VAK, 1, 30)]


@pytest.fixture
def workspace(store):
    with Workspace.open(store) as opened:
        yield opened


def merged(workspace, books, *chosen):
    """Merge and return the number of the batch."""
    with plan_merge(workspace, books, readers=0) as plan:
        for choice in chosen:
            plan.choices.for_all(choice)
        return apply_plan(workspace, plan, ACTOR)[0].samenvoeging


def staten(store):
    return {code: inhoud.staat for code, inhoud in contents(store).items()}


def rows(workspace, entity):
    with workspace.session() as session:
        return list(session.scalars(select(entity)))


def test_every_project_of_an_inzending_is_handed_in(workspace, store, books):
    merged(workspace, books)
    assert set(staten(store).values()) == {"ingediend"}
    found = rows(workspace, Overgang)
    assert {(each.project_code, each.van, each.naar) for each in found} == {
        (code, "concept", "ingediend") for code in ("VV015", "VV016", "VV017")
    }
    assert {each.reden for each in found} == {"Inzending ov.xlsx", "Inzending dwse.xlsx"}
    assert {each.inzending_id for each in found} == {1, 2}


def test_who_filled_in_an_uitvraag_without_vvdesk_hands_in_as_entiteit(workspace, books):
    merged(workspace, books)
    assert {each.namens for each in rows(workspace, Overgang)} == {OV, DWSE}


def test_an_inzending_with_nothing_new_is_handed_in_too(workspace, store, original):
    merged(workspace, [original / "ov.xlsx"])
    assert staten(store) == {"VV015": "ingediend", "VV017": "ingediend", "VV016": "concept"}


def test_the_file_itself_is_kept_as_evidence(workspace, books):
    merged(workspace, books)
    assert [each.bestand for each in rows(workspace, Inzending)] == [
        book.read_bytes() for book in books
    ]


@pytest.mark.parametrize("chosen", [[], [Choice(Keuze.ONTVANGEN)], [Choice(Keuze.CENTRAAL)]])
def test_taking_a_merge_back_leaves_everything_as_it_was(workspace, store, books, chosen):
    before, states = digest(store), staten(store)
    number = merged(workspace, books, *chosen)
    assert digest(store) != before
    take_back_merge(workspace, number, ACTOR)
    assert (digest(store), staten(store)) == (before, states)
    assert ledger_rows(workspace) == []
    assert [row.keuze for row in ledger_rows(workspace, is_open=None)] == [Keuze.VERVALLEN]
    with workspace.connection() as connection:
        assert first_broken(connection) is None
    (told,) = samenvoegingen(workspace)
    assert (told.titel, told.teruggenomen) == ("2 inzendingen", True)
    with pytest.raises(Misused, match="al ongedaan"):
        take_back_merge(workspace, number, ACTOR)


def test_what_was_taken_back_can_come_in_again(workspace, store, books):
    take_back_merge(workspace, merged(workspace, books), ACTOR)
    number = merged(workspace, books)
    assert number == 2
    assert contents(store)["VV016"].values["financiering.vak"] == 30
    assert len(ledger_rows(workspace)) == 1


def test_a_merge_is_not_taken_back_over_a_later_change(workspace, store, books):
    number = merged(workspace, books)
    with Editing(workspace, ACTOR).step("Later") as work:
        work.set(1, "VV016", "financiering.vak", 31)
    before = digest(store)
    with pytest.raises(Misused, match="VV016"):
        take_back_merge(workspace, number, ACTOR)
    assert digest(store) == before
    assert not samenvoegingen(workspace)[0].teruggenomen


def test_a_merge_is_not_taken_back_when_a_new_row_was_changed_later(workspace, books):
    number = merged(workspace, books)
    with Editing(workspace, ACTOR).step("Later") as work:
        work.set(1, "VV017", "mijlpalen.VV017-M03.titel", "Anders")
    with pytest.raises(Misused, match="VV017-M03"):
        take_back_merge(workspace, number, ACTOR)


def test_a_merge_is_not_taken_back_when_a_fiche_went_on(workspace, books):
    number = merged(workspace, books)
    with Editing(workspace, ACTOR).step("Terugsturen") as work:
        work.set_staat(1, "VV016", Staat.TERUGGESTUURD, "Onvolledig")
    with pytest.raises(Misused, match="VV016 werd ingediend en is later teruggestuurd"):
        take_back_merge(workspace, number, ACTOR)


def test_what_a_person_decided_later_stays_decided(workspace, books):
    number = merged(workspace, books)
    (waiting,) = ledger_rows(workspace)
    settle(workspace, waiting.id, Keuze.CENTRAAL, "Nagevraagd.", ACTOR)
    take_back_merge(workspace, number, ACTOR)
    (row,) = ledger_rows(workspace, is_open=None)
    assert (row.keuze, row.nota) == (Keuze.CENTRAAL, "Nagevraagd.")


def test_a_merge_of_a_closed_meetmoment_stays(workspace, books):
    number = merged(workspace, books, Choice(Keuze.CENTRAAL))
    close_meetmoment(workspace, "april 2021", ACTOR, None)
    assert "gesloten" in why_not_take_back(workspace, number)
    assert "nummer 9" in why_not_take_back(workspace, 9)


def test_taking_back_can_be_cancelled(workspace, store, books):
    number = merged(workspace, books)
    before = digest(store)

    def stop(done, _total, _label):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_back_merge(workspace, number, ACTOR, stop)
    assert digest(store) == before


def test_work_of_a_colleague_on_other_fiches_does_not_spoil_a_plan(workspace, store, books):
    with plan_merge(workspace, books[:1], readers=0) as plan:
        with Editing(workspace, ACTOR).step("Een collega") as work:
            work.set(1, "VV016", "financiering.vak", 1)
        apply_plan(workspace, plan, ACTOR)
    assert contents(store)["VV017"].values["financiering.vak"] == 20


def test_work_of_a_colleague_on_the_same_fiche_asks_for_a_new_plan(workspace, store, books):
    with plan_merge(workspace, books, readers=0) as plan:
        with Editing(workspace, ACTOR).step("Een collega") as work:
            work.set(1, "VV017", "financiering.vak", 1)
        before = digest(store)
        with pytest.raises(Stale, match=r"VV017 .* maak het plan opnieuw"):
            apply_plan(workspace, plan, ACTOR)
    assert digest(store) == before
    assert rows(workspace, Inzending) == []


def test_a_conflict_decided_meanwhile_asks_for_a_new_plan(workspace, books):
    merged(workspace, books[:1])
    later = put(books[0], "Projecten", VAK, 1, 5)
    with plan_merge(workspace, [later], readers=0) as plan:
        settle(workspace, ledger_rows(workspace)[0].id, Keuze.CENTRAAL, "x", ACTOR)
        with pytest.raises(Stale, match="VV015"):
            apply_plan(workspace, plan, ACTOR)


def test_an_inzending_that_came_in_meanwhile_asks_for_a_new_plan(workspace, original):
    untouched = original / "ov.xlsx"
    with plan_merge(workspace, [untouched], readers=0) as plan:
        merged(workspace, [untouched])
        with pytest.raises(Stale, match="al ingelezen"):
            apply_plan(workspace, plan, ACTOR)


def test_the_plan_is_kept_as_a_document(workspace, books, tmp_path):
    bad = tmp_path / "kapot.xlsx"
    bad.write_bytes(b"x")
    number = merged(workspace, [*books, bad], Choice(Keuze.ONTVANGEN, nota="<b>Akkoord</b>"))
    told = document_of(workspace, number)
    assert [each["bestand"] for each in told["werkboeken"]] == [
        "ov.xlsx", "dwse.xlsx", "kapot.xlsx"
    ]  # fmt: skip
    conflict = next(row for row in told["werkboeken"][0]["regels"] if row["soort"] == "conflict")
    assert (conflict["keuze"], conflict["nota"], conflict["gekozen"]) == (
        "ontvangen", "<b>Akkoord</b>", "2024-06-30"
    )  # fmt: skip
    assert told["totalen"]["na"]["vak"] - told["totalen"]["voor"]["vak"] != 0
    assert sum(told["tellers"].values()) == sum(
        sum(each["tellers"].values()) for each in told["werkboeken"]
    )
    for suffix in (".html", ".json", ".xlsx"):
        target = tmp_path / f"plan{suffix}"
        write_plan_document(told, target)
        assert target.stat().st_size > 500
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "30/06/2024" in page
    assert "&lt;b&gt;Akkoord" in page
    assert "<b>Akkoord" not in page
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8")) == told
    with pytest.raises(Misused, match=r"\.html"):
        write_plan_document(told, tmp_path / "plan.doc")
    with pytest.raises(Misused, match="nummer 9"):
        document_of(workspace, 9)


@pytest.fixture
def dossier(workspace, tmp_path):
    path = tmp_path / "ov.vvd"
    hand_out(workspace, None, OV, path, ACTOR)
    change(path, "VV017", financiering__vak=44)
    return path


@pytest.mark.parametrize("readers", [0, 1])
def test_a_dossier_comes_in_as_the_workbook_that_it_would_export(
    workspace, store, dossier, tmp_path, readers
):
    book = inzending_of(dossier, tmp_path / "ov.xlsx")
    before = dossier.read_bytes()
    with plan_merge(workspace, [dossier, book], readers=readers) as plan:
        first, second = plan.workbooks
        assert (first.status, first.path.name, first.letter.name) == (
            "accepted", "ov.vvd", "ov.vvd"
        )  # fmt: skip
        assert second.already is not None
        apply_plan(workspace, plan, ACTOR)
    assert contents(store)["VV017"].values["financiering.vak"] == 44
    assert dossier.read_bytes() == before
    (inzending,) = rows(workspace, Inzending)
    assert (inzending.bestandsnaam, inzending.bestand) == ("ov.vvd", before)
    assert {each.namens for each in rows(workspace, Overgang)} == {ACTOR.wie}


def test_what_is_no_dossier_is_rejected_with_a_sentence(workspace, tmp_path):
    (tmp_path / "elders").mkdir()
    other = central(tmp_path / "elders")
    bad = tmp_path / "kapot.vvd"
    bad.write_bytes(b"geen dossier")
    gone = tmp_path / "weg.vvd"
    with plan_merge(workspace, [other, bad, gone], readers=0) as plan:
        messages = [workbook.message for workbook in plan.workbooks]
    assert "is een centraal bestand" in messages[0]
    assert "kapot.vvd" in messages[1]
    assert "kan niet gelezen worden" in messages[2]


def test_an_inzending_of_which_nothing_was_taken_can_come_in_again_after_taking_it_back(
    workspace, store, books
):
    merged(workspace, [books[1]])
    approve(workspace, None, ["VV016"], replace(ACTOR, wie="Els"))
    put(books[1], "Projecten", VAK, 1, 31)
    number = merged(workspace, [books[1]])
    take_back_merge(workspace, number, ACTOR)
    reopen(workspace, None, ["VV016"], ACTOR, "Er kwam nog iets.")
    merged(workspace, [books[1]], Choice(Keuze.ONTVANGEN))
    assert contents(store)["VV016"].values["financiering.vak"] == 31
