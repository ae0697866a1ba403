"""The window on a central server: opening it, following colleagues, and losing it for a while."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from server_sample import end_connections, fill
from stores import ACTOR, fiche

from ui.open_server import OpenServerDialog
from ui.pages.page_names import CONFLICTS, DASHBOARD, QUESTIONS, RECEPTION
from vvdesk import settings
from vvdesk.colleagues import Watch
from vvdesk.content import read_contents
from vvdesk.editing import Editing
from vvdesk.errors import Unavailable
from vvdesk.model import Meetmoment, Staat
from vvdesk.paths import settings_dir
from vvdesk.recent import Recent
from vvdesk.settings import Settings
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal
TITEL = "titel"


@pytest.fixture(autouse=True)
def _known_person():
    settings.save(Settings(naam="An Peeters"), settings_dir())


@pytest.fixture
def place(server):
    """A server with two fiches."""
    return fill(server, fiche("VV015"), fiche("VV016"))


@pytest.fixture
def colleague(place):
    """Somebody else who works there, under a login of their own."""
    with Workspace.open(place) as workspace:
        workspace.login = "b.janssens"
        yield workspace


@pytest.fixture
def driven(start, place):
    """The window on the server, with VV015 in hand."""
    made = start(place)
    made.file.page.show_fiche("VV015")
    made.settle()
    return made


def change(workspace, text, path=TITEL, project="VV015"):
    with Editing(workspace, replace(ACTOR, wie="b.janssens")).step("Wijzigen") as work:
        work.set(1, project, path, text)


def look(driven):
    """Let the window hear now what it would hear within three seconds."""
    driven.file._colleagues.ask()
    driven.settle()


def held(place, path=TITEL, project="VV015"):
    with Workspace.open(place) as workspace, workspace.connection() as connection:
        return read_contents(connection, 1, [project])[project].values[path]


def dialog(driven):
    return driven.window.findChild(OpenServerDialog)


def test_a_server_opens_in_the_window_and_stands_on_the_start_page(driven, place):
    assert driven.window.windowTitle() == f"{place.name} – vvdesk"
    assert not driven.house.actions["versions"].isEnabled()
    assert driven.file.live.desk.actor.wie == place.user
    driven.act("start")
    (entry, *_rest) = Recent(settings_dir()).entries()
    assert entry.path == str(place)
    assert entry.is_server
    model = driven.program.start.list.cards
    assert place.hosts in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    driven.program.start.focus_first()
    QTest.keyClick(driven.program.start.list, Qt.Key.Key_Return)
    driven.settle()
    assert driven.file.live.project == "VV015"
    assert settings.load(settings_dir()).last_server == str(place)


def test_what_is_typed_is_stored_on_the_server(driven, place):
    driven.type(TITEL, "Nieuwe titel")
    driven.act("save")
    assert held(place) == "Nieuwe titel"
    assert "op de server" in driven.said
    driven.type(TITEL, "Nog een titel")
    assert driven.close()
    assert held(place) == "Nog een titel"


def test_a_login_that_is_not_known_brings_the_dialog_with_the_reason(start, place):
    driven = start(replace(place, user="onbekende_login"))
    shown = dialog(driven)
    assert shown.isVisible()
    assert shown.login.text() == "onbekende_login"
    assert shown.password.hasFocus() or shown.focusWidget() is shown.password
    assert driven.program.file is None
    shown.login.setFocus()
    QTest.keyClick(shown.login, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(shown.login, place.user)
    QTest.keyClick(shown.login, Qt.Key.Key_Return)
    driven.settle()
    assert driven.file.live.desk.workspace.is_server


def test_the_menu_opens_a_server_and_remembers_it_without_the_password(start, place):
    driven = start()
    driven.act("open_server")
    shown = dialog(driven)
    for box, text in (
        (shown.host, f"{place.hosts}:{place.ports}"),
        (shown.database, place.database),
        (shown.login, place.user),
        (shown.password, "geheim"),
    ):
        QTest.keyClicks(box, text)
    if shown.encrypted.isChecked():
        QTest.keyClick(shown.encrypted, Qt.Key.Key_Space)
    QTest.keyClick(shown.password, Qt.Key.Key_Return)
    driven.settle()
    assert driven.file.live.desk.workspace.is_server
    kept = (settings_dir() / settings.FILE_NAME).read_text(encoding="utf-8")
    assert place.database in kept
    assert "geheim" not in kept
    driven.act("start")
    driven.act("open_server")
    again = dialog(driven)
    assert again.database.text() == place.database
    assert not again.password.text()


def test_a_server_that_is_not_there_is_told_with_ways_on(start, place):
    driven = start(replace(place, ports="1"))
    assert "antwoordt niet" in driven.said
    driven.press("Gegevens wijzigen…")
    assert dialog(driven).host.text() == f"{place.hosts}:1"


def test_what_a_colleague_changes_appears_in_the_form_and_in_the_status_line(driven, colleague):
    editor = driven.editor(TITEL)
    change(colleague, "Van een collega")
    look(driven)
    assert editor.text() == "Van een collega"
    assert driven.program.status.news.startswith("b.janssens wijzigde VV015 om ")


def test_another_fiche_and_a_new_one_appear_in_the_list(driven, colleague):
    driven.act("projects")
    page = driven.file.page.current()
    change(colleague, "Andere titel", project="VV016")
    look(driven)
    assert "Andere titel" in page._projects.columns["titel"]
    with Editing(colleague, ACTOR).step("Erbij") as work:
        work.add_fiche(1, fiche("VV017"))
    look(driven)
    assert "VV017" in page.listed()
    assert driven.file.page.current() is page


def test_what_is_typed_stays_when_a_colleague_changes_the_same_field(driven, colleague, place):
    editor = driven.type(TITEL, "Mijn titel")
    change(colleague, "Hun titel")
    driven.file.live.flush()
    driven.settle()
    assert editor.text() == "Mijn titel"
    assert held(place) == "Hun titel"
    assert "b.janssens" in driven.said
    assert "Hun titel" in driven.said
    assert driven.program.status.text == "Kies welke tekst blijft"
    driven.press("Mijn tekst bewaren")
    assert held(place) == "Mijn titel"
    assert editor.text() == "Mijn titel"
    assert driven.file.live.draft(TITEL) is None


def test_the_text_of_the_colleague_can_stay(driven, colleague, place):
    editor = driven.type(TITEL, "Mijn titel")
    change(colleague, "Hun titel")
    look(driven)
    assert editor.text() == "Mijn titel"
    driven.press("Die van b.janssens houden")
    assert editor.text() == "Hun titel"
    assert held(place) == "Hun titel"
    driven.type(TITEL, "Later")
    driven.file.live.flush()
    assert held(place) == "Later"


def test_typing_on_never_overwrites_a_colleague_unasked(driven, colleague, place):
    driven.type(TITEL, "Mijn titel")
    change(colleague, "Hun titel")
    look(driven)
    driven.type(TITEL, "Mijn titel en meer")
    driven.file.live.flush()
    driven.settle()
    assert held(place) == "Hun titel"
    assert driven.file.live.draft(TITEL).text == "Mijn titel en meer"
    driven.press("Mijn tekst bewaren")
    assert held(place) == "Mijn titel en meer"


def test_the_other_fields_of_the_same_step_are_stored(driven, colleague, place):
    driven.type(TITEL, "Mijn titel")
    live = driven.file.live
    change(colleague, "Hun titel")
    driven.type("webpagina", "https://voorbeeld.be")
    live.flush()
    driven.settle()
    assert held(place) == "Hun titel"
    assert "https://voorbeeld.be" in str(held(place, "webpagina"))
    assert not live.is_typing("webpagina")


def test_a_choice_that_waits_can_be_made_from_another_fiche(driven, colleague, place):
    driven.type(TITEL, "Mijn titel")
    change(colleague, "Hun titel")
    look(driven)
    driven.file.page.show_fiche("VV016")
    driven.settle()
    driven.press("Mijn tekst bewaren")
    assert held(place) == "Mijn titel"
    assert held(place, project="VV016") == "Project VV016"
    assert driven.file.live.project == "VV015"


def test_what_was_typed_comes_back_as_a_draft_after_closing_without_a_choice(
    driven, colleague, place, start
):
    driven.type(TITEL, "Mijn titel")
    change(colleague, "Hun titel")
    look(driven)
    assert driven.close()
    again = start(place)
    again.file.page.show_fiche("VV015")
    assert again.editor(TITEL).text() == "Mijn titel"
    assert held(place) == "Hun titel"


def test_a_fiche_that_a_colleague_approves_is_locked_here(driven, colleague):
    change(colleague, "Klaar")
    with Editing(colleague, replace(ACTOR, wie="b.janssens")).step("Goedkeuren") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND, None)
        work.set_staat(1, "VV015", Staat.GOEDGEKEURD, None)
    look(driven)
    assert "goedgekeurd" in driven.banner()


@pytest.mark.parametrize("name", [DASHBOARD, RECEPTION, CONFLICTS, QUESTIONS])
def test_every_page_of_the_desk_survives_the_news(driven, colleague, name):
    driven.file.page.show_page(name)
    driven.settle()
    change(colleague, f"Nieuws voor {name}")
    look(driven)
    assert driven.file.page.at_hand == name
    assert not driven.said or "fout" not in driven.said


def test_a_meetmoment_that_a_colleague_changes_is_told(driven, colleague):
    with Editing(colleague, replace(ACTOR, wie="b.janssens")).step("Sluiten") as work:
        work.change(Meetmoment, {"id": 1}, {"fase": "gesloten"})
    look(driven)
    assert "b.janssens wijzigde het meetmoment" in driven.said
    driven.press("Nu vernieuwen")
    assert "gesloten" in driven.banner() or driven.file.live.desk.closed_reason()


def test_a_server_that_goes_away_lets_one_type_on_and_takes_it_when_it_is_back(
    driven, place, monkeypatch
):
    def gone(_watch):
        raise Unavailable(f'"{place.name}": De server antwoordt niet.')

    with monkeypatch.context() as patch:
        patch.setattr(Watch, "changes", gone)
        look(driven)
        assert driven.said.startswith(f'Geen verbinding met de server "{place.name}"')
        editor = driven.type(TITEL, "Onderweg getypt")
        driven.act("save")
        assert "Geen verbinding" in driven.program.status.text
        assert held(place) == "Project VV015"
        assert editor.text() == "Onderweg getypt"
        driven.file.live.flush()
    look(driven)
    assert "is er weer" in driven.said
    assert "bewaard" in driven.said
    assert held(place) == "Onderweg getypt"
    assert "Geen verbinding" not in driven.program.status.text


def test_a_server_that_is_away_holds_nobody_up_and_nothing_else_opens(driven, monkeypatch):
    def gone(_watch):
        raise Unavailable("De server antwoordt niet.")

    monkeypatch.setattr(Watch, "changes", gone)
    look(driven)
    with pytest.raises(Unavailable):
        driven.file.live.show("VV016")
    assert driven.file.live.project == "VV015"
    assert not driven.file.live.set({TITEL: "Nee"}, "Nee")
    driven.type(TITEL, "Blijft als klad")
    assert not driven.close()
    assert "als klad op deze computer" in driven.said
    driven.press("Toch sluiten")


def test_connections_that_the_server_ended_are_made_anew(driven, place):
    end_connections(place)
    driven.type(TITEL, "Na de herstart")
    driven.file.live.flush()
    driven.settle()
    look(driven)
    driven.file.live.flush()
    assert held(place) == "Na de herstart"


def test_the_window_follows_by_itself(start, place, colleague, qtbot):
    driven = start(place)
    driven.file.page.show_fiche("VV015")
    editor = driven.editor(TITEL)
    change(colleague, "Vanzelf")
    qtbot.waitUntil(lambda: editor.text() == "Vanzelf", timeout=20_000)
    assert QApplication.activeModalWidget() is None
