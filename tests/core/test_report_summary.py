"""The summary and the origin of its figures: counted once, cited by code, added up again."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desk_sample import make_central
from report_walk import cited, of_kind, pieces
from stores import ACTOR, fiche, new_store

from vvdesk.anchors import PLAN, parse_code
from vvdesk.dashboard.figure_codes import CHANGE, code_of, what_of
from vvdesk.dashboard.figures import NO_SPEERPUNT, figures
from vvdesk.dashboard.parts import Dashboard
from vvdesk.editing import Editing
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.report.content import (
    Document,
    Fields,
    Figure,
    Grid,
    RowKind,
    Section,
    SectionKind,
)
from vvdesk.report.plain import block_lines, words_text
from vvdesk.report.progress_report import build_progress_report
from vvdesk.report.request import ALL_CHAPTERS, Hoofdstuk, Request
from vvdesk.store.workspace import Workspace
from vvdesk.tracing import trace

WITHOUT_MOVES = ALL_CHAPTERS - {Hoofdstuk.VERSCHUIVINGEN}


@pytest.fixture(scope="module")
def two_moments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """54 projects at two meetmomenten; twenty of them got a speerpunt and moved meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        path = make_central(tmp_path_factory.mktemp("centraal") / "centraal.vvd")
        with Workspace.open(path) as workspace:
            plan = load_plan("vlaamse-veerkracht")
            open_next(workspace, plan, "september 2021", date(2021, 9, 30), ACTOR)
            with Editing(workspace, ACTOR).step("Invullen") as work:
                for number in range(101, 121):
                    code = f"VV{number}"
                    work.set(2, code, "speerpunt", f"0{1 + number % 5}")
                    work.set(2, code, "financiering.vak", number * 1000)
                    day = date(2021 + number % 3, 1 + number % 12, 28)
                    work.set(2, code, f"mijlpalen.{code}-M01.timing", day)
                work.set(2, "VV101", "projectstatus", "bijzondere_aandacht")
                work.set(2, "VV103", "projectstatus", None)
                work.set(2, "VV102", "financiering.vek", None)
                work.set(2, "VV104", "mijlpalen.VV104-M01.status", "gerealiseerd")
    return path


def built(path: Path, *speerpunten: str, **asked: Any) -> Document:
    request = Request(speerpunten=speerpunten, **{"hoofdstukken": WITHOUT_MOVES, **asked})
    with Workspace.open(path, read_only=True) as workspace:
        return build_progress_report(workspace, request)


def dashboard(path: Path, speerpunt: str | None = None) -> Dashboard:
    with Workspace.open(path, read_only=True) as workspace:
        return figures(workspace, None, speerpunt)


def chapter(document: Document, title: str) -> Section:
    return next(each for each in document.chapters if each.title == title)


def texts(document: Document) -> dict[str, set[str]]:
    """Return what is said under each code."""
    found: dict[str, set[str]] = {}
    for each in cited(document):
        if isinstance(each, Figure) and each.code:
            found.setdefault(each.code, set()).add(each.text)
    return found


def number(text: str) -> int:
    bare = text.removesuffix(" EUR").translate({ord(sign): None for sign in ".+±"})
    return int(bare.replace("−", "-"))


def grid(section: Section, caption: str) -> Grid:
    return next(each for each in of_kind(section, Grid) if each.caption == caption)


SCOPES = [
    (None, "PLAN", ()),
    ("04", "S04", ("04",)),
    (NO_SPEERPUNT, "S00", ("zonder",)),
    ("03", "S03", ("03", "04", "zonder")),
]


@pytest.mark.parametrize(("speerpunt", "group", "asked"), SCOPES)
def test_every_figure_is_that_of_the_overview(
    two_moments: Path, speerpunt: str | None, group: str, asked: tuple[str, ...]
) -> None:
    said, board = texts(built(two_moments, *asked)), dashboard(two_moments, speerpunt)
    assert said[f"2/{group}-PROJECTEN"] == {board.kerncijfers[0].text}
    for som, what in (
        (board.geld_totaal.ruimte, "BELEIDSRUIMTE"),
        (board.geld_totaal.vak, "VAK"),
        (board.geld_totaal.vek, "VEK"),
    ):
        assert som.euro is not None
        assert {number(text) for text in said[f"2/{group}-{what}"]} == {som.euro}
    checked = 0
    for key in board.behind:
        code = code_of(key, 2, group)
        if code in said and not key.startswith("geld") and "sinds" not in key:
            behind = board.behind[key]
            count = len(behind.mijlpalen or behind.projects)
            assert {number(text) for text in said[code]} == {count}, code
            checked += 1
    assert checked >= 5


def test_no_code_says_two_different_things_and_every_code_can_be_read(two_moments: Path) -> None:
    document = built(two_moments)
    # What asks for attention is told of a field in words; a field is cited by project or row too.
    words = {each.text for each in dashboard(two_moments).aandacht}
    for code, found in texts(document).items():
        what = parse_code(code)
        assert str(what) == code
        named = {what.project, *what.path.split("."), *words}
        assert len(found - named) <= 1, (code, found)


@pytest.mark.parametrize("chapters", [WITHOUT_MOVES, WITHOUT_MOVES - {Hoofdstuk.HERKOMST}])
def test_every_code_has_one_place_and_every_figure_leads_to_one(
    two_moments: Path, chapters: frozenset[Hoofdstuk]
) -> None:
    document = built(two_moments, hoofdstukken=chapters)
    found = cited(document)
    places = Counter(each.code for each in found if each.is_source)
    assert set(places.values()) == {1}
    fiches = {
        f"2/{section.title[:5]}"
        for _level, section in document.sections()
        if section.kind is SectionKind.PROJECT
    }
    fields = {
        line.code
        for _level, section in document.sections()
        for block in section.blocks
        if isinstance(block, Fields)
        for line in block.lines
    }
    assert {each.code for each in found} <= places.keys() | fiches | fields


def test_the_origin_adds_up_to_each_total(two_moments: Path) -> None:
    origin = chapter(built(two_moments), "Herkomst")
    sums = [each for each in of_kind(origin, Grid) if each.caption.startswith("Beleidsruimte, VAK")]
    assert len(sums) == 5 + 1 + 1
    for each in sums:
        *rows, total = each.rows
        assert total.kind is RowKind.TOTAL
        for column in range(1, 4):
            known = [words_text(row.cells[column]) for row in rows]
            added = sum(number(text) for text in known if text != "niet ingevuld")
            assert number(words_text(total.cells[column])) == added
    counted = [each for each in of_kind(origin, Grid) if each.caption.startswith("Mijlpalen")]
    assert len(counted) == 7
    for each in counted:
        *rows, total = each.rows
        for column in range(1, len(each.columns)):
            added = sum(number(words_text(row.cells[column])) for row in rows)
            assert number(words_text(total.cells[column])) == added


def test_the_origin_names_the_projects_of_each_status(central: Path) -> None:
    origin = chapter(built(central), "Herkomst")
    assert isinstance(origin.blocks[1], Section)
    fields = origin.blocks[1].blocks[0]
    assert isinstance(fields, Fields)
    by_label = {line.label: line for line in fields.lines}
    started = by_label["Opgestart"]
    assert isinstance(started.content, tuple)
    assert words_text(started.content) == "2 projecten: VV177, VV178"
    assert started.code == "1/S04-STATUS-OPGESTART"
    assert [each.code for each in cited(started)][1:] == [
        "1/VV177-PROJECTSTATUS",
        "1/VV178-PROJECTSTATUS",
    ]
    assert {"Projecten", "Mijlpalen over tijd"} <= by_label.keys()


def test_the_first_meetmoment_says_that_there_is_nothing_to_compare_with(central: Path) -> None:
    summary = chapter(built(central), "Samenvatting")
    said = "\n".join(block_lines(summary))
    assert "Dit is het eerste meetmoment" in said
    assert "Verschil" not in said
    assert [column.label for column in grid(summary, "Projecten per status").columns] == [
        "Status",
        "Projecten",
    ]


def test_changes_are_those_since_the_previous_meetmoment(two_moments: Path) -> None:
    summary = chapter(built(two_moments), "Samenvatting")
    rows = {
        words_text(row.cells[0]): [words_text(cell) for cell in row.cells[1:]]
        for row in grid(summary, "Projecten per status").rows
    }
    assert rows["Opgestart"] == ["52", "−2"]
    assert rows["Bijzondere aandacht nodig"] == ["1", "+1"]
    assert rows["Zonder status"] == ["1", "+1"]
    assert rows["Samen"] == ["54", "±0"]
    money = {
        words_text(row.cells[0]): [words_text(cell) for cell in row.cells[1:]]
        for row in grid(summary, "Verschil met april 2021").rows
    }
    assert money["04. Investeren in mensen en talenten"] == ["toen geen projecten"] * 3
    vak = sum(n * 1000 - (n - 100) * 100_000 for n in range(101, 121))
    assert [number(text) for text in money["Samen"]] == [0, vak, -100_000]


def test_the_summary_begins_with_the_figures_that_matter_and_what_changed_in_each(
    two_moments: Path,
) -> None:
    summary = chapter(built(two_moments), "Samenvatting")
    board, then = dashboard(two_moments), two_moments_before(two_moments)
    rows = {
        words_text(row.cells[0]): [words_text(cell) for cell in row.cells[1:]]
        for row in grid(summary, "De cijfers in het kort").rows
    }
    assert rows["Projecten"] == ["54", "±0"]
    assert rows["Projecten op “Bijzondere aandacht nodig”"] == ["1", "+1"]
    assert rows["Mijlpalen gerealiseerd"] == ["1", "+1"]
    overdue, earlier = (
        len(each.behind["voorbij"].mijlpalen) if "voorbij" in each.behind else 0
        for each in (board, then)
    )
    assert overdue > 0
    assert number(rows["Mijlpalen over tijd"][0]) == overdue
    assert number(rows["Mijlpalen over tijd"][1]) == overdue - earlier
    assert board.sinds_vorig is not None
    later = rows["Mijlpalen later gepland dan in april 2021"]
    assert later == [str(board.sinds_vorig.later), ""]
    assert rows["Betaald (VEK)"][1] == "−100.000 EUR"


def two_moments_before(path: Path) -> Dashboard:
    with Workspace.open(path, read_only=True) as workspace:
        return figures(workspace, "april 2021", None)


def test_what_is_not_filled_in_is_counted_apart(two_moments: Path) -> None:
    summary = chapter(built(two_moments), "Samenvatting")
    said = "\n".join(block_lines(summary))
    assert "niet meegeteld: VEK van 1 project." in said
    total = grid(summary, "Uitvoering van de beleidsruimte").rows[-1]
    assert words_text(total.cells[3]).endswith(" EUR\n5,0 %\n1 niet ingevuld")
    assert total.code == "2/PLAN-FINANCIERING"


def test_an_amount_that_nobody_filled_in_is_no_zero(tmp_path: Path) -> None:
    amounts = {f"financiering__{name}": None for name in ("beleidsruimte", "vak", "vek")}
    document = built(new_store(tmp_path / "centraal.vvd", fiche(**amounts)))
    summary = chapter(document, "Samenvatting")
    said = "\n".join(block_lines(summary))
    assert "Van geen enkel project is de beleidsruimte ingevuld." in said
    assert "0 EUR" not in said
    cells = grid(summary, "Uitvoering van de beleidsruimte").rows[0].cells
    assert [words_text(cell) for cell in cells[1:]] == [
        "niet ingevuld", "niet ingevuld", "niet ingevuld",
    ]  # fmt: skip


def test_one_of_something_is_said_in_the_singular(tmp_path: Path) -> None:
    summary = chapter(built(new_store(tmp_path / "centraal.vvd", fiche())), "Samenvatting")
    [lead, *_rest] = block_lines(summary.blocks[0])
    assert lead.startswith(
        "Op 31/03/2021 is er 1 project: 1 op “Opgestart”. Er is 1 mijlpaal; die is nog niet "
        "gerealiseerd en niet over tijd. "
    )


def test_what_asks_for_attention_leads_to_its_field(two_moments: Path) -> None:
    summary = chapter(built(two_moments), "Samenvatting")
    rows = grid(summary, "Wat aandacht vraagt").rows
    matters = [piece for row in rows for piece in row.cells[2] if isinstance(piece, Figure)]
    asked = {(each.text, f"2/{each.project}") for each in dashboard(two_moments).aandacht}
    assert {(each.text, each.code[:7]) for each in matters} == asked
    assert rows[0].code == matters[0].code == "2/VV101-PROJECTSTATUS"
    assert rows[0].cells[0][0] == Figure("VV101", "2/VV101")
    assert "Bijzondere aandacht nodig" in matters[0].text


def test_what_is_the_matter_with_one_project_stands_in_one_row(tmp_path: Path) -> None:
    made = fiche(mijlpalen=3)
    for row in made.tables["mijlpalen"].values():
        row.values["timing"] = date(2021, 1, 31)
    summary = chapter(built(new_store(tmp_path / "centraal.vvd", made)), "Samenvatting")
    [row] = grid(summary, "Wat aandacht vraagt").rows
    assert [words_text(cell) for cell in row.cells] == [
        "VV015 Project VV015",
        "Datum voorbij",
        "\n".join(
            f"mijlpaal {number}: “Op schema”, maar 31/01/2021 is voorbij" for number in (1, 2, 3)
        ),
    ]
    assert [each.code for each in row.cells[2] if isinstance(each, Figure)] == [
        f"1/VV015-M0{number}-STATUS" for number in (1, 2, 3)
    ]


def test_a_code_is_explained_with_the_very_figure_of_the_report(two_moments: Path) -> None:
    request = Request(hoofdstukken=frozenset({Hoofdstuk.SAMENVATTING}))
    with Workspace.open(two_moments, read_only=True) as workspace:
        said = texts(build_progress_report(workspace, request))
        # One of each kind of figure: looking all of them up takes long.
        kinds = {
            (code[:6], what.what.split("-")[0], code.endswith(CHANGE)): code
            for code, what in ((each, parse_code(each)) for each in said)
            if what.group in {PLAN, "S04"}
        }
        assert len(kinds) > 20
        told = {code: trace(workspace, code).tekst for code in kinds.values()}
    assert told == {code: next(iter(said[code])) for code in told}


def test_figures_over_some_speerpunten_together_have_no_code(two_moments: Path) -> None:
    document = built(two_moments, "03", "04")
    summary = chapter(document, "Samenvatting")
    assert {each.code.split("-")[0] for each in cited(summary) if "/V" not in each.code} == {
        "2/S03",
        "2/S04",
    }
    assert any(isinstance(each, Figure) and not each.code for each in pieces(summary))


def test_mijlpalen_and_fiches_without_a_status_are_named(tmp_path: Path) -> None:
    made = fiche(mijlpalen=2, projectstatus=None)
    made.tables["mijlpalen"]["VV015-M01"].values["status"] = None
    document = built(new_store(tmp_path / "centraal.vvd", made))
    said = texts(document)
    assert said["1/PLAN-STATUS-GEEN"] == {"1"}
    assert said["1/PLAN-MIJLPAAL-GEEN"] == {"1"}


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("fiches", ("", "PROJECTEN")),
        ("status:na_agendering", ("", "STATUS-NA_AGENDERING")),
        ("status:", ("", "STATUS-GEEN")),
        ("speerpunt:04", ("04", "PROJECTEN")),
        ("speerpunt:04:opgestart", ("04", "STATUS-OPGESTART")),
        ("speerpunt:zonder:", ("zonder", "STATUS-GEEN")),
        ("mijlpalen", ("", "MIJLPALEN")),
        ("voorbij", ("", "OVERTIJD")),
        ("geld:ruimte", ("", "BELEIDSRUIMTE")),
        ("geld:04:vak", ("04", "VAK")),
        ("geld:04:vek:leeg", ("04", "VEK-LEEG")),
        ("geld:leeg", ("", "FINANCIERING-LEEG")),
        ("maand:2021-06:op_schema", ("", "GEPLAND-2021_06-OP_SCHEMA")),
        ("maand:geen-datum", ("", "GEPLAND-GEEN_DATUM")),
        ("sinds-vorig:halfjaar", ("", "SINDS_VORIG-HALFJAAR")),
        ("status:één twee", ("", "")),
    ],
)
def test_a_key_of_the_overview_has_its_code(key: str, found: tuple[str, str]) -> None:
    assert what_of(key) == found


def test_a_code_names_the_group_of_the_report_or_of_the_speerpunt() -> None:
    assert code_of("geld:vak", 3, "PLAN") == "3/PLAN-VAK"
    assert code_of("geld:04:vak", 3, "PLAN") == "3/S04-VAK"
    assert code_of("speerpunt:zonder", 3, "PLAN") == "3/S00-PROJECTEN"
    assert code_of("geld:vak", 3, "") == ""
    assert code_of("speerpunt:iv", 3, "PLAN") == ""
