"""Adding a fiche in the window: the dialog asks which project, Ctrl+Z takes it away again."""

import pytest
from driven_program import Driven, stored, visible
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from stores import ACTOR, OV, fiche, new_store

from ui.add_fiche import AddFicheDialog
from ui.pages.page_names import FICHE, PROJECTS
from vvdesk import settings
from vvdesk.content import project_titles
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.paths import settings_dir
from vvdesk.store.workspace import Workspace


@pytest.fixture
def path(tmp_path):
    """A dossier with two fiches, closed."""
    settings.save(settings.Settings(naam="An Peeters", entiteit=OV), settings_dir())
    return new_store(tmp_path / "ov.vvd", fiche("VV015"), fiche("VV016"), entiteit=OV)


@pytest.fixture
def driven(qapp, path):
    """The program with that dossier open."""
    made = Driven.start(qapp, path)
    yield made
    made.throw_away()


def ask(driven, code, titel="") -> AddFicheDialog:
    driven.act("add_fiche")
    dialog = visible(driven.application, AddFicheDialog)
    assert isinstance(dialog, AddFicheDialog)
    QTest.keyClicks(dialog.code, code)
    QTest.keyClick(dialog.code, Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.titel, titel)
    QTest.keyClick(dialog.titel, Qt.Key.Key_Return)
    driven.settle()
    return dialog


def codes(path):
    with Workspace.open(path, read_only=True) as workspace, workspace.connection() as connection:
        return list(project_titles(connection, 1))


def test_a_new_fiche_is_stored_and_in_hand(driven, path):
    driven.file.page.show_page(PROJECTS)
    ask(driven, "vv 017", "Extra aandacht")
    assert visible(driven.application, AddFicheDialog) is None
    assert (driven.file.live.project, driven.file.page.at_hand) == ("VV017", FICHE)
    assert stored(path, "VV017", "titel") == "Extra aandacht"
    assert stored(path, "VV017", "trekkende_entiteit") == OV
    assert "VV017" in driven.file.page.page(PROJECTS).listed()
    driven.type("titel", "Meer aandacht")
    driven.file.live.flush()
    assert stored(path, "VV017", "titel") == "Meer aandacht"


@pytest.mark.parametrize(
    ("code", "says"), [("VV999", "geen projectcode"), ("VV015", "al een fiche"), ("", "Vul de")]
)
def test_a_code_that_cannot_be_is_told_under_its_field(driven, path, code, says):
    dialog = ask(driven, code)
    assert dialog.isVisible()
    assert says in dialog.code_question.problem
    QTest.keyClicks(dialog.code, "1")
    assert dialog.code_question.problem == ""
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert codes(path) == ["VV015", "VV016"]


def test_undo_takes_the_fiche_in_hand_away_and_shows_the_list(driven, path):
    ask(driven, "VV017", "Extra aandacht")
    driven.act("undo")
    assert codes(path) == ["VV015", "VV016"]
    assert (driven.file.live.project, driven.file.page.at_hand) == ("", PROJECTS)
    assert driven.file.page.page(PROJECTS).listed() == ["VV015", "VV016"]
    for name in ("check", "next_problem", "compare", "next_section", "problems", "row_add"):
        driven.act(name)
    driven.act("redo")
    assert codes(path) == ["VV015", "VV016", "VV017"]
    assert "VV017" in driven.file.page.page(PROJECTS).listed()
    assert driven.close()


def test_undo_leaves_another_fiche_in_hand(driven, path):
    ask(driven, "VV017")
    driven.file.page.show_fiche("VV015")
    driven.act("undo")
    assert codes(path) == ["VV015", "VV016"]
    assert (driven.file.live.project, driven.file.page.at_hand) == ("VV015", FICHE)


def test_nothing_can_be_added_where_nothing_may_change(driven, path):
    assert driven.house.actions["add_fiche"].isEnabled()
    driven.program.show_start()
    assert not driven.house.actions["add_fiche"].isEnabled()
    with Workspace.open(path) as workspace:
        close_meetmoment(workspace, None, ACTOR, "klaar")
    driven.program.open(path)
    driven.settle()
    assert not driven.house.actions["add_fiche"].isEnabled()
