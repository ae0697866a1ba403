"""A dossier with planted faults: every rule fires where it must, and nowhere else."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from factories import (
    DOV,
    PEILDATUM,
    Trait,
    agendering,
    fiche,
    later,
    mijlpaal,
    overdue,
    realised,
    referentie,
    row,
    without,
)

from vvdesk.content import Inhoud
from vvdesk.rules import PLAN_RULES, RULES, Finding, Maatstaf, Situatie, examine, examine_plan
from vvdesk.rules.rule import Severity

SEPTEMBER = date(2021, 8, 31)
M01, M02 = "VV015-M01", "VV015-M02"


@dataclass(frozen=True)
class Geval:
    """One fiche, perhaps with its past: what is expected of one rule."""

    code: str
    now: Inhoud
    paths: tuple[str, ...] = ()
    before: Inhoud | None = None
    afzender: str | None = None
    drempels: dict[str, str] = field(default_factory=dict)


def findings(geval: Geval) -> list[Finding]:
    peildatum = SEPTEMBER if geval.before else PEILDATUM
    maatstaf = Maatstaf.of(referentie(peildatum, **geval.drempels))
    return examine(Situatie.of(geval.now, geval.before, maatstaf), afzender=geval.afzender)


def alone(code: str, *paths: str, afzender: str | None = None, **fields: Any) -> Geval:
    traits: tuple[Trait, ...] = fields.pop("traits", ())
    drempels = fields.pop("drempels", {})
    project = fields.pop("project", "VV015")
    return Geval(code, fiche(project, *traits, **fields), paths, None, afzender, drempels)


def since(code: str, *paths: str, before: Inhoud | None = None, **fields: Any) -> Geval:
    before = before or fiche()
    traits: tuple[Trait, ...] = fields.pop("traits", ())
    return Geval(code, later(before, *traits, **fields), paths, before)


def at(name: str, row_id: str = M01) -> str:
    return f"mijlpalen.{row_id}.{name}"


def money(**amounts: int | None) -> dict[str, Any]:
    return {f"financiering.{name}": amount for name, amount in amounts.items()}


def slipped(days: int) -> Trait:
    def slip(inhoud: Inhoud) -> None:
        for each in inhoud.tables["mijlpalen"].values():
            each.values["timing"] += timedelta(days=days)
            each.values["reden"] = "Aanbesteding overgedaan"

    return slip


def one(**values: Any) -> list[Any]:
    return [mijlpaal(**values)]


HALF_EXPLAINED = {"oorzaak": "Levering te laat", "streefdatum": date(2021, 6, 30)}
NEXT_YEAR = date(2022, 4, 1)
FAR = [mijlpaal(M01, timing=NEXT_YEAR), mijlpaal(M02, timing=NEXT_YEAR)]
MEASURED = {"nulwaarde": Decimal(0), "streefwaarde": Decimal(100), "timing": date(2021, 4, 30)}
SHRINKING = {"nulwaarde": Decimal(50), "streefwaarde": Decimal(10), "realisatie": Decimal(30)}
DONE = fiche("VV015", realised)
DROPPED = fiche("VV015", row(M02, lot="geschrapt", lot_toelichting="Beslissing van de regering"))
HALVED = fiche("VV015", mijlpalen=one(**SHRINKING))
WELL_FORMED = "Nota (VR 2021 2603 DOC.0349/1BIS) en VR 2021 2603 VV MED.0012/3."

FIRING = [
    alone("VV-PRJ-01", "", project="VV182"),
    alone("VV-PRJ-01", "", project="VV15"),
    alone("VV-PRJ-01", "trekkende_entiteit", afzender="Departement Werk en Sociale Economie"),
    alone("VV-PRJ-01", "trekkende_entiteit", afzender=DOV, trekkende_entiteit=None),
    alone("VV-PRJ-02", "projectstatus", agenderingen=()),
    since("VV-PRJ-03", "projectstatus", projectstatus="opgestart"),
    alone("VV-PRJ-04", "projectstatus", projectstatus="gerealiseerd"),
    alone("VV-PRJ-05", "bijsturing", projectstatus="bijkomende_actie", **HALF_EXPLAINED),
    alone("VV-PRJ-05", "oorzaak", "bijsturing", "streefdatum", projectstatus="bijzondere_aandacht"),
    alone("VV-PRJ-06", "projectstatus", traits=(overdue,)),
    since("VV-PRJ-06", "projectstatus", traits=(slipped(91),)),
    alone("VV-PRJ-07", "voortgang", voortgang=None),
    alone("VV-PRJ-07", "voortgang", voortgang="<p><strong>Alles</strong> loopt goed.</p>"),
    since("VV-PRJ-07", "voortgang", voortgang=fiche().values["voortgang"]),
    since(
        "VV-PRJ-07",
        "voortgang",
        voortgang=fiche().values["voortgang"].replace("herfst", "lente"),
    ),
    alone(
        "VV-PRJ-08",
        "agenderingen.VV015-A01.titel",
        agenderingen=[agendering(titel="Nota VR 2021 2603 DOC.349/1")],
    ),
    alone(
        "VV-PRJ-08",
        "agenderingen.VV015-A01.titel",
        agenderingen=[agendering(titel="VR 2021 3102 DOC.0349/1")],
    ),
    alone(
        "VV-PRJ-08",
        "agenderingen.VV015-A01.titel",
        agenderingen=[agendering(titel="VR 2021 2603 - nota")],
    ),
    alone(
        "VV-PRJ-08",
        "agenderingen.VV015-A01.titel",
        agenderingen=[agendering(titel="VR 2021 0104 MED.0001/1")],
    ),
    alone(
        "VV-PRJ-08",
        "agenderingen.VV015-A01.datum",
        agenderingen=[agendering(datum=date(2021, 4, 1))],
    ),
    alone("VV-MIJ-01", at("timing"), mijlpalen=one(timing=None)),
    alone("VV-MIJ-01", at("timing"), mijlpalen=one(timing=date(2031, 1, 1))),
    alone("VV-MIJ-02", at("timing"), traits=(overdue,)),
    alone(
        "VV-MIJ-03",
        at("timing"),
        mijlpalen=one(status="nog_niet_gestart", timing=PEILDATUM + timedelta(days=90)),
    ),
    alone("VV-MIJ-04", at("realisatiedatum"), mijlpalen=one(status="gerealiseerd", bewijs="Nota")),
    alone(
        "VV-MIJ-04",
        at("realisatiedatum"),
        traits=(realised, row(M01, realisatiedatum=date(2021, 4, 1))),
    ),
    alone("VV-MIJ-05", at("bewijs"), traits=(realised, row(M01, bewijs=None))),
    alone("VV-MIJ-05", at("realisatie"), traits=(realised, row(M01, realisatie=Decimal(399)))),
    alone("VV-MIJ-05", at("realisatie"), traits=(realised, row(M01, **SHRINKING))),
    alone("VV-MIJ-06", at("streefwaarde"), mijlpalen=one(streefwaarde=None)),
    alone("VV-MIJ-06", at("streefwaarde"), mijlpalen=one(eenheid=None)),
    alone("VV-MIJ-07", at("titel"), mijlpalen=one(titel="Speerpunt 1 Een sterk netwerk geleverd")),
    alone("VV-MIJ-07", at("titel"), mijlpalen=one(titel="Talenplan")),
    alone("VV-MIJ-07", at("titel"), mijlpalen=one(titel="Diverse acties voor scholen opgeleverd")),
    alone("VV-MIJ-07", at("titel"), mijlpalen=one(titel=None)),
    alone("VV-MIJ-08", at("timing"), mijlpalen=FAR),
    alone("VV-MIJ-09", at("realisatie"), mijlpalen=one(realisatie=Decimal(20), **MEASURED)),
    since("VV-HIS-01", f"mijlpalen.{M02}", traits=(without(M02),)),
    alone("VV-HIS-01", at("lot_toelichting"), traits=(row(M01, lot="geschrapt"),)),
    since("VV-HIS-02", at("timing"), traits=(row(M01, timing=date(2022, 1, 1)),)),
    since("VV-HIS-03", at("titel"), traits=(row(M01, titel="Helpdesk geopend voor alle ouders"),)),
    since(
        "VV-HIS-03",
        at("titel"),
        traits=(row(M01, titel="Toestellen geleverd aan 300 basisscholen"),),
    ),
    since("VV-HIS-03", at("streefwaarde"), traits=(row(M01, streefwaarde=Decimal(399)),)),
    since("VV-HIS-03", at("streefwaarde"), traits=(row(M01, streefwaarde=None),)),
    since(
        "VV-HIS-03", at("streefwaarde"), before=HALVED, traits=(row(M01, streefwaarde=Decimal(20)),)
    ),
    since("VV-HIS-03", at("eenheid"), traits=(row(M01, eenheid="klassen"),)),
    since("VV-HIS-04", at("status"), before=DONE, traits=(row(M01, status="op_schema"),)),
    since("VV-HIS-04", at("realisatie"), before=DONE, traits=(row(M01, realisatie=Decimal(7)),)),
    since("VV-HIS-04", at("realisatie"), before=HALVED, traits=(row(M01, realisatie=Decimal(31)),)),
    since("VV-FIN-01", "financiering.vak", values=money(vak=11_000_000)),
    since("VV-FIN-01", "financiering.vek", values=money(vek=0)),
    alone("VV-FIN-02", "financiering.vek", values=money(vek=-1)),
    alone("VV-FIN-02", "financiering.vak", values={"financiering.vak": Decimal("5000000.5")}),
    alone("VV-FIN-02", "financiering.vek", values=money(vek=12_000_001)),
    alone("VV-FIN-02", "financiering.vak", values=money(vak=375_000_001)),
    since("VV-FIN-03", "financiering.beleidsruimte", values=money(beleidsruimte=380_000_000)),
    since("VV-FIN-03", "financiering.beleidsruimte", values=money(verschuiving=5)),
    alone("VV-FIN-04", "financiering.beleidsruimte", values=money(beleidsruimte=0, vak=0, vek=0)),
    alone("VV-FIN-04", "financiering.vak", values=money(vak=0, vek=0)),
    since("VV-FIN-05", "financiering.vak", values=money(vak=121_000_000)),
    since("VV-FIN-05", "financiering.vek", values=money(vek=3_000)),
]

QUIET = [
    alone("VV-PRJ-01", afzender="Departement Onderwijs & Vorming"),
    alone("VV-PRJ-01", project="VV181", mijlpalen=()),
    alone("VV-PRJ-02", agenderingen=[agendering(datum=None)]),
    alone("VV-PRJ-02", projectstatus="opgestart", agenderingen=()),
    since("VV-PRJ-03", before=fiche(projectstatus="opgestart"), projectstatus="na_agendering"),
    since("VV-PRJ-03", projectstatus="bijzondere_aandacht"),
    since(
        "VV-PRJ-03", before=fiche(projectstatus="bijzondere_aandacht"), projectstatus="opgestart"
    ),
    alone("VV-PRJ-04", traits=(realised,), projectstatus="gerealiseerd"),
    alone(
        "VV-PRJ-04",
        traits=(realised, row(M02, status="op_schema", lot="geschrapt", lot_toelichting="Nota")),
        projectstatus="gerealiseerd",
    ),
    alone("VV-PRJ-05", projectstatus="stopgezet", bijsturing="Geen", **HALF_EXPLAINED),
    alone("VV-PRJ-05"),
    alone("VV-PRJ-06", traits=(overdue,), projectstatus="bijzondere_aandacht"),
    alone("VV-PRJ-06", traits=(realised, overdue)),
    since("VV-PRJ-06", traits=(slipped(90),)),
    alone("VV-PRJ-07", voortgang=f"<p>{'a' * 100}</p>"),
    alone("VV-PRJ-07", voortgang=f"<p>{'a' * 49}</p><p>{'b' * 50}</p>"),
    since("VV-PRJ-07"),
    since("VV-PRJ-07", before=fiche(voortgang=None)),
    *(
        alone("VV-PRJ-08", agenderingen=[agendering(titel=titel, datum=None)])
        for titel in (
            WELL_FORMED,
            "Besluit van de Vlaamse Regering van 26 maart 2021",
            "VR 4 december 2020 - goedkeuring addendum",
            "MED VR 15 januari 2021 - projectoproep",
            "Beleidsnota VR 2019-2024",
            None,
        )
    ),
    alone("VV-PRJ-08", agenderingen=[agendering(datum=PEILDATUM)]),
    alone("VV-MIJ-01", mijlpalen=one(timing=date(2020, 1, 1))),
    alone("VV-MIJ-01", mijlpalen=one(timing=date(2030, 12, 31))),
    alone("VV-MIJ-02", mijlpalen=one(timing=PEILDATUM)),
    alone("VV-MIJ-02", traits=(overdue, row(M01, status="nog_niet_gestart"))),
    alone("VV-MIJ-02", traits=(overdue, row(M01, lot="geschrapt", lot_toelichting="Nota"))),
    alone(
        "VV-MIJ-03",
        mijlpalen=one(status="nog_niet_gestart", timing=PEILDATUM + timedelta(days=91)),
    ),
    alone("VV-MIJ-03", mijlpalen=one(status="nog_niet_gestart", timing=None)),
    alone("VV-MIJ-03", mijlpalen=one(timing=PEILDATUM)),
    alone("VV-MIJ-04", traits=(realised, row(M01, realisatiedatum=PEILDATUM))),
    alone("VV-MIJ-04"),
    alone("VV-MIJ-05", traits=(realised,)),
    alone("VV-MIJ-05", traits=(realised, row(M01, **{**SHRINKING, "realisatie": Decimal(9)}))),
    alone("VV-MIJ-06", mijlpalen=one(streefwaarde=Decimal(0))),
    alone("VV-MIJ-06", mijlpalen=one(streefwaarde=None, realisatiecriterium="Decreet van kracht")),
    alone("VV-MIJ-07", mijlpalen=one(titel="Eerste betaling loontrekkenden")),
    alone("VV-MIJ-07", mijlpalen=one(titel="Monitoring van de maatregel")),
    alone("VV-MIJ-08", mijlpalen=[FAR[0]]),
    alone("VV-MIJ-08", mijlpalen=[FAR[0], mijlpaal(M02, timing=None)]),
    alone("VV-MIJ-08", mijlpalen=[mijlpaal(each, timing=date(2022, 3, 31)) for each in (M01, M02)]),
    alone("VV-MIJ-09", mijlpalen=one(realisatie=Decimal(70), **MEASURED)),
    alone("VV-MIJ-09", mijlpalen=one(realisatie=Decimal(1), streefwaarde=None, timing=PEILDATUM)),
    alone("VV-MIJ-09", mijlpalen=one(realisatie=None, **MEASURED)),
    alone("VV-MIJ-09", mijlpalen=one(realisatie=Decimal(0), streefwaarde=Decimal(0))),
    since("VV-HIS-01", before=DROPPED, traits=(without(M02),)),
    since("VV-HIS-01"),
    since(
        "VV-HIS-02", traits=(row(M01, timing=date(2022, 1, 1), reden="Aanbesteding overgedaan"),)
    ),
    since("VV-HIS-02", traits=(row(M01, timing=date(2021, 11, 1)),)),
    since("VV-HIS-02", before=fiche("VV015", row(M01, timing=None))),
    since("VV-HIS-03", traits=(row(M01, titel="toestellen  geleverd aan 400 basisscholen."),)),
    since("VV-HIS-03", traits=(row(M01, titel="Iets heel anders", reden="Beslissing van maart"),)),
    since("VV-HIS-03", traits=(row(M01, streefwaarde=Decimal(500)),)),
    since(
        "VV-HIS-03", before=fiche("VV015", row(M01, eenheid=None)), traits=(row(M01, eenheid="x"),)
    ),
    since("VV-HIS-04", before=DONE),
    since("VV-HIS-04", before=HALVED, traits=(row(M01, realisatie=Decimal(20)),)),
    since("VV-FIN-01", values=money(vak=13_000_000)),
    since("VV-FIN-01", before=fiche(values=money(vak=None))),
    alone("VV-FIN-02", values=money(vak=375_000_000, vek=375_000_000)),
    alone("VV-FIN-02", values=money(beleidsruimte=None, vak=None, vek=None)),
    since("VV-FIN-03", values=money(beleidsruimte=380_000_000, verschuiving=5_000_000)),
    since("VV-FIN-03", before=fiche(values=money(beleidsruimte=None))),
    alone("VV-FIN-04", projectstatus="nog_niet_gestart", values=money(vak=0, vek=0)),
    alone("VV-FIN-04", values=money(vak=None, vek=None)),
    since("VV-FIN-05", before=fiche(values=money(beleidsruimte=None, vak=None, vek=None))),
    since("VV-FIN-05", values=money(vak=108_000_000)),
    since("VV-FIN-05", before=fiche(values=money(vak=0, vek=0))),
]


def shown(geval: Geval) -> str:
    return f"{geval.code} {geval.paths}"


@pytest.mark.parametrize("geval", FIRING, ids=shown)
def test_a_rule_fires_on_the_fault_that_was_planted(geval: Geval) -> None:
    found = [each for each in findings(geval) if each.code == geval.code]
    assert tuple(each.path for each in found) == geval.paths


@pytest.mark.parametrize("geval", QUIET, ids=shown)
def test_a_rule_keeps_quiet_where_nothing_is_wrong(geval: Geval) -> None:
    assert [each for each in findings(geval) if each.code == geval.code] == []


def test_every_rule_has_a_planted_fault_and_a_quiet_neighbour() -> None:
    codes = {each.code for each in RULES}
    assert {geval.code for geval in FIRING} == codes
    assert {geval.code for geval in QUIET} == codes


def test_a_sound_fiche_has_no_findings() -> None:
    assert findings(alone("")) == []
    assert findings(since("")) == []


@pytest.mark.parametrize("geval", FIRING, ids=shown)
def test_a_message_is_a_dutch_sentence_without_a_code(geval: Geval) -> None:
    for each in findings(geval):
        assert each.message[0].isupper() or each.message[0] == '"'
        assert each.message.endswith(".")
        assert "VV-" not in each.message
        assert "None" not in each.message
        assert "ongeldig" not in each.message.lower()


def test_a_coordinator_can_make_an_unmeasurable_mijlpaal_a_fout() -> None:
    vague = one(streefwaarde=None)
    usual = findings(alone("VV-MIJ-06", mijlpalen=vague))
    strict = findings(alone("VV-MIJ-06", mijlpalen=vague, drempels={"streefwaarde_is_fout": "1"}))
    assert [each.severity for each in usual] == [Severity.AANDACHTSPUNT]
    assert [each.severity for each in strict] == [Severity.FOUT]


def situaties(*fiches: Inhoud) -> list[Situatie]:
    maatstaf = Maatstaf.of(referentie())
    return [Situatie.of(each, None, maatstaf) for each in fiches]


def test_a_project_that_stands_twice_is_a_fout_of_the_plan() -> None:
    found = examine_plan(situaties(fiche("VV015"), fiche("VV016"), fiche("VV015")))
    assert [(each.code, each.project, each.severity) for each in found] == [
        ("VV-PRJ-01", "VV015", Severity.FOUT)
    ]


def test_verschuivingen_over_the_plan_must_sum_to_zero() -> None:
    def shifted(code: str, amount: int) -> Inhoud:
        return fiche(code, values=money(verschuiving=amount))

    # VV181 got 6 million from three projects.
    others = [shifted(code, -2_000_000) for code in ("VV028", "VV033", "VV101")]
    assert examine_plan(situaties(shifted("VV181", 6_000_000), *others)) == []
    lost = examine_plan(situaties(shifted("VV181", 6_000_000), *others[:2]))
    assert [(each.code, each.project, each.path) for each in lost] == [("VV-FIN-03", "", "")]
    assert "2.000.000 EUR" in lost[0].message


def test_rules_over_the_plan_and_rules_on_a_fiche_keep_apart() -> None:
    every_rule = (*RULES, *PLAN_RULES)
    twice = situaties(fiche(), fiche())
    assert examine(twice[0], every_rule) == []
    assert [each.code for each in examine_plan(twice, every_rule)] == ["VV-PRJ-01"]
