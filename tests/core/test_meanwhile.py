"""Two people in one fiche: what each does stands, and nothing is overwritten unseen."""

import pytest
from server_sample import fill
from stores import ACTOR, fiche, mijlpaal

from vvdesk.content import Rij
from vvdesk.desk import Desk
from vvdesk.errors import Misused, Stale
from vvdesk.meanwhile import Overtaken
from vvdesk.model import Staat
from vvdesk.store.workspace import Workspace

pytestmark = pytest.mark.centraal


@pytest.fixture
def desks(server):
    """Two people who have the same fiche in front of them."""
    place = fill(server, fiche(mijlpalen=2))
    with Workspace.open(place) as mine, Workspace.open(place) as other:
        pair = Desk(mine, ACTOR), Desk(other, ACTOR)
        for desk in pair:
            desk.fiche("VV015")
        yield pair


def set_titel(desk, text):
    return desk.set("VV015", {"titel": text}, "Titel wijzigen")


def test_changes_of_different_fields_stand_side_by_side(desks):
    mine, other = desks
    other.set("VV015", {"financiering.vak": 500}, "Vak wijzigen")
    set_titel(mine, "Nieuwe titel")
    other.forget()
    for desk in desks:
        assert desk.fiche("VV015").values["titel"] == "Nieuwe titel"
        assert desk.fiche("VV015").values["financiering.vak"] == 500


def test_a_value_that_a_colleague_just_changed_is_not_overwritten_unseen(desks):
    mine, other = desks
    set_titel(other, "Van de collega")
    with pytest.raises(Overtaken) as told:
        mine.set("VV015", {"financiering.vak": 5, "titel": "Van mij"}, "Twee velden")
    assert told.value.paths == {"titel"}
    assert f'door {other.actor.wie}: "Van de collega"' in str(told.value)
    assert mine.fiche("VV015").values["titel"] == "Van de collega"
    assert mine.fiche("VV015").values["financiering.vak"] == 0
    set_titel(mine, "Toch van mij")
    assert mine.fiche("VV015").values["titel"] == "Toch van mij"


def test_who_empties_what_a_colleague_just_filled_is_told_too(desks):
    mine, other = desks
    set_titel(other, None)
    with pytest.raises(Overtaken, match="en is nu leeg"):
        set_titel(mine, "Van mij")


def test_the_same_value_from_both_is_no_conflict(desks):
    mine, other = desks
    set_titel(other, "Eensgezind")
    assert set_titel(mine, "Eensgezind") is None or mine.fiche("VV015").values["titel"]


def test_one_value_set_twice_in_a_step_is_compared_once(desks):
    mine, other = desks
    other.set("VV015", {"financiering.vak": 500}, "Vak wijzigen")
    with mine.step("Twee keer", "VV015") as work:
        work.set(1, "VV015", "titel", "Eerst")
        work.set(1, "VV015", "titel", "Dan")
    assert mine.fiche("VV015").values["titel"] == "Dan"


def test_rows_that_both_add_are_both_there(desks):
    for desk in desks:
        with desk.step("Mijlpaal toevoegen", "VV015") as work:
            row_id = work.add_row(1, "VV015", "mijlpalen", mijlpaal(titel="Erbij"))
            work.set(1, "VV015", f"mijlpalen.{row_id}.titel", "Erbij en anders")
    assert len(desks[1].fiche("VV015").tables["mijlpalen"]) == 4


def test_a_row_that_a_colleague_just_changed_is_not_removed_unseen(desks):
    mine, other = desks
    other.set("VV015", {"mijlpalen.VV015-M01.titel": "Bijgewerkt"}, "Mijlpaal wijzigen")
    with (
        pytest.raises(Overtaken, match="VV015-M01 is intussen gewijzigd"),
        mine.step("Mijlpaal verwijderen", "VV015") as work,
    ):
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M01")
    assert "VV015-M01" in mine.fiche("VV015").tables["mijlpalen"]
    with mine.step("Andere mijlpaal verwijderen", "VV015") as work:
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M02")
    assert list(mine.fiche("VV015").tables["mijlpalen"]) == ["VV015-M01"]


def test_a_row_changed_and_removed_in_one_step_counts_as_removed(desks):
    mine, other = desks
    other.set("VV015", {"financiering.vak": 500}, "Vak wijzigen")
    with mine.step("Wijzigen en verwijderen", "VV015") as work:
        work.set(1, "VV015", "mijlpalen.VV015-M01.titel", "Weg ermee")
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M01")
    assert "VV015-M01" not in mine.fiche("VV015").tables["mijlpalen"]


def test_a_row_that_a_colleague_removed_is_told_as_such(desks):
    mine, other = desks
    with other.step("Mijlpaal verwijderen", "VV015") as work:
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M01")
    with pytest.raises(Stale, match=f"gewijzigd door {other.actor.wie}.*geen rij VV015-M01"):
        mine.set("VV015", {"mijlpalen.VV015-M01.titel": "Te laat"}, "Mijlpaal wijzigen")
    assert "VV015-M01" not in mine.fiche("VV015").tables["mijlpalen"]


def test_a_mistake_of_ones_own_stays_a_mistake(desks):
    with pytest.raises(Misused, match="geen rij"), desks[0].step("Fout", "VV015") as work:
        work.add_row(1, "VV015", "mijlpalen", Rij("", mijlpaal().values))
        work.remove_row(1, "VV015", "mijlpalen", "VV015-M99")


def test_what_a_colleague_changed_later_is_not_taken_back(desks):
    mine, other = desks
    set_titel(mine, "Van mij")
    other.forget()
    set_titel(other, "Later van de collega")
    with pytest.raises(Misused, match="later opnieuw gewijzigd"):
        mine.undo()


def test_a_row_that_a_colleague_filled_in_further_is_not_taken_back(desks):
    mine, other = desks
    with mine.step("Mijlpaal toevoegen", "VV015") as work:
        row_id = work.add_row(1, "VV015", "mijlpalen", mijlpaal(titel="Nieuw"))
    other.forget()
    other.set("VV015", {f"mijlpalen.{row_id}.titel": "Verder ingevuld"}, "Mijlpaal wijzigen")
    with pytest.raises(Misused, match=f"{row_id} werd later nog gewijzigd"):
        mine.undo()
    other.undo()
    mine.undo()
    assert row_id not in mine.fiche("VV015").tables["mijlpalen"]


def test_a_state_that_a_colleague_changed_later_is_not_taken_back(desks):
    mine, other = desks
    with mine.step("Indienen", "VV015") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND)
    other.forget()
    with other.step("Goedkeuren", "VV015") as work:
        work.set_staat(1, "VV015", Staat.GOEDGEKEURD)
    with pytest.raises(Misused, match=r"VV015 is later goedgekeurd\. Heropen de fiche eerst"):
        mine.undo()
    mine.forget()
    assert mine.fiche("VV015").staat == Staat.GOEDGEKEURD


def test_a_state_that_a_colleague_just_changed_is_not_changed_unseen(desks):
    mine, other = desks
    with other.step("Indienen", "VV015") as work:
        work.set_staat(1, "VV015", Staat.INGEDIEND)
    with (
        pytest.raises(Overtaken, match="De staat van VV015 is intussen gewijzigd"),
        mine.step("Terugsturen", "VV015") as work,
    ):
        work.set_staat(1, "VV015", Staat.TERUGGESTUURD)


def test_an_explanation_of_a_colleague_is_not_overwritten_unseen(desks):
    mine, other = desks
    weighed = next(each for each in mine.findings("VV015") if each.tekst is None)
    (seen,) = [each for each in other.findings("VV015") if each.finding == weighed.finding]
    other.explain(seen, "Van de collega")
    with pytest.raises(Overtaken, match=r'door .*: "Van de collega"'):
        mine.explain(weighed, "Van mij")
    again = next(each for each in mine.findings("VV015") if each.finding == weighed.finding)
    assert again.tekst == "Van de collega"
    mine.explain(again, "Toch van mij")
