"""Situations from a store, the measures of a meetmoment, and the catalogue of rules."""

import re
import typing
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from factories import (
    DOV,
    PEILDATUM,
    agendering,
    empty,
    fiche,
    later,
    mijlpaal,
    overdue,
    referentie,
    row,
    store_meetmoment,
    without,
)
from sqlalchemy import Connection, create_engine

from vvdesk.content import read_contents
from vvdesk.dictionary import field_named
from vvdesk.errors import Refused
from vvdesk.model import Agendering, Entity, Fiche, Financiering, Mijlpaal
from vvdesk.rules import (
    PLAN_RULES,
    RULES,
    Maatstaf,
    Severity,
    Situatie,
    examine,
    rules_named,
    situaties,
)
from vvdesk.rules.situation import (
    Agenderingrij,
    Mijlpaalrij,
    Projectfiche,
    Projectfinanciering,
)

SEPTEMBER = date(2021, 8, 31)
CODES = [
    *(f"VV-PRJ-{number:02}" for number in range(1, 9)),
    *(f"VV-MIJ-{number:02}" for number in range(1, 10)),
    *(f"VV-HIS-{number:02}" for number in range(1, 5)),
    *(f"VV-FIN-{number:02}" for number in range(1, 6)),
]


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A store with two meetmomenten: VV015 slips, VV016 is new."""
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        Entity.metadata.create_all(opened)
        before = fiche("VV015")
        slips = row("VV015-M01", timing=date(2022, 1, 1))
        store_meetmoment(opened, 3, PEILDATUM, [before])
        store_meetmoment(opened, 5, SEPTEMBER, [later(before, slips), fiche("VV016")])
        yield opened
    engine.dispose()


def test_situations_come_from_the_store_with_their_past(connection: Connection) -> None:
    first, second = situaties(connection, 5)
    assert (first.fiche.code, second.fiche.code) == ("VV015", "VV016")
    assert first.maatstaf.peildatum == SEPTEMBER
    assert first.vorige is not None
    assert first.fiche.mijlpalen[0].vorige is first.vorige.mijlpalen[0]
    assert second.vorige is None
    assert [each.code for each in examine(first)] == ["VV-HIS-02"]
    assert examine(second) == []


def test_the_first_meetmoment_has_no_past(connection: Connection) -> None:
    (only,) = situaties(connection, 3)
    assert only.vorige is None
    assert examine(only) == []


def test_situations_can_be_asked_for_some_projects_and_a_sender(connection: Connection) -> None:
    (only,) = situaties(connection, 5, ["VV016"], afzender="Departement Cultuur, Jeugd en Media")
    assert [each.code for each in examine(only)] == ["VV-PRJ-01"]
    assert examine(only, afzender=DOV) == []


def test_an_unknown_meetmoment_is_refused(connection: Connection) -> None:
    with pytest.raises(Refused, match="geen meetmoment met nummer 4"):
        list(situaties(connection, 4))


def test_looking_at_a_fiche_changes_nothing_in_it(connection: Connection) -> None:
    contents = read_contents(connection, 5)
    untouched = read_contents(connection, 5)
    for inhoud in contents.values():
        examine(Situatie.of(inhoud, untouched["VV015"], Maatstaf.of(referentie(SEPTEMBER))))
    assert contents == untouched


@pytest.mark.parametrize(
    ("view", "entity"),
    [
        (Projectfiche, Fiche),
        (Projectfinanciering, Financiering),
        (Mijlpaalrij, Mijlpaal),
        (Agenderingrij, Agendering),
    ],
)
def test_rules_know_fields_by_the_names_of_the_dictionary(view: type, entity: type) -> None:
    fields = typing.get_type_hints(view)
    assert fields
    assert all(field_named(entity, name) for name in fields)


def test_a_content_with_only_some_fields_can_be_examined() -> None:
    inhoud = fiche()
    inhoud.values = {"projectstatus": "na_agendering"}
    for table in inhoud.tables.values():
        for each in table.values():
            each.values = {}
    found = {each.code for each in examine(Situatie.of(inhoud, None, Maatstaf.of(referentie())))}
    assert found == {"VV-PRJ-07", "VV-MIJ-01", "VV-MIJ-06", "VV-MIJ-07"}


def test_findings_stand_in_the_order_of_the_fiche() -> None:
    vague = mijlpaal("VV015-M02", titel="Talenplan", timing=None, streefwaarde=None)
    wrong = agendering(datum=date(2022, 1, 1))
    before = fiche("VV015", mijlpalen=[mijlpaal(), vague, mijlpaal("VV015-M03")])
    now = later(before, without("VV015-M03"), row("VV015-M01", eenheid=None))
    now.tables["agenderingen"] = {wrong.id: wrong}
    now.values |= {"voortgang": None, "financiering.beleidsruimte": 0, "trekkende_entiteit": None}
    maatstaf = Maatstaf.of(referentie(SEPTEMBER))
    found = examine(Situatie.of(now, before, maatstaf), afzender=DOV)
    assert [(each.path, each.code) for each in found] == [
        ("trekkende_entiteit", "VV-PRJ-01"),
        ("agenderingen.VV015-A01.datum", "VV-PRJ-08"),
        ("voortgang", "VV-PRJ-07"),
        ("mijlpalen.VV015-M01.streefwaarde", "VV-MIJ-06"),
        ("mijlpalen.VV015-M01.eenheid", "VV-HIS-03"),
        ("mijlpalen.VV015-M02.titel", "VV-MIJ-07"),
        ("mijlpalen.VV015-M02.timing", "VV-MIJ-01"),
        ("mijlpalen.VV015-M02.streefwaarde", "VV-MIJ-06"),
        ("mijlpalen.VV015-M03", "VV-HIS-01"),
        ("financiering.beleidsruimte", "VV-FIN-03"),
        ("financiering.beleidsruimte", "VV-FIN-04"),
        ("financiering.vak", "VV-FIN-02"),
    ]


def test_many_mijlpalen_over_time_are_counted_and_a_few_named() -> None:
    def message(count: int) -> str:
        late = [mijlpaal(f"VV015-M{n:02}", timing=date(2021, 1, 1)) for n in range(1, count + 1)]
        found = examine(Situatie.of(fiche(mijlpalen=late), None, Maatstaf.of(referentie())))
        return next(each.message for each in found if each.code == "VV-PRJ-06")

    assert "mijlpaal VV015-M01 is over tijd" in message(1)
    assert "mijlpalen VV015-M01, VV015-M02 en VV015-M03 zijn over tijd" in message(3)
    assert "5 mijlpalen (VV015-M01, VV015-M02, VV015-M03 …) zijn over tijd" in message(5)


def test_an_odd_and_an_even_number_of_slips_have_a_median() -> None:
    def codes(*days: int) -> set[str]:
        rows = [
            mijlpaal(f"VV015-M{n:02}", basislijn=date(2021, 1, 1), timing=date(2021, 6, 1 + day))
            for n, day in enumerate(days, start=1)
        ]
        strict = Maatstaf.of(referentie(verschuiving_mediaan_dagen="153"))
        return {each.code for each in examine(Situatie.of(fiche(mijlpalen=rows), None, strict))}

    # 1 January to 3 June is 153 days.
    assert "VV-PRJ-06" not in codes(1, 2, 20)
    assert "VV-PRJ-06" in codes(1, 3, 20)
    assert "VV-PRJ-06" not in codes(1, 3)
    assert "VV-PRJ-06" in codes(2, 3)


@pytest.mark.parametrize(
    ("drempels", "said"),
    [
        ({"niet_gestart_dagen": "negentig"}, "niet_gestart_dagen"),
        ({"niet_gestart_dagen": "90.5"}, "geen geheel getal"),
        ({"niet_gestart_dagen": "Infinity"}, "geen geheel getal"),
        ({"uitvoering_vanaf_maand": "202013"}, "geen maand"),
        ({"projectcode_eerste": ""}, "projectcodes"),
        ({"projectcode_laatste": "VV1810"}, "projectcodes"),
    ],
    ids=str,
)
def test_a_threshold_that_cannot_be_used_is_refused(drempels: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        Maatstaf.of(referentie(**drempels))


def test_a_missing_threshold_is_refused_by_name() -> None:
    known = referentie()
    fewer = {key: value for key, value in known.drempels.items() if key != "factor_grootste"}
    with pytest.raises(Refused, match="factor_grootste"):
        Maatstaf.of(replace(known, drempels=fewer))


def test_a_plan_without_word_lists_still_has_measures() -> None:
    known = referentie()
    lists = {name: each for name, each in known.lists.items() if not name.startswith("woorden:")}
    assert Maatstaf.of(replace(known, lists=lists)).woordkeus.weigh("Diverse acties nu").punten == 0


def test_measures_follow_the_calendar() -> None:
    leap = Maatstaf.of(referentie(date(2024, 2, 29)))
    assert leap.ver_weg == date(2025, 2, 28)
    assert leap.niet_gestart_tot == date(2024, 5, 29)
    assert Maatstaf.of(referentie(date(2023, 12, 31))).ver_weg == date(2024, 12, 31)
    assert Maatstaf.of(referentie(date(2024, 2, 29), zelfde_datum_jaren="4")).ver_weg == date(
        2028, 2, 29
    )


def test_factors_are_powers_of_ten_up_to_the_largest() -> None:
    assert Maatstaf.of(referentie()).factoren == (10, 100, 1000)
    assert Maatstaf.of(referentie(factor_grootste="999")).factoren == (10, 100)
    assert Maatstaf.of(referentie(factor_grootste="9")).factoren == ()


def test_no_time_has_passed_before_the_execution_began() -> None:
    late = mijlpaal(timing=PEILDATUM, realisatie=referentie().drempel("streefwaarde_is_fout"))
    started = Maatstaf.of(referentie())
    waiting = Maatstaf.of(referentie(uitvoering_vanaf_maand="202104"))
    found = [
        [each.code for each in examine(Situatie.of(fiche(mijlpalen=[late]), None, maatstaf))]
        for maatstaf in (started, waiting)
    ]
    assert found == [["VV-MIJ-09"], []]


def test_the_catalogue_holds_every_code_of_the_table_once() -> None:
    assert [each.code for each in RULES] == CODES
    assert {each.code for each in PLAN_RULES} == {"VV-PRJ-01", "VV-FIN-03"}
    assert len(rules_named("VV-FIN-03")) == 2
    assert rules_named("VV-XYZ-01") == ()


def test_severities_are_those_of_the_table() -> None:
    fouten = {each.code for each in RULES if each.severity is Severity.FOUT}
    aandacht = {each.code for each in RULES if each.severity is Severity.AANDACHTSPUNT}
    assert fouten == {
        *("VV-PRJ-01", "VV-PRJ-02", "VV-PRJ-04", "VV-PRJ-05"),
        *("VV-MIJ-01", "VV-MIJ-02", "VV-MIJ-04", "VV-HIS-01", "VV-HIS-02", "VV-FIN-02"),
    }
    assert aandacht == {"VV-PRJ-07", "VV-MIJ-06", "VV-MIJ-07", "VV-MIJ-09", "VV-FIN-04"}
    assert [each.code for each in RULES if each.may_be_lifted] == ["VV-FIN-02"]
    assert [each.code for each in RULES if each.switchable] == ["VV-MIJ-06"]


@pytest.mark.parametrize("rule", [*RULES, *PLAN_RULES], ids=lambda rule: rule.name)
def test_every_rule_is_described_in_dutch_with_its_source(rule: typing.Any) -> None:
    assert re.fullmatch(r"[A-Z].*\.", rule.summary)
    assert rule.source.endswith(".")
    assert rule.name.islower()


def test_an_empty_fiche_can_be_examined() -> None:
    found = examine(Situatie.of(fiche("VV015", empty), None, Maatstaf.of(referentie())))
    assert [each.code for each in found] == ["VV-PRJ-07"]


def test_a_status_that_the_list_does_not_know_is_shown_as_it_is() -> None:
    inhoud = fiche("VV015", overdue, row("VV015-M01", status="op_schema"))
    maatstaf = Maatstaf.of(referentie())
    assert maatstaf.label("projectstatus", "onbekend") == '"onbekend"'
    assert maatstaf.label("projectstatus", None) == '""'
    found = examine(Situatie.of(inhoud, None, maatstaf))
    assert '"Op schema"' in next(each.message for each in found if each.code == "VV-MIJ-02")
