"""The money of one project at one meetmoment."""

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.dictionary import Sectie, Stage, described
from vvdesk.kinds import Code, Euro, Regels
from vvdesk.model.base import Entity, strict


class Financiering(Entity):
    """De projectfinanciering: begrote beleidsruimte en cumulatieve uitvoering, in hele euro."""

    __tablename__ = "financiering"
    __table_args__ = strict(
        ForeignKeyConstraint(
            ["meetmoment_id", "project_code"], ["fiche.meetmoment_id", "fiche.project_code"]
        ),
    )

    meetmoment_id: Mapped[int] = mapped_column(primary_key=True)
    project_code: Mapped[Code] = mapped_column(primary_key=True)

    beleidsruimte: Mapped[Euro | None] = described(
        "Beleidsruimte (begroot)",
        Sectie.PROJECTFINANCIERING,
        hint="Het begrote bedrag in hele euro; typ 0 als er geen middelen zijn.",
        required=Stage.SUBMISSION,
        width=18,
        formerly=["Beleidsruimte"],
    )
    vak: Mapped[Euro | None] = described(
        "Uitvoering VAK",
        Sectie.PROJECTFINANCIERING,
        hint="Wat sinds de start is vastgelegd, cumulatief en in hele euro.",
        required=Stage.SUBMISSION,
        width=18,
        formerly=["VAK"],
    )
    vek: Mapped[Euro | None] = described(
        "Uitvoering VEK",
        Sectie.PROJECTFINANCIERING,
        hint="Wat sinds de start is vereffend, cumulatief en in hele euro.",
        required=Stage.SUBMISSION,
        width=18,
        formerly=["VEK"],
    )
    verschuiving: Mapped[Euro | None] = described(
        "Verschuiving beleidsruimte",
        Sectie.PROJECTFINANCIERING,
        hint="Wat er sinds het vorige meetmoment bijkwam (+) of afging (-), in hele euro.",
        width=18,
    )
    verschuiving_toelichting: Mapped[Regels | None] = described(
        "Toelichting verschuiving",
        Sectie.PROJECTFINANCIERING,
        hint="Van of naar welk project het bedrag verschoof, en met welke beslissing.",
        width=40,
    )
