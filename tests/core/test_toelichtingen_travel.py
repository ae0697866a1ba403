"""Toelichtingen travel with the inzending: dossier, workbook, central file, and back."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_sample import (
    FIRST_ROW,
    HEADER_ROW,
    add_row,
    central,
    change,
    column_of,
    fill_in,
    inzending_of,
    merge,
    planned,
    put,
    read,
    said,
    uitvraag,
)
from sqlalchemy import select
from stores import ACTOR, DWSE, OV, fiche

import vvdesk.__main__ as program
from vvdesk.audit import Actor, head
from vvdesk.editing import Editing
from vvdesk.error_copies import write_error_copies
from vvdesk.errors import Misused
from vvdesk.exchange.reader.model import Cell, Sheet
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.submission.explained import MOST_ROWS, read_explained
from vvdesk.exchange.workbook.digest import digest_of_visible
from vvdesk.exchange.workbook.envelope import parse_meta
from vvdesk.exchange.workbook.explained_sheet import LAPSED
from vvdesk.exchange.workbook.sheets import TOELICHTINGEN
from vvdesk.handing_out import consolidate, export, hand_out
from vvdesk.merging import Resolve
from vvdesk.model import Handeling, Staat, Toelichting, Wijziging
from vvdesk.rules import Verantwoording, rules_named
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission, Warned
from vvdesk.validation import explain, validate_store
from vvdesk.workbook_intake import plan_intake, take_over

REGEL, PLAATS = "VV-MIJ-08", "mijlpalen.VV017-M01.timing"
TEKST = "De levering gebeurt in één keer."
OPGEHEVEN = "VV-FIN-02"
SHEET = "Toelichtingen"
Told = dict[tuple[str, str, str], tuple[str, str]]


def tell(store: Path, tekst: str = TEKST, project: str = "VV017", regel: str = REGEL) -> None:
    """Write a toelichting at the form."""
    with Workspace.open(store) as workspace:
        explain(workspace, None, project, regel, tekst, ACTOR)


def told(store: Path) -> Told:
    """Return all toelichtingen: text and fingerprint."""
    with Workspace.open(store, read_only=True) as workspace, workspace.session() as session:
        rows = session.scalars(select(Toelichting)).all()
        return {(r.project_code, r.regel, r.plaats): (r.tekst, r.vingerafdruk) for r in rows}


def texts(store: Path) -> list[str]:
    return [text for text, _ in told(store).values()]


def staat(store: Path, regel: str = REGEL) -> Verantwoording:
    """Return where the explanation of the last finding of one rule stands."""
    with Workspace.open(store, read_only=True) as workspace:
        found = {each.finding.code: each.staat for each in validate_store(workspace)}
    return found[regel]


def plan_both(store: Path, timing: date) -> None:
    """Give both mijlpalen that the finding is about another day."""
    change(store, "VV017", mijlpalen__VV017_M01__timing=timing)
    change(store, "VV017", mijlpalen__VV017_M02__timing=timing)


def trail_head(store: Path) -> tuple[int, str]:
    with Workspace.open(store, read_only=True) as workspace, workspace.connection() as connection:
        return head(connection)


def sheet_of(path: Path) -> Sheet | None:
    return next((each for each in read_workbook(path).sheets if each.name == SHEET), None)


def shown(path: Path) -> list[str]:
    """Return the texts of the first toelichting in a workbook, from left to right."""
    sheet = sheet_of(path)
    assert sheet is not None
    return [str(cell.value) for (row, _), cell in sheet.cells.items() if row == FIRST_ROW]


def write(label: str, value: Any, row: int = 1) -> Callable[[Path], Path]:
    """Return what changes one cell of the sheet."""
    return lambda path: put(path, SHEET, label, row, value)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file, a dossier in which something was explained, and its inzending; made once."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        dossier = uitvraag(central(folder), folder / "ov.vvd")
        tell(dossier)
        inzending_of(dossier, folder / "in.xlsx")
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    for name in ("centraal.vvd", "ov.vvd", "in.xlsx"):
        shutil.copy(original / name, tmp_path)
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Path:
    return folder / "centraal.vvd"


@pytest.fixture
def dossier(folder: Path) -> Path:
    return folder / "ov.vvd"


@pytest.fixture
def book(folder: Path) -> Path:
    return folder / "in.xlsx"


# Writing


def test_a_workbook_says_which_waarschuwing_is_explained_and_why(book: Path) -> None:
    sheet = sheet_of(book)
    assert sheet is not None
    labels = [str(cell.value) for (row, _), cell in sheet.cells.items() if row == HEADER_ROW]
    assert labels == ["Project", "Regel", "Plaats", "Bevinding", "Toelichting", "Kenmerk"]
    found = shown(book)
    assert found[:3] == ["VV017", REGEL, PLAATS]
    assert found[3].startswith("Alle 2 mijlpalen zijn gepland op 31/12/2023")
    assert found[4] == TEKST
    assert sheet.state == "visible"
    assert sheet.hidden_columns == {labels.index("Kenmerk") + 1}


def test_lees_mij_tells_of_the_sheet_only_when_it_is_there(store: Path, book: Path) -> None:
    def readme(path: Path) -> str:
        sheet = next(each for each in read_workbook(path).sheets if each.name == "Lees mij")
        return "\n".join(str(cell.value) for cell in sheet.cells.values())

    bare = uitvraag(store, book.with_name("bare.xlsx"))
    assert "1 toelichtingen" in readme(book)
    assert "waarom een waarschuwing mag blijven staan" in readme(book)
    assert sheet_of(bare) is None
    assert "oelichtingen" not in readme(bare)


def test_the_same_dossier_gives_the_same_bytes_and_its_own_digest(
    dossier: Path, book: Path
) -> None:
    again = inzending_of(dossier, book.with_name("again.xlsx"))
    assert again.read_bytes() == book.read_bytes()
    workbook = read_workbook(book)
    assert parse_meta(workbook).digest == digest_of_visible(workbook.sheets)


def test_a_toelichting_for_other_values_is_shown_as_vervallen(dossier: Path, book: Path) -> None:
    change(dossier, "VV017", mijlpalen__VV017_M02__timing=None)
    assert shown(inzending_of(dossier, book))[3:5] == [LAPSED, TEKST]


def test_what_the_whole_plan_shows_is_told_by_what_the_rule_asks(store: Path, book: Path) -> None:
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("x") as work:
        work.explain(1, "VV015", "VV-FIN-03", "", "0" * 64, "Zo beslist.")
    found = shown(uitvraag(store, book.with_name("uit.xlsx")))
    assert found[2] == rules_named("VV-FIN-03")[-1].summary


def test_only_the_toelichtingen_of_the_projects_in_it_travel(dossier: Path, book: Path) -> None:
    with Workspace.open(dossier) as workspace:
        export(workspace, None, None, book, ACTOR, projects=["VV015"])
    assert sheet_of(book) is None


def test_the_consolidated_workbook_has_them_too(store: Path, book: Path) -> None:
    merge(store, book)
    with Workspace.open(store) as workspace:
        consolidate(workspace, None, book.with_name("totaal.xlsx"), ACTOR)
    assert shown(book.with_name("totaal.xlsx"))[4] == TEKST


def test_a_sign_that_no_file_keeps_is_refused_where_it_is_written(dossier: Path) -> None:
    with pytest.raises(Misused, match=r"Toelichting bij VV-MIJ-08: .*U\+0007"):
        tell(dossier, "Levering\x07 in één keer.")


@pytest.mark.parametrize(
    "tekst",
    ["=1+1", "+32 2 553", "-", "@som", "'", "<r>x</r>", 'Ijs\u0301 & <b>"zo"</b>', "x" * 30_000],
    ids=lambda text: text[:12],
)
def test_any_text_comes_back_as_it_was_written(dossier: Path, store: Path, tekst: str) -> None:
    tell(dossier, tekst)
    book = inzending_of(dossier, dossier.with_suffix(".xlsx"))
    (found,) = read(book, store).toelichtingen
    assert found.problem is None
    merge(store, book)
    (again,) = texts(store)
    assert again == found.tekst
    assert planned(store, uitvraag(store, book))[0]["toelichtingen"]["unchanged"] == 1


# From a dossier into the central file


def test_an_explained_waarschuwing_is_explained_in_the_central_file(
    store: Path, dossier: Path, book: Path
) -> None:
    assert staat(store) is Verantwoording.UIT_TE_LEGGEN
    merge(store, book)
    assert told(store) == told(dossier)
    assert staat(store) is Verantwoording.TOEGELICHT


def test_the_same_inzending_again_changes_nothing(store: Path, book: Path) -> None:
    merge(store, book)
    before = trail_head(store)
    (plan,) = planned(store, book)
    assert "al ingelezen" in plan["message"]
    assert plan["toelichtingen"] == {
        "new": 0, "changed": 0, "unchanged": 1, "refused": 0, "changes": []
    }  # fmt: skip
    merge(store, fill_in(book, lambda _: None))
    assert trail_head(store) == before


def test_another_toelichting_alone_makes_another_inzending(
    store: Path, dossier: Path, book: Path
) -> None:
    merge(store, book)
    tell(dossier, "De fabriek levert alles samen.")
    later = inzending_of(dossier, book.with_name("later.xlsx"))
    (plan,) = planned(store, later)
    assert plan["changes"] == plan["conflicts"] == []
    (changed,) = plan["toelichtingen"]["changes"]
    assert (changed["old"], changed["new"]) == (TEKST, "De fabriek levert alles samen.")
    assert (changed["sheet"], changed["cell"]) == (SHEET, "E4")
    assert (changed["project"], changed["rule"], changed["field"]) == ("VV017", REGEL, PLAATS)
    merge(store, later)
    assert texts(store) == ["De fabriek levert alles samen."]
    with Workspace.open(store) as workspace, workspace.session() as session:
        rows = session.scalars(
            select(Wijziging).where(Wijziging.handeling == Handeling.TOELICHTEN.value)
        ).all()
    assert json.loads(rows[-1].oud) == TEKST


def test_the_documented_keys_and_counters_stay_what_they_were(store: Path, book: Path) -> None:
    (plan,) = planned(store, book)
    assert sum(plan["counters"].values()) == len(read(book, store).rows)
    assert plan["toelichtingen"]["new"] == 1
    (bare,) = planned(store, uitvraag(store, book.with_name("bare.xlsx")))
    assert "toelichtingen" not in bare


def test_an_older_export_needs_to_be_confirmed(store: Path, dossier: Path, book: Path) -> None:
    tell(dossier, "Later geschreven.")
    merge(store, inzending_of(dossier, book.with_name("later.xlsx")))
    (plan,) = planned(store, book)
    assert plan["status"] == "rejected"
    assert plan["toelichtingen"]["refused"] == 1
    assert texts(store) == ["Later geschreven."]


def test_two_inzendingen_at_once_count_in_their_order(
    store: Path, dossier: Path, book: Path
) -> None:
    tell(dossier, "Later geschreven.")
    later = inzending_of(dossier, book.with_name("later.xlsx"))
    one, two = planned(store, book, later, older=True)
    assert (one["toelichtingen"]["new"], two["toelichtingen"]["changed"]) == (1, 1)
    merge(store, book, later, older=True)
    assert texts(store) == ["Later geschreven."]


def test_a_text_replaced_by_an_inzending_of_the_same_batch_does_not_come_back(
    store: Path, dossier: Path, book: Path
) -> None:
    books = [book]
    for name, tekst in (("b.xlsx", "Later geschreven."), ("c.xlsx", TEKST)):
        tell(dossier, tekst)
        books.append(inzending_of(dossier, book.with_name(name)))
    found = [plan["toelichtingen"] for plan in planned(store, *books, older=True)]
    assert [each["new"] + each["changed"] for each in found] == [1, 1, 0]


def test_a_dossier_takes_them_from_a_workbook_and_an_ingediende_fiche_stops_it(
    dossier: Path, book: Path
) -> None:
    write("Toelichting", "In Excel verbeterd.")(book)
    with Workspace.open(dossier) as workspace:
        intake = plan_intake(workspace, book, readers=0)
        assert (intake.workbook.fiches, intake.shut) == (("VV017",), ())
        take_over(workspace, intake, {}, ACTOR)
    assert texts(dossier) == ["In Excel verbeterd."]
    with Workspace.open(dossier) as workspace, Editing(workspace, ACTOR).step("x") as work:
        work.set_staat(1, "VV017", Staat.INGEDIEND)
    write("Toelichting", "Nog eens verbeterd.")(book)
    with Workspace.open(dossier) as workspace:
        assert plan_intake(workspace, book, readers=0).shut == ("VV017",)


def test_a_value_that_changed_centrally_lets_it_lapse(store: Path, book: Path) -> None:
    plan_both(store, date(2024, 12, 31))
    merge(store, book)
    assert texts(store) == [TEKST]
    assert staat(store) is Verantwoording.VERVALLEN


def test_a_value_changed_in_the_workbook_lets_it_lapse(store: Path, book: Path) -> None:
    for row in (4, 5):
        put(book, "Mijlpalen", "Geplande timing", row, "31/10/2023")
    merge(store, book)
    assert texts(store) == [TEKST]
    assert staat(store) is Verantwoording.VERVALLEN


def test_a_text_that_was_mended_in_excel_is_taken_for_the_same_values(
    store: Path, book: Path
) -> None:
    write("Toelichting", "Alles  wordt\nsamen geleverd.")(book)
    merge(store, book)
    assert texts(store) == ["Alles wordt samen geleverd."]
    assert staat(store) is Verantwoording.TOEGELICHT


def test_absence_takes_nothing_away(store: Path, book: Path) -> None:
    merge(store, book)
    write("Toelichting", None)(book)
    (plan,) = planned(store, book)
    assert {"sheet": SHEET, "cell": "E4"}.items() <= plan["warnings"][0].items()
    merge(store, book)
    merge(store, fill_in(book, lambda workbook: workbook.remove(workbook[SHEET])))
    assert texts(store) == [TEKST]


# What the central file knows better


def test_a_text_that_was_replaced_centrally_does_not_come_back(
    store: Path, dossier: Path, book: Path
) -> None:
    merge(store, book)
    tell(store, "Met het kabinet afgesproken.")
    change(dossier, "VV017", titel="Een andere titel")
    later = inzending_of(dossier, book.with_name("later.xlsx"))
    (plan,) = planned(store, later)
    assert plan["toelichtingen"]["unchanged"] == 1
    assert 'vervangen door "Met het kabinet afgesproken."' in plan["warnings"][-1]["text"]
    merge(store, later)
    assert texts(store) == ["Met het kabinet afgesproken."]


def test_an_uitvraag_that_comes_back_untouched_replaces_nothing(store: Path, book: Path) -> None:
    tell(store)
    out = uitvraag(store, book.with_name("uit.xlsx"))
    (plan,) = planned(store, out)
    assert (plan["toelichtingen"]["unchanged"], plan["warnings"]) == (1, [])
    tell(store, "Met het kabinet afgesproken.")
    merge(store, out)
    assert texts(store) == ["Met het kabinet afgesproken."]


def test_a_new_text_for_the_same_finding_replaces_a_central_one(store: Path, book: Path) -> None:
    tell(store, "Met het kabinet afgesproken.")
    merge(store, book)
    assert texts(store) == [TEKST]


def test_the_same_text_for_other_values_is_taken_again_and_again(
    store: Path, dossier: Path, book: Path
) -> None:
    merge(store, book)
    for year in (2024, 2025, 2026):
        plan_both(dossier, date(year, 12, 31))
        tell(dossier)
        merge(store, inzending_of(dossier, book), resolve=Resolve.INCOMING)
        assert staat(store) is Verantwoording.TOEGELICHT


def test_a_toelichting_on_a_project_of_somebody_else_is_refused(tmp_path: Path) -> None:
    store = central(tmp_path, fiche("VV015", 1), fiche("VV017", 2))
    tell(store)
    out = uitvraag(store, tmp_path / "uit.xlsx")
    put(out, SHEET, "Toelichting", 1, "Niet van ons.")
    change(store, "VV017", trekkende_entiteit=DWSE)
    (plan,) = planned(store, out)
    assert plan["toelichtingen"]["refused"] == 1
    assert f"Project VV017 is van {DWSE}" in plan["warnings"][-1]["text"]
    merge(store, out)
    assert texts(store) == [TEKST]


def test_an_approved_fiche_keeps_its_toelichting(store: Path, book: Path) -> None:
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Goedkeuren") as work:
        work.set_staat(1, "VV017", Staat.GOEDGEKEURD)
    (plan,) = planned(store, book)
    assert plan["toelichtingen"]["refused"] == 1
    assert "al goedgekeurd" in plan["warnings"][-1]["text"]
    merge(store, book)
    assert told(store) == {}


def test_an_inzending_never_lifts_a_fout(store: Path, dossier: Path, book: Path) -> None:
    change(dossier, "VV015", financiering__vek=5)
    with Workspace.open(dossier) as workspace:
        finding = next(
            each.finding for each in validate_store(workspace) if each.finding.code == OPGEHEVEN
        )
        with Editing(workspace, ACTOR).step("Stiekem") as work:
            work.explain(1, "VV015", OPGEHEVEN, finding.path, finding.fingerprint, "Mag wel.")
    (plan,) = planned(store, inzending_of(dossier, book))
    assert (plan["toelichtingen"]["new"], plan["toelichtingen"]["refused"]) == (1, 1)
    merge(store, book)
    assert texts(store) == [TEKST]
    assert staat(store, OPGEHEVEN) is Verantwoording.OP_TE_LOSSEN


def test_a_fout_that_the_coordinator_lifted_stays_lifted_on_its_way(
    store: Path, book: Path
) -> None:
    change(store, "VV015", financiering__vek=5)
    tell(store, "Nagekeken.", "VV015", OPGEHEVEN)
    dossier = uitvraag(store, book.with_name("nieuw.vvd"))
    assert staat(dossier, OPGEHEVEN) is Verantwoording.TOEGELICHT
    (plan,) = planned(store, inzending_of(dossier, book))
    assert (plan["toelichtingen"]["unchanged"], plan["warnings"]) == (1, [])


# A dossier that is handed out


def test_a_dossier_takes_the_toelichtingen_of_its_projects_along(
    store: Path, tmp_path: Path
) -> None:
    tell(store)
    own = uitvraag(store, tmp_path / "nieuw.vvd")
    assert told(own) == told(store)
    assert staat(own) is Verantwoording.TOEGELICHT
    assert told(uitvraag(store, tmp_path / "dwse.vvd", DWSE)) == {}


def test_an_approved_fiche_does_not_stop_the_dossier(store: Path, tmp_path: Path) -> None:
    tell(store)
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Goedkeuren") as work:
        work.set_staat(1, "VV017", Staat.GOEDGEKEURD)
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, OV, tmp_path / "nieuw.vvd", ACTOR)
    assert texts(tmp_path / "nieuw.vvd") == [TEKST]


# Nothing is believed


HOSTILE = {
    "formula": (write("Toelichting", "=1+1"), "E4", "is een formule"),
    "error": (write("Toelichting", "#N/A"), "E4", "is een foutwaarde"),
    "number": (write("Toelichting", 12), "E4", "is een getal"),
    "too long": (write("Toelichting", "x" * 30_001), "E4", "is te lang (30001 tekens)"),
    "unknown rule": (write("Regel", "VV-XXX-99"), "B4", "geen controle die dit programma kent"),
    "no rule": (write("Regel", None), "B4", "de code van de regel ontbreekt"),
    "no project": (write("Project", None), "A4", "de projectcode ontbreekt"),
    "project is a number": (write("Project", 17), "A4", "is geen tekst maar een getal"),
    "unknown field": (write("Plaats", "financiering.winst"), "C4", "is geen plaats in de fiche"),
    "unknown column": (write("Plaats", "mijlpalen.VV017-M01.x"), "C4", "is geen plaats"),
    "other project": (write("Project", "VV015"), "C4", "is geen plaats in de fiche van VV015"),
    "place without row": (write("Plaats", "mijlpalen.timing"), "C4", "is geen plaats"),
    "no fingerprint": (write("Kenmerk", None), "F4", "niet voor welke waarden"),
    "wrong fingerprint": (write("Kenmerk", "abc"), "F4", "niet voor welke waarden"),
    "unknown project": (
        lambda path: put(write("Plaats", "titel")(path), SHEET, "Project", 1, "VV999"),
        "E4",
        "VV999 staat niet in dit werkboek",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_a_toelichting_is_refused_at_its_cell(
    case: str, store: Path, book: Path
) -> None:
    write_wrong, cell, sentence = HOSTILE[case]
    write_wrong(book)
    (plan,) = planned(store, book)
    assert plan["toelichtingen"] == {
        "new": 0, "changed": 0, "unchanged": 0, "refused": 1, "changes": []
    }  # fmt: skip
    warned = {(each["sheet"], each["cell"]): each["text"] for each in plan["warnings"]}
    assert sentence in warned[SHEET, cell]
    merge(store, book)
    assert told(store) == {}


def test_rows_that_say_the_same_are_one_and_rows_that_differ_are_none(
    store: Path, book: Path
) -> None:
    own = dict(zip((each.header for each in TOELICHTINGEN.columns), shown(book), strict=True))
    add_row(book, SHEET, own)
    assert [each.problem for each in read(book, store).toelichtingen] == [None]
    add_row(book, SHEET, {**own, "Toelichting": "Iets anders."})
    found = read(book, store)
    assert len(found.toelichtingen) == 2
    assert all("verschillende toelichtingen" in str(each.problem) for each in found.toelichtingen)


def test_columns_may_be_moved_and_a_title_taken_away(store: Path, book: Path) -> None:
    def turn(workbook: Any) -> None:
        sheet = workbook[SHEET]
        rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows(min_row=HEADER_ROW)]
        workbook.remove(sheet)
        for row in rows:
            (workbook[SHEET] if SHEET in workbook else workbook.create_sheet(SHEET)).append(row)

    before = read(book, store).toelichtingen
    (found,) = read(fill_in(book, turn), store).toelichtingen
    assert found[2:] == before[0][2:]


@pytest.mark.parametrize("label", ["Project", "Regel", "Plaats", "Toelichting", "Kenmerk"])
def test_a_missing_column_refuses_the_sheet_by_name(label: str, store: Path, book: Path) -> None:
    def drop(workbook: Any) -> None:
        sheet = workbook[SHEET]
        sheet.cell(HEADER_ROW, column_of(sheet, label)).value = None

    found = read(fill_in(book, drop), store)
    assert f'de kolom "{label}" ontbreekt' in said(found.warnings)
    assert [each.problem is None for each in found.toelichtingen] == [False]
    assert all(row.problem is None for row in found.rows)


def test_a_sheet_of_that_name_without_its_labels_is_told_about(store: Path, book: Path) -> None:
    def replace(workbook: Any) -> None:
        workbook.remove(workbook[SHEET])
        workbook.create_sheet(SHEET).append(["Onze nota's"])

    found = read(fill_in(book, replace), store)
    assert found.toelichtingen == []
    assert "de kolomkoppen zijn niet te vinden" in said(found.warnings)


def test_a_label_that_stands_twice_refuses_the_sheet(store: Path, book: Path) -> None:
    found = read(fill_in(book, _double_label), store)
    assert '"Toelichting" staat er twee keer als kolomkop' in said(found.warnings)


def _double_label(workbook: Any) -> None:
    workbook[SHEET].cell(HEADER_ROW, 8).value = "Toelichting"


def test_a_text_below_a_merged_cell_is_not_guessed(store: Path, book: Path) -> None:
    own = dict(zip((each.header for each in TOELICHTINGEN.columns), shown(book), strict=True))
    add_row(book, SHEET, {**own, "Plaats": "titel"})
    fill_in(book, lambda workbook: workbook[SHEET].merge_cells("E4:E5"))
    found = read(book, store)
    assert [each.plaats for each in found.toelichtingen] == [PLAATS]
    assert "E5" in {each.cell for each in found.warnings if each.sheet == SHEET}
    assert "samengevoegd" in said(found.warnings)


def test_no_more_than_so_many_are_read() -> None:
    texts = ["VV017", REGEL, PLAATS, TEKST, "0" * 64]
    labels = [column.header for column in TOELICHTINGEN.columns if column.is_input]
    cells = {(1, at): text_cell(text) for at, text in enumerate(labels, start=1)}
    for row in range(2, MOST_ROWS + 10):
        cells |= {(row, at): text_cell(text) for at, text in enumerate(texts, start=1)}
    warnings: list[Warned] = []
    found = read_explained(Sheet(SHEET, "visible", cells), warnings, date1904=False)
    assert [each.problem is None for each in found] == [True, False]
    assert f"hoogstens {MOST_ROWS}" in said(warnings)


def text_cell(text: str) -> Cell:
    return Cell("text", text, "@", None, None, exact=True)


_ANY_TEXT = st.one_of(
    st.sampled_from(
        ["VV017", REGEL, "VV-FIN-02", PLAATS, "titel", "mijlpalen", "mijlpalen..", "...", "0" * 64]
    ),
    st.text(max_size=30),
)
_ANY_CELL = st.one_of(
    _ANY_TEXT.map(text_cell),
    st.builds(
        Cell,
        st.sampled_from(["formula", "error", "unreadable", "date"]),
        _ANY_TEXT,
        st.just("General"),
        st.none(),
        st.none(),
        st.booleans(),
    ),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6).map(
        lambda number: Cell("number", Decimal(number), "General", None, None, exact=True)
    ),
    st.booleans().map(lambda value: Cell("bool", value, "General", None, None, exact=True)),
)


@given(st.dictionaries(st.tuples(st.integers(2, 9), st.integers(1, 6)), _ANY_CELL, max_size=40))
def test_whatever_stands_on_the_sheet_nothing_is_dropped_silently(
    cells: dict[tuple[int, int], Cell],
) -> None:
    labels = {(1, at): text_cell(each.header) for at, each in enumerate(TOELICHTINGEN.columns, 1)}
    sheet = Sheet(SHEET, "visible", {**labels, **dict(sorted(cells.items()))})
    warnings: list[Warned] = []
    found = read_explained(sheet, warnings, date1904=False)
    for each in found:
        assert (each.problem is None) == bool(each.tekst and each.regel and each.project)
    told_rows = {int(str(each.cell)[1:]) for each in found}
    told_rows |= {int(str(each.cell)[1:]) for each in warnings}
    shown_at = TOELICHTINGEN.columns.index(TOELICHTINGEN.by_key["bevinding"]) + 1
    for (row, column), cell in cells.items():
        if column != shown_at and str(cell.value).strip():
            assert row in told_rows or _is_repeated(sheet, row)


def _is_repeated(sheet: Sheet, row: int) -> bool:
    """Tell whether an earlier row says the same; case and blanks do not count."""
    rows = {
        number: {at: " ".join(str(cell.value).split()).upper() for at, cell in cells.items()}
        for number, cells in sheet.rows()
    }
    return any(rows[earlier].get(5) == rows[row].get(5) for earlier in rows if earlier < row)


def test_a_workbook_of_before_is_read_as_before(store: Path, book: Path) -> None:
    bare = uitvraag(store, book.with_name("bare.xlsx"))
    found: Submission = read(bare, store)
    assert (found.toelichtingen, found.warnings) == ([], [])


# What people see of it


def test_an_error_copy_keeps_the_toelichtingen_and_can_be_sent_in(
    store: Path, book: Path, tmp_path: Path
) -> None:
    put(book, "Mijlpalen", "Geplande timing", 1, "ooit")
    add_row(book, SHEET, {"Project": "VV015", "Regel": "VV-XXX-99", "Toelichting": "Zomaar."})
    with Workspace.open(store) as workspace:
        (copy,) = write_error_copies(workspace, [book], tmp_path / "fouten")
    sheet = sheet_of(copy)
    assert sheet is not None
    assert sheet.hidden_columns == {6}
    problems = next(each for each in read_workbook(copy).sheets if each.name == "Problemen")
    assert f"{SHEET} B5" in {str(cell.value) for cell in problems.cells.values()}
    assert [each.tekst for each in read(copy, store).toelichtingen] == [TEKST, ""]


def test_merge_says_in_dutch_what_becomes_of_them(
    store: Path, dossier: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merge(store, book)
    tell(dossier, "De fabriek levert alles samen.")
    later = inzending_of(dossier, book.with_name("later.xlsx"))
    assert program.main(["merge", str(store), str(later)]) == 0
    out = capsys.readouterr().out
    assert "  Toelichtingen: 1 gewijzigd." in out
    assert f"bij VV017, {REGEL}: {TEKST} wordt De fabriek levert alles samen." in out


def test_who_merged_signs_and_the_step_names_the_file(store: Path, book: Path) -> None:
    merge(store, book)
    with Workspace.open(store) as workspace, workspace.session() as session:
        (row,) = session.scalars(select(Toelichting)).all()
    assert Actor(row.wie, ACTOR.machine) == ACTOR
