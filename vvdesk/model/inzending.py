"""What travels between departments and coordinators, and what was decided about it."""

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from vvdesk.kinds import Code
from vvdesk.model.base import Entity, strict
from vvdesk.model.choices import Keuze


class Uitvraag(Entity):
    """Wat de coördinator op één dag aan één entiteit meegaf."""

    __tablename__ = "uitvraag"
    __table_args__ = strict()

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    """A random id that comes back with the inzending."""
    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"))
    entiteit: Mapped[str] = mapped_column(Text)
    gemaakt_op: Mapped[str] = mapped_column(Text)
    gemaakt_door: Mapped[str] = mapped_column(Text)


class Basiswaarde(Entity):
    """De waarden van één fiche of rij zoals de coördinator ze meegaf: de basis bij samenvoegen."""

    __tablename__ = "basiswaarde"
    __table_args__ = strict()

    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"), primary_key=True)
    rij: Mapped[str] = mapped_column(Text, primary_key=True)
    """`VV015`, `VV015-M01` or `VV015-A01`."""
    project_code: Mapped[Code]
    waarden: Mapped[str] = mapped_column(Text)
    """JSON: field name to value, as in dumps."""


class Inzending(Entity):
    """Eén ingelezen werkboek of dossier van een entiteit, met wat ervan kwam."""

    __tablename__ = "inzending"
    __table_args__ = strict(Index(None, "inhoud_digest"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"))
    entiteit: Mapped[str | None] = mapped_column(Text)
    bestandsnaam: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    """Of the file's bytes."""
    inhoud_digest: Mapped[str] = mapped_column(Text)
    """Of what the file says; equal for a re-saved copy."""
    export_id: Mapped[str | None] = mapped_column(Text)
    export_volgnummer: Mapped[int] = mapped_column(Integer, default=0)
    geexporteerd_op: Mapped[str | None] = mapped_column(Text)
    afzender: Mapped[str | None] = mapped_column(Text)
    ontvangen_op: Mapped[str] = mapped_column(Text)
    ontvangen_door: Mapped[str] = mapped_column(Text)
    stap: Mapped[int] = mapped_column(Integer)
    tellers: Mapped[str] = mapped_column(Text)
    """JSON: new, changed, unchanged, conflict, refused."""
    bestand: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The file itself, as evidence; since format 2."""


class Samenvoeging(Entity):
    """Eén uitgevoerd plan: wat er samen ingelezen werd, als document bewaard."""

    __tablename__ = "samenvoeging"
    __table_args__ = strict()

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"))
    tijd: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(Text)
    titel: Mapped[str] = mapped_column(Text)
    """What people read in a list: "30 inzendingen"."""
    stappen: Mapped[str] = mapped_column(Text)
    """JSON: the numbers of its steps, one per inzending, taken back together."""
    teruggenomen_door_stap: Mapped[int | None] = mapped_column(Integer)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """The plan as it was shown: JSON, packed with zlib."""


class Conflict(Entity):
    """Twee verschillende waarden voor hetzelfde veld, tot iemand met een nota kiest."""

    __tablename__ = "conflict"
    __table_args__ = strict(Index(None, "meetmoment_id", "project_code"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"))
    project_code: Mapped[Code]
    pad: Mapped[str] = mapped_column(Text)
    """The field's path within the fiche, as in dumps: `mijlpalen.VV015-M01.timing`."""
    basis: Mapped[str] = mapped_column(Text)
    """JSON values, as in dumps; so are `centraal`, `ontvangen` and `gekozen`."""
    centraal: Mapped[str] = mapped_column(Text)
    ontvangen: Mapped[str] = mapped_column(Text)
    inzending_id: Mapped[int] = mapped_column(ForeignKey("inzending.id"))
    blad: Mapped[str] = mapped_column(Text)
    cel: Mapped[str] = mapped_column(Text)
    keuze: Mapped[str] = mapped_column(Text, default=Keuze.OPEN.value)
    gekozen: Mapped[str | None] = mapped_column(Text)
    nota: Mapped[str | None] = mapped_column(Text)
    beslist_door: Mapped[str | None] = mapped_column(Text)
    beslist_op: Mapped[str | None] = mapped_column(Text)


class Toelichting(Entity):
    """Waarom een waarschuwing blijft staan; vervalt zodra de waarde verandert."""

    __tablename__ = "toelichting"
    __table_args__ = strict()

    meetmoment_id: Mapped[int] = mapped_column(ForeignKey("meetmoment.id"), primary_key=True)
    project_code: Mapped[Code] = mapped_column(primary_key=True)
    regel: Mapped[str] = mapped_column(Text, primary_key=True)
    plaats: Mapped[str] = mapped_column(Text, primary_key=True)
    """The path that the finding points at."""
    vingerafdruk: Mapped[str] = mapped_column(Text)
    """Of the values that the finding was about, when it was written."""
    tekst: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(Text)
    tijd: Mapped[str] = mapped_column(Text)
