"""The page of the uitvraag: settling a meetmoment and handing out, with keys and mouse."""

from datetime import date

import pytest
from accessible import clipped, nameless, roleless, small
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import select
from stores import ACTOR, DWSE, OV, fiche, names_in, new_store
from window_fakes import RecordingMessages

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import DirectRunner
from ui.pages.uitvraag import UitvraagPage
from ui.theme import Look, Theme
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.model import Staat, Uitvraag
from vvdesk.perimeter import perimeter
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace

CHECKED = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def workspace(tmp_path):
    path = new_store(
        tmp_path / "centraal.vvd",
        fiche("VV015"),
        fiche("VV017"),
        fiche("VV016", trekkende_entiteit=DWSE),
    )
    with Workspace.open(path) as opened:
        yield opened


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def make(workspace, messages, icons, theme, qtbot, tmp_path):
    def made():
        live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))
        page = UitvraagPage(live, DirectRunner(), messages, icons, theme)
        qtbot.addWidget(page)
        page.resize(1366, 700)
        page.show()
        page.begin()
        return page

    return made


@pytest.fixture
def page(make):
    return make()


def go_to(page, name):
    page.show_section(name)
    return page.current()


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill_in(qtbot, section, row, column, text):
    """Open the editor of a cell with Enter, type, and leave it with Enter."""
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(row, column))
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    lines = section.table.findChildren(QLineEdit)
    editor = next(each for each in lines if each.hasFocus())
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    with qtbot.waitSignal(section.model.refused):  # Qt stores it after the key was handled
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def referentie(workspace, meetmoment_id=1):
    with workspace.connection() as connection:
        return read_referentie(connection, meetmoment_id)


def type_in(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def test_every_part_can_be_reached_with_the_arrow_keys(page, qtbot):
    page.sections.setFocus()
    seen = [page.names[page.sections.currentRow()]]
    for _part in page.names[1:]:
        qtbot.keyClick(page.sections, Qt.Key.Key_Down)
        seen.append(page.names[page.sections.currentRow()])
        assert page.current().isVisible()
    assert seen == page.names
    assert seen[0] == "Meetmoment"
    assert seen[-1] == "Uitdelen"


def test_a_deadline_is_stored_when_the_field_is_left(page, workspace, qtbot):
    section = page.current()
    type_in(qtbot, section.lines["deadline"], "30/4/21")
    with qtbot.waitSignal(page.reference_changed):
        qtbot.keyClick(section.lines["deadline"], Qt.Key.Key_Tab)
    assert workspace.meetmoment().deadline == date(2021, 4, 30)
    assert section.lines["deadline"].text() == "30/04/2021"


def test_a_day_that_cannot_be_is_refused_at_its_field_and_stays_to_mend(page, workspace, qtbot):
    section = page.current()
    type_in(qtbot, section.lines["deadline"], "31/02/2021")
    qtbot.keyClick(section.lines["deadline"], Qt.Key.Key_Tab)
    assert "bestaat niet" in section.questions["deadline"].problem
    assert section.lines["deadline"].text() == "31/02/2021"
    assert workspace.meetmoment().deadline is None
    type_in(qtbot, section.lines["deadline"], "30/04/2021")
    qtbot.keyClick(section.lines["deadline"], Qt.Key.Key_Tab)
    assert not section.questions["deadline"].problem


def test_a_threshold_is_typed_in_its_cell_and_a_refusal_stays_there(page, workspace, qtbot):
    section = go_to(page, "Drempels")
    keys = [row.sleutel for row in section.model.rows]
    row = keys.index("achterstand_punten")
    told = []
    page.reference_changed.connect(lambda: told.append(1))
    fill_in(qtbot, section, row, 3, "30")
    assert told == [1]
    assert referentie(workspace).drempel("achterstand_punten") == 30
    fill_in(qtbot, section, row, 3, "130")
    assert "van 0 tot 100" in section.told.text()
    assert section.model.index(row, 3).data() == "130"
    assert referentie(workspace).drempel("achterstand_punten") == 30
    fill_in(qtbot, section, row, 3, "35")
    assert "van 0 tot 100" not in section.told.text()
    assert referentie(workspace).drempel("achterstand_punten") == 35


def test_the_stored_value_stands_again_when_a_refused_one_is_taken_back(page, qtbot):
    section = go_to(page, "Drempels")
    fill_in(qtbot, section, 0, 3, "veel")
    assert section.model.index(0, 3).data() == "veel"
    press(qtbot, section.restore)
    assert section.model.index(0, 3).data() == "2020"
    assert not section.restore.isVisible()


def test_what_was_typed_is_stored_when_the_page_goes_away(page, workspace, qtbot):
    type_in(qtbot, page.current().lines["deadline"], "30/04/2021")
    page.hide()
    assert workspace.meetmoment().deadline == date(2021, 4, 30)


def test_a_rule_is_switched_on_with_the_space_bar(page, workspace, qtbot):
    section = go_to(page, "Regels aan of uit")
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(0, 2))
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    assert referentie(workspace).is_switched_on("streefwaarde_is_fout")
    where = section.table.visualRect(section.model.index(0, 2)).center()
    qtbot.mouseClick(section.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert not referentie(workspace).is_switched_on("streefwaarde_is_fout")


def test_a_status_is_added_goes_and_comes_back(page, workspace, qtbot):
    section, told = go_to(page, "Projectstatussen"), []
    page.settling.live.noted.connect(told.append)
    section.looks_like.setCurrentText("Opgestart")
    type_in(qtbot, section.new_name, "Stilgelegd")
    qtbot.keyClick(section.new_name, Qt.Key.Key_Return)
    assert "stilgelegd" in referentie(workspace).lists["projectstatus"]
    assert section.table.currentIndex().data() == "Stilgelegd"
    press(qtbot, section.remove)
    assert "stilgelegd" not in referentie(workspace).lists["projectstatus"]
    told[-1].offers[0].act()
    assert "stilgelegd" in referentie(workspace).lists["projectstatus"]


def test_a_status_in_use_stays_and_the_reason_is_told_under_the_table(page, workspace, qtbot):
    section = go_to(page, "Projectstatussen")
    row = [each.sleutel for each in section.model.rows].index("opgestart")
    section.table.setCurrentIndex(section.model.index(row, 0))
    press(qtbot, section.remove)
    assert "VV015" in section.told.text()
    assert "opgestart" in referentie(workspace).lists["projectstatus"]


def test_statuses_change_places(page, workspace, qtbot):
    section = go_to(page, "Projectstatussen")
    first = section.model.rows[0].sleutel
    section.table.setCurrentIndex(section.model.index(0, 0))
    press(qtbot, section.down)
    assert referentie(workspace).lists["projectstatus"].keys()[1] == first
    assert section.table.currentIndex().row() == 1


def test_a_project_leaves_with_a_reason_and_the_deed_can_be_undone(page, workspace, qtbot):
    section = go_to(page, "Perimeter")
    assert not section.go.isVisible()
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(0, 1))
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    assert section.go.isVisible()
    assert not section.go.isEnabled()
    type_in(qtbot, section.reden, "Overgedragen")
    with qtbot.waitSignal(page.perimeter_changed):
        qtbot.keyClick(section.reden, Qt.Key.Key_Return)
    gone = perimeter(workspace)[0]
    assert (gone.project, gone.is_in, gone.reden) == ("VV015", False, "Overgedragen")
    press(qtbot, section.job.notices.offers[0])
    assert perimeter(workspace)[0].is_in


def test_a_project_without_a_fiche_is_taken_in_by_its_code(page, workspace, qtbot):
    section = go_to(page, "Perimeter")
    type_in(qtbot, section.code, "vv100")
    qtbot.keyClick(section.code, Qt.Key.Key_Return)
    assert "VV100" in [each.project for each in perimeter(workspace)]
    type_in(qtbot, section.code, "vv999")
    qtbot.keyClick(section.code, Qt.Key.Key_Return)
    assert "VV001 tot VV181" in section.job.notices.text


def test_projects_are_sought_and_an_approved_one_has_no_tick_to_turn(make, workspace, qtbot):
    with Editing(workspace, ACTOR).step("x") as work:
        work.set_staat(1, "VV016", Staat.GOEDGEKEURD)
    section = go_to(make(), "Perimeter")
    type_in(qtbot, section.seek, "sociale")
    assert section.model.rowCount() == 1
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(0, 0))
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    assert not section.model.going()
    assert "goedgekeurd" in section.model.index(0, 5).data()


def test_everybody_gets_a_file_and_its_mail_opens(page, workspace, messages, qtbot, tmp_path):
    section = go_to(page, "Uitdelen")
    type_in(qtbot, section.choices.folder, str(tmp_path / "uit"))
    with qtbot.waitSignal(page.handed_out):
        press(qtbot, section.go)
    assert len(names_in(tmp_path / "uit")) == 5
    assert "2 bestanden staan" in section.job.notices.text
    section.table.setCurrentIndex(section.model.index(1, 0))
    press(qtbot, section.mail)
    assert messages.asked("open_outside")[-1].endswith(".eml")
    press(qtbot, section.show_folder)
    assert messages.asked("open_outside")[-1] == str(tmp_path / "uit")
    with workspace.session() as session:
        assert len(session.scalars(select(Uitvraag)).all()) == 2


def test_only_who_has_a_tick_gets_a_dossier_and_no_mail_when_none_is_wanted(page, qtbot, tmp_path):
    section = go_to(page, "Uitdelen")
    press(qtbot, section.choices.none)
    assert not section.go.isEnabled()
    rows = [each.entiteit for each in section.model.rows]
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(rows.index(OV), 0))
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    assert section.go.text() == "Uitdelen aan 1 entiteit"
    section.choices.vvd.setChecked(True)
    section.choices.mails.setFocus()
    qtbot.keyClick(section.choices.mails, Qt.Key.Key_Space)
    type_in(qtbot, section.choices.folder, str(tmp_path / "uit"))
    press(qtbot, section.go)
    assert names_in(tmp_path / "uit") == ["DOV_april-2021_uitvraag.vvd", "overzicht_april-2021.csv"]


def test_a_folder_with_an_earlier_uitvraag_is_refused_in_the_bar(page, qtbot, tmp_path):
    section = go_to(page, "Uitdelen")
    for _time in range(2):
        type_in(qtbot, section.choices.folder, str(tmp_path / "uit"))
        press(qtbot, section.go)
    assert "Kies een lege map" in section.job.notices.text


def test_another_folder_is_chosen_in_the_system_s_own_dialog(page, messages, qtbot, tmp_path):
    section = go_to(page, "Uitdelen")
    messages.answers["file_to_save"] = [tmp_path / "elders"]
    press(qtbot, section.choices.browse)
    assert section.choices.path == tmp_path / "elders"
    type_in(qtbot, section.choices.folder, "naast")
    assert section.choices.path == tmp_path / "naast"


def test_the_next_meetmoment_is_opened_in_the_page(page, workspace, qtbot):
    section = page.current()
    press(qtbot, section.open_next)
    form = section.next
    assert form.isVisible()
    assert form.naam.currentText() == "september 2021"
    assert form.peildatum.text() == "31/08/2021"
    type_in(qtbot, form.codes, "vv017")
    press(qtbot, form.go)
    assert "waarom" in form.questions["reden"].problem
    type_in(qtbot, form.reden, "Stopgezet")
    with qtbot.waitSignal(page.meetmoment_opened) as told:
        press(qtbot, form.go)
    assert told.args == ["september 2021"]
    assert [each.naam for each in workspace.meetmomenten()] == ["april 2021", "september 2021"]
    assert [each.project for each in perimeter(workspace) if not each.is_in] == ["VV017"]
    assert not form.isVisible()


def test_a_wrong_day_for_the_next_meetmoment_is_told_at_its_field(page, workspace, qtbot):
    section = page.current()
    press(qtbot, section.open_next)
    type_in(qtbot, section.next.peildatum, "01/01/2021")
    press(qtbot, section.next.go)
    assert "ligt niet na" in section.next.job.notices.text
    type_in(qtbot, section.next.peildatum, "x")
    press(qtbot, section.next.go)
    assert section.next.questions["peildatum"].problem
    press(qtbot, section.next.cancel)
    assert section.open_next.isVisible()
    assert len(workspace.meetmomenten()) == 1


def test_a_closed_meetmoment_shows_everything_and_changes_nothing(make, workspace):
    close_meetmoment(workspace, None, ACTOR, None)
    page = make()
    assert "gesloten" in page.locked.text()
    section = page.current()
    assert all(line.isReadOnly() for line in section.lines.values())
    assert section.open_next.isVisible()
    section = go_to(page, "Projectstatussen")
    assert not section.add.isVisible()
    assert not section.model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    section = go_to(page, "Perimeter")
    assert not section.model.index(0, 0).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not section.add.isVisible()
    assert not go_to(page, "Uitdelen").go.isVisible()


def test_without_projects_the_page_says_what_is_missing(messages, icons, theme, qtbot, tmp_path):
    with Workspace.open(new_store(tmp_path / "leeg.vvd")) as workspace:
        live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))
        page = UitvraagPage(live, DirectRunner(), messages, icons, theme)
        qtbot.addWidget(page)
        page.show()
        page.begin()
        section = go_to(page, "Uitdelen")
        assert "nog geen projecten" in section.orphans.text()
        assert not section.go.isEnabled()


@pytest.mark.parametrize("zoom", [100, 200])
def test_every_part_can_be_used_by_everybody(workspace, messages, qapp, qtbot, tmp_path, zoom):
    theme = Theme(qapp, Look.LIGHT, zoom, tmp_path)
    live = LiveDesk(Desk(workspace, ACTOR), Drafts(tmp_path / "klad", "x"))
    page = UitvraagPage(live, DirectRunner(), messages, Icons(theme), theme)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    page.begin()
    for name in page.names:
        page.show_section(name)
        if name == "Meetmoment":
            page.current().open_next.click()
        QApplication.sendPostedEvents()  # Qt lays out what came into sight
        found = [*nameless(page), *roleless(page), *small(page), *clipped(page)]
        assert not found, name
