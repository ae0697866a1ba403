"""The life of the program: from the start screen to an open file and back, and the next time."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from driven_program import Driven, stored, visible
from merge_sample import put, uitvraag
from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest
from stores import ACTOR, OV, fiche, new_store
from window_fakes import RecordingMessages

from ui.job import ThreadRunner
from ui.pages.crash_card import CrashCard
from ui.pages.first_start import FirstStartPage
from ui.pages.new_dossier import NewDossierDialog
from ui.pages.page_names import EXCEL_IN, FICHE, PROJECTS
from ui.theme import Look
from vvdesk import settings
from vvdesk.drafts import Draft, Place
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.new_dossier import NewDossier
from vvdesk.paths import log_dir, settings_dir
from vvdesk.plan import load_plan
from vvdesk.running import Running
from vvdesk.store.workspace import Workspace

_HOLD = """
import sys
from pathlib import Path
from vvdesk.store.workspace import Workspace
with Workspace.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def known():
    """Somebody who told a name before."""
    settings.save(settings.Settings(naam="An Peeters", entiteit=OV), settings_dir())


@pytest.fixture
def path(tmp_path):
    """A dossier with two fiches, closed."""
    contents = fiche("VV015", mijlpalen=3, agenderingen=2), fiche("VV016")
    return new_store(tmp_path / "ov.vvd", *contents, entiteit=OV)


def test_the_first_start_asks_who_works_here_and_then_shows_the_start_screen(start):
    driven = start()
    page = driven.window.pages.currentWidget()
    assert isinstance(page, FirstStartPage)
    page.completed.emit("An Peeters", OV)
    assert driven.window.pages.currentWidget() is driven.program.start
    assert settings.load(settings_dir()).naam == "An Peeters"
    again = start()
    assert again.window.pages.currentWidget() is again.program.start


def test_a_first_start_with_a_file_opens_the_file(start, path):
    driven = start(path)
    assert driven.file.is_of(path)
    assert driven.file.page.at_hand == PROJECTS


@pytest.mark.usefixtures("known")
def test_a_file_with_one_fiche_opens_in_that_fiche(start, tmp_path):
    driven = start(new_store(tmp_path / "een.vvd", fiche("VV015"), entiteit=OV))
    assert driven.file.live.project == "VV015"
    assert driven.file.page.at_hand == FICHE
    assert "een.vvd" in driven.window.windowTitle()


def damaged(path: Path) -> Path:
    """Cut a file off."""
    path.write_bytes(path.read_bytes()[:5000])
    return path


def foreign(path: Path) -> Path:
    """Put a picture under the name of a dossier."""
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    return path


def later(path: Path) -> Path:
    """Make a file of a later format, whose parts are others."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE fiche RENAME TO fiches")
        connection.execute("PRAGMA user_version = 99")
    return path


def gone(path: Path) -> Path:
    """Remove it."""
    path.unlink()
    return path


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (damaged, "afgebroken"),
        (foreign, "geen vvdesk-bestand"),
        (later, "nieuwere vvdesk"),
        (gone, "bestaat niet"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_in_the_bar_and_work_goes_on(start, path, spoil, word):
    good = path.with_name("goed.vvd")
    shutil.copyfile(path, good)
    driven = start(spoil(path))
    assert word in driven.said
    assert driven.program.file is None
    assert driven.window.pages.currentWidget() is driven.program.start
    driven.program.open(good)
    driven.settle()
    assert driven.file.is_of(good)
    driven.program.open(path)
    driven.settle()
    assert word in driven.said
    assert driven.file.is_of(good)
    driven.file.page.show_fiche("VV015")
    driven.type("doelgroep", "Scholen")
    assert driven.file.live.flush()


@pytest.mark.usefixtures("known")
def test_what_could_not_be_opened_can_be_tried_again(start, path):
    away = path.rename(path.with_name("elders.vvd"))
    driven = start(path)
    away.rename(path)
    driven.press("Opnieuw proberen")
    assert driven.file.is_of(path)


@pytest.mark.usefixtures("known")
def test_a_second_file_takes_the_place_of_the_first_after_that_was_stored(start, path, tmp_path):
    driven = start(path)
    driven.file.page.show_fiche("VV015")
    driven.type("doelgroep", "Alle scholen")
    other = new_store(tmp_path / "ander.vvd", fiche("VV019"), entiteit=OV)
    driven.program.open(other)
    driven.settle()
    assert driven.file.is_of(other)
    assert driven.file.live.project == "VV019"
    assert stored(path, "VV015", "doelgroep") == "Alle scholen"
    assert not path.with_name(".~lock.ov.vvd#").exists()
    assert driven.window.pages.count() == 1


@pytest.mark.usefixtures("known")
def test_the_same_file_again_stays_where_one_is_and_goes_where_one_wants(start, path):
    driven = start(path)
    driven.file.page.show_fiche("VV016")
    file = driven.file
    driven.program.open(path)
    driven.settle()
    assert driven.file is file
    assert driven.file.live.project == "VV016"
    driven.program.open(path, "VV015", "doelgroep")
    driven.settle()
    assert driven.file is file
    assert (driven.file.live.project, driven.file.page.path_at_hand()) == ("VV015", "doelgroep")


@pytest.mark.usefixtures("known")
def test_a_file_that_is_opened_twice_at_once_is_open_to_write(start, path, qtbot, qapp):
    driven = start(runner=ThreadRunner(QThreadPool.globalInstance(), qapp))
    driven.program.open(path)
    driven.program.open(path)
    qtbot.waitUntil(lambda: driven.program.file is not None)
    QThreadPool.globalInstance().waitForDone()
    driven.settle()
    assert driven.file.live.desk.workspace.read_only is None


@pytest.mark.usefixtures("known")
def test_closing_while_a_file_is_being_opened_leaves_no_lock(start, path, qapp):
    driven = start(runner=ThreadRunner(QThreadPool.globalInstance(), qapp))
    driven.program.open(path)
    assert driven.close()
    QThreadPool.globalInstance().waitForDone()
    driven.settle()
    assert not path.with_name(".~lock.ov.vvd#").exists()


@pytest.mark.usefixtures("known")
def test_a_file_that_another_program_works_in_can_be_read_with_who_and_since_when(start, path):
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        driven = start(path)
        driven.file.page.show_fiche("VV015")
        driven.settle()
        assert "in gebruik door" in driven.banner()
        assert "sinds" in driven.banner()
        control = driven.editor("doelgroep").control()
        QTest.keyClicks(control, "Scholen")
        assert driven.file.live.flush()
        driven.act("row_add")
        driven.act("row_delete")
        other.communicate()
    assert stored(path, "VV015", "doelgroep") is None


@pytest.mark.usefixtures("known")
def test_a_closed_meetmoment_can_only_be_read(start, central):
    with Workspace.open(central) as workspace:
        close_meetmoment(workspace, "april 2021", ACTOR, "Klaar")
    driven = start(central)
    driven.file.page.show_fiche("VV015")
    driven.settle()
    assert "gesloten" in driven.banner()
    before = driven.editor("doelgroep").text()
    QTest.keyClicks(driven.editor("doelgroep").control(), "iets anders")
    assert driven.editor("doelgroep").text() == before


@pytest.mark.usefixtures("known")
def test_what_was_worked_on_stands_on_the_start_screen(start, path):
    driven = start(path)
    driven.file.page.show_fiche("VV016")
    driven.act("start")
    entries = driven.program.start._recent.entries()
    assert [(each.project, Path(each.path)) for each in entries] == [("VV016", path.resolve())]
    driven.program.start.open_requested.emit(path, "VV016")
    driven.settle()
    assert driven.file.live.project == "VV016"


@pytest.mark.usefixtures("known")
def test_look_size_place_and_fiche_are_remembered(start, path):
    driven = start(path)
    driven.window.resize(960, 666)
    driven.house.theme.choose(Look.DARK)
    driven.house.theme.zoom_to(120)
    driven.file.page.show_fiche("VV016")
    driven.file.page.fiche_page.choose_part(2)
    assert driven.close()
    again = start(path)
    assert (again.window.width(), again.window.height()) == (960, 666)
    assert (again.house.theme.is_dark, again.house.theme.zoom) == (True, 120)
    assert again.file.live.project == "VV016"
    assert again.file.page.fiche_page.part == 2


@pytest.mark.usefixtures("known")
def test_a_text_that_is_no_value_is_there_again_the_next_time(start, path):
    driven = start(path)
    driven.file.page.show_fiche("VV015")
    driven.type("financiering.vak", "veel")
    assert driven.close()
    assert stored(path, "VV015", "financiering.vak") == 0
    again = start(path)
    assert again.editor("financiering.vak").text() == "veel"
    assert any(
        each.finding.path == "financiering.vak" for each in again.file.live.problems("VV015")
    )


@pytest.mark.usefixtures("known")
def test_what_was_being_typed_when_the_program_died_is_stored_the_next_time(start, path):
    driven = start(path)
    driven.file.page.show_fiche("VV015")
    driven.type("doelgroep", "Lager onderwijs")
    driven.file.live._typed._keep()
    driven.file.live._typed.take()
    again = start(path)
    again.file.page.show_fiche("VV015")
    assert again.file.live.desk.fiche("VV015").values["doelgroep"] == "Lager onderwijs"
    assert "hersteld" in again.said
    assert again.editor("doelgroep").text() == "Lager onderwijs"


@pytest.mark.usefixtures("known")
def test_the_draft_of_a_row_that_is_gone_hinders_nobody(start, path):
    driven = start(path)
    driven.file.page.show_fiche("VV015")
    live = driven.file.live
    live.refuse("mijlpalen.VV015-M02.timing", "ooit", "Dit is geen dag.")
    live._typed.keep("mijlpalen.VV015-M03.titel", "Half getypt")
    live._typed._drafts.put(Place(1, "VV015", "weg.veld"), Draft("x", ""))
    live._typed._drafts.put(Place(1, "VV015", "ook_weg"), Draft("x", "", "Geen getal."))
    live._typed.save()
    with live.step("Rijen verwijderen") as work:
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M02")
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M03")
    again = start(path)
    again.file.page.show_fiche("VV015")
    again.settle()
    assert again.editor("doelgroep")
    assert again.close()


@pytest.mark.usefixtures("known")
def test_after_a_run_that_was_killed_a_card_says_until_when_work_was_kept(start, path):
    child = multiprocessing.get_context("fork").Process(target=_mark_and_die, args=(log_dir(),))
    child.start()
    child.join()
    settings.save(
        settings.Settings(naam="An", last_file=str(path), last_project="VV016"), settings_dir()
    )
    driven = start()
    card = driven.window.findChild(CrashCard)
    assert card is not None
    assert card.isVisible()
    card.continue_requested.emit()
    driven.settle()
    assert driven.file.live.project == "VV016"
    assert driven.close()
    assert start().window.findChild(CrashCard) is None


def _mark_and_die(folder: Path) -> None:
    Running(folder).begin()
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.usefixtures("known")
def test_a_new_dossier_is_made_and_opened(start, tmp_path, qapp):
    settings.save(settings.Settings(naam="An", last_folder=str(tmp_path)), settings_dir())
    driven = start()
    driven.act("new")
    dialog = visible(qapp, NewDossierDialog)
    assert dialog is not None
    dialog.wanted.emit(_wanted(tmp_path / "nieuw.vvd"))
    driven.settle()
    assert driven.file.is_of(tmp_path / "nieuw.vvd")
    dialog.wanted.emit(_wanted(tmp_path / "nieuw.vvd"))
    driven.settle()
    assert "bestaat al" in driven.said
    assert "Opnieuw proberen" not in [each.text() for each in driven.window.notices.offers]


def _wanted(path: Path):
    return NewDossier(
        path, load_plan("vlaamse-veerkracht"), "april 2021", date(2021, 3, 31), OV, None
    )


@pytest.mark.usefixtures("known")
def test_the_practice_dossier_is_made_and_opened(start, tmp_path):
    settings.save(settings.Settings(naam="An", last_folder=str(tmp_path)), settings_dir())
    driven = start()
    driven.program.start.practice_requested.emit()
    driven.settle()
    assert driven.file.is_of(tmp_path / "oefendossier.vvd")
    assert driven.file.page.at_hand == PROJECTS


@pytest.fixture
def book(tmp_path):
    """The uitvraag of two fiches as a workbook; one amount in it cannot be read."""
    folder = tmp_path / "post"
    folder.mkdir()
    contents = fiche("VV015", mijlpalen=3, agenderingen=2), fiche("VV016")
    made = uitvraag(new_store(tmp_path / "centraal.vvd", *contents), folder / "boek.xlsx")
    put(made, "Projecten", "Uitvoering VEK", 1, 3)
    return put(made, "Projecten", "Uitvoering VAK", 1, "veel")


@pytest.mark.usefixtures("known")
def test_a_dropped_dossier_is_opened_and_a_workbook_dropped_then_is_read_into_it(start, path, book):
    driven = start()
    drop(driven, path)
    assert driven.file.is_of(path)
    drop(driven, book)
    assert driven.file.page.at_hand == EXCEL_IN
    assert driven.messages.asked("file_to_save") == []


@pytest.mark.usefixtures("known")
def test_a_workbook_dropped_without_a_dossier_becomes_one_that_is_opened(start, book):
    driven = start()
    drop(driven, book)
    assert driven.file.is_of(book.with_name("boek.vvd"))
    assert driven.file.page.at_hand == PROJECTS
    assert "2 fiches" in driven.said
    assert "Er is 1 opmerking" in driven.said
    assert stored(book.with_name("boek.vvd"), "VV015", "financiering.vek") == 3
    driven.press("Opmerkingen bekijken")
    assert driven.file.page.at_hand == EXCEL_IN
    (line,) = driven.file.page.page(EXCEL_IN).plan.remarks.model.lines
    assert "veel" in line.incoming


def drop(driven: Driven, path: Path) -> None:
    """Drop a file on the window, as far as the target under the pointer hears of it."""
    driven.program.beginnings._on_dropped([path])
    driven.settle()


@pytest.mark.usefixtures("known")
def test_reading_a_workbook_without_a_dossier_makes_one_under_a_free_name(start, book):
    taken = book.with_name("boek.vvd")
    taken.write_text("van iemand")
    driven = start(messages=RecordingMessages(file_to_open=[book]))
    driven.act("excel_in")
    assert driven.file.is_of(book.with_name("boek-2.vvd"))
    assert taken.read_text() == "van iemand"


@pytest.mark.usefixtures("known")
def test_a_file_that_is_no_workbook_is_told_and_makes_nothing(start, tmp_path):
    letter = tmp_path / "brief.xlsx"
    letter.write_text("Beste collega")
    driven = start(messages=RecordingMessages(file_to_open=[letter]))
    driven.act("excel_in")
    assert "brief.xlsx" in driven.said
    assert driven.program.file is None
    assert not letter.with_suffix(".vvd").exists()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("answers", [{"file_to_open": [None]}, {"file_to_save": [None]}])
def test_choosing_no_workbook_or_no_place_makes_nothing(start, book, answers):
    driven = start(messages=RecordingMessages(**{"file_to_open": [book], **answers}))
    driven.act("excel_in")
    assert driven.program.file is None
    assert not book.with_suffix(".vvd").exists()


@pytest.mark.usefixtures("known")
def test_a_missing_file_of_the_list_can_be_pointed_out(start, path, tmp_path):
    driven = start(path)
    driven.file.page.show_fiche("VV016")
    assert driven.close()
    moved = path.rename(tmp_path / "verhuisd.vvd")
    again = start(messages=RecordingMessages(file_to_open=[moved]))
    again.program.start.locate_requested.emit(path)
    again.settle()
    assert again.file.is_of(moved)


@pytest.mark.usefixtures("known")
def test_choosing_no_file_changes_nothing(start):
    driven = start()
    driven.act("open")
    assert driven.messages.asked("file_to_open") == ["Openen"]
    assert driven.program.file is None


@pytest.mark.usefixtures("known")
def test_every_command_can_be_given_on_the_start_screen(start, qapp):
    driven = start(messages=RecordingMessages(file_to_save=[None]))
    for command, action in driven.house.actions:
        if command.name != "quit" and action.isEnabled():
            driven.act(command.name)
            for each in qapp.topLevelWidgets():
                if each is not driven.window and each.isVisible():
                    each.close()
    assert driven.window.isVisible()


@pytest.mark.usefixtures("known")
def test_the_file_is_free_after_the_window_closed(start, path):
    driven = start(path)
    driven.file.page.show_fiche("VV015")
    driven.type("doelgroep", "Scholen")
    assert driven.close()
    assert stored(path, "VV015", "doelgroep") == "Scholen"
    assert not list(log_dir().glob("loopt-*.json"))
    with Workspace.open(path) as workspace:
        assert workspace.read_only is None
