"""Rules on the money of a project, and on shifts of money between projects."""

from collections.abc import Iterator, Sequence
from typing import Final

from vvdesk.rules.rule import Hits, Melding, Scope, Severity, rule
from vvdesk.rules.situation import Projectfinanciering, Situatie
from vvdesk.values import euro_to_text

_BEDRAGEN: Final = {
    "financiering.beleidsruimte": "De beleidsruimte",
    "financiering.vak": "De uitvoering VAK",
    "financiering.vek": "De uitvoering VEK",
}
_CUMULATIEF: Final = ("financiering.vak", "financiering.vek")
_WHOLE = 100


@rule("VV-FIN-01", Severity.WAARSCHUWING, *_CUMULATIEF, compares=True)
def cumulatieve_uitvoering_daalt_niet(situatie: Situatie) -> Hits:
    """De cumulatieve uitvoering in VAK en VEK daalt niet sinds het vorige meetmoment.

    Dat is één keer echt gebeurd (VAK van het hele plan); een daling is dus uit te leggen.

    Bron: gepubliceerde totalen van het relanceplan.
    """
    if situatie.vorige is None:
        return
    for path in _CUMULATIEF:
        now = _bedrag(situatie.fiche.financiering, path)
        before = _bedrag(situatie.vorige.financiering, path)
        if now is not None and before is not None and now < before:
            yield Melding(
                path,
                f"{_BEDRAGEN[path]} daalt van {euro_to_text(before)} naar {euro_to_text(now)}. Het "
                "bedrag is cumulatief: verbeter het of leg de daling uit.",
            )


@rule("VV-FIN-02", Severity.FOUT, *_BEDRAGEN, may_be_lifted=True)
def bedragen_zijn_mogelijk(situatie: Situatie) -> Hits:
    """Bedragen zijn hele euro's vanaf nul; VEK is hoogstens VAK, VAK hoogstens de beleidsruimte.

    De coördinator kan deze fout met een reden opheffen.

    Bron: controlelijst van de monitoring; begrotingsregels voor vastleggen en vereffenen.
    """
    financiering = situatie.fiche.financiering
    for path, naam in _BEDRAGEN.items():
        bedrag = _bedrag(financiering, path)
        if bedrag is None:
            continue
        if bedrag < 0 or bedrag % 1:
            yield Melding(
                path,
                f"{naam} is {_as_found(bedrag)}. Verwacht wordt een bedrag in hele euro vanaf 0, "
                "bijvoorbeeld 375.000.000.",
            )
    yield from _above(financiering, "financiering.vek", "financiering.vak")
    yield from _above(financiering, "financiering.vak", "financiering.beleidsruimte")


@rule(
    "VV-FIN-03",
    Severity.WAARSCHUWING,
    "financiering.beleidsruimte",
    "financiering.verschuiving",
    compares=True,
)
def andere_beleidsruimte_is_een_verschuiving(situatie: Situatie) -> Hits:
    """Een beleidsruimte die verandert, is verklaard door een verschuiving van hetzelfde bedrag.

    Bron: verschuivingen tussen projecten, zoals de 6 miljoen euro van VV028, VV033 en VV101 naar
    VV181.
    """
    if situatie.vorige is None:
        return
    now = situatie.fiche.financiering.beleidsruimte
    before = situatie.vorige.financiering.beleidsruimte
    if now is None or before is None:
        return
    shift = situatie.fiche.financiering.verschuiving or 0
    if now - before != shift:
        yield (
            f"De beleidsruimte gaat van {euro_to_text(before)} naar {euro_to_text(now)} (verschil "
            f"{euro_to_text(now - before)}), maar de verschuiving is {euro_to_text(shift)}. Vul de "
            "verschuiving aan of leg het verschil uit."
        )


@rule("VV-FIN-03", Severity.WAARSCHUWING, "financiering.verschuiving", scope=Scope.PLAN)
def verschuivingen_heffen_elkaar_op(situaties: Sequence[Situatie]) -> Hits:
    """Over alle projecten samen zijn de verschuivingen nul.

    Bron: verschuivingen gebeuren binnen de middelen van het plan.
    """
    total = sum(each.fiche.financiering.verschuiving or 0 for each in situaties)
    if total:
        yield (
            f"De verschuivingen van alle projecten samen zijn {euro_to_text(total)}; verwacht "
            "wordt 0 EUR. Zoek de ontbrekende tegenpost of leg het verschil uit."
        )


@rule("VV-FIN-04", Severity.AANDACHTSPUNT, *_BEDRAGEN, "projectstatus")
def gestart_project_heeft_middelen_en_uitvoering(situatie: Situatie) -> Hits:
    """Een project heeft beleidsruimte, en uitvoering in VAK zodra het gestart is.

    Bron: Rekenhof 2022–2024: de financiële rapportering is niet uitgewerkt.
    """
    financiering = situatie.fiche.financiering
    if financiering.beleidsruimte == 0:
        yield "De beleidsruimte is 0 EUR. Kijk na of er geen middelen zijn, of elders begroot."
    elif _has_room(financiering) and financiering.vak == 0:
        status = situatie.fiche.projectstatus
        if status in situatie.maatstaf.gestart:
            yield Melding(
                "financiering.vak",
                f"De status is {situatie.maatstaf.label('projectstatus', status)} en de "
                f"beleidsruimte is {euro_to_text(financiering.beleidsruimte or 0)}, maar de "
                "uitvoering VAK is 0 EUR. Kijk na of er nog niets is vastgelegd.",
            )


@rule("VV-FIN-05", Severity.WAARSCHUWING, *_BEDRAGEN, compares=True)
def bedrag_heeft_geen_nul_te_veel_of_te_weinig(situatie: Situatie) -> Hits:
    """Een bedrag is niet ongeveer 10, 100 of 1000 keer zo groot of zo klein als vorige keer.

    Bron: controlelijst van de monitoring; bedragen in KEUR of met een nul te veel.
    """
    if situatie.vorige is None:
        return
    for path, naam in _BEDRAGEN.items():
        now = _bedrag(situatie.fiche.financiering, path)
        before = _bedrag(situatie.vorige.financiering, path)
        if not now or not before or now < 0 or before < 0:
            continue
        larger, smaller = max(now, before), min(now, before)
        for factor in situatie.maatstaf.factoren:
            off = abs(larger - factor * smaller) * _WHOLE
            if off <= situatie.maatstaf.factor_tolerantie * factor * smaller:
                yield Melding(
                    path,
                    f"{naam} is {euro_to_text(now)}, ongeveer {factor} keer "
                    f"{'meer' if now > before else 'minder'} dan vorige keer "
                    f"({euro_to_text(before)}). Kijk na of er een nul te veel of te weinig staat, "
                    "of leg het verschil uit.",
                )


def _bedrag(financiering: Projectfinanciering, path: str) -> int | None:
    bedrag: int | None = getattr(financiering, path.rpartition(".")[2])
    return bedrag


def _has_room(financiering: Projectfinanciering) -> bool:
    return financiering.beleidsruimte is not None and financiering.beleidsruimte > 0


def _above(financiering: Projectfinanciering, path: str, limit: str) -> Iterator[Melding]:
    bedrag, bound = _bedrag(financiering, path), _bedrag(financiering, limit)
    if bedrag is not None and bound is not None and bedrag > bound:
        what = _BEDRAGEN[limit][0].lower() + _BEDRAGEN[limit][1:]
        yield Melding(
            path,
            f"{_BEDRAGEN[path]} ({euro_to_text(bedrag)}) ligt boven {what} "
            f"({euro_to_text(bound)}). Verbeter het bedrag, of vraag de coördinator om een "
            "uitzondering.",
        )


def _as_found(bedrag: int) -> str:
    return euro_to_text(bedrag) if not bedrag % 1 else str(bedrag).replace(".", ",")


RULES = (
    cumulatieve_uitvoering_daalt_niet,
    bedragen_zijn_mogelijk,
    andere_beleidsruimte_is_een_verschuiving,
    gestart_project_heeft_middelen_en_uitvoering,
    bedrag_heeft_geen_nul_te_veel_of_te_weinig,
)
PLAN_RULES = (verschuivingen_heffen_elkaar_op,)
