"""Questions in the window: asked at a field, answered there, closed, and found in the list."""

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QRadioButton
from stores import ACTOR, DWSE, OV, fiche, new_store
from window_fakes import RecordingMessages

from ui.actions import Actions
from ui.desk import LiveDesk
from ui.doors import House
from ui.forms.question_ask import AskBox
from ui.forms.question_line import QuestionLine
from ui.forms.words_box import WordsBox
from ui.job import ThreadRunner
from ui.pages.building import work_page
from ui.pages.questions import QuestionsPage
from vvdesk import questions
from vvdesk.audit import Actor
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.editing import Editing
from vvdesk.handing_out import hand_out
from vvdesk.model import Antwoordreden, Staat, Vraagstaat
from vvdesk.store.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
PEETERS = Actor("A. Peeters", "testbank")
MONEY, DATE = "financiering.vak", "mijlpalen.VV015-M01.timing"


def ask(workspace, pad, tekst="Klopt dit nog?", project="VV015", actor=PEETERS):
    return questions.ask(workspace, None, project, pad, tekst, actor)


@pytest.fixture
def central(tmp_path):
    """A central file with questions of A. Peeters: a field, a row, a fiche, another entiteit."""
    contents = fiche("VV015", 3, 2), fiche("VV017"), fiche("VV016", trekkende_entiteit=DWSE)
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as workspace:
        ask(workspace, MONEY, "Waarom is dit bedrag verdubbeld?")
        ask(workspace, DATE, "Haalt u deze datum nog?")
        ask(workspace, "", "Wie volgt dit op?")
        ask(workspace, "titel", "Is dit VV012?", "VV016")
        yield workspace


@pytest.fixture
def sent(central, tmp_path):
    """The dossier of OV that was handed out with those questions."""
    hand_out(central, None, OV, tmp_path / "sent.vvd", PEETERS)
    with Workspace.open(tmp_path / "sent.vvd") as workspace:
        yield workspace


@pytest.fixture
def house(qapp, icons, theme):
    pool = QThreadPool()
    yield House(Actions(icons, qapp), icons, theme, ThreadRunner(pool), RecordingMessages())
    pool.waitForDone()


@pytest.fixture
def opened(house, qtbot, tmp_path):
    """Opens a file with the form of VV015 in sight; gives its pages."""
    made = []

    def open_(workspace, actor=ACTOR):
        drafts = Drafts(tmp_path / "klad", workspace.plan.bestand_id)
        page = work_page(LiveDesk(Desk(workspace, actor), drafts), house, None)
        qtbot.addWidget(page)
        page.resize(1300, 900)
        page.show()
        page.show_fiche("VV015")
        made.append(page)
        return page

    yield open_
    for page in made:
        page.stop()


@pytest.fixture
def listed(icons, theme, qtbot, tmp_path):
    """Opens the list of questions of a file."""

    def open_(workspace, actor=ACTOR):
        drafts = Drafts(tmp_path / "klad", workspace.plan.bestand_id)
        page = QuestionsPage(LiveDesk(Desk(workspace, actor), drafts), icons, theme)
        qtbot.addWidget(page)
        page.resize(1300, 700)
        page.begin()
        page.show()
        return page

    return open_


def at_field(page, path):
    """Show a field; return the questions there."""
    page.fiche_page.show_path(path)
    box = page.fiche_page.form().boxes[path]
    return [] if box.questions is None else box.questions.lines()


def above(page):
    """Return the questions above the form."""
    found = page.fiche_page.findChildren(QuestionLine)
    boxes = page.fiche_page.form().boxes.values()
    inside = {line for box in boxes if box.questions for line in box.questions.lines()}
    return [line for line in found if line.isVisible() and line not in inside]


def button(widget, words):
    return next(
        each
        for each in widget.findChildren(QPushButton)
        if each.text() == words and each.isVisible()
    )


def press(qtbot, widget, words):
    qtbot.mouseClick(button(widget, words), Qt.MouseButton.LeftButton)


def answer(qtbot, line, place, text):
    """Choose the reason at this place of the list by keyboard, and type the sentence."""
    choice = line.findChild(QComboBox)
    choice.setFocus()
    for _step in range(place):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    words = line.findChild(WordsBox)
    words.setFocus()
    qtbot.keyClicks(words, text)
    return words


def stored(workspace, pad):
    return next(each for each in questions.questions(workspace) if each.pad == pad)


# At the field, in a dossier


def test_a_question_stands_under_its_field_with_who_asked(opened, sent):
    (line,) = at_field(opened(sent), MONEY)
    assert line.isVisible()
    assert line.accessibleName().startswith("Open: Vraag van A. Peeters, ")
    assert line.vraag.tekst == "Waarom is dit bedrag verdubbeld?"


def test_it_is_answered_there_with_the_keyboard(opened, sent, qtbot):
    page = opened(sent)
    (line,) = at_field(page, MONEY)
    words = answer(qtbot, line, 3, "In juni weten we meer.")
    qtbot.keyClick(words, Qt.Key.Key_Return, CTRL)
    found = stored(sent, MONEY)
    assert (found.staat, found.reden) == ("beantwoord", "later")
    assert (found.antwoord, found.beantwoord_door) == ("In juni weten we meer.", ACTOR.wie)
    (line,) = at_field(page, MONEY)
    assert line.vraag.staat is Vraagstaat.BEANTWOORD
    assert button(line, "Antwoord wijzigen…")


def test_an_answer_can_be_changed_and_escape_leaves_it(opened, sent, qtbot):
    vraag_id = stored(sent, MONEY).id
    questions.answer(sent, vraag_id, Antwoordreden.BEVESTIGD, "Klopt.", ACTOR)
    (line,) = at_field(opened(sent), MONEY)
    press(qtbot, line, "Antwoord wijzigen…")
    words = line.findChild(WordsBox)
    assert words.toPlainText() == "Klopt."
    words.setFocus()
    qtbot.keyClicks(words, "Niet dus. ")
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert words.toPlainText() == "Klopt."
    assert not words.isVisible()
    assert stored(sent, MONEY).antwoord == "Klopt."


def test_what_is_missing_is_said_at_the_answer(opened, sent, qtbot):
    (line,) = at_field(opened(sent), MONEY)
    press(qtbot, line, "Antwoorden")
    assert line.findChild(WordsBox).accessibleDescription() == "Kies eerst een reden."
    answer(qtbot, line, 3, "")
    press(qtbot, line, "Antwoorden")
    assert "hoort een zin" in line.findChild(WordsBox).accessibleDescription()
    assert stored(sent, MONEY).staat == "open"


def test_a_half_typed_answer_waits_while_another_fiche_is_looked_at(opened, sent, qtbot):
    page = opened(sent)
    (line,) = at_field(page, MONEY)
    answer(qtbot, line, 1, "Half")
    page.show_fiche("VV017")
    assert at_field(page, MONEY) == []
    page.show_fiche("VV015")
    (line,) = at_field(page, MONEY)
    assert line.findChild(WordsBox).toPlainText() == "Half"
    assert line.findChild(QComboBox).currentIndex() == 1


def test_a_dossier_that_was_handed_in_only_shows_its_questions(opened, sent):
    with Editing(sent, ACTOR).step("Indienen") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND)
    (line,) = at_field(opened(sent), MONEY)
    assert line.findChild(WordsBox) is None


def test_a_question_about_a_row_stands_above_its_table_and_leads_there(opened, sent, qtbot):
    page = opened(sent)
    page.fiche_page.choose_part(5)
    (line,) = above(page)
    assert line.vraag.pad == DATE
    with qtbot.waitSignal(page.live.jump_requested) as jumped:
        press(qtbot, line, "Over: Mijlpaal VV015-M01 › Geplande timing")
    assert jumped.args == ["VV015", DATE]
    press(qtbot, line, "Antwoorden…")
    qtbot.keyClick(answer(qtbot, line, 2, "Ja."), Qt.Key.Key_Return, CTRL)
    assert stored(sent, DATE).reden == "bevestigd"


def test_a_question_about_the_whole_fiche_stands_above_the_first_part(opened, sent):
    page = opened(sent)
    assert [line.vraag.pad for line in above(page)] == [""]
    page.fiche_page.choose_part(1)
    assert above(page) == []


# At the field, in the central file


def test_the_coordinator_asks_at_the_field_in_hand(opened, central, qtbot):
    page = opened(central)
    page.fiche_page.begin_question("projectstatus")
    (box,) = page.fiche_page.findChildren(AskBox)
    words = box.findChild(WordsBox)
    assert words.accessibleName() == "Vraag bij Projectstatus"
    qtbot.keyClick(words, Qt.Key.Key_Return, CTRL)
    qtbot.keyClicks(words, "Nog altijd opgestart?")
    with qtbot.waitSignal(page.live.noted) as told:
        qtbot.keyClick(words, Qt.Key.Key_Return, CTRL)
    assert "volgende uitvraag" in told.args[0].text
    found = stored(central, "projectstatus")
    assert (found.tekst, found.gesteld_door) == ("Nog altijd opgestart?", ACTOR.wie)
    (line,) = at_field(page, "projectstatus")
    assert line.vraag.tekst == "Nog altijd opgestart?"


@pytest.mark.parametrize("path", ["", DATE, MONEY])
def test_escape_closes_the_box_and_asks_nothing(opened, central, qtbot, path):
    page = opened(central)
    page.fiche_page.begin_question(path)
    (box,) = page.fiche_page.findChildren(AskBox)
    qtbot.keyClicks(box.findChild(WordsBox), "Toch niet")
    qtbot.keyClick(box.findChild(WordsBox), Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert len(questions.questions(central)) == 4


def test_a_dossier_is_told_who_asks(opened, sent, qtbot):
    page = opened(sent)
    with qtbot.waitSignal(page.live.noted) as told:
        page.fiche_page.begin_question("titel")
    assert "Vragen stelt de coördinator" in told.args[0].text
    assert page.fiche_page.findChildren(AskBox) == []


def test_the_asker_closes_at_the_field_and_can_open_it_again(opened, central, qtbot):
    page = opened(central, PEETERS)
    (line,) = at_field(page, MONEY)
    with qtbot.waitSignal(page.live.noted) as told:
        press(qtbot, line, "Vraag sluiten")
    assert stored(central, MONEY).staat == "gesloten"
    assert at_field(page, MONEY) == []
    (offer,) = told.args[0].offers
    offer.act()
    assert stored(central, MONEY).staat == "open"
    assert len(at_field(page, MONEY)) == 1


def test_a_colleague_closes_with_a_nota(opened, central, qtbot):
    (line,) = at_field(opened(central), MONEY)
    press(qtbot, line, "Vraag sluiten…")
    nota = line.findChild(WordsBox)
    assert nota.isVisible()
    press(qtbot, line, "Vraag sluiten")
    assert stored(central, MONEY).staat == "open"
    qtbot.keyClicks(nota, "Besproken op het overleg.")
    qtbot.keyClick(nota, Qt.Key.Key_Return, CTRL)
    assert stored(central, MONEY).slotnota == "Besproken op het overleg."


def test_what_fails_is_told_and_changes_nothing(opened, central, qtbot):
    page = opened(central, PEETERS)
    (line,) = at_field(page, MONEY)
    questions.close(central, stored(central, MONEY).id, PEETERS)
    with qtbot.waitSignal(page.live.noted) as told:
        press(qtbot, line, "Vraag sluiten")
    assert "al gesloten" in told.args[0].text


# The list


def words_of(page):
    model = page.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(qtbot, page, words):
    radio = next(each for each in page.findChildren(QRadioButton) if each.text().startswith(words))
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton)


def test_the_list_shows_what_waits_and_enter_leads_to_the_field(listed, central, qtbot):
    page = listed(central)
    assert len(words_of(page)) == 4
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.fiche_requested) as asked:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert asked.args == ["VV015", MONEY]


def test_the_list_narrows_by_state_and_entiteit(listed, central, qtbot):
    questions.answer(central, stored(central, MONEY).id, Antwoordreden.BEVESTIGD, "", ACTOR)
    page = listed(central)
    assert words_of(page) == ["Waarom is dit bedrag verdubbeld?"]
    assert page.facets.staat is Vraagstaat.BEANTWOORD
    choose(qtbot, page, "Open")
    assert len(words_of(page)) == 3
    boxes = page.facets.findChildren(QComboBox)
    boxes[0].setFocus()
    qtbot.keyClick(boxes[0], Qt.Key.Key_Down)
    assert page.facets.entiteit == OV
    qtbot.keyClick(boxes[0], Qt.Key.Key_Down)
    assert words_of(page) == ["Is dit VV012?"]
    choose(qtbot, page, "Gesloten")
    assert words_of(page) == []
    choose(qtbot, page, "Alle")
    assert len(words_of(page)) == 1


def test_a_question_is_closed_in_the_list_and_stays_findable(listed, central, qtbot):
    page = listed(central, PEETERS)
    page.view.go_to(1)
    press(qtbot, page.detail, "Vraag sluiten")
    assert stored(central, MONEY).staat == "gesloten"
    assert len(words_of(page)) == 3
    choose(qtbot, page, "Gesloten")
    press(qtbot, page.detail, "Heropenen")
    assert stored(central, MONEY).staat == "open"


def test_a_dossier_answers_one_question_after_another(listed, sent, qtbot):
    page = listed(sent)
    page.activateWindow()
    assert page.facets.staat is Vraagstaat.OPEN
    for left in (2, 1, 0):
        (line,) = page.detail.lines()
        qtbot.keyClick(answer(qtbot, line, 2, "Ja."), Qt.Key.Key_Return, CTRL)
        assert len(words_of(page)) == left
    assert {each.staat for each in questions.questions(sent)} == {"beantwoord"}


def test_the_question_stands_beside_the_list_or_under_it(listed, central, qtbot):
    page = listed(central)
    beside = page.view.mapToGlobal(page.view.rect().topRight()).x()
    assert page.detail.mapToGlobal(page.detail.rect().topLeft()).x() > beside
    page.resize(500, 900)
    under = page.view.mapToGlobal(page.view.rect().bottomLeft()).y()
    qtbot.waitUntil(
        lambda: (
            page.detail.mapToGlobal(page.detail.rect().topLeft()).y()
            > page.view.mapToGlobal(page.view.rect().bottomLeft()).y()
        )
    )
    assert under > 0


def test_without_questions_the_page_says_how_they_come(listed, dossier):
    page = listed(dossier)
    texts = {each.text() for each in page.findChildren(QLabel) if each.isVisible()}
    assert "De coördinator stelde geen vragen." in texts
    assert not page.facets.isVisible()


def test_each_question_is_told_to_who_cannot_see_it(listed, central):
    page = listed(central)
    index = page.view.model().index(1, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Open: VV015, Uitvoering VAK. Waarom is dit bedrag verdubbeld?"
