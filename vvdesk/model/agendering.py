"""A document on the agenda of the Vlaamse Regering."""

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.dictionary import Sectie, Stage, described
from vvdesk.kinds import Code, Dag, Regels, SoortKeuze, Url
from vvdesk.model.base import Entity, strict


class Agendering(Entity):
    """Een beslissing of document op de agenda van de Vlaamse Regering."""

    __tablename__ = "agendering"
    __table_args__ = strict(
        ForeignKeyConstraint(
            ["meetmoment_id", "project_code"], ["fiche.meetmoment_id", "fiche.project_code"]
        ),
        Index(None, "meetmoment_id", "project_code"),
    )

    meetmoment_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[Code] = mapped_column(primary_key=True)
    """`VV015-A01`; permanent over all meetmomenten."""
    project_code: Mapped[Code]
    volgorde: Mapped[int] = mapped_column(Integer, default=0)

    titel: Mapped[Regels | None] = described(
        "Titel van het document",
        Sectie.AGENDERING,
        hint="De titel zoals op de agenda van de Vlaamse Regering.",
        required=Stage.SUBMISSION,
        width=70,
        formerly=["Titel"],
    )
    url: Mapped[Url | None] = described(
        "Link",
        Sectie.AGENDERING,
        hint="Het webadres van het document, als het gepubliceerd is.",
        width=40,
    )
    datum: Mapped[Dag | None] = described(
        "Datum agendering",
        Sectie.AGENDERING,
        hint="De dag van de vergadering van de Vlaamse Regering.",
        width=14,
        formerly=["Datum"],
    )
    soort: Mapped[SoortKeuze | None] = described(
        "Soort document",
        Sectie.AGENDERING,
        hint="Nota, bijlage, besluit (BVR), advies of mededeling.",
        width=14,
        formerly=["Soort"],
    )
