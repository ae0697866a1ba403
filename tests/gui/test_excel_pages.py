"""Excel in and out of the window: what goes out, and that nothing comes in unseen."""

from functools import partial

import pytest
from merge_sample import (
    FIRST_ROW,
    central,
    change,
    column_of,
    contents,
    fill_in,
    inzending_of,
    put,
    uitvraag,
)
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QLineEdit, QPushButton
from stores import ACTOR, OV, names_in
from window_fakes import RecordingMessages

import ui.pages.excel_in as excel_in_module
from ui.desk import LiveDesk
from ui.job import DirectRunner, ThreadRunner
from ui.notices import Tone
from ui.pages.excel_in import ExcelInPage
from ui.pages.excel_out import ExcelOutPage
from ui.theme import Look
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.handing_out import export, hand_out
from vvdesk.model import Staat
from vvdesk.store.workspace import Workspace
from vvdesk.workbook_intake import plan_intake


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def out(desk, messages, icons, theme, qtbot):
    made = ExcelOutPage(desk, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.show()
    made.show_listed(["VV015", "VV016"])
    made.begin()
    return made


@pytest.fixture
def handed_out(tmp_path):
    """A dossier that was handed out by a central file."""
    with Workspace.open(central(tmp_path)) as workspace:
        hand_out(workspace, None, OV, tmp_path / "ov.vvd", ACTOR)
    return tmp_path / "ov.vvd"


@pytest.fixture
def book(handed_out, tmp_path):
    """A workbook of it in which somebody changed, added and misspelled something."""

    def write(filled):
        projects, mijlpalen = filled["Projecten"], filled["Mijlpalen"]
        projects.cell(FIRST_ROW, column_of(projects, "Uitvoering VAK")).value = 5
        projects.cell(FIRST_ROW, column_of(projects, "Uitvoering VEK")).value = 3
        projects.cell(FIRST_ROW + 1, column_of(projects, "Titel")).value = "Beter"
        timing = column_of(mijlpalen, "Geplande timing")
        mijlpalen.cell(FIRST_ROW + 1, timing).value = "eind 2024"
        below = FIRST_ROW + 5
        for label, value in (("Projectcode", "VV015"), ("Beoogde realisaties", "Nieuw")):
            mijlpalen.cell(below, column_of(mijlpalen, label)).value = value

    return fill_in(inzending_of(handed_out, tmp_path / "terug.xlsx"), write)


@pytest.fixture
def live(handed_out, book, tmp_path, qapp):
    """The desk on it; VAK and VEK of VV015 were changed here too."""
    assert qapp
    assert book
    change(handed_out, "VV015", financiering__vak=7, financiering__vek=1)
    with Workspace.open(handed_out) as workspace:
        made = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))
        made.show("VV015")
        yield made


@pytest.fixture
def page(live, messages, icons, theme, qtbot, monkeypatch):
    """The page; it reads in this process, for these tests wrote the workbooks themselves."""
    monkeypatch.setattr(excel_in_module, "plan_intake", partial(plan_intake, readers=0))
    made = ExcelInPage(live, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.begin()
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def vak_and_vek(live):
    values = live.desk.fiche("VV015").values
    return values["financiering.vak"], values["financiering.vek"]


def test_this_fiche_the_listed_ones_or_all_can_go_out(out, dossier, qtbot):
    assert [each.text() for each in out.choices] == [
        "Deze fiche: VV015 – Project VV015",
        "De fiches die nu in de lijst staan (2)",
        "Het hele dossier",
    ]
    assert out.target.path() == dossier.path.parent / "ov_VV015_april-2021.xlsx"
    with qtbot.waitSignal(out.exported) as told:
        press(qtbot, out.go)
    assert told.args[0].projects == ("VV015",)
    qtbot.keyClick(out.choices[0], Qt.Key.Key_Down)
    assert out.target.path().name == "ov_2-fiches_april-2021.xlsx"
    qtbot.keyClick(out.choices[1], Qt.Key.Key_Down)
    assert out.target.path().name == "ov_april-2021.xlsx"
    with qtbot.waitSignal(out.exported) as told:
        press(qtbot, out.go)
    assert told.args[0].projects == ("VV015", "VV016")


def test_what_went_out_can_be_opened_with_its_folder(out, messages, dossier, qtbot):
    press(qtbot, out.go)
    opening, folder = out.job.notices.offers
    press(qtbot, opening)
    press(qtbot, out.go)
    press(qtbot, out.job.notices.offers[1])
    assert folder.text() == "Map openen"
    assert messages.asked("open_outside") == [
        str(dossier.path.parent / "ov_VV015_april-2021.xlsx"),
        str(dossier.path.parent),
    ]


def test_a_target_that_cannot_be_written_offers_another_name(out, messages, dossier, qtbot):
    (dossier.path.parent / "ov_VV015_april-2021.xlsx").mkdir()
    press(qtbot, out.go)
    assert out.job.notices._notice.tone is Tone.ERROR
    again, other, cancel = out.job.notices.offers
    assert (again.text(), cancel.text()) == ("Opnieuw", "Annuleren")
    press(qtbot, other)
    assert messages.asked("file_to_save") == ["Werkboek bewaren"]
    assert "ov_VV015_april-2021 (2).xlsx" in names_in(dossier.path.parent)
    with qtbot.waitSignal(out.closed):
        press(qtbot, out.back)


def test_a_file_that_stands_there_is_announced_before_it_is_replaced(out, dossier, qtbot):
    (dossier.path.parent / "oud.xlsx").write_bytes(b"x")
    line = out.target.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "oud")
    assert out.target.path() == dossier.path.parent / "oud.xlsx"
    assert "bestaat al" in out.target._note.text()
    line.selectAll()
    qtbot.keyClicks(line, "oud.pdf")
    assert not out.go.isEnabled()


def test_before_a_workbook_is_chosen_the_page_says_what_belongs_here(page, messages, book, qtbot):
    assert page.choose.isVisible()
    assert not page.go.isVisible()
    messages.answers["file_to_open"] = [None, book]
    press(qtbot, page.choose)
    assert page.choose.isVisible()
    press(qtbot, page.choose)
    assert page.plan.isVisible()


def test_the_plan_counts_every_row_and_lists_every_field(page, book):
    page.read(book)
    assert page.plan.counters.text() == (
        "Rijen: 1 nieuw · 1 gewijzigd · 7 ongewijzigd · 1 conflict · 1 geweigerd = 11 gelezen"
    )
    tabs = [page.plan.tabs.tabText(at) for at in range(3)]
    assert tabs == ["Conflicten (2)", "Wijzigingen (2)", "Opmerkingen (1)"]
    model = page.plan.conflicts.model
    assert [model.data(model.index(0, column)) for column in range(7)] == [
        "VV015", "Uitvoering VAK", "0 EUR", "7 EUR", "5 EUR", "Projecten Q4", "Nog te kiezen",
    ]  # fmt: skip
    assert "Nu hier: 7 EUR" in page.plan.conflicts.whole.toPlainText()
    assert not page.go.isEnabled()


def test_a_choice_for_each_conflict_opens_the_way_and_taking_over_does_it(page, live, book, qtbot):
    page.read(book)
    with qtbot.waitSignal(page.plan.chosen):
        press(qtbot, page.plan.keep)
    assert not page.go.isEnabled()
    press(qtbot, page.plan.take)
    with qtbot.waitSignals([page.taken_over, page.closed, live.shown]):
        press(qtbot, page.go)
    assert vak_and_vek(live) == (7, 3)
    assert live.desk.fiche("VV017").values["titel"] == "Beter"
    assert page.choose.isVisible()


@pytest.mark.parametrize(("button", "expected"), [("keep_all", (7, 1)), ("take_all", (5, 3))])
def test_one_choice_can_hold_for_all_conflicts(page, live, book, qtbot, button, expected):
    page.read(book)
    press(qtbot, getattr(page.plan, button))
    press(qtbot, page.go)
    assert vak_and_vek(live) == expected


def test_going_back_leaves_everything_as_it_was(page, handed_out, book, qtbot):
    before = contents(handed_out)
    page.read(book)
    press(qtbot, page.plan.take_all)
    with qtbot.waitSignal(page.closed):
        press(qtbot, page.back)
    assert contents(handed_out) == before
    page.begin()
    assert page.choose.isVisible()


def test_what_was_refused_goes_back_as_an_error_copy(page, messages, book, qtbot):
    page.read(book)
    press(qtbot, page.copy)
    assert "terug-fouten.xlsx" in names_in(book.parent)
    press(qtbot, page.job.notices.offers[0])
    assert messages.asked("open_outside") == [str(book.parent / "terug-fouten.xlsx")]


def test_a_change_behind_the_plan_asks_to_look_again(page, live, book, qtbot):
    page.read(book)
    press(qtbot, page.plan.take_all)
    live.set({"titel": "Intussen"}, "Titel wijzigen")
    press(qtbot, page.go)
    assert "intussen gewijzigd" in page.job.notices.text
    (again,) = page.job.notices.offers
    press(qtbot, again)
    assert page.plan.open_count() == 2


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(page, tmp_path):
    path = tmp_path / "brief.xlsx"
    path.write_text("Beste collega")
    page.read(path)
    assert page.job.notices.text.startswith("Niet ingelezen.")
    assert not page.go.isEnabled()


def test_an_older_export_asks_once_and_can_be_read_all_the_same(page, live, tmp_path, qtbot):
    exports = []
    for number in (1, 2):
        path = tmp_path / f"export-{number}.xlsx"
        export(live.desk.workspace, None, None, path, ACTOR)
        exports.append(put(path, "Projecten", "Contactpersoon", 1, f"Persoon {number}"))
        live.set({"titel": f"Titel {number}"}, "Titel wijzigen")
    page.read(exports[1])
    press(qtbot, page.plan.take_all)
    press(qtbot, page.go)
    page.read(exports[0])
    assert "oudere export" in page.job.notices.text
    (anyway,) = page.job.notices.offers
    assert anyway.text() == "Toch inlezen"
    press(qtbot, anyway)
    assert page.plan.tabs.isVisible()


def test_a_fiche_that_was_handed_in_is_not_read_over(page, live, book):
    with Editing(live.desk.workspace, ACTOR).step("x") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND)
    page.read(book)
    assert page.job.notices.text.startswith("VV015 is ingediend")
    assert not page.go.isEnabled()


def test_a_workbook_that_says_the_same_changes_nothing(page, handed_out, tmp_path):
    same = uitvraag(tmp_path / "centraal.vvd", tmp_path / "uit.xlsx")
    page.read(same)
    assert handed_out.exists()
    assert "zegt hetzelfde" in page.job.notices.text
    assert not page.go.isEnabled()


def test_every_control_has_a_name_and_nothing_breaks_in_the_dark_at_double_size(
    page, live, messages, icons, theme, qtbot, book
):
    out = ExcelOutPage(live, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(out)
    out.begin()
    theme.choose(Look.DARK)
    theme.zoom_to(200)
    page.read(book)
    for shown in (page, out):
        for control in (*shown.findChildren(QPushButton), *shown.findChildren(QLineEdit)):
            assert control.accessibleName() or getattr(control, "text", str)()


def test_a_plan_that_a_thread_made_is_carried_out_by_another(
    live, messages, icons, theme, qtbot, book
):
    pool = QThreadPool()
    page = ExcelInPage(live, ThreadRunner(pool), messages, icons, theme)
    qtbot.addWidget(page)
    page.show()
    page.begin()
    page.read(book)
    assert not page.choose.isEnabled()
    qtbot.waitUntil(page.plan.isVisible, timeout=30_000)
    press(qtbot, page.plan.take_all)
    qtbot.waitUntil(page.go.isEnabled)
    with qtbot.waitSignal(page.taken_over):
        press(qtbot, page.go)
    qtbot.waitUntil(page.choose.isEnabled)
    pool.waitForDone()
    assert vak_and_vek(live) == (5, 3)
