"""An intended result of a project: what, by when, how far, and with which proof."""

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.dictionary import Sectie, Stage, described
from vvdesk.kinds import Code, Dag, Getal, LotKeuze, Mijlpaalstatuskeuze, Regels, Tekst
from vvdesk.model.base import Entity, strict

_SECTIE = Sectie.GEDETAILLEERDE_VOORTGANG


class Mijlpaal(Entity):
    """Een beoogde realisatie van een project, met geplande timing en status."""

    __tablename__ = "mijlpaal"
    __table_args__ = strict(
        ForeignKeyConstraint(
            ["meetmoment_id", "project_code"], ["fiche.meetmoment_id", "fiche.project_code"]
        ),
        Index(None, "meetmoment_id", "project_code"),
    )

    meetmoment_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[Code] = mapped_column(primary_key=True)
    """`VV015-M01`; permanent over all meetmomenten."""
    project_code: Mapped[Code]
    volgorde: Mapped[int] = mapped_column(Integer, default=0)
    basislijn: Mapped[Dag | None]
    """The first planning ever reported; set when the second meetmoment opens, then never again."""

    titel: Mapped[Regels | None] = described(
        "Beoogde realisaties",
        _SECTIE,
        hint="Wat er klaar is als deze mijlpaal gehaald is, in één concrete zin.",
        required=Stage.SUBMISSION,
        width=60,
        formerly=["Beoogde realisatie", "Mijlpaal"],
    )
    timing: Mapped[Dag | None] = described(
        "Geplande timing",
        _SECTIE,
        hint="De dag waarop de mijlpaal gehaald moet zijn, bijvoorbeeld 31/12/2023.",
        required=Stage.SUBMISSION,
        width=14,
        formerly=["Timing"],
    )
    status: Mapped[Mijlpaalstatuskeuze | None] = described(
        "Status",
        _SECTIE,
        hint="De stand op de peildatum, niet de verwachte.",
        required=Stage.SUBMISSION,
        width=18,
    )
    beslissingen: Mapped[Regels | None] = described(
        "Noodzakelijke politieke beslissingen",
        _SECTIE,
        hint="Welke beslissing nog nodig is; een schuine streep (/) betekent geen.",
        width=40,
    )
    indicator: Mapped[Tekst | None] = described(
        "Indicator", _SECTIE, hint="Wat er geteld of gemeten wordt.", width=30
    )
    nulwaarde: Mapped[Getal | None] = described(
        "Nulwaarde", _SECTIE, hint="De waarde van de indicator bij de start.", width=12
    )
    streefwaarde: Mapped[Getal | None] = described(
        "Streefwaarde",
        _SECTIE,
        hint="De waarde die bij de geplande timing bereikt moet zijn.",
        width=12,
    )
    eenheid: Mapped[Tekst | None] = described(
        "Eenheid", _SECTIE, hint="De eenheid van nulwaarde, streefwaarde en realisatie.", width=14
    )
    realisatie: Mapped[Getal | None] = described(
        "Realisatie", _SECTIE, hint="De bereikte waarde op de peildatum, cumulatief.", width=12
    )
    realisatiecriterium: Mapped[Regels | None] = described(
        "Realisatiecriterium",
        _SECTIE,
        hint="Waaraan je ziet dat de mijlpaal gehaald is, als tellen niet kan.",
        width=30,
    )
    realisatiedatum: Mapped[Dag | None] = described(
        "Realisatiedatum", _SECTIE, hint="De dag waarop de mijlpaal echt gehaald werd.", width=14
    )
    bewijs: Mapped[Regels | None] = described(
        "Bewijs", _SECTIE, hint="Het document of webadres waaruit de realisatie blijkt.", width=30
    )
    reden: Mapped[Regels | None] = described(
        "Reden van wijziging",
        _SECTIE,
        hint="Waarom timing, tekst of streefwaarde anders is dan vorige keer.",
        width=40,
        formerly=["Reden"],
    )
    lot: Mapped[LotKeuze | None] = described(
        "Lot van de mijlpaal",
        _SECTIE,
        hint="Vul dit alleen in als de mijlpaal na dit meetmoment niet meer terugkomt.",
        width=18,
        formerly=["Lot"],
    )
    lot_toelichting: Mapped[Regels | None] = described(
        "Toelichting bij het lot",
        _SECTIE,
        hint="Met welke mijlpaal samengevoegd, waarin opgesplitst, of waarom geschrapt.",
        width=30,
    )
    eu_mijlpaal: Mapped[Tekst | None] = described(
        "EU-mijlpaal",
        _SECTIE,
        hint="Het nummer van de Europese mijlpaal die hiermee gediend wordt.",
        width=14,
    )
