"""The parts around the form: section list, problems, bands, bars, guards."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QUndoStack, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMainWindow

from ui.desk import SaveState
from ui.forms.layout import LAYOUT, part_of
from ui.guards import Guards
from ui.job import DirectRunner, Job
from ui.notices import Notice, Offer, Tone
from ui.pages.band import CompletenessFoot, LockBanner, TitleBand
from ui.pages.notice_bar import NoticeBar, ProgressBar
from ui.pages.problems import ProblemsPanel, counted, where
from ui.pages.section_list import PartState, SectionList
from ui.pages.status_line import StatusLine
from vvdesk.content import TABLES, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.rules import Finding, Gewogen, Severity, Verantwoording


def problem(code, severity, path, text="Er schort iets."):
    staat = Verantwoording.OP_TE_LOSSEN
    return Gewogen(Finding(code, severity, text, "VV015", path), staat, None)


FOUND = [
    problem("VV-PRJ-07", Severity.AANDACHTSPUNT, "voortgang"),
    problem("VV-MIJ-08", Severity.WAARSCHUWING, "mijlpalen.VV015-M01.timing"),
    problem("VV-MIJ-01", Severity.FOUT, "mijlpalen.VV015-M02.timing"),
]


def test_every_field_of_the_dictionary_has_exactly_one_place_in_the_form():
    placed = [path for part in LAYOUT for path in part.paths]
    for part in LAYOUT:
        if part.table:
            names = (*part.table.columns, *part.table.details)
            placed += [f"{part.table.collection}.{name}" for name in names]
    rows = [f"{name}.{each.name}" for name, entity in TABLES.items() for each in fields_of(entity)]
    assert sorted(placed) == sorted([*single_fields(), *rows])


def test_every_field_sits_in_the_part_of_its_section():
    for part in LAYOUT:
        for path in part.paths:
            assert single_fields()[path].about.section in part.secties


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("titel", 1),
        ("financiering.vak", 7),
        ("mijlpalen.VV015-M01.timing", 6),
        ("mijlpalen", 6),
        ("agenderingen.VV015-A01", 4),
        ("themas", 0),
    ],
)
def test_a_path_is_found_in_its_part(path, number):
    assert LAYOUT[part_of(path)].number == number


def test_a_path_is_named_for_people():
    assert where("mijlpalen.VV015-M01.timing") == "6 › mijlpaal VV015-M01 › Geplande timing"
    assert where("projectstatus") == "5 › Projectstatus"
    assert where("mijlpalen.VV015-M09") == "6 › mijlpaal VV015-M09"
    assert where("themas") == "Thematisch overzicht › Thema's"
    assert where("") == "1"


def test_problems_are_counted_in_words():
    assert counted(FOUND) == "1 fout · 1 waarschuwing · 1 aandachtspunt"
    assert counted(FOUND[2:] * 2) == "2 fouten"
    assert counted([]) == ""


def test_the_heaviest_problem_comes_first_and_enter_jumps_to_it(qtbot, icons, theme):
    panel = ProblemsPanel(icons, theme)
    qtbot.addWidget(panel)
    panel.show_problems(FOUND)
    panel.show()
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    with qtbot.waitSignal(panel.jump_requested) as jumped:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert jumped.args == ["mijlpalen.VV015-M02.timing"]


def test_next_and_previous_go_round(qtbot, icons, theme):
    panel = ProblemsPanel(icons, theme)
    qtbot.addWidget(panel)
    seen = []
    panel.jump_requested.connect(seen.append)
    panel.step(1)
    panel.show_problems(FOUND)
    for steps in (1, 1, 1, 1, -1):
        panel.step(steps)
    order = ["mijlpalen.VV015-M02.timing", "mijlpalen.VV015-M01.timing", "voortgang"]
    assert seen == [*order, order[0], order[2]]


def test_the_panel_shows_one_severity_when_asked_and_says_when_there_is_nothing(
    qtbot, icons, theme
):
    panel = ProblemsPanel(icons, theme)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_problems(FOUND)
    qtbot.keyClick(panel.findChild(QComboBox), Qt.Key.Key_Down)
    assert [each.finding.code for each in panel.model.rows] == ["VV-MIJ-01"]
    panel.show_problems([])
    assert not panel.view.isVisible()


def test_a_problem_that_was_explained_says_how(icons, theme, qtbot):
    panel = ProblemsPanel(icons, theme)
    qtbot.addWidget(panel)
    finding = FOUND[1].finding
    panel.show_problems([Gewogen(finding, Verantwoording.TOEGELICHT, "Zo afgesproken.")])
    assert panel.model.index(0, 0).data().endswith("Toegelicht: Zo afgesproken.")
    spoken = panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("waarschuwing: ")


def test_the_section_list_counts_and_speaks(qtbot, icons, theme):
    sections = SectionList(icons, theme)
    qtbot.addWidget(sections)
    states = [PartState(4, 5, ((Severity.FOUT, 2),)), *[PartState(1, 1)] * (len(LAYOUT) - 1)]
    sections.states.show_states(states)
    assert states[0].words == "2 fouten"
    assert states[1].words == "1/1"
    assert PartState(1, 1, ((Severity.FOUT, 1),)).words == "1 fout"
    spoken = sections.states.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1 Betrokkenen: 2 fout, 1 verplicht veld ontbreekt"
    assert states[1].is_done
    assert not states[0].is_done
    sections.resize(300, 500)
    assert not sections.grab().isNull()


def test_choosing_a_part_by_key_says_which(qtbot, icons, theme):
    sections = SectionList(icons, theme)
    qtbot.addWidget(sections)
    sections.choose(0)
    with qtbot.waitSignal(sections.chosen) as chosen:
        qtbot.keyClick(sections, Qt.Key.Key_Down)
    assert chosen.args == [1]


def test_a_notice_shows_its_offers_and_goes_when_one_is_taken(qtbot, icons, theme):
    bar = NoticeBar(icons, theme)
    qtbot.addWidget(bar)
    taken = []
    offer = Offer("Ongedaan maken", lambda: taken.append(True))
    bar.show_notice(Notice("Rij verwijderd.", Tone.GOOD, (offer,), stays=True))
    assert bar.text == "Rij verwijderd."
    qtbot.mouseClick(bar.offers[0], Qt.MouseButton.LeftButton)
    assert taken == [True]
    assert not bar.isVisible()
    assert bar.text == ""


def test_progress_is_shown_counted_and_can_be_stopped(qtbot):
    bar = ProgressBar()
    qtbot.addWidget(bar)

    def task(progress):
        progress(1, 2, "VV015")
        bar._on_stop()
        progress(2, 2, "VV016")

    job = Job(task)
    bar.watch(job, "Bezig…")
    with qtbot.waitSignal(job.cancelled):
        DirectRunner().start(job)
    assert not bar.isVisible()


def test_the_status_line_says_where_the_work_stands(qtbot, icons, theme):
    line = StatusLine(icons, theme)
    qtbot.addWidget(line)
    line.show_state(SaveState.WAITING, None)
    assert line.text == "Wordt bewaard…"
    line.show_state(SaveState.STORED, None)
    assert line.text == "Alles is bewaard"
    line.show_state(SaveState.REFUSED, None)
    assert line.text == "Niet bewaard"
    line.show_locked()
    assert line.text == "Alleen lezen"


def test_bands_say_what_and_why(qtbot, icons, theme):
    band, banner, foot = TitleBand(), LockBanner(icons, theme), CompletenessFoot(theme)
    for widget in (band, banner, foot):
        qtbot.addWidget(widget)
    band.show_texts("VV015 – Digisprong", "meetmoment april 2021")
    banner.show_reason("Het meetmoment is gesloten.", "Iets doen")
    assert banner.reason == "Alleen lezen. Het meetmoment is gesloten."
    banner.flash()
    banner.show_reason(None)
    assert not banner.isVisible()
    foot.show_state(92, 1, "")
    assert foot.missing.text() == "92 % volledig – 1 veld ontbreekt"
    foot.show_state(100, 0, "")
    assert foot.missing.text() == "100 % volledig"
    assert not foot.missing.isEnabled()
    assert not foot.grab().isNull()


@pytest.fixture
def guarded(qapp):
    guards = Guards(qapp)
    yield
    guards.deleteLater()


@pytest.mark.usefixtures("guarded")
def test_the_wheel_changes_no_choice(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    box = QComboBox()
    box.addItems(["Op schema", "Vertraagd"])
    window.setCentralWidget(box)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())
    here = box.mapTo(window, QPoint(5, 5))
    wheel = QWheelEvent(
        QPointF(here), QPointF(window.mapToGlobal(here)), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(window.windowHandle(), wheel)
    assert box.currentText() == "Op schema"


@pytest.mark.usefixtures("guarded")
def test_undo_in_a_field_is_the_windows_undo(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    field, stack = QLineEdit(), QUndoStack()
    window.setCentralWidget(field)
    undo = stack.createUndoAction(window, "Ongedaan maken")
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    undo.setEnabled(True)
    window.addAction(undo)
    heard = []
    undo.triggered.connect(lambda: heard.append(True))
    stack.beginMacro("x")
    stack.endMacro()
    window.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard == [True]
    assert field.text() == "abc"


def test_a_waarschuwing_is_explained_in_the_panel(qtbot, icons, theme):
    panel = ProblemsPanel(icons, theme)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_problems(FOUND)
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    assert not panel._explanation.isVisible()
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    assert panel._explanation.isVisible()
    qtbot.keyClicks(panel._explanation, "Zo afgesproken")
    with qtbot.waitSignal(panel.explained) as explained:
        qtbot.keyClick(panel._explanation, Qt.Key.Key_Return)
    assert explained.args == [FOUND[1], "Zo afgesproken"]
