from datetime import date

import pytest
from stores import ACTOR, DWSE, OV, fiche, new_store

from vvdesk.audit import first_broken
from vvdesk.errors import Misused, ReadOnly
from vvdesk.handing_out import hand_out
from vvdesk.meetmoment_lists import (
    CLUSTERS,
    DREMPELS,
    ENTITEITEN,
    LIJSTEN,
    MEETMOMENT,
    MIJLPAALSTATUSSEN,
    MINISTERS,
    PROJECTSTATUSSEN,
    SCHAKELAARS,
    SPEERPUNTEN,
)
from vvdesk.meetmoment_settings import (
    add,
    change,
    is_handed_out,
    list_named,
    move,
    put_back,
    read_list,
    remove,
)
from vvdesk.meetmomenten import close_meetmoment, open_next
from vvdesk.plan import load_plan
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.trail import read_trail

PLAN = load_plan("vlaamse-veerkracht")


@pytest.fixture
def workspace(tmp_path):
    path = new_store(tmp_path / "c.vvd", fiche("VV015"), fiche("VV016", trekkende_entiteit=DWSE))
    with Workspace.open(path) as opened:
        yield opened


def referentie(workspace, meetmoment_id=1):
    with workspace.connection() as connection:
        return read_referentie(connection, meetmoment_id)


def trail(workspace):
    with workspace.connection() as connection:
        assert first_broken(connection) is None
        return list(read_trail(connection))


def settle(workspace, lijst, sleutel, veld, text):
    return change(workspace, None, lijst, sleutel, veld, text, ACTOR)


def value(workspace, lijst, sleutel, veld):
    names = [each.naam for each in lijst.velden]
    row = next(each for each in read_list(workspace, None, lijst) if each.sleutel == sleutel)
    return row.waarden[names.index(veld)]


def test_every_list_of_the_plan_can_be_read_and_no_field_stands_twice(workspace):
    for lijst in (MEETMOMENT, *LIJSTEN):
        rows = read_list(workspace, None, lijst)
        assert rows, lijst.naam
        assert all(len(row.waarden) == len(lijst.velden) for row in rows)
        names = [each.naam for each in lijst.velden]
        assert len(set(names)) == len(names)
        assert list_named(lijst.naam) is lijst


def test_a_threshold_changes_what_the_rules_measure_and_the_trail_says_so(workspace):
    assert settle(workspace, DREMPELS, "achterstand_punten", "waarde", " 30 ")
    assert referentie(workspace).drempel("achterstand_punten") == 30
    last = trail(workspace)[-1]
    assert (last.plaats, last.oud, last.nieuw) == (
        "drempel.1.achterstand_punten.waarde",
        "25",
        "30",
    )
    assert last.wie == "tester"


def test_the_same_value_again_writes_nothing(workspace):
    before = len(trail(workspace))
    assert not settle(workspace, DREMPELS, "achterstand_punten", "waarde", "25")
    assert len(trail(workspace)) == before


@pytest.mark.parametrize(
    ("sleutel", "text", "said"),
    [
        ("achterstand_punten", "130", "van 0 tot 100"),
        ("achterstand_punten", "twintig", "geheel getal"),
        ("achterstand_punten", "", "mag niet leeg zijn"),
        ("niet_gestart_dagen", "12,5", "geheel getal"),
        ("niet_gestart_dagen", "-3", "geheel getal"),
        ("uitvoering_vanaf_maand", "202013", "zoals 202009"),
        ("uitvoering_vanaf_maand", "morgen", "zoals 202009"),
        ("projectcode_eerste", "15", "zoals VV001"),
        ("projectcode_eerste", "AB001", "onbekend"),
        ("bestaat_niet", "3", "staat niet bij"),
    ],
)
def test_a_value_that_does_not_fit_its_unit_is_refused_with_what_was_expected(
    workspace, sleutel, text, said
):
    before = referentie(workspace).drempels
    with pytest.raises(Misused, match=said):
        settle(workspace, DREMPELS, sleutel, "waarde", text)
    assert referentie(workspace).drempels == before


def test_a_month_may_be_typed_as_people_write_it(workspace):
    assert settle(workspace, DREMPELS, "uitvoering_vanaf_maand", "waarde", "9/2021")
    assert referentie(workspace).drempels["uitvoering_vanaf_maand"] == "202109"


def test_a_rule_is_switched_on_and_off(workspace):
    assert [each.sleutel for each in read_list(workspace, None, SCHAKELAARS)] == [
        "streefwaarde_is_fout"
    ]
    assert settle(workspace, SCHAKELAARS, "streefwaarde_is_fout", "waarde", "ja")
    assert referentie(workspace).is_switched_on("streefwaarde_is_fout")
    assert not settle(workspace, SCHAKELAARS, "streefwaarde_is_fout", "waarde", "aan")
    assert settle(workspace, SCHAKELAARS, "streefwaarde_is_fout", "waarde", "nee")
    assert not referentie(workspace).is_switched_on("streefwaarde_is_fout")


def test_an_entiteit_gets_a_deadline_of_its_own_and_loses_it_again(workspace):
    assert settle(workspace, ENTITEITEN, OV, "deadline", "15/4/21")
    assert referentie(workspace).deadlines == {OV: date(2021, 4, 15)}
    assert value(workspace, ENTITEITEN, OV, "deadline") == "15/04/2021"
    assert settle(workspace, ENTITEITEN, OV, "deadline", "")
    assert referentie(workspace).deadlines == {}


@pytest.mark.parametrize("text", ["31/02/2021", "gauw", "01/01/2021"])
def test_a_deadline_that_is_no_day_or_comes_too_early_is_refused(workspace, text):
    for lijst, sleutel in ((ENTITEITEN, OV), (MEETMOMENT, "")):
        with pytest.raises(Misused):
            settle(workspace, lijst, sleutel, "deadline", text)


def test_other_spellings_are_understood_and_may_not_mean_two_things(workspace):
    assert settle(workspace, ENTITEITEN, OV, "synoniemen", "Onderwijs; OV Vlaanderen; Onderwijs")
    assert referentie(workspace).lists["entiteit"].key_for("onderwijs") == OV
    assert value(workspace, ENTITEITEN, OV, "synoniemen") == "Onderwijs; OV Vlaanderen"
    with pytest.raises(Misused, match=r"zowel .* als .*schrijfwijze"):
        settle(workspace, ENTITEITEN, DWSE, "synoniemen", "ONDERWIJS")


def test_a_status_is_renamed_everywhere_because_fiches_keep_its_key(workspace):
    assert settle(workspace, PROJECTSTATUSSEN, "opgestart", "label", "In uitvoering")
    lists = referentie(workspace).lists
    assert lists["projectstatus"].label("opgestart") == "In uitvoering"
    with pytest.raises(Misused, match="mag niet leeg zijn"):
        settle(workspace, PROJECTSTATUSSEN, "opgestart", "label", "  ")


def test_what_rules_look_at_is_ticked_per_status(workspace):
    was = referentie(workspace).has("projectstatus", "opgestart", "vraagt_verklaring")
    assert settle(
        workspace, PROJECTSTATUSSEN, "opgestart", "vraagt_verklaring", "nee" if was else "ja"
    )
    now = referentie(workspace)
    assert now.has("projectstatus", "opgestart", "vraagt_verklaring") is not was
    assert now.has("projectstatus", "opgestart", "gestart")
    with pytest.raises(Misused, match="ja of nee"):
        settle(workspace, PROJECTSTATUSSEN, "opgestart", "groen", "misschien")


def test_a_status_that_fiches_use_cannot_go_and_is_told_where(workspace):
    with pytest.raises(Misused, match="VV015, VV016 gebruiken"):
        remove(workspace, None, PROJECTSTATUSSEN, "opgestart", ACTOR)
    with pytest.raises(Misused, match="kan niet weg"):
        remove(workspace, None, MIJLPAALSTATUSSEN, "op_schema", ACTOR)
    with pytest.raises(Misused, match="VV016 gebruikt"):
        remove(workspace, None, ENTITEITEN, DWSE, ACTOR)


def test_a_status_comes_in_with_the_look_of_another_goes_and_comes_back(workspace):
    key = add(workspace, None, PROJECTSTATUSSEN, "Héél even stil", ACTOR, zoals="opgestart")
    assert key == "heel_even_stil"
    now = referentie(workspace)
    rows = now.statussen
    assert rows["projectstatus", key].vorm == rows["projectstatus", "opgestart"].vorm
    assert now.lists["projectstatus"].keys()[-1] == key
    gone = remove(workspace, None, PROJECTSTATUSSEN, key, ACTOR)
    assert gone.naam == "Héél even stil"
    assert key not in referentie(workspace).lists["projectstatus"]
    put_back(workspace, None, gone, ACTOR)
    assert key in referentie(workspace).lists["projectstatus"]
    with pytest.raises(Misused, match="staat er al"):
        put_back(workspace, None, gone, ACTOR)


def test_a_new_status_needs_a_name_of_its_own_and_something_to_look_like(workspace):
    with pytest.raises(Misused, match="lijkt"):
        add(workspace, None, PROJECTSTATUSSEN, "Stil", ACTOR)
    with pytest.raises(Misused, match="staat er al"):
        add(workspace, None, PROJECTSTATUSSEN, "Opgestart", ACTOR, zoals="opgestart")
    with pytest.raises(Misused, match="mag niet leeg"):
        add(workspace, None, ENTITEITEN, " ", ACTOR)
    with pytest.raises(Misused, match="niets bij"):
        add(workspace, None, DREMPELS, "x", ACTOR)


def test_an_entiteit_and_a_minister_are_added(workspace):
    add(workspace, None, ENTITEITEN, "Agentschap Nieuw", ACTOR)
    add(workspace, None, MINISTERS, "An Peeters", ACTOR)
    lists = referentie(workspace).lists
    assert "Agentschap Nieuw" in lists["entiteit"]
    assert lists["minister"].key_for("an peeters") == "An Peeters"


def test_statuses_change_places(workspace):
    keys = [each.sleutel for each in read_list(workspace, None, PROJECTSTATUSSEN)]
    assert not move(workspace, None, PROJECTSTATUSSEN, keys[0], -1, ACTOR)
    assert move(workspace, None, PROJECTSTATUSSEN, keys[0], 1, ACTOR)
    moved = [each.sleutel for each in read_list(workspace, None, PROJECTSTATUSSEN)]
    assert moved == [keys[1], keys[0], *keys[2:]]


def test_titles_of_speerpunten_and_clusters_change_and_are_marked_as_checked(workspace):
    for lijst in (SPEERPUNTEN, CLUSTERS):
        first = read_list(workspace, None, lijst)[0]
        assert settle(workspace, lijst, first.sleutel, "titel", "Iets heel anders")
        assert value(workspace, lijst, first.sleutel, "titel") == "Iets heel anders"
        was = value(workspace, lijst, first.sleutel, "geverifieerd")
        assert settle(workspace, lijst, first.sleutel, "geverifieerd", "nee" if was else "ja")
        assert value(workspace, lijst, first.sleutel, "geverifieerd") is not was


def test_a_meetmoment_keeps_its_name_once_something_was_handed_out(workspace, tmp_path):
    assert settle(workspace, MEETMOMENT, "", "naam", "lente 2021")
    assert workspace.meetmoment().naam == "lente 2021"
    assert not is_handed_out(workspace)
    hand_out(workspace, None, OV, tmp_path / "uit.xlsx", ACTOR)
    assert is_handed_out(workspace)
    with pytest.raises(Misused, match="al uitgedeeld"):
        settle(workspace, MEETMOMENT, "", "naam", "april 2021")
    with pytest.raises(Misused, match="gebruikt"):
        remove(workspace, None, ENTITEITEN, OV, ACTOR)


def test_peildata_stay_in_the_order_of_the_meetmomenten(workspace):
    open_next(workspace, PLAN, "september 2021", date(2021, 8, 31), ACTOR)
    with pytest.raises(Misused, match="na die van april 2021"):
        settle(workspace, MEETMOMENT, "", "peildatum", "31/03/2021")
    with pytest.raises(Misused, match="bestaat al"):
        settle(workspace, MEETMOMENT, "", "naam", "April 2021")
    assert settle(workspace, MEETMOMENT, "", "deadline", "15/09/2021")
    with pytest.raises(Misused, match="voor de peildatum"):
        settle(workspace, MEETMOMENT, "", "peildatum", "30/09/2021")
    assert settle(workspace, MEETMOMENT, "", "peildatum", "01/09/2021")
    assert referentie(workspace, 2).peildatum == date(2021, 9, 1)


def test_nothing_of_a_closed_meetmoment_can_be_settled(workspace):
    close_meetmoment(workspace, None, ACTOR, None)
    with pytest.raises(ReadOnly, match="gesloten"):
        settle(workspace, DREMPELS, "achterstand_punten", "waarde", "30")
    with pytest.raises(ReadOnly, match="gesloten"):
        add(workspace, None, ENTITEITEN, "Nieuw", ACTOR)
    with pytest.raises(ReadOnly, match="gesloten"):
        remove(workspace, None, MINISTERS, "x", ACTOR)


def test_a_hostile_text_is_refused_in_a_sentence(workspace):
    with pytest.raises(Misused):
        settle(workspace, ENTITEITEN, OV, "afkorting", "a\x00b" * 200)
    with pytest.raises(Misused, match="niet ingesteld"):
        settle(workspace, ENTITEITEN, OV, "naam", "Anders")
