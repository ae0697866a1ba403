"""The audit trail: every change, who and when, chained so that holes and edits show."""

from sqlalchemy import Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.kinds import Code
from vvdesk.model.base import Entity, strict


class Stap(Entity):
    """Eén handeling van een mens, hoeveel velden ze ook raakte; dit is wat je ongedaan maakt."""

    __tablename__ = "stap"
    __table_args__ = strict()

    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    naam: Mapped[str] = mapped_column(Text)
    tijd: Mapped[str] = mapped_column(Text)
    """UTC, ISO 8601; the machine's word, order is told by `n`."""
    wie: Mapped[str] = mapped_column(Text)
    keert_om: Mapped[int | None] = mapped_column(Integer)
    """The step that this one undoes."""


class Wijziging(Entity):
    """Eén gewijzigd veld, of één toegevoegde of verwijderde rij."""

    __tablename__ = "wijziging"
    __table_args__ = strict(Index(None, "stap"), Index(None, "project_code"))

    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    stap: Mapped[int] = mapped_column(Integer)
    tijd: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(Text)
    machine: Mapped[str] = mapped_column(Text)
    programma: Mapped[str] = mapped_column(Text)
    handeling: Mapped[str] = mapped_column(Text)
    meetmoment_id: Mapped[int | None] = mapped_column(Integer)
    project_code: Mapped[Code | None]
    rij: Mapped[str] = mapped_column(Text)
    """`fiche`, `financiering`, `mijlpalen.VV015-M01`, or another table's own key."""
    veld: Mapped[str] = mapped_column(Text)
    """Empty for a whole row."""
    oud: Mapped[str] = mapped_column(Text)
    """JSON, as in dumps; so is `nieuw`."""
    nieuw: Mapped[str] = mapped_column(Text)
    reden: Mapped[str | None] = mapped_column(Text)
    herkomst: Mapped[str | None] = mapped_column(Text)
    """JSON: file, sha256, sheet, cell, row, sender, export time; None for a form edit."""
    vorige: Mapped[str] = mapped_column(Text)
    """The hash of the row before."""
    hash: Mapped[str] = mapped_column(Text)
