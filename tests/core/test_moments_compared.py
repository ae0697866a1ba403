"""What differs between two meetmomenten."""

from datetime import date
from decimal import Decimal

import pytest
from moments_sample import (
    assert_cells_match,
    beside,
    change,
    compared,
    next_moment,
    only,
    unchanged,
)
from stores import ACTOR, fiche, mijlpaal, new_store

from vvdesk.anchors import parse_code
from vvdesk.content import Rij
from vvdesk.dashboard.counting import Counting
from vvdesk.dashboard.reading import read_stand
from vvdesk.editing import Editing
from vvdesk.jobs import silent
from vvdesk.moments_compared.filtering import Filter, Wens
from vvdesk.moments_compared.money import amounts_table, sums_table
from vvdesk.moments_compared.other_file import compare_with
from vvdesk.moments_compared.parts import NIEUW, Aanwezig, Verschilsoort
from vvdesk.moments_compared.sentences import (
    basislijn_warning,
    flow_sentence,
    in_short,
)
from vvdesk.moments_compared.sides import Side
from vvdesk.perimeter import leave_out
from vvdesk.store.workspace import Workspace


@pytest.fixture
def store(tmp_path):
    return unchanged(tmp_path)


def test_nothing_differs_between_a_meetmoment_and_what_was_carried_forward(store):
    found = compared(store)
    assert found.verschillen == ()
    assert found.projecten == Aanwezig(2, 0, 0)
    assert found.mijlpalen == Aanwezig(4, 0, 0)
    assert found.opmerkingen == ()
    assert in_short(found) == "Er is geen enkel verschil."
    assert set(found.aantallen.values()) == {0}


def test_a_mijlpaal_that_slips_tells_how_far_and_why(store):
    change(store, 2, **{
        "VV015__mijlpalen__VV015-M01__timing": date(2024, 6, 30),
        "VV015__mijlpalen__VV015-M01__reden": "De aanbesteding liep uit.",
        "VV015__mijlpalen__VV015-M02__timing": date(2023, 12, 1),
    })  # fmt: skip
    found = compared(store)
    later = only(found, Verschilsoort.LATER)
    assert (later.was, later.nu, later.maat) == ("31/12/2023", "30/06/2024", "6 maanden later")
    assert (later.dagen, later.maanden) == (182, 6)
    assert later.reden == "De aanbesteding liep uit."
    assert only(found, Verschilsoort.VROEGER).maat == "30 dagen vroeger"
    assert in_short(found) == (
        "Er zijn 3 verschillen in 1 project. 1 mijlpaal komt later, 1 komt vroeger."
    )


def test_as_many_mijlpalen_slip_as_the_overview_counts(store):
    change(store, 2, **{
        "VV015__mijlpalen__VV015-M01__timing": date(2024, 6, 30),
        "VV015__mijlpalen__VV015-M02__timing": date(2025, 6, 30),
        "VV015__mijlpalen__VV015-M02__lot": "geschrapt",
        "VV015__mijlpalen__VV015-M03__timing": date(2023, 1, 1),
    })  # fmt: skip
    found = compared(store)
    with Workspace.open(store, read_only=True) as workspace, workspace.connection() as connection:
        slips = (
            Counting(read_stand(connection, workspace.meetmoment(), silent), None, None)
            .dashboard("")
            .sinds_vorig
        )
    assert found.aantallen[Verschilsoort.LATER] == slips.later == 1
    assert found.aantallen[Verschilsoort.VROEGER] == slips.earlier == 1


def test_a_timing_that_is_filled_in_or_taken_away_did_not_slip(store):
    change(store, 2, **{"VV015__mijlpalen__VV015-M01__timing": None})
    assert only(compared(store), Verschilsoort.VELD).maat == "leeggemaakt"


def test_another_wording_is_told_apart_from_a_typing_error(store):
    change(store, 2, **{
        "VV015__mijlpalen__VV015-M01__titel": "Alle scholen hebben snel internet",
        "VV015__mijlpalen__VV015-M02__titel": "stap  2",
    })  # fmt: skip
    found = compared(store)
    told = only(found, Verschilsoort.FORMULERING)
    assert (told.was, told.nu) == ("Stap 1", "Alle scholen hebben snel internet")
    assert told.gelijkenis == 0
    slight = only(found, Verschilsoort.VELD)
    assert slight.maat == "alleen spaties, hoofdletters of enkele letters"


def test_another_streefwaarde_eenheid_and_lot_have_kinds_of_their_own(store):
    change(store, 1 + 1, **{
        "VV015__mijlpalen__VV015-M01__streefwaarde": Decimal("12.5"),
        "VV015__mijlpalen__VV015-M02__lot": "geschrapt",
        "VV015__mijlpalen__VV015-M02__lot_toelichting": "Niet meer nodig.",
    })  # fmt: skip
    found = compared(store)
    assert only(found, Verschilsoort.STREEFWAARDE).maat == "ingevuld"
    lot = only(found, Verschilsoort.LOT)
    assert (lot.was, lot.nu, lot.reden) == ("", "Geschrapt", "Niet meer nodig.")


def test_a_number_that_changes_tells_its_difference_and_share(tmp_path):
    sample = fiche("VV015", mijlpalen=1)
    sample.tables["mijlpalen"]["VV015-M01"].values["streefwaarde"] = Decimal(200)
    path = new_store(tmp_path / "a.vvd", sample)
    next_moment(path)
    change(path, 2, **{"VV015__mijlpalen__VV015-M01__streefwaarde": Decimal("150.5")})
    told = only(compared(path), Verschilsoort.STREEFWAARDE)
    assert told.maat == "−49,5 (−24,8 %)"
    assert told.verschil is None


def test_statuses_flow_and_each_cell_is_counted_in_the_list(store):
    change(store, 2, **{
        "VV015__projectstatus": "na_agendering",
        "VV015__mijlpalen__VV015-M01__status": "gerealiseerd",
    })  # fmt: skip
    with Workspace.open(store) as workspace, Editing(workspace, ACTOR).step("Nieuw") as work:
        work.add_row(2, "VV016", "mijlpalen", mijlpaal())
    found = compared(store)
    assert found.projectstatus.aantallen == {
        ("opgestart", "na_agendering"): 1,
        ("opgestart", "opgestart"): 1,
    }
    assert found.mijlpaalstatus.aantallen[NIEUW, "op_schema"] == 1
    assert found.mijlpalen == Aanwezig(4, 1, 0)
    assert found.projectstatus.veranderd == 1
    assert_cells_match(found)
    assert flow_sentence(found).startswith("1 van de 2 projecten heeft een andere status")


def test_a_mijlpaal_that_went_tells_its_lot_even_when_it_got_it_in_between(store):
    change(store, 2, **{
        "VV015__mijlpalen__VV015-M02__lot": "geschrapt",
        "VV015__mijlpalen__VV015-M02__lot_toelichting": "Niet meer nodig.",
        "VV015__mijlpalen__VV015-M03__lot": "geschrapt",
        "VV015__mijlpalen__VV015-M03__reden": "Te duur.",
    })  # fmt: skip
    next_moment(store, 1)
    for left in (0, 1):
        found = [
            each for each in compared(store, left).verschillen
            if each.soort is Verschilsoort.MIJLPAAL_WEG
        ]  # fmt: skip
        assert [(each.nu, each.reden) for each in found] == [
            ("Geschrapt", "Niet meer nodig."),
            ("Geschrapt", "Te duur."),
        ]
    assert_cells_match(compared(store))


def test_a_mijlpaal_that_went_without_a_word_has_no_lot(tmp_path):
    one = new_store(tmp_path / "a.vvd", fiche("VV015", mijlpalen=2))
    other = new_store(tmp_path / "b.vvd", fiche("VV015", mijlpalen=1))
    gone = only(beside(one, other), Verschilsoort.MIJLPAAL_WEG)
    assert (gone.mijlpaal, gone.nu, gone.reden) == ("VV015-M02", "zonder lot", "")
    assert (gone.code_was, gone.code_nu) == ("1/VV015-M02", "")


def test_a_project_that_left_tells_why_and_takes_its_mijlpalen_along(store):
    with Workspace.open(store) as workspace:
        leave_out(workspace, None, ["VV016"], "Overgeheveld.", ACTOR)
    found = compared(store)
    gone = only(found, Verschilsoort.PROJECT_WEG)
    assert (gone.project, gone.was, gone.reden) == ("VV016", "Opgestart", "Overgeheveld.")
    with_it = only(found, Verschilsoort.MIJLPAAL_WEG)
    assert with_it.maat == "samen met het project"
    assert found.projecten == Aanwezig(1, 0, 1)
    assert found.speerpunten == (("04", "04. Investeren in mensen en talenten"),)
    assert_cells_match(found)


def test_a_project_that_came_brings_its_mijlpalen(tmp_path):
    one = new_store(tmp_path / "a.vvd", fiche("VV015"))
    extra = fiche("VV016", mijlpalen=2, projectstatus=None)
    extra.tables["mijlpalen"]["VV016-M01"].values.update(timing=None, status=None)
    other = new_store(tmp_path / "b.vvd", fiche("VV015"), extra)
    found = beside(one, other)
    assert only(found, Verschilsoort.PROJECT_NIEUW).nu == ""
    assert [
        each.nu for each in Filter(found.verschillen).wished(Wens(Verschilsoort.MIJLPAAL_NIEUW))
    ] == [
        "zonder timing",
        "gepland 31/12/2023",
    ]
    assert found.projectstatus.aantallen[NIEUW, ""] == 1
    assert_cells_match(found)


def test_amounts_add_up_and_what_is_not_filled_in_is_no_nought(tmp_path):
    one = new_store(
        tmp_path / "a.vvd", fiche("VV015", financiering__vak=None), fiche("VV016"), fiche("VV017")
    )
    other = new_store(
        tmp_path / "b.vvd",
        fiche("VV015", financiering__vak=500),
        fiche("VV016", financiering__beleidsruimte=None),
        fiche("VV018", financiering__vek=7),
    )
    found = beside(one, other)
    for som in found.sommen:
        moved = [each.verschil for each in found.bedragen if each.path == som.path]
        assert sum(moved) == som.nu - som.was
    assert [(som.leeg_was, som.leeg_nu) for som in found.sommen] == [(0, 1), (1, 0), (0, 0)]
    shown = [[cell.text for cell in row] for row in amounts_table(found).rows]
    assert ["VV015", "Project VV015", "VAK", "niet ingevuld", "500", "niet te berekenen"] in shown
    gone = ["VV017", "Project VV017", "Beleidsruimte", "1.000.000", "staat er niet", "−1.000.000"]
    assert gone in shown
    assert [cell.text for cell in sums_table(found).rows[1]] == [
        "VAK",
        "0",
        "500",
        "+500",
        "1",
        "0",
    ]
    assert sums_table(found).headers[1:3] == ("april 2021, links", "april 2021, rechts")


def test_an_amount_that_changes_tells_by_how_much(store):
    change(store, 2, VV015__financiering__beleidsruimte=1_025_000)
    told = only(compared(store), Verschilsoort.BEDRAG)
    assert (told.maat, told.verschil) == ("+25.000 EUR (+2,5 %)", 25_000)
    assert sums_table(compared(store)).headers[1:3] == ("april 2021", "september 2021")


def test_a_basislijn_that_changed_is_said_loudly(tmp_path):
    paths = []
    for name, day in (("a", date(2023, 1, 1)), ("b", date(2023, 3, 1)), ("c", None)):
        sample = fiche("VV015", mijlpalen=1)
        sample.tables["mijlpalen"]["VV015-M01"].values["timing"] = day
        paths.append(new_store(tmp_path / f"{name}.vvd", sample))
        next_moment(paths[-1])
    found = [
        compare_second(paths[0], paths[1]),
        compare_second(paths[0], paths[2]),
    ]
    moved = only(found[0], Verschilsoort.BASISLIJN)
    assert (moved.was, moved.nu, moved.maat) == ("01/01/2023", "01/03/2023", "2 maanden later")
    assert "nooit" in moved.reden
    assert basislijn_warning(found[0]).startswith("Bij 1 mijlpaal is de basislijn")
    assert only(found[1], Verschilsoort.BASISLIJN).nu == ""


def compare_second(one, other):
    with Workspace.open(one, read_only=True) as workspace:
        left = Side(workspace, workspace.meetmomenten()[1])
        return compare_with(left, other).compared


def test_documents_that_come_and_go_are_listed(tmp_path):
    one = fiche("VV015", agenderingen=1)
    other = fiche("VV015", agenderingen=0)
    row = Rij("VV015-A02", {**one.tables["agenderingen"]["VV015-A01"].values, "titel": "Besluit"})
    other.tables["agenderingen"]["VV015-A02"] = row
    paths = new_store(tmp_path / "a.vvd", one), new_store(tmp_path / "b.vvd", other)
    told = beside(*paths).verschillen
    assert [(each.veld, each.was, each.nu) for each in told] == [
        ("Agendering toegevoegd", "", "Besluit"),
        ("Agendering weggevallen", "Nota 1", ""),
    ]


def test_every_reference_code_can_be_read(store):
    change(store, 2, **{
        "VV015__projectstatus": "na_agendering",
        "VV015__financiering__vak": 5,
        "VV015__mijlpalen__VV015-M01__timing": date(2024, 6, 30),
        "VV015__voortgang": "<p>Goed bezig.</p>",
    })  # fmt: skip
    for each in compared(store).verschillen:
        was, nu = parse_code(each.code_was), parse_code(each.code_nu)
        assert (was.meetmoment_id, nu.meetmoment_id) == (1, 2)
        assert was.path == nu.path == each.path


def test_the_list_narrows_by_kind_speerpunt_cell_and_words(store):
    change(store, 2, VV015__projectstatus="na_agendering", VV016__financiering__vak=5)
    rows = Filter(compared(store).verschillen)
    assert [each.project for each in rows.wished(Wens(tekst="vv016  VAK"))] == ["VV016"]
    assert [each.project for each in rows.wished(Wens(speerpunt="04"))] == ["VV016"]
    assert [each.project for each in rows.wished(Wens(speerpunt=""))] == ["VV015"]
    assert [each.project for each in rows.wished(Wens(Verschilsoort.BEDRAG))] == ["VV016"]
    cell = "projectstatus:opgestart>na_agendering"
    assert [each.project for each in rows.wished(Wens(cel=cell))] == ["VV015"]
    assert len(rows.wished(Wens())) == 2
