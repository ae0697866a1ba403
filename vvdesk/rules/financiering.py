"""Rules on the money of a project, and on shifts of money between projects."""

from collections.abc import Iterator, Sequence
from typing import Final

from vvdesk.rules.rule import Hits, Melding, Scope, Severity, rule
from vvdesk.rules.situation import Situatie
from vvdesk.values import euro_to_text

_BELEIDSRUIMTE: Final = "financiering.beleidsruimte"
_VAK: Final = "financiering.vak"
_VEK: Final = "financiering.vek"
_VERSCHUIVING: Final = "financiering.verschuiving"
_NAMEN: Final = {
    _BELEIDSRUIMTE: "beleidsruimte",
    _VAK: "uitvoering VAK",
    _VEK: "uitvoering VEK",
}
_WHOLE = 100


@rule("VV-FIN-01", Severity.WAARSCHUWING, _VAK, _VEK, compares=True)
def cumulatieve_uitvoering_daalt_niet(situatie: Situatie) -> Hits:
    """De cumulatieve uitvoering in VAK en VEK daalt niet sinds het vorige meetmoment.

    Dat is één keer echt gebeurd (VAK van het hele plan); een daling is dus uit te leggen.

    Bron: gepubliceerde totalen van het relanceplan.
    """
    for path, now, before in _since(situatie):
        if now < before and path != _BELEIDSRUIMTE:
            yield Melding(
                path,
                f"De {_NAMEN[path]} daalt van {euro_to_text(before)} naar {euro_to_text(now)}. Het "
                "bedrag is cumulatief: verbeter het of leg de daling uit.",
            )


@rule("VV-FIN-02", Severity.FOUT, _BELEIDSRUIMTE, _VAK, _VEK, may_be_lifted=True)
def bedragen_zijn_mogelijk(situatie: Situatie) -> Hits:
    """Bedragen zijn hele euro's vanaf nul; VEK is hoogstens VAK, VAK hoogstens de beleidsruimte.

    De coördinator kan deze fout met een reden opheffen.

    Bron: controlelijst van de monitoring; begrotingsregels voor vastleggen en vereffenen.
    """
    money = situatie.fiche.financiering
    beleidsruimte, vak, vek = money.beleidsruimte, money.vak, money.vek
    for path, amount in ((_BELEIDSRUIMTE, beleidsruimte), (_VAK, vak), (_VEK, vek)):
        if amount is not None and (amount < 0 or amount % 1):
            yield Melding(
                path,
                f"De {_NAMEN[path]} is {_as_found(amount)}. Verwacht wordt een bedrag in hele euro "
                "vanaf 0, bijvoorbeeld 375.000.000.",
            )
    if vek is not None and vak is not None and vek > vak:
        yield _above(_VEK, vek, _VAK, vak)
    if vak is not None and beleidsruimte is not None and vak > beleidsruimte:
        yield _above(_VAK, vak, _BELEIDSRUIMTE, beleidsruimte)


@rule("VV-FIN-03", Severity.WAARSCHUWING, _BELEIDSRUIMTE, _VERSCHUIVING, compares=True)
def andere_beleidsruimte_is_een_verschuiving(situatie: Situatie) -> Hits:
    """Een beleidsruimte die verandert, is verklaard door een verschuiving van hetzelfde bedrag.

    Bron: verschuivingen tussen projecten, zoals de 6 miljoen euro van VV028, VV033 en VV101 naar
    VV181.
    """
    if situatie.vorige is None:
        return
    now = situatie.fiche.financiering.beleidsruimte
    before = situatie.vorige.financiering.beleidsruimte
    shift = situatie.fiche.financiering.verschuiving or 0
    if now is not None and before is not None and now - before != shift:
        yield (
            f"De beleidsruimte gaat van {euro_to_text(before)} naar {euro_to_text(now)} (verschil "
            f"{euro_to_text(now - before)}), maar de verschuiving is {euro_to_text(shift)}. Vul de "
            "verschuiving aan of leg het verschil uit."
        )


@rule("VV-FIN-03", Severity.WAARSCHUWING, _VERSCHUIVING, scope=Scope.PLAN)
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


@rule("VV-FIN-04", Severity.AANDACHTSPUNT, _BELEIDSRUIMTE, _VAK, "projectstatus")
def gestart_project_heeft_middelen_en_uitvoering(situatie: Situatie) -> Hits:
    """Een project heeft beleidsruimte, en uitvoering in VAK zodra het gestart is.

    Bron: Rekenhof 2022–2024: de financiële rapportering is niet uitgewerkt.
    """
    beleidsruimte, vak = situatie.fiche.financiering.beleidsruimte, situatie.fiche.financiering.vak
    status = situatie.fiche.projectstatus
    if beleidsruimte == 0:
        yield "De beleidsruimte is 0 EUR. Kijk na of er geen middelen zijn, of elders begroot."
    elif beleidsruimte and beleidsruimte > 0 and vak == 0 and status in situatie.maatstaf.gestart:
        label = situatie.maatstaf.label("projectstatus", status)
        yield Melding(
            _VAK,
            f"De status is {label} en de beleidsruimte is {euro_to_text(beleidsruimte)}, maar de "
            "uitvoering VAK is 0 EUR. Kijk na of er nog niets is vastgelegd.",
        )


@rule("VV-FIN-05", Severity.WAARSCHUWING, _BELEIDSRUIMTE, _VAK, _VEK, compares=True)
def bedrag_heeft_geen_nul_te_veel_of_te_weinig(situatie: Situatie) -> Hits:
    """Een bedrag is niet ongeveer 10, 100 of 1000 keer zo groot of zo klein als vorige keer.

    Bron: controlelijst van de monitoring; bedragen in KEUR of met een nul te veel.
    """
    for path, now, before in _since(situatie):
        # Nothing is ten times nought, and what has hardly changed needs no further look.
        if now == before or now <= 0 or before <= 0:
            continue
        if (factor := _factor(now, before, situatie)) is not None:
            yield Melding(
                path,
                f"De {_NAMEN[path]} is {euro_to_text(now)}, ongeveer {factor} keer "
                f"{'meer' if now > before else 'minder'} dan vorige keer ({euro_to_text(before)}). "
                "Kijk na of er een nul te veel of te weinig staat, of leg het verschil uit.",
            )


def _since(situatie: Situatie) -> Iterator[tuple[str, int, int]]:
    """Yield path, amount and previous amount, where both are known."""
    if situatie.vorige is None:
        return
    now, before = situatie.fiche.financiering, situatie.vorige.financiering
    if now.beleidsruimte is not None and before.beleidsruimte is not None:
        yield _BELEIDSRUIMTE, now.beleidsruimte, before.beleidsruimte
    if now.vak is not None and before.vak is not None:
        yield _VAK, now.vak, before.vak
    if now.vek is not None and before.vek is not None:
        yield _VEK, now.vek, before.vek


def _factor(now: int, before: int, situatie: Situatie) -> int | None:
    """Return the power of ten that lies between two amounts, within the tolerance."""
    larger, smaller = max(now, before), min(now, before)
    for factor in situatie.maatstaf.factoren:
        wanted = factor * smaller
        if abs(larger - wanted) * _WHOLE <= situatie.maatstaf.factor_tolerantie * wanted:
            return factor
    return None


def _above(path: str, amount: int, limit: str, bound: int) -> Melding:
    return Melding(
        path,
        f"De {_NAMEN[path]} ({euro_to_text(amount)}) ligt boven de {_NAMEN[limit]} "
        f"({euro_to_text(bound)}). Verbeter het bedrag, of vraag de coördinator om een "
        "uitzondering.",
    )


def _as_found(amount: int) -> str:
    return str(amount).replace(".", ",") if amount % 1 else euro_to_text(amount)


RULES = (
    cumulatieve_uitvoering_daalt_niet,
    bedragen_zijn_mogelijk,
    andere_beleidsruimte_is_een_verschuiving,
    gestart_project_heeft_middelen_en_uitvoering,
    bedrag_heeft_geen_nul_te_veel_of_te_weinig,
)
PLAN_RULES = (verschuivingen_heffen_elkaar_op,)
