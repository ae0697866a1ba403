"""The page Steekproef: choosing by hand or by drawing, and exporting, all by keyboard too."""

import pytest
from PySide6.QtCore import Qt
from stores import fiche, names_in, new_store
from window_fakes import RecordingMessages

from ui.inquiry import Inquiry
from ui.job import DirectRunner
from ui.pages.sample import SamplePage
from vvdesk.audit_export import Vorm
from vvdesk.sampling import Eenheid, Indeling
from vvdesk.store.workspace import Workspace


class LateRunner:
    """Runs jobs when it is told to."""

    def __init__(self):
        self.waiting = []

    def start(self, job):
        self.waiting.append(job)

    def run_all(self):
        while self.waiting:
            self.waiting.pop(0).run()


@pytest.fixture
def workspace(tmp_path):
    contents = [
        fiche(f"VV{n:03}", mijlpalen=2, speerpunt="04" if n < 9 else "05", titel=f"Werf {n}")
        for n in range(1, 13)
    ]
    with Workspace.open(new_store(tmp_path / "plan.vvd", *contents)) as opened:
        yield opened


@pytest.fixture
def messages():
    return RecordingMessages()


@pytest.fixture
def build(qtbot, workspace, messages, icons, theme):
    def make(runner=None):
        page = SamplePage(Inquiry(workspace), runner or DirectRunner(), messages, icons, theme)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        page.begin()
        return page

    return make


@pytest.fixture
def page(build):
    return build()


def typed(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_a_sample_is_drawn_with_the_keyboard_and_enter_leads_to_the_trace(page, qtbot):
    typed(qtbot, page.draw.design.number, "3")
    typed(qtbot, page.draw.design.seed, "48151623")
    assert "3 projecten" in page.draw.population.text()
    page.draw.draw.setFocus()
    qtbot.keyClick(page.draw.draw, Qt.Key.Key_Space)
    assert len(page.sample.eenheden) == 3
    assert page.draw.drawn.hasFocus()
    with qtbot.waitSignal(page._inquiry.code_requested) as asked:
        qtbot.keyClick(page.draw.drawn, Qt.Key.Key_Return)
    assert asked.args == [page.sample.eenheden[0].referentie]
    assert page.export.chosen.text() == "3 projecten uit de steekproef."


def test_strata_are_shown_before_anything_is_drawn(page):
    page.draw.design.strata.setCurrentIndex(list(Indeling).index(Indeling.SPEERPUNT))
    shown = page.draw.strata.rows_model.rows
    assert [(each.sleutel, each.aantal) for each in shown] == [("04", 8), ("05", 4)]
    assert sum(each.getrokken for each in shown) == 5
    assert page.draw.strata.isVisible()
    assert page.sample is None


def test_what_cannot_be_drawn_is_told_and_cannot_be_asked(page, qtbot):
    page.draw.design.seed.clear()
    assert "startwaarde" in page.draw.population.text()
    assert not page.draw.draw.isEnabled()
    qtbot.mouseClick(page.draw.design.fresh, Qt.MouseButton.LeftButton)
    assert page.draw.design.seed.text().isdecimal()
    assert page.draw.draw.isEnabled()
    page.draw.design.number.clear()
    assert "omvang" in page.draw.population.text()


def test_mijlpalen_with_strata_by_amount_are_told_to_be_impossible(page):
    page.draw.design.unit.setCurrentIndex(list(Eenheid).index(Eenheid.MIJLPAAL))
    assert "24 mijlpalen" in page.draw.population.text()
    page.draw.design.strata.setCurrentIndex(list(Indeling).index(Indeling.BEDRAG))
    assert "bedrag hoort bij een project" in page.draw.population.text()
    assert not page.draw.draw.isEnabled()


def test_a_filter_makes_the_population_smaller(page):
    box = page.draw.design.filters["speerpunten"]
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemText(at).startswith("05")))
    assert "4 projecten van de 12" in page.draw.population.text()


def test_a_design_that_changed_after_drawing_is_told(page, qtbot):
    qtbot.mouseClick(page.draw.draw, Qt.MouseButton.LeftButton)
    assert not page.draw.outdated.isVisible()
    typed(qtbot, page.draw.design.number, "7")
    assert page.draw.outdated.isVisible()
    qtbot.mouseClick(page.draw.draw, Qt.MouseButton.LeftButton)
    assert not page.draw.outdated.isVisible()


def test_projects_are_ticked_with_the_space_bar_and_a_filter_keeps_the_ticks(page, qtbot):
    page.by_hand.setFocus()
    qtbot.keyClick(page.by_hand, Qt.Key.Key_Space)
    table = page.own.table
    table.setFocus()
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.own.model.ticked() == ("VV002",)
    typed(qtbot, page.own.filter, "werf 12")
    assert page.own.model.rowCount() == 1
    qtbot.mouseClick(page.own.all, Qt.MouseButton.LeftButton)
    assert page.own.model.ticked() == ("VV002", "VV012")
    typed(qtbot, page.own.filter, "bestaat niet")
    assert "Geen enkel project" in page.own.count.text()
    assert page.export.chosen.text() == "2 projecten zelf gekozen."
    qtbot.mouseClick(page.own.none, Qt.MouseButton.LeftButton)
    assert not page.export.export.isEnabled()


def test_a_press_in_the_cell_of_a_project_ticks_it(page, qtbot):
    page.by_hand.setChecked(True)
    table = page.own.table
    place = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.own.model.ticked() == ("VV003",)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.own.model.ticked() == ()


def test_the_fiche_of_a_listed_project_opens_with_enter(page, qtbot):
    page.by_hand.setChecked(True)
    page.own.table.selectRow(2)
    with qtbot.waitSignal(page._inquiry.code_requested) as asked:
        qtbot.keyClick(page.own.table, Qt.Key.Key_Return)
    assert asked.args == ["1/VV003"]


def test_projects_offered_by_a_search_are_ticked_even_before_the_list_is_read(build):
    runner = LateRunner()
    page = build(runner)
    assert "wordt gelezen" in page.draw.population.text()
    page.offer_projects(("VV004", "VV002", "VV999"))
    runner.run_all()
    assert page.own.model.ticked() == ("VV002", "VV004")
    assert page.by_hand.isChecked()


def test_an_export_is_made_in_every_ticked_form_with_buttons_that_open_it(
    page, qtbot, tmp_path, messages
):
    page.offer_projects(("VV001",))
    page.export.forms.tick([Vorm.EXCEL, Vorm.CSV])
    typed(qtbot, page.export.name, str(tmp_path / "dossier"))
    qtbot.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    assert {"dossier.xlsx", "dossier_csv"} <= set(names_in(tmp_path))
    assert "dossier.xlsx" in page.export.made.text()
    qtbot.mouseClick(page.export.buttons[-1], Qt.MouseButton.LeftButton)
    assert messages.asked("open_outside") == [str(tmp_path)]
    assert not page.export.note.isVisible()  # what was made just now needs no warning


def test_a_name_that_is_taken_is_told_before_it_is_replaced(page, qtbot, tmp_path):
    (tmp_path / "oud.xlsx").write_text("x")
    page.offer_projects(("VV001",))
    typed(qtbot, page.export.name, str(tmp_path / "oud.xlsx"))
    assert page.export.note.text() == "Bestaat al en wordt vervangen: oud.xlsx."


def test_too_many_projects_for_a_pdf_are_told_before_they_are_exported(page, qtbot, monkeypatch):
    monkeypatch.setattr("vvdesk.audit_export.exporting._MOST_IN_PDF", 1)
    page.offer_projects(("VV001", "VV002"))
    assert page.export.export.isEnabled()
    page.export.forms.focus_first()
    qtbot.keyClick(page.export.forms, Qt.Key.Key_End)
    qtbot.keyClick(page.export.forms, Qt.Key.Key_Space)
    assert "hoogstens 1 projecten" in page.export.note.text()
    assert "Excel of csv" in page.export.note.text()
    assert not page.export.export.isEnabled()
    qtbot.keyClick(page.export.forms, Qt.Key.Key_Space)
    assert page.export.export.isEnabled()


def test_without_a_form_or_a_name_nothing_can_be_made(page, qtbot):
    page.offer_projects(("VV001",))
    forms = page.export.forms
    forms.focus_first()
    qtbot.keyClick(forms, Qt.Key.Key_Space)
    assert not page.export.export.isEnabled()
    assert "vorm" in page.export.note.text()
    qtbot.keyClick(forms, Qt.Key.Key_End)
    qtbot.keyClick(forms, Qt.Key.Key_Space)
    assert list(page.export.targets()) == [Vorm.PDF]
    page.export.name.clear()
    assert not page.export.export.isEnabled()


def test_a_failure_is_told_as_a_notice(page, qtbot, tmp_path):
    page.offer_projects(("VV001",))
    typed(qtbot, page.export.name, str(tmp_path / "weg" / "dossier"))
    qtbot.mouseClick(page.export.export, Qt.MouseButton.LeftButton)
    assert "bestaat niet" in page.job.notices.text
    assert page.export.export.isEnabled()


def test_the_dialog_gives_another_place(page, qtbot, tmp_path, messages):
    messages.answers["file_to_save"] = [tmp_path / "elders.xlsx"]
    qtbot.mouseClick(page.export.browse, Qt.MouseButton.LeftButton)
    assert page.export.targets() == {Vorm.EXCEL: tmp_path / "elders.xlsx"}


def test_a_drawn_sample_is_remembered_while_the_file_is_open(page, qtbot):
    qtbot.mouseClick(page.draw.draw, Qt.MouseButton.LeftButton)
    sample = page.sample
    page.hide()
    page.show()
    page.begin()
    assert page.sample is sample
    assert page.draw.drawn.isVisible()


def test_a_file_that_is_closed_stops_what_goes_on(build):
    runner = LateRunner()
    page = build(runner)
    page.stop()
    runner.run_all()
    assert page.own.model.total == 0
