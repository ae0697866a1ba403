"""A question of the coordinator at a field; it travels with uitvraag and inzending."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.kinds import Code
from vvdesk.model.base import Entity, strict
from vvdesk.model.choices import Vraagstaat


class Vraag(Entity):
    """Een vraag bij één veld of één fiche, met het antwoord van de entiteit."""

    __tablename__ = "vraag"
    __table_args__ = strict(Index(None, "meetmoment_id", "project_code"))

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    """A random id, the same in every file that the question travels through."""
    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"))
    project_code: Mapped[Code]
    pad: Mapped[str] = mapped_column(Text)
    """The field's path within the fiche, as in dumps; empty for the fiche as a whole."""
    tekst: Mapped[str] = mapped_column(Text)
    staat: Mapped[str] = mapped_column(Text, default=Vraagstaat.OPEN.value)
    gesteld_door: Mapped[str] = mapped_column(Text)
    gesteld_op: Mapped[str] = mapped_column(Text)
    """UTC, ISO 8601; so are the other times."""
    meegegeven_op: Mapped[str | None] = mapped_column(Text)
    """When it first went out to the entiteit."""
    reden: Mapped[str | None] = mapped_column(Text)
    """See `Antwoordreden`."""
    antwoord: Mapped[str | None] = mapped_column(Text)
    beantwoord_door: Mapped[str | None] = mapped_column(Text)
    beantwoord_op: Mapped[str | None] = mapped_column(Text)
    gesloten_door: Mapped[str | None] = mapped_column(Text)
    gesloten_op: Mapped[str | None] = mapped_column(Text)
    slotnota: Mapped[str | None] = mapped_column(Text)
