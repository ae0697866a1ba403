"""Adding a fiche: which code may, and taking it back and doing it again at the desk."""

import pytest
from stores import ACTOR, OV, fiche, new_store

from vvdesk.adding import code_of, first_content, wrong_with_code
from vvdesk.desk import Desk
from vvdesk.errors import Misused, ReadOnly
from vvdesk.meetmomenten import close_meetmoment
from vvdesk.store.workspace import Workspace


@pytest.fixture
def desk(tmp_path):
    path = new_store(tmp_path / "ov.vvd", fiche("VV015"), entiteit=OV)
    with Workspace.open(path) as workspace:
        yield Desk(workspace, ACTOR)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Vul de projectcode in"),
        ("VV999", "geen projectcode van dit plan. Verwacht: VV en 3 cijfers, van VV001 tot"),
        ("15", "geen projectcode"),
        ("vv 015", "VV015 heeft hier al een fiche"),
        (" vv016 ", ""),
    ],
)
def test_a_code_is_of_the_plan_and_has_no_fiche_yet(desk, typed, says):
    found = wrong_with_code(code_of(typed), desk.maatstaf, {"VV015"})
    assert says in found
    assert bool(found) is bool(says)


def test_a_new_fiche_is_empty_but_for_title_and_entiteit(desk):
    desk.add_fiche(first_content("VV016", " Werk  ", OV))
    values = desk.fiche("VV016").values
    assert (values["titel"], values["trekkende_entiteit"]) == ("Werk", OV)
    assert {values["financiering.vak"], values["omschrijving"], values["themas"]} == {None, ()}


def test_adding_is_taken_back_and_done_again_as_one_step(desk):
    desk.add_fiche(first_content("VV016", "Werk", OV))
    desk.set("VV016", {"financiering.vak": 5}, "VAK")
    assert desk.undo().paths == {"financiering.vak"}
    assert desk.undo_name == "VV016 toevoegen"
    assert desk.undo().paths == frozenset()
    assert desk.fiche_or_none("VV016") is None
    assert desk.undo_name is None
    desk.redo()
    assert desk.fiche("VV016").values["titel"] == "Werk"
    desk.redo()
    assert desk.fiche("VV016").values["financiering.vak"] == 5


def test_a_second_fiche_of_one_project_is_refused(desk):
    with pytest.raises(Misused, match="heeft al een fiche"):
        desk.add_fiche(first_content("VV015", "", OV))
    assert desk.undo_name is None


def test_nothing_is_added_to_a_closed_meetmoment(desk):
    assert desk.closed_reason() is None
    close_meetmoment(desk.workspace, None, ACTOR, "klaar")
    again = Desk(desk.workspace, ACTOR)
    assert "gesloten" in again.closed_reason()
    with pytest.raises(ReadOnly):
        again.add_fiche(first_content("VV016", "", OV))
