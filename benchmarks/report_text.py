"""Writes generated projectfiches as the text of a published report, page breaks included."""

from collections.abc import Iterable, Iterator
from itertools import chain

from vvdesk.content import Inhoud, Rij
from vvdesk.plan import ReferenceData
from vvdesk.values import dag_to_text, euro_to_text

_PAGE_EVERY = 3
"""Every so many fiches a section goes on over a page, and then repeats its heading."""
_SPEERPUNT = "04"


def report_text(contents: Iterable[Inhoud], data: ReferenceData, meetmoment: str) -> str:
    """Return the text of a report on these fiches.

    Args:
        contents: The fiches, as they were at that meetmoment.
        data: The labels of that meetmoment.
        meetmoment: Its name, such as "april 2021".
    """
    speerpunt = data.speerpunt.label(_SPEERPUNT)
    cover = [
        "Monitoring Relanceplan Vlaamse Veerkracht",
        "",
        "Voortgangsrapportering",
        f"Meetmoment {meetmoment}",
        "",
        f"Speerpunt {speerpunt}",
        "Overzicht van alle projecten",
        "\f",
        speerpunt,
        "",
    ]
    fiches = chain.from_iterable(
        _fiche(inhoud, data, breaks=place % _PAGE_EVERY == 0)
        for place, inhoud in enumerate(contents)
    )
    return "\n".join([*cover, *fiches, ""])


def _fiche(inhoud: Inhoud, data: ReferenceData, *, breaks: bool) -> Iterator[str]:
    values = inhoud.values
    yield f"{inhoud.project} - {values['titel'].upper()}"
    yield from ("", "BETROKKENEN\t")
    yield f"Bevoegde minister(s)\t{', '.join(values['ministers'])}"
    yield f"Trekkende entiteit VO\t{values['trekkende_entiteit']}"
    if values["webpagina"]:
        yield "Webpagina trekkende entiteit m.b.t. project\tProjectpagina"
    yield f"Betrokken entiteit(en) VO\t{'; '.join(values['betrokken_entiteiten'])}"
    yield f"Belanghebbenden\t{values['belanghebbenden']}"
    yield from ("", "PROJECTSITUERING\t")
    yield f"Cluster Relanceplan\t{data.cluster.label(values['cluster'])}"
    yield f"Speerpunt Relanceplan\t{data.speerpunt.label(_SPEERPUNT)}"
    yield from ("", "PROJECTOMSCHRIJVING", values["omschrijving"])
    if breaks:
        yield from ("\f", "PROJECTOMSCHRIJVING", "<p>Het project loopt tot het einde.</p>")
    if inhoud.tables["agenderingen"]:
        yield from ("", "AGENDERING VLAAMSE REGERING")
        for row in inhoud.tables["agenderingen"].values():
            yield from ("", f"[{row.values['titel']}]({row.values['url']})")
    yield from ("", "ALGEMENE PROJECTVOORTGANG", "")
    yield f"Projectstatus\t{data.status.label(values['projectstatus'])}"
    yield f"Beschrijving voortgang\t{values['voortgang']}"
    yield from _table(inhoud.tables["mijlpalen"].values(), data)
    yield from ("", "PROJECTFINANCIERING", "")
    yield f"Beleidsruimte (begroot)\t{euro_to_text(values['financiering.beleidsruimte'])}"
    yield f"Uitvoering VAK\t{euro_to_text(values['financiering.vak'])}"
    yield f"Uitvoering VEK\t{euro_to_text(values['financiering.vek'])}"
    yield ""


def _table(rows: Iterable[Rij], data: ReferenceData) -> Iterator[str]:
    yield from ("", "GEDETAILLEERDE PROJECTVOORTGANG\t\t\t")
    yield "BEOOGDE REALISATIES\tGEPLANDE TIMING\tSTATUS\tNOODZAKELIJKE POLITIEKE BESLISSINGEN"
    for row in rows:
        values = row.values
        status = data.mijlpaalstatus.label(values["status"])
        timing = dag_to_text(values["timing"])
        yield f"{values['titel']}\t{timing}\t{status}\t{values['beslissingen']}"
