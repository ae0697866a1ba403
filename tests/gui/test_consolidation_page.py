"""Merging in the window: a batch is dropped, planned, settled by keys, carried out, taken back."""

import shutil
from functools import partial

import accessible
import pytest
from merge_sample import central, change, contents, fill_in, put, uitvraag
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow
from stores import ACTOR, DWSE, names_in
from window_fakes import RecordingMessages

import ui.pages.consolidation_work as work_module
from ui.desk import LiveDesk
from ui.drop_target import DropTarget, verdict_with
from ui.job import DirectRunner
from ui.pages.consolidation import ConsolidationPage
from ui.pages.consolidation_rows import KEUZE, ONTVANGEN, OPEN, SOORT
from ui.pages.page_names import CONFLICTS, MERGES
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.errors import Stale
from vvdesk.handing_out import hand_out
from vvdesk.jobs import Cancelled
from vvdesk.merging import ledger_rows, open_conflicts, plan_merge
from vvdesk.model import Keuze, Staat
from vvdesk.store.workspace import Workspace

NO_KEYS = Qt.KeyboardModifier.NoModifier
BETTER = "Activering van alle werkzoekenden"


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture(scope="module")
def post(tmp_path_factory):
    """What came by mail: VV015 was changed centrally after the workbooks went out."""
    folder = tmp_path_factory.mktemp("post")
    store = central(folder)
    good = uitvraag(store, folder / "DWSE.xlsx", DWSE)
    other = uitvraag(store, folder / "OV.xlsx")
    put(good, "Projecten", "Titel", 1, "Beter")
    put(other, "Projecten", "Titel", 1, BETTER)
    put(other, "Projecten", "Uitvoering VAK", 1, 12)
    put(other, "Projecten", "Uitvoering VEK", 2, 77)
    put(other, "Mijlpalen", "Geplande timing", 1, "eind 2024")
    change(store, "VV015", titel="Centraal anders", financiering__vak=5)
    (folder / "MOW.xlsx").write_bytes(b"geen werkboek")
    return folder


@pytest.fixture
def store(post, tmp_path):
    """A central file of one's own, with the post beside it."""
    for each in post.iterdir():
        shutil.copy(each, tmp_path / each.name)
    return tmp_path / "centraal.vvd"


@pytest.fixture
def batch(store):
    """A good workbook, one with two conflicts and something refused, and one that is none."""
    return [store.with_name(name) for name in ("DWSE.xlsx", "OV.xlsx", "MOW.xlsx")]


@pytest.fixture
def live(store, batch, tmp_path, qapp):
    assert qapp
    assert batch
    with Workspace.open(store) as workspace:
        yield LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))


@pytest.fixture
def page(live, messages, icons, theme, qtbot, monkeypatch):
    """The page; it reads in this process, for these tests wrote the workbooks themselves."""
    monkeypatch.setattr(work_module, "plan_merge", partial(plan_merge, readers=0))
    made = ConsolidationPage(live, DirectRunner(), messages, icons, theme)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.begin()
    yield made
    made.stop()


def press(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def rows_of(page):
    model = page.plan.model
    return [
        (model.text(row, SOORT), model.row_at(row).project, model.row_at(row).label)
        for row in range(model.rowCount())
    ]


def choices(page):
    model = page.plan.model
    return {
        model.row_at(row).label: model.text(row, KEUZE)
        for row in range(model.rowCount())
        if model.text(row, KEUZE)
    }


def values(store, project="VV015"):
    found = contents(store)[project].values
    return found["titel"], found["financiering.vak"]


def process(page, qtbot):
    press(qtbot, page.confirm.go)
    press(qtbot, page.confirm.yes)


def test_an_empty_page_says_what_belongs_there_and_chooses_many_files(page, messages, batch, qtbot):
    assert page.empty.choose.hasFocus()
    messages.answers["files_to_open"] = [batch]
    press(qtbot, page.empty.choose)
    assert messages.asked("files_to_open") == ["Inzendingen toevoegen"]
    assert [each.path for each in page.work.plan.workbooks] == batch


def test_files_that_are_dropped_on_a_central_file_all_come_into_the_batch(
    page, batch, icons, theme, qtbot, qapp
):
    window = QMainWindow()
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    target = DropTarget(window, theme, icons, verdict_with("centraal.vvd", is_central=True))
    target.dropped.connect(page.add)
    with qtbot.waitExposed(window):
        window.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in batch])
    handle = window.windowHandle()
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
    qapp.sendEvent(handle, QDragEnterEvent(QPoint(300, 200), *held))
    assert target.verdict.title == "3 inzendingen inlezen"
    qapp.sendEvent(handle, QDropEvent(QPointF(300, 200), *held))
    assert page.work.paths == batch
    window.takeCentralWidget()


def test_each_file_says_where_it_stands_and_the_counters_add_up(page, batch):
    page.add(batch)
    words = [page.batch.model.state_at(row).words for row in range(3)]
    assert words == ["1 fiche", "2 fiches · 2 conflicten · 1 rij geweigerd", "geweigerd"]
    assert page.batch.heading.text() == "3 inzendingen, 2 bruikbaar"
    counts, total = page.plan.counters.text().removeprefix("Rijen: ").split(" = ")
    numbers = [int(part.split()[0]) for part in counts.split(" · ")]
    assert sum(numbers) == int(total.split()[0]) > 0
    assert ("Conflict", "VV015", "Titel") in rows_of(page)
    assert page.plan.table.hasFocus()


def test_conflicts_are_chosen_with_keys_and_the_store_holds_what_was_chosen(
    page, store, batch, live, qtbot
):
    page.add(batch)
    table = page.plan.table
    qtbot.keyClick(table, Qt.Key.Key_F8)
    assert page.plan.pane.shown.waar == "Titel"
    assert choices(page) == {"Titel": OPEN, "Uitvoering VAK": OPEN}
    qtbot.keyClick(table, Qt.Key.Key_2)
    assert choices(page)["Titel"] == "Ontvangen"
    qtbot.keyClick(table, Qt.Key.Key_F8)
    qtbot.keyClick(table, Qt.Key.Key_3)
    own = page.plan.pane.own.editor.control()
    assert own.hasFocus()
    qtbot.keyClicks(own, "9 mio")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    assert choices(page)["Uitvoering VAK"] == "Zelf: 9.000.000 EUR"
    assert "VAK 9.000.000 EUR (+8.999.995 EUR)" in page.plan.summary.text()
    assert values(store) == ("Centraal anders", 5)
    press(qtbot, page.confirm.go)
    assert "2 inzendingen worden verwerkt" in page.confirm.text.text()
    assert "1 bestand komt niet mee" in page.confirm.text.text()
    assert values(store) == ("Centraal anders", 5)
    with qtbot.waitSignal(page.applied):
        press(qtbot, page.confirm.yes)
    assert values(store) == (BETTER, 9_000_000)
    assert contents(store)["VV016"].values["titel"] == "Beter"
    assert contents(store)["VV016"].staat == Staat.INGEDIEND
    assert open_conflicts(live.desk.workspace) == []
    assert page.empty.choose.hasFocus()


def test_a_value_of_ones_own_that_is_none_is_refused_at_the_field(page, batch, qtbot):
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_3)
    own = page.plan.pane.own.editor.control()
    qtbot.keyClicks(own, "veel")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    assert '"veel"' in page.plan.pane.own.problem
    assert choices(page)["Uitvoering VAK"] == OPEN
    press(qtbot, page.confirm.go)
    assert not page.confirm.is_asking()


def test_a_choice_can_hold_for_a_whole_project_or_entiteit(page, batch, qtbot):
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    bar = page.plan.pane.bar
    assert not bar.project.isEnabled()
    press(qtbot, page.plan.pane.radios[Keuze.CENTRAAL])
    press(qtbot, bar.project)
    assert set(choices(page).values()) == {"Nu centraal"}
    qtbot.keyClick(page.plan.table, Qt.Key.Key_2)
    press(qtbot, bar.entiteit)
    assert set(choices(page).values()) == {"Ontvangen"}
    assert page.confirm.text.text() == ""


def test_what_is_left_open_waits_in_the_ledger(page, store, batch, live, qtbot):
    page.add(batch)
    assert page.confirm.text.text() == "2 conflicten nog te kiezen."
    process(page, qtbot)
    assert values(store) == ("Centraal anders", 5)
    assert len(open_conflicts(live.desk.workspace)) == 2
    with qtbot.waitSignal(page.page_requested) as told:
        press(qtbot, page.job.notices.offers[0])
    assert told.args == [CONFLICTS]


def test_a_merge_is_taken_back_as_a_whole(page, store, batch, qtbot):
    before = {code: each.values for code, each in contents(store).items()}
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_2)
    process(page, qtbot)
    back = next(each for each in page.job.notices.offers if each.text() == "Ongedaan maken")
    press(qtbot, back)
    assert "ongedaan gemaakt" in page.job.notices.text
    assert {code: each.values for code, each in contents(store).items()} == before
    assert contents(store)["VV016"].staat == Staat.CONCEPT


def test_the_plan_of_a_merge_can_be_kept(page, batch, messages, tmp_path, qtbot):
    page.add(batch)
    process(page, qtbot)
    save = next(each for each in page.job.notices.offers if each.text() == "Plan bewaren…")
    messages.answers["file_to_save"] = [tmp_path / "plan.html"]
    press(qtbot, save)
    assert "VV015" in (tmp_path / "plan.html").read_text(encoding="utf-8")


def test_stopping_leaves_the_batch_and_the_store_as_they_were(
    page, store, batch, monkeypatch, qtbot
):
    page.add(batch[:1])
    plan = page.work.plan

    def stopped(*_args, **_options):
        raise Cancelled

    monkeypatch.setattr(work_module, "plan_merge", stopped)
    page.add(batch[1:])
    assert page.work.plan is plan
    assert page.work.paths == batch[:1]
    assert page.job.notices.text == "Gestopt. Er is niets gewijzigd."
    monkeypatch.setattr(work_module, "apply_plan", stopped)
    process(page, qtbot)
    assert page.work.plan is plan
    assert contents(store)["VV016"].values["titel"] != "Beter"


def test_a_plan_that_is_overtaken_is_made_again_with_its_choices(
    page, store, batch, monkeypatch, qtbot
):
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_2)
    real = work_module.apply_plan

    def overtaken(*_args, **_options):
        monkeypatch.setattr(work_module, "apply_plan", real)
        raise Stale("Iemand was je voor. Maak het plan opnieuw.")

    monkeypatch.setattr(work_module, "apply_plan", overtaken)
    process(page, qtbot)
    assert "opnieuw gemaakt" in page.job.notices.text
    assert choices(page)["Titel"] == "Ontvangen"
    process(page, qtbot)
    assert values(store)[0] == BETTER


def test_files_leave_the_batch_with_delete_and_choices_stay(page, batch, qtbot):
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_1)
    view = page.batch.view
    view.setCurrentIndex(page.batch.model.index(2))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert page.work.paths == batch[:2]
    assert choices(page)["Titel"] == "Nu centraal"
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert page.work.plan is None
    assert page.empty.isVisible()


def test_rows_are_narrowed_by_kind_project_file_and_words(page, batch, qtbot):
    page.add(batch)
    every = len(rows_of(page))
    narrow = page.plan.filter
    narrow.kinds.setFocus()
    qtbot.keyClick(narrow.kinds, Qt.Key.Key_Down)
    assert {kind for kind, _project, _label in rows_of(page)} == {"Conflict"}
    press(qtbot, narrow.clear_all)
    assert len(rows_of(page)) == every
    qtbot.keyClicks(narrow.project, "vv016")
    qtbot.keyClick(narrow.project, Qt.Key.Key_Return)
    assert {project for _kind, project, _label in rows_of(page)} == {"VV016"}
    press(qtbot, narrow.clear_all)
    qtbot.keyClicks(narrow.words, "werkzoekenden")
    qtbot.keyClick(narrow.words, Qt.Key.Key_Return)
    assert [label for _kind, _project, label in rows_of(page)] == ["Titel"]
    assert page.plan.found.text() == f"1 van {every} regels"
    qtbot.keyClicks(narrow.words, "xyz")
    qtbot.keyClick(narrow.words, Qt.Key.Key_Return)
    assert "Geen enkele regel" in page.plan.found.text()
    press(qtbot, narrow.clear_all)
    press(qtbot, narrow.one_file)
    assert {project for _kind, project, _label in rows_of(page)} == {"VV016"}


def test_error_copies_of_all_bad_files_come_beside_them(page, batch, tmp_path, qtbot):
    page.add(batch)
    press(qtbot, page.batch.copies)
    assert "OV-fouten.xlsx" in names_in(tmp_path)
    assert "het blad Problemen zegt" in page.job.notices.text


def test_an_older_export_asks_and_comes_in_when_it_is_confirmed(page, live, tmp_path, qtbot):
    older, newer = tmp_path / "DWSE.xlsx", tmp_path / "DWSE2.xlsx"
    put(older, "Projecten", "Titel", 1, "Ouder")
    hand_out(live.desk.workspace, None, DWSE, newer, ACTOR)
    put(newer, "Projecten", "Titel", 1, "Nieuwer")
    page.add([newer])
    process(page, qtbot)
    page.add([older])
    assert page.batch.model.state_at(0).words == "vraagt bevestiging"
    assert not page.confirm.go.isEnabled()
    press(qtbot, page.batch.older)
    assert page.work.plan.workbooks[0].status == "accepted"


def test_the_same_file_again_says_so_and_changes_nothing(page, batch, qtbot):
    page.add(batch[:1])
    process(page, qtbot)
    page.add(batch[:1])
    assert page.batch.model.state_at(0).words == "al ingelezen"
    assert not page.confirm.go.isEnabled()
    page.add(batch[:1])
    assert page.job.notices.text == "Die bestanden staan al in de stapel."


def test_enter_on_a_row_leads_to_the_field_and_a_button_to_earlier_merges(page, batch, qtbot):
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    with qtbot.waitSignal(page.fiche_requested) as told:
        qtbot.keyClick(page.plan.table, Qt.Key.Key_Return)
    assert told.args == ["VV015", "titel"]
    with qtbot.waitSignal(page.page_requested) as asked:
        press(qtbot, page.earlier)
    assert asked.args == [MERGES]


def test_the_page_fits_a_small_screen_with_the_largest_text(page, batch, theme, qtbot):
    page.add(batch)
    press(qtbot, page.plan.more)
    theme.zoom_to(200)
    assert page.minimumSizeHint().width() <= 1366
    assert page.minimumSizeHint().height() <= 560
    theme.zoom_to(100)


def test_a_screen_reader_hears_whole_rows(page, batch):
    page.add(batch)
    model = page.plan.model
    spoken = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    titel = next(each for each in spoken if each.startswith("Conflict. VV015. Titel"))
    assert f"Ontvangen: {BETTER}" in titel
    assert "Keuze: Nog te kiezen" in titel
    assert model.text(0, ONTVANGEN)


def test_every_control_has_a_name_and_can_be_hit(page, batch, qtbot):
    assert accessible.nameless(page) == []
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_3)
    assert accessible.nameless(page) == []
    for check in (accessible.roleless, accessible.small, accessible.clipped):
        assert check(page) == []


def test_files_that_come_while_others_are_read_join_the_batch(page, batch, monkeypatch):
    read = work_module.plan_merge

    def reading(*args, **options):
        monkeypatch.setattr(work_module, "plan_merge", read)
        page.add(batch[1:])
        return read(*args, **options)

    monkeypatch.setattr(work_module, "plan_merge", reading)
    page.add(batch[:1])
    assert page.work.paths == batch


def test_a_workbook_without_its_base_is_confirmed_project_by_project(page, batch, store, qtbot):
    fill_in(batch[1], lambda book: book.remove(book["_basis"]))
    page.add(batch[1:2])
    assert "per project te bevestigen" in page.batch.sentence.text()
    page.plan.table.setFocus()
    while page.plan.pane.shown.project != "VV017":
        qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_2)
    press(qtbot, page.plan.pane.bar.project)
    process(page, qtbot)
    assert values(store) == ("Centraal anders", 5)
    assert contents(store)["VV017"].values["financiering.vek"] == 77


def test_a_file_that_can_only_be_read_says_so_and_processes_nothing(page, batch, live, monkeypatch):
    monkeypatch.setattr(live.desk, "closed_reason", lambda: "Dit meetmoment is gesloten.")
    page.add(batch)
    assert page.confirm.text.text() == "Dit meetmoment is gesloten."
    assert not page.confirm.go.isEnabled()


def test_a_choice_and_its_note_are_shown_again(page, batch, qtbot):
    page.add(batch)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_F8)
    qtbot.keyClick(page.plan.table, Qt.Key.Key_1)
    note = page.plan.pane.bar.note
    qtbot.keyClicks(note, "Nagebeld op 3 mei")
    press(qtbot, page.plan.pane.bar.next)
    assert note.text() == ""
    press(qtbot, page.plan.pane.bar.previous)
    assert note.text() == "Nagebeld op 3 mei"
    assert page.plan.pane.radios[Keuze.CENTRAAL].isChecked()
    process(page, qtbot)
    (row,) = [each for each in ledger(page) if each.path == "titel"]
    assert (row.keuze, row.nota) == (Keuze.CENTRAAL, "Nagebeld op 3 mei")


def ledger(page):
    return ledger_rows(page.work._live.desk.workspace, is_open=None)
