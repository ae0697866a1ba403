"""The life of a mijlpaal over all meetmomenten."""

import json
from datetime import date

import pytest
from stores import ACTOR, fiche, new_store

from vvdesk.compare.wording import Part
from vvdesk.editing import Editing
from vvdesk.errors import Misused
from vvdesk.meetmomenten import open_next
from vvdesk.mijlpaal_life import all_mijlpalen, life, life_lines, matching
from vvdesk.plan import load_plan
from vvdesk.store.workspace import Workspace

_M01, _M02, _M03 = (f"mijlpalen.VV015-M0{number}" for number in (1, 2, 3))


@pytest.fixture
def workspace(tmp_path):
    """Three meetmomenten: M01 moves twice, M02 is merged into M01, M03 vanishes without a word."""
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015", mijlpalen=3))
    plan = load_plan("vlaamse-veerkracht")
    with Workspace.open(path) as opened:
        open_next(opened, plan, "november 2021", date(2021, 9, 30), ACTOR)
        with Editing(opened, ACTOR).step("Tweede") as work:
            work.set(2, "VV015", f"{_M01}.timing", date(2024, 6, 30))
            work.set(2, "VV015", f"{_M01}.titel", "Stap 1 in alle scholen")
            work.set(2, "VV015", f"{_M01}.reden", "Levering te laat")
            work.set(2, "VV015", f"{_M02}.lot", "samengevoegd")
            work.set(2, "VV015", f"{_M02}.lot_toelichting", "Zit nu in VV015-M01")
        open_next(opened, plan, "maart 2022", date(2022, 3, 31), ACTOR)
        with Editing(opened, ACTOR).step("Derde") as work:
            work.set(3, "VV015", f"{_M01}.timing", date(2024, 3, 31))
            work.remove_row(3, "VV015", "mijlpalen", "VV015-M03")
        yield opened


def test_every_move_and_their_sum_since_the_first_planning(workspace):
    found = life(workspace, " vv015-m01 ")
    assert [str(each.verschoven or "") for each in found.momenten] == [
        "",
        "6 maanden later",
        "3 maanden vroeger",
    ]
    assert (found.keren_later, found.keren_vroeger, str(found.verschoven)) == (
        1,
        1,
        "3 maanden later",
    )
    assert found.basislijn == date(2023, 12, 31)
    assert found.basislijn_vast
    assert "1 keer later gezet en 1 keer vervroegd" in " ".join(found.zinnen)


def test_each_value_has_its_code_and_what_it_was(workspace):
    second = life(workspace, "VV015-M01").momenten[1]
    titel = second.waarde("titel")
    assert (titel.code, titel.is_gewijzigd, titel.vorige) == ("2/VV015-M01-TITEL", True, "Stap 1")
    assert [each.text for each in titel.verschil if each.part is Part.INSERTED] == [
        " in alle scholen"
    ] or titel.tekst == "Stap 1 in alle scholen"
    assert not second.waarde("indicator").is_gewijzigd


def test_a_lot_leads_to_the_mijlpaal_that_it_names_and_back(workspace):
    gone = life(workspace, "VV015-M02")
    assert gone.naar == ("VV015-M01",)
    assert [each.is_aanwezig for each in gone.momenten] == [True, True, False]
    assert (
        "Lot op november 2021: Samengevoegd met. Toelichting: Zit nu in VV015-M01." in gone.zinnen
    )
    assert life(workspace, "VV015-M01").uit == ("VV015-M02",)


def test_a_lot_names_mijlpalen_of_other_projects_and_none_that_nobody_has(tmp_path):
    store = new_store(tmp_path / "c.vvd", fiche("VV015", mijlpalen=3), fiche("VV016", mijlpalen=2))
    with Workspace.open(store) as opened:
        with Editing(opened, ACTOR).step("Lot") as work:
            work.set(1, "VV015", f"{_M01}.lot", "samengevoegd")
            work.set(1, "VV015", f"{_M01}.lot_toelichting", "Met vv016-m02 en M03.")
            work.set(1, "VV015", f"{_M02}.lot", "opgesplitst")
            work.set(1, "VV015", f"{_M02}.lot_toelichting", "In M08 en VV016-M09, zie FASE1-M03.")
        merged, split = life(opened, "VV015-M01"), life(opened, "VV015-M02")
        assert merged.naar == ("VV016-M02", "VV015-M03")
        assert life(opened, "VV016-M02").uit == ("VV015-M01",)
        assert life(opened, "VV015-M03").uit == ("VV015-M01",)
        assert split.naar == ()
        told = "Bij het lot genoemd, maar in geen enkele fiche: VV015-M08 en VV016-M09."
        assert split.zinnen[-1] == told


def test_a_mijlpaal_of_a_plan_with_long_codes_has_a_life(tmp_path):
    store = new_store(tmp_path / "groot.vvd", fiche("VV00001", mijlpalen=1))
    with Workspace.open(store) as opened:
        assert life(opened, " vv00001-m01").titel == "Stap 1"


def test_who_vanished_without_a_lot_is_told(workspace):
    gone = life(workspace, "VV015-M03")
    assert "Na november 2021 weg zonder lot: niemand zei wat ermee gebeurde." in gone.zinnen
    assert "Staat niet in de fiche." in "\n".join(life_lines(gone))


def test_all_that_ever_were_are_listed_and_found_by_words(workspace):
    rows = all_mijlpalen(workspace)
    assert [(each.id, each.is_weg) for each in rows] == [
        ("VV015-M01", False),
        ("VV015-M02", True),
        ("VV015-M03", True),
    ]
    assert [each.id for each in matching(rows, "SCHOLEN stap")] == ["VV015-M01"]


def test_a_wrong_id_says_what_was_expected(workspace):
    with pytest.raises(Misused, match="geen kenmerk van een mijlpaal"):
        life(workspace, "VV015")
    with pytest.raises(Misused, match="Kies uit: VV015-M01, VV015-M02, VV015-M03"):
        life(workspace, "VV015-M09")
    with pytest.raises(Misused, match="op geen enkel meetmoment mijlpalen"):
        life(workspace, "VV999-M01")


def test_it_can_be_written_as_json(workspace):
    told = json.loads(json.dumps(life(workspace, "VV015-M01").to_json()))
    assert told["momenten"][1]["timing"] == "2024-06-30"
