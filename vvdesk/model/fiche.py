"""The projectfiche: all that is reported on one project at one meetmoment."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vvdesk.dictionary import Sectie, Stage, described
from vvdesk.kinds import (
    ClusterKeuze,
    Code,
    Dag,
    Entiteiten,
    EntiteitKeuze,
    Ministers,
    Opmaak,
    Projectstatuskeuze,
    Regels,
    SpeerpuntKeuze,
    Tekst,
    Themas,
)
from vvdesk.model.base import Entity, strict
from vvdesk.model.choices import Staat

if TYPE_CHECKING:
    from vvdesk.model.agendering import Agendering
    from vvdesk.model.financiering import Financiering
    from vvdesk.model.meetmoment import Meetmoment
    from vvdesk.model.mijlpaal import Mijlpaal


class Project(Entity):
    """Een project van het relanceplan; de code blijft, al de rest hoort bij het meetmoment."""

    __tablename__ = "project"
    __table_args__ = strict()

    code: Mapped[Code] = mapped_column(primary_key=True)


class Fiche(Entity):
    """Eén project, zoals zijn trekkende entiteit het op één meetmoment rapporteert."""

    __tablename__ = "fiche"
    __table_args__ = strict()

    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"), primary_key=True)
    project_code: Mapped[Code] = mapped_column(ForeignKey("project.code"), primary_key=True)
    staat: Mapped[str] = mapped_column(Text, default=Staat.CONCEPT.value)

    titel: Mapped[Tekst | None] = described(
        "Titel",
        Sectie.PROJECT,
        hint="De naam waaronder het project in de rapportering verschijnt.",
        required=Stage.SUBMISSION,
        width=50,
        formerly=["Projecttitel"],
    )
    ministers: Mapped[Ministers] = described(
        "Bevoegde minister(s)",
        Sectie.BETROKKENEN,
        hint="Eén of meer namen, gescheiden door een puntkomma.",
        required=Stage.SUBMISSION,
        width=24,
    )
    trekkende_entiteit: Mapped[EntiteitKeuze | None] = described(
        "Trekkende entiteit VO",
        Sectie.BETROKKENEN,
        hint="Het departement of agentschap dat het project leidt en erover rapporteert.",
        required=Stage.SUBMISSION,
        width=34,
        formerly=["Trekkende entiteit"],
    )
    webpagina: Mapped[Tekst | None] = described(
        "Webpagina trekkende entiteit m.b.t. project",
        Sectie.BETROKKENEN,
        hint="Het webadres van de projectpagina, als die er is.",
        width=30,
        formerly=["Webpagina"],
    )
    betrokken_entiteiten: Mapped[Entiteiten] = described(
        "Betrokken entiteit(en) VO",
        Sectie.BETROKKENEN,
        hint="Andere entiteiten die meewerken, gescheiden door een puntkomma.",
        width=34,
        formerly=["Betrokken entiteiten"],
    )
    belanghebbenden: Mapped[Regels | None] = described(
        "Belanghebbenden",
        Sectie.BETROKKENEN,
        hint="Voor wie en met wie het project gebeurt.",
        required=Stage.SUBMISSION,
        width=40,
    )
    cluster: Mapped[ClusterKeuze | None] = described(
        "Cluster Relanceplan",
        Sectie.PROJECTSITUERING,
        hint="De cluster van het relanceplan waarin het project zit.",
        required=Stage.SUBMISSION,
        width=30,
        formerly=["Cluster"],
    )
    speerpunt: Mapped[SpeerpuntKeuze | None] = described(
        "Speerpunt Relanceplan",
        Sectie.PROJECTSITUERING,
        hint="Het speerpunt van het relanceplan waaronder het project valt.",
        required=Stage.SUBMISSION,
        width=30,
        formerly=["Speerpunt"],
    )
    omschrijving: Mapped[Opmaak | None] = described(
        "Projectomschrijving",
        Sectie.PROJECTOMSCHRIJVING,
        hint="Wat het project doet, voor wie en waarom, zoals het in het rapport komt.",
        required=Stage.SUBMISSION,
        width=70,
        formerly=["Omschrijving"],
    )
    projectstatus: Mapped[Projectstatuskeuze | None] = described(
        "Projectstatus",
        Sectie.ALGEMENE_VOORTGANG,
        hint="De status op de peildatum, niet de verwachte.",
        required=Stage.SUBMISSION,
        width=28,
    )
    voortgang: Mapped[Opmaak | None] = described(
        "Beschrijving voortgang",
        Sectie.ALGEMENE_VOORTGANG,
        hint="Wat er sinds het vorige meetmoment gebeurd is en wat er nu volgt.",
        required=Stage.SUBMISSION,
        width=70,
        formerly=["Voortgang"],
    )
    oorzaak: Mapped[Regels | None] = described(
        "Oorzaak",
        Sectie.ALGEMENE_VOORTGANG,
        hint="Bij een status die aandacht of actie vraagt: wat er aan de hand is.",
        width=40,
    )
    bijsturing: Mapped[Regels | None] = described(
        "Bijsturing",
        Sectie.ALGEMENE_VOORTGANG,
        hint="Bij een status die aandacht of actie vraagt: wat eraan gedaan wordt.",
        width=40,
    )
    streefdatum: Mapped[Dag | None] = described(
        "Streefdatum bijsturing",
        Sectie.ALGEMENE_VOORTGANG,
        hint="Tegen wanneer de bijsturing effect heeft.",
        width=14,
    )
    themas: Mapped[Themas] = described(
        "Thema's",
        Sectie.THEMATISCH_OVERZICHT,
        hint="Thema's waaronder het project getoond wordt, gescheiden door een puntkomma.",
        width=24,
    )
    beleidsdomein: Mapped[Tekst | None] = described(
        "Beleidsdomein",
        Sectie.THEMATISCH_OVERZICHT,
        hint="Het beleidsdomein waartoe het project behoort.",
        width=24,
    )
    doelgroep: Mapped[Tekst | None] = described(
        "Doelgroep",
        Sectie.THEMATISCH_OVERZICHT,
        hint="De mensen of organisaties die het project wil bereiken.",
        width=30,
    )
    contactpersoon: Mapped[Tekst | None] = described(
        "Contactpersoon",
        Sectie.THEMATISCH_OVERZICHT,
        hint="Een functioneel mailadres of contactformulier, liever geen naam van een persoon.",
        width=30,
    )
    doelstellingen: Mapped[Opmaak | None] = described(
        "Doelstellingen",
        Sectie.THEMATISCH_OVERZICHT,
        hint="De doelstellingen van het project, bij voorkeur als lijst.",
        width=50,
    )
    meer_weten: Mapped[Tekst | None] = described(
        "Meer weten",
        Sectie.THEMATISCH_OVERZICHT,
        hint="Het webadres waar het brede publiek meer leest.",
        width=30,
    )

    versie: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    """Counts the steps that touched the fiche: who changes it says which one was seen."""

    meetmoment: Mapped["Meetmoment"] = relationship(viewonly=True)
    financiering: Mapped["Financiering | None"] = relationship(viewonly=True)
    mijlpalen: Mapped[list["Mijlpaal"]] = relationship(
        viewonly=True, order_by="(Mijlpaal.volgorde, Mijlpaal.id)"
    )
    agenderingen: Mapped[list["Agendering"]] = relationship(
        viewonly=True, order_by="(Agendering.volgorde, Agendering.id)"
    )
