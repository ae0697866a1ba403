"""Rules on what changed since the previous meetmoment: nothing goes, slips or shrinks unsaid."""

from typing import Final

from vvdesk.rules.rule import Hits, Melding, Scope, Severity, rule
from vvdesk.rules.situation import Mijlpaalrij, Situatie
from vvdesk.rules.wording import reworded
from vvdesk.values import dag_to_text, number_to_text

_LONGEST_QUOTE: Final = 60


@rule("VV-HIS-01", Severity.FOUT, "mijlpalen.lot", "mijlpalen.lot_toelichting", compares=True)
def geen_mijlpaal_verdwijnt_zonder_lot(situatie: Situatie) -> Hits:
    """Een mijlpaal van het vorige meetmoment staat er nog, of kreeg een lot met een reden.

    Een lot is: gerealiseerd, samengevoegd, opgesplitst of geschrapt. Wie een lot invult, geeft
    meteen de reden: daarna komt de mijlpaal niet meer terug.

    Bron: Rekenhof 2022–2024: mijlpalen zijn van meetmoment tot meetmoment niet te volgen.
    """
    for each in situatie.fiche.mijlpalen:
        if each.lot and not each.reden_van_het_lot:
            yield Melding(
                f"mijlpalen.{each.id}.lot_toelichting",
                f"De mijlpaal krijgt het lot {situatie.maatstaf.label('lot', each.lot)}, maar de "
                "toelichting ontbreekt. Schrijf waarom, of met welke mijlpaal ze verdergaat.",
            )
    if situatie.vorige is None:
        return
    present = {each.id for each in situatie.fiche.mijlpalen}
    for each in situatie.vorige.mijlpalen:
        if each.id not in present and not (each.lot and each.reden_van_het_lot):
            yield Melding(
                f"mijlpalen.{each.id}",
                f"Mijlpaal {each.id} ({_quoted(each.titel)}) stond er op het vorige meetmoment en "
                "is nu weg. Zet ze terug en vul haar lot in met een toelichting.",
            )


@rule("VV-HIS-02", Severity.FOUT, "timing", "reden", scope=Scope.MIJLPAAL, compares=True)
def latere_timing_heeft_een_reden(
    _situatie: Situatie, mijlpaal: Mijlpaalrij, vorige: Mijlpaalrij
) -> Hits:
    """Een geplande timing die later is dan vorige keer, heeft een reden.

    Bron: Rekenhof 2022–2024: vertragingen blijken alleen uit aanwijzingen.
    """
    if mijlpaal.timing is None or vorige.timing is None:
        return
    if mijlpaal.timing > vorige.timing and not mijlpaal.reden:
        yield (
            f"De geplande timing schuift van {dag_to_text(vorige.timing)} naar "
            f"{dag_to_text(mijlpaal.timing)}, maar de reden ontbreekt. Vul de reden van wijziging "
            "in."
        )


@rule(
    "VV-HIS-03",
    Severity.WAARSCHUWING,
    "titel",
    "nulwaarde",
    "streefwaarde",
    "eenheid",
    "reden",
    scope=Scope.MIJLPAAL,
    compares=True,
)
def mijlpaal_verandert_niet_zonder_reden(
    situatie: Situatie, mijlpaal: Mijlpaalrij, vorige: Mijlpaalrij
) -> Hits:
    """Een mijlpaal krijgt geen andere tekst, lagere streefwaarde of andere eenheid zonder reden.

    Bron: Rekenhof 2022–2024: streefwaarden zijn onduidelijk en niet te volgen.
    """
    if mijlpaal.reden:
        return
    if (mijlpaal.titel or "") != (vorige.titel or "") and reworded(
        mijlpaal.titel or "", vorige.titel or "", situatie.maatstaf.herformulering
    ):
        yield (
            f"De mijlpaal heette vorige keer {_quoted(vorige.titel)}. Zet die tekst terug, of vul "
            "de reden van wijziging in."
        )
    if (message := _less_ambitious(mijlpaal, vorige)) is not None:
        yield Melding("streefwaarde", message)
    if vorige.eenheid and mijlpaal.eenheid != vorige.eenheid:
        now = f'"{mijlpaal.eenheid}"' if mijlpaal.eenheid else "leeg"
        yield Melding(
            "eenheid",
            f'De eenheid was vorige keer "{vorige.eenheid}" en is nu {now}. Zet ze terug, of vul '
            "de reden van wijziging in.",
        )


@rule(
    "VV-HIS-04",
    Severity.WAARSCHUWING,
    "status",
    "realisatie",
    "nulwaarde",
    "streefwaarde",
    scope=Scope.MIJLPAAL,
    compares=True,
)
def realisatie_gaat_niet_achteruit(
    situatie: Situatie, mijlpaal: Mijlpaalrij, vorige: Mijlpaalrij
) -> Hits:
    """Wat gerealiseerd was, blijft gerealiseerd; een cumulatieve realisatie daalt niet.

    Bron: controlelijst van de monitoring; Rekenhof 2022–2024: realisaties zijn vaag.
    """
    if vorige.is_gerealiseerd and not mijlpaal.is_gerealiseerd:
        label = situatie.maatstaf.label("mijlpaalstatus", mijlpaal.status)
        yield (
            f"De mijlpaal was vorige keer gerealiseerd en is nu {label}. Kijk de status na en leg "
            "uit wat er veranderd is."
        )
    now, before = mijlpaal.realisatie, vorige.realisatie
    if now is None or before is None or now == before:
        return
    if (now < before) != mijlpaal.is_dalend:
        yield Melding(
            "realisatie",
            f"De realisatie gaat achteruit: van {number_to_text(before)} naar "
            f"{number_to_text(now)}. Ze is cumulatief: verbeter het getal of leg uit wat er "
            "gebeurd is.",
        )


def _less_ambitious(mijlpaal: Mijlpaalrij, vorige: Mijlpaalrij) -> str | None:
    now, before = mijlpaal.streefwaarde, vorige.streefwaarde
    if before is None or now == before:
        return None
    ask = "Zet ze terug, of vul de reden van wijziging in."
    if now is None:
        return f"De streefwaarde was vorige keer {number_to_text(before)} en is nu leeg. {ask}"
    if now > before if vorige.is_dalend else now < before:
        return (
            f"De streefwaarde gaat van {number_to_text(before)} naar {number_to_text(now)}: dat is "
            f"minder dan vorige keer beloofd. {ask}"
        )
    return None


def _quoted(titel: str | None) -> str:
    flat = " ".join((titel or "").split())
    return f'"{flat}"' if len(flat) <= _LONGEST_QUOTE else f'"{flat[:_LONGEST_QUOTE]}…"'


RULES = (
    geen_mijlpaal_verdwijnt_zonder_lot,
    latere_timing_heeft_een_reden,
    mijlpaal_verandert_niet_zonder_reden,
    realisatie_gaat_niet_achteruit,
)
