"""Rules on the project as a whole: its code, its status, its agenderingen, its progress text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from vvdesk import richtext
from vvdesk.rules.maatstaf import GEREALISEERD
from vvdesk.rules.rule import Hits, Melding, Scope, Severity, rule
from vvdesk.rules.situation import Agenderingrij, Situatie
from vvdesk.rules.wording import bare_text, listed, nearly_equal
from vvdesk.values import dag_to_text

_PROJECTSTATUS: Final = "projectstatus"
_REFERENCE_LIKE = re.compile(
    r"\bVR(?![A-Za-z])[^\n]{0,20}?(?<![A-Za-z])(?i:DOC|DEC|MED)\b[ .]*[0-9]\S*"
    r"|\bVR ?(?:19|20)[0-9]{2}[ .]{0,2}[0-9]{3,4}\b\S*"
)
"""Text that means to be a document reference, well written or not."""
_REFERENCE = re.compile(
    r"VR ([0-9]{4}) ([0-9]{2})([0-9]{2})(?: VV)? (?:DOC|DEC|MED)\.[0-9]{4}/[0-9]+[A-Z]*"
)
_EXPECT_REFERENCE = "Schrijf ze als VR 2021 2603 DOC.0349/1."
_MOST_NAMED = 3


@rule("VV-PRJ-01", Severity.FOUT, "trekkende_entiteit")
def project_hoort_bij_het_plan_en_bij_de_afzender(situatie: Situatie) -> Hits:
    """De projectcode staat in het plan en de afzender is de trekkende entiteit.

    Bron: controlelijst van de monitoring; elke entiteit rapporteert over haar eigen projecten.
    """
    maatstaf, fiche = situatie.maatstaf, situatie.fiche
    if fiche.code not in maatstaf.codes:
        yield Melding(
            "",
            f'"{fiche.code}" is geen projectcode van dit plan. Verwacht: {maatstaf.code_shape}, '
            f"van {maatstaf.codes_expected}. Verbeter de code of haal de fiche weg.",
        )
    if situatie.afzender is None:
        return
    known = maatstaf.referentie.lists["entiteit"]
    afzender = known.key_for(situatie.afzender) or situatie.afzender
    if fiche.trekkende_entiteit != afzender:
        found = f'"{fiche.trekkende_entiteit}"' if fiche.trekkende_entiteit else "niet ingevuld"
        yield (
            f'De trekkende entiteit is {found}, maar de afzender is "{afzender}". Vul de juiste '
            "entiteit in of haal de fiche uit deze inzending."
        )


@rule("VV-PRJ-01", Severity.FOUT, scope=Scope.PLAN)
def elk_project_heeft_een_fiche(situaties: Sequence[Situatie]) -> Hits:
    """Elk project komt één keer voor.

    Bron: controlelijst van de monitoring; dubbele projecten tellen dubbel in elk totaal.
    """
    for code, times in Counter(each.fiche.code for each in situaties).items():
        if times > 1:
            yield Melding(code, f"Project {code} staat er {times} keer in. Hou één fiche over.")


@rule("VV-PRJ-02", Severity.FOUT, _PROJECTSTATUS, "agenderingen.titel")
def status_na_agendering_heeft_een_agendering(situatie: Situatie) -> Hits:
    """Een project dat na agendering is opgestart, noemt minstens één agendering.

    Een agendering zonder datum telt ook.

    Bron: voortgangsrapport april 2021, statussen en sectie Agendering Vlaamse Regering.
    """
    fiche = situatie.fiche
    if fiche.projectstatus in situatie.maatstaf.vraagt_agendering and not fiche.agenderingen:
        yield (
            f"De status is {_status(situatie)}, maar er staat geen agendering. Voeg het document "
            "van de Vlaamse Regering toe of kies een andere status."
        )


@rule("VV-PRJ-03", Severity.WAARSCHUWING, _PROJECTSTATUS, compares=True)
def status_gaat_niet_achteruit(situatie: Situatie) -> Hits:
    """De projectstatus gaat niet achteruit sinds het vorige meetmoment.

    Bron: controlelijst van de monitoring; Rekenhof: een vertraging moet te volgen zijn.
    """
    if situatie.vorige is None:
        return
    earlier = situatie.maatstaf.rang(situatie.vorige.projectstatus)
    now = situatie.maatstaf.rang(situatie.fiche.projectstatus)
    if earlier is not None and now is not None and now < earlier:
        label = situatie.maatstaf.label(_PROJECTSTATUS, situatie.vorige.projectstatus)
        yield (
            f"De status gaat achteruit: van {label} naar {_status(situatie)}. Kijk de status na en "
            "leg uit waarom."
        )


@rule("VV-PRJ-04", Severity.FOUT, _PROJECTSTATUS, "mijlpalen.status", "mijlpalen.lot")
def gerealiseerd_project_heeft_geen_open_mijlpalen(situatie: Situatie) -> Hits:
    """Een gerealiseerd project heeft geen open mijlpalen meer.

    Bron: controlelijst van de monitoring; een project is pas klaar als al zijn mijlpalen dat zijn.
    """
    if situatie.fiche.projectstatus != GEREALISEERD:
        return
    still_open = [each.id for each in situatie.fiche.mijlpalen if situatie.is_open(each)]
    if still_open:
        yield (
            f"De status is {_status(situatie)}, maar {_named(still_open)} {_is_are(still_open)} "
            "nog open. Werk de mijlpalen bij of kies een andere status."
        )


@rule("VV-PRJ-05", Severity.FOUT, _PROJECTSTATUS, "oorzaak", "bijsturing", "streefdatum")
def status_die_uitleg_vraagt_krijgt_uitleg(situatie: Situatie) -> Hits:
    """Een project dat aandacht of actie vraagt of stopgezet is, noemt oorzaak, bijsturing en datum.

    Bron: Rekenhof 2022–2024: vertragingen blijken alleen uit aanwijzingen.
    """
    fiche = situatie.fiche
    if fiche.projectstatus not in situatie.maatstaf.vraagt_verklaring:
        return
    for path, what, task in (
        ("oorzaak", "de oorzaak", "Schrijf wat er aan de hand is."),
        ("bijsturing", "de bijsturing", "Schrijf wat eraan gedaan wordt."),
        ("streefdatum", "de streefdatum", "Geef de datum waarop de bijsturing effect heeft."),
    ):
        if not getattr(fiche, path):
            yield Melding(path, f"Bij de status {_status(situatie)} ontbreekt {what}. {task}")


@rule(
    "VV-PRJ-06",
    Severity.WAARSCHUWING,
    _PROJECTSTATUS,
    "mijlpalen.timing",
    "mijlpalen.basislijn",
    "mijlpalen.status",
    "mijlpalen.lot",
)
def groen_project_heeft_geen_vertraging(situatie: Situatie) -> Hits:
    """Een groen project heeft geen mijlpaal over tijd en is niet sterk verschoven.

    Bron: Rekenhof 2022–2024: vertragingen zijn niet zichtbaar in de status van het project.
    """
    maatstaf = situatie.maatstaf
    if situatie.fiche.projectstatus not in maatstaf.groen:
        return
    reasons = []
    if overdue := list(_overdue(situatie)):
        reasons.append(f"{_named(overdue)} {_is_are(overdue)} over tijd")
    slip = _median_slip(situatie)
    if slip > maatstaf.verschuiving_dagen:
        reasons.append(f"de mijlpalen zijn doorgaans {slip:.0f} dagen later dan eerst gepland")
    if reasons:
        yield (
            f"De status is {_status(situatie)}, maar {' en '.join(reasons)}. Kies een andere "
            "status of leg uit waarom deze klopt."
        )


@rule("VV-PRJ-07", Severity.AANDACHTSPUNT, "voortgang", compares=True)
def voortgang_zegt_iets_nieuws(situatie: Situatie) -> Hits:
    """De beschrijving van de voortgang is ingevuld, lang genoeg en anders dan vorige keer.

    Bron: Rekenhof 2022–2024: realisaties zijn vaag beschreven.
    """
    maatstaf = situatie.maatstaf
    voortgang = situatie.fiche.voortgang or ""
    length = _length_when_short(voortgang, maatstaf.voortgang_tekens)
    if length == 0:
        yield "De beschrijving van de voortgang is leeg. Schrijf wat er gebeurd is en wat nu volgt."
    elif length is not None:
        yield (
            f"De beschrijving van de voortgang telt {length} tekens; verwacht worden er minstens "
            f"{maatstaf.voortgang_tekens}. Schrijf wat er gebeurd is en wat nu volgt."
        )
    elif _is_repeated(situatie, voortgang):
        yield (
            "De beschrijving van de voortgang is (bijna) dezelfde als op het vorige meetmoment. "
            "Schrijf wat er sindsdien gebeurd is."
        )


@rule("VV-PRJ-08", Severity.WAARSCHUWING, "titel", "datum", scope=Scope.AGENDERING)
def verwijzing_naar_een_document_is_juist(situatie: Situatie, agendering: Agenderingrij) -> Hits:
    """Een verwijzing naar een VR-document is juist geschreven en dateert niet van na de peildatum.

    Bron: schrijfwijze van de Vlaamse Regering, VR JJJJ DDMM DOC.NNNN/i (of DEC, MED).
    """
    peildatum = situatie.maatstaf.peildatum
    if agendering.datum and agendering.datum > peildatum:
        yield Melding("datum", _too_late("De datum", agendering.datum, peildatum))
    titel = agendering.titel or ""
    if "VR" not in titel:  # spares most titles the search
        return
    for like in _REFERENCE_LIKE.finditer(titel):
        found = like[0].rstrip(".,;:)]\"'")
        day = _day_of(found)
        if day is None:
            yield f'"{found}" is geen juiste verwijzing naar een document. {_EXPECT_REFERENCE}'
        elif day > peildatum:
            yield _too_late(f'Het document "{found}"', day, peildatum)


def _status(situatie: Situatie) -> str:
    return situatie.maatstaf.label(_PROJECTSTATUS, situatie.fiche.projectstatus)


def _named(ids: Sequence[str]) -> str:
    """Name a few mijlpalen, and count the rest."""
    if len(ids) > _MOST_NAMED:
        return f"{len(ids)} mijlpalen ({', '.join(ids[:_MOST_NAMED])} …)"
    return f"{'mijlpaal' if len(ids) == 1 else 'mijlpalen'} {listed(ids)}"


def _is_are(ids: Sequence[str]) -> str:
    return "is" if len(ids) == 1 else "zijn"


def _overdue(situatie: Situatie) -> Iterator[str]:
    peildatum = situatie.maatstaf.peildatum
    for each in situatie.fiche.mijlpalen:
        if each.timing and each.timing < peildatum and situatie.is_open(each):
            yield each.id


def _median_slip(situatie: Situatie) -> float:
    """Return the median of the days between first and present planning; 0 when there are none."""
    slips = sorted(
        (each.timing - each.basislijn).days
        for each in situatie.fiche.mijlpalen
        if each.timing and each.basislijn and not each.is_afgevoerd
    )
    if not slips:
        return 0
    middle = len(slips) // 2
    return slips[middle] if len(slips) % 2 else (slips[middle - 1] + slips[middle]) / 2


def _length_when_short(voortgang: str, enough: int) -> int | None:
    """Count what a reader sees, when that is less than `enough`; None otherwise."""
    # Counting exactly means taking the text apart; without spaces it is at least as long as this.
    bare = bare_text(voortgang)
    if len(bare) - bare.count(" ") >= enough:
        return None
    length = richtext.visible_length(voortgang) if bare.strip() else 0
    return length if length < enough else None


def _is_repeated(situatie: Situatie, voortgang: str) -> bool:
    earlier = situatie.vorige.voortgang if situatie.vorige else None
    if not earlier:
        return False
    return voortgang == earlier or nearly_equal(
        voortgang, earlier, situatie.maatstaf.voortgang_gelijkenis
    )


def _day_of(reference: str) -> date | None:
    """Return the day in a well-formed reference; None when it is malformed."""
    parts = _REFERENCE.fullmatch(reference)
    if parts is None:
        return None
    try:
        return date(int(parts[1]), int(parts[3]), int(parts[2]))
    except ValueError:
        return None


def _too_late(what: str, day: date, peildatum: date) -> str:
    return (
        f"{what} ({dag_to_text(day)}) ligt na de peildatum {dag_to_text(peildatum)}. Meld alleen "
        "wat tot dan geagendeerd is, of verbeter de datum."
    )


RULES = (
    project_hoort_bij_het_plan_en_bij_de_afzender,
    status_na_agendering_heeft_een_agendering,
    status_gaat_niet_achteruit,
    gerealiseerd_project_heeft_geen_open_mijlpalen,
    status_die_uitleg_vraagt_krijgt_uitleg,
    groen_project_heeft_geen_vertraging,
    voortgang_zegt_iets_nieuws,
    verwijzing_naar_een_document_is_juist,
)
PLAN_RULES = (elk_project_heeft_een_fiche,)
