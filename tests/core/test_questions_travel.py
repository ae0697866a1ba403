"""Questions travel without a network: uitvraag, dossier, workbook, inzending, central file."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_sample import (
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
from openpyxl import load_workbook
from sqlalchemy import select
from stores import ACTOR, DWSE, OV, fiche

import vvdesk.__main__ as program
from vvdesk import questions
from vvdesk.audit import Actor
from vvdesk.commands.program import VERBS
from vvdesk.commands.questions import (
    answer_question,
    ask_question,
    close_question,
    list_questions,
)
from vvdesk.editing import Editing
from vvdesk.error_copies import write_error_copies
from vvdesk.exchange.reader.model import Cell, Sheet
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.submission.answers import MOST_ROWS, read_answers
from vvdesk.exchange.workbook.asked_columns import VRAGEN
from vvdesk.exchange.workbook.digest import digest_of_visible
from vvdesk.exchange.workbook.envelope import parse_meta
from vvdesk.handing_out import export, hand_out
from vvdesk.merge.answering import take_back_answers
from vvdesk.model import Antwoordreden, Handeling, Staat, Vraag, Vraagstaat, Wijziging
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Warned
from vvdesk.workbook_dossier import dossier_from_workbook

SHEET = "Vragen"
MONEY, PLAN = "financiering.vak", "mijlpalen.VV017-M01.timing"
LATER, SAME = Antwoordreden.LATER, Antwoordreden.BEVESTIGD


def ask(store: Path, project: str, pad: str, tekst: str) -> str:
    with Workspace.open(store) as workspace:
        return questions.ask(workspace, None, project, pad, tekst, ACTOR)


def answer(store: Path, vraag_id: str, reden: Antwoordreden = LATER, tekst: str = "Juni.") -> None:
    with Workspace.open(store) as workspace:
        questions.answer(workspace, vraag_id, reden, tekst, Actor("departement", "testbank"))


def close(store: Path, vraag_id: str) -> None:
    with Workspace.open(store) as workspace:
        questions.close(workspace, vraag_id, ACTOR)


def asked(store: Path) -> list[Vraag]:
    with Workspace.open(store, read_only=True) as workspace:
        return questions.questions(workspace)


def about(store: Path, pad: str = MONEY) -> Vraag:
    return next(each for each in asked(store) if each.pad == pad)


def answers(store: Path) -> list[tuple[str, str | None, str | None]]:
    return [(each.staat, each.reden, each.antwoord) for each in asked(store)]


def sheet_of(path: Path) -> Sheet | None:
    return next((each for each in read_workbook(path).sheets if each.name == SHEET), None)


def write(label: str, value: Any, row: int = 1) -> Callable[[Path], Path]:
    """Return what changes one cell of the sheet."""
    return lambda path: put(path, SHEET, label, row, value)


def say(book: Path, reden: str = "Later", tekst: str = "Juni.", row: int = 1) -> Path:
    """Answer a question in Excel."""
    return write("Antwoord", tekst, row)(write("Reden", reden, row)(book))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A central file with two questions to OV and one to DWSE, and what was handed out."""
    folder = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(folder / "home"))
        store = central(folder)
        ask(store, "VV015", MONEY, "Waarom is dit bedrag verdubbeld?")
        ask(store, "VV017", PLAN, "Haalt u deze datum nog?")
        ask(store, "VV016", "", "Wie is nu de contactpersoon?")
        uitvraag(store, folder / "ov.vvd")
        uitvraag(store, folder / "uit.xlsx")
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    for name in ("centraal.vvd", "ov.vvd", "uit.xlsx"):
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
    return folder / "uit.xlsx"


# Writing


def test_a_workbook_asks_what_the_coordinator_wants_to_know(store: Path, book: Path) -> None:
    sheet = load_workbook(book)[SHEET]
    labels = [cell.value for cell in sheet[HEADER_ROW]]
    assert labels == [
        "Project", "Veld", "Vraag", "Gesteld door", "Gesteld op", "Reden", "Antwoord", "Kenmerk",
    ]  # fmt: skip
    first = [cell.value for cell in sheet[HEADER_ROW + 1]]
    assert first[:4] == [
        "VV015", "Uitvoering VAK", "Waarom is dit bedrag verdubbeld?", "tester",
    ]  # fmt: skip
    assert first[5:7] == [None, None]
    assert str(first[7]).startswith(about(store).id)
    found = sheet_of(book)
    assert found is not None
    assert (found.state, found.hidden_columns) == ("visible", {labels.index("Kenmerk") + 1})


def test_each_question_leads_to_its_cell(book: Path) -> None:
    workbook = load_workbook(book)
    for row, label, project in ((1, "Uitvoering VAK", "VV015"), (2, "Timing", "VV017")):
        link = workbook[SHEET].cell(HEADER_ROW + row, 2).hyperlink
        name, cell = str(link.location).rsplit("!", 1)
        sheet = workbook[name.strip("'")]
        place = sheet[cell]
        assert sheet.cell(place.row, 1).value == project
        assert str(sheet.cell(HEADER_ROW, place.column).value).casefold().endswith(label.casefold())


def test_the_reason_is_chosen_from_a_list(book: Path) -> None:
    rules = load_workbook(book)[SHEET].data_validations.dataValidation
    lists = [str(each.formula1) for each in rules if each.type == "list"]
    assert '"Aangepast,Bevestigd,Later,Niet van toepassing"' in lists


def test_lees_mij_tells_of_the_questions_only_when_there_are_any(store: Path, book: Path) -> None:
    def readme(path: Path) -> str:
        sheet = next(each for each in read_workbook(path).sheets if each.name == "Lees mij")
        return "\n".join(str(cell.value) for cell in sheet.cells.values())

    assert "2 vragen" in readme(book)
    assert "De coördinator heeft vragen" in readme(book)
    for each in asked(store):
        close(store, each.id)
    bare = uitvraag(store, book.with_name("bare.xlsx"))
    assert sheet_of(bare) is None
    assert "coördinator heeft vragen" not in readme(bare)


def test_only_what_is_not_closed_and_belongs_to_the_entiteit_travels(
    store: Path, tmp_path: Path
) -> None:
    close(store, about(store).id)
    own = read(uitvraag(store, tmp_path / "ov.xlsx"), store).vragen
    assert [(each.project, each.pad) for each in own] == [("VV017", PLAN)]
    other = read(uitvraag(store, tmp_path / "dwse.xlsx", DWSE), store).vragen
    assert [(each.project, each.pad) for each in other] == [("VV016", "")]


def test_handing_out_notes_when_a_question_first_went_along(store: Path, tmp_path: Path) -> None:
    went = {each.project_code: each.meegegeven_op for each in asked(store)}
    assert went["VV016"] is None
    assert went["VV015"] is not None
    uitvraag(store, tmp_path / "again.xlsx")
    assert about(store).meegegeven_op == went["VV015"]


def test_a_dossier_has_the_questions_and_its_workbook_the_answers(
    store: Path, dossier: Path, tmp_path: Path
) -> None:
    assert [each.id for each in asked(dossier)] == [about(store).id, about(store, PLAN).id]
    answer(dossier, about(dossier).id, LATER, "In juni weten we meer.")
    book = inzending_of(dossier, tmp_path / "in.xlsx")
    found = {each.pad: each for each in read(book, store).vragen}
    own = about(dossier)
    assert found[MONEY][2:] == (
        own.id, "VV015", MONEY, own.tekst, "tester", own.gesteld_op, "later",
        "In juni weten we meer.", None,
    )  # fmt: skip
    assert found[PLAN].reden == ""
    assert read(book, store).warnings == []
    again = inzending_of(dossier, tmp_path / "again.xlsx")
    assert again.read_bytes() == book.read_bytes()
    workbook = read_workbook(book)
    assert parse_meta(workbook).digest == digest_of_visible(workbook.sheets)


def test_only_the_questions_of_the_projects_in_it_travel(dossier: Path, tmp_path: Path) -> None:
    with Workspace.open(dossier) as workspace:
        export(workspace, None, None, tmp_path / "in.xlsx", ACTOR, projects=["VV015"])
    sheet = sheet_of(tmp_path / "in.xlsx")
    assert sheet is not None
    assert {row for row, _ in sheet.cells if row > HEADER_ROW} == {HEADER_ROW + 1}


@pytest.mark.parametrize("tekst", ["=1+1", "+32 2 553", "@som", "<r>x</r>", "x" * 4_000])
def test_any_answer_comes_through_a_workbook(
    tekst: str, store: Path, dossier: Path, tmp_path: Path
) -> None:
    answer(dossier, about(dossier).id, SAME, tekst)
    found = {
        each.pad: each for each in read(inzending_of(dossier, tmp_path / "in.xlsx"), store).vragen
    }
    assert found[MONEY].antwoord == tekst


def test_who_goes_on_from_the_workbook_gets_the_questions_in_the_dossier(
    store: Path, book: Path, tmp_path: Path
) -> None:
    say(book)
    dossier_from_workbook(book, tmp_path / "nieuw.vvd", ACTOR)
    assert [
        (e.id, e.pad, e.tekst, e.gesteld_door, e.gesteld_op) for e in asked(tmp_path / "nieuw.vvd")
    ] == [
        (e.id, e.pad, e.tekst, e.gesteld_door, e.gesteld_op)
        for e in asked(store)
        if e.project_code != "VV016"
    ]
    assert answers(tmp_path / "nieuw.vvd") == [
        ("beantwoord", "later", "Juni."), ("open", None, None),
    ]  # fmt: skip


# Merging


def test_an_answer_comes_back_to_who_asked(store: Path, dossier: Path, tmp_path: Path) -> None:
    answer(dossier, about(dossier).id)
    book = inzending_of(dossier, tmp_path / "in.xlsx")
    (plan,) = planned(store, book)
    assert plan["vragen"] == {
        "new": 1, "changed": 0, "unchanged": 1, "refused": 0,
        "changes": [
            {
                "sheet": SHEET, "cell": "G4", "project": "VV015", "field": MONEY,
                "question": "Waarom is dit bedrag verdubbeld?", "old": None,
                "new": {"reason": "later", "text": "Juni."},
            }
        ],
    }  # fmt: skip
    merge(store, book)
    found = about(store)
    assert (found.staat, found.reden, found.antwoord) == ("beantwoord", "later", "Juni.")
    assert found.beantwoord_door == ACTOR.wie
    assert planned(store, book)[0]["vragen"]["unchanged"] == 2


def test_an_answer_typed_in_excel_counts_the_same(store: Path, book: Path) -> None:
    say(book, "niet VAN toepassing", "Dit  project\nheeft geen VAK.")
    merge(store, book)
    assert about(store).reden == "niet_van_toepassing"
    assert about(store).antwoord == "Dit project heeft geen VAK."


def test_an_untouched_uitvraag_answers_nothing(store: Path, book: Path) -> None:
    (plan,) = planned(store, book)
    assert (plan["vragen"]["unchanged"], plan["vragen"]["changes"]) == (2, [])
    assert plan["warnings"] == []
    merge(store, book)
    assert [each.staat for each in asked(store)] == ["open"] * 3


def test_another_answer_replaces_the_one_that_stood_there(
    store: Path, dossier: Path, tmp_path: Path
) -> None:
    answer(dossier, about(dossier).id)
    merge(store, inzending_of(dossier, tmp_path / "een.xlsx"))
    answer(dossier, about(dossier).id, SAME, "")
    later = inzending_of(dossier, tmp_path / "twee.xlsx")
    (plan,) = planned(store, later)
    assert plan["vragen"]["changed"] == 1
    merge(store, later)
    assert (about(store).reden, about(store).antwoord) == ("bevestigd", None)
    with Workspace.open(store) as workspace, workspace.connection() as connection:
        query = select(Wijziging.oud).where(Wijziging.veld == "antwoord")
        assert '"Juni."' in connection.scalars(query).all()


def test_what_was_replaced_does_not_come_back_by_itself(
    store: Path, dossier: Path, tmp_path: Path
) -> None:
    answer(dossier, about(dossier).id)
    merge(store, inzending_of(dossier, tmp_path / "een.xlsx"))
    answer(store, about(store).id, SAME, "Aan de telefoon bevestigd.")
    change(dossier, "VV017", titel="Een andere titel")
    later = inzending_of(dossier, tmp_path / "twee.xlsx")
    (plan,) = planned(store, later)
    assert plan["vragen"]["unchanged"] == 2
    assert 'al vervangen door "Bevestigd: Aan de telefoon bevestigd."' in said_in(plan)
    merge(store, later)
    assert about(store).reden == "bevestigd"


def test_two_inzendingen_in_one_batch_leave_the_last_answer(
    store: Path, book: Path, dossier: Path, tmp_path: Path
) -> None:
    say(book, "Later", "Juni.")
    answer(dossier, about(dossier).id, SAME, "Toch zeker.")
    second = inzending_of(dossier, tmp_path / "in.xlsx")
    merge(store, book, second)
    assert (about(store).reden, about(store).antwoord) == ("bevestigd", "Toch zeker.")


def test_a_closed_question_is_not_answered_any_more_and_the_text_is_not_lost(
    store: Path, book: Path
) -> None:
    say(book)
    close(store, about(store).id)
    (plan,) = planned(store, book)
    assert plan["vragen"]["refused"] == 1
    assert 'al gesloten door tester. Dit antwoord is niet overgenomen: "Later: Juni."' in said_in(
        plan
    )
    merge(store, book)
    assert about(store).staat == "gesloten"


def test_an_approved_fiche_takes_the_answer(store: Path, book: Path) -> None:
    say(book)
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Goedkeuren") as work:
        work.set_staat(1, "VV015", Staat.GOEDGEKEURD)
    merge(store, book)
    assert about(store).staat == "beantwoord"


def test_a_question_that_the_central_file_does_not_know_is_told(store: Path, book: Path) -> None:
    say(book)
    put(book, SHEET, "Kenmerk", 1, f"ffffffffffff 2026-11-12T09:14:00+00:00 {MONEY}")
    (plan,) = planned(store, book)
    assert plan["vragen"]["refused"] == 1
    assert 'staat niet in dit bestand, dus is het antwoord niet overgenomen: "Later: Juni."' in (
        said_in(plan)
    )


def test_a_project_of_somebody_else_gets_no_answer(store: Path, book: Path) -> None:
    say(book)
    change(store, "VV015", trekkende_entiteit=DWSE)
    (plan,) = planned(store, book)
    assert plan["vragen"]["refused"] == 1
    assert f"Project VV015 is van {DWSE}" in said_in(plan)


def test_a_merge_that_is_taken_back_takes_its_answers_along(store: Path, book: Path) -> None:
    say(book)
    say(book, "Bevestigd", "Ja.", row=2)
    (outcome,) = merge(store, book)
    answer(store, about(store, PLAN).id, LATER, "Toch niet.")
    with Workspace.open(store) as workspace:
        with workspace.connection() as connection:
            rows = connection.execute(
                select(Wijziging.__table__)
                .where(Wijziging.stap == outcome.stap)
                .where(Wijziging.handeling == Handeling.VRAGEN.value)
                .order_by(Wijziging.n.desc())
            ).all()
        with Editing(workspace, ACTOR).step("Terug") as work:
            remarks = take_back_answers(work, rows)
    assert (about(store).staat, about(store).reden, about(store).beantwoord_op) == (
        "open", None, None,
    )  # fmt: skip
    assert about(store, PLAN).antwoord == "Toch niet."
    assert len(remarks) == 1
    assert "VV017" in remarks[0]


def said_in(plan: dict[str, Any]) -> str:
    return "\n".join(str(each["text"]) for each in plan["warnings"])


# Nothing is believed


HOSTILE: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "formula": (lambda book: say(book, tekst="=1+1"), "G4", "is een formule"),
    "number": (lambda book: write("Antwoord", 12)(say(book)), "G4", "is een getal"),
    "error": (lambda book: say(book, tekst="#N/A"), "G4", "is een foutwaarde"),
    "too long": (lambda book: say(book, tekst="x" * 4_001), "G4", "is te lang (4001 tekens"),
    "unknown reason": (lambda book: say(book, "Misschien"), "F4", "Kies uit: Aangepast"),
    "reason is a number": (write("Reden", 3), "F4", "is een getal"),
    "no reason": (write("Antwoord", "Ja."), "F4", "kies ook een reden"),
    "no sentence": (write("Reden", "Later"), "G4", "hoort een zin"),
    "no mark": (lambda book: write("Kenmerk", None)(say(book)), "G4", "in de verborgen kolom"),
    "wrong mark": (lambda book: write("Kenmerk", "abc")(say(book)), "G4", "in de verborgen kolom"),
    "no moment": (
        lambda book: write("Kenmerk", "0" * 12 + " 2026-13-45T99:99:99+00:00 titel")(say(book)),
        "G4",
        "in de verborgen kolom",
    ),
    "no project": (lambda book: write("Project", None)(say(book)), "A4", "projectcode ontbreekt"),
    "other project": (
        lambda book: write("Project", "VV015", 2)(say(book, row=2)),
        "A5",
        "heeft geen veld waar deze vraag bij hoort",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_an_answer_is_refused_at_its_cell(
    case: str, store: Path, book: Path
) -> None:
    spoil, cell, sentence = HOSTILE[case]
    spoil(book)
    (plan,) = planned(store, book)
    assert plan["vragen"]["refused"] == 1
    warned = {(each["sheet"], each["cell"]): each["text"] for each in plan["warnings"]}
    assert sentence in warned[SHEET, cell]
    merge(store, book)
    assert [each.staat for each in asked(store)] == ["open"] * 3


def test_a_spoiled_question_text_changes_nothing_in_the_central_file(
    store: Path, book: Path
) -> None:
    before = about(store).tekst
    write("Vraag", "=HYPERLINK(1)")(say(book))
    merge(store, book)
    assert (about(store).tekst, about(store).staat) == (before, "beantwoord")


def test_rows_that_say_the_same_are_one_and_rows_that_differ_are_none(
    store: Path, book: Path
) -> None:
    say(book)
    own = {
        label: load_workbook(book)[SHEET].cell(HEADER_ROW + 1, at).value
        for at, label in enumerate((column.header for column in VRAGEN.columns), 1)
    }
    add_row(book, SHEET, own)
    assert [each.problem for each in read(book, store).vragen] == [None, None]
    add_row(book, SHEET, {**own, "Antwoord": "Iets anders."})
    found = read(book, store)
    assert [each.problem is None for each in found.vragen] == [False, True]
    assert "verschillende antwoorden" in said(found.warnings)


@pytest.mark.parametrize("label", ["Project", "Reden", "Antwoord", "Kenmerk"])
def test_a_missing_column_refuses_the_sheet_by_name(label: str, store: Path, book: Path) -> None:
    def drop(workbook: Any) -> None:
        sheet = workbook[SHEET]
        sheet.cell(HEADER_ROW, column_of(sheet, label)).value = None

    found = read(fill_in(book, drop), store)
    assert f'de kolom "{label}" ontbreekt' in said(found.warnings)
    assert all(each.problem for each in found.vragen)
    assert all(row.problem is None for row in found.rows)


def test_columns_that_are_shown_only_may_be_taken_away(store: Path, book: Path) -> None:
    def drop(workbook: Any) -> None:
        sheet = workbook[SHEET]
        for label in ("Veld", "Vraag", "Gesteld door", "Gesteld op"):
            sheet.cell(HEADER_ROW, column_of(sheet, label)).value = None

    found = read(fill_in(say(book), drop), store)
    assert [(each.reden, each.problem) for each in found.vragen] == [("later", None), ("", None)]


def test_a_sheet_of_that_name_without_its_labels_is_told_about(store: Path, book: Path) -> None:
    def replace(workbook: Any) -> None:
        workbook.remove(workbook[SHEET])
        workbook.create_sheet(SHEET).append(["Onze nota's"])

    found = read(fill_in(book, replace), store)
    assert found.vragen == []
    assert "de kolomkoppen zijn niet te vinden" in said(found.warnings)


def text_cell(text: str) -> Cell:
    return Cell("text", text, "@", None, None, exact=True)


def test_no_more_than_so_many_are_read() -> None:
    labels = [column.header for column in VRAGEN.columns]
    cells = {(1, at): text_cell(text) for at, text in enumerate(labels, start=1)}
    for row in range(2, MOST_ROWS + 10):
        texts = ["VV015", "", "", "", "", "Later", "Juni.", f"{row:012x} 2026-11-12T09:14:00+00:00"]
        cells |= {(row, at): text_cell(text) for at, text in enumerate(texts, start=1) if text}
    warnings: list[Warned] = []
    found = read_answers(Sheet(SHEET, "visible", cells), warnings, date1904=False)
    assert sum(each.problem is None for each in found) == MOST_ROWS
    assert f"hoogstens {MOST_ROWS}" in said(warnings)


_MARK = "0a0b0c0d0e0f 2026-11-12T09:14:00+00:00 titel"
_ANY_CELL = st.one_of(
    st.one_of(
        st.sampled_from(["VV017", "Later", "Bevestigd", "titel", _MARK, _MARK[:-6], "..."]),
        st.text(max_size=30),
    ).map(text_cell),
    st.builds(
        Cell,
        st.sampled_from(["formula", "error", "unreadable", "date"]),
        st.text(max_size=20),
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


@given(st.dictionaries(st.tuples(st.integers(2, 9), st.integers(1, 8)), _ANY_CELL, max_size=40))
def test_whatever_stands_on_the_sheet_no_answer_is_dropped_silently(
    cells: dict[tuple[int, int], Cell],
) -> None:
    labels = {(1, at): text_cell(each.header) for at, each in enumerate(VRAGEN.columns, 1)}
    sheet = Sheet(SHEET, "visible", {**labels, **dict(sorted(cells.items()))})
    warnings: list[Warned] = []
    found = read_answers(sheet, warnings, date1904=False)
    for each in found:
        if each.problem is None:
            assert each.id
            assert each.project
            assert not each.antwoord or each.reden
    answered = {
        row for (row, column), cell in cells.items() if column in {6, 7} and str(cell.value).strip()
    }
    told = {int(str(each.cell)[1:]) for each in found}
    told |= {int(str(each.cell)[1:]) for each in warnings}
    same = {each.id for each in found if each.id}
    assert all(row in told or same for row in answered)


# What people see of it


def test_an_error_copy_keeps_the_questions_and_can_be_sent_in(
    store: Path, book: Path, tmp_path: Path
) -> None:
    say(book)
    say(book, "Misschien", "Ooit.", row=2)
    put(book, "Mijlpalen", "Geplande timing", 1, "ooit")
    with Workspace.open(store) as workspace:
        (copy,) = write_error_copies(workspace, [book], tmp_path / "fouten")
    sheet = sheet_of(copy)
    assert sheet is not None
    assert sheet.hidden_columns == {8}
    problems = next(each for each in read_workbook(copy).sheets if each.name == "Problemen")
    assert f"{SHEET} F5" in {str(cell.value) for cell in problems.cells.values()}
    assert [each.reden for each in read(copy, store).vragen] == ["later", ""]
    put(copy, SHEET, "Reden", 2, "Later")
    merge(store, copy)
    assert [each.staat for each in asked(store)] == ["beantwoord", "open", "beantwoord"]


def test_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    verbs = (ask_question, list_questions, answer_question, close_question)
    for name, verb in zip(
        ("question", "questions", "answer", "close-question"), verbs, strict=True
    ):
        monkeypatch.setitem(VERBS, name, verb)

    def run(*arguments: object) -> str:
        assert program.main([str(each) for each in arguments]) == 0
        return capsys.readouterr().out

    store = central(tmp_path, fiche("VV015"))
    made = run("question", store, "vv015", MONEY, "Waarom zoveel?").split()[1]
    with Workspace.open(store) as workspace:
        hand_out(workspace, None, OV, tmp_path / "ov.vvd", ACTOR)
    assert "Uitvoering VAK" in run("questions", tmp_path / "ov.vvd")
    out = run("answer", tmp_path / "ov.vvd", made[:4], "later", "In juni.")
    assert out == "Beantwoord: VV015, Uitvoering VAK.\n"
    (found,) = json.loads(run("questions", tmp_path / "ov.vvd", "--json"))
    assert (found["state"], found["reason"], found["answer"]) == ("beantwoord", "later", "In juni.")
    run("close-question", store, made, "--note", "Besproken.")
    assert "Besproken." in run("questions", store, "--state", "gesloten")
    assert run("questions", store, "--state", "open") == "Er zijn geen vragen.\n"
    assert program.main(["answer", str(store), made, "misschien"]) == 2
    assert "Kies uit: Aangepast" in capsys.readouterr().err
    assert program.main(["questions", str(store), "--state", "weg"]) == 2
    assert "Kies uit: open, beantwoord, gesloten" in capsys.readouterr().err
    assert asked(store)[0].staat == Vraagstaat.GESLOTEN
