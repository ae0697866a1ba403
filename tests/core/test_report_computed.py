"""The computed status follows from the facts alone, with its proof, whatever was filled in."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from factories import PEILDATUM, agendering, fiche, later, mijlpaal, referentie
from hypothesis import given
from hypothesis import strategies as st

from vvdesk.content import parse_path
from vvdesk.report.moved.computed_ladder import Ladder
from vvdesk.report.moved.computed_status import (
    CLEARLY_WORSE,
    Berekend,
    computed_status,
    median_slip,
    needs_words,
)
from vvdesk.rules import Maatstaf, Situatie, examine, rules_named

IN_2021 = Maatstaf.of(referentie(PEILDATUM))
IN_2022 = Maatstaf.of(referentie(date(2022, 12, 31)))
IN_2023 = Maatstaf.of(referentie(date(2023, 12, 31)))
THRESHOLD = IN_2021.verschuiving_dagen


def computed(inhoud, maatstaf=IN_2021) -> Berekend:
    return computed_status(Situatie.of(inhoud, None, maatstaf))


def key_of(inhoud, maatstaf=IN_2021) -> str:
    return computed(inhoud, maatstaf).key


def nothing_yet(*rows, **values):
    """A project of which nothing began, with these mijlpalen."""
    rows = rows or (mijlpaal(status="nog_niet_gestart"),)
    none = {"financiering.vak": 0, "financiering.vek": 0}
    return fiche(mijlpalen=rows, agenderingen=(), values={**none, **values})


def planned(days_late: int, row_id: str = "VV015-M01", **values):
    """A mijlpaal that is so many days later than it was first planned."""
    first = date(2023, 6, 30)
    return mijlpaal(
        row_id, basislijn=first, **{"timing": first + timedelta(days=days_late), **values}
    )


def said(berekend) -> str:
    return " ".join(each.tekst for each in berekend.bewijs)


def test_nothing_that_began_is_nog_niet_gestart() -> None:
    found = computed(nothing_yet(projectstatus="nog_niet_gestart"))
    assert (found.key, found.agrees) == ("nog_niet_gestart", True)


@pytest.mark.parametrize("name", ["vak", "vek"])
def test_money_that_was_spent_is_opgestart(name) -> None:
    found = computed(nothing_yet(**{f"financiering.{name}": 1}))
    assert found.key == "opgestart"
    assert found.bewijs[0].paths == (f"financiering.{name}",)


def test_a_mijlpaal_that_moved_on_is_opgestart() -> None:
    found = computed(nothing_yet(mijlpaal(status="op_schema")))
    assert found.key == "opgestart"
    assert found.bewijs[0].tekst == '1 mijlpaal is gestart: "Op schema".'
    assert found.bewijs[0].paths == ("mijlpalen.VV015-M01.status",)


def test_an_agendering_is_na_agendering_whatever_was_spent() -> None:
    inhoud = fiche(agenderingen=(agendering(),), values={"financiering.vak": 0})
    found = computed(inhoud)
    assert (found.key, found.agrees) == ("na_agendering", True)
    assert found.bewijs[0].paths == ("agenderingen.VV015-A01",)


def test_all_mijlpalen_reached_is_gerealiseerd_where_that_exists() -> None:
    rows = [mijlpaal(f"VV015-M0{at}", status="gerealiseerd") for at in (1, 2)]
    found = computed(fiche(mijlpalen=rows), IN_2022)
    assert found.key == "gerealiseerd"
    assert found.bewijs[0].tekst == "Alle 2 mijlpalen zijn gerealiseerd."


def test_gerealiseerd_is_not_invented_where_a_meetmoment_does_not_know_it() -> None:
    found = computed(fiche(mijlpalen=[mijlpaal(status="gerealiseerd")]))
    assert found.key == "na_agendering"
    assert "kent geen status" in said(found)
    rows = [mijlpaal(status="gerealiseerd")]
    assert key_of(fiche(mijlpalen=rows, agenderingen=())) == "opgestart"


def test_a_project_without_mijlpalen_is_not_gerealiseerd() -> None:
    found = computed(fiche(mijlpalen=(), agenderingen=()), IN_2022)
    assert found.key == "opgestart"
    assert "mijlpalen" in found.missing


def test_a_dropped_mijlpaal_does_not_hold_a_project_back() -> None:
    rows = [
        mijlpaal("VV015-M01", status="gerealiseerd"),
        mijlpaal("VV015-M02", lot="geschrapt", timing=date(2020, 1, 1)),
    ]
    assert key_of(fiche(mijlpalen=rows), IN_2022) == "gerealiseerd"


def test_a_mijlpaal_over_tijd_asks_for_attention() -> None:
    late = PEILDATUM - timedelta(days=1)
    found = computed(fiche(mijlpalen=[mijlpaal(timing=late)]))
    assert found.key == "bijzondere_aandacht"
    assert found.agrees is False
    assert found.bewijs[0].paths == ("mijlpalen.VV015-M01.timing",)
    assert "1 mijlpaal is over tijd, de langste 1 dag (gepland op 30/03/2021" in said(found)


def test_a_mijlpaal_planned_on_the_peildatum_is_not_over_tijd() -> None:
    assert key_of(fiche(mijlpalen=[mijlpaal(timing=PEILDATUM)])) == "na_agendering"


def test_a_reached_mijlpaal_is_never_over_tijd() -> None:
    rows = [
        mijlpaal("VV015-M01", status="gerealiseerd", timing=date(2020, 10, 1)),
        mijlpaal("VV015-M02"),
    ]
    assert key_of(fiche(mijlpalen=rows)) == "na_agendering"


@pytest.mark.parametrize(
    ("days", "key"),
    [
        (THRESHOLD, "na_agendering"),
        (THRESHOLD + 1, "bijzondere_aandacht"),
        (CLEARLY_WORSE * THRESHOLD, "bijzondere_aandacht"),
        (CLEARLY_WORSE * THRESHOLD + 1, "bijkomende_actie"),
        (-200, "na_agendering"),
    ],
)
def test_the_median_slip_decides_beyond_the_threshold(days, key) -> None:
    assert key_of(fiche(mijlpalen=[planned(days)])) == key


@pytest.mark.parametrize(
    ("days", "key"),
    [
        (CLEARLY_WORSE * THRESHOLD, "bijzondere_aandacht"),
        (CLEARLY_WORSE * THRESHOLD + 1, "bijkomende_actie"),
    ],
)
def test_what_is_over_tijd_for_long_asks_for_action(days, key) -> None:
    rows = [mijlpaal(timing=PEILDATUM - timedelta(days=days))]
    found = computed(fiche(mijlpalen=rows))
    assert found.key == key
    assert ("360 dagen, 4 keer de drempel" in said(found)) == (key == "bijkomende_actie")


def test_the_slip_is_the_median_and_not_the_largest() -> None:
    rows = [planned(0, "VV015-M01"), planned(0, "VV015-M02"), planned(3000, "VV015-M03")]
    assert key_of(fiche(mijlpalen=rows)) == "na_agendering"


def test_stopgezet_is_never_computed_and_never_contradicted() -> None:
    found = computed(fiche(projectstatus="stopgezet"), IN_2023)
    assert found.key != "stopgezet"
    assert found.agrees
    assert '"Stopgezet"' in said(found)


def test_no_reported_status_agrees_with_nothing_and_is_said() -> None:
    found = computed(fiche(projectstatus=None))
    assert not found.agrees
    assert "de gemelde projectstatus" in found.missing


def test_facts_that_are_not_there_are_named() -> None:
    rows = [mijlpaal("VV015-M01", timing=None, status=None), mijlpaal("VV015-M02", status=None)]
    found = computed(fiche(mijlpalen=rows, values={"financiering.vak": None}))
    assert found.missing == (
        "de geplande timing van 1 mijlpaal",
        "de status van 2 mijlpalen",
        "de uitvoering VAK",
    )


def test_what_the_previous_meetmoment_said_does_not_count() -> None:
    before = fiche()
    now = later(before)
    alone = computed_status(Situatie.of(now, None, IN_2021))
    assert computed_status(Situatie.of(now, before, IN_2021)) == alone


def test_the_ladder_comes_from_what_statuses_mean() -> None:
    assert Ladder.of(referentie(PEILDATUM)) == Ladder(
        none="nog_niet_gestart",
        started="opgestart",
        decided="na_agendering",
        done="",
        attention="bijzondere_aandacht",
        action="bijkomende_actie",
        untold=frozenset(),
    )
    in_2023 = Ladder.of(IN_2023.referentie)
    assert (in_2023.done, in_2023.untold) == ("gerealiseerd", {"stopgezet"})


def test_a_plan_without_statuses_for_trouble_tells_how_far_it_is() -> None:
    kept = {
        key: row
        for key, row in IN_2021.referentie.statussen.items()
        if key[1] not in {"bijzondere_aandacht", "bijkomende_actie"}
    }
    quiet = replace(IN_2021, referentie=replace(IN_2021.referentie, statussen=kept))
    found = computed(fiche(mijlpalen=[mijlpaal(timing=date(2020, 1, 1))]), quiet)
    assert found.key == "na_agendering"
    assert "over tijd" in said(found)


def test_a_plan_without_any_status_gets_none() -> None:
    empty = replace(IN_2021, referentie=replace(IN_2021.referentie, statussen={}))
    found = computed(fiche(), empty)
    assert (found.key, found.agrees) == ("", False)


def test_how_it_is_to_be_read_names_both_measures() -> None:
    text = needs_words(IN_2021)
    assert "aanwijzing en geen oordeel" in text
    assert "90 dagen" in text
    assert "360 dagen" in text


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))
STATUSES = st.sampled_from([None, "nog_niet_gestart", "op_schema", "gerealiseerd", "vreemd"])
LOTS = st.sampled_from([None, None, None, "geschrapt", "gerealiseerd"])
AMOUNTS = st.none() | st.integers(-(10**15), 10**15)


@st.composite
def half_filled(draw):
    """A fiche as it may be met: anything can be missing, and nothing has to make sense."""
    rows = [
        mijlpaal(
            f"VV015-M{at:02}",
            basislijn=draw(DAYS),
            timing=draw(DAYS),
            status=draw(STATUSES),
            lot=draw(LOTS),
            titel=draw(st.none() | st.text(max_size=5)),
            streefwaarde=draw(st.none() | st.just(Decimal(1))),
        )
        for at in range(1, 1 + draw(st.integers(0, 5)))
    ]
    statuses = [None, "vreemd", *(key for _list, key in IN_2023.referentie.statussen)]
    return fiche(
        mijlpalen=rows,
        agenderingen=[agendering()] * draw(st.integers(0, 1)),
        values={
            "projectstatus": draw(st.sampled_from(statuses)),
            "financiering.beleidsruimte": draw(AMOUNTS),
            "financiering.vak": draw(AMOUNTS),
            "financiering.vek": draw(AMOUNTS),
        },
    )


@given(half_filled(), st.sampled_from([IN_2021, IN_2022, IN_2023]))
def test_every_fiche_gets_a_status_that_its_meetmoment_knows_with_a_proof(inhoud, maatstaf) -> None:
    found = computed(inhoud, maatstaf)
    assert ("projectstatus", found.key) in maatstaf.referentie.statussen
    assert found.key != "stopgezet"
    assert found.bewijs
    assert found == computed(inhoud, maatstaf)
    for each in found.bewijs:
        assert each.tekst.endswith(".")
        for path in each.paths:
            name, _dot, row_id = path.partition(".")
            if name == "agenderingen":
                assert row_id in inhoud.tables[name]
            else:
                parse_path(path)


@given(half_filled(), st.sampled_from([IN_2021, IN_2022, IN_2023]))
def test_it_asks_for_attention_exactly_where_a_green_status_would_be_doubted(
    inhoud, maatstaf
) -> None:
    inhoud.values["projectstatus"] = "opgestart"
    situatie = Situatie.of(inhoud, None, maatstaf)
    found = computed_status(situatie)
    counted = [each for each in situatie.fiche.mijlpalen if not each.is_afgevoerd]
    doubted = bool(examine(situatie, rules_named("VV-PRJ-06")))
    if not (counted and all(each.is_gerealiseerd for each in counted)):
        assert doubted == (found.key in {"bijzondere_aandacht", "bijkomende_actie"})


@given(half_filled())
def test_reaching_every_mijlpaal_ends_all_worry(inhoud) -> None:
    rows = inhoud.tables["mijlpalen"].values()
    for row in rows:
        row.values.update(status="gerealiseerd", lot=None)
    if rows:
        assert key_of(inhoud, IN_2022) == "gerealiseerd"


@given(half_filled(), st.integers(0, 2000))
def test_more_delay_never_makes_a_status_milder(inhoud, days) -> None:
    def weight(key: str) -> int:
        return ["bijzondere_aandacht", "bijkomende_actie"].index(key) + 1 if key[:3] == "bij" else 0

    before = weight(key_of(inhoud))
    for row in inhoud.tables["mijlpalen"].values():
        if row.basislijn is not None:
            row.basislijn -= timedelta(days=days)
    assert weight(key_of(inhoud)) >= before


def test_the_median_of_no_days_is_nothing() -> None:
    assert median_slip([]) == 0


def test_the_proof_names_the_mijlpalen_that_slipped_furthest() -> None:
    rows = [
        planned(100, "VV015-M01"),
        planned(-30, "VV015-M02"),
        *(planned(days, f"VV015-M0{at}") for at, days in ((3, 300), (4, 200), (5, 400))),
    ]
    found = computed(fiche(mijlpalen=rows))
    assert found.bewijs[0].paths == tuple(f"mijlpalen.VV015-M0{at}.timing" for at in (5, 3, 4))
