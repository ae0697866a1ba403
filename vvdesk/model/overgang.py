"""How a fiche went from state to state: who handed in, who approved, why one was sent back."""

from sqlalchemy import ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.kinds import Code
from vvdesk.model.base import Entity, strict


class Overgang(Entity):
    """Eén overgang van een projectfiche naar een andere staat; er komt alleen bij."""

    __tablename__ = "overgang"
    __table_args__ = strict(Index(None, "meetmoment_id", "project_code"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"))
    project_code: Mapped[Code]
    van: Mapped[str] = mapped_column(Text)
    """See `Staat`; so is `naar`."""
    naar: Mapped[str] = mapped_column(Text)
    tijd: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(Text)
    namens: Mapped[str | None] = mapped_column(Text)
    """Who handed in, as the inzending says; None when `wie` acted for himself."""
    reden: Mapped[str | None] = mapped_column(Text)
    uitzondering: Mapped[str | None] = mapped_column(Text)
    """Why one pair of eyes was enough; None when two looked."""
    inzending_id: Mapped[int | None] = mapped_column(ForeignKey("inzending.id"))
    stap: Mapped[int] = mapped_column(Integer)
