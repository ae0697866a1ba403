"""Rules on one mijlpaal, and on how the mijlpalen of a project are planned."""

from datetime import date
from decimal import Decimal

from vvdesk.rules.maatstaf import GEREALISEERD, NIET_GESTART, OP_SCHEMA, Maatstaf
from vvdesk.rules.rule import Hits, Melding, Scope, Severity, rule
from vvdesk.rules.situation import Mijlpaalrij, Situatie
from vvdesk.rules.wording import listed
from vvdesk.values import dag_to_text, number_to_text

_WHOLE = 100
_DECIMALS = 6


@rule("VV-MIJ-01", Severity.FOUT, "timing", scope=Scope.MIJLPAAL)
def geplande_timing_is_een_datum_van_het_plan(situatie: Situatie, mijlpaal: Mijlpaalrij) -> Hits:
    """Elke mijlpaal heeft een geplande timing, binnen de jaren van het plan.

    Bron: controlelijst van de monitoring; looptijd van het relanceplan.
    """
    first, last = situatie.maatstaf.eerste_jaar, situatie.maatstaf.laatste_jaar
    if mijlpaal.timing is None:
        yield "De geplande timing ontbreekt. Geef een datum (dd/mm/jjjj), bijvoorbeeld 31/12/2023."
    elif not first <= mijlpaal.timing.year <= last:
        yield (
            f"De geplande timing {dag_to_text(mijlpaal.timing)} valt buiten het plan. Kies een "
            f"datum van {first} tot en met {last}."
        )


@rule("VV-MIJ-02", Severity.FOUT, "timing", "status", "lot", scope=Scope.MIJLPAAL, status=OP_SCHEMA)
def mijlpaal_op_schema_is_niet_over_tijd(situatie: Situatie, mijlpaal: Mijlpaalrij) -> Hits:
    """Een mijlpaal die op schema is, heeft een geplande timing vanaf de peildatum.

    Bron: Rekenhof 2022–2024: vertragingen blijken alleen uit aanwijzingen.
    """
    peildatum = situatie.maatstaf.peildatum
    if mijlpaal.timing and mijlpaal.timing < peildatum and not mijlpaal.is_afgevoerd:
        yield (
            f"De geplande timing {dag_to_text(mijlpaal.timing)} ligt vóór de peildatum "
            f"{dag_to_text(peildatum)}, maar de status is {_status(situatie, mijlpaal)}. Kies een "
            "andere status, of geef een nieuwe timing met een reden."
        )


@rule(
    "VV-MIJ-03",
    Severity.WAARSCHUWING,
    "timing",
    "status",
    "lot",
    scope=Scope.MIJLPAAL,
    status=NIET_GESTART,
)
def mijlpaal_die_bijna_afloopt_is_gestart(situatie: Situatie, mijlpaal: Mijlpaalrij) -> Hits:
    """Een mijlpaal die kort na de peildatum gepland is, is al gestart.

    Bron: controlelijst van de monitoring; Rekenhof 2022–2024 over late vertragingen.
    """
    if mijlpaal.timing is None or mijlpaal.is_afgevoerd:
        return
    maatstaf = situatie.maatstaf
    if maatstaf.peildatum <= mijlpaal.timing <= maatstaf.niet_gestart_tot:
        days = (mijlpaal.timing - maatstaf.peildatum).days
        yield (
            f"De geplande timing {dag_to_text(mijlpaal.timing)} is {days} dagen na de peildatum, "
            f"maar de status is {_status(situatie, mijlpaal)}. Kijk de timing na en leg uit hoe "
            "dit lukt."
        )


@rule(
    "VV-MIJ-04",
    Severity.FOUT,
    "realisatiedatum",
    "status",
    scope=Scope.MIJLPAAL,
    status=GEREALISEERD,
)
def gerealiseerde_mijlpaal_heeft_een_realisatiedatum(
    situatie: Situatie, mijlpaal: Mijlpaalrij
) -> Hits:
    """Een gerealiseerde mijlpaal heeft een realisatiedatum, niet na de peildatum.

    Bron: Rekenhof 2022–2024 vraagt bij elke realisatie een datum.
    """
    peildatum = situatie.maatstaf.peildatum
    if mijlpaal.realisatiedatum is None:
        yield "De mijlpaal is gerealiseerd, maar de realisatiedatum ontbreekt. Vul de dag in."
    elif mijlpaal.realisatiedatum > peildatum:
        yield (
            f"De realisatiedatum {dag_to_text(mijlpaal.realisatiedatum)} ligt na de peildatum "
            f"{dag_to_text(peildatum)}. Verbeter de datum of kies een andere status."
        )


@rule(
    "VV-MIJ-05",
    Severity.WAARSCHUWING,
    "bewijs",
    "status",
    "nulwaarde",
    "streefwaarde",
    "realisatie",
    scope=Scope.MIJLPAAL,
    status=GEREALISEERD,
)
def gerealiseerde_mijlpaal_is_bewezen(_situatie: Situatie, mijlpaal: Mijlpaalrij) -> Hits:
    """Een gerealiseerde mijlpaal heeft een bewijs en haalt haar streefwaarde.

    Bron: Rekenhof 2022–2024: realisaties zijn vaag en niet na te kijken.
    """
    if not mijlpaal.bewijs:
        yield (
            "De mijlpaal is gerealiseerd, maar het bewijs ontbreekt. Noem het document of het "
            "webadres waaruit het blijkt, of leg uit waarom dat er niet is."
        )
    streef, real = mijlpaal.streefwaarde, mijlpaal.realisatie
    if streef is None or real is None:
        return
    if real > streef if mijlpaal.is_dalend else real < streef:
        yield Melding(
            "realisatie",
            f"De mijlpaal is gerealiseerd, maar de realisatie {number_to_text(real)} haalt de "
            f"streefwaarde {number_to_text(streef)} niet. Verbeter het getal of leg het verschil "
            "uit.",
        )


@rule(
    "VV-MIJ-06",
    Severity.AANDACHTSPUNT,
    "streefwaarde",
    "eenheid",
    "realisatiecriterium",
    scope=Scope.MIJLPAAL,
    switchable=True,
)
def mijlpaal_is_meetbaar(_situatie: Situatie, mijlpaal: Mijlpaalrij) -> Hits:
    """Een mijlpaal heeft een streefwaarde met eenheid, of een realisatiecriterium.

    De coördinator kan hier per meetmoment een fout van maken.

    Bron: Rekenhof 2022–2024: streefwaarden ontbreken of zijn onduidelijk.
    """
    if mijlpaal.realisatiecriterium or (mijlpaal.streefwaarde is not None and mijlpaal.eenheid):
        return
    missing = "een eenheid bij de streefwaarde"
    if mijlpaal.streefwaarde is None:
        missing = "een streefwaarde met eenheid"
    yield (
        f"Er is geen realisatiecriterium en {missing} ontbreekt. Vul in waaraan je ziet dat de "
        "mijlpaal gehaald is, bijvoorbeeld 500 en toestellen."
    )


@rule("VV-MIJ-07", Severity.AANDACHTSPUNT, "titel", scope=Scope.MIJLPAAL)
def mijlpaal_zegt_wat_er_klaar_is(situatie: Situatie, mijlpaal: Mijlpaalrij) -> Hits:
    """De titel van een mijlpaal zegt wat er klaar is, zonder vage woorden.

    Elke vage uitdrukking, een begin met "Speerpunt 1" en een te korte titel tellen voor twee
    punten; dat er geen afrondend woord en geen cijfer in staat, telt voor één.

    Bron: Rekenhof 2022–2024: mijlpalen zijn slecht omschreven.
    """
    vaagheid = situatie.maatstaf.woordkeus.weigh(mijlpaal.titel or "")
    if vaagheid.punten >= situatie.maatstaf.vaagheid_punten:
        yield (
            f"De mijlpaal is vaag omschreven: ze {listed(vaagheid.redenen)}. Schrijf in één zin "
            "wat er klaar is als ze gehaald is."
        )


@rule("VV-MIJ-08", Severity.WAARSCHUWING, "mijlpalen.timing")
def mijlpalen_zijn_gespreid(situatie: Situatie) -> Hits:
    """De mijlpalen van een project liggen niet allemaal op één verre dag.

    Bron: voortgangsrapport april 2021; Rekenhof 2022–2024: vertragingen worden pas laat zichtbaar.
    """
    maatstaf, mijlpalen = situatie.maatstaf, situatie.fiche.mijlpalen
    if len(mijlpalen) < maatstaf.zelfde_datum_mijlpalen:
        return
    timing = mijlpalen[0].timing
    if timing is None or timing <= maatstaf.ver_weg:
        return
    if all(each.timing == timing for each in mijlpalen):
        yield Melding(
            f"mijlpalen.{mijlpalen[0].id}.timing",
            f"Alle {len(mijlpalen)} mijlpalen zijn gepland op {dag_to_text(timing)}, ver na de "
            f"peildatum {dag_to_text(maatstaf.peildatum)}. Geef tussenstappen een eigen datum, of "
            "leg uit waarom dat niet kan.",
        )


@rule(
    "VV-MIJ-09",
    Severity.AANDACHTSPUNT,
    "realisatie",
    "status",
    "timing",
    "nulwaarde",
    "streefwaarde",
    "lot",
    scope=Scope.MIJLPAAL,
    status=OP_SCHEMA,
)
def mijlpaal_op_schema_houdt_de_tijd_bij(situatie: Situatie, mijlpaal: Mijlpaalrij) -> Hits:
    """De realisatie van een mijlpaal die op schema is, volgt de verstreken tijd.

    De tijd telt vanaf het begin van de uitvoering van het plan, omdat een begindatum niet gevraagd
    wordt.

    Bron: Rekenhof 2022–2024: vertragingen blijken alleen uit aanwijzingen.
    """
    if mijlpaal.realisatie is None or mijlpaal.timing is None or mijlpaal.is_afgevoerd:
        return
    passed = _share_passed(situatie.maatstaf, mijlpaal.timing)
    # Most mijlpalen lie so far ahead that they cannot lag behind at all.
    if passed <= situatie.maatstaf.achterstand_punten:
        return
    reached = _share_reached(mijlpaal)
    if reached is None:
        return
    # To the millionth: what is exactly on the edge may not fall off it by a rounding.
    if round(passed - reached, _DECIMALS) > situatie.maatstaf.achterstand_punten:
        yield (
            f"De status is {_status(situatie, mijlpaal)}, maar {reached:.0f} % is gehaald terwijl "
            f"{passed:.0f} % van de tijd om is. Kijk de realisatie, de status en de timing na."
        )


def _share_reached(mijlpaal: Mijlpaalrij) -> float | None:
    """Return how far the realisatie is from nulwaarde to streefwaarde, in percent."""
    if mijlpaal.realisatie is None or mijlpaal.streefwaarde is None:
        return None
    nul = mijlpaal.nulwaarde or Decimal(0)
    road = mijlpaal.streefwaarde - nul
    return float(_WHOLE * (mijlpaal.realisatie - nul) / road) if road else None


def _share_passed(maatstaf: Maatstaf, timing: date) -> float:
    """Return which share of the time up to `timing` has passed, in percent."""
    passed = (maatstaf.peildatum - maatstaf.uitvoering_vanaf).days
    if passed <= 0:
        return 0
    if timing <= maatstaf.peildatum:
        return _WHOLE
    return _WHOLE * passed / (timing - maatstaf.uitvoering_vanaf).days


def _status(situatie: Situatie, mijlpaal: Mijlpaalrij) -> str:
    return situatie.maatstaf.label("mijlpaalstatus", mijlpaal.status)


RULES = (
    geplande_timing_is_een_datum_van_het_plan,
    mijlpaal_op_schema_is_niet_over_tijd,
    mijlpaal_die_bijna_afloopt_is_gestart,
    gerealiseerde_mijlpaal_heeft_een_realisatiedatum,
    gerealiseerde_mijlpaal_is_bewezen,
    mijlpaal_is_meetbaar,
    mijlpaal_zegt_wat_er_klaar_is,
    mijlpalen_zijn_gespreid,
    mijlpaal_op_schema_houdt_de_tijd_bij,
)
