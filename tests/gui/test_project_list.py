"""The list of projects: found while typing, walked by keyboard, true after edits."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QToolButton
from stores import ACTOR, fiche, new_store

from ui.desk import LiveDesk
from ui.forms.status_chip import StatusChips
from ui.job import DirectRunner, ThreadRunner
from ui.pages import project_work
from ui.pages.project_filter import ProjectFilter
from ui.pages.project_list import ProjectListPage
from ui.pages.project_tree import ENTITEIT, HEADERS, VOLLEDIG
from ui.pages.project_view import ProjectView
from ui.theme import Look
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.project_list import Volgorde
from vvdesk.store.workspace import Workspace

Keys = Qt.Key


@pytest.fixture
def live(central, tmp_path):
    """The desk on the nine projects of the sample report, with VV016 in hand."""
    with Workspace.open(central) as workspace:
        made = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "proef"))
        made.show(codes_of(made)[1])
        yield made


def codes_of(live):
    with live.desk.workspace.connection() as connection:
        rows = connection.exec_driver_sql("SELECT project_code FROM fiche ORDER BY 1")
        return [code for (code,) in rows]


def shown_page(qtbot, live, theme, icons, runner=None):
    chips = StatusChips(live.desk.referentie, theme)
    made = ProjectListPage(live, runner or DirectRunner(), chips, icons, theme)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made._work.index is not None and None not in made._projects.counts)
    return made


@pytest.fixture
def page(qtbot, live, theme, icons):
    """The page, with texts read and findings counted."""
    return shown_page(qtbot, live, theme, icons)


def filter_of(page):
    return page.findChild(ProjectFilter)


def view_of(page):
    return page.findChild(ProjectView)


def button(page, text):
    found = [each for each in page.findChildren(QPushButton) if each.text() == text]
    return next(each for each in found if each.isVisible())


def says(page, text):
    return any(text in each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_all_projects_stand_in_their_groups(page, live):
    assert sorted(page.listed()) == codes_of(live)
    assert says(page, "9 projecten")
    first = view_of(page).model().index(0, 0)
    assert first.data().startswith("04. Investeren in mensen en talenten, 9 projecten")


def test_typing_narrows_the_list_at_every_key(page, qtbot):
    seen = []
    for letter in "digisprong":
        qtbot.keyClicks(filter_of(page), letter)
        seen.append(len(page.listed()))
    assert seen == sorted(seen, reverse=True)
    assert 1 <= seen[-1] < 9
    assert says(page, f"{seen[-1]} van 9 projecten")


def test_what_stands_deep_in_a_text_is_found(page, qtbot):
    titles = " ".join(page._projects.columns["titel"]).casefold()
    assert "leerkrachten" not in titles
    qtbot.keyClicks(filter_of(page), "leerkrachten")
    assert 0 < len(page.listed()) < 9


def test_nothing_found_says_so_and_offers_to_clear(page, qtbot):
    qtbot.keyClicks(filter_of(page), "xyzzy")
    assert page.listed() == []
    assert says(page, "Geen project gevonden voor “xyzzy”.")
    qtbot.mouseClick(button(page, "Filter wissen"), Qt.MouseButton.LeftButton)
    assert len(page.listed()) == 9
    assert filter_of(page).text() == ""
    assert filter_of(page).hasFocus()


def test_the_keyboard_goes_from_the_filter_into_the_list_and_opens(page, qtbot):
    page.focus_filter()
    qtbot.keyClicks(filter_of(page), page.listed()[3])
    code = page.listed()[0]
    qtbot.keyClick(filter_of(page), Keys.Key_Down)
    assert view_of(page).hasFocus()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(view_of(page), Keys.Key_Return)
    assert opened.args == [code]


def test_enter_in_the_filter_opens_the_first_that_was_found(page, qtbot):
    qtbot.keyClicks(filter_of(page), page.listed()[-1])
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(filter_of(page), Keys.Key_Return)
    assert opened.args == page.listed()


def test_letters_typed_in_the_list_go_to_the_filter(page, qtbot):
    view_of(page).setFocus()
    qtbot.keyClick(view_of(page), Keys.Key_V, Qt.KeyboardModifier.ShiftModifier)
    assert filter_of(page).hasFocus()
    assert filter_of(page).text().casefold() == "v"


def test_up_on_the_first_row_goes_back_to_the_filter(page, qtbot):
    view = view_of(page)
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Keys.Key_Up)
    assert filter_of(page).hasFocus()


@pytest.mark.parametrize("find", [filter_of, view_of])
def test_escape_clears_the_filter(page, qtbot, find):
    qtbot.keyClicks(filter_of(page), page.listed()[2])
    assert len(page.listed()) == 1
    find(page).setFocus()
    qtbot.keyClick(find(page), Keys.Key_Escape)
    assert len(page.listed()) == 9


def test_enter_on_a_group_closes_it_and_that_is_remembered(page, qtbot):
    view = view_of(page)
    view.setFocus()
    top = view.model().index(0, 0)
    view.setCurrentIndex(top)
    qtbot.keyClick(view, Keys.Key_Return)
    assert not view.isExpanded(view.model().index(0, 0))
    qtbot.keyClicks(filter_of(page), page.listed()[0])
    assert view.isExpanded(view.model().index(0, 0))
    qtbot.keyClick(filter_of(page), Keys.Key_Escape)
    page._facets.changed.emit()
    assert view.isExpanded(view.model().index(0, 0)) is False


def test_all_groups_can_be_closed_and_opened(page, qtbot):
    buttons = {each.accessibleName(): each for each in page.findChildren(QToolButton)}
    view = view_of(page)
    qtbot.mouseClick(buttons["Alles dichtklappen"], Qt.MouseButton.LeftButton)
    assert not view.isExpanded(view.model().index(0, 0))
    qtbot.mouseClick(buttons["Alles openklappen"], Qt.MouseButton.LeftButton)
    assert view.isExpanded(view.model().index(0, 0))


def test_the_project_in_hand_is_marked_and_followed(page, live):
    assert page._board.at_hand() == live.project
    other = codes_of(live)[5]
    live.show(other)
    assert page._board.at_hand() == other
    assert page._board._delegate.in_hand == other


def test_the_cursor_stays_on_its_project_when_the_list_changes(page, qtbot):
    before = page._board.at_hand()
    qtbot.keyClicks(filter_of(page), "vv")
    assert page._board.at_hand() == before


def test_neighbours_follow_the_order_shown(page):
    order = page.listed()
    assert page.neighbour(order[0], 1) == order[1]
    assert page.neighbour(order[1], -1) == order[0]
    assert page.neighbour(order[0], -1) is None
    assert page.neighbour(order[-1], 1) is None
    assert page.neighbour("VV999", 1) is None


def test_a_project_that_is_filtered_away_has_neighbours_by_code(page, qtbot, live):
    codes = codes_of(live)
    qtbot.keyClicks(filter_of(page), codes[0])
    assert page.neighbour(codes[3], 1) == codes[4]


def test_facets_narrow_the_list_and_can_be_cleared(page, qtbot):
    boxes = {each.accessibleName(): each for each in page.findChildren(QComboBox)}
    status = boxes["Status"]
    status.setFocus()
    key = page._projects.columns["status"][0]
    status.setCurrentIndex(status.findData(key))
    expected = page._projects.columns["status"].count(key)
    assert len(page.listed()) == expected
    boxes["Staat van de fiche"].setCurrentIndex(boxes["Staat van de fiche"].findData("ingediend"))
    assert page.listed() == []
    assert says(page, "Geen project voldoet aan deze filter.")
    qtbot.mouseClick(button(page, "Keuzes wissen"), Qt.MouseButton.LeftButton)
    assert len(page.listed()) == 9


def test_only_projects_with_fouten_or_incomplete_ones(page, qtbot):
    checks = {each.text(): each for each in page.findChildren(QCheckBox)}
    checks["Met fouten"].setFocus()
    qtbot.keyClick(checks["Met fouten"], Keys.Key_Space)
    counts = page._projects.counts
    assert len(page.listed()) == sum(each.fouten > 0 for each in counts)
    qtbot.keyClick(checks["Met fouten"], Keys.Key_Space)
    qtbot.keyClick(checks["Niet volledig"], Keys.Key_Space)
    assert len(page.listed()) == sum(each.percentage < 100 for each in counts)


def test_the_wheel_chooses_nothing(page):
    for box in page.findChildren(QComboBox):
        at = QPointF(5, 5)
        event = QWheelEvent(
            at,
            QPointF(box.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        assert box.currentIndex() == 0


def by_cluster(page, what):
    return [[what(row) for row in each.rows] for each in page._board._tree._clusters]


def test_a_click_on_a_head_orders_and_a_second_one_turns_round(page, qtbot):
    head = view_of(page).header()
    at = QPoint(head.sectionViewportPosition(VOLLEDIG) + 10, head.height() // 2)
    counts = page._projects.counts
    for descending in (False, True):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        for shown in by_cluster(page, lambda row: counts[row].percentage):
            assert shown == sorted(shown, reverse=descending)
    assert len(page.listed()) == 9


def test_the_order_can_be_chosen_with_the_keyboard_too(page):
    menu = next(each for each in page.findChildren(QToolButton) if each.menu()).menu()
    choices = {each.text(): each for each in menu.actions()}
    for name, turned in (("Status", False), ("Omgekeerde volgorde", True), ("Status", True)):
        choices[name].trigger()
        assert page._heading.volgorde is Volgorde.STATUS
        assert page._heading.descending is turned
    choices["Bevindingen"].trigger()
    counts = page._projects.counts
    for shown in by_cluster(page, lambda row: counts[row].fouten):
        assert shown == sorted(shown, reverse=True)


def test_what_is_listed_can_be_exported(page, qtbot):
    qtbot.keyClicks(filter_of(page), page.listed()[4])
    with qtbot.waitSignal(page.export_requested) as asked:
        qtbot.mouseClick(button(page, "Deze lijst exporteren…"), Qt.MouseButton.LeftButton)
    assert asked.args == [page.listed()]


def test_an_edit_shows_at_once_and_is_found(page, qtbot, live):
    assert live.set({"titel": "Getijdencentrale Oostende"}, "Titel wijzigen")
    qtbot.keyClicks(filter_of(page), "getijden")
    assert page.listed() == [live.project]
    live.undo()
    assert page.listed() == []


def test_an_edit_made_while_the_list_is_hidden_is_there_when_it_comes_back(page, live):
    page.hide()
    row = page._projects.row(live.project)
    assert live.set({"titel": None}, "Titel wijzigen")
    assert page._projects.columns["titel"][row] != ""
    before = page._projects.counts[row]
    page.show()
    assert page._projects.columns["titel"][row] == ""
    assert page._projects.counts[row].percentage <= before.percentage


def test_what_changed_outside_the_desk_is_there_after_reloading(page, qtbot, live):
    with live.desk.workspace.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE fiche SET titel = 'Ingelezen' WHERE project_code = ?", (live.project,)
        )
    live.refresh()
    page.reload()
    qtbot.waitUntil(lambda: page._work.index is not None)
    qtbot.keyClicks(filter_of(page), "ingelezen")
    assert page.listed() == [live.project]


def test_a_page_that_is_gone_hears_no_more_of_edits(qtbot, live, theme, icons):
    chips = StatusChips(live.desk.referentie, theme)
    page = ProjectListPage(live, DirectRunner(), chips, icons, theme)
    page.stop()
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert live.set({"titel": "Anders"}, "Titel wijzigen")


def test_texts_and_findings_come_from_threads_too(qtbot, live, theme, icons):
    pool = QThreadPool()
    page = shown_page(qtbot, live, theme, icons, ThreadRunner(pool))
    qtbot.keyClicks(filter_of(page), "leerkrachten")
    assert page.listed()
    page.reload()
    page.stop()
    assert pool.waitForDone(5000)


class Waiting:
    """Runs no job; the test does, or nobody."""

    def start(self, job):
        self.job = job


def test_while_texts_are_being_read_the_list_says_so(qtbot, live, theme, icons):
    chips = StatusChips(live.desk.referentie, theme)
    page = ProjectListPage(live, Waiting(), chips, icons, theme)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.keyClicks(filter_of(page), "leerkrachten")
    assert says(page, "worden nog gelezen")
    qtbot.keyClick(filter_of(page), Keys.Key_Escape)
    check = next(each for each in page.findChildren(QCheckBox) if each.text() == "Met fouten")
    check.click()
    assert says(page, "Nog niet alle fiches zijn gecontroleerd")
    page.stop()


def test_work_that_was_stopped_before_it_began_begins_no_more(page):
    page.reload()
    page.stop()
    page._work.start()  # as its timer does, where that comes before what deletes the work
    assert page._work._job is None
    assert page._work.index is None


def test_counts_that_come_when_the_page_was_stopped_are_told_to_nobody(
    qtbot, live, theme, icons, monkeypatch
):
    def count(_workspace, _moment, projects, take, *_):
        page.stop()
        take(dict.fromkeys(projects))
        return "geteld"

    monkeypatch.setattr(project_work, "count_projects", count)
    runner = Waiting()
    page = ProjectListPage(live, runner, StatusChips(live.desk.referentie, theme), icons, theme)
    qtbot.addWidget(page)
    page._work.start()
    for _before in ("words", "texts"):
        runner.job.run()
    with qtbot.waitSignal(runner.job.succeeded) as succeeded:
        runner.job.run()
    assert succeeded.args == ["geteld"]


def test_a_dossier_of_one_fiche_has_a_list_without_entiteiten(qtbot, tmp_path, theme, icons):
    path = new_store(
        tmp_path / "ov.vvd", fiche("VV015"), entiteit="Departement Onderwijs en Vorming"
    )
    with Workspace.open(path) as workspace:
        live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "een"))
        live.show("VV015")
        page = shown_page(qtbot, live, theme, icons)
        assert page.listed() == ["VV015"]
        assert says(page, "1 project")
        assert view_of(page).isColumnHidden(ENTITEIT)
        names = [each.accessibleName() for each in page.findChildren(QComboBox) if each.isVisible()]
        assert "Trekkende entiteit" not in names
        page.stop()


def test_a_file_without_fiches_says_how_to_begin(qtbot, tmp_path, theme, icons):
    with Workspace.open(new_store(tmp_path / "leeg.vvd")) as workspace:
        live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "leeg"))
        page = shown_page(qtbot, live, theme, icons)
        assert says(page, "Dit meetmoment heeft nog geen projecten.")
        page.stop()


def test_a_narrow_window_keeps_the_titles(page):
    page.resize(600, 500)
    hidden = [view_of(page).isColumnHidden(column) for column in range(len(HEADERS))]
    assert hidden[0] is False
    assert any(hidden)


@pytest.mark.parametrize("zoom", [80, 200])
def test_every_size_of_text_and_both_looks_paint(page, theme, zoom):
    theme.zoom_to(zoom)
    theme.choose(Look.DARK)
    view = view_of(page)
    assert not page.grab().isNull()
    assert view.sizeHintForRow(0) > view.fontMetrics().height()
    theme.zoom_to(100)


def test_who_cannot_see_it_hears_project_status_and_findings(page):
    view = view_of(page)
    index = view.currentIndex()
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith(page._board.at_hand())
    assert "% volledig" in told
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Projecten"


def test_everything_that_takes_the_keyboard_has_a_name(page):
    for kind in (QComboBox, QCheckBox, QToolButton, QPushButton, ProjectFilter, ProjectView):
        for each in page.findChildren(kind):
            if each.isVisible() and each.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                name = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
                assert name, each
