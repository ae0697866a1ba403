"""Explanations: they hold for exactly the values they were written for."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from factories import agendering, fiche, later, mijlpaal, referentie, row

from vvdesk.content import Inhoud
from vvdesk.rules import (
    Finding,
    Maatstaf,
    Severity,
    Situatie,
    Verantwoording,
    blocks_submission,
    examine,
    weigh,
)

M01 = "VV015-M01"


@dataclass(frozen=True)
class Uitleg:
    """A toelichting as it is stored."""

    project_code: str
    regel: str
    plaats: str
    vingerafdruk: str
    tekst: str = "De beslissing valt in juni."


def explained(finding: Finding, **other: Any) -> Uitleg:
    uitleg = Uitleg(finding.project, finding.code, finding.path, finding.fingerprint)
    return replace(uitleg, **other)


def findings(now: Inhoud, before: Inhoud | None = None, code: str = "") -> list[Finding]:
    found = examine(Situatie.of(now, before, Maatstaf.of(referentie())))
    return [each for each in found if each.code == code or not code]


def slower(**values: Any) -> Finding:
    """The waarschuwing on a VAK that falls."""
    now = later(fiche(), values={"financiering.vak": 11_000_000, **values})
    return findings(now, fiche(), "VV-FIN-01")[0]


def test_a_waarschuwing_blocks_until_it_is_explained() -> None:
    finding = slower()
    assert finding.severity is Severity.WAARSCHUWING
    assert blocks_submission([finding], [])
    assert not blocks_submission([finding], [explained(finding)])


def test_an_explanation_lapses_when_the_value_changes() -> None:
    told = explained(slower())
    (weighed,) = weigh([slower(**{"financiering.vak": 10_000_000})], [told])
    assert weighed.staat is Verantwoording.VERVALLEN
    assert weighed.tekst == told.tekst
    assert weighed.blocks


def test_an_explanation_stays_when_something_else_changes() -> None:
    told = explained(slower())
    (weighed,) = weigh([slower(titel="Een andere titel")], [told])
    assert weighed.staat is Verantwoording.TOEGELICHT


def test_an_explanation_lapses_when_the_value_of_before_changes() -> None:
    now = later(fiche(), values={"financiering.vak": 11_000_000})
    told = explained(findings(now, fiche(), "VV-FIN-01")[0])
    restated = fiche(values={"financiering.vak": 13_000_000})
    assert blocks_submission(findings(now, restated, "VV-FIN-01"), [told])


@pytest.mark.parametrize(
    "other",
    [
        {"tekst": "  "},
        {"regel": "VV-FIN-03"},
        {"plaats": "financiering.vek"},
        {"project_code": "VV016"},
    ],
    ids=str,
)
def test_an_explanation_of_something_else_does_not_count(other: dict[str, str]) -> None:
    finding = slower()
    (weighed,) = weigh([finding], [explained(finding, **other)])
    assert (weighed.staat, weighed.tekst) == (Verantwoording.UIT_TE_LEGGEN, None)


def test_a_fout_cannot_be_explained() -> None:
    (finding,) = findings(fiche(mijlpalen=[mijlpaal(timing=None)]), code="VV-MIJ-01")
    (weighed,) = weigh([finding], [explained(finding)])
    assert weighed.staat is Verantwoording.OP_TE_LOSSEN
    assert weighed.blocks


def test_a_coordinator_can_lift_impossible_amounts_for_these_amounts_only() -> None:
    (finding,) = findings(fiche(values={"financiering.vek": 13_000_000}), code="VV-FIN-02")
    assert (finding.severity, finding.may_be_lifted) == (Severity.FOUT, True)
    assert not finding.may_be_explained
    (changed,) = findings(fiche(values={"financiering.vek": 14_000_000}), code="VV-FIN-02")
    states = [each.staat for each in weigh([finding, changed], [explained(finding)])]
    assert states == [Verantwoording.TOEGELICHT, Verantwoording.VERVALLEN]
    assert weigh([finding], [])[0].staat is Verantwoording.OP_TE_LOSSEN


def test_an_aandachtspunt_never_blocks() -> None:
    (finding,) = findings(fiche(mijlpalen=[mijlpaal(titel="Talenplan")]))
    assert finding.severity is Severity.AANDACHTSPUNT
    assert not blocks_submission([finding], [])
    (weighed,) = weigh([finding], [explained(finding)])
    assert (weighed.staat, weighed.tekst) == (
        Verantwoording.VRIJBLIJVEND,
        "De beslissing valt in juni.",
    )


def test_a_fingerprint_is_the_same_for_the_same_values_of_every_kind() -> None:
    def found() -> list[Finding]:
        unclear = row(M01, streefwaarde=None, realisatie=None, status="gerealiseerd")
        wrong = [agendering(titel="VR 2021 2603 DOC.1/1")]
        now = later(fiche("VV015", agenderingen=wrong), unclear, projectstatus="opgestart")
        return findings(now, fiche())

    once, again = found(), found()
    assert len(once) > 4
    assert [each.fingerprint for each in once] == [each.fingerprint for each in again]
    assert len({each.fingerprint for each in once}) == len(once)


def test_a_value_without_a_known_form_has_no_fingerprint() -> None:
    strange = Finding("VV-FIN-01", Severity.FOUT, "Zin.", "VV015", "", ("titel",), (object(),))
    with pytest.raises(TypeError, match="object"):
        assert strange.fingerprint
