"""Reference data: what a plan consists of, as it held at one meetmoment.

It is data, not code: ministers, statuses and thresholds changed during the term, so every row
belongs to a meetmoment and is copied forward when the next one opens.
"""

from sqlalchemy import CheckConstraint, ForeignKey, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.kinds import Dag
from vvdesk.model.base import Entity, strict


class Plan(Entity):
    """Het relanceplan waarover dit bestand gaat; er is er precies één."""

    __tablename__ = "plan"
    __table_args__ = strict(CheckConstraint("id = 1", name="one"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(Text)
    titel: Mapped[str] = mapped_column(Text)
    bestand_id: Mapped[str] = mapped_column(Text)
    """A random id of this file, kept by every copy of it."""
    entiteit: Mapped[str | None] = mapped_column(Text)
    """Whose dossier this is; None for a central file."""


class _PerMeetmoment:
    """The key that all reference data shares."""

    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"), primary_key=True)
    volgorde: Mapped[int] = mapped_column(Integer, default=0)


class Speerpunt(_PerMeetmoment, Entity):
    """Eén van de hoofdlijnen van het relanceplan."""

    __tablename__ = "speerpunt"
    __table_args__ = strict()

    nummer: Mapped[str] = mapped_column(Text, primary_key=True)
    titel: Mapped[str] = mapped_column(Text)
    geverifieerd: Mapped[int] = mapped_column(Integer, default=0)


class Cluster(_PerMeetmoment, Entity):
    """Een groep van projecten; een cluster ligt niet noodzakelijk in één speerpunt."""

    __tablename__ = "cluster"
    __table_args__ = strict()

    nummer: Mapped[str] = mapped_column(Text, primary_key=True)
    titel: Mapped[str] = mapped_column(Text)
    geverifieerd: Mapped[int] = mapped_column(Integer, default=0)


class Entiteit(_PerMeetmoment, Entity):
    """Een departement of agentschap dat projecten trekt of eraan meewerkt."""

    __tablename__ = "entiteit"
    __table_args__ = strict()

    naam: Mapped[str] = mapped_column(Text, primary_key=True)
    afkorting: Mapped[str | None] = mapped_column(Text)
    synoniemen: Mapped[str] = mapped_column(Text, default="")
    """Other spellings, one per line."""
    deadline: Mapped[Dag | None]


class Minister(_PerMeetmoment, Entity):
    """Een lid van de Vlaamse Regering dat voor een project bevoegd is of was."""

    __tablename__ = "minister"
    __table_args__ = strict()

    naam: Mapped[str] = mapped_column(Text, primary_key=True)
    synoniemen: Mapped[str] = mapped_column(Text, default="")
    geverifieerd: Mapped[int] = mapped_column(Integer, default=0)


class Thema(_PerMeetmoment, Entity):
    """Een thema waaronder relanceplannen samen getoond worden."""

    __tablename__ = "thema"
    __table_args__ = strict()

    naam: Mapped[str] = mapped_column(Text, primary_key=True)


class Status(_PerMeetmoment, Entity):
    """Een status van een project of van een mijlpaal, met rang, vorm en kleuren."""

    __tablename__ = "status"
    __table_args__ = strict()

    lijst: Mapped[str] = mapped_column(Text, primary_key=True)
    """`projectstatus` or `mijlpaalstatus`."""
    sleutel: Mapped[str] = mapped_column(Text, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    andere_labels: Mapped[str] = mapped_column(Text, default="")
    """Labels of other meetmomenten for the same status, one per line."""
    rang: Mapped[int | None] = mapped_column(Integer)
    """Order of progress; None for a status outside it (bijzondere aandacht, stopgezet)."""
    vorm: Mapped[str] = mapped_column(Text)
    vulling: Mapped[str] = mapped_column(Text)
    rand: Mapped[str | None] = mapped_column(Text)
    licht_achtergrond: Mapped[str] = mapped_column(Text)
    licht_tekst: Mapped[str] = mapped_column(Text)
    donker_achtergrond: Mapped[str] = mapped_column(Text)
    donker_tekst: Mapped[str] = mapped_column(Text)
    kenmerken: Mapped[str] = mapped_column(Text, default="")
    """What the rules need to know, one per line: open, groen, gestart, vraagt_verklaring …"""


class Keuzewaarde(_PerMeetmoment, Entity):
    """Een waarde van een kleine keuzelijst: soort document, lot van een mijlpaal."""

    __tablename__ = "keuzewaarde"
    __table_args__ = strict()

    lijst: Mapped[str] = mapped_column(Text, primary_key=True)
    sleutel: Mapped[str] = mapped_column(Text, primary_key=True)
    label: Mapped[str] = mapped_column(Text)


class Drempel(_PerMeetmoment, Entity):
    """Een drempelwaarde van een regel, of een schakelaar die de coördinator aanzet."""

    __tablename__ = "drempel"
    __table_args__ = strict()

    sleutel: Mapped[str] = mapped_column(Text, primary_key=True)
    waarde: Mapped[str] = mapped_column(Text)
    eenheid: Mapped[str] = mapped_column(Text, default="")
    regel: Mapped[str] = mapped_column(Text, default="")
    uitleg: Mapped[str] = mapped_column(Text, default="")
