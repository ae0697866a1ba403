"""What values mean: an amount is not just an int, a status not just a text.

A `Kind` owns everything that follows from the meaning: how a text is read, how a value is shown,
stored, compared, and put into a cell. Fields (dictionary.py) say *which* kind; surfaces ask the
kind. One rule holds for all: an empty text is no value, and no value is written as an empty text.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.types import TypeEngine

from vvdesk import richtext
from vvdesk.choices import Choices
from vvdesk.column_types import DagColumn, GetalColumn, NamenColumn
from vvdesk.texts import clean_text
from vvdesk.values import (
    Unreadable,
    dag_to_text,
    euro_to_text,
    normal_number,
    number_to_text,
    read_dag,
    read_euro,
    read_getal,
    type_dag,
    type_euro,
)

JsonValue: TypeAlias = str | int | list[str] | None
ChoiceLists: TypeAlias = Mapping[str, Choices]
"""The choices of one meetmoment, by the name of the list."""

_SHOWN_CHOICES = 12


class Kind:
    """One meaning of values; the base holds what a plain text needs."""

    number_format = "@"

    def __init__(self, name: str) -> None:
        """Make the kind known under `name` (English, for messages to developers)."""
        self.name = name

    @property
    def column(self) -> TypeEngine[Any]:
        """The column type that stores this kind."""
        return _carrying(Text(), self)

    def read(self, text: str, lists: ChoiceLists | None = None) -> Any:
        """Return the value of `text` as met in a file; None for an empty one.

        Raises:
            Unreadable: The text is not, for certain, a value of this kind.
        """
        bare = clean_text(text).strip()
        return self._read(bare, lists) if bare else None

    def typed(self, text: str, lists: ChoiceLists | None = None) -> Any:
        """Return the value of `text` as typed by a person, who sees the result at once.

        Raises:
            Unreadable: As `read`.
        """
        return self.read(text, lists)

    def to_text(self, value: Any, _lists: ChoiceLists | None = None) -> str:
        """Write `value` for people, in Belgian notation; the empty text for no value."""
        return "" if value is None else str(value)

    def to_json(self, value: Any) -> JsonValue:
        """Return `value` as it stands in dumps, in the audit trail and in a workbook's base."""
        return None if value is None else str(value)

    def from_json(self, value: JsonValue) -> Any:
        """Return the value that `to_json` wrote.

        Raises:
            Unreadable: Not something that `to_json` writes for this kind.
        """
        if value is None or isinstance(value, str):
            return value or None
        raise Unreadable(str(value), "is geen tekst.", "Verwacht werd een tekst.")

    def same(self, one: Any, other: Any) -> bool:
        """Tell whether two values mean the same."""
        return bool(one == other)

    def _read(self, bare: str, _lists: ChoiceLists | None) -> Any:
        return " ".join(bare.split())

    def __repr__(self) -> str:
        return f"Kind({self.name})"


class _Regels(Kind):
    """Plain text of several lines: line breaks count, markup does not exist."""

    def _read(self, bare: str, _lists: ChoiceLists | None) -> str:
        lines = (" ".join(line.split()) for line in bare.split("\n"))
        return "\n".join(lines).strip("\n")


class _Opmaak(Kind):
    """Rich text in the one canonical format of `vvdesk.richtext`."""

    def read(self, text: str, _lists: ChoiceLists | None = None) -> str | None:
        try:
            return richtext.canonical(clean_text(text)) or None
        except richtext.TooDeep as error:
            raise Unreadable(
                f"{text[:30]}…", "nest te diep.", "Maak van diepe lijsten alinea's."
            ) from error

    def typed(self, text: str, lists: ChoiceLists | None = None) -> str | None:
        if text.lstrip().startswith("<"):
            return self.read(text, lists)
        return richtext.from_plain(clean_text(text)) or None

    def to_text(self, value: Any, _lists: ChoiceLists | None = None) -> str:
        return richtext.to_plain(value) if value else ""

    def from_json(self, value: JsonValue) -> str | None:
        text = super().from_json(value)
        return self.read(text) if text else None


class _Url(Kind):
    """A web or mail address; nothing else can ever be opened from a file."""

    def _read(self, bare: str, _lists: ChoiceLists | None) -> str:
        address = f"https://{bare}" if bare.lower().startswith("www.") else bare
        has_blanks = any(sign.isspace() for sign in address)
        if has_blanks or not address.lower().startswith(("http://", "https://", "mailto:")):
            raise Unreadable(
                bare, "is geen webadres.", "Geef een adres dat begint met https:// of mailto:."
            )
        return address

    def from_json(self, value: JsonValue) -> str | None:
        text = super().from_json(value)
        return self._read(text, None) if text else None


class _Euro(Kind):
    """An amount of whole euro."""

    number_format = '#,##0" EUR"'

    @property
    def column(self) -> TypeEngine[Any]:
        return _carrying(BigInteger().with_variant(_carrying(Integer(), self), "sqlite"), self)

    def _read(self, bare: str, _lists: ChoiceLists | None) -> int:
        return read_euro(bare)

    def typed(self, text: str, _lists: ChoiceLists | None = None) -> int | None:
        return type_euro(text) if text.strip() else None

    def to_text(self, value: Any, _lists: ChoiceLists | None = None) -> str:
        return "" if value is None else euro_to_text(value)

    def to_json(self, value: Any) -> JsonValue:
        return None if value is None else int(value)

    def from_json(self, value: JsonValue) -> int | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise Unreadable(str(value), "is geen bedrag.", "Verwacht werd een geheel getal.")


class _Dag(Kind):
    """A calendar day, without a time zone."""

    number_format = "dd/mm/yyyy"

    @property
    def column(self) -> TypeEngine[Any]:
        return _carrying(DagColumn(), self)

    def _read(self, bare: str, _lists: ChoiceLists | None) -> date:
        return read_dag(bare)

    def typed(self, text: str, _lists: ChoiceLists | None = None) -> date | None:
        return type_dag(text, date.today()) if text.strip() else None  # noqa: DTZ011 - a calendar day

    def to_text(self, value: Any, _lists: ChoiceLists | None = None) -> str:
        return "" if value is None else dag_to_text(value)

    def to_json(self, value: Any) -> JsonValue:
        return None if value is None else str(value.isoformat())

    def from_json(self, value: JsonValue) -> date | None:
        text = super().from_json(value)
        return read_dag(text) if text else None


class _Getal(Kind):
    """An exact decimal number, such as a streefwaarde."""

    number_format = "General"

    @property
    def column(self) -> TypeEngine[Any]:
        return _carrying(GetalColumn(), self)

    def _read(self, bare: str, _lists: ChoiceLists | None) -> Decimal:
        return read_getal(bare)

    def to_text(self, value: Any, _lists: ChoiceLists | None = None) -> str:
        return "" if value is None else number_to_text(value)

    def to_json(self, value: Any) -> JsonValue:
        return None if value is None else f"{normal_number(value):f}"

    def from_json(self, value: JsonValue) -> Decimal | None:
        text = super().from_json(value)
        return read_getal(text.replace(".", ",")) if text else None


class _Namen(Kind):
    """Several names in one field, in the order in which they were given; `()` for none."""

    def __init__(self, name: str, list_name: str) -> None:
        super().__init__(name)
        self.list_name = list_name

    @property
    def column(self) -> TypeEngine[Any]:
        return _carrying(NamenColumn(), self)

    def read(self, text: str, lists: ChoiceLists | None = None) -> tuple[str, ...]:
        return self.of(clean_text(text).replace("\n", ";").split(";"), lists)

    def of(self, names: Any, lists: ChoiceLists | None = None) -> tuple[str, ...]:
        """Return `names` tidied: official spelling where the list knows it, each name once."""
        known = lists.get(self.list_name) if lists else None
        tidy = (" ".join(name.split()) for name in names)
        official = ((known.key_for(name) or name) if known else name for name in tidy if name)
        return tuple(dict.fromkeys(official))

    def to_text(self, value: Any, _lists: ChoiceLists | None = None) -> str:
        return "; ".join(value)

    def to_json(self, value: Any) -> JsonValue:
        return list(value)

    def from_json(self, value: JsonValue) -> tuple[str, ...]:
        if value is None or value == "":
            return ()
        if isinstance(value, list):
            return tuple(str(name) for name in value)
        raise Unreadable(str(value), "is geen lijst van namen.", "Verwacht werd een lijst.")


class _Keuze(Kind):
    """One key out of a list of reference data; people see and write the label."""

    def __init__(self, name: str, list_name: str) -> None:
        super().__init__(name)
        self.list_name = list_name

    def _read(self, bare: str, lists: ChoiceLists | None) -> str:
        known = (lists or {}).get(self.list_name)
        key = known.key_for(bare) if known else None
        if key is None:
            labels = known.labels() if known else ()
            shown = ", ".join(labels[:_SHOWN_CHOICES]) + (
                " …" if len(labels) > _SHOWN_CHOICES else ""
            )
            raise Unreadable(bare, "staat niet in de keuzelijst.", f"Kies uit: {shown}.")
        return key

    def to_text(self, value: Any, lists: ChoiceLists | None = None) -> str:
        if value is None:
            return ""
        known = (lists or {}).get(self.list_name)
        return known.label(value) if known and value in known else str(value)


def _carrying(column: TypeEngine[Any], kind: Kind) -> TypeEngine[Any]:
    column.kind = kind  # type: ignore[attr-defined] # read back by the dictionary
    return column


TEKST = Kind("text")
REGELS = _Regels("lines")
OPMAAK = _Opmaak("rich text")
CODE = Kind("code")
URL = _Url("address")
EURO = _Euro("whole euro")
DAG = _Dag("day")
GETAL = _Getal("number")
MINISTERS = _Namen("ministers", "minister")
ENTITEITEN = _Namen("entities", "entiteit")
THEMAS = _Namen("themes", "thema")
ENTITEIT = _Keuze("entity", "entiteit")
CLUSTER = _Keuze("cluster", "cluster")
SPEERPUNT = _Keuze("speerpunt", "speerpunt")
PROJECTSTATUS = _Keuze("project status", "projectstatus")
MIJLPAALSTATUS = _Keuze("milestone status", "mijlpaalstatus")
SOORT = _Keuze("document kind", "agenderingsoort")
LOT = _Keuze("fate of a milestone", "lot")

Tekst = Annotated[str, TEKST]
Regels = Annotated[str, REGELS]
Opmaak = Annotated[str, OPMAAK]
Code = Annotated[str, CODE]
Url = Annotated[str, URL]
Euro = Annotated[int, EURO]
Dag = Annotated[date, DAG]
Getal = Annotated[Decimal, GETAL]
Ministers = Annotated[tuple[str, ...], MINISTERS]
Entiteiten = Annotated[tuple[str, ...], ENTITEITEN]
Themas = Annotated[tuple[str, ...], THEMAS]
EntiteitKeuze = Annotated[str, ENTITEIT]
ClusterKeuze = Annotated[str, CLUSTER]
SpeerpuntKeuze = Annotated[str, SPEERPUNT]
Projectstatuskeuze = Annotated[str, PROJECTSTATUS]
Mijlpaalstatuskeuze = Annotated[str, MIJLPAALSTATUS]
SoortKeuze = Annotated[str, SOORT]
LotKeuze = Annotated[str, LOT]

COLUMN_TYPES = {
    Tekst: TEKST.column,
    Regels: REGELS.column,
    Opmaak: OPMAAK.column,
    Code: CODE.column,
    Url: URL.column,
    Euro: EURO.column,
    Dag: DAG.column,
    Getal: GETAL.column,
    Ministers: MINISTERS.column,
    Entiteiten: ENTITEITEN.column,
    Themas: THEMAS.column,
    EntiteitKeuze: ENTITEIT.column,
    ClusterKeuze: CLUSTER.column,
    SpeerpuntKeuze: SPEERPUNT.column,
    Projectstatuskeuze: PROJECTSTATUS.column,
    Mijlpaalstatuskeuze: MIJLPAALSTATUS.column,
    SoortKeuze: SOORT.column,
    LotKeuze: LOT.column,
}
"""For the `type_annotation_map` of the declarative base."""
