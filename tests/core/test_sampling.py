"""Drawing a sample: the same for everybody, by hand too, and fair over its strata."""

import json
import subprocess
from dataclasses import replace

import pytest
from stores import fiche, new_store

from vvdesk.errors import Misused, Refused
from vvdesk.sampling import (
    Bedrag,
    Eenheid,
    Indeling,
    Opzet,
    Steekproef,
    draw,
    draw_again,
    preview,
    proposed_seed,
)
from vvdesk.sampling.allotting import allot
from vvdesk.sampling.drawing import place
from vvdesk.sampling.population import read_population
from vvdesk.store.workspace import Workspace


def project(number, speerpunt, ruimte, **values):
    return fiche(
        f"VV{number:03}",
        mijlpalen=2,
        agenderingen=0,
        speerpunt=speerpunt,
        financiering__beleidsruimte=ruimte,
        **values,
    )


@pytest.fixture
def workspace(tmp_path):
    contents = [
        project(n, "04" if n <= 8 else "05" if n <= 10 else None, n * 1000) for n in range(1, 13)
    ]
    contents[4].values["financiering.beleidsruimte"] = None
    contents[5].values["financiering.beleidsruimte"] = 0
    contents[6].values["financiering.beleidsruimte"] = 1_000_000
    with Workspace.open(new_store(tmp_path / "plan.vvd", *contents)) as opened:
        yield opened


def drawn(workspace, **values):
    return draw(
        workspace, workspace.meetmoment(), Opzet(**{"seed": "48151623", "omvang": 5, **values})
    )


def codes(sample):
    return [each.code for each in sample.eenheden]


def test_the_same_seed_draws_the_same_sample_and_another_seed_another(workspace):
    assert drawn(workspace) == drawn(workspace)
    assert codes(drawn(workspace)) != codes(drawn(workspace, seed="48151624"))


def test_the_order_of_a_known_seed_never_changes():
    """Another order is another method: then `METHOD` has to go up."""
    assert place("48151623", "VV015").startswith("a222d006bd")
    assert place("48151623", "VV178").startswith("e464193320")


def test_stock_tools_draw_the_same_sample(workspace):
    every = [f"VV{n:03}" for n in range(1, 13)]
    script = (
        'for c in %s; do printf "%%s %%s\\n" "$(printf "%%s" "48151623:$c" | sha256sum |'
        ' cut -c1-64)" $c; done | LC_ALL=C sort | head -5 | cut -d" " -f2'
    )
    told = subprocess.run(
        ["bash", "-c", script % " ".join(every)], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == codes(drawn(workspace))


def test_spaces_around_a_seed_and_another_spelling_of_the_same_signs_do_not_matter(workspace):
    assert drawn(workspace, seed=" café ") == drawn(workspace, seed="café")


@pytest.mark.parametrize("seed", ["", "  ", "twee\nregels", "x" * 201])
def test_a_seed_that_nobody_could_write_down_is_refused(workspace, seed):
    with pytest.raises(Misused, match="startwaarde"):
        drawn(workspace, seed=seed)


def test_a_larger_sample_than_the_population_takes_everything_and_says_so(workspace):
    sample = drawn(workspace, omvang=100)
    assert len(sample.eenheden) == sample.populatie == 12
    assert any("Gevraagd: 100" in sentence for sentence in sample.uitleg)


def test_a_size_below_one_is_refused(workspace):
    with pytest.raises(Misused, match="omvang"):
        drawn(workspace, omvang=0)


def test_every_speerpunt_gets_its_share_and_at_least_one(workspace):
    sample = drawn(workspace, indeling=Indeling.SPEERPUNT, omvang=6)
    told = {each.sleutel: (each.aantal, each.getrokken) for each in sample.strata}
    assert told == {"04": (8, 4), "05": (2, 1), "zonder": (2, 1)}
    assert {each.stratum for each in sample.eenheden} == {"04", "05", "zonder"}


def test_fewer_places_than_strata_go_to_the_largest_and_the_others_are_named(workspace):
    sample = drawn(workspace, indeling=Indeling.SPEERPUNT, omvang=2)
    assert [each.getrokken for each in sample.strata] == [1, 1, 0]
    assert any("Zonder trekking" in each and "Zonder speerpunt" in each for each in sample.uitleg)


def test_large_amounts_are_always_drawn_and_empty_ones_are_never_zero(workspace):
    sample = drawn(workspace, indeling=Indeling.BEDRAG, omvang=6)
    strata = {each.sleutel: each for each in sample.strata}
    assert strata["altijd"].aantal == strata["altijd"].getrokken
    assert "VV007" in codes(sample)
    assert (strata["nul"].aantal, strata["nul"].bedrag) == (1, 0)
    assert (strata["leeg"].aantal, strata["leeg"].bedrag) == (1, None)
    assert sum(each.aantal for each in sample.strata) == sample.populatie == 12
    assert sum(each.getrokken for each in sample.strata) == 6
    assert sample.eenheden[-1].bedrag is None or sample.eenheden[-1].stratum != "leeg"


def test_whatever_the_seed_the_key_items_are_drawn(workspace):
    for seed in "abcdefgh":
        assert "VV007" in codes(drawn(workspace, seed=seed, indeling=Indeling.BEDRAG))


def test_another_amount_makes_other_strata(workspace):
    sample = drawn(workspace, indeling=Indeling.BEDRAG, bedrag=Bedrag.VAK)
    assert [each.sleutel for each in sample.strata] == ["nul"]


def test_mijlpalen_are_drawn_with_codes_of_their_own(workspace):
    sample = drawn(workspace, eenheid=Eenheid.MIJLPAAL, omvang=4)
    assert sample.populatie == 24
    first = sample.eenheden[0]
    assert first.referentie == f"1/{first.code}"
    assert first.code.startswith(f"{first.project}-M")
    assert sample.projecten == tuple(sorted({each.project for each in sample.eenheden}))


def test_mijlpalen_have_no_amount(workspace):
    with pytest.raises(Misused, match="bedrag hoort bij een project"):
        drawn(workspace, eenheid=Eenheid.MIJLPAAL, indeling=Indeling.BEDRAG)


def test_filters_make_the_population_smaller_and_the_explanation_says_so(workspace):
    sample = drawn(workspace, speerpunten=("05",))
    assert set(codes(sample)) == {"VV009", "VV010"}
    assert "speerpunt 05" in sample.uitleg[0]


def test_filters_that_nothing_passes_are_refused(workspace):
    with pytest.raises(Misused, match="filters"):
        drawn(workspace, statussen=("bestaat niet",))


def test_a_kept_sample_is_drawn_again_the_same(workspace):
    sample = drawn(workspace, indeling=Indeling.BEDRAG)
    kept = Steekproef.from_json(json.loads(json.dumps(sample.to_json())))
    assert kept == sample
    assert draw_again(workspace, kept) == []


def test_a_sample_that_somebody_changed_is_noticed(workspace):
    sample = drawn(workspace)
    others = (replace(sample.eenheden[0], code="VV999"), *sample.eenheden[1:])
    said = draw_again(workspace, replace(sample, eenheden=others))
    assert any("VV999" in each for each in said)
    assert any(sample.eenheden[0].code in each for each in said)


def test_a_sample_of_another_population_is_noticed(workspace, tmp_path):
    sample = drawn(workspace)
    with Workspace.open(new_store(tmp_path / "ander.vvd", fiche("VV001"))) as other:
        said = draw_again(other, sample)
    assert any("ander centraal bestand" in each for each in said)
    assert any("populatie" in each for each in said)


@pytest.mark.parametrize(
    "said",
    [
        [],
        {},
        {"soort": "steekproef", "methode": 1},
        {"soort": "iets"},
        None,
        {"soort": "steekproef"},
    ],
)
def test_what_is_no_sample_is_refused(said):
    with pytest.raises(Refused, match="geen steekproef"):
        Steekproef.from_json(said)


def test_a_sample_of_another_method_is_refused(workspace):
    with pytest.raises(Refused, match="methode 2"):
        Steekproef.from_json({**drawn(workspace).to_json(), "methode": 2})


def test_the_preview_tells_what_will_be_drawn(workspace):
    population = read_population(workspace, workspace.meetmoment(), Eenheid.PROJECT)
    opzet = Opzet("x", 6, indeling=Indeling.BEDRAG)
    ahead = preview(population, opzet)
    assert ahead.strata == drawn(workspace, seed="x", omvang=6, indeling=Indeling.BEDRAG).strata
    assert (ahead.alles, ahead.populatie, ahead.getrokken) == (12, 12, 6)


@pytest.mark.parametrize("places", [0, 1, 2, 3, 7, 20, 99, 100, 150])
@pytest.mark.parametrize(
    ("sizes", "weights"),
    [
        ([50, 30, 20], [50, 30, 20]),
        ([1, 1, 98], [1, 1, 98]),
        ([100, 2, 5], [1, 1000, 1]),
        ([3, 0, 9], [0, 0, 0]),
        ([4, 5, 6], [0, 10, 0]),
        ([], []),
    ],
)
def test_places_are_divided_within_bounds(places, sizes, weights):
    given = allot(places, sizes, weights)
    assert sum(given) == min(places, sum(sizes))
    assert all(0 <= each <= size for each, size in zip(given, sizes, strict=True))
    filled = [size for size in sizes if size]
    if places >= len(filled):
        assert all(each for each, size in zip(given, sizes, strict=True) if size)


def test_places_follow_the_largest_remainder_after_everybody_has_one():
    sizes = [470, 160, 158, 120, 61, 31]
    assert allot(10, sizes, sizes) == [5, 1, 1, 1, 1, 1]
    assert allot(100, sizes, sizes) == [47, 16, 16, 12, 6, 3]
    assert allot(6, [40, 30, 30], [40, 30, 30]) == [2, 2, 2]


def test_a_proposed_seed_follows_from_the_seal_or_from_chance(workspace):
    assert proposed_seed("Z3RQ-ZANS-BG14-H4EH") == "Z3RQ-ZANS-BG14-H4EH"
    found = proposed_seed()
    assert len(found) == 8
    assert found.isdecimal()
    assert proposed_seed("A", workspace.meetmoment().peildatum) == "A 2021-03-31"
