"""The work at hand: what it shows after each change, and taking steps back and forth."""

from datetime import date

import pytest
from stores import ACTOR, OV, fiche, mijlpaal, new_store

from vvdesk.content import Rij
from vvdesk.desk import Desk
from vvdesk.done_steps import BURST_PAUSE, LONGEST_BURST
from vvdesk.errors import Misused, ReadOnly
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace


class Clock:
    """Seconds that go on when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def workspace(tmp_path):
    contents = fiche("VV015", mijlpalen=2), fiche("VV016")
    with Workspace.open(new_store(tmp_path / "ov.vvd", *contents, entiteit=OV)) as opened:
        yield opened


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(workspace, clock):
    return Desk(workspace, ACTOR, clock=clock)


def test_a_value_that_was_set_is_what_the_desk_shows(desk):
    made = desk.set("VV015", {"titel": "Digisprong"}, "Titel wijzigen")
    assert desk.fiche("VV015").values["titel"] == "Digisprong"
    assert (made.naam, made.project, made.paths) == ("Titel wijzigen", "VV015", {"titel"})


def test_a_value_that_was_there_already_makes_no_step(desk):
    assert desk.set("VV015", {"titel": "Project VV015"}, "Titel wijzigen") is None
    assert desk.undo_name is None


def test_a_step_is_taken_back_and_done_again_any_number_of_times(desk):
    desk.set("VV015", {"titel": "Eerste"}, "Titel wijzigen")
    desk.set("VV015", {"titel": "Tweede"}, "Titel wijzigen")
    for _time in range(3):
        assert desk.undo().paths == {"titel"}
        assert desk.fiche("VV015").values["titel"] == "Eerste"
        assert desk.redo().paths == {"titel"}
        assert desk.fiche("VV015").values["titel"] == "Tweede"
    desk.undo()
    desk.undo()
    assert desk.fiche("VV015").values["titel"] == "Project VV015"
    with pytest.raises(Misused, match="niets om ongedaan te maken"):
        desk.undo()


def test_a_new_step_takes_away_what_could_be_done_again(desk):
    desk.set("VV015", {"titel": "Eerste"}, "Titel wijzigen")
    desk.undo()
    desk.set("VV015", {"titel": "Anders"}, "Titel wijzigen")
    assert desk.redo_name is None


def test_a_step_in_another_fiche_is_taken_back_there(desk):
    desk.set("VV016", {"titel": "Elders"}, "Titel wijzigen")
    desk.set("VV015", {"titel": "Hier"}, "Titel wijzigen")
    desk.undo()
    assert desk.undo().project == "VV016"
    assert desk.fiche("VV016").values["titel"] == "Project VV016"


def test_steps_of_one_burst_are_taken_back_together(desk, clock):
    for text in ("D", "Digi", "Digisprong"):
        desk.set("VV015", {"titel": text}, "Titel wijzigen", burst="titel")
        clock.now += BURST_PAUSE / 2
    desk.undo()
    assert desk.fiche("VV015").values["titel"] == "Project VV015"
    desk.redo()
    assert desk.fiche("VV015").values["titel"] == "Digisprong"


def test_a_pause_another_field_or_a_long_time_ends_a_burst(desk, clock):
    desk.set("VV015", {"titel": "Een"}, "Titel wijzigen", burst="titel")
    clock.now += BURST_PAUSE + 1
    desk.set("VV015", {"titel": "Twee"}, "Titel wijzigen", burst="titel")
    desk.set("VV015", {"doelgroep": "Scholen"}, "Doelgroep wijzigen", burst="doelgroep")
    desk.undo()
    desk.undo()
    assert desk.fiche("VV015").values["titel"] == "Een"
    desk.set("VV015", {"titel": "0"}, "Titel wijzigen", burst="titel")
    for number in range(int(LONGEST_BURST) + 5):
        clock.now += 1
        desk.set("VV015", {"titel": f"Woord {number}"}, "Titel wijzigen", burst="titel")
    desk.undo()
    assert desk.fiche("VV015").values["titel"].startswith("Woord")


def test_end_burst_makes_the_next_step_one_of_its_own(desk):
    desk.set("VV015", {"titel": "Een"}, "Titel wijzigen", burst="titel")
    desk.end_burst()
    desk.set("VV015", {"titel": "Twee"}, "Titel wijzigen", burst="titel")
    desk.undo()
    assert desk.fiche("VV015").values["titel"] == "Een"


def test_rows_that_come_go_and_move_are_told_and_taken_back(desk):
    moment = desk.meetmoment.id
    with desk.step("Mijlpaal toevoegen", "VV015") as work:
        added = work.add_row(moment, "VV015", "mijlpalen", mijlpaal(titel="Nieuw"))
    assert desk.latest.paths == {"mijlpalen", f"mijlpalen.{added}"}
    with desk.step("Mijlpaal verplaatsen", "VV015") as work:
        work.move_row(moment, "VV015", "mijlpalen", added, 0)
    assert desk.latest.paths == {"mijlpalen"}
    assert next(iter(desk.fiche("VV015").tables["mijlpalen"])) == added
    with desk.step("Mijlpaal verwijderen", "VV015") as work:
        work.remove_row(moment, "VV015", "mijlpalen", "VV015-M01")
    desk.undo()
    desk.undo()
    desk.undo()
    assert list(desk.fiche("VV015").tables["mijlpalen"]) == ["VV015-M01", "VV015-M02"]


def test_a_step_in_which_nothing_changed_leaves_no_trace(desk):
    with desk.step("Niets", "VV015"):
        pass
    assert desk.latest is None


def test_findings_follow_the_values_and_their_toelichting(desk):
    def of_agendering():
        return [each for each in desk.findings("VV015") if each.finding.code == "VV-PRJ-08"]

    row = Rij("", {"titel": "VR 2020 1112 DOC 1400", "url": None, "datum": None, "soort": None})
    with desk.step("Agendering toevoegen", "VV015") as work:
        work.add_row(desk.meetmoment.id, "VV015", "agenderingen", row)
    (found,) = of_agendering()
    assert found.blocks
    desk.explain(found, "  Zo staat het  op de agenda. ")
    (explained,) = of_agendering()
    assert not explained.blocks
    assert explained.tekst == "Zo staat het op de agenda."
    desk.undo()
    assert of_agendering() == []


def test_completeness_follows_the_values(desk):
    before = sum(part.answered for part in desk.completeness("VV015").values())
    desk.set("VV015", {"belanghebbenden": "Scholen"}, "Belanghebbenden wijzigen")
    assert sum(part.answered for part in desk.completeness("VV015").values()) == before + 1


def test_an_unknown_fiche_is_said_to_be_unknown(desk):
    with pytest.raises(Misused, match="VV999"):
        desk.fiche("VV999")


def test_the_fiche_of_the_meetmoment_before_stands_beside_it(workspace):
    open_next(
        workspace, load_plan("vlaamse-veerkracht"), "september 2021", date(2021, 8, 31), ACTOR
    )
    desk = Desk(workspace, ACTOR)
    desk.set("VV015", {"titel": "Nieuw"}, "Titel wijzigen")
    assert desk.vorige("VV015").values["titel"] == "Project VV015"
    assert desk.vorig_meetmoment.naam == "april 2021"
    assert Desk(workspace, ACTOR, "april 2021").vorige("VV015") is None


def test_a_closed_meetmoment_says_why_nothing_can_change(workspace):
    close_meetmoment(workspace, "april 2021", ACTOR, "klaar")
    desk = Desk(workspace, ACTOR)
    assert "gesloten" in desk.read_only_reason("VV015")
    with pytest.raises(ReadOnly):
        desk.set("VV015", {"titel": "Te laat"}, "Titel wijzigen")
    assert desk.fiche("VV015").values["titel"] == "Project VV015"


def test_what_changed_outside_the_desk_is_read_after_forgetting(desk, workspace):
    desk.fiche("VV015")
    Desk(workspace, ACTOR).set("VV015", {"titel": "Elders gewijzigd"}, "Titel wijzigen")
    desk.forget("VV015")
    assert desk.fiche("VV015").values["titel"] == "Elders gewijzigd"
    desk.forget()
    assert desk.fiche("VV015").values["titel"] == "Elders gewijzigd"
