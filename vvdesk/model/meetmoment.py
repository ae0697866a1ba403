"""The meetmoment: the day on which everybody reports, open until it is closed for good."""

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.kinds import Dag
from vvdesk.model.base import Entity, strict
from vvdesk.model.choices import Fase


class Meetmoment(Entity):
    """Een moment waarop iedereen rapporteert over de stand op de peildatum."""

    __tablename__ = "meetmoment"
    __table_args__ = strict()

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """1, 2, 3 … in the order of the peildatum."""
    naam: Mapped[str] = mapped_column(Text, unique=True)
    peildatum: Mapped[Dag]
    deadline: Mapped[Dag | None]
    fase: Mapped[str] = mapped_column(Text, default=Fase.OPEN.value)
    geopend_op: Mapped[str] = mapped_column(Text)
    """UTC, ISO 8601."""
    gesloten_op: Mapped[str | None] = mapped_column(Text)

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing of it may be written any more."""
        return self.fase == Fase.GESLOTEN.value
